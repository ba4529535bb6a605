"""State of the analysis, by lifetime: a package, a batch of functions, the walk of one body."""

from typing import Final, final

from goescape.escape.account import Account
from goescape.escape.elided import Elided
from goescape.escape.graph import Graph, Hole, Location
from goescape.escape.paths import Around
from goescape.escape.tracing import Explainer
from goescape.facts import functions as facts
from goescape.facts import operations
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.ir.reassign import Assignments
from goescape.ir.remark import Remark
from goescape.toolchain.toolchain import Toolchain
from goescape.types import sizes
from goescape.types.model import Tuple, Type
from goescape.types.objects import Package
from goescape.types.sizes import Sizes


@final
class Analysis:
    """One package."""

    def __init__(self, pkg: Package, toolchain: Toolchain, explains: bool) -> None:
        self.pkg: Final = pkg
        # Whether the ways of values are reported, too.
        self.explains: Final = explains
        self.toolchain: Final = toolchain
        self.sizes: Final = Sizes(toolchain.target.layout)
        self.remarks: Final[list[Remark]] = []
        # Kept if ways are reported.
        self.account: Final = Account()
        # Variables that are in the heap; only kept if ways are reported.
        self.moved: Final[set[ir.Local]] = set()
        # Outermost function -> the assignments in it and in its literals.
        self._assignments: Final[dict[ir.Func, Assignments]] = {}
        self._pointers: Final[dict[Type, bool]] = {}

    def has_pointers(self, type: Type) -> bool:
        known = self._pointers.get(type)
        if known is None:
            known = isinstance(type, Tuple) or sizes.has_pointers(type)
            self._pointers[type] = known
        return known

    def assignments(self, func: ir.Func) -> Assignments:
        """The assignments of `func` together with the functions around it.

        They are collected when first asked for, and not again: what is found out about a variable later
        (that a literal captures it by reference) does not count any more.
        """
        outer = func
        while outer.enclosing is not None and not outer.enclosing.is_package_init:
            outer = outer.enclosing
        known = self._assignments.get(outer)
        if known is None:
            known = Assignments(outer)
            self._assignments[outer] = known
        return known


@final
class Capture:
    """A literal met in a walk, and the hole for what it captures."""

    __slots__ = ("hole", "literal")

    def __init__(self, hole: Hole, literal: ir.FuncLit) -> None:
        self.hole: Final = hole
        self.literal: Final = literal


@final
class Batch:
    """Functions that are analysed together: a strongly connected component with its literals."""

    def __init__(self, analysis: Analysis, funcs: list[ir.Func]) -> None:
        self.analysis: Final = analysis
        self.funcs: Final = funcs
        self.members: Final = set(funcs)
        self.graph: Final = Graph(analysis.explains)
        if analysis.explains:
            self.graph.explainer = Explainer(
                self.graph, analysis.pkg, analysis.account, analysis.remarks
            )
        self.captures: Final[list[Capture]] = []
        # Literals that may be called where their results cannot be followed.
        self.results_lost: Final[set[ir.Func]] = set()
        self._elided: Elided | None = None

    def elided(self) -> dict[ir.Node, int]:
        """Allocating expressions that are not compiled as such, and why."""
        found = self._elided
        if found is None:
            found = Elided(self.analysis.sizes)
            for func in self.funcs:
                if func.body is not None:
                    walk.visit_list(func.body, found)
            self._elided = found
        return found.why


@final
class Walk:
    """The walk of one function body."""

    def __init__(self, batch: Batch, func: ir.Func) -> None:
        self.batch: Final = batch
        self.graph: Final = batch.graph
        self.func: Final = func
        self.loop_depth: int = 1
        # Where the path leads that the walk is on (`facts.functions`, `paths`), and whether it is only taken if there
        # is an error; only kept for explanations.
        self.path: int = facts.ON
        self.is_guarded: bool = False
        # In an inlined body whose error the function may not return; calls whose errors are returned by what is around.
        self.is_inner: bool = False
        self.passing: Final[set[ir.Node]] = set()
        # What is around the path, and how much of that is around what is being inlined.
        self.around: Final[list[Around]] = []
        self.base: int = 0
        # What may be done again though it leaves its loop; found when the first such path is met.
        self.again: set[ir.Node] | None = None
        # Labels that a later goto jumps back to; found when the first label is met.
        self.looping_labels: set[ir.Label] | None = None

    @property
    def repeated(self) -> int:
        """The loops whose iterations the path may be taken in again and again."""
        n_left = 0
        for each in self.around:
            if each.is_loop and each.is_left:
                n_left += 1
        return self.loop_depth - 1 - n_left

    def record(self, kind: int, pos: int) -> None:
        """The runtime may need a record here."""
        if self.batch.analysis.explains:
            account = self.batch.analysis.account
            account.add_record(self.func, kind, pos, self.repeated, self.path)

    def heap(self) -> Hole:
        return self.graph.heap.hole

    def mutator(self) -> Hole:
        return self.graph.mutator.hole

    def discard(self) -> Hole:
        return self.graph.blank.hole

    def spill(self, k: Hole, x: ir.ExprNode) -> Hole:
        """Make storage for what x allocates, let its address flow to k; returns the hole into it."""
        loc = self.graph.storage(x, self.func, self.loop_depth)
        loc.path = self.path
        if self.batch.analysis.explains:
            loc.repeated = self.repeated
        self.graph.flow(k.addr(x, operations.ALLOCATE), loc)
        return loc.hole

    def tee(self, ks: list[Hole]) -> Hole:
        """A hole that flows into each of `ks`."""
        if not ks:
            return self.discard()
        if len(ks) == 1:
            return ks[0]
        loc = self.graph.helper(self.func, self.loop_depth, False)
        for k in ks:
            self.graph.flow(k, loc)
        return loc.hole

    def later(self, k: Hole) -> Hole:
        """A hole that flows into k some time later: what it refers to has to last until then."""
        loc = self.graph.helper(self.func, self.loop_depth, True)
        self.graph.flow(k, loc)
        return loc.hole

    def declare(self, var: ir.Local) -> Hole:
        """The life of `var` begins here."""
        loc = self.location(var)
        loc.loop_depth = self.loop_depth
        loc.path = self.path
        if self.batch.analysis.explains:
            loc.repeated = self.repeated
        return loc.hole

    def location(self, var: ir.Local) -> Location:
        return self.graph.of(var)
