"""Elements of array and slice literals, and the index that each has."""

from goescape.base import codes
from goescape.check import assign, expr, index
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types.model import (
    Type,
)  # fmt: skip


def indexed_elements(c: "ck.Checker", elems: list[ast.Expr], t: Type, length: int) -> int:
    """Check the elements of an array or slice literal; returns the largest index plus one."""
    seen: set[int] = set()
    at = 0
    largest = 0
    for e in elems:
        value_expr = e
        is_known = True
        if isinstance(e, ast.KeyValueExpr):
            value_expr = e.value
            key = _key(c, e, length)
            is_known = key >= 0
            if is_known:
                at = key
        elif 0 <= length <= at:
            c.error_at(e, codes.OVERSIZE_ARRAY_LIT, f"index {at} is out of bounds (>= {length})")
            is_known = False
        if is_known:
            if at in seen:
                c.error_at(
                    e, codes.DUPLICATE_LIT_KEY, f"duplicate index {at} in array or slice literal"
                )
            seen.add(at)
        at += 1
        largest = max(largest, at)
        x = Operand()
        expr.generic_expr(c, x, value_expr, t)
        assign.assignment(c, x, t, "array or slice literal")
    return largest


def _key(c: "ck.Checker", e: ast.KeyValueExpr, length: int) -> int:
    """The value of a constant index, -1 if it is none."""
    x = Operand()
    value = index.check_operand_index(c, x, e.key, length)
    if value == index.UNKNOWN:
        c.error_at(
            e, codes.INVALID_LIT_INDEX, f"index {expr_string(e.key)} must be integer constant"
        )
    return value
