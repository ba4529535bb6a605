"""Contracts for people: each that is broken, with the whole way to what breaks it."""

from rich.text import Text

from goescape.guard.baseline import Compared
from goescape.guard.checking import Report
from goescape.guard.contracts import LEAKS, NOT_ON_STACK, Checked, Link, Problem, Violation
from goescape.guard.words import allocation, since, told_call
from goescape.load.names import escaped
from goescape.understand.explain import Explained
from goescape.understand.places import Paths, Source
from goescape.understand.sites import Site

_HEAD = "bold"
_FAINT = "dim"
_BAD = "bold red"
_PLACE = "cyan"


def render(report: Report, source: Source, paths: Paths, first_only: bool, is_quiet: bool) -> Text:
    """Problems and broken contracts, then one line that says how many hold."""
    out = Text()
    for problem in report.problems:
        _problem(out, problem, paths)
    for checked in report.checked:
        if checked.obstacle:
            _headline(out, checked, "cannot be checked", paths)
            out.append(f"    {escaped(checked.obstacle)}\n\n")
        elif checked.violations:
            _broken(out, checked, source, paths, first_only)
    for each in report.overspent:
        out.append(f"{paths.shorten(each.origin.position)}: ", _PLACE)
        out.append(f"{escaped(each.origin.text)}", _HEAD)
        out.append(f" of {escaped(each.package)} ")
        out.append("is exceeded", _BAD)
        out.append(f": {each.words}\n\n")
    if report.compared is not None:
        _compared(out, report.compared, source, paths)
    if not is_quiet:
        out.append(f"{_summary(report)}\n", _HEAD)
    return out


def _problem(out: Text, problem: Problem, paths: Paths) -> None:
    out.append(f"{paths.shorten(problem.position)}: ", _PLACE)
    out.append(f"{escaped(problem.text)}\n\n")


def _headline(out: Text, checked: Checked, verdict: str, paths: Paths) -> None:
    contract = checked.contract
    out.append(f"{paths.shorten(contract.origin.position)}: ", _PLACE)
    out.append(f"{escaped(contract.origin.text)}", _HEAD)
    out.append(f" of {contract.function} ")
    out.append(f"{verdict}\n", _BAD)


def _broken(out: Text, checked: Checked, source: Source, paths: Paths, first_only: bool) -> None:
    count = len(checked.violations)
    times = "" if count == 1 else f" in {count} places"
    _headline(out, checked, f"is violated{times}", paths)
    tree = _Tree(out, checked.contract.package, source, paths)
    shown = checked.violations[:1] if first_only else sorted(checked.violations, key=_way)
    for violation in shown:
        tree.add(violation)
    if first_only and count > 1:
        out.append(f"  and {count - 1} more: without --first all are shown\n", _FAINT)
    out.append("\n")


def _way(violation: Violation) -> tuple[object, ...]:
    """In the order of the source, what is reached by the same calls together."""
    ways = [(link.file, link.line, link.column, True) for link in violation.chain]
    return (*ways, (violation.file, violation.line, violation.column, False))


class _Tree:
    """Violations below the calls that lead to them; a call is there once for all that it leads to."""

    def __init__(self, out: Text, package: str, source: Source, paths: Paths) -> None:
        self._out = out
        self._package = package
        self._source = source
        self._paths = paths
        self._chain: tuple[Link, ...] = ()
        self._advice: set[str] = set()

    def add(self, violation: Violation) -> None:
        chain = violation.chain
        depth = 0
        while depth < min(len(chain), len(self._chain)) and chain[depth] == self._chain[depth]:
            depth += 1
        self._chain = chain
        for number in range(depth, len(chain)):
            link = chain[number]
            position = f"{link.file}:{link.line}:{link.column}"
            words = told_call(link, self._package)
            line = self._source(link.file, link.line)
            if number and position == _position(chain[number - 1]):
                # The literal that stands for a deferred call.
                line = ""
            self._line(number, position, words, line, _FAINT)
        last = len(chain)
        line = self._source(violation.file, violation.line)
        self._line(last, violation.position, violation.words, line, _BAD)
        margin = "  " * (last + 3)
        if violation.explained is not None and violation.kind in (LEAKS, NOT_ON_STACK):
            self._steps(last, violation.explained)
        if violation.reason:
            self._out.append(f"{margin}{escaped(violation.reason)}\n")
        if violation.advice not in self._advice:
            self._advice.add(violation.advice)
            self._out.append(f"{margin}{escaped(violation.advice)}\n", _FAINT)

    def _steps(self, depth: int, explained: Explained) -> None:
        """The way that a value takes."""
        for step in explained.steps:
            position = f"{step.file}:{step.line}:{step.column}"
            line = self._source(step.file, step.line)
            self._line(depth + 1 + step.level, position, step.words, line, _FAINT)

    def _line(self, depth: int, position: str, words: str, line: str, style: str) -> None:
        margin = "  " * (depth + 1)
        self._out.append(f"{margin}{self._paths.shorten(position)}: ", _PLACE)
        self._out.append(f"{escaped(words)}\n", style)
        if line.strip():
            self._out.append(f"{margin}    {escaped(line.strip())}\n")


def _compared(out: Text, compared: Compared, source: Source, paths: Paths) -> None:
    """What is not in the baseline, and what of it is gone."""
    for site in compared.new:
        _worse(out, site, "new: not in the baseline", source, paths)
    for before, site in compared.dearer:
        _worse(out, site, f"dearer than in the baseline: {since(before)}", source, paths)
    done = len(compared.gone) + len(compared.cheaper)
    for entry in compared.gone:
        out.append(f"gone: {escaped(entry.name)} in {entry.package} {entry.function}\n", _FAINT)
    for before, after in compared.cheaper:
        out.append(
            f"cheaper: {escaped(after.name)} in {after.package} {after.function}, {since(before)}\n",
            _FAINT,
        )
    if done:
        out.append("--update takes that out of the baseline\n\n", _FAINT)


def _worse(out: Text, site: Site, why: str, source: Source, paths: Paths) -> None:
    out.append(f"{paths.shorten(site.position)}: ", _PLACE)
    out.append(f"{escaped(allocation(site))}", _BAD)
    out.append(f" in {site.function.name or 'init'} ({why})\n")
    line = source(site.file, site.line)
    if line.strip():
        out.append(f"      {escaped(line.strip())}\n")
    out.append("\n")


def _position(link: Link) -> str:
    return f"{link.file}:{link.line}:{link.column}"


def _summary(report: Report) -> str:
    if report.is_empty:
        return "nothing is promised here: there is no contract to check (//goescape:noalloc above a function is one)"
    holding = sum(each.holds for each in report.checked)
    unchecked = sum(each.obstacle != "" for each in report.checked)
    parts: list[str] = []
    if report.checked:
        holds = "holds" if holding == 1 else "hold"
        parts.append(f"{_counted(len(report.checked), 'contract')}: {holding} {holds}")
    broken = len(report.checked) - holding - unchecked
    if broken:
        parts.append(f"{broken} violated")
    if unchecked:
        parts.append(f"{unchecked} not checked")
    if report.n_budgets:
        kept = report.n_budgets - len(report.overspent)
        parts.append(f"{_counted(report.n_budgets, 'budget')} of packages: {kept} kept")
    if report.compared is not None:
        worse = len(report.compared.new) + len(report.compared.dearer)
        parts.append(f"{worse} new or dearer than in the baseline")
    if report.problems:
        parts.append(_counted(len(report.problems), "problem"))
    return ", ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
