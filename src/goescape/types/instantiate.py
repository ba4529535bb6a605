"""Instances of generic types and their methods (Go spec, "Instantiations").

Instances are interned on their generic type: equal type arguments, spelled alike, give the same object. An instance's
underlying type and methods are made when they are first asked for.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.types import fingerprint, identity, spelling, subst
from goescape.types.model import (
    INVALID_TYPE,
    Alias,
    Named,
    NamedResolver,
    Pointer,
    Signature,
    Type,
    TypeParam,
    unalias,
)  # fmt: skip
from goescape.types.objects import VAR_RECV, Func, Package, Var


@final
class _InstanceResolver(NamedResolver):
    def resolve(self, named: Named) -> None:
        origin = named.origin
        if origin is None:
            raise InternalError("instance without a generic type", named.obj.pos)
        under = origin.underlying()
        if origin.under is None:
            named.resolver = self  # the generic type is still being declared
            return
        if len(origin.tparams) != len(named.targs):
            named.under = INVALID_TYPE  # reported where it is written
            return
        named.under = subst.subst(under, origin.tparams, named.targs)


_INSTANCE: Final = _InstanceResolver()


def named_instance(origin: Named, targs: list[Type]) -> Named:
    wanted = fingerprint.of_instance(origin, targs)
    for known in origin.instances:
        if fingerprint.differ(known.fingerprint, wanted):
            continue
        if _same_types(known.targs, targs):
            return known
    instance = Named(origin.obj, None)
    instance.fingerprint = wanted
    instance.origin = origin
    instance.targs = targs
    instance.resolver = _INSTANCE
    instance.local_suffix = origin.local_suffix
    instance.in_generic = origin.in_generic
    origin.instances.append(instance)
    return instance


def alias_instance(origin: Alias, targs: list[Type]) -> Alias:
    for known in origin.instances:
        if _same_types(known.targs, targs):
            return known
    instance = new_alias_instance(origin, targs)
    if origin.rhs() is not None:
        origin.instances.append(instance)
    return instance


def new_alias_instance(origin: Alias, targs: list[Type]) -> Alias:
    """An instance that a substitution makes: a type of its own, however often it occurs.

    Dictionaries count types by identity.
    """
    rhs = origin.rhs()
    if rhs is None:
        rhs = unalias(origin)
    instance = Alias(origin.obj, subst.subst(rhs, origin.tparams, targs))
    instance.origin = origin
    instance.targs = targs
    instance.is_local = origin.is_local
    return instance


def _same_types(x: list[Type], y: list[Type]) -> bool:
    if len(x) != len(y):
        return False
    for i, t in enumerate(x):
        if not identity.identical(t, y[i]) or not spelling.is_alike(t, y[i]):
            return False
    return True


@final
class Context:
    """Signatures that were instantiated in one package: the same arguments give the same object.

    Types written once stay one type that way, which is how dictionaries count them.
    """

    def __init__(self) -> None:
        self._instances: Final[dict[Signature, list[tuple[list[Type], Signature]]]] = {}

    def find(self, generic: Signature, targs: list[Type]) -> Signature | None:
        for known, instance in self._instances.get(generic, []):
            if _same_types(known, targs):
                return instance
        return None

    def add(self, generic: Signature, targs: list[Type], instance: Signature) -> None:
        self._instances.setdefault(generic, []).append((targs, instance))


def instantiate(generic: Type, targs: list[Type], ctx: Context | None = None) -> Type:
    """The instance of a generic type or signature; arguments are not checked."""
    if isinstance(generic, Named):
        return named_instance(generic, targs)
    if isinstance(generic, Alias):
        return alias_instance(generic, targs)
    if isinstance(generic, Signature):
        known = None if ctx is None else ctx.find(generic, targs)
        if known is not None:
            return known
        plain = Signature(
            generic.recv,
            generic.params,
            generic.results,
            generic.variadic,
            [],
            generic.recv_tparams,
        )
        instance = subst.subst(plain, generic.tparams, targs)
        if ctx is not None and isinstance(instance, Signature):
            ctx.add(generic, targs, instance)
        return instance
    raise InternalError("instantiation of a type that is not generic")


# ------------------------------------------------------------------------------------ methods


def method_index(named: Named, pkg: Package | None, name: str, fold_case: bool = False) -> int:
    """Index of a declared method among the generic type's methods, or -1."""
    origin = named.origin if named.origin is not None else named
    if fold_case:
        for i, method in enumerate(origin.resolve().methods):
            if method.is_called(name, pkg) or method.name.casefold() == name.casefold():
                return i
        return -1
    at = method_number(origin, name)
    return at if at >= 0 and origin.methods[at].is_called(name, pkg) else -1


def method_number(origin: Named, name: str) -> int:
    """Index of the method with this name, whoever may mention it, or -1. Names of a type's methods are unique."""
    methods, numbers = origin.resolve().methods, origin.method_numbers
    for i in range(len(numbers), len(methods)):
        numbers[methods[i].name] = i
    return numbers.get(name, -1)


def method(named: Named, idx: int) -> Func:
    """The declared method number idx, with the receiver's type arguments in its signature."""
    origin = named.origin
    if origin is None:
        return named.methods[idx]
    generic = origin.resolve().methods[idx]
    known = named.expanded_methods.get(generic.name)
    if known is not None:
        return known
    expanded = _expanded(named, generic)
    named.expanded_methods[generic.name] = expanded
    return expanded


def _expanded(named: Named, generic: Func) -> Func:
    signature = generic.declared()
    if signature is None:
        raise InternalError(f"method {generic.name} has no signature yet", generic.pos)
    changed = signature
    if len(signature.recv_tparams) == len(named.targs):
        mapping = subst.Substitution(signature.recv_tparams, named.targs)
        changed = mapping.method_signature(signature)
    recv_type: Type = Pointer(named) if generic.has_ptr_recv else named
    old = signature.recv
    recv = Var(
        old.pos if old is not None else generic.pos,
        generic.pkg,
        old.name if old is not None else "",
        recv_type,
        VAR_RECV,
    )
    copy = Func(
        generic.pos,
        generic.pkg,
        generic.name,
        Signature(recv, changed.params, changed.results, changed.variadic, changed.tparams, []),
    )
    copy.has_ptr_recv = generic.has_ptr_recv
    copy.origin = generic
    copy.targs = named.targs
    copy.pragma = generic.pragma
    copy.leaks = generic.leaks
    return copy


def type_params(t: Type) -> list[TypeParam]:
    """The type parameters that a generic type or function declares."""
    if isinstance(t, Named):
        return t.resolve().tparams
    if isinstance(t, Alias):
        return t.tparams
    if isinstance(t, Signature):
        return t.tparams
    return []
