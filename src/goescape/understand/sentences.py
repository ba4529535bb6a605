"""Explanations in words: the sentence for a site, and a few words for each step."""

from typing import Final

from goescape.facts import operations, ways
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Place
from goescape.facts.names import FunctionName
from goescape.facts.ways import Operation, Spot, Step, Way
from goescape.understand import causes, names, ranking, sites
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER
from goescape.understand.sites import Route, Site
from goescape.understand.written import Written

_NAMELESS: Final = "a variable"
# Characters of an operation in a sentence.
_OPERATION_ENOUGH: Final = 70


def brief(site: Site) -> str:
    """What keeps a site's value, in a few words; "" if nothing does."""
    decisive = site.decisive
    if decisive is None:
        return ""
    last = decisive.way.last
    operation = last.deciding
    if last.cause == ways.CAUSE_CALLEE and operation is not None and operation.callee is not None:
        return f"kept by {names.short(operation.callee, site.home)}"
    return causes.of(last.cause).short


def in_short(site: Site) -> list[str]:
    """On which condition a site allocates, what keeps it, and what else is worth knowing."""
    cost = site.cost
    cause = brief(site)
    # What allocates always and is kept by something needs no other reason.
    is_explained = cause != "" and (cost is None or cost.allocates == ALWAYS)
    reason = "" if cost is None or is_explained else cost.reason
    found = [text for text in (reason, cause) if text] or [site.verdict.replace("-", " ")]
    if site.path in ranking.COLD:
        found.append(ranking.COLD[site.path])
    if site.inlined_from:
        found.append(f"inlined from {names.short(site.inlined_from[0].function)}")
    if site.copies > 1:
        found.append(f"{site.copies} copies")
    return found


def clauses(routes: list[Route], written: Written, home: FunctionName) -> list[str]:
    """The reasons of ways of something in `home`, each as the end of a sentence and each once."""
    found: dict[str, str] = {}
    causes_seen: set[int] = set()
    for route in routes:
        last = route.way.last
        reason = _clause(last, route, written, home)
        if last.cause in causes_seen and _keeper(last) == _NAMELESS and _NAMELESS in reason:
            # Nothing new can be said of it.
            continue
        causes_seen.add(last.cause)
        found.setdefault(reason, f"{_by_way(route.way)}{reason}")
    return list(found.values())


def _clause(last: Way, route: Route, written: Written, home: FunctionName) -> str:
    operation = last.deciding
    callee = "a function"
    if operation is not None and operation.callee is not None:
        callee = names.quoted(operation.callee)
    template = causes.of(last.cause).clause
    return template.format(
        op=_operation(operation, route.facts, written, home), callee=callee, dst=_keeper(last)
    )


def _keeper(last: Way) -> str:
    """What a value arrives at."""
    dst = last.steps[-1].dst if last.steps else None
    if dst is None or dst.is_nameless:
        return _NAMELESS
    return f"`{dst.name}`"


def _by_way(way: Way) -> str:
    """What holds the value, if not that but its holder goes where the heap is."""
    if way.then is None:
        return ""
    found = way.steps[-1].operations if way.steps else []
    if any(operation.code == operations.CAPTURE for operation in found):
        return "a function literal refers to it: "
    return "it is reachable from something on the heap: "


def elsewhere(place: Place, written: Written, home: FunctionName) -> FunctionName | None:
    """The function that a place is in if that is not `home`, but one that is analyzed together with it: they call each
    other, or a literal of it came with an inlined body."""
    declared, package = written.function(place)
    if not declared or (declared, package) == (home.declared, home.package_name):
        return None
    return names.beside(home, declared, package)


def _operation(
    operation: Operation | None, facts: PackageFacts, written: Written, home: FunctionName
) -> str:
    """An operation, and the function that it is in, if that is another one than `home`."""
    if operation is None:
        return "that"
    place = facts.place(operation.pos)
    text = written.operation(operation.code, place)
    if len(text) > _OPERATION_ENOUGH:
        text = written.without_arguments(operation.code, place)
    if not text:
        return "that"
    if len(text) > _OPERATION_ENOUGH:
        text = f"{text[: _OPERATION_ENOUGH - 1]}…"
    function = place.function or elsewhere(place, written, home)
    if function is None:
        return f"`{text}`"
    within = names.quoted(function)
    return f"`{text}` ({within})" if function.line else f"`{text}` in {within}"


def sentence(found: list[Site], clause: str) -> str:
    """Why sites were decided as they were, all of them for the same reason."""
    site = found[0]
    named = list(dict.fromkeys(f"`{each.name}`" for each in found))
    subject = _listed(named)
    if len(found) > 1:
        subject = f"each of {subject}" if len(named) > 1 else f"each {subject}"
    costs = [each.cost for each in found if each.cost is not None]
    if site.verdict == sites.LEAKS_TO_RESULT:
        text = f"{subject} gets into a result: {clause}."
    elif site.verdict == sites.LEAKS_CONTENT:
        text = f"what {subject} points to leaks because {clause}."
    elif site.verdict != sites.HEAP:
        text = f"{subject} leaks because {clause}."
    elif len(found) == 1 and costs and costs[0].allocates == NEVER:
        free = f"nothing is allocated for it: {costs[0].reason}".removesuffix(": ")
        text = f"{subject} escapes because {clause}; {free}."
    elif any(cost.allocates == MAYBE for cost in costs):
        condition = f" ({costs[0].reason})" if len(found) == 1 else ""
        text = f"{subject} may be allocated on the heap{condition} because {clause}."
    else:
        text = f"{subject} is on the heap because {clause}."
    return text[0].upper() + text[1:]


def _listed(names: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def without_way(site: Site) -> str:
    """The sentence for what goes nowhere, or nobody knows where."""
    if site.verdict == sites.STAYS:
        return f"`{site.name}` does not escape: the function keeps no pointer to what is passed."
    if site.kind == sites.PARAMETER:
        return f"`{site.name}` counts as leaking: the function has no Go body, so what it does is not known."
    if site.verdict == sites.HEAP:
        if site.cost is not None and site.cost.allocates == MAYBE:
            return f"`{site.name}` allocates {site.cost.reason}."
        return f"`{site.name}` is on the heap, where all of its kind are."
    if site.cost is not None and site.cost.allocates == MAYBE:
        reason = site.cost.reason
        return f"`{site.name}` allocates {reason}, although no pointer to it outlives the function."
    return f"`{site.name}` stays on the stack: no pointer to it outlives the function."


# Operations that say nothing beyond the one around them.
_QUIET: Final = frozenset((operations.ALLOCATE, operations.REFER))

_WORDS: Final = {
    operations.ALLOCATE: "allocated here",
    operations.TAKE_ADDRESS: "its address is taken",
    operations.CAPTURE: "captured by a closure",
    operations.REFER: "captured by a closure",
    operations.ASSIGN: "assigned",
    operations.ASSIGN_PAIR: "assigned",
    operations.ASSIGN_ASSERTED: "assigned after a type assertion",
    operations.ASSIGN_LOOKED_UP: "assigned from a map",
    operations.ASSIGN_RECEIVED: "received",
    operations.RETURN: "returned",
    operations.CONVERT_TO_INTERFACE: "put into an interface",
    operations.SELECT_FIELD: "read from a struct",
    operations.SELECT_THROUGH_POINTER: "read through a pointer",
    operations.ASSERT: "taken out of an interface",
    operations.DEREFERENCE: "dereferenced",
    operations.INDEX_ARRAY: "read from an array",
    operations.SLICE: "sliced",
    operations.SLICE_TO_ARRAY: "converted to an array",
    operations.HEADER_DATA: "put into the data field of a header",
    operations.SEND: "sent on a channel",
    operations.MAP_LITERAL_KEY: "stored in a map",
    operations.MAP_LITERAL_VALUE: "stored in a map",
    operations.MAP_KEY: "stored in a map as a key",
    operations.RANGE: "iterated over",
    operations.RANGE_ARRAY: "iterated over",
    operations.TYPE_CASE: "matched in a type switch",
    operations.STRUCT_FIELD: "put into a struct",
    operations.ARRAY_ELEMENT: "put into an array",
    operations.SLICE_ELEMENT: "put into a slice",
    operations.APPEND_TO: "its elements are moved by append",
    operations.APPEND_ALL: "its elements are appended",
    operations.COPY: "its elements are copied",
    operations.CALL: "called",
    operations.TOO_LARGE: "too large for the stack",
    operations.ELEMENTS_WITHOUT_SIZE: "its elements have no size",
    operations.UINTPTR: "passed as a number to a system call",
}


def operation_alone(code: int) -> str:
    """What an operation does with a value, whatever value it is."""
    return _WORDS.get(code) or operations.NAMES[code].replace("-", " ")


def worth_a_line(step: Step) -> list[Operation]:
    """The operations of a step that are worth a line."""
    loud = [operation for operation in step.operations if operation.code not in _QUIET]
    return loud or list(step.operations[:1])


def words(step: Step, operation: Operation, is_deciding: bool) -> str:
    """What an operation does with the value."""
    if operation.code == operations.PASS:
        if operation.callee is not None:
            way = "to" if is_deciding else "through"
            return f"passed {way} {names.short(operation.callee)}"
        return causes.of(operation.cause).short if operation.cause else "passed on"
    if operation.code in (operations.ASSIGN, operations.ASSIGN_PAIR):
        return _assigned(step.dst, operation)
    return _WORDS.get(operation.code) or causes.of(operation.cause).short


def _assigned(dst: Spot, operation: Operation) -> str:
    if dst.kind == ways.SPOT_VARIABLE and dst.name.startswith("~r"):
        return "the result of an inlined call"
    if not dst.is_nameless:
        return f"assigned to {dst.name}"
    return causes.of(operation.cause).short if operation.cause else "assigned"
