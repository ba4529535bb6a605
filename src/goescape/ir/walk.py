"""Walking ir trees: children in the compiler's order.

The order matters because messages come out in it: closures and calls are found by walks. `init` statements
precede everything else of a node; the body of a function literal is not a child of the literal.
"""

from abc import ABC, abstractmethod

from goescape.ir import nodes as ir
from goescape.ir import nodes_walk
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
            # No list for each node: most have few children or none.
            first = len(stack)
            add_children(node, stack)
            _reverse_from(stack, first)


def _reverse_from(nodes: list[ir.Node], first: int) -> None:
    last = len(nodes) - 1
    while first < last:
        node = nodes[first]
        nodes[first] = nodes[last]
        nodes[last] = node
        first += 1
        last -= 1


def children(node: ir.Node) -> list[ir.Node]:
    """The direct children of `node`, `init` first."""
    out: list[ir.Node] = []
    add_children(node, out)
    return out


def add_children(node: ir.Node, out: list[ir.Node]) -> None:
    """Add the direct children of `node` to a list."""
    if isinstance(node, ir.Call) and node.inlined is not None:
        out.append(node.inlined)
        return
    if node.init is not None:
        out.extend(node.init)
    if isinstance(node, ir.ExprNode):
        nodes_walk.below_expr(node, out)
    else:
        nodes_walk.below_stmt(node, out)


def stmt_lists(node: ir.Node) -> list[list[ir.Stmt]]:
    """The statement lists that `node` itself holds, for passes that edit them in place."""
    lists: list[list[ir.Stmt]] = []
    if node.init is not None:
        lists.append(node.init)
    nodes_walk.stmt_lists(node, lists)
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
