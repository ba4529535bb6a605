"""Questions about types: kinds, names, type parameters, defaults (Go spec, "Properties of types")."""

from typing import Final

from goescape.types import typeset
from goescape.types.model import (
    BOOL,
    COMPLEX128,
    FLOAT64,
    INT,
    INVALID,
    IS_BOOLEAN,
    IS_COMPLEX,
    IS_CONST_TYPE,
    IS_FLOAT,
    IS_INTEGER,
    IS_NUMERIC,
    IS_ORDERED,
    IS_STRING,
    IS_UNSIGNED,
    IS_UNTYPED,
    STRING,
    UINT8,
    UNSAFE_POINTER,
    UNTYPED_BOOL,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_NIL,
    UNTYPED_RUNE,
    UNTYPED_STRING,
    Alias,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.parts import parts
from goescape.types.universe import RUNE, TYP

# ------------------------------------------------------------------------------------- kinds


def _info(t: Type) -> int:
    """The classes of t's own underlying basic type; 0 for type parameters and all else."""
    t = unalias(t)
    if isinstance(t, Named):
        t = t.underlying()
    return t.info if isinstance(t, Basic) else 0


def is_valid(t: Type) -> bool:
    return not is_invalid(t)


def is_invalid(t: Type) -> bool:
    t = unalias(t)
    return isinstance(t, Basic) and t.kind == INVALID


def is_boolean(t: Type) -> bool:
    return _info(t) & IS_BOOLEAN != 0


def is_integer(t: Type) -> bool:
    return _info(t) & IS_INTEGER != 0


def is_unsigned(t: Type) -> bool:
    return _info(t) & IS_UNSIGNED != 0


def is_float(t: Type) -> bool:
    return _info(t) & IS_FLOAT != 0


def is_complex(t: Type) -> bool:
    return _info(t) & IS_COMPLEX != 0


def is_numeric(t: Type) -> bool:
    return _info(t) & IS_NUMERIC != 0


def is_string(t: Type) -> bool:
    return _info(t) & IS_STRING != 0


def is_integer_or_float(t: Type) -> bool:
    return _info(t) & (IS_INTEGER | IS_FLOAT) != 0


def is_const_type(t: Type) -> bool:
    return _info(t) & IS_CONST_TYPE != 0


def is_untyped(t: Type) -> bool:
    t = unalias(t)
    return isinstance(t, Basic) and t.info & IS_UNTYPED != 0


def is_typed(t: Type) -> bool:
    return not is_untyped(t)


def is_untyped_numeric(t: Type) -> bool:
    return is_untyped(t) and _info(t) & IS_NUMERIC != 0


def is_unsafe_pointer(t: Type) -> bool:
    under = underlying(t)
    return isinstance(under, Basic) and under.kind == UNSAFE_POINTER


def is_bytes_or_runes(t: Type) -> bool:
    if isinstance(t, Slice):
        elem = underlying(t.elem)
        return isinstance(elem, Basic) and elem.kind in (UINT8, RUNE.kind)
    return False


def _all(t: Type, info: int) -> bool:
    """Whether t's type, or every type of a type parameter's set, is of one of these classes."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        terms = typeset.terms_of(t)
        return bool(terms) and all(_is(term.type, info) for term in terms or [])
    return _is(t, info)


def _is(t: Type, info: int) -> bool:
    return _info(t) & info != 0


def all_boolean(t: Type) -> bool:
    return _all(t, IS_BOOLEAN)


def all_integer(t: Type) -> bool:
    return _all(t, IS_INTEGER)


def all_unsigned(t: Type) -> bool:
    return _all(t, IS_UNSIGNED)


def all_numeric(t: Type) -> bool:
    return _all(t, IS_NUMERIC)


def all_string(t: Type) -> bool:
    return _all(t, IS_STRING)


def all_ordered(t: Type) -> bool:
    return _all(t, IS_ORDERED)


def all_numeric_or_string(t: Type) -> bool:
    return _all(t, IS_NUMERIC | IS_STRING)


def has_name(t: Type) -> bool:
    """Whether t is a predeclared, defined or type parameter type."""
    return isinstance(unalias(t), (Basic, Named, TypeParam))


def is_type_lit(t: Type) -> bool:
    """Whether t is a type literal (neither predeclared nor defined nor a type parameter)."""
    return not isinstance(unalias(t), (Named, TypeParam))


def is_interface(t: Type) -> bool:
    """Whether t's underlying type is an interface; also true for type parameters."""
    return isinstance(underlying(t), Interface)


def is_non_type_param_interface(t: Type) -> bool:
    return not is_type_param(t) and is_interface(t)


def is_type_param(t: Type) -> bool:
    return isinstance(unalias(t), TypeParam)


def has_type_params(t: Type) -> bool:
    """Whether t mentions a type parameter anywhere in its spelling."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        return True
    for part in parts(t):
        if has_type_params(part):
            return True
    return False


def is_generic(t: Type) -> bool:
    """Whether t is a generic type that has not been instantiated."""
    if isinstance(t, Alias):
        return bool(t.tparams) and not t.targs
    if isinstance(t, Named):
        return not t.targs and bool(t.resolve().tparams)
    return False


def has_nil(t: Type) -> bool:
    """Whether nil is a value of t."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        terms = typeset.terms_of(t)
        return bool(terms) and all(has_nil(term.type) for term in terms or [])
    under = underlying(t)
    if isinstance(under, Basic):
        return under.kind in (UNSAFE_POINTER, UNTYPED_NIL)
    return isinstance(under, (Slice, Pointer, Signature, Map, Chan, Interface))


# ------------------------------------------------------------------------------ untyped types

_DEFAULTS: Final[dict[int, int]] = {
    UNTYPED_BOOL: BOOL, UNTYPED_INT: INT, UNTYPED_FLOAT: FLOAT64, UNTYPED_COMPLEX: COMPLEX128,
    UNTYPED_STRING: STRING,
}  # fmt: skip


def default_type(t: Type) -> Type:
    """The type an untyped value gets where nothing else is asked for; other types are their own."""
    if isinstance(t, Basic):
        if t.kind == UNTYPED_RUNE:
            return RUNE
        kind = _DEFAULTS.get(t.kind)
        if kind is not None:
            return TYP[kind]
    return t


def max_type(x: Type, y: Type) -> Type | None:
    """The larger of two untyped numeric types; None if they do not go together."""
    if x is y:
        return x
    if is_untyped_numeric(x) and is_untyped_numeric(y):
        if isinstance(x, Basic) and isinstance(y, Basic):
            return x if x.kind > y.kind else y
    return None
