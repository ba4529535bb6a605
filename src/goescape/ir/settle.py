"""Putting inlined bodies in the place of the calls they stand for.

While calls are being inlined, a replaced call stays in the tree and knows its replacement (`Call.inlined`):
whoever holds the call need not be told. When all is done, the trees are settled.
"""

from goescape.ir import nodes as ir
from goescape.ir import walk


def settle(func: ir.Func) -> None:
    """Replace all inlined calls in the body of `func`."""
    stack: list[ir.Node] = list(func.body or [])
    while stack:
        node = stack.pop()
        _edit(node)
        stack.extend(walk.children(node))


def _expr(x: ir.Expr) -> ir.Expr:
    if isinstance(x, ir.Call) and x.inlined is not None:
        return x.inlined
    return x


def _optional(x: ir.Expr | None) -> ir.Expr | None:
    return None if x is None else _expr(x)


def _exprs(xs: list[ir.Expr]) -> None:
    for i, x in enumerate(xs):
        if isinstance(x, ir.Call) and x.inlined is not None:
            xs[i] = x.inlined


def _edit(node: ir.Node) -> None:
    """Replace inlined calls among the direct children of `node`."""
    if isinstance(node, ir.ExprNode):
        _edit_expr(node)
    else:
        _edit_stmt(node)


def _edit_expr(node: ir.ExprNode) -> None:
    if isinstance(node, ir.Call):
        node.fun = _expr(node.fun)
        _exprs(node.args)
    elif isinstance(
        node,
        (
            ir.Field, ir.Convert, ir.Deref, ir.AddrOf, ir.Unary, ir.PtrLit, ir.InterfaceMethod,
            ir.MethodValue, ir.TypeAssert, ir.Receive,
        ),
    ):  # fmt: skip
        node.x = _expr(node.x)
    elif isinstance(node, ir.Binary):
        node.x = _expr(node.x)
        node.y = _expr(node.y)
    elif isinstance(node, (ir.Index, ir.MapIndex)):
        node.x = _expr(node.x)
        node.index = _expr(node.index)
    elif isinstance(node, ir.BuiltinCall):
        _exprs(node.args)
    elif isinstance(node, ir.SliceOp):
        node.x = _expr(node.x)
        node.lo = _optional(node.lo)
        node.hi = _optional(node.hi)
        node.max = _optional(node.max)
    elif isinstance(node, ir.StructLit):
        for pair in node.elems:
            pair.value = _expr(pair.value)
    elif isinstance(node, (ir.SliceLit, ir.ArrayLit)):
        for elem in node.elems:
            elem.key = _optional(elem.key)
            elem.value = _expr(elem.value)
    elif isinstance(node, ir.MapLit):
        for entry in node.elems:
            entry.key = _expr(entry.key)
            entry.value = _expr(entry.value)
    elif isinstance(node, ir.Concat):
        _exprs(node.elems)
    elif isinstance(node, ir.MakeSlice):
        node.len = _expr(node.len)
        node.cap = _optional(node.cap)
    elif isinstance(node, ir.MakeMap):
        node.hint = _optional(node.hint)
    elif isinstance(node, ir.MakeChan):
        node.size = _optional(node.size)


def _edit_stmt(node: ir.Node) -> None:
    if isinstance(node, ir.Assign):
        node.target = _optional(node.target)
        node.value = _optional(node.value)
    elif isinstance(node, (ir.ExprStmt, ir.CheckNil)):
        node.x = _expr(node.x)
    elif isinstance(node, ir.If):
        node.cond = _expr(node.cond)
    elif isinstance(node, ir.Return):
        _exprs(node.values)
    elif isinstance(node, ir.AssignList):
        for i, target in enumerate(node.targets):
            node.targets[i] = _optional(target)
        _exprs(node.values)
    elif isinstance(node, ir.AssignOp):
        node.target = _expr(node.target)
        node.value = _expr(node.value)
    elif isinstance(node, ir.For):
        node.cond = _optional(node.cond)
    elif isinstance(node, ir.Range):
        node.x = _expr(node.x)
        node.key = _optional(node.key)
        node.value = _optional(node.value)
    elif isinstance(node, ir.Switch):
        node.tag = _optional(node.tag)
        for clause in node.clauses:
            _exprs(clause.values)
    elif isinstance(node, ir.TypeSwitch):
        node.x = _expr(node.x)
    elif isinstance(node, ir.Send):
        node.chan = _expr(node.chan)
        node.value = _expr(node.value)
