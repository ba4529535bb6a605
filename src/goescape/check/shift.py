"""Shifts (Go spec, "Operators"): the left operand of a non-constant shift takes its type from the context."""

from goescape.base import codes, constant
from goescape.base.constant import IntConst, UnknownConst
from goescape.check import checker as ck
from goescape.check import constants, info, untyped
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.types import predicates
from goescape.types.model import UNTYPED_INT
from goescape.types.universe import TYP, uint_type


def check(c: "ck.Checker", x: Operand, y: Operand, e: ast.Operation | None, op: int) -> None:
    """`x << y` or `x >> y`."""
    value: constant.Constant | None = None
    if x.mode == info.MODE_CONSTANT and x.value is not None:
        value = constant.to_int(x.value)
    is_untyped_int = predicates.is_untyped(x.type) and isinstance(value, IntConst)
    if not predicates.all_integer(x.type) and not is_untyped_int:
        _refuse(c, x)
        return
    if not _check_count(c, y):
        x.invalidate()
        return
    if x.mode == info.MODE_CONSTANT:
        if y.mode == info.MODE_CONSTANT:
            _constant(c, x, y, e, op, value)
            return
        if predicates.is_untyped(x.type):
            # Checked once the type is known.
            if x.expr is not None:
                c.shift_operands.add(x.expr.idx)
            x.mode = info.MODE_VALUE
            x.value = None
            return
    if not predicates.all_integer(x.type):
        _refuse(c, x)
        return
    x.mode = info.MODE_VALUE
    x.value = None


def _refuse(c: "ck.Checker", x: Operand) -> None:
    text = f"invalid operation: shifted operand {operand_string(x, c.qualifier)} must be integer"
    c.error(x.start, codes.INVALID_SHIFT_OPERAND, text)
    x.invalidate()


def _check_count(c: "ck.Checker", y: Operand) -> bool:
    """The shift count must be an integer, and not negative if it is constant."""
    if y.mode == info.MODE_CONSTANT and y.value is not None:
        count = constant.to_int(y.value)
        if isinstance(count, IntConst) and count.value < 0:
            shown = operand_string(y, c.qualifier)
            c.error(
                y.start,
                codes.INVALID_SHIFT_COUNT,
                f"invalid operation: negative shift count {shown}",
            )
            return False
        # The count is not converted, only checked to fit an uint.
        if predicates.is_untyped(y.type):
            return constants.representable(c, y, uint_type())
        return True
    if predicates.all_integer(y.type):
        if predicates.all_unsigned(y.type) or y.mode == info.MODE_CONSTANT or c.allows(13):
            return True
        shown = operand_string(y, c.qualifier)
        return c.require(y.start, 13, f"invalid operation: signed shift count {shown}")
    if predicates.is_untyped(y.type):
        untyped.convert(c, y, uint_type())
        return y.is_valid
    c.error(
        y.start,
        codes.INVALID_SHIFT_COUNT,
        f"invalid operation: shift count {operand_string(y, c.qualifier)} must be integer",
    )
    return False


def _constant(
    c: "ck.Checker",
    x: Operand,
    y: Operand,
    e: ast.Operation | None,
    op: int,
    value: constant.Constant | None,
) -> None:
    if isinstance(x.value, UnknownConst) or isinstance(y.value, UnknownConst):
        x.value = UnknownConst()
        if not predicates.is_integer(x.type):
            x.type = TYP[UNTYPED_INT]
        return
    if not isinstance(value, IntConst) or y.value is None:
        x.invalidate()
        return
    count = constant.int64_value(y.value)
    if count is None or count > c.limits.shift_max:
        shown = operand_string(y, c.qualifier)
        c.error(
            y.start,
            codes.INVALID_SHIFT_COUNT,
            f"invalid operation: invalid shift count {shown}",
        )
        x.invalidate()
        return
    if not predicates.is_integer(x.type):
        x.type = TYP[UNTYPED_INT]
    x.value = constant.shift(value, op, count)
    if e is not None:
        x.expr = e
    constants.overflow(c, x, e.pos if e is not None else x.pos)
