"""Explanations: the way of a value to the place that outlives it.

They are made while the graph is built (an address is stored where everything escapes anyway) and while it
is solved (an address, or the value of a parameter, turns out to reach such a place). Only then are the
texts right: the solver's constants are folded just before it starts.
"""

from typing import Final, final

from goescape.base.pos import NO_POS
from goescape.escape.account import Account
from goescape.escape.graph import ESCAPES, Edge, Graph, Location, Note
from goescape.facts import ways
from goescape.facts.ways import Operation, Spot, Step, Way
from goescape.ir import nodes as ir
from goescape.ir import printer, remark
from goescape.ir.remark import Remark
from goescape.types.objects import Package


@final
class Explainer:
    """Makes the explanations of one batch."""

    def __init__(self, graph: Graph, pkg: Package, account: Account, remarks: list[Remark]) -> None:
        self.graph: Final = graph
        self.pkg: Final = pkg
        self.account: Final = account
        self.remarks: Final = remarks
        # Texts of nodes; the same step is part of many explanations. Empty while trees still change.
        self._texts: Final[dict[ir.Node, str]] = {}
        self._spots: Final[dict[Location, Spot]] = {}
        self.is_settled: bool = False
        # What was stored where everything escapes, and is no edge of the graph for that reason.
        self.stored_edges: Final[list[tuple[Location, Edge]]] = []
        # What was known of their sources before.
        self.attrs_before: Final[dict[Location, int]] = {}

    def stored(self, dst: Location, src: Location, derefs: int, notes: Note | None) -> None:
        """The address of `src` is put into `dst`, which has escaped already."""
        self.attrs_before.setdefault(src, src.attrs)
        way = Way()
        edge = Edge(src, derefs, notes)
        edge.step = self._step(dst, src, derefs, notes)
        self.stored_edges.append((dst, edge))
        way.steps.append(edge.step)
        self.conclude(way, dst, src)
        self._escapes(src, way, 1)

    def escapes(self, root: Location, loc: Location) -> None:
        """The address of `loc` reaches `root`, which outlives it."""
        self._escapes(loc, self._way(root, loc), 0)

    def leaks(self, root: Location, param: Location, derefs: int) -> None:
        """The value of `param`, `derefs` times dereferenced, reaches `root`, which outlives it."""
        found = Remark(
            remark.PARAM_LEAKS, _pos(param), self._what(param), _func_name(param), derefs
        )
        found.place = self._printed(root)
        way = self._way(root, param)
        found.way = way
        _keep(param, way)
        self.remarks.append(found)

    def _escapes(self, loc: Location, way: Way, level: int) -> None:
        found = Remark(remark.ESCAPES_IN, _pos(loc), self._what(loc), _func_name(loc), level)
        found.way = way
        _keep(loc, way)
        self.remarks.append(found)

    def conclude(self, way: Way, root: Location, src: Location) -> None:
        """Say what it means that the value arrives at `root`."""
        if root is self.graph.heap:
            way.cause = _last_cause(way)
        elif root.attrs & ESCAPES:
            way.cause = ways.CAUSE_HELD
            if root.ways is not None:
                way.then = root.ways[0]
        elif root.is_result:
            way.cause = ways.CAUSE_RETURNED
            way.result = root.result_idx
        elif root.func is src.func:
            way.cause = ways.CAUSE_OUTLIVES_ITERATION
        else:
            way.cause = ways.CAUSE_OUTLIVES_LITERAL

    def _way(self, root: Location, src: Location) -> Way:
        """Follow the walk that has just found `src` from `src` to `root`."""
        way = Way()
        visited: set[Location] = set()
        loc = src
        while True:
            if loc in visited:
                way.is_truncated = True
                return way
            visited.add(loc)
            edge = loc.via
            dst = loc.via_dst
            if edge is None or dst is None:
                return way
            way.steps.append(self.step(dst, edge))
            if dst is root:
                self.conclude(way, root, src)
                return way
            loc = dst

    def step(self, dst: Location, edge: Edge) -> Step:
        """An edge as a step of explanations."""
        if not self.is_settled:
            return self._step(dst, edge.src, edge.derefs, edge.notes)
        if edge.step is None:
            edge.step = self._step(dst, edge.src, edge.derefs, edge.notes)
        return edge.step

    def _step(self, dst: Location, src: Location, derefs: int, notes: Note | None) -> Step:
        step = Step(self.spot(dst), self.spot(src), derefs)
        note = notes
        while note is not None:
            where = note.where
            if where is not None:
                operation = Operation(note.operation, where.pos, note.cause, self._text(where))
                if note.callee is not None:
                    operation.callee = self.account.name(note.callee)
                    operation.param = note.param
                step.operations.append(operation)
            note = note.next
        return step

    def spot(self, loc: Location) -> Spot:
        if not self.is_settled:
            return self._spot(loc)
        found = self._spots.get(loc)
        if found is None:
            found = self._spot(loc)
            self._spots[loc] = found
        return found

    def _spot(self, loc: Location) -> Spot:
        printed = self._printed(loc)
        if loc is self.graph.heap:
            return Spot(ways.SPOT_HEAP, "", True, NO_POS, printed)
        var = loc.var
        if var is not None:
            kind = ways.SPOT_RESULT if loc.is_result else ways.SPOT_VARIABLE
            return Spot(kind, var.name, is_nameless(var), var.pos, printed)
        if loc.node is not None:
            return Spot(ways.SPOT_STORAGE, "", True, loc.node.pos, printed)
        return Spot(ways.SPOT_HELPER, "", True, NO_POS, printed)

    def _printed(self, loc: Location) -> str:
        if loc is self.graph.heap:
            return "{heap}"
        if loc.var is not None:
            return printer.local_name(loc.var, self.pkg)
        if loc.node is not None:
            return f"{{storage for {self._text(loc.node)}}}"
        return "{temp}"

    def _what(self, loc: Location) -> str:
        if loc.var is not None:
            return printer.local_name(loc.var, self.pkg)
        return "" if loc.node is None else self._text(loc.node)

    def _text(self, where: ir.Node | ir.Local | ir.CaseClause) -> str:
        if isinstance(where, ir.Local):
            return printer.local_name(where, self.pkg)
        if isinstance(where, ir.CaseClause):
            return printer.clause(where, self.pkg)
        if not self.is_settled:
            return printer.text(where, self.pkg)
        text = self._texts.get(where)
        if text is None:
            text = printer.text(where, self.pkg)
            self._texts[where] = text
        return text


def _last_cause(way: Way) -> int:
    """Later operations decide what becomes of a value."""
    for step in reversed(way.steps):
        for operation in reversed(step.operations):
            if operation.cause != ways.CAUSE_UNKNOWN:
                return operation.cause
    return ways.CAUSE_UNKNOWN


def _keep(loc: Location, way: Way) -> None:
    if loc.ways is None:
        loc.ways = []
    loc.ways.append(way)


def _pos(loc: Location) -> int:
    if loc.var is not None:
        return loc.var.pos
    return NO_POS if loc.node is None else loc.node.pos


def _func_name(loc: Location) -> str:
    return "" if loc.func is None else loc.func.full_name


def is_nameless(var: ir.Local) -> bool:
    """The compiler has named it: a temporary, a result without a name, a loop's own variable."""
    return var.implicit or var.name[:1] in ("~", "#", ".", "")
