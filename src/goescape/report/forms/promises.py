"""What `goescape check` found, as findings; and by contract, for forms that tell what holds, too."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from goescape.guard import words
from goescape.guard.checking import Report
from goescape.guard.contracts import Checked, Overspent, Problem, Violation
from goescape.load.names import escaped
from goescape.report.forms.finding import ERROR, Finding, Rule
from goescape.understand.explain import Step
from goescape.understand.places import mark
from goescape.understand.sites import Site

_DIRECTIVE: Final = "directive"
_UNCHECKED: Final = "unchecked"
_BUDGET: Final = "package-budget"
_BASELINE: Final = "baseline"
_RULES: Final = (
    Rule(
        "noalloc",
        "allocates",
        "A function promises that a call never allocates on the heap, and it may.",
        "The chain of calls leads to what allocates, or to a call that cannot be followed.",
    ),
    Rule(
        "budget",
        "over budget",
        "A function promises how much a call allocates at most, and it may be more.",
        "Take allocations out of the loop or of the function, or raise the budget.",
    ),
    Rule(
        "noescape",
        "parameter leaks",
        "A function promises to keep nothing that a parameter points to, and it does.",
        "Keep a copy, or let the caller say where the value is to live.",
    ),
    Rule(
        "content",
        "content leaks",
        "A function promises how what a parameter points to is kept, and it is kept elsewhere.",
        "Keep a copy of what it points to.",
    ),
    Rule(
        "stack",
        "not on the stack",
        "A line promises that a value is on the stack, and it is on the heap.",
        "`goescape explain` tells what keeps it.",
    ),
    Rule(
        "inline",
        "not inlined",
        "A line promises that the calls on it are inlined, and one is not.",
        "`goescape build -m=2` says what a function costs, and what the budget is.",
    ),
    Rule(
        _DIRECTIVE,
        "directive without sense",
        "A directive is misspelt, in the wrong place, over, or needed by nobody.",
        "Correct it, or take it out.",
    ),
    Rule(
        _UNCHECKED,
        "not checked",
        "A promise could not be looked at, so it counts as broken.",
        "The message says what was in the way.",
    ),
    Rule(
        _BUDGET,
        "package over budget",
        "A package has more sites that allocate, or larger ones, than goescape.toml allows.",
        "Take some out, or raise the budget.",
    ),
    Rule(
        _BASELINE,
        "new or dearer",
        "What allocates is not in the baseline, or cost less when that was written.",
        "Take it out, or write the baseline anew with `goescape baseline`.",
    ),
)


@dataclass(slots=True)
class Case:
    """A promise, and what speaks against it; nothing if it holds."""

    # The package, and what is promised of what.
    group: str
    name: str
    file: str
    line: int
    broken: list[Finding] = field(default_factory=list)
    # Why it could not be looked at; "" if it could.
    obstacle: str = ""


def rules() -> list[Rule]:
    """The rules of `findings`."""
    return list(_RULES)


def findings(report: Report) -> list[Finding]:
    """All that is wrong, each where the reader can change something: a violation where its contract's function leads to it."""
    return [finding for case in cases(report) for finding in _of_case(case)]


def cases(report: Report) -> list[Case]:
    """Contracts in the order of packages and files; then budgets, the baseline, and directives."""
    found = [_of_contract(checked) for checked in report.checked]
    found += [_of_budget(each) for each in report.overspent]
    if report.compared is not None:
        case = Case("", "baseline", "", 0)
        case.broken += [_worse(site, "new: not in the baseline") for site in report.compared.new]
        case.broken += [
            _worse(site, f"dearer than in the baseline: {words.since(before)}")
            for before, site in report.compared.dearer
        ]
        found.append(case)
    if report.problems:
        found.append(Case("", "directives", "", 0, [_of_problem(each) for each in report.problems]))
    return found


def _of_case(case: Case) -> Iterator[Finding]:
    yield from case.broken
    if case.obstacle:
        title = f"cannot be checked: {case.name}"
        fingerprint = mark(_UNCHECKED, case.group, case.name)
        yield Finding(
            _UNCHECKED, ERROR, title, case.obstacle, case.file, case.line, 0, 0, fingerprint
        )


def _of_contract(checked: Checked) -> Case:
    contract = checked.contract
    origin = contract.origin
    name = escaped(f"{origin.text} of {contract.function}")
    case = Case(
        contract.package, name, origin.file, origin.line, obstacle=escaped(checked.obstacle)
    )
    case.broken = [_of_violation(checked, each) for each in checked.violations]
    return case


def _of_violation(checked: Checked, violation: Violation) -> Finding:
    contract = checked.contract
    steps = [
        Step(link.file, link.line, link.column, "", words.told_call(link, contract.package), depth)
        for depth, link in enumerate(violation.chain)
    ]
    last = Step(
        violation.file, violation.line, violation.column, "", violation.words, len(violation.chain)
    )
    first = steps[0] if steps else last
    more = [text for text in (violation.reason, violation.advice) if text]
    told = [step.words for step in [*steps, last]]
    ways = tuple(link.callee.name for link in violation.chain)
    identity = violation.function.name, violation.kind, violation.words
    return Finding(
        contract.kind,
        ERROR,
        escaped(f"{contract.function} breaks {contract.origin.text}"),
        escaped(". ".join([", ".join(told), *more])),
        first.file,
        first.line,
        first.column,
        0,
        mark(contract.package, contract.function, contract.kind, *ways, *identity),
        [*steps, last] if steps else [],
        {"contract": contract.kind, "function": contract.function, "package": contract.package},
    )


def _of_budget(each: Overspent) -> Case:
    origin = each.origin
    case = Case(each.package, "budget", origin.file, origin.line)
    fingerprint = mark(_BUDGET, each.package)
    title = f"{each.package} is over its budget"
    case.broken.append(
        Finding(
            _BUDGET, ERROR, title, escaped(each.words), origin.file, origin.line, 0, 0, fingerprint
        )
    )
    return case


def _of_problem(each: Problem) -> Finding:
    text = escaped(each.text)
    fingerprint = mark(_DIRECTIVE, each.file, each.text)
    return Finding(
        _DIRECTIVE,
        ERROR,
        "directive without sense",
        text,
        each.file,
        each.line,
        each.column,
        0,
        fingerprint,
    )


def _worse(site: Site, why: str) -> Finding:
    title = escaped(words.allocation(site))
    where = site.function.name or "init"
    return Finding(
        _BASELINE,
        ERROR,
        title,
        escaped(f"In {where}: {why}."),
        site.file,
        site.line,
        site.column,
        0,
        f"{site.identity}b",
    )
