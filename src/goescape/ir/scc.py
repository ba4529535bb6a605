"""Functions bottom-up: callees before callers, in groups that call each other.

The groups are the strongly connected components of the graph of mentions (Tarjan's algorithm), with one
adaptation: a literal that captures variables is never the root of a component, so it ends up in the
component of the function around it. A literal that captures nothing is a function like any other.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk


def bottom_up(funcs: list[ir.Func], bodiless: set[ir.Func] | None = None) -> list[list[ir.Func]]:
    """The components of `funcs` and of what they mention, in the order they are completed.

    Mentions of functions without bodies count if they are among `funcs` or `bodiless`.
    """
    search = _Search(set(funcs) if bodiless is None else bodiless.union(funcs))
    for func in funcs:
        if not is_capturing_literal(func):
            search.visit(func)
    return search.components


def is_capturing_literal(func: ir.Func) -> bool:
    return func.enclosing is not None and len(func.captures) != 0


# Number of a function whose component is complete.
_DONE: Final = 1 << 60


@final
class _Frame:
    """A function being visited."""

    __slots__ = ("func", "lowest", "mentions", "next", "number")

    def __init__(self, func: ir.Func, number: int, mentions: list[ir.Func]) -> None:
        self.func: Final = func
        self.number: Final = number
        # Least number reached; a function stands for two numbers, so that mentioning itself lowers it.
        self.lowest: int = number + 1
        self.mentions: Final = mentions
        self.next: int = 0


@final
class _Search:
    def __init__(self, members: set[ir.Func]) -> None:
        self.members: Final = members
        self.numbers: Final[dict[ir.Func, int]] = {}
        self.last_number: int = 0
        self.pending: Final[list[ir.Func]] = []
        self.components: Final[list[list[ir.Func]]] = []

    def visit(self, func: ir.Func) -> None:
        """Depth-first search from `func`, on a stack of our own: call chains may be deep."""
        if func in self.numbers:
            return
        frames = [self.open(func)]
        while frames:
            frame = frames[-1]
            if frame.next < len(frame.mentions):
                mentioned = frame.mentions[frame.next]
                frame.next += 1
                number = self.numbers.get(mentioned)
                if number is None:
                    frames.append(self.open(mentioned))
                elif number < frame.lowest:
                    frame.lowest = number
            else:
                frames.pop()
                self.close(frame)
                if frames and frame.lowest < frames[-1].lowest:
                    frames[-1].lowest = frame.lowest

    def open(self, func: ir.Func) -> _Frame:
        number = self.last_number + 1
        self.last_number += 2
        self.numbers[func] = number
        self.pending.append(func)
        collector = _Mentions(self.members)
        walk.visit_list(func.body or [], collector)
        return _Frame(func, number, collector.found)

    def close(self, frame: _Frame) -> None:
        """Complete the component of `frame` if it is its root."""
        func = frame.func
        if frame.lowest < frame.number or is_capturing_literal(func):
            return
        start = len(self.pending) - 1
        while self.pending[start] is not func:
            start -= 1
        component = self.pending[start:]
        del self.pending[start:]
        for member in component:
            self.numbers[member] = _DONE
        self.components.append(component)


@final
class _Mentions(walk.Visitor):
    """Functions of this package that a body mentions, in order."""

    def __init__(self, members: set[ir.Func]) -> None:
        self.members: Final = members
        self.found: Final[list[ir.Func]] = []

    def enter(self, node: ir.Node) -> bool:
        func: ir.Func | None = None
        if isinstance(node, (ir.FuncUse, ir.FuncLit)):
            func = node.func
        elif isinstance(node, (ir.MethodExpr, ir.MethodValue)):
            func = node.func
        if func is not None and (func.body is not None or func in self.members):
            self.found.append(func)
        return True
