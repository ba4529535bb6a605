"""Parsing one file: the room's front door."""

from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.syntax import grammar_decl
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import ExprCounter as ExprCounter
from goescape.syntax.cursor import Parser
from goescape.syntax.cursor import unpack as unpack
from goescape.syntax.cursor import unparen as unparen
from goescape.syntax.directive import ORIGIN_UNKNOWN


def parse_file(
    source: bytes,
    filename: str,
    table: PosTable,
    sink: Sink,
    counter: ExprCounter,
    origin: int = ORIGIN_UNKNOWN,
) -> ast.File:
    """Parse one file. Errors go to `sink`, worded and placed as the compiler's; a tree is always made.

    `origin` says which directives the file may use (`directive.ORIGIN_*`).
    """
    return grammar_decl.file(Parser(source, filename, table, sink, counter, origin))
