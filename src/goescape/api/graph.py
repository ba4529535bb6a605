"""The location graph of a function: for learning, and for teaching."""

from dataclasses import dataclass, field, replace

from goescape.api import build as builds
from goescape.api.flags import CompilerFlags, FlagRules
from goescape.api.model import BuildResult, Message
from goescape.ir import remark


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
    # The operation that makes it, in the compiler's words, and where.
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


def graphs(
    request: builds.Request, patterns: list[str], function: str, inlining: bool
) -> tuple[BuildResult, list[Graph]]:
    """The graph that `function` is part of, for each named package that has such a function.

    `function` is named as within its package: `F`, `(*T).M`, `F.func1`. Raises LoadError if there is nothing
    to work with.
    """
    rules = FlagRules(request.cwd)
    rules.add_named(CompilerFlags(2, 0 if inlining else 1, watched=function))
    wanted = replace(request, patterns=patterns, flags=rules)
    result = builds.run(builds.plan(wanted), wanted)
    found: list[Graph] = []
    for package in result.packages:
        graph = Graph(package.import_path, function)
        for message in package.messages if package.shown else []:
            _add(graph, message)
        if graph.nodes:
            found.append(graph)
    return result, found


def _add(graph: Graph, message: Message) -> None:
    if message.kind == remark.GRAPH_NODE:
        number, place, owner, label = message.text.split("\t", 3)
        graph.nodes.append(Node(int(number), label, owner, message.position, place == "escapes"))
    elif message.kind == remark.GRAPH_EDGE:
        ends, derefs, place, why = message.text.split("\t", 3)
        dst, src = ends.split()
        graph.edges.append(
            Edge(int(dst), int(src), int(derefs), why, message.position, place == "decisive")
        )
