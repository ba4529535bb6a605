"""Which compiled functions a contract is about: all copies of it that were compiled with the packages that were asked about."""

from dataclasses import dataclass
from typing import Final

from goescape.facts.functions import Place
from goescape.guard.code import Code, Compiled
from goescape.guard.directives import OF_LINE, Directive
from goescape.session.model import PackageResult
from goescape.understand.declared import Declared

NO_BODY: Final = "the function has no Go body"
_NOT_SOUND: Final = "the function was not analyzed: there are errors in it, or in what it needs"
_NOT_COMPILED: Final = "the function is not compiled"
_NOT_USED: Final = "the function is generic, and nothing that was checked uses it: what it does depends on its type arguments"


@dataclass(frozen=True, slots=True)
class Subject:
    """A function, or a line in it."""

    package: str
    function: Declared
    file: str
    # 0: the whole function.
    line: int = 0

    def is_at(self, place: Place) -> bool:
        return (place.file, place.line) == (self.file, self.line)

    def only(self, within: Compiled, pos: int) -> bool:
        """Whether a position is meant: on the line, or in what was inlined there."""
        if not self.line:
            return True
        place = within.facts.place(pos)
        while place.call >= 0:
            if self.is_at(place):
                return True
            place = within.facts.place(place.call)
        return self.is_at(place)


def of_directive(package: str, directive: Directive) -> Subject:
    line = directive.line if directive.about == OF_LINE else 0
    return Subject(package, directive.function, directive.origin.file, line)


class Subjects:
    """Finds what contracts are about in packages that were asked about."""

    def __init__(self, code: Code, asked: list[PackageResult]) -> None:
        self._code = code
        # The packages that were asked about.
        self.asked = [package.import_path for package in asked]
        self._unsound = {package.import_path: set(package.unsound_functions) for package in asked}

    def compiled(self, subject: Subject) -> tuple[list[Compiled], str]:
        """The compiled functions, with the literals in them if it is about a line; or why there are none."""
        function = subject.function
        if not function.has_body:
            return [], NO_BODY
        is_known = self._code.is_known(subject.package)
        if not is_known or function.name in self._unsound.get(subject.package, ()):
            return [], _NOT_SOUND
        found: list[Compiled] = []
        has_examples = False
        # Only generic code is compiled elsewhere, too.
        for place in self.asked if function.is_generic else [subject.package]:
            examples = self._code.examples(place)
            for each in self._code.functions(place).values():
                if _is_meant(each, subject):
                    if (each.function.name.package, each.function.name.declared) in examples:
                        has_examples = True
                    else:
                        found.append(each)
        if found:
            return found, ""
        return [], _NOT_USED if has_examples else _NOT_COMPILED


def _is_meant(each: Compiled, subject: Subject) -> bool:
    if each.home != subject.package:
        return False
    function, name = subject.function, each.function.name
    if function.name in ("init", "_"):
        # There may be several.
        place = each.facts.place(each.function.pos)
        if (place.line, place.file) == (function.line, subject.file):
            return True
        return subject.line != 0 and name.declared.startswith(f"{function.name}.")
    return name.declared == function.name and (subject.line != 0 or name.name == function.name)
