"""What is left of a package with errors: its sources without the declarations that errors are in.

What is wrong is blanked out, so that all else stays where it is: of a function its body, if the error is in that; otherwise the
whole declaration. What mentioned it is wrong then, and goes in the next round, until nothing is wrong any more. To the
rest a function without a body is one that nothing is known of.

Where declarations are, and what they declare, the parser says. After a syntax error it does not know where it is: then they
are found by their first word at the beginning of a line, as gofmt writes them. Comments between declarations stay: they may
be directives for what follows.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.syntax import directive, extents, parser, printer
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok

# A place that an error is at: file (as the compiler is told its name), line, column.
Blamed = tuple[str, int, int]

_BEGINS: Final = re.compile(rb"^(?:func|type|var|const|import)\b", re.MULTILINE)
_BODY: Final = re.compile(rb"\{[ \t]*(?://[^\n]*)?$", re.MULTILINE)
_FUNCTION: Final = re.compile(
    rb"func\s*(?:\(\s*(?:\w+\s+)?(?P<star>\*?)\s*(?P<type>\w+)[^)]*\)\s*)?(?P<name>\w+)"
)
_NAMED: Final = re.compile(rb"(?:(?:type|var|const|import)\s+\(?\s*)?(?P<name>[\w\"./]+)")
# Their bodies are required: they get empty ones.
_NEEDS_BODY: Final = frozenset(("main", "init"))


@dataclass(slots=True)
class Remainder:
    """Sources without what is wrong in them."""

    files: list[tuple[str, bytes]]
    # Functions that were taken out, or lost their bodies, and other declarations.
    functions: list[str] = field(default_factory=list)
    declarations: list[str] = field(default_factory=list)


def without(files: list[tuple[str, bytes]], blamed: list[Blamed]) -> Remainder | None:
    """The files without what errors are blamed on; None if that cannot be said of each."""
    by_file: dict[str, list[tuple[int, int]]] = {}
    for name, line, column in blamed:
        by_file.setdefault(name, []).append((line, column))
    found = Remainder([])
    for name, content in files:
        places = by_file.pop(name, [])
        if places:
            reduced = _reduced(content, places, found)
            if reduced is None or reduced == content:
                return None
            content = reduced
        found.files.append((name, content))
    return None if by_file else found


def merge(known: list[str], names: list[str]) -> None:
    """Add the names that are not yet known."""
    known += [name for name in names if name not in known]


def _reduced(content: bytes, places: list[tuple[int, int]], found: Remainder) -> bytes | None:
    starts = _line_starts(content)
    tree = _tree(content)
    spans = _Guessed(content) if tree is None else _Parsed(content, tree, starts)
    text = bytearray(content)
    for line, column in places:
        if line > len(starts):
            return None
        span = spans.around(starts[line - 1] + max(column - 1, 0))
        if span is None:
            return None
        merge(found.functions, span.functions)
        merge(found.declarations, span.declarations)
        _blank(text, span.start, span.end)
        if span.is_required_body:
            text[span.start : span.start + 1] = b"{"
            text[span.end - 1 : span.end] = b"}"
    return bytes(text)


def _line_starts(content: bytes) -> list[int]:
    return [0, *[match.end() for match in re.finditer(b"\n", content)]]


def _blank(text: bytearray, start: int, end: int) -> None:
    """Leave line ends where they are."""
    text[start:end] = re.sub(rb"[^\n]", b" ", bytes(text[start:end]))


@dataclass(slots=True)
class _Span:
    """What is to be blanked out, and what is not known then."""

    start: int
    end: int
    functions: list[str] = field(default_factory=list)
    declarations: list[str] = field(default_factory=list)
    is_required_body: bool = False


# ------------------------------------------------------------------------ without syntax errors


class _Parsed:
    """The declarations of a file, their bodies, and what groups of them consist of."""

    def __init__(self, content: bytes, tree: ast.File, starts: list[int]) -> None:
        self._starts = starts
        self._whole: list[_Span] = []
        self._parts: list[_Span] = []
        waiting = list(reversed(tree.decls))
        for extent in _extents(content, starts):
            whole = _Span(extent.begin, extent.end)
            while waiting and self._offset(waiting[-1].pos) < extent.end:
                self._read(waiting.pop(), whole, extent)
            self._whole.append(whole)

    def _offset(self, pos: int) -> int:
        return self._starts[line_of(pos) - 1] + column_of(pos) - 1

    def _read(self, decl: ast.Decl, whole: _Span, extent: "_Extent") -> None:
        if isinstance(decl, ast.FuncDecl):
            name = _function_name(decl)
            whole.functions.append(name)
            if decl.body is not None:
                start, end = self._offset(decl.body.pos), self._offset(decl.body.rbrace) + 1
                self._parts.append(_Span(start, end, [name], [], name in _NEEDS_BODY))
            return
        names = _declared(decl)
        whole.declarations.extend(names)
        # Constants of a group count on each other.
        if decl.group is not None and not isinstance(decl, ast.ConstDecl):
            start = self._offset(decl.pos)
            end = min(end for end in extent.separators if end > start)
            self._parts.append(_Span(start, end, [], names))

    def around(self, at: int) -> _Span | None:
        """What has to go if there is an error at an offset."""
        for span in self._parts:
            if span.start <= at < span.end:
                return span
        found: _Span | None = None
        for span in self._whole:
            if span.start <= at:
                found = span
        return found


def _function_name(decl: ast.FuncDecl) -> str:
    if decl.recv is None:
        return decl.name.value
    t = decl.recv.type
    is_pointer = False
    while isinstance(t, (ast.ParenExpr, ast.Operation, ast.IndexExpr)):
        is_pointer = is_pointer or isinstance(t, ast.Operation)
        t = t.x
    return _method_name(printer.text(t), is_pointer, decl.name.value)


def _method_name(receiver: str, is_pointer: bool, name: str) -> str:
    return f"(*{receiver}).{name}" if is_pointer else f"{receiver}.{name}"


def _declared(decl: ast.Decl) -> list[str]:
    if isinstance(decl, ast.TypeDecl):
        return [decl.name.value]
    if isinstance(decl, (ast.VarDecl, ast.ConstDecl)):
        return [name.value for name in decl.names]
    return []


def _tree(content: bytes) -> ast.File | None:
    """The syntax tree; None if there are syntax errors."""
    sink = Sink()
    counter = parser.ExprCounter()
    tree = parser.parse_file(content, "", PosTable(), sink, counter, directive.ORIGIN_USER)
    return None if tree.broken or sink.has_syntax_errors else tree


@dataclass(slots=True)
class _Extent:
    """Where a declaration is: from its keyword to the semicolon, which is part of it if it is written."""

    begin: int
    end: int = 0
    # Where the members of a group end, as above.
    separators: list[int] = field(default_factory=list)


def _extents(content: bytes, starts: list[int]) -> list[_Extent]:
    """The extents of the declarations of a file without syntax errors, after its package clause."""
    scanner = extents.silent_scanner(content)
    scanner.next()
    found: list[_Extent] = []
    current: _Extent | None = None
    depth = 0
    while scanner.token != tok.T_EOF:
        at = starts[scanner.line - 1] + scanner.column - 1
        current = current or _Extent(at)
        nesting = extents.nesting(scanner.token)
        depth += nesting
        if nesting < 0 and depth == 0:
            current.separators.append(at)
        elif scanner.token == tok.T_SEMI and depth <= 1:
            end = at + 1 if content[at : at + 1] == b";" else at
            if depth == 1:
                current.separators.append(end)
            else:
                current.end = end
                found.append(current)
                current = None
        scanner.next()
    return found[1:]


# --------------------------------------------------------------------------- with syntax errors


class _Guessed:
    """Declarations by what their lines begin with."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._begins = _begins(content)

    def around(self, at: int) -> _Span | None:
        """What has to go if there is an error at an offset."""
        begin = max((start for start in self._begins if start <= at), default=-1)
        if begin < 0:
            return None
        end = self._end(at)
        function = _FUNCTION.match(self._content, begin)
        if function is None:
            return _Span(begin, end, [], self._declared(begin))
        name = _matched_name(function)
        # What looks like the head of a function is left.
        head = _BODY.search(self._content, begin, end)
        if head is not None and head.start() < at:
            return _Span(head.start(), end, [name], [], name in _NEEDS_BODY)
        return _Span(begin, end, [name])

    def _declared(self, begin: int) -> list[str]:
        if self._content.startswith(b"import", begin):
            return []
        named = _NAMED.match(self._content, begin)
        return ["?" if named is None else named["name"].decode("utf-8", "replace")]

    def _end(self, at: int) -> int:
        """Where the declaration after an offset begins, with the comments before it."""
        content = self._content
        end = min((start for start in self._begins if start > at), default=len(content))
        while True:
            line = content.rfind(b"\n", at, max(end - 1, at)) + 1
            text = content[line:end].strip()
            if line <= at or (text and not text.startswith(b"//")):
                return end
            end = line


def _matched_name(function: re.Match[bytes]) -> str:
    name = function["name"].decode("utf-8", "replace")
    if not function["type"]:
        return name
    receiver = function["type"].decode("utf-8", "replace")
    return _method_name(receiver, function["star"] != b"", name)


def _begins(content: bytes) -> list[int]:
    """Offsets of declarations: words at the beginning of lines, but in raw strings and comments."""
    hidden = [match.span() for match in _HIDDEN.finditer(content)]
    found: list[int] = []
    at = 0
    for match in _BEGINS.finditer(content):
        while at < len(hidden) and hidden[at][1] <= match.start():
            at += 1
        if at == len(hidden) or not hidden[at][0] <= match.start():
            found.append(match.start())
    return found


# Comments, strings and runes; one that does not end hides nothing.
_HIDDEN: Final = re.compile(
    rb"//[^\n]*|/\*.*?\*/|`[^`]*`|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'", re.DOTALL
)
