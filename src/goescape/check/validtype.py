"""Types whose values would contain themselves (`type T struct { f T }`), and the wording of declaration cycles.

A type is expanded through arrays, struct fields, unions and embedded interfaces; pointers, slices, maps, channels and
functions end the expansion. Meeting a type that is being expanded is an error. Generic types make this subtle: the
expansion works on declarations, not on instances (`type T[P any] struct { f *T[T[P]] }` has infinitely many), and a type
parameter stands for the argument of the innermost instance around it — which itself was written outside of that
instance, so it is expanded with that much less around it.
"""

from typing import Final, final

from goescape.check import checker as ck
from goescape.types import predicates
from goescape.types.model import (
    Alias,
    Array,
    Interface,
    Named,
    Struct,
    Type,
    TypeParam,
    Union,
    unalias,
)  # fmt: skip
from goescape.types.objects import Object, TypeName
from goescape.types.universe import INVALID_TYPE


def valid_type(c: "ck.Checker", named: Named) -> bool:
    """Whether `named` has a finite expansion; an infinite one is reported and the type becomes invalid."""
    return _Expansion(c).type(named, [])


@final
class _Expansion:
    def __init__(self, c: "ck.Checker") -> None:
        self.c: Final = c
        # All types on the way here.
        self.path: Final[list[Named]] = []

    def type(self, t: Type, nest: list[Named]) -> bool:
        """Expand t, written inside the declarations of `nest` (innermost last)."""
        t = unalias(t)
        if isinstance(t, Named):
            return self.named(t, nest)
        if isinstance(t, Struct):
            for field in t.fields:
                if field.type is not None and not self.type(field.type, nest):
                    return False
        elif isinstance(t, Array):
            return self.type(t.elem, nest)
        elif isinstance(t, Interface):
            for embedded in t.embeddeds:
                if not self.type(embedded, nest):
                    return False
        elif isinstance(t, Union):
            for term in t.terms:
                if not self.type(term.type, nest):
                    return False
        elif isinstance(t, TypeParam):
            return self.type_param(t, nest)
        return True

    def named(self, t: Named, nest: list[Named]) -> bool:
        if t in self.c.finite or (not t.targs and t.obj.pkg is not self.c.pkg):
            return True
        for outer in nest:
            if predicates.identical(outer, t):
                self.report(t)
                return False
        generic = t.origin if t.origin is not None else t
        generic.resolve()
        rhs = generic.rhs if generic.rhs is not None else generic.under
        if rhs is None:
            return True
        self.path.append(t)
        is_finite = self.type(rhs, [*nest, t])
        self.path.pop()
        if is_finite and not t.targs:
            self.c.finite.add(t)
        return is_finite

    def type_param(self, t: TypeParam, nest: list[Named]) -> bool:
        if not nest:
            return True
        instance = nest[-1]
        generic = instance.origin if instance.origin is not None else instance
        for i, tparam in enumerate(generic.tparams):
            if tparam is t and i < len(instance.targs):
                return self.type(instance.targs[i], nest[:-1])
        return True

    def report(self, t: Named) -> None:
        generic = t.origin if t.origin is not None else t
        generic.rhs = INVALID_TYPE
        generic.under = INVALID_TYPE
        cycle: list[Object] = []
        for named in self.path:
            if cycle or predicates.identical(named, t):
                cycle.append(named.obj)
        cycle_error(self.c, cycle, 0)


def cycle_error(c: "ck.Checker", cycle: list[Object], start: int) -> None:
    """Report a cycle of declarations, beginning with cycle[start]."""
    obj = cycle[start]
    is_type = isinstance(obj, TypeName)
    if isinstance(obj, TypeName) and isinstance(obj.type, Alias):
        obj.type.from_rhs = INVALID_TYPE
        obj.type.actual = None
    if len(cycle) == 1:
        what = "invalid recursive type" if is_type else "invalid cycle in declaration"
        c.error(obj.pos, f"{what}: {_name(c, obj)} refers to itself")
        return
    what = "invalid recursive type" if is_type else "invalid cycle in declaration of"
    lines = [f"{what} {_name(c, obj)}"]
    for i in range(len(cycle)):
        following = cycle[(start + i + 1) % len(cycle)]
        place = c.table.place(obj.pos)
        lines.append(f"\t{place}: {_name(c, obj)} refers to {_name(c, following)}")
        obj = following
    c.error(cycle[start].pos, "\n".join(lines))


def first_in_source(cycle: list[Object]) -> int:
    """The index of the object declared first."""
    first = 0
    for i, obj in enumerate(cycle):
        if obj.pos < cycle[first].pos:
            first = i
    return first


def _name(c: "ck.Checker", obj: Object) -> str:
    return c.qualifier.prefix(obj.pkg) + obj.name
