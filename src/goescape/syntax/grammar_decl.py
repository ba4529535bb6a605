"""Productions for files and declarations (Go spec, "Packages" and "Declarations and scope")."""

from typing import Final

from goescape.syntax import grammar_expr as expr
from goescape.syntax import grammar_stmt as stmt
from goescape.syntax import grammar_type as types
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax.cursor import Parser, unparen

_DECL_STARTS: Final = (
    1 << tok.T_IMPORT | 1 << tok.T_CONST | 1 << tok.T_TYPE | 1 << tok.T_VAR | 1 << tok.T_FUNC
)


def file(p: Parser) -> ast.File:
    pos = p.pos()
    p.before_package = False
    pragma = ast.Pragma()
    decls: list[ast.Decl] = []
    if not p.got(tok.T_PACKAGE):
        p.syntax_error("package statement must be first")
        return _broken_file(p, pos)
    before_package = p.take_pragma()
    if before_package is not None:
        pragma = before_package
    name = p.name()
    p.want(tok.T_SEMI)
    if p.n_errors:
        return _broken_file(p, pos)
    result = ast.File(pos, name, decls, pragma, p.go_version)
    _declarations(p, decls)
    pragma.linknames.extend(p.directives.linknames)
    result.local_decls = p.local_decls
    result.eof = p.pos()
    return result


def _broken_file(p: Parser, pos: int) -> ast.File:
    file = ast.File(pos, ast.Name(pos, p.idx(), "_"), [], None, p.go_version)
    file.broken = True
    return file


def _declarations(p: Parser, decls: list[ast.Decl]) -> None:
    previous = tok.T_IMPORT
    while p.s.token != tok.T_EOF:
        token = p.s.token
        if token == tok.T_IMPORT and previous != tok.T_IMPORT:
            p.syntax_error("imports must appear before other declarations")
        previous = token
        if token in (tok.T_IMPORT, tok.T_CONST, tok.T_TYPE, tok.T_VAR):
            p.s.next()
            decls.extend(group(p, token))
        elif token == tok.T_FUNC:
            p.s.next()
            decls.append(_func_decl(p))
        else:
            last = decls[-1] if decls else None
            if token == tok.T_LBRACE and isinstance(last, ast.FuncDecl) and last.body is None:
                p.syntax_error("unexpected semicolon or newline before {")
            else:
                p.syntax_error("non-declaration statement outside function body")
            p.advance(_DECL_STARTS)
            continue
        p.drop_pragma()
        if p.s.token != tok.T_EOF and not p.got(tok.T_SEMI):
            p.syntax_error("after top level declaration")
            p.advance(_DECL_STARTS)
    p.drop_pragma()


def group(p: Parser, keyword: int) -> list[ast.Decl]:
    """One declaration, or a parenthesised list of them; the keyword has been consumed."""
    if p.s.token != tok.T_LPAREN:
        return [_decl(p, keyword, None)]
    decls: list[ast.Decl] = []
    in_group = ast.Group()
    p.drop_pragma()
    p.s.next()
    ok = True
    while ok and p.more(tok.T_RPAREN):
        decls.append(_decl(p, keyword, in_group))
        ok = p.separated("grouped declaration", tok.T_SEMI, tok.T_RPAREN)
    if ok:
        p.want(tok.T_RPAREN)
    return decls


def _decl(p: Parser, keyword: int, in_group: ast.Group | None) -> ast.Decl:
    decl: ast.Decl
    if keyword == tok.T_IMPORT:
        decl = _import(p, in_group)
    elif keyword == tok.T_CONST:
        decl = _const(p, in_group)
    elif keyword == tok.T_TYPE:
        decl = _type(p, in_group)
    else:
        decl = _var(p, in_group)
    if p.func_depth and decl.pragma is not None:
        p.local_decls.append(decl)
    return decl


def _import(p: Parser, in_group: ast.Group | None) -> ast.Decl:
    pos = p.pos()
    pragma = p.take_pragma()
    name: ast.Name | None = None
    if p.s.token == tok.T_NAME:
        name = p.name()
    elif p.s.token == tok.T_DOT:
        name = ast.Name(p.pos(), p.idx(), ".")
        p.s.next()
    path = p.literal_or_none()
    if path is None:
        p.syntax_error("missing import path")
        p.advance(1 << tok.T_SEMI | 1 << tok.T_RPAREN)
    elif not path.bad and path.kind != ast.LIT_STRING:
        p.syntax_error_at(path.pos, "import path must be a string")
        path = ast.BasicLit(path.pos, path.idx, path.kind, path.value, True)
    return ast.ImportDecl(pos, in_group, pragma, name, path)


def _const(p: Parser, in_group: ast.Group | None) -> ast.Decl:
    pos = p.pos()
    pragma = p.take_pragma()
    names = p.name_list(p.name())
    type: ast.Expr | None = None
    values: ast.Expr | None = None
    if p.s.token not in (tok.T_EOF, tok.T_SEMI, tok.T_RPAREN):
        type = types.type_or_none(p)
        if p.got_assign():
            values = expr.expr_list(p)
    return ast.ConstDecl(pos, in_group, pragma, names, type, values)


def _var(p: Parser, in_group: ast.Group | None) -> ast.Decl:
    pos = p.pos()
    pragma = p.take_pragma()
    names = p.name_list(p.name())
    type: ast.Expr | None = None
    values: ast.Expr | None = None
    if p.got_assign():
        values = expr.expr_list(p)
    else:
        type = types.type_(p)
        if p.got_assign():
            values = expr.expr_list(p)
    return ast.VarDecl(pos, in_group, pragma, names, type, values)


def _type(p: Parser, in_group: ast.Group | None) -> ast.Decl:
    pos = p.pos()
    pragma = p.take_pragma()
    name = p.name()
    tparams: list[ast.Field] = []
    is_alias = False
    type: ast.Expr | None
    if p.s.token == tok.T_LBRACK:
        bracket = p.pos()
        p.s.next()
        if p.s.token == tok.T_NAME:
            first, constraint, length = _tparam_or_length(p)
            if first is not None:
                tparams = types.param_list(p, first, constraint, tok.T_RBRACK, True, False)
                is_alias = p.got_assign()
                type = types.type_or_none(p)
            else:
                type = types.array_type(p, bracket, length)
        elif p.got(tok.T_RBRACK):
            type = ast.SliceType(bracket, p.idx(), types.type_(p))
        else:
            type = types.array_type(p, bracket, None)
    else:
        is_alias = p.got_assign()
        type = types.type_or_none(p)
    if type is None:
        type = p.bad_expr()
        p.syntax_error("in type declaration")
        p.advance(1 << tok.T_SEMI | 1 << tok.T_RPAREN)
    decl = ast.TypeDecl(pos, in_group, pragma, name, tparams, is_alias, type)
    if p.func_depth and not is_alias:
        p.counter.n_local_types += 1
        decl.local_number = p.counter.n_local_types
    return decl


def _tparam_or_length(p: Parser) -> tuple[ast.Name | None, ast.Expr | None, ast.Expr | None]:
    """After `type T [` and before a name: does a type parameter list or an array length follow?

    Returns the first type parameter and (if it was parsed along with it) its constraint, or the length.
    Both may look the same for a while: `[P *C]`, `[P (C)]`. The list is meant if what follows the name is
    a type, or if a comma comes next.
    """
    x: ast.Expr = p.name()
    if p.s.token != tok.T_LBRACK:
        p.expr_level += 1
        x = expr.binary(p, expr.primary(p, x, False), 0)
        p.expr_level -= 1
    name, constraint = _split_name(p, x, p.s.token == tok.T_COMMA)
    if name is not None and (constraint is not None or p.s.token != tok.T_RBRACK):
        return name, constraint, None
    return None, None, x


def _split_name(p: Parser, x: ast.Expr, force: bool) -> tuple[ast.Name | None, ast.Expr | None]:
    """Split `P *C`, `P (C)`, `P *C | Q` (parsed as expressions) into the name and the constraint."""
    if isinstance(x, ast.Name):
        return x, None
    if isinstance(x, ast.Operation) and x.y is not None:
        if x.op == ast.OP_MUL:
            if isinstance(x.x, ast.Name) and (force or _is_type_element(x.y)):
                return x.x, ast.Operation(x.pos, x.idx, ast.OP_MUL, x.y, None)
        elif x.op == ast.OP_OR:
            name, lhs = _split_name(p, x.x, force or _is_type_element(x.y))
            if name is not None and lhs is not None:
                return name, ast.Operation(x.pos, x.idx, ast.OP_OR, lhs, x.y)
    if isinstance(x, ast.CallExpr) and isinstance(x.fun, ast.Name):
        if len(x.args) == 1 and not x.has_dots and (force or _is_type_element(x.args[0])):
            return x.fun, unparen(x.args[0])
    return None, x


def _is_type_element(x: ast.Expr) -> bool:
    while True:
        if isinstance(x, ast.Operation):
            if x.op == ast.OP_TILDE or x.y is not None and _is_type_element(x.y):
                return True
            x = x.x
        elif isinstance(x, ast.ParenExpr):
            x = x.x
        else:
            break
    return isinstance(
        x,
        (
            ast.ArrayType, ast.StructType, ast.FuncType, ast.InterfaceType, ast.SliceType, ast.MapType,
            ast.ChanType,
        ),
    )  # fmt: skip


def _func_decl(p: Parser) -> ast.FuncDecl:
    pos = p.pos()
    pragma = p.take_pragma()
    recv: ast.Field | None = None
    has_recv = p.got(tok.T_LPAREN)
    if has_recv:
        receivers = types.param_list(p, None, None, tok.T_RPAREN, False, False)
        if not receivers:
            p.error_here("method has no receiver")
        else:
            if len(receivers) > 1:
                p.error_here("method has multiple receivers")
            recv = receivers[0]
    tparams: list[ast.Field] = []
    if p.s.token == tok.T_NAME:
        name = p.name()
        tparams, signature = types.func_type(p, "")
    else:
        name = ast.Name(p.pos(), p.idx(), "_")
        signature = ast.FuncType(p.pos(), p.idx(), [], [])
        p.syntax_error("expected name" if has_recv else "expected name or (")
        p.advance(1 << tok.T_LBRACE | 1 << tok.T_SEMI)
    body = stmt.func_body(p) if p.s.token == tok.T_LBRACE else None
    return ast.FuncDecl(pos, pragma, recv, name, tparams, signature, body)
