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

from goescape.escape import alternatives, limits, moved, outcome, snapshot, stmt
from goescape.escape.context import Analysis, Batch, Capture
from goescape.escape.graph import Location
from goescape.escape.solve import Solver
from goescape.facts import functions, operations
from goescape.facts.ways import CAUSE_CAPTURED, CAUSE_TOO_LARGE
from goescape.ir import nodes as ir
from goescape.ir import printer, scc
from goescape.ir.remark import (
    CAPTURING_BY_REFERENCE,
    CAPTURING_BY_VALUE,
    ITERATION_VARIABLE,
    LOOP_MODIFIED,
    Remark,
)


def analyze(unit: ir.Unit, explains: bool, watched: str = "") -> Analysis:
    """Analyse all functions of a package: sets their `leaks`, returns remarks and, if wanted, facts.

    Of a function to be `watched` the graph is among them.
    """
    analysis = Analysis(unit.pkg, unit.toolchain, explains)
    for funcs in scc.bottom_up(unit.funcs):
        analyze_batch(Batch(analysis, funcs), watched)
    if explains:
        _note_data(analysis, unit)
        for func, (cost, reason) in unit.inline_verdicts.items():
            analysis.account.add_verdict(func, cost, reason)
        _report_iterations(analysis, unit.iteration_variables)
    return analysis


def _note_data(analysis: Analysis, unit: ir.Unit) -> None:
    """Functions in static data are mentioned by the package's initialisation, although it has no code for that."""
    init = next((func for func in unit.funcs if func.is_package_init), None)
    if init is not None:
        for func in unit.in_data:
            analysis.account.add_value(init, func)
        for call in unit.calls_in_data:
            analysis.account.add_inlined(init, call, 0, functions.ON)


def _report_iterations(analysis: Analysis, variables: list[ir.IterationVariable]) -> None:
    """Which variables of loops are new in every iteration, and then the loops rewritten for them."""
    loops: dict[ir.Stmt, Remark] = {}
    for fresh in variables:
        name = printer.local_name(fresh.var, analysis.pkg)
        if fresh.var.inlined:
            name += " (from inline)"
        level = 1 if fresh.var in analysis.moved else 0
        analysis.remarks.append(Remark(ITERATION_VARIABLE, fresh.var.pos, name, "", level))
        if fresh.loop not in loops:
            kind = "range" if isinstance(fresh.loop, ir.Range) else "for"
            loops[fresh.loop] = Remark(LOOP_MODIFIED, fresh.loop.pos, "", kind)
            loops[fresh.loop].end = fresh.last_pos
    analysis.remarks.extend(loops.values())


def analyze_batch(batch: Batch, watched: str = "") -> None:
    graph = batch.graph
    for func in batch.funcs:
        _declare_locals(batch, func)
    for func in batch.funcs:
        if not scc.is_capturing_literal(func):
            stmt.walk_function(batch, func)
    for capture in batch.captures:
        _connect_captures(batch, capture)
    for loc in graph.locations:
        limits.fold_constants(batch.analysis, loc)
        why = limits.heap_reason(batch.analysis, loc)
        if why != operations.NONE:
            node = loc.var if loc.var is not None else loc.node
            if node is not None:
                k = graph.heap.hole.shift(-1).cause(node, why, CAUSE_TOO_LARGE)
                graph.flow(k, loc)
    if graph.explainer is not None:
        graph.explainer.is_settled = True
    solver = Solver(batch)
    solver.solve()
    alternatives.add(solver, graph)
    outcome.report(batch)
    if batch.analysis.explains:
        for func in batch.funcs:
            moved.note(batch, func)
    if watched != "" and any(_is_named(func, watched) for func in batch.funcs):
        batch.analysis.account.graphs.append(snapshot.graph_of(batch))
    graph.release()


def _is_named(func: ir.Func, name: str) -> bool:
    return func.source_name == name


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
    by_value_max = batch.analysis.toolchain.release.stack.capture_by_value_max
    func = capture.literal.func
    for var, pos in zip(func.captures, func.capture_positions, strict=True):
        loc = graph.of(var)
        mention = ir.Use(pos, var)
        k = capture.hole
        by_value = not (
            loc.addr_taken or loc.reassigned or batch.analysis.sizes.sizeof(var.type) > by_value_max
        )
        if batch.analysis.explains:
            _report_capture(batch, loc, var, by_value)
        if not by_value:
            var.addr_taken = True
            k = k.addr(mention, operations.REFER)
        graph.flow(k.cause(mention, operations.CAPTURE, CAUSE_CAPTURED), loc)


def _report_capture(batch: Batch, loc: Location, var: ir.Local, by_value: bool) -> None:
    pkg = batch.analysis.pkg
    kind = CAPTURING_BY_VALUE if by_value else CAPTURING_BY_REFERENCE
    how = f"addr={_word(loc.addr_taken)} assign={_word(loc.reassigned)} width={batch.analysis.sizes.sizeof(var.type)}"
    detail = f"{printer.local_name(var, pkg)} ({how})"
    name = "" if loc.func is None else printer.full_func_name(loc.func, pkg)
    batch.analysis.remarks.append(Remark(kind, var.pos, name, detail))


def _word(value: bool) -> str:
    return "true" if value else "false"
