"""Slice expressions (Go spec, "Slice expressions")."""

from goescape.base import codes
from goescape.base.constant import StringConst
from goescape.check import checker as ck
from goescape.check import cycles, expr, index, info
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    Array,
    Pointer,
    Slice,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import BYTE, string_type


def check(c: "ck.Checker", x: Operand, e: ast.SliceExpr) -> None:
    """`x[lo:hi:max]`."""
    expr.expr(c, x, e.x)
    if not x.is_valid:
        expr.use(c, [bound for bound in (e.lo, e.hi, e.max) if bound is not None])
        return
    core = _sliceable(c, x)
    under = underlying(x.type)
    if isinstance(under, Pointer) and not cycles.is_complete(c, under.elem):
        core = None
    if core is None:
        x.invalidate()
        return
    length = _sliced(c, x, e, core)
    if length == index.NOT_INDEXABLE:
        x.invalidate()
        return
    x.mode = info.MODE_VALUE
    x.value = None
    _slice_bounds(c, e, length)


def _sliceable(c: "ck.Checker", x: Operand) -> Type | None:
    """The underlying type that everything in x's type set has, strings and byte slices taken together."""
    if not predicates.is_type_param(x.type):
        return underlying(x.type)
    shown = operand_string(x, c.qualifier)
    kept: Type | None = None
    common: Type | None = None
    has_string = False
    for term in typeset.terms_of(x.type) or []:
        under = underlying(term.type)
        if predicates.is_string(under):
            under = Slice(BYTE)
            has_string = True
        if kept is None or common is None:
            kept, common = term.type, under
        elif not identity.identical(common, under):
            a, b = type_string(kept, c.qualifier), type_string(term.type, c.qualifier)
            why = f"{a} and {b} have different underlying types"
            c.error(x.start, codes.NON_SLICEABLE_OPERAND, f"cannot slice {shown}: {why}")
            return string_type() if has_string else None
    if common is None:
        why = f"no specific type in {type_string(x.type, c.qualifier)}"
        c.error(x.start, codes.NON_SLICEABLE_OPERAND, f"cannot slice {shown}: {why}")
    return string_type() if has_string else common


def _sliced(c: "ck.Checker", x: Operand, e: ast.SliceExpr, core: Type) -> int:
    """Give x the type of its slices; returns the length that bounds must not exceed, or why not."""
    array = underlying(core.elem) if isinstance(core, Pointer) else core
    if isinstance(array, Array):
        if array is core and x.mode != info.MODE_VARIABLE:
            shown = operand_string(x, c.qualifier)
            c.error(
                x.start,
                codes.NON_SLICEABLE_OPERAND,
                f"cannot slice unaddressable value {shown}",
            )
            return index.NOT_INDEXABLE
        x.type = Slice(array.elem)
        return array.length
    if isinstance(core, Slice):
        return index.UNKNOWN
    if not predicates.is_string(core):
        c.error(
            x.start,
            codes.NON_SLICEABLE_OPERAND,
            f"cannot slice {operand_string(x, c.qualifier)}",
        )
        return index.NOT_INDEXABLE
    if e.full:
        at = e.max if e.max is not None else e
        c.error_at(at, codes.INVALID_SLICE_EXPR, "invalid operation: 3-index slice of string")
        return index.NOT_INDEXABLE
    length = index.UNKNOWN
    if x.mode == info.MODE_CONSTANT and isinstance(x.value, StringConst):
        length = len(x.value.value)
    if predicates.is_untyped(x.type):
        # The operand stays an untyped constant, its slice does not.
        x.type = string_type()
    return length


def _slice_bounds(c: "ck.Checker", e: ast.SliceExpr, length: int) -> None:
    """Constant bounds must not decrease; a missing one is 0, or the length if that is known."""
    bounds = [e.lo, e.hi, e.max]
    values: list[int] = []
    for i, bound in enumerate(bounds):
        if bound is not None:
            values.append(index.check_index(c, bound, length + 1 if length >= 0 else index.UNKNOWN))
        else:
            values.append(0 if i == 0 else length)
    for i in range(2):
        for j in range(i + 1, 3):
            later = bounds[j]
            if later is not None and 0 <= values[j] < values[i]:
                c.error_at(
                    later,
                    codes.SWAPPED_SLICE_INDICES,
                    f"invalid slice indices: {values[j]} < {values[i]}",
                )
                return
