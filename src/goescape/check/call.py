"""Calls, conversions and instantiation of generic functions (Go spec, "Calls", "Type inference")."""

from goescape.base import codes
from goescape.check import (
    arguments,
    builtins,
    conversion,
    cycles,
    expr,
    funcinst,
    infer,
    info,
    typeinst,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    Interface,
    Signature,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def call(c: "ck.Checker", x: Operand, e: ast.CallExpr) -> None:
    """A call or conversion."""
    targ_exprs: list[ast.Expr] = []
    targs: list[Type] = []
    fun = e.fun
    # In parentheses it is not a part of the call: all type arguments must be known without the others.
    if not isinstance(fun, ast.IndexExpr):
        expr.expr_or_type(c, x, fun, True)
    elif funcinst.is_generic_function(c, x, fun):
        # `f[T](…)`: type arguments may be partial, so they are handled with the call.
        targ_exprs = unpack(fun.index)
        written = _written_arguments(c, x, fun, targ_exprs)
        if written is None:
            expr.use(c, e.args)
            x.invalidate()
            return
        targs = written
    if x.mode == info.MODE_NONE:
        expr.use(c, e.args)
        x.expr = e
    elif x.mode == info.MODE_TYPE:
        _conversion(c, x, e)
    elif x.mode == info.MODE_BUILTIN:
        if not builtins.builtin(c, x, e, x.builtin):
            x.invalidate()
        x.expr = e
        if x.is_valid and x.mode != info.MODE_CONSTANT:
            c.env.has_call_or_receive = True
    else:
        _function_call(c, x, e, targs, targ_exprs)


def _written_arguments(
    c: "ck.Checker", x: Operand, fun: ast.IndexExpr, exprs: list[ast.Expr]
) -> list[Type] | None:
    """The type arguments of generic function x in a call `f[T](…)`; None after an error."""
    targs = typeinst.type_list(c, exprs)
    if targs is None:
        return None
    x.expr = fun
    c.info.modes[fun.idx] = x.mode
    generic = x.type
    if isinstance(generic, Signature) and len(targs) > len(generic.tparams):
        text = f"got {len(targs)} type arguments but want {len(generic.tparams)}"
        c.error_at(exprs[len(generic.tparams)], codes.WRONG_TYPE_ARG_COUNT, text)
        return None
    return targs


def _function_call(
    c: "ck.Checker",
    x: Operand,
    e: ast.CallExpr,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> None:
    signature, cause = typeset.common_or_why(x.type, c.qualifier, typeset.CALLABLE)
    if isinstance(signature, Signature):
        _check_call(c, x, e, signature, targs, targ_exprs)
        return
    shown = operand_string(x, c.qualifier)
    c.error(x.start, codes.INVALID_CALL, f"invalid operation: cannot call {shown}: {cause}")
    x.invalidate()
    x.expr = e


def _conversion(c: "ck.Checker", x: Operand, e: ast.CallExpr) -> None:
    t = x.type
    if predicates.is_generic(t):
        c.error_at(
            e.fun,
            codes.WRONG_TYPE_ARG_COUNT,
            f"cannot use generic type {expr_string(e.fun)} without instantiation",
        )
        expr.use(c, e.args)
        x.invalidate()
        return
    x.invalidate()
    x.expr = e
    if not cycles.is_complete(c, t):
        return
    if len(e.args) == 0:
        shown = type_string(t, c.qualifier)
        c.error_at(e, codes.WRONG_ARG_COUNT, f"missing argument in conversion to {shown}")
    elif len(e.args) > 1:
        expr.use(c, e.args)
        shown = type_string(t, c.qualifier)
        c.error_at(
            e.args[-1], codes.WRONG_ARG_COUNT, f"too many arguments in conversion to {shown}"
        )
    else:
        expr.expr_with_target(c, x, e.args[0], t, "conversion")
        if x.is_valid:
            if _may_convert(c, e, t):
                conversion.conversion(c, x, t)
        x.expr = e


def _may_convert(c: "ck.Checker", e: ast.CallExpr, t: Type) -> bool:
    """Report conversions to constraints and of `x...`; their operands stay as they are."""
    under = underlying(t)
    if isinstance(under, Interface) and not predicates.is_type_param(t):
        types = typeset.type_set(under)
        if types.terms is not None or types.comparable:
            shown = type_string(t, c.qualifier)
            c.error_at(
                e,
                codes.MISPLACED_CONSTRAINT_IFACE,
                f"cannot use interface {shown} in conversion (contains specific type constraints or is comparable)",
            )
            return False
    if e.has_dots:
        c.error_at(
            e.args[0],
            codes.NON_VARIADIC_DOT_DOT_DOT,
            f"invalid use of ... in conversion to {type_string(t, c.qualifier)}",
        )
        return False
    return True


def _check_call(
    c: "ck.Checker",
    x: Operand,
    e: ast.CallExpr,
    signature: Signature,
    targs: list[Type],
    targ_exprs: list[ast.Expr],
) -> None:
    fun_mode_type = x.type
    callee = signature
    if targs and len(targs) == len(signature.tparams):
        # Whatever becomes of the arguments, the call is one of the instance.
        callee = funcinst.whole_instance(c, e.fun, signature, targs, targ_exprs)
        targs = []
    args = expr.multi_args(c, e.args)
    result = arguments.check(c, e, callee, targs, targ_exprs, args)
    if not result.tparams and (signature.tparams or fun_mode_type is not result):
        _record_callee_type(c, e.fun, result)
    _set_result(c, x, e, result)
    c.env.has_call_or_receive = True
    if x.is_valid and infer.is_parameterized(result.tparams, x.type):
        # Type arguments could not be inferred, and what the result is depends on them.
        x.invalidate()
        x.expr = e


def _record_callee_type(c: "ck.Checker", fun: ast.Expr, signature: Signature) -> None:
    """The callee of a generic call has the instantiated type."""
    e = fun
    while True:
        if c.info.types[e.idx] is not None or isinstance(e, ast.IndexExpr):
            if isinstance(c.info.types[e.idx], (Signature, type(None))):
                c.info.types[e.idx] = signature
                if c.info.modes[e.idx] == info.MODE_NONE:
                    c.info.modes[e.idx] = info.MODE_VALUE
        if isinstance(e, ast.ParenExpr):
            e = e.x
        else:
            return


def _set_result(c: "ck.Checker", x: Operand, e: ast.CallExpr, signature: Signature) -> None:
    results = signature.results.vars
    if len(results) == 0:
        x.mode = info.MODE_NO_VALUE
        x.type = signature.results
    elif len(results) == 1:
        x.mode = info.MODE_VALUE
        t = results[0].type
        x.type = t if t is not None else INVALID_TYPE
        if not cycles.is_complete(c, x.type):
            x.invalidate()
            x.expr = e
            return
    else:
        x.mode = info.MODE_VALUE
        x.type = signature.results
    x.value = None
    x.expr = e
    if x.mode == info.MODE_VALUE and predicates.is_invalid(x.type):
        x.invalidate()
