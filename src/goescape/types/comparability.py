"""Whether values can be compared (Go spec, "Comparison operators")."""

from goescape.types import typeset
from goescape.types.model import (
    UNTYPED_NIL,
    Array,
    Basic,
    Chan,
    Interface,
    Named,
    Pointer,
    Struct,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip


def comparable_type(t: Type, dynamic: bool) -> bool:
    """Whether `==` applies to values of t; dynamic admits interfaces, whose comparison may panic."""
    return comparable_reason(t, dynamic) is None


def comparable_reason(t: Type, dynamic: bool) -> str | None:
    """None if t is comparable, otherwise why not ("" for no further reason)."""
    return _comparable(t, dynamic, set())


def _comparable(t: Type, dynamic: bool, seen: set[tuple[Type, bool]]) -> str | None:
    """`seen` are types that are being looked at, and those that were found comparable: the first that
    is not ends the search."""
    if isinstance(t, (Named, Struct, TypeParam)):
        if (t, dynamic) in seen:
            return None
        seen.add((t, dynamic))
    under = underlying(t)
    if isinstance(under, Basic):
        return "" if under.kind == UNTYPED_NIL else None
    if isinstance(under, Interface):
        is_dynamic = dynamic and not isinstance(unalias(t), TypeParam)
        if is_dynamic or _set_comparable(under, seen):
            return None
        is_empty = typeset.type_set(under).terms == []
        return "empty type set" if is_empty else "incomparable types in type set"
    if isinstance(under, Struct):
        for field in under.fields:
            if field.type is not None and _comparable(field.type, dynamic, seen) is not None:
                return "struct containing %s cannot be compared"
        return None
    if isinstance(under, Array):
        if _comparable(under.elem, dynamic, seen) is not None:
            return "%s cannot be compared"
        return None
    if isinstance(under, (Pointer, Chan)):
        return None
    return ""


def _set_comparable(iface: Interface, seen: set[tuple[Type, bool]]) -> bool:
    types = typeset.type_set(iface)
    if types.terms is None:
        return types.comparable
    # No type at all is not comparable either.
    return types.terms != [] and all(
        _comparable(term.type, False, seen) is None for term in types.terms
    )
