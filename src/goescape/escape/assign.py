"""Assignments: the hole that a target is, and which variables count as reassigned."""

from typing import TypeAlias

from goescape.base.bug import InternalError
from goescape.escape import expr, selfassign, untold
from goescape.escape.context import Walk
from goescape.escape.graph import Hole
from goescape.facts import operations, ways
from goescape.ir import nodes as ir
from goescape.ir import printer, remark
from goescape.types.model import Array, underlying

AssignStmt: TypeAlias = ir.Assign | ir.AssignOp | ir.AssignList


def target(w: Walk, x: ir.Expr | None) -> Hole:
    """The hole for storing into x; operands of x are evaluated. None is the blank identifier."""
    if x is None:
        return w.discard()
    if isinstance(x, ir.Use):
        return w.discard() if x.var.is_blank else w.graph.of(x.var).hole
    if isinstance(x, (ir.GlobalUse, ir.GlobalPart)):
        return w.heap()
    if isinstance(x, ir.Field):
        if not x.via_pointer:
            return target(w, x.x)
        expr.flow(w, w.mutator(), x.x)
        return w.heap()
    if isinstance(x, ir.Index):
        expr.discard(w, x.index)
        if isinstance(underlying(x.x.type), Array):
            return target(w, x.x)
        expr.flow(w, w.mutator(), x.x)
        return w.heap()
    if isinstance(x, ir.Deref):
        expr.flow(w, w.mutator(), x.x)
        return w.heap()
    if isinstance(x, ir.MapIndex):
        expr.discard(w, x.x)
        expr.flow_to_heap(w, x.index, operations.MAP_KEY, x, ways.CAUSE_STORED_IN_MAP)
        untold.map_entry(w, x)
        return w.heap()
    raise InternalError(f"escape: unknown target {type(x).__name__}", x.pos)


def targets(w: Walk, xs: list[ir.Expr | None]) -> list[Hole]:
    return [target(w, x) for x in xs]


def assign(w: Walk, node: ir.Assign) -> None:
    k = target(w, node.target)
    if node.value is not None:
        _store(w, k, node.target, node.value, operations.ASSIGN, node)
    elif isinstance(node.target, ir.Use) and node.target.var.defn is None:
        # `var x T`: the variable's beginning, not a change.
        return
    _mark_reassigned(k, node)


def assign_op(w: Walk, node: ir.AssignOp) -> None:
    k = target(w, node.target)
    untold.assigned_concatenation(w, node)
    _store(w, k, node.target, node.value, operations.ASSIGN, node)
    _mark_reassigned(k, node)


def assign_list(w: Walk, node: ir.AssignList, operation: int) -> None:
    """All lists but those from a call; forms with `ok` have a single value, for the first target."""
    ks = targets(w, node.targets)
    values = node.values
    if not ks:
        expr.discard(w, values[0])
    for i, k in enumerate(ks):
        if i < len(values):
            _store(w, k, node.targets[i], values[i], operation, node)
    for k in ks:
        _mark_reassigned(k, node)


def return_values(w: Walk, node: ir.Return) -> None:
    """Every return assigns all results, also a bare one."""
    graph = w.graph
    ks: list[Hole] = []
    for result in w.func.results:
        ks.append(w.discard() if result.is_blank else graph.of(result).hole)
    for i, value in enumerate(node.values):
        expr.flow(w, ks[i].cause(node, operations.RETURN, ways.CAUSE_RETURNED), value)
    for k in ks:
        k.dst.reassigned = True


def _store(
    w: Walk, k: Hole, dst: ir.Expr | None, value: ir.Expr, operation: int, where: AssignStmt
) -> None:
    if dst is not None:
        if isinstance(dst, ir.Field) and dst.via_pointer and expr.is_reflect_header_data(dst):
            expr.unsafe_value(w, w.heap().note(where, operation), value)
            return
        if selfassign.is_self_assignment(dst, value):
            analysis = w.batch.analysis
            text = printer.text(where, analysis.pkg)
            name = printer.full_func_name(w.func, analysis.pkg)
            analysis.remarks.append(
                remark.Remark(remark.IGNORING_SELF_ASSIGNMENT, where.pos, name, text)
            )
            k = w.discard()
    expr.flow(w, k.cause(where, operation, _cause_of_store(dst)), value)


def _cause_of_store(dst: ir.Expr | None) -> int:
    """What storing into `dst` means for the life of the value."""
    while dst is not None:
        if isinstance(dst, (ir.GlobalUse, ir.GlobalPart)):
            return ways.CAUSE_STORED_IN_GLOBAL
        if isinstance(dst, ir.MapIndex):
            return ways.CAUSE_STORED_IN_MAP
        if isinstance(dst, ir.Deref):
            return ways.CAUSE_STORED_THROUGH_POINTER
        if isinstance(dst, ir.Field):
            if dst.via_pointer:
                return ways.CAUSE_STORED_THROUGH_POINTER
            dst = dst.x
        elif isinstance(dst, ir.Index):
            if not isinstance(underlying(dst.x.type), Array):
                return ways.CAUSE_STORED_THROUGH_POINTER
            dst = dst.x
        else:
            break
    return ways.CAUSE_UNKNOWN


def _mark_reassigned(k: Hole, where: ir.Stmt) -> None:
    """Assignments change a variable, except for the one that defines it."""
    loc = k.dst
    if loc.var is not None and loc.var.defn is where:
        return
    loc.reassigned = True


def range_targets_assigned(ks: list[Hole]) -> None:
    """Range variables are assigned in every iteration, even by the loop that defines them."""
    for k in ks:
        k.dst.reassigned = True


def call_targets_assigned(ks: list[Hole], where: ir.AssignList) -> None:
    for k in ks:
        _mark_reassigned(k, where)
