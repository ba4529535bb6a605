"""Promises not to allocate, or not to allocate more than so much a call."""

from collections.abc import Iterable, Iterator
from typing import Final

from goescape.facts import costs, functions
from goescape.guard import reach, words
from goescape.guard.code import Code, Compiled, Key
from goescape.guard.contracts import (
    ALLOCATES,
    OVER_BUDGET,
    Conditions,
    Violation,
)
from goescape.guard.grammar import Clause
from goescape.guard.reach import Event, Pardons
from goescape.guard.subjects import Subject
from goescape.understand import sites
from goescape.understand.explain import Explorer
from goescape.understand.sites import shown_position


class Allocations:
    """What functions allocate, as violations."""

    def __init__(self, code: Code, explorer: Explorer, pardons: Pardons) -> None:
        self._code = code
        self._explorer = explorer
        self._pardons = pardons

    def none(
        self, starts: Iterable[Compiled], subject: Subject, conditions: Conditions
    ) -> list[Violation]:
        """What breaks a promise not to allocate; copies of one place are one violation."""
        return self._violations(
            event
            for start in starts
            for event in reach.of_function(
                self._code, start, conditions, self._pardons, subject.only
            )
        )

    def within(self, starts: list[Compiled], subject: Subject, clause: Clause) -> list[Violation]:
        """What breaks a budget: everything that is allocated, if it is more than allowed; what is not known."""
        found: list[Violation] = []
        for start in starts:
            bill = _Bill(self._code, self._pardons, clause)
            objects, size = bill.of(start)
            is_over = (clause.allocs is not None and objects > clause.allocs) or (
                clause.bytes is not None and size > clause.bytes
            )
            events = reach.of_function(self._code, start, clause.conditions, self._pardons)
            wanted = [event for event in events if is_over or event.kind != ALLOCATES]
            found += self._violations(wanted)
            if is_over:
                found.append(_over(start, subject, clause, objects, size))
        return found

    def exactly(self, start: Compiled) -> tuple[int, int] | None:
        """The objects and bytes that every call allocates, if that can be told: what it makes itself, always, and once. Whether
        a branch is taken nobody knows; see `declared.is_straight`."""
        objects = size = 0
        for event in reach.of_function(self._code, start, reach.EVERYTHING, self._pardons):
            site = event.site
            cost = None if site is None else site.cost
            if site is None or cost is None or event.chain or site.path != functions.ON:
                return None
            if cost.verdict != costs.ALWAYS or cost.loop_depth or min(cost.count, cost.rounded) < 0:
                return None
            objects += cost.count
            size += cost.rounded
        return objects, size

    def _violations(self, events: Iterable[Event]) -> list[Violation]:
        found: dict[tuple[object, ...], Violation] = {}
        for event in events:
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
        directory = self._code.directory(within.package)
        site = sites.of_fact(
            within.package, directory, within.facts, within.function, event.site, written
        )
        explained = self._explorer.explain(site)
        found.explained = explained
        found.words = words.allocation(site)
        found.reason = explained.sentence
        found.advice = words.advice_on(explained, event.site.kind)
        return found


def _over(start: Compiled, subject: Subject, clause: Clause, objects: int, size: int) -> Violation:
    """That a call takes more than allowed; what it takes stands in the other violations."""
    said = words.over_budget(clause, objects, size)
    function = subject.function
    name = start.function.name
    return Violation(OVER_BUDGET, (), subject.file, function.line, function.column, name, said)


# More than any limit: in a loop, of a size that only the running program knows, or called by itself.
_ENOUGH: Final = 1 << 62


class _Bill:
    """At most what a call of a function allocates: all its sites, whichever path is taken, and those of what it calls.

    Figures beyond the limits stand for themselves and all larger ones, so they stop growing.
    """

    def __init__(self, code: Code, pardons: Pardons, clause: Clause) -> None:
        self._code = code
        self._pardons = pardons
        self._conditions = clause.conditions
        self._known: dict[tuple[str, Key], tuple[int, int]] = {}

    def of(self, start: Compiled) -> tuple[int, int]:
        """Objects and bytes."""
        reached: list[Compiled] = [start]
        calls: list[list[tuple[int, bool]]] = []
        numbers = {(start.package, start.function.name.key): 0}
        at = 0
        while at < len(reached):
            here = reached[at]
            calls.append([])
            for callee, in_loop in self._callees(here, at == 0):
                key = (callee.package, callee.function.name.key)
                if key not in numbers:
                    numbers[key] = len(reached)
                    reached.append(callee)
                calls[at].append((numbers[key], in_loop))
            at += 1
        own = [self._own(each, number == 0) for number, each in enumerate(reached)]
        total = list(own)
        # Whoever still grows after so many rounds calls itself.
        for round_number in range(2 * len(reached) + 2):
            changed = False
            for number in range(len(reached) - 1, -1, -1):
                objects, size = own[number]
                for callee_number, in_loop in calls[number]:
                    more, larger = total[callee_number]
                    objects += _ENOUGH if in_loop and more else more
                    size += _ENOUGH if in_loop and larger else larger
                if round_number > len(reached) and (objects, size) != total[number]:
                    objects, size = _ENOUGH, _ENOUGH
                new = (min(objects, _ENOUGH), min(size, _ENOUGH))
                changed = changed or new != total[number]
                total[number] = new
            if not changed:
                break
        return total[0]

    def _own(self, here: Compiled, is_start: bool) -> tuple[int, int]:
        objects = size = 0
        for site in here.function.sites:
            if not reach.counts(site.path, is_start, self._conditions) or not reach.allocates(site):
                continue
            if self._pardons.pardons_site(here, site.pos):
                continue
            cost = site.cost
            if cost is None or cost.loop_depth:
                return _ENOUGH, _ENOUGH
            objects += cost.count if cost.count >= 0 else _ENOUGH
            size += cost.rounded if cost.rounded >= 0 else _ENOUGH
        return objects, size

    def _callees(self, here: Compiled, is_start: bool) -> Iterator[tuple[Compiled, bool]]:
        for call in here.function.calls:
            name = call.callee
            if name is None or call.how == functions.INLINED:
                continue
            if call.when == functions.IN_GOROUTINE:
                continue
            if not reach.counts(call.path, is_start, self._conditions):
                continue
            if self._pardons.pardons_call(here, call, self._conditions):
                continue
            callee = self._code.callee(here, name, call.pos)
            if callee is not None and callee.function.has_body:
                yield callee, call.loop_depth > 0
