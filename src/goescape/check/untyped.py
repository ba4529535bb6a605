"""What untyped operands become: the type that their use implies, handed down to the operands they come from."""

from goescape.base import codes, constant
from goescape.check import checker as ck
from goescape.check import (
    constants,
    info,
)
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    UNTYPED_BOOL,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_RUNE,
    UNTYPED_STRING,
    Basic,
    Interface,
    Term,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string


def convert(c: "ck.Checker", x: Operand, target: Type) -> None:
    """Give an untyped operand the type that target implies; report if that is impossible."""
    t, value, why = implicit_type(c, x, target)
    if t is None:
        u = target if predicates.is_type_param(target) else underlying(target)
        constants.invalid_conversion(c, why, x, u)
        x.invalidate()
        return
    _apply(c, x, t, value)


def _apply(c: "ck.Checker", x: Operand, t: Type, value: constant.Constant | None) -> None:
    if value is not None:
        x.value = value
        if x.expr is not None:
            c.info.values[x.expr.idx] = value
    if t is not x.type:
        x.type = t
        if x.expr is not None:
            update_type(c, x.expr, t, False)


def implicit_type(
    c: "ck.Checker", x: Operand, target: Type
) -> tuple[Type | None, constant.Constant | None, int]:
    """The type that untyped x takes when it is used as target, with its value rounded to it."""
    if not x.is_valid or predicates.is_typed(x.type) or predicates.is_invalid(target):
        return x.type, None, 0
    if predicates.is_untyped(target):
        common = predicates.max_type(x.type, target)
        return common, None, constants.NOT_REPRESENTABLE
    if x.is_nil:
        return _if(predicates.has_nil(target), target)
    u = unalias(target)
    if isinstance(u, TypeParam):
        return _if(_fits_all(c, x, typeset.terms_of(u) or []), target)
    under = underlying(target)
    if isinstance(under, Basic):
        if x.mode != info.MODE_CONSTANT:
            return _if(_same_sort(x.type, target), target)
        value, why = constants.representation(c, x, under)
        return (None if value is None else target), value, why
    if isinstance(under, Interface) and not typeset.type_set(under).methods:
        return predicates.default_type(x.type), None, 0
    return None, None, constants.NOT_REPRESENTABLE


def _if(ok: bool, t: Type) -> tuple[Type | None, constant.Constant | None, int]:
    return (t if ok else None), None, constants.NOT_REPRESENTABLE


def _fits_all(c: "ck.Checker", x: Operand, terms: list[Term]) -> bool:
    """Whether x can be used as every type of a type set."""
    for term in terms:
        if implicit_type(c, x, term.type)[0] is None:
            return False
    return bool(terms)


def _same_sort(t: Type, target: Type) -> bool:
    """Whether an untyped value that is not constant can become one of a basic type."""
    kind = t.kind if isinstance(t, Basic) else 0
    if kind == UNTYPED_BOOL:
        return predicates.is_boolean(target)
    if kind in (UNTYPED_INT, UNTYPED_RUNE, UNTYPED_FLOAT, UNTYPED_COMPLEX):
        return predicates.is_numeric(target)
    return kind == UNTYPED_STRING and predicates.is_string(target)


def update_type(c: "ck.Checker", e: ast.Expr, t: Type, final: bool) -> None:
    """Correct the recorded type of an untyped expression, and of the operands it comes from."""
    old = c.info.types[e.idx]
    if old is None or predicates.is_typed(old):
        return
    is_const = c.info.modes[e.idx] == info.MODE_CONSTANT
    if isinstance(e, ast.ParenExpr):
        update_type(c, e.x, t, final)
    elif isinstance(e, ast.Operation) and not is_const:
        if e.y is None:
            if e.op != ast.OP_MUL:
                update_type(c, e.x, t, final)
        elif ast.OP_EQL <= e.op <= ast.OP_GEQ:
            pass
        elif e.op in (ast.OP_SHL, ast.OP_SHR):
            update_type(c, e.x, t, final)
        else:
            update_type(c, e.x, t, final)
            update_type(c, e.y, t, final)
    if not final and predicates.is_untyped(t):
        c.info.types[e.idx] = underlying(t)
        return
    if e.idx in c.shift_operands:
        c.shift_operands.discard(e.idx)
        if not predicates.all_integer(t):
            shown = type_string(t, c.qualifier)
            c.error_at(
                e,
                codes.INVALID_SHIFT_OPERAND,
                f"invalid operation: shifted operand {expr_string(e)} (type {shown}) must be integer",
            )
            return
    if is_const:
        x = Operand()
        x.mode = info.MODE_CONSTANT
        x.expr = e
        x.type = old
        x.value = c.info.values[e.idx]
        value = _final_value(c, x, t)
        if value is not None:
            c.info.values[e.idx] = value
    c.info.types[e.idx] = t


def _final_value(c: "ck.Checker", x: Operand, t: Type) -> constant.Constant | None:
    under = underlying(t)
    if isinstance(under, Basic) and predicates.is_typed(t) and not predicates.is_type_param(t):
        value, why = constants.representation(c, x, under)
        if value is None:
            constants.invalid_conversion(c, why, x, t)
        return value
    return None
