"""Calls of generic functions, and generic functions as arguments: what is missing is inferred."""

from goescape.base import codes
from goescape.check import (
    arguments,
    expr,
    funcinst,
    infer,
    verify,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import instantiate
from goescape.types.model import (
    Signature,
    Tuple,
    Type,
)  # fmt: skip
from goescape.types.objects import Var


def infer_and_assign(
    c: "ck.Checker",
    e: ast.CallExpr,
    signature: Signature,
    params: list[Var],
    targs: list[Type],
    targ_exprs: list[ast.Expr],
    args: list[Operand],
) -> Signature:
    """Infer missing type arguments of the callee and of generic arguments, instantiate, then assign."""
    if signature.tparams:
        if isinstance(e.fun, ast.IndexExpr):
            c.require(walk.start_pos(e.fun), 18, "function instantiation")
        else:
            c.require(walk.start_pos(e), 18, "implicit function instantiation")
    own_tparams = list(signature.tparams)
    # Recursive calls mention the type parameters being inferred: rename them apart.
    tparams, renamed = infer.rename_type_params(own_tparams, Tuple(params))
    tparams = list(tparams)
    n = len(tparams)
    given: list[Type | None] = list(targs)
    while len(given) < n:
        given.append(None)
    generic_args: list[tuple[Operand, Signature]] = []
    is_complete = True
    for arg in args:
        if arg.partial and not c.allows(21):
            # The call is not asked about the others: their constraints must tell.
            function = arg.expr.x if isinstance(arg.expr, ast.IndexExpr) else arg.expr
            generic = arg.type
            funcinst.infer_rest(c, arg, None, [], arg.pos if function is None else function.pos)
            if not arg.is_valid:
                # An argument that stays generic, which is reported, too.
                is_complete = False
                arg.type = generic
        generic = arg.type
        if isinstance(generic, Signature) and generic.tparams:
            plain = Signature(generic.recv, generic.params, generic.results, generic.variadic)
            fresh, changed = infer.rename_type_params(generic.tparams, plain)
            if isinstance(changed, Signature):
                arg.type = Signature(None, changed.params, changed.results, changed.variadic, fresh)
            tparams.extend(fresh)
            given.extend(arg.partial)
            given.extend([None for _ in range(len(fresh) - len(arg.partial))])
            arg.partial = []
            generic_args.append((arg, generic))
    if generic_args and not c.allows(21):
        first = generic_args[0][0].expr
        if first is not None:
            what = "implicitly instantiated function as argument"
            c.require(walk.start_pos(first), 21, what)
    if not is_complete:
        return signature
    failure = infer.Failure()
    wanted = renamed if isinstance(renamed, Tuple) else Tuple(params)
    inferred = infer.infer(c, call_pos(e), tparams, given, wanted, args, False, failure)
    if inferred is None:
        if failure.message:
            c.error(
                failure.pos,
                codes.CANNOT_INFER_TYPE_ARGS,
                f"in call to {expr_string(e.fun)}, {failure.message}",
            )
        return signature
    instance = signature
    if n:
        found = instantiate.instantiate(signature, inferred[:n], c.instances)
        if not isinstance(found, Signature):
            return signature
        instance = found
        funcinst.record_instance(c, e.fun, inferred[:n], instance)
        verify.of_function(c, e.pos, own_tparams, inferred[:n], targ_exprs)
        params = [funcinst.substituted(var, own_tparams, inferred[:n]) for var in params]
    at = n
    for arg, generic in generic_args:
        n_own = len(generic.tparams)
        own_targs = inferred[at : at + n_own]
        at += n_own
        arg.type = instantiate.instantiate(generic, own_targs, c.instances)
        if arg.expr is not None:
            funcinst.record_instance(c, arg.expr, own_targs, arg.type)
            verify.of_function(c, arg.pos, generic.tparams, own_targs, [])
            expr.record(c, arg)
    arguments.assign_arguments(c, e, params, args)
    return instance


def call_pos(e: ast.CallExpr) -> int:
    """Where errors of inference are reported that belong to no argument."""
    return e.pos
