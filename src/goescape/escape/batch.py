"""Escape analysis of one package.

What is decided: which variables and allocations may live on the stack of the function that makes them. Two
things must never happen: a pointer to a stack object is stored in the heap; a pointer to a stack object
lives longer than the object (because its function returned, or because the next iteration of a loop
reuses its storage).

How: every function body is turned into a graph of *locations* (variables, and storage of allocating
expressions) with weighted edges for assignments between them (see `graph`). If the address of a location
can reach another one that outlives it, it has to be in the heap (see `solve`). The analysis does not
follow the order of statements, nor does it tell fields of a struct or elements of an array apart.

Functions are analysed bottom-up, callees before callers. What a function does with its parameters is kept
as *leaks* (see `leaks`), which is all that callers need. Functions that call each other recursively form
one batch with one graph; a literal that captures variables is in the batch of its outermost function and
is walked where it stands.

A literal captures a variable by value if the variable is small and never changes after the capture; that
is known when all bodies of the batch have been walked, so captures become edges at the end.
"""

from goescape.base.pos import PosTable
from goescape.escape import limits, report, stmt
from goescape.escape.context import Analysis, Batch, Capture
from goescape.escape.solve import Solver
from goescape.ir import nodes as ir
from goescape.ir import scc
from goescape.ir.remark import Remark
from goescape.release.profile import Profile
from goescape.types import sizes


def analyze(unit: ir.Unit, table: PosTable, profile: Profile) -> list[Remark]:
    """Analyse all functions of a package: sets their `leaks`, returns what there is to say."""
    analysis = Analysis(unit.pkg, profile)
    for funcs in scc.bottom_up(unit.funcs):
        analyze_batch(Batch(analysis, funcs, False))
    return analysis.remarks


def analyze_batch(batch: Batch) -> None:
    graph = batch.graph
    for func in batch.funcs:
        _declare_locals(batch, func)
    for func in batch.funcs:
        if not scc.is_capturing_literal(func):
            stmt.walk_function(batch, func)
    for capture in batch.captures:
        _connect_captures(batch, capture)
    profile = batch.analysis.profile
    for loc in graph.locations:
        limits.fold_constants(batch.analysis, loc)
        why = limits.heap_reason(profile, loc)
        if why != "":
            node = loc.var if loc.var is not None else loc.node
            if node is not None:
                graph.flow(graph.heap.hole.addr(node, why), loc)
    Solver(batch).solve()
    report.report(batch)
    graph.release()


def _declare_locals(batch: Batch, func: ir.Func) -> None:
    for var in func.locals:
        batch.graph.variable(var, func, 1)
    if func.enclosing is None:
        # Hidden parameters: the receiver that a method value's wrapper is bound to.
        for var in func.captures:
            batch.graph.variable(var, func, 1)
    for i, result in enumerate(func.results):
        batch.graph.of(result).result_idx = i


def _connect_captures(batch: Batch, capture: Capture) -> None:
    """Let captured variables flow into the closure: values of small constants, addresses of others."""
    graph = batch.graph
    by_value_max = batch.analysis.profile.capture_by_value_max
    for var in capture.literal.func.captures:
        loc = graph.of(var)
        k = capture.hole
        if loc.addr_taken or loc.reassigned or sizes.sizeof(var.type) > by_value_max:
            var.addr_taken = True
            k = k.addr(var, "reference")
        graph.flow(k.note(var, "captured by a closure"), loc)
