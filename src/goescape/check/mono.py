"""Infinite instantiation (`func f[P any]() { f[*P]() }`).

Type parameters are the nodes of a graph. An instantiation that passes a type made from type parameter Q for type
parameter P is an edge from Q to P: of weight 0 if Q itself is passed, of weight 1 if Q is wrapped into something. A cycle of
positive weight would need infinitely many instances. A type declared in a generic function depends on all type parameters
around it, without being written with them; such types are nodes, too.

The search is that of Bellman and Ford: a path as long as there are nodes goes round a cycle.
"""

from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.types import identity, typeset
from goescape.types.model import (
    Interface,
    Named,
    Type,
    TypeParam,
    unalias,
)  # fmt: skip
from goescape.types.objects import Scope, TypeName
from goescape.types.parts import parts
from goescape.types.typestring import Qualifier, type_string


@final
class _Node:
    def __init__(self, obj: TypeName) -> None:
        self.obj: Final = obj
        # Of the heaviest path known to end here: weight, last edge, number of edges.
        self.weight: int = 0
        self.previous: _Edge | None = None
        self.length: int = 0


@final
class _Edge:
    def __init__(self, source: _Node, target: _Node, weight: int, pos: int, type: Type) -> None:
        self.source: Final = source
        self.target: Final = target
        self.weight: Final = weight
        # The instantiation, and the type argument in it.
        self.pos: Final = pos
        self.type: Final = type


@final
class MonoGraph:
    """Instantiations of the package being checked; one hangs on the Checker."""

    def __init__(self) -> None:
        self.nodes: Final[dict[TypeName, _Node]] = {}
        self.edges: Final[list[_Edge]] = []
        # A method's receiver type parameters stand for those of the type.
        self.canonical: Final[dict[TypeParam, TypeParam]] = {}
        # Types declared in generic functions -> the type parameters around them.
        self.ambient: Final[dict[TypeName, list[TypeParam]]] = {}

    def node(self, obj: TypeName) -> _Node:
        node = self.nodes.get(obj)
        if node is None:
            node = _Node(obj)
            self.nodes[obj] = node
        return node

    def tparam_node(self, tparam: TypeParam) -> _Node:
        if tparam.generic is not None:
            return self.node(tparam.generic.obj)
        return self.node(self.canonical.get(tparam, tparam).obj)


def record_canonical(c: "ck.Checker", of_method: TypeParam, of_type: TypeParam) -> None:
    c.mono.canonical[of_method] = of_type


def record_local_type(c: "ck.Checker", obj: TypeName, scope: Scope) -> None:
    """Note a type declared in a scope where type parameters may be known."""
    tparams: list[TypeParam] = []
    around: Scope | None = scope
    while around is not None and around is not c.pkg.scope:
        for other in around.objects():
            if isinstance(other, TypeName) and not other.is_alias and other.pos < obj.pos:
                if isinstance(other.type, TypeParam):
                    tparams.append(other.type)
        around = around.parent
    if tparams:
        c.mono.ambient[obj] = tparams


def record_instance(
    c: "ck.Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: list[Type],
    arg_positions: list[int],
) -> None:
    """Note an instantiation at pos; explicit type arguments have positions of their own."""
    for i, tparam in enumerate(tparams):
        if tparam.obj.pkg is not c.pkg or i >= len(targs):
            continue
        at = arg_positions[i] if i < len(arg_positions) else pos
        _flow(c, tparam, targs[i], targs[i], at)


def _flow(c: "ck.Checker", to: TypeParam, whole: Type, t: Type, pos: int) -> None:
    """Add edges from whatever t, a part of the type argument `whole`, mentions."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        _add(c, c.mono.tparam_node(t), to, whole, t, pos)
    elif isinstance(t, Interface):
        for method in typeset.type_set(t).methods:
            if method.signature is not None:
                _flow(c, to, whole, method.signature, pos)
        return
    elif isinstance(t, Named):
        source = _local_type_node(c, identity.origin_of(t).obj)
        if source is not None:
            _add(c, source, to, whole, t, pos)
    for part in parts(t):
        _flow(c, to, whole, part, pos)


def _add(c: "ck.Checker", source: _Node, to: TypeParam, whole: Type, t: Type, pos: int) -> None:
    weight = 0 if t is whole else 1
    c.mono.edges.append(_Edge(source, c.mono.tparam_node(to), weight, pos, whole))


def _local_type_node(c: "ck.Checker", obj: TypeName) -> _Node | None:
    tparams = c.mono.ambient.get(obj)
    if tparams is None:
        return None
    is_new = obj not in c.mono.nodes
    node = c.mono.node(obj)
    if is_new:
        for tparam in tparams:
            c.mono.edges.append(_Edge(c.mono.tparam_node(tparam), node, 1, obj.pos, tparam))
    return node


def monomorph(c: "ck.Checker") -> None:
    """Report an infinite instantiation, if there is one."""
    n_nodes = len(c.mono.nodes)
    again = True
    while again:
        again = False
        for edge in c.mono.edges:
            weight = edge.source.weight + edge.weight
            if weight <= edge.target.weight:
                continue
            edge.target.previous = edge
            edge.target.length = edge.source.length + 1
            if edge.target.length == n_nodes:
                _report(c, edge.target)
                return
            edge.target.weight = weight
            again = True


def _report(c: "ck.Checker", node: _Node) -> None:
    # Going backwards from a node of a path that is too long, one comes to a cycle.
    walked: list[_Node] = []
    while node not in walked:
        walked.append(node)
        if node.previous is None:
            return
        node = node.previous.source
    cycle = walked[walked.index(node) :]
    qualifier = Qualifier(c.pkg, by_path=True)
    lines = ["instantiation cycle:"]
    for each in cycle:
        edge = each.previous
        if edge is None:
            continue
        obj = edge.target.obj
        how = (
            "instantiated as" if isinstance(obj.type, TypeParam) else "implicitly parameterized by"
        )
        place = c.table.mentioned(edge.pos)
        lines.append(f"\n\t{place}: {obj.name} {how} {type_string(edge.type, qualifier)}")
    c.error(node.obj.pos, codes.INVALID_INSTANCE_CYCLE, lines[0], "".join(lines[1:]))
