"""The flows that decided about the sites of a function, put together to one graph.

These are the ways that facts have anyway. The whole graph, with flows that decided nothing, is in `flowgraph`.
"""

from dataclasses import dataclass, field
from typing import Final

from goescape.facts import ways
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Place
from goescape.facts.ways import Spot, Step, Way
from goescape.understand import flowgraph, sentences
from goescape.understand.sites import Site
from goescape.understand.written import Written

# What spots are told apart by.
_Key = tuple[int, str, str, int, int]
_NOWHERE: Final = Place("", 0, 0, "", 0, 0)


@dataclass(slots=True)
class Node:
    """A place that values live in."""

    # "" for places that stand for nothing in the source.
    label: str
    is_heap: bool
    # Where it is declared or allocated; line 0 if that is nowhere.
    file: str
    line: int
    column: int
    # A value that is made here is what a site is about.
    is_site: bool = False
    # It outlives the function, or is held by what does: here a way ends.
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """The value of `src`, dereferenced `derefs` times, flows to `dst`; -1 is the address of `src`."""

    # Numbers of nodes.
    src: int
    dst: int
    derefs: int
    # What makes it flow, and where.
    words: str
    file: str
    line: int
    column: int


@dataclass(slots=True)
class Flows:
    """Nodes and flows by number, and which flows are on the ways of which site."""

    nodes: list[Node] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    # For each of the sites, in their order.
    of_sites: list[list[int]] = field(default_factory=list)


def together(found: list[Site], written: Written) -> Flows:
    """The ways of all of some sites."""
    maker = _Maker(written)
    for site in found:
        maker.add(site)
    return maker.flows


class _Maker:
    def __init__(self, written: Written) -> None:
        self.flows = Flows()
        self._written = written
        self._nodes: dict[_Key, int] = {}
        self._known: dict[Flow, int] = {}

    def add(self, site: Site) -> None:
        passed: dict[int, None] = {}
        for route in site.routes:
            link: Way | None = route.way
            if link is not None and link.steps:
                first = self._node(link.steps[0].src, route.facts, None)
                self.flows.nodes[first].is_site = True
            while link is not None:
                before: Place | None = None
                for step in link.steps:
                    flow = self._flow(step, route.facts, before)
                    passed[flow] = None
                    before = self._at(step, route.facts)
                if link.then is None and link.steps:
                    last = self._node(link.steps[-1].dst, route.facts, before)
                    self.flows.nodes[last].is_end = True
                link = link.then
        self.flows.of_sites.append(list(passed))

    def _flow(self, step: Step, facts: PackageFacts, before: Place | None) -> int:
        """The flow of a step; `before` is where the step before it ends."""
        at = self._at(step, facts)
        src, dst = self._node(step.src, facts, before), self._node(step.dst, facts, at)
        words = ""
        if step.operations:
            is_end = step.dst.kind == ways.SPOT_HEAP
            words = sentences.words(step, step.operations[-1], is_end)
        flow = Flow(src, dst, step.derefs, words, at.file, at.line, at.column)
        number = self._known.setdefault(flow, len(self.flows.flows))
        if number == len(self.flows.flows):
            self.flows.flows.append(flow)
        return number

    def _at(self, step: Step, facts: PackageFacts) -> Place:
        """Where a step happens: its last operation names it."""
        return facts.place(step.operations[-1].pos) if step.operations else _NOWHERE

    def _node(self, spot: Spot, facts: PackageFacts, reached: Place | None) -> int:
        """The node of a spot; those that have no place are told apart by where values get into them."""
        place = facts.place(spot.pos)
        is_heap = spot.kind == ways.SPOT_HEAP
        where = place if place.line or reached is None or is_heap else reached
        key: _Key = (spot.kind, spot.name, where.file, where.line, where.column)
        number = self._nodes.setdefault(key, len(self.flows.nodes))
        if number == len(self.flows.nodes):
            label = flowgraph.label(spot, facts, self._written)
            if label.startswith("~"):
                # Nobody has written that name.
                label = "result"
            node = Node(label, is_heap, place.file, place.line, place.column)
            self.flows.nodes.append(node)
        return number
