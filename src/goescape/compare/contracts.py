"""Contracts that a change breaks: those that are violated after it, and were not before."""

import datetime

from goescape.compare.changes import BROKEN, Change, Comparison
from goescape.compare.states import State
from goescape.guard.checking import Guard, Report
from goescape.guard.contracts import Checked
from goescape.guard.rules import Settings


def add_broken(
    found: Comparison,
    base: State,
    head: State,
    patterns: list[str],
    settings: Settings,
    today: datetime.date,
) -> None:
    """Add them to what was found."""
    after = _checked(head, patterns, settings, today)
    failing = [each for each in after.checked if not each.holds]
    if not failing:
        return
    before = _checked(base, patterns, settings, today)
    known = {_key(each) for each in before.checked if not each.holds}
    for each in failing:
        if _key(each) not in known:
            contract = each.contract
            change = Change(BROKEN, (contract.package, contract.function), checked=each)
            change.sentence = each.obstacle
            found.changes.append(change)


def _checked(state: State, patterns: list[str], settings: Settings, today: datetime.date) -> Report:
    return Guard(state.session, settings, today).check(patterns, None, None, state.result)


def _key(checked: Checked) -> tuple[str, str, str]:
    contract = checked.contract
    return contract.package, contract.function, contract.origin.text
