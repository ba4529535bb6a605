"""Slices that grow on the stack and are moved to the heap once, when they are given away.

A local slice that is only appended to, sliced, indexed and measured until one place (a return, an assignment, a loop over
it) is the only reference to its elements until then, so appends may begin in a buffer on the stack although the result
escapes; at that place the elements are copied to the heap if they are still in the buffer (cmd/compile/internal/slice).
"""

from typing import Final, final

from goescape.escape import leaks
from goescape.escape.call import static_callee
from goescape.escape.context import Batch
from goescape.escape.price import Price
from goescape.facts import costs
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types import sizes as sizing
from goescape.types import universe
from goescape.types.model import Array, Slice, underlying

# Appends are counted, those in loops twice or more; a single one is not worth it.
_WORTH_IT: Final = 2


@final
class _Grown:
    """What is known of a local slice."""

    __slots__ = ("depth", "is_lost", "moved_at", "moved_depth", "understood", "uses", "weight")

    def __init__(self) -> None:
        # Mentions, and those that leave it the only reference.
        self.uses: int = 0
        self.understood: int = 0
        self.weight: int = 0
        # Loops around its declaration.
        self.depth: int = 0
        self.is_lost: bool = False
        # The statement that gives it away.
        self.moved_at: ir.Stmt | None = None
        self.moved_depth: int = 0


def note(batch: Batch, func: ir.Func) -> None:
    """Add the sites where slices of `func` are moved."""
    sizes, stack = batch.analysis.sizes, batch.analysis.toolchain.release.stack
    tracked: dict[ir.Local, _Grown] = {}
    for var in func.locals:
        slice = underlying(var.type)
        if isinstance(slice, Slice) and 0 < sizes.sizeof(slice.elem) <= stack.slice_buffer:
            tracked[var] = _Grown()
    if not tracked or func.body is None:
        return
    finder = _Finder(batch, func, tracked)
    finder.go(func.body)
    for var, found in tracked.items():
        moved_at = found.moved_at
        slice = underlying(var.type)
        if moved_at is None or found.is_lost or not isinstance(slice, Slice):
            continue
        if found.uses == found.understood and found.weight >= _WORTH_IT:
            price = Price(batch.analysis.toolchain, sizes, True, found.moved_depth)
            size = sizes.sizeof(slice.elem)
            room = stack.slice_buffer // size * size
            cost = price.of_perhaps(room, sizing.has_pointers(slice.elem), costs.STILL_ON_STACK)
            batch.analysis.account.add_moved(func, var, moved_at.pos, cost)


@final
class _Finder:
    """Goes through a body and judges the mentions of slices."""

    def __init__(self, batch: Batch, func: ir.Func, tracked: dict[ir.Local, _Grown]) -> None:
        self._batch: Final = batch
        self._func: Final = func
        self._tracked: Final = tracked
        self._results: Final = [tracked[var] for var in func.results if var in tracked]
        self._depth = 0

    def go(self, body: list[ir.Stmt]) -> None:
        # None: the end of a loop.
        stack: list[ir.Node | None] = list(reversed(body))
        while stack:
            node = stack.pop()
            if node is None:
                self._depth -= 1
                continue
            self._judge(node)
            below: list[ir.Node | None] = list(walk.children(node))
            if isinstance(node, (ir.For, ir.Range)):
                self._depth += 1
                below.append(None)
            below.reverse()
            stack.extend(below)

    def _of(self, x: ir.Node | None) -> _Grown | None:
        return self._tracked.get(x.var) if isinstance(x, ir.Use) else None

    def _understand(self, x: ir.Node | None) -> None:
        found = self._of(x)
        if found is not None:
            found.understood += 1

    def _judge(self, node: ir.Node) -> None:
        if isinstance(node, ir.Use):
            found = self._of(node)
            if found is not None:
                found.uses += 1
        elif isinstance(node, ir.Declare):
            declared = self._tracked.get(node.var)
            if declared is not None:
                declared.depth = self._depth
        elif isinstance(node, ir.Index):
            self._understand(node.x)
        elif isinstance(node, ir.BuiltinCall):
            if node.builtin in (universe.BUILTIN_LEN, universe.BUILTIN_CAP):
                self._understand(node.args[0])
        elif isinstance(node, ir.AddrOf):
            self._address(node.x)
        elif isinstance(node, ir.FuncLit):
            for var in node.func.captures:
                if var in self._tracked:
                    self._tracked[var].uses += 1
        else:
            self._judge_more(node)

    def _judge_more(self, node: ir.Node) -> None:
        if isinstance(node, ir.Call):
            self._call(node)
        elif isinstance(node, ir.Return):
            self._return(node)
        elif isinstance(node, ir.Range):
            found = self._of(node.x)
            if found is not None:
                found.understood += 1
                self._give_away(found, node)
        elif isinstance(node, ir.Assign):
            self._assign(node.target, node.value, node)
        elif isinstance(node, ir.AssignList):
            self._assign_list(node)

    def _give_away(self, found: _Grown, at: ir.Stmt) -> None:
        """Only one such place is allowed, and no loop around it that is not around the declaration, too."""
        if found.moved_at is not None or self._depth > found.depth:
            found.is_lost = True
        found.moved_at = at
        found.moved_depth = self._depth

    def _address(self, x: ir.Expr) -> None:
        """An address within an element refers to all of them."""
        while True:
            if isinstance(x, ir.Field) and not x.via_pointer:
                x = x.x
            elif isinstance(x, ir.Index):
                if not isinstance(underlying(x.x.type), Array):
                    found = self._of(x.x)
                    if found is not None:
                        found.is_lost = True
                    return
                x = x.x
            else:
                return

    def _call(self, node: ir.Call) -> None:
        """Passing it is harmless if it does not leak."""
        if isinstance(node.fun, ir.InterfaceMethod):
            return
        for i, arg in enumerate(node.args):
            found = self._of(arg)
            if found is not None and self._keeps_nothing(node, i):
                found.understood += 1

    def _keeps_nothing(self, node: ir.Call, idx: int) -> bool:
        value = self._batch.analysis.assignments(self._func).static_value(node.fun)
        callee = static_callee(value)
        if callee is None:
            return False
        known = callee.leaks
        if known is None and callee.obj is not None:
            known = callee.obj.leaks
        return known is not None and idx < len(known) and known[idx] == leaks.NOWHERE

    def _return(self, node: ir.Return) -> None:
        for value in node.values:
            found = self._of(value)
            if found is not None:
                found.understood += 1
                self._give_away(found, node)
        if not node.values:
            for found in self._results:
                self._give_away(found, node)

    def _assign_list(self, node: ir.AssignList) -> None:
        values: list[ir.Expr] = list(node.values)
        if node.kind == ir.LIST_CALL:
            called = values[0]
            if not isinstance(called, ir.InlinedCall):
                return
            values = list(called.results)
        elif node.kind != ir.LIST_PAIRS:
            return
        for target, value in zip(node.targets, values, strict=False):
            self._assign(target, value, node)

    def _assign(self, target: ir.Expr | None, value: ir.Expr | None, at: ir.Stmt) -> None:
        found = self._of(target)
        if found is not None:
            if value is None or isinstance(value, (ir.Nil, ir.Zero, ir.SliceLit)):
                found.understood += 1
            elif isinstance(value, ir.SliceOp):
                if value.max is None and self._of(value.x) is found:
                    found.understood += 2
            elif isinstance(value, ir.BuiltinCall) and value.builtin == universe.BUILTIN_APPEND:
                if self._of(value.args[0]) is found:
                    found.understood += 2
                    found.weight += 1 + self._depth - found.depth
        given = self._of(value)
        if given is not None:
            given.understood += 1
            self._give_away(given, at)
