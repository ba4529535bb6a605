"""Promises about values: what parameters are kept, what stays on the stack, which calls are inlined."""

from collections.abc import Callable, Iterator

from goescape.facts import functions
from goescape.facts.functions import Call, Parameter
from goescape.guard import words
from goescape.guard.code import Code, Compiled
from goescape.guard.contracts import CONTENT, LEAKS, NOT_INLINED, NOT_ON_STACK, Violation
from goescape.guard.grammar import Clause
from goescape.guard.subjects import Subject
from goescape.understand import sites
from goescape.understand.explain import Explained, Explorer
from goescape.understand.sites import Site, shown_position

# Functions that are instructions where they are called: package and name.
IsInstruction = Callable[[str, str], bool]


class Values:
    """What becomes of values and calls in functions, as violations."""

    def __init__(self, code: Code, explorer: Explorer, is_instruction: IsInstruction) -> None:
        self._code = code
        self._explorer = explorer
        self._is_instruction = is_instruction

    # ------------------------------------------------------------------------------- parameters

    def kept(
        self, starts: list[Compiled], clause: Clause, numbers: list[int] | None = None
    ) -> list[Violation]:
        """Parameters that are kept, against a promise not to; by their numbers, or by the names in the promise."""
        found: dict[tuple[object, ...], Violation] = {}
        for start in starts:
            for parameter in start.function.parameters:
                is_meant = (
                    parameter.name in clause.names
                    if numbers is None
                    else parameter.index in numbers
                )
                if is_meant and _is_kept(parameter, clause):
                    violation = self._leak(start, parameter)
                    found.setdefault((violation.position, violation.words), violation)
        return list(found.values())

    def _leak(self, start: Compiled, parameter: Parameter) -> Violation:
        site = sites.of_parameter(
            start.package,
            self._code.directory(start.package),
            start.facts,
            start.function,
            parameter,
            self._explorer.written,
        )
        return self._told(LEAKS, start, site, words.leak(site))

    def _told(self, kind: str, start: Compiled, site: Site, said: str) -> Violation:
        explained = self._explorer.explain(site)
        return Violation(
            kind,
            (),
            site.file,
            site.line,
            site.column,
            start.function.name,
            said,
            explained.sentence,
            _advice(explained),
            explained,
        )

    # ---------------------------------------------------------------------------------- the stack

    def declares(self, subject: Subject, names: tuple[str, ...]) -> str:
        """The first of some names that no variable has that is declared on a line; "" if all are."""
        declared = self._explorer.written.locals_on(subject.file, subject.line)
        known = {*declared, *subject.function.parameters}
        return next((name for name in names if name not in known), "")

    def moved(self, starts: list[Compiled], subject: Subject, clause: Clause) -> list[Violation]:
        """Variables that were moved to the heap, and what is made there on their line."""
        found: dict[tuple[object, ...], Violation] = {}
        for start in starts:
            for fact in start.function.sites:
                if not fact.escapes or not subject.only(start, fact.pos):
                    continue
                is_variable = fact.kind == functions.VARIABLE
                if is_variable and clause.names and fact.name not in clause.names:
                    continue
                site = sites.of_fact(
                    start.package,
                    self._code.directory(start.package),
                    start.facts,
                    start.function,
                    fact,
                    self._explorer.written,
                )
                violation = self._told(NOT_ON_STACK, start, site, words.on_heap(site))
                found.setdefault((violation.position, violation.words), violation)
        return list(found.values())

    # ----------------------------------------------------------------------------------- inlining

    def has_calls(self, starts: list[Compiled], subject: Subject) -> bool:
        return any(True for start in starts for _ in _calls_on(start, subject))

    def calls_of(self, asked: list[str], subject: Subject) -> list[Violation]:
        """The calls of a function that are left as calls, in packages that were asked about."""
        found: dict[str, Violation] = {}
        wanted = (subject.package, subject.function.name)
        for path in asked:
            for each in self._code.functions(path).values():
                for call in each.function.calls:
                    callee = call.callee
                    if callee is None or call.how == functions.INLINED:
                        continue
                    home = path if callee.package in ("", "main") else callee.package
                    if (home, callee.name) == wanted and callee.source != each.function.name.source:
                        place = each.facts.place(call.pos)
                        file, line, column = shown_position(place)
                        said = words.not_inlined(callee, path, "")
                        name = each.function.name
                        violation = Violation(NOT_INLINED, (), file, line, column, name, said)
                        found.setdefault(violation.position, violation)
        return list(found.values())

    def not_inlined(self, starts: list[Compiled], subject: Subject) -> list[Violation]:
        """The calls on a line that are left as calls."""
        found: dict[str, Violation] = {}
        for start in starts:
            for call in _calls_on(start, subject):
                callee = call.callee
                if call.how == functions.INLINED:
                    continue
                if callee is not None and self._is_instruction(callee.package, callee.name):
                    continue
                place = start.facts.place(call.pos)
                file, line, column = shown_position(place)
                said = words.not_inlined(callee, start.home, self._explorer.written.called(place))
                violation = Violation(
                    NOT_INLINED, (), file, line, column, start.function.name, said
                )
                found.setdefault(violation.position, violation)
        return list(found.values())


def _calls_on(start: Compiled, subject: Subject) -> Iterator[Call]:
    """The calls that are written on a line."""
    for call in start.function.calls:
        place = start.facts.place(call.pos)
        if place.call < 0 and subject.is_at(place):
            yield call


def _is_kept(parameter: Parameter, clause: Clause) -> bool:
    """Whether a parameter goes where it must not: of `content` that what it points to goes there is no matter."""
    is_content = clause.verb == CONTENT
    if parameter.to_heap == 0 or (parameter.to_heap > 0 and not is_content):
        return True
    if clause.leaks_result:
        return False
    return any(derefs == 0 or not is_content for _, _, derefs in parameter.to_results)


def _advice(explained: Explained) -> str:
    cause = explained.site.cause
    return "" if cause is None else cause.advice
