"""The passes between lowering and escape analysis, in the compiler's order."""

from typing import Final, final

from goescape.base.pos import PosTable
from goescape.ir import nodes as ir
from goescape.ir.remark import Remark
from goescape.lower.added import conventions
from goescape.lower.added.wrappers import Wrappers
from goescape.opt import (
    bloop,
    deadlocals,
    devirtualize,
    interleave,
    loopvar,
    staticinit,
    wrapping,
)
from goescape.opt.inlinable import Inlinable


@final
class Flags:
    """What the command line says about passes: `-l`, `-N` and `-m`, each as often as it was given."""

    def __init__(
        self,
        l_count: int,
        n_count: int,
        m_count: int,
        watched: str = "",
        logs: bool = False,
        wants_facts: bool = False,
    ) -> None:
        # The compiler's rule: -l switches inlining off, -l=2 and more switch it on again.
        self.inlines: Final = l_count != 1
        # Calls that are not inlined cost as good as nothing.
        self.has_cheap_calls: Final = l_count == 4
        self.optimizes: Final = n_count == 0
        # Everything that -m=2 says is also wanted for the optimisation log.
        self.is_verbose: Final = m_count > 1 or logs
        self.logs: Final = logs
        self.shows_reasons: Final = m_count > 1
        # Facts of functions besides what is printed (`goescape.facts`).
        self.wants_facts: Final = wants_facts
        self.explains: Final = self.is_verbose or wants_facts
        # The function whose graph is wanted.
        self.watched: Final = watched


def outline(unit: ir.Unit) -> None:
    """Give large map initialisers functions of their own, listed after `init` and its literals."""
    init = package_init(unit)
    if init is None:
        return
    outlined = staticinit.outline_maps(init, unit.toolchain.release.initializers.outlined_map_nodes)
    at = 1
    while at < len(unit.funcs) and _outermost(unit.funcs[at]) is init:
        at += 1
    unit.funcs[at:at] = outlined


def package_init(unit: ir.Unit) -> ir.Func | None:
    """The synthetic function that initialises package variables; the first of the list if there is one."""
    if unit.funcs and unit.funcs[0].is_package_init:
        return unit.funcs[0]
    return None


def _outermost(func: ir.Func) -> ir.Func:
    while func.enclosing is not None:
        func = func.enclosing
    return func


def run(unit: ir.Unit, positions: PosTable, flags: Flags, wrappers: Wrappers) -> list[Remark]:
    """Run all passes; returns what they report, in order."""
    remarks: list[Remark] = []
    outline(unit)
    bloop.run(unit, remarks if flags.is_verbose else None)
    if flags.inlines:
        inlinable = Inlinable(unit, positions, flags.has_cheap_calls, flags.is_verbose, remarks)
        interleave.run(inlinable)
        wrapping.run(inlinable, wrappers)
    else:
        devirtualize.run(unit, remarks)
        if flags.is_verbose:
            wrapping.without_inlining(unit, wrappers)
    if flags.is_verbose and unit.toolchain.passes_in_registers:
        conventions.add_wrappers(wrappers.asm)
    unit.iteration_variables = loopvar.run(unit.funcs)
    init = package_init(unit)
    if init is not None:
        staticinit.schedule(init, unit)
    if flags.optimizes:
        deadlocals.run(unit.funcs)
    return remarks
