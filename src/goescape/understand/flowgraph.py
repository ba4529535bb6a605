"""The location graph of a function: for learning, and for teaching."""

from dataclasses import dataclass, field

from goescape.facts import flowgraphs, ways
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import STAND_INS
from goescape.session.model import BuildResult, once
from goescape.session.session import Session
from goescape.understand import names, sentences
from goescape.understand.written import Written


@dataclass(frozen=True, slots=True)
class Node:
    """A place that values live in: a variable, or what an expression allocates."""

    number: int
    # "" for places that stand for nothing in the source.
    label: str
    function: str
    # "" if it has no position.
    position: str
    escapes: bool

    @property
    def is_heap(self) -> bool:
        """The place that stands for everything that outlives all functions."""
        return self.number == 0


@dataclass(frozen=True, slots=True)
class Edge:
    """The value of `src`, dereferenced `derefs` times, flows to `dst`; -1 is the address of `src`."""

    dst: int
    src: int
    derefs: int
    # The operation that makes it, and where.
    why: str
    position: str
    # It is on the way by which a place was found to escape.
    decisive: bool


@dataclass(slots=True)
class Graph:
    """All places of the functions that are analyzed together, and how values flow between them."""

    package: str
    function: str
    nodes: list[Node] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)


def of_function(
    session: Session, patterns: list[str], function: str, with_tests: bool = False
) -> tuple[BuildResult, list[Graph]]:
    """The graph that `function` is part of, for each named package that has such a function.

    `function` is named as within its package: `F`, `(*T).M`, `F.func1`. Raises LoadError if there is nothing
    to work with.
    """
    # Nobody has written what stands for uses of generic code.
    watched = "" if function == STAND_INS else function
    result = session.analyze(patterns, watched=watched, with_tests=with_tests)
    written = Written(session.read)
    found: list[Graph] = []
    for package in once(result.packages):
        facts = package.facts if package.shown else None
        if facts is not None:
            found += [
                _graph(package.plain_path, function, facts, shown, written)
                for shown in facts.graphs
            ]
    return result, found


def _graph(
    path: str, function: str, facts: PackageFacts, shown: flowgraphs.Graph, written: Written
) -> Graph:
    graph = Graph(path, function)
    for number, node in enumerate(shown.nodes):
        owner = "" if node.function is None else names.short(node.function, path)
        label = _label(node, facts, written)
        graph.nodes.append(
            Node(number, label, owner, _position(facts, node.spot.pos), node.escapes)
        )
    for edge in shown.edges:
        graph.edges.append(
            Edge(
                edge.dst,
                edge.src,
                edge.derefs,
                sentences.operation_alone(edge.operation),
                _position(facts, edge.pos),
                edge.is_decisive,
            )
        )
    return graph


def _label(node: flowgraphs.Node, facts: PackageFacts, written: Written) -> str:
    spot = node.spot
    if spot.kind == ways.SPOT_HEAP:
        return "heap"
    if spot.kind == ways.SPOT_STORAGE:
        return written.expression(facts.place(spot.pos)) or "storage"
    return spot.name


def _position(facts: PackageFacts, pos: int) -> str:
    place = facts.place(pos)
    return f"{place.file}:{place.line}:{place.column}" if place.line else ""
