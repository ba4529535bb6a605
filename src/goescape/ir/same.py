"""Whether two expressions are the same: they always have the same value, and evaluating them has no effects."""

from typing import Final

from goescape.base import constant
from goescape.ir import nodes as ir
from goescape.syntax.nodes import (
    OP_ADD,
    OP_AND,
    OP_AND_NOT,
    OP_DIV,
    OP_EQL,
    OP_MUL,
    OP_OR,
    OP_REM,
    OP_SHL,
    OP_SHR,
    OP_SUB,
    OP_XOR,
)  # fmt: skip
from goescape.types.identity import identical

ARITHMETIC: Final = frozenset(
    (OP_ADD, OP_SUB, OP_OR, OP_XOR, OP_MUL, OP_SHL, OP_SHR, OP_AND, OP_AND_NOT, OP_DIV, OP_REM)
)


def is_same_name(x: ir.Expr, y: ir.Expr) -> bool:
    if isinstance(x, ir.Use):
        return isinstance(y, ir.Use) and x.var is y.var
    if isinstance(x, ir.GlobalUse):
        return isinstance(y, ir.GlobalUse) and x.var is y.var
    if isinstance(x, ir.FuncUse):
        return isinstance(y, ir.FuncUse) and x.func is y.func
    return False


def _skip_nop(x: ir.Expr) -> ir.Expr:
    while isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP:
        x = x.x
    return x


def is_same(x: ir.Expr, y: ir.Expr) -> bool:
    """Whether x and y are the same expression and free of calls."""
    x = _skip_nop(x)
    y = _skip_nop(y)
    if not identical(x.type, y.type):
        return False
    if isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse)):
        return is_same_name(x, y)
    if isinstance(x, ir.Field):
        if not isinstance(y, ir.Field) or x.via_pointer != y.via_pointer:
            return False
        return x.field.name == y.field.name and is_same(x.x, y.x)
    if isinstance(x, ir.Deref):
        return isinstance(y, ir.Deref) and is_same(x.x, y.x)
    if isinstance(x, ir.Unary):
        return isinstance(y, ir.Unary) and x.op == y.op and is_same(x.x, y.x)
    if isinstance(x, ir.Convert):
        if x.kind != ir.CONV_NUMERIC or not isinstance(y, ir.Convert) or y.kind != x.kind:
            return False
        return is_same(x.x, y.x)
    if isinstance(x, ir.Index):
        return isinstance(y, ir.Index) and is_same(x.x, y.x) and is_same(x.index, y.index)
    if isinstance(x, ir.MapIndex):
        return isinstance(y, ir.MapIndex) and is_same(x.x, y.x) and is_same(x.index, y.index)
    if isinstance(x, ir.Binary):
        if not isinstance(y, ir.Binary) or x.op != y.op or x.op not in ARITHMETIC:
            return False
        return is_same(x.x, y.x) and is_same(x.y, y.y)
    if isinstance(x, ir.Literal):
        return isinstance(y, ir.Literal) and constant.compare(x.value, OP_EQL, y.value)
    return isinstance(x, ir.Nil) and isinstance(y, ir.Nil)
