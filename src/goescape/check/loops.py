"""For statements (Go spec, "For statements")."""

from goescape.base import codes, constant
from goescape.check import assign, expr, info, rangeover, stmt
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import predicates
from goescape.types.model import (
    Array,
    Pointer,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_LOCAL, Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE, int_type


def for_(c: "ck.Checker", s: ast.ForStmt) -> None:
    if isinstance(s.init, ast.RangeClause):
        _range(c, s, s.init)
        return
    stmt.open_scope(c, s)
    if s.init is not None:
        stmt.stmt(c, s.init)
    if s.cond is not None:
        stmt.condition(c, s.cond, "for statement")
    if s.post is not None:
        stmt.stmt(c, s.post)
        if isinstance(s.post, ast.AssignStmt) and s.post.is_define:
            expr.use(c, [s.post.lhs])
    stmt.block(c, s.body)
    stmt.close_scope(c)


def _range(c: "ck.Checker", s: ast.ForStmt, clause: ast.RangeClause) -> None:
    targets = unpack(clause.lhs)
    x = Operand()
    c.env.has_call_or_receive = False
    expr.expr(c, x, clause.x)
    if x.is_valid and len(targets) < 2 and not c.env.has_call_or_receive:
        _record_constant_length(c, clause.x, x.type)
    types: list[Type | None] = [None, None]
    if x.is_valid:
        found = rangeover.range_types(c, x.type)
        _check_range(c, x, found, targets)
        types = [found.key, found.value]
    stmt.open_scope(c, s)
    # The extra ones were reported.
    targets = targets[:2]
    if clause.is_define:
        _define(c, s, targets, types, x)
    elif targets:
        _assign(c, targets, types, x)
    elif predicates.is_integer(x.type):
        # An untyped constant must have a default type.
        assign.assignment(c, x, None, "range clause")
    stmt.stmt(c, s.body)
    stmt.close_scope(c)


def _check_range(
    c: "ck.Checker", x: Operand, found: "rangeover.Iteration", targets: list[ast.Expr]
) -> None:
    """Report what cannot be ranged over, and more variables than there are values."""
    if found.code:
        cause = f": {found.cause}" if found.cause else ""
        shown = operand_string(x, c.qualifier)
        c.error(x.start, found.code, f"cannot range over {shown}{cause}")
    elif found.key is None and targets:
        shown = operand_string(x, c.qualifier)
        text = f"range over {shown} permits no iteration variables"
        c.error_at(targets[0], codes.INVALID_ITER_VAR, text)
    elif found.value is None and len(targets) > 1:
        shown = operand_string(x, c.qualifier)
        text = f"range over {shown} permits only one iteration variable"
        c.error_at(targets[1], codes.INVALID_ITER_VAR, text)
    elif len(targets) > 2:
        c.error_at(
            targets[2],
            codes.INVALID_ITER_VAR,
            "range clause permits at most two iteration variables",
        )


def _assign(c: "ck.Checker", targets: list[ast.Expr], types: list[Type | None], x: Operand) -> None:
    """`for k, v = range x`."""
    is_int = predicates.is_integer(x.type)
    for i, target in enumerate(targets):
        t = types[i]
        if t is None or predicates.is_invalid(t):
            continue
        if not is_int:
            assign.assign_var(c, target, _element(target, t), "assignment")
            continue
        # An untyped constant takes the type of the variable.
        assign.assign_var(c, target, x, "range clause")
        if x.is_valid and not predicates.is_integer(x.type):
            shown = type_string(x.type, c.qualifier)
            c.error(
                walk.start_pos(target),
                codes.INVALID_RANGE_EXPR,
                f"cannot use iteration variable of type {shown}",
            )


def _element(target: ast.Expr, t: Type) -> Operand:
    """A key or element, for which errors show the variable it goes to."""
    y = Operand()
    y.mode = info.MODE_VALUE
    y.expr = target
    y.type = t
    return y


def _record_constant_length(c: "ck.Checker", e: ast.Expr, t: Type) -> None:
    """Range over an array without values: the operand is not evaluated, only its length counts."""
    under = underlying(t)
    if isinstance(under, Pointer):
        under = underlying(under.elem)
    if not isinstance(under, Array):
        return
    while isinstance(e, ast.ParenExpr):
        e = e.x
    c.info.modes[e.idx] = info.MODE_CONSTANT
    c.info.types[e.idx] = int_type()
    c.info.values[e.idx] = constant.make_int(under.length)


def _define(
    c: "ck.Checker",
    s: ast.ForStmt,
    targets: list[ast.Expr],
    types: list[Type | None],
    x: Operand,
) -> None:
    """`for k, v := range x`."""
    fresh: list[tuple[ast.Name, Var]] = []
    is_int = predicates.is_integer(x.type)
    for i, target in enumerate(targets):
        if isinstance(target, ast.Name):
            var = Var(target.pos, c.pkg, target.value, None, VAR_LOCAL)
            c.info.defs[target.idx] = var
            if target.value != "_":
                fresh.append((target, var))
        else:
            c.error_at(
                target,
                codes.INVALID_SYNTAX_TREE,
                f"invalid syntax tree: cannot declare {expr_string(target)}",
            )
            var = Var(target.pos, c.pkg, "_", None, VAR_LOCAL)
        t = types[i]
        if t is None or predicates.is_invalid(t):
            var.type = INVALID_TYPE
            var.used = True
        elif is_int:
            assign.init_var(c, var, x, "range clause")
        else:
            assign.init_var(c, var, _element(target, t), "assignment")
    for name, var in fresh:
        c.declare(c.env.scope, name, var)
    if not fresh:
        c.error_at(s, codes.BAD_DECL, "no new variables on left side of :=")
