"""Calls of generic functions, and generic functions as arguments: what is missing is inferred."""

from typing import Final, final

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
    TypeParam,
)  # fmt: skip
from goescape.types.objects import Var


@final
class _Generics:
    """All type parameters of a call, the callee's first, then those of its generic arguments."""

    def __init__(self, tparams: list[TypeParam], targs: list[Type]) -> None:
        self.tparams: Final = tparams
        self.given: Final[list[Type | None]] = list(targs)
        while len(self.given) < len(tparams):
            self.given.append(None)
        self.args: Final[list[tuple[Operand, Signature]]] = []

    def add(self, arg: Operand, generic: Signature) -> None:
        """A generic function as argument; it gets type parameters of its own."""
        plain = Signature(generic.recv, generic.params, generic.results, generic.variadic)
        fresh, changed = infer.rename_type_params(generic.tparams, plain)
        if isinstance(changed, Signature):
            arg.type = Signature(None, changed.params, changed.results, changed.variadic, fresh)
        self.tparams.extend(fresh)
        self.given.extend(arg.partial)
        self.given.extend([None for _ in range(len(fresh) - len(arg.partial))])
        arg.partial = []
        self.args.append((arg, generic))


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
    generics = _Generics(list(tparams), targs)
    if not _collect(c, args, generics):
        return signature
    wanted = renamed if isinstance(renamed, Tuple) else Tuple(params)
    inferred = _inferred(c, e, generics, wanted, args)
    if inferred is None:
        return signature
    n = len(own_tparams)
    instance = signature
    if n:
        found = instantiate.instantiate(signature, inferred[:n], c.instances)
        if not isinstance(found, Signature):
            return signature
        instance = found
        funcinst.record_instance(c, e.fun, inferred[:n], instance)
        verify.of_function(c, e.pos, own_tparams, inferred[:n], targ_exprs)
        params = [funcinst.substituted(var, own_tparams, inferred[:n]) for var in params]
    _instantiate_arguments(c, generics, inferred, n)
    arguments.assign_arguments(c, e, params, args)
    return instance


def _collect(c: "ck.Checker", args: list[Operand], generics: _Generics) -> bool:
    """Note the generic functions among the arguments; False if one stays generic, which was reported."""
    is_complete = True
    for arg in args:
        if arg.partial and not c.allows(21):
            # The call is not asked about the others: their constraints must tell.
            function = arg.expr.x if isinstance(arg.expr, ast.IndexExpr) else arg.expr
            generic = arg.type
            funcinst.infer_rest(c, arg, None, [], arg.pos if function is None else function.pos)
            if not arg.is_valid:
                is_complete = False
                arg.type = generic
        if isinstance(arg.type, Signature) and arg.type.tparams:
            generics.add(arg, arg.type)
    if generics.args and not c.allows(21):
        what = "implicitly instantiated function as argument"
        c.require(generics.args[0][0].start, 21, what)
    return is_complete


def _inferred(
    c: "ck.Checker", e: ast.CallExpr, generics: _Generics, params: Tuple, args: list[Operand]
) -> list[Type] | None:
    """All type arguments; None if they cannot be inferred, which is reported."""
    failure = infer.Failure()
    found = infer.infer(
        c, call_pos(e), generics.tparams, generics.given, params, args, False, failure
    )
    if found is None and failure.message:
        text = f"in call to {expr_string(e.fun)}, {failure.message}"
        c.error(failure.pos, codes.CANNOT_INFER_TYPE_ARGS, text)
    return found


def _instantiate_arguments(
    c: "ck.Checker", generics: _Generics, inferred: list[Type], at: int
) -> None:
    """Their type arguments begin at `at`."""
    for arg, generic in generics.args:
        end = at + len(generic.tparams)
        targs = inferred[at:end]
        at = end
        arg.type = instantiate.instantiate(generic, targs, c.instances)
        if arg.expr is not None:
            funcinst.record_instance(c, arg.expr, targs, arg.type)
            verify.of_function(c, arg.pos, generic.tparams, targs, [])
            expr.record(c, arg)


def call_pos(e: ast.CallExpr) -> int:
    """Where errors of inference are reported that belong to no argument."""
    return e.pos
