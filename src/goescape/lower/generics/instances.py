"""Instances of generic functions and methods.

For type arguments that are known, two functions exist. `F[go.shape.int]` has the body and takes a dictionary;
`F[int]` only passes its parameters on, together with the dictionary for `int`. Calls go to the shaped one
directly. In shaped code, an instantiation that depends on type parameters has no forwarding function; its
dictionary is read from our own.

    func G[T any](x T) { F[[]T](…) }     G[go.shape.int]  calls  F[go.shape.[]go.shape.int](our dictionary's, …)

A method of a generic type shares the type's dictionary. Mentioning an instance of a type brings all its
methods along; methods with type parameters of their own are instantiated like functions.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import closure_values
from goescape.lower.making.builder import Builder
from goescape.lower.order import derivedmention, exportorder, typemention
from goescape.lower.order.bodytask import Mention
from goescape.lower.order.unit import Assembly
from goescape.lower.typeargs import shapes
from goescape.lower.typeargs.dictionary import Dictionary, generic_method, method_receiver
from goescape.types import universe
from goescape.types.model import (
    Array,
    Named,
    Pointer,
    Signature,
    Tuple,
    Type,
    unalias,
)
from goescape.types.objects import VAR_PARAM, Func, Object, Package, Var

DICTIONARY_NAME: Final = ".dict"


# ---------------------------------------------------------------------------------- declaring


def reading_root(obj: Func) -> Object:
    """What has to be read to get at an instance of `obj`: methods come with their type."""
    named = declare.receiver_of(declare.signature_of(obj))
    return obj if named is None or not exportorder.is_part_of_type(obj) else named.obj


def is_generic_method(obj: Func) -> bool:
    """A method with type parameters of its own."""
    sig = declare.signature_of(obj)
    return sig.recv is not None and len(sig.tparams) != 0


def function(asm: Assembly, obj: Func, targs: list[Type], is_shaped: bool) -> ir.Func:
    """The instance of a generic function or generic method; `targs` start with the receiver's."""
    generics = asm.generics
    if is_shaped or any(shapes.has_shape(targ) for targ in targs):
        is_shaped = True
        targs = generics.types.shape_all(declare.signature_of(obj).all_tparams, targs)
    found = generics.funcs.get((obj, generics.types.spellings(targs)))
    return found if found is not None else _declare(asm, obj, targs, is_shaped)


def method(asm: Assembly, named: Named, obj: Func) -> ir.Func:
    """The method `obj` (as declared) of an instance of a type."""
    read_instance(asm, named, named.targs)
    key = (obj, asm.generics.types.spellings(named.targs))
    found = asm.generics.funcs.get(key)
    if found is None:
        raise InternalError(f"method {obj.name} of an instance was not declared", obj.pos)
    return found


def method_of_instance(asm: Assembly, obj: Func) -> ir.Func:
    """The function of a method object that belongs to an instance of a type."""
    named = declare.receiver_of(declare.signature_of(obj))
    if named is None:
        raise InternalError(f"method {obj.name} without receiver", obj.pos)
    return method(asm, named, generic_method(obj))


def _declare(asm: Assembly, obj: Func, targs: list[Type], is_shaped: bool) -> ir.Func:
    """A new instance: its signature is mentioned, then its body is queued."""
    generics = asm.generics
    generics.growth.check(targs, obj.pos)
    declared = declare.signature_of(obj)
    env = shapes.Env(declared.all_tparams, targs)
    if obj.pkg is not asm.pkg:
        declared = generics.written.signature(declared)
    pkg = obj.pkg if obj.pkg is not None else asm.pkg
    before = asm.types.enter(pkg, reading_root(obj), True)
    derivedmention.mention_signature(asm, env, declared, obj)
    sig = generics.types.subst_signature(env, declared)
    if is_shaped:
        sig = _with_dictionary(sig, asm.declared_pos(obj))
    name = instance_name(generics.types, obj, targs)
    func = ir.Func(asm.declared_pos(obj), name, pkg, sig)
    func.targs = targs
    func.source_name = func.declared_name = declare.function_name(obj)
    func.type_args = generics.types.spellings(targs)
    func.pragma = obj.pragma
    func.dup_ok = True
    func.is_method = sig.recv is not None
    func.recv_named = declare.receiver_of(sig)
    generics.funcs[(obj, func.type_args)] = func
    if is_shaped:
        asm.push_body(asm.instances.shaped(asm, func, obj, env))
    else:
        if sig.recv is None or is_generic_method(obj):
            asm.push_shape(_ShapeOfFunction(asm, func, obj, targs))
        asm.push_body(asm.instances.forwarding(asm, func, obj, targs))
    asm.types.source = before
    return func


def _with_dictionary(sig: Signature, pos: int) -> Signature:
    param = Var(pos, None, DICTIONARY_NAME, dictionary_type(), VAR_PARAM)
    return Signature(sig.recv, Tuple([param, *sig.params.vars]), sig.results, sig.variadic)


def dictionary_type(n_words: int = 1) -> Type:
    """A pointer to an array of words; their number only matters where the type is shown."""
    return Pointer(Array(universe.uintptr_type(), n_words))


def instance_name(types: shapes.Types, obj: Func, targs: list[Type]) -> str:
    """`F[int]`, `(*List[int]).Push`, `(*List[int]).Map[string]`."""
    sig = declare.signature_of(obj)
    if sig.recv_type is None:
        return f"{obj.name}[{types.spellings(targs)}]"
    n_recv = len(sig.recv_tparams)
    named = declare.receiver_base(sig.recv_type)
    recv = "" if named is None else named.obj.name
    if n_recv != 0:
        recv = f"{recv}[{types.spellings(targs[:n_recv])}]"
    if isinstance(unalias(sig.recv_type), Pointer):
        recv = f"(*{recv})"
    own = f"[{types.spellings(targs[n_recv:])}]" if len(targs) > n_recv else ""
    return f"{recv}.{obj.name}{own}"


@final
class _ShapeOfFunction(Mention):
    """Brings the shaped counterpart of an instance into the package."""

    def __init__(self, asm: Assembly, func: ir.Func, obj: Func, targs: list[Type]) -> None:
        super().__init__(func)
        self.asm: Final = asm
        self.obj: Final = obj
        self.targs: Final = targs

    def run(self) -> None:
        function(self.asm, self.obj, self.targs, True)


@final
class _ShapeOfType(Mention):
    """Brings the shaped counterpart of a type's instance into the package."""

    def __init__(self, asm: Assembly, func: ir.Func, named: Named) -> None:
        super().__init__(func)
        self.asm: Final = asm
        self.named: Final = named

    def run(self) -> None:
        shaped = self.asm.generics.types.shaped(self.named)
        read_instance(self.asm, shaped, shaped.targs)


# ------------------------------------------------------------------------------------- types


def read_instance(asm: Assembly, named: Named, targs: list[Type]) -> None:
    """Read what an instance is made of, then its methods, unless that has been done.

    `targs` are its arguments as they are written where it is mentioned.
    """
    generics = asm.generics
    key = generics.types.spelling(named)
    origin = named.origin
    if origin is None or key in generics.read:
        return
    generics.read.add(key)
    generics.growth.check(named.targs, named.obj.pos)
    origin.resolve()
    before = asm.types.enter(origin.obj.pkg, origin.obj, True)
    derivedmention.mention_underlying(asm, named, origin, targs)
    is_shaped = shapes.has_shape(named)
    if not is_shaped:
        asm.push_shape(_ShapeOfType(asm, asm.no_function, named))
    for declared in origin.methods:
        if not is_generic_method(declared):
            _declare(asm, declared, targs, is_shaped)
    if not is_shaped:
        typemention.note_for_wrappers(asm, named)
    asm.types.source = before


# ------------------------------------------------------------------------------ dictionaries


def dictionary_of(asm: Assembly, owner: Func | Named) -> Dictionary:
    """The dictionary of a generic function, generic method or generic type."""
    found = asm.generics.dictionaries.get(owner)
    if found is None:
        found = Dictionary()
        asm.generics.dictionaries[owner] = found
        for obj in _bodies_of(owner):
            found.add_params(declare.signature_of(obj).all_tparams)
            found.add_body(asm.template(obj))
    return found


def dictionary_words(asm: Assembly, owner: Func | Named) -> int:
    """The number of words; imported declarations know theirs.

    Types written twice count twice, and a summary does not tell them apart.
    """
    known = asm.imported.dictionary_words(owner)
    return dictionary_of(asm, owner).n_words if known < 0 else known


def _bodies_of(owner: Func | Named) -> list[Func]:
    if isinstance(owner, Func):
        return [owner]
    return [obj for obj in owner.resolve().methods if not is_generic_method(obj)]


def dictionary_name(asm: Assembly, pkg: Package | None) -> str:
    """What the dictionary of a declaration in `pkg` is called here."""
    prefix = "" if pkg is None or pkg is asm.pkg else f"{pkg.name}."
    return prefix + DICTIONARY_NAME


def static_dictionary(asm: Assembly, owner: Func | Named, targs: list[Type]) -> str:
    """How the dictionary for known arguments is spelled; the first use mentions what is in it."""
    types = asm.generics.types
    root: Object
    if isinstance(owner, Func):
        name = instance_name(types, owner, targs)
        root = owner
    else:
        name = f"{owner.obj.name}[{types.spellings(targs)}]"
        root = owner.obj
    pkg = root.pkg
    text = f"&{dictionary_name(asm, pkg)}.{name}"
    key = text if pkg is None else f"{pkg.path} {name}"
    if key not in asm.generics.made:
        asm.generics.made.add(key)
        asm.generics.growth.check(targs, root.pos)
        contents = dictionary_of(asm, owner)
        before = asm.types.enter(pkg, root, True)
        _mention_contents(asm, contents, contents.env(targs), text)
        asm.types.source = before
    return text


def _mention_contents(asm: Assembly, contents: Dictionary, env: shapes.Env, text: str) -> None:
    types = asm.generics.types
    for sub in contents.subs:
        for targ in sub.targs:
            derivedmention.mention(asm, env, targ, None)
        inner = static_dictionary(asm, sub.owner, [types.subst(env, targ) for targ in sub.targs])
        if asm.generics.pairs is not None:
            asm.generics.pairs.add_within(text, inner)
    for t in contents.rtypes:
        derivedmention.mention(asm, env, t, None)
    for t, iface in contents.itabs:
        derivedmention.mention(asm, env, t, None)
        derivedmention.mention(asm, env, iface, None)
        if asm.generics.pairs is not None:
            asm.generics.pairs.add(text, types.subst(env, t), types.subst(env, iface))


# --------------------------------------------------------- references from code of known types
#
# Type arguments and receivers have been mentioned, in the words of whoever mentions them.


def func_callee(b: Builder, pos: int, obj: Func, targs: list[Type]) -> tuple[ir.Expr, ir.Expr]:
    """A generic function that is called, and its dictionary argument."""
    _, shaped, dict_arg = _static_function(b, pos, obj, targs)
    return ir.FuncUse(pos, shaped.signature, shaped), dict_arg


def func_value(b: Builder, pos: int, obj: Func, targs: list[Type]) -> ir.Expr:
    """A generic function as a value."""
    wrapper, _, argument = _static_function(b, pos, obj, targs)
    _mention_dictionary(b.asm, wrapper, argument)
    return ir.FuncUse(pos, wrapper.signature, wrapper)


def _mention_dictionary(asm: Assembly, wrapper: ir.Func, argument: ir.Expr) -> None:
    """What is taken for a value has its dictionary in it, and yet mentions it."""
    if asm.added is not None and isinstance(argument, ir.DictArg):
        asm.added.instance_value(wrapper, argument.text)


def _static_function(
    b: Builder, pos: int, obj: Func, targs: list[Type]
) -> tuple[ir.Func, ir.Func, ir.Expr]:
    asm = b.asm
    wrapper = function(asm, obj, targs, False)
    shaped = function(asm, obj, targs, True)
    return wrapper, shaped, _static_argument(asm, pos, obj, targs)


def _static_argument(asm: Assembly, pos: int, owner: Func | Named, targs: list[Type]) -> ir.Expr:
    return ir.DictArg(pos, dictionary_type(), static_dictionary(asm, owner, targs))


def method_callee(
    asm: Assembly, pos: int, recv: Type, obj: Func, targs: list[Type]
) -> tuple[ir.MethodExpr, ir.Expr]:
    """The shaped method behind a receiver type (or a generic method), and the dictionary for it."""
    declared = generic_method(obj)
    named = named_receiver(recv, pos)
    if is_generic_method(declared):
        all_targs = [*named.targs, *targs]
        shaped = function(asm, declared, all_targs, True)
        return method_use(pos, declared, shaped), _static_argument(asm, pos, declared, all_targs)
    origin = origin_of(named)
    shaped = method(asm, asm.generics.types.shaped(named), declared)
    return method_use(pos, declared, shaped), _static_argument(asm, pos, origin, named.targs)


def method_use(pos: int, obj: Func, func: ir.Func) -> ir.MethodExpr:
    """An instance's method as callee: a function of receiver, dictionary, parameters."""
    sig = func.signature
    recv = sig.recv_type
    if recv is None:
        raise InternalError(f"method {obj.name} without receiver", pos)
    result = ir.MethodExpr(pos, declare.with_receiver(recv, sig), recv, obj, func)
    if is_generic_method(obj):
        result.targs = func.targs[len(declare.signature_of(obj).recv_tparams) :]
    return result


def named_receiver(recv: Type, pos: int) -> Named:
    named = declare.receiver_base(recv)
    if named is None:
        raise InternalError("method of a type without name", pos)
    return named


def origin_of(named: Named) -> Named:
    if named.origin is None:
        raise InternalError(f"{named.obj.name} is not an instance", named.obj.pos)
    return named.origin


def method_value(
    b: Builder, pos: int, recv: ir.Expr, obj: Func, targs: list[Type], type: Type
) -> ir.Expr:
    """`recv.M` not called."""
    fun, dict_arg = method_callee(b.asm, pos, recv.type, obj, targs)
    declared = generic_method(obj)
    if not is_generic_method(declared):
        wrapper = method(b.asm, named_receiver(recv.type, pos), declared)
        _mention_dictionary(b.asm, wrapper, dict_arg)
        b.asm.method_value(recv.type, obj)
        return ir.MethodValue(pos, type, recv, declared, wrapper)
    return closure_values.curry(b, pos, type, True, fun, [recv, dict_arg])


def method_expr(
    b: Builder,
    pos: int,
    recv: Type,
    index: list[int],
    obj: Func,
    targs: list[Type],
    type: Type,
) -> ir.Expr:
    """`T.M` as a function of its receiver; `index` leads through embedded fields to the method."""
    wanted = method_receiver(recv, obj)
    if obj.is_abstract or build.is_interface(wanted):
        return ir.MethodExpr(pos, type, recv, obj, None)
    fun, dict_arg = method_callee(b.asm, pos, wanted, obj, targs)
    declared = generic_method(obj)
    if not is_generic_method(declared):
        wrapper = method(b.asm, named_receiver(wanted, pos), declared)
        _mention_dictionary(b.asm, wrapper, dict_arg)
        return ir.MethodExpr(pos, type, recv, declared, wrapper)
    return closure_values.method_function(b, pos, type, recv, index[:-1], fun, dict_arg)
