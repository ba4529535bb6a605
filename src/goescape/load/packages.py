"""The packages of a build in import order.

`load` expands patterns, then walks imports depth first; a package is placed after everything it imports
(the order of `go list -deps`), which makes every later step independent of how the patterns were given.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from goescape.load import names, patterns, scan, testmain, testplan, versions
from goescape.load.environ import Context
from goescape.load.files import reason
from goescape.load.model import Graph, LoadError, Module, Package, PackageError
from goescape.load.modules import Found, Modules, NotFoundError, is_inside, short_path
from goescape.toolchain.release import Release

COMMAND_LINE: Final = "command-line-arguments"
NO_MODULE: Final = (
    "go: go.mod file not found in current directory or any parent directory; see 'go help modules'"
)


def load(modules: Modules, arguments: list[str], cwd: str, tests: int = testplan.NO_TESTS) -> Graph:
    """Load the packages that the arguments name and everything they import; with `tests`, what tests of theirs need."""
    loader = _Loader(modules, cwd, Graph({}, [], [], [], modules.files), tests)
    modules.with_tests = tests != testplan.NO_TESTS
    roots = _expand(loader, arguments or ["."])
    if tests:
        loader.tested.update(roots)
    for root in roots:
        loader.visit(root)
    graph = loader.graph
    for root in roots:
        if root in graph.packages:
            graph.packages[root].named = True
    if tests:
        _plan_tests(loader, roots)
    if not roots and not graph.errors:
        if not graph.warnings:
            graph.errors.append(PackageError("no packages to build"))
    return graph


@dataclass(slots=True)
class _Loader:
    modules: Modules
    cwd: str
    graph: Graph
    # Which tests are wanted (`testplan`), and the packages that they are wanted of.
    tests: int
    tested: set[str] = field(default_factory=set)
    all_tested: bool = False
    # Where command-line packages were found before anything imported them.
    found: dict[str, Found] = field(default_factory=dict)
    scans: dict[str, scan.Scan] = field(default_factory=dict)

    @property
    def context(self) -> Context:
        return self.modules.context

    def visit(self, root: str, importer: Package | None = None) -> None:
        """Place `root` and what it imports, without recursion: import chains can be long."""
        graph = self.graph
        if root in graph.packages:
            if importer is not None:
                self._check_import(importer, graph.packages[root])
            return
        if not self._open(root, importer):
            return
        stack = [(root, iter(graph.packages[root].dependencies))]
        on_stack = {root: 0}
        while stack:
            path, dependencies = stack[-1]
            package = graph.packages[path]
            dependency = next(dependencies, None)
            if dependency is None:
                stack.pop()
                del on_stack[path]
                graph.order.append(path)
            elif dependency in on_stack:
                if not _same_cycle_reported(package, dependency):
                    chain = [entry[0] for entry in stack[on_stack[dependency] :]]
                    package.errors.append(self._cycle(chain, dependency))
            elif dependency not in graph.packages and self._open(dependency, package):
                on_stack[dependency] = len(stack)
                stack.append((dependency, iter(graph.packages[dependency].dependencies)))
            elif dependency in graph.packages:
                self._check_import(package, graph.packages[dependency])

    def _open(self, path: str, importer: Package | None) -> bool:
        """Scan a package and register it; False if there is nothing to visit."""
        found = self.found.get(path)
        if found is None:
            try:
                found = self.modules.find(path)
            except NotFoundError as error:
                # Imports that lead nowhere were reported at the import.
                if importer is None:
                    self.graph.errors.append(PackageError(names.escaped_lines(str(error))))
                return False
        problem = "" if found.standard or path == COMMAND_LINE else names.path_problem(path)
        if problem:
            self.graph.errors.append(
                PackageError(f"malformed import path {names.quoted(path)}: {problem}")
            )
            return False
        if path == COMMAND_LINE:
            result = self.scans[path]
        else:
            try:
                result = self.modules.scan(found.dir, self.all_tested or path in self.tested)
            except OSError as error:
                where = names.escaped(found.dir)
                self.graph.errors.append(PackageError(f"open {where}: {reason(error)}"))
                return False
        self.scans[path] = result
        package = _make_package(self.context.release, found, result)
        self.graph.packages[path] = package
        _check_scan(self, package, result, importer)
        for written in package.imports:
            self.resolve(package, written)
        if importer is not None:
            self._check_import(importer, package)
        return True

    def resolve(self, package: Package, written: str) -> None:
        """Find what an import leads to and note renaming; a missing one is an error of the importer."""
        if written == "C":
            return
        if written.startswith(("./", "../")) or written in (".", ".."):
            message = f'"{written}" is relative, but relative import paths are not supported in module mode'
            package.errors.append(PackageError(message, self._site(package, written)))
            return
        is_standard = self.graph.original(package).standard
        known = self.found.get(written) if not is_standard else None
        if known is not None:
            return
        try:
            asker = self._importing_path(package)
            found = self.modules.find(written, asker, is_standard)
        except NotFoundError as error:
            said = names.escaped_lines(str(error))
            package.errors.append(PackageError(said, self._site(package, written)))
            return
        if found.import_path != written:
            package.import_map[written] = found.import_path
        self.found[found.import_path] = found

    def _check_import(self, importer: Package, imported: Package) -> None:
        is_program = (
            imported.name == "main" and not imported.errors and importer.dir != imported.dir
        )
        asker = self.graph.original(importer)
        is_allowed = _may_import_internal(self._importing_path(importer), asker, imported)
        if is_allowed and not is_program:
            return
        written = next(
            (w for w in importer.imports if importer.resolve(w) == imported.import_path), None
        )
        if written is None:
            return
        if is_program:
            importer.errors.append(
                PackageError(
                    f'import "{imported.import_path}" is a program, not an importable package',
                    self._site(importer, written),
                )
            )
        if not is_allowed:
            importer.errors.append(
                PackageError(
                    f"use of internal package {imported.import_path} not allowed",
                    self._site(importer, written),
                    importer=importer.plain_path,
                )
            )

    def _importing_path(self, importer: Package) -> str:
        """The path that rules about importers go by: files stand for the package of their directory."""
        importer = self.graph.original(importer)
        if importer.import_path != COMMAND_LINE:
            return importer.import_path
        return self.modules.import_path_of_dir(importer.dir) or importer.import_path

    def _site(self, package: Package, written: str) -> str:
        site = package.import_sites.get(written)
        if site is None:
            return ""
        return f"{self.shown(package, site.file)}:{site.line}:{site.column}"

    def shown(self, package: Package, file: str) -> str:
        """A file of a package, for people."""
        return names.escaped(short_path(os.path.join(package.dir, file), self.cwd))

    def _cycle(self, chain: list[str], back: str) -> PackageError:
        lines = [chain[0]]
        for importer, imported in zip(chain, [*chain[1:], back], strict=True):
            package = self.graph.packages[importer]
            written = next((w for w in package.imports if package.resolve(w) == imported), "")
            site = package.import_sites.get(written)
            lines.append(f"{imported} from {names.escaped(site.file)}" if site else imported)
        return PackageError("import cycle not allowed", stack=tuple(lines))


def _same_cycle_reported(package: Package, dependency: str) -> bool:
    return any(
        error.stack and error.stack[-1].split(" ")[0] == dependency for error in package.errors
    )


def _make_package(release: Release, found: Found, result: scan.Scan) -> Package:
    imports = testplan.import_sites(result.files)
    path = found.import_path
    package = Package(
        import_path=path,
        name=result.name,
        dir=found.dir,
        go_files=tuple(file.name for file in result.files),
        imports=tuple(sorted(imports)),
        import_sites=imports,
        unread_files=tuple(name for name, line, _, _ in result.errors if line),
        module=found.module,
        lang=_language(release, found.module),
        standard=found.standard,
        complete=not result.foreign
        and not (found.standard and path in release.packages.provided_by_runtime),
        assembly_files=tuple(file for file in result.foreign if file.endswith(".s")),
        runtime=found.standard and path in release.packages.runtime,
        embed_patterns=tuple(
            dict.fromkeys(e.pattern for file in result.files for e in file.header.embeds)
        ),
    )
    if result.name == "main":
        package.implicit_imports = ("runtime",)
    return package


def _language(release: Release, module: Module | None) -> str:
    if module is None:
        return release.language
    return versions.lang_version(module.go or release.sources.default_language)


def _check_scan(
    loader: _Loader, package: Package, result: scan.Scan, importer: Package | None
) -> None:
    """Errors of the files themselves: headers, several packages, nothing to build, cgo, embeds."""
    for name, line, column, message in result.errors:
        pos = ""
        if line:
            pos = f"{loader.shown(package, name)}:{line}:{column}"
        elif not message.startswith("open "):
            message = f"{name}: {message}"
        package.errors.append(PackageError(names.escaped(message), pos))
    found = result.packages()
    for file in [*result.files, *result.tests, *result.outer_tests]:
        if not _is_safe(file.name):
            name = names.quoted(file.name)
            message = f"package {package.import_path}: invalid input file name {name}"
            package.errors.append(PackageError(message))
    directory = names.escaped(package.dir)
    if len(found) > 1:
        (first, first_file), (second, second_file) = [
            (name, names.escaped(file)) for name, file in list(found.items())[:2]
        ]
        package.errors.append(
            PackageError(
                f"found packages {first} ({first_file}) and {second} ({second_file}) in {directory}"
            )
        )
    if result.cgo_files:
        where = loader.shown(package, result.cgo_files[0])
        package.errors.append(
            PackageError(f"package {package.import_path}: {_CGO_FILES}", f"{where}:1:1")
        )
    if not result.has_go_files:
        package.errors.append(_no_go_files(loader, package, result, importer))
    _check_embeds(loader, package, result.files)


_CGO_FILES: Final = (
    'has files that import "C", which goescape cannot analyze; with CGO_ENABLED=0 they are left out'
)
_CGO_ONLY: Final = "all Go files need cgo, which goescape cannot analyze: nothing is executed, so CGO_ENABLED counts as 0"


def _is_safe(name: str) -> bool:
    """Whether the go command hands a name to other commands, which might take it for something else."""
    first = name[:1]
    return first >= "\x80" or first.isalnum() or first in "._/"


def _no_go_files(
    loader: _Loader, package: Package, result: scan.Scan, importer: Package | None
) -> PackageError:
    directory = names.escaped(package.dir)
    if result.n_without_cgo:
        message = f"{_CGO_ONLY} ({directory})"
    elif result.n_ignored:
        message = f"build constraints exclude all Go files in {directory}"
    elif result.n_tests:
        return _only_tests(package)
    else:
        return PackageError(f"no Go files in {directory}")
    if importer is not None:
        for written in importer.imports:
            if importer.resolve(written) == package.import_path:
                return PackageError(message, loader._site(importer, written))
    return PackageError(f"package {package.import_path}: {message}")


def _only_tests(package: Package) -> PackageError:
    directory = names.escaped(package.dir)
    return PackageError(f"{package.import_path}: no non-test Go files in {directory}")


def _check_embeds(loader: _Loader, package: Package, files: Iterable[scan.ScannedFile]) -> None:
    for file in files:
        for embed in file.header.embeds:
            problem = scan.embed_matches(package.dir, embed.pattern)
            if problem:
                where = f"{loader.shown(package, file.name)}:{embed.line}:{embed.column}"
                said = names.escaped(f"pattern {embed.pattern}: {problem}")
                package.errors.append(PackageError(said, where))
                return


def _plan_tests(loader: _Loader, roots: list[str]) -> None:
    """Find what tests import, and plan what `go test` compiles for the packages that have some."""
    graph = loader.graph
    found: list[testplan.Tested] = []
    for root in roots:
        if root in graph.packages and loader.scans[root].has_tests:
            each = testplan.tested(graph.packages[root], loader.scans[root], loader.context.release)
            found.append(each)
            _open_tests(loader, each)
    if loader.tests == testplan.TEST_PROGRAMS and found:
        for path in testplan.MAIN_NEEDS:
            loader.visit(path)
        loader.visit("runtime")
    planner = testplan.Planner(graph)
    wanted = {root: [root] for root in roots}
    for each in found:
        planner.add(each)
        path = each.plain.import_path
        wanted[path] = [package.import_path for package in each.made]
        if each.inner is each.plain and each.plain.go_files:
            wanted[path].insert(0, path)
        if loader.tests == testplan.TEST_PROGRAMS:
            text, problems = testmain.program(each, loader.modules.files)
            program = planner.program(each, text, loader.context.release)
            program.errors += [PackageError(names.escaped(problem)) for problem in problems]
            wanted[path] = [program.import_path]
    planner.order([path for root in roots for path in wanted[root]])
    for path in graph.order:
        package = graph.packages[path]
        if not package.go_files and not package.errors:
            package.errors.append(_only_tests(package))


def _open_tests(loader: _Loader, each: testplan.Tested) -> None:
    """Find what the test files of a package import."""
    for package, files in ((each.inner, each.scan.tests), (each.outer, each.scan.outer_tests)):
        if package is None or not files:
            continue
        _check_embeds(loader, package, files)
        written = sorted(testplan.import_sites(files))
        for path in written:
            loader.resolve(package, path)
        for path in written:
            if path != "C":
                loader.visit(package.resolve(path), package)


def _may_import_internal(importer_path: str, importer: Package, imported: Package) -> bool:
    """`a/b/internal/c` may be imported by what lives under `a/b` only."""
    path = imported.import_path
    if path.startswith("internal/") or path == "internal":
        at = 0
    else:
        at = path.rfind("/internal/")
        if at < 0:
            if not path.endswith("/internal"):
                return True
            at = len(path) - len("/internal")
    if imported.standard:
        if not importer.standard:
            return False
        if at == 0:
            return True
    parent = path[:at]
    return importer_path == parent or importer_path.startswith(parent + "/")


def _expand(loader: _Loader, arguments: list[str]) -> list[str]:
    """Import paths of the packages that the command line names, each once, in order."""
    files = [argument for argument in arguments if argument.endswith(".go")]
    if files and all(_is_file_argument(loader, argument) for argument in arguments):
        return _expand_files(loader, arguments)
    roots: dict[str, None] = {}
    for argument in arguments:
        for path in _expand_one(loader, argument):
            roots.setdefault(path)
    return list(roots)


def _is_file_argument(loader: _Loader, argument: str) -> bool:
    return argument.endswith(".go") and not loader.modules.files.is_dir(
        os.path.join(loader.cwd, argument)
    )


def _expand_files(loader: _Loader, files: list[str]) -> list[str]:
    """A package made of the files on the command line."""
    directories = {
        os.path.dirname(os.path.abspath(os.path.join(loader.cwd, name))) for name in files
    }
    for name in files:
        path = os.path.join(loader.cwd, name)
        if not loader.modules.files.exists(path):
            where = names.escaped(os.path.normpath(path))
            loader.graph.errors.append(PackageError(f"stat {where}: directory not found"))
            return []
    if len(directories) > 1:
        listing = names.escaped(" and ".join(sorted(directories)[:2]))
        loader.graph.errors.append(
            PackageError(f"named files must all be in one directory; have {listing}")
        )
        return []
    directory = directories.pop()
    # Files on the command line have no module's language version: the newest applies.
    standard = is_inside(directory, loader.context.source_dir)
    loader.found[COMMAND_LINE] = Found(COMMAND_LINE, directory, None, standard)
    plain_names = [os.path.basename(name) for name in files]
    loader.scans[COMMAND_LINE] = scan.scan_files(
        loader.context, loader.modules.files, directory, plain_names, loader.tests != 0
    )
    return [COMMAND_LINE]


def _expand_one(loader: _Loader, argument: str) -> list[str]:
    modules = loader.modules
    argument = argument.rstrip("/") if len(argument) > 1 else argument
    if "@" in argument and not patterns.is_local(argument):
        raise LoadError(f"go: {names.escaped(argument)}: versions are not allowed here")
    if patterns.is_local(argument):
        return _expand_local(loader, argument)
    if argument in ("std", "cmd"):
        return patterns.std_packages(modules, argument)
    if argument == "tool":
        return _expand_tool(loader)
    if argument == "work":
        return _expand_work(loader)
    if argument == "all":
        return _expand_all(loader)
    if not patterns.is_wildcard(argument):
        if loader.context.goroot and argument.startswith("vendor/"):
            directory = os.path.join(loader.context.source_dir, argument)
            loader.found[argument] = Found(argument, directory, None, True)
        return [argument]
    found = []
    if patterns.may_be_standard(argument):
        found += patterns.std_packages(modules, argument)
    found += patterns.module_packages(modules, argument)
    if not found:
        _warn_unmatched(loader, argument)
    return found


def _warn_unmatched(loader: _Loader, argument: str) -> None:
    loader.graph.warnings.append(f"go: warning: {names.quoted(argument)} matched no packages")


def _expand_tool(loader: _Loader) -> list[str]:
    """`tool`: the packages of `tool` lines."""
    if not loader.modules.tools:
        _warn_unmatched(loader, "tool")
    return loader.modules.tools


def _expand_work(loader: _Loader) -> list[str]:
    """`work`: the packages of the main modules."""
    found = patterns.main_packages(loader.modules)
    if not found:
        _warn_unmatched(loader, "work")
    return found


def _expand_all(loader: _Loader) -> list[str]:
    """`all`: the packages of the main modules and everything that they and their tests import."""
    roots = patterns.main_packages(loader.modules)
    if not loader.modules.main:
        return patterns.std_packages(loader.modules, "std")
    found: dict[str, None] = {}
    loader.all_tested = loader.tests != testplan.NO_TESTS
    stack = [*reversed(roots), *_imported_by_tests(loader, roots)]
    while stack:
        path = stack.pop()
        if path in found:
            continue
        loader.visit(path)
        package = loader.graph.packages.get(path)
        if package is not None:
            found[path] = None
            stack += [package.resolve(written) for written in package.imports if written != "C"]
    return [path for path in loader.graph.order if path in found]


def _imported_by_tests(loader: _Loader, roots: list[str]) -> list[str]:
    """What the tests of packages import, as far as it can be found."""
    imported: dict[str, None] = {}
    for root in roots:
        directory = loader.modules.find(root).dir
        for written in scan.test_imports(loader.context, loader.modules.files, directory):
            try:
                found = loader.modules.find(written)
            except NotFoundError:
                continue
            loader.found.setdefault(found.import_path, found)
            imported.setdefault(found.import_path)
    return list(imported)


def _expand_local(loader: _Loader, argument: str) -> list[str]:
    start = os.path.normpath(os.path.join(loader.cwd, argument.partition("...")[0]))
    if not patterns.is_wildcard(argument):
        path = _local_import_path(loader, argument, start)
        return [path] if path else []
    if not loader.modules.files.is_dir(
        start if argument.partition("...")[0].endswith("/") else os.path.dirname(start)
    ):
        shown = names.escaped(argument.partition("...")[0])
        loader.graph.errors.append(
            PackageError(
                f"pattern {names.escaped(argument)}: lstat {shown}: no such file or directory"
            )
        )
        return []
    found = []
    for directory in patterns.directories(loader.modules, argument, loader.cwd):
        path = loader.modules.import_path_of_dir(directory)
        if path is None:
            if not loader.modules.main:
                raise LoadError(NO_MODULE)
            where = names.escaped(short_path(directory, loader.cwd))
            loader.graph.errors.append(
                PackageError(
                    f"pattern {names.escaped(argument)}: directory {where} outside main module "
                    "or its selected dependencies"
                )
            )
            continue
        if path != "builtin":
            loader.found.setdefault(path, _found_dir(loader, path, directory))
            found.append(path)
    if not found and not loader.graph.errors:
        _warn_unmatched(loader, argument)
    return found


def _local_import_path(loader: _Loader, argument: str, directory: str) -> str | None:
    errors = loader.graph.errors
    if not loader.modules.files.is_dir(directory):
        errors.append(PackageError(f"stat {names.escaped(directory)}: directory not found"))
        return None
    path = loader.modules.import_path_of_dir(directory)
    if path is not None:
        loader.found.setdefault(path, _found_dir(loader, path, directory))
        return path
    if not loader.modules.main:
        raise LoadError(NO_MODULE)
    if not loader.modules.files.holds_go_files(directory):
        errors.append(PackageError(f"no Go files in {names.escaped(directory)}"))
        return None
    where = names.escaped(argument.removeprefix("./"))
    errors.append(
        PackageError(f"directory {where} outside main module or its selected dependencies")
    )
    return None


def _found_dir(loader: _Loader, path: str, directory: str) -> Found:
    source = os.path.realpath(loader.context.source_dir)
    real = os.path.realpath(directory)
    if real.startswith(source + os.sep):
        return Found(path, os.path.join(loader.context.source_dir, path), None, True)
    owners = [m for m in loader.modules.all_modules() if real.startswith(os.path.realpath(m.dir))]
    owner = max(owners, key=lambda m: len(m.dir), default=None)
    return Found(path, directory, owner, False)
