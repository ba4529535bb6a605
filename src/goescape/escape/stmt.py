"""Statements: declarations, loops and jumps set the loop depth, the rest is assignments and calls."""

from typing import final

from goescape.base.bug import InternalError
from goescape.escape import assign, call, expr, paths
from goescape.escape.context import Batch, Walk
from goescape.escape.graph import Hole
from goescape.facts import functions, operations, ways
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types.model import Array, Chan, underlying


def walk_function(batch: Batch, func: ir.Func) -> None:
    """Walk the body of `func`; capturing literals in it are walked where they stand."""
    if func not in batch.members:
        for var in func.locals:
            if var.loc < 0:
                batch.graph.variable(var, func, 1)
    if func.body is not None:
        walk_list(Walk(batch, func), func.body)


def walk_list(w: Walk, stmts: list[ir.Stmt]) -> None:
    explains = w.batch.analysis.explains
    for i, node in enumerate(stmts):
        if explains:
            _note_passing(w, stmts, i)
        walk_stmt(w, node)


def _note_passing(w: Walk, stmts: list[ir.Stmt], at: int) -> None:
    """Remember the call in a statement whose error is returned."""
    node = stmts[at]
    found = paths.passing(stmts, at)
    if found is None and isinstance(node, ir.If) and node.init:
        found = paths.passing([node.init[-1], node], 0)
    if found is not None:
        w.passing.add(found)


def _block(w: Walk, stmts: list[ir.Stmt], known: int = paths.UNKNOWN) -> None:
    """A list of its own: depth added by labels in it ends with it, and so does a path that leads out.

    `known`: what is known of the condition that it depends on.
    """
    depth, path = w.loop_depth, w.path
    n_around = len(w.around)
    left = _set_out(w, stmts, known) if w.batch.analysis.explains else []
    walk_list(w, stmts)
    for each in left:
        each.is_left = False
    while len(w.around) > n_around:
        w.around.pop()
    w.loop_depth, w.path = depth, path


def _set_out(w: Walk, stmts: list[ir.Stmt], known: int) -> list[paths.Around]:
    """The path leads where these statements end; returns the loops that it leaves there, marked as left."""
    if known == paths.FALSE:
        w.path = paths.NEVER_TAKEN
    elif w.path == functions.ON:
        w.path = _end_of(w, stmts)
    return _leave(w, stmts)


def _enter(w: Walk, node: ir.Stmt) -> int:
    """The path leads where a statement in the middle of a list ends; returns where it led before."""
    path = w.path
    if path == functions.ON and w.batch.analysis.explains:
        w.path = _end_of(w, [node])
    return path


def _end_of(w: Walk, stmts: list[ir.Stmt]) -> int:
    """Where a list of statements leads: an error of an inlined body may be none of the function's."""
    path = paths.end_of(stmts, w.is_guarded)
    return functions.TO_INNER_ERROR if path == functions.TO_ERROR and w.is_inner else path


def _leave(w: Walk, stmts: list[ir.Stmt]) -> list[paths.Around]:
    """Mark the loops that a list of statements leaves at its end; returns those that were not marked."""
    found = paths.left_by(paths.last_of(stmts), w.around, w.base)
    fresh = [each for each in found if not each.is_left]
    if not fresh:
        return []
    again = w.again
    if again is None:
        again = paths.returning_to_loops(w.func.body or [])
        w.again = again
    # That it ends with a `continue` of a loop further out is no reason.
    for node in stmts:
        if node in again and not isinstance(node, ir.Jump):
            return []
    for each in fresh:
        each.is_left = True
    return fresh


def _around(w: Walk, label: ir.Label | None, is_loop: bool) -> None:
    """What follows is within a loop, or something else that `break` leaves, until `_end_around`."""
    if w.batch.analysis.explains:
        w.around.append(paths.Around(label, is_loop))


def _end_around(w: Walk) -> None:
    if w.around:
        w.around.pop()


def walk_stmt(w: Walk, node: ir.Stmt) -> None:
    if node.init is not None:
        walk_list(w, node.init)

    if isinstance(node, ir.Assign):
        assign.assign(w, node)
    elif isinstance(node, ir.ExprStmt):
        path = _enter(w, node)
        _expr_stmt(w, node)
        w.path = path
    elif isinstance(node, ir.If):
        _if(w, node)
    elif isinstance(node, ir.Return):
        path = _enter(w, node)
        assign.return_values(w, node)
        w.path = path
    elif isinstance(node, ir.Declare):
        w.declare(node.var)
    elif isinstance(node, ir.Block):
        path = _enter(w, node)
        walk_list(w, node.stmts)
        w.path = path
    elif isinstance(node, ir.AssignList):
        _assign_list(w, node)
    elif isinstance(node, ir.AssignOp):
        assign.assign_op(w, node)
    elif isinstance(node, ir.For):
        _for(w, node)
    elif isinstance(node, ir.Range):
        _range(w, node)
    elif isinstance(node, ir.Switch):
        expr.discard_optional(w, node.tag)
        _around(w, node.label, False)
        _clauses(w, node.clauses, _taken(w, node))
        _end_around(w)
    elif isinstance(node, ir.TypeSwitch):
        _type_switch(w, node)
    elif isinstance(node, ir.Select):
        _around(w, node.label, False)
        for clause in node.clauses:
            if clause.comm is not None:
                walk_stmt(w, clause.comm)
            _block(w, clause.body)
        _end_around(w)
    elif isinstance(node, ir.GoDefer):
        _go_defer(w, node)
    elif isinstance(node, ir.Send):
        w.record(functions.WAITS, node.pos)
        expr.discard(w, node.chan)
        expr.flow_to_heap(w, node.value, operations.SEND, node, ways.CAUSE_SENT)
    elif isinstance(node, ir.LabelMark):
        if _is_looping(w, node.label):
            w.loop_depth += 1
            _around(w, node.label, True)
    elif isinstance(node, ir.Jump):
        return
    elif isinstance(node, ir.CheckNil):
        expr.discard(w, node.x)
    else:
        raise InternalError(f"escape: unknown statement {type(node).__name__}", node.pos)


def _expr_stmt(w: Walk, node: ir.ExprStmt) -> None:
    x = node.x
    if x.init is not None:
        walk_list(w, x.init)
    if isinstance(x, ir.Call):
        call.call(w, None, x)
    elif isinstance(x, ir.BuiltinCall):
        call.builtin(w, w.discard(), x)
    elif isinstance(x, ir.InlinedCall):
        call.inlined(w, None, x)
    else:
        expr.flow_after_init(w, w.discard(), x)


def _assign_list(w: Walk, node: ir.AssignList) -> None:
    kind = node.kind
    if kind == ir.LIST_PAIRS:
        assign.assign_list(w, node, operations.ASSIGN_PAIR)
    elif kind == ir.LIST_CALL:
        value = node.values[0]
        if value.init is not None:
            walk_list(w, value.init)
        ks = assign.targets(w, node.targets)
        if isinstance(value, ir.Call):
            call.call(w, ks, value)
        elif isinstance(value, ir.InlinedCall):
            call.inlined(w, ks, value)
        else:
            raise InternalError("escape: list assignment from a non-call", node.pos)
        assign.call_targets_assigned(ks, node)
    elif kind == ir.LIST_ASSERT:
        assign.assign_list(w, node, operations.ASSIGN_ASSERTED)
    elif kind == ir.LIST_MAP:
        assign.assign_list(w, node, operations.ASSIGN_LOOKED_UP)
    else:
        assign.assign_list(w, node, operations.ASSIGN_RECEIVED)


def _if(w: Walk, node: ir.If) -> None:
    """Chains of `else if` may be long, so they are a loop here."""
    explains, is_guarded = w.batch.analysis.explains, w.is_guarded
    is_decided = False
    while True:
        expr.discard(w, node.cond)
        known = paths.UNKNOWN
        if explains:
            known = paths.FALSE if is_decided else _known(w, node.cond)
            is_decided = is_decided or known == paths.TRUE
            w.is_guarded = is_guarded or paths.tests_error(node.cond, True)
        _block(w, node.then, known)
        if explains:
            w.is_guarded = is_guarded or paths.tests_error(node.cond, False)
        els = node.els
        if len(els) != 1:
            break
        only = els[0]
        if not isinstance(only, ir.If):
            break
        node = only
        if node.init is not None:
            walk_list(w, node.init)
    _block(w, node.els, paths.FALSE if is_decided else paths.UNKNOWN)
    w.is_guarded = is_guarded


def _known(w: Walk, cond: ir.Expr) -> int:
    return paths.truth(w.batch.analysis.assignments(w.func), cond)


def _for(w: Walk, node: ir.For) -> None:
    w.loop_depth += 1
    expr.discard_optional(w, node.cond)
    _around(w, node.label, True)
    if node.post is not None:
        walk_stmt(w, node.post)
    _block(w, node.body)
    _end_around(w)
    w.loop_depth -= 1


def _range(w: Walk, node: ir.Range) -> None:
    """The operand is evaluated once, outside of the loop, and lasts until its end."""
    operand = w.graph.helper(w.func, w.loop_depth, True)
    expr.flow(w, operand.hole, node.x)
    w.loop_depth += 1
    if isinstance(underlying(node.x.type), Chan):
        w.record(functions.WAITS, node.pos)
    key = assign.target(w, node.key)
    value = assign.target(w, node.value)
    if isinstance(underlying(node.x.type), Array):
        w.graph.flow(value.note(node, operations.RANGE_ARRAY), operand)
    else:
        w.graph.flow(value.deref(node, operations.RANGE), operand)
    assign.range_targets_assigned([key, value])
    _around(w, node.label, True)
    _block(w, node.body)
    _end_around(w)
    w.loop_depth -= 1


def _taken(w: Walk, node: ir.Switch) -> list[bool]:
    """Which clauses may be taken, as far as anybody asks."""
    analysis = w.batch.analysis
    return paths.taken(analysis.assignments(w.func), node) if analysis.explains else []


def _clauses(w: Walk, clauses: list[ir.CaseClause], may: list[bool]) -> None:
    """`may`: which of them may be taken; empty if that was not looked at."""
    for i, clause in enumerate(clauses):
        for value in clause.values:
            expr.discard(w, value)
        _block(w, clause.body, paths.UNKNOWN if not may or may[i] else paths.FALSE)


def _type_switch(w: Walk, node: ir.TypeSwitch) -> None:
    ks: list[Hole] = []
    for clause in node.clauses:
        for value in clause.values:
            expr.note_assertion(w, value.type, clause.pos)
        var = clause.var
        if var is not None:
            k = w.declare(var)
            if w.batch.analysis.has_pointers(var.type):
                ks.append(expr.through_assertion(w, k, var.type, clause, operations.TYPE_CASE))
    expr.flow(w, w.tee(ks), node.x)
    _around(w, node.label, False)
    _clauses(w, node.clauses, [])
    _end_around(w)


def _go_defer(w: Walk, node: ir.GoDefer) -> None:
    """What a goroutine or a deferred call in a loop refers to must be in the heap; a plain deferred
    call's closure only has to last."""
    cause = ways.CAUSE_DEFER_IN_LOOP if node.is_defer else ways.CAUSE_GOROUTINE
    operation = operations.DEFER if node.is_defer else operations.GO
    if node.is_defer and not (w.loop_depth == 1 and not node.is_deferred_at):
        w.record(functions.DEFERS_IN_LOOP, node.pos)
    k = w.heap().cause(node, operation, cause)
    if node.is_defer and w.loop_depth == 1 and not node.is_deferred_at:
        k = w.later(w.discard())
    analysis = w.batch.analysis
    if analysis.explains:
        analysis.account.add_later(w.func, node, w.repeated, w.path)
    expr.flow(w, k, node.call.fun)


# --------------------------------------------------------------------------------- labels


def _is_looping(w: Walk, label: ir.Label) -> bool:
    """Whether a goto further on jumps back to `label`."""
    looping = w.looping_labels
    if looping is None:
        finder = _LabelFinder()
        walk.visit_list(w.func.body or [], finder)
        looping = finder.looping
        w.looping_labels = looping
    return label in looping


@final
class _LabelFinder(walk.Visitor):
    """Labels that a goto follows, in the order of the tree."""

    def __init__(self) -> None:
        self.seen: set[ir.Label] = set()
        self.looping: set[ir.Label] = set()

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.LabelMark):
            self.seen.add(node.label)
        elif isinstance(node, ir.Jump):
            if node.kind == ir.JUMP_GOTO and node.label is not None and node.label in self.seen:
                self.looping.add(node.label)
        return True
