"""Slices that grow on the stack and are moved to the heap once, when they are given away.

As long as nothing else refers to the elements of a local slice, its appends may begin in a buffer on the stack although the
result escapes. One statement may give it away: it is copied to the heap there, if it is still in the buffer. A mention
that is part of something harmless (an index, a length, an append to itself) gives nothing away; any other makes the
slice one of several references, and then it is in the heap from the beginning.
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
from goescape.types.model import Slice, underlying


@final
class _Grown:
    """What is known of a local slice."""

    __slots__ = ("appends", "depth", "given_at", "given_depth", "is_shared", "room", "var")

    def __init__(self, var: ir.Local, room: int) -> None:
        self.var: Final = var
        # The bytes of the buffer that elements fill.
        self.room: Final = room
        # Loops around its declaration.
        self.depth: int = 0
        # Appends to itself; one more for each loop that only they are in.
        self.appends: int = 0
        # Something else may refer to its elements.
        self.is_shared: bool = False
        # The statement that gives it away, and the loops around that.
        self.given_at: ir.Stmt | None = None
        self.given_depth: int = 0


def note(batch: Batch, func: ir.Func) -> None:
    """Add the sites where slices of `func` are moved."""
    tracked: dict[ir.Local, _Grown] = {}
    buffer = batch.analysis.toolchain.release.stack.slice_buffer
    for var in func.locals:
        slice = underlying(var.type)
        size = batch.analysis.sizes.sizeof(slice.elem) if isinstance(slice, Slice) else 0
        if 0 < size <= buffer:
            tracked[var] = _Grown(var, buffer // size * size)
    if not tracked or func.body is None:
        return
    _Mentions(batch, func, tracked).go(func.body)
    for found in tracked.values():
        if not found.is_shared:
            _add(batch, func, found)


def _add(batch: Batch, func: ir.Func, found: _Grown) -> None:
    analysis, var, given_at = batch.analysis, found.var, found.given_at
    slice = underlying(var.type)
    if given_at is None or not isinstance(slice, Slice):
        return
    if found.appends >= analysis.toolchain.release.stack.moved_appends:
        price = Price(analysis.toolchain, analysis.sizes, True, found.given_depth)
        has_pointers = sizing.has_pointers(slice.elem)
        cost = price.of_perhaps(found.room, has_pointers, costs.STILL_ON_STACK)
        analysis.account.add_moved(func, var, given_at.pos, cost)


@final
class _Mentions:
    """Goes through a body and judges what slices are mentioned for."""

    def __init__(self, batch: Batch, func: ir.Func, tracked: dict[ir.Local, _Grown]) -> None:
        self._batch: Final = batch
        self._func: Final = func
        self._tracked: Final = tracked
        # Mentions that are part of something harmless: that is met before they are.
        self._harmless: Final[set[ir.Node]] = set()
        self._depth = 0

    def go(self, body: list[ir.Stmt]) -> None:
        # None: the end of a loop.
        stack: list[ir.Node | None] = list(reversed(body))
        while stack:
            node = stack.pop()
            if node is None:
                self._depth -= 1
                continue
            if isinstance(node, ir.ExprNode):
                self._expression(node)
            else:
                self._statement(node)
            below: list[ir.Node | None] = list(walk.children(node))
            if isinstance(node, (ir.For, ir.Range)):
                self._depth += 1
                below.append(None)
            below.reverse()
            stack.extend(below)

    def _of(self, x: ir.Node | None) -> _Grown | None:
        return self._tracked.get(x.var) if isinstance(x, ir.Use) else None

    def _share(self, found: _Grown | None) -> None:
        if found is not None:
            found.is_shared = True

    def _expression(self, node: ir.Node) -> None:
        if isinstance(node, ir.Use):
            if node not in self._harmless:
                self._share(self._of(node))
        elif isinstance(node, ir.Index):
            self._harmless.add(node.x)
        elif isinstance(node, ir.BuiltinCall):
            if node.builtin in (universe.BUILTIN_LEN, universe.BUILTIN_CAP):
                self._harmless.add(node.args[0])
        elif isinstance(node, ir.AddrOf):
            # An address within an element refers to all of them.
            object = walk.outer_value(node.x)
            if isinstance(object, ir.Index):
                self._share(self._of(object.x))
        elif isinstance(node, ir.FuncLit):
            for var in node.func.captures:
                self._share(self._tracked.get(var))
        elif isinstance(node, ir.Call) and not isinstance(node.fun, ir.InterfaceMethod):
            known = self._leaks(node)
            self._harmless.update(
                arg for arg, leak in zip(node.args, known, strict=False) if leak == leaks.NOWHERE
            )

    def _leaks(self, node: ir.Call) -> list[bytes]:
        """Where parameters of what is called leak; empty if that is not known."""
        callee = static_callee(self._batch.analysis.assignments(self._func).static_value(node.fun))
        if callee is None:
            return []
        known = callee.leaks
        if known is None and callee.obj is not None:
            known = callee.obj.leaks
        return known or []

    def _statement(self, node: ir.Node) -> None:
        if isinstance(node, ir.Declare):
            declared = self._tracked.get(node.var)
            if declared is not None:
                declared.depth = self._depth
        elif isinstance(node, ir.Return):
            self._return(node)
        elif isinstance(node, ir.Range):
            self._give_away(node.x, node)
        elif isinstance(node, ir.Assign):
            self._assign(node.target, node.value, node)
        elif isinstance(node, ir.AssignList):
            for target, value in self._pairs(node):
                self._assign(target, value, node)

    def _return(self, node: ir.Return) -> None:
        for value in node.values:
            self._give_away(value, node)
        for var in [] if node.values else self._func.results:
            if var in self._tracked:
                self._give(self._tracked[var], node)

    def _give_away(self, x: ir.Expr | None, at: ir.Stmt) -> None:
        found = self._of(x)
        if found is not None and x is not None:
            self._harmless.add(x)
            self._give(found, at)

    def _give(self, found: _Grown, at: ir.Stmt) -> None:
        """It is moved once: a second place, or one that is reached again and again, finds it shared."""
        if found.given_at is not None or self._depth > found.depth:
            found.is_shared = True
        found.given_at = at
        found.given_depth = self._depth

    def _pairs(self, node: ir.AssignList) -> list[tuple[ir.Expr | None, ir.Expr]]:
        values: list[ir.Expr] = []
        if node.kind == ir.LIST_PAIRS:
            values = list(node.values)
        elif node.kind == ir.LIST_CALL and isinstance(node.values[0], ir.InlinedCall):
            values = list(node.values[0].results)
        return list(zip(node.targets, values, strict=False))

    def _assign(self, target: ir.Expr | None, value: ir.Expr | None, at: ir.Stmt) -> None:
        found = self._of(target)
        if found is not None and target is not None:
            self._assigned(found, target, value)
        self._give_away(value, at)

    def _assigned(self, found: _Grown, target: ir.Expr, value: ir.Expr | None) -> None:
        """It stays what it is if it gets elements that nobody knows, or goes on with its own."""
        own: ir.Expr | None = None
        if value is None or isinstance(value, (ir.Nil, ir.Zero, ir.SliceLit)):
            self._harmless.add(target)
        elif isinstance(value, ir.SliceOp):
            own = value.x if value.max is None else None
        elif isinstance(value, ir.BuiltinCall) and value.builtin == universe.BUILTIN_APPEND:
            own = value.args[0]
            if self._of(own) is found:
                found.appends += 1 + self._depth - found.depth
        if own is not None and self._of(own) is found:
            self._harmless.update((target, own))
