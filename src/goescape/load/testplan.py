"""What `go test` compiles: packages with their tests, packages beside them, and what is compiled again for them.

A package and its `_test.go` files are one package, `p [p.test]`; files that say `package p_test` are another one,
`p_test [p.test]`, which imports it. Whatever these import and leads back to p has to be compiled again with `p [p.test]`
in the place of p: a program has every path once. The program itself, `p.test`, is made by the go command.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from goescape.load.model import Graph, ImportSite, Package, PackageError
from goescape.load.names import escaped
from goescape.load.scan import TEST_SUFFIX, Scan, ScannedFile
from goescape.toolchain.release import Release

# Which tests are planned: none, packages and what they need, or whole programs.
NO_TESTS: Final = 0
TEST_PACKAGES: Final = 1
TEST_PROGRAMS: Final = 2

MAIN_FILE: Final = "_testmain.go"
# What the generated program imports besides the packages that it tests.
MAIN_NEEDS: Final = ("os", "reflect", "testing", "testing/internal/testdeps")


@dataclass(slots=True)
class Tested:
    """A package and what is compiled to test it."""

    plain: Package
    # The package with its own test files; the same if there is nothing to add.
    inner: Package
    # The one beside it; None if there is none.
    outer: Package | None
    scan: Scan

    @property
    def made(self) -> list[Package]:
        found = [] if self.inner is self.plain else [self.inner]
        return found if self.outer is None else [*found, self.outer]


def tested(plain: Package, scan: Scan, release: Release) -> Tested:
    """The packages that files of a directory make for tests; what they import is not known yet."""
    inner = plain
    if scan.tests or plain.name == "main":
        sites = {**import_sites(scan.tests), **plain.import_sites}
        own = [path for path in sorted(import_sites(scan.tests)) if path not in plain.imports]
        inner = replace(
            plain,
            import_path=_for_test(plain.import_path, plain),
            go_files=(*plain.go_files, *(file.name for file in scan.tests)),
            imports=(*own, *plain.imports),
            import_map=dict(plain.import_map),
            import_sites=sites,
            embed_patterns=(*plain.embed_patterns, *_embed_patterns(scan.tests)),
            errors=list(plain.errors),
            # A program under test is a library.
            path_option=plain.import_path,
            implicit_imports=(),
            tested=plain.import_path,
            original=plain.import_path,
        )
    outer = None
    if scan.outer_tests:
        path = plain.import_path + TEST_SUFFIX
        outer = _beside(plain, _for_test(path, plain), release)
        outer.name = plain.name + TEST_SUFFIX
        outer.path_option = path
        outer.go_files = tuple(file.name for file in scan.outer_tests)
        outer.import_sites = import_sites(scan.outer_tests)
        outer.imports = tuple(sorted(outer.import_sites))
        outer.embed_patterns = _embed_patterns(scan.outer_tests)
    return Tested(plain, inner, outer, scan)


def _beside(plain: Package, path: str, release: Release) -> Package:
    """A package of the same directory: never part of the standard library, nothing else being in it but Go files."""
    lang = release.language if plain.module is None else plain.lang
    return Package(
        path,
        "",
        plain.dir,
        (),
        (),
        module=plain.module,
        lang=lang,
        named=plain.named,
        tested=plain.import_path,
        original=plain.import_path,
    )


def import_sites(files: Iterable[ScannedFile]) -> dict[str, ImportSite]:
    """What files import, with the first place of each."""
    found: dict[str, ImportSite] = {}
    for file in files:
        for spec in file.header.imports:
            found.setdefault(spec.path, ImportSite(file.name, spec.line, spec.column))
    return found


def _embed_patterns(files: Iterable[ScannedFile]) -> tuple[str, ...]:
    patterns = (embed.pattern for file in files for embed in file.header.embeds)
    return tuple(dict.fromkeys(patterns))


def _for_test(path: str, plain: Package) -> str:
    return f"{path} [{plain.import_path}.test]"


class Planner:
    """Puts what tests need into a graph whose packages have all been found."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._packages = graph.packages
        # Who imports a package; what is compiled for a test only is not among them.
        self._importers: dict[str, list[str]] = {}
        for path in graph.order:
            for dependency in self._packages[path].dependencies:
                self._importers.setdefault(dependency, []).append(path)

    def add(self, each: Tested) -> None:
        """Let what is compiled for a test see the package with its test files instead of the one without."""
        for package in each.made:
            self._packages[package.import_path] = package
        if each.inner is each.plain:
            return
        behind = self._behind(each.plain.import_path)
        cycle = self._cycle(each, behind)
        if cycle:
            each.inner.errors.append(
                PackageError("import cycle not allowed in test", stack=tuple(cycle))
            )
        for package in each.made:
            if package is not each.inner or not cycle:
                self._redirect(package, each, behind)

    def program(self, each: Tested, text: bytes, release: Release) -> Package:
        """The program that runs the tests of a package."""
        made = _beside(each.plain, f"{each.plain.import_path}.test", release)
        made.name = "main"
        made.go_files = made.shown_files = (MAIN_FILE,)
        made.made = text
        shown = [package for package in (each.inner, each.outer) if package and package.go_files]
        made.imports = tuple(
            dict.fromkeys([*MAIN_NEEDS, *(package.plain_path for package in shown)])
        )
        made.import_map = {
            package.plain_path: package.import_path
            for package in shown
            if package.plain_path != package.import_path
        }
        made.implicit_imports = ("runtime",)
        self._packages[made.import_path] = made
        if each.inner is not each.plain:
            self._redirect(made, each, self._behind(each.plain.import_path))
        return made

    def _behind(self, path: str) -> set[str]:
        """The packages that lead to one, itself included."""
        found = {path}
        waiting = [path]
        while waiting:
            for importer in self._importers.get(waiting.pop(), ()):
                if importer not in found:
                    found.add(importer)
                    waiting.append(importer)
        return found

    def _redirect(self, package: Package, each: Tested, behind: set[str]) -> None:
        """Let a package import what is compiled for the test, which is made where it is not there yet."""
        waiting = [package]
        while waiting:
            package = waiting.pop()
            for written in [*package.imports, *package.implicit_imports]:
                path = package.resolve(written)
                if path not in behind:
                    continue
                wanted = _for_test(path, each.plain)
                if wanted not in self._packages:
                    waiting.append(self._copy(path, wanted, each))
                package.import_map[written] = wanted

    def _copy(self, path: str, wanted: str, each: Tested) -> Package:
        plain = self._packages[path]
        copy = replace(
            plain,
            import_path=wanted,
            import_map=dict(plain.import_map),
            path_option=plain.import_path,
            tested=each.plain.import_path,
            original=plain.import_path,
        )
        self._packages[wanted] = copy
        return copy

    def _cycle(self, each: Tested, behind: set[str]) -> list[str]:
        """The shortest chain of imports from a package's own test files back to it, as the go command tells it."""
        target = each.plain.import_path
        importer: dict[str, Package] = {}
        queue: list[Package] = [each.inner]
        at = 0
        while at < len(queue):
            package = queue[at]
            at += 1
            for path in package.dependencies:
                if path not in behind or path in importer:
                    continue
                importer[path] = package
                if path == target:
                    return _told(importer, each)
                queue.append(self._packages[path])
        return []

    def order(self, roots: Iterable[str]) -> None:
        """Put what roots need into the graph's order, imports first."""
        order: list[str] = []
        placed: set[str] = set()
        for root in roots:
            if root in placed or root not in self._packages:
                continue
            placed.add(root)
            stack = [(root, iter(self._needed(root)))]
            while stack:
                path, needed = stack[-1]
                found = next((each for each in needed if each not in placed), None)
                if found is not None:
                    placed.add(found)
                    stack.append((found, iter(self._needed(found))))
                else:
                    stack.pop()
                    order.append(path)
        self._graph.order = order

    def _needed(self, path: str) -> list[str]:
        return [each for each in self._packages[path].dependencies if each in self._packages]


def _told(importer: dict[str, Package], each: Tested) -> list[str]:
    chain: list[str] = []
    path = each.plain.import_path
    while True:
        package = importer[path]
        written = next((w for w in package.imports if package.resolve(w) == path), "")
        site = package.import_sites.get(written)
        chain.append(f"{path} from {escaped(site.file)}" if site else path)
        if package is each.inner:
            return [each.plain.import_path, *reversed(chain)]
        path = package.import_path
