"""Explanations: the way of a value to the place that outlives it.

They are made while the graph is built (an address is stored where everything escapes anyway) and while it
is solved (an address, or the value of a parameter, turns out to reach such a place). Only then are the
texts right: the solver's constants are folded just before it starts.
"""

from typing import Final, final

from goescape.base.pos import NO_POS
from goescape.escape.graph import ESCAPES, Edge, Graph, Location, Note
from goescape.ir import nodes as ir
from goescape.ir import printer, remark
from goescape.ir.remark import Reason, Remark, Step, Trace
from goescape.types.objects import Package


@final
class Explainer:
    """Makes the explanations of one batch."""

    def __init__(self, graph: Graph, pkg: Package, remarks: list[Remark]) -> None:
        self.graph: Final = graph
        self.pkg: Final = pkg
        self.remarks: Final = remarks
        # Texts of nodes; the same step is part of many explanations. Empty while trees still change.
        self._texts: Final[dict[ir.Node, str]] = {}
        self.is_settled: bool = False
        # What was stored where everything escapes, and is no edge of the graph for that reason.
        self.stored_edges: Final[list[tuple[Location, Edge]]] = []

    def stored(self, dst: Location, src: Location, derefs: int, notes: Note | None) -> None:
        """The address of `src` is put into `dst`, which has escaped already."""
        trace = Trace()
        edge = Edge(src, derefs, notes)
        edge.step = self._step(dst, src, derefs, notes)
        self.stored_edges.append((dst, edge))
        trace.steps.append(edge.step)
        self.conclude(trace, dst, src)
        self._escapes(src, trace, 1)

    def escapes(self, root: Location, loc: Location) -> None:
        """The address of `loc` reaches `root`, which outlives it."""
        self._escapes(loc, self._trace(root, loc), 0)

    def leaks(self, root: Location, param: Location, derefs: int) -> None:
        """The value of `param`, `derefs` times dereferenced, reaches `root`, which outlives it."""
        found = Remark(
            remark.PARAM_LEAKS, _pos(param), self._what(param), _func_name(param), derefs
        )
        found.place = self._place(root)
        trace = self._trace(root, param)
        found.trace = trace
        if param.var is not None and param.func is not None:
            found.function = param.func.full_name
            if param.var in param.func.params:
                found.param = param.func.params.index(param.var)
        _keep(param, trace)
        self.remarks.append(found)

    def _escapes(self, loc: Location, trace: Trace, level: int) -> None:
        found = Remark(remark.ESCAPES_IN, _pos(loc), self._what(loc), _func_name(loc), level)
        found.trace = trace
        _keep(loc, trace)
        self.remarks.append(found)

    def conclude(self, trace: Trace, root: Location, src: Location) -> None:
        """Say what it means that the value arrives at `root`."""
        if root is self.graph.heap:
            trace.cause = _last_cause(trace)
        elif root.attrs & ESCAPES:
            trace.cause = remark.CAUSE_HELD
            if root.ways is not None:
                trace.then = root.ways[0]
        elif root.is_result:
            trace.cause = remark.CAUSE_RETURNED
        elif root.func is src.func:
            trace.cause = remark.CAUSE_OUTLIVES_ITERATION
        else:
            trace.cause = remark.CAUSE_OUTLIVES_LITERAL

    def _trace(self, root: Location, src: Location) -> Trace:
        """Follow the walk that has just found `src` from `src` to `root`."""
        trace = Trace()
        visited: set[Location] = set()
        loc = src
        while True:
            if loc in visited:
                trace.is_truncated = True
                return trace
            visited.add(loc)
            edge = loc.via
            dst = loc.via_dst
            if edge is None or dst is None:
                return trace
            trace.steps.append(self.step(dst, edge))
            if dst is root:
                self.conclude(trace, root, src)
                return trace
            loc = dst

    def step(self, dst: Location, edge: Edge) -> Step:
        """An edge as a step of explanations."""
        if not self.is_settled:
            return self._step(dst, edge.src, edge.derefs, edge.notes)
        if edge.step is None:
            edge.step = self._step(dst, edge.src, edge.derefs, edge.notes)
        return edge.step

    def _step(self, dst: Location, src: Location, derefs: int, notes: Note | None) -> Step:
        step = Step(self._place(dst), self._place(src), derefs, _pos(src))
        note = notes
        while note is not None:
            where = note.where
            if where is not None:
                reason = Reason(where.pos, self._text(where), note.why, note.cause)
                if note.callee is not None:
                    reason.callee = note.callee.full_name
                    reason.callee_pkg = note.callee.pkg.path
                    reason.param = note.param
                step.reasons.append(reason)
            note = note.next
        return step

    def _place(self, loc: Location) -> str:
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


def _last_cause(trace: Trace) -> int:
    """Later operations decide what becomes of a value."""
    for step in reversed(trace.steps):
        for reason in reversed(step.reasons):
            if reason.cause != remark.CAUSE_UNKNOWN:
                return reason.cause
    return remark.CAUSE_UNKNOWN


def _keep(loc: Location, trace: Trace) -> None:
    if loc.ways is None:
        loc.ways = []
    loc.ways.append(trace)


def _pos(loc: Location) -> int:
    if loc.var is not None:
        return loc.var.pos
    return NO_POS if loc.node is None else loc.node.pos


def _func_name(loc: Location) -> str:
    return "" if loc.func is None else loc.func.full_name
