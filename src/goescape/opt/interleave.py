"""Inlining and devirtualising by turns.

An inlined body shows concrete types that devirtualise further calls, and a devirtualised call can be inlined.
Every call of a function is a *site*. First the sites of all functions are resolved, in list order, which
counts the calls of each literal; then, bottom-up, each component is worked on until nothing changes. The
sites that an inlined body brings come after those that are there, and are resolved together before the first
of them is tried, so that a literal called twice is not taken for one that is called once.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import printer, remark, scc, settle, walk
from goescape.opt import inlinecost, inlining
from goescape.opt.devirtualize import Devirtualizer
from goescape.opt.inlinable import (
    IMMEDIATE_RECURSION,
    RECURSIVE_CYCLE,
    TOO_EXPENSIVE,
    Inlinable,
)


def run(inlinable: Inlinable) -> None:
    """Check, devirtualise and inline all functions of the package."""
    unit = inlinable.unit
    inlinable.check_all(unit.funcs)
    devirtualizer = Devirtualizer(unit, inlinable.remarks, inlinable.type_objects)
    counts: dict[ir.Func, int] = {}
    sites: dict[ir.Func, Sites] = {}
    for func in list(unit.funcs):
        found = Sites(inlinable, devirtualizer, func, counts)
        sites[func] = found
        found.resolve_from(0)
    for component in scc.bottom_up(list(unit.funcs)):
        _work_on([sites[func] for func in component if func in sites])
    for func in unit.funcs:
        settle.settle(func)


def run_alone(inlinable: Inlinable, func: ir.Func) -> None:
    """Devirtualise and inline in one function that was made afterwards."""
    devirtualizer = Devirtualizer(inlinable.unit, inlinable.remarks, inlinable.type_objects)
    sites = Sites(inlinable, devirtualizer, func, {})
    while sites.sweep_one_by_one():
        pass
    settle.settle(func)


def _work_on(component: list["Sites"]) -> None:
    changed = True
    while changed:
        changed = False
        for sites in component:
            if sites.sweep():
                changed = True


@final
class Sites:
    """The calls of one function."""

    def __init__(
        self,
        inlinable: Inlinable,
        devirtualizer: Devirtualizer,
        func: ir.Func,
        counts: dict[ir.Func, int],
    ) -> None:
        self.inlinable: Final = inlinable
        self.devirtualizer: Final = devirtualizer
        self.func: Final = func
        # How many sites of all functions call a function.
        self.counts: Final = counts
        self.is_big: Final = inlinecost.is_big(func, inlinable.prices.big_function_nodes)
        self.calls: Final[list[ir.Call]] = []
        self._known: Final[set[ir.Call]] = set()
        if self.is_big and inlinable.is_verbose:
            self._report(remark.BIG_FUNCTION, func.pos, func, "")
        self._resolved: Final[dict[ir.Call, ir.Func]] = {}
        for stmt in func.body or []:
            self._find(stmt)

    def _report(self, kind: int, pos: int, func: ir.Func, detail: str) -> None:
        name = printer.func_name(func, self.inlinable.unit.pkg)
        self.inlinable.remarks.append(remark.Remark(kind, pos, name, detail))

    def _report_refusal(self, pos: int, callee: ir.Func, reason: str, limit: int) -> None:
        name = f"{callee.pkg.path}.{callee.full_name}"
        if reason == RECURSIVE_CYCLE:
            self._report(remark.RECURSIVE_CYCLE, pos, callee, self.func.full_name)
            self._report(remark.CALL_NOT_INLINED, pos, callee, f"{reason} to {name}")
        elif reason == TOO_EXPENSIVE:
            spent = self.inlinable.cost_of(callee)
            why = f"cost {spent} of {name} exceeds max caller cost {limit}"
            self._report(remark.CALL_NOT_INLINED, pos, callee, why)
        elif reason == IMMEDIATE_RECURSION:
            # The compiler's record of this case has no text.
            self._report(remark.CALL_NOT_INLINED, pos, callee, "")

    def _find(self, node: ir.Node) -> None:
        """Add the calls below `node`, operands before the call that uses them."""
        if isinstance(node, ir.Call):
            if node in self._known:
                return
            for child in walk.children(node):
                self._find(child)
            self._known.add(node)
            self.calls.append(node)
            return
        for child in walk.children(node):
            self._find(child)

    def resolve_from(self, start: int) -> None:
        for i in range(start, len(self.calls)):
            self._resolve(self.calls[i])

    def _resolve(self, call: ir.Call) -> ir.Func | None:
        """What `call` calls, if that can be told and the call could be inlined."""
        callee = self._resolved.get(call)
        if callee is not None:
            return callee
        if call.inlined is not None:
            return None
        if isinstance(call.fun, ir.InterfaceMethod):
            self.inlinable.keep(self.func)
        self.devirtualizer.resolve(call)
        if not self._might_be_inlined(call):
            return None
        callee = self.inlinable.callee(self.func, call.fun, False)
        if callee is not None:
            self._resolved[call] = callee
            self.counts[callee] = self.counts.get(callee, 0) + 1
        return callee

    def sweep(self) -> bool:
        """Try every site, and those that come along, batch by batch; whether anything was inlined."""
        changed = False
        start, end = 0, len(self.calls)
        while start < end:
            for i in range(start, end):
                if self._try(self.calls[i]):
                    changed = True
            start, end = end, len(self.calls)
            self.resolve_from(start)
        return changed

    def sweep_one_by_one(self) -> bool:
        """Try every site, and those that come along, without looking ahead."""
        changed = False
        i = 0
        while i < len(self.calls):
            if self._try(self.calls[i]):
                changed = True
            i += 1
        return changed

    def _try(self, call: ir.Call) -> bool:
        """Inline `call` if it can be."""
        if call.inlined is not None:
            return False
        resolved = self._resolve(call)
        if resolved is None:
            return False
        is_only_call = self.counts[resolved] == 1 and resolved.is_literal
        inlinable = self.inlinable
        callee = inlinable.callee(self.func, call.fun, True)
        if callee is None or inlinable.body(callee) is None:
            return False
        reason = inlinable.can_inline_call(call, callee, self.is_big, is_only_call)
        if reason != "":
            if inlinable.is_verbose:
                limit = inlinable.limit(callee, self.is_big, is_only_call)
                self._report_refusal(call.pos, callee, reason, limit)
            return False
        self._report(remark.INLINING_CALL, call.pos, callee, "")
        inlined = inlining.inline_call(inlinable, self.func, call, callee)
        for child in walk.children(inlined):
            self._find(child)
        inlinable.values.inlined(inlined)
        self.devirtualizer.inlined(self.func, call, inlined)
        return True

    def _might_be_inlined(self, call: ir.Call) -> bool:
        """Whether `call` is a plain call of a function with a body of Go code."""
        fun = call.fun
        if call.is_go_defer or isinstance(fun, ir.InterfaceMethod):
            return False
        if isinstance(fun, (ir.FuncUse, ir.MethodExpr)) and fun.func is not None:
            path, name = fun.func.pkg.path, inlinecost.symbol_name(fun.func)
            known = self.inlinable.intrinsics
            return not (known.is_intrinsic(path, name) or known.tells_escape(path, name))
        return True
