"""Mentions of types in generic declarations: what depends on type parameters is read for every instance anew.

A generic declaration is written once, with its type parameters. Reading it for type arguments, the compiler
keeps what depends on them with the instance, so that only the rest is remembered as read (see `typemention`).
A type parameter brings nothing along: its argument was read where it was written.
"""

from goescape.lower.order import typemention
from goescape.lower.order.exportorder import Written, parts
from goescape.lower.order.typemention import TypeReader
from goescape.lower.typeargs import shapes
from goescape.types.model import (
    Alias,
    Interface,
    Named,
    Signature,
    Struct,
    Type,
    TypeNode,
    TypeParam,
    unalias,
    without_local_aliases,
)


def mention(asm: TypeReader, env: shapes.Env, t: Type, place: Written | None) -> None:
    """Read `t`, as a declaration spells it, for the type arguments of `env`."""
    if t in env.read:
        return
    t = without_local_aliases(t)
    if not shapes.is_derived(t):
        typemention.mention(asm, t, place)
        if place is None:
            # Within one body nothing changes any more.
            env.read.add(t)
        return
    if isinstance(t, Alias) and t.origin is not None:
        _mention_alias(asm, env, t, t.origin)
    else:
        actual = unalias(t)
        if isinstance(actual, Named):
            written = typemention.written_targs(t, actual)
            _mention_named(asm, env, actual, written)
        else:
            _mention(asm, env, actual)
    env.read.add(t)


def mention_signature(asm: TypeReader, env: shapes.Env, sig: Signature, place: Written) -> None:
    """A declaration's receiver, parameters and results."""
    recv = sig.recv_type
    if recv is not None:
        mention(asm, env, recv, place)
    for var in [*sig.params.vars, *sig.results.vars]:
        if var.type is not None:
            mention(asm, env, var.type, place)


def _mention(asm: TypeReader, env: shapes.Env, t: Type) -> None:
    if not isinstance(t, TypeParam):
        for part in parts(t):
            if isinstance(part, TypeNode):
                mention(asm, env, part, t)
    typemention.note_complete(asm, asm.generics.types.subst(env, t))


def _mention_named(asm: TypeReader, env: shapes.Env, t: Named, written: list[Type]) -> None:
    """An instance, with its arguments as they are written."""
    for targ in written:
        mention(asm, env, targ, t)
    # Now that its arguments have been read: they decide which instance it is.
    types = asm.generics.types
    instance = unalias(types.subst(env, t))
    if not isinstance(instance, Named) or types.is_being_read(instance):
        return
    targs = instance.targs
    if len(written) == len(targs) and not shapes.has_shape(instance):
        # Shapes have one spelling.
        targs = [types.subst(env, targ) for targ in typemention.as_written(asm, written)]
    asm.read_instance(instance, targs)
    typemention.note_for_wrappers(asm, instance)


def _mention_alias(asm: TypeReader, env: shapes.Env, t: Alias, origin: Alias) -> None:
    for targ in t.targs:
        mention(asm, env, targ, t)
    types = asm.generics.types
    mention_behind(asm, origin, [types.subst(env, targ) for targ in t.targs])
    typemention.note_complete(asm, types.subst(env, t))


def mention_behind(asm: TypeReader, origin: Alias, targs: list[Type]) -> None:
    """What a generic alias stands for: read once for the same arguments."""
    types = asm.generics.types
    if any(shapes.has_shape(targ) for targ in targs):
        targs = types.shape_all(origin.tparams, targs)
    key = (origin.obj, types.spellings(targs))
    if key in asm.types.aliases:
        return
    rhs = origin.rhs()
    before = asm.types.enter(origin.obj.pkg, origin.obj, True)
    mention(
        asm,
        shapes.Env(origin.tparams, targs),
        unalias(origin) if rhs is None else rhs,
        origin.obj,
    )
    asm.types.source = before
    asm.types.aliases.add(key)


def mention_underlying(asm: TypeReader, named: Named, origin: Named, targs: list[Type]) -> None:
    """What an instance is made of."""
    env = asm.generics.types.env_of(named, origin, targs)
    asm.generics.types.begin(named)
    under = origin.underlying()
    if isinstance(under, (Struct, Interface)):
        # As part of the definition it has no wrappers of its own.
        for part in parts(under):
            if isinstance(part, TypeNode):
                mention(asm, env, part, under)
    else:
        mention(asm, env, under, origin.obj)
    named.underlying()
    asm.generics.types.end(named)
