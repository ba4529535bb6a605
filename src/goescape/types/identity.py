"""Whether two types are the same (Go spec, "Type identity")."""

from goescape.types import fingerprint, subst, typeset
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
    Union,
    unalias,
)  # fmt: skip
from goescape.types.objects import Var


def identical(x: Type, y: Type) -> bool:
    """Go spec, "Type identity"."""
    return x is y or _identical(x, y, False, None)


def identical_ignore_tags(x: Type, y: Type) -> bool:
    return x is y or _identical(x, y, True, None)


class _Pair:
    """Interfaces being compared further out, to end cycles."""

    def __init__(self, x: Interface, y: Interface, outer: "_Pair | None") -> None:
        self.x = x
        self.y = y
        self.outer = outer


def _identical(x: Type, y: Type, ignore_tags: bool, pairs: _Pair | None) -> bool:
    x = unalias(x)
    y = unalias(y)
    if x is y:
        return True
    if isinstance(x, Basic):
        return isinstance(y, Basic) and x.kind == y.kind
    if isinstance(x, Named):
        return isinstance(y, Named) and _identical_named(x, y, ignore_tags, pairs)
    if isinstance(x, Pointer):
        return isinstance(y, Pointer) and _identical(x.elem, y.elem, ignore_tags, pairs)
    if isinstance(x, Slice):
        return isinstance(y, Slice) and _identical(x.elem, y.elem, ignore_tags, pairs)
    if isinstance(x, Array):
        return (
            isinstance(y, Array)
            and (x.length < 0 or y.length < 0 or x.length == y.length)
            and _identical(x.elem, y.elem, ignore_tags, pairs)
        )
    if isinstance(x, Struct):
        return isinstance(y, Struct) and _identical_structs(x, y, ignore_tags, pairs)
    if isinstance(x, Tuple):
        return isinstance(y, Tuple) and _identical_tuples(x, y, ignore_tags, pairs)
    if isinstance(x, Signature):
        return isinstance(y, Signature) and _identical_signatures(x, y, ignore_tags, pairs)
    if isinstance(x, Map):
        return (
            isinstance(y, Map)
            and _identical(x.key, y.key, ignore_tags, pairs)
            and _identical(x.value, y.value, ignore_tags, pairs)
        )
    if isinstance(x, Chan):
        return (
            isinstance(y, Chan)
            and x.dir == y.dir
            and _identical(x.elem, y.elem, ignore_tags, pairs)
        )
    if isinstance(x, Interface):
        return isinstance(y, Interface) and _identical_interfaces(x, y, ignore_tags, pairs)
    if isinstance(x, Union):
        return isinstance(y, Union) and _identical_unions(x, y)
    return False


def origin_of(t: Named) -> Named:
    """The generic type of an instance; any other type itself."""
    return t.origin if t.origin is not None else t


def _identical_named(x: Named, y: Named, ignore_tags: bool, pairs: _Pair | None) -> bool:
    if x.origin is None or x.origin is not y.origin or len(x.targs) != len(y.targs):
        return False
    if fingerprint.differ(fingerprint.of(x), fingerprint.of(y)):
        return False
    return all(_identical(x.targs[i], y.targs[i], ignore_tags, pairs) for i in range(len(x.targs)))


def _identical_structs(x: Struct, y: Struct, ignore_tags: bool, pairs: _Pair | None) -> bool:
    if len(x.fields) != len(y.fields):
        return False
    for i, f in enumerate(x.fields):
        g = y.fields[i]
        if f.embedded != g.embedded or not same_id(f, g):
            return False
        if not ignore_tags and tag_of(x, i) != tag_of(y, i):
            return False
        if f.type is None or g.type is None or not _identical(f.type, g.type, ignore_tags, pairs):
            return False
    return True


def same_id(f: Var, g: Var) -> bool:
    return f.is_called(g.name, g.pkg)


def tag_of(t: Struct, i: int) -> str:
    return t.tags[i] if i < len(t.tags) else ""


def _identical_tuples(x: Tuple, y: Tuple, ignore_tags: bool, pairs: _Pair | None) -> bool:
    if len(x.vars) != len(y.vars):
        return False
    for i, v in enumerate(x.vars):
        s, t = v.type, y.vars[i].type
        if s is None or t is None or not _identical(s, t, ignore_tags, pairs):
            return False
    return True


def _identical_signatures(
    x: Signature, y: Signature, ignore_tags: bool, pairs: _Pair | None
) -> bool:
    if x.variadic != y.variadic or len(x.tparams) != len(y.tparams):
        return False
    if x.tparams:
        targs: list[Type] = list(x.tparams)
        for i, p in enumerate(x.tparams):
            bound_x, bound_y = p.bound, y.tparams[i].bound
            if bound_x is None or bound_y is None:
                return False
            if not _identical(bound_x, subst.subst(bound_y, y.tparams, targs), ignore_tags, pairs):
                return False
        params = subst.subst(y.params, y.tparams, targs)
        results = subst.subst(y.results, y.tparams, targs)
        return _identical(x.params, params, ignore_tags, pairs) and _identical(
            x.results, results, ignore_tags, pairs
        )
    return _identical_tuples(x.params, y.params, ignore_tags, pairs) and _identical_tuples(
        x.results, y.results, ignore_tags, pairs
    )


def _identical_interfaces(
    x: Interface, y: Interface, ignore_tags: bool, pairs: _Pair | None
) -> bool:
    p = pairs
    while p is not None:
        if (p.x is x and p.y is y) or (p.x is y and p.y is x):
            return True
        p = p.outer
    a, b = typeset.type_set(x), typeset.type_set(y)
    if a.comparable != b.comparable or len(a.methods) != len(b.methods):
        return False
    if (a.terms is None) != (b.terms is None):
        return False
    if a.terms is not None and b.terms is not None:
        if not typeset.is_subset(a.terms, b.terms) or not typeset.is_subset(b.terms, a.terms):
            return False
    inner = _Pair(x, y, pairs)
    for i, f in enumerate(a.methods):
        g = b.methods[i]
        if not f.is_called(g.name, g.pkg):
            return False
        if f.signature is None or g.signature is None:
            return False
        if not _identical_signatures(f.signature, g.signature, ignore_tags, inner):
            return False
    return True


def _identical_unions(x: Union, y: Union) -> bool:
    a, b = typeset.union_terms(x), typeset.union_terms(y)
    if a is None or b is None:
        return a is b
    return typeset.is_subset(a, b) and typeset.is_subset(b, a)
