"""Method wrappers, made after everything else was inlined and inlined into one by one."""

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.lower.added.wrappers import Wrapper, Wrappers
from goescape.opt import interleave
from goescape.opt.inlinable import Inlinable


def run(inlinable: Inlinable, wrappers: Wrappers) -> None:
    """Make the wrappers that calls can be inlined into, or all of them if every parameter is explained."""
    for wrapper in wrappers.of_types():
        _make(inlinable, wrappers, wrapper)
    for recv, method in wrappers.values():
        # Now: wrappers that were made before may have needed it already.
        for wrapper in wrappers.of_value(recv, method):
            _make(inlinable, wrappers, wrapper)


def without_inlining(unit: ir.Unit, wrappers: Wrappers) -> None:
    """Make all wrappers as they are."""
    all_wrappers = wrappers.of_types()
    for recv, method in wrappers.values():
        all_wrappers.extend(wrappers.of_value(recv, method))
    for wrapper in all_wrappers:
        callee = wrapper.callee()
        obj = None if callee is None else callee.obj
        is_inlinable = (
            obj is not None
            and obj.pkg is not unit.pkg
            and obj.inline_cost >= 0
            and unit.func_table.has_body(obj)
        )
        unit.funcs.append(wrapper.make(is_inlinable))


def _make(inlinable: Inlinable, wrappers: Wrappers, wrapper: Wrapper) -> None:
    callee = wrapper.callee()
    is_inlinable = callee is not None and inlinable.body(callee) is not None
    if not is_inlinable and not inlinable.is_verbose:
        return
    func = wrapper.make(is_inlinable)
    interleave.run_alone(inlinable, func)
    # What was inlined may have brought method values along; their wrappers come before this one.
    values = _MethodValues()
    walk.visit_list(func.body or [], values)
    for value in values.found:
        for more in wrappers.of_value(value.x.type, value.method):
            _make(inlinable, wrappers, more)
    inlinable.unit.funcs.append(func)


class _MethodValues(walk.Visitor):
    """Method values in a body and in the literals inside of it."""

    def __init__(self) -> None:
        self.found: list[ir.MethodValue] = []

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.MethodValue):
            self.found.append(node)
        elif isinstance(node, ir.FuncLit):
            walk.visit_list(node.func.body or [], self)
        return True
