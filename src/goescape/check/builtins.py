"""Calls of predeclared functions and of those of package unsafe (Go spec, "Built-in functions").

One function checks one builtin: it gets the checked arguments and leaves the result in x, or returns False after
reporting an error. The callee's recorded type is the signature that the builtin has in this call.
"""

from typing import Final

from goescape.base import codes
from goescape.check import (
    assign,
    builtincall,
    builtinmem,
    builtinnum,
    builtinunsafe,
    expr,
    info,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types.model import (
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    Type,
)  # fmt: skip
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
    BUILTIN_UNSAFE_OFFSETOF,
    EMPTY_INTERFACE,
    builtin_name,
)  # fmt: skip


def builtin(c: "ck.Checker", x: Operand, e: ast.CallExpr, id: int) -> bool:
    """Check the call e of a builtin; x becomes its result. False after an error."""
    name, (least, variadic) = builtin_name(id), builtincall.ARITIES[id]
    if e.has_dots and id != BUILTIN_APPEND:
        c.error_at(
            e,
            codes.INVALID_DOT_DOT_DOT,
            f"invalid operation: invalid use of ... with built-in {name}",
        )
        expr.use(c, e.args)
        return False
    # len and cap of an array are constant if their argument calls nothing: look at the argument alone.
    saved = c.env.has_call_or_receive
    if id == BUILTIN_LEN or id == BUILTIN_CAP:
        c.env.has_call_or_receive = False
    args: list[Operand] = []
    n_args = len(e.args)
    noted = c.written.mark(c.env)
    if id not in (BUILTIN_MAKE, BUILTIN_NEW, BUILTIN_UNSAFE_OFFSETOF):
        args = assign.values(c, e.args)
        n_args = len(args)
    is_valid = all(arg.is_valid for arg in args)
    if is_valid:
        if args:
            x.assign(args[0])
        is_valid = _count_fits(c, e, n_args, least, variadic) and _dispatch(
            c, x, builtincall.BuiltinCall(e, id, args)
        )
    if is_valid and x.mode == info.MODE_CONSTANT:
        c.written.forget(c.env, noted)
    if id == BUILTIN_LEN or id == BUILTIN_CAP:
        c.env.has_call_or_receive = saved
    return is_valid


def _count_fits(c: "ck.Checker", e: ast.CallExpr, n_args: int, least: int, variadic: bool) -> bool:
    if n_args < least:
        what = "not enough"
    elif n_args > least and not variadic:
        what = "too many"
    else:
        return True
    c.error_at(
        e,
        codes.WRONG_ARG_COUNT,
        f"invalid operation: {what} arguments for {expr_string(e)} "
        f"(expected {least}, found {n_args})",
    )
    return False


def _dispatch(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    id = call.id
    if id == BUILTIN_LEN or id == BUILTIN_CAP:
        return builtinmem.length(c, x, call)
    if id == BUILTIN_APPEND:
        return builtinmem.append(c, x, call)
    if id == BUILTIN_MAKE:
        return builtinmem.make(c, x, call)
    if id == BUILTIN_NEW:
        return builtinmem.new(c, x, call)
    if id == BUILTIN_PANIC:
        return _panic(c, x, call)
    if id == BUILTIN_COPY:
        return builtinmem.copy(c, x, call)
    if id == BUILTIN_DELETE:
        return builtinmem.delete(c, x, call)
    if id == BUILTIN_MIN or id == BUILTIN_MAX:
        return builtinnum.min_max(c, x, call)
    if id == BUILTIN_PRINT or id == BUILTIN_PRINTLN:
        return _print(c, x, call)
    if id == BUILTIN_RECOVER:
        return builtincall.value(c, x, call, EMPTY_INTERFACE, [])
    if id == BUILTIN_CLEAR:
        return builtinmem.clear(c, x, call)
    if id == BUILTIN_CLOSE:
        return builtinmem.close(c, x, call)
    if id == BUILTIN_COMPLEX:
        return builtinnum.complex(c, x, call)
    if id == BUILTIN_REAL or id == BUILTIN_IMAG:
        return builtinnum.real_imag(c, x, call)
    return builtinunsafe.dispatch(c, x, call)


# --------------------------------------------------------------------------------- control, output


def _panic(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    signature = c.env.signature
    if signature is not None and signature.results.vars:
        c.env.panics.add(call.e.idx)
    assign.assignment(c, x, EMPTY_INTERFACE, "argument to panic")
    if not x.is_valid:
        return False
    return builtincall.no_value(c, x, call, [EMPTY_INTERFACE])


def _print(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    params: list[Type] = []
    for arg in call.args:
        assign.assignment(c, arg, None, f"argument to built-in {call.name}")
        if not arg.is_valid:
            return False
        params.append(arg.type)
    return builtincall.no_value(c, x, call, params)


# -------------------------------------------------------------------------------------- numbers


COMPLEX_OF: Final[dict[int, int]] = {
    FLOAT32: COMPLEX64, FLOAT64: COMPLEX128, UNTYPED_FLOAT: UNTYPED_COMPLEX,
}  # fmt: skip
PART_OF: Final[dict[int, int]] = {
    COMPLEX64: FLOAT32, COMPLEX128: FLOAT64, UNTYPED_COMPLEX: UNTYPED_FLOAT,
}  # fmt: skip
