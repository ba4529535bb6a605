"""Calls: of functions and methods, conversions, and predeclared functions."""

from typing import Final

from goescape.base.bug import InternalError
from goescape.check.info import FIELD_VALUE, METHOD_EXPR, MODE_NO_VALUE
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.generics import instances
from goescape.lower.source import fitting, method
from goescape.lower.source.body import Body
from goescape.lower.source.trees import unparen
from goescape.syntax import nodes as ast
from goescape.types import universe
from goescape.types.model import Chan, Map, Pointer, Signature, Slice, Tuple, Type, unalias
from goescape.types.objects import Builtin, Func

_TYPE_SIZES: Final = {
    universe.BUILTIN_UNSAFE_SIZEOF: ir.TYPE_SIZEOF,
    universe.BUILTIN_UNSAFE_ALIGNOF: ir.TYPE_ALIGNOF,
    universe.BUILTIN_UNSAFE_OFFSETOF: ir.TYPE_OFFSETOF,
}


def lower(body: Body, x: ast.CallExpr) -> ir.Expr:
    """Anything of the form `f(…)`."""
    if body.trees.is_type(x.fun):
        return fitting.convert(body, fitting.value_type(body, x), x.args[0], False)
    builtin = body.trees.builtin_of(x.fun)
    if builtin is not None:
        return _builtin(body, x, builtin)
    t = result_type(body, x)
    return function_call(body, x.pos, t, x.fun, x.args, x.has_dots)


def result_type(body: Body, x: ast.CallExpr) -> Type:
    """The type of a call: of its result, or a tuple."""
    if body.info.modes[x.idx] == MODE_NO_VALUE or body.info.types[x.idx] is None:
        return build.NO_VALUE
    t = body.trees.type_of(x)
    if not isinstance(t, Tuple):
        body.mention_type(t)
    return t


def function_call(
    body: Body, pos: int, t: Type, fun: ast.Expr, args: list[ast.Expr], dots: bool
) -> ir.Expr:
    callee, first = lower_callee(body, fun)
    sig = build.signature_of(body.trees.type_of(fun), pos)
    values = arguments(body, pos, sig, args, dots)
    return build.call(body.func, pos, t, callee, [*first, *values], dots)


def lower_callee(body: Body, fun: ast.Expr) -> tuple[ir.Expr, list[ir.Expr]]:
    """What is called, with the arguments that go before the written ones."""
    fun = unparen(fun)
    selector = fun.x if isinstance(fun, ast.IndexExpr) else fun
    if isinstance(selector, ast.SelectorExpr):
        selection = body.trees.selection(selector)
        if selection is not None and selection.kind not in (FIELD_VALUE, METHOD_EXPR):
            sig = unalias(body.trees.type_of(fun))
            if not isinstance(sig, Signature):
                raise InternalError("method without signature", fun.pos)
            return method.callee(body, selector, selection, sig)
    obj = body.trees.denoted(fun)
    targs = body.trees.type_args(fun)
    if isinstance(obj, Func) and targs:
        t = body.trees.type_of(fun)
        if body.is_template:
            body.write_instance(targs, obj)
            return ir.GenericFuncUse(fun.pos, t, obj, targs), []
        body.mention_types(targs)
        callee, dictionary = instances.func_callee(body.b, fun.pos, obj, targs)
        return callee, [dictionary]
    return body.expr(fun), []


def arguments(
    body: Body, pos: int, sig: Signature, args: list[ast.Expr], dots: bool
) -> list[ir.Expr]:
    """Argument values as the parameters take them; a variadic parameter's are still apart."""
    n_values = len(args)
    if n_values == 1:
        spread = body.trees.type_of(args[0])
        if isinstance(spread, Tuple):
            n_values = len(spread.vars)
    types: list[Type | None] = [parameter_type(sig, i, dots) for i in range(n_values)]
    return fitting.list_of(body, pos, args, types)


def parameter_type(sig: Signature, i: int, dots: bool) -> Type:
    """The type that argument number `i` is converted to."""
    params = sig.params.vars
    if sig.variadic and not dots and i >= len(params) - 1:
        last = build.core(build.var_type(params[-1]))
        if not isinstance(last, Slice):
            raise InternalError("variadic parameter is not a slice")
        return last.elem
    return build.var_type(params[i])


# ------------------------------------------------------------------------ predeclared functions


def _builtin(body: Body, x: ast.CallExpr, builtin: Builtin) -> ir.Expr:
    id = builtin.id
    if id == universe.BUILTIN_MAKE:
        return _make(body, x)
    if id == universe.BUILTIN_NEW:
        return _new(body, x)
    if id in _TYPE_SIZES:
        return _type_size(body, x, _TYPE_SIZES[id])
    return _plain_builtin(body, x, id)


def _make(body: Body, x: ast.CallExpr) -> ir.Expr:
    t = fitting.value_type(body, x)
    sizes_ = [body.expr(arg) for arg in x.args[1:]]
    return make(x.pos, t, sizes_)


def make(pos: int, t: Type, operands: list[ir.Expr]) -> ir.Expr:
    """`make(t, operands…)`."""
    form = build.core(t)
    first = operands[0] if operands else None
    if isinstance(form, Map):
        return ir.MakeMap(pos, t, first)
    if isinstance(form, Chan):
        return ir.MakeChan(pos, t, first)
    if first is None:
        raise InternalError("make of a slice without length", pos)
    return ir.MakeSlice(pos, t, first, operands[1] if len(operands) > 1 else None)


def _new(body: Body, x: ast.CallExpr) -> ir.Expr:
    t = fitting.value_type(body, x)
    if not body.trees.is_type(x.args[0]):
        result = build.new_value(body.func, x.pos, body.expr(x.args[0]))
        # As it was written: importers tell mentions apart.
        result.type = t
        return result
    return ir.New(x.pos, t, False)


def _type_size(body: Body, x: ast.CallExpr, what: int) -> ir.Expr:
    """A size that is no constant: it depends on a type argument."""
    arg = unparen(x.args[0])
    path: list[int] = []
    of: Type
    if what == ir.TYPE_OFFSETOF:
        if not isinstance(arg, ast.SelectorExpr):
            raise InternalError("Offsetof of something that is not a field", x.pos)
        selection = body.trees.selection(arg)
        if selection is None:
            raise InternalError("Offsetof of an unresolved field", x.pos)
        path = selection.index
        of = body.trees.value_type(arg.x)
        pointer = build.core(of)
        if isinstance(pointer, Pointer):
            of = pointer.elem
    else:
        of = body.trees.value_type(arg)
    return build.type_size(body.asm.unit.sizes, x.pos, what, of, path)


def _plain_builtin(body: Body, x: ast.CallExpr, builtin: int) -> ir.Expr:
    t: Type = build.NO_VALUE
    if body.info.modes[x.idx] != MODE_NO_VALUE and body.info.types[x.idx] is not None:
        t = fitting.value_type(body, x)
    recorded = body.info.types[unparen(x.fun).idx]
    sig = None if recorded is None else unalias(recorded)
    args: list[ir.Expr]
    if isinstance(sig, Signature):
        args = arguments(body, x.pos, sig, x.args, x.has_dots)
    else:
        args = [body.expr(arg) for arg in x.args]
    return build.builtin_call(x.pos, t, builtin, args, x.has_dots)
