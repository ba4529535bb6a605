"""Copying a template's statements for type arguments: those of which something is decided, or numbered."""

from goescape.ir import build, nodes_copy
from goescape.ir import nodes as ir
from goescape.lower.generics import stencil_expr
from goescape.lower.generics.copier import Copier
from goescape.lower.making import godefer, selecting
from goescape.lower.typeargs import shapes
from goescape.types import universe
from goescape.types.model import Slice, Type


def copy_list(c: Copier, stmts: list[ir.Stmt]) -> list[ir.Stmt]:
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


def copy(c: Copier, stmt: ir.Stmt) -> ir.Stmt:
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


def _temporaries(c: Copier, stmt: ir.Assign | ir.AssignList) -> ir.Stmt:
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


def _define(c: Copier, stmt: ir.Stmt, result: ir.Stmt) -> None:
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


def _copy(c: Copier, stmt: ir.Stmt) -> ir.Stmt:
    if isinstance(stmt, ir.TypeSwitch):
        return _type_switch(c, stmt)
    if isinstance(stmt, ir.Select):
        clauses = [_comm_clause(c, clause) for clause in stmt.clauses]
        return ir.Select(stmt.pos, clauses, c.optional_label(stmt.label))
    if isinstance(stmt, ir.GenericGoDefer):
        call = c.expr(stmt.call)
        defer_at = c.optional(stmt.defer_at)
        word = _type_word(c, stmt.call)
        return godefer.lower(c.b, stmt.pos, stmt.is_defer, call, defer_at, word)
    return nodes_copy.stmt(c, stmt)


def _type_switch(c: Copier, stmt: ir.TypeSwitch) -> ir.Stmt:
    operand = c.expr(stmt.x)
    clauses = [_type_clause(c, stmt, clause) for clause in stmt.clauses]
    label = c.optional_label(stmt.label)
    return ir.TypeSwitch(stmt.pos, operand, stmt.var_name, stmt.guard_pos, clauses, label)


def _type_clause(c: Copier, stmt: ir.TypeSwitch, clause: ir.CaseClause) -> ir.CaseClause:
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


def _comm_clause(c: Copier, clause: ir.CommClause) -> ir.CommClause:
    comm = c.optional_stmt(clause.comm)
    body = c.stmts(clause.body)
    if isinstance(comm, ir.Assign):
        # How it is received was left open.
        return selecting.communication(c.b.func, clause.pos, comm, body)
    return ir.CommClause(clause.pos, comm, body)


def _type_word(c: Copier, call: ir.Expr) -> ir.Expr | None:
    """The type that a predeclared function needs at run time, if the dictionary has it."""
    if not isinstance(call, ir.BuiltinCall):
        return None
    needed: Type | None = None
    if call.builtin == universe.BUILTIN_DELETE:
        needed = call.args[0].type
    elif call.builtin == universe.BUILTIN_COPY:
        form = build.core(call.args[0].type)
        needed = form.elem if isinstance(form, Slice) else None
    if needed is None or not shapes.is_derived(needed):
        return None
    return c.context.type_word(call.pos, needed)
