"""What ranging over a type yields (Go spec, "For statements with range clause")."""

from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    Array,
    Basic,
    Chan,
    Map,
    Pointer,
    Signature,
    Slice,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE, RUNE, bool_type, int_type


@final
class Iteration:
    """What ranging over a type yields; if it is not possible, the reason ("" for none in particular)."""

    def __init__(self, key: Type | None, value: Type | None, cause: str, code: str) -> None:
        self.key: Final = key
        self.value: Final = value
        self.cause: Final = cause
        # What is wrong; empty if nothing is.
        self.code: Final = code


def _yields(key: Type | None, value: Type | None) -> Iteration:
    return Iteration(key, value, "", "")


def _impossible(cause: str) -> Iteration:
    return Iteration(INVALID_TYPE, INVALID_TYPE, cause, codes.INVALID_RANGE_EXPR)


def _since(version_minor: int) -> Iteration:
    cause = f"requires go1.{version_minor} or later"
    return Iteration(INVALID_TYPE, INVALID_TYPE, cause, codes.UNSUPPORTED_FEATURE)


def range_types(c: "ck.Checker", t: Type) -> Iteration:
    """Key and value types of ranging over t."""
    core, cause = typeset.common_or_why(t, c.qualifier, typeset.NOT_SEND_ONLY)
    if core is None:
        return _impossible(cause)
    if isinstance(core, Pointer) and isinstance(underlying(core.elem), Array):
        core = underlying(core.elem)
    if isinstance(core, Basic):
        if predicates.is_string(core):
            return _yields(int_type(), RUNE)
        if predicates.is_integer(core):
            if not c.allows(22):
                return _since(22)
            return _yields(t, None)
    if isinstance(core, (Array, Slice)):
        return _yields(int_type(), core.elem)
    if isinstance(core, Map):
        return _yields(core.key, core.value)
    if isinstance(core, Chan):
        return _yields(core.elem, None)
    if isinstance(core, Signature):
        return _range_func(c, core)
    return Iteration(None, None, "", codes.INVALID_RANGE_EXPR)


_WANTED: Final = "func must be func(yield func(...) bool): "


def _range_func(c: "ck.Checker", f: Signature) -> Iteration:
    if not c.allows(23):
        return _since(23)
    if len(f.params.vars) != 1:
        return _impossible(_WANTED + "wrong argument count")
    if f.results.vars:
        return _impossible(_WANTED + "unexpected results")
    param = f.params.vars[0].type
    yield_, why = typeset.common_or_why(param if param is not None else INVALID_TYPE, c.qualifier)
    if not isinstance(yield_, Signature):
        if yield_ is None:
            return _impossible(f"{_WANTED}in yield type, {why}")
        return _impossible(_WANTED + "argument is not func")
    cause = _yield_problem(c, yield_)
    if cause:
        return _impossible(cause)
    values = yield_.params.vars
    key = values[0].type if values else None
    value = values[1].type if len(values) > 1 else None
    return _yields(key, value)


def _yield_problem(c: "ck.Checker", yield_: Signature) -> str:
    """Why this is no function to yield values to; empty if it is one."""
    results = yield_.results.vars
    result = results[0].type if len(results) == 1 else None
    if len(yield_.params.vars) > 2:
        return _WANTED + "yield func has too many parameters"
    if result is None or not predicates.is_boolean(result):
        return _WANTED + "yield func does not return bool"
    if not identity.identical(result, bool_type()):
        return _WANTED + "yield func returns user-defined boolean, not bool"
    if yield_.variadic:
        return f"yield func of type {type_string(yield_, c.qualifier)} cannot be variadic"
    return ""
