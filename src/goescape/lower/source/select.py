"""Select statements."""

from goescape.ir import nodes as ir
from goescape.lower.making import selecting
from goescape.lower.source import blocks
from goescape.lower.source.body import Body
from goescape.syntax import nodes as ast


def lower(body: Body, select: ast.SelectStmt, out: list[ir.Stmt]) -> None:
    label = blocks.own_label(out)
    clauses = [_clause(body, clause) for clause in select.clauses]
    out.append(ir.Select(select.pos, clauses, label))


def _clause(body: Body, clause: ast.CommClause) -> ir.CommClause:
    comms: list[ir.Stmt] = []
    if clause.comm is not None:
        blocks.append_list(body, [clause.comm], comms)
    rest = blocks.lower_list(body, clause.body)
    if not comms:
        return ir.CommClause(clause.pos, None, rest)
    return selecting.communication(body.func, clause.pos, comms[0], rest)
