"""What loading yields: packages, modules and errors as plain data."""

from dataclasses import dataclass, field

from goescape.load.files import Files

# What the compiler calls a package that it was not told the path of.
UNLINKABLE = "<unlinkable>"


class LoadError(Exception):
    """The environment or the command cannot be worked with at all (no Go sources, a broken go.mod)."""


@dataclass(frozen=True, slots=True)
class Module:
    """A module that packages of the build come from."""

    path: str
    # "" for main modules and for replacements by a directory.
    version: str
    dir: str
    # From its `go` line, e.g. "1.21" or "1.24.3"; "" if there is none.
    go: str
    main: bool = False
    # The directory that go.mod names in its place.
    replaced_by: str = ""


@dataclass(frozen=True, slots=True)
class ImportSite:
    """Where an import path is written: file name, line and byte column of the specification."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class PackageError:
    """Why a package cannot be built, worded as the go command words it."""

    message: str
    # `dir/file.go:2:8` as shown to the user; "" if no line is to blame.
    pos: str = ""
    # The chain of imports that led here, outermost first; shown for cycles.
    stack: tuple[str, ...] = ()
    # The package whose import of something forbidden is shown on a line of its own.
    importer: str = ""

    def __str__(self) -> str:
        if self.importer:
            return f"package {self.importer}\n\t{self.pos}: {self.message}"
        if self.stack:
            return "package " + "\n\timports ".join(self.stack) + ": " + self.message
        if self.pos:
            return f"{self.pos}: {self.message}"
        return self.message


def plain_path(path: str) -> str:
    """The import path in the name of a package (see `Package`)."""
    return path.partition(" [")[0]


@dataclass(slots=True)
class Package:
    """One package of the build: which files, which imports, how to compile."""

    # Names it in the build. What is compiled for a certain test only has that in brackets behind its path, as the
    # go command writes it: `fmt [fmt.test]`, `fmt_test [fmt.test]`, `os [fmt.test]`.
    import_path: str
    name: str
    dir: str
    # Names of the files to compile, sorted.
    go_files: tuple[str, ...]
    # As written in the sources, sorted.
    imports: tuple[str, ...]
    # Written path -> resolved path, where they differ (vendored packages).
    import_map: dict[str, str] = field(default_factory=dict)
    import_sites: dict[str, ImportSite] = field(default_factory=dict)
    module: Module | None = None
    # The language version handed to the compiler, e.g. "go1.27".
    lang: str = ""
    # Part of the standard library (or of cmd).
    standard: bool = False
    # No assembly or other foreign files: every function needs a body unless linknamed.
    complete: bool = True
    # Assembly files, which the go command shows to the compiler beforehand.
    assembly_files: tuple[str, ...] = ()
    # Part of the runtime: the compiler forbids implicit allocation.
    runtime: bool = False
    # Named by the command line (not merely a dependency).
    named: bool = False
    embed_patterns: tuple[str, ...] = ()
    # Files whose package clause or imports could not be read.
    unread_files: tuple[str, ...] = ()
    errors: list[PackageError] = field(default_factory=list)
    # Not to be analyzed, for a reason that is said once for all such packages.
    refused: bool = False
    # File names as the compiler is given them, if not by full path.
    shown_files: tuple[str, ...] = ()
    # What `-p` says, or stands for it if the compiler is called without.
    path_option: str = ""
    # What this package depends on without saying so (a program needs the runtime).
    implicit_imports: tuple[str, ...] = ()
    # The package whose tests it is compiled for; "" for all others.
    tested: str = ""
    # The package of the build that it goes by in all that its path decides, if that is another one.
    original: str = ""
    # The text of its only file, if that is made by the go command.
    made: bytes = b""

    def resolve(self, written: str) -> str:
        """The import path that `written` means in this package."""
        return self.import_map.get(written, written)

    @property
    def plain_path(self) -> str:
        """The import path by which sources know it."""
        return plain_path(self.import_path)

    @property
    def dependencies(self) -> list[str]:
        """Resolved import paths in the order they are visited; `unsafe` included, `C` left out."""
        paths = [self.resolve(path) for path in self.imports if path != "C"]
        implicit = [self.resolve(path) for path in self.implicit_imports]
        paths += [path for path in implicit if path not in paths]
        return paths

    @property
    def link_path(self) -> str:
        """What the compiler is told the package is called (`-p`): every program is "main"."""
        if self.path_option:
            return self.path_option
        return "main" if self.name == "main" else self.import_path

    @property
    def told_dir(self) -> str:
        """Where the compiler says that the files are."""
        return "" if self.made else self.dir

    @property
    def file_paths(self) -> list[str]:
        return [f"{self.dir}/{name}" for name in self.go_files]

    @property
    def compiler_files(self) -> list[str]:
        """What the compiler calls the files: full paths, or the names it was given."""
        return list(self.shown_files) or self.file_paths


@dataclass(slots=True)
class Graph:
    """All packages of a build, dependencies before dependents."""

    packages: dict[str, Package]
    # Import paths in the order to visit: the order of `go list -deps`.
    order: list[str]
    # Errors that belong to no package: patterns that match nothing and the like.
    errors: list[PackageError]
    warnings: list[str]
    # What the packages are made of, as it was when they were found.
    files: Files = field(default_factory=Files)

    def original(self, package: Package) -> Package:
        """The package whose path and place decide about one: what is compiled for tests goes by what is tested."""
        return self.packages[package.original] if package.original else package

    def seen_from(self, path: str) -> dict[str, str]:
        """What a package means by import paths: those that something compiled for the same test stands for."""
        tested = self.packages[path].tested
        return {
            package.plain_path: package.import_path
            for package in (self.packages.values() if tested else ())
            if package.tested == tested and package.plain_path != package.import_path
        }

    def named(self) -> list[Package]:
        return [self.packages[path] for path in self.order if self.packages[path].named]

    def broken(self) -> dict[str, str]:
        """Packages that have errors (with ""), and those that depend on one, with that one."""
        found: dict[str, str] = {}
        for path in self.order:
            package = self.packages[path]
            if package.errors or package.refused:
                found[path] = ""
                continue
            for dep in package.dependencies:
                if dep in found or dep not in self.packages:
                    found[path] = dep
                    break
        return found

    def needed_by(self, paths: list[str]) -> list[str]:
        """What packages need, themselves included, in the order to visit."""
        needed: set[str] = set()
        waiting = list(paths)
        while waiting:
            path = waiting.pop()
            if path not in needed and path in self.packages:
                needed.add(path)
                waiting.extend(self.packages[path].dependencies)
        return [path for path in self.order if path in needed]

    def sound(self) -> list[str]:
        """The order without packages that have errors, or that depend on one that has."""
        broken = self.broken()
        return [path for path in self.order if path not in broken]

    def all_errors(self) -> list[PackageError]:
        """What is wrong, each once: packages that are compiled several times have the same errors."""
        found = dict.fromkeys(self.errors)
        for path in self.order:
            found.update(dict.fromkeys(self.packages[path].errors))
        return list(found)
