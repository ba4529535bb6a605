"""What pyproject.toml cannot say: how the core is compiled. `tools/install` decides whether it is."""

import goescape_extensions
from setuptools import setup

setup(**goescape_extensions.arguments())
