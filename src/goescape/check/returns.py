"""Terminating statements (Go spec, "Terminating statements")."""

from goescape.check import checker as ck
from goescape.check import info
from goescape.syntax import nodes as ast


def is_terminating_list(c: "ck.Checker", stmts: list[ast.Stmt]) -> bool:
    n = len(stmts)
    while n and isinstance(stmts[n - 1], ast.EmptyStmt):
        n -= 1
    return n > 0 and is_terminating(c, stmts[n - 1])


def is_terminating(c: "ck.Checker", s: ast.Stmt) -> bool:
    if isinstance(s, ast.ReturnStmt):
        return True
    if isinstance(s, ast.BranchStmt):
        return s.kind in (ast.BRANCH_GOTO, ast.BRANCH_FALLTHROUGH)
    if isinstance(s, ast.ExprStmt):
        e = s.x
        while isinstance(e, ast.ParenExpr):
            e = e.x
        return isinstance(e, ast.CallExpr) and _is_panic(c, e)
    if isinstance(s, ast.BlockStmt):
        return is_terminating_list(c, s.stmts)
    if isinstance(s, ast.IfStmt):
        return (
            s.els is not None and is_terminating_list(c, s.then.stmts) and is_terminating(c, s.els)
        )
    if isinstance(s, ast.LabeledStmt):
        return is_terminating(c, s.stmt)
    if isinstance(s, ast.ForStmt):
        if isinstance(s.init, ast.RangeClause) or s.cond is not None:
            return False
        return not _breaks_list(s.body.stmts, s)
    if isinstance(s, ast.SwitchStmt):
        has_default = False
        for case in s.clauses:
            has_default = has_default or case.cases is None
            if not is_terminating_list(c, case.body) or _breaks_list(case.body, s):
                return False
        return has_default
    if isinstance(s, ast.SelectStmt):
        for comm in s.clauses:
            if not is_terminating_list(c, comm.body) or _breaks_list(comm.body, s):
                return False
        return True
    return False


def _is_panic(c: "ck.Checker", e: ast.CallExpr) -> bool:
    fun = e.fun
    while isinstance(fun, ast.ParenExpr):
        fun = fun.x
    return (
        isinstance(fun, ast.Name)
        and fun.value == "panic"
        and c.info.modes[fun.idx] == info.MODE_BUILTIN
    )


def _breaks_list(stmts: list[ast.Stmt], target: ast.Node) -> bool:
    return any(_breaks(s, target) for s in stmts)


def _breaks(s: ast.Stmt, target: ast.Node) -> bool:
    """Whether s contains a break out of `target` (jumps know what they leave)."""
    if isinstance(s, ast.BranchStmt):
        return s.kind == ast.BRANCH_BREAK and s.target is target
    if isinstance(s, ast.BlockStmt):
        return _breaks_list(s.stmts, target)
    if isinstance(s, ast.IfStmt):
        return _breaks_list(s.then.stmts, target) or (s.els is not None and _breaks(s.els, target))
    if isinstance(s, ast.LabeledStmt):
        return _breaks(s.stmt, target)
    if isinstance(s, ast.ForStmt):
        return _breaks_list(s.body.stmts, target)
    if isinstance(s, ast.SwitchStmt):
        return any(_breaks_list(case.body, target) for case in s.clauses)
    if isinstance(s, ast.SelectStmt):
        return any(_breaks_list(comm.body, target) for comm in s.clauses)
    return False
