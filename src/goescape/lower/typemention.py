"""Mentions of types: what reading a type brings into the package.

The compiler reads a type object when it first meets it: first what it is made of, then its methods, each
one's signature before the method itself is queued. Only the order of queueing matters to us, see `unit`.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.lower import instantiate
from goescape.types.model import (
    Alias,
    Array,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
)

if TYPE_CHECKING:
    from goescape.lower.unit import Assembly


@final
class TypeMentions:
    """The types mentioned so far."""

    def __init__(self) -> None:
        # By identity: looking into the same object twice brings nothing new.
        self.seen: Final[set[Type]] = set()
        # Defined types of this package, and instances, in the order their reading was completed.
        self.named: Final[list[Named]] = []


def mention(asm: "Assembly", t: Type) -> None:
    """Read `t`, if that has not happened yet."""
    seen = asm.types.seen
    if t in seen:
        return
    seen.add(t)
    if isinstance(t, Alias):
        mention(asm, unalias(t))
    elif isinstance(t, Named):
        _mention_named(asm, t)
    elif isinstance(t, (Pointer, Slice, Array, Chan)):
        mention(asm, t.elem)
    elif isinstance(t, Map):
        mention(asm, t.key)
        mention(asm, t.value)
    elif isinstance(t, Signature):
        mention_signature(asm, t)
    elif isinstance(t, Tuple):
        _mention_tuple(asm, t)
    elif isinstance(t, Struct):
        for field in t.fields:
            if field.type is not None:
                mention(asm, field.type)
    elif isinstance(t, Interface):
        _mention_interface(asm, t)
    elif isinstance(t, Union):
        for term in t.terms:
            mention(asm, term.type)


def mention_signature(asm: "Assembly", sig: Signature) -> None:
    if sig.recv is not None and sig.recv.type is not None:
        mention(asm, sig.recv.type)
    _mention_tuple(asm, sig.params)
    _mention_tuple(asm, sig.results)


def _mention_tuple(asm: "Assembly", t: Tuple) -> None:
    for var in t.vars:
        if var.type is not None:
            mention(asm, var.type)


def _mention_interface(asm: "Assembly", t: Interface) -> None:
    for method in t.methods:
        if method.signature is not None:
            _mention_tuple(asm, method.signature.params)
            _mention_tuple(asm, method.signature.results)
    for embedded in t.embeddeds:
        mention(asm, embedded)


def _mention_named(asm: "Assembly", t: Named) -> None:
    if t.targs:
        if not any(isinstance(unalias(targ), TypeParam) for targ in t.targs):
            instantiate.mention_named_instance(asm, t)
        return
    t.resolve()
    if t.tparams:
        return
    mention(asm, t.underlying())
    if t.obj.pkg is asm.pkg:
        for method in t.methods:
            if method.signature is None or not method.signature.tparams:
                asm.mention(method)
        asm.types.named.append(t)
        return
    # An imported type brings instances of generic types along.
    for method in t.methods:
        if method.signature is not None and not method.signature.tparams:
            mention_signature(asm, method.signature)
