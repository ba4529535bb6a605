"""Copies of function bodies: every node and every variable made anew.

A copy is exact, except for what its `Adaptation` changes: where nodes are said to be, and what becomes of
function literals (a literal in a copied body is a function of its own).
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir


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
    copy.enclosing = cloner.func
    copy.dup_ok = original.dup_ok
    return copy


def snapshot(func: ir.Func) -> ir.Func:
    """An exact copy of a function, not part of any list."""
    copy = ir.Func(func.pos, func.name, func.pkg, func.signature)
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
class Cloner:
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
        self.define(original)

    def define(self, original: ir.Func) -> None:
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

    def local(self, var: ir.Local) -> ir.Local:
        return self.locals.get(var, var)

    def label(self, label: ir.Label | None) -> ir.Label | None:
        if label is None:
            return None
        found = self.labels.get(label)
        if found is None:
            found = ir.Label(label.name)
            self.labels[label] = found
        return found

    def pos(self, pos: int) -> int:
        return self.adaptation.pos(pos)

    # -------------------------------------------------------------------------------- statements

    def stmts(self, stmts: list[ir.Stmt]) -> list[ir.Stmt]:
        return [self.stmt(stmt) for stmt in stmts]

    def stmt(self, stmt: ir.Stmt) -> ir.Stmt:
        init = None if stmt.init is None else self.stmts(stmt.init)
        copy = self._stmt(stmt)
        copy.init = init
        if stmt in self._definitions:
            self._definitions[stmt] = copy
        return copy

    def _stmt(self, s: ir.Stmt) -> ir.Stmt:
        pos = self.pos(s.pos)
        if isinstance(s, ir.Assign):
            return ir.Assign(pos, self.optional(s.target), self.optional(s.value), s.defines)
        if isinstance(s, ir.ExprStmt):
            return ir.ExprStmt(pos, self.expr(s.x))
        if isinstance(s, ir.If):
            return ir.If(pos, self.expr(s.cond), self.stmts(s.then), self.stmts(s.els))
        if isinstance(s, ir.Return):
            return ir.Return(pos, self.exprs(s.values))
        if isinstance(s, ir.Declare):
            return ir.Declare(pos, self.local(s.var))
        if isinstance(s, ir.Block):
            return ir.Block(pos, self.stmts(s.stmts))
        if isinstance(s, ir.AssignList):
            targets = [self.optional(target) for target in s.targets]
            return ir.AssignList(pos, s.kind, targets, self.exprs(s.values), s.defines)
        if isinstance(s, ir.AssignOp):
            return ir.AssignOp(pos, s.op, self.expr(s.target), self.expr(s.value), s.is_inc_dec)
        if isinstance(s, (ir.For, ir.Range)):
            return self._loop(pos, s)
        if isinstance(s, ir.Switch):
            label = self.label(s.label)
            return ir.Switch(pos, self.optional(s.tag), self._clauses(s.clauses), label)
        if isinstance(s, ir.TypeSwitch):
            label = self.label(s.label)
            x = self.expr(s.x)
            guard = self.pos(s.guard_pos)
            return ir.TypeSwitch(pos, x, s.var_name, guard, self._clauses(s.clauses), label)
        if isinstance(s, ir.Select):
            label = self.label(s.label)
            return ir.Select(pos, [self._comm(clause) for clause in s.clauses], label)
        if isinstance(s, ir.GoDefer):
            return self._go_defer(pos, s)
        if isinstance(s, ir.Send):
            return ir.Send(pos, self.expr(s.chan), self.expr(s.value))
        if isinstance(s, ir.LabelMark):
            mark = self.label(s.label)
            return ir.LabelMark(pos, s.label if mark is None else mark)
        if isinstance(s, ir.Jump):
            return ir.Jump(pos, s.kind, self.label(s.label))
        if isinstance(s, ir.CheckNil):
            return ir.CheckNil(pos, self.expr(s.x))
        raise InternalError(f"clone: unexpected {type(s).__name__}", s.pos)

    def _loop(self, pos: int, s: ir.For | ir.Range) -> ir.Stmt:
        label = self.label(s.label)
        if isinstance(s, ir.For):
            post = None if s.post is None else self.stmt(s.post)
            body = self.stmts(s.body)
            return ir.For(pos, self.optional(s.cond), post, body, label, s.is_per_iteration)
        key, value = self.optional(s.key), self.optional(s.value)
        body = self.stmts(s.body)
        x = self.expr(s.x)
        loop = ir.Range(pos, x, key, value, s.defines, body, label, s.is_per_iteration)
        loop.n_targets = s.n_targets
        return loop

    def _clauses(self, clauses: list[ir.CaseClause]) -> list[ir.CaseClause]:
        copies: list[ir.CaseClause] = []
        for clause in clauses:
            var = None if clause.var is None else self.local(clause.var)
            values = self.exprs(clause.values)
            copy = ir.CaseClause(self.pos(clause.pos), values, self.stmts(clause.body), var)
            if clause in self._definitions:
                self._definitions[clause] = copy
            copies.append(copy)
        return copies

    def _comm(self, clause: ir.CommClause) -> ir.CommClause:
        comm = None if clause.comm is None else self.stmt(clause.comm)
        return ir.CommClause(self.pos(clause.pos), comm, self.stmts(clause.body))

    def _go_defer(self, pos: int, s: ir.GoDefer) -> ir.Stmt:
        call = self.expr(s.call)
        if not isinstance(call, ir.Call):
            raise InternalError("clone: go or defer of no call", s.pos)
        copy = ir.GoDefer(pos, s.is_defer, call)
        copy.is_deferred_at = s.is_deferred_at
        return copy

    # ------------------------------------------------------------------------------- expressions

    def exprs(self, xs: list[ir.Expr]) -> list[ir.Expr]:
        return [self.expr(x) for x in xs]

    def optional(self, x: ir.Expr | None) -> ir.Expr | None:
        return None if x is None else self.expr(x)

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
        pos = self.pos(x.pos)
        t = x.type
        if isinstance(x, ir.Literal):
            return ir.Literal(pos, t, x.value)
        if isinstance(x, ir.Field):
            return ir.Field(pos, t, self.expr(x.x), x.field, x.via_pointer, x.implicit)
        if isinstance(x, ir.Call):
            call = ir.Call(pos, t, self.expr(x.fun), self.exprs(x.args), x.has_dots)
            call.is_go_defer = x.is_go_defer
            call.is_keep_alive = x.is_keep_alive
            return call
        if isinstance(x, ir.Convert):
            return self.adaptation.folded(ir.Convert(pos, t, x.kind, self.expr(x.x), x.implicit))
        if isinstance(x, ir.Binary):
            return self._binary(x)
        if isinstance(x, ir.Deref):
            return ir.Deref(pos, t, self.expr(x.x), x.implicit)
        if isinstance(x, ir.AddrOf):
            return ir.AddrOf(pos, t, self.expr(x.x), x.implicit)
        if isinstance(x, ir.Unary):
            return ir.Unary(pos, t, x.op, self.expr(x.x))
        if isinstance(x, ir.PtrLit):
            return ir.PtrLit(pos, t, self.expr(x.x), x.implicit)
        if isinstance(x, ir.Receive):
            return ir.Receive(pos, t, self.expr(x.x))
        if isinstance(x, ir.Index):
            return ir.Index(pos, t, self.expr(x.x), self.expr(x.index))
        if isinstance(x, ir.MapIndex):
            return ir.MapIndex(pos, t, self.expr(x.x), self.expr(x.index))
        if isinstance(x, ir.BuiltinCall):
            return ir.BuiltinCall(pos, t, x.builtin, self.exprs(x.args), x.has_dots)
        if isinstance(x, ir.SliceOp):
            lo, hi, max = self.optional(x.lo), self.optional(x.hi), self.optional(x.max)
            return ir.SliceOp(pos, t, self.expr(x.x), lo, hi, max)
        if isinstance(x, ir.FuncLit):
            return self.literal(x)
        if isinstance(x, ir.Concat):
            return self.adaptation.folded(ir.Concat(pos, t, self.exprs(x.elems)))
        if isinstance(x, ir.TypeAssert):
            return ir.TypeAssert(pos, t, self.expr(x.x), x.is_dynamic)
        if isinstance(x, ir.InterfaceMethod):
            return ir.InterfaceMethod(pos, t, self.expr(x.x), x.method)
        if isinstance(x, ir.MethodValue):
            value = ir.MethodValue(pos, t, self.expr(x.x), x.method, x.func)
            value.targs = x.targs
            return value
        if isinstance(x, (ir.StructLit, ir.ArrayLit, ir.SliceLit, ir.MapLit)):
            return self._composite(pos, x)
        if isinstance(x, (ir.New, ir.MakeSlice, ir.MakeMap, ir.MakeChan)):
            return self._allocation(pos, x)
        if isinstance(x, ir.InlinedCall):
            body = self.stmts(x.body)
            results = [ir.Use(self.pos(use.pos), self.local(use.var)) for use in x.results]
            inlined = ir.InlinedCall(pos, t, body, results, x.callee)
            if x.dictionary is not None:
                inlined.dictionary = self.local(x.dictionary)
            return inlined
        return self._leaf(pos, x)

    def _leaf(self, pos: int, x: ir.Expr) -> ir.Expr:
        t = x.type
        if isinstance(x, ir.Nil):
            return ir.Nil(pos, t)
        if isinstance(x, ir.GlobalUse):
            return ir.GlobalUse(pos, x.var)
        if isinstance(x, ir.FuncUse):
            return ir.FuncUse(pos, t, x.func)
        if isinstance(x, ir.MethodExpr):
            expr = ir.MethodExpr(pos, t, x.recv, x.method, x.func)
            expr.targs = x.targs
            expr.index = x.index
            return expr
        if isinstance(x, ir.TypeExpr):
            return ir.TypeExpr(pos, t)
        if isinstance(x, ir.Zero):
            return ir.Zero(pos, t)
        if isinstance(x, ir.DynamicType):
            return ir.DynamicType(pos, t)
        if isinstance(x, ir.DictWord):
            return ir.DictWord(pos, t, self.local(x.dictionary), x.index)
        if isinstance(x, ir.DictArg):
            return self.adaptation.folded(ir.DictArg(pos, t, x.text))
        raise InternalError(f"clone: unexpected {type(x).__name__}", x.pos)

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

    def _composite(
        self, pos: int, x: ir.StructLit | ir.ArrayLit | ir.SliceLit | ir.MapLit
    ) -> ir.Expr:
        if isinstance(x, ir.StructLit):
            pairs = [
                ir.FieldValue(self.pos(pair.pos), pair.field, pair.path, self.expr(pair.value))
                for pair in x.elems
            ]
            return ir.StructLit(pos, x.type, pairs)
        if isinstance(x, ir.MapLit):
            entries = [
                ir.MapEntry(self.pos(entry.pos), self.expr(entry.key), self.expr(entry.value))
                for entry in x.elems
            ]
            return ir.MapLit(pos, x.type, entries)
        elems = [
            ir.Element(self.pos(elem.pos), self.optional(elem.key), self.expr(elem.value))
            for elem in x.elems
        ]
        if isinstance(x, ir.ArrayLit):
            return ir.ArrayLit(pos, x.type, elems)
        return ir.SliceLit(pos, x.type, elems, x.length, x.implicit)

    def _allocation(self, pos: int, x: ir.New | ir.MakeSlice | ir.MakeMap | ir.MakeChan) -> ir.Expr:
        if isinstance(x, ir.New):
            return ir.New(pos, x.type, x.is_dynamic)
        if isinstance(x, ir.MakeSlice):
            return ir.MakeSlice(pos, x.type, self.expr(x.len), self.optional(x.cap))
        if isinstance(x, ir.MakeMap):
            return ir.MakeMap(pos, x.type, self.optional(x.hint))
        return ir.MakeChan(pos, x.type, self.optional(x.size))
