"""Whether a type implements an interface or satisfies a constraint (Go spec, "Implementing an interface")."""

from typing import Final, final

from goescape.types import comparability, identity, missingmethod, predicates, subst, typeset
from goescape.types.model import (
    Interface,
    Pointer,
    Term,
    Type,
    TypeParam,
    TypeSet,
    Union,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func
from goescape.types.typestring import Qualifier, full_func_string, func_string, type_string


def implements(
    v: Type, t: Type, constraint: bool, qualifier: Qualifier, since_20: bool = True
) -> str | None:
    """None if v implements t (satisfies it, as a constraint); otherwise the reason.

    `since_20`: ordinary interfaces satisfy comparable although comparing them may panic.
    """
    vu = underlying(v)
    tu = underlying(t)
    if predicates.is_invalid(vu) or predicates.is_invalid(tu):
        return None
    if isinstance(vu, Pointer) and predicates.is_invalid(underlying(vu.elem)):
        return None
    if not isinstance(tu, Interface):
        return _not_an_interface(v, t, constraint, qualifier)
    wanted = typeset.type_set(tu)
    if not wanted.methods and wanted.terms is None and not wanted.comparable:
        return None
    had = typeset.type_set(vu) if isinstance(vu, Interface) else None
    if had is not None and had.terms is not None and not had.terms:
        return None
    if wanted.terms is not None and not wanted.terms:
        return f"cannot {_verb(constraint)} {type_string(t, qualifier)} (empty type set)"
    missing = missingmethod.has_all_methods(v, t, True)
    if missing is not None:
        cause = missing_cause(missing, v, t, qualifier)
        return f"{_does_not(v, constraint, qualifier)} {type_string(t, qualifier)} {cause}"
    if wanted.terms is not None:
        if had is not None:
            if had.terms is None or not typeset.is_subset(had.terms, wanted.terms):
                return f"{_does_not(v, constraint, qualifier)} {type_string(t, qualifier)}"
        elif not typeset.includes_type(wanted.terms, v):
            return _not_in_set(v, t, tu, wanted.terms, constraint, qualifier)
    if _asks_comparable(wanted) and not comparability.comparable_type(v, False):
        if not (constraint and comparability.comparable_type(v, True)):
            return f"{_does_not(v, constraint, qualifier)} comparable"
        if not since_20:
            shown = f"{type_string(v, qualifier)} to {_verb(constraint)} comparable"
            return f"{shown} requires go1.20 or later"
    return None


def _verb(constraint: bool) -> str:
    return "satisfy" if constraint else "implement"


def _does_not(v: Type, constraint: bool, qualifier: Qualifier) -> str:
    return f"{type_string(v, qualifier)} does not {_verb(constraint)}"


def _not_an_interface(v: Type, t: Type, constraint: bool, qualifier: Qualifier) -> str:
    shown = type_string(t, qualifier)
    if is_interface_pointer(t):
        detail = interface_pointer_text(t, qualifier)
    else:
        detail = f"{shown} is not an interface"
    return f"{_does_not(v, constraint, qualifier)} {shown} ({detail})"


def _asks_comparable(types: TypeSet) -> bool:
    """Whether all types of the set are comparable."""
    if types.terms is None:
        return types.comparable
    return all(comparability.comparable_type(term.type, False) for term in types.terms)


def _not_in_set(
    v: Type, t: Type, iface: Interface, terms: list[Term], constraint: bool, qualifier: Qualifier
) -> str:
    v_text = type_string(v, qualifier)
    t_text = type_string(t, qualifier)
    alternative = _without_tilde(terms, v)
    if alternative is not None:
        detail = f"possibly missing ~ for {type_string(alternative, qualifier)} in {t_text}"
    elif _mentions(iface, v):
        detail = f"{t_text} mentions {v_text}, but {v_text} is not in the type set of {t_text}"
    else:
        detail = f"{v_text} missing in {_terms_text(terms)}"
    return f"{v_text} does not {_verb(constraint)} {t_text} ({detail})"


def _without_tilde(terms: list[Term], v: Type) -> Type | None:
    """A term that would include v if it had a tilde."""
    for term in terms:
        if not term.tilde and identity.identical(term.type, underlying(term.type)):
            if identity.identical(term.type, underlying(v)):
                return term.type
    return None


def _mentions(t: Type, wanted: Type) -> bool:
    """Whether `wanted` is written in a constraint."""
    if isinstance(t, Interface):
        return any(_mentions(embedded, wanted) for embedded in t.embeddeds)
    if isinstance(t, Union):
        return any(_mentions(term.type, wanted) for term in t.terms)
    return identity.identical(t, wanted)


def _terms_text(terms: list[Term]) -> str:
    # The compiler shows terms with full package paths.
    by_path = Qualifier(None, by_path=True)
    return " | ".join(
        ("~" if term.tilde else "") + type_string(term.type, by_path) for term in terms
    )


def missing_cause(
    missing: missingmethod.MissingMethod, v: Type, t: Type, qualifier: Qualifier
) -> str:
    """The parenthesised explanation of a missing method."""
    name = missing.method.name
    found = missing.found
    if missing.state == missingmethod.WRONG_NAME and isinstance(found, Func):
        have, want = func_string(found, qualifier), func_string(missing.method, qualifier)
        return f"(missing method {name})\n\t\thave {have}\n\t\twant {want}"
    if missing.state == missingmethod.WRONG_SIGNATURE and isinstance(found, Func):
        have, want = func_string(found, qualifier), func_string(missing.method, qualifier)
        if have == want:
            # Types of different packages with one name.
            have, want = full_func_string(found), full_func_string(missing.method)
        if have == want:
            return f"(wrong type for method {name})"
        return f"(wrong type for method {name})\n\t\thave {have}\n\t\twant {want}"
    if missing.state == missingmethod.UNEXPORTED:
        return f"(unexported method {name})"
    if missing.state == missingmethod.AMBIGUOUS:
        return f"(ambiguous selector {type_string(v, qualifier)}.{name})"
    if missing.state == missingmethod.POINTER_RECEIVER:
        return f"(method {name} has pointer receiver)"
    if missing.state == missingmethod.IS_FIELD:
        return f"({type_string(v, qualifier)}.{name} is a field, not a method)"
    for each in (v, t):
        if is_interface_pointer(each):
            return f"({interface_pointer_text(each, qualifier)})"
    return f"(missing method {name})"


def is_interface_pointer(t: Type) -> bool:
    under = underlying(t)
    return isinstance(under, Pointer) and predicates.is_interface(under.elem)


def interface_pointer_text(t: Type, qualifier: Qualifier) -> str:
    """What is wrong with a pointer to an interface (or type parameter) where the interface is meant."""
    under = underlying(t)
    what = "interface"
    if isinstance(under, Pointer) and predicates.is_type_param(under.elem):
        what = "type parameter"
    return f"type {type_string(t, qualifier)} is pointer to {what}, not {what}"


@final
class Unsatisfied:
    """A type argument that does not satisfy its constraint."""

    def __init__(self, index: int, reason: str, needs_version: bool) -> None:
        self.index: Final = index
        self.reason: Final = reason
        # It does in later versions of the language.
        self.needs_version: Final = needs_version


def first_unsatisfied(
    tparams: list[TypeParam], targs: list[Type], qualifier: Qualifier, since_20: bool
) -> Unsatisfied | None:
    """The first argument that does not satisfy its constraint."""
    for i, tparam in enumerate(tparams):
        bound = tparam.bound
        if bound is None:
            continue
        wanted = subst.subst(bound, tparams, targs)
        reason = implements(targs[i], wanted, True, qualifier, since_20)
        if reason is not None:
            later = implements(targs[i], wanted, True, qualifier)
            return Unsatisfied(i, reason, later is None)
    return None
