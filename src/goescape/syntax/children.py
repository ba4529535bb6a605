"""The parts of a syntax tree's nodes, in the order of the source."""

from goescape.syntax import nodes as ast


def children(x: ast.Node) -> list[ast.Node]:
    """What a node consists of; names that are declared, and labels, are parts like others."""
    found: list[ast.Node | None] = []
    if isinstance(x, ast.ExprNode):
        _of_expr(x, found)
    elif isinstance(x, ast.DeclNode):
        _of_decl(x, found)
    elif isinstance(x, ast.File):
        found.extend(x.decls)
    elif isinstance(x, ast.Field):
        found += [x.name, x.type]
    else:
        _of_stmt(x, found)
    return [each for each in found if each is not None]


def _of_expr(x: ast.ExprNode, found: list[ast.Node | None]) -> None:
    if isinstance(x, ast.CompositeLit):
        found += [x.type, *x.elems]
    elif isinstance(x, ast.KeyValueExpr):
        found += [x.key, x.value]
    elif isinstance(x, ast.FuncLit):
        found += [x.type, x.body]
    elif isinstance(x, ast.ParenExpr):
        found.append(x.x)
    elif isinstance(x, ast.SelectorExpr):
        found += [x.x, x.sel]
    elif isinstance(x, ast.IndexExpr):
        found += [x.x, x.index]
    elif isinstance(x, ast.SliceExpr):
        found += [x.x, x.lo, x.hi, x.max]
    elif isinstance(x, ast.AssertExpr):
        found += [x.x, x.type]
    elif isinstance(x, ast.TypeSwitchGuard):
        found += [x.lhs, x.x]
    elif isinstance(x, ast.Operation):
        found += [x.x, x.y]
    elif isinstance(x, ast.CallExpr):
        found += [x.fun, *x.args]
    elif isinstance(x, ast.ListExpr):
        found.extend(x.elems)
    else:
        _of_type(x, found)


def _of_type(x: ast.ExprNode, found: list[ast.Node | None]) -> None:
    if isinstance(x, ast.ArrayType):
        found += [x.len, x.elem]
    elif isinstance(x, (ast.SliceType, ast.DotsType, ast.ChanType)):
        found.append(x.elem)
    elif isinstance(x, ast.StructType):
        found.extend(x.fields)
    elif isinstance(x, ast.InterfaceType):
        found.extend(x.methods)
    elif isinstance(x, ast.FuncType):
        found += [*x.params, *x.results]
    elif isinstance(x, ast.MapType):
        found += [x.key, x.value]


def _of_decl(x: ast.DeclNode, found: list[ast.Node | None]) -> None:
    if isinstance(x, (ast.VarDecl, ast.ConstDecl)):
        found += [*x.names, x.type, x.values]
    elif isinstance(x, ast.TypeDecl):
        found += [x.name, *x.tparams, x.type]
    elif isinstance(x, ast.FuncDecl):
        found += [x.recv, x.name, *x.tparams, x.type, x.body]


def _of_stmt(x: ast.Node, found: list[ast.Node | None]) -> None:
    if isinstance(x, ast.LabeledStmt):
        found.append(x.stmt)
    elif isinstance(x, ast.BlockStmt):
        found.extend(x.stmts)
    elif isinstance(x, ast.ExprStmt):
        found.append(x.x)
    elif isinstance(x, ast.SendStmt):
        found += [x.chan, x.value]
    elif isinstance(x, ast.DeclStmt):
        found.extend(x.decls)
    elif isinstance(x, ast.AssignStmt):
        found += [x.lhs, x.rhs]
    elif isinstance(x, ast.CallStmt):
        found.append(x.call)
    elif isinstance(x, ast.ReturnStmt):
        found.append(x.results)
    elif isinstance(x, ast.IfStmt):
        found += [x.init, x.cond, x.then, x.els]
    elif isinstance(x, ast.RangeClause):
        found += [x.lhs, x.x]
    elif isinstance(x, ast.ForStmt):
        found += [x.init, x.cond, x.post, x.body]
    elif isinstance(x, ast.SwitchStmt):
        found += [x.init, x.tag, *x.clauses]
    elif isinstance(x, ast.CaseClause):
        found += [x.cases, *x.body]
    elif isinstance(x, ast.SelectStmt):
        found.extend(x.clauses)
    elif isinstance(x, ast.CommClause):
        found += [x.comm, *x.body]
