"""Where a node begins and ends, and which nodes are inside it."""

from goescape.base.pos import make_pos
from goescape.syntax import nodes as ast


def start_pos(x: ast.Node) -> int:
    """Position of the first character of an expression (its own position is its telling token's)."""
    while True:
        if isinstance(x, ast.CompositeLit):
            if x.type is None:
                return x.pos
            x = x.type
        elif isinstance(x, ast.KeyValueExpr):
            x = x.key
        elif isinstance(
            x, (ast.SelectorExpr, ast.IndexExpr, ast.SliceExpr, ast.AssertExpr, ast.ParenExpr)
        ):
            if isinstance(x, ast.ParenExpr):
                return x.pos
            x = x.x
        elif isinstance(x, ast.TypeSwitchGuard):
            x = x.lhs if x.lhs is not None else x.x
        elif isinstance(x, ast.Operation):
            if x.y is None:
                return x.pos
            x = x.x
        elif isinstance(x, ast.CallExpr):
            x = x.fun
        elif isinstance(x, ast.ListExpr):
            x = x.elems[0]
        else:
            return x.pos


def end_pos(x: ast.Node) -> int:
    """Approximate position behind a node, good enough to order nodes and to delimit scopes."""
    while True:
        if isinstance(x, ast.Name):
            return make_pos(x.pos >> 40, (x.pos >> 16) & 0xFFFFFF, (x.pos & 0xFFFF) + len(x.value.encode("utf-8", "surrogateescape")))
        if isinstance(x, ast.BasicLit):
            return make_pos(x.pos >> 40, (x.pos >> 16) & 0xFFFFFF, (x.pos & 0xFFFF) + len(x.value.encode("utf-8", "surrogateescape")))
        if isinstance(x, ast.CompositeLit):
            return x.rbrace + 1
        if isinstance(x, ast.KeyValueExpr):
            x = x.value
        elif isinstance(x, ast.FuncLit):
            x = x.body
        elif isinstance(x, ast.BlockStmt):
            return x.rbrace + 1
        elif isinstance(x, ast.SelectorExpr):
            x = x.sel
        elif isinstance(x, ast.IndexExpr):
            x = x.index
        elif isinstance(x, ast.SliceExpr):
            last = x.max or x.hi or x.lo
            if last is None:
                return x.pos
            x = last
        elif isinstance(x, ast.AssertExpr):
            x = x.type
        elif isinstance(x, (ast.ParenExpr, ast.TypeSwitchGuard)):
            x = x.x
        elif isinstance(x, ast.Operation):
            x = x.y if x.y is not None else x.x
        elif isinstance(x, ast.CallExpr):
            if not x.args:
                return x.pos
            x = x.args[-1]
        elif isinstance(x, ast.ListExpr):
            x = x.elems[-1]
        elif isinstance(x, (ast.ArrayType, ast.SliceType, ast.DotsType, ast.ChanType)):
            x = x.elem
        elif isinstance(x, ast.MapType):
            x = x.value
        elif isinstance(x, ast.FuncType):
            if x.results:
                x = x.results[-1].type
            elif x.params:
                x = x.params[-1].type
            else:
                return x.pos
        elif isinstance(x, (ast.SwitchStmt, ast.SelectStmt)):
            return x.rbrace + 1
        elif isinstance(x, ast.ExprStmt):
            x = x.x
        elif isinstance(x, ast.AssignStmt):
            x = x.rhs if x.rhs is not None else x.lhs
        elif isinstance(x, ast.IfStmt):
            x = x.els if x.els is not None else x.then
        elif isinstance(x, ast.ForStmt):
            x = x.body
        elif isinstance(x, ast.CaseClause):
            if not x.body:
                return x.colon + 1
            x = x.body[-1]
        elif isinstance(x, ast.CommClause):
            if not x.body:
                return x.colon + 1
            x = x.body[-1]
        elif isinstance(x, ast.ReturnStmt):
            if x.results is None:
                return x.pos
            x = x.results
        elif isinstance(x, ast.LabeledStmt):
            x = x.stmt
        elif isinstance(x, ast.CallStmt):
            x = x.call
        elif isinstance(x, ast.SendStmt):
            x = x.value
        else:
            return x.pos
