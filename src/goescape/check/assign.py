"""Assignability and the assignment of operands to variables (Go spec, "Assignability", "Assignment statements")."""

from goescape.base import codes
from goescape.base.constant import UnknownConst
from goescape.check import arguments, constants, conversion, expr, info, untyped
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import predicates
from goescape.types.model import (
    UNTYPED_BOOL,
    Signature,
    Tuple,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_LOCAL, Const, Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE, TYP, bool_type


def is_assignable(c: "ck.Checker", x: Operand, t: Type) -> bool:
    return why_not_assignable(c, x, t) is None


def why_not_assignable(c: "ck.Checker", x: Operand, t: Type) -> str | None:
    """None if x is assignable to t, otherwise the reason ("" for none in particular)."""
    ok, cause = conversion.assignable(c, x, t)
    return None if ok else cause


def assignment(c: "ck.Checker", x: Operand, t: Type | None, context: str) -> None:
    """Check that x can be assigned to type t (None: to a variable that takes its type from x).

    Untyped values are converted; on failure x is invalid.
    """
    expr.single_value(c, x)
    if x.mode == info.MODE_NONE:
        return
    if predicates.is_untyped(x.type):
        target = t
        if x.is_nil:
            if t is None:
                c.error(x.start, codes.UNTYPED_NIL_USE, f"use of untyped nil in {context}")
                x.invalidate()
                return
        elif t is None or predicates.is_non_type_param_interface(t):
            target = predicates.default_type(x.type)
        if target is not None:
            _convert(c, x, target, context)
            if not x.is_valid:
                return
    expr.not_generic(c, x, t, context)
    if not x.is_valid or t is None:
        return
    reason = why_not_assignable(c, x, t)
    if reason is None:
        return
    shown = operand_string(x, c.qualifier)
    target_text = type_string(t, c.qualifier)
    if reason:
        c.error(
            x.start,
            codes.INCOMPATIBLE_ASSIGN,
            f"cannot use {shown} as {target_text} value in {context}: {reason}",
        )
    else:
        c.error(
            x.start,
            codes.INCOMPATIBLE_ASSIGN,
            f"cannot use {shown} as {target_text} value in {context}",
        )
    x.invalidate()


def _convert(c: "ck.Checker", x: Operand, target: Type, context: str) -> None:
    t, value, why = untyped.implicit_type(c, x, target)
    if t is None:
        shown = operand_string(x, c.qualifier)
        target_text = type_string(target, c.qualifier)
        message = f"cannot use {shown} as {target_text} value in {context}"
        if why == constants.TRUNCATED:
            message += " (truncated)"
        elif why == constants.OVERFLOWS:
            message += " (overflows)"
        c.error(x.start, codes.INCOMPATIBLE_ASSIGN, message)
        x.invalidate()
        return
    if value is not None:
        x.value = value
        if x.expr is not None:
            c.info.values[x.expr.idx] = value
    if t is not x.type:
        x.type = t
        if x.expr is not None:
            untyped.update_type(c, x.expr, t, False)


# ------------------------------------------------------------------------------ initialisation


def init_const(c: "ck.Checker", obj: Const, x: Operand) -> None:
    if not x.is_valid or (obj.type is not None and predicates.is_invalid(obj.type)):
        if obj.type is None:
            obj.type = INVALID_TYPE
        obj.value = UnknownConst()
        return
    if x.mode != info.MODE_CONSTANT:
        c.error(
            x.start,
            codes.INVALID_CONST_INIT,
            f"{operand_string(x, c.qualifier)} is not constant",
        )
        if obj.type is None:
            obj.type = INVALID_TYPE
        obj.value = UnknownConst()
        return
    if obj.type is None:
        obj.type = x.type
    assignment(c, x, obj.type, "constant declaration")
    obj.value = x.value if x.is_valid else UnknownConst()


def init_var(c: "ck.Checker", obj: Var, x: Operand, context: str) -> None:
    """Initialise obj with x; without a declared type it takes x's."""
    if (
        not x.is_valid
        or predicates.is_invalid(x.type)
        or (obj.type is not None and predicates.is_invalid(obj.type))
    ):
        if obj.type is None:
            obj.type = INVALID_TYPE
        x.invalidate()
        return
    if obj.type is None:
        t = x.type
        if predicates.is_untyped(t):
            if x.is_nil:
                c.error(x.start, codes.UNTYPED_NIL_USE, f"use of untyped nil in {context}")
                obj.type = INVALID_TYPE
                x.invalidate()
                return
            t = predicates.default_type(t)
        obj.type = t
    assignment(c, x, obj.type, context)


def init_vars(
    c: "ck.Checker", lhs: list[Var], rhs: list[ast.Expr], return_stmt: ast.ReturnStmt | None
) -> None:
    """Initialise variables (or results) with the values of rhs, one call possibly giving all."""
    context = "multiple assignment" if len(lhs) > 1 else "assignment"
    if return_stmt is not None:
        context = "return statement"
    if len(lhs) == len(rhs) and not _is_call(rhs):
        for i, obj in enumerate(lhs):
            x = Operand()
            name = obj.name
            if return_stmt is not None and not name:
                name = "result variable"
            expr.expr_with_target(c, x, rhs[i], obj.type, name)
            init_var(c, obj, x, context)
        return
    if len(rhs) != 1:
        if expr.use(c, rhs):
            if return_stmt is not None:
                values = [_single(c, e) for e in rhs]
                _report_results(c, return_stmt, lhs, values)
            else:
                _report_mismatch(c, len(lhs), len(rhs), rhs)
        _without_type(lhs)
        return
    values = comma_ok_values(c, rhs[0], len(lhs) == 2 and return_stmt is None)
    if len(values) == len(lhs):
        for i, obj in enumerate(lhs):
            init_var(c, obj, values[i], context)
        return
    if values[0].is_valid:
        if return_stmt is not None:
            _report_results(c, return_stmt, lhs, values)
        else:
            _report_mismatch(c, len(lhs), len(values), rhs)
    _without_type(lhs)


def _is_call(exprs: list[ast.Expr]) -> bool:
    """Whether there is one expression, and that a call: it may have any number of values."""
    return len(exprs) == 1 and isinstance(_unparen(exprs[0]), ast.CallExpr)


def _unparen(e: ast.Expr) -> ast.Expr:
    while isinstance(e, ast.ParenExpr):
        e = e.x
    return e


def _single(c: "ck.Checker", e: ast.Expr) -> Operand:
    x = Operand()
    expr.expr(c, x, e)
    return x


def _without_type(vars: list[Var]) -> None:
    """Variables that get no value get no type."""
    for obj in vars:
        if obj.type is None:
            obj.type = INVALID_TYPE


def values(c: "ck.Checker", exprs: list[ast.Expr]) -> list[Operand]:
    """The values of an expression list; one call with several results stands for all of them."""
    if len(exprs) == 1:
        return comma_ok_values(c, exprs[0], False)
    return [_single(c, e) for e in exprs]


def comma_ok_values(c: "ck.Checker", e: ast.Expr, allow_ok: bool) -> list[Operand]:
    """The values of an expression that may have several, or a second one that says whether it worked."""
    x = Operand()
    expr.multi(c, x, e)
    if x.is_valid and isinstance(x.type, Tuple):
        out: list[Operand] = []
        for i, var in enumerate(x.type.vars):
            part = Operand()
            part.mode = info.MODE_VALUE
            part.expr = e
            part.label = f"{_ordinal(i + 1)} function result"
            part.type = var.type if var.type is not None else INVALID_TYPE
            out.append(part)
        return out
    if allow_ok and x.mode in (info.MODE_MAP_INDEX, info.MODE_COMMA_OK):
        record_comma_ok(c, e, x.type, bool_type())
        first = x.copy()
        second = Operand()
        second.mode = info.MODE_VALUE
        second.type = TYP[UNTYPED_BOOL]
        second.expr = e
        second.label = "ok value of (comma, ok) expression"
        return [first, second]
    return [x]


def _ordinal(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{('th', 'st', 'nd', 'rd')[n % 10] if n % 10 < 4 else 'th'}"


def record_comma_ok(c: "ck.Checker", e: ast.Expr, value: Type, ok: Type) -> None:
    """The two-value form of an expression has a tuple type."""
    pair = Tuple([Var(e.pos, c.pkg, "", value, VAR_LOCAL), Var(e.pos, c.pkg, "", ok, VAR_LOCAL)])
    while True:
        c.info.types[e.idx] = pair
        if isinstance(e, ast.ParenExpr):
            e = e.x
        else:
            return


def _count(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def _report_mismatch(c: "ck.Checker", n: int, n_values: int, rhs: list[ast.Expr]) -> None:
    """So many variables, but so many values."""
    variables = _count(n, "variable")
    count = _count(n_values, "value")
    inner = _unparen(rhs[0])
    if len(rhs) == 1 and isinstance(inner, ast.CallExpr):
        count = f"{expr_string(inner.fun)} returns {count}"
    c.error_at(rhs[0], codes.WRONG_ASSIGN_COUNT, f"assignment mismatch: {variables} but {count}")


def _report_results(
    c: "ck.Checker", stmt: ast.ReturnStmt, results: list[Var], values: list[Operand]
) -> None:
    """A return statement has too many values (said of the first extra one) or too few (of the last one)."""
    at = walk.start_pos(stmt)
    word = "not enough"
    if len(values) > len(results):
        at = values[len(results)].start
        word = "too many"
    elif values:
        at = values[-1].start
    have = arguments.types_summary(c, [value.type for value in values], False, False)
    wanted = [obj.type if obj.type is not None else INVALID_TYPE for obj in results]
    want = arguments.types_summary(c, wanted, False, False)
    c.error(
        at, codes.WRONG_RESULT_COUNT, f"{word} return values", f"\n\thave {have}\n\twant {want}"
    )


# ---------------------------------------------------------------------------------- assignment


def target_type(c: "ck.Checker", lhs: ast.Expr) -> Type | None:
    """The type of an assignment target; None for blank, the invalid type after an error."""
    name = _unparen(lhs)
    if isinstance(name, ast.Name) and name.value == "_":
        c.info.defs[name.idx] = None
        return None
    # Assigning to a local variable does not use it.
    var = _local_target(c, name)
    was_used = var is not None and var.used
    x = Operand()
    expr.expr(c, x, lhs)
    if var is not None:
        var.used = was_used
    return _assignable_target(c, x)


def _assignable_target(c: "ck.Checker", x: Operand) -> Type:
    if not x.is_valid or predicates.is_invalid(x.type):
        return INVALID_TYPE
    if x.mode in (info.MODE_VARIABLE, info.MODE_MAP_INDEX):
        return x.type
    e = x.expr
    text = expr_string(e) if e is not None else ""
    if isinstance(e, ast.SelectorExpr):
        if c.info.modes[e.x.idx] == info.MODE_MAP_INDEX:
            c.error_at(
                e,
                codes.UNADDRESSABLE_FIELD_ASSIGN,
                f"cannot assign to struct field {expr_string(e)} in map",
            )
            return INVALID_TYPE
    c.error(
        x.start,
        codes.UNASSIGNABLE_OPERAND,
        f"cannot assign to {text} (neither addressable nor a map index expression)",
    )
    return INVALID_TYPE


def assign_var(c: "ck.Checker", lhs: ast.Expr, x: Operand, context: str) -> None:
    """`lhs = x`."""
    t = target_type(c, lhs)
    if t is not None and predicates.is_invalid(t):
        x.invalidate()
        return
    _assign_to(c, t, x, context)


def _assign_expr(c: "ck.Checker", lhs: ast.Expr, rhs: ast.Expr, context: str) -> None:
    """`lhs = rhs`."""
    t = target_type(c, lhs)
    if t is not None and predicates.is_invalid(t):
        expr.use(c, [rhs])
        return
    target = t if t is not None and isinstance(underlying(t), Signature) else None
    x = Operand()
    expr.expr_with_target(c, x, rhs, target, expr_string(lhs))
    _assign_to(c, t, x, context)


def _assign_to(c: "ck.Checker", t: Type | None, x: Operand, context: str) -> None:
    if t is None and context == "assignment":
        context = "assignment to _ identifier"
    assignment(c, x, t, context)


def assign_vars(c: "ck.Checker", lhs: list[ast.Expr], rhs: list[ast.Expr]) -> None:
    """`a, b = x, y` and `a, b = f()`."""
    context = "multiple assignment" if len(lhs) > 1 else "assignment"
    if len(lhs) == len(rhs) and not _is_call(rhs):
        for i, target in enumerate(lhs):
            _assign_expr(c, target, rhs[i], context)
        return
    if len(rhs) != 1:
        targets_ok = use_targets(c, lhs)
        if expr.use(c, rhs) and targets_ok:
            _report_mismatch(c, len(lhs), len(rhs), rhs)
        return
    values = comma_ok_values(c, rhs[0], len(lhs) == 2)
    if len(values) == len(lhs):
        for i, target in enumerate(lhs):
            assign_var(c, target, values[i], context)
        return
    if values[0].is_valid:
        _report_mismatch(c, len(lhs), len(values), rhs)
    use_targets(c, lhs)


def use_targets(c: "ck.Checker", exprs: list[ast.Expr]) -> bool:
    """As `expr.use` for targets of an assignment: variables that are assigned to are not used by that."""
    ok = True
    for e in exprs:
        var = _local_target(c, _unparen(e))
        was_used = var is not None and var.used
        ok = expr.use(c, [e]) and ok
        if var is not None:
            var.used = was_used
    return ok


def _local_target(c: "ck.Checker", e: ast.Expr) -> Var | None:
    """The variable of this package that e names, if it does."""
    if not isinstance(e, ast.Name):
        return None
    obj, _ = c.lookup(e.value)
    return obj if isinstance(obj, Var) and obj.pkg is c.pkg else None


def short_var_decl(c: "ck.Checker", pos: int, lhs: list[ast.Expr], rhs: list[ast.Expr]) -> None:
    """`a, b := …`: declare the new names, assign to the others."""
    targets: list[Var] = []
    fresh: list[tuple[ast.Name, Var]] = []
    seen: set[str] = set()
    has_error = False
    for e in lhs:
        var = _short_var(c, e, seen, fresh)
        has_error = has_error or var is None
        # After an error something still takes the value.
        targets.append(Var(e.pos, c.pkg, "_", None, VAR_LOCAL) if var is None else var)
    queued = len(c.actions)
    init_vars(c, targets, rhs, None)
    # Literals on the right do not see the variables: check their bodies before these are declared.
    c.process_from(queued)
    if fresh:
        for name, obj in fresh:
            c.declare(c.env.scope, name, obj)
    elif not has_error:
        c.error(pos, codes.NO_NEW_VAR, "no new variables on left side of :=")


def _short_var(
    c: "ck.Checker", e: ast.Expr, seen: set[str], fresh: list[tuple[ast.Name, Var]]
) -> Var | None:
    """The variable on the left of `:=`, noted in `fresh` if it is a new one; None after an error."""
    if not isinstance(e, ast.Name):
        use_targets(c, [e])
        c.error_at(e, codes.BAD_DECL, f"non-name {expr_string(e)} on left side of :=")
        return None
    if e.value != "_":
        if e.value in seen:
            c.error_at(e, codes.REPEATED_DECL, f"{e.value} repeated on left side of :=")
            return None
        seen.add(e.value)
    known = c.env.scope.lookup(e.value)
    if known is not None:
        c.info.uses[e.idx] = known
        if isinstance(known, Var):
            return known
        c.error_at(e, codes.UNASSIGNABLE_OPERAND, f"cannot assign to {expr_string(e)}")
        return None
    obj = Var(e.pos, c.pkg, e.value, None, VAR_LOCAL)
    if e.value != "_":
        fresh.append((e, obj))
    c.info.defs[e.idx] = obj
    return obj
