"""The graph solved again with operations taken out of the program: what then still escapes has another reason.

Only for facts. A batch is solved again as long as that costs no more than `_ENOUGH_WORK`; what is not known then is
not claimed.
"""

from typing import Final, TypeAlias, final

from goescape.escape.context import Batch
from goescape.escape.graph import ALL_ATTRIBUTES, Edge, Location
from goescape.escape.leaks import Leaks
from goescape.escape.solve import Solver
from goescape.facts.ways import Operation
from goescape.ir import nodes as ir

# An operation of the program: where it is, and its code. Its copies by inlining are other ones.
Cut: TypeAlias = tuple[int, int]

# Locations and edges that may be looked at in all.
_ENOUGH_WORK: Final = 400_000


def cut_of(operation: Operation) -> Cut:
    return operation.pos, operation.code


@final
class Again:
    """One batch, before and after operations are taken out. Made before the batch is solved."""

    def __init__(self, batch: Batch) -> None:
        self.batch: Final = batch
        graph = batch.graph
        self._locations: Final[list[Location]] = [
            graph.heap,
            graph.mutator,
            graph.callee,
            *graph.locations,
        ]
        self._first: Final[list[int]] = [loc.attrs for loc in self._locations]
        self._work: int = 0
        self._size: int = 0
        self._walks: int = 0
        self._edges: Final[dict[Cut, list[tuple[Location, Edge]]]] = {}
        # What the batch came to, while something is taken out; empty otherwise.
        self._attrs: Final[list[int]] = []
        self._leaks: Final[list[Leaks | None]] = []
        self._lost: Final[set[ir.Func]] = set()
        self._whole: Final[dict[Location, list[Edge]]] = {}

    def without(self, cut: set[Cut]) -> bool:
        """Solve the graph without operations: attributes and leaks of locations are those of that graph until
        `restore`. False if it would cost too much."""
        if not self._edges:
            self._index()
        self.restore()
        self._work += self._size
        if self._work > _ENOUGH_WORK:
            return False
        self._keep()
        for operation in cut:
            for dst, edge in self._edges.get(operation, []):
                self._replace(dst, [other for other in dst.edges if other is not edge])
        self._start(cut)
        batch = self.batch
        explainer, batch.graph.explainer = batch.graph.explainer, None
        solver = Solver(batch)
        batch.graph.explainer = explainer
        solver.walk_no = self._walks
        solver.solve()
        self._walks = solver.walk_no
        return True

    def restore(self) -> None:
        """What the whole graph came to."""
        if not self._attrs:
            return
        for loc, attrs, found in zip(self._locations, self._attrs, self._leaks, strict=True):
            loc.attrs = attrs
            loc.leaks = found
        self._attrs.clear()
        self._leaks.clear()
        self.batch.results_lost.clear()
        self.batch.results_lost.update(self._lost)
        for loc, edges in self._whole.items():
            loc.edges.clear()
            loc.edges.extend(edges)
        self._whole.clear()

    def is_cut(self, edge: Edge, cut: set[Cut]) -> bool:
        """Whether an edge is made by one of the operations."""
        note = edge.notes
        while note is not None:
            if note.where is not None and (note.where.pos, note.operation) in cut:
                return True
            note = note.next
        return False

    def _index(self) -> None:
        for dst in self._locations:
            self._size += 1 + len(dst.edges)
            self._walks = max(self._walks, dst.seen_in, dst.queued_in)
            for edge in dst.edges:
                note = edge.notes
                while note is not None:
                    if note.where is not None:
                        operation = note.where.pos, note.operation
                        self._edges.setdefault(operation, []).append((dst, edge))
                    note = note.next

    def _keep(self) -> None:
        for loc in self._locations:
            self._attrs.append(loc.attrs)
            self._leaks.append(loc.leaks)
        self._lost.clear()
        self._lost.update(self.batch.results_lost)

    def _replace(self, loc: Location, edges: list[Edge]) -> None:
        if loc not in self._whole:
            self._whole[loc] = list(loc.edges)
        loc.edges.clear()
        loc.edges.extend(edges)

    def _start(self, cut: set[Cut]) -> None:
        """Everything as it was before the batch was solved, but for what is taken out."""
        explainer = self.batch.graph.explainer
        heap = self.batch.graph.heap
        self.batch.results_lost.clear()
        for loc, attrs in zip(self._locations, self._first, strict=True):
            loc.attrs = attrs
            loc.told = False
            if loc.leaks is not None:
                loc.leaks = Leaks()
        if explainer is None:
            return
        for loc, attrs in explainer.attrs_before.items():
            loc.attrs = attrs
        # Addresses that were stored where everything escapes; in the order in which that was found out.
        for dst, edge in explainer.stored_edges:
            if self.is_cut(edge, cut):
                continue
            if dst is heap or dst.attrs == ALL_ATTRIBUTES:
                edge.src.attrs = ALL_ATTRIBUTES
            else:
                # It would not have been known.
                self._replace(dst, [*dst.edges, edge])
