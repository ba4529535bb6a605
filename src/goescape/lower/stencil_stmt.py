"""Copying a template's statements for type arguments."""

from typing import TYPE_CHECKING

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.lower import godefer, stencil_expr

if TYPE_CHECKING:
    from goescape.lower.stencil import Copier


def copy_list(c: "Copier", stmts: list[ir.Stmt]) -> list[ir.Stmt]:
    out: list[ir.Stmt] = []
    declared: ir.Declare | None = None
    for stmt in stmts:
        if isinstance(stmt, ir.Declare) and _is_temporary(stmt.var):
            # It is numbered when its value has been read.
            declared = stmt
            continue
        result = copy(c, stmt)
        if declared is not None:
            out.append(copy(c, declared))
            declared = None
        out.append(result)
    if declared is not None:
        out.append(copy(c, declared))
    return out


def _is_temporary(var: ir.Local) -> bool:
    return var.implicit and isinstance(var.defn, ir.Assign)


def copy(c: "Copier", stmt: ir.Stmt) -> ir.Stmt:
    """`stmt` for the type arguments of `c`."""
    if isinstance(stmt, (ir.Assign, ir.AssignList)) and _defines_temporaries(stmt):
        return _temporaries(c, stmt)
    init = c.init(stmt)
    result = _copy(c, stmt)
    if init:
        result.init = [*init, *(result.init or [])]
    _define(c, stmt, result)
    return result


def _defines_temporaries(stmt: ir.Assign | ir.AssignList) -> bool:
    targets = [stmt.target] if isinstance(stmt, ir.Assign) else stmt.targets
    for target in targets:
        if isinstance(target, ir.Use) and target.var.implicit and target.var.defn is stmt:
            return True
    return False


def _temporaries(c: "Copier", stmt: ir.Assign | ir.AssignList) -> ir.Stmt:
    """Temporaries are numbered when their values have been read."""
    result: ir.Stmt
    if isinstance(stmt, ir.Assign):
        value = c.optional(stmt.value)
        init = c.init(stmt)
        result = ir.Assign(stmt.pos, c.optional(stmt.target), value, stmt.defines)
    else:
        values = c.exprs(stmt.values)
        init = c.init(stmt)
        targets = [c.optional(x) for x in stmt.targets]
        result = ir.AssignList(stmt.pos, stmt.kind, targets, values, stmt.defines)
    result.init = init
    _define(c, stmt, result)
    return result


def _define(c: "Copier", stmt: ir.Stmt, result: ir.Stmt) -> None:
    """The copies of variables that `stmt` defines are defined by its copy."""
    for node in stmt.init or []:
        if isinstance(node, ir.Declare) and node.var.defn is stmt:
            c.local(node.var).defn = result
    targets: list[ir.Expr | None] = []
    if isinstance(stmt, ir.Assign):
        targets = [stmt.target]
    elif isinstance(stmt, ir.AssignList):
        targets = stmt.targets
    elif isinstance(stmt, ir.Range):
        targets = [stmt.key, stmt.value]
    for target in targets:
        if isinstance(target, ir.Use) and target.var.defn is stmt:
            c.local(target.var).defn = result


def _copy(c: "Copier", stmt: ir.Stmt) -> ir.Stmt:
    if isinstance(stmt, (ir.Assign, ir.AssignList, ir.AssignOp)):
        return _assignment(c, stmt)
    if isinstance(stmt, ir.ExprStmt):
        return ir.ExprStmt(stmt.pos, c.expr(stmt.x))
    if isinstance(stmt, ir.If):
        return _if(c, stmt)
    if isinstance(stmt, ir.Return):
        return ir.Return(stmt.pos, c.exprs(stmt.values))
    if isinstance(stmt, ir.Declare):
        return ir.Declare(stmt.pos, c.local(stmt.var))
    if isinstance(stmt, ir.Block):
        return ir.Block(stmt.pos, c.stmts(stmt.stmts))
    if isinstance(stmt, (ir.For, ir.Range)):
        return _loop(c, stmt)
    if isinstance(stmt, (ir.Switch, ir.TypeSwitch)):
        return _switch(c, stmt)
    if isinstance(stmt, ir.Select):
        return _select(c, stmt)
    if isinstance(stmt, ir.GenericGoDefer):
        call = c.expr(stmt.call)
        return godefer.lower(c.b, stmt.pos, stmt.is_defer, call, c.optional(stmt.defer_at))
    if isinstance(stmt, ir.Send):
        chan = c.expr(stmt.chan)
        return ir.Send(stmt.pos, chan, c.expr(stmt.value))
    if isinstance(stmt, (ir.LabelMark, ir.Jump)):
        return _control(c, stmt)
    if isinstance(stmt, ir.CheckNil):
        return ir.CheckNil(stmt.pos, c.expr(stmt.x))
    raise InternalError(f"instantiate: unexpected {type(stmt).__name__}", stmt.pos)


def _assignment(c: "Copier", stmt: ir.Assign | ir.AssignList | ir.AssignOp) -> ir.Stmt:
    if isinstance(stmt, ir.Assign):
        target = c.optional(stmt.target)
        return ir.Assign(stmt.pos, target, c.optional(stmt.value), stmt.defines)
    if isinstance(stmt, ir.AssignList):
        targets = [c.optional(x) for x in stmt.targets]
        values = c.exprs(stmt.values)
        return ir.AssignList(stmt.pos, stmt.kind, targets, values, stmt.defines)
    left = c.expr(stmt.target)
    return ir.AssignOp(stmt.pos, stmt.op, left, c.expr(stmt.value), stmt.is_inc_dec)


def _if(c: "Copier", stmt: ir.If) -> ir.Stmt:
    cond = c.expr(stmt.cond)
    then = c.stmts(stmt.then)
    return ir.If(stmt.pos, cond, then, c.stmts(stmt.els))


def _loop(c: "Copier", stmt: ir.For | ir.Range) -> ir.Stmt:
    label = c.label(stmt.label)
    if isinstance(stmt, ir.For):
        cond = c.optional(stmt.cond)
        post = None if stmt.post is None else copy(c, stmt.post)
        body = c.stmts(stmt.body)
        return ir.For(stmt.pos, cond, post, body, label, stmt.is_per_iteration)
    key = c.optional(stmt.key)
    value = c.optional(stmt.value)
    operand = c.expr(stmt.x)
    body = c.stmts(stmt.body)
    loop = ir.Range(stmt.pos, operand, key, value, stmt.defines, body, label, stmt.is_per_iteration)
    loop.n_targets = stmt.n_targets
    return loop


def _switch(c: "Copier", stmt: ir.Switch | ir.TypeSwitch) -> ir.Stmt:
    label = c.label(stmt.label)
    if isinstance(stmt, ir.Switch):
        tag = c.optional(stmt.tag)
        clauses: list[ir.CaseClause] = []
        for clause in stmt.clauses:
            values = c.exprs(clause.values)
            clauses.append(ir.CaseClause(clause.pos, values, c.stmts(clause.body), None))
        return ir.Switch(stmt.pos, tag, clauses, label)
    operand = c.expr(stmt.x)
    typed = [_type_clause(c, stmt, clause) for clause in stmt.clauses]
    return ir.TypeSwitch(stmt.pos, operand, stmt.var_name, stmt.guard_pos, typed, label)


def _type_clause(c: "Copier", stmt: ir.TypeSwitch, clause: ir.CaseClause) -> ir.CaseClause:
    values: list[ir.Expr] = []
    for value in clause.values:
        tested = c.expr(value)
        if isinstance(value, ir.TypeExpr) and stencil_expr.is_dynamic(c, value.type, stmt.x.type):
            tested = ir.DynamicType(value.pos, tested.type)
        values.append(tested)
    var = None if clause.var is None else c.local(clause.var)
    result = ir.CaseClause(clause.pos, values, [], var)
    if var is not None:
        var.defn = result
    result.body = c.stmts(clause.body)
    return result


def _select(c: "Copier", stmt: ir.Select) -> ir.Stmt:
    label = c.label(stmt.label)
    clauses: list[ir.CommClause] = []
    for clause in stmt.clauses:
        comm = None if clause.comm is None else copy(c, clause.comm)
        clauses.append(ir.CommClause(clause.pos, comm, c.stmts(clause.body)))
    return ir.Select(stmt.pos, clauses, label)


def _control(c: "Copier", stmt: ir.LabelMark | ir.Jump) -> ir.Stmt:
    if isinstance(stmt, ir.Jump):
        return ir.Jump(stmt.pos, stmt.kind, c.label(stmt.label))
    label = c.label(stmt.label)
    if label is None:
        raise InternalError("label without name", stmt.pos)
    return ir.LabelMark(stmt.pos, label)
