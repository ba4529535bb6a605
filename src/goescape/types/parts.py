"""What a type is made of: one walk for all who look through types.

    map[K][]T                    K, []T
    func(a A) B                  the tuples (A) and (B)
    interface { m(A); ~int | S } the signature of m, the union

Whoever wants more (what a name stands for, what a type set holds, where to stop) asks for that first and leaves the
rest to this.
"""

from typing import Final

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
)  # fmt: skip
from goescape.types.objects import Var

_NONE: Final[list[Type]] = []


def parts(t: Type) -> list[Type]:
    """The types that occur in the spelling of t, in their order; not to be changed.

    Of a defined type or an alias these are its type arguments.
    """
    if isinstance(t, (Named, Alias)):
        return t.targs
    if isinstance(t, (Pointer, Slice, Array, Chan)):
        return [t.elem]
    if isinstance(t, Map):
        return [t.key, t.value]
    if isinstance(t, Signature):
        return [t.params, t.results]
    if isinstance(t, Tuple):
        return _types(t.vars)
    if isinstance(t, Struct):
        return _types(t.fields)
    if isinstance(t, Interface):
        return _of_interface(t)
    if isinstance(t, Union):
        return [term.type for term in t.terms]
    return _NONE


def _types(vars: list[Var]) -> list[Type]:
    return [var.type for var in vars if var.type is not None]


def _of_interface(t: Interface) -> list[Type]:
    found: list[Type] = [m.signature for m in t.methods if m.signature is not None]
    found.extend(t.embeddeds)
    return found
