"""Functions of package unsafe."""

from goescape.base import codes
from goescape.check import (
    assign,
    builtincall,
    cycles,
    expr,
    index,
    info,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unparen
from goescape.syntax.printer import expr_string
from goescape.types import lookup, typeset
from goescape.types.model import (
    Pointer,
    Slice,
    Struct,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.objects import Func, Var
from goescape.types.universe import (
    BUILTIN_UNSAFE_ADD,
    BUILTIN_UNSAFE_ALIGNOF,
    BUILTIN_UNSAFE_OFFSETOF,
    BUILTIN_UNSAFE_SIZEOF,
    BUILTIN_UNSAFE_SLICE,
    BUILTIN_UNSAFE_SLICE_DATA,
    BUILTIN_UNSAFE_STRING,
    BYTE,
    string_type,
    uintptr_type,
    unsafe_pointer_type,
)  # fmt: skip


def dispatch(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
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


def _sizeof(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    assign.assignment(c, x, None, "argument to unsafe.Sizeof")
    if not x.is_valid:
        return False
    if cycles.has_variable_size(c, x.type):
        return builtincall.value(c, x, call, uintptr_type(), [x.type])
    size = c.sizes.sizeof(x.type)
    if size > c.limits.size_max:
        return builtincall.fail(
            c, x, codes.TYPE_TOO_LARGE, f"{builtincall.shown(c, x)} is too large"
        )
    return builtincall.constant_int(x, uintptr_type(), size)


def _alignof(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    assign.assignment(c, x, None, "argument to unsafe.Alignof")
    if not x.is_valid:
        return False
    if cycles.has_variable_size(c, x.type):
        return builtincall.value(c, x, call, uintptr_type(), [x.type])
    return builtincall.constant_int(x, uintptr_type(), c.sizes.alignof(x.type))


def _offsetof(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    arg = call.e.args[0]
    selector = unparen(arg)
    if not isinstance(selector, ast.SelectorExpr):
        c.error_at(
            arg,
            codes.BAD_OFFSETOF_SYNTAX,
            f"invalid argument: {expr_string(arg)} is not a selector expression",
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
    found = lookup.lookup_field_or_method(base, False, c.pkg, selector.sel.value)
    field = _measurable_field(c, x, base, found, selector, arg)
    if field is None or field.type is None:
        return False
    _record_field(c, x, base, field, found, selector)
    if cycles.has_variable_size(c, base):
        return builtincall.value(c, x, call, uintptr_type(), [field.type])
    offset = c.sizes.offset_at(base, found.index)
    if offset > c.limits.size_max:
        return builtincall.fail(
            c, x, codes.TYPE_TOO_LARGE, f"{builtincall.shown(c, x)} is too large"
        )
    return builtincall.constant_int(x, uintptr_type(), offset)


def _measurable_field(
    c: "ck.Checker",
    x: Operand,
    base: Type,
    found: lookup.Lookup,
    selector: ast.SelectorExpr,
    arg: ast.Expr,
) -> Var | None:
    """The field that was found, if it has an offset in base; None after an error."""
    obj = found.obj
    name = selector.sel.value
    if isinstance(obj, Func):
        text = f"invalid argument: {expr_string(arg)} is a method value"
        c.error_at(arg, codes.INVALID_OFFSETOF, text)
        return None
    shown = builtincall.text(c, base)
    if obj is None or obj.type is None:
        text = f"invalid argument: {shown} has no single field {name}"
        builtincall.fail(c, x, codes.MISSING_FIELD_OR_METHOD, text)
        return None
    if found.indirect:
        text = f"invalid argument: field {name} is embedded via a pointer in {shown}"
        builtincall.fail(c, x, codes.INVALID_OFFSETOF, text)
        return None
    return obj


def _record_field(
    c: "ck.Checker",
    x: Operand,
    base: Type,
    obj: Var,
    found: lookup.Lookup,
    selector: ast.SelectorExpr,
) -> None:
    t = obj.type
    if t is None:
        return
    c.info.uses[selector.sel.idx] = obj
    c.info.selections[selector.idx] = info.Selection(
        info.FIELD_VALUE, base, obj, found.index, False, t
    )
    field = Operand()
    field.mode = info.MODE_VARIABLE if x.mode == info.MODE_VARIABLE else info.MODE_VALUE
    field.expr = selector
    field.type = t
    expr.record(c, field)


def _unsafe_add(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 17, "unsafe.Add")
    assign.assignment(c, x, unsafe_pointer_type(), "argument to unsafe.Add")
    if not x.is_valid:
        return False
    y = call.args[1]
    if not index.is_index(c, y, "length", True):
        return False
    return builtincall.value(c, x, call, unsafe_pointer_type(), [unsafe_pointer_type(), y.type])


def _unsafe_slice(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 17, "unsafe.Slice")
    pointer = typeset.core_type(x.type)
    if not isinstance(pointer, Pointer):
        return builtincall.fail(
            c,
            x,
            codes.INVALID_UNSAFE_SLICE,
            f"invalid argument: {builtincall.shown(c, x)} is not a pointer",
        )
    y = call.args[1]
    if not index.is_index(c, y, "length", False):
        return False
    return builtincall.value(c, x, call, Slice(pointer.elem), [pointer, y.type])


def _unsafe_slice_data(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 20, "unsafe.SliceData")
    slice_type = typeset.core_type(x.type)
    if not isinstance(slice_type, Slice):
        return builtincall.fail(
            c,
            x,
            codes.INVALID_UNSAFE_SLICE,
            f"invalid argument: {builtincall.shown(c, x)} is not a slice",
        )
    return builtincall.value(c, x, call, Pointer(slice_type.elem), [slice_type])


def _unsafe_string(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 20, "unsafe.String")
    pointer = Pointer(BYTE)
    assign.assignment(c, x, pointer, "argument to unsafe.String")
    if not x.is_valid:
        return False
    y = call.args[1]
    if not index.is_index(c, y, "length", False):
        return False
    return builtincall.value(c, x, call, string_type(), [pointer, y.type])


def _unsafe_string_data(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 20, "unsafe.StringData")
    assign.assignment(c, x, string_type(), "argument to unsafe.StringData")
    if not x.is_valid:
        return False
    return builtincall.value(c, x, call, Pointer(BYTE), [string_type()])
