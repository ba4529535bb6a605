"""What is handed to a method as its receiver."""

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.types.model import Pointer, unalias
from goescape.types.objects import Func


def adjust(pos: int, recv: ir.Expr, method: Func) -> ir.Expr:
    """`recv` by address, or dereferenced, if the method's receiver asks for it."""
    if build.is_type_param(recv.type) or build.is_interface(recv.type):
        return recv
    wants_pointer = has_pointer_receiver(method)
    is_pointer = isinstance(unalias(recv.type), Pointer)
    if wants_pointer and not is_pointer:
        return build.addr(pos, recv, implicit=True)
    if is_pointer and not wants_pointer:
        return build.deref(pos, recv, implicit=True)
    return recv


def has_pointer_receiver(method: Func) -> bool:
    recv = None if method.signature is None else method.signature.recv_type
    return method.has_ptr_recv if recv is None else isinstance(unalias(recv), Pointer)
