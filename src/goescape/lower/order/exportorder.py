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
What importers read has been put together anew from what is noted here (see `exportlink`).
"""

from abc import ABC, abstractmethod
from typing import Final, TypeAlias, final

from goescape.lower.typeargs import shapes
from goescape.types import parts as types
from goescape.types.model import (
    Alias,
    Interface,
    Named,
    Signature,
    Tuple,
    Type,
    TypeNode,
    TypeParam,
    unalias,
)
from goescape.types.objects import Const, Func, Package, TypeName, Var

# What can be written. A method that is not generic is written as a part of its type.
Written: TypeAlias = Type | TypeName | Func | Var | Const
# A type under one of its numbers; an object under a part of it.
Element: TypeAlias = tuple[Written, int]

# The number of a type that is written for the first time.
FIRST: Final = 1

# The parts of an object.
DECLARATION: Final = 0
BODY: Final = 1
BOUNDS: Final = 2
# No part: what brings the writer to an object of the package.
_MENTION: Final = 3


class WrittenBodies(ABC):
    """What bodies mention."""

    @abstractmethod
    def written(self, obj: Func) -> list[Written]:
        """Types and objects that the body of a declared function mentions, in the order of writing."""


@final
class _Part:
    """A part of an object that follows another."""

    __slots__ = ("items", "number")

    def __init__(self, number: int, items: list[Written]) -> None:
        self.number: Final = number
        self.items: Final = items


@final
class _Frame:
    """Something being written: what it consists of, and how far the writer has come."""

    __slots__ = ("items", "n_written", "number", "owner", "parts", "place", "refs")

    def __init__(
        self, place: Written, number: int, items: list[Written], parts: list[_Part], owner: Written
    ) -> None:
        # A type or an object: what mentions stand in.
        self.place: Final = place
        # Which of a type's numbers, or of an object's parts, is being written.
        self.number: int = number
        self.items: list[Written] = items
        self.n_written: int = 0
        # What follows.
        self.parts: Final = parts
        # The declaration that has the dictionary for what is being written.
        self.owner: Final = owner
        # What it refers to, so far.
        self.refs: list[Element] = []


@final
class ExportOrder:
    """A package's export data, as far as the numbers of its types go."""

    def __init__(self, pkg: Package, bodies: WrittenBodies) -> None:
        self.pkg: Final = pkg
        # What elements refer to, in order; what depends on type parameters stands with a declaration instead.
        self.refs: Final[dict[Element, list[Element]]] = {}
        self.derived: Final[dict[Written, list[Element]]] = {}
        self._bodies: Final = bodies
        self._objects: Final[set[Written]] = set()
        self._types: Final[set[Type]] = set()
        self._derived_types: Final[set[Type]] = set()
        self._open: Final[set[Named]] = set()
        # Types that the writer came to by a mention of the type, not of its name.
        self._by_type: Final[set[Named]] = set()
        # Mentions of a type that is being written, with their places.
        self._within: Final[set[tuple[Written, Named]]] = set()
        # How many numbers types have got, and the last one to be completed.
        self._n_numbers: Final[dict[Type, int]] = {}
        self._last: Final[dict[Type, int]] = {}
        for name in pkg.scope.names():
            obj = pkg.scope.lookup(name)
            if isinstance(obj, (TypeName, Func, Var, Const)):
                self._write(obj)

    def is_outside(self, path: list[Written], named: Named) -> bool:
        """Whether a mention of `named` has another number than those within `named`.

        It stands in the last part of `path`, which leads there from a declaration. Places that are not
        declared but made by instantiation count as within.
        """
        place = path[-1]
        if named not in self._by_type or (place not in self._types and place not in self._objects):
            return False
        element = self._element(path)
        for target, number in self.refs.get(element, []):
            if target is named:
                return number == FIRST
        return (place, named) not in self._within

    def _element(self, path: list[Written]) -> Element:
        """What is at the end of a path: a type that is written while it is being written has several numbers."""
        start = len(path) - 1
        while start > 0 and isinstance(path[start], TypeNode):
            start -= 1
        element: Element = (path[start], DECLARATION)
        for place in path[start + 1 :]:
            number = self._last.get(place, FIRST) if isinstance(place, TypeNode) else DECLARATION
            for target, of_mention in self.refs.get(element, []):
                if target is place:
                    number = of_mention
                    break
            element = (place, number)
        return element

    # ------------------------------------------------------------------------------- the writer

    def _write(self, root: Written) -> None:
        # A stack of its own: one function's body leads to the next.
        stack: list[_Frame] = [_Frame(root, _MENTION, [root], [], root)]
        while stack:
            frame = stack[-1]
            if frame.n_written == len(frame.items):
                if not self._complete(frame):
                    stack.pop()
                continue
            item = frame.items[frame.n_written]
            frame.n_written += 1
            if isinstance(item, TypeNode):
                inner = self._type(frame, item)
            else:
                inner = self._object(frame, item)
            if inner is not None:
                stack.append(inner)

    def _complete(self, frame: _Frame) -> bool:
        """Whether something of the frame remains."""
        place = frame.place
        element = (place, frame.number)
        self.refs[element] = frame.refs
        if frame.parts:
            part = frame.parts.pop(0)
            frame.number, frame.items, frame.n_written, frame.refs = part.number, part.items, 0, []
            return True
        if isinstance(place, TypeName):
            if isinstance(place.type, Named):
                self._open.discard(place.type)
        elif isinstance(place, TypeNode):
            self._types.add(place)
            self._last[place] = frame.number
            if place in self._derived_types:
                self.derived.setdefault(frame.owner, []).append(element)
        return False

    def _type(self, frame: _Frame, t: Type) -> _Frame | None:
        if isinstance(t, Alias) and t.is_copy:
            # What another package wrote: in this one the instance is written anew.
            t = unalias(t)
        if isinstance(t, Named) and t in self._open:
            self._within.add((frame.place, t))
        if t in self._types:
            if t not in self._derived_types:
                frame.refs.append((t, self._last[t]))
            return None
        if isinstance(t, Named) and not t.targs and t.obj not in self._objects:
            self._by_type.add(t)
        number = self._n_numbers.get(t, 0) + 1
        self._n_numbers[t] = number
        if shapes.is_derived(t):
            self._derived_types.add(t)
        else:
            frame.refs.append((t, number))
        return _Frame(t, number, parts(t), [], frame.owner)

    def _object(self, frame: _Frame, obj: TypeName | Func | Var | Const) -> _Frame | None:
        if obj.pkg is not self.pkg:
            return None
        frame.refs.append((obj, DECLARATION))
        if obj in self._objects:
            return None
        self._objects.add(obj)
        if isinstance(obj, Func):
            owner = frame.owner if is_part_of_type(obj) else obj
            return _Frame(obj, DECLARATION, _signature(obj), self._function(obj), owner)
        if isinstance(obj, TypeName):
            t = obj.type
            if isinstance(t, Named) and not obj.is_alias:
                self._open.add(t)
            bounds = _bounds(t.tparams) if isinstance(t, (Named, Alias)) else []
            return _Frame(obj, DECLARATION, _declared(obj), [_Part(BOUNDS, bounds)], obj)
        return _Frame(obj, DECLARATION, [] if obj.type is None else [obj.type], [], obj)

    def _function(self, obj: Func) -> list[_Part]:
        sig = obj.signature
        if sig is None:
            return []
        bounds = _bounds(sig.all_tparams)
        return [_Part(BODY, self._bodies.written(obj)), _Part(BOUNDS, bounds)]


def is_part_of_type(obj: Func) -> bool:
    """Whether a function is written with the type that declares it: methods without type parameters of their own."""
    sig = obj.signature
    return sig is not None and sig.recv is not None and not sig.tparams


def _signature(obj: Func) -> list[Written]:
    sig = obj.signature
    if sig is None:
        return []
    recv = sig.recv_type
    return parts(sig) if recv is None else [recv, *parts(sig)]


def _bounds(params: list[TypeParam]) -> list[Written]:
    return [param.bound for param in params if param.bound is not None]


def _declared(obj: TypeName) -> list[Written]:
    """What a type's declaration consists of: its underlying type, then its methods."""
    t = obj.type
    if isinstance(t, Alias):
        rhs = t.rhs()
        return [] if rhs is None else [rhs]
    if not isinstance(t, Named):
        return []
    items: list[Written] = [t.underlying()]
    items.extend([method for method in t.methods if is_part_of_type(method)])
    items.extend([method for method in t.methods if not is_part_of_type(method)])
    return items


def parts(t: Type) -> list[Written]:
    """What a type is written with: what it is made of, or the object that declares it."""
    if isinstance(t, (Named, Alias)):
        return [*t.targs, t.obj if t.origin is None else t.origin.obj]
    items: list[Written] = []
    for part in types.parts(t):
        # Parameters are not written as lists, nor methods as functions.
        if isinstance(part, Tuple) or (isinstance(t, Interface) and isinstance(part, Signature)):
            items.extend(parts(part))
        else:
            items.append(part)
    return items
