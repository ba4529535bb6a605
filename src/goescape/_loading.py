"""Where the core comes from: if it was compiled, all its modules are in one library, `goescape.core__mypyc`."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Final

_PREFIX: Final = "goescape."
_LIBRARY: Final = "goescape.core__mypyc"


class _Finder:
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
        spec = ModuleSpec(name, self, is_package=name in self._packages)  # type: ignore[arg-type]
        if spec.submodule_search_locations is not None:
            inside = name.removeprefix(_PREFIX).replace(".", "/")
            spec.submodule_search_locations.append(f"{self._directory}/{inside}")
        return spec

    def _open(self) -> None:
        __import__(_LIBRARY)
        self._library = sys.modules[_LIBRARY]
        for function in dir(self._library):
            outer = function.removeprefix("init_").rpartition("___")[0]
            self._packages.add(outer.replace("___", "."))

    def create_module(self, spec: ModuleSpec) -> object:
        from goescape import _core

        return _core.make(getattr(self._library, _function(spec.name)))

    def exec_module(self, module: ModuleType) -> None:
        """Has happened when the module was made."""


def _function(name: str) -> str:
    """What the library calls the function that makes a module."""
    return "init_" + name.replace(".", "___")


def install(directory: str) -> bool:
    """Have the core come from the library; False if there is none."""
    try:
        from goescape import _core  # noqa: F401
    except ImportError:
        return False
    sys.meta_path.insert(0, _Finder(directory))
    return True
