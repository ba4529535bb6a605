"""Walking: the nodes right below a node.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir


def below_expr(node: ir.ExprNode, out: list[ir.Node]) -> None:
    """Add the nodes below `node`, in the compiler's order; not its `init`."""
    if isinstance(node, (ir.Use, ir.Literal)):
        return
    if isinstance(node, ir.Field):
        out.append(node.x)
        return
    if isinstance(node, ir.Binary):
        out.append(node.x)
        out.append(node.y)
        return
    if isinstance(node, ir.Call):
        out.append(node.fun)
        out.extend(node.args)
        return
    if isinstance(node, ir.Convert):
        out.append(node.x)
        return
    if isinstance(node, ir.FuncUse):
        return
    if isinstance(node, ir.InlinedCall):
        out.extend(node.body)
        out.extend(node.results)
        return
    if isinstance(node, ir.AddrOf):
        out.append(node.x)
        return
    if isinstance(node, (ir.GlobalUse, ir.MethodExpr)):
        return
    if isinstance(node, ir.Index):
        out.append(node.x)
        out.append(node.index)
        return
    if isinstance(node, ir.Nil):
        return
    if isinstance(node, ir.BuiltinCall):
        out.extend(node.args)
        return
    if isinstance(node, ir.Deref):
        out.append(node.x)
        return
    if isinstance(node, ir.StructLit):
        for field_value in node.elems:
            out.append(field_value.value)
        return
    _below_expr_2(node, out)


def _below_expr_2(node: ir.ExprNode, out: list[ir.Node]) -> None:
    if isinstance(node, ir.Unary):
        out.append(node.x)
        return
    if isinstance(node, ir.SliceOp):
        out.append(node.x)
        if node.lo is not None:
            out.append(node.lo)
        if node.hi is not None:
            out.append(node.hi)
        if node.max is not None:
            out.append(node.max)
        return
    if isinstance(node, ir.FuncLit):
        return
    if isinstance(node, ir.SliceLit):
        for element in node.elems:
            if element.key is not None:
                out.append(element.key)
            out.append(element.value)
        return
    if isinstance(node, ir.DictArg):
        return
    if isinstance(node, ir.MakeSlice):
        out.append(node.len)
        if node.cap is not None:
            out.append(node.cap)
        return
    if isinstance(node, ir.PtrLit):
        out.append(node.x)
        return
    if isinstance(node, ir.Concat):
        out.extend(node.elems)
        return
    if isinstance(node, ir.New):
        return
    if isinstance(node, ir.ArrayLit):
        for element in node.elems:
            if element.key is not None:
                out.append(element.key)
            out.append(element.value)
        return
    _below_expr_3(node, out)


def _below_expr_3(node: ir.ExprNode, out: list[ir.Node]) -> None:
    if isinstance(node, ir.MapIndex):
        out.append(node.x)
        out.append(node.index)
        return
    if isinstance(node, ir.InterfaceMethod):
        out.append(node.x)
        return
    if isinstance(node, ir.TypeExpr):
        return
    if isinstance(node, ir.TypeAssert):
        out.append(node.x)
        return
    if isinstance(node, ir.Receive):
        out.append(node.x)
        return
    if isinstance(node, ir.MakeChan):
        if node.size is not None:
            out.append(node.size)
        return
    if isinstance(node, ir.MakeMap):
        if node.hint is not None:
            out.append(node.hint)
        return
    if isinstance(node, ir.MethodValue):
        out.append(node.x)
        return
    if isinstance(node, ir.MapLit):
        for map_entry in node.elems:
            out.append(map_entry.key)
            out.append(map_entry.value)
        return
    if isinstance(node, (ir.Zero, ir.DynamicType, ir.DictWord, ir.GlobalPart, ir.GenericFuncUse)):
        return
    if isinstance(node, ir.TypeParamMethod):
        out.append(node.x)
        return
    if isinstance(node, ir.TypeSize):
        return
    raise InternalError(f"walk: unknown node {type(node).__name__}", node.pos)


def below_stmt(node: ir.Node, out: list[ir.Node]) -> None:
    """Add the nodes below `node`, in the compiler's order; not its `init`."""
    if isinstance(node, ir.Declare):
        return
    if isinstance(node, ir.AssignList):
        for item in node.targets:
            if item is not None:
                out.append(item)
        out.extend(node.values)
        return
    if isinstance(node, ir.Assign):
        if node.target is not None:
            out.append(node.target)
        if node.value is not None:
            out.append(node.value)
        return
    if isinstance(node, ir.ExprStmt):
        out.append(node.x)
        return
    if isinstance(node, (ir.LabelMark, ir.Jump)):
        return
    if isinstance(node, ir.Block):
        out.extend(node.stmts)
        return
    if isinstance(node, ir.If):
        out.append(node.cond)
        out.extend(node.then)
        out.extend(node.els)
        return
    if isinstance(node, ir.Return):
        out.extend(node.values)
        return
    if isinstance(node, ir.AssignOp):
        out.append(node.target)
        out.append(node.value)
        return
    if isinstance(node, ir.For):
        if node.cond is not None:
            out.append(node.cond)
        if node.post is not None:
            out.append(node.post)
        out.extend(node.body)
        return
    _below_stmt_2(node, out)


def _below_stmt_2(node: ir.Node, out: list[ir.Node]) -> None:
    if isinstance(node, ir.Range):
        out.append(node.x)
        if node.key is not None:
            out.append(node.key)
        if node.value is not None:
            out.append(node.value)
        out.extend(node.body)
        return
    if isinstance(node, ir.Switch):
        if node.tag is not None:
            out.append(node.tag)
        for case_clause in node.clauses:
            out.extend(case_clause.values)
            out.extend(case_clause.body)
        return
    if isinstance(node, ir.GoDefer):
        out.append(node.call)
        return
    if isinstance(node, ir.Send):
        out.append(node.chan)
        out.append(node.value)
        return
    if isinstance(node, ir.TypeSwitch):
        out.append(node.x)
        for case_clause in node.clauses:
            out.extend(case_clause.values)
            out.extend(case_clause.body)
        return
    if isinstance(node, ir.Select):
        for comm_clause in node.clauses:
            if comm_clause.comm is not None:
                out.append(comm_clause.comm)
            out.extend(comm_clause.body)
        return
    if isinstance(node, ir.CheckNil):
        out.append(node.x)
        return
    if isinstance(node, ir.GenericGoDefer):
        out.append(node.call)
        if node.defer_at is not None:
            out.append(node.defer_at)
        return
    raise InternalError(f"walk: unknown node {type(node).__name__}", node.pos)


def stmt_lists(node: ir.Node, out: list[list[ir.Stmt]]) -> None:
    """Add the lists of statements that `node` itself holds; not its `init`."""
    if isinstance(node, ir.InlinedCall):
        out.append(node.body)
        return
    if isinstance(node, ir.Block):
        out.append(node.stmts)
        return
    if isinstance(node, ir.If):
        out.append(node.then)
        out.append(node.els)
        return
    if isinstance(node, ir.For):
        out.append(node.body)
        return
    if isinstance(node, ir.Range):
        out.append(node.body)
        return
    if isinstance(node, ir.Switch):
        for case_clause in node.clauses:
            out.append(case_clause.body)
        return
    if isinstance(node, ir.TypeSwitch):
        for case_clause in node.clauses:
            out.append(case_clause.body)
        return
    if isinstance(node, ir.Select):
        for comm_clause in node.clauses:
            out.append(comm_clause.body)
        return
