"""Where paths lead: what is on the way to a panic or to an error is done rarely."""

from goescape.facts import functions
from goescape.ir import nodes as ir
from goescape.types import universe
from goescape.types.model import unalias


def end_of(stmts: list[ir.Stmt]) -> int:
    """How a list of statements ends (`facts.functions`), as far as its last one tells."""
    if not stmts:
        return functions.ON
    last = stmts[-1]
    if isinstance(last, ir.ExprStmt):
        x = last.x
        is_panic = isinstance(x, ir.BuiltinCall) and x.builtin == universe.BUILTIN_PANIC
        return functions.TO_PANIC if is_panic else functions.ON
    if isinstance(last, ir.Return) and last.values:
        value = last.values[-1]
        is_error = unalias(value.type) is universe.error_type() and not isinstance(value, ir.Nil)
        return functions.TO_ERROR if is_error else functions.ON
    return functions.ON
