"""How many nodes the compiler counts for a node of ours, its children aside.

Budgets of the inliner are counts of the compiler's nodes, and our trees leave out what carries no
information: keys of struct literals, blank targets, clauses, dictionaries. A node that counts for more than itself
says so here, with the compiler's nodes that it stands for (cmd/compile/internal/ir, made by noder/reader.go).
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir.build import is_empty_interface
from goescape.lower.typeargs.shapes import has_shape
from goescape.types.model import Interface, underlying

# `.dict[i]`: OINDEX, the ODEREF of the dictionary's pointer, its ONAME, the OLITERAL.
_WORD: Final = 4
# OCONVNOP around it, which costs nothing (see `free`).
_CONVERSION: Final = 1
# The address of a symbol: OADDR, OLINKSYMOFFSET.
_SYMBOL: Final = 2


def implied(node: ir.Node) -> int:
    """Nodes of the compiler's tree that `node` stands for, besides itself and its children."""
    if isinstance(node, ir.ExprNode):
        return _of_expr(node)
    return _of_stmt(node)


def free(node: ir.Node) -> int:
    """How many of the implied nodes cost nothing: conversions that produce no code, and types."""
    if isinstance(node, ir.New):
        return 1
    if isinstance(node, ir.TypeAssert) and node.is_dynamic:
        return 2 if has_shape(node.x.type) else 1
    if isinstance(node, (ir.DynamicType, ir.DictWord)):
        return 1
    return 1 if isinstance(node, ir.DictArg) and not node.is_static else 0


def _of_expr(node: ir.ExprNode) -> int:
    if isinstance(node, (ir.StructLit, ir.MapLit)):
        # OSTRUCTKEY, OKEY.
        return len(node.elems)
    if isinstance(node, (ir.ArrayLit, ir.SliceLit)):
        # OKEY where an index is written.
        return sum(1 for elem in node.elems if elem.key is not None)
    if isinstance(node, ir.MethodExpr):
        # The OTYPE before the dot.
        return 1
    if isinstance(node, ir.New):
        # OTYPE, or ODYNAMICTYPE of a word.
        return 1 + _CONVERSION + _WORD if node.is_dynamic else 1
    if isinstance(node, ir.TypeAssert):
        return _of_assert(node)
    if isinstance(node, (ir.MakeMap, ir.MakeChan)):
        # The OLITERAL of a size that is not written.
        size = node.hint if isinstance(node, ir.MakeMap) else node.size
        return 1 if size is None else 0
    if isinstance(node, ir.DictArg):
        # OADDR of OLINKSYMOFFSET, or OCONVNOP of a word of our own dictionary.
        return _SYMBOL - 1 if node.is_static else _CONVERSION + _WORD - 1
    if isinstance(node, (ir.DictWord, ir.DynamicType)):
        # OADDR, made a func value by OCONVNOP; ODYNAMICTYPE.
        return _CONVERSION + _WORD
    return 0


def _of_assert(node: ir.TypeAssert) -> int:
    """The descriptors of the wanted type, which is in the dictionary, and of the operand's."""
    if not node.is_dynamic:
        return 0
    return _CONVERSION + _WORD + (_CONVERSION + _WORD if has_shape(node.x.type) else _SYMBOL)


def _of_stmt(node: ir.Node) -> int:
    if isinstance(node, ir.Declare):
        # The ONAME.
        return 1
    if isinstance(node, ir.Assign):
        # `_`, an ONAME, as in the lists below.
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
        # OCASE.
        return len(node.clauses)
    if isinstance(node, ir.TypeSwitch):
        # The guard, its variable's name, the clauses.
        n_clauses = sum(_of_clause(node, case) for case in node.clauses)
        return 1 + (1 if node.var_name != "" else 0) + n_clauses
    if isinstance(node, ir.ExprStmt):
        # There is no such node.
        return -1
    if isinstance(node, ir.CheckNil):
        # An interface is nil if its table is: OITAB.
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
    """What `a, b = f()` counts too much, because it is written with temporaries.

    Each of them occurs three times and is declared (ONAME, ONAME, ONAME, ODCL); there is one OAS2 more.
    """
    if isinstance(node, ir.AssignList) and node.kind == ir.LIST_PAIRS and node.values:
        init = node.values[0].init
        if init is not None and len(init) == 1 and isinstance(init[0], ir.AssignList):
            return 4 * len(node.targets) + 1
    return 0
