"""What importers read: export data as the compiler puts it together in the end.

Starting at the exported objects, everything that can be reached is copied. An object is known as soon as it is
come by, anything else when all that it refers to has been copied: a type that is come by again before that
is copied once more. So types that lead back to themselves are there several times, and an importer, which
takes every copy for a type of its own, reads each of them.
"""

from typing import Final, TypeAlias, final

from goescape.lower.order.exportorder import (
    BODY,
    BOUNDS,
    DECLARATION,
    Element,
    ExportOrder,
    Written,
    is_part_of_type,
)
from goescape.types.model import Alias, Named, Type, TypeNode
from goescape.types.objects import Const, Func, TypeName, Var

# Where a type is mentioned: within what, in which copy (or part) of it, and the type.
Mention: TypeAlias = tuple[Written, int, Type]


@final
class _Frame:
    """Something being copied, and how far that has come."""

    __slots__ = ("element", "n_done", "number", "place", "refs")

    def __init__(
        self, place: Written, number: int, refs: list[Element], element: Element | None
    ) -> None:
        self.place: Final = place
        self.number: Final = number
        self.refs: Final = refs
        self.n_done: int = 0
        # Of types: what this is a copy of.
        self.element: Final = element


@final
class _Linker:
    def __init__(self, order: ExportOrder) -> None:
        self.order: Final = order
        self.mentions: Final[dict[Mention, int]] = {}
        self.n_copies: Final[dict[Type, int]] = {}
        # The copy that was completed last: of a type under one of its numbers, and of a type.
        self.last: Final[dict[Type, int]] = {}
        self._done: Final[dict[Element, int]] = {}
        self._objects: Final[set[Written]] = set()

    def link(self, root: Written) -> None:
        stack = self._object(root)
        while stack:
            frame = stack[-1]
            if frame.n_done == len(frame.refs):
                self._complete(frame)
                stack.pop()
                continue
            ref = frame.refs[frame.n_done]
            frame.n_done += 1
            target = ref[0]
            if not isinstance(target, TypeNode):
                stack.extend(self._object(target))
                continue
            inner = self._type(frame, target, ref)
            if inner is not None:
                stack.append(inner)

    def _complete(self, frame: _Frame) -> None:
        element, place = frame.element, frame.place
        if element is not None and isinstance(place, TypeNode):
            self._done[element] = frame.number
            self.last[place] = frame.number

    def _type(self, frame: _Frame, t: Type, element: Element) -> _Frame | None:
        mention = (frame.place, frame.number, t)
        done = self._done.get(element)
        if done is not None:
            self.mentions[mention] = done
            return None
        number = self.n_copies.get(t, 0) + 1
        self.n_copies[t] = number
        self.mentions[mention] = number
        return _Frame(t, number, self._refs(element), element)

    def _refs(self, element: Element) -> list[Element]:
        refs = self.order.refs.get(element, [])
        if isinstance(element[0], (Named, Alias)):
            # What is instantiated is referred to before its arguments.
            objects = [ref for ref in refs if not isinstance(ref[0], TypeNode)]
            return objects + [ref for ref in refs if isinstance(ref[0], TypeNode)]
        return refs

    def _object(self, obj: Written) -> list[_Frame]:
        """The parts of an object, the first one last."""
        if obj in self._objects:
            return []
        self._objects.add(obj)
        parts = [self._part(obj, DECLARATION)]
        if isinstance(obj, Func) and is_part_of_type(obj):
            return parts
        parts.append(self._part(obj, BOUNDS))
        for element in self.order.derived.get(obj, []):
            # Nothing but this declaration refers to it.
            parts.append(_Frame(element[0], 0, self._refs(element), None))
        if isinstance(obj, Func) and _has_body(obj):
            parts.append(self._part(obj, BODY))
        if isinstance(obj, TypeName) and isinstance(obj.type, Named) and not obj.is_alias:
            for method in obj.type.methods:
                if is_part_of_type(method) and _has_body(method):
                    parts.append(self._part(method, BODY))
        parts.reverse()
        return parts

    def _part(self, obj: Written, part: int) -> _Frame:
        return _Frame(obj, part, self.order.refs.get((obj, part), []), None)


def _has_body(obj: Func) -> bool:
    """Whether importers get the body."""
    sig = obj.signature
    return (sig is not None and sig.is_generic) or obj.inline_cost >= 0


def other_copies(order: ExportOrder) -> dict[Mention, int]:
    """Mentions of another copy than the last of a type. The last is called 0.

    Defined types that are no instances are left out: nothing depends on which of their copies is meant.
    """
    linker = _Linker(order)
    for name in order.pkg.scope.names():
        obj = order.pkg.scope.lookup(name)
        if obj is not None and obj.exported and isinstance(obj, (TypeName, Func, Var, Const)):
            linker.link(obj)
    found: dict[Mention, int] = {}
    for (place, n_place, t), number in linker.mentions.items():
        if isinstance(t, Named) and not t.targs:
            continue
        if linker.n_copies[t] > 1 and number != linker.last[t]:
            if isinstance(place, TypeNode) and n_place == linker.last.get(place, 0):
                n_place = 0
            found[place, n_place, t] = number
    return found
