"""Comparisons (Go spec, "Comparison operators")."""

from goescape.base import codes, constant
from goescape.check import assign, info, untyped
from goescape.check import checker as ck
from goescape.check.operand import Operand, composite_kind
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import comparability, predicates
from goescape.types.model import (
    UNTYPED_BOOL,
    Array,
    Interface,
    Map,
    Signature,
    Slice,
    Struct,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import TYP


def check(c: "ck.Checker", x: Operand, y: Operand, op: int, switch_case: bool = False) -> None:
    """`x op y`; the result in x is an untyped boolean. A switch case (`==`) is worded differently."""
    if predicates.is_invalid(x.type) or predicates.is_invalid(y.type):
        x.invalidate()
        return
    found = _problem(c, x, y, op)
    if found is not None:
        _report(c, x, y, op, switch_case, found)
        return
    if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
        if x.value is not None and y.value is not None:
            x.value = constant.make_bool(constant.compare(x.value, op, y.value))
    else:
        x.mode = info.MODE_VALUE
        x.value = None
        # The operands keep what they have; untyped ones get their default types.
        if x.expr is not None:
            untyped.update_type(c, x.expr, predicates.default_type(x.type), True)
        if y.expr is not None:
            untyped.update_type(c, y.expr, predicates.default_type(y.type), True)
    x.type = TYP[UNTYPED_BOOL]


def _report(
    c: "ck.Checker",
    x: Operand,
    y: Operand,
    op: int,
    switch_case: bool,
    found: tuple[Operand, str],
) -> None:
    at, cause = found
    if not cause:
        cause = _general_cause(c, x, y, op, at)
    left = expr_string(x.expr) if x.expr is not None else ""
    # Without an expression it is the tag of a switch without one.
    right = expr_string(y.expr) if y.expr is not None else "true"
    if switch_case:
        c.error(
            x.start,
            codes.MISMATCHED_TYPES,
            f"invalid case {left} in switch on {right} ({cause})",
        )
    else:
        text = f"invalid operation: {left} {ast.OP_TEXT[op]} {right} ({cause})"
        c.error(at.start, codes.UNDEFINED_OP, text)
    x.invalidate()


def _general_cause(c: "ck.Checker", x: Operand, y: Operand, op: int, at: Operand) -> str:
    if predicates.is_type_param(x.type) or predicates.is_type_param(y.type):
        if not predicates.is_type_param(x.type):
            at = y
        shown = type_string(at.type, c.qualifier)
        return f"type parameter {shown} cannot use operator {ast.OP_TEXT[op]}"
    what = composite_kind(at.type)
    if not what:
        what = type_string(at.type, c.qualifier)
    return f"operator {ast.OP_TEXT[op]} not defined on {what}"


def _problem(c: "ck.Checker", x: Operand, y: Operand, op: int) -> tuple[Operand, str] | None:
    """The operand that prevents a comparison and why ("" for nothing special); None if x and y compare."""
    if not assign.is_assignable(c, x, y.type) and not assign.is_assignable(c, y, x.type):
        a, b = type_string(x.type, c.qualifier), type_string(y.type, c.qualifier)
        return y, f"mismatched types {a} and {b}"
    if op != ast.OP_EQL and op != ast.OP_NEQ:
        for operand in (x, y):
            if not predicates.all_ordered(operand.type):
                return operand, ""
        return None
    if x.is_nil or y.is_nil:
        other = y.type if x.is_nil else x.type
        # Only `nil == nil` fails here.
        if (x.is_nil and y.is_nil) or not predicates.has_nil(other):
            return y, ""
        return None
    for operand in (x, y):
        if not comparability.comparable_type(operand.type, True):
            return operand, incomparable_cause(c, operand.type)
    return None


def incomparable_cause(c: "ck.Checker", t: Type) -> str:
    """Why values of type t cannot be compared; empty if there is nothing more to say."""
    under = underlying(t)
    if isinstance(under, (Slice, Signature, Map)):
        return f"{composite_kind(t)} can only be compared to nil"
    if isinstance(under, Struct):
        for field in under.fields:
            if field.type is not None and not comparability.comparable_type(field.type, True):
                return (
                    f"struct containing {type_string(field.type, c.qualifier)} cannot be compared"
                )
    if isinstance(under, Array):
        return f"{type_string(t, c.qualifier)} cannot be compared"
    if isinstance(under, Interface):
        return comparability.comparable_reason(t, True) or ""
    return ""
