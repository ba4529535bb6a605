"""What is made in the middle of a statement: lines are counted when statements begin, and not all of them get that far."""

from pathlib import Path

from goescape.base.diag import Sink
from goescape.base.pos import PosTable, column_of, line_of
from goescape.syntax import children, directive, parser
from goescape.syntax import nodes as ast


class Statements:
    """The sources of the programs, as far as somebody asks for them."""

    def __init__(self) -> None:
        self._trees: dict[str, ast.File] = {}

    def may_stop_before(self, file: str, line: int, column: int) -> bool:
        """Whether a statement may be left before it makes what is at a place of it.

        Behind `&&` and `||` things are only done if the left operand lets them; a literal is only made if the calls among
        its parts come back.
        """
        found = False
        waiting: list[tuple[ast.Node, bool]] = [(decl, False) for decl in self._tree(file).decls]
        while waiting:
            node, is_behind = waiting.pop()
            if (line_of(node.pos), column_of(node.pos)) == (line, column):
                found = found or is_behind or _calls(node)
            for child in children.children(node):
                is_right = isinstance(node, ast.Operation) and child is node.y
                lets = isinstance(node, ast.Operation) and node.op in (ast.OP_AND_AND, ast.OP_OR_OR)
                behind = not isinstance(node, ast.FuncLit) and (is_behind or (is_right and lets))
                waiting.append((child, behind))
        return found

    def _tree(self, file: str) -> ast.File:
        tree = self._trees.get(file)
        if tree is None:
            content, counter = Path(file).read_bytes(), parser.ExprCounter()
            origin = directive.ORIGIN_USER
            tree = parser.parse_file(content, "", PosTable(), Sink(), counter, origin)
            self._trees[file] = tree
        return tree


def _calls(node: ast.Node) -> bool:
    """Whether there are calls among the parts of a literal; those of a function are made when it is called."""
    if not isinstance(node, (ast.CompositeLit, ast.Operation)):
        return False
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, ast.CallExpr):
            return True
        if not isinstance(each, ast.FuncLit):
            waiting.extend(children.children(each))
    return False
