"""Productions for types, fields and parameter lists (Go spec, "Types")."""

from typing import Final, final

from goescape.syntax import grammar_expr as expr
from goescape.syntax import nodes as ast
from goescape.syntax import token as tok
from goescape.syntax import walk
from goescape.syntax.cursor import Parser, token_text

_TYPE_FOLLOW: Final = (
    1 << tok.T_COMMA | 1 << tok.T_COLON | 1 << tok.T_SEMI | 1 << tok.T_RPAREN | 1 << tok.T_RBRACK
    | 1 << tok.T_RBRACE
)  # fmt: skip


def type_(p: Parser) -> ast.Expr:
    t = type_or_none(p)
    if t is None:
        t = p.bad_expr()
        p.syntax_error("expected type")
        p.advance(_TYPE_FOLLOW)
    return t


def type_or_none(p: Parser) -> ast.Expr | None:
    """A type, or None without consuming anything."""
    token = p.s.token
    if token == tok.T_NAME:
        return qualified_name(p, None)
    if token < tok.T_ARROW:
        return None
    if not p.enter():
        p.leave()
        return p.bad_expr()
    t = _type_literal(p, token)
    p.leave()
    return t


def _type_literal(p: Parser, token: int) -> ast.Expr | None:
    pos = p.pos()
    if token == tok.T_STAR:
        p.s.next()
        return indirect(p, pos, type_(p))
    if token == tok.T_ARROW:
        p.s.next()
        p.want(tok.T_CHAN)
        return ast.ChanType(pos, p.idx(), ast.CHAN_RECV, chan_elem(p))
    if token == tok.T_FUNC:
        p.s.next()
        return func_type(p, "function type")[1]
    if token == tok.T_LBRACK:
        p.s.next()
        if p.got(tok.T_RBRACK):
            return ast.SliceType(pos, p.idx(), type_(p))
        return array_type(p, pos, None)
    if token == tok.T_CHAN:
        p.s.next()
        direction = ast.CHAN_SEND if p.got(tok.T_ARROW) else ast.CHAN_BOTH
        return ast.ChanType(pos, p.idx(), direction, chan_elem(p))
    if token == tok.T_MAP:
        p.s.next()
        p.want(tok.T_LBRACK)
        key = type_(p)
        p.want(tok.T_RBRACK)
        return ast.MapType(pos, p.idx(), key, type_(p))
    if token == tok.T_STRUCT:
        return struct_type(p)
    if token == tok.T_INTERFACE:
        return interface_type(p)
    if token == tok.T_LPAREN:
        p.s.next()
        t = type_(p)
        p.want(tok.T_RPAREN)
        return t
    return None


def indirect(p: Parser, pos: int, elem: ast.Expr) -> ast.Operation:
    return ast.Operation(pos, p.idx(), ast.OP_MUL, elem, None)


def qualified_name(p: Parser, name: ast.Name | None) -> ast.Expr:
    x: ast.Expr
    if name is not None:
        x = name
    elif p.s.token == tok.T_NAME:
        x = p.name()
    else:
        x = ast.Name(p.pos(), p.idx(), "_")
        p.syntax_error("expected name")
        p.advance(1 << tok.T_DOT | 1 << tok.T_SEMI | 1 << tok.T_RBRACE)
    if p.s.token == tok.T_DOT:
        pos = p.pos()
        p.s.next()
        x = ast.SelectorExpr(pos, p.idx(), x, p.name())
    if p.s.token == tok.T_LBRACK:
        x = _instance(p, x)
    return x


def _instance(p: Parser, x: ast.Expr) -> ast.Expr:
    pos = p.pos()
    p.want(tok.T_LBRACK)
    index: ast.Expr
    if p.s.token == tok.T_RBRACK:
        p.syntax_error("expected type argument list")
        index = p.bad_expr()
    elif p.enter():
        index, _ = type_list(p, True)
        p.leave()
    else:
        index = p.bad_expr()
        p.leave()
    p.want(tok.T_RBRACK)
    return ast.IndexExpr(pos, p.idx(), x, index)


def type_list(p: Parser, strict: bool) -> tuple[ast.Expr, bool]:
    """One or more types (the first may be any expression unless strict), and whether a comma was seen."""
    p.expr_level += 1
    x = type_(p) if strict else expr.expr(p)
    comma = False
    if p.got(tok.T_COMMA):
        comma = True
        t = type_or_none(p)
        if t is not None:
            elems = [x, t]
            while p.got(tok.T_COMMA):
                t = type_or_none(p)
                if t is None:
                    break
                elems.append(t)
            x = ast.ListExpr(x.pos, p.idx(), elems)
    p.expr_level -= 1
    return x, comma


def array_type(p: Parser, pos: int, length: ast.Expr | None) -> ast.Expr:
    """The rest of `[N]T` or `[...]T`; the length may have been parsed already."""
    if length is None and not p.got(tok.T_DOTDOTDOT):
        p.expr_level += 1
        length = expr.expr(p)
        p.expr_level -= 1
    if p.s.token == tok.T_COMMA:
        p.syntax_error("unexpected comma; expected ]")
        p.s.next()
    p.want(tok.T_RBRACK)
    return ast.ArrayType(pos, p.idx(), length, type_(p))


def chan_elem(p: Parser) -> ast.Expr:
    t = type_or_none(p)
    if t is None:
        t = p.bad_expr()
        p.syntax_error("missing channel element type")
    return t


def func_type(p: Parser, context: str) -> tuple[list[ast.Field], ast.FuncType]:
    """Type parameters (only allowed without context), parameters and results."""
    pos = p.pos()
    tparams: list[ast.Field] = []
    if p.got(tok.T_LBRACK):
        if context:
            p.syntax_error_at(pos, context + " must have no type parameters")
        if p.s.token == tok.T_RBRACK:
            p.syntax_error("empty type parameter list")
            p.s.next()
        else:
            tparams = param_list(p, None, None, tok.T_RBRACK, True, False)
    p.want(tok.T_LPAREN)
    params = param_list(p, None, None, tok.T_RPAREN, False, True)
    return tparams, ast.FuncType(pos, p.idx(), params, _results(p))


def _results(p: Parser) -> list[ast.Field]:
    if p.got(tok.T_LPAREN):
        return param_list(p, None, None, tok.T_RPAREN, False, False)
    pos = p.pos()
    t = type_or_none(p)
    return [] if t is None else [ast.Field(pos, None, t)]


# -------------------------------------------------------------------------------- structs


def struct_type(p: Parser) -> ast.Expr:
    pos = p.pos()
    fields: list[ast.Field] = []
    tags: list[ast.BasicLit | None] = []
    p.want(tok.T_STRUCT)
    p.want(tok.T_LBRACE)
    ok = True
    while ok and p.more(tok.T_RBRACE):
        _field_decl(p, fields, tags)
        ok = p.separated("struct type", tok.T_SEMI, tok.T_RBRACE)
    if ok:
        p.want(tok.T_RBRACE)
    return ast.StructType(pos, p.idx(), fields, tags)


def _field_decl(p: Parser, fields: list[ast.Field], tags: list[ast.BasicLit | None]) -> None:
    pos = p.pos()
    token = p.s.token
    if token == tok.T_NAME:
        _named_fields(p, pos, fields, tags)
        return
    t: ast.Expr
    if token == tok.T_STAR:
        p.s.next()
        if p.s.token == tok.T_LPAREN:
            p.syntax_error("cannot parenthesize embedded type")
            p.s.next()
            t = qualified_name(p, None)
            p.got(tok.T_RPAREN)
        else:
            t = qualified_name(p, None)
        t = indirect(p, pos, t)
    elif token == tok.T_LPAREN:
        p.syntax_error("cannot parenthesize embedded type")
        p.s.next()
        if p.s.token == tok.T_STAR:
            star = p.pos()
            p.s.next()
            t = indirect(p, star, qualified_name(p, None))
        else:
            t = qualified_name(p, None)
        p.got(tok.T_RPAREN)
    else:
        p.syntax_error("expected field name or embedded type")
        p.advance(1 << tok.T_SEMI | 1 << tok.T_RBRACE)
        return
    fields.append(ast.Field(pos, None, t))
    tags.append(p.literal_or_none())


def _named_fields(
    p: Parser, pos: int, fields: list[ast.Field], tags: list[ast.BasicLit | None]
) -> None:
    """`a, b T`, or an embedded `T`, `p.T`, `T[A]`."""
    name = p.name()
    token = p.s.token
    if token in (tok.T_DOT, tok.T_LITERAL, tok.T_SEMI, tok.T_RBRACE):
        fields.append(ast.Field(pos, None, qualified_name(p, name)))
        tags.append(p.literal_or_none())
        return
    names = p.name_list(name)
    if len(names) == 1 and p.s.token == tok.T_LBRACK:
        t = array_or_instance(p, name)
        if isinstance(t, ast.IndexExpr):
            fields.append(ast.Field(pos, None, t))
            tags.append(p.literal_or_none())
            return
    else:
        t = type_(p)
    tag = p.literal_or_none()
    for each in names:
        fields.append(ast.Field(each.pos, each, t))
        tags.append(tag)


def array_or_instance(p: Parser, name: ast.Name) -> ast.Expr:
    """After a name: `[]E` or `[N]E` (a type of its own), or `name[A, B]` (an IndexExpr of the name)."""
    pos = p.pos()
    p.want(tok.T_LBRACK)
    if p.got(tok.T_RBRACK):
        return ast.SliceType(pos, p.idx(), type_(p))
    index, comma = type_list(p, False)
    p.want(tok.T_RBRACK)
    if not comma:
        elem = type_or_none(p)
        if elem is not None:
            return ast.ArrayType(pos, p.idx(), index, elem)
    return ast.IndexExpr(pos, p.idx(), name, index)


# ------------------------------------------------------------------------------ interfaces


def interface_type(p: Parser) -> ast.Expr:
    pos = p.pos()
    methods: list[ast.Field] = []
    p.want(tok.T_INTERFACE)
    p.want(tok.T_LBRACE)
    ok = True
    while ok and p.more(tok.T_RBRACE):
        field: ast.Field | None = None
        if p.s.token == tok.T_NAME:
            field = _method_decl(p)
        if field is None or field.name is None:
            field = embedded_element(p, field)
        methods.append(field)
        ok = p.separated("interface type", tok.T_SEMI, tok.T_RBRACE)
    if ok:
        p.want(tok.T_RBRACE)
    return ast.InterfaceType(pos, p.idx(), methods)


def _method_decl(p: Parser) -> ast.Field:
    """A method, or the first term of an embedded element (then without name)."""
    context = "interface method"
    pos = p.pos()
    name = p.name()
    if p.s.token == tok.T_LPAREN:
        return ast.Field(pos, name, func_type(p, context)[1])
    if p.s.token != tok.T_LBRACK:
        return ast.Field(pos, None, qualified_name(p, name))
    bracket = p.pos()
    p.s.next()
    if p.s.token == tok.T_RBRACK:
        close = p.pos()
        p.s.next()
        if p.s.token == tok.T_LPAREN:
            p.error_at(close, "empty type parameter list")
            return ast.Field(pos, name, func_type(p, context)[1])
        p.error_at(close, "empty type argument list")
        return ast.Field(pos, None, name)
    params = param_list(p, None, None, tok.T_RBRACK, False, False)
    if not params:
        if p.s.token == tok.T_LPAREN:
            return ast.Field(pos, name, func_type(p, context)[1])
        return ast.Field(pos, None, name)
    if params[0].name is not None:
        _, signature = func_type(p, context)
        p.error_at(bracket, "interface method must have no type parameters")
        return ast.Field(pos, name, signature)
    index: ast.Expr = params[0].type
    if len(params) > 1:
        index = ast.ListExpr(params[0].pos, p.idx(), [param.type for param in params])
    return ast.Field(pos, None, ast.IndexExpr(bracket, p.idx(), name, index))


def embedded_element(p: Parser, first: ast.Field | None) -> ast.Field:
    """`T | ~U | …`; the first term may have been parsed already."""
    if first is None:
        pos = p.pos()
        first = ast.Field(pos, None, _embedded_term(p))
    x = first.type
    while p.is_op(ast.OP_OR):
        pos = p.pos()
        p.s.next()
        x = ast.Operation(pos, p.idx(), ast.OP_OR, x, _embedded_term(p))
    return ast.Field(first.pos, first.name, x)


def _embedded_term(p: Parser) -> ast.Expr:
    if p.is_op(ast.OP_TILDE):
        pos = p.pos()
        p.s.next()
        return ast.Operation(pos, p.idx(), ast.OP_TILDE, type_(p), None)
    t = type_or_none(p)
    if t is None:
        t = p.bad_expr()
        p.syntax_error("expected ~ term or type")
        p.advance(
            1 << tok.T_OPERATOR
            | 1 << tok.T_SEMI
            | 1 << tok.T_RPAREN
            | 1 << tok.T_RBRACK
            | 1 << tok.T_RBRACE
        )
    return t


# ------------------------------------------------------------------------------ parameters


@final
class _Param:
    """A parameter while it is not yet clear whether the list has names."""

    def __init__(self, pos: int, name: ast.Name | None, type: ast.Expr | None) -> None:
        self.pos: Final = pos
        self.name: ast.Name | None = name
        self.type: ast.Expr | None = type


def param_list(
    p: Parser,
    name: ast.Name | None,
    type: ast.Expr | None,
    close: int,
    require_names: bool,
    dots_ok: bool,
) -> list[ast.Field]:
    """Parameters up to and including `close`; the first name and type may have been parsed already."""
    if name is not None and type is not None and p.s.token == close:
        p.s.next()
        return [ast.Field(name.pos, name, type)]
    params: list[_Param] = []
    n_named = 0
    n_typed = 0
    ok = True
    while ok and p.more(close):
        param: _Param | None
        if type is not None and name is not None:
            param = _Param(name.pos, name, type)
        else:
            param = _param(p, name, close)
        name = None
        type = None
        if param is not None:
            if param.type is not None:
                n_typed += 1
                if param.name is not None:
                    n_named += 1
            params.append(param)
        ok = p.separated("parameter list", tok.T_COMMA, close)
    end = p.pos()
    if ok:
        p.want(close)
    if not params:
        return []
    if n_named == 0 and not require_names:
        for param in params:
            if param.name is not None:
                param.type = param.name
                param.name = None
    elif n_named != len(params):
        _distribute_types(p, params, end, n_named == n_typed, require_names)
    return _checked_dots(p, params, dots_ok)


def _distribute_types(
    p: Parser, params: list[_Param], end: int, all_typed_named: bool, require_names: bool
) -> None:
    """`a, b T`: names without a type take the next one; report where that does not work out."""
    error_pos = 0
    type: ast.Expr | None = None
    for param in reversed(params):
        if param.type is not None:
            type = param.type
            if param.name is None:
                error_pos = walk.start_pos(type)
                param.name = ast.Name(error_pos, p.idx(), "_")
        elif type is not None:
            param.type = type
        elif param.name is not None:
            error_pos = param.name.pos
            param.type = ast.BadExpr(error_pos, p.idx())
    if error_pos == 0:
        return
    if all_typed_named:
        error_pos = end
        message = "missing type constraint" if require_names else "missing parameter type"
    elif require_names:
        message = "missing type parameter name"
        if len(params) == 1:
            message += " or invalid array length"
    else:
        message = "missing parameter name"
    p.syntax_error_at(error_pos, message)


def _checked_dots(p: Parser, params: list[_Param], dots_ok: bool) -> list[ast.Field]:
    fields: list[ast.Field] = []
    reported = False
    for i, param in enumerate(params):
        type = param.type
        if type is None:
            type = p.bad_expr()
        if isinstance(type, ast.DotsType) and (not dots_ok or i + 1 < len(params)):
            if not reported:
                reported = True
                p.error_at(
                    type.pos,
                    "can only use ... with final parameter" if dots_ok else "invalid use of ...",
                )
            type = type.elem
        fields.append(ast.Field(param.pos, param.name, type))
    return fields


def _param(p: Parser, name: ast.Name | None, close: int) -> _Param | None:
    """A name, a type, or a name with a type; None after an error."""
    sets_ok = close == tok.T_RBRACK
    pos = p.pos()
    if name is not None:
        pos = name.pos
    elif sets_ok and p.is_op(ast.OP_TILDE):
        return _from_field(embedded_element(p, None))
    if p.s.token == tok.T_NAME or name is not None:
        if name is None:
            name = p.name()
        if p.s.token == tok.T_LBRACK:
            type = array_or_instance(p, name)
            owner = None if isinstance(type, ast.IndexExpr) else name
            return _with_union(p, ast.Field(pos, owner, type), sets_ok)
        if p.s.token == tok.T_DOT:
            return _with_union(p, ast.Field(pos, None, qualified_name(p, name)), sets_ok)
        if sets_ok and p.is_op(ast.OP_OR):
            return _with_union(p, ast.Field(pos, None, name), sets_ok)
    if p.s.token == tok.T_DOTDOTDOT:
        dots = p.pos()
        p.s.next()
        elem = type_or_none(p)
        if elem is None:
            bad = p.bad_expr()
            p.syntax_error("... is missing type")
            return _Param(pos, name, bad)
        return _Param(pos, name, ast.DotsType(dots, p.idx(), elem))
    if sets_ok and p.is_op(ast.OP_TILDE):
        return _Param(pos, name, embedded_element(p, None).type)
    found = type_or_none(p)
    if found is not None:
        return _with_union(p, ast.Field(pos, name, found), sets_ok)
    if name is not None:
        return _Param(pos, name, None)
    p.syntax_error("expected " + token_text(close))
    p.advance(1 << tok.T_COMMA | 1 << close)
    return None


def _with_union(p: Parser, field: ast.Field, sets_ok: bool) -> _Param:
    if sets_ok and p.is_op(ast.OP_OR):
        field = embedded_element(p, field)
    return _from_field(field)


def _from_field(field: ast.Field) -> _Param:
    return _Param(field.pos, field.name, field.type)
