"""Index and slice expressions (Go spec, "Index expressions", "Slice expressions")."""

from goescape.base import constant
from goescape.base.constant import IntConst, StringConst
from goescape.check import assign, call, expr, info, typexpr
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    UNTYPED_STRING,
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
        t = typexpr.typ(c, e)
        if predicates.is_valid(t):
            x.mode = info.MODE_TYPE
            x.type = t
        return
    if x.mode == info.MODE_VALUE and isinstance(x.type, Signature) and x.type.tparams:
        call.explicit_instance(c, x, e)
        return
    expr._not_generic(c, x)
    expr._exclude(c, x)
    expr.single_value(c, x)
    if not x.is_valid:
        expr.use(c, unpack(e.index))
        return
    length = _element(c, x, e)
    if length == NOT_INDEXABLE:
        expr.use(c, unpack(e.index))
        return
    if length == IS_MAP:
        return
    i = _single_index(c, e)
    if i is None:
        x.invalidate()
        return
    value = check_index(c, i, length)
    del value


NOT_INDEXABLE = -3
IS_MAP = -2
UNKNOWN = -1


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
    c.error(e.pos, f"cannot index {operand_string(x, c.qualifier)}")
    x.invalidate()
    return NOT_INDEXABLE


def _map_element(c: "ck.Checker", x: Operand, e: ast.IndexExpr, map_: Map) -> int:
    indices = unpack(e.index)
    if len(indices) != 1:
        c.error_at(indices[1], "unexpected comma; expecting ]")
        x.invalidate()
        return IS_MAP
    key = Operand()
    expr.expr_with_target(c, key, indices[0], map_.key, "map index")
    assign.assignment(c, key, map_.key, "map index")
    x.mode = info.MODE_MAP_INDEX
    x.type = map_.value
    x.expr = e
    return IS_MAP


def _type_param_element(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> int:
    """All types in the set must be indexable with one element type."""
    elem: Type | None = None
    length = UNKNOWN
    key: Type | None = None
    mode = info.MODE_VARIABLE
    ok = True
    types = typeset.all_underlying(x.type)
    n_maps = 0
    for under in types:
        e_type: Type | None = None
        if isinstance(under, Basic) and predicates.is_string(under):
            e_type = BYTE
            mode = info.MODE_VALUE
        elif isinstance(under, Slice):
            e_type = under.elem
        elif isinstance(under, Array):
            e_type = under.elem
            length = under.length if length < 0 else min(length, under.length)
            if x.mode != info.MODE_VARIABLE:
                mode = info.MODE_VALUE
        elif isinstance(under, Pointer):
            pointed = underlying(under.elem)
            if isinstance(pointed, Array):
                e_type = pointed.elem
                length = pointed.length if length < 0 else min(length, pointed.length)
        elif isinstance(under, Map):
            n_maps += 1
            e_type = under.value
            if key is None:
                key = under.key
            elif not predicates.identical(key, under.key):
                ok = False
        if e_type is None or (elem is not None and not predicates.identical(elem, e_type)):
            ok = False
            break
        elem = e_type
    if not ok or elem is None or (n_maps and n_maps != len(types)):
        c.error(e.pos, f"cannot index {operand_string(x, c.qualifier)}")
        x.invalidate()
        return NOT_INDEXABLE
    if n_maps and key is not None:
        return _map_element(c, x, e, Map(key, elem))
    x.mode = mode
    x.type = elem
    return length


def _single_index(c: "ck.Checker", e: ast.IndexExpr) -> ast.Expr | None:
    indices = unpack(e.index)
    if len(indices) > 1:
        c.error_at(indices[1], "unexpected comma; expecting ]")
        expr.use(c, indices)
        return None
    return indices[0]


def check_index(c: "ck.Checker", e: ast.Expr, length: int, may_equal: bool = False) -> int:
    """Check an index; returns its value if it is constant, else -1."""
    x = Operand()
    expr.expr(c, x, e)
    if not is_index(c, x, "index", False):
        return -1
    if x.mode != info.MODE_CONSTANT or x.value is None:
        return -1
    value = constant.int64_value(x.value)
    if value is None:
        return -1
    if length >= 0 and (value > length if may_equal else value >= length):
        bound = f"{length + 1}" if may_equal else f"{length}"
        shown = constant.const_string(x.value)
        c.error(expr.constants_pos(x), f"invalid argument: index {shown} out of bounds [0:{bound}]")
        return -1
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
        c.error(expr.constants_pos(x), f"invalid argument: {what} {shown} must be integer")
        return False
    if x.mode == info.MODE_CONSTANT and x.value is not None:
        value = constant.to_int(x.value)
        if isinstance(value, IntConst):
            if not allow_negative and value.value < 0:
                c.error(
                    expr.constants_pos(x), f"invalid argument: {what} {shown} must not be negative"
                )
                return False
            if not -(1 << 63) <= value.value < 1 << 63:
                c.error(expr.constants_pos(x), f"invalid argument: {what} {shown} overflows int")
                return False
    return True


# -------------------------------------------------------------------------------------- slices


def slice_(c: "ck.Checker", x: Operand, e: ast.SliceExpr) -> None:
    """`x[lo:hi:max]`."""
    expr.expr(c, x, e.x)
    bounds = [bound for bound in (e.lo, e.hi, e.max) if bound is not None]
    if not x.is_valid:
        expr.use(c, bounds)
        return
    core = typeset.core_string(x.type)
    length = UNKNOWN
    if core is None:
        cause = typeset.why_no_common_under(x.type, c.qualifier)
        c.error(expr.constants_pos(x), f"cannot slice {operand_string(x, c.qualifier)}: {cause}")
        x.invalidate()
        return
    if isinstance(core, Basic) and predicates.is_string(core):
        if e.full:
            c.error_at(
                e.max if e.max is not None else e, "invalid operation: 3-index slice of string"
            )
            x.invalidate()
            return
        if x.mode == info.MODE_CONSTANT and isinstance(x.value, StringConst):
            length = len(x.value.value)
        if isinstance(x.type, Basic) and x.type.kind == UNTYPED_STRING:
            # The operand stays an untyped constant, its slice does not.
            x.type = string_type()
        x.mode = info.MODE_VALUE
        x.value = None
    elif isinstance(core, Array):
        length = core.length
        if x.mode != info.MODE_VARIABLE:
            shown = operand_string(x, c.qualifier)
            c.error(
                expr.constants_pos(x), f"invalid operation: {shown} (slice of unaddressable value)"
            )
            x.invalidate()
            return
        x.mode = info.MODE_VALUE
        x.type = Slice(core.elem)
    elif isinstance(core, Pointer) and isinstance(underlying(core.elem), Array):
        array = underlying(core.elem)
        if isinstance(array, Array):
            length = array.length
            x.mode = info.MODE_VALUE
            x.type = Slice(array.elem)
    elif isinstance(core, Slice):
        x.mode = info.MODE_VALUE
    else:
        c.error(expr.constants_pos(x), f"cannot slice {operand_string(x, c.qualifier)}")
        x.invalidate()
        expr.use(c, bounds)
        return
    values: list[tuple[int, ast.Expr]] = []
    for bound in (e.lo, e.hi, e.max):
        if bound is not None:
            value = check_index(c, bound, length, True)
            if value >= 0:
                values.append((value, bound))
    for i in range(1, len(values)):
        if values[i - 1][0] > values[i][0]:
            c.error_at(values[i][1], f"invalid slice indices: {values[i][0]} < {values[i - 1][0]}")
            break


def indexed_elements(c: "ck.Checker", elems: list[ast.Expr], t: Type, length: int) -> int:
    """Check the elements of an array or slice literal; returns the largest index plus one."""
    seen: set[int] = set()
    at = 0
    largest = 0
    for e in elems:
        value_expr = e
        if isinstance(e, ast.KeyValueExpr):
            value_expr = e.value
            key = _constant_key(c, e.key, length)
            if key >= 0:
                at = key
        elif 0 <= length <= at:
            c.error_at(e, f"index {at} is out of bounds (>= {length})")
        if at in seen:
            c.error_at(e, f"duplicate index {at} in array or slice literal")
        seen.add(at)
        at += 1
        largest = max(largest, at)
        x = Operand()
        expr.expr_with_hint_target(c, x, value_expr, t)
        assign.assignment(c, x, t, "array or slice literal")
    return largest


def _constant_key(c: "ck.Checker", e: ast.Expr, length: int) -> int:
    x = Operand()
    expr.expr(c, x, e)
    if not x.is_valid:
        return -1
    if x.mode != info.MODE_CONSTANT:
        c.error_at(e, f"index {expr_string(e)} must be integer constant")
        return -1
    if not is_index(c, x, "index", False) or x.value is None:
        return -1
    value = constant.int64_value(x.value)
    if value is None:
        return -1
    if 0 <= length <= value:
        c.error_at(e, f"invalid argument: index {value} out of bounds [0:{length}]")
        return -1
    return value
