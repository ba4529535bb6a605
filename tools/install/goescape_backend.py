"""How goescape is built: setuptools, and before it mypyc for the core where a C compiler is.

The hooks of PEP 517. Only `build_wheel` compiles, once; metadata, source distributions and editable installs never do.
GOESCAPE_COMPILE=0 asks for an interpreted wheel, GOESCAPE_COMPILE=1 makes a failure to compile an error; without it a
failure gives an interpreted wheel that says why it is one.
"""

import os
import sys
import tempfile

import goescape_extensions as extensions
from setuptools import build_meta
from setuptools.build_meta import (  # noqa: F401 - hooks
    build_editable,
    build_sdist,
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

_VARIABLE = "GOESCAPE_COMPILE"


def get_requires_for_build_wheel(config_settings=None):
    found = build_meta.get_requires_for_build_wheel(config_settings)
    return found if _obstacle() else [*found, *extensions.REQUIREMENTS]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    reason = _obstacle()
    if not reason:
        try:
            return _wheel(wheel_directory, config_settings, True, "")
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt) or _is_forced():
                raise
            print(f"goescape: compiling failed: {error}", file=sys.stderr)
        reason = "compiling failed when it was installed"
    if _is_forced():
        raise SystemExit(f"goescape: {_VARIABLE}=1, but {reason}")
    print(f"goescape: interpreted: {reason}", file=sys.stderr)
    return _wheel(wheel_directory, config_settings, False, reason)


def _is_forced():
    return os.environ.get(_VARIABLE) == "1"


def _obstacle():
    """Why nothing can be compiled; "" if nothing is known to be in the way."""
    if os.environ.get(_VARIABLE) == "0":
        return f"it was installed with {_VARIABLE}=0"
    if extensions.has_compiler():
        return ""
    return "there was no C compiler when it was installed"


def _wheel(directory, settings, is_compiled, reason):
    # Nothing of an earlier build gets in, and nothing is left behind.
    with tempfile.TemporaryDirectory(prefix="goescape-build-") as scratch:
        extensions.choose(is_compiled, reason, scratch)
        return build_meta.build_wheel(directory, settings)
