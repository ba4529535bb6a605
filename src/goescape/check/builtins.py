"""Calls of predeclared functions and of those of package unsafe (Go spec, "Built-in functions").

One function checks one builtin: it gets the checked arguments and leaves the result in x, or returns False after
reporting an error. The callee's recorded type is the signature that the builtin has in this call.
"""

from typing import Final, final

from goescape.base import codes, constant
from goescape.base.constant import ComplexConst, IntConst, StringConst, UnknownConst
from goescape.check import assign, conversion, cycles, expr, index, info, typexpr
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unparen
from goescape.syntax.printer import expr_string
from goescape.types import lookup, predicates, sizes, typeset
from goescape.types.model import (
    CHAN_RECV,
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Term,
    Tuple,
    Type,
    TypeParam,
    Union,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import VAR_PARAM, VAR_RESULT, Func, TypeName, Var
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
    BYTE,
    EMPTY_INTERFACE,
    TYP,
    int_type,
    string_type,
    uintptr_type,
    unsafe_pointer_type,
)  # fmt: skip

# id -> (name, least number of arguments, whether more are allowed)
_SHAPES: Final[dict[int, tuple[str, int, bool]]] = {
    BUILTIN_APPEND: ("append", 1, True),
    BUILTIN_CAP: ("cap", 1, False),
    BUILTIN_CLEAR: ("clear", 1, False),
    BUILTIN_CLOSE: ("close", 1, False),
    BUILTIN_COMPLEX: ("complex", 2, False),
    BUILTIN_COPY: ("copy", 2, False),
    BUILTIN_DELETE: ("delete", 2, False),
    BUILTIN_IMAG: ("imag", 1, False),
    BUILTIN_LEN: ("len", 1, False),
    BUILTIN_MAKE: ("make", 1, True),
    BUILTIN_MAX: ("max", 1, True),
    BUILTIN_MIN: ("min", 1, True),
    BUILTIN_NEW: ("new", 1, False),
    BUILTIN_PANIC: ("panic", 1, False),
    BUILTIN_PRINT: ("print", 0, True),
    BUILTIN_PRINTLN: ("println", 0, True),
    BUILTIN_REAL: ("real", 1, False),
    BUILTIN_RECOVER: ("recover", 0, False),
    BUILTIN_UNSAFE_ADD: ("Add", 2, False),
    BUILTIN_UNSAFE_ALIGNOF: ("Alignof", 1, False),
    BUILTIN_UNSAFE_OFFSETOF: ("Offsetof", 1, False),
    BUILTIN_UNSAFE_SIZEOF: ("Sizeof", 1, False),
    BUILTIN_UNSAFE_SLICE: ("Slice", 2, False),
    BUILTIN_UNSAFE_SLICE_DATA: ("SliceData", 1, False),
    BUILTIN_UNSAFE_STRING: ("String", 2, False),
    BUILTIN_UNSAFE_STRING_DATA: ("StringData", 1, False),
}

_SIZE_MAX: Final = (1 << 63) - 1


@final
class _Call:
    """One call of a builtin: where, and with what."""

    def __init__(self, e: ast.CallExpr, id: int, args: list[Operand]) -> None:
        self.e: Final = e
        self.id: Final = id
        self.name: Final = _SHAPES[id][0]
        # Empty for make, new and Offsetof, whose arguments need not be values.
        self.args: Final = args


def builtin(c: "ck.Checker", x: Operand, e: ast.CallExpr, id: int) -> bool:
    """Check the call e of a builtin; x becomes its result. False after an error."""
    name, least, variadic = _SHAPES[id]
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
            c, x, _Call(e, id, args)
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


def _dispatch(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    id = call.id
    if id == BUILTIN_LEN or id == BUILTIN_CAP:
        return _len(c, x, call)
    if id == BUILTIN_APPEND:
        return _append(c, x, call)
    if id == BUILTIN_MAKE:
        return _make(c, x, call)
    if id == BUILTIN_NEW:
        return _new(c, x, call)
    if id == BUILTIN_PANIC:
        return _panic(c, x, call)
    if id == BUILTIN_COPY:
        return _copy(c, x, call)
    if id == BUILTIN_DELETE:
        return _delete(c, x, call)
    if id == BUILTIN_MIN or id == BUILTIN_MAX:
        return _min_max(c, x, call)
    if id == BUILTIN_PRINT or id == BUILTIN_PRINTLN:
        return _print(c, x, call)
    if id == BUILTIN_RECOVER:
        return _value(c, x, call, EMPTY_INTERFACE, [])
    if id == BUILTIN_CLEAR:
        return _clear(c, x, call)
    if id == BUILTIN_CLOSE:
        return _close(c, x, call)
    if id == BUILTIN_COMPLEX:
        return _complex(c, x, call)
    if id == BUILTIN_REAL or id == BUILTIN_IMAG:
        return _real_imag(c, x, call)
    return _unsafe(c, x, call)


def _unsafe(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    id = call.id
    if id == BUILTIN_UNSAFE_SIZEOF:
        return _sizeof(c, x, call)
    if id == BUILTIN_UNSAFE_ALIGNOF:
        return _alignof(c, x, call)
    if id == BUILTIN_UNSAFE_OFFSETOF:
        return _offsetof(c, x, call)
    if id == BUILTIN_UNSAFE_ADD:
        return _unsafe_add(c, x, call)
    if id == BUILTIN_UNSAFE_SLICE:
        return _unsafe_slice(c, x, call)
    if id == BUILTIN_UNSAFE_SLICE_DATA:
        return _unsafe_slice_data(c, x, call)
    if id == BUILTIN_UNSAFE_STRING:
        return _unsafe_string(c, x, call)
    return _unsafe_string_data(c, x, call)


# ------------------------------------------------------------------------------------- results


def _signature(params: list[Type], result: Type | None, variadic: bool = False) -> Signature:
    vars = [Var(0, None, "", predicates.default_type(param), VAR_PARAM) for param in params]
    results = [] if result is None else [Var(0, None, "", result, VAR_RESULT)]
    return Signature(None, Tuple(vars), Tuple(results), variadic)


def _record(c: "ck.Checker", call: _Call, params: list[Type], result: Type | None) -> None:
    expr.record_builtin(c, call.e.fun, _signature(params, result))


def _value(c: "ck.Checker", x: Operand, call: _Call, result: Type, params: list[Type]) -> bool:
    """The call is a value of type `result`."""
    x.mode = info.MODE_VALUE
    x.type = result
    x.value = None
    _record(c, call, params, result)
    return True


def _no_value(c: "ck.Checker", x: Operand, call: _Call, params: list[Type]) -> bool:
    x.mode = info.MODE_NO_VALUE
    _record(c, call, params, None)
    return True


def _constant(x: Operand, t: Type, value: int) -> bool:
    x.mode = info.MODE_CONSTANT
    x.type = t
    x.value = IntConst(value)
    return True


def _shown(c: "ck.Checker", x: Operand) -> str:
    return operand_string(x, c.qualifier)


def _text(c: "ck.Checker", t: Type) -> str:
    return type_string(t, c.qualifier)


def _fail(c: "ck.Checker", x: Operand, code: str, message: str) -> bool:
    if x.expr is not None:
        c.error_at(x.expr, code, message)
    return False


def _underlying_types(t: Type) -> list[Type]:
    """The underlying types in t's type set; empty for a type parameter without specific types."""
    return typeset.all_underlying(t)


# ------------------------------------------------------------------------------ slices and maps


def _slice_elem(c: "ck.Checker", x: Operand) -> tuple[Type | None, str]:
    """The element type of a slice operand; or what is wrong with it."""
    elem: Type | None = None
    types = _underlying_types(x.type)
    if not types:
        return None, f"argument must be a slice; have {_shown(c, x)}"
    for t in types:
        if not isinstance(t, Slice):
            have = "untyped nil" if x.is_nil else _shown(c, x)
            return None, f"argument must be a slice; have {have}"
        if elem is None:
            elem = t.elem
        elif not predicates.identical(elem, t.elem):
            return None, (
                f"mismatched slice element types {_text(c, elem)} and {_text(c, t.elem)} "
                f"in {_shown(c, x)}"
            )
    return elem, ""


def _bytes_or_string(t: Type) -> tuple[bool, bool]:
    """Whether t consists of byte slices and strings only, and whether a string is among them."""
    has_string = False
    types = _underlying_types(t)
    for u in types:
        if isinstance(u, Slice) and predicates.identical(u.elem, BYTE):
            continue
        if not predicates.is_string(u):
            return False, False
        has_string = True
    return bool(types), has_string


def _append(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    elem, problem = _slice_elem(c, x)
    if elem is None:
        return _fail(c, x, codes.INVALID_APPEND, f"invalid append: {problem}")
    slice_type = x.type
    args = call.args
    if len(args) == 2 and call.e.has_dots and conversion.assignable(c, x, Slice(BYTE))[0]:
        # append([]byte, string...)
        fits, has_string = _bytes_or_string(args[1].type)
        if fits and has_string:
            sig = _signature([slice_type, args[1].type], slice_type, True)
            expr.record_builtin(c, call.e.fun, sig)
            x.mode = info.MODE_VALUE
            x.value = None
            return True
    from goescape.check import call as calls

    sig = _signature([slice_type, Slice(elem)], slice_type, True)
    calls.arguments(c, call.e, sig, [], [], args)
    expr.record_builtin(c, call.e.fun, sig)
    x.mode = info.MODE_VALUE
    x.type = slice_type
    x.value = None
    return True


def _copy(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    dst, problem = _slice_elem(c, x)
    if dst is None:
        return _fail(c, x, codes.INVALID_COPY, f"invalid copy: {problem}")
    y = call.args[1]
    special = conversion.assignable(c, x, Slice(BYTE))[0] and _bytes_or_string(y.type)[0]
    if not special:
        src, problem = _slice_elem(c, y)
        if src is None:
            if not predicates.all_string(y.type):
                return _fail(c, y, codes.INVALID_COPY, f"invalid copy: {problem}")
            src = BYTE
        if not predicates.identical(dst, src):
            return _fail(
                c,
                x,
                codes.INVALID_COPY,
                f"invalid copy: arguments {_shown(c, x)} and {_shown(c, y)} have different element "
                f"types {_text(c, dst)} and {_text(c, src)}",
            )
    return _value(c, x, call, int_type(), [x.type, y.type])


def _len(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    is_len = call.id == BUILTIN_LEN
    t = conversion.deref_array(underlying(x.type))
    if isinstance(t, Basic) and is_len and predicates.is_string(t):
        if x.mode == info.MODE_CONSTANT and isinstance(x.value, StringConst):
            return _constant(x, int_type(), len(x.value.value))
        return _value(c, x, call, int_type(), [x.type])
    if isinstance(t, Array):
        if not c.env.has_call_or_receive:
            _constant(x, int_type(), t.length)
            if t.length < 0:
                x.value = UnknownConst()
            return True
        return _value(c, x, call, int_type(), [x.type])
    if isinstance(t, (Slice, Chan)) or (isinstance(t, Map) and is_len):
        return _value(c, x, call, int_type(), [x.type])
    if predicates.is_type_param(x.type):
        types = _underlying_types(x.type)
        if types and all(_has_len(u, is_len) for u in types):
            return _value(c, x, call, int_type(), [x.type])
    if predicates.is_invalid(underlying(x.type)):
        return False
    return _fail(
        c, x, codes.INVALID_LEN, f"invalid argument: {_shown(c, x)} for built-in {call.name}"
    )


def _has_len(t: Type, is_len: bool) -> bool:
    t = conversion.deref_array(t)
    if isinstance(t, (Array, Slice, Chan)):
        return True
    return is_len and (isinstance(t, Map) or predicates.is_string(t))


def _clear(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 21, "clear")
    types = _underlying_types(x.type)
    if not types or not all(isinstance(t, (Map, Slice)) for t in types):
        return _fail(
            c,
            x,
            codes.INVALID_CLEAR,
            f"invalid argument: cannot clear {_shown(c, x)}: argument must be (or constrained by) "
            "map or slice",
        )
    return _no_value(c, x, call, [x.type])


def _close(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    types = _underlying_types(x.type)
    for t in types:
        if isinstance(t, Chan) and t.dir == CHAN_RECV:
            return _fail(
                c,
                x,
                codes.INVALID_CLOSE,
                f"invalid operation: cannot close receive-only channel {_shown(c, x)}",
            )
        if not isinstance(t, Chan):
            types = []
            break
    if not types:
        return _fail(
            c, x, codes.INVALID_CLOSE, f"invalid operation: cannot close non-channel {_shown(c, x)}"
        )
    return _no_value(c, x, call, [x.type])


def _delete(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    map_type = x.type
    key: Type | None = None
    for t in _underlying_types(map_type):
        if not isinstance(t, Map):
            key = None
            break
        if key is not None and not predicates.identical(t.key, key):
            return _fail(
                c,
                x,
                codes.INVALID_DELETE,
                f"invalid argument: maps of {_shown(c, x)} must have identical key types",
            )
        key = t.key
    if key is None:
        return _fail(c, x, codes.INVALID_DELETE, f"invalid argument: {_shown(c, x)} is not a map")
    x.assign(call.args[1])
    assign.assignment(c, x, key, "argument to delete")
    if not x.is_valid:
        return False
    return _no_value(c, x, call, [map_type, key])


def _make(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    e = call.e
    arg = e.args[0]
    t = typexpr.var_type(c, arg)
    if predicates.is_invalid(t):
        expr.use(c, e.args[1:])
        return False
    under, problem = _makeable(c, t)
    if under is None:
        c.error_at(
            arg, codes.INVALID_MAKE, f"invalid argument: cannot make {expr_string(arg)}: {problem}"
        )
        return False
    least = 2 if isinstance(under, Slice) else 1
    n_args = len(e.args)
    if n_args < least or least + 1 < n_args:
        c.error_at(
            e,
            codes.WRONG_ARG_COUNT,
            f"invalid operation: {expr_string(e)} expects {least} or {least + 1} arguments; "
            f"found {n_args}",
        )
        return False
    types: list[Type] = [t]
    constants: list[int] = []
    for each in e.args[1:]:
        value = index.check_index(c, each, -1)
        recorded = c.info.types[each.idx]
        types.append(recorded if recorded is not None else TYP[0])
        if value >= 0:
            constants.append(value)
    if len(constants) == 2 and constants[0] > constants[1]:
        c.error_at(
            e.args[1], codes.SWAPPED_MAKE_ARGS, "invalid argument: length and capacity swapped"
        )
    return _value(c, x, call, t, types)


def _makeable(c: "ck.Checker", t: Type) -> tuple[Type | None, str]:
    """The slice, map or channel type that `make(t)` makes; or why it cannot."""
    types = _underlying_types(t)
    if not types:
        return None, "no specific type"
    for u in types:
        if not isinstance(u, (Slice, Map, Chan)):
            return None, "type must be slice, map, or channel"
    common = typeset.common_under(t)
    if common is not None:
        return common, ""
    return None, typeset.why_no_common_under(t, c.qualifier)


def _new(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    arg = call.e.args[0]
    expr.expr_or_type(c, x, arg, False)
    if x.mode == info.MODE_NONE or x.mode == info.MODE_NO_VALUE:
        return False
    if x.mode == info.MODE_BUILTIN:
        c.error_at(arg, codes.UNCALLED_BUILTIN, f"{expr_string(arg)} (built-in) must be called")
        return False
    if x.mode == info.MODE_TYPE:
        t = typexpr.var_type(c, arg)
        if predicates.is_invalid(t):
            return False
    else:
        # new(value)
        if predicates.is_untyped(x.type):
            assign.assignment(c, x, None, "argument to new")
            if not x.is_valid:
                return False
        _require(c, call, 26, f"new({expr_string(arg)})")
        t = x.type
    return _value(c, x, call, Pointer(t), [t])


# --------------------------------------------------------------------------------- control, output


def _panic(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    signature = c.env.signature
    if signature is not None and signature.results.vars:
        c.env.panics.add(call.e.idx)
    assign.assignment(c, x, EMPTY_INTERFACE, "argument to panic")
    if not x.is_valid:
        return False
    return _no_value(c, x, call, [EMPTY_INTERFACE])


def _print(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    params: list[Type] = []
    for arg in call.args:
        assign.assignment(c, arg, None, f"argument to built-in {call.name}")
        if not arg.is_valid:
            return False
        params.append(arg.type)
    return _no_value(c, x, call, params)


# -------------------------------------------------------------------------------------- numbers


def _min_max(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 21, f"built-in {call.name}")
    op = ast.OP_LSS if call.id == BUILTIN_MIN else ast.OP_GTR
    for i, arg in enumerate(call.args):
        if not predicates.all_ordered(arg.type):
            return _fail(
                c,
                arg,
                codes.INVALID_MIN_MAX_OPERAND,
                f"invalid argument: {_shown(c, arg)} cannot be ordered",
            )
        if i == 0:
            continue
        expr.match_types(c, x, arg)
        if not x.is_valid:
            return False
        if not predicates.identical(x.type, arg.type):
            shown = arg.label
            if not shown and arg.expr is not None:
                shown = expr_string(arg.expr)
            return _fail(
                c,
                arg,
                codes.MISMATCHED_TYPES,
                f"invalid argument: mismatched types {_text(c, x.type)} (previous argument) and "
                f"{_text(c, arg.type)} (type of {shown})",
            )
        if x.mode == info.MODE_CONSTANT and arg.mode == info.MODE_CONSTANT:
            if x.value is not None and arg.value is not None:
                if constant.compare(arg.value, op, x.value):
                    x.assign(arg)
        else:
            x.mode = info.MODE_VALUE
    if x.mode != info.MODE_CONSTANT:
        x.mode = info.MODE_VALUE
        # An untyped operand, the result of a shift, gets its default type.
        assign.assignment(c, x, EMPTY_INTERFACE, f"argument to built-in {call.name}")
        if not x.is_valid:
            return False
    for arg in call.args:
        if arg.expr is not None:
            expr.update_type(c, arg.expr, x.type, True)
    if x.mode == info.MODE_CONSTANT:
        return True
    return _value(c, x, call, x.type, [x.type for _ in call.args])


def _complex(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    y = call.args[1]
    x_untyped, y_untyped = predicates.is_untyped(x.type), predicates.is_untyped(y.type)
    if x_untyped and y_untyped:
        if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
            _as_untyped_float(x)
            _as_untyped_float(y)
        else:
            expr.convert_untyped(c, x, TYP[FLOAT64])
            expr.convert_untyped(c, y, TYP[FLOAT64])
    elif x_untyped:
        expr.convert_untyped(c, x, y.type)
    elif y_untyped:
        expr.convert_untyped(c, y, x.type)
    if not x.is_valid or not y.is_valid:
        return False
    if not predicates.identical(x.type, y.type):
        return _fail(
            c,
            x,
            codes.MISMATCHED_TYPES,
            f"invalid operation: {expr_string(call.e)} (mismatched types {_text(c, x.type)} and "
            f"{_text(c, y.type)})",
        )
    result = _apply_type_function(c, x, call, _COMPLEX_OF)
    if result is None:
        return _fail(
            c,
            x,
            codes.INVALID_COMPLEX,
            f"invalid argument: arguments have type {_text(c, x.type)}, expected floating-point",
        )
    if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
        if x.value is not None and y.value is not None:
            x.value = constant.make_complex(constant.to_float(x.value), constant.to_float(y.value))
        x.type = result
        return True
    return _value(c, x, call, result, [x.type, x.type])


def _as_untyped_float(x: Operand) -> None:
    """An untyped number without imaginary part counts as a float."""
    value = x.value
    if value is None or not predicates.is_numeric(x.type):
        return
    if not isinstance(value, ComplexConst) or constant.sign(value.imag) == 0:
        x.type = TYP[UNTYPED_FLOAT]


def _real_imag(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    if predicates.is_untyped(x.type):
        if x.mode == info.MODE_CONSTANT:
            if predicates.is_numeric(x.type):
                x.type = TYP[UNTYPED_COMPLEX]
        else:
            expr.convert_untyped(c, x, TYP[COMPLEX128])
            if not x.is_valid:
                return False
    result = _apply_type_function(c, x, call, _PART_OF)
    if result is None:
        return _fail(
            c,
            x,
            codes.INVALID_REAL,
            f"invalid argument: argument has type {_text(c, x.type)}, expected complex type",
        )
    if x.mode == info.MODE_CONSTANT:
        value = x.value if x.value is not None else UnknownConst()
        part = constant.real(value) if call.id == BUILTIN_REAL else constant.imag(value)
        x.value = constant.to_float(part) if isinstance(part, IntConst) else part
        x.type = result
        return True
    return _value(c, x, call, result, [x.type])


_COMPLEX_OF: Final[dict[int, int]] = {
    FLOAT32: COMPLEX64, FLOAT64: COMPLEX128, UNTYPED_FLOAT: UNTYPED_COMPLEX,
}  # fmt: skip
_PART_OF: Final[dict[int, int]] = {
    COMPLEX64: FLOAT32, COMPLEX128: FLOAT64, UNTYPED_COMPLEX: UNTYPED_FLOAT,
}  # fmt: skip


def _apply_type_function(
    c: "ck.Checker", x: Operand, call: _Call, kinds: dict[int, int]
) -> Type | None:
    """The result type that `kinds` gives for x's type; for a type parameter a new one of mapped types."""
    t = unalias(x.type)
    if not isinstance(t, TypeParam):
        return _mapped(t, kinds)
    terms: list[Term] = []
    for term in typeset.terms_of(t) or []:
        mapped = _mapped(term.type, kinds)
        if mapped is None:
            return None
        terms.append(Term(term.tilde, mapped))
    if not terms:
        return None
    if x.expr is not None:
        c.error_at(
            x.expr,
            codes.UNSUPPORTED_TYPE_PARAM,
            f"{_shown(c, x)} not supported as argument to built-in {call.name} for go1.18 "
            "(see go.dev/issue/50937)",
        )
    obj = TypeName(0, c.pkg, t.obj.name, None)
    result = TypeParam(obj, Interface([], [Union(terms)]))
    result.idx = t.idx
    obj.type = result
    return result


def _mapped(t: Type, kinds: dict[int, int]) -> Type | None:
    under = underlying(t)
    if not isinstance(under, Basic):
        return None
    kind = kinds.get(under.kind)
    return None if kind is None else TYP[kind]


# --------------------------------------------------------------------------------------- unsafe


def _require(c: "ck.Checker", call: _Call, minor: int, what: str) -> None:
    if not c.allows(minor):
        c.error_at(call.e.fun, codes.UNSUPPORTED_FEATURE, f"{what} requires go1.{minor} or later")


def _sizeof(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    assign.assignment(c, x, None, "argument to unsafe.Sizeof")
    if not x.is_valid:
        return False
    if cycles.has_variable_size(c, x.type):
        return _value(c, x, call, uintptr_type(), [x.type])
    size = sizes.sizeof(x.type)
    if size > _SIZE_MAX:
        return _fail(c, x, codes.TYPE_TOO_LARGE, f"{_shown(c, x)} is too large")
    return _constant(x, uintptr_type(), size)


def _alignof(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    assign.assignment(c, x, None, "argument to unsafe.Alignof")
    if not x.is_valid:
        return False
    if cycles.has_variable_size(c, x.type):
        return _value(c, x, call, uintptr_type(), [x.type])
    return _constant(x, uintptr_type(), sizes.alignof(x.type))


def _offsetof(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    arg = call.e.args[0]
    shown = expr_string(arg)
    selector = unparen(arg)
    if not isinstance(selector, ast.SelectorExpr):
        c.error_at(
            arg,
            codes.BAD_OFFSETOF_SYNTAX,
            f"invalid argument: {shown} is not a selector expression",
        )
        expr.use(c, [arg])
        return False
    expr.expr(c, x, selector.x)
    if not x.is_valid:
        return False
    base = x.type
    under = underlying(base)
    if isinstance(under, Pointer) and isinstance(underlying(under.elem), Struct):
        base = under.elem
    name = selector.sel.value
    found = lookup.lookup_field_or_method(base, False, c.pkg, name)
    obj = found.obj
    if isinstance(obj, Func):
        c.error_at(arg, codes.INVALID_OFFSETOF, f"invalid argument: {shown} is a method value")
        return False
    if obj is None or obj.type is None:
        return _fail(
            c,
            x,
            codes.MISSING_FIELD_OR_METHOD,
            f"invalid argument: {_text(c, base)} has no single field {name}",
        )
    if found.indirect:
        return _fail(
            c,
            x,
            codes.INVALID_OFFSETOF,
            f"invalid argument: field {name} is embedded via a pointer in {_text(c, base)}",
        )
    c.info.uses[selector.sel.idx] = obj
    c.info.selections[selector.idx] = info.Selection(
        info.FIELD_VALUE, base, obj, found.index, False, obj.type
    )
    field = Operand()
    field.mode = info.MODE_VARIABLE if x.mode == info.MODE_VARIABLE else info.MODE_VALUE
    field.expr = selector
    field.type = obj.type
    expr.record(c, field)
    if cycles.has_variable_size(c, base):
        return _value(c, x, call, uintptr_type(), [obj.type])
    offset = _offset(base, found.index)
    if offset > _SIZE_MAX:
        return _fail(c, x, codes.TYPE_TOO_LARGE, f"{_shown(c, x)} is too large")
    return _constant(x, uintptr_type(), offset)


def _offset(t: Type, path: list[int]) -> int:
    """The distance from the start of struct t to the field that `path` leads to."""
    offset = 0
    for i in path:
        struct = underlying(t)
        if not isinstance(struct, Struct):
            break
        offset += sizes.offsetsof(struct)[i]
        field_type = struct.fields[i].type
        if field_type is None:
            break
        t = field_type
    return offset


def _unsafe_add(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 17, "unsafe.Add")
    assign.assignment(c, x, unsafe_pointer_type(), "argument to unsafe.Add")
    if not x.is_valid:
        return False
    y = call.args[1]
    if not index.is_index(c, y, "length", True):
        return False
    return _value(c, x, call, unsafe_pointer_type(), [unsafe_pointer_type(), y.type])


def _unsafe_slice(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 17, "unsafe.Slice")
    pointer = typeset.common_under(x.type)
    if not isinstance(pointer, Pointer):
        return _fail(
            c, x, codes.INVALID_UNSAFE_SLICE, f"invalid argument: {_shown(c, x)} is not a pointer"
        )
    y = call.args[1]
    if not index.is_index(c, y, "length", False):
        return False
    return _value(c, x, call, Slice(pointer.elem), [pointer, y.type])


def _unsafe_slice_data(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 20, "unsafe.SliceData")
    slice_type = typeset.common_under(x.type)
    if not isinstance(slice_type, Slice):
        return _fail(
            c, x, codes.INVALID_UNSAFE_SLICE, f"invalid argument: {_shown(c, x)} is not a slice"
        )
    return _value(c, x, call, Pointer(slice_type.elem), [slice_type])


def _unsafe_string(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 20, "unsafe.String")
    pointer = Pointer(BYTE)
    assign.assignment(c, x, pointer, "argument to unsafe.String")
    if not x.is_valid:
        return False
    y = call.args[1]
    if not index.is_index(c, y, "length", False):
        return False
    return _value(c, x, call, string_type(), [pointer, y.type])


def _unsafe_string_data(c: "ck.Checker", x: Operand, call: _Call) -> bool:
    _require(c, call, 20, "unsafe.StringData")
    assign.assignment(c, x, string_type(), "argument to unsafe.StringData")
    if not x.is_valid:
        return False
    return _value(c, x, call, Pointer(BYTE), [string_type()])
