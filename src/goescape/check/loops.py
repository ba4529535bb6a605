"""For statements (Go spec, "For statements")."""

from goescape.base import constant
from goescape.check import assign, expr, info, stmt
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    CHAN_SEND,
    Array,
    Basic,
    Chan,
    Map,
    Pointer,
    Signature,
    Slice,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_LOCAL, Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE, RUNE, bool_type, int_type


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
    stmt.block(c, s.body)
    stmt.close_scope(c)


def _range(c: "ck.Checker", s: ast.ForStmt, clause: ast.RangeClause) -> None:
    targets = unpack(clause.lhs)
    x = Operand()
    c.env.has_call_or_receive = False
    expr.expr(c, x, clause.x)
    if x.is_valid and len(targets) < 2 and not c.env.has_call_or_receive:
        _record_constant_length(c, clause.x, x.type)
    key: Type | None = None
    value: Type | None = None
    is_int = False
    if x.is_valid:
        key, value, cause, ok, max_targets = range_types(c, x.type)
        if ok and cause == "" and isinstance(typeset.core_type(x.type), Basic):
            is_int = predicates.is_integer(typeset.core_type(x.type) or x.type)
        if not ok:
            shown = operand_string(x, c.qualifier)
            c.error(
                expr.constants_pos(x), f"cannot range over {shown}{': ' + cause if cause else ''}"
            )
            key = value = INVALID_TYPE
        elif len(targets) > max_targets:
            what = (
                "no iteration variables",
                "only one iteration variable",
                "at most two iteration variables",
            )[max_targets]
            shown = operand_string(x, c.qualifier)
            c.error_at(
                targets[max_targets],
                f"range over {shown} permits {what}"
                if max_targets < 2
                else f"range clause permits {what}",
            )
            if max_targets < 2:
                key = key if max_targets > 0 else INVALID_TYPE
                value = INVALID_TYPE
    else:
        key = value = INVALID_TYPE
    targets = targets[:2]
    stmt.open_scope(c, s)
    if clause.is_define:
        _define(c, clause, targets, [key, value], x, is_int)
    elif targets:
        for i, target in enumerate(targets):
            t = key if i == 0 else value
            if t is None or predicates.is_invalid(t):
                if t is not None or i > 0:
                    assign.use_target(c, target)
                continue
            if is_int and i == 0 and predicates.is_untyped(x.type):
                # The constant takes the type of the variable.
                variable = assign.target_type(c, target)
                bound = x.copy()
                if variable is None:
                    expr.default(c, bound)
                else:
                    assign.assignment(c, bound, variable, "range clause")
                continue
            y = Operand()
            y.mode = info.MODE_VALUE
            y.expr = target
            y.type = t
            # The error is at the variable.
            assign.assign_var(c, target, y, "assignment")
    elif is_int and predicates.is_untyped(x.type):
        expr.default(c, x)
    stmt.block(c, s.body)
    stmt.close_scope(c)


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
    clause: ast.RangeClause,
    targets: list[ast.Expr],
    types: list[Type | None],
    x: Operand,
    is_int: bool,
) -> None:
    fresh: list[tuple[ast.Name, Var]] = []
    for i, target in enumerate(targets):
        if not isinstance(target, ast.Name):
            c.error_at(target, f"non-name {expr_string(target)} on left side of :=")
            continue
        var = Var(target.pos, c.pkg, target.value, None, VAR_LOCAL)
        c.info.defs[target.idx] = var
        if target.value != "_":
            fresh.append((target, var))
        t = types[i]
        if is_int and i == 0:
            bound = x.copy()
            assign.init_var(c, var, bound, "range clause")
        elif t is None or predicates.is_invalid(t):
            var.type = INVALID_TYPE
            var.used = True
        else:
            var.type = t
    if is_int and not targets and predicates.is_untyped(x.type):
        expr.default(c, x)
    for name, var in fresh:
        c.declare(c.env.scope, name, var)
    if targets and not fresh and not any(isinstance(t, ast.Name) for t in targets):
        c.error(clause.pos, "no new variables on left side of :=")


def range_types(c: "ck.Checker", t: Type) -> tuple[Type | None, Type | None, str, bool, int]:
    """Key and value types of ranging over t, the reason if that is impossible, and the number of variables."""
    core = typeset.core_type(t)
    if core is None:
        core = typeset.core_string(t)
        if core is None or not isinstance(core, Basic):
            return None, None, typeset.why_no_common_under(t, c.qualifier), False, 0
    if isinstance(core, Basic):
        if predicates.is_string(core):
            return int_type(), RUNE, "", True, 2
        if predicates.is_integer(core):
            if not c.allows(22):
                return None, None, "requires go1.22 or later", False, 0
            return t, None, "", True, 1
        return None, None, "", False, 0
    if isinstance(core, Array):
        return int_type(), core.elem, "", True, 2
    if isinstance(core, Slice):
        return int_type(), core.elem, "", True, 2
    if isinstance(core, Pointer):
        pointed = underlying(core.elem)
        if isinstance(pointed, Array):
            return int_type(), pointed.elem, "", True, 2
        return None, None, "", False, 0
    if isinstance(core, Map):
        return core.key, core.value, "", True, 2
    if isinstance(core, Chan):
        if core.dir == CHAN_SEND:
            return None, None, f"receive from send-only channel {_send_only(c, t)}", False, 0
        return core.elem, None, "", True, 1
    if isinstance(core, Signature):
        return _range_func(c, core)
    return None, None, "", False, 0


def _send_only(c: "ck.Checker", t: Type) -> str:
    """The first channel type of t's type set that cannot be received from."""
    terms = typeset.terms_of(t) if predicates.is_type_param(t) else None
    for term in terms or []:
        chan = underlying(term.type)
        if isinstance(chan, Chan) and chan.dir == CHAN_SEND:
            return type_string(term.type, c.qualifier)
    return type_string(t, c.qualifier)


_WANTED = "func must be func(yield func(...) bool): "


def _range_func(c: "ck.Checker", f: Signature) -> tuple[Type | None, Type | None, str, bool, int]:
    if not c.allows(23):
        return None, None, "requires go1.23 or later", False, 0
    param = f.params.vars[0].type if f.params.vars else None
    yield_ = typeset.core_type(param) if param is not None else None
    if len(f.params.vars) != 1:
        cause = _WANTED + "wrong argument count"
    elif f.results.vars:
        cause = _WANTED + "unexpected results"
    elif not isinstance(yield_, Signature):
        cause = _WANTED + "argument is not func"
    else:
        cause = _yield_problem(c, yield_)
        values = yield_.params.vars
        if not cause:
            key = values[0].type if values else None
            value = values[1].type if len(values) > 1 else None
            return key, value, "", True, len(values)
    return None, None, cause, False, 0


def _yield_problem(c: "ck.Checker", yield_: Signature) -> str:
    """Why this is no function to yield values to; empty if it is one."""
    results = yield_.results.vars
    result = results[0].type if len(results) == 1 else None
    if len(yield_.params.vars) > 2:
        return _WANTED + "yield func has too many parameters"
    if result is None or not predicates.is_boolean(result):
        return _WANTED + "yield func does not return bool"
    if not predicates.identical(result, bool_type()):
        return _WANTED + "yield func returns user-defined boolean, not bool"
    if yield_.variadic:
        return f"yield func of type {type_string(yield_, c.qualifier)} cannot be variadic"
    return ""


def shown_type(c: "ck.Checker", t: Type) -> str:
    return type_string(t, c.qualifier)


def zero() -> constant.Constant:
    return constant.make_int(0)
