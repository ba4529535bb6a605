"""Finding fields and methods through embedding (Go spec, "Selectors"; "Implementing an interface")."""

from typing import Final, final

from goescape.types import identity, instantiate, predicates, typeset
from goescape.types.model import (
    Interface,
    Named,
    Pointer,
    Struct,
    Type,
    TypeSet,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func, Package, Var


@final
class Lookup:
    """Where a selector leads: the field or method, the indices on the way, and whether a pointer is followed.

    Without an object: a non-empty index means the name is ambiguous there; `indirect` means that only a
    pointer to the type has the method.
    """

    def __init__(self, obj: Var | Func | None, index: list[int], indirect: bool) -> None:
        self.obj: Final = obj
        self.index: Final = index
        self.indirect: Final = indirect


@final
class _Embedded:
    """A type to be searched at one depth."""

    def __init__(self, type: Type, index: list[int], indirect: bool, is_repeated: bool) -> None:
        self.type: Final = type
        self.index: Final = index
        self.indirect: Final = indirect
        # The type occurs more than once at this depth.
        self.is_repeated: bool = is_repeated


def deref(t: Type) -> tuple[Type, bool]:
    """The base of an (unnamed) pointer type, and whether t was one."""
    u = unalias(t)
    if isinstance(u, Pointer):
        return u.elem, True
    return t, False


def lookup_field_or_method(
    t: Type, addressable: bool, pkg: Package | None, name: str, fold_case: bool = False
) -> Lookup:
    """The field or method `name` of t, at the shallowest depth where it is unique."""
    if name == "_":
        return Lookup(None, [], False)
    named = unalias(t)
    if isinstance(named, Named):
        # A defined pointer type has no methods, but the fields of what it points to.
        under = named.underlying()
        if isinstance(under, Pointer):
            found = lookup(under, False, pkg, name, fold_case)
            return Lookup(None, [], False) if isinstance(found.obj, Func) else found
    return lookup(t, addressable, pkg, name, fold_case)


def lookup(t: Type, addressable: bool, pkg: Package | None, name: str, fold_case: bool) -> Lookup:
    base, is_ptr = deref(t)
    if is_ptr and predicates.is_interface(base):
        return Lookup(None, [], False)
    current = [_Embedded(base, [], is_ptr, False)]
    seen: set[Named] = set()
    while current:
        depth = _Depth(pkg, name, fold_case)
        for e in current:
            u = unalias(e.type)
            if isinstance(u, Named):
                if u in seen:
                    continue
                seen.add(u)
            depth.search(e, u)
        obj = depth.obj
        if depth.n_found == 1 and obj is not None:
            if isinstance(obj, Func) and obj.has_ptr_recv and not depth.indirect:
                if not addressable:
                    return Lookup(None, [], True)
            return Lookup(obj, depth.index, depth.indirect)
        if depth.n_found > 1:
            return Lookup(None, depth.index or [0], False)
        current = _each_once(depth.following)
    return Lookup(None, [], False)


@final
class _Depth:
    """What has a name at one depth of embedding, and what is embedded there."""

    def __init__(self, pkg: Package | None, name: str, fold_case: bool) -> None:
        self.pkg: Final = pkg
        self.name: Final = name
        self.fold_case: Final = fold_case
        self.following: Final[list[_Embedded]] = []
        # The last one found.
        self.obj: Var | Func | None = None
        self.index: list[int] = []
        self.indirect: bool = False
        self.n_found: int = 0

    def search(self, e: _Embedded, t: Type) -> None:
        """Look for the name in the methods of t, in its fields, and in an interface."""
        if isinstance(t, Named):
            at = instantiate.method_index(t, self.pkg, self.name, self.fold_case)
            if at >= 0:
                self._found(e, instantiate.method(t, at), at)
                return
        under = underlying(t)
        if isinstance(under, Struct):
            for i, field in enumerate(under.fields):
                if _same_name(field, self.pkg, self.name, self.fold_case):
                    self._found(e, field, i)
                elif field.embedded and self.n_found == 0 and field.type is not None:
                    inner, is_ptr = deref(field.type)
                    self.following.append(
                        _Embedded(inner, [*e.index, i], e.indirect or is_ptr, e.is_repeated)
                    )
        elif isinstance(under, Interface):
            types = typeset.type_set(under)
            at = _interface_method(types, self.pkg, self.name, self.fold_case)
            if at >= 0:
                self._found(e, types.methods[at], at)

    def _found(self, e: _Embedded, obj: Var | Func, i: int) -> None:
        self.n_found += 2 if e.is_repeated else 1
        self.obj = obj
        self.index = [*e.index, i]
        self.indirect = e.indirect


def _same_name(obj: Var | Func, pkg: Package | None, name: str, fold_case: bool) -> bool:
    if fold_case and obj.name.casefold() == name.casefold():
        return True
    return obj.is_called(name, pkg)


def _interface_method(types: TypeSet, pkg: Package | None, name: str, fold_case: bool) -> int:
    """Index of a method in the type set of an interface, or -1."""
    if not fold_case:
        return typeset.method_index(types, pkg, name)
    for i, method in enumerate(types.methods):
        if _same_name(method, pkg, name, True):
            return i
    return -1


def _each_once(types: list[_Embedded]) -> list[_Embedded]:
    """Each type once, marked when it occurs several times."""
    if len(types) <= 1:
        return types
    out: list[_Embedded] = []
    for e in types:
        for kept in out:
            if identity.identical(kept.type, e.type):
                kept.is_repeated = True
                break
        else:
            out.append(e)
    return out


def struct_field(t: Type, idx: int) -> Var:
    under = underlying(t)
    if not isinstance(under, Struct):
        raise TypeError("not a struct")
    return under.fields[idx]


def has_invalid_embedded_fields(t: Type) -> bool:
    """Whether an embedded field of struct t, or of a struct embedded in it, has an invalid type.

    Such a field might have had any method.
    """
    return _has_invalid_embedded(t, set())


def _has_invalid_embedded(t: Type, seen: set[Struct]) -> bool:
    under = underlying(t)
    if isinstance(under, Pointer):
        under = underlying(under.elem)
    if not isinstance(under, Struct) or under in seen:
        return False
    seen.add(under)
    for field in under.fields:
        if field.embedded and field.type is not None:
            if predicates.is_invalid(field.type) or _has_invalid_embedded(field.type, seen):
                return True
    return False
