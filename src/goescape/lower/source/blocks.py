"""Lists of statements: blocks are spliced into the list around them, and what cannot run is left out."""

from goescape.ir import nodes as ir
from goescape.lower.source import deadcode
from goescape.lower.source.body import Body
from goescape.syntax import nodes as ast


def lower_list(body: Body, stmts: list[ast.Stmt]) -> list[ir.Stmt]:
    """The statements of a block."""
    out: list[ir.Stmt] = []
    append_list(body, stmts, out)
    return out


def append_list(body: Body, stmts: list[ast.Stmt], out: list[ir.Stmt]) -> bool:
    """Lower the statements of a list; tells whether what follows them is dead."""
    kept, dead = deadcode.live(body, stmts)
    for stmt in kept:
        body.stmt(stmt, out)
    return dead


def as_one(stmts: list[ir.Stmt]) -> ir.Stmt | None:
    """A list as one statement; None if there is none."""
    if not stmts:
        return None
    return stmts[0] if len(stmts) == 1 else ir.Block(stmts[0].pos, stmts)


def own_label(out: list[ir.Stmt]) -> ir.Label | None:
    """The label that stands directly before the statement to come."""
    if out:
        last = out[-1]
        if isinstance(last, ir.LabelMark):
            return last.label
    return None
