"""Function literals, and what else becomes a function inside a function."""

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.making import funclits
from goescape.lower.source import fitting, function
from goescape.lower.source.body import Body
from goescape.syntax import nodes as ast
from goescape.types.model import Signature, unalias, underlying
from goescape.types.objects import Var


def lower(body: Body, x: ast.FuncLit) -> ir.Expr:
    """`func(…) { … }`: its body is lowered here and now."""
    sig = underlying(unalias(fitting.value_type(body, x)))
    if not isinstance(sig, Signature):
        raise InternalError("function literal without signature", x.pos)
    mention_params(body, sig)
    inner = body.within(funclits.literal(body.b, x.pos, sig))
    function.lower_body(inner, sig, x.body)
    return finish(body, inner, x.pos)


def mention_params(body: Body, sig: Signature) -> None:
    """A literal's parameters and results are written once more after its type."""
    for var in [*sig.params.vars, *sig.results.vars]:
        body.mention_type(declare.type_of(var))


def finish(body: Body, inner: Body, pos: int) -> ir.Expr:
    """The expression that makes the literal lowered in `inner`; passes its captures outwards."""
    outer_vars: list[Var] = list(inner.captured)
    for i, var in enumerate(outer_vars):
        body.local(var, inner.func.capture_positions[i])
    return ir.FuncLit(pos, declare.without_receiver(inner.func.signature), inner.func)
