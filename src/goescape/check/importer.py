"""Where imported packages come from: the checker asks, somebody else knows."""

from abc import ABC, abstractmethod
from typing import final

from goescape.types.objects import Package


class Importer(ABC):
    @abstractmethod
    def import_package(self, path: str, pos: int) -> Package | None:
        """The package that an import path means; None if there is none, see `error`."""

    def error(self, path: str) -> str:
        """Why `import_package` gave nothing."""
        return f"could not import {path} (file not found)"


@final
class NoPackages(Importer):
    """For packages that import nothing."""

    def import_package(self, path: str, pos: int) -> Package | None:
        return None
