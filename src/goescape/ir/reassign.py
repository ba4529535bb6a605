"""Variables that only ever have one value, and the functions that a variable can hold.

A local variable has a *static value* if nothing but its definition assigns it and its address is never
taken. Assignments are searched for in the outermost function and all literals inside of it.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types.model import Signature, underlying


@final
class Assignments:
    """All assignments to local variables in a function and in its literals."""

    def __init__(self, func: ir.Func) -> None:
        # Variables that their definition, and nothing else, assigns.
        self._single: Final[set[ir.Local]] = set()
        # Function-typed variables declared alone, with what plain assignments give them (nil left out).
        self._functions: Final[dict[ir.Local, list[ir.Expr]]] = {}
        # Variables that are assigned in other ways than by their definition.
        self._changed: Final[set[ir.Local]] = set()
        # Function-typed variables that are assigned in other ways than by plain assignments.
        self._untraceable: Final[set[ir.Local]] = set()
        self._collect(func.body or [])

    def static_value(self, x: ir.Expr) -> ir.Expr:
        """The earliest expression that always has the value of x, maybe x itself."""
        while True:
            if isinstance(x, ir.Use):
                value = self._definition(x.var)
                if value is None:
                    return x
                x = value
            elif isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP:
                x = x.x
            elif isinstance(x, ir.InlinedCall) and len(x.results) == 1:
                x = x.results[0]
            else:
                return x

    def of_function_variable(self, var: ir.Local) -> list[ir.Expr]:
        """All values but nil that a function-typed local can hold; none if they cannot be told."""
        if var in self._untraceable:
            return []
        return self._functions.get(var, [])

    def _definition(self, var: ir.Local) -> ir.Expr | None:
        if var not in self._single or var in self._changed:
            return None
        defn = var.defn
        if isinstance(defn, ir.Assign):
            return defn.value
        if isinstance(defn, ir.AssignList) and defn.kind == ir.LIST_PAIRS:
            for i, target in enumerate(defn.targets):
                if isinstance(target, ir.Use) and target.var is var:
                    return defn.values[i]
        return None

    def _collect(self, body: list[ir.Stmt]) -> None:
        """Find the assignments in `body`, literals included, in the order of the tree."""
        stack: list[ir.Node] = list(reversed(body))
        while stack:
            node = stack.pop()
            if isinstance(node, ir.Assign):
                self._plain(node)
            elif isinstance(node, ir.AssignList):
                for target in node.targets:
                    self._other(target, node)
            elif isinstance(node, ir.AssignOp):
                self._other(node.target, node)
            elif isinstance(node, ir.Range):
                self._other(node.key, node)
                self._other(node.value, node)
            below = walk.children(node)
            if isinstance(node, ir.FuncLit):
                below.extend(node.func.body or [])
            below.reverse()
            stack.extend(below)

    def _plain(self, node: ir.Assign) -> None:
        var = _assigned(node.target)
        if var is None:
            return
        if var.kind == ir.LOCAL and not var.addr_taken:
            if var.defn is node:
                self._single.add(var)
            if isinstance(underlying(var.type), Signature):
                self._note_function(var, node.value)
        if var.defn is not node:
            self._changed.add(var)

    def _note_function(self, var: ir.Local, value: ir.Expr | None) -> None:
        defn = var.defn
        if defn is not None and not isinstance(defn, ir.Assign):
            return
        if value is not None and not _is_nil(value):
            self._functions.setdefault(var, []).append(value)

    def _other(self, target: ir.Expr | None, node: ir.Stmt) -> None:
        var = _assigned(target)
        if var is None:
            return
        self._untraceable.add(var)
        if var.defn is not node:
            self._changed.add(var)
        elif var.kind == ir.LOCAL and not var.addr_taken:
            self._single.add(var)


def _assigned(target: ir.Expr | None) -> ir.Local | None:
    """The local variable (a part of) which an assignment to `target` changes."""
    if target is None:
        return None
    outer = walk.outer_value(target)
    return outer.var if isinstance(outer, ir.Use) else None


def _is_nil(x: ir.Expr) -> bool:
    while isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP:
        x = x.x
    return isinstance(x, ir.Nil)
