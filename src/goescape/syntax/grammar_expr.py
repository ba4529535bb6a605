"""Productions for expressions (Go spec, "Expressions")."""

from typing import Final

from goescape.syntax import grammar_stmt, grammar_type
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax.cursor import Parser, unparen
from goescape.syntax.printer import expr_string

_CLOSERS: Final = 1 << tok.T_RPAREN | 1 << tok.T_RBRACK | 1 << tok.T_RBRACE


def expr(p: Parser) -> ast.Expr:
    return binary(p, None, 0)


def expr_list(p: Parser) -> ast.Expr:
    x = expr(p)
    if p.s.token != tok.T_COMMA:
        return x
    elems = [x]
    while p.got(tok.T_COMMA):
        elems.append(expr(p))
    return ast.ListExpr(x.pos, p.idx(), elems)


def binary(p: Parser, x: ast.Expr | None, precedence: int) -> ast.Expr:
    """Operators binding tighter than `precedence`; the first operand may have been parsed already."""
    if x is None:
        x = unary(p)
    s = p.s
    while (s.token == tok.T_OPERATOR or s.token == tok.T_STAR) and s.prec > precedence:
        pos = p.pos()
        op = s.op
        inner = s.prec
        s.next()
        y = binary(p, None, inner)
        x = ast.Operation(pos, p.idx(), op, x, y)
    return x


def unary(p: Parser) -> ast.Expr:
    token = p.s.token
    if token == tok.T_OPERATOR or token == tok.T_STAR:
        op = p.s.op
        if op in (
            ast.OP_MUL, ast.OP_ADD, ast.OP_SUB, ast.OP_NOT, ast.OP_XOR, ast.OP_TILDE, ast.OP_AND,
        ):  # fmt: skip
            pos = p.pos()
            if not p.enter():
                p.leave()
                return p.bad_expr()
            p.s.next()
            x = unary(p)
            p.leave()
            if op == ast.OP_AND:
                x = unparen(x)
            return ast.Operation(pos, p.idx(), op, x, None)
    elif token == tok.T_ARROW:
        return _receive(p)
    return primary(p, None, True)


def _receive(p: Parser) -> ast.Expr:
    """`<-x`; or `<-chan T`, where the arrow belongs to the (first) channel type."""
    pos = p.pos()
    if not p.enter():
        p.leave()
        return p.bad_expr()
    p.s.next()
    x = unary(p)
    p.leave()
    if not isinstance(x, ast.ChanType):
        return ast.Operation(pos, p.idx(), ast.OP_RECV, x, None)
    return _redirect(p, x)


def _redirect(p: Parser, chan: ast.ChanType) -> ast.ChanType:
    """Re-associate `<-(chan<- T)` to `(<-chan (T))`."""
    elem = chan.elem
    if chan.dir == ast.CHAN_RECV:
        p.syntax_error("unexpected <-, expected chan")
    elif chan.dir == ast.CHAN_SEND:
        if isinstance(elem, ast.ChanType):
            elem = _redirect(p, elem)
        else:
            p.syntax_error(f"unexpected {expr_string(elem)}, expected chan")
    return ast.ChanType(chan.pos, chan.idx, ast.CHAN_RECV, elem)


def operand(p: Parser, keep_parens: bool) -> ast.Expr:
    token = p.s.token
    if token == tok.T_NAME:
        return p.name()
    if token == tok.T_LITERAL:
        literal = p.literal_or_none()
        if literal is not None:
            return literal
    if token == tok.T_LPAREN:
        return _parenthesized(p, keep_parens)
    if token == tok.T_FUNC:
        return _func_type_or_literal(p)
    if token in (tok.T_LBRACK, tok.T_CHAN, tok.T_MAP, tok.T_STRUCT, tok.T_INTERFACE):
        return grammar_type.type_(p)
    bad = p.bad_expr()
    p.syntax_error("expected expression")
    p.advance(_CLOSERS)
    return bad


def _parenthesized(p: Parser, keep_parens: bool) -> ast.Expr:
    pos = p.pos()
    if not p.enter():
        p.leave()
        return p.bad_expr()
    p.s.next()
    p.expr_level += 1
    x = expr(p)
    p.expr_level -= 1
    p.leave()
    p.want(tok.T_RPAREN)
    # Kept before a `{` as well, so that `(T){}` can be reported.
    if keep_parens or p.s.token == tok.T_LBRACE:
        return ast.ParenExpr(pos, p.idx(), x)
    return x


def _func_type_or_literal(p: Parser) -> ast.Expr:
    pos = p.pos()
    p.s.next()
    _, signature = grammar_type.func_type(p, "function type")
    if p.s.token != tok.T_LBRACE:
        return signature
    p.expr_level += 1
    body = grammar_stmt.func_body(p)
    p.expr_level -= 1
    return ast.FuncLit(pos, p.idx(), signature, body)


def primary(p: Parser, x: ast.Expr | None, keep_parens: bool) -> ast.Expr:
    """An operand with its selectors, indices, calls and literal values."""
    if x is None:
        x = operand(p, keep_parens)
    while True:
        token = p.s.token
        if token == tok.T_DOT:
            x = _selector(p, x)
        elif token == tok.T_LBRACK:
            x = _index_or_slice(p, x)
        elif token == tok.T_LPAREN:
            pos = p.pos()
            p.s.next()
            args, has_dots = arguments(p)
            x = ast.CallExpr(pos, p.idx(), x, args, has_dots)
        elif token == tok.T_LBRACE and _starts_literal(p, x):
            if isinstance(x, ast.ParenExpr):
                p.syntax_error("cannot parenthesize type in composite literal")
            x = composite(p, x)
        else:
            return x


def _selector(p: Parser, x: ast.Expr) -> ast.Expr:
    pos = p.pos()
    p.s.next()
    if p.s.token == tok.T_NAME:
        name = p.name()
        return ast.SelectorExpr(pos, p.idx(), x, name)
    if p.s.token == tok.T_LPAREN:
        p.s.next()
        result: ast.Expr
        if p.got(tok.T_TYPE):
            result = ast.TypeSwitchGuard(pos, p.idx(), None, x)
        else:
            result = ast.AssertExpr(pos, p.idx(), x, grammar_type.type_(p))
        p.want(tok.T_RPAREN)
        return result
    p.syntax_error("expected name or (")
    p.advance(1 << tok.T_SEMI | 1 << tok.T_RPAREN)
    return x


def _index_or_slice(p: Parser, x: ast.Expr) -> ast.Expr:
    pos = p.pos()
    if not p.enter():
        p.leave()
        return p.bad_expr()
    p.s.next()
    lo: ast.Expr | None = None
    if p.s.token != tok.T_COLON:
        comma = False
        if p.s.token == tok.T_RBRACK:
            p.syntax_error("expected operand")
            lo = p.bad_expr()
        else:
            lo, comma = grammar_type.type_list(p, False)
        if comma or p.s.token == tok.T_RBRACK:
            p.leave()
            p.want(tok.T_RBRACK)
            return ast.IndexExpr(pos, p.idx(), x, lo)
    result = _slice(p, pos, x, lo)
    p.leave()
    return result


def _slice(p: Parser, pos: int, x: ast.Expr, lo: ast.Expr | None) -> ast.Expr:
    if not p.got(tok.T_COLON):
        p.syntax_error("expected comma, : or ]")
        p.advance(1 << tok.T_COMMA | 1 << tok.T_COLON | 1 << tok.T_RBRACK)
    p.expr_level += 1
    hi: ast.Expr | None = None
    max: ast.Expr | None = None
    full = False
    if p.s.token != tok.T_COLON and p.s.token != tok.T_RBRACK:
        hi = expr(p)
    if p.s.token == tok.T_COLON:
        full = True
        if hi is None:
            p.error_here("middle index required in 3-index slice")
            hi = p.bad_expr()
        p.s.next()
        if p.s.token != tok.T_RBRACK:
            max = expr(p)
        else:
            p.error_here("final index required in 3-index slice")
            max = p.bad_expr()
    p.expr_level -= 1
    p.want(tok.T_RBRACK)
    return ast.SliceExpr(pos, p.idx(), x, lo, hi, max, full)


def arguments(p: Parser) -> tuple[list[ast.Expr], bool]:
    """Arguments up to and including the `)`, and whether the last one has dots."""
    args: list[ast.Expr] = []
    has_dots = False
    p.expr_level += 1
    if p.enter():
        ok = True
        while ok and not has_dots and p.more(tok.T_RPAREN):
            args.append(expr(p))
            has_dots = p.got(tok.T_DOTDOTDOT)
            ok = p.separated("argument list", tok.T_COMMA, tok.T_RPAREN)
        if ok:
            p.want(tok.T_RPAREN)
    p.leave()
    p.expr_level -= 1
    return args, has_dots


def _starts_literal(p: Parser, x: ast.Expr) -> bool:
    """Whether the `{` after x belongs to a composite literal rather than to a block."""
    t = unparen(x)
    if isinstance(t, (ast.Name, ast.SelectorExpr)):
        return p.expr_level >= 0
    if isinstance(t, ast.IndexExpr):
        return p.expr_level >= 0 and not _is_value(t)
    return isinstance(t, (ast.ArrayType, ast.SliceType, ast.StructType, ast.MapType))


def _is_value(x: ast.Expr) -> bool:
    if isinstance(x, ast.Operation):
        return x.op != ast.OP_MUL or x.y is not None
    if isinstance(x, ast.ParenExpr):
        return _is_value(x.x)
    if isinstance(x, ast.IndexExpr):
        return _is_value(x.x) or _is_value(x.index)
    return isinstance(
        x,
        (
            ast.BasicLit, ast.CompositeLit, ast.FuncLit, ast.SliceExpr, ast.AssertExpr,
            ast.TypeSwitchGuard, ast.CallExpr,
        ),
    )  # fmt: skip


def composite(p: Parser, type: ast.Expr | None) -> ast.Expr:
    """`{ elements }`."""
    pos = p.pos()
    elems: list[ast.Expr] = []
    p.expr_level += 1
    p.want(tok.T_LBRACE)
    rbrace = p.pos()
    if p.enter():
        ok = True
        while ok and p.more(tok.T_RBRACE):
            elem = _element(p)
            if p.s.token == tok.T_COLON:
                colon = p.pos()
                p.s.next()
                value = _element(p)
                elem = ast.KeyValueExpr(colon, p.idx(), elem, value)
            elems.append(elem)
            ok = p.separated("composite literal", tok.T_COMMA, tok.T_RBRACE)
        rbrace = p.pos()
        if ok:
            p.want(tok.T_RBRACE)
    p.leave()
    p.expr_level -= 1
    return ast.CompositeLit(pos, p.idx(), type, elems, rbrace)


def _element(p: Parser) -> ast.Expr:
    if p.s.token == tok.T_LBRACE:
        return composite(p, None)
    return expr(p)
