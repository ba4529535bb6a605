"""Where a node begins and ends."""

from goescape.base.pos import COLUMN_MAX, column_of
from goescape.syntax import nodes as ast


def start_pos(x: ast.Node) -> int:
    """Position of the first character of an expression (its own position is its telling token's).

    Only approximately: a slice expression starts at its `[`, as it does for the compiler.
    """
    while True:
        if isinstance(x, ast.Name):
            return x.pos
        if isinstance(x, (ast.SelectorExpr, ast.IndexExpr, ast.AssertExpr)):
            x = x.x
        elif isinstance(x, ast.CallExpr):
            x = x.fun
        elif isinstance(x, ast.Operation):
            if x.y is None:
                return x.pos
            x = x.x
        elif isinstance(x, ast.CompositeLit):
            if x.type is None:
                return x.pos
            x = x.type
        elif isinstance(x, ast.KeyValueExpr):
            x = x.key
        elif isinstance(x, ast.ListExpr):
            x = x.elems[0]
        elif isinstance(x, ast.TypeSwitchGuard):
            x = x.lhs if x.lhs is not None else x.x
        elif isinstance(x, ast.AssignStmt):
            x = x.lhs
        elif isinstance(x, ast.SendStmt):
            x = x.chan
        elif isinstance(x, ast.RangeClause):
            x = x.lhs if x.lhs is not None else x.x
        else:
            return x.pos


def end_pos(x: ast.Node) -> int:
    """Where a node ends, approximately: behind a name or literal, but at a closing brace.

    Good enough to delimit scopes; other brackets do not count.
    """
    while True:
        if isinstance(x, (ast.Name, ast.BasicLit)):
            return _behind(x.pos, len(x.value.encode("utf-8", "surrogateescape")))
        if isinstance(x, (ast.BlockStmt, ast.SwitchStmt, ast.SelectStmt, ast.CompositeLit)):
            return x.rbrace
        if isinstance(x, ast.AssignStmt) and x.rhs is None:
            return _behind(end_pos(x.lhs), 2)
        if isinstance(x, ast.File):
            return x.eof
        inner = _last(x)
        if inner is None:
            if isinstance(x, (ast.CaseClause, ast.CommClause)):
                return x.colon
            return x.pos
        x = inner


def _behind(pos: int, width: int) -> int:
    return pos - column_of(pos) + min(column_of(pos) + width, COLUMN_MAX)


def _last(x: ast.Node) -> ast.Node | None:
    """The part of x at which it ends; None if it ends where it is."""
    if isinstance(x, ast.ExprNode):
        return _last_of_expr(x)
    if isinstance(x, ast.DeclNode):
        return _last_of_decl(x)
    if isinstance(x, ast.ExprStmt):
        return x.x
    if isinstance(x, ast.AssignStmt):
        return x.rhs
    if isinstance(x, ast.CallStmt):
        return x.call
    if isinstance(x, ast.ReturnStmt):
        return x.results
    if isinstance(x, ast.IfStmt):
        return x.els if x.els is not None else x.then
    if isinstance(x, ast.ForStmt):
        return x.body
    if isinstance(x, (ast.CaseClause, ast.CommClause)):
        return x.body[-1] if x.body else None
    if isinstance(x, ast.LabeledStmt):
        return x.stmt
    if isinstance(x, ast.SendStmt):
        return x.value
    if isinstance(x, ast.BranchStmt):
        return x.label
    if isinstance(x, ast.DeclStmt):
        return x.decls[-1] if x.decls else None
    if isinstance(x, ast.RangeClause):
        return x.x
    if isinstance(x, ast.Field):
        return x.type
    return None


def _last_of_expr(x: ast.ExprNode) -> ast.Node | None:
    if isinstance(x, ast.SelectorExpr):
        return x.sel
    if isinstance(x, ast.CallExpr):
        return x.args[-1] if x.args else x.fun
    if isinstance(x, ast.Operation):
        return x.y if x.y is not None else x.x
    if isinstance(x, ast.IndexExpr):
        return x.index
    if isinstance(x, (ast.ParenExpr, ast.SliceExpr, ast.TypeSwitchGuard)):
        return x.x
    if isinstance(x, ast.KeyValueExpr):
        return x.value
    if isinstance(x, ast.FuncLit):
        return x.body
    if isinstance(x, ast.ListExpr):
        return x.elems[-1]
    if isinstance(x, ast.AssertExpr):
        return x.type
    if isinstance(x, (ast.ArrayType, ast.SliceType, ast.DotsType, ast.ChanType)):
        return x.elem
    if isinstance(x, ast.MapType):
        return x.value
    if isinstance(x, ast.StructType):
        return x.fields[-1] if x.fields else None
    if isinstance(x, ast.InterfaceType):
        return x.methods[-1] if x.methods else None
    if isinstance(x, ast.FuncType):
        if x.results:
            return x.results[-1]
        return x.params[-1] if x.params else None
    return None


def _last_of_decl(x: ast.DeclNode) -> ast.Node | None:
    if isinstance(x, (ast.VarDecl, ast.ConstDecl)):
        if x.values is not None:
            return x.values
        return x.type if x.type is not None else x.names[-1]
    if isinstance(x, ast.TypeDecl):
        return x.type
    if isinstance(x, ast.FuncDecl):
        return x.body if x.body is not None else x.type
    if isinstance(x, ast.ImportDecl):
        return x.path
    return None
