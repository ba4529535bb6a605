"""The solver: which locations have to be in the heap, and what leaks from parameters.

For every location R ("root"), a walk along incoming edges finds the locations whose values reach R, and after
how many dereferences at least (Bellman-Ford: edges of weight -1 exist, but counts are never less than 0 when
they are followed further: if R holds the address of L, what L holds is one dereference away, not two steps
closer).

  - The address of L reaches R, and R outlives L: L escapes.
  - The value of parameter L reaches R, and R outlives L: L leaks.
  - R's memory is written, or functions in R are called: so it is for L, if L's value reaches R.

Attributes only grow; a location whose attributes grew is walked again as a root, so this ends.

Most roots have nothing to tell, and are not walked. What a root can tell of is what it outlives, and attributes. Those
that the walk of another root gave it went on in that same walk to everything that it could give them to, which is not
farther from there than from here. So a root that outlives nothing is walked only for attributes it had to begin with,
and not if another walk has been through it with the same attribute.
"""

from typing import Final, final

from goescape.escape import leaks
from goescape.escape.context import Batch
from goescape.escape.graph import ALL_ATTRIBUTES, CALLS, ESCAPES, MUTATES, PERSISTS, Location
from goescape.escape.lifetimes import Lifetimes
from goescape.ir import nodes as ir


@final
class Solver:
    """Fixed point over all roots of one batch."""

    def __init__(self, batch: Batch) -> None:
        self.batch: Final = batch
        self.heap: Final = batch.graph.heap
        self.mutator: Final = batch.graph.mutator
        self.callee: Final = batch.graph.callee
        self.explainer: Final = batch.graph.explainer
        self.lifetimes: Final = Lifetimes(batch.graph.locations)
        # The roots still to walk: a double-ended queue whose front is the end of `front`.
        self.front: Final[list[Location]] = []
        self.back: list[Location] = []
        self.back_idx: int = 0
        self.walk_no: int = 0

    def solve(self) -> None:
        for loc in self.batch.graph.locations:
            loc.queued_root = True
            self.front.append(loc)
        for loc in (self.mutator, self.callee, self.heap):
            loc.queued_root = True
            self.front.append(loc)
        while True:
            if self.front:
                root = self.front.pop()
            elif self.back_idx < len(self.back):
                root = self.back[self.back_idx]
                self.back_idx += 1
            else:
                return
            root.queued_root = False
            self.walk_no += 1
            self.walk(root)

    def enqueue(self, loc: Location) -> None:
        if loc.queued_root:
            return
        loc.queued_root = True
        if loc.attrs & ESCAPES:
            self.front.append(loc)
        else:
            self.back.append(loc)

    def walk(self, root: Location) -> None:
        """Find everything that reaches `root`."""
        if root.attrs & CALLS and root.node is not None:
            self.lose_results(root.node)
        if not root.edges:
            # Nothing reaches it; the root itself has no news for itself.
            if not (root.is_param and self.reaches_itself(root)):
                return
        elif not self.has_news(root):
            return
        walk_no = self.walk_no
        root.seen_in = walk_no
        root.derefs = 0
        root.via = None
        root.via_dst = None

        persists = root.attrs & PERSISTS != 0
        queue: list[Location] = [root]
        idx = 0
        while idx < len(queue):
            loc = queue[idx]
            idx += 1
            loc.queued_in = 0
            derefs = loc.derefs
            gained = 0
            if derefs < 0:
                derefs = 0
                if self.outlives(root, loc):
                    if self.explainer is not None and not loc.attrs & ESCAPES:
                        self.explainer.escapes(root, loc)
                    gained = ALL_ATTRIBUTES
                elif root.attrs & PERSISTS:
                    gained = PERSISTS
            if derefs == 0:
                if persists:
                    loc.told = True
                gained |= root.attrs & (MUTATES | CALLS)
            if loc.is_param:
                self.note_leaks(root, loc, derefs)
            if gained & ~loc.attrs:
                loc.attrs |= gained
                self.enqueue(loc)
                if loc.attrs & ESCAPES:
                    continue
            for edge in loc.edges:
                src = edge.src
                if src.attrs & ESCAPES:
                    continue
                d = derefs + edge.derefs
                if src.seen_in != walk_no or src.derefs > d:
                    src.seen_in = walk_no
                    src.derefs = d
                    src.via = edge
                    src.via_dst = loc
                    if src.queued_in != walk_no:
                        src.queued_in = walk_no
                        queue.append(src)

    def has_news(self, root: Location) -> bool:
        """Whether a walk from `root` can tell anything that no other walk tells."""
        if root.attrs & ESCAPES or root.func is None:
            return True
        if self.explainer is not None and root.attrs & PERSISTS and not root.told:
            # It decides nothing, but is queued for it, and so the order of explanations depends on it.
            return True
        return self.lifetimes.may_outlive(root)

    def reaches_itself(self, root: Location) -> bool:
        """Whether a walk from a parameter without edges has to record leaks to itself."""
        return (root.attrs & (ESCAPES | MUTATES | CALLS)) != 0

    def lose_results(self, node: ir.ExprNode) -> None:
        """`node` may be called where its results are not followed: if it is a literal, its results
        outlive it after all."""
        if not isinstance(node, ir.FuncLit):
            return
        func = node.func
        if func not in self.batch.members or func in self.batch.results_lost:
            return
        self.batch.results_lost.add(func)
        for result in func.results:
            self.enqueue(self.batch.graph.of(result))

    def note_leaks(self, root: Location, param: Location, derefs: int) -> None:
        found = param.leaks
        if found is None:
            return
        if self.outlives(root, param):
            if self.explainer is not None and not param.attrs & ESCAPES:
                self.explainer.leaks(root, param, derefs)
            if (
                root.is_result
                and not root.attrs & ESCAPES
                and root.func is param.func
                and root.result_idx < leaks.RESULTS
            ):
                found.add(leaks.RESULT_0 + root.result_idx, derefs)
            else:
                found.add(leaks.HEAP, derefs)
        if root.attrs & MUTATES:
            found.add(leaks.MUTATOR, derefs)
        if root.attrs & CALLS:
            found.add(leaks.CALLEE, derefs)

    def outlives(self, root: Location, loc: Location) -> bool:
        """Whether what `root` holds may live longer than `loc` does on the stack."""
        if root.attrs & ESCAPES:
            return True
        owner = root.func
        inner = loc.func
        if owner is None or inner is None:
            return False
        if root.is_result:
            # A literal may return addresses of variables around it, if all its calls are known.
            return not (_contains(inner, owner) and owner not in self.batch.results_lost)
        if owner is inner:
            return root.loop_depth < loc.loop_depth
        return _contains(owner, inner)


def _contains(outer: ir.Func, literal: ir.Func) -> bool:
    """Whether `literal` is a literal somewhere inside of `outer`."""
    if outer is literal:
        return False
    around = literal.enclosing
    while around is not None:
        if around is outer:
            return True
        around = around.enclosing
    return False
