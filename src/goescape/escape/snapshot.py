"""The solved graph of a batch as remarks, for whoever wants to look at it."""

from typing import Final

from goescape.base.pos import NO_POS
from goescape.escape.graph import ESCAPES, Edge, Graph, Location
from goescape.ir import nodes as ir
from goescape.ir import printer
from goescape.ir.remark import GRAPH_EDGE, GRAPH_NODE, Remark, Step
from goescape.types.objects import Package

# The number of the heap.
HEAP: Final = 0


def remarks(graph: Graph, funcs: list[ir.Func], wanted: str, pkg: Package) -> list[Remark]:
    """Nodes and edges of the graph, if `wanted` (as its package names it) is one of `funcs`."""
    if not any(func.full_name == wanted for func in funcs):
        return []
    numbers: dict[Location, int] = {graph.heap: HEAP}
    for loc in graph.locations:
        numbers[loc] = len(numbers)
    out = [_node(graph.heap, HEAP, "heap", "")]
    for loc in graph.locations:
        out.append(_node(loc, numbers[loc], _label(loc, pkg), _owner(loc)))
    decisive = _decisive(graph)
    for loc in [graph.heap, *graph.locations]:
        for edge in loc.edges:
            src = numbers.get(edge.src)
            if src is not None:
                out.append(_edge(numbers[loc], src, edge, edge.step in decisive))
    explainer = graph.explainer
    if explainer is not None:
        # What was stored where everything escapes never became an edge.
        for dst, edge in explainer.stored_edges:
            out.append(_edge(numbers[dst], numbers[edge.src], edge, edge.step in decisive))
    return out


def _node(loc: Location, number: int, label: str, owner: str) -> Remark:
    node = Remark(GRAPH_NODE, _pos(loc), label, owner, number)
    node.place = "escapes" if loc.attrs & ESCAPES else "stays"
    node.param = loc.loop_depth
    return node


def _edge(dst: int, src: int, edge: Edge, is_decisive: bool) -> Remark:
    note = edge.notes
    # The last operation of a step names it.
    where, why = NO_POS, ""
    while note is not None:
        if note.where is not None:
            where, why = note.where.pos, note.why
        note = note.next
    made = Remark(GRAPH_EDGE, where, why, f"{dst} {src}", edge.derefs)
    made.place = "decisive" if is_decisive else ""
    return made


def _decisive(graph: Graph) -> set[Step]:
    """The steps of the first way that was found for each location that escapes."""
    found: set[Step] = set()
    for loc in graph.locations:
        if loc.ways is not None:
            found.update(loc.ways[0].steps)
    return found


def _label(loc: Location, pkg: Package) -> str:
    if loc.var is not None:
        return printer.local_name(loc.var, pkg)
    if loc.node is not None:
        return printer.text(loc.node, pkg)
    return ""


def _owner(loc: Location) -> str:
    return "" if loc.func is None else loc.func.full_name


def _pos(loc: Location) -> int:
    if loc.var is not None:
        return loc.var.pos
    return NO_POS if loc.node is None else loc.node.pos
