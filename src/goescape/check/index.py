"""Index expressions, and indices of any kind (Go spec, "Index expressions")."""

from typing import Final, final

from goescape.base import codes, constant
from goescape.base.constant import IntConst, StringConst
from goescape.check import assign, cycles, expr, funcinst, info, typexpr, untyped
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.types import identity, predicates, typeset
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
from goescape.types.universe import BYTE, int_type


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
        funcinst.explicit_instance(c, x, e)
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
            ok = _same(key, at.key) and identity.identical(elem, at.elem)
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
    return identity.identical(x, y)


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
        c.error(x.start, codes.INVALID_INDEX, text)
        return BAD_INDEX
    return value


def is_index(c: "ck.Checker", x: Operand, what: str, allow_negative: bool) -> bool:
    """Whether x can be an index or a size: an integer, not negative if constant."""
    if not x.is_valid:
        return False
    if predicates.is_untyped(x.type):
        untyped.convert(c, x, int_type())
        if not x.is_valid:
            return False
    problem = _index_problem(c, x, allow_negative)
    if problem:
        text = f"invalid argument: {what} {operand_string(x, c.qualifier)} {problem}"
        c.error(x.start, codes.INVALID_INDEX, text)
        return False
    return True


def _index_problem(c: "ck.Checker", x: Operand, allow_negative: bool) -> str:
    if not predicates.all_integer(x.type):
        return "must be integer"
    if x.mode != info.MODE_CONSTANT or x.value is None:
        return ""
    value = constant.to_int(x.value)
    if not isinstance(value, IntConst):
        return ""
    if not allow_negative and value.value < 0:
        return "must not be negative"
    int_max = c.sizes.layout.int_max
    return "" if -int_max - 1 <= value.value <= int_max else "overflows int"
