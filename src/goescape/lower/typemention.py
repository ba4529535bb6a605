"""Mentions of types: what reading a type brings into the package.

The compiler reads a type object when it first meets it: first what it is made of, then its methods, each
one's signature before the method itself is queued. Only the order of queueing matters to us, see `unit`.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.lower import instantiate, shapes
from goescape.lower.exportorder import Written, parts
from goescape.types.model import (
    Alias,
    Array,
    Basic,
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
from goescape.types.objects import Const, Func, Package, TypeName, Var

if TYPE_CHECKING:
    from goescape.lower.unit import Assembly


@final
class _Reading:
    """A defined type of this package whose definition is being read."""

    __slots__ = ("has_underlying", "is_noted", "met_within", "others")

    def __init__(self) -> None:
        # Mentions before that are forgotten, but the next one with the same number is none.
        self.has_underlying: bool = False
        # Until then, it was mentioned in its own definition, and in these places of others.
        self.met_within: bool = False
        self.others: Final[list[Written]] = []
        self.is_noted: bool = False


@final
class TypeMentions:
    """The types mentioned so far."""

    def __init__(self) -> None:
        # By identity: looking into the same object twice brings nothing new.
        self.seen: Final[set[Type]] = set()
        # Those of them that other packages were found to mention afterwards.
        self.seen_again: Final[set[Type]] = set()
        self.reading: Final[dict[Named, _Reading]] = {}
        # Whose definition is being read, innermost.
        self.owner: Named | None = None
        # Export data of another package, not generic, is being read.
        self.is_imported: bool = False
        # Whose, if it is known.
        self.reader: Package | None = None
        # Types without type parameters that were read in generic bodies of the packages that wrote them.
        # There nobody knows that they are imported, and they are read once in a package.
        self.read_in_generic: Final[set[tuple[Package, Type]]] = set()


def mention(asm: "Assembly", t: Type, place: Written | None) -> None:
    """Read `t`, if that has not happened yet; it is mentioned at `place` (None: in a body)."""
    if isinstance(t, Named) and place is not None:
        reading = asm.types.reading.get(t)
        if reading is not None:
            _mention_in_progress(asm, t, reading, place)
            return
    seen = asm.types.seen
    if t in asm.generics.types.being_read:
        if isinstance(t, Named) and t not in seen:
            # Whatever becomes of the instance, its arguments come first.
            for targ in t.targs:
                mention(asm, targ, t)
        return
    if t in seen:
        if asm.types.is_imported:
            _mention_again(asm, t)
        return
    if isinstance(t, Named):
        # Arguments of the function around a declaration are not written at its mentions.
        _mention_new(asm, t, t.targs[t.n_implicit :])
        return
    # Types without a name are remembered when they are complete: within themselves they are met again.
    _mention_parts(asm, t)
    seen.add(t)


def _mention_again(asm: "Assembly", t: Type) -> None:
    """Another package mentions a type that has been read: with all its parts, it is taken care of there."""
    reader = asm.types.reader
    if reader is not None and (reader, t) in asm.types.read_in_generic:
        return
    if t in asm.types.seen_again:
        return
    asm.types.seen_again.add(t)
    if isinstance(t, Named):
        if t.targs:
            note_for_wrappers(asm, t)
            for targ in t.targs:
                mention(asm, targ, None)
    elif not isinstance(t, (Basic, TypeParam)):
        _mention_parts(asm, t)


def read_in_generic(asm: "Assembly", pkg: Package | None, t: Type) -> None:
    """A generic declaration of `pkg` has written `t`: what does not depend on type parameters is read there."""
    known = asm.types.read_in_generic
    if pkg is None or pkg is asm.pkg or isinstance(t, (Basic, TypeParam)) or (pkg, t) in known:
        return
    known.add((pkg, t))
    for part in parts(t):
        if not isinstance(part, (TypeName, Func, Var, Const)):
            read_in_generic(asm, pkg, part)


def _mention_new(asm: "Assembly", t: Named, targs: list[Type]) -> None:
    """`t` is read; if it is an instance, `targs` have not been mentioned yet."""
    asm.types.seen.add(t)
    owner = asm.types.owner
    asm.types.owner = t
    if t.targs:
        if not any(isinstance(unalias(targ), TypeParam) for targ in t.targs):
            instantiate.mention_named_instance(asm, t, targs)
    else:
        _mention_defined(asm, t)
    asm.types.owner = owner


def _mention_in_progress(asm: "Assembly", t: Named, reading: _Reading, place: Written) -> None:
    """The first mention with a number counts, if the underlying type is known by then (see `exportorder`)."""
    is_own = asm.types.owner is t
    if not reading.has_underlying:
        if is_own:
            reading.met_within = True
        else:
            reading.others.append(place)
        return
    if reading.is_noted or is_own and reading.met_within:
        return
    if not is_own or reading.others:
        order = asm.export_order()
        is_outside = not is_own and order.is_outside(place, t)
        if reading.met_within and not is_outside:
            return
        if any(order.is_outside(other, t) == is_outside for other in reading.others):
            return
    reading.is_noted = True
    note_for_wrappers(asm, t)


def _mention_parts(asm: "Assembly", t: Type) -> None:
    if isinstance(t, Alias):
        _mention_alias(asm, t)
    elif isinstance(t, (Pointer, Slice, Array, Chan)):
        mention(asm, t.elem, t)
    elif isinstance(t, Map):
        mention(asm, t.key, t)
        mention(asm, t.value, t)
    elif isinstance(t, Signature):
        mention_signature(asm, t, t)
    elif isinstance(t, Tuple):
        _mention_tuple(asm, t, t)
    elif isinstance(t, Struct):
        _mention_struct(asm, t)
        if any(field.embedded for field in t.fields):
            note_for_wrappers(asm, t)
    elif isinstance(t, Interface):
        _mention_interface(asm, t)
        note_for_wrappers(asm, t)
    elif isinstance(t, Union):
        for term in t.terms:
            mention(asm, term.type, t)


def _mention_alias(asm: "Assembly", t: Alias) -> None:
    for targ in t.targs:
        mention(asm, targ, t)
    actual = unalias(t)
    if t.obj.is_alias:
        _mention_behind(asm, t)
    elif not isinstance(actual, Named) or actual in asm.types.seen:
        mention(asm, actual, t.obj)
    elif actual not in asm.generics.types.being_read:
        # An instance as it was written: the shapes of its arguments are not mentioned.
        _mention_new(asm, actual, [])


def _mention_behind(asm: "Assembly", t: Alias) -> None:
    """What an alias stands for; if another package declares it, that package mentions it, too."""
    rhs = t.rhs()
    was_imported, reader = asm.types.is_imported, asm.types.reader
    if t.obj.pkg is not None and t.obj.pkg is not asm.pkg and not t.targs:
        asm.types.is_imported = True
        asm.types.reader = t.obj.pkg
    mention(asm, unalias(t) if rhs is None else rhs, t.obj)
    asm.types.is_imported, asm.types.reader = was_imported, reader


def note_for_wrappers(asm: "Assembly", t: Type) -> None:
    """A type with methods has been read: wrappers for them may be needed.

    Shapes only occur in generic code, whose types nobody else takes care of.
    """
    is_had = asm.types.is_imported and not shapes.has_shape(t)
    (asm.mentioned.had if is_had else asm.mentioned.needed).append(t)


def mention_underlying(asm: "Assembly", t: Named) -> None:
    """What a defined type is made of; as part of the definition it has no wrappers of its own."""
    asm.generics.types.being_read.add(t)
    under = t.underlying()
    if isinstance(under, Struct):
        _mention_struct(asm, under)
    elif isinstance(under, Interface):
        _mention_interface(asm, under)
    else:
        mention(asm, under, t.obj)
    asm.generics.types.being_read.discard(t)


def _mention_struct(asm: "Assembly", t: Struct) -> None:
    for field in t.fields:
        if field.type is not None:
            mention(asm, field.type, t)


def mention_signature(asm: "Assembly", sig: Signature, place: Written) -> None:
    if sig.recv is not None and sig.recv.type is not None:
        mention(asm, sig.recv.type, place)
    _mention_tuple(asm, sig.params, place)
    _mention_tuple(asm, sig.results, place)


def _mention_tuple(asm: "Assembly", t: Tuple, place: Written) -> None:
    for var in t.vars:
        if var.type is not None:
            mention(asm, var.type, place)


def _mention_interface(asm: "Assembly", t: Interface) -> None:
    for method in t.methods:
        if method.signature is not None:
            _mention_tuple(asm, method.signature.params, t)
            _mention_tuple(asm, method.signature.results, t)
    for embedded in t.embeddeds:
        mention(asm, embedded, t)


def _mention_defined(asm: "Assembly", t: Named) -> None:
    t.resolve()
    if t.tparams:
        return
    if t.is_shape:
        mention_underlying(asm, t)
        note_for_wrappers(asm, t)
        return
    if t.obj.pkg is asm.pkg:
        _mention_declared(asm, t)
        return
    if t.obj.pkg is None:
        # `error`: the runtime makes its wrapper wherever it was met.
        asm.mentioned.needed.append(t)
    was_imported, reader = asm.types.is_imported, asm.types.reader
    asm.types.is_imported = True
    asm.types.reader = t.obj.pkg
    mention_underlying(asm, t)
    # An imported type brings instances of generic types along.
    for method in t.methods:
        if method.signature is not None and not method.signature.tparams:
            mention_signature(asm, method.signature, method)
    asm.types.is_imported, asm.types.reader = was_imported, reader


def _mention_declared(asm: "Assembly", t: Named) -> None:
    """A type that this package declares: the receivers of its methods are mentions, too."""
    reading = _Reading()
    asm.types.reading[t] = reading
    mention_underlying(asm, t)
    reading.has_underlying = True
    for method in t.methods:
        if method.signature is None or not method.signature.tparams:
            asm.mention(method)
    del asm.types.reading[t]
    note_for_wrappers(asm, t)
