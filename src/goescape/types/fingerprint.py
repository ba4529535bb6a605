"""Numbers that identical types share: they tell many different ones apart without comparing them."""

from typing import Final

from goescape.types.model import (
    INVALID,
    Array,
    Basic,
    Chan,
    Map,
    Named,
    Pointer,
    Slice,
    Type,
    TypeParam,
    unalias,
)  # fmt: skip

# Fingerprints are numbers below this prime.
_PRIME: Final = 2**31 - 1
_FACTOR: Final = 8191
# Types that are told apart by their kind alone: what they consist of may not be known yet.
_KINDS_ONLY: Final = 101


def differ(x: int, y: int) -> bool:
    """Whether types with these fingerprints cannot be identical."""
    return x != y and x != 0 and y != 0


def of(t: Type) -> int:
    """A number that identical types share, however they are spelled; 0 while that cannot be told.

    It tells instances apart whose arguments differ deep inside. It depends on nothing that is set after a type was
    made: of a type whose parts are being checked, they are invalid still, and nothing is said of it.
    """
    t = unalias(t)
    if isinstance(t, Named):
        if t.fingerprint == 0:
            t.fingerprint = _of_object(t) if t.origin is None else of_instance(t.origin, t.targs)
        return t.fingerprint
    if isinstance(t, Basic):
        return 0 if t.kind == INVALID else t.kind
    if isinstance(t, Pointer):
        return _mixed(102, of(t.elem))
    if isinstance(t, Slice):
        return _mixed(103, of(t.elem))
    if isinstance(t, Array):
        # An unknown length is identical to all others.
        return _mixed(104, of(t.elem))
    if isinstance(t, Chan):
        return _mixed(105 + t.dir, of(t.elem))
    if isinstance(t, Map):
        return _mixed(_mixed(109, of(t.key)), of(t.value))
    if isinstance(t, TypeParam):
        return _of_object(t)
    return _KINDS_ONLY


def of_instance(origin: Named, targs: list[Type]) -> int:
    """That of the generic type's instance with these arguments."""
    found = _of_object(origin)
    for targ in targs:
        found = _mixed(found, of(targ))
    return found


def _of_object(t: Named | TypeParam) -> int:
    return id(t) // 16 % (_PRIME - 1) + 1


def _mixed(x: int, y: int) -> int:
    if x == 0 or y == 0:
        return 0
    return (x * _FACTOR + y) % (_PRIME - 1) + 1
