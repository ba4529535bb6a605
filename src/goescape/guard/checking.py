"""Checking what packages promise: directives and rules to contracts, contracts to violations.

Whatever keeps a contract from being looked at is told with it; a contract that nobody looked at never holds.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from goescape.facts.names import FunctionName
from goescape.guard import assumptions, baseline, reach, subjects, words
from goescape.guard.allocations import Allocations
from goescape.guard.baseline import Compared, Entry
from goescape.guard.code import Code
from goescape.guard.contracts import (
    ALLOCATES,
    BUDGET,
    CONTENT,
    INLINE,
    NOALLOC,
    NOESCAPE,
    NOTHING_HAPPENS,
    Checked,
    Contract,
    Origin,
    Overspent,
    Problem,
    Violation,
)
from goescape.guard.directives import OF_FUNCTION, OF_METHOD, Directive
from goescape.guard.grammar import ALLOW, ASSUME, Clause
from goescape.guard.lems import Lems
from goescape.guard.methods import Methods
from goescape.guard.notes import Notes
from goescape.guard.pardons import Said
from goescape.guard.reach import Event
from goescape.guard.rules import Rule, Settings
from goescape.guard.subjects import NO_BODY, Subject, Subjects
from goescape.guard.values import Values
from goescape.session.build import Progress
from goescape.session.model import BAD_INPUT, DONE, FINDINGS, BuildResult, PackageResult
from goescape.session.session import Session
from goescape.understand.declared import Declared
from goescape.understand.explain import Explorer
from goescape.understand.sites import Site


@dataclass(slots=True)
class Report:
    """What became of all contracts of the packages that were asked about."""

    result: BuildResult
    checked: list[Checked] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    # Budgets of packages: how many there are to be kept, and those that are not.
    n_budgets: int = 0
    overspent: list[Overspent] = field(default_factory=list)
    # Against a baseline, if there is one.
    compared: Compared | None = None

    @property
    def status(self) -> int:
        """As the command line ends: 1 if something is violated, 3 if something was not analysed or nothing is promised."""
        found = [self.result.status]
        is_worse = self.compared is not None and self.compared.fails
        is_broken = any(each.violations for each in self.checked)
        if self.problems or self.overspent or is_worse or is_broken:
            found.append(FINDINGS)
        if self.is_empty or any(each.obstacle for each in self.checked):
            found.append(BAD_INPUT)
        return max(found, default=DONE)

    @property
    def is_empty(self) -> bool:
        """There was nothing to check."""
        return not self.checked and not self.n_budgets and self.compared is None


class Guard:
    """Checks contracts in the packages of one session."""

    def __init__(self, session: Session, settings: Settings, today: datetime.date) -> None:
        self._session = session
        self._settings = settings
        self._today = today

    def check(
        self,
        patterns: list[str],
        progress: Progress | None = None,
        known: list[Entry] | None = None,
        result: BuildResult | None = None,
    ) -> Report:
        """Check what the packages promise that patterns name, and their sites against a baseline; raises LoadError,
        UsageError. `result` is what became of them, if they were analysed already."""
        plan = self._session.plan(patterns)
        toolchain = plan.toolchain
        report = Report(result or self._session.analyze(patterns, progress))
        code = Code(self._session)
        taken = assumptions.of_release(
            f"go1.{toolchain.release.minor}", list(self._settings.assumptions)
        )
        said = Said(code, Notes(code, self._settings), taken, toolchain.intrinsics, self._today)
        explorer = Explorer(self._session)
        values = Values(code, explorer, toolchain.intrinsics.is_intrinsic)
        allocations = Allocations(code, explorer, said)
        own = [path for path in plan.graph.order if code.is_own(path)]
        asked = [package for package in report.result.packages if package.shown]
        checker = _Checker(
            code,
            Subjects(code, asked),
            said,
            allocations,
            values,
            Methods(code, said, allocations, values, own),
        )
        for package in asked:
            notes = said.notes.of_package(package.import_path)
            report.problems += notes.problems
            for directive in notes.directives:
                if directive.clause.verb in (ALLOW, ASSUME):
                    # Other tools do not mind exemptions that nobody needs.
                    if not directive.dialect:
                        report.problems += checker.idle(package.import_path, directive)
                else:
                    subject = subjects.of_directive(package.import_path, directive)
                    report.checked.append(checker.of_directive(subject, directive))
            if notes.lems:
                lems = Lems(self._session, code, checker.subjects, allocations, patterns)
                report.checked += lems.checked(package.import_path, notes.lems)
        for rule in self._settings.rules:
            report.checked += self._of_rule(rule, asked, code, said, checker)
        if known is not None or self._settings.budgets:
            found = explorer.sites(report.result)
            self._spend(report, asked, found)
            if known is not None:
                judged = {each.import_path for each in asked if each.is_analyzed}
                there = set(plan.graph.packages)
                gone = {entry.package for entry in known} - there
                is_whole = any("..." in pattern for pattern in patterns)
                report.compared = baseline.compare(
                    known, found, judged, gone if is_whole else set()
                )
        return report

    def _spend(self, report: Report, asked: list[PackageResult], found: list[Site]) -> None:
        """Sites of packages against their budgets."""
        for budget in self._settings.budgets:
            for package in asked:
                if budget.packages.match(package.import_path, package.dir):
                    report.n_budgets += 1
                    own = [site for site in found if site.home == package.import_path]
                    said = words.overspent(budget, baseline.counted(own))
                    if said:
                        report.overspent.append(Overspent(budget.origin, package.import_path, said))

    def _of_rule(
        self, rule: Rule, asked: list[PackageResult], code: Code, said: Said, checker: "_Checker"
    ) -> Iterator[Checked]:
        """The contracts that a rule makes."""
        for package in asked:
            if not rule.packages.match(package.import_path, package.dir):
                continue
            for subject in _declared(code, package):
                if rule.is_about(subject.function.name):
                    if subject.function.has_body or not said.is_assumed(subject):
                        yield checker.checked(subject, rule.clause, rule.origin)


def _declared(code: Code, package: PackageResult) -> list[Subject]:
    """The functions of a package that somebody has written."""
    found: dict[str, Subject] = {}
    for each in code.functions(package.import_path).values():
        name, place = each.function.name, each.facts.place(each.function.pos)
        is_declared = name.name == name.declared and place.is_in_source
        if is_declared and each.home == package.import_path:
            at = (place.line, place.column)
            has_body = each.function.has_body
            is_generic = bool(name.type_args)
            declared = Declared(name.name, *at, place.line, place.line, has_body, (), is_generic)
            found.setdefault(name.name, Subject(package.import_path, declared, place.file))
    return list(found.values())


@dataclass(frozen=True, slots=True)
class _Checker:
    """What contracts are checked with."""

    code: Code
    subjects: Subjects
    said: Said
    allocations: Allocations
    values: Values
    methods: Methods

    def checked(
        self, subject: Subject, clause: Clause, origin: Origin, is_method: bool = False
    ) -> Checked:
        """A contract, looked at; `is_method`: of a method of an interface."""
        function = subject.function
        found = Checked(
            Contract(
                clause.verb,
                origin,
                subject.package,
                function.name,
                function.line,
                clause.conditions,
            )
        )
        if is_method:
            found.violations = self.methods.violations(subject, clause)
            if not found.violations and not self.methods.is_known(subject):
                found.obstacle = "the interface is not known: it is generic, within a function, or in code with errors"
            return found
        starts, found.obstacle = self.subjects.compiled(subject)
        if found.obstacle:
            return found
        if clause.verb == NOALLOC:
            found.violations = self.allocations.none(starts, subject, clause.conditions)
        elif clause.verb == BUDGET:
            found.violations = self.allocations.within(starts, subject, clause)
        elif clause.verb in (NOESCAPE, CONTENT):
            found.violations = self.values.kept(starts, clause)
        elif clause.verb == INLINE and not subject.line:
            found.violations = self.values.calls_of(self.subjects.asked, subject)
        elif clause.verb == INLINE:
            if not self.values.has_calls(starts, subject):
                found.obstacle = "no function is called on this line"
            found.violations = self.values.not_inlined(starts, subject)
        else:
            unknown = self.values.declares(subject, clause.names)
            if unknown:
                found.obstacle = f"no variable {unknown} is declared on this line"
            found.violations = self.values.moved(starts, subject, clause)
        return found

    def of_directive(self, subject: Subject, directive: Directive) -> Checked:
        """What a directive promises, looked at."""
        is_method = directive.about == OF_METHOD
        found = self.checked(subject, directive.clause, directive.origin, is_method)
        if directive.is_opposite and not found.obstacle:
            function = directive.function
            name = FunctionName(subject.package, "", function.name, function.name)
            said = f"{function.name} does not allocate, and it is to"
            opposite = Violation(
                NOTHING_HAPPENS, (), subject.file, function.line, function.column, name, said
            )
            found.violations = [] if found.violations else [opposite]
        return found

    def idle(self, path: str, directive: Directive) -> list[Problem]:
        """What is wrong with an exemption or an assumption, if anything is."""
        why = ""
        if self.said.is_over(directive):
            why = f"it ended on {directive.clause.until}"
        elif directive.function.has_body:
            why = self._needless(subjects.of_directive(path, directive), directive)
        elif directive.clause.verb == ALLOW:
            why = NO_BODY
        origin = directive.origin
        if not why:
            return []
        return [Problem(origin.file, origin.line, origin.column, f"{origin.text}: {why}")]

    def _needless(self, subject: Subject, directive: Directive) -> str:
        """Why nobody needs a directive, if nobody does."""
        starts, why = self.subjects.compiled(subject)
        if why:
            return why
        said = self.said.but_for(directive)
        for start in starts:
            events = reach.of_function(self.code, start, reach.EVERYTHING, said, subject.only)
            if any(_concerns(directive, event) for event in events):
                return ""
        if directive.clause.verb == ASSUME:
            return "nobody needs it: it is proved without"
        where = "in this function" if directive.about == OF_FUNCTION else "on this line"
        return f"nobody needs it: nothing allocates {where}"


def _concerns(directive: Directive, event: Event) -> bool:
    """An assumption on a line is about calls on it, not about what is made there."""
    if directive.clause.verb != ASSUME or directive.about == OF_FUNCTION:
        return True
    return bool(event.chain) or event.kind != ALLOCATES
