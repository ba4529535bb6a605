"""Built-in functions of slices, maps, channels and memory."""

from goescape.base import codes
from goescape.base.constant import StringConst, UnknownConst
from goescape.check import (
    arguments,
    assign,
    builtincall,
    conversion,
    expr,
    index,
    info,
    typexpr,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax.printer import expr_string
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    CHAN_RECV,
    Array,
    Basic,
    Chan,
    Map,
    Pointer,
    Slice,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.universe import (
    BUILTIN_LEN,
    BYTE,
    TYP,
    int_type,
)  # fmt: skip


def _slice_elem(c: "ck.Checker", x: Operand) -> tuple[Type | None, str]:
    """The element type of a slice operand; or what is wrong with it."""
    elem: Type | None = None
    types = typeset.all_underlying(x.type)
    if not types:
        return None, f"argument must be a slice; have {builtincall.shown(c, x)}"
    for t in types:
        if not isinstance(t, Slice):
            have = "untyped nil" if x.is_nil else builtincall.shown(c, x)
            return None, f"argument must be a slice; have {have}"
        if elem is None:
            elem = t.elem
        elif not identity.identical(elem, t.elem):
            return None, (
                f"mismatched slice element types {builtincall.text(c, elem)} and {builtincall.text(c, t.elem)} "
                f"in {builtincall.shown(c, x)}"
            )
    return elem, ""


def _bytes_or_string(t: Type) -> tuple[bool, bool]:
    """Whether t consists of byte slices and strings only, and whether a string is among them."""
    has_string = False
    types = typeset.all_underlying(t)
    for u in types:
        if isinstance(u, Slice) and identity.identical(u.elem, BYTE):
            continue
        if not predicates.is_string(u):
            return False, False
        has_string = True
    return bool(types), has_string


def append(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    elem, problem = _slice_elem(c, x)
    if elem is None:
        return builtincall.fail(c, x, codes.INVALID_APPEND, f"invalid append: {problem}")
    slice_type = x.type
    args = call.args
    if len(args) == 2 and call.e.has_dots and conversion.assignable(c, x, Slice(BYTE))[0]:
        # append([]byte, string...)
        fits, has_string = _bytes_or_string(args[1].type)
        if fits and has_string:
            sig = builtincall._signature([slice_type, args[1].type], slice_type, True)
            expr.record_builtin(c, call.e.fun, sig)
            x.mode = info.MODE_VALUE
            x.value = None
            return True

    sig = builtincall._signature([slice_type, Slice(elem)], slice_type, True)
    arguments.check(c, call.e, sig, [], [], args)
    expr.record_builtin(c, call.e.fun, sig)
    x.mode = info.MODE_VALUE
    x.type = slice_type
    x.value = None
    return True


def copy(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    dst, problem = _slice_elem(c, x)
    if dst is None:
        return builtincall.fail(c, x, codes.INVALID_COPY, f"invalid copy: {problem}")
    y = call.args[1]
    special = conversion.assignable(c, x, Slice(BYTE))[0] and _bytes_or_string(y.type)[0]
    if not special:
        src, problem = _slice_elem(c, y)
        if src is None:
            if not predicates.all_string(y.type):
                return builtincall.fail(c, y, codes.INVALID_COPY, f"invalid copy: {problem}")
            src = BYTE
        if not identity.identical(dst, src):
            return builtincall.fail(
                c,
                x,
                codes.INVALID_COPY,
                f"invalid copy: arguments {builtincall.shown(c, x)} and {builtincall.shown(c, y)} have different element "
                f"types {builtincall.text(c, dst)} and {builtincall.text(c, src)}",
            )
    return builtincall.value(c, x, call, int_type(), [x.type, y.type])


def length(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    is_len = call.id == BUILTIN_LEN
    t = conversion.deref_array(underlying(x.type))
    if isinstance(t, Basic) and is_len and predicates.is_string(t):
        if x.mode == info.MODE_CONSTANT and isinstance(x.value, StringConst):
            return builtincall.constant_int(x, int_type(), len(x.value.value))
        return builtincall.value(c, x, call, int_type(), [x.type])
    if isinstance(t, Array):
        if not c.env.has_call_or_receive:
            builtincall.constant_int(x, int_type(), t.length)
            if t.length < 0:
                x.value = UnknownConst()
            return True
        return builtincall.value(c, x, call, int_type(), [x.type])
    if isinstance(t, (Slice, Chan)) or (isinstance(t, Map) and is_len):
        return builtincall.value(c, x, call, int_type(), [x.type])
    if predicates.is_type_param(x.type):
        types = typeset.all_underlying(x.type)
        if types and all(_has_len(u, is_len) for u in types):
            return builtincall.value(c, x, call, int_type(), [x.type])
    if predicates.is_invalid(underlying(x.type)):
        return False
    return builtincall.fail(
        c,
        x,
        codes.INVALID_LEN,
        f"invalid argument: {builtincall.shown(c, x)} for built-in {call.name}",
    )


def _has_len(t: Type, is_len: bool) -> bool:
    t = conversion.deref_array(t)
    if isinstance(t, (Array, Slice, Chan)):
        return True
    return is_len and (isinstance(t, Map) or predicates.is_string(t))


def clear(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 21, "clear")
    types = typeset.all_underlying(x.type)
    if not types or not all(isinstance(t, (Map, Slice)) for t in types):
        return builtincall.fail(
            c,
            x,
            codes.INVALID_CLEAR,
            f"invalid argument: cannot clear {builtincall.shown(c, x)}: argument must be (or constrained by) "
            "map or slice",
        )
    return builtincall.no_value(c, x, call, [x.type])


def close(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    types = typeset.all_underlying(x.type)
    for t in types:
        if isinstance(t, Chan) and t.dir == CHAN_RECV:
            return builtincall.fail(
                c,
                x,
                codes.INVALID_CLOSE,
                f"invalid operation: cannot close receive-only channel {builtincall.shown(c, x)}",
            )
        if not isinstance(t, Chan):
            types = []
            break
    if not types:
        return builtincall.fail(
            c,
            x,
            codes.INVALID_CLOSE,
            f"invalid operation: cannot close non-channel {builtincall.shown(c, x)}",
        )
    return builtincall.no_value(c, x, call, [x.type])


def delete(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    map_type = x.type
    key: Type | None = None
    for t in typeset.all_underlying(map_type):
        if not isinstance(t, Map):
            key = None
            break
        if key is not None and not identity.identical(t.key, key):
            return builtincall.fail(
                c,
                x,
                codes.INVALID_DELETE,
                f"invalid argument: maps of {builtincall.shown(c, x)} must have identical key types",
            )
        key = t.key
    if key is None:
        return builtincall.fail(
            c, x, codes.INVALID_DELETE, f"invalid argument: {builtincall.shown(c, x)} is not a map"
        )
    x.assign(call.args[1])
    assign.assignment(c, x, key, "argument to delete")
    if not x.is_valid:
        return False
    return builtincall.no_value(c, x, call, [map_type, key])


def make(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
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
    return builtincall.value(c, x, call, t, types)


def _makeable(c: "ck.Checker", t: Type) -> tuple[Type | None, str]:
    """The slice, map or channel type that `make(t)` makes; or why it cannot."""
    types = typeset.all_underlying(t)
    if not types:
        return None, "no specific type"
    for u in types:
        if not isinstance(u, (Slice, Map, Chan)):
            return None, "type must be slice, map, or channel"
    return typeset.common_or_why(t, c.qualifier)


def new(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
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
        builtincall.require(c, call, 26, f"new({expr_string(arg)})")
        t = x.type
    return builtincall.value(c, x, call, Pointer(t), [t])
