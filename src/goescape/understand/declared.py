"""The functions that a file declares, and from which line to which."""

from dataclasses import dataclass

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.syntax import children, directive, parser
from goescape.syntax import nodes as ast


@dataclass(frozen=True, slots=True)
class Declared:
    """A function that is declared in a file, or a method in an interface."""

    # As facts call it: `F`, `T.M`, `(*T).M`; of an interface `I.M`.
    name: str
    # Of its name; the line that it begins on is that of `func`.
    line: int
    column: int
    first_line: int
    last_line: int
    has_body: bool
    # Without those that have no name; the receiver is the first.
    parameters: tuple[str, ...]
    # It is compiled where it is used, for the type arguments there.
    is_generic: bool = False


def parsed(content: bytes) -> ast.File:
    """The tree of a file, whatever is wrong in it."""
    counter = parser.ExprCounter()
    return parser.parse_file(content, "", PosTable(), Sink(), counter, directive.ORIGIN_USER)


def functions(tree: ast.File) -> list[Declared]:
    """The functions and methods of a file, in its order."""
    found: list[Declared] = []
    for number, decl in enumerate(tree.decls):
        if isinstance(decl, ast.FuncDecl):
            following = tree.decls[number + 1 :]
            found.append(_function(decl, line_of(following[0].pos) if following else 0))
    return found


def is_straight(tree: ast.File, function: Declared) -> bool:
    """Whether everything in a function is done in every call: nothing branches."""
    branching = (
        ast.IfStmt, ast.ForStmt, ast.SwitchStmt, ast.SelectStmt, ast.BranchStmt, ast.FuncLit, ast.CallStmt,
    )  # fmt: skip
    for decl in tree.decls:
        if isinstance(decl, ast.FuncDecl) and line_of(decl.name.pos) == function.line:
            waiting: list[ast.Node] = [decl]
            while waiting:
                node = waiting.pop()
                is_logical = isinstance(node, ast.Operation) and node.op in (
                    ast.OP_AND_AND,
                    ast.OP_OR_OR,
                )
                if isinstance(node, branching) or is_logical:
                    return False
                waiting.extend(children.children(node))
            return True
    return False


def _function(decl: ast.FuncDecl, following: int) -> Declared:
    name = decl.name.value
    is_generic = bool(decl.tparams)
    if decl.recv is not None:
        is_generic = _has_arguments(decl.recv.type)
        name = f"{_receiver(decl.recv.type)}.{name}"
    fields = [decl.recv] if decl.recv is not None else []
    first, body = line_of(decl.pos), decl.body
    last = first if body is None else line_of(body.rbrace)
    if following:
        last = min(last, following)
    at = decl.name.pos
    parameters = names([*fields, *decl.type.params])
    return Declared(
        name, line_of(at), column_of(at), first, last, body is not None, parameters, is_generic
    )


def _receiver(type: ast.Expr) -> str:
    """`T` or `(*T)`, without type parameters."""
    is_pointer = False
    while True:
        if isinstance(type, ast.ParenExpr):
            type = type.x
        elif isinstance(type, ast.Operation) and type.y is None:
            is_pointer = True
            type = type.x
        elif isinstance(type, ast.IndexExpr):
            type = type.x
        else:
            break
    name = type.value if isinstance(type, ast.Name) else "?"
    return f"(*{name})" if is_pointer else name


def _has_arguments(type: ast.Expr) -> bool:
    """`T[K]` or `*T[K]`."""
    while True:
        if isinstance(type, ast.ParenExpr):
            type = type.x
        elif isinstance(type, ast.Operation) and type.y is None:
            type = type.x
        else:
            return isinstance(type, ast.IndexExpr)


def names(fields: list[ast.Field]) -> tuple[str, ...]:
    """The names of parameters that have one."""
    return tuple(field.name.value for field in fields if field.name is not None)
