"""Functions and their parameters, before their bodies."""

from typing import Final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.types.model import Named, Pointer, Signature, Tuple, Type, unalias
from goescape.types.objects import VAR_PARAM, Package, Var
from goescape.types.objects import Func as FuncObject


def function(obj: FuncObject, local: Package, pos: int = 0) -> ir.Func:
    """A new function for a declared object; parameters are declared with the body."""
    sig = signature_of(obj)
    pkg = obj.pkg if obj.pkg is not None else local
    func = ir.Func(pos if pos != 0 else obj.pos, function_name(obj), pkg, sig)
    func.obj = obj
    func.pragma = obj.pragma
    func.leaks = obj.leaks
    func.is_method = sig.recv is not None
    func.recv_named = receiver_of(sig)
    return func


def signature_of(obj: FuncObject) -> Signature:
    sig = obj.signature
    if sig is None:
        raise InternalError(f"function {obj.name} has no signature", obj.pos)
    return sig


def function_name(obj: FuncObject) -> str:
    """`f`, `T.M` or `(*T).M`; the receiver's type parameters are left out."""
    sig = signature_of(obj)
    named = receiver_of(sig)
    if named is None or sig.recv_type is None:
        return obj.name
    if isinstance(unalias(sig.recv_type), Pointer):
        return f"(*{named.obj.name}).{obj.name}"
    return f"{named.obj.name}.{obj.name}"


def receiver_of(sig: Signature) -> Named | None:
    """The defined type that declares a method."""
    return None if sig.recv_type is None else receiver_base(sig.recv_type)


def receiver_base(t: Type) -> Named | None:
    """The defined type that a receiver type is, or points to."""
    t = unalias(t)
    if isinstance(t, Pointer):
        t = unalias(t.elem)
    return t if isinstance(t, Named) else None


# Parameters without a name, and blank ones, are called so, with their number.
NAMELESS_PARAM: Final = "~p"
# What range-over-func loops call nameless results that a `return` within assigns.
RANGE_RESULT: Final = "#rv"


def range_result(i: int) -> str:
    return f"{RANGE_RESULT}{i + 1}"


def declare_params(func: ir.Func, sig: Signature) -> dict[Var, ir.Local]:
    """Declare receiver, parameters and results; returns them by object."""
    by_object: dict[Var, ir.Local] = {}
    params: list[Var] = []
    if sig.recv is not None:
        params.append(sig.recv)
    params.extend(sig.params.vars)
    for i, var in enumerate(params):
        local = _declare(func, var, f"{NAMELESS_PARAM}{i}", ir.PARAM)
        func.params.append(local)
        by_object[var] = local
    for i, var in enumerate(sig.results.vars):
        local = _declare(func, var, f"~r{i}", ir.RESULT)
        func.results.append(local)
        by_object[var] = local
    return by_object


def _declare(func: ir.Func, var: Var, otherwise: str, kind: int) -> ir.Local:
    """A parameter; without a name it is called `otherwise`, which belongs to the function's package."""
    if var.name in ("", "_"):
        local = ir.Local(var.pos, otherwise, type_of(var), kind, func, func.pkg)
    else:
        local = ir.Local(var.pos, var.name, type_of(var), kind, func, var.pkg)
    func.locals.append(local)
    return local


def type_of(var: Var) -> Type:
    if var.type is None:
        raise InternalError(f"variable {var.name} has no type", var.pos)
    return var.type


def with_receiver(recv: Type, sig: Signature) -> Signature:
    """The type of `T.M` as a function: the receiver becomes the first parameter."""
    first = Var(0, None, "", recv, VAR_PARAM)
    return Signature(None, Tuple([first, *sig.params.vars]), sig.results, sig.variadic)


def without_receiver(sig: Signature) -> Signature:
    return sig if sig.recv is None else Signature(None, sig.params, sig.results, sig.variadic)
