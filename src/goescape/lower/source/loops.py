"""Loops over anything but functions."""

from goescape.base.constant import BoolConst
from goescape.ir import nodes as ir
from goescape.lower.source import assign, blocks, deadcode, fitting, rangefunc, rangeplan
from goescape.lower.source.body import Body
from goescape.lower.source.trees import unpack
from goescape.syntax import nodes as ast


def lower(body: Body, loop: ast.ForStmt, out: list[ir.Stmt]) -> None:
    clause = loop.init
    if not isinstance(clause, ast.RangeClause):
        _for(body, loop, clause, out)
    elif rangeplan.is_range_func(body.trees, loop):
        rangefunc.lower(body, loop, clause, out)
    else:
        _range(body, loop, clause, out)


def _for(body: Body, loop: ast.ForStmt, init_stmt: ast.Stmt | None, out: list[ir.Stmt]) -> None:
    label = blocks.own_label(out)
    known = 0
    condition = loop.cond
    if condition is not None:
        known, condition = deadcode.static_bool(body, condition)
    init: list[ir.Stmt] = []
    if init_stmt is not None:
        blocks.append_list(body, [init_stmt], init)
    cond = fitting.optional(body, condition)
    post: list[ir.Stmt] = []
    inner: list[ir.Stmt] = []
    if known >= 0:
        if loop.post is not None:
            blocks.append_list(body, [loop.post], post)
        inner = blocks.lower_list(body, loop.body.stmts)
    if isinstance(cond, ir.Literal) and isinstance(cond.value, BoolConst) and not cond.value.value:
        only = blocks.as_one(init)
        if only is not None:
            out.append(only)
        return
    is_per_iteration = body.trees.is_per_iteration(loop.pos)
    node = ir.For(loop.pos, cond, blocks.as_one(post), inner, label, is_per_iteration)
    first = blocks.as_one(init)
    if first is not None:
        node.init = [first]
    out.append(node)


def _range(body: Body, loop: ast.ForStmt, clause: ast.RangeClause, out: list[ir.Stmt]) -> None:
    label = blocks.own_label(out)
    defined: list[ir.Local] = []
    targets = [assign.target(body, x, defined) for x in unpack(clause.lhs)]
    operand = body.expr(clause.x)
    node = ir.Range(
        clause.pos,
        targets[0] if targets else None,
        targets[1] if len(targets) > 1 else None,
        operand,
        len(defined) != 0,
        [],
        label,
        body.trees.is_per_iteration(loop.pos),
    )
    node.n_targets = len(targets)
    assign.define(node, defined)
    node.body = blocks.lower_list(body, loop.body.stmts)
    out.append(node)
