"""Changes in words."""

from typing import Final

from goescape.compare.changes import (
    BROKEN,
    CHEAPER,
    DEARER,
    GAINED,
    INLINABLE,
    INTO_LOOP,
    LEAKS,
    LEAKS_NO_MORE,
    LOST,
    NOT_INLINABLE,
    OUT_OF_LOOP,
    Change,
    Comparison,
)
from goescape.compare.states import Name
from goescape.guard.contracts import Checked, Violation
from goescape.understand import sites
from goescape.understand.costwords import Cost, price, total
from goescape.understand.sites import Site

_VERDICTS: Final = {
    sites.STAYS: "stays",
    sites.LEAKS_TO_RESULT: "gets into a result",
    sites.LEAKS_CONTENT: "what it points to leaks",
    sites.LEAKS: "leaks",
}
_PLURALS: Final = {
    GAINED: ("allocation gained", "allocations gained"),
    LOST: ("allocation lost", "allocations lost"),
    DEARER: ("dearer", "dearer"),
    CHEAPER: ("cheaper", "cheaper"),
    INTO_LOOP: ("moved into a loop", "moved into loops"),
    OUT_OF_LOOP: ("moved out of a loop", "moved out of loops"),
    LEAKS: ("parameter leaks", "parameters leak"),
    LEAKS_NO_MORE: ("parameter leaks less", "parameters leak less"),
    NOT_INLINABLE: ("function can no longer be inlined", "functions can no longer be inlined"),
    INLINABLE: ("function can be inlined now", "functions can be inlined now"),
    BROKEN: ("contract broken", "contracts broken"),
}


def told(change: Change) -> str:
    """What a change is, without where it is."""
    before, after = change.before, change.after
    if change.kind == GAINED and after is not None:
        return f"allocates {_cost(after)}: `{after.name}`{_condition(after)}"
    if change.kind == LOST and before is not None:
        return f"no longer allocates {_cost(before)}: `{before.name}`"
    if change.kind in (LEAKS, LEAKS_NO_MORE) and after is not None:
        was = _VERDICTS[before.verdict if before is not None else sites.STAYS]
        return f"`{after.name}` {_now(after)} (before: {was})"
    if change.kind == NOT_INLINABLE:
        reason = f": {change.inline_reason}" if change.inline_reason else ""
        return f"can no longer be inlined{reason} (before: cost {change.inline_cost})"
    if change.kind == INLINABLE:
        reason = f" (before: {change.inline_reason})" if change.inline_reason else ""
        return f"can be inlined now, at cost {change.inline_cost}{reason}"
    if change.checked is not None:
        return f"breaks its contract: {change.checked.contract.origin.text}"
    if before is None or after is None:
        return change.kind
    name = (
        f"`{after.name}`" if before.name == after.name else f"`{after.name}` (was `{before.name}`)"
    )
    if change.kind == INTO_LOOP:
        return f"allocates {_cost(after)} in a loop now, before {_cost(before)} once: {name}"
    if change.kind == OUT_OF_LOOP:
        return f"allocates {_cost(after)} once now, before {_cost(before)}: {name}"
    return f"allocates {_cost(after)} instead of {_cost(before)}: {name}{_condition(after)}"


def _now(site: Site) -> str:
    return (
        "does not leak any more"
        if site.verdict == sites.STAYS
        else f"{_VERDICTS[site.verdict]} now"
    )


def _cost(site: Site) -> str:
    return "" if site.cost is None else price(site.cost)


def _condition(site: Site) -> str:
    if site.cost is None or site.cost.allocates != "maybe":
        return ""
    return f", {site.cost.reason}"


def because(change: Change) -> str:
    """What is elsewhere that a change is due to."""
    if change.because is None:
        return "though the function is as it was" if change.way else ""
    package, name = change.because
    return f"because of a change in {qualified((package, name), change.name[0])}"


def qualified(name: Name, within: str = "") -> str:
    """`F` within its package, otherwise `pkg.F`."""
    package, function = name
    if package == within:
        return function or "init"
    return f"{package.rpartition('/')[2]}.{function or 'init'}"


def callers(change: Change, enough: int = 5) -> str:
    """`was inlined into A, B`."""
    if not change.callers:
        return ""
    named = [qualified(each, change.name[0]) for each in change.callers[:enough]]
    more = len(change.callers) - len(named)
    listed = ", ".join(named) + (f" and {more} more" if more else "")
    return f"{'is now' if change.kind == INLINABLE else 'was'} inlined into {listed}"


def summary(found: Comparison) -> str:
    """`2 allocations gained (80 B), 1 parameter leaks`."""
    parts: list[str] = []
    for kind, (one, many) in _PLURALS.items():
        changes = found.of_kinds(kind)
        if changes:
            size = f" ({total(_costs(changes))})" if kind in (GAINED, LOST) else ""
            parts.append(f"{len(changes)} {one if len(changes) == 1 else many}{size}")
    if not parts:
        return (
            "no allocation, leak or inlining changed" if not found.obstacles else "nothing to tell"
        )
    return ", ".join(parts)


def _costs(changes: list[Change]) -> list[Cost]:
    found = [change.site for change in changes]
    return [site.cost for site in found if site is not None and site.cost is not None]


# Places that break a contract, in a comparison: `goescape check` has them all.
_PLACES_ENOUGH: Final = 5


def foremost(checked: Checked) -> tuple[list[Violation], str]:
    """The places nearest to a contract that break it, and how many more there are."""
    nearest = sorted(checked.violations, key=lambda each: len(each.chain))
    left = len(nearest) - _PLACES_ENOUGH
    more = f"and {left} more: goescape check shows them" if left > 0 else ""
    return nearest[:_PLACES_ENOUGH], more
