"""The parser's cursor: current token, errors, recovery. The grammar is in `grammar_*`.

Parsing never raises: it reports to the sink and returns a tree, with BadExpr where nothing fits.
"""

from typing import Final, final

from goescape.base.diag import Sink
from goescape.base.pos import LINE_MAX, PosTable, make_pos
from goescape.syntax import directive
from goescape.syntax import nodes as ast
from goescape.syntax import scanner as tok
from goescape.syntax.scanner import Scanner, ScanListener

# Blocks, types and operands nested deeper than this are refused.
NESTING_MAX: Final = 1000

_STATEMENT_STARTS: Final = (
    1 << tok.T_BREAK | 1 << tok.T_CONST | 1 << tok.T_CONTINUE | 1 << tok.T_DEFER
    | 1 << tok.T_FALLTHROUGH | 1 << tok.T_FOR | 1 << tok.T_GO | 1 << tok.T_GOTO | 1 << tok.T_IF
    | 1 << tok.T_RETURN | 1 << tok.T_SELECT | 1 << tok.T_SWITCH | 1 << tok.T_TYPE | 1 << tok.T_VAR
)  # fmt: skip


@final
class ExprCounter:
    """Numbers the expressions of one package."""

    def __init__(self) -> None:
        self.next: int = 0


@final
class Parser(ScanListener):
    """Cursor over the tokens of one file."""

    def __init__(
        self, source: bytes, filename: str, table: PosTable, sink: Sink, counter: ExprCounter
    ) -> None:
        self.table: Final = table
        self.sink: Final = sink
        self.filename: Final = filename
        self.file_base: Final = table.add_file(filename)
        self.base: int = self.file_base
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
        self.pragma: ast.Pragma | None = None
        self.file_pragma: Final = ast.Pragma()
        if source.startswith(b"\xef\xbb\xbf"):
            source = source[3:]
        self.s: Final = Scanner(source, self)
        self.s.next()

    # ------------------------------------------------------------------------ scanner's listener

    def error(self, line: int, column: int, message: str) -> None:
        self.error_at(make_pos(self.base, line, column), message)

    def comment(self, line: int, column: int, text: bytes, at_line_start: bool) -> None:
        pos = make_pos(self.base, line, column)
        if text.startswith(b"//line ") or text.startswith(b"/*line "):
            if at_line_start or text.startswith(b"/*"):
                self.line_directive(line, column, text)
            return
        words = text[2:].decode("utf-8", "surrogateescape").split()
        if words:
            self.go_directive(pos, words, text[2:].decode("utf-8", "surrogateescape"))

    def line_directive(self, line: int, column: int, text: bytes) -> None:
        """`//line f:10`, `//line f:10:2`, `/*line f:10:2*/`."""
        is_block = text.startswith(b"/*")
        body = text[7:-2] if is_block else text[7:]
        spec = body.decode("utf-8", "surrogateescape").rstrip("\r")
        name, colon, last = spec.rpartition(":")
        if not colon:
            return
        # Where the number to complain about stands: columns are of bytes.
        number = _line_number(last)
        last_column = column + 7 + len((name + colon).encode("utf-8", "surrogateescape"))
        if number < 0:
            self.error(line, last_column, f"invalid line number: {last}")
            return
        new_line, new_column = number, 0
        before, colon, middle = name.rpartition(":")
        has_column = colon != "" and _line_number(middle) >= 0
        if has_column:
            if number == 0 or number > LINE_MAX:
                self.error(line, last_column, f"invalid column number: {last}")
                return
            last_column -= len(middle) + 1
            name, last, new_line, new_column = before, middle, _line_number(middle), number
        if new_line == 0 or new_line > LINE_MAX:
            self.error(line, last_column, f"invalid line number: {last}")
            return
        if name == "":
            if has_column:
                name = self.table.bases[self.base].filename
        else:
            name = directive.beside(name, self.filename)
        if is_block:
            start = make_pos(self.base, line, column + len(text))
        else:
            start = make_pos(self.base, line + 1, 1)
        self.base = self.table.add_line_directive(self.file_base, name, new_line, new_column, start)

    def go_directive(self, pos: int, words: list[str], text: str) -> None:
        verb = words[0]
        if verb == "go:build":
            if self.before_package:
                self.go_version = _build_version(text[len("go:build") :])
            return
        if verb == "go:linkname":
            if 2 <= len(words) <= 3:
                remote = words[2] if len(words) == 3 else ""
                self.file_pragma.linknames.append((pos, words[1], remote))
            else:
                self.error_at(pos, "usage: //go:linkname localname [linkname]")
            return
        if verb == "go:embed":
            self.take_or_new().embeds.append((pos, words[1:]))
            return
        flag = directive.FLAGS.get(verb)
        if flag is not None:
            self.take_or_new().flags |= flag

    def take_or_new(self) -> ast.Pragma:
        pragma = self.pragma
        if pragma is None:
            pragma = ast.Pragma()
            self.pragma = pragma
        return pragma

    def take_pragma(self) -> ast.Pragma | None:
        pragma = self.pragma
        self.pragma = None
        return pragma

    def drop_pragma(self) -> None:
        """Directives that precede nothing they could apply to."""
        if self.pragma is not None:
            self.pragma = None

    # ----------------------------------------------------------------------------------- cursor

    def pos(self) -> int:
        return make_pos(self.base, self.s.line, self.s.column)

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
        self.n_errors += 1
        self.sink.error(pos, message)

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
            self.error_at(pos, "syntax error: " + message)
            return
        self.error_at(pos, "syntax error: unexpected " + self.current_text() + message)

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
        self.nesting += 1
        if self.nesting <= NESTING_MAX:
            return True
        if self.nesting == NESTING_MAX + 1:
            self.error_here("exceeded max nesting depth")
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
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _build_version(expression: str) -> str:
    """The language version that a `//go:build` line implies: the largest `go1.N` it requires."""
    best = -1
    for term in expression.replace("(", " ").replace(")", " ").split("&&"):
        words = term.split()
        versions = [
            int(word[4:]) for word in words if word.startswith("go1.") and word[4:].isdigit()
        ]
        alternatives = [word for word in words if word != "||"]
        if len(versions) == len(alternatives) and versions:
            best = max(best, min(versions))
    return f"go1.{best}" if best >= 0 else ""
