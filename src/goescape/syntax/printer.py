"""Expressions and simple statements as text, in the short form that error messages use.

Bodies of function literals and the elements of composite literals are shown as `…`.
"""

from typing import cast

from goescape.syntax import nodes as ast


def expr_string(x: ast.Expr) -> str:
    """The text of an expression, spaced as gofmt does on one line."""
    if isinstance(x, (ast.Name, ast.BasicLit)):
        return x.value
    if isinstance(x, ast.SelectorExpr):
        return f"{expr_string(x.x)}.{x.sel.value}"
    if isinstance(x, ast.CallExpr):
        dots = "..." if x.has_dots else ""
        return f"{expr_string(x.fun)}({_list(x.args)}{dots})"
    if isinstance(x, ast.Operation):
        return _operation(x)
    if isinstance(x, ast.ParenExpr):
        return f"({expr_string(x.x)})"
    if isinstance(x, ast.IndexExpr):
        return f"{expr_string(x.x)}[{expr_string(x.index)}]"
    if isinstance(x, ast.SliceExpr):
        return _slice(x)
    if isinstance(x, ast.AssertExpr):
        return f"{expr_string(x.x)}.({expr_string(x.type)})"
    if isinstance(x, ast.TypeSwitchGuard):
        lhs = f"{x.lhs.value} := " if x.lhs is not None else ""
        return f"{lhs}{expr_string(x.x)}.(type)"
    if isinstance(x, ast.CompositeLit):
        type = expr_string(x.type) if x.type is not None else ""
        return type + ("{…}" if x.elems else "{}")
    if isinstance(x, ast.KeyValueExpr):
        return f"{expr_string(x.key)}: {expr_string(x.value)}"
    if isinstance(x, ast.FuncLit):
        body = "{…}" if x.body.stmts else "{}"
        return f"{expr_string(x.type)} {body}"
    if isinstance(x, ast.ListExpr):
        return _list(x.elems)
    if isinstance(x, ast.BadExpr):
        return "<bad expr>"
    return _type(x)


def _type(x: ast.Expr) -> str:
    if isinstance(x, ast.ArrayType):
        length = expr_string(x.len) if x.len is not None else "..."
        return f"[{length}]{expr_string(x.elem)}"
    if isinstance(x, ast.SliceType):
        return f"[]{expr_string(x.elem)}"
    if isinstance(x, ast.DotsType):
        return f"...{expr_string(x.elem)}"
    if isinstance(x, ast.StructType):
        return f"struct{{{_struct_fields(x)}}}"
    if isinstance(x, ast.InterfaceType):
        return _interface(x)
    if isinstance(x, ast.FuncType):
        return "func" + _signature(x)
    if isinstance(x, ast.MapType):
        return f"map[{expr_string(x.key)}]{expr_string(x.value)}"
    if isinstance(x, ast.ChanType):
        elem = expr_string(x.elem)
        if x.dir == ast.CHAN_SEND:
            return f"chan<- {elem}"
        if x.dir == ast.CHAN_RECV:
            return f"<-chan {elem}"
        if isinstance(x.elem, ast.ChanType) and x.elem.dir == ast.CHAN_RECV:
            return f"chan ({elem})"
        return f"chan {elem}"
    return "?"


def _struct_fields(x: ast.StructType) -> str:
    parts: list[str] = []
    i = 0
    while i < len(x.fields):
        text, following = _field_group(x.fields, i)
        tag = x.tags[i]
        parts.append(text if tag is None else f"{text} {tag.value}")
        i = following
    return "; ".join(parts)


def _interface(x: ast.InterfaceType) -> str:
    parts: list[str] = []
    for method in x.methods:
        if method.name is not None and isinstance(method.type, ast.FuncType):
            parts.append(method.name.value + _signature(method.type))
        else:
            parts.append(expr_string(method.type))
    return f"interface{{{'; '.join(parts)}}}"


def _list(elems: list[ast.Expr]) -> str:
    return ", ".join(expr_string(elem) for elem in elems)


def _operation(x: ast.Operation) -> str:
    op = ast.OP_TEXT[x.op]
    if x.y is None:
        return op + expr_string(x.x)
    # Left-deep chains are walked in a loop: they can be very long.
    parts = [f" {op} {expr_string(x.y)}"]
    left = x.x
    while isinstance(left, ast.Operation) and left.y is not None:
        parts.append(f" {ast.OP_TEXT[left.op]} {expr_string(left.y)}")
        left = left.x
    parts.append(expr_string(left))
    parts.reverse()
    return "".join(parts)


def _slice(x: ast.SliceExpr) -> str:
    lo = expr_string(x.lo) if x.lo is not None else ""
    hi = expr_string(x.hi) if x.hi is not None else ""
    text = f"{expr_string(x.x)}[{lo}:{hi}"
    if x.max is not None:
        text += f":{expr_string(x.max)}"
    return text + "]"


def _signature(x: ast.FuncType) -> str:
    text = f"({_fields(x.params)})"
    if not x.results:
        return text
    if len(x.results) == 1 and x.results[0].name is None:
        return f"{text} {expr_string(x.results[0].type)}"
    return f"{text} ({_fields(x.results)})"


def _fields(fields: list[ast.Field]) -> str:
    parts: list[str] = []
    i = 0
    while i < len(fields):
        text, i = _field_group(fields, i)
        parts.append(text)
    return ", ".join(parts)


def _field_group(fields: list[ast.Field], first: int) -> tuple[str, int]:
    """The field at `first` along with the ones that share its type, and the index behind them."""
    field = fields[first]
    if field.name is None:
        return expr_string(field.type), first + 1
    names = [field.name.value]
    i = first + 1
    while i < len(fields) and fields[i].type is field.type:
        name = fields[i].name
        if name is None:
            break
        names.append(name.value)
        i += 1
    return f"{', '.join(names)} {expr_string(field.type)}", i


def stmt_string(s: ast.Node) -> str:
    """The text of a simple statement."""
    if isinstance(s, ast.ExprStmt):
        return expr_string(s.x)
    if isinstance(s, ast.SendStmt):
        return f"{expr_string(s.chan)} <- {expr_string(s.value)}"
    if isinstance(s, ast.AssignStmt):
        lhs = expr_string(s.lhs)
        if s.rhs is None:
            return lhs + ast.OP_TEXT[s.op] * 2
        op = ":=" if s.is_define else ast.OP_TEXT[s.op] + "="
        return f"{lhs} {op} {expr_string(s.rhs)}"
    if isinstance(s, ast.RangeClause):
        lhs = ""
        if s.lhs is not None:
            lhs = expr_string(s.lhs) + (" := " if s.is_define else " = ")
        return f"{lhs}range {expr_string(s.x)}"
    if isinstance(s, ast.ReturnStmt):
        return "return" if s.results is None else f"return {expr_string(s.results)}"
    if isinstance(s, ast.CallStmt):
        return f"{'defer' if s.is_defer else 'go'} {expr_string(s.call)}"
    if isinstance(s, ast.VarDecl):
        names = ", ".join([name.value for name in s.names])
        type = "" if s.type is None else f" {expr_string(s.type)}"
        return f"var {names}{type}" + ("" if s.values is None else f" = {expr_string(s.values)}")
    return ""


def text(node: ast.Node) -> str:
    """The text of an expression or a simple statement; "" for what is neither."""
    if isinstance(node, ast.ExprNode):
        return expr_string(cast("ast.Expr", node))
    return stmt_string(node)
