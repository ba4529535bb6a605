"""The solved graph of a batch as facts, for whoever wants to look at it."""

from goescape.base.pos import NO_POS
from goescape.escape.context import Batch
from goescape.escape.graph import ESCAPES, Edge, Location
from goescape.facts import flowgraphs, operations
from goescape.facts.ways import Step


def graph_of(batch: Batch) -> flowgraphs.Graph:
    """Nodes and edges; what outlives all functions is the first node."""
    shown = flowgraphs.Graph()
    explainer = batch.graph.explainer
    if explainer is None:
        return shown
    locations = [batch.graph.heap, *batch.graph.locations]
    numbers = {loc: number for number, loc in enumerate(locations)}
    for loc in locations:
        name = None if loc.func is None else batch.analysis.account.name(loc.func)
        escapes = loc.attrs & ESCAPES != 0
        shown.nodes.append(flowgraphs.Node(explainer.spot(loc), name, loc.loop_depth, escapes))
    decisive = _decisive(locations)
    for loc in locations:
        for edge in loc.edges:
            src = numbers.get(edge.src)
            if src is not None:
                shown.edges.append(_edge(numbers[loc], src, edge, edge.step in decisive))
    # What was stored where everything escapes never became an edge.
    for dst, edge in explainer.stored_edges:
        shown.edges.append(_edge(numbers[dst], numbers[edge.src], edge, edge.step in decisive))
    return shown


def _edge(dst: int, src: int, edge: Edge, is_decisive: bool) -> flowgraphs.Edge:
    note = edge.notes
    # The last operation of a step names it.
    where, operation = NO_POS, operations.NONE
    while note is not None:
        if note.where is not None:
            where, operation = note.where.pos, note.operation
        note = note.next
    return flowgraphs.Edge(dst, src, edge.derefs, operation, where, is_decisive)


def _decisive(locations: list[Location]) -> set[Step]:
    """The steps of the first way that was found for each location that escapes."""
    found: set[Step] = set()
    for loc in locations:
        if loc.ways is not None:
            found.update(loc.ways[0].steps)
    return found
