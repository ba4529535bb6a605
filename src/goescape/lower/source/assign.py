"""Assignments and variable declarations."""

from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.source import fitting
from goescape.lower.source.body import Body
from goescape.lower.source.trees import unpack, unparen
from goescape.syntax import nodes as ast
from goescape.types.model import Type
from goescape.types.objects import Var


def target(body: Body, x: ast.Expr, defined: list[ir.Local]) -> ir.Expr | None:
    """What is assigned to; None for the blank identifier. A variable declared here is added to
    `defined`."""
    x = unparen(x)
    if isinstance(x, ast.Name):
        if x.value == "_":
            return None
        obj = body.info.defs[x.idx]
        if isinstance(obj, Var):
            local = body.declare(obj.pos, obj)
            defined.append(local)
            return ir.Use(x.pos, local)
    return body.expr(x)


def lower(body: Body, stmt: ast.AssignStmt, out: list[ir.Stmt]) -> None:
    """All forms of assignment."""
    if stmt.rhs is None:
        left = body.expr(stmt.lhs)
        one = build.int_literal(stmt.pos, 1, left.type)
        out.append(ir.AssignOp(stmt.pos, stmt.op, left, one, True))
    elif stmt.op != ast.OP_NONE:
        left = body.expr(stmt.lhs)
        dst: Type | None = None
        if stmt.op not in (ast.OP_SHL, ast.OP_SHR):
            dst = body.trees.value_type(stmt.lhs)
        right = fitting.implicit_convert(body, dst, stmt.rhs)
        out.append(ir.AssignOp(stmt.pos, stmt.op, left, right, False))
    else:
        _assign(body, stmt.pos, unpack(stmt.lhs), unpack(stmt.rhs), out)


def declaration(body: Body, decl: ast.VarDecl, out: list[ir.Stmt]) -> None:
    """`var names type = values`."""
    names: list[ast.Expr] = list(decl.names)
    _assign(body, decl.pos, names, unpack(decl.values), out)


def _assign(
    body: Body, pos: int, lhs: list[ast.Expr], rhs: list[ast.Expr], out: list[ir.Stmt]
) -> None:
    defined: list[ir.Local] = []
    targets = [target(body, x, defined) for x in lhs]
    if not rhs:
        for local in defined:
            zero(pos, local, out)
        return
    types = [fitting.target_type(body, x) for x in lhs]
    values = fitting.list_of(body, pos, rhs, types)
    assigned(pos, targets, values, defined, out)


def zero(pos: int, local: ir.Local, out: list[ir.Stmt]) -> None:
    """`var x T`."""
    stmt = ir.Assign(pos, ir.Use(pos, local), None, False)
    stmt.init = [ir.Declare(pos, local)]
    out.append(stmt)


def assigned(
    pos: int,
    targets: list[ir.Expr | None],
    values: list[ir.Expr],
    defined: list[ir.Local],
    out: list[ir.Stmt],
) -> None:
    """The assignment of finished values; it defines the variables in `defined`."""
    defines = len(defined) != 0
    stmt: ir.Stmt
    if len(targets) == 1 and len(values) == 1:
        stmt = ir.Assign(pos, targets[0], values[0], defines)
    else:
        stmt = ir.AssignList(pos, ir.LIST_PAIRS, targets, values, defines)
    define(stmt, defined)
    out.append(stmt)


def define(stmt: ir.Stmt, defined: list[ir.Local]) -> None:
    """Let `stmt` be the definition of variables."""
    if defined:
        for local in defined:
            local.defn = stmt
        stmt.init = [ir.Declare(local.pos, local) for local in defined]
