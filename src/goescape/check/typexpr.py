"""Type expressions (Go spec, "Types")."""

from typing import final

from goescape.base import codes, constant
from goescape.base.constant import IntConst, UnknownConst
from goescape.check import checker as ck
from goescape.check import expr, ident, ifacetype, info, selector, signature, structtype, typeinst
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import comparability, predicates, typeset
from goescape.types.model import (
    Alias,
    Array,
    Chan,
    Interface,
    Map,
    Pointer,
    Slice,
    Type,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    Const,
    TypeName,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def typ(c: "ck.Checker", e: ast.Expr) -> Type:
    """The type that e denotes; it must not be generic."""
    return defined_type(c, e, None)


def var_type(c: "ck.Checker", e: ast.Expr) -> Type:
    """The type of a variable: constraint interfaces are not allowed."""
    t = typ(c, e)
    valid_var_type(c, t, e)
    return t


def valid_var_type(c: "ck.Checker", t: Type, e: ast.Expr) -> None:
    """Queue the check that variables may have type t, written as e."""
    if not predicates.is_type_param(t):
        c.later(_NoConstraint(t, e))


@final
class _NoConstraint(ck.Action):
    def __init__(self, t: Type, e: ast.Expr) -> None:
        self.t = t
        self.e = e

    def run(self, c: "ck.Checker") -> None:
        under = underlying(self.t)
        if isinstance(under, Interface) and not predicates.is_type_param(self.t):
            types = typeset.type_set(under)
            if types.terms is None and not types.comparable:
                return
            text = type_string(self.t, c.qualifier)
            if types.comparable:
                reason = "is (or embeds) comparable"
            else:
                reason = "contains type constraints"
            c.error_at(
                self.e,
                codes.MISPLACED_CONSTRAINT_IFACE,
                f"cannot use type {text} outside a type constraint: interface {reason}",
            )


def defined_type(c: "ck.Checker", e: ast.Expr, owner: TypeName | None) -> Type:
    """As `typ`; owner is the type name being declared with this type, if there is one."""
    t = _type(c, e, owner)
    if predicates.is_generic(t):
        text = type_string(unalias(t) if not isinstance(t, Alias) else t, c.qualifier)
        c.error_at(
            e, codes.WRONG_TYPE_ARG_COUNT, f"cannot use generic type {text} without instantiation"
        )
        t = INVALID_TYPE
    record(c, e, t)
    return t


def generic_type(c: "ck.Checker", e: ast.Expr, use: ast.IndexExpr | None = None) -> Type:
    """A type expression that must denote a generic type; `use` is what it is wanted for."""
    t = _type(c, e, None)
    if predicates.is_valid(t) and not predicates.is_generic(t):
        text = f"{type_string(t, c.qualifier)} is not a generic type"
        if use is not None:
            targs = ", ".join(expr_string(each) for each in unpack(use.index))
            text = f"invalid operation: {expr_string(e)}[{targs}] ({text})"
        c.error_at(e, codes.NOT_A_GENERIC_TYPE, text)
        t = INVALID_TYPE
    record(c, e, t)
    return t


def record(c: "ck.Checker", e: ast.Expr, t: Type) -> None:
    c.info.modes[e.idx] = info.MODE_TYPE
    c.info.types[e.idx] = t
    c.written.note_type(c.env, e, t)


def _type(c: "ck.Checker", e: ast.Expr, owner: TypeName | None) -> Type:
    if isinstance(e, ast.Name):
        x = Operand()
        ident.ident(c, x, e, True)
        return _operand_type(c, x, e)
    if isinstance(e, ast.SelectorExpr):
        x = Operand()

        selector.check(c, x, e, True)
        return _operand_type(c, x, e)
    if isinstance(e, ast.IndexExpr):
        return typeinst.instance(c, e)
    if isinstance(e, ast.ParenExpr):
        return defined_type(c, e.x, owner)
    if isinstance(e, ast.Operation) and e.y is None and e.op == ast.OP_MUL:
        pointer = Pointer(INVALID_TYPE)
        pointer.elem = var_type(c, e.x)
        return INVALID_TYPE if pointer.elem is INVALID_TYPE else pointer
    if isinstance(e, ast.SliceType):
        slice_ = Slice(INVALID_TYPE)
        slice_.elem = var_type(c, e.elem)
        return slice_
    if isinstance(e, ast.ArrayType):
        return _array(c, e)
    if isinstance(e, ast.StructType):
        return structtype.struct_type(c, e)
    if isinstance(e, ast.FuncType):
        return signature.of_type(c, e)
    if isinstance(e, ast.InterfaceType):
        return ifacetype.interface_type(c, e, owner)
    if isinstance(e, ast.MapType):
        return _map(c, e)
    if isinstance(e, ast.ChanType):
        return Chan(e.dir, var_type(c, e.elem))
    if isinstance(e, ast.DotsType):
        c.error_at(e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: invalid use of ...")
        return INVALID_TYPE
    if isinstance(e, ast.BadExpr):
        return INVALID_TYPE
    c.error_at(e, codes.NOT_A_TYPE, f"{expr_string(e)} is not a type")
    expr.use(c, [e])
    return INVALID_TYPE


def _operand_type(c: "ck.Checker", x: Operand, e: ast.Expr) -> Type:
    if x.mode == info.MODE_TYPE:
        return x.type
    if x.mode == info.MODE_NO_VALUE:
        c.error_at(e, codes.NOT_A_TYPE, f"{expr_string(e)} used as type")
    elif x.mode != info.MODE_NONE:
        x.expr = e
        c.error_at(e, codes.NOT_A_TYPE, f"{operand_string(x, c.qualifier)} is not a type")
    return INVALID_TYPE


# ---------------------------------------------------------------------------- composite types


def _array(c: "ck.Checker", e: ast.ArrayType) -> Type:
    array = Array(INVALID_TYPE, -1)
    if e.len is None:
        c.error_at(
            e,
            codes.BAD_DOT_DOT_DOT_SYNTAX,
            "invalid use of [...] array (outside a composite literal)",
        )
    else:
        array.length = array_length(c, e.len)
    array.elem = var_type(c, e.elem)
    return array if array.length >= 0 else INVALID_TYPE


def array_length(c: "ck.Checker", e: ast.Expr) -> int:
    """The constant length of an array type, or -1 after an error."""
    if isinstance(e, ast.Name):
        obj, _ = c.lookup(e.value)

        if obj is None:
            c.error_at(
                e,
                codes.INVALID_ARRAY_LEN,
                f"undefined array length {e.value} or missing type constraint",
            )
            return -1
        if not isinstance(obj, Const):
            c.error_at(e, codes.INVALID_ARRAY_LEN, f"invalid array length {e.value}")
            return -1
    x = Operand()
    expr.expr(c, x, e)
    if x.mode != info.MODE_CONSTANT:
        if x.is_valid:
            c.error_at(
                e,
                codes.INVALID_ARRAY_LEN,
                f"array length {operand_string(x, c.qualifier)} must be constant",
            )
        return -1
    if predicates.is_untyped(x.type) or predicates.is_integer(x.type):
        value = constant.to_int(x.value if x.value is not None else UnknownConst())
        if isinstance(value, IntConst):
            if 0 <= value.value <= c.limits.size_max:
                return value.value
    if predicates.is_integer(x.type):
        c.error_at(
            e, codes.INVALID_ARRAY_LEN, f"invalid array length {operand_string(x, c.qualifier)}"
        )
    else:
        c.error_at(
            e,
            codes.INVALID_ARRAY_LEN,
            f"array length {operand_string(x, c.qualifier)} must be integer",
        )
    return -1


def _map(c: "ck.Checker", e: ast.MapType) -> Type:
    map_ = Map(INVALID_TYPE, INVALID_TYPE)
    map_.key = var_type(c, e.key)
    map_.value = var_type(c, e.value)
    c.later(_MapKey(map_, e))
    return map_


@final
class _MapKey(ck.Action):
    def __init__(self, map_: Map, e: ast.MapType) -> None:
        self.map = map_
        self.e = e

    def run(self, c: "ck.Checker") -> None:
        key = self.map.key
        if predicates.is_valid(key) and not comparability.comparable_type(key, True):
            why = ""
            if predicates.is_type_param(key):
                why = " (missing comparable constraint)"
            c.error_at(
                self.e.key,
                codes.INCOMPARABLE_MAP_KEY,
                f"invalid map key type {type_string(key, c.qualifier)}{why}",
            )
