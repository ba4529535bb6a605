"""Violations in words."""

from typing import Final

from goescape.facts import functions
from goescape.facts.names import FunctionName
from goescape.guard.baseline import Entry
from goescape.guard.contracts import (
    ALLOCATES,
    IMPLEMENTED,
    INLINED,
    INTERFACE_CALL,
    NO_BODY,
    NOT_ANALYZED,
    STARTS_GOROUTINE,
    VALUE_CALL,
    Link,
)
from goescape.guard.grammar import Clause
from goescape.guard.reach import Event
from goescape.guard.rules import Budget
from goescape.understand import names, sites
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER, price
from goescape.understand.explain import Explained
from goescape.understand.sites import Site

_ASSUME: Final = (
    "or say what is known of it: //goescape:assume noalloc -- reason, on the line or at its "
    "declaration, or in a file of assumptions."
)
_REASONS: Final = {
    INTERFACE_CALL: "any type with this method may be behind the interface",
    VALUE_CALL: "which function it is only the running program knows",
    NO_BODY: "it has no Go body (assembly, a linked name or C), and nobody says what it does",
    NOT_ANALYZED: "its package could not be analyzed",
    STARTS_GOROUTINE: "a goroutine needs a stack and a record, unless the runtime has ones to use again",
}
_ADVICE: Final = {
    INTERFACE_CALL: f"Call the method on the concrete type, {_ASSUME}",
    VALUE_CALL: f"Call a named function, or one that is assigned once and can be seen, {_ASSUME}",
    NO_BODY: f"Call another function, {_ASSUME}",
    NOT_ANALYZED: f"`goescape` shows its errors; mend them, {_ASSUME}",
    STARTS_GOROUTINE: "Hand the work to a goroutine that runs already.",
}
_RECORDS: Final = {
    functions.WAITS: "may wait for a channel, which needs a record",
    functions.DEFERS_IN_LOOP: "defers a call in a loop, which needs a record",
    functions.ASSERTS: "looks for the methods of an interface, which the runtime remembers",
}
_RECORD_REASON: Final = (
    "the runtime makes a record when it has none to use again; without strict it does not count"
)
# For what allocates whatever becomes of its value.
_ADVICE_ON_SITES: Final = {
    functions.APPEND: "Make the slice with the capacity it needs, or use one again.",
    functions.MAP_ENTRY: "Make the map with room for its entries before, or use one again.",
    functions.CONCATENATION: "Append to a []byte that is used again.",
    functions.STRING_CONVERSION: "Work on the bytes as they are, or on the string.",
    functions.MAKE_CHAN: "Make the channel before.",
    functions.BOX: "Take a type parameter instead of an interface, or pass a pointer.",
    functions.MOVED_SLICE: "Let the caller pass the slice that is filled.",
}
# These allocate on the stack's account, too: where the value goes is not what matters most.
_WHATEVER: Final = (
    functions.APPEND,
    functions.MAP_ENTRY,
    functions.CONCATENATION,
    functions.MOVED_SLICE,
)


def told_call(link: Link, package: str) -> str:
    """What a call on the way does, for somebody who works on a package."""
    name = link.callee
    if ".deferwrap" in name.name:
        return "runs later what is deferred here"
    called = names.short(name, package) if name.package != "main" else name.name
    if link.how == IMPLEMENTED:
        return f"is implemented by {called}"
    return f"calls {called}{' (inlined)' if link.how == INLINED else ''}"


def allocation(site: Site) -> str:
    """`allocates 64 B: `&T{}``."""
    cost = site.cost
    if cost is None:
        return f"allocates: `{site.name}`"
    if cost.allocates == ALWAYS:
        return f"allocates {price(cost)}: `{site.name}`"
    return f"may allocate {price(cost)}: `{site.name}`, {cost.reason}"


def advice_on(explained: Explained, kind: int) -> str:
    """What would have to change for a site not to allocate."""
    cause = explained.site.cause
    if kind in _WHATEVER or cause is None:
        return _ADVICE_ON_SITES.get(kind, "")
    return cause.advice


def over_budget(clause: Clause, objects: int, size: int) -> str:
    """`takes up to 3 allocations, 160 B a call; allowed are 2 allocations`."""
    takes = [_amount(objects, "allocation"), "any number of bytes" if size >= _ANY else f"{size} B"]
    if clause.bytes is None:
        takes.pop()
    elif clause.allocs is None:
        takes.pop(0)
    allowed = [] if clause.allocs is None else [_amount(clause.allocs, "allocation")]
    allowed += [] if clause.bytes is None else [f"{clause.bytes} B"]
    return f"takes up to {', '.join(takes)} a call; allowed: {', '.join(allowed)}"


# Figures that nobody can tell.
_ANY: Final = 1 << 60


def _amount(count: int, what: str) -> str:
    if count >= _ANY:
        return f"any number of {what}s"
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def overspent(budget: Budget, found: list[Site]) -> str:
    """`12 sites allocate; allowed are 10`; "" if a package keeps to its budget."""
    known = [
        site.cost.rounded for site in found if site.cost is not None and site.cost.rounded >= 0
    ]
    parts: list[str] = []
    if budget.sites is not None and len(found) > budget.sites:
        parts.append(f"{_amount(len(found), 'site')} that allocate, allowed are {budget.sites}")
    if budget.bytes is not None and sum(known) > budget.bytes:
        unknown = len(found) - len(known)
        more = f" and {_amount(unknown, 'site')} of unknown size" if unknown else ""
        parts.append(f"{sum(known)} B{more}, each site once, allowed are {budget.bytes} B")
    return "; ".join(parts)


def since(before: Entry) -> str:
    """What a site cost when the baseline was written."""
    size = "? B" if before.bytes < 0 else f"{before.bytes} B"
    when = {MAYBE: "sometimes ", NEVER: "never "}.get(before.allocates, "")
    loops = {0: "", 1: " in a loop"}.get(before.loop_depth, " in loops")
    return f"was {when}{size}{loops}"


_LEAKS: Final = {
    sites.LEAKS: "is kept",
    sites.LEAKS_CONTENT: "has something behind it that is kept",
    sites.LEAKS_TO_RESULT: "gets into a result",
}


def leak(site: Site) -> str:
    """What becomes of a parameter that is not to be kept."""
    return f"`{site.name}` {_LEAKS.get(site.verdict, 'is kept')}"


def on_heap(site: Site) -> str:
    """What is not on the stack."""
    cost = "" if site.cost is None else f", {price(site.cost)}"
    return f"`{site.name}` is on the heap{cost}"


def not_inlined(callee: FunctionName | None, package: str, called: str) -> str:
    """A call that is left as a call."""
    name = called or "the call"
    if callee is None:
        return f"{name} is not inlined: who is called is not known here"
    return f"{names.short(callee, package)} is not inlined"


def unknown(event: Event, called: str) -> tuple[str, str, str]:
    """What a call does that is not followed, why it is not, and what would have to change."""
    callee = event.callee
    if event.record is not None:
        return _RECORDS[event.record.kind], _RECORD_REASON, ""
    if event.kind == ALLOCATES and callee is not None:
        return f"calls {names.short(callee)}, which allocates", "", ""
    if event.kind == STARTS_GOROUTINE:
        words = "starts a goroutine"
    elif callee is not None:
        words = f"calls {names.short(callee)}, which cannot be followed"
    else:
        through = "an interface" if event.kind == INTERFACE_CALL else "a function value"
        what = f"{called} " if called else ""
        words = f"calls {what}through {through}, which cannot be followed"
    return words, _REASONS[event.kind], _ADVICE[event.kind]
