"""The passes between lowering and escape analysis, in the compiler's order."""

from goescape.ir import nodes as ir
from goescape.ir.remark import Remark
from goescape.opt import bloop, deadlocals, devirtualize, loopvar, staticinit


def outline(unit: ir.Unit) -> None:
    """Give large map initialisers functions of their own, listed after `init` and its literals."""
    init = package_init(unit)
    if init is None:
        return
    outlined = staticinit.outline_maps(init)
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


def run(unit: ir.Unit) -> list[Remark]:
    """Run all passes that do not depend on inlining; returns what they report, in order."""
    remarks: list[Remark] = []
    outline(unit)
    bloop.run(unit)
    devirtualize.run(unit, remarks)
    loopvar.run(unit.funcs)
    init = package_init(unit)
    if init is not None:
        staticinit.schedule(init, unit.pkg.path)
    deadlocals.run(unit.funcs)
    return remarks
