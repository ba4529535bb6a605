"""The parser's cursor: current token, errors, recovery. The grammar is in `grammar_*`.

Parsing never raises: it reports to the sink and returns a tree, with BadExpr where nothing fits.
"""

from typing import Final, final

from goescape.base import codes
from goescape.base.diag import Sink
from goescape.base.pos import BASE_SHIFT, COLUMN_BITS, COLUMN_MAX, LINE_MAX, PosTable, make_pos
from goescape.syntax import directive
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax.directive import DirectiveReader
from goescape.syntax.scanner import ScanListener, Scanner

# What is nested deeper is refused: passes walk trees recursively, on a stack that suffices for this.
NESTING_MAX: Final = 12_000

# Lines and columns of a `//line` directive go no further.
_DIRECTIVE_NUMBER_MAX: Final = 1 << 30

_STATEMENT_STARTS: Final = (
    1 << tok.T_BREAK | 1 << tok.T_CONST | 1 << tok.T_CONTINUE | 1 << tok.T_DEFER
    | 1 << tok.T_FALLTHROUGH | 1 << tok.T_FOR | 1 << tok.T_GO | 1 << tok.T_GOTO | 1 << tok.T_IF
    | 1 << tok.T_RETURN | 1 << tok.T_SELECT | 1 << tok.T_SWITCH | 1 << tok.T_TYPE | 1 << tok.T_VAR
)  # fmt: skip


@final
class ExprCounter:
    """Numbers the expressions of one package, and the types that its functions declare."""

    def __init__(self) -> None:
        self.next: int = 0
        self.n_local_types: int = 0


@final
class Parser(ScanListener):
    """Cursor over the tokens of one file."""

    def __init__(
        self,
        source: bytes,
        filename: str,
        table: PosTable,
        sink: Sink,
        counter: ExprCounter,
        origin: int,
    ) -> None:
        self.table: Final = table
        self.sink: Final = sink
        self.filename: Final = filename
        self.file_base: Final = table.add_file(filename)
        # Base of the positions from here on, and its bits in them.
        self.base: int = self.file_base
        self.base_bits: int = self.file_base << BASE_SHIFT
        self.counter: Final = counter
        # Errors reported for this file.
        self.n_errors: int = 0
        # Function bodies we are in.
        self.func_depth: int = 0
        # Negative in the header of a control clause: `{` then starts the block.
        self.expr_level: int = 0
        self.nesting: int = 0
        self.go_version: str = ""
        self.before_package: bool = True
        self.directives: Final = DirectiveReader(filename, origin)
        # Directives read since the last declaration.
        self.pragma: ast.Pragma | None = None
        # Labels met so far.
        self.labels: Final[list[str]] = []
        # Declarations inside of functions that have directives.
        self.local_decls: Final[list[ast.Decl]] = []
        self.s: Final = Scanner(source, self)
        self.s.next()

    # ------------------------------------------------------------------------ scanner's listener

    def error(self, line: int, column: int, message: str) -> None:
        self.error_at(make_pos(self.base, line, column), message)

    def comment(self, line: int, column: int, text: bytes, alone: bool) -> None:
        spelled = text.decode("utf-8")
        is_block = spelled.startswith("/*")
        if is_block or column == 1 and spelled.startswith("//line "):
            self.line_directive(line, column, spelled, is_block)
        elif spelled.startswith("//go:"):
            self.go_directive(make_pos(self.base, line, column + 2), spelled[2:], alone)

    def line_directive(self, line: int, column: int, text: str, is_block: bool) -> None:
        """`//line f:10`, `//line f:10:2`, `/*line f:10:2*/`."""
        spec = text[7:-2] if is_block else text[7:]
        name, colon, last = spec.rpartition(":")
        if not colon:
            return
        # Where the number to complain about stands: columns are of bytes.
        last_column = column + 7 + len((name + colon).encode("utf-8"))
        number = _line_number(last)
        if number < 0:
            self.error(line, last_column, f"invalid line number: {last}")
            return
        new_line, new_column = number, 0
        before, colon, middle = name.rpartition(":")
        has_column = colon != "" and _line_number(middle) >= 0
        if has_column:
            if number == 0 or number > _DIRECTIVE_NUMBER_MAX:
                self.error(line, last_column, f"invalid column number: {last}")
                return
            last_column -= len(middle) + 1
            name, last, new_line, new_column = before, middle, _line_number(middle), number
        if new_line == 0 or new_line > _DIRECTIVE_NUMBER_MAX:
            self.error(line, last_column, f"invalid line number: {last}")
            return
        if name == "":
            if has_column:
                name = self.table.bases[self.base].filename
        else:
            name = directive.beside(name, self.filename)
        if is_block:
            start = make_pos(self.base, line, column + len(text.encode("utf-8")))
        else:
            start = make_pos(self.base, line + 1, 1)
        self.base = self.table.add_line_directive(self.file_base, name, new_line, new_column, start)
        self.base_bits = self.base << BASE_SHIFT

    def go_directive(self, pos: int, text: str, alone: bool) -> None:
        if self.before_package and text.startswith("go:build"):
            self.go_version = directive.build_version(text)
        pragma = self.pragma
        if pragma is None:
            pragma = ast.Pragma()
            self.pragma = pragma
        if not alone:
            self.sink.error(pos, codes.INVALID_DIRECTIVE, "misplaced compiler directive")
            return
        reader = self.directives
        reader.read(pos, text, pragma)
        for message in reader.errors:
            self.sink.error(pos, codes.INVALID_DIRECTIVE, message)
        reader.errors.clear()

    def take_pragma(self) -> ast.Pragma | None:
        pragma = self.pragma
        self.pragma = None
        return pragma

    def drop_pragma(self) -> None:
        """Report directives that precede nothing they could apply to."""
        pragma = self.pragma
        if pragma is None:
            return
        self.pragma = None
        for pos, flag in pragma.places:
            if flag:
                self.sink.error(pos, codes.INVALID_DIRECTIVE, "misplaced compiler directive")
        for pos, _ in pragma.embeds:
            self.sink.error(pos, codes.INVALID_DIRECTIVE, "misplaced go:embed directive")

    # ----------------------------------------------------------------------------------- cursor

    def pos(self) -> int:
        line = self.s.line
        column = self.s.column
        if line > LINE_MAX or column > COLUMN_MAX:
            return make_pos(self.base, line, column)
        return self.base_bits | line << COLUMN_BITS | column

    def idx(self) -> int:
        counter = self.counter
        n = counter.next
        counter.next = n + 1
        return n

    def got(self, token: int) -> bool:
        if self.s.token == token:
            self.s.next()
            return True
        return False

    def want(self, token: int) -> None:
        if self.s.token == token:
            self.s.next()
        else:
            self.syntax_error("expected " + token_text(token))
            self.advance(0)

    def got_assign(self) -> bool:
        if self.s.token == tok.T_DEFINE:
            self.syntax_error("expected =")
            self.s.next()
            return True
        return self.got(tok.T_ASSIGN)

    def is_op(self, op: int) -> bool:
        return self.s.token == tok.T_OPERATOR and self.s.op == op

    # ----------------------------------------------------------------------------------- errors

    def error_at(self, pos: int, message: str) -> None:
        self._report(pos, codes.INVALID_TOKEN, message)

    def _report(self, pos: int, code: str, message: str) -> None:
        self.n_errors += 1
        self.sink.error(pos, code, message)

    def error_here(self, message: str) -> None:
        self.error_at(self.pos(), message)

    def syntax_error(self, message: str) -> None:
        self.syntax_error_at(self.pos(), message)

    def syntax_error_at(self, pos: int, message: str) -> None:
        """Report; messages such as "expected x" or "in y" are completed with the unexpected token."""
        if self.s.token == tok.T_EOF and self.n_errors:
            return
        if message.startswith(("in ", "at ", "after ")):
            message = " " + message
        elif message.startswith("expected "):
            message = ", " + message
        else:
            self._report(pos, codes.SYNTAX, "syntax error: " + message)
            return
        self._report(pos, codes.SYNTAX, "syntax error: unexpected " + self.current_text() + message)

    def current_text(self) -> str:
        token = self.s.token
        if token == tok.T_NAME:
            return "name " + self.s.text
        if token == tok.T_SEMI:
            return self.s.text
        if token == tok.T_LITERAL:
            return "literal " + self.s.text
        if token == tok.T_OPERATOR:
            return ast.OP_TEXT[self.s.op]
        if token == tok.T_ASSIGN_OP:
            return ast.OP_TEXT[self.s.op] + "="
        if token == tok.T_INC_OP:
            return ast.OP_TEXT[self.s.op] * 2
        return token_text(token)

    def advance(self, follow: int) -> None:
        """Skip to a token in `follow` (a bit set) or to the start of a statement; 0 skips one token."""
        if follow == 0:
            if self.s.token != tok.T_EOF:
                self.s.next()
            return
        follow |= 1 << tok.T_EOF
        if self.func_depth > 0:
            follow |= _STATEMENT_STARTS
        while not follow >> self.s.token & 1:
            self.s.next()

    def separated(self, context: str, separator: int, close: int) -> bool:
        """After a list element: step over the separator; False if the list cannot go on."""
        if not self.got(separator) and self.s.token != close:
            self.syntax_error(
                f"in {context}; possibly missing {token_text(separator)} or {token_text(close)}"
            )
            self.advance(1 << tok.T_RPAREN | 1 << tok.T_RBRACK | 1 << tok.T_RBRACE)
            if self.s.token != close:
                return False
        return True

    def more(self, close: int) -> bool:
        return self.s.token != tok.T_EOF and self.s.token != close

    def enter(self) -> bool:
        """Go one nesting level deeper; False (and an error) at the limit. Pair with `leave`."""
        was_allowed = self.nesting <= NESTING_MAX
        self.nesting += 1
        if self.nesting <= NESTING_MAX:
            return True
        if was_allowed:
            self.syntax_error("nested too deep")
        while self.s.token != tok.T_EOF:
            self.s.next()
        return False

    def leave(self) -> None:
        self.nesting -= 1

    # ------------------------------------------------------------------------------- small nodes

    def bad_expr(self) -> ast.BadExpr:
        return ast.BadExpr(self.pos(), self.idx())

    def name(self) -> ast.Name:
        if self.s.token == tok.T_NAME:
            name = ast.Name(self.pos(), self.idx(), self.s.text)
            self.s.next()
            return name
        name = ast.Name(self.pos(), self.idx(), "_")
        self.syntax_error("expected name")
        self.advance(0)
        return name

    def name_list(self, first: ast.Name) -> list[ast.Name]:
        names = [first]
        while self.got(tok.T_COMMA):
            names.append(self.name())
        return names

    def literal_or_none(self) -> ast.BasicLit | None:
        s = self.s
        if s.token != tok.T_LITERAL:
            return None
        literal = ast.BasicLit(self.pos(), self.idx(), s.kind, s.text, s.bad)
        s.next()
        return literal


def token_text(token: int) -> str:
    if token == tok.T_COMMA:
        return "comma"
    if token == tok.T_SEMI:
        return "semicolon or newline"
    text = tok.TOKEN_TEXT[token]
    return "keyword " + text if token >= tok.T_BREAK else text


def unparen(x: ast.Expr) -> ast.Expr:
    while isinstance(x, ast.ParenExpr):
        x = x.x
    return x


def unpack(x: ast.Expr | None) -> list[ast.Expr]:
    """The elements of a comma-separated list."""
    if x is None:
        return []
    if isinstance(x, ast.ListExpr):
        return x.elems
    return [x]


def _line_number(text: str) -> int:
    """The number of a `//line` directive, -1 for what is none."""
    if not (text.isascii() and text.isdigit()):
        return -1
    digits = text.lstrip("0")
    if len(digits) > 20:
        return -1
    number = int(digits or "0")
    return number if number < 1 << 64 else -1
