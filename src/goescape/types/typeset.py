"""Type sets of interfaces (Go spec, "Interface types"): methods, admissible types, comparability."""

from typing import Final

from goescape.types import comparability, identity, predicates, typestring
from goescape.types.model import (
    CHAN_BOTH,
    CHAN_RECV,
    CHAN_SEND,
    Chan,
    Interface,
    Named,
    OldInterfaces,
    Signature,
    Term,
    Type,
    TypeParam,
    TypeSet,
    Union,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func, Package


def method_id(pkg: Package | None, name: str) -> str:
    """What identifies a method or field name: unexported names are distinct between packages."""
    if name[:1].isupper():
        return name
    return f"{pkg.path if pkg is not None else '_'}.{name}"


def method_order(method: Func) -> tuple[bool, str, str]:
    """Exported methods first, then by name; the same unexported name of several packages by their paths."""
    path = "" if method.exported or method.pkg is None else method.pkg.path
    return not method.exported, method.name, path


def method_index(types: TypeSet, pkg: Package | None, name: str) -> int:
    """Where the method that `name` means in package pkg is among the methods of a type set, or -1."""
    methods = types.methods
    is_exported = name[:1].isupper()
    path = "" if is_exported or pkg is None else pkg.path
    wanted = (not is_exported, name, path)
    start, end = 0, len(methods)
    while start < end:
        middle = (start + end) // 2
        if method_order(methods[middle]) < wanted:
            start = middle + 1
        else:
            end = middle
    if start < len(methods) and method_order(methods[start]) == wanted:
        return start
    return -1


def type_set(iface: Interface) -> TypeSet:
    """The type set, computed on first use."""
    known = iface.type_set
    if known is not None:
        return known
    # Recursive interfaces are errors reported elsewhere; meanwhile they are empty.
    iface.type_set = TypeSet([], None, False)
    methods: dict[str, Func] = {}
    for method in iface.methods:
        methods.setdefault(method_id(method.pkg, method.name), method)
    terms: list[Term] | None = None
    comparable = False
    for embedded in iface.embeddeds:
        t = underlying(embedded)
        if predicates.is_invalid(t) or (iface.old is not None and too_new(iface.old, embedded)):
            continue
        embedded_terms: list[Term] | None
        if isinstance(t, Interface) and not isinstance(unalias(embedded), TypeParam):
            inner = type_set(t)
            comparable = comparable or inner.comparable
            for method in inner.methods:
                methods.setdefault(method_id(method.pkg, method.name), method)
            embedded_terms = inner.terms
        elif isinstance(t, Union):
            embedded_terms = union_terms(t)
        else:
            embedded_terms = [Term(False, embedded)]
        terms = intersect(terms, embedded_terms)
    if comparable and terms is not None:
        terms = [term for term in terms if comparability.comparable_type(term.type, False)]
        comparable = False
    result = TypeSet(sorted(methods.values(), key=method_order), terms, comparable)
    iface.type_set = result
    return result


def too_new(old: OldInterfaces, embedded: Type) -> str:
    """What an embedded element is that a language version without constraints does not know; "" if it does."""
    t = underlying(embedded)
    if isinstance(t, Union):
        return "interface element"
    if not isinstance(t, Interface):
        return "" if predicates.is_invalid(t) else "non-interface type"
    return "constraint interface" if is_imported_constraint(embedded, old.pkg) else ""


def is_imported_constraint(t: Type, pkg: Package) -> bool:
    """Whether t is an interface of another package that says more than which methods there are."""
    named, under = unalias(t), underlying(t)
    if not isinstance(named, Named) or not isinstance(under, Interface):
        return False
    if named.obj.pkg is None or named.obj.pkg is pkg:
        return False
    types = type_set(under)
    return types.comparable or types.terms is not None


def union_terms(union: Union) -> list[Term] | None:
    """The terms of a union, embedded interfaces taken apart; None if they admit all types."""
    terms: list[Term] = []
    for term in union.terms:
        t = underlying(term.type)
        if isinstance(t, Interface):
            inner = type_set(t).terms
            if inner is None:
                return None
            terms.extend(inner)
        elif term.tilde and not identity.identical(t, term.type):
            continue  # no type has this underlying type
        elif not predicates.is_invalid(term.type):
            terms.append(term)
    return _normalized(terms)


def _normalized(terms: list[Term]) -> list[Term]:
    """Without terms that another term includes."""
    out: list[Term] = []
    for term in terms:
        if any(_includes(kept, term) for kept in out):
            continue
        out = [kept for kept in out if not _includes(term, kept)]
        out.append(term)
    return out


def _includes(x: Term, y: Term) -> bool:
    if y.tilde and not x.tilde:
        return False
    t = underlying(y.type) if x.tilde else y.type
    u = underlying(x.type) if x.tilde else x.type
    return identity.identical(u, t)


def intersect(x: list[Term] | None, y: list[Term] | None) -> list[Term] | None:
    if x is None:
        return y
    if y is None:
        return x
    out: list[Term] = []
    for a in x:
        for b in y:
            if _includes(a, b):
                out.append(b)
            elif _includes(b, a):
                out.append(a)
    return _normalized(out)


def includes_type(terms: list[Term], t: Type) -> bool:
    """Whether t is in the set that the terms describe."""
    return any(_includes(term, Term(False, t)) for term in terms)


def is_subset(x: list[Term], y: list[Term] | None) -> bool:
    """Whether every type of x is in y."""
    if y is None:
        return True
    return all(any(_includes(b, a) for b in y) for a in x)


def terms_of(t: Type) -> list[Term] | None:
    """The specific types of a type parameter or constraint; None if it does not restrict them."""
    under = underlying(t)
    if isinstance(under, Interface):
        return type_set(under).terms
    return [Term(False, t)]


def equal_terms(x: list[Term] | None, y: list[Term] | None) -> bool:
    """Whether two term lists describe the same set of types."""
    if x is None or y is None:
        return x is y
    return is_subset(x, y) and is_subset(y, x)


# What every type of a type set must be, apart from having its underlying type in common with the others.
ANYTHING: Final = 0
NOT_SEND_ONLY: Final = 1  # if it is a channel
RECEIVABLE: Final = 2
SENDABLE: Final = 3
CALLABLE: Final = 4


def common_or_why(
    t: Type, qualifier: "typestring.Qualifier", wanted: int = ANYTHING
) -> tuple[Type | None, str]:
    """As `core_type`, but with the reason if there is no such type, found in the order of the type set."""
    kept: Type | None = None
    single: Type | None = None
    for each in _members(t):
        under = underlying(each) if each is not None else None
        problem = _unwanted(each, under, wanted, qualifier)
        if problem:
            return None, problem
        if each is None or under is None:
            return None, "no specific type"
        if kept is None or single is None:
            kept, single = each, under
            continue
        common = _common(single, under)
        if common is None:
            return None, _nothing_in_common(kept, single, each, under, qualifier)
        if common is not single:
            kept, single = each, common
    return single, ""


def _members(t: Type) -> "list[Type | None]":
    """The types in t's type set; a single None stands for "no specific ones"."""
    if not isinstance(unalias(t), TypeParam):
        return [t]
    terms = terms_of(t)
    if not terms:
        return [None]
    members: list[Type | None] = []
    for term in terms:
        members.append(term.type)
    return members


def _unwanted(
    t: Type | None, under: Type | None, wanted: int, qualifier: "typestring.Qualifier"
) -> str:
    """Why a member of a type set rules out what is to be done with a value of it; "" if it does not."""
    if wanted == ANYTHING:
        return ""
    if t is None or under is None:
        return "no specific channel type" if wanted in (RECEIVABLE, SENDABLE) else ""
    shown = typestring.type_string(t, qualifier)
    if wanted == CALLABLE:
        return "" if isinstance(under, Signature) else f"{shown} is not a function"
    if not isinstance(under, Chan):
        return "" if wanted == NOT_SEND_ONLY else f"non-channel {shown}"
    if wanted == NOT_SEND_ONLY and under.dir == CHAN_SEND:
        return f"receive from send-only channel {shown}"
    if wanted == RECEIVABLE and under.dir == CHAN_SEND:
        return f"send-only channel {shown}"
    if wanted == SENDABLE and under.dir == CHAN_RECV:
        return f"receive-only channel {shown}"
    return ""


def _nothing_in_common(
    kept: Type, single: Type, t: Type, under: Type, qualifier: "typestring.Qualifier"
) -> str:
    x = typestring.type_string(kept, qualifier)
    y = typestring.type_string(t, qualifier)
    if isinstance(single, Chan) and isinstance(under, Chan):
        if identity.identical(single.elem, under.elem):
            return f"channels {x} and {y} have conflicting directions"
        return f"channels {x} and {y} have different element types"
    return f"{x} and {y} have different underlying types"


def core_type(t: Type) -> Type | None:
    """What all types that t can stand for have as underlying type; None if they differ.

    Channels of one element type agree if no two directions conflict; the restricted one wins.
    """
    t = unalias(t)
    if not isinstance(t, TypeParam):
        return underlying(t)
    terms = terms_of(t)
    if not terms:
        return None
    single: Type | None = None
    for term in terms:
        under = underlying(term.type)
        if single is None:
            single = under
        else:
            single = _common(single, under)
            if single is None:
                return None
    return single


def _common(x: Type, y: Type) -> Type | None:
    if identity.identical(x, y):
        return x
    if isinstance(x, Chan) and isinstance(y, Chan) and identity.identical(x.elem, y.elem):
        if x.dir == CHAN_BOTH:
            return y
        if y.dir == CHAN_BOTH:
            return x
    return None


def all_underlying(t: Type) -> list[Type]:
    """The underlying types of everything in t's type set; empty if that is unrestricted or empty."""
    t = unalias(t)
    if not isinstance(t, TypeParam):
        return [underlying(t)]
    return [underlying(term.type) for term in terms_of(t) or []]
