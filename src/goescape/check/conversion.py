"""Assignability and conversions (Go spec, "Assignability", "Conversions").

Reasons ("causes") are the text that follows `cannot use …:` or `cannot convert …:` in a message; empty if there is
nothing to add.
"""

from goescape.base import codes, constant
from goescape.base.constant import Constant, IntConst
from goescape.check import checker as ck
from goescape.check import constants, untyped
from goescape.check.info import MODE_CONSTANT, MODE_VALUE
from goescape.check.operand import Operand, operand_string
from goescape.types import identity, implements, lookup, predicates, typeset
from goescape.types.model import (
    CHAN_BOTH,
    UINTPTR,
    UNSAFE_POINTER,
    UNTYPED_NIL,
    Array,
    Basic,
    Chan,
    Interface,
    Pointer,
    Slice,
    Term,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string

# ------------------------------------------------------------------------------ assignability


def assignable(c: "ck.Checker", x: Operand, t: Type) -> tuple[bool, str]:
    """Whether x can be assigned to a variable of type t, and if not the cause."""
    if not x.is_valid or predicates.is_invalid(x.type) or predicates.is_invalid(t):
        return True, ""
    v = unalias(x.type)
    target = unalias(t)
    if identity.identical(v, target):
        return True, ""
    v_param = v if isinstance(v, TypeParam) else None
    t_param = target if isinstance(target, TypeParam) else None
    v_under, t_under = underlying(v), underlying(target)
    if predicates.is_untyped(v):
        return _untyped_assignable(c, x, target), ""
    named = predicates.has_name(v) and predicates.has_name(target)
    if v_param is None and t_param is None and not named:
        if identity.identical(v_under, t_under):
            return True, ""
    if (isinstance(t_under, Interface) and t_param is None) or is_interface_pointer(t_under):
        reason = implements.implements(v, target, False, c.qualifier)
        if reason is None:
            return True, ""
        if v_param is None:
            return False, reason
    if isinstance(v_under, Interface) and v_param is None:
        if implements.implements(target, v, False, c.qualifier) is None:
            return False, "need type assertion"
    if isinstance(v_under, Chan) and v_under.dir == CHAN_BOTH and isinstance(t_under, Chan):
        if identity.identical(v_under.elem, t_under.elem):
            return not named, ""
    if v_param is None and t_param is None:
        return False, ""
    if t_param is not None and not predicates.has_name(v):
        return _assignable_to_terms(c, x, t_param)
    if v_param is not None and not predicates.has_name(target):
        return _assignable_from_terms(c, x, v_param, t)
    return False, ""


def is_interface_pointer(t: Type) -> bool:
    under = underlying(t)
    return isinstance(under, Pointer) and predicates.is_interface(under.elem)


def _untyped_assignable(c: "ck.Checker", x: Operand, t: Type) -> bool:
    if not isinstance(t, TypeParam):
        return untyped.implicit_type(c, x, t)[0] is not None
    terms = typeset.terms_of(t)
    if not terms:
        return False
    for term in terms:
        if untyped.implicit_type(c, x, term.type)[0] is None:
            return False
    return True


def _assignable_to_terms(c: "ck.Checker", x: Operand, t: TypeParam) -> tuple[bool, str]:
    for term in _terms(t):
        ok, cause = assignable(c, x, term.type)
        if not ok:
            head = f"cannot assign {_text(c, x.type)} to {_text(c, term.type)} (in {_text(c, t)})"
            return False, _chain(head, cause)
    return bool(_terms(t)), ""


def _assignable_from_terms(c: "ck.Checker", x: Operand, v: TypeParam, t: Type) -> tuple[bool, str]:
    for term in _terms(v):
        part = x.copy()
        part.type = term.type
        ok, cause = assignable(c, part, t)
        if not ok:
            head = f"cannot assign {_text(c, term.type)} (in {_text(c, v)}) to {_text(c, t)}"
            return False, _chain(head, cause)
    return bool(_terms(v)), ""


def _terms(t: TypeParam) -> list[Term]:
    return typeset.terms_of(t) or []


def _text(c: "ck.Checker", t: Type) -> str:
    return type_string(t, c.qualifier)


def _chain(head: str, cause: str) -> str:
    return f"{head}\n\t{cause}" if cause else head


# ------------------------------------------------------------------------------- conversions


def conversion(c: "ck.Checker", x: Operand, t: Type) -> None:
    """`t(x)`: x becomes the converted operand; an impossible conversion is reported."""
    was_constant = x.mode == MODE_CONSTANT
    ok = False
    cause = ""
    code = codes.INVALID_CONVERSION
    if was_constant and predicates.is_const_type(t):
        value = _constant_conversion(c, x, t)
        ok = value is not None
        if value is not None:
            x.value = value
        elif predicates.is_integer(x.type) and predicates.is_integer(t):
            constants.error_at(
                c, x, codes.INVALID_CONVERSION, f"constant {_value_text(x)} overflows {_text(c, t)}"
            )
            x.invalidate()
            return
    elif was_constant and predicates.is_type_param(t):
        ok, cause = _constant_to_type_param(c, x, t)
        x.mode = MODE_VALUE
    else:
        ok, cause, needs_version = convertible(c, x, t)
        if needs_version:
            code = codes.UNSUPPORTED_FEATURE
        if ok:
            x.mode = MODE_VALUE
    if not ok:
        shown = f"cannot convert {operand_string(x, c.qualifier)} to type {_text(c, t)}"
        constants.error_at(c, x, code, f"{shown}: {cause}" if cause else shown)
        x.invalidate()
        return
    if predicates.is_untyped(x.type):
        final = _final_type(x, t, was_constant)
        if x.expr is not None:
            untyped.update_type(c, x.expr, final, True)
    x.type = t


def _final_type(x: Operand, t: Type, was_constant: bool) -> Type:
    """The type recorded for the untyped operand of a conversion to t."""
    if x.is_nil or (isinstance(x.type, Basic) and x.type.kind == UNTYPED_NIL):
        return t
    if predicates.is_non_type_param_interface(t) or (
        was_constant and not predicates.is_const_type(t)
    ):
        return predicates.default_type(x.type)
    if x.mode == MODE_CONSTANT and predicates.is_integer(x.type) and predicates.all_string(t):
        # string(65) keeps an untyped operand.
        return x.type
    return t


def _value_text(x: Operand) -> str:
    return constant.const_string(x.value) if x.value is not None else "unknown"


def _constant_conversion(c: "ck.Checker", x: Operand, t: Type) -> Constant | None:
    basic = underlying(t)
    value = x.value
    if not isinstance(basic, Basic) or value is None:
        return None
    found = constants.represent(c, value, basic)
    if found is not None:
        return found
    if predicates.is_integer(x.type) and predicates.is_string(basic):
        code = value.value if isinstance(value, IntConst) else -1
        if not 0 <= code <= 0x10FFFF or 0xD800 <= code < 0xE000:
            code = 0xFFFD
        return constant.make_string(chr(code).encode())
    return None


def _constant_to_type_param(c: "ck.Checker", x: Operand, t: Type) -> tuple[bool, str]:
    terms = typeset.terms_of(t)
    if not terms:
        return False, f"{_text(c, t)} does not contain specific types"
    for term in terms:
        under = underlying(term.type)
        if predicates.is_string(x.type) and predicates.is_bytes_or_runes(under):
            continue
        if _constant_conversion(c, x, under) is not None:
            continue
        where = f"{_text(c, under)} (in {_text(c, t)})"
        if predicates.is_integer(x.type) and predicates.is_integer(under):
            return False, f"constant {_value_text(x)} overflows {where}"
        return False, f"cannot convert {operand_string(x, c.qualifier)} to type {where}"
    return True, ""


def convertible(c: "ck.Checker", x: Operand, t: Type) -> tuple[bool, str, bool]:
    """Whether x, not a constant, converts to t; if not, the cause, and whether that is the language version."""
    ok, cause = assignable(c, x, t)
    if ok:
        return True, "", False
    v = unalias(x.type)
    target = unalias(t)
    v_param = v if isinstance(v, TypeParam) else None
    t_param = target if isinstance(target, TypeParam) else None
    v_under, t_under = underlying(v), underlying(target)
    if v_param is None and t_param is None:
        if identity.identical_ignore_tags(v_under, t_under):
            return True, "", False
        if _same_base(v, target) or _basic_conversion(v_under, t_under):
            return True, "", False
    if isinstance(v_under, Slice):
        array, version = _slice_to_array(v_under, t_under)
        if array:
            if c.allows(version):
                return True, "", False
            what = "array" if version == 20 else "array pointer"
            return False, f"conversion of slice to {what} requires go1.{version} or later", True
    if v_param is None and t_param is None:
        return False, cause, False
    return _convertible_terms(c, x, t, v_param, t_param, cause)


def _same_base(v: Type, t: Type) -> bool:
    """Unnamed pointers whose base types have identical underlying types."""
    if not isinstance(v, Pointer) or not isinstance(t, Pointer):
        return False
    if predicates.is_type_param(v.elem) or predicates.is_type_param(t.elem):
        return False
    return identity.identical_ignore_tags(underlying(v.elem), underlying(t.elem))


def _basic_conversion(v: Type, t: Type) -> bool:
    if predicates.is_integer_or_float(v) and predicates.is_integer_or_float(t):
        return True
    if predicates.is_complex(v) and predicates.is_complex(t):
        return True
    if predicates.is_string(t):
        return predicates.is_integer(v) or predicates.is_bytes_or_runes(v)
    if predicates.is_string(v):
        return predicates.is_bytes_or_runes(t)
    if _is_kind(t, UNSAFE_POINTER):
        return isinstance(v, Pointer) or _is_kind(v, UINTPTR)
    if _is_kind(v, UNSAFE_POINTER):
        return isinstance(t, Pointer) or _is_kind(t, UINTPTR)
    return False


def _is_kind(t: Type, kind: int) -> bool:
    return isinstance(t, Basic) and t.kind == kind


def _slice_to_array(v: Slice, t: Type) -> tuple[bool, int]:
    """Whether a slice converts to t in some language version, and since which (go1.N)."""
    if isinstance(t, Array):
        return identity.identical(v.elem, t.elem), 20
    if isinstance(t, Pointer):
        array = underlying(t.elem)
        if isinstance(array, Array):
            return identity.identical(v.elem, array.elem), 17
    return False, 0


def _convertible_terms(
    c: "ck.Checker",
    x: Operand,
    t: Type,
    v_param: TypeParam | None,
    t_param: TypeParam | None,
    cause: str,
) -> tuple[bool, str, bool]:
    """Every type of one type set must convert to every type of the other."""
    sources: list[Type] = [x.type] if v_param is None else [term.type for term in _terms(v_param)]
    targets: list[Type] = [t] if t_param is None else [term.type for term in _terms(t_param)]
    if not sources or not targets:
        return False, cause, False
    for source in sources:
        part = x.copy()
        part.type = source
        for target in targets:
            ok, why, needs_version = convertible(c, part, target)
            if not ok:
                head = (
                    f"cannot convert {_within(c, source, v_param)} to type "
                    f"{_within(c, target, t_param)}"
                )
                return False, _chain(head, why if why else cause), needs_version
    return True, "", False


def _within(c: "ck.Checker", t: Type, param: TypeParam | None) -> str:
    text = _text(c, t)
    return text if param is None else f"{text} (in {_text(c, param)})"


def deref_array(t: Type) -> Type:
    """The array behind a pointer to an array; t itself otherwise."""
    base, is_pointer = lookup.deref(t)
    if is_pointer and isinstance(underlying(base), Array):
        return underlying(base)
    return t
