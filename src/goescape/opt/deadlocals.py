"""Assignments of effect-free values to variables that are never read are dropped.

What matters for messages: a function literal that is only ever assigned to such a variable is no longer
part of the function, so nothing is said about it. Dropping an assignment can make further variables
unread; a variable's pending assignments are therefore only visited once the variable is seen to be used.

`_ = x` alone is a use of x, on purpose; a blank in a list with a named target is a discard.
"""

from typing import Final, final

from goescape.base.constant import IntConst
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types.universe import int_type


def run(funcs: list[ir.Func]) -> None:
    for func in funcs:
        if func.body is None or (func.is_literal and func.is_closure):
            continue
        scan = _Scan()
        scan.nodes(func.body)
        for var, pending in scan.pending.items():
            for definition in pending:
                definition.drop()
            if pending:
                var.defn = None
        for discard in scan.discards:
            discard.drop()


@final
class _Definition:
    """One assignment that can be dropped: element `index` of a list assignment, or a plain one."""

    def __init__(self, stmt: ir.Assign | ir.AssignList, index: int) -> None:
        self.stmt: Final = stmt
        self.index: Final = index

    def value(self) -> ir.Expr | None:
        stmt = self.stmt
        if isinstance(stmt, ir.Assign):
            return stmt.value
        return stmt.values[self.index]

    def drop(self) -> None:
        """Make it `_ = 0`."""
        stmt = self.stmt
        zero = ir.Literal(stmt.pos, int_type(), IntConst(0))
        if isinstance(stmt, ir.Assign):
            stmt.target = None
            stmt.value = zero
        else:
            stmt.targets[self.index] = None
            stmt.values[self.index] = zero


@final
class _Scan:
    """One top-level function with all literals inside it."""

    def __init__(self) -> None:
        # Local -> assignments that go if it stays unused; used variables have an empty list and are in `used`.
        self.pending: Final[dict[ir.Local, list[_Definition]]] = {}
        self.used: Final[set[ir.Local]] = set()
        self.discards: Final[list[_Definition]] = []

    def nodes(self, nodes: list[ir.Stmt]) -> None:
        for node in nodes:
            self.node(node)

    def node(self, node: ir.Node) -> None:
        if isinstance(node, ir.Use):
            self.use(node.var)
        elif isinstance(node, ir.FuncLit):
            if node.init is not None:
                self.nodes(node.init)
            for var in node.func.captures:
                self.use(var)
            if node.func.body is not None:
                self.nodes(node.func.body)
        elif isinstance(node, ir.Declare):
            return
        elif isinstance(node, ir.InlinedCall) and node.dictionary is not None:
            self.use(node.dictionary)
            self.children(node)
        elif isinstance(node, ir.Assign):
            self.assign(_Definition(node, 0), node.target, node.value, False)
        elif isinstance(node, ir.AssignList) and node.kind == ir.LIST_PAIRS:
            has_target = any(target is not None for target in node.targets)
            for i, target in enumerate(node.targets):
                self.assign(_Definition(node, i), target, node.values[i], has_target)
        else:
            self.children(node)

    def children(self, node: ir.Node) -> None:
        for child in walk.children(node):
            self.node(child)

    def use(self, var: ir.Local) -> None:
        if var.kind == ir.RESULT or var in self.used:
            return
        self.used.add(var)
        waiting = self.pending.get(var)
        if waiting is None:
            return
        self.pending[var] = []
        for definition in waiting:
            value = definition.value()
            if value is not None:
                self.node(value)

    def assign(
        self,
        definition: _Definition,
        target: ir.Expr | None,
        value: ir.Expr | None,
        blank_is_discard: bool,
    ) -> None:
        if target is None:
            if blank_is_discard and not _has_effects(value):
                self.discards.append(definition)
            elif value is not None:
                self.node(value)
            return
        if isinstance(target, ir.Use):
            var = target.var
            if var.kind != ir.RESULT and var not in self.used and not _has_effects(value):
                self.pending.setdefault(var, []).append(definition)
                return
        elif not isinstance(target, (ir.GlobalUse, ir.GlobalPart)):
            self.node(target)
        if value is not None:
            self.node(value)


def _has_effects(value: ir.Expr | None) -> bool:
    if value is None:
        return False
    if value.init:
        return True
    return not isinstance(value, (ir.Use, ir.GlobalUse, ir.FuncUse, ir.Literal, ir.Nil, ir.FuncLit))
