"""Unification of parameterised types (Go spec, "Type unification").

Two types unify if replacing type parameters makes them alike. *Exact* unification wants identical types;
*inexact* also lets channel directions and a defined type against a type literal differ, as assignment does.
Type parameters that were unified with one another share a handle.
"""

from typing import Final, final

from goescape.types import predicates, typeset
from goescape.types.model import (
    CHAN_BOTH, Array, Basic, Chan, Interface, Map, Named, Pointer, Signature, Slice, Struct, Tuple,
    Type, TypeParam, unalias, underlying,
)  # fmt: skip
from goescape.types.objects import Func

ASSIGN: Final = 1  # inexact at the top level: assignability
EXACT: Final = 2  # identical types wanted

_DEPTH_MAX: Final = 100


@final
class _Handle:
    def __init__(self) -> None:
        self.type: Type | None = None


@final
class Unifier:
    """Type parameters to be inferred and what is known of them."""

    def __init__(self, tparams: list[TypeParam], targs: list[Type | None]) -> None:
        self.tparams: Final = tparams
        self.handles: Final[dict[TypeParam, _Handle]] = {}
        self.depth: int = 0
        for i, tparam in enumerate(tparams):
            handle = _Handle()
            if i < len(targs):
                handle.type = targs[i]
            self.handles[tparam] = handle

    def unify(self, x: Type, y: Type, mode: int) -> bool:
        return self._unify(x, y, mode)

    def at(self, tparam: TypeParam) -> Type | None:
        handle = self.handles.get(tparam)
        return handle.type if handle is not None else None

    def set(self, tparam: TypeParam, t: Type) -> None:
        self.handles[tparam].type = t

    def inferred(self, tparams: list[TypeParam]) -> list[Type | None]:
        return [self.at(tparam) for tparam in tparams]

    def unknowns(self) -> int:
        return sum(1 for tparam in self.tparams if self.at(tparam) is None)

    def _join(self, x: TypeParam, y: TypeParam) -> bool:
        """Let two type parameters share what is known; False if both are known already."""
        hx, hy = self.handles[x], self.handles[y]
        if hx is hy:
            return True
        if hx.type is not None and hy.type is not None:
            return False
        keep, drop = (hx, hy) if hx.type is not None else (hy, hx)
        for tparam, handle in self.handles.items():
            if handle is drop:
                self.handles[tparam] = keep
        return True

    def _bound(self, t: Type) -> TypeParam | None:
        t = unalias(t)
        return t if isinstance(t, TypeParam) and t in self.handles else None

    def _unify(self, x: Type, y: Type, mode: int) -> bool:
        self.depth += 1
        ok = self.depth <= _DEPTH_MAX and self._unify1(x, y, mode)
        self.depth -= 1
        return ok

    def _unify1(self, x: Type, y: Type, mode: int) -> bool:
        if x is y or unalias(x) is unalias(y):
            return True
        # Order: a bound type parameter, if there is one, is x; else a defined type is y.
        if self._bound(x) is None and self._bound(y) is not None:
            x, y = y, x
        exact = mode & EXACT != 0
        if not exact and self._bound(x) is None:
            nx, ny = unalias(x), unalias(y)
            if isinstance(nx, Named) and not isinstance(ny, Named):
                x, y = y, x
                nx, ny = ny, nx
            if (
                isinstance(ny, Named)
                and predicates.is_type_lit(nx)
                and not isinstance(nx, Interface)
                and not predicates.is_interface(ny)
            ):
                y = ny.underlying()
                if unalias(x) is y:
                    return True
        px: TypeParam | None = self._bound(x)
        py: TypeParam | None = self._bound(y)
        if px is not None and py is not None:
            if self._join(px, py):
                return True
        if px is not None:
            return self._unify_bound(px, y, mode)
        return self._structure(unalias(x), unalias(y), mode)

    def _unify_bound(self, px: TypeParam, y: Type, mode: int) -> bool:
        known = self.at(px)
        if known is None:
            self.set(px, y)
            return True
        if not self._unify(known, y, mode):
            return False
        if mode & EXACT == 0:
            self._prefer(px, known, y)
        return True

    def _prefer(self, px: TypeParam, known: Type, y: Type) -> None:
        """After inexact unification keep the more specific type."""
        if self._bound(y) is not None:
            return
        if predicates.is_interface(known) and not predicates.is_type_param(known):
            if predicates.is_interface(y):
                a, b = underlying(known), underlying(y)
                if isinstance(a, Interface) and isinstance(b, Interface):
                    if len(typeset.type_set(a).methods) < len(typeset.type_set(b).methods):
                        self.set(px, y)
                    elif isinstance(unalias(y), Named) and not isinstance(unalias(known), Named):
                        self.set(px, y)
            return
        if isinstance(unalias(known), Named):
            return
        u, v = underlying(known), underlying(y)
        if isinstance(u, Chan) and isinstance(v, Chan):
            if u.dir != CHAN_BOTH and v.dir == CHAN_BOTH and not isinstance(unalias(y), Named):
                return
        if isinstance(unalias(y), Named) or (
            isinstance(u, Chan) and isinstance(v, Chan) and u.dir == CHAN_BOTH and v.dir != CHAN_BOTH
        ):
            self.set(px, y)

    def _structure(self, x: Type, y: Type, mode: int) -> bool:
        element = mode
        if mode & ASSIGN:
            mode &= ~ASSIGN
        element = mode | EXACT if mode & ASSIGN == 0 else mode
        if mode & EXACT == 0 and self._interfaces_match(x, y):
            return self._interface_inexact(x, y, element)
        if isinstance(x, Basic):
            return isinstance(y, Basic) and x.kind == y.kind
        if isinstance(x, Named):
            return isinstance(y, Named) and self._named(x, y, element)
        if isinstance(x, Pointer):
            return isinstance(y, Pointer) and self._unify(x.elem, y.elem, element)
        if isinstance(x, Slice):
            return isinstance(y, Slice) and self._unify(x.elem, y.elem, element)
        if isinstance(x, Array):
            return (
                isinstance(y, Array)
                and (x.length < 0 or y.length < 0 or x.length == y.length)
                and self._unify(x.elem, y.elem, element)
            )
        if isinstance(x, Map):
            return (
                isinstance(y, Map)
                and self._unify(x.key, y.key, element)
                and self._unify(x.value, y.value, element)
            )
        if isinstance(x, Chan):
            return (
                isinstance(y, Chan)
                and (mode & EXACT == 0 or x.dir == y.dir)
                and self._unify(x.elem, y.elem, element)
            )
        if isinstance(x, Signature):
            return isinstance(y, Signature) and self._signatures(x, y, element)
        if isinstance(x, Struct):
            return isinstance(y, Struct) and self._structs(x, y, element)
        if isinstance(x, Tuple):
            return isinstance(y, Tuple) and self._tuples(x, y, element)
        if isinstance(x, Interface):
            return isinstance(y, Interface) and self._interfaces(x, y, element)
        return False

    def _interfaces_match(self, x: Type, y: Type) -> bool:
        return predicates.is_non_type_param_interface(x) or predicates.is_non_type_param_interface(y)

    def _interface_inexact(self, x: Type, y: Type, mode: int) -> bool:
        """One side is an interface: its methods must exist on the other, with unifying signatures."""
        nx, ny = unalias(x), unalias(y)
        if isinstance(nx, Named) and isinstance(ny, Named) and nx.origin is not None:
            if nx.origin is ny.origin:
                return self._named(nx, ny, mode)
        ux, uy = underlying(x), underlying(y)
        if isinstance(ux, Interface) and isinstance(uy, Interface):
            a, b = typeset.type_set(ux), typeset.type_set(uy)
            if len(a.methods) > len(b.methods):
                a, b = b, a
            for method in a.methods:
                other = _find(b.methods, method)
                if other is None or not self._methods(method, other, mode):
                    return False
            return True
        iface, other_type = (ux, y) if isinstance(ux, Interface) else (uy, x)
        if not isinstance(iface, Interface):
            return False
        from goescape.types import lookup

        for method in typeset.type_set(iface).methods:
            found = lookup.lookup_field_or_method(other_type, False, method.pkg, method.name).obj
            if not isinstance(found, Func) or not self._methods(method, found, mode):
                return False
        return True

    def _methods(self, f: Func, g: Func, mode: int) -> bool:
        if f.signature is None or g.signature is None:
            return False
        return self._unify(f.signature, g.signature, mode)

    def _named(self, x: Named, y: Named, mode: int) -> bool:
        if x is y:
            return True
        if x.origin is None or x.origin is not y.origin or len(x.targs) != len(y.targs):
            return predicates.identical(x, y)
        return all(self._unify(x.targs[i], y.targs[i], mode) for i in range(len(x.targs)))

    def _signatures(self, x: Signature, y: Signature, mode: int) -> bool:
        if len(x.tparams) != len(y.tparams) or x.variadic != y.variadic:
            return False
        if x.tparams:
            return predicates.identical(x, y)
        return self._tuples(x.params, y.params, mode) and self._tuples(x.results, y.results, mode)

    def _tuples(self, x: Tuple, y: Tuple, mode: int) -> bool:
        if len(x.vars) != len(y.vars):
            return False
        for i, var in enumerate(x.vars):
            s, t = var.type, y.vars[i].type
            if s is None or t is None or not self._unify(s, t, mode):
                return False
        return True

    def _structs(self, x: Struct, y: Struct, mode: int) -> bool:
        if len(x.fields) != len(y.fields):
            return False
        for i, f in enumerate(x.fields):
            g = y.fields[i]
            if f.embedded != g.embedded or not predicates.same_id(f, g):
                return False
            if predicates.tag_of(x, i) != predicates.tag_of(y, i):
                return False
            if f.type is None or g.type is None or not self._unify(f.type, g.type, mode):
                return False
        return True

    def _interfaces(self, x: Interface, y: Interface, mode: int) -> bool:
        a, b = typeset.type_set(x), typeset.type_set(y)
        if a.comparable != b.comparable or len(a.methods) != len(b.methods):
            return False
        if (a.terms is None) != (b.terms is None):
            return False
        for i, method in enumerate(a.methods):
            if method.name != b.methods[i].name or not self._methods(method, b.methods[i], mode):
                return False
        return True


def _find(methods: list[Func], wanted: Func) -> Func | None:
    for method in methods:
        if method.name == wanted.name:
            return method
    return None
