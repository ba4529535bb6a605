"""The location graph of functions that are analysed together, for whoever wants to look at it."""

from typing import Final, final

from goescape.facts.names import FunctionName
from goescape.facts.ways import Spot


@final
class Node:
    """A place that values live in."""

    __slots__ = ("escapes", "function", "loop_depth", "spot")

    def __init__(
        self, spot: Spot, function: FunctionName | None, loop_depth: int, escapes: bool
    ) -> None:
        self.spot: Final = spot
        self.function: Final = function
        self.loop_depth: Final = loop_depth
        self.escapes: Final = escapes


@final
class Edge:
    """The value of `src`, dereferenced `derefs` times, flows to `dst`; -1 is the address of `src`."""

    __slots__ = ("derefs", "dst", "is_decisive", "operation", "pos", "src")

    def __init__(
        self, dst: int, src: int, derefs: int, operation: int, pos: int, is_decisive: bool
    ) -> None:
        # Numbers of nodes; 0 is what outlives all functions.
        self.dst: Final = dst
        self.src: Final = src
        self.derefs: Final = derefs
        # The last operation of the step, and where it is.
        self.operation: Final = operation
        self.pos: Final = pos
        # It is on the way by which a place was found to escape.
        self.is_decisive: Final = is_decisive


@final
class Graph:
    """Nodes by number, and the flow between them."""

    __slots__ = ("edges", "nodes")

    def __init__(self) -> None:
        self.nodes: Final[list[Node]] = []
        self.edges: Final[list[Edge]] = []
