"""Productions for statements (Go spec, "Statements")."""

from typing import Final

from goescape.base import codes
from goescape.syntax import branches, grammar_decl
from goescape.syntax import grammar_expr as expr
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax.cursor import Parser, unparen
from goescape.syntax.printer import expr_string, stmt_string

_CASE_FOLLOW: Final = 1 << tok.T_CASE | 1 << tok.T_DEFAULT | 1 << tok.T_RBRACE


def func_body(p: Parser) -> ast.BlockStmt:
    n_errors = p.n_errors
    n_labels = len(p.labels)
    p.func_depth += 1
    body = block(p, "")
    body.labels = p.labels[n_labels:]
    p.func_depth -= 1
    if p.n_errors == n_errors:
        errors: list[tuple[int, str]] = []
        branches.check(body, p.table, errors)
        for pos, message in errors:
            p.sink.error(pos, codes.MISPLACED_LABEL, message)
    return body


def block(p: Parser, context: str) -> ast.BlockStmt:
    pos = p.pos()
    if not p.got(tok.T_LBRACE):
        p.syntax_error("expected { after " + context)
        p.advance(1 << tok.T_NAME | 1 << tok.T_RBRACE)
        rbrace = p.pos()
        if p.got(tok.T_RBRACE):
            return ast.BlockStmt(pos, [], rbrace)
    stmts = stmt_list(p)
    rbrace = p.pos()
    p.want(tok.T_RBRACE)
    return ast.BlockStmt(pos, stmts, rbrace)


def stmt_list(p: Parser) -> list[ast.Stmt]:
    stmts: list[ast.Stmt] = []
    if p.enter():
        while p.s.token not in (tok.T_EOF, tok.T_RBRACE, tok.T_CASE, tok.T_DEFAULT):
            stmt = stmt_or_none(p)
            if p.pragma is not None:
                p.drop_pragma()
            if stmt is None:
                break
            stmts.append(stmt)
            if not p.got(tok.T_SEMI) and p.s.token != tok.T_RBRACE:
                p.syntax_error("at end of statement")
                p.advance(1 << tok.T_SEMI | _CASE_FOLLOW)
                p.got(tok.T_SEMI)
    p.leave()
    return stmts


def stmt_or_none(p: Parser) -> ast.Stmt | None:
    token = p.s.token
    if token == tok.T_NAME:
        p.drop_pragma()
        lhs = expr.expr_list(p)
        if isinstance(lhs, ast.Name) and p.s.token == tok.T_COLON:
            return _labeled(p, lhs)
        return _as_stmt(simple(p, lhs, 0))
    if token in (tok.T_VAR, tok.T_CONST, tok.T_TYPE):
        pos = p.pos()
        p.s.next()
        return ast.DeclStmt(pos, grammar_decl.group(p, token))
    p.drop_pragma()
    pos = p.pos()
    if token == tok.T_LBRACE:
        return block(p, "")
    if token == tok.T_OPERATOR or token == tok.T_STAR:
        if p.s.op in (ast.OP_ADD, ast.OP_SUB, ast.OP_MUL, ast.OP_AND, ast.OP_XOR, ast.OP_NOT):
            return _as_stmt(simple(p, None, 0))
        return None
    if token in (
        tok.T_LITERAL, tok.T_FUNC, tok.T_LPAREN, tok.T_LBRACK, tok.T_STRUCT, tok.T_MAP, tok.T_CHAN,
        tok.T_INTERFACE, tok.T_ARROW,
    ):  # fmt: skip
        return _as_stmt(simple(p, None, 0))
    if token == tok.T_FOR:
        return _for(p)
    if token == tok.T_SWITCH:
        return _switch(p)
    if token == tok.T_SELECT:
        return _select(p)
    if token == tok.T_IF:
        return _if(p)
    if token == tok.T_RETURN:
        p.s.next()
        results: ast.Expr | None = None
        if p.s.token != tok.T_SEMI and p.s.token != tok.T_RBRACE:
            results = expr.expr_list(p)
        return ast.ReturnStmt(pos, results)
    if token == tok.T_GO or token == tok.T_DEFER:
        return _call(p, token == tok.T_DEFER)
    if token == tok.T_FALLTHROUGH:
        p.s.next()
        return ast.BranchStmt(pos, ast.BRANCH_FALLTHROUGH, None)
    if token == tok.T_BREAK or token == tok.T_CONTINUE:
        p.s.next()
        label = p.name() if p.s.token == tok.T_NAME else None
        kind = ast.BRANCH_BREAK if token == tok.T_BREAK else ast.BRANCH_CONTINUE
        return ast.BranchStmt(pos, kind, label)
    if token == tok.T_GOTO:
        p.s.next()
        return ast.BranchStmt(pos, ast.BRANCH_GOTO, p.name())
    if token == tok.T_SEMI:
        return ast.EmptyStmt(pos)
    return None


def _as_stmt(s: ast.Stmt | ast.RangeClause) -> ast.Stmt:
    if isinstance(s, ast.RangeClause):
        return ast.EmptyStmt(s.pos)
    return s


def simple(p: Parser, lhs: ast.Expr | None, keyword: int) -> ast.Stmt | ast.RangeClause:
    """A simple statement; in a `for` header also a range clause."""
    if keyword == tok.T_FOR and p.s.token == tok.T_RANGE:
        return _range_clause(p, None, False)
    if lhs is None:
        lhs = expr.expr_list(p)
    token = p.s.token
    pos = p.pos()
    if token == tok.T_ASSIGN or token == tok.T_DEFINE:
        return _assignment(p, lhs, keyword, pos, token == tok.T_DEFINE)
    if isinstance(lhs, ast.ListExpr):
        p.syntax_error("expected := or = or comma")
        p.advance(1 << tok.T_SEMI | 1 << tok.T_RBRACE)
        return ast.ExprStmt(lhs.elems[0].pos, lhs.elems[0])
    if token == tok.T_ASSIGN_OP:
        op = p.s.op
        p.s.next()
        return ast.AssignStmt(pos, op, False, lhs, expr.expr(p))
    if token == tok.T_INC_OP:
        op = p.s.op
        p.s.next()
        return ast.AssignStmt(pos, op, False, lhs, None)
    if token == tok.T_ARROW:
        p.s.next()
        return ast.SendStmt(pos, lhs, expr.expr(p))
    return ast.ExprStmt(lhs.pos, lhs)


def _assignment(
    p: Parser, lhs: ast.Expr, keyword: int, pos: int, is_define: bool
) -> ast.Stmt | ast.RangeClause:
    p.s.next()
    if keyword == tok.T_FOR and p.s.token == tok.T_RANGE:
        return _range_clause(p, lhs, is_define)
    rhs = expr.expr_list(p)
    if (
        isinstance(rhs, ast.TypeSwitchGuard)
        and keyword == tok.T_SWITCH
        and is_define
        and isinstance(lhs, ast.Name)
    ):
        guard = ast.TypeSwitchGuard(rhs.pos, rhs.idx, lhs, rhs.x)
        return ast.ExprStmt(guard.pos, guard)
    return ast.AssignStmt(pos, ast.OP_NONE, is_define, lhs, rhs)


def _range_clause(p: Parser, lhs: ast.Expr | None, is_define: bool) -> ast.RangeClause:
    pos = p.pos()
    p.s.next()
    return ast.RangeClause(pos, lhs, is_define, expr.expr(p))


def _labeled(p: Parser, label: ast.Name) -> ast.Stmt | None:
    pos = p.pos()
    p.want(tok.T_COLON)
    p.labels.append(label.value)
    if p.s.token == tok.T_RBRACE:
        return ast.LabeledStmt(pos, label, ast.EmptyStmt(p.pos()))
    if not p.enter():
        p.leave()
        return None
    stmt = stmt_or_none(p)
    p.leave()
    if stmt is not None:
        return ast.LabeledStmt(pos, label, stmt)
    p.syntax_error_at(pos, "missing statement after label")
    return None


def _call(p: Parser, is_defer: bool) -> ast.Stmt:
    pos = p.pos()
    p.s.next()
    x = expr.primary(p, None, p.s.token == tok.T_LPAREN)
    inner = unparen(x)
    if inner is not x:
        word = "defer" if is_defer else "go"
        p.error_at(x.pos, f"expression in {word} must not be parenthesized")
    return ast.CallStmt(pos, is_defer, inner)


# --------------------------------------------------------------------- control clauses


class _Header:
    """What stands between a keyword and its block."""

    def __init__(self) -> None:
        self.init: ast.Stmt | ast.RangeClause | None = None
        self.cond: ast.Expr | None = None
        self.post: ast.Stmt | None = None


def _header(p: Parser, keyword: int) -> _Header:
    header = _Header()
    p.want(keyword)
    if p.s.token == tok.T_LBRACE:
        if keyword == tok.T_IF:
            p.syntax_error("missing condition in if statement")
            header.cond = p.bad_expr()
        return header
    outer = p.expr_level
    p.expr_level = -1
    _header_clauses(p, keyword, header)
    p.expr_level = outer
    return header


def _header_clauses(p: Parser, keyword: int, header: _Header) -> None:
    if p.s.token != tok.T_SEMI:
        if p.got(tok.T_VAR):
            word = tok.TOKEN_TEXT[keyword]
            p.syntax_error(f"var declaration not allowed in {word} initializer")
        header.init = simple(p, None, keyword)
        if isinstance(header.init, ast.RangeClause):
            return
    cond: ast.Stmt | ast.RangeClause | None = None
    semi_pos = 0
    semi_text = ""
    if p.s.token == tok.T_LBRACE:
        cond = header.init
        header.init = None
    else:
        if p.s.token == tok.T_SEMI:
            semi_pos = p.pos()
            semi_text = p.s.text
            p.s.next()
        else:
            p.want(tok.T_LBRACE)
            if p.s.token != tok.T_LBRACE:
                p.advance(1 << tok.T_LBRACE | 1 << tok.T_RBRACE)
        if keyword == tok.T_FOR:
            cond = _for_clauses(p, header)
        elif p.s.token != tok.T_LBRACE:
            cond = simple(p, None, keyword)
    _condition(p, keyword, header, cond, semi_pos, semi_text)


def _for_clauses(p: Parser, header: _Header) -> ast.Stmt | ast.RangeClause | None:
    """Condition and post statement of a three-clause loop; returns the condition."""
    cond: ast.Stmt | ast.RangeClause | None = None
    if p.s.token != tok.T_SEMI:
        if p.s.token == tok.T_LBRACE:
            p.syntax_error("expected for loop condition")
            return None
        cond = simple(p, None, 0)
    p.want(tok.T_SEMI)
    if p.s.token != tok.T_LBRACE:
        post = _as_stmt(simple(p, None, 0))
        header.post = post
        if isinstance(post, ast.AssignStmt) and post.is_define:
            p.syntax_error_at(post.pos, "cannot declare in post statement of for loop")
    return cond


def _condition(
    p: Parser,
    keyword: int,
    header: _Header,
    cond: ast.Stmt | ast.RangeClause | None,
    semi_pos: int,
    semi_text: str,
) -> None:
    if cond is None:
        if keyword == tok.T_IF and semi_pos:
            if semi_text != "semicolon":
                p.syntax_error_at(semi_pos, f"unexpected {semi_text}, expected {{ after if clause")
            else:
                p.syntax_error_at(semi_pos, "missing condition in if statement")
            header.cond = ast.BadExpr(semi_pos, p.idx())
    elif isinstance(cond, ast.ExprStmt):
        header.cond = cond.x
    else:
        if (
            isinstance(cond, ast.AssignStmt)
            and cond.op == ast.OP_NONE
            and not cond.is_define
            and cond.rhs is not None
        ):
            text = f"assignment {_emphasized(cond.lhs)} = {_emphasized(cond.rhs)}"
        else:
            text = stmt_string(cond)
        p.syntax_error_at(cond.pos, f"cannot use {text} as value")


def _emphasized(x: ast.Expr) -> str:
    text = expr_string(x)
    if isinstance(x, ast.Operation) and x.y is not None:
        return f"({text})"
    return text


def _for(p: Parser) -> ast.Stmt:
    pos = p.pos()
    header = _header(p, tok.T_FOR)
    return ast.ForStmt(pos, header.init, header.cond, header.post, block(p, "for clause"))


def _if(p: Parser) -> ast.IfStmt:
    pos = p.pos()
    header = _header(p, tok.T_IF)
    then = block(p, "if clause")
    els: ast.IfStmt | ast.BlockStmt | None = None
    if p.got(tok.T_ELSE):
        if p.s.token == tok.T_IF:
            if p.enter():
                els = _if(p)
            p.leave()
        elif p.s.token == tok.T_LBRACE:
            els = block(p, "")
        else:
            p.syntax_error("else must be followed by if or statement block")
            p.advance(1 << tok.T_NAME | 1 << tok.T_RBRACE)
    cond = header.cond
    if cond is None:
        cond = ast.BadExpr(pos, p.idx())
    init = None if header.init is None else _as_stmt(header.init)
    return ast.IfStmt(pos, init, cond, then, els)


def _switch(p: Parser) -> ast.Stmt:
    pos = p.pos()
    header = _header(p, tok.T_SWITCH)
    if not p.got(tok.T_LBRACE):
        p.syntax_error("missing { after switch clause")
        p.advance(_CASE_FOLLOW)
    clauses: list[ast.CaseClause] = []
    while p.more(tok.T_RBRACE):
        clauses.append(_case_clause(p))
    rbrace = p.pos()
    p.want(tok.T_RBRACE)
    init = None if header.init is None else _as_stmt(header.init)
    return ast.SwitchStmt(pos, init, header.cond, clauses, rbrace)


def _case_clause(p: Parser) -> ast.CaseClause:
    pos = p.pos()
    cases: ast.Expr | None = None
    if p.s.token == tok.T_CASE:
        p.s.next()
        cases = expr.expr_list(p)
    else:
        _default(p)
    colon = p.pos()
    p.want(tok.T_COLON)
    return ast.CaseClause(pos, cases, stmt_list(p), colon)


def _default(p: Parser) -> None:
    if not p.got(tok.T_DEFAULT):
        p.syntax_error("expected case or default or }")
        p.advance(1 << tok.T_COLON | _CASE_FOLLOW)


def _select(p: Parser) -> ast.Stmt:
    pos = p.pos()
    p.want(tok.T_SELECT)
    if not p.got(tok.T_LBRACE):
        p.syntax_error("missing { after select clause")
        p.advance(_CASE_FOLLOW)
    clauses: list[ast.CommClause] = []
    while p.more(tok.T_RBRACE):
        clauses.append(_comm_clause(p))
    rbrace = p.pos()
    p.want(tok.T_RBRACE)
    return ast.SelectStmt(pos, clauses, rbrace)


def _comm_clause(p: Parser) -> ast.CommClause:
    pos = p.pos()
    comm: ast.Stmt | None = None
    if p.s.token == tok.T_CASE:
        p.s.next()
        comm = _as_stmt(simple(p, None, 0))
    else:
        _default(p)
    colon = p.pos()
    p.want(tok.T_COLON)
    return ast.CommClause(pos, comm, stmt_list(p), colon)
