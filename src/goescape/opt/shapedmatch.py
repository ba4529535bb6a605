"""Identity of types as the compiler sees it in shaped code, where a shape is as good as what it stands for.

Of two types one of which has a shape in it, names do not count: basic types of one kind are identical, a pointer
that is a shape is identical to every pointer, and everything else is compared part by part.
"""

from typing import Final, final

from goescape.lower.typeargs.shapes import has_shape
from goescape.types import identity, missingmethod, typeset
from goescape.types.model import (
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
    unalias,
    underlying,
)
from goescape.types.objects import Func


def implements(concrete: Type, iface: Type) -> bool:
    """Whether the compiler takes `concrete` for an implementation of `iface`, shapes or not."""
    return missingmethod.find_missing_matching(concrete, iface, True, _ShapedMatcher()) is None


@final
class _ShapedMatcher(missingmethod.SignatureMatcher):
    def __init__(self) -> None:
        # Pairs being compared, or compared already.
        self._assumed: Final[set[tuple[Type, Type]]] = set()

    def matches(self, x: Signature, y: Signature) -> bool:
        return identity.identical(x, y) or self._identical(x, y)

    def _identical(self, x: Type, y: Type) -> bool:
        x, y = unalias(x), unalias(y)
        if x is y:
            return True
        a, b = underlying(x), underlying(y)
        if isinstance(x, (Named, Basic)) or isinstance(y, (Named, Basic)):
            if not has_shape(x) and not has_shape(y):
                return identity.identical(x, y)
            if isinstance(a, Basic):
                return isinstance(b, Basic) and a.kind == b.kind
            if isinstance(a, Pointer):
                return isinstance(b, Pointer)
        if (x, y) in self._assumed:
            return True
        self._assumed.add((x, y))
        return self._same_parts(a, b)

    def _same_parts(self, a: Type, b: Type) -> bool:
        if isinstance(a, Interface):
            return isinstance(b, Interface) and self._same_methods(a, b)
        if isinstance(a, Struct):
            return isinstance(b, Struct) and self._same_fields(a, b)
        if isinstance(a, Signature):
            return isinstance(b, Signature) and self._same_signatures(a, b)
        if isinstance(a, Array):
            return isinstance(b, Array) and a.length == b.length and self._identical(a.elem, b.elem)
        if isinstance(a, Chan):
            return isinstance(b, Chan) and a.dir == b.dir and self._identical(a.elem, b.elem)
        if isinstance(a, Map):
            if not isinstance(b, Map) or not self._identical(a.key, b.key):
                return False
            return self._identical(a.value, b.value)
        if isinstance(a, Slice):
            return isinstance(b, Slice) and self._identical(a.elem, b.elem)
        if isinstance(a, Pointer):
            return isinstance(b, Pointer) and self._identical(a.elem, b.elem)
        return identity.identical(a, b)

    def _same_signatures(self, a: Signature, b: Signature) -> bool:
        if a.variadic != b.variadic:
            return False
        return self._same_tuples(a.params, b.params) and self._same_tuples(a.results, b.results)

    def _same_tuples(self, a: Tuple, b: Tuple) -> bool:
        if len(a.vars) != len(b.vars):
            return False
        for i, var in enumerate(a.vars):
            other = b.vars[i].type
            if var.type is None or other is None or not self._identical(var.type, other):
                return False
        return True

    def _same_fields(self, a: Struct, b: Struct) -> bool:
        if len(a.fields) != len(b.fields):
            return False
        for i, f in enumerate(a.fields):
            g = b.fields[i]
            if f.embedded != g.embedded or not identity.same_id(f, g):
                return False
            if identity.tag_of(a, i) != identity.tag_of(b, i):
                return False
            if f.type is None or g.type is None or not self._identical(f.type, g.type):
                return False
        return True

    def _same_methods(self, a: Interface, b: Interface) -> bool:
        ours, others = typeset.type_set(a).methods, typeset.type_set(b).methods
        if len(ours) != len(others):
            return False
        return all(self._same_method(method, others[i]) for i, method in enumerate(ours))

    def _same_method(self, f: Func, g: Func) -> bool:
        if f.name != g.name or not f.name[:1].isupper() and f.pkg is not g.pkg:
            return False
        if f.signature is None or g.signature is None:
            return False
        return self._identical(f.signature, g.signature)
