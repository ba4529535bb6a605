"""From where to where the text of a node goes on a line.

A node knows where its parts begin; where it ends is behind the last of them and the brackets that are open there.
"""

from typing import Final, final

from goescape.base.pos import column_of, line_of
from goescape.syntax import children, scanner
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok

_OPENING: Final = frozenset((tok.T_LPAREN, tok.T_LBRACK, tok.T_LBRACE))
_CLOSING: Final = frozenset((tok.T_RPAREN, tok.T_RBRACK, tok.T_RBRACE))


def nesting(token: int) -> int:
    """1 for a token that opens brackets, -1 for one that closes them, 0 for all others."""
    return (token in _OPENING) - (token in _CLOSING)


def of_node(node: ast.Node, line: int, text: bytes) -> tuple[int, int]:
    """The columns at which a node begins on a line, and behind which it ends there; `text` is that line."""
    positions = sorted((line_of(pos), column_of(pos)) for pos in _positions(node))
    begin, last = positions[0], positions[-1]
    start = begin[1] if begin[0] == line else len(text) - len(text.lstrip()) + 1
    if last[0] > line:
        return start, len(text.rstrip()) + 1
    return start, _end(text, start, last[1])


def _positions(node: ast.Node) -> list[int]:
    found: list[int] = []
    waiting = [node]
    while waiting:
        each = waiting.pop()
        found.append(each.pos)
        if isinstance(each, ast.CompositeLit):
            found.append(each.rbrace)
        waiting.extend(children.children(each))
    return found


def _end(text: bytes, start: int, last: int) -> int:
    """Behind the token at column `last`, and what closes the brackets that are open there."""
    tokens = silent_scanner(text[start - 1 :])
    depth = 0
    while True:
        tokens.next()
        column = start - 1 + tokens.column
        if tokens.token in (tok.T_EOF, tok.T_SEMI) and column > last:
            return min(column, len(text.rstrip()) + 1)
        if tokens.token == tok.T_EOF:
            return len(text.rstrip()) + 1
        depth += nesting(tokens.token)
        if column >= last and depth <= 0:
            width = len(tokens.text.encode("utf-8", "surrogateescape"))
            has_text = tokens.token in (tok.T_NAME, tok.T_LITERAL)
            return column + (width if has_text else 1)


def silent_scanner(text: bytes) -> scanner.Scanner:
    """The tokens of a text, for those who know what is wrong with it; the first is still to come."""
    return scanner.Scanner(text, _Deaf())


@final
class _Deaf(scanner.ScanListener):
    """What is wrong was said elsewhere."""

    def error(self, line: int, column: int, message: str) -> None:
        pass

    def comment(self, line: int, column: int, text: bytes, alone: bool) -> None:
        pass
