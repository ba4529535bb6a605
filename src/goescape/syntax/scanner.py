"""Splitting Go source into tokens (Go spec, "Lexical elements").

The scanner works on bytes; columns are byte columns. It inserts semicolons, reports malformed literals and
characters, and hands comments that are directives to a listener.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax.bytesource import Hole, clean

# What is read behind the last byte.
EOF: Final = -1

_SIMPLE_ESCAPES: Final = frozenset(b"abfnrtv\\")


class ScanListener(ABC):
    """Receives errors and directive comments, with positions in the physical file."""

    @abstractmethod
    def error(self, line: int, column: int, message: str) -> None: ...

    @abstractmethod
    def comment(self, line: int, column: int, text: bytes, alone: bool) -> None:
        """A comment that starts like a directive: `//go:`, `//line `, `/*line `.

        `alone` means that nothing but blanks stands before it on its line.
        """


@final
class Scanner:
    """The current token and how to get the next one."""

    def __init__(self, source: bytes, listener: ScanListener) -> None:
        self._holes: Final[list[Hole]] = []
        self._src: Final = clean(source, self._holes)
        self._len: Final = len(self._src)
        self._hole_idx: int = 0  # next hole to report
        self._listener: Final = listener
        self._names: Final[dict[bytes, str]] = {}
        self._at: int = 0  # next byte to read
        self._line: int = 1
        self._line_start: int = 0
        self._semi_pending: bool = False
        # The current token.
        self.token: int = tok.T_EOF
        self.line: int = 1
        self.column: int = 1
        self.text: str = ""  # T_NAME, T_LITERAL; T_SEMI: "semicolon", "newline" or "EOF"
        self.kind: int = 0  # T_LITERAL
        self.bad: bool = False  # T_LITERAL
        self.op: int = 0  # T_OPERATOR, T_ASSIGN_OP, T_INC_OP, T_STAR
        self.prec: int = 0

    # -------------------------------------------------------------------------------- errors

    def _error(self, message: str) -> None:
        """Report at the cursor."""
        self._report_holes()
        self._listener.error(self._line, self._column(self._at), message)

    def _error_at_token(self, message: str, offset: int = 0) -> None:
        self._report_holes()
        self._listener.error(self.line, self.column + offset, message)

    def _column(self, at: int) -> int:
        """The column in the file as it is on disk, with the bytes that were taken out."""
        column = at - self._line_start + 1
        for hole in self._holes:
            if hole.at > at:
                break
            if hole.at >= self._line_start:
                column += hole.width
        return column

    def _report_holes(self) -> None:
        """Report what was taken out up to the cursor."""
        while self._hole_idx < len(self._holes):
            hole = self._holes[self._hole_idx]
            if hole.at > self._at:
                break
            self._hole_idx += 1
            if hole.message:
                self._listener.error(hole.line, hole.column, hole.message)

    def _with_holes(self, start: int, end: int) -> bytes:
        """The text between two offsets as it is on disk; what was taken out behind it belongs to it."""
        text = b""
        at = start
        for hole in self._holes:
            if start < hole.at <= end:
                text += self._src[at : hole.at] + hole.taken
                at = hole.at
        return text + self._src[at:end]

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
        self._next()
        if self._holes:
            self._report_holes()

    def _next(self) -> None:
        src = self._src
        size = self._len
        pending = self._semi_pending
        self._semi_pending = False
        while True:
            from_line = self._line
            from_start = self._at == self._line_start
            at = self._at
            c = EOF
            while at < size:
                c = src[at]
                if c == 32 or c == 9 or c == 13:
                    at += 1
                elif c == 10 and not pending:
                    at += 1
                    self._line += 1
                    self._line_start = at
                else:
                    break
            self._at = at
            self.line = self._line
            self.column = self._column(at) if self._holes else at - self._line_start + 1
            if at >= size:
                if pending:
                    self._semicolon("EOF")
                else:
                    self.token = tok.T_EOF
                return
            if 97 <= (c | 0x20) <= 122 or c == 95 or c >= 0x80:
                self._name(at)
                return
            if c == 10:  # a newline that ends a statement
                self._newline()
                self._semicolon("newline")
                return
            if c == 47:  # /
                d = self._peek(1)
                if d == 47:
                    self._line_comment(self._line > from_line or from_start)
                    continue
                if d == 42:
                    self._block_comment()
                    if pending and self._line > self.line:
                        self._semicolon("newline")
                        return
                    continue
            if self._value(c) or self._operator(c):
                return
            self._error("invalid character " + unicode_text(c))
            self._at += 1

    def _value(self, c: int) -> bool:
        """A number, string or character, if one begins with c."""
        if 48 <= c <= 57 or c == 46 and 48 <= self._peek(1) <= 57:
            self._number()
        elif c == 34:
            self._string()
        elif c == 96:
            self._raw_string()
        elif c == 39:
            self._rune()
        else:
            return False
        return True

    def _semicolon(self, text: str) -> None:
        self.token = tok.T_SEMI
        self.text = text

    # ------------------------------------------------------------------------------ comments

    def _line_comment(self, alone: bool) -> None:
        start = self._at
        end = self._src.find(b"\n", start)
        if end < 0:
            end = self._len
        self._at = end
        c = self._src[start + 2] if start + 2 < end else EOF
        if c != 103 and c != 108:  # g, l
            return
        text = self._src[start:end]
        if text.startswith(b"//go:") or text.startswith(b"//line "):
            if text.endswith(b"\r"):
                text = text[:-1]
            self._report_holes()  # the directive may change the position base
            self._listener.comment(self.line, self.column, text, alone)

    def _block_comment(self) -> None:
        start = self._at
        end = self._src.find(b"*/", start + 2)
        terminated = end >= 0
        end = end + 2 if terminated else self._len
        line_end = self._src.rfind(b"\n", start, end)
        if line_end >= 0:
            self._line += self._src.count(b"\n", start, end)
            self._line_start = line_end + 1
        self._at = end
        if not terminated:
            self._error_at_token("comment not terminated")
        elif self._src.startswith(b"/*line ", start):
            self._report_holes()  # the directive may change the position base
            self._listener.comment(self.line, self.column, self._src[start:end], False)

    # --------------------------------------------------------------------- names and literals

    def _name(self, start: int) -> None:
        """Scan a name or keyword."""
        src = self._src
        size = self._len
        at = start
        while at < size:
            c = src[at]
            if 97 <= (c | 0x20) <= 122 or 48 <= c <= 57 or c == 95:
                at += 1
            elif c >= 0x80:
                at = self._wide_name_char(at, at == start)
            else:
                break
        self._at = at
        word = src[start:at]
        if self._holes:
            word = self._with_holes(start, at)
        keyword = tok.KEYWORDS.get(word)
        if keyword is not None:
            self.token = keyword
            self._semi_pending = (
                keyword == tok.T_RETURN
                or keyword == tok.T_BREAK
                or keyword == tok.T_CONTINUE
                or keyword == tok.T_FALLTHROUGH
            )
            return
        text = self._names.get(word)
        if text is None:
            text = word.decode("utf-8", "surrogateescape")
            self._names[word] = text
        self.token = tok.T_NAME
        self.text = text
        self._semi_pending = True

    def _wide_name_char(self, at: int, first: bool) -> int:
        """Step over a character beyond ASCII in a name; those that do not belong there are reported."""
        width = utf8_width(self._src[at])
        char = self._src[at : at + width].decode("utf-8")
        self._at = at
        if char.isdecimal():
            if first:
                self._error("identifier cannot begin with digit " + unicode_text(ord(char)))
        elif not char.isalpha():
            self._error(f"invalid character {unicode_text(ord(char))} in identifier")
        return at + width

    def _literal(self, kind: int, start: int, ok: bool) -> None:
        self.token = tok.T_LITERAL
        self.kind = kind
        self.bad = not ok
        text = self._src[start : self._at]
        if self._holes:
            text = self._with_holes(start, self._at)
        self.text = text.decode("utf-8", "surrogateescape")
        self._semi_pending = True

    def _number(self) -> None:
        start = self._at
        ok = True
        kind = ast.LIT_INT
        base = 10
        prefix = 0  # 0 for decimal, the character 0 for legacy octal, or x, o, b
        digits = 0  # bit 0: a digit was seen, bit 1: a separator
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
        digits |= self._digits(base)
        if self._peek() == 46:
            kind = ast.LIT_FLOAT
            if prefix == 111 or prefix == 98:
                self._error(f"invalid radix point in {_base_name(base)} literal")
                ok = False
            self._at += 1
            digits |= self._digits(base)
        if digits & 1 == 0 and ok:
            self._error(f"{_base_name(base)} literal has no digits")
            ok = False
        c = self._peek()
        e = c | 0x20
        if c != EOF and (e == 101 or e == 112):
            kind = ast.LIT_FLOAT
            if ok and e == 101 and prefix != 0 and prefix != 48:
                self._error(f"'{chr(c)}' exponent requires decimal mantissa")
                ok = False
            elif ok and e == 112 and prefix != 120:
                self._error(f"'{chr(c)}' exponent requires hexadecimal mantissa")
                ok = False
            self._at += 1
            if self._peek() == 43 or self._peek() == 45:
                self._at += 1
            exponent = self._digits(10)
            digits |= exponent & 2
            if exponent & 1 == 0 and ok:
                self._error("exponent has no digits")
                ok = False
        elif prefix == 120 and kind == ast.LIT_FLOAT and ok:
            self._error("hexadecimal mantissa requires a 'p' exponent")
            ok = False
        if self._peek() == 105:
            kind = ast.LIT_IMAG
            self._at += 1
        self._literal(kind, start, ok)
        if ok:
            self._check_digits(kind, base, digits & 2 != 0)

    def _digits(self, base: int) -> int:
        """Step over digits and separators; bit 0 of the result: a digit was seen, bit 1: a separator."""
        seen = 0
        while True:
            c = self._peek()
            if c == 95:
                seen |= 2
            elif 48 <= c <= 57 or base == 16 and 97 <= (c | 0x20) <= 102:
                seen |= 1
            else:
                return seen
            self._at += 1

    def _check_digits(self, kind: int, base: int, has_separator: bool) -> None:
        """Report a digit too large for the base, or a separator that separates nothing."""
        text = self.text
        if kind == ast.LIT_INT and base < 10:
            for i in range(len(text)):
                c = ord(text[i])
                if 48 + base <= c <= 57:
                    message = f"invalid digit '{chr(c)}' in {_base_name(base)} literal"
                    self._error_at_token(message, i)
                    self.bad = True
                    return
        if has_separator:
            misplaced = _misplaced_separator(text)
            if misplaced >= 0:
                self._error_at_token("'_' must separate successive digits", misplaced)
                self.bad = True

    def _string(self) -> None:
        start = self._at
        src = self._src
        size = self._len
        at = start + 1
        ok = True
        while True:
            if at >= size:
                self._at = at
                self._error_at_token("string not terminated")
                ok = False
                break
            c = src[at]
            if c == 34:
                self._at = at + 1
                break
            if c == 92:
                self._at = at + 1
                if not self._escape(34):
                    ok = False
                at = self._at
            elif c == 10:
                self._at = at
                self._error("newline in string")
                ok = False
                break
            else:
                at += 1
        self._literal(ast.LIT_STRING, start, ok)

    def _raw_string(self) -> None:
        start = self._at
        end = self._src.find(b"`", start + 1)
        ok = end >= 0
        if not ok:
            self._error_at_token("string not terminated")
        end = end + 1 if ok else self._len
        line_end = self._src.rfind(b"\n", start, end)
        if line_end >= 0:
            self._line += self._src.count(b"\n", start, end)
            self._line_start = line_end + 1
        self._at = end
        self._literal(ast.LIT_STRING, start, ok)

    def _rune(self) -> None:
        start = self._at
        self._at += 1
        ok = True
        n = 0
        while True:
            c = self._peek()
            if c == 39:
                if ok and n == 0:
                    self._error("empty rune literal or unescaped '")
                    ok = False
                elif ok and n != 1:
                    self._error_at_token("more than one character in rune literal")
                    ok = False
                self._at += 1
                break
            if c == 92:
                self._at += 1
                if not self._escape(39):
                    ok = False
            elif c == 10:
                if ok:
                    self._error("newline in rune literal")
                    ok = False
                break
            elif c == EOF:
                if ok:
                    self._error_at_token("rune literal not terminated")
                    ok = False
                break
            else:
                self._at += utf8_width(c)
            n += 1
        self._literal(ast.LIT_RUNE, start, ok)

    def _escape(self, quote: int) -> bool:
        """Check what follows a backslash."""
        c = self._peek()
        if c == EOF:
            return True  # the caller complains
        if c == quote or c in _SIMPLE_ESCAPES:
            self._at += 1
            return True
        base = 16
        if 48 <= c <= 55:
            n, base = 3, 8
        elif c == 120:
            n = 2
        elif c == 117:
            n = 4
        elif c == 85:
            n = 8
        else:
            self._error("unknown escape")
            return False
        if base == 16:
            self._at += 1
        x = 0
        for _ in range(n):
            c = self._peek()
            if c == EOF:
                return True
            d = _digit_value(c)
            if d >= base:
                char = self._src[self._at : self._at + utf8_width(c)].decode("utf-8")
                self._error(f"invalid character {quoted(char)} in {_base_name(base)} escape")
                return False
            x = x * base + d
            self._at += 1
        if base == 8 and x > 255:
            self._error(f"octal escape value {x} > 255")
            return False
        if x > 0x10FFFF or 0xD800 <= x < 0xE000:
            self._error(f"escape is invalid Unicode code point {unicode_text(x)}")
            return False
        return True

    # ------------------------------------------------------------------------------ operators

    def _operator(self, c: int) -> bool:
        """Scan an operator or delimiter; False (and nothing consumed) if the character is none."""
        if c == 46:
            dots = self._peek(1) == 46 and self._peek(2) == 46
            if self._peek(1) == 46 and self._peek(2) == 10:
                # The compiler looks ahead too far here and counts the line break twice.
                self._line += 1
                self._line_start = self._at
            self._take(3 if dots else 1, tok.T_DOTDOTDOT if dots else tok.T_DOT)
        elif c == 44:
            self._take(1, tok.T_COMMA)
        elif c == 40:
            self._take(1, tok.T_LPAREN)
        elif c == 41:
            self._take(1, tok.T_RPAREN)
            self._semi_pending = True
        elif c == 123:
            self._take(1, tok.T_LBRACE)
        elif c == 125:
            self._take(1, tok.T_RBRACE)
            self._semi_pending = True
        elif c == 91:
            self._take(1, tok.T_LBRACK)
        elif c == 93:
            self._take(1, tok.T_RBRACK)
            self._semi_pending = True
        elif c == 59:
            self._at += 1
            self._semicolon("semicolon")
        elif c == 58:
            define = self._peek(1) == 61
            self._take(2 if define else 1, tok.T_DEFINE if define else tok.T_COLON)
        elif c == 61:
            if self._peek(1) == 61:
                self._plain(2, ast.OP_EQL, tok.PREC_CMP)
            else:
                self._take(1, tok.T_ASSIGN)
        elif c == 60 or c == 62:
            self._angle(c)
        else:
            return self._arithmetic(c)
        return True

    def _arithmetic(self, c: int) -> bool:
        d = self._peek(1)
        if c == 43 or c == 45:
            op = ast.OP_ADD if c == 43 else ast.OP_SUB
            if d == c:
                self._take(2, tok.T_INC_OP)
                self._semi_pending = True
                self.op = op
                self.prec = 0
            else:
                self._binary(1, op, tok.PREC_ADD)
        elif c == 42:
            self._binary(1, ast.OP_MUL, tok.PREC_MUL)
            if self.token == tok.T_OPERATOR:
                self.token = tok.T_STAR
        elif c == 38:
            if d == 38:
                self._plain(2, ast.OP_AND_AND, tok.PREC_AND_AND)
            elif d == 94:
                self._binary(2, ast.OP_AND_NOT, tok.PREC_MUL)
            else:
                self._binary(1, ast.OP_AND, tok.PREC_MUL)
        elif c == 33:
            if d == 61:
                self._plain(2, ast.OP_NEQ, tok.PREC_CMP)
            else:
                self._plain(1, ast.OP_NOT, 0)
        elif c == 124:
            if d == 124:
                self._plain(2, ast.OP_OR_OR, tok.PREC_OR_OR)
            else:
                self._binary(1, ast.OP_OR, tok.PREC_ADD)
        elif c == 47:
            self._binary(1, ast.OP_DIV, tok.PREC_MUL)
        elif c == 37:
            self._binary(1, ast.OP_REM, tok.PREC_MUL)
        elif c == 94:
            self._binary(1, ast.OP_XOR, tok.PREC_ADD)
        elif c == 126:
            self._plain(1, ast.OP_TILDE, 0)
        else:
            return False
        return True

    def _angle(self, c: int) -> None:
        """`<`, `<=`, `<<`, `<-` and their mirror images."""
        d = self._peek(1)
        if d == 61:
            self._plain(2, ast.OP_LEQ if c == 60 else ast.OP_GEQ, tok.PREC_CMP)
        elif d == c:
            self._binary(2, ast.OP_SHL if c == 60 else ast.OP_SHR, tok.PREC_MUL)
        elif c == 60 and d == 45:
            self._take(2, tok.T_ARROW)
        else:
            self._plain(1, ast.OP_LSS if c == 60 else ast.OP_GTR, tok.PREC_CMP)

    def _take(self, width: int, token: int) -> None:
        self._at += width
        self.token = token

    def _plain(self, width: int, op: int, prec: int) -> None:
        self._at += width
        self.token = tok.T_OPERATOR
        self.op = op
        self.prec = prec

    def _binary(self, width: int, op: int, prec: int) -> None:
        """A binary operator, or the assignment form of it."""
        self._at += width
        self.op = op
        self.prec = prec
        if self._peek() == 61:
            self._at += 1
            self.token = tok.T_ASSIGN_OP
        else:
            self.token = tok.T_OPERATOR


def utf8_width(c: int) -> int:
    """The number of bytes of a character that starts with byte c."""
    if c < 0x80:
        return 1
    return 2 if c < 0xE0 else 3 if c < 0xF0 else 4


def unicode_text(char: int) -> str:
    """`U+0040 '@'`: the code point, and the character if it can be shown."""
    text = f"U+{char:04X}"
    if char <= 0x10FFFF and chr(char).isprintable():
        text += f" '{chr(char)}'"
    return text


def quoted(char: str) -> str:
    """A character as a Go rune literal."""
    code = ord(char)
    if char == "'" or char == "\\":
        return f"'\\{char}'"
    if char.isprintable():
        return f"'{char}'"
    if 7 <= code <= 13:
        return f"'\\{'abtnvfr'[code - 7]}'"
    if code < 0x20 or code == 0x7F:
        return f"'\\x{code:02x}'"
    return f"'\\u{code:04x}'" if code < 0x10000 else f"'\\U{code:08x}'"


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


def _misplaced_separator(text: str) -> int:
    """Offset of the first `_` that does not stand between digits, or -1."""
    before = "."  # a separator, a digit (as 0), or anything else
    start = 0
    hexadecimal = text.startswith(("0x", "0X"))
    if hexadecimal or text.startswith(("0o", "0O", "0b", "0B")):
        before = "0"  # a prefix counts as a digit
        start = 2
    for i in range(start, len(text)):
        c = text[i]
        if c == "_":
            if before != "0":
                return i
            before = "_"
        elif c in "0123456789" or hexadecimal and c in "abcdefABCDEF":
            before = "0"
        else:
            if before == "_":
                return i - 1
            before = "."
    return len(text) - 1 if before == "_" else -1
