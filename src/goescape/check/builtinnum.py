"""Built-in functions of numbers."""

from goescape.base import codes, constant
from goescape.base.constant import ComplexConst, IntConst, UnknownConst
from goescape.check import (
    assign,
    binary,
    builtincall,
    builtins,
    info,
    untyped,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    COMPLEX128,
    FLOAT64,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    Basic,
    Interface,
    Term,
    Type,
    TypeParam,
    Union,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import TypeName
from goescape.types.universe import (
    BUILTIN_MIN,
    BUILTIN_REAL,
    EMPTY_INTERFACE,
    TYP,
)  # fmt: skip


def min_max(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    builtincall.require(c, call, 21, f"built-in {call.name}")
    op = ast.OP_LSS if call.id == BUILTIN_MIN else ast.OP_GTR
    for i, arg in enumerate(call.args):
        if not predicates.all_ordered(arg.type):
            text = f"invalid argument: {builtincall.shown(c, arg)} cannot be ordered"
            return builtincall.fail(c, arg, codes.INVALID_MIN_MAX_OPERAND, text)
        if i > 0 and not _fold_min_max(c, x, arg, op):
            return False
    if x.mode != info.MODE_CONSTANT:
        x.mode = info.MODE_VALUE
        # An untyped operand, the result of a shift, gets its default type.
        assign.assignment(c, x, EMPTY_INTERFACE, f"argument to built-in {call.name}")
        if not x.is_valid:
            return False
    for arg in call.args:
        if arg.expr is not None:
            untyped.update_type(c, arg.expr, x.type, True)
    if x.mode == info.MODE_CONSTANT:
        return True
    return builtincall.value(c, x, call, x.type, [x.type for _ in call.args])


def _fold_min_max(c: "ck.Checker", x: Operand, arg: Operand, op: int) -> bool:
    """x, that of the arguments so far, becomes that of one more; False after an error."""
    binary.match_types(c, x, arg)
    if not x.is_valid:
        return False
    if not identity.identical(x.type, arg.type):
        shown = arg.label
        if not shown and arg.expr is not None:
            shown = expr_string(arg.expr)
        return builtincall.fail(
            c,
            arg,
            codes.MISMATCHED_TYPES,
            f"invalid argument: mismatched types {builtincall.text(c, x.type)} (previous argument) and "
            f"{builtincall.text(c, arg.type)} (type of {shown})",
        )
    if x.mode == info.MODE_CONSTANT and arg.mode == info.MODE_CONSTANT:
        if x.value is not None and arg.value is not None:
            if constant.compare(arg.value, op, x.value):
                x.assign(arg)
    else:
        x.mode = info.MODE_VALUE
    return True


def complex(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    y = call.args[1]
    x_untyped, y_untyped = predicates.is_untyped(x.type), predicates.is_untyped(y.type)
    if x_untyped and y_untyped:
        if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
            _as_untyped_float(x)
            _as_untyped_float(y)
        else:
            untyped.convert(c, x, TYP[FLOAT64])
            untyped.convert(c, y, TYP[FLOAT64])
    elif x_untyped:
        untyped.convert(c, x, y.type)
    elif y_untyped:
        untyped.convert(c, y, x.type)
    if not x.is_valid or not y.is_valid:
        return False
    if not identity.identical(x.type, y.type):
        return builtincall.fail(
            c,
            x,
            codes.MISMATCHED_TYPES,
            f"invalid operation: {expr_string(call.e)} (mismatched types {builtincall.text(c, x.type)} and "
            f"{builtincall.text(c, y.type)})",
        )
    result = _apply_type_function(c, x, call, builtins.COMPLEX_OF)
    if result is None:
        return builtincall.fail(
            c,
            x,
            codes.INVALID_COMPLEX,
            f"invalid argument: arguments have type {builtincall.text(c, x.type)}, expected floating-point",
        )
    if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
        if x.value is not None and y.value is not None:
            x.value = constant.make_complex(constant.to_float(x.value), constant.to_float(y.value))
        x.type = result
        return True
    return builtincall.value(c, x, call, result, [x.type, x.type])


def _as_untyped_float(x: Operand) -> None:
    """An untyped number without imaginary part counts as a float."""
    value = x.value
    if value is None or not predicates.is_numeric(x.type):
        return
    if not isinstance(value, ComplexConst) or constant.sign(value.imag) == 0:
        x.type = TYP[UNTYPED_FLOAT]


def real_imag(c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall") -> bool:
    if predicates.is_untyped(x.type):
        if x.mode == info.MODE_CONSTANT:
            if predicates.is_numeric(x.type):
                x.type = TYP[UNTYPED_COMPLEX]
        else:
            untyped.convert(c, x, TYP[COMPLEX128])
            if not x.is_valid:
                return False
    result = _apply_type_function(c, x, call, builtins.PART_OF)
    if result is None:
        return builtincall.fail(
            c,
            x,
            codes.INVALID_REAL,
            f"invalid argument: argument has type {builtincall.text(c, x.type)}, expected complex type",
        )
    if x.mode == info.MODE_CONSTANT:
        value = x.value if x.value is not None else UnknownConst()
        part = constant.real(value) if call.id == BUILTIN_REAL else constant.imag(value)
        x.value = constant.to_float(part) if isinstance(part, IntConst) else part
        x.type = result
        return True
    return builtincall.value(c, x, call, result, [x.type])


def _apply_type_function(
    c: "ck.Checker", x: Operand, call: "builtincall.BuiltinCall", kinds: dict[int, int]
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
            f"{builtincall.shown(c, x)} not supported as argument to built-in {call.name} for go1.18 "
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
