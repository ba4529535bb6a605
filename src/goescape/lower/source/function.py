"""Function bodies."""

from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.source import blocks, rangeplan
from goescape.lower.source.body import Body, RangeNest
from goescape.syntax import nodes as ast
from goescape.types.model import Signature
from goescape.types.objects import Var


def lower_body(body: Body, sig: Signature, block: ast.BlockStmt | None) -> None:
    """Declare parameters and lower the body of `body.func`; a missing body stays None."""
    body.signature = sig
    if block is not None:
        plan = rangeplan.plan(body.trees, block)
        if plan is not None:
            body.nest = RangeNest(plan, list(sig.results.vars))
    body.locals.update(declare.declare_params(body.func, sig))
    if body.nest is not None and body.nest.plan.names_results:
        _name_results(body.func, sig.results.vars)
    if block is not None:
        body.func.body = blocks.lower_list(body, block.stmts)


def _name_results(func: ir.Func, results: list[Var]) -> None:
    """Nameless results that a return inside a range-over-func loop assigns get names."""
    if func.obj is not None:
        func.obj.names_results = True
    for i, result in enumerate(func.results):
        if results[i].name in ("", "_"):
            result.name = declare.range_result(i)
