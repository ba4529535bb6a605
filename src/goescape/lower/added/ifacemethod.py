"""Which declaration of an interface's method counts.

Several embedded interfaces may have the method. The checker takes any of them, since they are the same; the
compiler looks at an interface's own methods, then into the embedded types, those without a name before those
that have one, exported names before others, in the order of the alphabet. It shows in the positions of
parameters of generated functions.
"""

from typing import Final, final

from goescape.types import typeset
from goescape.types.model import Interface, Named, Type, unalias, underlying
from goescape.types.objects import Func
from goescape.types.typestring import symbol_name


@final
class Declarations:
    """The methods of an interface, each by the declaration that the compiler comes across first."""

    def __init__(self, t: Type) -> None:
        self._first: Final[dict[str, Func]] = {}
        waiting: list[Type] = [t]
        seen: set[Type] = set()
        while waiting:
            iface = underlying(waiting.pop())
            if not isinstance(iface, Interface) or iface in seen:
                continue
            seen.add(iface)
            for declared in iface.methods:
                self._first.setdefault(typeset.method_id(declared.pkg, declared.name), declared)
            embedded = iface.embeddeds
            if len(embedded) > 1:
                embedded = sorted(embedded, key=_order)
                # The last one is looked at next.
                embedded.reverse()
            waiting.extend(embedded)

    def of(self, method: Func) -> Func:
        return self._first.get(typeset.method_id(method.pkg, method.name), method)


def _order(t: Type) -> tuple[bool, bool, str, str]:
    named = unalias(t)
    if not isinstance(named, Named):
        return False, False, "", ""
    name = symbol_name(named)
    is_exported = named.obj.exported
    path = "" if is_exported or named.obj.pkg is None else named.obj.pkg.path
    return True, not is_exported, name, path
