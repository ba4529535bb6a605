"""Reasons to be in the heap that are not flow: too large for the stack.

Just before the graph is solved, allocations whose size depends on a variable that only ever has one
constant value get that value: `n := 100; make([]byte, n)` is as good as `make([]byte, 100)`, and it is how
messages print it from then on. Likewise a constant behind a variable that is put into an interface.
"""

from goescape.base.constant import (
    BoolConst,
    ComplexConst,
    Constant,
    FloatConst,
    IntConst,
    StringConst,
)
from goescape.escape.context import Analysis
from goescape.escape.graph import Location
from goescape.facts import operations
from goescape.ir import nodes as ir
from goescape.types import predicates, universe
from goescape.types.model import Interface, Pointer, Slice, Type, underlying
from goescape.types.sizes import Sizes, align_up


def fold_constants(analysis: Analysis, loc: Location) -> None:
    """Replace an operand of the allocation at `loc` by the only value it can have."""
    node = loc.node
    func = loc.func
    if func is None:
        return
    if isinstance(node, ir.MakeSlice):
        bound = node.len if node.cap is None else node.cap
        folded = _folded_bound(analysis, func, bound, node.pos)
        if folded is not None:
            if node.cap is None:
                node.len = folded
            else:
                node.cap = folded
    elif isinstance(node, ir.Convert) and node.kind == ir.CONV_IFACE:
        _fold_box(analysis, func, node)


def _folded_bound(analysis: Analysis, func: ir.Func, bound: ir.Expr, pos: int) -> ir.Literal | None:
    if isinstance(bound, ir.Literal):
        return None
    assignments = analysis.assignments(func)
    value = assignments.static_value(bound)
    if isinstance(value, ir.Literal):
        if isinstance(value.value, IntConst) and value.value.value >= 0:
            return ir.Literal(pos, bound.type, value.value)
    elif isinstance(value, ir.BuiltinCall) and value.builtin == universe.BUILTIN_LEN:
        measured = assignments.static_value(value.args[0])
        if isinstance(measured, ir.SliceLit):
            return ir.Literal(pos, universe.int_type(), IntConst(measured.length))
    return None


def _fold_box(analysis: Analysis, func: ir.Func, node: ir.Convert) -> None:
    operand = node.x
    if isinstance(operand, ir.Literal) or isinstance(underlying(operand.type), Interface):
        return
    value = analysis.assignments(func).static_value(operand)
    if isinstance(value, ir.Literal) and _fits_kind(operand.type, value.value):
        node.x = ir.Literal(node.pos, operand.type, value.value)


def _fits_kind(type: Type, value: Constant) -> bool:
    if isinstance(value, BoolConst):
        return predicates.is_boolean(type)
    if isinstance(value, StringConst):
        return predicates.is_string(type)
    if isinstance(value, IntConst):
        return predicates.is_integer(type)
    if isinstance(value, FloatConst):
        return predicates.is_float(type)
    return isinstance(value, ComplexConst) and predicates.is_complex(type)


def heap_reason(analysis: Analysis, loc: Location) -> int:
    """Why `loc` must be in the heap whatever flows (an operation); NONE if it need not be."""
    sizes, stack = analysis.sizes, analysis.toolchain.release.stack
    var = loc.var
    if var is not None:
        if var.kind == ir.LOCAL and sizes.sizeof(var.type) > stack.variable_max:
            return operations.TOO_LARGE
        return operations.NONE
    node = loc.node
    if node is None:
        return operations.NONE
    limit = stack.allocation_max
    if isinstance(node, (ir.New, ir.PtrLit)):
        pointer = underlying(node.type)
        if isinstance(pointer, Pointer) and sizes.sizeof(pointer.elem) > limit:
            return operations.TOO_LARGE
    elif isinstance(node, ir.MakeSlice):
        return _make_slice_reason(analysis, node, limit)
    elif isinstance(node, ir.FuncLit):
        if closure_size(sizes, node.func) > limit:
            return operations.TOO_LARGE
    elif isinstance(node, ir.MethodValue):
        if method_value_size(sizes, node) > limit:
            return operations.TOO_LARGE
    return operations.NONE


def _make_slice_reason(analysis: Analysis, node: ir.MakeSlice, limit: int) -> int:
    slice = underlying(node.type)
    if not isinstance(slice, Slice):
        return operations.NONE
    made = analysis.toolchain.release.generated
    elem_size = analysis.sizes.sizeof(slice.elem)
    if elem_size == 0:
        return operations.ELEMENTS_WITHOUT_SIZE
    bound = node.len if node.cap is None else node.cap
    if not isinstance(bound, ir.Literal) or not isinstance(bound.value, IntConst):
        return operations.NONE
    n = bound.value.value
    if made.is_small_int(n) and n > limit // elem_size:
        return operations.TOO_LARGE
    return operations.NONE


def closure_size(sizes: Sizes, func: ir.Func) -> int:
    """Size of a closure record: the code pointer, then values or addresses of what is captured."""
    offset = sizes.word
    for var in func.captures:
        if var.addr_taken:
            offset = align_up(offset, sizes.word) + sizes.word
        else:
            offset = align_up(offset, sizes.alignof(var.type)) + sizes.sizeof(var.type)
    return align_up(offset, sizes.word)


def method_value_size(sizes: Sizes, node: ir.MethodValue) -> int:
    """Size of its record: the code pointer, then the receiver."""
    return align_up(sizes.word + sizes.sizeof(node.x.type), sizes.word)
