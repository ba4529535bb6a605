"""Unification of parameterised types (Go spec, "Type unification").

Two types unify if replacing *bound* type parameters (those to be inferred) by types makes them alike. How much alike is
said by two mode bits:

    EXACT    types must be identical. Without it, a defined type may meet a type literal of the same structure,
             channel directions are ignored, and an interface may meet a type that has its methods.
    ASSIGN   one type is assigned to the other: these two need not be EXACT, but what they are made of must.

Bound type parameters unified with one another share a handle, which holds the type inferred for all of them. A
parameter met a second time must unify with what was inferred for it before; of two types that unify inexactly, a
defined type is kept rather than a literal, a directed channel rather than one without direction. Example:

    func f[P any](x, y P);  type S []int;  f([]int{}, S{})    // P is S, whichever comes first
"""

from typing import Final, final

from goescape.types import identity, lookup, predicates, typeset
from goescape.types.model import (
    CHAN_BOTH,
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
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func

ASSIGN: Final = 1
EXACT: Final = 2

# Types of infinitely many distinct instances are not found out otherwise.
_ENOUGH_DEPTH: Final = 100


@final
class _Handle:
    """What is known of one or several type parameters."""

    def __init__(self, type: Type | None) -> None:
        self.type: Type | None = type


@final
class _Pair:
    """Two interfaces being unified further out, to end cycles."""

    def __init__(self, x: Interface, y: Interface, outer: "_Pair | None") -> None:
        self.x: Final = x
        self.y: Final = y
        self.outer: Final = outer

    def seen(self) -> bool:
        p = self.outer
        while p is not None:
            if (p.x is self.x and p.y is self.y) or (p.x is self.y and p.y is self.x):
                return True
            p = p.outer
        return False


@final
class Unifier:
    """Type parameters to be inferred and what is known of them."""

    def __init__(
        self, tparams: list[TypeParam], targs: list[Type | None], interfaces: bool = True
    ) -> None:
        self.tparams: Final = tparams
        self.handles: Final[dict[TypeParam, _Handle]] = {}
        # Whether interfaces unify inexactly (go1.21).
        self.interfaces: Final = interfaces
        self.depth: int = 0
        for i, tparam in enumerate(tparams):
            self.handles[tparam] = _Handle(targs[i] if i < len(targs) else None)

    def unify(self, x: Type, y: Type, mode: int) -> bool:
        """Whether x and y unify; infers type arguments on the way (also if the answer is no)."""
        return self._unify(x, y, mode, None)

    def at(self, tparam: TypeParam) -> Type | None:
        """The type inferred for a bound type parameter, if any."""
        handle = self.handles.get(tparam)
        return handle.type if handle is not None else None

    def set(self, tparam: TypeParam, t: Type) -> None:
        self.handles[tparam].type = t

    def inferred(self, tparams: list[TypeParam]) -> list[Type | None]:
        return [self.at(tparam) for tparam in tparams]

    def unknowns(self) -> int:
        """How many type parameters have no inferred type yet."""
        n = 0
        for handle in self.handles.values():
            if handle.type is None:
                n += 1
        return n

    # ------------------------------------------------------------------------------- the relation

    def _unify(self, x: Type, y: Type, mode: int, pairs: _Pair | None) -> bool:
        if x is y or unalias(x) is unalias(y):
            return True
        if self.depth >= _ENOUGH_DEPTH:
            return False
        self.depth += 1
        result = self._different(x, y, mode, pairs)
        self.depth -= 1
        return result

    def _different(self, x: Type, y: Type, mode: int, pairs: _Pair | None) -> bool:
        # A bound type parameter goes to x, a defined type to y.
        if isinstance(unalias(x), Named) or self._bound(y) is not None:
            x, y = y, x
        if not mode & EXACT and isinstance(unalias(y), Named) and predicates.is_type_lit(x):
            if not (self.interfaces and predicates.is_interface(x)):
                # A defined type meets a literal: its structure counts.
                y = underlying(y)
                if x is y or unalias(x) is y:
                    return True
        px, py = self._bound(x), self._bound(y)
        if px is not None:
            if py is not None:
                return self._join(px, py, mode, pairs)
            return self._bound_param(px, y, mode, pairs)
        if self.interfaces and not mode & EXACT:
            xi, yi = _interface(x), _interface(y)
            if xi is not None and yi is not None:
                return self._two_interfaces(xi, yi, pairs)
            if xi is not None:
                return self._implemented(xi, y, pairs)
            if yi is not None:
                return self._implemented(yi, x, pairs)
        if predicates.is_type_param(y):
            x, y = y, x
        return self._structure(unalias(x), y, mode, pairs)

    def _bound(self, t: Type) -> TypeParam | None:
        t = unalias(t)
        return t if isinstance(t, TypeParam) and t in self.handles else None

    def _join(self, x: TypeParam, y: TypeParam, mode: int, pairs: _Pair | None) -> bool:
        """Let two bound type parameters share a handle; types inferred for both must unify."""
        hx, hy = self.handles[x], self.handles[y]
        if hx is hy:
            return True
        if hx.type is not None and hy.type is not None:
            return self._unify(hx.type, hy.type, mode, pairs)
        keep, drop = (hx, hy) if hx.type is not None else (hy, hx)
        for tparam, handle in self.handles.items():
            if handle is drop:
                self.handles[tparam] = keep
        return True

    def _bound_param(self, p: TypeParam, y: Type, mode: int, pairs: _Pair | None) -> bool:
        known = self.at(p)
        if known is None:
            self.set(p, y)
            return True
        if not self._unify(known, y, mode, pairs):
            return False
        known_named = isinstance(unalias(known), Named)
        y_named = isinstance(unalias(y), Named)
        ki, yi = _interface(known), _interface(y)
        if ki is not None and yi is not None:
            if known_named and y_named:
                return identity.identical(known, y)
            if len(typeset.type_set(ki).methods) != len(typeset.type_set(yi).methods):
                return False
        elif ki is not None or yi is not None:
            # Either could be meant; choosing would depend on the order of arguments.
            return False
        if not mode & EXACT and not known_named:
            if y_named:
                self.set(p, y)
            else:
                channel = underlying(y)
                if isinstance(channel, Chan) and channel.dir != CHAN_BOTH:
                    self.set(p, y)
        return True

    # -------------------------------------------------------------------------------- interfaces

    def _two_interfaces(self, x: Interface, y: Interface, pairs: _Pair | None) -> bool:
        """One of two interfaces has the other's methods; both have the same type terms."""
        a, b = typeset.type_set(x), typeset.type_set(y)
        if a.comparable != b.comparable or not typeset.equal_terms(a.terms, b.terms):
            return False
        inner = _Pair(x, y, pairs)
        if inner.seen():
            return True
        fewer, more = a.methods, b.methods
        if len(fewer) > len(more):
            fewer, more = more, fewer
        by_id: dict[str, Func] = {}
        for method in more:
            by_id[typeset.method_id(method.pkg, method.name)] = method
        for method in fewer:
            other = by_id.get(typeset.method_id(method.pkg, method.name))
            if other is None or not self._methods(method, other, inner):
                return False
        return True

    def _implemented(self, iface: Interface, t: Type, pairs: _Pair | None) -> bool:
        """Type t, no interface, has the methods of iface. Generic methods do not count."""
        for method in typeset.type_set(iface).methods:
            found = lookup.lookup_field_or_method(t, False, method.pkg, method.name).obj
            if not isinstance(found, Func):
                return False
            signature = found.declared()
            if signature is None or signature.tparams:
                return False
            if not self._methods(method, found, pairs):
                return False
        return True

    def _methods(self, f: Func, g: Func, pairs: _Pair | None) -> bool:
        own, other = f.declared(), g.declared()
        if own is None or other is None:
            return False
        return self._unify(own, other, EXACT, pairs)

    # --------------------------------------------------------------------------------- structure

    def _structure(self, x: Type, y_given: Type, mode: int, pairs: _Pair | None) -> bool:
        """x and y have the same structure, and their parts unify. x is no alias."""
        y = unalias(y_given)
        elem_mode = mode | EXACT if mode & ASSIGN else mode
        if isinstance(x, Basic):
            return isinstance(y, Basic) and x.kind == y.kind
        if isinstance(x, Named):
            return isinstance(y, Named) and self._named(x, y, mode, pairs)
        if isinstance(x, Pointer):
            return isinstance(y, Pointer) and self._unify(x.elem, y.elem, elem_mode, pairs)
        if isinstance(x, Slice):
            return isinstance(y, Slice) and self._unify(x.elem, y.elem, elem_mode, pairs)
        if isinstance(x, Array):
            return (
                isinstance(y, Array)
                and (x.length < 0 or y.length < 0 or x.length == y.length)
                and self._unify(x.elem, y.elem, elem_mode, pairs)
            )
        if isinstance(x, Map):
            return (
                isinstance(y, Map)
                and self._unify(x.key, y.key, elem_mode, pairs)
                and self._unify(x.value, y.value, elem_mode, pairs)
            )
        if isinstance(x, Chan):
            return (
                isinstance(y, Chan)
                and (not mode & EXACT or x.dir == y.dir)
                and self._unify(x.elem, y.elem, elem_mode, pairs)
            )
        if isinstance(x, Signature):
            return (
                isinstance(y, Signature)
                and x.variadic == y.variadic
                and self._unify(x.params, y.params, elem_mode, pairs)
                and self._unify(x.results, y.results, elem_mode, pairs)
            )
        if isinstance(x, Struct):
            return isinstance(y, Struct) and self._structs(x, y, elem_mode, pairs)
        if isinstance(x, Tuple):
            return isinstance(y, Tuple) and self._tuples(x, y, mode, pairs)
        if isinstance(x, Interface):
            return isinstance(y, Interface) and self._interfaces(x, y, pairs)
        if isinstance(x, TypeParam):
            # Not bound here. All types it can stand for have this structure.
            common = typeset.core_type(x)
            return common is not None and self._unify(common, y_given, ASSIGN, pairs)
        return False

    def _named(self, x: Named, y: Named, mode: int, pairs: _Pair | None) -> bool:
        if len(x.targs) != len(y.targs):
            return False
        for i, targ in enumerate(x.targs):
            if not self._unify(targ, y.targs[i], mode, pairs):
                return False
        return identity.origin_of(x) is identity.origin_of(y)

    def _tuples(self, x: Tuple, y: Tuple, mode: int, pairs: _Pair | None) -> bool:
        if len(x.vars) != len(y.vars):
            return False
        for i, var in enumerate(x.vars):
            s, t = var.type, y.vars[i].type
            if s is None or t is None or not self._unify(s, t, mode, pairs):
                return False
        return True

    def _structs(self, x: Struct, y: Struct, mode: int, pairs: _Pair | None) -> bool:
        if len(x.fields) != len(y.fields):
            return False
        for i, f in enumerate(x.fields):
            g = y.fields[i]
            if f.embedded != g.embedded or not identity.same_id(f, g):
                return False
            if identity.tag_of(x, i) != identity.tag_of(y, i):
                return False
            if f.type is None or g.type is None or not self._unify(f.type, g.type, mode, pairs):
                return False
        return True

    def _interfaces(self, x: Interface, y: Interface, pairs: _Pair | None) -> bool:
        """Exactly: the same methods and terms."""
        a, b = typeset.type_set(x), typeset.type_set(y)
        if a.comparable != b.comparable or not typeset.equal_terms(a.terms, b.terms):
            return False
        if len(a.methods) != len(b.methods):
            return False
        inner = _Pair(x, y, pairs)
        if inner.seen():
            return True
        for i, method in enumerate(a.methods):
            other = b.methods[i]
            if typeset.method_id(method.pkg, method.name) != typeset.method_id(
                other.pkg, other.name
            ):
                return False
            if not self._methods(method, other, inner):
                return False
        return True


def _interface(t: Type) -> Interface | None:
    """The interface under t, unless t is a type parameter."""
    if isinstance(unalias(t), TypeParam):
        return None
    under = underlying(t)
    return under if isinstance(under, Interface) else None
