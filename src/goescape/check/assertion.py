"""Type assertions (Go spec, "Type assertions")."""

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import (
    cycles,
    expr,
    info,
    typexpr,
)
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import implements, missingmethod, predicates
from goescape.types.model import (
    Interface,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string


def assertion(c: "ck.Checker", x: Operand, e: ast.AssertExpr) -> None:
    expr.expr(c, x, e.x)
    if not x.is_valid:
        return
    is_type_param = predicates.is_type_param(x.type)
    if is_type_param or not isinstance(underlying(x.type), Interface):
        shown = operand_string(x, c.qualifier)
        problem = f"{shown} is not an interface"
        if is_type_param:
            problem = f"cannot use type assertion on type parameter value {shown}"
        c.error_at(e.x, codes.INVALID_ASSERT, f"invalid operation: {problem}")
        x.invalidate()
        return
    t = typexpr.var_type(c, e.type)
    if predicates.is_invalid(t) or not cycles.is_complete(c, t):
        x.invalidate()
        return
    require_possible(c, e, x, t, False)
    x.mode = info.MODE_COMMA_OK
    x.type = t


def require_possible(c: "ck.Checker", e: ast.Expr, x: Operand, t: Type, is_switch: bool) -> None:
    """Report x.(T) that can never succeed: T lacks a method of x's type."""
    # An interface can have any dynamic type that has its methods, and then some.
    if predicates.is_interface(t):
        return
    missing = missingmethod.has_all_methods(t, x.type, False)
    if missing is None:
        return
    cause = implements.missing_cause(missing, t, x.type, c.qualifier)
    target = type_string(t, c.qualifier)
    shown = operand_string(x, c.qualifier)
    if is_switch:
        text = expr_string(e)
        c.error_at(
            e,
            codes.IMPOSSIBLE_ASSERT,
            f"impossible type switch case: {text}\n\t{shown} cannot have dynamic type "
            f"{target} {cause}",
        )
    else:
        source = type_string(x.type, c.qualifier)
        text = expr_string(e)
        c.error_at(
            e,
            codes.IMPOSSIBLE_ASSERT,
            f"impossible type assertion: {text}\n\t{target} does not implement {source} {cause}",
        )
