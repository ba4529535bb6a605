"""goescape: Go escape analysis outside the Go compiler."""

from goescape._version import VERSION
from goescape.base import pos as _core_module

__version__ = VERSION


def is_compiled() -> bool:
    """Whether the core runs as extension modules (mypyc) rather than interpreted."""
    return not (_core_module.__file__ or "").endswith(".py")
