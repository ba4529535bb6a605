"""Code that cannot run is left out: after terminating statements, under constant conditions.

What counts is a small set of syntactic rules of the compiler, not the spec's "terminating statements".
"""

from goescape.base.constant import BoolConst
from goescape.lower.source.body import Body
from goescape.lower.source.rangeplan import EDIT_DEFER
from goescape.lower.source.trees import unparen
from goescape.syntax import nodes as ast


def static_bool(body: Body, x: ast.Expr) -> tuple[int, ast.Expr]:
    """1 if `x` is always true, -1 if always false, else 0; with `x` simplified."""
    value = body.trees.value_of(x)
    if isinstance(value, BoolConst):
        return (1 if value.value else -1), x
    if not isinstance(x, ast.Operation):
        return 0, x
    if x.op == ast.OP_NOT:
        # The compiler does not invert the answer; only conditions like `!(f() && false)` can tell.
        known, inner = static_bool(body, x.x)
        return known, _with_operands(x, inner, x.y)
    if x.y is None:
        return 0, x
    if x.op == ast.OP_AND_AND:
        return _static_logical(body, x, x.y, -1)
    if x.op == ast.OP_OR_OR:
        return _static_logical(body, x, x.y, 1)
    return 0, x


def _static_logical(
    body: Body, x: ast.Operation, y: ast.Expr, decisive: int
) -> tuple[int, ast.Expr]:
    """`a && b` (decisive -1) or `a || b` (decisive 1): the decisive value of `a` decides alone."""
    left_known, left = static_bool(body, x.x)
    if left_known == decisive:
        return left_known, left
    right_known, right = static_bool(body, y)
    if left_known == -decisive or right_known == decisive:
        if body.trees.value_of(left) is not None:
            return right_known, right
        return right_known, _with_operands(x, left, right)
    return 0, _with_operands(x, left, right)


def _with_operands(x: ast.Operation, left: ast.Expr, right: ast.Expr | None) -> ast.Operation:
    if left is x.x and right is x.y:
        return x
    return ast.Operation(x.pos, x.idx, x.op, left, right)


def live(body: Body, stmts: list[ast.Stmt]) -> tuple[list[ast.Stmt], bool]:
    """The statements of a list that can run, and whether what follows the list can not."""
    last_label = -1
    for i, stmt in enumerate(stmts):
        if isinstance(stmt, ast.LabeledStmt):
            last_label = i
    kept: list[ast.Stmt] = []
    dead = False
    for i, stmt in enumerate(stmts):
        if dead and i > last_label:
            continue
        kept.append(stmt)
        dead = terminates(body, stmt)
    return kept, dead


def terminates(body: Body, stmt: ast.Stmt | None) -> bool:
    """Whether control does not reach the end of `stmt`, as far as the compiler looks."""
    if isinstance(stmt, (ast.ReturnStmt, ast.BranchStmt)):
        if body.nest is not None:
            edit = body.nest.plan.edits.get(stmt)
            if edit is not None and edit.kind != EDIT_DEFER:
                return True
        return isinstance(stmt, ast.ReturnStmt) or stmt.kind == ast.BRANCH_GOTO
    if isinstance(stmt, ast.ExprStmt):
        call = unparen(stmt.x)
        return isinstance(call, ast.CallExpr) and body.trees.is_builtin(call.fun, "panic")
    if isinstance(stmt, (ast.IfStmt, ast.BlockStmt)):
        found = body.terminating.get(stmt)
        if found is None:
            found = _terminates_inside(body, stmt)
            body.terminating[stmt] = found
        return found
    return False


def _terminates_inside(body: Body, stmt: ast.IfStmt | ast.BlockStmt) -> bool:
    if isinstance(stmt, ast.BlockStmt):
        return terminates(body, last_non_empty(stmt.stmts))
    known, _ = static_bool(body, stmt.cond)
    return (known < 0 or terminates(body, stmt.then)) and (known > 0 or terminates(body, stmt.els))


def last_non_empty(stmts: list[ast.Stmt]) -> ast.Stmt | None:
    for stmt in reversed(stmts):
        if not isinstance(stmt, ast.EmptyStmt):
            return stmt
    return None


def ends_in_fallthrough(stmts: list[ast.Stmt]) -> bool:
    stmt = last_non_empty(stmts)
    while isinstance(stmt, ast.LabeledStmt):
        stmt = stmt.stmt
    return isinstance(stmt, ast.BranchStmt) and stmt.kind == ast.BRANCH_FALLTHROUGH
