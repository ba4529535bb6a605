"""Where imported packages come from: the checker asks, somebody else knows."""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.types.objects import Package


class Importer(ABC):
    @abstractmethod
    def import_package(self, path: str, pos: int) -> Package | None:
        """The package that an import path means; None if there is none, see `error`."""

    def error(self, path: str) -> str:
        """Why `import_package` gave nothing."""
        return f"could not import {path} (file not found)"


@final
class KnownPackages(Importer):
    """Packages that have been checked already, by the paths that sources call them by."""

    def __init__(self, packages: dict[str, Package]) -> None:
        self._packages: Final = packages

    def import_package(self, path: str, pos: int) -> Package | None:
        return self._packages.get(path)
