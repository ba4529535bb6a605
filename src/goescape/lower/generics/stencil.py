"""Copying a template for type arguments.

Nodes are built again in the order in which the compiler builds them, with types substituted, so that whatever
was left open in the template is decided now: kinds of conversions, string concatenation, methods of type
parameters, dynamic types, operands of go and defer. Variables and literals are made anew; temporaries get
their numbers as if the function had been written out.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.ir.copying import Copying
from goescape.lower import declare
from goescape.lower.generics import derived, instances, stencil_expr, stencil_stmt
from goescape.lower.making import funclits
from goescape.lower.making.builder import Builder
from goescape.lower.order import derivedmention
from goescape.lower.typeargs import dictuse, shapes
from goescape.types.model import Named, Type
from goescape.types.objects import Func

if TYPE_CHECKING:
    from goescape.lower.order.unit import Assembly


@final
class Copier(Copying):
    """Copies the body of one function; one for each literal inside of it, too."""

    def __init__(
        self, context: "derived.Context", template: ir.Func, func: ir.Func, outer: "Copier | None"
    ) -> None:
        self.context: Final = context
        self.asm: Final = context.asm
        self.template: Final = template
        self.func: Final = func
        self.outer: Final = outer
        self.b: Final = Builder(context.asm, func, False)
        # Variables and functions of all templates of this instance, and their copies.
        self.locals: Final[dict[ir.Local, ir.Local]] = {} if outer is None else outer.locals
        self.funcs: Final[dict[ir.Func, ir.Func]] = {} if outer is None else outer.funcs
        self.labels: Final[dict[ir.Label, ir.Label]] = {}
        # Position of each of the template's variables among them, and how many have been copied.
        self._order: Final[dict[ir.Local, int]] = {}
        self._n_copied: int = 0
        for i, var in enumerate(template.locals):
            self._order[var] = i

    def type(self, t: Type) -> Type:
        """The meaning of a template's type; counts as a mention."""
        derivedmention.mention(self.asm, self.context.env, t, None)
        return self.context.type(t)

    # --------------------------------------------------------------------------------- variables

    def local(self, var: ir.Local) -> ir.Local:
        """The copy of a variable. Variables are declared in the template's order."""
        found = self.locals.get(var)
        if found is not None:
            return found
        last = self._order.get(var)
        if last is None:
            raise InternalError(f"variable {var.name} of an unknown function", var.pos)
        while self._n_copied <= last:
            self._copy_local(self.template.locals[self._n_copied])
        return self.locals[var]

    def _copy_local(self, var: ir.Local) -> None:
        self._n_copied += 1
        if var in self.locals:
            return
        name = f".autotmp_{len(self.func.locals)}" if var.implicit else var.name
        # A declared function's parameters have the types of its signature, which is read without the body.
        is_declared = self.outer is None and var.kind in (ir.PARAM, ir.RESULT)
        t = self.context.type(var.type) if is_declared else self.type(var.type)
        copy = ir.Local(var.pos, name, t, var.kind, self.func, var.pkg)
        copy.implicit = var.implicit
        copy.addr_taken = var.addr_taken
        copy.captured = var.captured
        self.func.locals.append(copy)
        self.locals[var] = copy

    def param(self, var: ir.Local) -> None:
        copy = self.local(var)
        if var.kind == ir.RESULT:
            self.func.results.append(copy)
            return
        if copy.name.startswith(declare.NAMELESS_PARAM):
            # The dictionary counts.
            copy.name = f"{declare.NAMELESS_PARAM}{len(self.func.params)}"
        self.func.params.append(copy)

    def label(self, label: ir.Label) -> ir.Label:
        found = self.labels.get(label)
        if found is None:
            found = ir.Label(label.name)
            self.labels[label] = found
        return found

    # ----------------------------------------------------------------------------------------- nodes

    def pos(self, pos: int) -> int:
        return pos

    def types(self, types: list[Type]) -> list[Type]:
        return [self.type(t) for t in types]

    def define(self, original: ir.CaseClause, copy: ir.CaseClause) -> None:
        if copy.var is not None:
            copy.var.defn = copy

    def expr(self, x: ir.Expr) -> ir.Expr:
        return stencil_expr.copy(self, x)

    def stmt(self, stmt: ir.Stmt) -> ir.Stmt:
        return stencil_stmt.copy(self, stmt)

    def stmts(self, stmts: list[ir.Stmt]) -> list[ir.Stmt]:
        return stencil_stmt.copy_list(self, stmts)

    def init(self, node: ir.Node) -> list[ir.Stmt] | None:
        return None if node.init is None else self.stmts(node.init)


def fill(
    asm: "Assembly", func: ir.Func, template: ir.Func, env: shapes.Env, owner: Func | Named
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
    copier = Copier(context, template, func, None)
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


def fill_plain(asm: "Assembly", func: ir.Func, template: ir.Func) -> None:
    """Give `func` the body of a function that is not generic, as this package reads it."""
    copier = Copier(derived.Context(asm, shapes.Env([], []), None, None), template, func, None)
    copier.funcs[template] = func
    for var in [*template.params, *template.results]:
        copier.param(var)
    func.pragma = template.pragma
    _body(copier)


def _body(c: Copier) -> None:
    c.func.has_range_func_defer = c.template.has_range_func_defer
    if c.template.body is not None:
        c.func.body = c.stmts(c.template.body)


def literal(c: Copier, x: ir.FuncLit) -> ir.Expr:
    """A function literal: a new function for every instance."""
    t = c.type(x.type)
    template = x.func
    outer = c.func
    if template.range_parent is not None:
        c.b.n_range_bodies += 1
        name = funclits.range_body_name(outer, c.b.n_range_bodies)
    else:
        c.b.n_literals += 1
        name = funclits.literal_name(outer, c.b.n_literals)
    sig = build.signature_of(t, x.pos)
    func = funclits.new_literal(c.b, template.pos, name, sig)
    func.pragma = template.pragma
    if template.range_parent is not None:
        func.range_parent = c.funcs[template.range_parent]
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
    inner = Copier(c.context, template, func, c)
    for param in [*template.params, *template.results]:
        inner.param(param)
    _body(inner)
    return ir.FuncLit(x.pos, t, func)
