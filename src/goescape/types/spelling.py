"""Whether identical types are also spelled alike: `byte` and `uint8`, an alias and what it stands for, are not.

The compiler's checker takes instances for one object only if their arguments are; dictionaries count such objects.
"""

from goescape.types import typeset
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
)
from goescape.types.objects import Var


def is_alike(x: Type, y: Type) -> bool:
    """For identical types only."""
    if x is y:
        return True
    if isinstance(x, Alias) or isinstance(y, Alias):
        if not isinstance(x, Alias) or not isinstance(y, Alias) or x.obj is not y.obj:
            return False
        return _are_alike(x.targs, y.targs)
    if isinstance(x, Basic):
        return isinstance(y, Basic) and x.name == y.name
    if isinstance(x, Named):
        return isinstance(y, Named) and _are_alike(x.targs, y.targs)
    return _parts_are_alike(x, y)


def _parts_are_alike(x: Type, y: Type) -> bool:
    if isinstance(x, Pointer) and isinstance(y, Pointer):
        return is_alike(x.elem, y.elem)
    if isinstance(x, Slice) and isinstance(y, Slice):
        return is_alike(x.elem, y.elem)
    if isinstance(x, Array) and isinstance(y, Array):
        return is_alike(x.elem, y.elem)
    if isinstance(x, Chan) and isinstance(y, Chan):
        return is_alike(x.elem, y.elem)
    if isinstance(x, Map) and isinstance(y, Map):
        return is_alike(x.key, y.key) and is_alike(x.value, y.value)
    if isinstance(x, Signature) and isinstance(y, Signature):
        return is_alike(x.params, y.params) and is_alike(x.results, y.results)
    if isinstance(x, Tuple) and isinstance(y, Tuple):
        return _vars_are_alike(x.vars, y.vars)
    if isinstance(x, Struct) and isinstance(y, Struct):
        return _vars_are_alike(x.fields, y.fields)
    if isinstance(x, Interface) and isinstance(y, Interface):
        return _interfaces_are_alike(x, y)
    return True


def _are_alike(x: list[Type], y: list[Type]) -> bool:
    if len(x) != len(y):
        return False
    for i, t in enumerate(x):
        if not is_alike(t, y[i]):
            return False
    return True


def _vars_are_alike(x: list[Var], y: list[Var]) -> bool:
    for i, var in enumerate(x):
        t, other = var.type, y[i].type
        if t is not None and other is not None and not is_alike(t, other):
            return False
    return True


def _interfaces_are_alike(x: Interface, y: Interface) -> bool:
    """Wherever the methods were declared."""
    others = typeset.type_set(y).methods
    for i, method in enumerate(typeset.type_set(x).methods):
        sig, other = method.signature, others[i].signature
        if sig is not None and other is not None and not is_alike(sig, other):
            return False
    return True
