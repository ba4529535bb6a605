"""The location graph: places that values live in, and how values flow between them.

A location stands for a variable or for the storage of an allocating expression. An edge `dst <- src` has a
weight, the number of dereferences minus address-takings on the way:

    at = &node             -1
    next = at               0
    value = at.value        1
    value = at.next.value   2

Because `&x` itself is not addressable, no weight is below -1. Compound values are one location: `x.f`,
`x.g` and `a[i]` of an array are not distinguished; only dereferences are.

A *hole* is the context an expression is evaluated in: where its value goes, and through how many
dereferences. Flowing a location into a hole makes an edge.
"""

from typing import TYPE_CHECKING, Final, TypeAlias, final

from goescape.base.bug import InternalError
from goescape.escape.leaks import Leaks
from goescape.facts import functions, operations
from goescape.facts.ways import CAUSE_UNKNOWN, Step, Way
from goescape.ir import nodes as ir

if TYPE_CHECKING:
    from goescape.escape.tracing import Explainer

# Attributes of a location; they only ever grow.
ESCAPES: Final = 1  # lives in the heap
PERSISTS: Final = 2  # outlives the statement: its storage must not be reused at once
MUTATES: Final = 4  # memory reachable from here may be written
CALLS: Final = 8  # functions reachable from here may be called, and their results get lost

ALL_ATTRIBUTES: Final = ESCAPES | PERSISTS | MUTATES | CALLS

Where: TypeAlias = ir.Node | ir.Local | ir.CaseClause


@final
class Note:
    """Why a value flows, for explanations: a chain, innermost step first."""

    __slots__ = ("callee", "cause", "next", "operation", "param", "where")

    def __init__(self, where: Where | None, operation: int, next: "Note | None") -> None:
        self.where: Final = where
        self.operation: Final = operation
        self.next: Final = next
        # What it means if this is the last step (`ways.CAUSE_…`).
        self.cause: int = CAUSE_UNKNOWN
        # Calls of a known function: its parameter that the value is passed for.
        self.callee: ir.Func | None = None
        self.param: int = -1


@final
class Edge:
    """An incoming edge of a location."""

    __slots__ = ("derefs", "notes", "src", "step")

    def __init__(self, src: "Location", derefs: int, notes: Note | None) -> None:
        self.src: Final = src
        self.derefs: Final = derefs
        self.notes: Final = notes
        # The edge as part of explanations, once it has been one.
        self.step: Step | None = None


@final
class Location:
    """A place that values live in."""

    __slots__ = (
        "addr_taken", "attrs", "captured", "derefs", "edges", "first_note", "func", "is_param",
        "is_result", "leaks", "loop_depth", "node", "path", "queued_in", "queued_root", "reassigned", "repeated",
        "result_idx", "seen_in", "told", "var", "via", "via_dst", "ways",
    )  # fmt: skip

    def __init__(
        self,
        var: ir.Local | None,
        node: ir.ExprNode | None,
        func: ir.Func | None,
        loop_depth: int,
        attrs: int,
        first_note: Note | None,
    ) -> None:
        # What it stands for: a variable, an expression, or neither (helper locations).
        self.var: Final = var
        self.node: Final = node
        # The function it is in; None for the special locations.
        self.func: Final = func
        self.edges: Final[list[Edge]] = []
        # Loop depth of the declaration.
        self.loop_depth: int = loop_depth
        # In how many loops around it one is made in each iteration.
        self.repeated: int = 0
        self.attrs: int = attrs
        self.is_param: bool = var is not None and var.kind == ir.PARAM
        self.is_result: bool = var is not None and var.kind == ir.RESULT
        # Results: position among the function's results.
        self.result_idx: int = -1
        self.leaks: Leaks | None = Leaks() if self.is_param else None
        self.captured: bool = False
        self.reassigned: bool = False
        self.addr_taken: bool = False
        self.first_note: Final = first_note

        # State of the solver: the walk that saw it last, the least number of dereferences found in that
        # walk, the edge that gave it, and the queues it is in.
        self.seen_in: int = 0
        self.derefs: int = 0
        self.via: Edge | None = None
        self.via_dst: Location | None = None
        self.queued_in: int = 0
        self.queued_root: bool = False
        # A root that persists has told everything that this one could tell of what persists.
        self.told: bool = False
        # Where the path leads on which it is made (`facts.functions`).
        self.path: int = functions.ON
        # Ways found so far; None if there are none, as in most runs.
        self.ways: list[Way] | None = None

    @property
    def hole(self) -> "Hole":
        """`this = _`."""
        return Hole(self, 0, self.first_note, False)


@final
class Hole:
    """Where the value of an expression goes; immutable."""

    __slots__ = ("addr_taken", "derefs", "dst", "notes")

    def __init__(self, dst: Location, derefs: int, notes: Note | None, addr_taken: bool) -> None:
        self.dst: Final = dst
        self.derefs: Final = derefs
        # None: explanations are not wanted. Otherwise the chain ends in an empty note.
        self.notes: Final = notes
        # The last step took the expression's address, whether or not it is stored anywhere.
        self.addr_taken: Final = addr_taken

    def note(self, where: Where, operation: int) -> "Hole":
        if self.notes is None:
            return self
        return Hole(self.dst, self.derefs, Note(where, operation, self.notes), self.addr_taken)

    def cause(self, where: Where, operation: int, cause: int) -> "Hole":
        """A note that says what becomes of the value."""
        k = self.note(where, operation)
        if k.notes is not None:
            k.notes.cause = cause
        return k

    def passed(self, where: Where, callee: ir.Func | None, param: int, cause: int) -> "Hole":
        """A note about an argument."""
        k = self.cause(where, operations.PASS, cause)
        if k.notes is not None:
            k.notes.callee = callee
            k.notes.param = param
        return k

    def shift(self, delta: int) -> "Hole":
        derefs = self.derefs + delta
        if derefs < -1:
            raise InternalError("escape: address of an address")
        return Hole(self.dst, derefs, self.notes, delta < 0)

    def deref(self, where: Where, operation: int) -> "Hole":
        return self.shift(1).note(where, operation)

    def addr(self, where: Where, operation: int) -> "Hole":
        return self.shift(-1).note(where, operation)


@final
class Graph:
    """All locations of one batch, in order of creation, and the special ones."""

    def __init__(self, explain: bool) -> None:
        self.first_note: Final = Note(None, operations.NONE, None) if explain else None
        self.locations: Final[list[Location]] = []
        # Everything that outlives all functions.
        self.heap: Final = self._special(ALL_ATTRIBUTES)
        # Pointers that are written through flow here.
        self.mutator: Final = self._special(MUTATES)
        # Functions that are called without their results being followed flow here.
        self.callee: Final = self._special(CALLS)
        # What flows here is dropped.
        self.blank: Final = self._special(0)
        # None: explanations are not wanted.
        self.explainer: Explainer | None = None

    def _special(self, attrs: int) -> Location:
        return Location(None, None, None, 0, attrs, self.first_note)

    def variable(self, var: ir.Local, func: ir.Func, loop_depth: int) -> Location:
        """The location of a variable that has none yet."""
        loc = Location(var, None, func, loop_depth, PERSISTS, self.first_note)
        var.loc = len(self.locations)
        self.locations.append(loc)
        return loc

    def of(self, var: ir.Local) -> Location:
        """The location of a variable."""
        idx = var.loc
        if idx < 0 or idx >= len(self.locations):
            raise InternalError(f"escape: {var.name} has no location", var.pos)
        loc = self.locations[idx]
        if loc.var is not var:
            raise InternalError(f"escape: {var.name} has no location here", var.pos)
        return loc

    def storage(self, node: ir.ExprNode, func: ir.Func, loop_depth: int) -> Location:
        """A new location for what `node` allocates."""
        loc = Location(None, node, func, loop_depth, 0, self.first_note)
        self.locations.append(loc)
        return loc

    def helper(self, func: ir.Func, loop_depth: int, persists: bool) -> Location:
        """A new location that stands for nothing in the source."""
        attrs = PERSISTS if persists else 0
        loc = Location(None, None, func, loop_depth, attrs, self.first_note)
        self.locations.append(loc)
        return loc

    def release(self) -> None:
        """Take the graph apart, so that it is freed at once: it is full of cycles."""
        for loc in (self.heap, self.mutator, self.callee, *self.locations):
            loc.edges.clear()
            loc.via = None
            loc.via_dst = None

    def flow(self, k: Hole, src: Location) -> None:
        """Let the value of `src` flow into `k`."""
        if k.addr_taken:
            src.addr_taken = True
        dst = k.dst
        if dst is self.blank:
            return
        if k.derefs < 0:
            if dst.attrs & ESCAPES:
                explainer = self.explainer
                if explainer is not None:
                    explainer.stored(dst, src, k.derefs, k.notes)
                src.attrs |= ALL_ATTRIBUTES
                return
        elif dst is src:
            return
        dst.edges.append(Edge(src, k.derefs, k.notes))
