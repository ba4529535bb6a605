"""Putting inlined bodies in the place of the calls they stand for.

While calls are being inlined, a replaced call stays in the tree and knows its replacement (`Call.inlined`):
whoever holds the call need not be told. When all is done, the trees are settled.
"""

from goescape.ir import nodes as ir
from goescape.ir import nodes_settle, walk


def settle(func: ir.Func) -> None:
    """Replace all inlined calls in the body of `func`."""
    stack: list[ir.Node] = list(func.body or [])
    while stack:
        node = stack.pop()
        if isinstance(node, ir.ExprNode):
            nodes_settle.settle_expr(node)
        else:
            nodes_settle.settle_stmt(node)
        walk.add_children(node, stack)
