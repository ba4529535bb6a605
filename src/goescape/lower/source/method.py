"""Methods: as callee, as value (`x.M`), as function (`T.M`).

The receiver operand is adjusted first: through embedded fields, then by an implicit address or dereference.
What the adjusted receiver's type is decides the form: a type parameter, an interface, or a concrete type.
"""

from goescape.base.bug import InternalError
from goescape.check.info import Selection
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import instances
from goescape.lower.making import receivers
from goescape.lower.source.body import Body
from goescape.lower.typeargs.dictionary import generic_method
from goescape.syntax import nodes as ast
from goescape.types import identity, predicates
from goescape.types.model import Pointer, Signature, Type, unalias
from goescape.types.objects import Func


def selected(x: ast.SelectorExpr, selection: Selection) -> Func:
    obj = selection.obj
    if not isinstance(obj, Func):
        raise InternalError(f"{x.sel.value} is not a method", x.pos)
    return obj


def receiver(body: Body, x: ast.SelectorExpr, selection: Selection) -> ir.Expr:
    """The operand of a method selector, adjusted to what the method takes."""
    recv = build.embedded(x.pos, body.expr(x.x), selection.index[:-1])
    method = selected(x, selection)
    adjusted = receivers.adjust(x.pos, recv, method)
    if adjusted is not recv and isinstance(adjusted, (ir.AddrOf, ir.PtrLit)):
        adjusted.type = _declared_receiver(adjusted.type, method)
    return adjusted


def _declared_receiver(t: Type, method: Func) -> Type:
    """`t`, a pointer that is taken for a method, as the method spells it: importers tell mentions apart."""
    declared = None if method.signature is None else method.signature.recv_type
    return declared if declared is not None and identity.identical(declared, t) else t


def is_instantiated(recv: Type, method: Func) -> bool:
    """Whether a concrete method is made for type arguments, those of its receiver's type or its own."""
    sig = method.signature
    if sig is not None and sig.tparams:
        return True
    if method.origin is not None and method.origin.signature is not None:
        if method.origin.signature.tparams:
            return True
    named = declare.receiver_base(recv)
    return named is not None and len(named.targs) != 0


def type_args(body: Body, x: ast.SelectorExpr) -> list[Type]:
    """The method's own type arguments (not its receiver's)."""
    instance = body.info.instances.get(x.sel.idx)
    return [] if instance is None else instance.targs


def plain_signature(selection: Selection, pos: int) -> Signature:
    """The method's type without receiver, as selected."""
    sig = unalias(selection.type)
    if not isinstance(sig, Signature):
        raise InternalError("method without signature", pos)
    return declare.without_receiver(sig)


def callee(
    body: Body, x: ast.SelectorExpr, selection: Selection, t: Signature
) -> tuple[ir.Expr, list[ir.Expr]]:
    """What `x(…)` calls, and its first arguments: receiver, dictionary. `t` is the type of `x`."""
    method = selected(x, selection)
    recv = receiver(body, x, selection)
    _write_method(body, recv.type, method)
    if build.is_type_param(recv.type):
        return ir.TypeParamMethod(x.pos, declare.without_receiver(t), recv, method), []
    if build.is_interface(recv.type):
        return ir.InterfaceMethod(x.pos, declare.without_receiver(t), recv, method), []
    body.mention_type(recv.type)
    full = declare.with_receiver(recv.type, t)
    if not is_instantiated(recv.type, method):
        func = body.asm.func(method)
        fun = ir.MethodExpr(x.pos, full, recv.type, method, func)
        fun.sig = method.signature
        return fun, [recv]
    if body.is_template:
        return generic_method_expr(body, x, recv.type, method, full), [recv]
    targs = type_args(body, x)
    body.mention_types(targs)
    shaped, dictionary = instances.method_callee(body.asm, x.pos, recv.type, method, targs)
    return shaped, [recv, dictionary]


def _write_method(body: Body, recv: Type, method: Func) -> None:
    """What every mention of a method consists of, besides its receiver's value."""
    body.write(recv)
    if not instances.is_generic_method(generic_method(method)):
        body.write(declare.signature_of(method))


def generic_method_expr(
    body: Body, x: ast.SelectorExpr, recv: Type, method: Func, t: Signature
) -> ir.Expr:
    """The undecided form in templates; type arguments of the method itself ride along."""
    result = ir.MethodExpr(x.pos, t, recv, method, None)
    result.targs = type_args(body, x)
    if not result.targs:
        result.sig = method.signature
    _write_instance(body, method, result.targs)
    return result


def _write_instance(body: Body, method: Func, targs: list[Type]) -> None:
    """A method with type parameters of its own is mentioned like a function."""
    if targs:
        body.write_instance(targs, generic_method(method))


def value(body: Body, x: ast.SelectorExpr, selection: Selection) -> ir.Expr:
    """`x.M` not called."""
    method = selected(x, selection)
    t = plain_signature(selection, x.pos)
    targs = type_args(body, x)
    if targs:
        t = _instantiated(body, x, t)
    body.mention_type(t)
    recv = receiver(body, x, selection)
    _write_method(body, recv.type, method)
    if build.is_interface(recv.type):
        if not body.is_template:
            body.asm.method_value(recv.type, method)
        return ir.MethodValue(x.pos, t, recv, method, None)
    body.mention_type(recv.type)
    if build.is_type_param(recv.type) or is_instantiated(recv.type, method):
        if body.is_template:
            result = ir.MethodValue(x.pos, t, recv, method, None)
            result.targs = targs
            _write_instance(body, method, targs)
            return result
        body.mention_types(targs)
        return instances.method_value(body.b, x.pos, recv, method, targs, t)
    if not body.is_template:
        body.asm.method_value(recv.type, method)
    return ir.MethodValue(x.pos, t, recv, method, body.asm.func(method))


def _instantiated(body: Body, x: ast.SelectorExpr, t: Signature) -> Signature:
    instance = body.info.instances.get(x.sel.idx)
    if instance is not None:
        sig = unalias(instance.type)
        if isinstance(sig, Signature):
            return declare.without_receiver(sig)
    return t


def expression(body: Body, x: ast.SelectorExpr, selection: Selection) -> ir.Expr:
    """`T.M` as a function of its receiver."""
    method = selected(x, selection)
    recv = selection.recv
    t = unalias(selection.type)
    if not isinstance(t, Signature):
        raise InternalError("method expression without signature", x.pos)
    targs = type_args(body, x)
    if targs:
        instance = body.info.instances.get(x.sel.idx)
        if instance is not None and isinstance(instance.type, Signature):
            t = instance.type
    body.mention_type(t)
    body.mention_type(recv)
    _write_method(body, _selected_receiver(recv, selection.index, method), method)
    if build.is_interface(recv):
        return ir.MethodExpr(x.pos, t, recv, method, None)
    if _is_undecided(recv, method):
        if body.is_template:
            result = ir.MethodExpr(x.pos, t, recv, method, None)
            result.targs = targs
            result.index = selection.index
            _write_instance(body, method, targs)
            return result
        body.mention_types(targs)
        return instances.method_expr(body.b, x.pos, recv, selection.index, method, targs, t)
    func = None if method.is_abstract else body.asm.func(method)
    return ir.MethodExpr(x.pos, t, recv, method, func)


def _selected_receiver(t: Type, index: list[int], method: Func) -> Type:
    """What `method`, which the path `index` leads to from `t`, takes."""
    t = receivers.embedded(t, index[:-1])
    recv = declare.signature_of(method).recv_type
    if recv is None or build.is_interface(t) or build.is_type_param(t):
        return t
    is_pointer = isinstance(unalias(t), Pointer)
    return t if is_pointer == receivers.has_pointer_receiver(method) else recv


def _is_undecided(recv: Type, method: Func) -> bool:
    if predicates.has_type_params(recv) or is_instantiated(recv, method):
        return True
    declared = None if method.signature is None else method.signature.recv_type
    return declared is not None and is_instantiated(declared, method)
