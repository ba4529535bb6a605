"""Assignments that store back what the object already holds.

    b.buf = b.buf[i:j]          no pointer enters b that was not there
    v.x = v.y                   likewise

Through a pointer they would count as stores to the heap, and much would escape for nothing.
"""

from goescape.ir import nodes as ir
from goescape.ir import same
from goescape.ir.same import ARITHMETIC
from goescape.types import universe


def is_self_assignment(dst: ir.Expr, src: ir.Expr) -> bool:
    if isinstance(src, ir.SliceOp):
        return _is_reslicing(dst, src)
    if isinstance(dst, ir.Field) and isinstance(src, ir.Field):
        return dst.via_pointer == src.via_pointer and same.is_same(dst.x, src.x)
    if isinstance(dst, ir.Index) and isinstance(src, ir.Index):
        if _may_affect_memory(dst.index) or _may_affect_memory(src.index):
            return False
        return same.is_same(dst.x, src.x)
    return False


def _is_reslicing(dst: ir.Expr, src: ir.SliceOp) -> bool:
    """`p.f = p.g[i:j]`, `*p = (*p)[i:j]`: p is a plain variable, and what is sliced is not an array
    inside the object itself (that would be a new pointer into it)."""
    to = _pointer_variable(dst)
    if to is None or isinstance(src.x, ir.AddrOf):
        return False
    base = _pointer_variable(src.x)
    return base is not None and same.is_same_name(to, base)


def _pointer_variable(x: ir.Expr) -> ir.Expr | None:
    """The variable p of `*p` or `p.f`."""
    if isinstance(x, ir.Deref) or (isinstance(x, ir.Field) and x.via_pointer):
        if isinstance(x.x, (ir.Use, ir.GlobalUse, ir.FuncUse)):
            return x.x
    return None


def _may_affect_memory(x: ir.Expr) -> bool:
    """Whether evaluating x may do more than read (panics aside); calls always count."""
    if isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse, ir.Literal, ir.Nil)):
        return False
    if isinstance(x, ir.Binary):
        return x.op not in ARITHMETIC or _may_affect_memory(x.x) or _may_affect_memory(x.y)
    if isinstance(x, ir.Index):
        return _may_affect_memory(x.x) or _may_affect_memory(x.index)
    if isinstance(x, ir.Convert):
        return x.kind not in (ir.CONV_NOP, ir.CONV_NUMERIC) or _may_affect_memory(x.x)
    if isinstance(x, ir.BuiltinCall):
        return x.builtin not in (universe.BUILTIN_LEN, universe.BUILTIN_CAP) or _may_affect_memory(
            x.args[0]
        )
    if isinstance(x, (ir.Unary, ir.Field, ir.Deref)):
        return _may_affect_memory(x.x)
    return True
