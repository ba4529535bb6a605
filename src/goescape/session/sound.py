"""What is left of a package with errors: its sources without the declarations that errors are in.

What is wrong is blanked out, so that all else stays where it is: of a function its body, if the error is in that; otherwise the
whole declaration. What mentioned it is wrong then, and goes in the next round, until nothing is wrong any more. To the
rest a function without a body is one that nothing is known of.

Declarations are found by their first word at the beginning of a line, as gofmt writes them: after a syntax error the parser does
not know where it is.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.syntax import directive, parser
from goescape.syntax import nodes as ast

# A place that an error is at: file (as the compiler is told its name), line, column.
Blamed = tuple[str, int, int]

_BEGINS: Final = re.compile(rb"^(?:func|type|var|const|import)\b", re.MULTILINE)
_BODY: Final = re.compile(rb"\{[ \t]*(?://[^\n]*)?$", re.MULTILINE)
_FUNCTION: Final = re.compile(
    rb"func\s*(?:\(\s*(?:\w+\s+)?(?P<star>\*?)\s*(?P<type>\w+)[^)]*\)\s*)?(?P<name>\w+)"
)
_NAMED: Final = re.compile(rb"(?:(?:type|var|const|import)\s+\(?\s*)?(?P<name>[\w\"./]+)")
# Their bodies are required: they get empty ones.
_NEEDS_BODY: Final = frozenset((b"main", b"init"))


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


def _reduced(content: bytes, places: list[tuple[int, int]], found: Remainder) -> bytes | None:
    starts = _line_starts(content)
    spans = _Spans(content, starts)
    text = bytearray(content)
    for line, column in places:
        if line > len(starts):
            return None
        at = starts[line - 1] + max(column - 1, 0)
        span = spans.around(at)
        if span is None:
            return None
        span.note(content, found)
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


@dataclass(frozen=True, slots=True)
class _Span:
    """What is to be blanked out, in which declaration."""

    declaration: int
    start: int
    end: int
    is_required_body: bool = False

    def note(self, content: bytes, found: Remainder) -> None:
        head = content[self.declaration :]
        function = _FUNCTION.match(head)
        if function is not None:
            name = function["name"].decode("utf-8", "replace")
            if function["type"]:
                type = function["type"].decode("utf-8", "replace")
                name = f"(*{type}).{name}" if function["star"] else f"{type}.{name}"
            if name not in found.functions:
                found.functions.append(name)
            return
        named = _NAMED.match(head)
        name = "?" if named is None else named["name"].decode("utf-8", "replace")
        if not head.startswith(b"import") and name not in found.declarations:
            found.declarations.append(name)


class _Spans:
    """Where the declarations of a file are, and the bodies of its functions."""

    def __init__(self, content: bytes, starts: list[int]) -> None:
        self._content = content
        self._begins = _begins(content)
        self._bodies: list[tuple[int, int]] = []
        self._specs: list[tuple[int, int]] = []
        self._imports: list[tuple[int, int]] = []
        tree = _tree(content)
        if tree is not None:
            self._read(tree, starts)

    def _read(self, tree: ast.File, starts: list[int]) -> None:
        """A file without syntax errors is known exactly."""

        def offset(pos: int) -> int:
            return starts[line_of(pos) - 1] + column_of(pos) - 1

        for decl, after in zip(tree.decls, [*tree.decls[1:], None], strict=True):
            if isinstance(decl, ast.FuncDecl) and decl.body is not None:
                self._bodies.append((offset(decl.body.pos), offset(decl.body.rbrace) + 1))
            elif isinstance(decl, ast.ImportDecl) and decl.path is not None:
                end = offset(decl.path.pos) + len(decl.path.value.encode())
                self._imports.append((offset(decl.pos), end))
            elif decl.group is not None and not isinstance(decl, ast.ConstDecl):
                # One of several in parentheses; constants count on each other.
                start = offset(decl.pos)
                if after is not None and after.group is decl.group:
                    self._specs.append((start, offset(after.pos)))
                else:
                    parenthesis = self._content.rfind(b")", start, self._end(start))
                    self._specs.append((start, parenthesis))

    def around(self, at: int) -> _Span | None:
        """What has to go if there is an error at an offset."""
        begin = max((start for start in self._begins if start <= at), default=-1)
        if begin < 0:
            return None
        end = self._end(at)
        for start, stop in self._bodies:
            if start <= at < stop:
                return self._body(begin, start, stop)
        for start, stop in self._imports:
            if start <= at < stop:
                is_grouped = b"(" in self._content[begin:start]
                return _Span(begin, start if is_grouped else begin, stop)
        for start, stop in self._specs:
            if start <= at < stop:
                return _Span(start, start, stop)
        if not self._bodies and not self._specs and self._content.startswith(b"func", begin):
            # A syntax error: what looks like the head of a function is left.
            head = _BODY.search(self._content, begin, end)
            if head is not None and head.start() < at:
                return self._body(begin, head.start(), end)
        return _Span(begin, begin, end)

    def _end(self, at: int) -> int:
        """Where the declaration after an offset begins."""
        return min((start for start in self._begins if start > at), default=len(self._content))

    def _body(self, begin: int, start: int, stop: int) -> _Span:
        function = _FUNCTION.match(self._content, begin)
        needed = function is not None and not function["type"] and function["name"] in _NEEDS_BODY
        return _Span(begin, start, stop, needed)


def _tree(content: bytes) -> ast.File | None:
    """The syntax tree; None if there are syntax errors."""
    sink = Sink()
    counter = parser.ExprCounter()
    tree = parser.parse_file(content, "", PosTable(), sink, counter, directive.ORIGIN_USER)
    return None if tree.broken or sink.has_syntax_errors else tree


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
