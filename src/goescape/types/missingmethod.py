"""Methods that an interface asks for and a type lacks, and what is wrong with those it has."""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.types import identity, lookup, predicates, typeset
from goescape.types.model import (
    Interface,
    Signature,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func, Var

MISSING: Final = 1  # no such method
WRONG_NAME: Final = 2  # another capitalisation
UNEXPORTED: Final = 3
WRONG_SIGNATURE: Final = 4
AMBIGUOUS: Final = 5
POINTER_RECEIVER: Final = 6  # only the pointer has it
IS_FIELD: Final = 7


@final
class MissingMethod:
    """Why a type does not implement an interface."""

    def __init__(self, method: Func, state: int, found: Func | Var | None) -> None:
        self.method: Final = method
        self.state: Final = state
        # The method that comes nearest.
        self.found: Final = found


class SignatureMatcher(ABC):
    """When a method counts as the one an interface asks for."""

    @abstractmethod
    def matches(self, x: Signature, y: Signature) -> bool: ...


@final
class Identical(SignatureMatcher):
    def matches(self, x: Signature, y: Signature) -> bool:
        return identity.identical(x, y)


IDENTICAL: Final = Identical()


def find_missing(v: Type, t: Type, static: bool) -> MissingMethod | None:
    """The first method of interface t that v lacks.

    With v an interface and static false, a method that v does not mention is not missing: a dynamic type may
    have it (type assertions).
    """
    return find_missing_matching(v, t, static, IDENTICAL)


def find_missing_matching(
    v: Type, t: Type, static: bool, matcher: SignatureMatcher
) -> MissingMethod | None:
    """As find_missing, with another idea of equal signatures."""
    target = underlying(t)
    if not isinstance(target, Interface):
        return None
    methods = typeset.type_set(target).methods
    if not methods:
        return None
    source = underlying(v)
    if isinstance(source, Interface):
        have = typeset.type_set(source)
        for method in methods:
            at = typeset.method_index(have, method.pkg, method.name)
            if at < 0:
                if static:
                    return MissingMethod(method, MISSING, None)
            elif not _matches(have.methods[at], method, matcher):
                return MissingMethod(method, WRONG_SIGNATURE, have.methods[at])
        return None
    for method in methods:
        result = lookup.lookup(v, False, method.pkg, method.name, False)
        obj = result.obj
        if obj is None:
            return _explain(v, method, result)
        if isinstance(obj, Var):
            return MissingMethod(method, IS_FIELD, obj)
        if not _matches(obj, method, matcher):
            return MissingMethod(method, WRONG_SIGNATURE, obj)
    return None


def missing_method(v: Type, t: Type, static: bool) -> tuple[Func | None, str]:
    """The first method of interface t that v lacks, or None; and a short reason."""
    missing = find_missing(v, t, static)
    if missing is None:
        return None, ""
    return missing.method, "wrong type" if missing.state == WRONG_SIGNATURE else "missing"


def _matches(f: Func, g: Func, matcher: SignatureMatcher) -> bool:
    own, wanted = f.declared(), g.declared()
    if own is None or wanted is None:
        return False
    return matcher.matches(own, wanted)


def _explain(v: Type, method: Func, result: lookup.Lookup) -> MissingMethod:
    """Why the lookup of `method` in v found nothing."""
    if result.index:
        return MissingMethod(method, AMBIGUOUS, None)
    if result.indirect:
        return MissingMethod(method, POINTER_RECEIVER, None)
    folded = lookup.lookup(v, False, method.pkg, method.name, True).obj
    if isinstance(folded, Func):
        folded.declared()
        state = UNEXPORTED if folded.name == method.name else WRONG_NAME
        return MissingMethod(method, state, folded)
    return MissingMethod(method, MISSING, None)


def has_all_methods(v: Type, t: Type, static: bool) -> MissingMethod | None:
    """As find_missing, but None if v is invalid in a way that any method might have been there."""
    if predicates.is_invalid(v):
        return None
    missing = find_missing(v, t, static)
    if missing is None or lookup.has_invalid_embedded_fields(v):
        return None
    return missing
