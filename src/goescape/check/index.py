"""Index and slice expressions (Go spec, "Index expressions", "Slice expressions")."""

from typing import Final, final

from goescape.base import codes, constant
from goescape.base.constant import IntConst, StringConst
from goescape.check import assign, call, cycles, expr, info, typexpr
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    Array,
    Basic,
    Map,
    Pointer,
    Signature,
    Slice,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import BYTE, int_type, string_type


def index(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> None:
    """`x[i]`, or an instantiation."""
    expr.expr_or_type(c, x, e.x, True)
    index_of(c, x, e)


def index_of(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> None:
    """As `index`, x being the checked operand."""
    if x.mode == info.MODE_NONE:
        expr.use(c, unpack(e.index))
        return
    if x.mode == info.MODE_TYPE:
        x.invalidate()
        t = typexpr.var_type(c, e)
        if predicates.is_valid(t):
            x.mode = info.MODE_TYPE
            x.type = t
        return
    if x.mode == info.MODE_VALUE and isinstance(x.type, Signature) and x.type.tparams:
        call.explicit_instance(c, x, e)
        return
    expr.not_generic(c, x, None, "")
    if not x.is_valid:
        return
    if not _is_complete(c, x.type):
        x.invalidate()
        return
    length = _element(c, x, e)
    if length == NOT_INDEXABLE:
        expr.use(c, unpack(e.index))
        return
    if length == IS_MAP:
        return
    check_index(c, _single_index(c, e), length)


def _is_complete(c: "ck.Checker", t: Type) -> bool:
    """Whether t and what indexing goes through are complete."""
    if not cycles.is_complete(c, t):
        return False
    under = underlying(t)
    if isinstance(under, Pointer):
        return cycles.is_complete(c, under.elem)
    return not isinstance(under, Map) or cycles.is_complete(c, under.value)


NOT_INDEXABLE: Final = -3
IS_MAP: Final = -2
UNKNOWN: Final = -1


def _element(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> int:
    """Make x the element; returns the length that a constant index must stay below, or why not."""
    if isinstance(unalias(x.type), TypeParam):
        return _type_param_element(c, x, e)
    under = underlying(x.type)
    if isinstance(under, Basic) and predicates.is_string(x.type):
        length = UNKNOWN
        if x.mode == info.MODE_CONSTANT and isinstance(x.value, StringConst):
            length = len(x.value.value)
        # A byte of a constant string is not constant.
        x.mode = info.MODE_VALUE
        x.type = BYTE
        x.value = None
        return length
    if isinstance(under, Slice):
        x.mode = info.MODE_VARIABLE
        x.type = under.elem
        return UNKNOWN
    if isinstance(under, Array):
        if x.mode != info.MODE_VARIABLE:
            x.mode = info.MODE_VALUE
        x.type = under.elem
        return under.length
    if isinstance(under, Pointer):
        pointed = underlying(under.elem)
        if isinstance(pointed, Array):
            x.mode = info.MODE_VARIABLE
            x.type = pointed.elem
            return pointed.length
    if isinstance(under, Map):
        return _map_element(c, x, e, under)
    c.error(e.pos, codes.NON_INDEXABLE_OPERAND, f"cannot index {operand_string(x, c.qualifier)}")
    x.invalidate()
    return NOT_INDEXABLE


def _map_element(c: "ck.Checker", x: Operand, e: ast.IndexExpr, map_: Map) -> int:
    key = Operand()
    expr.generic_expr(c, key, _single_index(c, e))
    assign.assignment(c, key, map_.key, "map index")
    x.mode = info.MODE_MAP_INDEX
    x.type = map_.value
    x.expr = e
    return IS_MAP


def _type_param_element(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> int:
    """All types in the set must be indexable with one element type."""
    elem: Type | None = None
    key: Type | None = None
    length = UNKNOWN
    mode = info.MODE_VARIABLE
    ok = True
    for under in typeset.all_underlying(x.type):
        at = _Indexable(under, x.mode == info.MODE_VARIABLE)
        if not at.is_variable:
            mode = info.MODE_VALUE
        if at.elem is None:
            ok = False
        elif elem is None:
            length, key, elem = at.length, at.key, at.elem
        else:
            ok = _same(key, at.key) and predicates.identical(elem, at.elem)
            if 0 <= at.length < length:
                length = at.length
        if not ok:
            break
    if not ok or elem is None:
        c.error(
            e.pos, codes.NON_INDEXABLE_OPERAND, f"cannot index {operand_string(x, c.qualifier)}"
        )
        x.invalidate()
        return NOT_INDEXABLE
    if key is not None:
        return _map_element(c, x, e, Map(key, elem))
    x.mode = mode
    x.type = elem
    return length


@final
class _Indexable:
    """One type of a type set as something to index: what the elements are, None if it cannot be indexed."""

    def __init__(self, under: Type, operand_is_variable: bool) -> None:
        self.key: Type | None = None
        self.elem: Type | None = None
        self.length: int = UNKNOWN
        self.is_variable: bool = True
        array = underlying(under.elem) if isinstance(under, Pointer) else under
        if isinstance(array, Array):
            self.elem = array.elem
            self.length = array.length
            self.is_variable = operand_is_variable or isinstance(under, Pointer)
        elif isinstance(under, Basic) and predicates.is_string(under):
            self.elem = BYTE
            self.is_variable = False
        elif isinstance(under, Slice):
            self.elem = under.elem
        elif isinstance(under, Map):
            self.key = under.key
            self.elem = under.value


def _same(x: Type | None, y: Type | None) -> bool:
    if x is None or y is None:
        return x is y
    return predicates.identical(x, y)


def _single_index(c: "ck.Checker", e: ast.IndexExpr) -> ast.Expr:
    indices = unpack(e.index)
    if len(indices) > 1:
        c.error_at(indices[1], codes.INVALID_INDEX, "invalid operation: more than one index")
    return indices[0]


BAD_INDEX: Final = -4


def check_index(c: "ck.Checker", e: ast.Expr, length: int) -> int:
    """Check an index, which must stay below the length (if that is known).

    Returns its value if it is constant, UNKNOWN if it is not, BAD_INDEX after an error.
    """
    return check_operand_index(c, Operand(), e, length)


def check_operand_index(c: "ck.Checker", x: Operand, e: ast.Expr, length: int) -> int:
    """As check_index; x becomes the checked index."""
    expr.expr(c, x, e)
    if not is_index(c, x, "index", False):
        return BAD_INDEX
    if x.mode != info.MODE_CONSTANT or x.value is None:
        return UNKNOWN
    value = constant.int64_value(x.value)
    if value is None:
        return BAD_INDEX
    if 0 <= length <= value:
        shown = constant.const_string(x.value)
        text = f"invalid argument: index {shown} out of bounds [0:{length}]"
        c.error(expr.constants_pos(x), codes.INVALID_INDEX, text)
        return BAD_INDEX
    return value


def is_index(c: "ck.Checker", x: Operand, what: str, allow_negative: bool) -> bool:
    """Whether x can be an index or a size: an integer, not negative if constant."""
    if not x.is_valid:
        return False
    expr.convert_untyped(c, x, int_type()) if predicates.is_untyped(x.type) else None
    if not x.is_valid:
        return False
    shown = operand_string(x, c.qualifier)
    if not predicates.all_integer(x.type):
        c.error(
            expr.constants_pos(x),
            codes.INVALID_INDEX,
            f"invalid argument: {what} {shown} must be integer",
        )
        return False
    if x.mode == info.MODE_CONSTANT and x.value is not None:
        value = constant.to_int(x.value)
        if isinstance(value, IntConst):
            if not allow_negative and value.value < 0:
                c.error(
                    expr.constants_pos(x),
                    codes.INVALID_INDEX,
                    f"invalid argument: {what} {shown} must not be negative",
                )
                return False
            if not -(1 << 63) <= value.value < 1 << 63:
                c.error(
                    expr.constants_pos(x),
                    codes.INVALID_INDEX,
                    f"invalid argument: {what} {shown} overflows int",
                )
                return False
    return True


# -------------------------------------------------------------------------------------- slices


def slice_(c: "ck.Checker", x: Operand, e: ast.SliceExpr) -> None:
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
    if length == NOT_INDEXABLE:
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
        elif not predicates.identical(common, under):
            a, b = type_string(kept, c.qualifier), type_string(term.type, c.qualifier)
            why = f"{a} and {b} have different underlying types"
            c.error(
                expr.constants_pos(x), codes.NON_SLICEABLE_OPERAND, f"cannot slice {shown}: {why}"
            )
            return string_type() if has_string else None
    if common is None:
        why = f"no specific type in {type_string(x.type, c.qualifier)}"
        c.error(expr.constants_pos(x), codes.NON_SLICEABLE_OPERAND, f"cannot slice {shown}: {why}")
    return string_type() if has_string else common


def _sliced(c: "ck.Checker", x: Operand, e: ast.SliceExpr, core: Type) -> int:
    """Give x the type of its slices; returns the length that bounds must not exceed, or why not."""
    array = underlying(core.elem) if isinstance(core, Pointer) else core
    if isinstance(array, Array):
        if array is core and x.mode != info.MODE_VARIABLE:
            shown = operand_string(x, c.qualifier)
            c.error(
                expr.constants_pos(x),
                codes.NON_SLICEABLE_OPERAND,
                f"cannot slice unaddressable value {shown}",
            )
            return NOT_INDEXABLE
        x.type = Slice(array.elem)
        return array.length
    if isinstance(core, Slice):
        return UNKNOWN
    if not predicates.is_string(core):
        c.error(
            expr.constants_pos(x),
            codes.NON_SLICEABLE_OPERAND,
            f"cannot slice {operand_string(x, c.qualifier)}",
        )
        return NOT_INDEXABLE
    if e.full:
        at = e.max if e.max is not None else e
        c.error_at(at, codes.INVALID_SLICE_EXPR, "invalid operation: 3-index slice of string")
        return NOT_INDEXABLE
    length = UNKNOWN
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
            values.append(check_index(c, bound, length + 1 if length >= 0 else UNKNOWN))
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


def indexed_elements(c: "ck.Checker", elems: list[ast.Expr], t: Type, length: int) -> int:
    """Check the elements of an array or slice literal; returns the largest index plus one."""
    seen: set[int] = set()
    at = 0
    largest = 0
    for e in elems:
        value_expr = e
        is_known = True
        if isinstance(e, ast.KeyValueExpr):
            value_expr = e.value
            key = _key(c, e, length)
            is_known = key >= 0
            if is_known:
                at = key
        elif 0 <= length <= at:
            c.error_at(e, codes.OVERSIZE_ARRAY_LIT, f"index {at} is out of bounds (>= {length})")
            is_known = False
        if is_known:
            if at in seen:
                c.error_at(
                    e, codes.DUPLICATE_LIT_KEY, f"duplicate index {at} in array or slice literal"
                )
            seen.add(at)
        at += 1
        largest = max(largest, at)
        x = Operand()
        expr.generic_expr(c, x, value_expr, t)
        assign.assignment(c, x, t, "array or slice literal")
    return largest


def _key(c: "ck.Checker", e: ast.KeyValueExpr, length: int) -> int:
    """The value of a constant index, -1 if it is none."""
    x = Operand()
    value = check_operand_index(c, x, e.key, length)
    if value == UNKNOWN:
        c.error_at(
            e, codes.INVALID_LIT_INDEX, f"index {expr_string(e.key)} must be integer constant"
        )
    return value
