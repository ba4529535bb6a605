"""The body of one function while it is lowered."""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.bug import InternalError
from goescape.base.pos import NO_POS
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.making.builder import Builder
from goescape.lower.order.exportorder import Written
from goescape.lower.source.rangeplan import LoopPlan, RangePlan
from goescape.lower.source.trees import Trees
from goescape.syntax import nodes as ast
from goescape.types.model import Signature, Tuple, Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Package, Var


@final
class RangeLoop:
    """A range-over-func loop around the statements being lowered."""

    def __init__(self, plan: LoopPlan, state: Var) -> None:
        self.plan: Final = plan
        # `#stateN`.
        self.state: Final = state


@final
class RangeNest:
    """The range-over-func loops around what is lowered, and the function they belong to."""

    def __init__(self, plan: RangePlan, results: list[Var]) -> None:
        self.plan: Final = plan
        # Results of the function that holds the outermost loop: `return e` assigns them.
        self.results: Final = results
        self.loops: Final[list[RangeLoop]] = []
        # `#next` and `#defers` of the outermost loop, once it declared them.
        self.next: Var | None = None
        self.defers: Var | None = None


class Body(ABC):
    """State for one function: its variables, labels and enclosing functions; what lowers the parts of it (see `forms`)."""

    def __init__(self, trees: Trees, builder: Builder, parent: "Body | None") -> None:
        self.trees: Final = trees
        self.info: Final = trees.info
        self.b: Final = builder
        self.asm: Final = builder.asm
        self.func: Final = builder.func
        self.is_template: Final = builder.is_template
        self.parent: Final = parent
        # Variables this function declares, and those of enclosing functions that it has mentioned.
        self.locals: Final[dict[Var, ir.Local]] = {}
        self.captured: Final[dict[Var, ir.Local]] = {}
        self.labels: Final[dict[str, ir.Label]] = {}
        self.signature: Signature = Signature(None, Tuple([]), Tuple([]), False)
        # Templates: types and objects mentioned so far, if somebody wants to know.
        self.written: list[Written] | None = None if parent is None else parent.written
        # None without range-over-func loops.
        self.nest: RangeNest | None = None
        # Whether control does not reach the end of an if statement or a block (see `deadcode`).
        self.terminating: Final[dict[ast.IfStmt | ast.BlockStmt, bool]] = {}

    # ------------------------------------------------------------------------------------- parts

    @abstractmethod
    def expr(self, x: ast.Expr) -> ir.Expr:
        """The value of `x`."""

    @abstractmethod
    def stmt(self, node: ast.Stmt, out: list[ir.Stmt]) -> None:
        """Append what a statement becomes to `out`."""

    @abstractmethod
    def within(self, func: ir.Func) -> "Body":
        """The body of `func`, a literal in this one."""

    # --------------------------------------------------------------------------------- variables

    def declare(self, pos: int, var: Var) -> ir.Local:
        """A new local variable for the object `var`."""
        return self.declare_named(pos, var, var.name, declare.type_of(var), var.pkg)

    def declare_named(
        self, pos: int, var: Var, name: str, t: Type, pkg: Package | None
    ) -> ir.Local:
        self.mention_type(t)
        local = ir.Local(pos, name, t, ir.LOCAL, self.func, pkg)
        self.func.locals.append(local)
        self.locals[var] = local
        return local

    def local(self, var: Var, pos: int) -> ir.Local:
        """The variable that `var`, mentioned at `pos`, stands for; one of an enclosing function is captured."""
        found = self.locals.get(var)
        if found is not None:
            return found
        found = self.captured.get(var)
        if found is None:
            found = self._outer(var)
            found.captured = True
            self.captured[var] = found
            self.func.capture(found, pos)
        return found

    def _outer(self, var: Var) -> ir.Local:
        outer = self.parent
        while outer is not None:
            found = outer.locals.get(var)
            if found is not None:
                return found
            outer = outer.parent
        raise InternalError(f"variable {var.name} is declared nowhere", var.pos)

    def use(self, pos: int, var: Var) -> ir.Expr:
        return ir.Use(pos, self.local(var, pos))

    def use_hidden(self, pos: int, var: Var) -> ir.Expr:
        """A mention that is not in the source: a capture by it has no position."""
        return ir.Use(pos, self.local(var, NO_POS))

    # ------------------------------------------------------------------------------------ the rest

    def mention_type(self, t: Type) -> None:
        if not self.is_template:
            self.asm.needs_type(t)
        else:
            self.write(t)

    def mention_types(self, ts: list[Type]) -> None:
        for t in ts:
            self.mention_type(t)

    def write(self, item: Written) -> None:
        """`item` is a part of what the compiler writes of the body, but nothing that reading asks for."""
        if self.written is not None:
            self.written.append(item)

    def write_instance(self, targs: list[Type], obj: FuncObject) -> None:
        for targ in targs:
            self.write(targ)
        self.write(obj)

    def label(self, name: str) -> ir.Label:
        found = self.labels.get(name)
        if found is None:
            found = ir.Label(name)
            self.labels[name] = found
        return found
