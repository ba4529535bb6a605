"""Checking what packages promise: directives to contracts, contracts to violations.

Whatever keeps a contract from being looked at is told with it; a contract that nobody looked at never holds.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from goescape.facts.names import FunctionName
from goescape.guard import assumptions, reach, words
from goescape.guard.code import Code, Compiled
from goescape.guard.contracts import (
    ALLOCATES,
    NOALLOC,
    Checked,
    Conditions,
    Contract,
    Problem,
    Violation,
)
from goescape.guard.directives import OF_FUNCTION, OF_LINE, Directive
from goescape.guard.grammar import ALLOW, ASSUME
from goescape.guard.notes import Notes
from goescape.guard.pardons import Said
from goescape.guard.reach import Event
from goescape.session.build import Progress
from goescape.session.model import BAD_INPUT, DONE, FINDINGS, BuildResult
from goescape.session.session import Session
from goescape.understand import sites
from goescape.understand.explain import Explorer
from goescape.understand.sites import shown_position

_NO_BODY: Final = "the function has no Go body"
_NOT_SOUND: Final = "the function was not analyzed: there are errors in it, or in what it needs"
_NOT_COMPILED: Final = "the function is not compiled"
_NOT_USED: Final = "the function is generic, and nothing that was checked uses it: what it does depends on its type arguments"


@dataclass(frozen=True, slots=True)
class Settings:
    """What `goescape.toml` says besides options."""

    # Files of assumptions about other people's packages.
    assumptions: tuple[str, ...] = ()


@dataclass(slots=True)
class Report:
    """What became of all contracts of the packages that were asked about."""

    result: BuildResult
    checked: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def status(self) -> int:
        """As the command line ends: 1 if something is violated, 3 if something was not analysed or nothing is promised."""
        found = [self.result.status]
        if self.problems or any(each.violations for each in self.checked):
            found.append(FINDINGS)
        if not self.checked or any(each.obstacle for each in self.checked):
            found.append(BAD_INPUT)
        return max(found, default=DONE)


class Guard:
    """Checks contracts in the packages of one session."""

    def __init__(self, session: Session, settings: Settings, today: datetime.date) -> None:
        self._session = session
        self._settings = settings
        self._today = today
        self._explorer = Explorer(session)
        self._code = Code(session)
        self._notes = Notes(self._code)

    def check(self, patterns: list[str], progress: Progress | None = None) -> Report:
        """Check what the packages promise that patterns name; raises LoadError, UsageError."""
        plan = self._session.plan(patterns)
        release = f"go1.{plan.toolchain.release.minor}"
        self._said = Said(
            self._notes,
            assumptions.of_release(release, list(self._settings.assumptions)),
            self._today,
        )
        report = Report(self._session.analyze(patterns, progress))
        asked = [package for package in report.result.packages if package.shown]
        self._asked = [package.import_path for package in asked]
        self._unsound = {package.import_path: set(package.unsound_functions) for package in asked}
        for path in self._asked:
            notes = self._notes.of_package(path)
            report.problems += notes.problems
            for directive in notes.directives:
                if directive.clause.verb in (ALLOW, ASSUME):
                    report.problems += self._idle(path, directive)
                else:
                    report.checked.append(self._checked(path, directive))
        return report

    # --------------------------------------------------------------------------------- contracts

    def _checked(self, path: str, directive: Directive) -> Checked:
        clause, function = directive.clause, directive.function
        contract = Contract(
            clause.verb, directive.origin, path, function.name, function.line, clause.conditions
        )
        found = Checked(contract)
        starts, found.obstacle = self._starts(path, directive)
        if found.obstacle:
            return found
        if clause.verb == NOALLOC:
            found.violations = self._allocations(starts, clause.conditions, _only(directive))
        return found

    def _allocations(
        self,
        starts: list[Compiled],
        conditions: Conditions,
        only: Callable[[Compiled, int], bool] | None,
    ) -> list[Violation]:
        """What breaks a promise not to allocate; copies of one place are one violation."""
        found: dict[tuple[object, ...], Violation] = {}
        for start in starts:
            for event in reach.of_function(self._code, start, conditions, self._said, only):
                violation = self._violation(event)
                ways = tuple((link.file, link.line, link.column) for link in violation.chain)
                key = (ways, violation.position, violation.kind, violation.words)
                found.setdefault(key, violation)
        return list(found.values())

    def _violation(self, event: Event) -> Violation:
        file, line, column = shown_position(event.place)
        found = Violation(event.kind, event.chain, file, line, column, event.function, "")
        written = self._explorer.written
        if event.kind != ALLOCATES or event.site is None:
            told = words.unknown(event, written.called(event.place))
            found.words, found.reason, found.advice = told
            return found
        within = event.within
        package = self._code.package(within.package)
        directory = "" if package is None else package.dir
        site = sites.of_fact(
            within.package, directory, within.facts, within.function, event.site, written
        )
        explained = self._explorer.explain(site)
        found.explained = explained
        found.words = words.allocation(explained)
        found.reason = explained.sentence
        found.advice = words.advice_on(explained, event.site.kind)
        return found

    # --------------------------------------------------------------------------------- subjects

    def _starts(self, path: str, directive: Directive) -> tuple[list[Compiled], str]:
        """The compiled functions that a contract is about, or why there are none."""
        function = directive.function
        if not function.has_body:
            return [], _NO_BODY
        if function.name in self._unsound.get(path, ()) or not self._code.is_known(path):
            return [], _NOT_SOUND
        is_line = directive.about == OF_LINE
        found: list[Compiled] = []
        has_examples = False
        for place in self._asked:
            examples = self._code.examples(place)
            for each in self._code.functions(place).values():
                if self._is_meant(each, path, directive, is_line):
                    if (each.function.name.package, each.function.name.declared) in examples:
                        has_examples = True
                    else:
                        found.append(each)
        if found:
            return found, ""
        return [], _NOT_USED if has_examples else _NOT_COMPILED

    def _is_meant(self, each: Compiled, path: str, directive: Directive, is_line: bool) -> bool:
        name = each.function.name
        if _home(each, name) != path:
            return False
        function = directive.function
        if function.name in ("init", "_"):
            # There may be several.
            place = each.facts.place(each.function.pos)
            is_there = place.line == function.line and place.file == directive.origin.file
            return is_there if not is_line else is_there or name.declared.startswith("init")
        return name.declared == function.name and (is_line or name.name == function.name)

    # ---------------------------------------------------------------------- what nobody needs

    def _idle(self, path: str, directive: Directive) -> Iterable[Problem]:
        """What is wrong with an exemption or an assumption, if anything is."""
        origin = directive.origin
        why = ""
        if self._said.is_over(directive):
            why = f"it ended on {directive.clause.until}"
        elif directive.function.has_body:
            starts, why = self._starts(path, directive)
            said = self._said.but_for(directive)
            for start in starts:
                events = reach.of_function(
                    self._code, start, reach.EVERYTHING, said, _only(directive)
                )
                if any(_concerns(directive, event) for event in events):
                    return []
            why = why or _needless(directive)
        elif directive.clause.verb == ALLOW:
            why = _NO_BODY
        if not why:
            return []
        return [Problem(origin.file, origin.line, origin.column, f"{origin.text}: {why}")]


def _only(directive: Directive) -> Callable[[Compiled, int], bool] | None:
    """For a directive about a line: whether a position is on it, or in what was inlined there."""
    if directive.about != OF_LINE:
        return None

    def is_on_line(within: Compiled, pos: int) -> bool:
        place = within.facts.place(pos)
        while place.call >= 0:
            if (place.file, place.line) == (directive.origin.file, directive.line):
                return True
            place = within.facts.place(place.call)
        return (place.file, place.line) == (directive.origin.file, directive.line)

    return is_on_line


def _concerns(directive: Directive, event: Event) -> bool:
    """An assumption on a line is about calls on it, not about what is made there."""
    if directive.clause.verb != ASSUME or directive.about == OF_FUNCTION:
        return True
    return bool(event.chain) or event.kind != ALLOCATES


def _needless(directive: Directive) -> str:
    if directive.clause.verb == ASSUME:
        return "nobody needs it: it is proved without"
    where = "in this function" if directive.about == OF_FUNCTION else "on this line"
    return f"nobody needs it: nothing allocates {where}"


def _home(each: Compiled, name: FunctionName) -> str:
    return each.package if name.package in ("", "main") else name.package
