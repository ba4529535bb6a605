"""Functions that do nothing but pass their parameters on."""

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.types.model import Tuple, Type


def name_results(func: ir.Func, callee: ir.Func | None) -> None:
    """Range-over-func loops give names to nameless results; these count as declared."""
    if callee is not None:
        for result, named in zip(func.results, callee.results, strict=False):
            if named.name.startswith(declare.RANGE_RESULT):
                result.name, result.pkg = named.name, named.pkg


def pass_on(func: ir.Func, pos: int, callee: ir.Expr, args: list[ir.Expr]) -> ir.Stmt:
    """The only statement of a function that passes its parameters on."""
    results = func.signature.results.vars
    call = _call(func, pos, callee, args)
    if not results:
        return ir.ExprStmt(pos, call)
    if len(results) == 1:
        return ir.Return(pos, [call])
    spread = build.spread(func, pos, ir.LIST_CALL, call, [build.var_type(var) for var in results])
    values = [target for target in spread.targets if target is not None]
    returned = ir.Return(pos, values)
    returned.init = [spread]
    return returned


def tail_call(func: ir.Func, pos: int, callee: ir.Expr, args: list[ir.Expr]) -> ir.Stmt:
    """The same, where the callee takes the function's place: results do not pass through here."""
    return ir.ExprStmt(pos, _call(func, pos, callee, args))


def _call(func: ir.Func, pos: int, callee: ir.Expr, args: list[ir.Expr]) -> ir.Call:
    sig = func.signature
    results = sig.results.vars
    t: Type = build.NO_VALUE
    if len(results) == 1:
        t = build.var_type(results[0])
    elif results:
        t = Tuple(results)
    return ir.Call(pos, t, callee, args, sig.variadic)
