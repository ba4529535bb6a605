"""Packages of one process, kept as they are: no summaries, no store. For fuzzing, where every package is new.

What importing packages need of a package is read off its own objects, so everything shares one
position table.
"""

from goescape.base.pos import PosTable
from goescape.check.importer import KnownPackages
from goescape.ir import nodes as ir
from goescape.load.files import Files
from goescape.load.model import Package
from goescape.lower.package import Lowered
from goescape.lower.templates import NoTemplates, TemplateSource
from goescape.opt.passes import Flags
from goescape.session import pipeline
from goescape.session.model import PackageResult
from goescape.toolchain import registry
from goescape.types import universe
from goescape.types.model import Named
from goescape.types.objects import Func, Object
from goescape.types.objects import Package as TypesPackage


class _Templates(TemplateSource):
    def __init__(self, session: "Session") -> None:
        self._session = session

    def template(self, obj: Func) -> ir.Func | None:
        if obj.pkg is None:
            return None
        found = self._session.analyses.get(obj.pkg)
        return found.bodies.template(obj) if found is not None else None

    def dictionary_words(self, owner: Func | Named) -> int:
        return owner.dictionary_words

    def holds(self, path: str, obj: Object) -> bool:
        return False

    def passed_on(self, path: str) -> frozenset[str]:
        # Only inlining asks; packages that import something are analyzed without.
        return frozenset()


class Session:
    """Analyzes packages one after the other; dependencies first.

    `l_count` and `m_count`: how often `-l` and `-m` were given.
    """

    def __init__(self, l_count: int = 1, m_count: int = 1) -> None:
        self.positions = PosTable()
        self.packages: dict[str, TypesPackage] = {}
        self.analyses: dict[TypesPackage, Lowered] = {}
        self._toolchain = registry.default()
        self._flags = Flags(l_count, 0, m_count)

    def analyze(self, package: Package) -> PackageResult:
        if package.import_path == "unsafe" and package.standard:
            self.packages["unsafe"] = universe.unsafe_package()
            return PackageResult("unsafe", package.dir)
        known = dict(self.packages)
        for path, target in package.import_map.items():
            if target in self.packages:
                known[path] = self.packages[target]
        analysis = pipeline.analyze(
            package,
            pipeline.read_sources(package, Files()),
            self.positions,
            KnownPackages(known),
            # A compiled core does not take classes of ours; without imports its own do.
            _Templates(self) if self.packages else NoTemplates(),
            self._toolchain,
            self._flags,
        )
        if analysis.checked is not None and analysis.lowered is not None:
            self.packages[package.import_path] = analysis.checked.pkg
            self.analyses[analysis.checked.pkg] = analysis.lowered
        return analysis.result
