"""What the sources of packages say to us: directives by package, by function and by line."""

from typing import Final

from goescape.facts.names import FunctionName
from goescape.guard import directives
from goescape.guard.code import Code
from goescape.guard.comments import ours
from goescape.guard.contracts import Problem
from goescape.guard.directives import OF_FUNCTION, OF_LINE, Directive, FileNotes, LemDirective
from goescape.guard.rules import Settings
from goescape.load.files import ReadError

_NO_PATH: Final = ("", "main")


class PackageNotes:
    """The directives of one package."""

    def __init__(self) -> None:
        self.directives: list[Directive] = []
        self.lems: list[LemDirective] = []
        self.problems: list[Problem] = []
        self._of_functions: dict[str, list[Directive]] = {}
        self._of_lines: dict[tuple[str, int], list[Directive]] = {}
        self._of_methods: dict[str, list[Directive]] = {}

    def add(self, file: str, found: FileNotes) -> None:
        for line, column, text, why in found.problems:
            self.problems.append(Problem(file, line, column, f"{text}: {why}"))
        self.lems += found.lems
        for each in found.directives:
            self.directives.append(each)
            if each.about == OF_FUNCTION:
                self._of_functions.setdefault(each.function.name, []).append(each)
            elif each.about == OF_LINE:
                self._of_lines.setdefault((file, each.line), []).append(each)
            else:
                self._of_methods.setdefault(each.function.name, []).append(each)

    def of_function(self, name: str) -> list[Directive]:
        return self._of_functions.get(name, [])

    def of_method(self, name: str) -> list[Directive]:
        """What stands at a method of an interface: `I.M`."""
        return self._of_methods.get(name, [])

    def of_line(self, file: str, line: int) -> list[Directive]:
        return self._of_lines.get((file, line), [])


class Notes:
    """The directives of packages that somebody works on; those of others say nothing to us."""

    def __init__(self, code: Code, settings: Settings) -> None:
        self._code = code
        self._settings = settings
        self._packages: dict[str, PackageNotes] = {}

    def of_package(self, path: str) -> PackageNotes:
        found = self._packages.get(path)
        if found is None:
            found = PackageNotes()
            self._packages[path] = found
            if path not in _NO_PATH and self._code.is_own(path):
                self._read(path, found)
        return found

    def of_function(self, name: FunctionName, package: str) -> list[Directive]:
        """What stands at the declaration of a function that was met in the code of a package."""
        home = package if name.package in _NO_PATH else name.package
        return self.of_package(home).of_function(name.declared)

    def _read(self, path: str, found: PackageNotes) -> None:
        package = self._code.package(path)
        if package is None:
            return
        files = self._code.session.files
        for name in package.go_files:
            file = f"{package.dir}/{name}"
            content = self._code.session.read(file)
            if content is not None:
                found.add(file, directives.of_file(file, content, self._settings.dialects))
        for entry in files.entries(package.dir):
            if entry.is_file and entry.name.endswith(".go") and entry.name not in package.go_files:
                self._read_idle(f"{package.dir}/{entry.name}", found)

    def _read_idle(self, file: str, found: PackageNotes) -> None:
        """A file that is not compiled: what it promises nobody looks at, unless another run does."""
        if self._settings.is_elsewhere(file):
            return
        try:
            content = self._code.session.files.read(file)
        except ReadError:
            return
        why = "tests are not analyzed" if file.endswith("_test.go") else _IDLE
        foreign = directives.in_dialects(content, self._settings.dialects)
        for comment in [*ours(content), *(comment for comment, _ in foreign)]:
            found.problems.append(
                Problem(file, comment.line, comment.column, f"{comment.text}: not checked: {why}")
            )


_IDLE: Final = "the file is not compiled for this target and these tags"
