"""How the checker and lowering get at other packages: through summaries."""

from typing import final

from goescape.check.importer import Importer
from goescape.ir import nodes as ir
from goescape.load.model import Package, plain_path
from goescape.lower.generics import instances
from goescape.lower.package import Lowered
from goescape.lower.templates import TemplateSource
from goescape.summary.table import Imports
from goescape.types.model import Named
from goescape.types.objects import Func, Object
from goescape.types.objects import Package as TypesPackage


@final
class SummaryImporter(Importer):
    """The imports of one package, by their names in its sources."""

    def __init__(
        self, imports: Imports, package: Package, packages: dict[str, Package] | None = None
    ) -> None:
        self._imports = imports
        self._package = package
        # All packages of the build.
        self._packages = packages if packages is not None else {}

    def import_package(self, path: str, pos: int) -> TypesPackage | None:
        return self._imports.find(plain_path(self._package.resolve(path)))

    def all_imported(self) -> list[tuple[str, str]]:
        found: dict[str, Package] = {}
        waiting = _written_imports(self._package)
        while waiting:
            path = waiting.pop()
            package = self._packages.get(path)
            if package is not None and path not in found:
                found[path] = package
                waiting.extend(_written_imports(package))
        return [(package.name, package.link_path) for package in found.values()]


def _written_imports(package: Package) -> list[str]:
    return [package.resolve(path) for path in package.imports if path != "C"]


@final
class OwnTemplates(TemplateSource):
    """Templates of the package that has just been lowered."""

    def __init__(self, lowered: Lowered) -> None:
        self._lowered = lowered

    def template(self, obj: Func) -> ir.Func | None:
        return self._lowered.bodies.template(obj)

    def dictionary_words(self, owner: Func | Named) -> int:
        return instances.dictionary_words(self._lowered.asm, owner)

    def holds(self, path: str, obj: Object) -> bool:
        return False

    def passed_on(self, path: str) -> frozenset[str]:
        return frozenset()
