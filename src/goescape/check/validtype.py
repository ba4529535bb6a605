"""Types whose values would contain themselves (`type T struct { f T }`), and the wording of declaration cycles.

A type is expanded through arrays, struct fields, unions and embedded interfaces; pointers, slices, maps, channels and
functions end the expansion. Meeting a type that is being expanded is an error. Generic types make this subtle: the
expansion works on declarations, not on instances (`type T[P any] struct { f *T[T[P]] }` has infinitely many), and a type
parameter stands for the argument of the innermost instance around it — which itself was written outside of that
instance, so it is expanded with that much less around it.
"""

from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.types import identity
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
from goescape.types.typestring import type_string
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
            if identity.identical(outer, t):
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
        cycle: list[CycleStep] = []
        for named in self.path:
            if cycle or identity.identical(named, t):
                cycle.append(_step_of_type(self.c, named))
        report_cycle(self.c, cycle, True)


@final
class CycleStep:
    """One declaration of a cycle: where it is, and what messages call it."""

    def __init__(self, pos: int, name: str) -> None:
        self.pos: Final = pos
        self.name: Final = name


def _step_of_type(c: "ck.Checker", t: Named) -> CycleStep:
    if t.targs:
        return CycleStep(t.place or t.obj.pos, type_string(t, c.qualifier))
    return CycleStep(t.obj.pos, _name(c, t.obj))


def cycle_error(c: "ck.Checker", cycle: list[Object], start: int) -> None:
    """Report a cycle of declarations, beginning with cycle[start]."""
    obj = cycle[start]
    if isinstance(obj, TypeName) and isinstance(obj.type, Alias):
        obj.type.from_rhs = INVALID_TYPE
        obj.type.actual = None
    steps = [CycleStep(each.pos, _name(c, each)) for each in cycle[start:] + cycle[:start]]
    report_cycle(c, steps, isinstance(obj, TypeName))


def report_cycle(c: "ck.Checker", cycle: list[CycleStep], is_type: bool) -> None:
    """Each declaration of the cycle refers to the next one, the last to the first."""
    first = cycle[0]
    if len(cycle) == 1:
        what = "invalid recursive type" if is_type else "invalid cycle in declaration"
        c.error(first.pos, codes.INVALID_DECL_CYCLE, f"{what}: {first.name} refers to itself")
        return
    what = "invalid recursive type" if is_type else "invalid cycle in declaration of"
    lines = [f"{what} {first.name}"]
    for i, step in enumerate(cycle):
        following = cycle[(i + 1) % len(cycle)]
        lines.append(f"\n\t{c.table.mentioned(step.pos)}: {step.name} refers to {following.name}")
    c.error(first.pos, codes.INVALID_DECL_CYCLE, lines[0], "".join(lines[1:]))


def first_in_source(cycle: list[Object]) -> int:
    """The index of the object declared first."""
    first = 0
    for i, obj in enumerate(cycle):
        if obj.pos < cycle[first].pos:
            first = i
    return first


def _name(c: "ck.Checker", obj: Object) -> str:
    if isinstance(obj, TypeName) and isinstance(obj.type, Named) and obj.type.targs:
        return type_string(obj.type, c.qualifier)
    return c.qualifier.prefix(obj.pkg) + obj.name
