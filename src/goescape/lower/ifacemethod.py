"""Which declaration of an interface's method counts.

Several embedded interfaces may have the method. The checker takes any of them, since they are the same; the
compiler looks at an interface's own methods, then into the embedded types, those without a name before those
that have one, exported names before others, in the order of the alphabet. It shows in the positions of
parameters of generated functions.
"""

from goescape.types.model import Interface, Named, Type, unalias, underlying
from goescape.types.objects import Func
from goescape.types.typestring import symbol_name


def declared_first(t: Type, method: Func) -> Func:
    """The declaration of `method`, a method of interface `t`, that the compiler comes across first."""
    waiting: list[Type] = [t]
    seen: set[Type] = set()
    while waiting:
        iface = underlying(waiting.pop())
        if not isinstance(iface, Interface) or iface in seen:
            continue
        seen.add(iface)
        for declared in iface.methods:
            if _is_same(declared, method):
                return declared
        embedded = sorted(iface.embeddeds, key=_order)
        # The last one is looked at next.
        embedded.reverse()
        waiting.extend(embedded)
    return method


def _is_same(x: Func, y: Func) -> bool:
    if x.name != y.name:
        return False
    return (
        x.exported
        or x.pkg is y.pkg
        or (x.pkg is not None and y.pkg is not None and x.pkg.path == y.pkg.path)
    )


def _order(t: Type) -> tuple[bool, bool, str, str]:
    named = unalias(t)
    if not isinstance(named, Named):
        return False, False, "", ""
    name = symbol_name(named)
    is_exported = named.obj.exported
    path = "" if is_exported or named.obj.pkg is None else named.obj.pkg.path
    return True, not is_exported, name, path
