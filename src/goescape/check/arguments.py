"""Arguments of calls against parameters (Go spec, "Calls", "Passing arguments to ... parameters")."""

from goescape.base import codes
from goescape.check import (
    assign,
    genericargs,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string
from goescape.types import predicates
from goescape.types.model import (
    Signature,
    Slice,
    Type,
)  # fmt: skip
from goescape.types.objects import Var
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def check(
    c: "ck.Checker",
    e: ast.CallExpr,
    signature: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
    args: list[Operand],
) -> Signature:
    """Check arguments against parameters; returns the signature, instantiated if type arguments are known."""
    params = list(signature.params.vars)
    n_args = len(args)
    n_params = len(params)
    if signature.variadic:
        if e.has_dots:
            if len(e.args) == 1 and n_args > 1:
                c.error_at(
                    e,
                    codes.INVALID_DOT_DOT_DOT,
                    f"cannot use ... with {n_args}-valued {expr_string(e.args[0])}",
                )
                return signature
        elif n_args >= n_params - 1:
            params = _spread(params, n_args)
            n_params = n_args
        else:
            n_params -= 1  # the variadic part is not missing
    elif e.has_dots:
        c.error_at(
            e,
            codes.NON_VARIADIC_DOT_DOT_DOT,
            f"cannot use ... in call to non-variadic {expr_string(e.fun)}",
        )
        return signature
    if n_args != n_params:
        _report_count(c, e, signature, args, n_params)
        return signature
    if signature.tparams or any(is_generic(arg) for arg in args):
        return genericargs.infer_and_assign(c, e, signature, params, targs, targ_exprs, args)
    assign_arguments(c, e, params, args)
    return signature


def is_generic(x: Operand) -> bool:
    return isinstance(x.type, Signature) and bool(x.type.tparams)


def assign_arguments(
    c: "ck.Checker", e: ast.CallExpr, params: list[Var], args: list[Operand]
) -> None:
    if not args:
        return
    context = f"argument to {expr_string(e.fun)}"
    for i, arg in enumerate(args):
        t = params[i].type
        if t is not None:
            assign.assignment(c, arg, t, context)


def _spread(params: list[Var], n_args: int) -> list[Var]:
    """Parameters with the variadic one repeated for the arguments that it takes."""
    last = params[-1]
    elem: Type = INVALID_TYPE
    if isinstance(last.type, Slice):
        elem = last.type.elem
    fixed = params[:-1]
    for _ in range(n_args - len(fixed)):
        var = Var(last.pos, last.pkg, last.name, elem, last.kind)
        fixed.append(var)
    return fixed


def _report_count(
    c: "ck.Checker", e: ast.CallExpr, signature: Signature, args: list[Operand], n_params: int
) -> None:
    """`not enough arguments in call to f` with what there is and what is wanted."""
    at: ast.Node = e
    what = "not enough"
    extra = args[min(n_params, len(args) - 1)].expr if args else None
    if len(args) > n_params:
        what = "too many"
    if extra is not None:
        at = extra
    have = types_summary(c, [arg.type for arg in args], False, e.has_dots)
    wanted = [var.type for var in signature.params.vars if var.type is not None]
    want = types_summary(c, wanted, signature.variadic, False)
    c.error_at(
        at,
        codes.WRONG_ARG_COUNT,
        f"{what} arguments in call to {expr_string(e.fun)}",
        f"\n\thave {have}\n\twant {want}",
    )


def types_summary(c: "ck.Checker", types: list[Type], variadic: bool, has_dots: bool) -> str:
    """`(int, number, ...string)`: untyped numeric constants are all the same here."""
    parts: list[str] = []
    for i, t in enumerate(types):
        is_last = i == len(types) - 1
        if predicates.is_invalid(t):
            text = "unknown type"
        elif predicates.is_untyped(t):
            if predicates.is_numeric(t):
                text = "number"
            else:
                text = type_string(t, c.qualifier).removeprefix("untyped ")
        elif variadic and is_last and isinstance(t, Slice):
            text = "..." + type_string(t.elem, c.qualifier)
        else:
            text = type_string(t, c.qualifier)
        if has_dots and is_last:
            text += "..."
        parts.append(text)
    return "(" + ", ".join(parts) + ")"
