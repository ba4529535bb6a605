"""Binary operations (Go spec, "Operators")."""

from goescape.base import codes, constant
from goescape.base.constant import UnknownConst
from goescape.check import checker as ck
from goescape.check import (
    comparison,
    constants,
    expr,
    info,
    shift,
    untyped,
)
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import identity, predicates
from goescape.types.model import (
    Pointer,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string


def chain(c: "ck.Checker", x: Operand, e: ast.Operation) -> None:
    """A left-deep chain of operators, walked in a loop: it may be very long."""
    chain = [e]
    left: ast.Expr = e.x
    while isinstance(left, ast.Operation) and left.y is not None:
        chain.append(left)
        left = left.x
    expr.expr(c, x, left)
    while chain:
        operation = chain.pop()
        if operation.y is not None:
            check(c, x, operation, operation.x, operation.y, operation.op)
        if chain:
            x.expr = operation
            expr.record(c, x)
            expr.exclude(c, x)
            expr.single_value(c, x)


def check(
    c: "ck.Checker",
    x: Operand,
    e: ast.Operation | None,
    lhs: ast.Expr,
    rhs: ast.Expr,
    op: int,
) -> None:
    """`x op rhs`, x being the checked left operand."""
    y = Operand()
    expr.expr(c, y, rhs)
    if not x.is_valid:
        return
    if not y.is_valid:
        x.invalidate()
        x.expr = y.expr
        return
    if op == ast.OP_SHL or op == ast.OP_SHR:
        shift.check(c, x, y, e, op)
        return
    match_types(c, x, y)
    if not x.is_valid:
        return
    if ast.OP_EQL <= op <= ast.OP_GEQ:
        comparison.check(c, x, y, op)
        return
    if not identity.identical(x.type, y.type):
        if predicates.is_valid(x.type) and predicates.is_valid(y.type):
            _report_mismatch(
                c, x, y, e, f"{expr_string(lhs)} {ast.OP_TEXT[op]}= {expr_string(rhs)}"
            )
        x.invalidate()
        return
    if not _operator_applies(c, op, x):
        x.invalidate()
        return
    if (op == ast.OP_DIV or op == ast.OP_REM) and _divides_by_zero(x, y):
        c.error_at(rhs, codes.DIV_BY_ZERO, "invalid operation: division by zero")
        x.invalidate()
        return
    if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
        _fold(c, x, y, op, e, lhs)
        return
    x.mode = info.MODE_VALUE
    x.value = None


def _report_mismatch(
    c: "ck.Checker", x: Operand, y: Operand, e: ast.Operation | None, assignment: str
) -> None:
    """`assignment` is what is written if there is no operation: `x op= y`."""
    text = assignment if e is None else expr_string(e)
    a, b = type_string(x.type, c.qualifier), type_string(y.type, c.qualifier)
    c.error(
        x.start,
        codes.MISMATCHED_TYPES,
        f"invalid operation: {text} (mismatched types {a} and {b})",
    )


def _divides_by_zero(x: Operand, y: Operand) -> bool:
    if y.mode != info.MODE_CONSTANT or y.value is None or constant.sign(y.value) != 0:
        return False
    return x.mode == info.MODE_CONSTANT or predicates.all_integer(x.type)


def _fold(
    c: "ck.Checker", x: Operand, y: Operand, op: int, e: ast.Operation | None, lhs: ast.Expr
) -> None:
    """The value of an operation on constants."""
    if x.value is None or y.value is None:
        x.invalidate()
        return
    if isinstance(x.value, UnknownConst) or isinstance(y.value, UnknownConst):
        x.value = UnknownConst()
        return
    x.value = constant.binary_op(x.value, op, y.value, predicates.is_integer(x.type))
    if e is not None:
        x.expr = e
    constants.overflow(c, x, e.pos if e is not None else lhs.pos)


def _operator_applies(c: "ck.Checker", op: int, x: Operand) -> bool:
    if op == ast.OP_ADD:
        ok = predicates.all_numeric_or_string(x.type)
    elif op in (ast.OP_SUB, ast.OP_MUL, ast.OP_DIV):
        ok = predicates.all_numeric(x.type)
    elif op in (ast.OP_AND_AND, ast.OP_OR_OR):
        ok = predicates.all_boolean(x.type)
    else:
        ok = predicates.all_integer(x.type)
    if not ok:
        shown = operand_string(x, c.qualifier)
        c.error(
            x.start,
            codes.UNDEFINED_OP,
            f"invalid operation: operator {ast.OP_TEXT[op]} not defined on {shown}",
        )
    return ok


def match_types(c: "ck.Checker", x: Operand, y: Operand) -> None:
    """Give an untyped operand the other one's type, if that may make sense; x is invalid if it does not."""
    if not _may_convert(x, y):
        return
    untyped.convert(c, x, y.type)
    if not x.is_valid:
        return
    untyped.convert(c, y, x.type)
    if not y.is_valid:
        x.invalidate()


def _may_convert(x: Operand, y: Operand) -> bool:
    """Untyped operands of unrelated kinds are left alone: a better error follows."""
    if predicates.is_typed(x.type) and predicates.is_typed(y.type):
        return False
    if predicates.all_numeric(x.type) != predicates.all_numeric(y.type):
        return False
    if _is_interface(x) or _is_interface(y):
        return True
    if predicates.all_boolean(x.type) != predicates.all_boolean(y.type):
        return False
    if predicates.all_string(x.type) != predicates.all_string(y.type):
        return False
    if x.is_nil:
        return predicates.has_nil(y.type)
    if y.is_nil:
        return predicates.has_nil(x.type)
    return not isinstance(underlying(x.type), Pointer) and not isinstance(
        underlying(y.type), Pointer
    )


def _is_interface(x: Operand) -> bool:
    return predicates.is_non_type_param_interface(x.type)
