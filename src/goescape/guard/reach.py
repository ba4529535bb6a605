"""What a function does that a contract may forbid: its own sites and calls, and those of whatever it calls.

The walk goes from function to function, nearest first, so that the chain to each place is a shortest one; every function is
entered once. What was inlined is part of the function it was inlined into, and has its positions: the chain is read off them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from goescape.facts import costs, functions
from goescape.facts.functions import Call, Place, Record, Site
from goescape.facts.names import FunctionName
from goescape.guard.code import Code, Compiled, Key
from goescape.guard.contracts import (
    ALLOCATES,
    CALLED,
    INLINED,
    INTERFACE_CALL,
    MAKES_RECORD,
    NO_BODY,
    NOT_ANALYZED,
    STARTS_GOROUTINE,
    VALUE_CALL,
    Conditions,
    Link,
)
from goescape.understand.sites import shown_position

# Every path that leads anywhere.
EVERYTHING: Final = Conditions(strict=True)


@dataclass(frozen=True, slots=True)
class Event:
    """A place where a function may allocate, or calls what nobody knows."""

    kind: str
    chain: tuple[Link, ...]
    # The function it is in, as it was compiled, and as it was written.
    within: Compiled
    function: FunctionName
    place: Place
    site: Site | None = None
    call: Call | None = None
    record: Record | None = None

    @property
    def callee(self) -> FunctionName | None:
        return None if self.call is None else self.call.callee


class Pardons:
    """What is not followed, or not counted, because somebody says so. Asked about everything on the way."""

    def pardons_site(self, within: Compiled, pos: int) -> bool:
        """Whether what is allocated at a position does not count."""
        return False

    def allocates(self, callee: FunctionName) -> bool:
        """Whether somebody says of a function without a body that it allocates."""
        return False

    def pardons_call(self, within: Compiled, call: Call, conditions: Conditions) -> bool:
        """Whether nobody has to know what is called."""
        return False


@dataclass(frozen=True, slots=True)
class _At:
    """A function on the walk."""

    compiled: Compiled
    chain: tuple[Link, ...]
    # All that it does is done in a loop further up.
    in_loop: bool
    # It is where the walk began.
    is_start: bool = False
    # Its errors are those that the contract speaks of: they are returned all the way.
    passes_errors: bool = False


def of_function(
    code: Code,
    start: Compiled,
    conditions: Conditions,
    pardons: Pardons,
    only: Callable[[Compiled, int], bool] | None = None,
) -> Iterator[Event]:
    """What breaks a promise not to allocate, nearest first. Of the function itself `only` what is at certain positions."""
    waiting = [_At(start, (), not conditions.in_loops, True, True)]
    seen: set[tuple[str, Key, bool, bool]] = set()
    at = 0
    while at < len(waiting):
        here = waiting[at]
        at += 1
        chosen = only if here.is_start else None
        for site in here.compiled.function.sites:
            if counts(site.path, here.passes_errors, conditions) and allocates(site):
                is_repeated = site.cost is not None and site.cost.loop_depth > 0
                is_meant = chosen is None or chosen(here.compiled, site.pos)
                if is_meant and (here.in_loop or is_repeated):
                    if not pardons.pardons_site(here.compiled, site.pos):
                        yield _event(ALLOCATES, here, site.pos, site=site)
        for call in here.compiled.function.calls:
            if call.how == functions.INLINED or not counts(
                call.path, here.passes_errors, conditions
            ):
                continue
            if chosen is not None and not chosen(here.compiled, call.pos):
                continue
            if pardons.pardons_call(here.compiled, call, conditions):
                continue
            if conditions.is_local and call.when != functions.IN_GOROUTINE:
                continue
            in_loop = here.in_loop or call.loop_depth > 0
            kind, callees = _followed(code, here, call)
            if kind == NO_BODY and call.callee is not None and pardons.allocates(call.callee):
                kind = ALLOCATES
            if kind and in_loop and kind not in conditions.ignored:
                yield _event(kind, here, call.pos, call=call)
            for callee in callees:
                passes_errors = here.passes_errors and call.passes_error
                key = (callee.package, callee.function.name.key, in_loop, passes_errors)
                if key not in seen:
                    seen.add(key)
                    chain = _links(here, call.pos)
                    if not _is_same(here.compiled, callee.function.name):
                        chain = (*chain, _link(here, call.pos, callee.function.name))
                    waiting.append(_At(callee, chain, in_loop, False, passes_errors))
        if conditions.strict:
            yield from _records(here, conditions, pardons, chosen)


def _records(
    here: _At,
    conditions: Conditions,
    pardons: Pardons,
    chosen: Callable[[Compiled, int], bool] | None,
) -> Iterator[Event]:
    for record in here.compiled.function.records:
        is_meant = chosen is None or chosen(here.compiled, record.pos)
        is_counted = counts(record.path, here.passes_errors, conditions)
        if is_meant and is_counted and (here.in_loop or record.loop_depth > 0):
            if not pardons.pardons_site(here.compiled, record.pos):
                yield _event(MAKES_RECORD, here, record.pos, record=record)


def counts(path: int, passes_errors: bool, conditions: Conditions) -> bool:
    """Whether what is on a path counts; `passes_errors`: the function's errors are those of the contract's function."""
    if path == functions.TO_PANIC:
        return conditions.strict
    if path == functions.TO_ERROR:
        return not (conditions.except_errors and passes_errors)
    return True


def allocates(site: Site) -> bool:
    """Whether a site may ask for memory in the heap."""
    return site.escapes if site.cost is None else site.cost.verdict != costs.NEVER


def _followed(code: Code, here: _At, call: Call) -> tuple[str, list[Compiled]]:
    """Why a call cannot be followed, or where it leads."""
    if call.when == functions.IN_GOROUTINE:
        return STARTS_GOROUTINE, []
    if call.how == functions.THROUGH_INTERFACE:
        found = code.implementations(here.compiled, call)
        return (INTERFACE_CALL, []) if found is None else ("", found)
    name = call.callee
    if name is None:
        return VALUE_CALL, []
    callee = code.callee(here.compiled, name, call.pos)
    if callee is not None and callee.function.has_body:
        return "", [callee]
    return (NO_BODY if code.is_known(name.package) else NOT_ANALYZED), []


def _event(
    kind: str,
    here: _At,
    pos: int,
    site: Site | None = None,
    call: Call | None = None,
    record: Record | None = None,
) -> Event:
    place = here.compiled.facts.place(pos)
    function = place.function or here.compiled.function.name
    return Event(kind, _links(here, pos), here.compiled, function, place, site, call, record)


def _links(here: _At, pos: int) -> tuple[Link, ...]:
    """The calls that lead to a function, and those that were inlined around a position in it."""
    facts = here.compiled.facts
    inner: list[Link] = []
    place = facts.place(pos)
    while place.function is not None:
        call = facts.place(place.call)
        if not _is_same(here.compiled, place.function):
            file, line, column = shown_position(call)
            inner.append(Link(file, line, column, place.function, INLINED))
        place = call
    return (*here.chain, *reversed(inner))


def _is_same(caller: Compiled, callee: FunctionName) -> bool:
    """A call that nobody has written: an instance hands over to the code that it shares with others."""
    name = caller.function.name
    return callee.source == name.source and callee.type_args != name.type_args


def _link(here: _At, pos: int, callee: FunctionName) -> Link:
    file, line, column = shown_position(here.compiled.facts.place(pos))
    return Link(file, line, column, callee, CALLED)
