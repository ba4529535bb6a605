"""Copies of function bodies: every node and every variable made anew.

A copy is exact, except for what its `Adaptation` changes: where nodes are said to be, and what becomes of
function literals (a literal in a copied body is a function of its own).
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import nodes_copy
from goescape.ir.copying import Copying
from goescape.types.model import Type


class Adaptation(ABC):
    """What differs between a body and its copy."""

    @abstractmethod
    def pos(self, pos: int) -> int:
        """The position of a copied node."""

    @abstractmethod
    def literal(self, cloner: "Cloner", original: ir.Func) -> ir.Func:
        """The function for the copy of a literal; its variables and body are filled in by the cloner."""

    @abstractmethod
    def enter(self) -> None:
        """The inside of a literal is copied next."""

    @abstractmethod
    def leave(self) -> None:
        """The inside of a literal has been copied."""

    def folded(self, x: ir.Expr) -> ir.Expr:
        """What stands for the copy of a conversion, a concatenation or a dictionary."""
        return x


@final
class Snapshot(Adaptation):
    """Changes nothing: a copy to keep while passes change the original."""

    def pos(self, pos: int) -> int:
        return pos

    def literal(self, cloner: "Cloner", original: ir.Func) -> ir.Func:
        return exact_literal(cloner, original)

    def enter(self) -> None:
        return

    def leave(self) -> None:
        return


def exact_literal(cloner: "Cloner", original: ir.Func) -> ir.Func:
    copy = ir.Func(original.pos, original.name, original.pkg, original.signature)
    copy.named_like(original)
    copy.enclosing = cloner.func
    copy.dup_ok = original.dup_ok
    return copy


def snapshot(func: ir.Func) -> ir.Func:
    """An exact copy of a function, not part of any list."""
    copy = ir.Func(func.pos, func.name, func.pkg, func.signature)
    copy.named_like(func)
    copy.obj = func.obj
    copy.enclosing = func.enclosing
    copy.captures.extend(func.captures)
    copy.capture_positions.extend(func.capture_positions)
    cloner = Cloner(Snapshot(), copy)
    cloner.variables(func)
    cloner.body(func)
    return copy


def substituted(
    x: ir.Expr, func: ir.Func, values: dict[ir.Local, ir.Expr], adaptation: Adaptation
) -> ir.Expr:
    """A copy of `x` with copies of `values` in the place of variables; literals are shared."""
    cloner = Cloner(adaptation, func)
    cloner.substitutes.update(values)
    return cloner.expr(x) if values else x


@final
class Cloner(Copying):
    """Copies the body of one function; literals inside of it get cloners of their own."""

    def __init__(
        self,
        adaptation: Adaptation,
        func: ir.Func,
        outer: "Cloner | None" = None,
    ) -> None:
        self.adaptation: Final = adaptation
        # The function that the copy belongs to.
        self.func: Final = func
        # Variables and functions of the original, literals included, and their copies. Variables that
        # are not found are those of functions around the original: the copy shares them.
        self.locals: Final[dict[ir.Local, ir.Local]] = {} if outer is None else outer.locals
        self.funcs: Final[dict[ir.Func, ir.Func]] = {} if outer is None else outer.funcs
        self.labels: Final[dict[ir.Label, ir.Label]] = {}
        # Expressions to put in the place of variables.
        self.substitutes: Final[dict[ir.Local, ir.Expr]] = {}
        # Statements and clauses that define variables, and their copies.
        self._definitions: Final[dict[object, ir.Stmt | ir.CaseClause | None]] = {}

    # --------------------------------------------------------------------------------- functions

    def variables(self, original: ir.Func) -> None:
        """Declare copies of all variables of `original`."""
        self.funcs[original] = self.func
        for var in original.locals:
            copy = self.variable(var)
            self.func.locals.append(copy)
        self.func.params.extend([self.local(var) for var in original.params])
        self.func.results.extend([self.local(var) for var in original.results])
        if original.dict_param is not None:
            self.func.dict_param = self.local(original.dict_param)

    def variable(self, var: ir.Local) -> ir.Local:
        copy = ir.Local(self.pos(var.pos), var.name, var.type, var.kind, self.func, var.pkg)
        copy.addr_taken = var.addr_taken
        copy.captured = var.captured
        copy.implicit = var.implicit
        self.locals[var] = copy
        if var.defn is not None:
            self._definitions[var.defn] = None
        return copy

    def body(self, original: ir.Func) -> None:
        """Copy the body of `original`, whose variables have been declared."""
        copy = self.func
        copy.pragma = original.pragma
        copy.has_defer = original.has_defer
        copy.has_range_func_defer = original.has_range_func_defer
        copy.reads_dictionary = original.reads_dictionary
        copy.is_wrapper = original.is_wrapper
        copy.wrapper_kind = original.wrapper_kind
        copy.is_hidden_wrapper = original.is_hidden_wrapper
        copy.is_method = original.is_method
        for at in original.imprecise_calls:
            copy.imprecise_calls.append(self.pos(at) if at > 0 else at)
        if original.body is not None:
            copy.body = self.stmts(original.body)
        self.defined(original)

    def defined(self, original: ir.Func) -> None:
        """Say of the copied variables which copied statements define them."""
        for var in original.locals:
            if var.defn is not None:
                self.locals[var].defn = self._definitions[var.defn]

    def literal(self, x: ir.FuncLit) -> ir.FuncLit:
        original = x.func
        if self.substitutes:
            # Only literals that capture nothing occur here: they are not copied.
            return ir.FuncLit(self.pos(x.pos), x.type, original)
        func = self.adaptation.literal(self, original)
        if original.range_parent is not None:
            func.range_parent = self.funcs.get(original.range_parent, original.range_parent)
        inner = Cloner(self.adaptation, func, self)
        for var, at in zip(original.captures, original.capture_positions, strict=True):
            copy = self.local(var)
            if var is original.dict_param:
                # Not written anywhere: where the variable is, if that is not copied along.
                at = copy.pos if copy is var else at
            elif not original.is_hidden_wrapper:
                at = self.pos(at)
            func.capture(copy, at)
        self.adaptation.enter()
        inner.variables(original)
        inner.body(original)
        self.adaptation.leave()
        return ir.FuncLit(self.pos(x.pos), x.type, func)

    # ------------------------------------------------------------------------------------- nodes

    def local(self, var: ir.Local) -> ir.Local:
        return self.locals.get(var, var)

    def label(self, label: ir.Label) -> ir.Label:
        found = self.labels.get(label)
        if found is None:
            found = ir.Label(label.name)
            self.labels[label] = found
        return found

    def pos(self, pos: int) -> int:
        return self.adaptation.pos(pos)

    def type(self, t: Type) -> Type:
        return t

    def types(self, types: list[Type]) -> list[Type]:
        return types

    def define(self, original: ir.CaseClause, copy: ir.CaseClause) -> None:
        if original in self._definitions:
            self._definitions[original] = copy

    def stmts(self, stmts: list[ir.Stmt]) -> list[ir.Stmt]:
        return [self.stmt(stmt) for stmt in stmts]

    def stmt(self, stmt: ir.Stmt) -> ir.Stmt:
        init = None if stmt.init is None else self.stmts(stmt.init)
        copy: ir.Stmt
        if isinstance(stmt, ir.GoDefer):
            copy = nodes_copy.decided_stmt(self, stmt)
        else:
            copy = nodes_copy.stmt(self, stmt)
        copy.init = init
        if stmt in self._definitions:
            self._definitions[stmt] = copy
        return copy

    def expr(self, x: ir.Expr) -> ir.Expr:
        if isinstance(x, ir.Use):
            substitute = self.substitutes.get(x.var)
            if substitute is not None:
                return self.expr(substitute)
            return ir.Use(self.pos(x.pos), self.local(x.var))
        init = None if x.init is None else self.stmts(x.init)
        copy = self._expr(x)
        copy.init = init
        return copy

    def _expr(self, x: ir.Expr) -> ir.Expr:
        if isinstance(x, ir.Binary):
            return self._binary(x)
        if isinstance(x, (ir.Convert, ir.Concat)):
            return self.adaptation.folded(nodes_copy.expr(self, x))
        if isinstance(x, ir.FuncLit):
            return self.literal(x)
        if isinstance(x, ir.DictArg):
            return self.adaptation.folded(nodes_copy.decided_expr(self, x))
        if isinstance(x, (ir.InlinedCall, ir.DynamicType, ir.DictWord, ir.GlobalPart)):
            return nodes_copy.decided_expr(self, x)
        return nodes_copy.expr(self, x)

    def _binary(self, x: ir.Binary) -> ir.Expr:
        """Long chains lean to the left: they are copied in a loop."""
        chain: list[ir.Binary] = [x]
        while isinstance(chain[-1].x, ir.Binary) and chain[-1].x.init is None:
            chain.append(chain[-1].x)
        left = self.expr(chain[-1].x)
        for i in range(len(chain) - 1, -1, -1):
            link = chain[i]
            left = ir.Binary(self.pos(link.pos), link.type, link.op, left, self.expr(link.y))
        return left
