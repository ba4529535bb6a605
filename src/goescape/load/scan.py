"""One directory to one package: which of its files are compiled for the target, what they import."""

import fnmatch
import os
import re
from dataclasses import dataclass, field
from typing import Final, final

from goescape.load import constraint, header
from goescape.load.environ import Context
from goescape.load.files import Entry, Files, ReadError
from goescape.load.known import Note

# Any of these beside the Go files means that functions may lack bodies.
_FOREIGN_SUFFIXES = frozenset(
    ".s .S .sx .c .cc .cpp .cxx .m .f .F .for .f90 .syso .swig .swigcxx".split()
)

# What the package is called that stands beside another one and tests it.
TEST_SUFFIX: Final = "_test"


@dataclass(slots=True)
class ScannedFile:
    """A selected Go file."""

    name: str
    header: header.Header


@dataclass(slots=True)
class Scan:
    """What a directory holds for the target."""

    dir: str
    files: list[ScannedFile] = field(default_factory=list)
    # Test files, if they were asked for: of the package itself, and of the one beside it (`package x_test`).
    tests: list[ScannedFile] = field(default_factory=list)
    outer_tests: list[ScannedFile] = field(default_factory=list)
    # What the first file says the package is called.
    name: str = ""
    # Go files left out by constraints (tests not counted), and test files that were not asked for.
    n_ignored: int = 0
    # Those among them that only cgo would compile.
    n_without_cgo: int = 0
    n_tests: int = 0
    # Files beside the Go files that are compiled by something else (assembly, objects).
    foreign: list[str] = field(default_factory=list)
    cgo_files: list[str] = field(default_factory=list)
    # Files that could not be read as Go: shown position and message.
    errors: list[tuple[str, int, int, str]] = field(default_factory=list)

    @property
    def has_go_files(self) -> bool:
        return bool(self.files or self.errors or self.cgo_files or self.has_tests)

    @property
    def has_tests(self) -> bool:
        return bool(self.tests or self.outer_tests)

    def packages(self) -> dict[str, str]:
        """The packages that files say they are of, each with its first file; tests beside a package count as its own."""
        named = [(file.name, file.header.package) for file in [*self.files, *self.tests]]
        named += [
            (file.name, file.header.package.removesuffix(TEST_SUFFIX)) for file in self.outer_tests
        ]
        found: dict[str, str] = {}
        # Without tests the order is that of the command line, if that names files.
        for name, package in sorted(named) if self.has_tests else named:
            found.setdefault(package, name)
        return found


def scan_directory(
    context: Context, files: Files, directory: str, with_tests: bool = False
) -> Scan:
    """Select the files of a directory, in order of their names."""
    found = Scan(directory)
    names = [entry.name for entry in files.entries(directory) if _may_be_source(entry)]
    for name in names:
        if name.endswith(".go"):
            _scan_go_file(context, files, found, name, with_tests)
        else:
            _scan_foreign_file(context, files, found, name)
    return found


def scan_files(
    context: Context, files: Files, directory: str, names: list[str], with_tests: bool = False
) -> Scan:
    """The files given on a command line: taken as they are, constraints do not apply."""
    found = Scan(directory)
    for name in names:
        top = _top_of(files, found, name)
        if top is not None:
            _take_go_file(context, found, name, top, with_tests)
    return found


def test_imports(context: Context, files: Files, directory: str) -> list[str]:
    """What the test files of a directory import."""
    found = Scan(directory)
    for name in [entry.name for entry in files.entries(directory)]:
        is_source = is_test(name) and not name.startswith(("_", "."))
        if is_source and constraint.file_name_fits(context, name):
            _scan_selected(context, files, found, name, with_tests=False)
    paths = {spec.path for file in found.files for spec in file.header.imports}
    return sorted(paths - {"C"})


def _may_be_source(entry: Entry) -> bool:
    name = entry.name
    if name.startswith(("_", ".")):
        return False
    dot = name.rfind(".")
    suffix = name[dot:] if dot >= 0 else ""
    if suffix != ".go" and suffix not in _FOREIGN_SUFFIXES:
        return False
    # FIFOs, devices and links to nowhere are found out when they are read; foreign ones do not count.
    return not entry.is_dir if suffix == ".go" else entry.is_file


def _scan_go_file(context: Context, files: Files, found: Scan, name: str, with_tests: bool) -> None:
    if is_test(name) and not with_tests:
        found.n_tests += 1
        return
    if not constraint.file_name_fits(context, name):
        found.n_ignored += 1
        return
    _scan_selected(context, files, found, name, with_tests)


def _scan_selected(
    context: Context, files: Files, found: Scan, name: str, with_tests: bool
) -> None:
    """A file whose name fits."""
    top = _top_of(files, found, name)
    if top is None:
        return
    try:
        if not constraint.holds(context, top.constraints):
            found.n_ignored += 1
            return
    except constraint.ConstraintError as error:
        found.errors.append((name, 0, 0, str(error)))
        return
    _take_go_file(context, found, name, top, with_tests)


def _take_go_file(context: Context, found: Scan, name: str, top: "_Top", with_tests: bool) -> None:
    head = top.header
    if head is None:
        found.errors.append((name, *top.problem))
        return
    if head.package == "documentation":
        found.n_ignored += 1
        return
    if with_tests and is_test(name):
        _take_test(context, found, ScannedFile(name, head))
        return
    found.name = found.name or head.package
    if any(spec.path == "C" for spec in head.imports):
        if context.cgo:
            found.cgo_files.append(name)
        else:
            found.n_ignored += 1
            found.n_without_cgo += 1
    else:
        found.files.append(ScannedFile(name, head))


def _take_test(context: Context, found: Scan, file: ScannedFile) -> None:
    package = file.header.package
    is_outer = package.endswith(TEST_SUFFIX) and package != found.name
    found.name = found.name or (package.removesuffix(TEST_SUFFIX) if is_outer else package)
    if any(spec.path == "C" for spec in file.header.imports):
        if context.cgo:
            where = os.path.join(found.dir, file.name)
            found.errors.append((file.name, 0, 0, f"use of cgo in test {where} not supported"))
        else:
            found.n_ignored += 1
            found.n_without_cgo += 1
        return
    (found.outer_tests if is_outer else found.tests).append(file)


def is_test(name: str) -> bool:
    """Whether a Go file is compiled for tests only."""
    return name.endswith("_test.go")


def _scan_foreign_file(context: Context, files: Files, found: Scan, name: str) -> None:
    if not constraint.file_name_fits(context, name):
        return
    if name.endswith(".syso"):
        found.foreign.append(name)
        return
    top = _top_of(files, found, name)
    if top is None:
        return
    try:
        if constraint.holds(context, top.constraints):
            found.foreign.append(name)
    except constraint.ConstraintError:
        pass


@final
class _Top:
    """What selection wants to know of a file, made of its `note`."""

    __slots__ = ("constraints", "header", "problem")

    def __init__(self, note: Note) -> None:
        self.constraints: tuple[str, ...] = note[0]
        # Without one, what is wrong: line, column, message.
        self.problem: tuple[int, int, str] = note[1]
        self.header = None if note[2] is None else _header(*note[2])


def _header(package: str, line: int, column: int, imports: Note, embeds: Note) -> header.Header:
    return header.Header(
        package,
        line,
        column,
        tuple([header.Import(*each) for each in imports]),
        tuple([header.Embed(*each) for each in embeds]),
    )


def _note(content: bytes) -> Note:
    """Of a file's content what selection wants to know, in the form that can be kept."""
    constraints = constraint.written(content)
    try:
        head = header.read_header(content)
    except header.HeaderError as error:
        return constraints, (error.line, error.column, error.message), None
    imports = tuple([tuple(each) for each in head.imports])
    embeds = tuple([tuple(each) for each in head.embeds])
    return constraints, (0, 0, ""), (*head[:3], imports, embeds)


def _top_of(files: Files, found: Scan, name: str) -> _Top | None:
    path = f"{found.dir}/{name}"
    try:
        return _Top(files.note(path, _note))
    except ReadError as error:
        found.errors.append((name, 0, 0, f"open {path}: {error}"))
        return None


def planned_part(content: bytes) -> Note:
    """What packages and their imports are found by in a source file; None if that cannot be read."""
    note = _note(content)
    return None if note[2] is None else note


def embed_matches(directory: str, pattern: str) -> str | None:
    """Check one `//go:embed` pattern; the error text, or None when it is fine."""
    include_hidden = pattern.startswith("all:")
    glob = pattern[4:] if include_hidden else pattern
    if not _valid_pattern(glob):
        return "invalid pattern syntax"
    matches = _glob(directory, glob.split("/"))
    if not matches:
        return "no matching files found"
    n_files = 0
    for path in matches:
        if os.path.isdir(path):
            inside = _embeddable_files(path, include_hidden)
            if not inside:
                return f"cannot embed directory {os.path.relpath(path, directory)}: contains no embeddable files"
            n_files += len(inside)
        elif os.path.isfile(path):
            n_files += 1
        else:
            return f"cannot embed irregular file {os.path.relpath(path, directory)}"
    return None if n_files else "no matching files found"


def _valid_pattern(glob: str) -> bool:
    elements = glob.split("/")
    return (
        bool(glob)
        and all(elem not in ("", "..") for elem in elements)
        and (glob == "." or "." not in elements)
    )


def _glob(directory: str, elements: list[str]) -> list[str]:
    """Match a slash-separated pattern as path.Match does: `*` stays inside one element."""
    paths = [directory]
    for element in elements:
        if not re.search(r"[*?\[\\]", element):
            paths = [os.path.join(path, element) for path in paths]
            paths = [path for path in paths if os.path.lexists(path)]
            continue
        matched = []
        for path in paths:
            if os.path.isdir(path):
                names = sorted(os.listdir(path))
                matched += [
                    os.path.join(path, name)
                    for name in names
                    if fnmatch.fnmatchcase(name, element.replace("[^", "[!"))
                ]
        paths = matched
    return paths


def _embeddable_files(directory: str, include_hidden: bool) -> list[str]:
    found = []
    for root, dirs, files in os.walk(directory):
        if not include_hidden:
            dirs[:] = [name for name in dirs if not name.startswith((".", "_"))]
            files = [name for name in files if not name.startswith((".", "_"))]
        if root != directory and os.path.isfile(os.path.join(root, "go.mod")):
            dirs[:] = []
            continue
        found += [os.path.join(root, name) for name in files]
    return found
