"""Mentions of types: what reading a type brings into the package.

The compiler reads a type object when it first meets it: first what it is made of, then its methods, each
one's signature before the method itself is queued. Only the order of queueing matters to us, see `unit`.
"""

from abc import abstractmethod
from typing import Final, final

from goescape.ir import nodes as ir
from goescape.lower.order.exportorder import ExportOrder, Written, parts
from goescape.lower.order.readers import Readers, Source
from goescape.lower.order.wrapperneeds import Mentioned
from goescape.lower.templates import TemplateSource
from goescape.lower.typeargs import shapes
from goescape.lower.typeargs.instancetable import InstanceTable
from goescape.types.model import (
    Alias,
    Basic,
    Interface,
    Named,
    Signature,
    Struct,
    Type,
    TypeNode,
    TypeParam,
    unalias,
)
from goescape.types.objects import Func, Object, Package, TypeName


@final
class _Reading:
    """A defined type of this package whose definition is being read."""

    __slots__ = ("has_underlying", "is_noted", "met_within", "others")

    def __init__(self) -> None:
        # Mentions before that are forgotten, but the next one with the same number is none.
        self.has_underlying: bool = False
        # Until then, it was mentioned in its own definition, and in these places of others (see `TypeMentions.path`).
        self.met_within: bool = False
        self.others: Final[list[list[Written]]] = []
        self.is_noted: bool = False


@final
class TypeMentions:
    """The types mentioned so far."""

    def __init__(self, pkg: Package) -> None:
        self.own: Final = Source(pkg, None)
        # What is being read.
        self.source: Source = self.own
        # Types by identity and by who wrote the mention: there, the first one counts, and this is where it stands.
        self.read: Final[dict[tuple[Package, Type], Source]] = {}
        # Where the same was read from other packages than the first time.
        self.read_again: Final[dict[tuple[Package, Type], list[Source]]] = {}
        # Aliases whose right-hand side has been read, and its arguments' spelling.
        self.aliases: Final[set[tuple[TypeName, str]]] = set()
        # Defined types that are no instances.
        self.defined: Final[set[Named]] = set()
        self.reading: Final[dict[Named, _Reading]] = {}
        # The places that reading has come through, from declarations to what they are made of.
        self.path: Final[list[Written]] = []
        # Whose definition is being read, innermost.
        self.owner: Named | None = None

    def enter(self, owner: Package | None, root: Object, is_generic: bool) -> Source:
        """Read a declaration of `owner` (None: predeclared) from now on; gives what was read before."""
        before = self.source
        if owner is self.own.owner:
            self.source = Source(owner, None, True) if is_generic else self.own
        elif owner is not None:
            if before.entry is None:
                self.source = Source(owner, root, is_generic)
            else:
                self.source = Source(owner, before.entry, is_generic, before.is_body)
        return before

    @property
    def is_imported(self) -> bool:
        """Whether another package takes care of the types that are read."""
        return self.source.owner is not self.own.owner and not self.source.is_generic


class TypeReader(ir.FuncTable):
    """A package that types are read into, and what they bring along (implemented by `unit`)."""

    def __init__(self, pkg: Package, generics: InstanceTable, imported: TemplateSource) -> None:
        self.pkg: Final = pkg
        self.generics: Final = generics
        self.types: Final = TypeMentions(pkg)
        self.readers: Final = Readers(pkg, imported)
        self.mentioned: Final = Mentioned()

    @abstractmethod
    def mention(self, obj: Func) -> ir.Func:
        """The function of a non-generic object; the first mention queues its body."""

    @abstractmethod
    def read_instance(self, named: Named, targs: list[Type]) -> None:
        """Read what an instance is made of, then its methods, unless that has been done.

        `targs` are its arguments as they are written where it is mentioned.
        """

    @abstractmethod
    def mention_behind(self, origin: Alias, targs: list[Type]) -> None:
        """What a generic alias stands for."""

    @abstractmethod
    def export_order(self) -> ExportOrder:
        """How the package is written; asked for by few packages."""


def mention(asm: TypeReader, t: Type, place: Written | None) -> None:
    """Read `t`, if that has not happened yet; it is mentioned at `place` (None: in a body)."""
    types = asm.types
    if types.source.owner is asm.pkg and isinstance(t, Alias) and t.is_copy:
        # What an imported declaration mentions; in this package the instance is written anew.
        t = unalias(t)
    if isinstance(t, Named) and place is not None:
        reading = types.reading.get(t)
        if reading is not None:
            _mention_in_progress(asm, t, reading, place)
            return
    key = (types.source.owner, t)
    first = types.read.get(key)
    if first is types.source:
        return
    instance = _instance(t)
    if isinstance(t, Named) or instance is not None:
        actual = unalias(t)
        if asm.generics.types.is_being_read(actual):
            if instance is not None and first is None:
                # Whatever becomes of the instance, its arguments come first; then it is known, incomplete as it is.
                for targ in written_targs(t, instance):
                    mention(asm, targ, t)
                types.read.setdefault(key, types.source)
            return
    if first is not None and not _counts_again(asm, key, first):
        return
    if instance is not None:
        _mention_instance(asm, t, instance)
        return
    if isinstance(t, Named):
        _mention_named(asm, t)
        return
    # Types without a name are remembered when they are complete: within themselves they are met again.
    _mention_parts(asm, t)
    types.read.setdefault(key, types.source)


def _counts_again(asm: TypeReader, key: tuple[Package, Type], first: Source) -> bool:
    """Whether a type that was read is read once more: what was written once is, for every package it is read from."""
    source, readers = asm.types.source, asm.readers
    if source.owner is asm.pkg or not readers.are_apart(first, source):
        return False
    if not _leads_to_methods(key[1]):
        return False
    others = asm.types.read_again.setdefault(key, [])
    if any(not readers.are_apart(other, source) for other in others):
        return False
    others.append(source)
    return True


def _leads_to_methods(t: Type) -> bool:
    """Whether wrappers can be needed for a type, or for one that it is made of."""
    t = unalias(t)
    if isinstance(t, Named):
        return len(t.targs) != 0
    if isinstance(t, (Basic, TypeParam)):
        return False
    if isinstance(t, Interface) and t.methods:
        return True
    if isinstance(t, Struct) and any(field.embedded for field in t.fields):
        return True
    return any(isinstance(part, TypeNode) and _leads_to_methods(part) for part in parts(t))


def _instance(t: Type) -> Named | None:
    """The instance of a generic type that is mentioned."""
    actual = unalias(t) if isinstance(t, Alias) and t.is_copy else t
    return actual if isinstance(actual, Named) and actual.targs else None


def written_targs(t: Type, instance: Named) -> list[Type]:
    """The arguments of a mentioned instance; those of the function around a declaration are not written."""
    return t.targs if isinstance(t, Alias) and t.is_copy else instance.targs[instance.n_implicit :]


def _mention_named(asm: TypeReader, t: Named) -> None:
    owner = asm.types.owner
    asm.types.owner = t
    asm.types.read.setdefault((asm.types.source.owner, t), asm.types.source)
    if t not in asm.types.defined:
        asm.types.defined.add(t)
        _mention_defined(asm, t)
    asm.types.owner = owner


def _mention_instance(asm: TypeReader, t: Type, instance: Named) -> None:
    """Until it has been read completely, an instance is new: what it leads to may mention it, and then that counts."""
    types = asm.types
    key = (types.source.owner, t)
    if any(isinstance(unalias(targ), TypeParam) for targ in instance.targs):
        types.read[key] = types.source
        return
    owner = types.owner
    types.owner = instance
    n_read = _n_read(asm, key)
    for targ in written_targs(t, instance):
        mention(asm, targ, None)
    if _n_read(asm, key) == n_read:
        targs = t.targs if isinstance(t, Alias) else instance.targs
        asm.read_instance(instance, as_written(asm, targs))
    if _n_read(asm, key) == n_read:
        types.read.setdefault(key, types.source)
        note_for_wrappers(asm, instance)
    types.owner = owner


def as_written(asm: TypeReader, types: list[Type]) -> list[Type]:
    """Types that are mentioned where reading is now, each as it is written there."""
    if asm.types.source.owner is asm.pkg:
        return types
    return [asm.generics.written.type(t) for t in types]


def _n_read(asm: TypeReader, key: tuple[Package, Type]) -> int:
    """How often a type has been read."""
    return (1 if key in asm.types.read else 0) + len(asm.types.read_again.get(key, []))


def _mention_in_progress(asm: TypeReader, t: Named, reading: _Reading, place: Written) -> None:
    """The first mention with a number counts, if the underlying type is known by then (see `exportorder`)."""
    path = asm.types.path
    if not path or path[-1] is not place:
        path = [place]
    is_own = asm.types.owner is t
    if not reading.has_underlying:
        if is_own:
            reading.met_within = True
        else:
            reading.others.append(list(path))
        return
    if reading.is_noted or is_own and reading.met_within:
        return
    if not is_own or reading.others:
        order = asm.export_order()
        is_outside = not is_own and order.is_outside(path, t)
        if reading.met_within and not is_outside:
            return
        if any(order.is_outside(other, t) == is_outside for other in reading.others):
            return
    reading.is_noted = True
    note_for_wrappers(asm, t)


def _mention_parts(asm: TypeReader, t: Type) -> None:
    if isinstance(t, Alias):
        _mention_alias(asm, t)
        return
    asm.types.path.append(t)
    for part in parts(t):
        if isinstance(part, TypeNode):
            mention(asm, part, t)
    asm.types.path.pop()
    note_complete(asm, t)


def _mention_alias(asm: TypeReader, t: Alias) -> None:
    for targ in t.targs:
        mention(asm, targ, t)
    actual = unalias(t)
    if t.origin is not None:
        asm.mention_behind(t.origin, t.targs)
    else:
        _mention_behind(asm, t)
    note_complete(asm, actual)


def _mention_behind(asm: TypeReader, t: Alias) -> None:
    """What an alias stands for: read once, where it is declared."""
    key = (t.obj, "")
    if key in asm.types.aliases:
        return
    rhs = t.rhs()
    before = asm.types.enter(t.obj.pkg, t.obj, False)
    mention(asm, unalias(t) if rhs is None else rhs, t.obj)
    asm.types.source = before
    asm.types.aliases.add(key)


def _may_have_methods(t: Type) -> bool:
    if isinstance(t, Struct):
        return any(field.embedded for field in t.fields)
    return isinstance(t, (Named, Interface))


def note_complete(asm: TypeReader, t: Type) -> None:
    """`t` has been read with all its parts. Of a type whose definition is being read nothing is known yet."""
    if _may_have_methods(t) and not asm.generics.types.is_being_read(unalias(t)):
        note_for_wrappers(asm, t)


def note_for_wrappers(asm: TypeReader, t: Type) -> None:
    """A type with methods has been read: wrappers for them may be needed.

    Shapes only occur in generic code, whose types nobody else takes care of.
    """
    is_had = asm.types.is_imported and not shapes.has_shape(t)
    (asm.mentioned.had if is_had else asm.mentioned.needed).append(t)


def mention_underlying(asm: TypeReader, t: Named) -> None:
    """What a defined type is made of; as part of the definition it has no wrappers of its own."""
    asm.generics.types.begin(t)
    under = t.underlying()
    asm.types.path.append(t.obj)
    if isinstance(under, (Struct, Interface)):
        asm.types.path.append(under)
        for part in parts(under):
            if isinstance(part, TypeNode):
                mention(asm, part, under)
        asm.types.path.pop()
    else:
        mention(asm, under, t.obj)
    asm.types.path.pop()
    asm.generics.types.end(t)


def mention_signature(asm: TypeReader, sig: Signature, place: Written) -> None:
    """A declaration's receiver, parameters and results."""
    asm.types.path.append(place)
    recv = sig.recv_type
    if recv is not None:
        mention(asm, recv, place)
    for part in parts(sig):
        if isinstance(part, TypeNode):
            mention(asm, part, place)
    asm.types.path.pop()


def _mention_defined(asm: TypeReader, t: Named) -> None:
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
    before = asm.types.enter(t.obj.pkg, t.obj, False)
    mention_underlying(asm, t)
    # An imported type brings instances of generic types along.
    for method in t.methods:
        if method.signature is not None and not method.signature.tparams:
            mention_signature(asm, method.signature, method)
    asm.types.source = before


def _mention_declared(asm: TypeReader, t: Named) -> None:
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
