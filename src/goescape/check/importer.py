"""Where imported packages come from: the checker asks, somebody else knows."""

from abc import abstractmethod
from typing import Final, final

from goescape.types.objects import Package
from goescape.types.typestring import PackageNames


class Importer(PackageNames):
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
        self._imported: Final[list[Package]] = []

    def import_package(self, path: str, pos: int) -> Package | None:
        package = self._packages.get(path)
        if package is not None:
            self._imported.append(package)
        return package

    def all_imported(self) -> list[tuple[str, str]]:
        found: dict[str, str] = {}
        waiting = self._imported[:]
        while waiting:
            package = waiting.pop()
            if package.path not in found:
                found[package.path] = package.name
                waiting.extend(package.imports)
        return [(name, path) for path, name in found.items()]
