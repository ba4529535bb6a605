"""Splitting Go source into tokens (Go spec, "Lexical elements").

The scanner works on bytes; columns are byte columns. It inserts semicolons, reports malformed literals and
characters, and hands comments that are directives to a listener.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.syntax import nodes as ast

# ------------------------------------------------------------------------------------ tokens

T_EOF: Final = 0
T_NAME: Final = 1
T_LITERAL: Final = 2
T_OPERATOR: Final = 3  # binary operators except *
T_ASSIGN_OP: Final = 4  # op=
T_INC_OP: Final = 5  # ++ --
T_ASSIGN: Final = 6
T_DEFINE: Final = 7
T_ARROW: Final = 8
T_STAR: Final = 9
T_LPAREN: Final = 10
T_LBRACK: Final = 11
T_LBRACE: Final = 12
T_RPAREN: Final = 13
T_RBRACK: Final = 14
T_RBRACE: Final = 15
T_COMMA: Final = 16
T_SEMI: Final = 17
T_COLON: Final = 18
T_DOT: Final = 19
T_DOTDOTDOT: Final = 20
T_BREAK: Final = 21
T_CASE: Final = 22
T_CHAN: Final = 23
T_CONST: Final = 24
T_CONTINUE: Final = 25
T_DEFAULT: Final = 26
T_DEFER: Final = 27
T_ELSE: Final = 28
T_FALLTHROUGH: Final = 29
T_FOR: Final = 30
T_FUNC: Final = 31
T_GO: Final = 32
T_GOTO: Final = 33
T_IF: Final = 34
T_IMPORT: Final = 35
T_INTERFACE: Final = 36
T_MAP: Final = 37
T_PACKAGE: Final = 38
T_RANGE: Final = 39
T_RETURN: Final = 40
T_SELECT: Final = 41
T_STRUCT: Final = 42
T_SWITCH: Final = 43
T_TYPE: Final = 44
T_VAR: Final = 45

TOKEN_TEXT: Final = (
    "EOF", "name", "literal", "op", "op=", "opop", "=", ":=", "<-", "*", "(", "[", "{", ")", "]", "}",
    ",", ";", ":", ".", "...", "break", "case", "chan", "const", "continue", "default", "defer", "else",
    "fallthrough", "for", "func", "go", "goto", "if", "import", "interface", "map", "package", "range",
    "return", "select", "struct", "switch", "type", "var",
)  # fmt: skip

KEYWORDS: Final[dict[str, int]] = {
    text: token for token, text in enumerate(TOKEN_TEXT) if token >= T_BREAK
}

# Precedence of binary operators; 0 for what is not one.
PREC_OR_OR: Final = 1
PREC_AND_AND: Final = 2
PREC_CMP: Final = 3
PREC_ADD: Final = 4
PREC_MUL: Final = 5

EOF: Final = -1
BOM: Final = 0xFEFF


class ScanListener(ABC):
    """Receives errors and directive comments, with positions in the physical file."""

    @abstractmethod
    def error(self, line: int, column: int, message: str) -> None: ...

    @abstractmethod
    def comment(self, line: int, column: int, text: bytes, at_line_start: bool) -> None:
        """A comment that starts like a directive: `//go:`, `//line `, `/*line `."""


@final
class Scanner:
    """The current token and how to get the next one."""

    def __init__(self, source: bytes, listener: ScanListener) -> None:
        self._src: Final = source
        self._len: Final = len(source)
        self._listener: Final = listener
        self._at: int = 0  # next byte to read
        self._line: int = 1
        self._line_start: int = 0
        self._semi_pending: bool = False
        # The current token.
        self.token: int = T_EOF
        self.line: int = 1
        self.column: int = 1
        self.text: str = ""  # T_NAME, T_LITERAL; T_SEMI: "semicolon", "newline" or "EOF"
        self.kind: int = 0  # T_LITERAL
        self.bad: bool = False  # T_LITERAL
        self.op: int = 0  # T_OPERATOR, T_ASSIGN_OP, T_INC_OP, T_STAR, T_ARROW
        self.prec: int = 0

    def _error(self, at: int, message: str) -> None:
        self._listener.error(self._line, at - self._line_start + 1, message)

    def _error_token(self, message: str) -> None:
        self._listener.error(self.line, self.column, message)

    def _newline(self) -> None:
        """Count the line break at the cursor and step over it."""
        self._at += 1
        self._line += 1
        self._line_start = self._at

    def _peek(self, offset: int = 0) -> int:
        at = self._at + offset
        return self._src[at] if at < self._len else EOF

    # ---------------------------------------------------------------------------------- next

    def next(self) -> None:
        """Make the next token current."""
        pending = self._semi_pending
        self._semi_pending = False
        while True:
            c = self._skip_blanks(pending)
            self.line = self._line
            self.column = self._at - self._line_start + 1
            if c == 10:  # a newline that ends a statement
                self._newline()
                self._semicolon("newline")
                return
            if c == EOF:
                if pending:
                    self._semicolon("EOF")
                else:
                    self.token = T_EOF
                return
            if c == 47:  # /
                d = self._peek(1)
                if d == 47:
                    if pending and self._line_comment_ends_statement():
                        return
                    self._line_comment()
                    continue
                if d == 42:
                    if self._block_comment() and pending:
                        self._semicolon("newline")
                        return
                    continue
            break
        if _is_letter(c) or c >= 0x80:
            if self._identifier():
                return
            self.next()
            return
        if 48 <= c <= 57:
            self._number()
            return
        if c == 46 and 48 <= self._peek(1) <= 57:
            self._number()
            return
        if c == 34:
            self._string()
        elif c == 96:
            self._raw_string()
        elif c == 39:
            self._rune_literal()
        elif not self._operator(c):
            self._semi_pending = pending
            self.next()

    def _skip_blanks(self, stop_at_newline: bool) -> int:
        src = self._src
        while self._at < self._len:
            c = src[self._at]
            if c == 32 or c == 9 or c == 13:
                self._at += 1
            elif c == 10:
                if stop_at_newline:
                    return c
                self._newline()
            else:
                return c
        return EOF

    def _semicolon(self, text: str) -> None:
        self.token = T_SEMI
        self.text = text

    # ------------------------------------------------------------------------------ comments

    def _line_comment_ends_statement(self) -> bool:
        """A comment behind a statement ends it like a newline, at the position of the comment."""
        self._line_comment()
        if self._at < self._len:
            self._newline()
            self._semicolon("newline")
        else:
            self._semicolon("EOF")
        return True

    def _line_comment(self) -> None:
        start = self._at
        end = self._src.find(b"\n", start)
        if end < 0:
            end = self._len
        text = self._src[start:end]
        self._check_text(start, end)
        if text.startswith(b"//go:") or text.startswith(b"//line "):
            self._listener.comment(self.line, self.column, text.rstrip(b"\r"), self.column == 1)
        self._at = end

    def _block_comment(self) -> bool:
        """Step over `/* … */`; True if it spans lines."""
        start = self._at
        end = self._src.find(b"*/", start + 2)
        if end < 0:
            self._check_text(start, self._len)
            self._error_token("comment not terminated")
            self._at = self._len
            return False
        end += 2
        text = self._src[start:end]
        self._check_text(start, end)
        line, column = self.line, self.column
        n_lines = text.count(b"\n")
        if n_lines:
            self._line += n_lines
            self._line_start = start + text.rfind(b"\n") + 1
        self._at = end
        if text.startswith(b"/*line "):
            self._listener.comment(line, column, text, False)
        return n_lines != 0

    def _check_text(self, start: int, end: int) -> None:
        """Report NULs, misplaced byte order marks and bytes that are not UTF-8 between two offsets."""
        text = self._src[start:end]
        if text.isascii() and b"\x00" not in text:
            return
        line, line_start = self._line, self._line_start
        at = start
        while at < end:
            c = self._src[at]
            if c == 10:
                line += 1
                line_start = at + 1
            if 0 < c < 0x80:
                at += 1
                continue
            char, width = self._decode(at)
            message = _bad_char_message(char, width, at)
            if message:
                self._listener.error(line, at - line_start + 1, message)
            at += width

    def _decode(self, at: int) -> tuple[int, int]:
        """The character at an offset and its width in bytes; (-2, 1) where it is not UTF-8."""
        c = self._src[at]
        if c < 0x80:
            return c, 1
        width = 2 if c < 0xE0 else 3 if c < 0xF0 else 4
        try:
            return ord(self._src[at : at + width].decode("utf-8")), width
        except (UnicodeDecodeError, TypeError):
            return NOT_UTF8, 1

    # --------------------------------------------------------------------- names and literals

    def _identifier(self) -> bool:
        """Scan a name or keyword; False if the character cannot start one (it was reported)."""
        src = self._src
        start = self._at
        at = start
        while at < self._len:
            c = src[at]
            if _is_letter(c) or 48 <= c <= 57:
                at += 1
                continue
            if c < 0x80:
                break
            char, width = self._decode(at)
            text = chr(char) if char >= 0 else ""
            if char == NOT_UTF8 or char == BOM:
                message = _bad_char_message(char, width, at)
                if message:
                    self._error(at, message)
                if at == start:
                    self._at = at + width
                    return False
            elif text.isalpha():
                pass
            elif text.isdecimal():
                if at == start:
                    self._error(at, f"identifier cannot begin with digit U+{char:04X} '{text}'")
            elif at == start:
                self._error(at, f"invalid character U+{char:04X} '{text}'" if text.isprintable() else f"invalid character U+{char:04X}")
                self._at = at + width
                return False
            else:
                self._error(at, f"invalid character U+{char:04X} '{text}' in identifier")
            at += width
        self._at = at
        text = src[start:at].decode("utf-8", "surrogateescape")
        keyword = KEYWORDS.get(text)
        if keyword is None:
            self.token = T_NAME
            self.text = text
            self._semi_pending = True
            return True
        self.token = keyword
        self._semi_pending = (
            keyword == T_BREAK or keyword == T_CONTINUE or keyword == T_FALLTHROUGH or keyword == T_RETURN
        )
        return True

    def _literal(self, kind: int, start: int, ok: bool) -> None:
        self.token = T_LITERAL
        self.kind = kind
        self.bad = not ok
        self.text = self._src[start : self._at].decode("utf-8", "surrogateescape")
        self._semi_pending = True

    def _number(self) -> None:
        start = self._at
        ok = True
        kind = ast.LIT_INT
        base = 10
        prefix = 0
        digits = 0  # bit 0: a digit was seen, bit 1: a separator
        invalid = -1  # offset of the first digit too large for the base
        if self._peek() == 48:
            self._at += 1
            c = self._peek() | 0x20
            if c == 120 or c == 111 or c == 98:
                self._at += 1
                prefix = c
                base = 16 if c == 120 else 8 if c == 111 else 2
            else:
                base = 8
                prefix = 48
                digits = 1
        seen, bad_at = self._digits(base)
        digits |= seen
        invalid = bad_at
        if self._peek() == 46:
            kind = ast.LIT_FLOAT
            if prefix == 111 or prefix == 98:
                self._error(self._at, f"invalid radix point in {_base_name(base)} literal")
                ok = False
            self._at += 1
            seen, bad_at = self._digits(base)
            digits |= seen
            if invalid < 0:
                invalid = bad_at
        if digits & 1 == 0 and ok:
            self._error_token(f"{_base_name(base)} literal has no digits")
            ok = False
        c = self._peek() | 0x20 if self._peek() != EOF else EOF
        if c == 101 or c == 112:
            if ok and c == 101 and prefix != 0 and prefix != 48:
                self._error(self._at, f"'{chr(self._peek())}' exponent requires decimal mantissa")
                ok = False
            elif ok and c == 112 and prefix != 120:
                self._error(self._at, f"'{chr(self._peek())}' exponent requires hexadecimal mantissa")
                ok = False
            self._at += 1
            kind = ast.LIT_FLOAT
            if self._peek() == 43 or self._peek() == 45:
                self._at += 1
            seen, _ = self._digits(10)
            digits |= seen & 2
            if seen & 1 == 0 and ok:
                self._error_token("exponent has no digits")
                ok = False
        elif prefix == 120 and kind == ast.LIT_FLOAT and ok:
            self._error_token("hexadecimal mantissa requires a 'p' exponent")
            ok = False
        if self._peek() == 105:
            kind = ast.LIT_IMAG
            self._at += 1
        self._literal(kind, start, ok)
        if kind == ast.LIT_INT and ok and invalid >= 0:
            self._error(invalid, f"invalid digit '{chr(self._src[invalid])}' in {_base_name(base)} literal")
            self.bad = True
            ok = False
        if digits & 2 and ok:
            at = _misplaced_separator(self.text)
            if at >= 0:
                self._error(start + at, "'_' must separate successive digits")
                self.bad = True

    def _digits(self, base: int) -> tuple[int, int]:
        seen = 0
        invalid = -1
        while True:
            c = self._peek()
            if c == 95:
                seen |= 2
            elif 48 <= c <= 57:
                seen |= 1
                if base < 10 and c >= 48 + base and invalid < 0:
                    invalid = self._at
            elif base == 16 and (97 <= (c | 0x20) <= 102) and c > 0:
                seen |= 1
            else:
                return seen, invalid
            self._at += 1

    def _string(self) -> None:
        start = self._at
        self._at += 1
        src = self._src
        ok = True
        while True:
            c = self._peek()
            if c == 34:
                self._at += 1
                break
            if c == 92:
                self._at += 1
                if not self._escape(34):
                    ok = False
                continue
            if c == 10:
                self._error(self._at, "newline in string")
                ok = False
                break
            if c == EOF:
                self._error_token("string not terminated")
                ok = False
                break
            if c == 0 or c >= 0x80:
                self._wide()
                continue
            self._at += 1
        self._literal(ast.LIT_STRING, start, ok)

    def _wide(self) -> None:
        """Step over a character inside a literal that may have to be reported."""
        char, width = self._decode(self._at)
        message = _bad_char_message(char, width, self._at)
        if message:
            self._error(self._at, message)
        self._at += width

    def _raw_string(self) -> None:
        start = self._at
        end = self._src.find(b"`", start + 1)
        if end < 0:
            self._check_text(start, self._len)
            self._error_token("string not terminated")
            end = self._len - 1
            self._at = self._len
            self._literal(ast.LIT_STRING, start, False)
            return
        self._check_text(start, end)
        n_lines = self._src.count(b"\n", start, end)
        if n_lines:
            self._line += n_lines
            self._line_start = self._src.rfind(b"\n", start, end) + 1
        self._at = end + 1
        self._literal(ast.LIT_STRING, start, True)

    def _rune_literal(self) -> None:
        start = self._at
        self._at += 1
        ok = True
        n = 0
        while True:
            c = self._peek()
            if c == 39:
                if ok:
                    if n == 0:
                        self._error_token("empty rune literal or unescaped '")
                        ok = False
                    elif n != 1:
                        self._error_token("more than one character in rune literal")
                        ok = False
                self._at += 1
                break
            if c == 92:
                self._at += 1
                if not self._escape(39):
                    ok = False
                n += 1
                continue
            if c == 10:
                if ok:
                    self._error(self._at, "newline in rune literal")
                    ok = False
                break
            if c == EOF:
                if ok:
                    self._error_token("rune literal not terminated")
                    ok = False
                break
            if c == 0 or c >= 0x80:
                self._wide()
            else:
                self._at += 1
            n += 1
        self._literal(ast.LIT_RUNE, start, ok)

    def _escape(self, quote: int) -> bool:
        """Check what follows a backslash."""
        c = self._peek()
        if c == quote or c in b"abfnrtv\\" and c > 0:
            self._at += 1
            return True
        base = 16
        limit = 255
        if 48 <= c <= 55:
            n, base = 3, 8
        elif c == 120:
            self._at += 1
            n = 2
        elif c == 117 or c == 85:
            self._at += 1
            n = 4 if c == 117 else 8
            limit = 0x10FFFF
        else:
            if c == EOF:
                return True
            self._error(self._at, "unknown escape")
            return False
        x = 0
        for _ in range(n):
            c = self._peek()
            if c == EOF:
                return True
            d = _digit_value(c)
            if d >= base:
                char, _width = self._decode(self._at)
                shown = "'\\''" if char == 39 else repr(chr(char)) if char >= 0 else "'?'"
                self._error(self._at, f"invalid character {shown} in {_base_name(base)} escape")
                return False
            x = x * base + d
            self._at += 1
        if x > limit and base == 8:
            self._error(self._at, f"octal escape value {x} > 255")
            return False
        if x > limit or 0xD800 <= x < 0xE000 and limit > 255:
            self._error(self._at, f"escape is invalid Unicode code point U+{x:04X}")
            return False
        return True

    # ------------------------------------------------------------------------------ operators

    def _operator(self, c: int) -> bool:
        """Scan an operator or delimiter; False if the character is none (it was reported)."""
        at = self._at
        d = self._peek(1)
        if c == 40:
            self._delimiter(T_LPAREN)
        elif c == 91:
            self._delimiter(T_LBRACK)
        elif c == 123:
            self._delimiter(T_LBRACE)
        elif c == 44:
            self._delimiter(T_COMMA)
        elif c == 59:
            self._at += 1
            self._semicolon("semicolon")
        elif c == 41 or c == 93 or c == 125:
            self._delimiter(T_RPAREN if c == 41 else T_RBRACK if c == 93 else T_RBRACE)
            self._semi_pending = True
        elif c == 58:
            if d == 61:
                self._at += 2
                self.token = T_DEFINE
            else:
                self._delimiter(T_COLON)
        elif c == 46:
            if d == 46 and self._peek(2) == 46:
                self._at += 3
                self.token = T_DOTDOTDOT
            else:
                self._delimiter(T_DOT)
        elif c == 43 or c == 45:
            if d == c:
                self._at += 2
                self._semi_pending = True
                self.token = T_INC_OP
                self.op = ast.OP_ADD if c == 43 else ast.OP_SUB
                self.prec = 0
            else:
                self._binary(1, ast.OP_ADD if c == 43 else ast.OP_SUB, PREC_ADD)
        elif c == 42:
            self._binary(1, ast.OP_MUL, PREC_MUL)
            if self.token == T_OPERATOR:
                self.token = T_STAR
        elif c == 47:
            self._binary(1, ast.OP_DIV, PREC_MUL)
        elif c == 37:
            self._binary(1, ast.OP_REM, PREC_MUL)
        elif c == 38:
            if d == 38:
                self._plain(2, ast.OP_AND_AND, PREC_AND_AND)
            elif d == 94:
                self._binary(2, ast.OP_AND_NOT, PREC_MUL)
            else:
                self._binary(1, ast.OP_AND, PREC_MUL)
        elif c == 124:
            if d == 124:
                self._plain(2, ast.OP_OR_OR, PREC_OR_OR)
            else:
                self._binary(1, ast.OP_OR, PREC_ADD)
        elif c == 94:
            self._binary(1, ast.OP_XOR, PREC_ADD)
        elif c == 60:
            if d == 60:
                self._binary(2, ast.OP_SHL, PREC_MUL)
            elif d == 61:
                self._plain(2, ast.OP_LEQ, PREC_CMP)
            elif d == 45:
                self._at += 2
                self.token = T_ARROW
                self.op = ast.OP_RECV
                self.prec = 0
            else:
                self._plain(1, ast.OP_LSS, PREC_CMP)
        elif c == 62:
            if d == 62:
                self._binary(2, ast.OP_SHR, PREC_MUL)
            elif d == 61:
                self._plain(2, ast.OP_GEQ, PREC_CMP)
            else:
                self._plain(1, ast.OP_GTR, PREC_CMP)
        elif c == 61:
            if d == 61:
                self._plain(2, ast.OP_EQL, PREC_CMP)
            else:
                self._delimiter(T_ASSIGN)
        elif c == 33:
            if d == 61:
                self._plain(2, ast.OP_NEQ, PREC_CMP)
            else:
                self._plain(1, ast.OP_NOT, 0)
        elif c == 126:
            self._plain(1, ast.OP_TILDE, 0)
        else:
            self._at += 1
            if c == 0:
                self._error(at, "invalid NUL character")
            elif 32 < c < 127:
                self._error(at, f"invalid character U+{c:04X} '{chr(c)}'")
            else:
                self._error(at, f"invalid character U+{c:04X}")
            return False
        return True

    def _delimiter(self, token: int) -> None:
        self._at += 1
        self.token = token

    def _plain(self, width: int, op: int, prec: int) -> None:
        self._at += width
        self.token = T_OPERATOR
        self.op = op
        self.prec = prec

    def _binary(self, width: int, op: int, prec: int) -> None:
        """A binary operator, or the assignment form of it."""
        self._at += width
        self.op = op
        if self._peek() == 61:
            self._at += 1
            self.token = T_ASSIGN_OP
            self.prec = 0
        else:
            self.token = T_OPERATOR
            self.prec = prec


NOT_UTF8: Final = -2


def _is_letter(c: int) -> bool:
    return 97 <= c <= 122 or 65 <= c <= 90 or c == 95


def _digit_value(c: int) -> int:
    if 48 <= c <= 57:
        return c - 48
    c |= 0x20
    if 97 <= c <= 102:
        return c - 87
    return 36


def _base_name(base: int) -> str:
    if base == 2:
        return "binary"
    if base == 8:
        return "octal"
    if base == 10:
        return "decimal"
    return "hexadecimal"


def _bad_char_message(char: int, width: int, at: int) -> str:
    if char == 0:
        return "invalid NUL character"
    if char == NOT_UTF8:
        return "invalid UTF-8 encoding"
    if char == BOM and at > 0:
        return "invalid BOM in the middle of the file"
    return ""


def _misplaced_separator(text: str) -> int:
    """Offset of the first `_` that does not stand between digits, or -1."""
    before = " "
    i = 0
    if len(text) >= 2 and text[0] == "0" and text[1] in "xXoObB":
        i = 2
        before = "0"
    while i < len(text):
        c = text[i]
        if c == "_":
            if before != "0":
                return i
        elif c.isdigit() or text[1:2] in ("x", "X") and c.lower() in "abcdef":
            c = "0"
        else:
            if before == "_":
                return i - 1
            c = "."
        before = c
        i += 1
    return len(text) - 1 if before == "_" else -1
