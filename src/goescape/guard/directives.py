"""The directives of a package's files, each with what it is about: a function, a line, a method of an interface.

A directive alone on its line is about what follows on the next line of code; comments may stand between. One behind code is about
its line. Files that are not compiled are read, too: a promise there is one that nobody checks.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from goescape.base.pos import column_of, line_of
from goescape.guard import dialects, grammar, lem
from goescape.guard.comments import PREFIX, Comment, comments, ours
from goescape.guard.contracts import BUDGET, CONTENT, INLINE, NOALLOC, NOESCAPE, STACK, Origin
from goescape.guard.grammar import ALLOW, ASSUME, Clause, Malformed
from goescape.syntax import children
from goescape.syntax import nodes as ast
from goescape.understand import declared
from goescape.understand.declared import Declared

# What a directive is about.
OF_FUNCTION: Final = "function"
OF_LINE: Final = "line"
OF_METHOD: Final = "method of an interface"

_PLACES: Final = {
    NOALLOC: (OF_FUNCTION, OF_LINE, OF_METHOD),
    BUDGET: (OF_FUNCTION,),
    NOESCAPE: (OF_FUNCTION, OF_METHOD),
    CONTENT: (OF_FUNCTION, OF_METHOD),
    STACK: (OF_LINE,),
    INLINE: (OF_FUNCTION, OF_LINE),
    ASSUME: (OF_FUNCTION, OF_LINE),
    ALLOW: (OF_FUNCTION, OF_LINE),
}


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive that makes sense."""

    clause: Clause
    origin: Origin
    # OF_FUNCTION, OF_LINE, OF_METHOD.
    about: str
    # The function, or the one that the line is in.
    function: Declared
    # OF_LINE: which line.
    line: int = 0
    # That of another tool, and whether it promises the opposite.
    dialect: str = ""
    is_opposite: bool = False


@dataclass(frozen=True, slots=True)
class LemDirective:
    """A directive of lem, and where it stands."""

    directive: lem.Directive
    origin: Origin
    # The line that it is about; the function that it is in or in front of, if there is one.
    line: int
    function: Declared | None


@dataclass(slots=True)
class FileNotes:
    """The directives of one file."""

    directives: list[Directive] = field(default_factory=list)
    lems: list[LemDirective] = field(default_factory=list)
    # What makes no sense: line, column, text of the comment, why.
    problems: list[tuple[int, int, str, str]] = field(default_factory=list)


def of_file(file: str, content: bytes, spoken: tuple[str, ...] = ()) -> FileNotes:
    """What the comments of a file say to us, in our words and in dialects that are `spoken`."""
    found = FileNotes()
    meant = ours(content)
    foreign = in_dialects(content, spoken)
    shape = _Shape(content) if meant or foreign else None
    if shape is None:
        return found
    for comment in meant:
        try:
            found.directives.append(_directive(file, comment, shape))
        except Malformed as error:
            found.problems.append((comment.line, comment.column, comment.text, str(error)))
    for comment, dialect in foreign:
        try:
            if dialect == dialects.LEM:
                found.lems.append(_of_lem(file, comment, shape))
                continue
            for each in dialects.understood(comment.text, dialect):
                placed = _placed(file, comment, shape, each.clause)
                opposite = each.is_opposite
                found.directives.append(replace(placed, dialect=dialect, is_opposite=opposite))
        except Malformed as error:
            found.problems.append((comment.line, comment.column, comment.text, str(error)))
    return found


def in_dialects(content: bytes, spoken: tuple[str, ...]) -> list[tuple[Comment, str]]:
    """The comments of a file that are directives of other tools, each with its dialect."""
    if not spoken:
        return []
    found: list[tuple[Comment, str]] = []
    for comment in comments(content):
        dialect = dialects.dialect_of(comment.text, spoken)
        if not dialect and dialects.LEM in spoken and lem.is_meant(comment.text):
            dialect = dialects.LEM
        if dialect:
            found.append((comment, dialect))
    return found


def _of_lem(file: str, comment: Comment, shape: "_Shape") -> LemDirective:
    function: Declared | None = None
    line = comment.line
    try:
        line = shape.line_below(comment) if comment.is_alone else comment.line
        _, function = shape.subject(line, True)
    except Malformed:
        # It may stand anywhere.
        function = None
    origin = Origin(file, comment.line, comment.column, comment.text)
    return LemDirective(lem.parse(comment.text), origin, line, function)


def _directive(file: str, comment: Comment, shape: "_Shape") -> Directive:
    if not comment.is_directive:
        raise Malformed(f"it has to be written //{PREFIX}…, without blanks, in small letters")
    return _placed(file, comment, shape, grammar.parse(comment.text[len(PREFIX) + 2 :]))


def _placed(file: str, comment: Comment, shape: "_Shape", clause: Clause) -> Directive:
    """A clause, and what it is about where it stands."""
    line = shape.line_below(comment) if comment.is_alone else comment.line
    about, function = shape.subject(line, comment.is_alone)
    places = _PLACES[clause.verb]
    if clause.verb == STACK and about == OF_FUNCTION and not comment.is_directive:
        # To other tools it is about the line that the function begins on: its parameters there.
        about, line = OF_LINE, function.first_line
    if about not in places:
        raise Malformed(
            f"{clause.verb} is about a {' or a '.join(places)}, and here it stands at a {about}"
        )
    unknown = [name for name in clause.names if name not in function.parameters]
    if unknown and clause.verb != STACK:
        raise Malformed(f"{function.name} has no parameter {unknown[0]}")
    origin = Origin(file, comment.line, comment.column, comment.text)
    return Directive(clause, origin, about, function, line if about == OF_LINE else 0)


class _Shape:
    """What stands where in a file."""

    def __init__(self, content: bytes) -> None:
        tree = declared.parsed(content)
        self._lines = content.split(b"\n")
        self._alone = {comment.line for comment in comments(content) if comment.is_alone}
        self._functions = declared.functions(tree)
        self._methods: dict[int, Declared] = {}
        waiting: list[ast.Node] = list(tree.decls)
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.TypeDecl) and isinstance(node.type, ast.InterfaceType):
                self._add_methods(node.name.value, node.type)
            waiting.extend(children.children(node))

    def _add_methods(self, owner: str, interface: ast.InterfaceType) -> None:
        for method in interface.methods:
            if method.name is not None and isinstance(method.type, ast.FuncType):
                at = method.name.pos
                line = line_of(at)
                name = f"{owner}.{method.name.value}"
                names = declared.names(method.type.params)
                self._methods[line] = Declared(name, line, column_of(at), line, line, False, names)

    def line_below(self, comment: Comment) -> int:
        """The line of code that a comment stands in front of."""
        line = comment.line + 1
        while line in self._alone:
            line += 1
        text = self._lines[line - 1] if line <= len(self._lines) else b""
        if text.strip() in (b"", b"}", b")"):
            raise Malformed("it stands in front of nothing: code has to follow on the next line")
        return line

    def subject(self, line: int, is_above: bool) -> tuple[str, Declared]:
        """What a directive for a line is about."""
        method = self._methods.get(line)
        if method is not None:
            return OF_METHOD, method
        for function in self._functions:
            if function.first_line <= line <= function.last_line:
                if line != function.first_line:
                    return OF_LINE, function
                if is_above:
                    return OF_FUNCTION, function
                if function.last_line == line:
                    return OF_LINE, function
                raise Malformed("what is about a whole function stands on a line above it")
        raise Malformed(
            "it is neither in front of a function nor within one; rules for packages stand in goescape.toml"
        )
