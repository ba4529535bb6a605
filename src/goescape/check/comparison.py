"""Comparisons (Go spec, "Comparison operators")."""

from goescape.base import constant
from goescape.check import assign, expr, info
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import predicates
from goescape.types.model import UNTYPED_BOOL, Map, Signature, Slice, Type, underlying
from goescape.types.typestring import type_string
from goescape.types.universe import TYP


def check(
    c: "ck.Checker", x: Operand, y: Operand, op: int, e: ast.Operation | None
) -> None:
    """`x op y`; the result is an untyped boolean."""
    cause = _mismatch(c, x, y, op)
    if cause is None:
        if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT and x.value and y.value:
            x.value = constant.make_bool(constant.compare(x.value, op, y.value))
        else:
            x.mode = info.MODE_VALUE
            x.value = None
            # The operands keep what they have; untyped ones get their default types.
            if x.expr is not None:
                expr.update_type(c, x.expr, predicates.default_type(x.type), True)
            if y.expr is not None:
                expr.update_type(c, y.expr, predicates.default_type(y.type), True)
        x.type = TYP[UNTYPED_BOOL]
        return
    left = expr_string(x.expr) if x.expr is not None else ""
    right = expr_string(y.expr) if y.expr is not None else ""
    text = expr_string(e) if e is not None else f"{left} {ast.OP_TEXT[op]} {right}"
    c.error(expr.constants_pos(x), f"invalid operation: {text} ({cause})")
    x.invalidate()


def _mismatch(c: "ck.Checker", x: Operand, y: Operand, op: int) -> str | None:
    """Why x and y cannot be compared, or None."""
    a, b = type_string(x.type, c.qualifier), type_string(y.type, c.qualifier)
    if not (assign.is_assignable(c, x, y.type) or assign.is_assignable(c, y, x.type)):
        return f"mismatched types {a} and {b}"
    if op == ast.OP_EQL or op == ast.OP_NEQ:
        if x.is_nil or y.is_nil:
            other = y.type if x.is_nil else x.type
            if x.is_nil and y.is_nil:
                return f"operator {ast.OP_TEXT[op]} not defined on nil"
            if not predicates.has_nil(other):
                return f"mismatched types {a} and {b}"
            return None
        for t in (x.type, y.type):
            if not predicates.comparable_type(t, True):
                return _incomparable(c, t)
        return None
    for t in (x.type, y.type):
        if not predicates.all_ordered(t):
            if predicates.is_type_param(t):
                return f"type parameter {type_string(t, c.qualifier)} cannot use operator {ast.OP_TEXT[op]}"
            return f"operator {ast.OP_TEXT[op]} not defined on {_kind(t)}"
    return None


def _incomparable(c: "ck.Checker", t: Type) -> str:
    under = underlying(t)
    if isinstance(under, (Slice, Map, Signature)):
        return f"{_kind(t)} can only be compared to nil"
    if predicates.is_type_param(t):
        return f"incomparable types in type set"
    return f"{type_string(t, c.qualifier)} cannot be compared"


def _kind(t: Type) -> str:
    from goescape.types.model import Array, Chan, Interface, Pointer, Struct

    under = underlying(t)
    if isinstance(under, Array):
        return "array"
    if isinstance(under, Slice):
        return "slice"
    if isinstance(under, Struct):
        return "struct"
    if isinstance(under, Pointer):
        return "pointer"
    if isinstance(under, Signature):
        return "func"
    if isinstance(under, Interface):
        return "type parameter" if predicates.is_type_param(t) else "interface"
    if isinstance(under, Map):
        return "map"
    if isinstance(under, Chan):
        return "chan"
    return "bool" if predicates.is_boolean(t) else "value"
