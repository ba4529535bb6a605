"""Assignments that store back what the object already holds.

    b.buf = b.buf[i:j]          no pointer enters b that was not there
    v.x = v.y                   likewise

Through a pointer they would count as stores to the heap, and much would escape for nothing.
"""

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
from goescape.types.predicates import identical

_ARITHMETIC: Final = frozenset(
    (OP_ADD, OP_SUB, OP_OR, OP_XOR, OP_MUL, OP_SHL, OP_SHR, OP_AND, OP_AND_NOT, OP_DIV, OP_REM)
)


def is_self_assignment(dst: ir.Expr, src: ir.Expr) -> bool:
    if isinstance(src, ir.SliceOp):
        return _is_reslicing(dst, src)
    if isinstance(dst, ir.Field) and isinstance(src, ir.Field):
        return dst.via_pointer == src.via_pointer and _same_value(dst.x, src.x)
    if isinstance(dst, ir.Index) and isinstance(src, ir.Index):
        if _may_affect_memory(dst.index) or _may_affect_memory(src.index):
            return False
        return _same_value(dst.x, src.x)
    return False


def _is_reslicing(dst: ir.Expr, src: ir.SliceOp) -> bool:
    """`p.f = p.g[i:j]`, `*p = (*p)[i:j]`: p is a plain variable, and what is sliced is not an array
    inside the object itself (that would be a new pointer into it)."""
    to = _pointer_variable(dst)
    if to is None or isinstance(src.x, ir.AddrOf):
        return False
    base = _pointer_variable(src.x)
    return base is not None and _is_same_name(to, base)


def _pointer_variable(x: ir.Expr) -> ir.Expr | None:
    """The variable p of `*p` or `p.f`."""
    if isinstance(x, ir.Deref) or (isinstance(x, ir.Field) and x.via_pointer):
        if isinstance(x.x, (ir.Use, ir.GlobalUse, ir.FuncUse)):
            return x.x
    return None


def _is_same_name(x: ir.Expr, y: ir.Expr) -> bool:
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


def _same_value(x: ir.Expr, y: ir.Expr) -> bool:
    """Whether x and y are the same expression, free of effects."""
    x = _skip_nop(x)
    y = _skip_nop(y)
    if not identical(x.type, y.type):
        return False
    if isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse)):
        return _is_same_name(x, y)
    if isinstance(x, ir.Field):
        return (
            isinstance(y, ir.Field)
            and x.via_pointer == y.via_pointer
            and x.field.name == y.field.name
            and _same_value(x.x, y.x)
        )
    if isinstance(x, ir.Deref):
        return isinstance(y, ir.Deref) and _same_value(x.x, y.x)
    if isinstance(x, ir.Unary):
        return isinstance(y, ir.Unary) and x.op == y.op and _same_value(x.x, y.x)
    if isinstance(x, ir.Convert):
        return (
            x.kind == ir.CONV_NUMERIC
            and isinstance(y, ir.Convert)
            and y.kind == ir.CONV_NUMERIC
            and _same_value(x.x, y.x)
        )
    if isinstance(x, ir.Index):
        return isinstance(y, ir.Index) and _same_value(x.x, y.x) and _same_value(x.index, y.index)
    if isinstance(x, ir.MapIndex):
        return (
            isinstance(y, ir.MapIndex) and _same_value(x.x, y.x) and _same_value(x.index, y.index)
        )
    if isinstance(x, ir.Binary):
        return (
            isinstance(y, ir.Binary)
            and x.op == y.op
            and x.op in _ARITHMETIC
            and _same_value(x.x, y.x)
            and _same_value(x.y, y.y)
        )
    if isinstance(x, ir.Literal):
        return isinstance(y, ir.Literal) and constant.compare(x.value, OP_EQL, y.value)
    return isinstance(x, ir.Nil) and isinstance(y, ir.Nil)


def _may_affect_memory(x: ir.Expr) -> bool:
    """Whether evaluating x may do more than read (panics aside); calls always count."""
    if isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse, ir.Literal, ir.Nil)):
        return False
    if isinstance(x, ir.Binary):
        return x.op not in _ARITHMETIC or _may_affect_memory(x.x) or _may_affect_memory(x.y)
    if isinstance(x, ir.Index):
        return _may_affect_memory(x.x) or _may_affect_memory(x.index)
    if isinstance(x, ir.Convert):
        return x.kind not in (ir.CONV_NOP, ir.CONV_NUMERIC) or _may_affect_memory(x.x)
    if isinstance(x, ir.BuiltinCall):
        return x.builtin not in (ir.BUILTIN_LEN, ir.BUILTIN_CAP) or _may_affect_memory(x.args[0])
    if isinstance(x, (ir.Unary, ir.Field, ir.Deref)):
        return _may_affect_memory(x.x)
    return True
