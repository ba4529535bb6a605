"""Whether a type implements an interface or satisfies a constraint (Go spec, "Implementing an interface")."""

from goescape.types import lookup, predicates, subst, typeset
from goescape.types.model import (
    Interface, Named, Signature, Term, Type, TypeParam, unalias, underlying,
)  # fmt: skip
from goescape.types.objects import Func, Package, Var
from goescape.types.typestring import Qualifier, func_string, type_string


def implements(v: Type, t: Type, constraint: bool, qualifier: Qualifier) -> str | None:
    """None if v implements t (satisfies it, as a constraint); otherwise the reason."""
    verb = "satisfy" if constraint else "implement"
    vu = underlying(v)
    tu = underlying(t)
    if predicates.is_invalid(vu) or predicates.is_invalid(tu):
        return None
    v_text = type_string(v, qualifier)
    t_text = type_string(t, qualifier)
    if not isinstance(tu, Interface):
        return f"{t_text} is not an interface"
    ti = typeset.type_set(tu)
    if not ti.methods and ti.terms is None and not ti.comparable:
        return None
    vi = typeset.type_set(vu) if isinstance(vu, Interface) else None
    if vi is not None and vi.terms == [] :
        return None
    if ti.terms == []:
        return f"cannot {verb} {t_text} (empty type set)"
    missing = lookup.find_missing(v, t, True)
    if missing is not None:
        return f"{v_text} does not {verb} {t_text} {missing_cause(missing, v, t, qualifier)}"
    if (ti.comparable or ti.terms is not None) and _needs_comparable(ti.terms, ti.comparable):
        if not predicates.comparable_type(v, False):
            # Ordinary interfaces satisfy comparable although comparing them may panic (Go 1.20).
            if not (constraint and predicates.comparable_type(v, True)):
                return f"{v_text} does not {verb} comparable"
    if ti.terms is None:
        return None
    if vi is not None:
        if vi.terms is None or not typeset.is_subset(vi.terms, ti.terms):
            return f"{v_text} does not {verb} {t_text}"
        return None
    if not typeset.includes_type(ti.terms, v):
        alternative = _without_tilde(ti.terms, v, qualifier)
        if alternative:
            return f"{v_text} does not {verb} {t_text} (possibly missing ~ for {alternative} in {t_text})"
        return f"{v_text} does not {verb} {t_text} ({v_text} missing in {_terms_text(ti.terms, qualifier)})"
    return None


def _needs_comparable(terms: list[Term] | None, comparable: bool) -> bool:
    return comparable and terms is None


def _without_tilde(terms: list[Term], v: Type, qualifier: Qualifier) -> str:
    for term in terms:
        if not term.tilde and predicates.identical(underlying(term.type), underlying(v)):
            return type_string(term.type, qualifier)
    return ""


def _terms_text(terms: list[Term], qualifier: Qualifier) -> str:
    return " | ".join(
        ("~" if term.tilde else "") + type_string(term.type, qualifier) for term in terms
    )


def missing_cause(
    missing: lookup.MissingMethod, v: Type, t: Type, qualifier: Qualifier
) -> str:
    """The parenthesised explanation of a missing method."""
    name = missing.method.name
    found = missing.found
    if missing.state == lookup.WRONG_NAME and isinstance(found, Func):
        return (
            f"(missing method {name}\n\t\thave {_method_text(found, qualifier)}"
            f"\n\t\twant {_method_text(missing.method, qualifier)})"
        )
    if missing.state == lookup.WRONG_SIGNATURE and isinstance(found, Func):
        have, want = _method_text(found, qualifier), _method_text(missing.method, qualifier)
        return f"(wrong type for method {name})\n\t\thave {have}\n\t\twant {want}"
    if missing.state == lookup.UNEXPORTED:
        return f"(unexported method {name})"
    if missing.state == lookup.AMBIGUOUS:
        return f"(ambiguous selector {type_string(v, qualifier)}.{name})"
    if missing.state == lookup.POINTER_RECEIVER:
        return f"(method {name} has pointer receiver)"
    if missing.state == lookup.IS_FIELD:
        return f"(type has field {name}, not method {name})" if False else f"(missing method {name})"
    pointed, is_pointer = lookup.deref(v)
    if is_pointer and predicates.is_interface(pointed):
        return f"(type {type_string(v, qualifier)} is pointer to interface, not interface)"
    return f"(missing method {name})"


def _method_text(f: Func, qualifier: Qualifier) -> str:
    return func_string(f, qualifier)


def satisfies_all(
    tparams: list[TypeParam], targs: list[Type], qualifier: Qualifier
) -> tuple[int, str] | None:
    """The index of the first argument that does not satisfy its constraint, with the reason."""
    for i, tparam in enumerate(tparams):
        bound = tparam.bound
        if bound is None:
            continue
        reason = implements(targs[i], subst.subst(bound, tparams, targs), True, qualifier)
        if reason is not None:
            return i, reason
    return None
