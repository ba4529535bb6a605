"""How many nodes the compiler counts for a node of ours, its children aside.

Budgets of the inliner are counts of the compiler's nodes, and our trees leave out what carries no
information: keys of struct literals, blank targets, clauses. A node that counts for more than itself says so
here.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir.build import is_empty_interface
from goescape.lower.shapes import has_shape
from goescape.types.model import Interface, underlying


def implied(node: ir.Node) -> int:
    """Nodes of the compiler's tree that `node` stands for, besides itself and its children."""
    if isinstance(node, ir.ExprNode):
        return _of_expr(node)
    return _of_stmt(node)


def _of_expr(node: ir.ExprNode) -> int:
    if isinstance(node, (ir.StructLit, ir.MapLit)):
        return len(node.elems)
    if isinstance(node, (ir.ArrayLit, ir.SliceLit)):
        return sum(1 for elem in node.elems if elem.key is not None)
    if isinstance(node, ir.MethodExpr):
        return 1
    if isinstance(node, ir.New):
        return 6 if node.is_dynamic else 1
    if isinstance(node, ir.TypeAssert):
        # The wanted type's descriptor; the operand's type is one node, or read from the dictionary, too.
        operand = 2 if has_shape(node.x.type) else 0
        return 6 + operand if node.is_dynamic else 0
    if isinstance(node, ir.MakeMap):
        return 1 if node.hint is None else 0
    if isinstance(node, ir.MakeChan):
        return 1 if node.size is None else 0
    if isinstance(node, ir.DictArg):
        # Address of the static dictionary, or a conversion of a word of our own dictionary.
        return 1 if node.is_static else 3
    if isinstance(node, (ir.DictWord, ir.DynamicType)):
        return 4
    return 0


def _of_stmt(node: ir.Node) -> int:
    if isinstance(node, ir.Declare):
        return 1
    if isinstance(node, ir.Assign):
        return 1 if node.target is None else 0
    if isinstance(node, ir.AssignList):
        if node.kind == ir.LIST_SELECT_RECEIVE:
            return 2 - sum(1 for target in node.targets if target is not None)
        return sum(1 for target in node.targets if target is None)
    if isinstance(node, ir.Range):
        written = (node.key is not None) + (node.value is not None)
        return node.n_targets - written
    if isinstance(node, ir.Switch):
        return sum(_of_clause(node, case) for case in node.clauses)
    if isinstance(node, ir.Select):
        return len(node.clauses)
    if isinstance(node, ir.TypeSwitch):
        # The guard, its variable's name, the clauses.
        n_clauses = sum(_of_clause(node, case) for case in node.clauses)
        return 1 + (1 if node.var_name != "" else 0) + n_clauses
    if isinstance(node, ir.ExprStmt):
        return -1
    if isinstance(node, ir.CheckNil):
        # An interface is nil if its table is.
        return 1 if isinstance(underlying(node.x.type), Interface) else 0
    return 0


def _of_clause(node: ir.Switch | ir.TypeSwitch, case: ir.CaseClause) -> int:
    if isinstance(node, ir.TypeSwitch):
        return 1 if case.var is None else 2
    if node.tag is not None:
        return 1
    # The address of the descriptor of bool, which interfaces are compared with.
    return 1 + 2 * sum(1 for value in case.values if is_empty_interface(value.type))


@final
class Group:
    """Children that stand in a node of the compiler's: a clause, a keyed element."""

    def __init__(self, implied: int, nodes: list[ir.Node]) -> None:
        self.implied: Final = implied
        self.nodes: Final = nodes


def groups(node: ir.Node) -> list[Group] | None:
    """The children of a node with clauses or keyed elements, in the order in which a walk meets them."""
    if isinstance(node, (ir.Switch, ir.TypeSwitch)):
        operand = node.tag if isinstance(node, ir.Switch) else node.x
        out = [Group(0, [*(node.init or []), *([] if operand is None else [operand])])]
        for case in node.clauses:
            out.append(Group(_of_clause(node, case), [*case.values, *case.body]))
        return out
    if isinstance(node, ir.Select):
        out = [Group(0, [*(node.init or [])])]
        for comm in node.clauses:
            out.append(Group(1, [*([] if comm.comm is None else [comm.comm]), *comm.body]))
        return out
    if isinstance(node, ir.StructLit):
        out = [Group(0, [*(node.init or [])])]
        out.extend([Group(1, [pair.value]) for pair in node.elems])
        return out
    if isinstance(node, ir.MapLit):
        out = [Group(0, [*(node.init or [])])]
        out.extend([Group(1, [entry.key, entry.value]) for entry in node.elems])
        return out
    return None


def spread_compensation(node: ir.Node) -> int:
    """What `a, b = f()` counts too much, because it is written with temporaries."""
    if isinstance(node, ir.AssignList) and node.kind == ir.LIST_PAIRS and node.values:
        init = node.values[0].init
        if init is not None and len(init) == 1 and isinstance(init[0], ir.AssignList):
            return 4 * len(node.targets) + 1
    return 0
