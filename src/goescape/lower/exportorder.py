"""The order in which the compiler writes its export data, and which mentions of a type that tells apart.

The compiler passes its own package to itself through export data. The writer starts at the package's
objects, by name, and follows every mention at once, through types, signatures and bodies. A type is numbered
when it has been written. A defined type that is mentioned while it is still being written itself gets a
number for that mention, and those that follow, until it is complete; then the number of the mention that
the writer came by takes over:

    type a struct { p *b }      the writer comes by `*b` to b,
    type b struct { q *a }      … is within b when it writes `*b` again,
    func (b) m(*b) {}           … this mention has a number of its own.

The reader takes mentions with different numbers for different types until it looks (see `typemention`).
"""

from abc import ABC, abstractmethod
from typing import Final, TypeAlias, final

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
    Union,
)
from goescape.types.objects import Const, Func, Package, TypeName, Var

# What can be written. A method that is not generic is written as a part of its type.
Written: TypeAlias = Type | TypeName | Func | Var | Const


class WrittenBodies(ABC):
    """What bodies mention."""

    @abstractmethod
    def written(self, obj: Func) -> list[Written]:
        """Types and objects that the body of a declared function mentions, in the order of writing."""


@final
class _Frame:
    """Something being written: what it consists of, and how far the writer has come."""

    __slots__ = ("items", "n_written", "place")

    def __init__(self, place: Written, items: list[Written]) -> None:
        # A type or an object: what mentions stand in.
        self.place: Final = place
        self.items: Final = items
        self.n_written: int = 0


@final
class ExportOrder:
    """A package's export data, as far as the numbers of its types go."""

    def __init__(self, pkg: Package, bodies: WrittenBodies) -> None:
        self._pkg: Final = pkg
        self._bodies: Final = bodies
        self._objects: Final[set[Written]] = set()
        self._types: Final[set[Type]] = set()
        self._open: Final[set[Named]] = set()
        # Types that the writer came to by a mention of the type, not of its name.
        self._by_type: Final[set[Named]] = set()
        # Mentions of a type that is being written, with their places.
        self._within: Final[set[tuple[Written, Named]]] = set()
        for name in pkg.scope.names():
            obj = pkg.scope.lookup(name)
            if isinstance(obj, (TypeName, Func, Var, Const)):
                self._write(obj)

    def is_outside(self, place: Written, named: Named) -> bool:
        """Whether the mention of `named` at `place` has another number than those within `named`.

        Places that are not declared but made by instantiation count as within.
        """
        is_written = place in self._types or place in self._objects
        return is_written and named in self._by_type and (place, named) not in self._within

    # ------------------------------------------------------------------------------- the writer

    def _write(self, root: Written) -> None:
        # A stack of its own: one function's body leads to the next.
        stack: list[_Frame] = [_Frame(root, [root])]
        while stack:
            frame = stack[-1]
            if frame.n_written == len(frame.items):
                stack.pop()
                self._complete(frame.place)
                continue
            item = frame.items[frame.n_written]
            frame.n_written += 1
            if isinstance(item, (TypeName, Func, Var, Const)):
                inner = self._object(item)
            else:
                inner = self._type(frame.place, item)
            if inner is not None:
                stack.append(inner)

    def _complete(self, place: Written) -> None:
        if isinstance(place, TypeName):
            if isinstance(place.type, Named):
                self._open.discard(place.type)
        elif not isinstance(place, (Func, Var, Const)):
            self._types.add(place)

    def _type(self, place: Written, t: Type) -> _Frame | None:
        if isinstance(t, Named) and t in self._open:
            self._within.add((place, t))
        if t in self._types:
            return None
        if isinstance(t, Named) and not t.targs and t.obj not in self._objects:
            self._by_type.add(t)
        return _Frame(t, parts(t))

    def _object(self, obj: TypeName | Func | Var | Const) -> _Frame | None:
        if obj.pkg is not self._pkg or obj in self._objects:
            return None
        self._objects.add(obj)
        if isinstance(obj, Func):
            return _Frame(obj, self._function(obj))
        if isinstance(obj, TypeName):
            if isinstance(obj.type, Named) and not obj.is_alias:
                self._open.add(obj.type)
            return _Frame(obj, _declared(obj))
        return _Frame(obj, [] if obj.type is None else [obj.type])

    def _function(self, obj: Func) -> list[Written]:
        sig = obj.signature
        if sig is None:
            return []
        items: list[Written] = []
        if sig.recv is not None and sig.recv.type is not None:
            items.append(sig.recv.type)
        items.extend(parts(sig))
        items.extend(self._bodies.written(obj))
        for param in [*sig.recv_tparams, *sig.tparams]:
            if param.bound is not None:
                items.append(param.bound)
        return items


def _declared(obj: TypeName) -> list[Written]:
    """What a type's declaration consists of: its underlying type, then its methods."""
    t = obj.type
    if isinstance(t, Alias):
        rhs = t.rhs()
        return [] if rhs is None else [rhs]
    if not isinstance(t, Named):
        return []
    items: list[Written] = [t.underlying()]
    items.extend([method for method in t.methods if not _has_own_params(method)])
    items.extend([method for method in t.methods if _has_own_params(method)])
    for param in t.tparams:
        if param.bound is not None:
            items.append(param.bound)
    return items


def _has_own_params(method: Func) -> bool:
    return method.signature is not None and len(method.signature.tparams) != 0


def parts(t: Type) -> list[Written]:
    """What a type is written with: what it is made of, or the object that declares it."""
    if isinstance(t, Named):
        return [*t.targs, t.obj if t.origin is None else t.origin.obj]
    if isinstance(t, Alias):
        return [*t.targs, t.obj if t.origin is None else t.origin.obj]
    if isinstance(t, (Pointer, Slice, Array, Chan)):
        return [t.elem]
    if isinstance(t, Map):
        return [t.key, t.value]
    if isinstance(t, Signature):
        return [*_types(t.params.vars), *_types(t.results.vars)]
    if isinstance(t, Struct):
        return _types(t.fields)
    if isinstance(t, Interface):
        return _interface_parts(t)
    if isinstance(t, Union):
        return [term.type for term in t.terms]
    if isinstance(t, Tuple):
        return _types(t.vars)
    return []


def _types(vars: list[Var]) -> list[Written]:
    return [var.type for var in vars if var.type is not None]


def _interface_parts(t: Interface) -> list[Written]:
    items: list[Written] = []
    for method in t.methods:
        if method.signature is not None:
            items.extend(parts(method.signature))
    items.extend(t.embeddeds)
    return items
