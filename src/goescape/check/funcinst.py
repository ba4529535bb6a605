"""Instances of generic functions: `f[A]`, and those that follow from a use."""

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import (
    expr,
    index,
    infer,
    info,
    typeinst,
    verify,
)
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.types import instantiate, subst, typeset
from goescape.types.model import (
    Signature,
    Tuple,
    Type,
    TypeParam,
)  # fmt: skip
from goescape.types.objects import VAR_PARAM, Var


def is_generic_function(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> bool:
    """Whether e instantiates a function; if not, x is the checked index expression.

    The operand of the index is checked only once: what it is decides how the index is read.
    """
    expr.expr_or_type(c, x, e.x, True)
    if x.mode == info.MODE_VALUE and isinstance(x.type, Signature) and x.type.tparams:
        return True
    index.index_of(c, x, e)
    x.expr = e
    if x.mode != info.MODE_NONE:
        expr.record(c, x)
    return False


def whole_instance(
    c: "ck.Checker",
    fun: ast.Expr,
    generic: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> Signature:
    """The instance that `f[T]` names when all type arguments are given."""
    c.require(walk.start_pos(fun), 18, "function instantiation")
    instance = instantiate.instantiate(generic, targs, c.instances)
    if not isinstance(instance, Signature):
        return generic
    record_instance(c, fun, targs, instance)
    verify.of_function(c, fun.pos, generic.tparams, targs, targ_exprs)
    return instance


def substituted(var: Var, tparams: list[TypeParam], targs: list[Type]) -> Var:
    if var.type is None:
        return var
    return Var(var.pos, var.pkg, var.name, subst.subst(var.type, tparams, targs), var.kind)


def instantiate_for_target(c: "ck.Checker", x: Operand, target: Type, name: str) -> None:
    """Infer the type arguments of generic function x from the function type it is assigned to.

    `name` is how messages call what it is assigned to.
    """
    generic = x.type
    wanted = typeset.core_type(target)
    if not isinstance(generic, Signature) or not isinstance(wanted, Signature) or x.expr is None:
        return
    if c.require(x.pos, 18, "function instantiation"):
        how = "partially" if x.partial else "implicitly"
        c.require(x.pos, 21, f"{how} instantiated function in assignment")
    plain = Signature(None, generic.params, generic.results, generic.variadic)
    source = Operand()
    source.mode = info.MODE_VALUE
    source.expr = ast.Name(x.expr.pos, 0, name) if name else x.expr
    source.type = wanted
    infer_rest(c, x, plain, [source], x.pos)


def complete_partial(c: "ck.Checker", x: Operand, pos: int) -> None:
    """`f[int]` where nothing says what the other type arguments are, but for the constraints."""
    infer_rest(c, x, None, [], pos)


def infer_rest(
    c: "ck.Checker", x: Operand, param_type: Signature | None, args: list[Operand], pos: int
) -> None:
    """Instantiate generic function x; type arguments it lacks are inferred from the argument, if any.

    Errors are reported at `pos`.
    """
    generic = x.type
    if not isinstance(generic, Signature) or x.expr is None:
        return
    vars = [] if param_type is None else [Var(x.pos, None, "", param_type, VAR_PARAM)]
    fresh, params = infer.rename_type_params(generic.tparams, Tuple(vars))
    given = list(x.partial)
    exprs = x.partial_exprs if given else []
    x.partial = []
    wanted = params if isinstance(params, Tuple) else Tuple(vars)
    inferred = infer.infer(c, pos, fresh, given, wanted, args, bool(args))
    if inferred is None:
        x.invalidate()
        return
    x.type = instantiate.instantiate(generic, inferred, c.instances)
    record_instance(c, x.expr, inferred, x.type)
    c.info.types[x.expr.idx] = x.type
    verify.of_function(c, x.pos, generic.tparams, inferred, exprs)


def record_instance(c: "ck.Checker", e: ast.Expr, targs: list[Type], t: Type) -> None:
    """Record the instantiation at the identifier that names the generic function.

    Only e itself has the type of the instance: in `f[int]`, f stays generic.
    """
    c.info.types[e.idx] = t
    c.info.modes[e.idx] = info.MODE_VALUE
    while isinstance(e, (ast.ParenExpr, ast.IndexExpr)):
        e = e.x
    if isinstance(e, ast.SelectorExpr):
        e = e.sel
    if isinstance(e, ast.Name):
        c.info.instances[e.idx] = info.Instance(targs, t)


def explicit_instance(c: "ck.Checker", x: Operand, e: ast.IndexExpr) -> None:
    """`f[T]` used as a value: all type arguments, or enough to infer the rest from constraints."""
    generic = x.type
    if not isinstance(generic, Signature):
        return
    c.require(e.pos, 18, "function instantiation")
    exprs = unpack(e.index)
    targs = typeinst.type_list(c, exprs)
    if targs is None:
        x.invalidate()
        return
    if len(targs) > len(generic.tparams):
        c.error_at(
            exprs[-1],
            codes.WRONG_TYPE_ARG_COUNT,
            f"got {len(targs)} type arguments but want {len(generic.tparams)}",
        )
        x.invalidate()
        return
    if len(targs) < len(generic.tparams):
        # What it is used for decides about the others.
        x.mode = info.MODE_VALUE
        x.partial = targs
        x.partial_exprs = exprs
        return
    instance = instantiate.instantiate(generic, targs, c.instances)
    verify.of_function(c, e.pos, generic.tparams, targs, exprs)
    x.type = instance
    x.mode = info.MODE_VALUE
    record_instance(c, e, targs, instance)
