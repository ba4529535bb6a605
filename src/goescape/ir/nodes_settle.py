"""Settling: calls that were inlined make way for what has replaced them.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.ir.walk import current


def settle_expr(node: ir.ExprNode) -> None:
    """Replace inlined calls right below `node`; not in its `init`."""
    if isinstance(node, (ir.Use, ir.Literal)):
        return
    if isinstance(node, ir.Field):
        node.x = current(node.x)
        return
    if isinstance(node, ir.Binary):
        node.x = current(node.x)
        node.y = current(node.y)
        return
    if isinstance(node, ir.Call):
        node.fun = current(node.fun)
        for i, x in enumerate(node.args):
            node.args[i] = current(x)
        return
    if isinstance(node, ir.Convert):
        node.x = current(node.x)
        return
    if isinstance(node, (ir.FuncUse, ir.InlinedCall)):
        return
    if isinstance(node, ir.AddrOf):
        node.x = current(node.x)
        return
    if isinstance(node, (ir.GlobalUse, ir.MethodExpr)):
        return
    if isinstance(node, ir.Index):
        node.x = current(node.x)
        node.index = current(node.index)
        return
    if isinstance(node, ir.Nil):
        return
    if isinstance(node, ir.BuiltinCall):
        for i, x in enumerate(node.args):
            node.args[i] = current(x)
        return
    if isinstance(node, ir.Deref):
        node.x = current(node.x)
        return
    if isinstance(node, ir.StructLit):
        for field_value in node.elems:
            field_value.value = current(field_value.value)
        return
    if isinstance(node, ir.Unary):
        node.x = current(node.x)
        return
    _settle_expr_2(node)


def _settle_expr_2(node: ir.ExprNode) -> None:
    if isinstance(node, ir.SliceOp):
        node.x = current(node.x)
        if node.lo is not None:
            node.lo = current(node.lo)
        if node.hi is not None:
            node.hi = current(node.hi)
        if node.max is not None:
            node.max = current(node.max)
        return
    if isinstance(node, ir.FuncLit):
        return
    if isinstance(node, ir.SliceLit):
        for element in node.elems:
            if element.key is not None:
                element.key = current(element.key)
            element.value = current(element.value)
        return
    if isinstance(node, ir.DictArg):
        return
    if isinstance(node, ir.MakeSlice):
        node.len = current(node.len)
        if node.cap is not None:
            node.cap = current(node.cap)
        return
    if isinstance(node, ir.PtrLit):
        node.x = current(node.x)
        return
    if isinstance(node, ir.Concat):
        for i, x in enumerate(node.elems):
            node.elems[i] = current(x)
        return
    if isinstance(node, ir.New):
        return
    if isinstance(node, ir.ArrayLit):
        for element in node.elems:
            if element.key is not None:
                element.key = current(element.key)
            element.value = current(element.value)
        return
    if isinstance(node, ir.MapIndex):
        node.x = current(node.x)
        node.index = current(node.index)
        return
    _settle_expr_3(node)


def _settle_expr_3(node: ir.ExprNode) -> None:
    if isinstance(node, ir.InterfaceMethod):
        node.x = current(node.x)
        return
    if isinstance(node, ir.TypeExpr):
        return
    if isinstance(node, ir.TypeAssert):
        node.x = current(node.x)
        return
    if isinstance(node, ir.Receive):
        node.x = current(node.x)
        return
    if isinstance(node, ir.MakeChan):
        if node.size is not None:
            node.size = current(node.size)
        return
    if isinstance(node, ir.MakeMap):
        if node.hint is not None:
            node.hint = current(node.hint)
        return
    if isinstance(node, ir.MethodValue):
        node.x = current(node.x)
        return
    if isinstance(node, ir.MapLit):
        for map_entry in node.elems:
            map_entry.key = current(map_entry.key)
            map_entry.value = current(map_entry.value)
        return
    if isinstance(node, (ir.Zero, ir.DynamicType, ir.DictWord, ir.GlobalPart)):
        return
    raise InternalError(f"settle: unknown node {type(node).__name__}", node.pos)


def settle_stmt(node: ir.Node) -> None:
    """Replace inlined calls right below `node`; not in its `init`."""
    if isinstance(node, ir.Declare):
        return
    if isinstance(node, ir.AssignList):
        for i, item in enumerate(node.targets):
            if item is not None:
                node.targets[i] = current(item)
        for i, x in enumerate(node.values):
            node.values[i] = current(x)
        return
    if isinstance(node, ir.Assign):
        if node.target is not None:
            node.target = current(node.target)
        if node.value is not None:
            node.value = current(node.value)
        return
    if isinstance(node, ir.ExprStmt):
        node.x = current(node.x)
        return
    if isinstance(node, (ir.LabelMark, ir.Jump, ir.Block)):
        return
    if isinstance(node, ir.If):
        node.cond = current(node.cond)
        return
    if isinstance(node, ir.Return):
        for i, x in enumerate(node.values):
            node.values[i] = current(x)
        return
    if isinstance(node, ir.AssignOp):
        node.target = current(node.target)
        node.value = current(node.value)
        return
    if isinstance(node, ir.For):
        if node.cond is not None:
            node.cond = current(node.cond)
        return
    if isinstance(node, ir.Range):
        node.x = current(node.x)
        if node.key is not None:
            node.key = current(node.key)
        if node.value is not None:
            node.value = current(node.value)
        return
    _settle_stmt_2(node)


def _settle_stmt_2(node: ir.Node) -> None:
    if isinstance(node, ir.Switch):
        if node.tag is not None:
            node.tag = current(node.tag)
        for case_clause in node.clauses:
            for i, x in enumerate(case_clause.values):
                case_clause.values[i] = current(x)
        return
    if isinstance(node, ir.GoDefer):
        return
    if isinstance(node, ir.Send):
        node.chan = current(node.chan)
        node.value = current(node.value)
        return
    if isinstance(node, ir.TypeSwitch):
        node.x = current(node.x)
        for case_clause in node.clauses:
            for i, x in enumerate(case_clause.values):
                case_clause.values[i] = current(x)
        return
    if isinstance(node, ir.Select):
        return
    if isinstance(node, ir.CheckNil):
        node.x = current(node.x)
        return
    raise InternalError(f"settle: unknown node {type(node).__name__}", node.pos)
