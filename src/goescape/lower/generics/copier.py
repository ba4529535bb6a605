"""What a copy of a template knows: types, variables and labels of the function that is being made."""

from abc import abstractmethod
from typing import Final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.ir.copying import Copying
from goescape.lower import declare
from goescape.lower.generics import derived
from goescape.lower.making.builder import Builder
from goescape.lower.order import derivedmention
from goescape.types.model import Type


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

    @abstractmethod
    def literal(self, x: ir.FuncLit) -> ir.Expr:
        """A function literal: a new function for every instance."""

    def init(self, node: ir.Node) -> list[ir.Stmt] | None:
        return None if node.init is None else self.stmts(node.init)
