"""The only value a variable ever has, while inlining keeps changing the functions.

What is assigned where is found once for each function around; the bodies that inlining adds are looked
through as they come, and not again with what is added around them. An assignment, once seen, counts for good.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk


@final
class Values(walk.Visitor):
    """Which local variables are assigned by more than their definition."""

    def __init__(self) -> None:
        self._changed: Final[set[ir.Local]] = set()
        self._seen: Final[set[ir.Func]] = set()
        # What inlining put in the place of calls, and has been looked through.
        self._bodies: Final[set[ir.InlinedCall]] = set()

    def static_value(self, x: ir.Expr) -> ir.Expr:
        """The earliest expression that always has the value of `x`, maybe `x` itself."""
        while True:
            x = walk.current(x)
            if isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP:
                x = x.x
            elif isinstance(x, ir.InlinedCall) and len(x.results) == 1:
                x = x.results[0]
            elif isinstance(x, ir.Use):
                value = self._only_value(x.var)
                if value is None:
                    return x
                x = value
            else:
                return x

    def _only_value(self, var: ir.Local) -> ir.Expr | None:
        defn = var.defn
        if var.kind != ir.LOCAL or var.addr_taken or defn is None:
            return None
        value: ir.Expr | None = None
        if isinstance(defn, ir.Assign):
            value = defn.value
        elif isinstance(defn, ir.AssignList) and defn.kind == ir.LIST_PAIRS:
            for i, target in enumerate(defn.targets):
                if isinstance(target, ir.Use) and target.var is var:
                    value = defn.values[i]
        if value is None:
            return None
        self._look_through(var.func)
        return None if var in self._changed else value

    def _look_through(self, func: ir.Func) -> None:
        if func in self._seen:
            return
        self._seen.add(func)
        walk.visit_list(func.body or [], self)

    def inlined(self, call: ir.InlinedCall) -> None:
        """Take note of a body that has been added."""
        walk.visit(call, self)

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Assign):
            self._assigned(node.target, node)
        elif isinstance(node, ir.AssignList):
            for target in node.targets:
                self._assigned(target, node)
        elif isinstance(node, ir.AssignOp):
            self._assigned(node.target, None)
        elif isinstance(node, ir.Range):
            self._assigned(node.key, None)
            self._assigned(node.value, None)
        elif isinstance(node, ir.InlinedCall):
            if node in self._bodies:
                return False
            self._bodies.add(node)
        elif isinstance(node, ir.FuncLit):
            self._look_through(node.func)
        return True

    def _assigned(self, target: ir.Expr | None, by: ir.Stmt | None) -> None:
        if target is None:
            return
        outer = walk.outer_value(target)
        if isinstance(outer, ir.Use) and (by is None or outer.var.defn is not by):
            self._changed.add(outer.var)
