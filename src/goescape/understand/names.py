"""Functions as people call them."""

import re
from typing import Final

from goescape.facts.names import FunctionName

_MAJOR_VERSION: Final = re.compile(r"v[0-9]+")


def short(name: FunctionName, within: str = "") -> str:
    """`pkg.F`, without the path of its package; `F` within that package."""
    if name.package in (within, ""):
        return name.name
    return f"{package_name(name.package)}.{name.name}"


def package_name(path: str) -> str:
    """The name that a package's path suggests: its last part that is not a major version."""
    directory, _, last = path.rpartition("/")
    return package_name(directory) if directory and _MAJOR_VERSION.fullmatch(last) else last
