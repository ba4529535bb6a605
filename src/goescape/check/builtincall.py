"""A call of a built-in function while it is being checked, and the ways in which it ends."""

from typing import Final, final

from goescape.base import codes
from goescape.base.constant import IntConst
from goescape.check import checker as ck
from goescape.check import (
    expr,
    info,
)
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.types import predicates
from goescape.types.model import (
    Signature,
    Tuple,
    Type,
)  # fmt: skip
from goescape.types.objects import VAR_PARAM, VAR_RESULT, Var
from goescape.types.typestring import type_string
from goescape.types.universe import (
    BUILTIN_APPEND,
    BUILTIN_CAP,
    BUILTIN_CLEAR,
    BUILTIN_CLOSE,
    BUILTIN_COMPLEX,
    BUILTIN_COPY,
    BUILTIN_DELETE,
    BUILTIN_IMAG,
    BUILTIN_LEN,
    BUILTIN_MAKE,
    BUILTIN_MAX,
    BUILTIN_MIN,
    BUILTIN_NEW,
    BUILTIN_PANIC,
    BUILTIN_PRINT,
    BUILTIN_PRINTLN,
    BUILTIN_REAL,
    BUILTIN_RECOVER,
    BUILTIN_UNSAFE_ADD,
    BUILTIN_UNSAFE_ALIGNOF,
    BUILTIN_UNSAFE_OFFSETOF,
    BUILTIN_UNSAFE_SIZEOF,
    BUILTIN_UNSAFE_SLICE,
    BUILTIN_UNSAFE_SLICE_DATA,
    BUILTIN_UNSAFE_STRING,
    BUILTIN_UNSAFE_STRING_DATA,
    builtin_name,
)  # fmt: skip

# The least number of arguments, and whether more are allowed.
ARITIES: Final[dict[int, tuple[int, bool]]] = {
    BUILTIN_APPEND: (1, True),
    BUILTIN_CAP: (1, False),
    BUILTIN_CLEAR: (1, False),
    BUILTIN_CLOSE: (1, False),
    BUILTIN_COMPLEX: (2, False),
    BUILTIN_COPY: (2, False),
    BUILTIN_DELETE: (2, False),
    BUILTIN_IMAG: (1, False),
    BUILTIN_LEN: (1, False),
    BUILTIN_MAKE: (1, True),
    BUILTIN_MAX: (1, True),
    BUILTIN_MIN: (1, True),
    BUILTIN_NEW: (1, False),
    BUILTIN_PANIC: (1, False),
    BUILTIN_PRINT: (0, True),
    BUILTIN_PRINTLN: (0, True),
    BUILTIN_REAL: (1, False),
    BUILTIN_RECOVER: (0, False),
    BUILTIN_UNSAFE_ADD: (2, False),
    BUILTIN_UNSAFE_ALIGNOF: (1, False),
    BUILTIN_UNSAFE_OFFSETOF: (1, False),
    BUILTIN_UNSAFE_SIZEOF: (1, False),
    BUILTIN_UNSAFE_SLICE: (2, False),
    BUILTIN_UNSAFE_SLICE_DATA: (1, False),
    BUILTIN_UNSAFE_STRING: (2, False),
    BUILTIN_UNSAFE_STRING_DATA: (1, False),
}


@final
class BuiltinCall:
    """One call of a builtin: where, and with what."""

    def __init__(self, e: ast.CallExpr, id: int, args: list[Operand]) -> None:
        self.e: Final = e
        self.id: Final = id
        self.name: Final = builtin_name(id)
        # Empty for make, new and Offsetof, whose arguments need not be values.
        self.args: Final = args


def _signature(params: list[Type], result: Type | None, variadic: bool = False) -> Signature:
    vars = [Var(0, None, "", predicates.default_type(param), VAR_PARAM) for param in params]
    results = [] if result is None else [Var(0, None, "", result, VAR_RESULT)]
    return Signature(None, Tuple(vars), Tuple(results), variadic)


def record(c: "ck.Checker", call: BuiltinCall, params: list[Type], result: Type | None) -> None:
    expr.record_builtin(c, call.e.fun, _signature(params, result))


def value(c: "ck.Checker", x: Operand, call: BuiltinCall, result: Type, params: list[Type]) -> bool:
    """The call is a value of type `result`."""
    x.mode = info.MODE_VALUE
    x.type = result
    x.value = None
    record(c, call, params, result)
    return True


def no_value(c: "ck.Checker", x: Operand, call: BuiltinCall, params: list[Type]) -> bool:
    x.mode = info.MODE_NO_VALUE
    record(c, call, params, None)
    return True


def constant_int(x: Operand, t: Type, value: int) -> bool:
    x.mode = info.MODE_CONSTANT
    x.type = t
    x.value = IntConst(value)
    return True


def shown(c: "ck.Checker", x: Operand) -> str:
    return operand_string(x, c.qualifier)


def text(c: "ck.Checker", t: Type) -> str:
    return type_string(t, c.qualifier)


def fail(c: "ck.Checker", x: Operand, code: str, message: str) -> bool:
    if x.expr is not None:
        c.error_at(x.expr, code, message)
    return False


def require(c: "ck.Checker", call: BuiltinCall, minor: int, what: str) -> None:
    if not c.allows(minor):
        c.error_at(call.e.fun, codes.UNSUPPORTED_FEATURE, f"{what} requires go1.{minor} or later")
