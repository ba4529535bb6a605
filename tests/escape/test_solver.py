"""The solver against a reference that is too slow to be wrong.

The reference knows no work lists: it computes least dereference counts between all pairs by iterating
over all edges until nothing changes, derives attributes, and starts again while any attribute grew.
"""

from hypothesis import given, settings
from hypothesis import strategies as st

from goescape.escape import leaks
from goescape.escape.context import Analysis, Batch
from goescape.escape.graph import ALL_ATTRIBUTES, CALLS, ESCAPES, MUTATES, PERSISTS, Hole, Location
from goescape.escape.solve import Solver
from goescape.ir import nodes as ir
from goescape.toolchain import registry
from goescape.types.model import Pointer, Signature, Tuple
from goescape.types.objects import Package, Scope

PKG = Package("p", "p", Scope(None))
SIGNATURE = Signature(None, Tuple([]), Tuple([]), False)
TYPE = Pointer(Tuple([]))

# How locations of the random graphs come to be: (kind, in the literal?, loop depth).
LOCATIONS = st.lists(
    st.tuples(
        st.sampled_from(["param", "result", "local", "storage"]),
        st.booleans(),
        st.integers(min_value=1, max_value=3),
    ),
    min_size=1,
    max_size=8,
)
# (destination, source, weight); negative destinations are heap, mutator and callee.
EDGES = st.lists(st.tuples(st.integers(-3, 7), st.integers(0, 7), st.integers(-1, 3)), max_size=14)


def build(locations: list[tuple[str, bool, int]], edges: list[tuple[int, int, int]]) -> Batch:
    outer = ir.Func(0, "f", PKG, SIGNATURE)
    literal = ir.Func(0, "f.func1", PKG, SIGNATURE)
    literal.enclosing = outer
    batch = Batch(Analysis(PKG, registry.default(), False), [outer, literal])
    graph = batch.graph
    for i, (kind, inner, depth) in enumerate(locations):
        func = literal if inner else outer
        if kind == "storage":
            # The first one of the outer function stands for the literal itself.
            node = ir.FuncLit(0, TYPE, literal) if not inner else ir.Nil(0, TYPE)
            graph.storage(node, func, depth)
            continue
        kinds = {"param": ir.PARAM, "result": ir.RESULT, "local": ir.LOCAL}
        var = ir.Local(0, f"v{i}", TYPE, kinds[kind], func, PKG)
        loc = graph.variable(var, func, depth if kind == "local" else 1)
        if kind == "result":
            loc.result_idx = len(func.results)
            func.results.append(var)
    special = [graph.heap, graph.mutator, graph.callee]
    for dst, src, derefs in edges:
        if src >= len(graph.locations) or dst >= len(graph.locations):
            continue
        to = special[-1 - dst] if dst < 0 else graph.locations[dst]
        if to is not graph.heap and dst < 0 and derefs < 0:
            continue
        graph.flow(Hole(to, derefs, None, derefs < 0), graph.locations[src])
    return batch


class Reference:
    """Attributes and leaks by brute force."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        graph = batch.graph
        self.roots = [graph.heap, graph.mutator, graph.callee, *graph.locations]
        self.attrs = {loc: loc.attrs for loc in self.roots}
        self.lost: set[ir.Func] = set()

    def solve(self) -> None:
        while True:
            before = (dict(self.attrs), set(self.lost))
            for root in self.roots:
                if self.attrs[root] & CALLS and isinstance(root.node, ir.FuncLit):
                    self.lost.add(root.node.func)
                for loc, derefs in self.distances(root).items():
                    self.visit(root, loc, derefs)
            if before == (self.attrs, self.lost):
                return

    def distances(self, root: Location) -> dict[Location, int]:
        best = {root: 0}
        changed = True
        while changed:
            changed = False
            for dst in list(best):
                for edge in dst.edges:
                    d = max(best[dst], 0) + edge.derefs
                    if edge.src not in best or d < best[edge.src]:
                        best[edge.src] = d
                        changed = True
        return best

    def visit(self, root: Location, loc: Location, derefs: int) -> None:
        if derefs < 0 and self.outlives(root, loc):
            self.attrs[loc] |= ALL_ATTRIBUTES
        if derefs <= 0:
            self.attrs[loc] |= self.attrs[root] & (MUTATES | CALLS)

    def leaks_of(self, param: Location) -> list[int]:
        found = leaks.Leaks()
        for root in self.roots:
            reached = self.distances(root)
            if param not in reached:
                continue
            derefs = max(reached[param], 0)
            if self.outlives(root, param):
                to_result = (
                    root.is_result
                    and not self.attrs[root] & ESCAPES
                    and root.func is param.func
                    and root.result_idx < leaks.RESULTS
                )
                found.add(leaks.RESULT_0 + root.result_idx if to_result else leaks.HEAP, derefs)
            if self.attrs[root] & MUTATES:
                found.add(leaks.MUTATOR, derefs)
            if self.attrs[root] & CALLS:
                found.add(leaks.CALLEE, derefs)
        found.drop_covered()
        return found.counts

    def outlives(self, root: Location, loc: Location) -> bool:
        if self.attrs[root] & ESCAPES:
            return True
        if root.func is None or loc.func is None:
            return False
        literal = next(func for func in self.batch.funcs if func.enclosing is not None)
        if root.is_result:
            from_inside = root.func is literal and loc.func is not literal
            return not (from_inside and literal not in self.lost)
        if root.func is loc.func:
            return root.loop_depth < loc.loop_depth
        return loc.func is literal


@settings(max_examples=400, deadline=None)
@given(LOCATIONS, EDGES)
def test_agrees_with_reference(
    locations: list[tuple[str, bool, int]], edges: list[tuple[int, int, int]]
) -> None:
    reference = Reference(build(locations, edges))
    reference.solve()
    # What persists matters for nothing but the order of explanations.
    expected = [reference.attrs[loc] & ~PERSISTS for loc in reference.batch.graph.locations]
    expected_leaks = [
        reference.leaks_of(loc)
        for loc in reference.batch.graph.locations
        if loc.is_param and not reference.attrs[loc] & ESCAPES
    ]

    batch = build(locations, edges)
    Solver(batch).solve()
    actual = [loc.attrs & ~PERSISTS for loc in batch.graph.locations]
    actual_leaks = []
    for loc in batch.graph.locations:
        if loc.leaks is not None and not loc.attrs & ESCAPES:
            loc.leaks.drop_covered()
            actual_leaks.append(loc.leaks.counts)

    assert actual == expected
    assert actual_leaks == expected_leaks


def test_results_beyond_the_encoding_count_as_heap() -> None:
    locations = [("param", False, 1), *[("result", False, 1)] * 6]
    batch = build(locations, [(6, 0, 0)])
    Solver(batch).solve()
    found = batch.graph.locations[0].leaks
    assert found is not None
    assert found.counts[leaks.HEAP] == 0


def test_shadowed_by_shorter_flow_to_heap() -> None:
    batch = build([("param", False, 1), ("result", False, 1)], [(-1, 0, 1), (1, 0, 1)])
    Solver(batch).solve()
    found = batch.graph.locations[0].leaks
    assert found is not None
    found.drop_covered()
    assert found.encode() == b"\x02"
