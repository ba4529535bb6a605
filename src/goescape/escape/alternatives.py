"""Other ways out: removing the reason that the solver found first may not be enough.

The solver stops looking at a location once it escapes, and keeps one way of a parameter's value to each place. Here an address
or a value is followed forwards, along all edges, to every place that outlives it; each place may be one more reason. What a
place holds is kept as two counts: its value, dereferenced `pointers` times, is what the thing in question gives
after `content` dereferences.

A reason counts beside others if it suffices by itself. So what decides those that are known is taken out of the program, and the
batch is solved again: if the verdict is the same, a way that is still there is the next one.
"""

from typing import Final, final

from goescape.escape import leaks
from goescape.escape.graph import ESCAPES, Edge, Graph, Location
from goescape.escape.resolving import Again, Cut, cut_of
from goescape.escape.solve import Solver
from goescape.facts import ways as facts
from goescape.facts.ways import Way

# Enough to be useful; large recursive packages have graphs without end.
_ENOUGH_PLACES: Final = 400
_ENOUGH_WAYS: Final = 4
# A value behind more pointers than this is not followed, nor what lies so deep in it.
_ENOUGH_POINTERS: Final = 3
# Places one in the other that escape.
_ENOUGH_HOLDERS: Final = 4

# What becomes of a location; of parameters the worst.
_NOTHING: Final = 0
_TO_RESULT: Final = 1
_CONTENT: Final = 2
_VALUE: Final = 3
_ESCAPED: Final = 4


@final
class _Arrival:
    """A place that something has got to, and how."""

    __slots__ = ("before", "content", "edge", "loc", "pointers")

    def __init__(
        self, loc: Location, pointers: int, content: int, edge: Edge, before: "_Arrival | None"
    ) -> None:
        self.loc: Final = loc
        self.pointers: Final = pointers
        self.content: Final = content
        self.edge: Final = edge
        self.before: Final = before


def add(solver: Solver, graph: Graph, again: Again) -> None:
    """Add further ways to all locations that have one, and say which ways suffice by themselves."""
    finder = _Finder(solver, graph, again)
    for loc in graph.locations:
        ways = loc.ways
        if ways is not None and (loc.var is not None or loc.node is not None):
            finder.add_ways(loc, ways)
    again.restore()


@final
class _Finder:
    """Finds ways in the graph of one batch."""

    def __init__(self, solver: Solver, graph: Graph, again: Again) -> None:
        self._solver: Final = solver
        self._graph: Final = graph
        self._again: Final = again
        self._outgoing: Final[dict[Location, list[tuple[Location, Edge]]]] = {}
        for dst in [graph.heap, *graph.locations]:
            for edge in dst.edges:
                self._outgoing.setdefault(edge.src, []).append((dst, edge))
        explainer = graph.explainer
        if explainer is not None:
            for dst, edge in explainer.stored_edges:
                self._outgoing.setdefault(edge.src, []).append((dst, edge))

    def add_ways(self, loc: Location, ways: list[Way]) -> None:
        """Ways of a location's address, if it escapes, otherwise of its value; each of them is enough for the verdict."""
        self._again.restore()
        verdict = _verdict(loc)
        able = [way for way in ways if _leads_to(way, verdict)]
        if verdict in (_CONTENT, _VALUE):
            # What is returned as well says nothing of the heap.
            able = [way for way in able if way.last.cause != facts.CAUSE_RETURNED] or able
        if not able:
            return
        told = [min(able, key=_length)]
        told[0].suffices = True
        cut: set[Cut] = set()
        if len(able) == 1 and not self._has_several(loc, verdict):
            return
        while len(told) <= _ENOUGH_WAYS:
            deciding = told[-1].last.deciding
            if deciding is None:
                break
            cut.add(cut_of(deciding))
            if not self._again.without(cut) or _verdict(loc) < verdict:
                break
            way = _free_way(able, told, cut) or self._found_way(loc, verdict, told, cut)
            if way is None:
                break
            way.suffices = True
            told.append(way)
            if way not in ways:
                ways.append(way)

    def _has_several(self, loc: Location, verdict: int) -> bool:
        """Whether there may be more than one way."""
        cut: set[Cut] = set()
        for _ in range(_ENOUGH_HOLDERS):
            exits = self._exits(loc, verdict == _ESCAPED, cut)
            if len(exits) != 1:
                return len(exits) > 1
            loc = exits[0].loc
            if loc is self._graph.heap or not loc.attrs & ESCAPES:
                return False
            verdict = _ESCAPED
        return True

    def _found_way(
        self, loc: Location, verdict: int, told: list[Way], cut: set[Cut], depth: int = 0
    ) -> Way | None:
        """A way that avoids what is taken out; the nearest end first."""
        for arrival in self._exits(loc, verdict == _ESCAPED, cut):
            end = arrival.loc
            is_own = end.is_result and end.func is loc.func and not end.attrs & ESCAPES
            if is_own and verdict in (_CONTENT, _VALUE):
                continue
            way = self._way(loc, arrival, cut, depth)
            if way is not None and _leads_to(way, verdict) and _fits(way, told, cut):
                return way
        return None

    def _exits(self, start: Location, is_address: bool, cut: set[Cut]) -> list[_Arrival]:
        """Arrivals at places that outlive `start`, nearest first."""
        found: list[_Arrival] = []
        seen: set[tuple[Location, int, int]] = set()
        queue: list[_Arrival] = []
        for dst, edge in self._outgoing.get(start, []):
            if is_address:
                if edge.derefs < 0 and not self._again.is_cut(edge, cut):
                    queue.append(_Arrival(dst, 0, 0, edge, None))
            else:
                self._follow(queue, dst, edge, None, cut)
        at = 0
        while at < len(queue) and at < _ENOUGH_PLACES:
            arrival = queue[at]
            at += 1
            loc = arrival.loc
            if is_address and arrival.content:
                continue
            if loc is self._graph.heap or self._solver.outlives(loc, start):
                # Every edge that leads out is a reason.
                found.append(arrival)
                if loc is self._graph.heap or loc.is_result or loc.attrs & ESCAPES:
                    continue
                # A variable around a loop or a literal may itself lead further out.
            key = (loc, arrival.pointers, arrival.content)
            if key not in seen:
                seen.add(key)
                for dst, edge in self._outgoing.get(loc, []):
                    self._follow(queue, dst, edge, arrival, cut)
        return found

    def _follow(
        self,
        queue: list[_Arrival],
        dst: Location,
        edge: Edge,
        before: _Arrival | None,
        cut: set[Cut],
    ) -> None:
        pointers, content = (0, 0) if before is None else (before.pointers, before.content)
        pointers -= edge.derefs
        if pointers < 0:
            pointers, content = 0, content - pointers
        if max(pointers, content) <= _ENOUGH_POINTERS and not self._again.is_cut(edge, cut):
            queue.append(_Arrival(dst, pointers, content, edge, before))

    def _way(self, start: Location, arrival: _Arrival, cut: set[Cut], depth: int) -> Way | None:
        explainer = self._graph.explainer
        if explainer is None:
            return None
        way = Way()
        link: _Arrival | None = arrival
        while link is not None:
            way.steps.append(explainer.step(link.loc, link.edge))
            link = link.before
        way.steps.reverse()
        explainer.conclude(way, arrival.loc, start)
        if way.then is not None:
            # Why the place at the end escapes must not be taken out either.
            holder = arrival.loc
            way.then = _free_way(holder.ways or [], [], cut)
            if way.then is None and depth < _ENOUGH_HOLDERS:
                way.then = self._found_way(holder, _ESCAPED, [], cut, depth + 1)
            if way.then is None:
                return None
        return way


def _length(way: Way) -> int:
    return way.length


def _free_way(ways: list[Way], told: list[Way], cut: set[Cut]) -> Way | None:
    """The shortest way that avoids what is taken out, and has not been told."""
    free = [way for way in ways if way not in told and _fits(way, told, cut)]
    return min(free, key=_length) if free else None


def _fits(way: Way, told: list[Way], cut: set[Cut]) -> bool:
    """Whether a way needs nothing that is taken out, and what decides it is needed by no other."""
    deciding = way.last.deciding
    if way.is_truncated or deciding is None or _passes(way, cut):
        return False
    own = {cut_of(deciding)}
    return not any(_passes(other, own) for other in told)


def _passes(way: Way, cut: set[Cut]) -> bool:
    link: Way | None = way
    while link is not None:
        for step in link.steps:
            for operation in step.operations:
                if cut_of(operation) in cut:
                    return True
        link = link.then
    return False


def _verdict(loc: Location) -> int:
    if loc.attrs & ESCAPES:
        return _ESCAPED
    found = loc.leaks
    if found is None:
        return _NOTHING
    heap = found.counts[leaks.HEAP]
    if heap >= 0:
        return _VALUE if heap == 0 else _CONTENT
    return _TO_RESULT if max(found.counts[leaks.RESULT_0 :]) >= 0 else _NOTHING


def _leads_to(way: Way, verdict: int) -> bool:
    """Whether a way alone would give a verdict."""
    if verdict == _ESCAPED:
        return True
    if verdict == _TO_RESULT:
        return way.last.cause == facts.CAUSE_RETURNED
    derefs = 0
    for step in reversed(way.steps):
        derefs = max(derefs, 0) + step.derefs
    return verdict == _CONTENT or derefs <= 0
