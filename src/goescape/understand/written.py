"""What is written in the source at a place: facts have positions, and the source has the words.

A position means different things to different askers: at `(` stands a call, at its first letter a name.
So one says which kinds of nodes are meant.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.facts import functions, operations
from goescape.facts.functions import Place
from goescape.syntax import children, directive, extents, parser, printer
from goescape.syntax import nodes as ast

# The content of a file; None if it cannot be read.
Reader = Callable[[str], bytes | None]

_Kinds = tuple[type[ast.Node], ...]
_CALL: Final[_Kinds] = (ast.CallExpr,)
_LITERAL: Final[_Kinds] = (ast.Operation, ast.CompositeLit)
_ASSIGNMENT: Final[_Kinds] = (ast.AssignStmt, ast.VarDecl, ast.RangeClause, ast.ReturnStmt)

_SITES: Final[dict[int, _Kinds]] = {
    functions.NEW: _CALL,
    functions.POINTER_LITERAL: _LITERAL,
    functions.SLICE_LITERAL: _LITERAL,
    functions.VARIADIC_SLICE: _CALL,
    functions.MAKE_SLICE: _CALL,
    functions.MAP_LITERAL: _LITERAL,
    functions.MAKE_MAP: _CALL,
    functions.MAKE_CHAN: _CALL,
    functions.FUNCTION_LITERAL: (ast.FuncLit,),
    functions.METHOD_VALUE: (ast.SelectorExpr,),
    functions.CONCATENATION: (ast.Operation, ast.AssignStmt),
    functions.APPEND: _CALL,
    functions.CALL_RECORD: (ast.CallStmt,),
    functions.MAP_ENTRY: (ast.IndexExpr,),
}

_OPERATIONS: Final[dict[int, _Kinds]] = {
    operations.ASSIGN: _ASSIGNMENT,
    operations.ASSIGN_PAIR: _ASSIGNMENT,
    operations.ASSIGN_ASSERTED: _ASSIGNMENT,
    operations.ASSIGN_LOOKED_UP: _ASSIGNMENT,
    operations.ASSIGN_RECEIVED: _ASSIGNMENT,
    operations.RETURN: (ast.ReturnStmt,),
    operations.PASS: _CALL,
    operations.CALL: _CALL,
    operations.SEND: (ast.SendStmt,),
    operations.MAP_KEY: (ast.IndexExpr,),
    operations.MAP_LITERAL_KEY: (ast.CompositeLit,),
    operations.MAP_LITERAL_VALUE: (ast.CompositeLit,),
    operations.STRUCT_FIELD: (ast.CompositeLit,),
    operations.ARRAY_ELEMENT: (ast.CompositeLit,),
    operations.SLICE_ELEMENT: (ast.CompositeLit, ast.CallExpr),
    operations.SELECT_FIELD: (ast.SelectorExpr,),
    operations.SELECT_THROUGH_POINTER: (ast.SelectorExpr, ast.IndexExpr),
    operations.ASSERT: (ast.AssertExpr,),
    operations.SLICE: (ast.SliceExpr,),
    operations.INDEX_ARRAY: (ast.IndexExpr,),
    operations.APPEND_TO: _CALL,
    operations.APPEND_ALL: _CALL,
    operations.COPY: _CALL,
    operations.RANGE: (ast.RangeClause, ast.ForStmt),
    operations.RANGE_ARRAY: (ast.RangeClause, ast.ForStmt),
    operations.METHOD_VALUE: (ast.SelectorExpr,),
    operations.INTERFACE_METHOD_VALUE: (ast.SelectorExpr,),
    operations.GO: (ast.CallStmt,),
    operations.DEFER: (ast.CallStmt,),
}


_Position = tuple[int, int]


@dataclass(slots=True)
class _Index:
    """The nodes of a file by line and column, outer ones first."""

    lines: list[bytes] = field(default_factory=list)
    # The name in the package clause.
    package: str = ""

    nodes: dict[_Position, list[ast.Node]] = field(default_factory=dict)
    # Declarations outside of functions.
    of_package: set[ast.Node] = field(default_factory=set)
    # Declared functions: where they begin and end, and their names (`F`, `T.M`, `(*T).M`).
    functions: list[tuple[_Position, _Position, str]] = field(default_factory=list)
    # Calls with one argument, by its position: a conversion is where its operand is.
    around: dict[_Position, ast.CallExpr] = field(default_factory=dict)


class Written:
    """The sources, as far as somebody has asked about them."""

    def __init__(self, read: Reader) -> None:
        self._read = read
        self._files: dict[str, _Index] = {}

    def site(self, kind: int, place: Place) -> str:
        """The expression that allocates; "" if the source has none there."""
        if kind == functions.STRING_CONVERSION:
            around = self._index(place.file).around.get((place.line, place.column))
            if around is not None:
                return printer.text(around)
        return self._text(place, _SITES.get(kind, ()))

    def called(self, place: Place) -> str:
        """What is called by the call at a place; "" if the source has none there."""
        node = self._node(place, _CALL)
        return printer.text(node.fun) if isinstance(node, ast.CallExpr) else ""

    def operation(self, code: int, place: Place) -> str:
        """The statement or expression that an operation is; "" if the source has none there."""
        return self._text(place, _OPERATIONS.get(code, ()))

    def without_arguments(self, code: int, place: Place) -> str:
        """The same in short, if it ends with a call: `x := f(…)`."""
        node = self._node(place, _OPERATIONS.get(code, ()))
        call = None if node is None else _last_call(node)
        if node is None or call is None:
            return self.operation(code, place)
        before = _text_of(node).removesuffix(printer.text(call))
        return f"{before}{printer.text(call.fun)}(…)"

    def extent(self, code: int, place: Place) -> tuple[int, int]:
        """The columns at which an operation begins on the line of its place, and behind which it ends; 0 if
        the source has none there."""
        return self._extent(self._node(place, _OPERATIONS.get(code, ())), place)

    def _extent(self, node: ast.Node | None, place: Place) -> tuple[int, int]:
        index = self._index(place.file)
        if node is None or place.line > len(index.lines):
            return 0, 0
        if isinstance(node, ast.ForStmt) and node.init is not None:
            node = node.init
        return extents.of_node(node, place.line, index.lines[place.line - 1])

    def site_extent(self, kind: int, place: Place) -> tuple[int, int]:
        """The same for the expression of a site."""
        if kind == functions.STRING_CONVERSION:
            around = self._index(place.file).around.get((place.line, place.column))
            return self._extent(around, place)
        return self._extent(self._node(place, _SITES.get(kind, ())), place)

    def function(self, place: Place) -> tuple[str, str]:
        """The declared function around a place, and the name of its package; "" if there is none."""
        at = place.line, place.column
        index = self._index(place.file)
        for first, last, name in index.functions:
            if first <= at <= last:
                return name, index.package
        return "", ""

    def locals_on(self, file: str, line: int) -> list[str]:
        """The local variables that are declared on a line."""
        index = self._index(file)
        found: list[str] = []
        for (at, _), nodes in index.nodes.items():
            for node in nodes if at == line else []:
                found += [name.value for name in _declared(node) if node not in index.of_package]
        return [name for name in dict.fromkeys(found) if name != "_"]

    def expression(self, place: Place) -> str:
        """The expression at a place, whatever it is."""
        return self._text(place, _LITERAL + _CALL)

    def forget(self, file: str) -> None:
        """The file has changed."""
        self._files.pop(file, None)

    def _text(self, place: Place, kinds: _Kinds) -> str:
        node = self._node(place, kinds)
        return "" if node is None else _text_of(node)

    def _node(self, place: Place, kinds: _Kinds) -> ast.Node | None:
        found = self._index(place.file).nodes.get((place.line, place.column), [])
        for kind in kinds:
            for node in found:
                if isinstance(node, kind):
                    return node
        # What is outermost there says most.
        for node in found:
            if isinstance(node, ast.ExprNode):
                return node
        return found[0] if found else None

    def _index(self, file: str) -> _Index:
        known = self._files.get(file)
        if known is None:
            content = self._read(file) if file.endswith(".go") else None
            known = _Index() if content is None else _indexed(content)
            self._files[file] = known
        return known


def _indexed(content: bytes) -> _Index:
    counter = parser.ExprCounter()
    tree = parser.parse_file(content, "", PosTable(), Sink(), counter, directive.ORIGIN_USER)
    found = _Index(content.split(b"\n"), tree.pkg_name.value, of_package=set(tree.decls))
    for decl in tree.decls:
        if isinstance(decl, ast.FuncDecl) and decl.body is not None:
            last = line_of(decl.body.rbrace), column_of(decl.body.rbrace)
            found.functions.append((_position(decl), last, _name(decl)))
    waiting: list[ast.Node] = list(reversed(tree.decls))
    while waiting:
        node = waiting.pop()
        found.nodes.setdefault(_position(node), []).append(node)
        if isinstance(node, ast.CallExpr) and len(node.args) == 1:
            found.around.setdefault(_position(node.args[0]), node)
        waiting.extend(reversed(children.children(node)))
    return found


def _name(decl: ast.FuncDecl) -> str:
    """As facts have it: without type parameters."""
    name = decl.name.value
    if decl.recv is None:
        return name
    receiver = decl.recv.type
    is_pointer = False
    while not isinstance(receiver, ast.Name):
        if isinstance(receiver, ast.Operation):
            is_pointer = True
            receiver = receiver.x
        elif isinstance(receiver, (ast.ParenExpr, ast.IndexExpr)):
            receiver = receiver.x
        else:
            return name
    return f"(*{receiver.value}).{name}" if is_pointer else f"{receiver.value}.{name}"


def _declared(node: ast.Node) -> list[ast.Name]:
    if isinstance(node, ast.VarDecl):
        return node.names
    is_define = isinstance(node, (ast.AssignStmt, ast.RangeClause)) and node.is_define
    lhs = node.lhs if is_define and isinstance(node, (ast.AssignStmt, ast.RangeClause)) else None
    targets = lhs.elems if isinstance(lhs, ast.ListExpr) else [lhs]
    return [target for target in targets if isinstance(target, ast.Name)]


def _position(node: ast.Node) -> _Position:
    return line_of(node.pos), column_of(node.pos)


def _text_of(node: ast.Node) -> str:
    if isinstance(node, ast.ForStmt):
        return "" if node.init is None else printer.stmt_string(node.init)
    return printer.text(node)


def _last_call(node: ast.Node) -> ast.CallExpr | None:
    """The call in the last of the parts of a node, if that is where its text ends."""
    parts = [node]
    while parts:
        last = parts[-1]
        if isinstance(last, ast.CallExpr):
            return last if _text_of(node).endswith(printer.text(last)) else None
        parts = children.children(last)
    return None
