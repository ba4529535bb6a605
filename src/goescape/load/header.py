"""The top of a Go file: package clause and imports, read without parsing the rest.

Only what selection needs is looked at, so most files are never parsed. Errors are worded like the go
command's, whose reader is equally shallow.
"""

import re
from typing import NamedTuple

from goescape.load import names

_SKIP = re.compile(r"(?:[ \t\r\n]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
# Between specifications: semicolons are inserted at line ends, so one of each is enough.
_SKIP_SEMI = re.compile(r"(?:[ \t\r\n;]+|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
_IDENT = re.compile(r"[^\W\d]\w*")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`')
_PATH = re.compile(r"""[^\s!"#$%&'()*,:;<=>?[\\\]^{|}`]+""")
_WORD = re.compile(r"[^\W\d]\w*|\d\w*|\S")
# For finding `//go:embed` outside of strings and general comments.
_EMBED_SCAN = re.compile(
    r"""//[^\n]*|/\*.*?\*/|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'""", re.DOTALL
)
_EMBED_WORD = re.compile(r'"(?:[^"\\\n]|\\.)*"|`[^`]*`|\S+')

KEYWORDS = frozenset(
    "break case chan const continue default defer else fallthrough for func go goto if import interface "
    "map package range return select struct switch type var".split()
)


class HeaderError(Exception):
    """The file does not start as a Go file; `line` and `column` say where."""

    def __init__(self, line: int, column: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.column = column
        self.message = message


class Import(NamedTuple):
    """One import specification: the path without quotes, and where it starts."""

    path: str
    line: int
    column: int


class Embed(NamedTuple):
    """One pattern of a `//go:embed` line."""

    pattern: str
    line: int
    column: int


class Header(NamedTuple):
    """What selection needs to know of one file."""

    package: str
    package_line: int
    package_column: int
    imports: tuple[Import, ...]
    embeds: tuple[Embed, ...]


def read_header(content: bytes) -> Header:
    """Read package clause and imports; raises HeaderError."""
    if content.startswith(b"\xef\xbb\xbf"):
        content = content[3:]
    text = content.decode("utf-8", "surrogateescape")
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def read(self) -> Header:
        text = self._text
        self._skip(_SKIP)
        word = self._word()
        if word != "package":
            raise self._error(f"expected 'package', found {self._found(word)}")
        self._at += len(word)
        self._skip(_SKIP)
        name = _IDENT.match(text, self._at)
        if name is None or name.group() in KEYWORDS:
            raise self._error(f"expected 'IDENT', found {self._found(self._word())}")
        line, column = self._position(self._at)
        self._at = name.end()
        imports: list[Import] = []
        while True:
            self._skip(_SKIP_SEMI)
            if not text.startswith("import", self._at) or self._word() != "import":
                break
            self._at += len("import")
            self._imports(imports)
        embeds: tuple[Embed, ...] = ()
        if "//go:embed" in text and any(spec.path == "embed" for spec in imports):
            embeds = self._embeds()
        return Header(name.group(), line, column, tuple(imports), embeds)

    def _imports(self, imports: list[Import]) -> None:
        self._skip(_SKIP)
        if not self._text.startswith("(", self._at):
            self._import(imports)
            return
        self._at += 1
        while True:
            self._skip(_SKIP_SEMI)
            if self._at >= len(self._text):
                raise self._error("expected ')', found 'EOF'")
            if self._text[self._at] == ")":
                self._at += 1
                return
            self._import(imports)

    def _import(self, imports: list[Import]) -> None:
        text = self._text
        line, column = self._position(self._at)
        name = _IDENT.match(text, self._at)
        if name is not None:
            self._at = name.end()
            self._skip(_SKIP)
        elif text.startswith(".", self._at):
            self._at += 1
            self._skip(_SKIP)
        string = _STRING.match(text, self._at)
        if string is None:
            if text.startswith('"', self._at):
                raise self._error("string literal not terminated")
            if text.startswith("`", self._at):
                raise self._error("raw string literal not terminated")
            raise self._error("import path must be a string")
        path = _unquote(string.group())
        if _PATH.fullmatch(path) is None or not path.isprintable():
            raise self._error(f"invalid import path: {names.escaped(string.group())}")
        imports.append(Import(path, line, column))
        self._at = string.end()

    def _embeds(self) -> tuple[Embed, ...]:
        found: list[Embed] = []
        for match in _EMBED_SCAN.finditer(self._text):
            comment = match.group()
            if not comment.startswith(("//go:embed ", "//go:embed\t")):
                continue
            start = match.start() + len("//go:embed")
            for word in _EMBED_WORD.finditer(comment, len("//go:embed")):
                line, column = self._position(start + word.start() - len("//go:embed"))
                found.append(Embed(_unquote(word.group()), line, column))
        return tuple(found)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self._text, self._at)
        if match is not None:
            self._at = match.end()
        if self._text.startswith("/*", self._at):
            raise self._error("comment not terminated")

    def _word(self) -> str:
        match = _WORD.match(self._text, self._at)
        return match.group() if match is not None else ""

    def _found(self, word: str) -> str:
        if not word:
            return "'EOF'"
        return f"'{word}'" if word in KEYWORDS else names.escaped(word)

    def _position(self, offset: int) -> tuple[int, int]:
        line = self._text.count("\n", 0, offset) + 1
        start = self._text.rfind("\n", 0, offset) + 1
        return line, len(self._text[start:offset].encode("utf-8", "surrogateescape")) + 1

    def _error(self, message: str) -> HeaderError:
        line, column = self._position(self._at)
        return HeaderError(line, column, message)


def _unquote(literal: str) -> str:
    if literal.startswith("`"):
        return literal[1:-1].replace("\r", "")
    if literal.startswith('"'):
        body = literal[1:-1]
        if "\\" in body:
            return body.encode("utf-8", "surrogateescape").decode("unicode_escape", "replace")
        return body
    return literal
