"""Parsing as tests want it: source in, tree and messages out."""

from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.lines.errors import error_messages
from goescape.syntax import nodes as ast
from goescape.syntax import parser, placement
from goescape.syntax.directive import ORIGIN_USER


class Parsed:
    def __init__(self, source: bytes | str, name: str = "a.go", origin: int = ORIGIN_USER) -> None:
        content = source.encode("utf-8", "surrogateescape") if isinstance(source, str) else source
        self.table = PosTable()
        self.sink = Sink()
        self.counter = parser.ExprCounter()
        self.file: ast.File = parser.parse_file(
            content, name, self.table, self.sink, self.counter, origin
        )

    def place(self, pos: int) -> str:
        """`line:column` of a position."""
        place = self.table.place(pos)
        return f"{place.line}:{place.column}"

    @property
    def errors(self) -> str:
        """All errors as the compiler prints them with `-e`."""
        return "".join(
            f"{message.file}:{message.line}:{message.column}: {message.text}\n"
            if message.column
            else f"{message.file}:{message.line}: {message.text}\n"
            for message in error_messages(self.sink.diagnostics, self.table, "", 0)
        )

    def with_placement(self) -> "Parsed":
        """Also check where directives stand, as the compiler does with correct packages."""
        if not self.sink.has_errors:
            placement.check([self.file], self.sink, 0, complete=False)
        return self


def expression(text: str) -> tuple[ast.Expr, Parsed]:
    """The tree of one expression, which starts in column 9 of line 3."""
    parsed = Parsed(f"package p\n\nvar _ = {text}\n")
    assert parsed.errors == ""
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.VarDecl)
    assert decl.values is not None
    return decl.values, parsed


def statement(text: str) -> tuple[ast.Stmt, Parsed]:
    """The tree of one statement, which starts in column 1 of line 4."""
    parsed = Parsed(f"package p\n\nfunc _() {{\n{text}\n}}\n")
    assert parsed.errors == ""
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.FuncDecl)
    assert decl.body is not None
    return decl.body.stmts[0], parsed
