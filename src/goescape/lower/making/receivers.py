"""What is handed to a method as its receiver."""

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.types.model import Pointer, Struct, Type, unalias
from goescape.types.objects import Func


def adjust(pos: int, recv: ir.Expr, method: Func) -> ir.Expr:
    """`recv` by address, or dereferenced, if the method's receiver asks for it."""
    if build.is_type_param(recv.type) or build.is_interface(recv.type):
        return recv
    return by_pointer(pos, recv, has_pointer_receiver(method))


def by_pointer(pos: int, recv: ir.Expr, wants_pointer: bool) -> ir.Expr:
    """`recv` as a pointer, or as what it points to."""
    is_pointer = isinstance(unalias(recv.type), Pointer)
    if wants_pointer and not is_pointer:
        return build.addr(pos, recv, implicit=True)
    if is_pointer and not wants_pointer:
        return build.deref(pos, recv, implicit=True)
    return recv


def has_pointer_receiver(method: Func) -> bool:
    recv = None if method.signature is None else method.signature.recv_type
    return method.has_ptr_recv if recv is None else isinstance(unalias(recv), Pointer)


def embedded(t: Type, path: list[int]) -> Type:
    """The type of the field that a path of embedded fields leads to (as `build.embedded` for values)."""
    for idx in path:
        form = build.core(t)
        if isinstance(form, Pointer):
            form = build.core(form.elem)
        if not isinstance(form, Struct):
            raise InternalError("embedded field of something that is not a struct")
        t = build.var_type(form.fields[idx])
    return t
