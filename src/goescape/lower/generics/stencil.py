"""Copying a template for type arguments.

Nodes are built again in the order in which the compiler builds them, with types substituted, so that whatever
was left open in the template is decided now: kinds of conversions, string concatenation, methods of type
parameters, dynamic types, operands of go and defer. Variables and literals are made anew; temporaries get
their numbers as if the function had been written out.
"""

from typing import final

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.generics import derived, instances, stencil_expr, stencil_stmt
from goescape.lower.generics.copier import Copier
from goescape.lower.making import funclits
from goescape.lower.order.unit import Assembly
from goescape.lower.typeargs import dictuse, shapes
from goescape.types.model import Named
from goescape.types.objects import Func


@final
class Stencil(Copier):
    """Copies all that a body can consist of."""

    def expr(self, x: ir.Expr) -> ir.Expr:
        return stencil_expr.copy(self, x)

    def stmt(self, stmt: ir.Stmt) -> ir.Stmt:
        return stencil_stmt.copy(self, stmt)

    def stmts(self, stmts: list[ir.Stmt]) -> list[ir.Stmt]:
        return stencil_stmt.copy_list(self, stmts)

    def literal(self, x: ir.FuncLit) -> ir.Expr:
        return _literal(self, x)


def fill(
    asm: Assembly, func: ir.Func, template: ir.Func, env: shapes.Env, owner: Func | Named
) -> None:
    """Give the shaped function `func` its parameters and body."""
    pkg = func.pkg
    dict_param = ir.Local(
        func.pos,
        instances.DICTIONARY_NAME,
        instances.dictionary_type(instances.dictionary_words(asm, owner)),
        ir.PARAM,
        func,
        pkg,
    )
    func.dict_param = dict_param
    func.reads_dictionary = dictuse.is_read_by(template.body or [], asm.generics.types, env)
    context = derived.Context(asm, env, owner, dict_param)
    copier = Stencil(context, template, func, None)
    copier.funcs[template] = func
    params = template.params
    n_recv = 1 if func.is_method else 0
    for param in params[:n_recv]:
        copier.param(param)
    func.params.append(dict_param)
    func.locals.append(dict_param)
    for param in params[n_recv:]:
        copier.param(param)
    for result in template.results:
        copier.param(result)
    func.pragma = template.pragma
    _body(copier)


def fill_plain(asm: Assembly, func: ir.Func, template: ir.Func) -> None:
    """Give `func` the body of a function that is not generic, as this package reads it."""
    copier = Stencil(derived.Context(asm, shapes.Env([], []), None, None), template, func, None)
    copier.funcs[template] = func
    for var in [*template.params, *template.results]:
        copier.param(var)
    func.pragma = template.pragma
    _body(copier)


def _body(c: Copier) -> None:
    c.func.has_range_func_defer = c.template.has_range_func_defer
    if c.template.body is not None:
        c.func.body = c.stmts(c.template.body)


def _literal(c: Copier, x: ir.FuncLit) -> ir.Expr:
    """A function literal: a new function for every instance."""
    t = c.type(x.type)
    template = x.func
    sig = build.signature_of(t, x.pos)
    if template.range_parent is None:
        func = funclits.literal(c.b, template.pos, sig)
    else:
        func = funclits.range_body(c.b, template.pos, sig)
        func.range_parent = c.funcs[template.range_parent]
    func.pragma = template.pragma
    c.funcs[template] = func
    for captured, at in zip(template.captures, template.capture_positions, strict=True):
        func.capture(c.local(captured), at)
    dict_param = c.context.dict_param
    if dict_param is not None:
        func.capture(dict_param, dict_param.pos)
        func.dict_param = dict_param
        func.reads_dictionary = dictuse.is_read_by(
            x.func.body or [], c.asm.generics.types, c.context.env
        )
    inner = Stencil(c.context, template, func, c)
    for param in [*template.params, *template.results]:
        inner.param(param)
    _body(inner)
    return ir.FuncLit(x.pos, t, func)
