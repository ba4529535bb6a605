"""Whether identical types are also spelled alike: `byte` and `uint8`, an alias and what it stands for, are not.

The compiler's checker takes instances for one object only if their arguments are; dictionaries count such objects.
"""

from goescape.types import typeset
from goescape.types.model import (
    Alias,
    Basic,
    Interface,
    Named,
    Type,
    Union,
)
from goescape.types.parts import parts


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
    if isinstance(x, Interface) and isinstance(y, Interface):
        return _interfaces_are_alike(x, y)
    # Unions may have their terms in another order.
    return isinstance(x, Union) or _are_alike(parts(x), parts(y))


def _are_alike(x: list[Type], y: list[Type]) -> bool:
    if len(x) != len(y):
        return False
    for i, t in enumerate(x):
        if not is_alike(t, y[i]):
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
