"""Statements: syntax tree to ir.

Lists are built flat: blocks are spliced into the list around them.
"""

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.making import godefer
from goescape.lower.source import assign, deadcode, expr, loops, rangefunc, select, switch
from goescape.lower.source.body import Body
from goescape.lower.source.rangeplan import EDIT_DEFER
from goescape.lower.source.trees import unpack, unparen
from goescape.syntax import nodes as ast
from goescape.types.model import Chan, Type


def lower_list(body: Body, stmts: list[ast.Stmt]) -> list[ir.Stmt]:
    """The statements of a block."""
    out: list[ir.Stmt] = []
    append_list(body, stmts, out)
    return out


def append_list(body: Body, stmts: list[ast.Stmt], out: list[ir.Stmt]) -> bool:
    """Lower the statements of a list; tells whether what follows them is dead."""
    kept, dead = deadcode.live(body, stmts)
    for stmt in kept:
        lower(body, stmt, out)
    return dead


def lower(body: Body, stmt: ast.Stmt, out: list[ir.Stmt]) -> None:
    """Append what `stmt` becomes to `out`."""
    if body.nest is not None:
        edit = body.nest.plan.edits.get(stmt)
        if edit is not None and edit.kind != EDIT_DEFER:
            rangefunc.edited(body, stmt, edit, out)
            return
    if isinstance(stmt, ast.AssignStmt):
        assign.lower(body, stmt, out)
    elif isinstance(stmt, ast.ExprStmt):
        _expression(body, stmt, out)
    elif isinstance(stmt, ast.IfStmt):
        _if(body, stmt, out)
    elif isinstance(stmt, ast.ReturnStmt):
        _return(body, stmt, out)
    elif isinstance(stmt, ast.BlockStmt):
        out.extend(lower_list(body, stmt.stmts))
    elif isinstance(stmt, ast.DeclStmt):
        for decl in stmt.decls:
            if isinstance(decl, ast.VarDecl):
                assign.declaration(body, decl, out)
    elif isinstance(stmt, ast.ForStmt):
        loops.lower(body, stmt, out)
    elif isinstance(stmt, ast.SwitchStmt):
        switch.lower(body, stmt, out)
    elif isinstance(stmt, ast.CallStmt):
        _go_defer(body, stmt, out)
    elif isinstance(stmt, ast.BranchStmt):
        label = None if stmt.label is None else body.label(stmt.label.value)
        out.append(ir.Jump(stmt.pos, stmt.kind, label))
    elif isinstance(stmt, ast.SendStmt):
        _send(body, stmt, out)
    elif isinstance(stmt, ast.LabeledStmt):
        _labeled(body, stmt, out)
    elif isinstance(stmt, ast.SelectStmt):
        select.lower(body, stmt, out)
    elif not isinstance(stmt, ast.EmptyStmt):
        raise InternalError(f"unexpected statement {type(stmt).__name__}", stmt.pos)


def block(stmts: list[ir.Stmt]) -> ir.Stmt | None:
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


def _expression(body: Body, stmt: ast.ExprStmt, out: list[ir.Stmt]) -> None:
    x = expr.lower(body, stmt.x)
    out.append(ir.ExprStmt(x.pos, x))


def _labeled(body: Body, stmt: ast.LabeledStmt, out: list[ir.Stmt]) -> None:
    if stmt.label.value == "_":
        out.append(ir.Block(stmt.pos, []))
    else:
        out.append(ir.LabelMark(stmt.pos, body.label(stmt.label.value)))
    lower(body, stmt.stmt, out)


def _if(body: Body, stmt: ast.IfStmt, out: list[ir.Stmt]) -> None:
    known, condition = deadcode.static_bool(body, stmt.cond)
    init: list[ir.Stmt] = []
    if stmt.init is not None:
        append_list(body, [stmt.init], init)
    cond = expr.lower(body, condition)
    then: list[ir.Stmt] = []
    els: list[ir.Stmt] = []
    if known >= 0:
        append_list(body, stmt.then.stmts, then)
    if known <= 0 and stmt.els is not None:
        append_list(body, [stmt.els], els)
    if known == 0:
        node = ir.If(stmt.pos, cond, then, els)
        if init:
            node.init = init
        out.append(node)
        return
    if not isinstance(cond, ir.Literal):
        init.append(ir.Assign(stmt.pos, None, cond, False))
    flat = block([*init, *then, *els])
    if flat is not None:
        out.append(flat)


def _return(body: Body, stmt: ast.ReturnStmt, out: list[ir.Stmt]) -> None:
    types: list[Type | None] = [build.var_type(var) for var in body.signature.results.vars]
    values: list[ir.Expr] = []
    if stmt.results is not None:
        values = expr.list_of(body, stmt.pos, unpack(stmt.results), types)
    out.append(ir.Return(stmt.pos, values))


def _send(body: Body, stmt: ast.SendStmt, out: list[ir.Stmt]) -> None:
    chan_type = build.core(body.source.value_type(stmt.chan))
    if not isinstance(chan_type, Chan):
        raise InternalError("send to something that is not a channel", stmt.pos)
    chan = expr.lower(body, stmt.chan)
    out.append(ir.Send(stmt.pos, chan, expr.implicit_convert(body, chan_type.elem, stmt.value)))


def _go_defer(body: Body, stmt: ast.CallStmt, out: list[ir.Stmt]) -> None:
    call = expr.lower(body, unparen(stmt.call))
    token: ir.Expr | None = None
    if body.nest is not None and stmt in body.nest.plan.edits:
        if body.nest.defers is None:
            raise InternalError("defer in a range-over-func loop without token", stmt.pos)
        token = body.use(stmt.pos, body.nest.defers)
    out.append(godefer.lower(body.b, stmt.pos, stmt.is_defer, call, token))
