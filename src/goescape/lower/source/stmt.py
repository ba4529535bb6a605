"""Statements: syntax tree to ir.

Lists are built flat: blocks are spliced into the list around them.
"""

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.making import godefer
from goescape.lower.source import blocks, deadcode, fitting
from goescape.lower.source.body import Body
from goescape.lower.source.trees import unpack, unparen
from goescape.syntax import nodes as ast
from goescape.types.model import Chan, Type


def expression(body: Body, stmt: ast.ExprStmt, out: list[ir.Stmt]) -> None:
    x = body.expr(stmt.x)
    out.append(ir.ExprStmt(x.pos, x))


def labeled(body: Body, stmt: ast.LabeledStmt, out: list[ir.Stmt]) -> None:
    if stmt.label.value == "_":
        out.append(ir.Block(stmt.pos, []))
    else:
        out.append(ir.LabelMark(stmt.pos, body.label(stmt.label.value)))
    body.stmt(stmt.stmt, out)


def conditional(body: Body, stmt: ast.IfStmt, out: list[ir.Stmt]) -> None:
    known, condition = deadcode.static_bool(body, stmt.cond)
    init: list[ir.Stmt] = []
    if stmt.init is not None:
        blocks.append_list(body, [stmt.init], init)
    cond = body.expr(condition)
    then: list[ir.Stmt] = []
    els: list[ir.Stmt] = []
    if known >= 0:
        blocks.append_list(body, stmt.then.stmts, then)
    if known <= 0 and stmt.els is not None:
        blocks.append_list(body, [stmt.els], els)
    if known == 0:
        node = ir.If(stmt.pos, cond, then, els)
        if init:
            node.init = init
        out.append(node)
        return
    if not isinstance(cond, ir.Literal):
        init.append(ir.Assign(stmt.pos, None, cond, False))
    flat = blocks.as_one([*init, *then, *els])
    if flat is not None:
        out.append(flat)


def returned(body: Body, stmt: ast.ReturnStmt, out: list[ir.Stmt]) -> None:
    types: list[Type | None] = [build.var_type(var) for var in body.signature.results.vars]
    values: list[ir.Expr] = []
    if stmt.results is not None:
        values = fitting.list_of(body, stmt.pos, unpack(stmt.results), types)
    out.append(ir.Return(stmt.pos, values))


def sent(body: Body, stmt: ast.SendStmt, out: list[ir.Stmt]) -> None:
    chan_type = build.core(body.trees.value_type(stmt.chan))
    if not isinstance(chan_type, Chan):
        raise InternalError("send to something that is not a channel", stmt.pos)
    chan = body.expr(stmt.chan)
    out.append(ir.Send(stmt.pos, chan, fitting.implicit_convert(body, chan_type.elem, stmt.value)))


def go_defer(body: Body, stmt: ast.CallStmt, out: list[ir.Stmt]) -> None:
    call = body.expr(unparen(stmt.call))
    token: ir.Expr | None = None
    if body.nest is not None and stmt in body.nest.plan.edits:
        if body.nest.defers is None:
            raise InternalError("defer in a range-over-func loop without token", stmt.pos)
        token = body.use(stmt.pos, body.nest.defers)
    out.append(godefer.lower(body.b, stmt.pos, stmt.is_defer, call, token))
