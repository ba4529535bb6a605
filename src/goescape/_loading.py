"""Where the core comes from: if it was compiled, all its modules are in one library, `goescape.core__mypyc`."""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from importlib.abc import Loader
else:
    # Loading what is there to derive from takes longer than all that is done here.
    from builtins import object as Loader

_PREFIX: Final = "goescape."
_LIBRARY: Final = "goescape.core__mypyc"
# Calls the library's functions.
_MAKER: Final = "goescape._core"


class _Finder(Loader):  # noqa: UP004 - only at run time
    """Finds modules of the core in the library; asked before the sources beside it are looked at."""

    def __init__(self, directory: str) -> None:
        self._directory = directory
        self._library: ModuleType | None = None
        # Modules that others are in.
        self._packages: set[str] = set()

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        # Names of the package itself that are no room's: `__main__`, the library, what loads it.
        if not name.startswith(_PREFIX) or name.startswith("_", len(_PREFIX)) or name == _LIBRARY:
            return None
        if self._library is None:
            self._open()
        if not hasattr(self._library, _function(name)):
            return None
        spec = ModuleSpec(name, self, is_package=name in self._packages)
        if spec.submodule_search_locations is not None:
            inside = name.removeprefix(_PREFIX).replace(".", "/")
            spec.submodule_search_locations.append(f"{self._directory}/{inside}")
        return spec

    def _open(self) -> None:
        self._library = import_module(_LIBRARY)
        for function in dir(self._library):
            outer = function.removeprefix("init_").rpartition("___")[0]
            self._packages.add(outer.replace("___", "."))

    def create_module(self, spec: ModuleSpec) -> Any:
        return import_module(_MAKER).make(getattr(self._library, _function(spec.name)))

    def exec_module(self, module: ModuleType) -> None:
        """Has happened when the module was made."""


def _function(name: str) -> str:
    """What the library calls the function that makes a module."""
    return "init_" + name.replace(".", "___")


_finders: list[_Finder] = []


def install(directory: str) -> None:
    """Have the core come from the library, if there is one."""
    try:
        import_module(_MAKER)
    except ImportError:
        return
    _finders.append(_Finder(directory))
    sys.meta_path.insert(0, _finders[0])


def is_compiled() -> bool:
    """Whether the core comes from the library."""
    return bool(_finders)
