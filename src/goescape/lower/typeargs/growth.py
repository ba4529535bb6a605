"""A bound on the types of instances.

The checker refuses instantiations that would never end. Should it miss one, building instances would not end
either: type arguments would be wrapped once more in every round. Without a cycle, no type argument is nested
deeper than all those that the package writes together, so much deeper ones show a cycle.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.types.model import (
    Named,
    Type,
    unalias,
)  # fmt: skip
from goescape.types.parts import parts

# Beyond what is written in the package: for what imported packages wrap around its types.
_ENOUGH_DEPTH: Final = 300
# Types of which types are made; arguments that double in size get here long before they are deep.
_ENOUGH_TYPES: Final = 200_000


@final
class Growth:
    """How deep type arguments may be nested in one package."""

    def __init__(self) -> None:
        self._depth_max: int = _ENOUGH_DEPTH
        # Depths and sizes of types that were measured before.
        self._known: Final[dict[Type, tuple[int, int]]] = {}

    def allow(self, targs: list[Type]) -> None:
        """Type arguments that are written somewhere."""
        for targ in targs:
            self._depth_max += self._measure(targ)[0]

    def check(self, targs: list[Type], pos: int) -> None:
        """Make sure that an instance with these arguments can be one of finitely many."""
        for targ in targs:
            depth, size = self._measure(targ)
            if depth > self._depth_max or size > _ENOUGH_TYPES:
                raise InternalError("instantiation does not come to an end", pos)

    def _measure(self, t: Type) -> tuple[int, int]:
        """How deep a type is nested, and how many types its spelling mentions."""
        t = unalias(t)
        waiting: list[Type] = [t]
        while waiting:
            top = waiting[-1]
            named, depth, size = _look_into(top)
            unknown = [each for each, _ in named if each not in self._known]
            if unknown:
                waiting.extend(unknown)
                continue
            for each, at in named:
                known = self._known[each]
                depth = max(depth, at + known[0])
                size = min(size + known[1], _ENOUGH_TYPES + 1)
            # Shapes have short names, whatever they are made of.
            self._known[top] = (depth, 1 if isinstance(top, Named) and top.is_shape else size)
            waiting.pop()
        return self._known[t]


def _look_into(t: Type) -> tuple[list[tuple[Named, int]], int, int]:
    """The defined types that a type is made of, and how deep; the depth and number of the types around them."""
    named: list[tuple[Named, int]] = []
    depth_max = 1
    size = 1
    waiting: list[tuple[Type, int]] = [(part, 1) for part in _parts(t)]
    while waiting and size <= _ENOUGH_TYPES:
        each, depth = waiting.pop()
        each = unalias(each)
        if isinstance(each, Named):
            named.append((each, depth))
            continue
        depth_max = max(depth_max, depth + 1)
        size += 1
        for part in _parts(each):
            waiting.append((part, depth + 1))
    return named, depth_max, size


def _parts(t: Type) -> list[Type]:
    """What a type is made of; of a shape, what it is the shape of."""
    if isinstance(t, Named) and t.is_shape and t.under is not None:
        return [t.under]
    return parts(t)
