"""Walking ir trees: children in the compiler's order.

The order matters because messages come out in it: closures and calls are found by walks. `init` statements
precede everything else of a node; the body of a function literal is not a child of the literal.
"""

from abc import ABC, abstractmethod

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.types.model import Array, underlying


class Visitor(ABC):
    """What to do at each node of a walk."""

    @abstractmethod
    def enter(self, node: ir.Node) -> bool:
        """Called before the children of `node`; False leaves them out."""


def visit_list(nodes: list[ir.Stmt], visitor: Visitor) -> None:
    for node in nodes:
        visit(node, visitor)


def visit(node: ir.Node, visitor: Visitor) -> None:
    """Preorder walk of `node` and everything below it, on a stack of our own: trees may be deep."""
    stack = [node]
    while stack:
        node = stack.pop()
        if visitor.enter(node):
            below = children(node)
            below.reverse()
            stack.extend(below)


def children(node: ir.Node) -> list[ir.Node]:
    """The direct children of `node`, `init` first."""
    out: list[ir.Node] = []
    if isinstance(node, ir.Call) and node.inlined is not None:
        out.append(node.inlined)
        return out
    if node.init is not None:
        out.extend(node.init)
    if isinstance(node, ir.ExprNode):
        _expr_children(node, out)
    else:
        _stmt_children(node, out)
    return out


def _expr_children(node: ir.ExprNode, out: list[ir.Node]) -> None:
    if isinstance(node, (ir.Use, ir.Literal, ir.GlobalUse, ir.FuncUse, ir.MethodExpr, ir.Nil)):
        return
    if isinstance(node, ir.GlobalPart):
        return
    if isinstance(node, (ir.Field, ir.Convert, ir.Deref, ir.AddrOf, ir.Unary, ir.PtrLit)):
        out.append(node.x)
    elif isinstance(node, ir.Call):
        out.append(node.fun)
        out.extend(node.args)
    elif isinstance(node, ir.Binary):
        out.append(node.x)
        out.append(node.y)
    elif isinstance(node, (ir.Index, ir.MapIndex)):
        out.append(node.x)
        out.append(node.index)
    elif isinstance(node, ir.BuiltinCall):
        out.extend(node.args)
    elif isinstance(
        node,
        (ir.InterfaceMethod, ir.TypeParamMethod, ir.MethodValue, ir.TypeAssert, ir.Receive),
    ):
        out.append(node.x)
    elif isinstance(node, ir.SliceOp):
        out.append(node.x)
        for bound in (node.lo, node.hi, node.max):
            if bound is not None:
                out.append(bound)
    elif isinstance(node, ir.StructLit):
        for pair in node.elems:
            out.append(pair.value)
    elif isinstance(node, (ir.SliceLit, ir.ArrayLit)):
        for elem in node.elems:
            if elem.key is not None:
                out.append(elem.key)
            out.append(elem.value)
    elif isinstance(node, ir.MapLit):
        for entry in node.elems:
            out.append(entry.key)
            out.append(entry.value)
    elif isinstance(node, ir.Concat):
        out.extend(node.elems)
    elif isinstance(node, ir.MakeSlice):
        out.append(node.len)
        if node.cap is not None:
            out.append(node.cap)
    elif isinstance(node, ir.MakeMap):
        if node.hint is not None:
            out.append(node.hint)
    elif isinstance(node, ir.MakeChan):
        if node.size is not None:
            out.append(node.size)
    elif isinstance(node, ir.InlinedCall):
        out.extend(node.body)
        out.extend(node.results)
    elif isinstance(
        node,
        (
            ir.FuncLit, ir.New, ir.TypeExpr, ir.Zero, ir.DynamicType, ir.DictWord, ir.DictArg,
            ir.GenericFuncUse, ir.TypeSize,
        ),
    ):  # fmt: skip
        return
    else:
        raise InternalError(f"walk: unknown expression {type(node).__name__}", node.pos)


def _stmt_children(node: ir.Node, out: list[ir.Node]) -> None:
    if isinstance(node, ir.Assign):
        if node.target is not None:
            out.append(node.target)
        if node.value is not None:
            out.append(node.value)
    elif isinstance(node, (ir.ExprStmt, ir.CheckNil)):
        out.append(node.x)
    elif isinstance(node, ir.If):
        out.append(node.cond)
        out.extend(node.then)
        out.extend(node.els)
    elif isinstance(node, ir.Return):
        out.extend(node.values)
    elif isinstance(node, (ir.Declare, ir.LabelMark, ir.Jump)):
        return
    elif isinstance(node, ir.Block):
        out.extend(node.stmts)
    elif isinstance(node, ir.AssignList):
        for target in node.targets:
            if target is not None:
                out.append(target)
        out.extend(node.values)
    elif isinstance(node, ir.AssignOp):
        out.append(node.target)
        out.append(node.value)
    elif isinstance(node, ir.For):
        if node.cond is not None:
            out.append(node.cond)
        if node.post is not None:
            out.append(node.post)
        out.extend(node.body)
    elif isinstance(node, ir.Range):
        out.append(node.x)
        if node.key is not None:
            out.append(node.key)
        if node.value is not None:
            out.append(node.value)
        out.extend(node.body)
    elif isinstance(node, ir.Switch):
        if node.tag is not None:
            out.append(node.tag)
        _clause_children(node.clauses, out)
    elif isinstance(node, ir.TypeSwitch):
        out.append(node.x)
        _clause_children(node.clauses, out)
    elif isinstance(node, ir.Select):
        for clause in node.clauses:
            if clause.comm is not None:
                out.append(clause.comm)
            out.extend(clause.body)
    elif isinstance(node, (ir.GoDefer, ir.GenericGoDefer)):
        out.append(node.call)
    elif isinstance(node, ir.Send):
        out.append(node.chan)
        out.append(node.value)
    else:
        raise InternalError(f"walk: unknown statement {type(node).__name__}", node.pos)


def _clause_children(clauses: list[ir.CaseClause], out: list[ir.Node]) -> None:
    for clause in clauses:
        out.extend(clause.values)
        out.extend(clause.body)


def stmt_lists(node: ir.Node) -> list[list[ir.Stmt]]:
    """The statement lists that `node` itself holds, for passes that edit them in place."""
    lists: list[list[ir.Stmt]] = []
    if node.init is not None:
        lists.append(node.init)
    if isinstance(node, ir.If):
        lists.append(node.then)
        lists.append(node.els)
    elif isinstance(node, ir.Block):
        lists.append(node.stmts)
    elif isinstance(node, (ir.For, ir.Range)):
        lists.append(node.body)
    elif isinstance(node, (ir.Switch, ir.TypeSwitch)):
        for case in node.clauses:
            lists.append(case.body)
    elif isinstance(node, ir.Select):
        for comm in node.clauses:
            lists.append(comm.body)
    elif isinstance(node, ir.InlinedCall):
        lists.append(node.body)
    return lists


def outer_value(x: ir.Expr) -> ir.Expr:
    """The variable (or other expression) that x is stored inside of: fields, array elements and
    parentheses are looked through, pointers are not."""
    while True:
        if isinstance(x, ir.Field) and not x.via_pointer:
            x = x.x
        elif isinstance(x, ir.Index) and isinstance(underlying(x.x.type), Array):
            x = x.x
        else:
            return x


def current(x: ir.Expr) -> ir.Expr:
    """`x`, or what has replaced it if it is a call that was inlined."""
    if isinstance(x, ir.Call) and x.inlined is not None:
        return x.inlined
    return x
