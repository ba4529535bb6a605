"""A text of functions in ir that shows all there is but positions, for tests and for people.

One statement a line, statements in it below; `init` statements of statements stand before it, those of
expressions in braces. A node is its kind, its type and its fields: variables by name, flags if they are set.

    f(p *int) (~r0 any)
      Declare(x)
      Assign(x, int(1), defines)
      Return([Convert<any>(kind=2, x, implicit)])

The fields are those of the classes: `nodes_dump` is made of them.
"""

from typing import Final, final

from goescape.base import constant
from goescape.base.constant import Constant
from goescape.ir import nodes as ir
from goescape.ir import nodes_dump
from goescape.types.model import Type
from goescape.types.objects import Package
from goescape.types.typestring import gc_type_string


def function(func: ir.Func, pkg: Package) -> str:
    """The text of one function; the bodies of literals are not in it."""
    dump = Dump(pkg)
    params = ", ".join(f"{var.name} {dump.type(var.type)}" for var in func.params)
    results = ", ".join(f"{var.name} {dump.type(var.type)}" for var in func.results)
    head = f"{func.name}({params})"
    if results:
        head += f" ({results})"
    if func.captures:
        head += " captures " + ", ".join(var.name for var in func.captures)
    if func.body is None:
        head += " without body"
    dump.lines.append(head)
    dump.depth = 1
    dump.stmts(func.body or [])
    return "\n".join(dump.lines) + "\n"


def unit(u: ir.Unit) -> str:
    """All functions of a package in list order."""
    return "\n".join(function(func, u.pkg) for func in u.funcs)


@final
class Dump:
    """Lines of one function, or of statements within an expression."""

    def __init__(self, pkg: Package) -> None:
        self.pkg: Final = pkg
        self.lines: Final[list[str]] = []
        self.depth: int = 0

    # -------------------------------------------------------------------------------- statements

    def line(self, name: str, fields: list[str]) -> None:
        self.lines.append("  " * self.depth + name + self.part(fields))

    def stmts(self, stmts: list[ir.Stmt]) -> None:
        for stmt in stmts:
            self.stmts(stmt.init or [])
            nodes_dump.stmt(self, stmt)

    def block(self, name: str, stmts: list[ir.Stmt]) -> None:
        """A list of statements that belongs to the last one; nothing if it is empty."""
        if stmts:
            self.lines.append("  " * self.depth + name)
            self.depth += 1
            self.stmts(stmts)
            self.depth -= 1

    def inlined(self, stmts: list[ir.Stmt]) -> str:
        """Statements within a line."""
        inner = Dump(self.pkg)
        inner.stmts(stmts)
        return "{" + "; ".join(line.strip() for line in inner.lines) + "}"

    # ------------------------------------------------------------------------------- expressions

    def expr(self, x: ir.Expr) -> str:
        text = self._expr(x)
        return f"{self.inlined(x.init)} {text}" if x.init else text

    def _expr(self, x: ir.Expr) -> str:
        if isinstance(x, (ir.Use, ir.GlobalUse)):
            return x.var.name
        if isinstance(x, ir.FuncUse):
            return x.func.name
        if isinstance(x, ir.FuncLit):
            return f"func {x.func.name}"
        if isinstance(x, ir.Literal):
            return f"{self.type(x.type)}({self.constant(x.value)})"
        if isinstance(x, ir.Nil):
            return "nil"
        return nodes_dump.expr(self, x)

    def node(self, name: str, t: Type | None, fields: list[str]) -> str:
        return name + ("" if t is None else f"<{self.type(t)}>") + self.part(fields)

    def part(self, fields: list[str]) -> str:
        return "(" + ", ".join(field for field in fields if field) + ")"

    def all(self, texts: list[str]) -> str:
        return f"[{', '.join(texts)}]"

    def exprs(self, xs: list[ir.Expr]) -> str:
        return self.all([self.expr(x) for x in xs])

    def optional(self, x: ir.Expr | None) -> str:
        return "_" if x is None else self.expr(x)

    def optionals(self, xs: list[ir.Expr | None]) -> str:
        return self.all([self.optional(x) for x in xs])

    # ------------------------------------------------------------------------------- other fields

    def type(self, t: Type) -> str:
        return gc_type_string(t, self.pkg)

    def types(self, types: list[Type]) -> str:
        return self.all([self.type(t) for t in types]) if types else ""

    def constant(self, value: Constant) -> str:
        return constant.const_string(value)

    def local(self, var: ir.Local) -> str:
        return var.name

    def optional_local(self, var: ir.Local | None) -> str:
        return "" if var is None else var.name

    def label(self, label: ir.Label) -> str:
        return label.name

    def optional_label(self, label: ir.Label | None) -> str:
        return "" if label is None else label.name

    def text(self, value: str) -> str:
        return value

    def flag(self, name: str, value: bool) -> str:
        return name if value else ""

    def number(self, name: str, value: int) -> str:
        return f"{name}={value}"

    def numbers(self, values: list[int]) -> str:
        return self.all([str(value) for value in values]) if values else ""
