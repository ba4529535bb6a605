"""Other ways out: removing the reason that the solver found first may not be enough.

The solver stops looking at a location once it escapes. Here its address is followed forwards, along all
edges, to every place that outlives it; each place is one more reason. What a place holds is kept as a count
k: its value, dereferenced k times, is the address in question.
"""

from typing import Final, final

from goescape.escape.graph import ESCAPES, Edge, Graph, Location
from goescape.escape.solve import Solver
from goescape.facts.ways import Step, Way

# Enough to be useful; large recursive packages have graphs without end.
_ENOUGH_PLACES: Final = 400
_ENOUGH_WAYS: Final = 4
# A value behind more pointers than this is not followed.
_ENOUGH_POINTERS: Final = 3


@final
class _Arrival:
    """A place that the address has got to, and how."""

    __slots__ = ("before", "edge", "loc", "pointers")

    def __init__(self, loc: Location, pointers: int, edge: Edge, before: "_Arrival | None") -> None:
        self.loc: Final = loc
        self.pointers: Final = pointers
        self.edge: Final = edge
        self.before: Final = before


def add(solver: Solver, graph: Graph) -> None:
    """Add further ways to all locations that escape."""
    explainer = graph.explainer
    if explainer is None:
        return
    outgoing: dict[Location, list[tuple[Location, Edge]]] = {}
    for dst in [graph.heap, *graph.locations]:
        for edge in dst.edges:
            outgoing.setdefault(edge.src, []).append((dst, edge))
    for dst, edge in explainer.stored_edges:
        outgoing.setdefault(edge.src, []).append((dst, edge))
    for loc in graph.locations:
        ways = loc.ways
        if (
            ways is not None
            and loc.attrs & ESCAPES
            and (loc.var is not None or loc.node is not None)
        ):
            _add_ways(solver, graph, loc, ways, outgoing)


def _add_ways(
    solver: Solver,
    graph: Graph,
    loc: Location,
    ways: list[Way],
    outgoing: dict[Location, list[tuple[Location, Edge]]],
) -> None:
    known = {_last(way) for way in ways}
    for arrival in _exits(solver, graph, loc, outgoing):
        if len(ways) > _ENOUGH_WAYS:
            return
        way = _way(graph, loc, arrival)
        if way is not None and _last(way) not in known:
            known.add(_last(way))
            ways.append(way)


def _last(way: Way) -> Step | None:
    return way.steps[-1] if way.steps else None


def _exits(
    solver: Solver,
    graph: Graph,
    start: Location,
    outgoing: dict[Location, list[tuple[Location, Edge]]],
) -> list[_Arrival]:
    """Arrivals at places that outlive `start`, nearest first."""
    found: list[_Arrival] = []
    seen: set[tuple[Location, int]] = set()
    queue: list[_Arrival] = []
    for dst, edge in outgoing.get(start, []):
        if edge.derefs < 0:
            queue.append(_Arrival(dst, 0, edge, None))
    at = 0
    while at < len(queue) and at < _ENOUGH_PLACES:
        arrival = queue[at]
        at += 1
        if arrival.loc is graph.heap or solver.outlives(arrival.loc, start):
            # Every edge that leads out is a reason.
            found.append(arrival)
            if arrival.loc is graph.heap or arrival.loc.is_result or arrival.loc.attrs & ESCAPES:
                continue
            # A variable around a loop or a literal may itself lead further out.
        key = (arrival.loc, arrival.pointers)
        if key in seen:
            continue
        seen.add(key)
        for dst, edge in outgoing.get(arrival.loc, []):
            pointers = arrival.pointers - edge.derefs
            if 0 <= pointers <= _ENOUGH_POINTERS:
                queue.append(_Arrival(dst, pointers, edge, arrival))
    return found


def _way(graph: Graph, start: Location, arrival: _Arrival) -> Way | None:
    explainer = graph.explainer
    if explainer is None:
        return None
    way = Way()
    link: _Arrival | None = arrival
    while link is not None:
        way.steps.append(explainer.step(link.loc, link.edge))
        link = link.before
    way.steps.reverse()
    explainer.conclude(way, arrival.loc, start)
    return way
