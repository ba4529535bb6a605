"""Mentions of types: what reading a type brings into the package.

The compiler reads a type object when it first meets it: first what it is made of, then its methods, each
one's signature before the method itself is queued. Only the order of queueing matters to us, see `unit`.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.lower import instantiate, shapes
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
from goescape.types.objects import Func

if TYPE_CHECKING:
    from goescape.lower.unit import Assembly


@final
class TypeMentions:
    """The types mentioned so far."""

    def __init__(self) -> None:
        # By identity: looking into the same object twice brings nothing new.
        self.seen: Final[set[Type]] = set()
        # Defined types that turned up while their underlying types were being read.
        self.recursive: Final[set[Type]] = set()
        # Export data of another package, not generic, is being read.
        self.is_imported: bool = False


def mention(asm: "Assembly", t: Type) -> None:
    """Read `t`, if that has not happened yet."""
    if t in asm.generics.types.being_read:
        asm.types.recursive.add(t)
        return
    seen = asm.types.seen
    if t in seen:
        if asm.types.is_imported and _is_wrapped_anywhere(t):
            note_for_wrappers(asm, t)
        return
    if isinstance(t, Named):
        seen.add(t)
        _mention_named(asm, t)
        return
    # Types without a name are remembered when they are complete: within themselves they are met again.
    _mention_parts(asm, t)
    seen.add(t)


def _mention_parts(asm: "Assembly", t: Type) -> None:
    if isinstance(t, Alias):
        for targ in t.targs:
            mention(asm, targ)
        mention(asm, unalias(t))
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
        _mention_struct(asm, t)
        if any(field.embedded for field in t.fields):
            note_for_wrappers(asm, t)
    elif isinstance(t, Interface):
        _mention_interface(asm, t)
        note_for_wrappers(asm, t)
    elif isinstance(t, Union):
        for term in t.terms:
            mention(asm, term.type)


def note_for_wrappers(asm: "Assembly", t: Type) -> None:
    """A type with methods has been read: wrappers for them may be needed.

    Shapes only occur in generic code, whose types nobody else takes care of.
    """
    is_had = asm.types.is_imported and not shapes.has_shape(t)
    (asm.mentioned.had if is_had else asm.mentioned.needed).append(t)


def _is_wrapped_anywhere(t: Type) -> bool:
    """Instances and types without names: every package that comes across them makes wrappers."""
    if isinstance(t, Struct):
        return any(field.embedded for field in t.fields)
    if isinstance(t, Interface):
        return True
    return isinstance(t, Named) and len(t.targs) != 0


def mention_underlying(asm: "Assembly", t: Named) -> None:
    """What a defined type is made of; as part of the definition it has no wrappers of its own."""
    asm.generics.types.being_read.add(t)
    under = t.underlying()
    if isinstance(under, Struct):
        _mention_struct(asm, under)
    elif isinstance(under, Interface):
        _mention_interface(asm, under)
    else:
        mention(asm, under)
    asm.generics.types.being_read.discard(t)


def _mention_struct(asm: "Assembly", t: Struct) -> None:
    for field in t.fields:
        if field.type is not None:
            mention(asm, field.type)


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
    """The methods that an interface declares itself stand in export data in the order of their names."""
    for method in sorted(t.methods, key=_method_order):
        if method.signature is not None:
            _mention_tuple(asm, method.signature.params)
            _mention_tuple(asm, method.signature.results)
    for embedded in t.embeddeds:
        mention(asm, embedded)


def _method_order(method: Func) -> tuple[bool, str, str]:
    """Exported methods come first."""
    path = "" if method.exported or method.pkg is None else method.pkg.path
    return not method.exported, method.name, path


def _mention_named(asm: "Assembly", t: Named) -> None:
    if t.targs:
        if not any(isinstance(unalias(targ), TypeParam) for targ in t.targs):
            instantiate.mention_named_instance(asm, t)
        return
    t.resolve()
    if t.tparams:
        return
    if t.is_shape:
        mention_underlying(asm, t)
        note_for_wrappers(asm, t)
        return
    if t.obj.pkg is asm.pkg:
        mention_underlying(asm, t)
        # The receiver of the first method counts as a mention, unless the type mentions itself.
        is_recursive = t in asm.types.recursive
        if not is_recursive:
            note_for_wrappers(asm, t)
        for method in t.methods:
            if method.signature is None or not method.signature.tparams:
                asm.mention(method)
        if is_recursive:
            note_for_wrappers(asm, t)
        return
    was_imported = asm.types.is_imported
    asm.types.is_imported = True
    mention_underlying(asm, t)
    # An imported type brings instances of generic types along.
    for method in t.methods:
        if method.signature is not None and not method.signature.tparams:
            mention_signature(asm, method.signature)
    asm.types.is_imported = was_imported
