"""Statements (Go spec, "Statements")."""

from goescape.base import codes
from goescape.base.constant import (
    Constant,
    FloatConst,
    IntConst,
    StringConst,
    exact_string,
    make_bool,
    round_float64,
)
from goescape.check import (
    assertion,
    assign,
    binary,
    comparison,
    expr,
    info,
    localdecl,
    loops,
    typexpr,
    unary,
    untyped,
    unused,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.syntax.printer import expr_string
from goescape.types import comparability, predicates
from goescape.types.model import Interface, Type, underlying
from goescape.types.objects import VAR_LOCAL, Nil, Scope, Var
from goescape.types.typestring import type_key, type_string
from goescape.types.universe import INVALID_TYPE, bool_type


def body(c: "ck.Checker", block: ast.BlockStmt) -> None:
    stmts(c, block.stmts)


def stmts(c: "ck.Checker", body_: list[ast.Stmt]) -> None:
    for s in body_:
        stmt(c, s)


def open_scope(c: "ck.Checker", node: ast.Node) -> None:
    end = c.else_ends.pop(node, 0)
    scope = Scope(c.env.scope, node.pos, end if end != 0 else walk.end_pos(node))
    unused.note_scope(c, scope)
    c.env.scope = scope


def close_scope(c: "ck.Checker") -> None:
    parent = c.env.scope.parent
    if parent is not None:
        c.env.scope = parent


def block(c: "ck.Checker", b: ast.BlockStmt) -> None:
    open_scope(c, b)
    stmts(c, b.stmts)
    close_scope(c)


def stmt(c: "ck.Checker", s: ast.Stmt) -> None:
    c.depth += 1
    if c.depth > expr.ENOUGH_DEPTH:
        c.error(s.pos, codes.TOO_DEEP, "statement nested too deeply")
        c.depth -= 1
        return
    # Literals see what is declared before them only: check their bodies before the next statement.
    queued = len(c.actions)
    _stmt(c, s)
    c.process_from(queued)
    c.depth -= 1


def _stmt(c: "ck.Checker", s: ast.Stmt) -> None:
    if isinstance(s, ast.AssignStmt):
        _assign(c, s)
    elif isinstance(s, ast.ExprStmt):
        _expr_stmt(c, s)
    elif isinstance(s, ast.IfStmt):
        _if(c, s)
    elif isinstance(s, ast.ReturnStmt):
        _return(c, s)
    elif isinstance(s, ast.BlockStmt):
        block(c, s)
    elif isinstance(s, ast.DeclStmt):
        localdecl.local_decl(c, s)
    elif isinstance(s, ast.ForStmt):
        loops.for_(c, s)
    elif isinstance(s, ast.SwitchStmt):
        _switch(c, s)
    elif isinstance(s, ast.CallStmt):
        _go_defer(c, s)
    elif isinstance(s, ast.SendStmt):
        _send(c, s)
    elif isinstance(s, ast.LabeledStmt):
        stmt(c, s.stmt)
    elif isinstance(s, ast.SelectStmt):
        _select(c, s)


# -------------------------------------------------------------------------- simple statements


def _expr_stmt(c: "ck.Checker", s: ast.ExprStmt) -> None:
    x = Operand()
    kind = _statement_kind(c, x, s.x)
    if kind:
        what = "is not used" if kind == "expression" else kind
        shown = operand_string(x, c.qualifier)
        c.error_at(s.x, codes.UNUSED_EXPR, f"{shown} {what}")


def _statement_kind(c: "ck.Checker", x: Operand, e: ast.Expr) -> str:
    """Check e as a statement; returns why it cannot be one, or ""."""
    expr.raw(c, x, e, None, False)
    if x.mode == info.MODE_NONE:
        return ""
    if x.mode == info.MODE_BUILTIN:
        return "must be called"
    if x.mode == info.MODE_TYPE:
        return "is not an expression"
    inner = e
    while isinstance(inner, ast.ParenExpr):
        inner = inner.x
    if isinstance(inner, ast.Operation) and inner.op == ast.OP_RECV and inner.y is None:
        return ""
    if isinstance(inner, ast.CallExpr):
        mode = c.info.modes[inner.fun.idx]
        if mode == info.MODE_TYPE:
            return "expression"
        if mode == info.MODE_BUILTIN and not _is_statement_builtin(inner):
            return "expression"
        return ""
    return "expression"


_STATEMENT_BUILTINS = {"clear", "close", "copy", "delete", "panic", "print", "println", "recover"}


def _is_statement_builtin(e: ast.CallExpr) -> bool:
    fun = e.fun
    while isinstance(fun, ast.ParenExpr):
        fun = fun.x
    return isinstance(fun, ast.Name) and fun.value in _STATEMENT_BUILTINS


def _send(c: "ck.Checker", s: ast.SendStmt) -> None:
    chan, value = Operand(), Operand()
    expr.expr(c, chan, s.chan)
    expr.generic_expr(c, value, s.value)
    if not chan.is_valid or not value.is_valid:
        return
    elem = unary.chan_elem(c, walk.start_pos(s.chan), chan, False)
    if elem is not None:
        assign.assignment(c, value, elem, "send")


def _assign(c: "ck.Checker", s: ast.AssignStmt) -> None:
    if s.rhs is None:
        _inc_dec(c, s)
        return
    lhs, rhs = unpack(s.lhs), unpack(s.rhs)
    if s.op == ast.OP_NONE:
        if s.is_define:
            assign.short_var_decl(c, s.pos, lhs, rhs)
        else:
            assign.assign_vars(c, lhs, rhs)
        return
    if len(lhs) != 1 or len(rhs) != 1:
        c.error(
            s.pos,
            codes.MULTI_VAL_ASSIGN_OP,
            f"assignment operation {ast.OP_TEXT[s.op]} requires single-valued expressions",
        )
        return
    x = Operand()
    expr.expr(c, x, lhs[0])
    binary.check(c, x, None, lhs[0], rhs[0], s.op)
    assign.assign_var(c, lhs[0], x, "assignment")


def _inc_dec(c: "ck.Checker", s: ast.AssignStmt) -> None:
    x = Operand()
    expr.expr(c, x, s.lhs)
    if not x.is_valid:
        return
    if not predicates.all_numeric(x.type):
        shown = type_string(x.type, c.qualifier)
        op = ast.OP_TEXT[s.op] * 2
        c.error_at(
            s.lhs,
            codes.NON_NUMERIC_INC_DEC,
            f"invalid operation: {expr_string(s.lhs)}{op} (non-numeric type {shown})",
        )
        return
    value = x.copy()
    value.mode = info.MODE_VALUE
    assign.assign_var(c, s.lhs, value, "assignment")


def _go_defer(c: "ck.Checker", s: ast.CallStmt) -> None:
    word = "defer" if s.is_defer else "go"
    e = s.call
    if not isinstance(e, ast.CallExpr):
        c.error_at(e, codes.INVALID_CALL, f"expression in {word} must be function call")
        expr.use(c, [e])
        return
    x = Operand()
    expr.raw(c, x, e, None, False)
    if not x.is_valid:
        return
    mode = c.info.modes[e.fun.idx]
    if mode == info.MODE_TYPE:
        shown = operand_string(x, c.qualifier)
        c.error_at(e, codes.INVALID_CALL, f"{word} requires function call, not conversion {shown}")
    elif mode == info.MODE_BUILTIN and not _is_statement_builtin(e):
        c.error_at(
            e, codes.UNUSED_RESULTS, f"{word} discards result of {operand_string(x, c.qualifier)}"
        )


def _return(c: "ck.Checker", s: ast.ReturnStmt) -> None:
    sig = c.env.signature
    if sig is None:
        return
    results = sig.results.vars
    values = unpack(s.results)
    if values or not results or not results[0].name:
        assign.init_vars(c, results, values, s)
        return
    for result in results:
        found, _ = c.lookup(result.name)
        if found is not None and found is not result:
            place = c.table.mentioned(found.pos)
            c.error(
                s.pos,
                codes.OUT_OF_SCOPE_RESULT,
                f"result parameter {result.name} not in scope at return\n"
                f"\t{place}: inner declaration of var {result.name} {_type_of(c, result)}",
            )


def _type_of(c: "ck.Checker", v: Var) -> str:
    return type_string(v.type, c.qualifier) if v.type is not None else "?"


# --------------------------------------------------------------------------- control statements


def _if(c: "ck.Checker", s: ast.IfStmt) -> None:
    open_scope(c, s)
    if s.init is not None:
        stmt(c, s.init)
    condition(c, s.cond, "if statement")
    block(c, s.then)
    if s.els is not None:
        if isinstance(s.els, ast.IfStmt):
            # Not to look for the end of a long chain from each of its parts.
            c.else_ends[s.els] = c.env.scope.end
        stmt(c, s.els)
    close_scope(c)


def condition(c: "ck.Checker", e: ast.Expr, where: str) -> None:
    x = Operand()
    expr.expr(c, x, e)
    if x.is_valid and not predicates.all_boolean(x.type):
        c.error_at(e, codes.INVALID_COND, f"non-boolean condition in {where}")


def _switch(c: "ck.Checker", s: ast.SwitchStmt) -> None:
    open_scope(c, s)
    if s.init is not None:
        stmt(c, s.init)
    if isinstance(s.tag, ast.TypeSwitchGuard):
        _type_switch(c, s, s.tag)
    else:
        _expr_switch(c, s)
    close_scope(c)


def _default_once(c: "ck.Checker", clauses: list[ast.CaseClause]) -> None:
    first: ast.CaseClause | None = None
    for clause in clauses:
        if clause.cases is None:
            if first is not None:
                place = c.table.mentioned(first.pos)
                c.error(
                    clause.pos, codes.DUPLICATE_DEFAULT, f"multiple defaults (first at {place})"
                )
            else:
                first = clause


def _expr_switch(c: "ck.Checker", s: ast.SwitchStmt) -> None:
    x = Operand()
    if s.tag is not None:
        expr.expr(c, x, s.tag)
        assign.assignment(c, x, None, "switch expression")
        if x.is_valid:
            if not comparability.comparable_type(x.type, True) and not predicates.has_nil(x.type):
                shown = f"{operand_string(x, c.qualifier)} ({type_string(x.type, c.qualifier)}"
                c.error(
                    x.start,
                    codes.INVALID_EXPR_SWITCH,
                    f"cannot switch on {shown} is not comparable)",
                )
                x.invalidate()
    else:
        x.set_const(bool_type(), make_bool(True))
        name = ast.Name(s.clauses[0].pos if s.clauses else s.pos, 0, "true")
        x.expr = name
    _default_once(c, s.clauses)
    seen: dict[str, int] = {}
    for clause in s.clauses:
        for value in unpack(clause.cases):
            _case_value(c, x, value, s.tag is not None, seen)
        open_scope(c, clause)
        stmts(c, clause.body)
        close_scope(c)


def _case_value(
    c: "ck.Checker", x: Operand, e: ast.Expr, has_tag: bool, seen: dict[str, int]
) -> None:
    v = Operand()
    expr.expr(c, v, e)
    if not x.is_valid or not v.is_valid:
        return
    untyped.convert(c, v, x.type)
    if not v.is_valid:
        return
    tag = x.copy()
    if not has_tag:
        # No tag: the tag is `true`, which has no place in the tables.
        tag.expr = None
    result = v.copy()
    comparison.check(c, result, tag, ast.OP_EQL, True)
    if not result.is_valid or v.mode != info.MODE_CONSTANT or v.value is None:
        return
    key = _value_key(v.type, v.value)
    if key is None:
        return
    first = seen.get(key)
    if first is None:
        seen[key] = e.pos
        return
    shown = operand_string(v, c.qualifier)
    place = c.table.mentioned(first)
    c.error_at(
        e,
        codes.DUPLICATE_CASE,
        f"duplicate case {shown} in expression switch",
        f"\n\t{place}: previous case",
    )


def _value_key(t: Type, value: Constant) -> str | None:
    """Constants of one type with the same key are duplicates; None for those that are not compared."""
    if isinstance(value, IntConst):
        text = str(value.value)
    elif isinstance(value, FloatConst):
        # As many digits as a float64 has are compared.
        text = exact_string(round_float64(value))
    elif isinstance(value, StringConst):
        text = exact_string(value)
    else:
        return None
    return f"{type_key(t)} {text}"


def _type_switch(c: "ck.Checker", s: ast.SwitchStmt, guard: ast.TypeSwitchGuard) -> None:
    lhs = guard.lhs
    if lhs is not None:
        if lhs.value == "_":
            c.error_at(lhs, codes.NO_NEW_VAR, "no new variable on left side of :=")
            lhs = None
        else:
            c.info.defs[lhs.idx] = None
    x = Operand()
    expr.expr(c, x, guard.x)
    is_iface = x.is_valid and _has_dynamic_type(c, x)
    _default_once(c, s.clauses)
    seen: dict[str, int] = {}
    is_used = False
    for clause in s.clauses:
        types = unpack(clause.cases)
        t = _case_types(c, x if is_iface else None, types, seen)
        open_scope(c, clause)
        var: Var | None = None
        if lhs is not None:
            if len(types) != 1 or t is None:
                t = x.type if is_iface else INVALID_TYPE
            var = Var(lhs.pos, c.pkg, lhs.value, t, VAR_LOCAL)
            c.env.scope.insert(var)
            c.info.clause_vars[clause] = var
        stmts(c, clause.body)
        close_scope(c)
        if var is not None:
            is_used = is_used or var.used
            # Not to be reported clause by clause.
            var.used = True
    if lhs is not None and not is_used:
        c.error(lhs.pos, codes.UNUSED_VAR, f"{lhs.value} declared and not used")


def _has_dynamic_type(c: "ck.Checker", x: Operand) -> bool:
    """Whether x is an interface; reported if not."""
    shown = operand_string(x, c.qualifier)
    if predicates.is_type_param(x.type):
        text = f"cannot use type switch on type parameter value {shown}"
    elif isinstance(underlying(x.type), Interface):
        return True
    else:
        text = f"{shown} is not an interface"
    c.error(x.start, codes.INVALID_TYPE_SWITCH, text)
    return False


def _is_nil(c: "ck.Checker", e: ast.Expr) -> bool:
    """Whether e is the predeclared nil, in parentheses or not."""
    while isinstance(e, ast.ParenExpr):
        e = e.x
    return isinstance(e, ast.Name) and isinstance(c.lookup(e.value)[0], Nil)


def _case_types(
    c: "ck.Checker", x: Operand | None, types: list[ast.Expr], seen: dict[str, int]
) -> Type | None:
    """Check the types of one case; returns the last one (None for nil)."""
    t: Type | None = None
    for e in types:
        if _is_nil(c, e):
            expr.expr(c, Operand(), e)
            t = None
            key = "nil"
        else:
            t = typexpr.var_type(c, e)
            if predicates.is_invalid(t):
                continue
            key = type_key(t)
        first = seen.get(key)
        if first is not None:
            place = c.table.mentioned(first)
            shown = "nil" if t is None else type_string(t, c.qualifier)
            text = f"duplicate case {shown} in type switch"
            c.error_at(e, codes.DUPLICATE_CASE, text, f"\n\t{place}: previous case")
            continue
        seen[key] = walk.start_pos(e)
        if x is not None and t is not None:
            assertion.require_possible(c, e, x, t, True)
    return t


def _select(c: "ck.Checker", s: ast.SelectStmt) -> None:
    first: ast.CommClause | None = None
    for clause in s.clauses:
        if clause.comm is None:
            if first is not None:
                place = c.table.mentioned(first.pos)
                c.error(
                    clause.pos, codes.DUPLICATE_DEFAULT, f"multiple defaults (first at {place})"
                )
            first = clause
    for clause in s.clauses:
        comm = clause.comm
        if comm is not None and not _is_communication(comm):
            text = "select case must be send or receive (possibly with assignment)"
            c.error_at(comm, codes.INVALID_SELECT_CASE, text)
            continue
        open_scope(c, clause)
        if comm is not None:
            stmt(c, comm)
        stmts(c, clause.body)
        close_scope(c)


def _is_communication(s: ast.Stmt) -> bool:
    e: ast.Expr | None
    if isinstance(s, ast.SendStmt):
        return True
    if isinstance(s, ast.AssignStmt):
        e = s.rhs
    elif isinstance(s, ast.ExprStmt):
        e = s.x
    else:
        return False
    while isinstance(e, ast.ParenExpr):
        e = e.x
    return isinstance(e, ast.Operation) and e.op == ast.OP_RECV and e.y is None
