"""What those who copy trees say about what is in them; nodes themselves are made by `nodes_copy`."""

from abc import ABC, abstractmethod

from goescape.ir import nodes as ir
from goescape.types.model import Type


class Copying(ABC):
    """Copies of operands, variables, labels, types and positions."""

    @abstractmethod
    def pos(self, pos: int) -> int: ...

    @abstractmethod
    def type(self, t: Type) -> Type: ...

    @abstractmethod
    def types(self, types: list[Type]) -> list[Type]: ...

    @abstractmethod
    def local(self, var: ir.Local) -> ir.Local: ...

    @abstractmethod
    def label(self, label: ir.Label) -> ir.Label: ...

    @abstractmethod
    def expr(self, x: ir.Expr) -> ir.Expr: ...

    @abstractmethod
    def stmt(self, stmt: ir.Stmt) -> ir.Stmt: ...

    @abstractmethod
    def stmts(self, stmts: list[ir.Stmt]) -> list[ir.Stmt]: ...

    @abstractmethod
    def define(self, original: ir.CaseClause, copy: ir.CaseClause) -> None:
        """`copy` defines the copies of the variables that `original` defines."""

    def exprs(self, xs: list[ir.Expr]) -> list[ir.Expr]:
        return [self.expr(x) for x in xs]

    def optional(self, x: ir.Expr | None) -> ir.Expr | None:
        return None if x is None else self.expr(x)

    def optionals(self, xs: list[ir.Expr | None]) -> list[ir.Expr | None]:
        return [None if x is None else self.expr(x) for x in xs]

    def optional_stmt(self, stmt: ir.Stmt | None) -> ir.Stmt | None:
        return None if stmt is None else self.stmt(stmt)

    def optional_local(self, var: ir.Local | None) -> ir.Local | None:
        return None if var is None else self.local(var)

    def optional_label(self, label: ir.Label | None) -> ir.Label | None:
        return None if label is None else self.label(label)
