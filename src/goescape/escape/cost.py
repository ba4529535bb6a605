"""What a site costs at run time: escaping is not allocating.

Some values cost nothing though they escape: constants and other read-only data, values without size, single
bytes and pointers in interfaces. Some allocate though they do not escape: what grows, and what may
be longer than the buffer that the compiler reserves on the stack.
"""

from typing import Final

from goescape.base.constant import IntConst
from goescape.escape.graph import ESCAPES, Location
from goescape.ir import nodes as ir
from goescape.ir.remark import ALLOCATES_ALWAYS, ALLOCATES_MAYBE, ALLOCATES_NEVER, Cost
from goescape.release import sizeclass
from goescape.types import sizes
from goescape.types.model import Array, Interface, Pointer, Slice, Type, underlying

_WORD: Final = 8
# Header of a map (internal/runtime/maps.Map).
_MAP_HEADER: Final = 48

# Sizes that only the running program knows.
_UNKNOWN: Final = -1


def of_location(loc: Location) -> Cost:
    """The cost of making what is at `loc` once."""
    escapes = (loc.attrs & ESCAPES) != 0
    # Function bodies are at depth 1.
    depth = max(loc.loop_depth - 1, 0)
    if loc.var is not None:
        return _fixed(loc.var.type, escapes, depth, "variable")
    node = loc.node
    if node is None:
        return Cost(0, 0, ALLOCATES_NEVER, "", depth)
    if isinstance(node, (ir.New, ir.PtrLit)):
        pointer = underlying(node.type)
        elem = pointer.elem if isinstance(pointer, Pointer) else node.type
        return _fixed(elem, escapes, depth, "object")
    if isinstance(node, ir.Convert):
        return _conversion(node, escapes, depth)
    if isinstance(node, ir.SliceLit):
        return _elements(node.type, node.length, escapes, depth, "backing array")
    if isinstance(node, ir.MakeSlice):
        return _make_slice(node, escapes, depth)
    if isinstance(node, (ir.MapLit, ir.MakeMap)):
        return _map(node, escapes, depth)
    if isinstance(node, ir.FuncLit):
        return _closure(node.func, escapes, depth)
    if isinstance(node, ir.MethodValue):
        size = _WORD + sizes.sizeof(node.x.type)
        return _sized(size, True, escapes, depth, "method value")
    if isinstance(node, ir.Concat):
        reason = "new string" if escapes else "longer than 32 bytes"
        verdict = ALLOCATES_ALWAYS if escapes else ALLOCATES_MAYBE
        return Cost(_UNKNOWN, _UNKNOWN, verdict, reason, depth)
    if isinstance(node, ir.BuiltinCall):
        return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, "append grows", depth)
    return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, "", depth)


def _sized(size: int, has_pointers: bool, escapes: bool, depth: int, reason: str) -> Cost:
    if size == 0:
        return Cost(0, 0, ALLOCATES_NEVER, "no size", depth)
    verdict = ALLOCATES_ALWAYS if escapes else ALLOCATES_NEVER
    return Cost(size, sizeclass.rounded(size, has_pointers), verdict, reason, depth)


def _fixed(type: Type, escapes: bool, depth: int, reason: str) -> Cost:
    return _sized(sizes.sizeof(type), sizes.has_pointers(type), escapes, depth, reason)


def _elements(type: Type, length: int, escapes: bool, depth: int, reason: str) -> Cost:
    slice = underlying(type)
    if not isinstance(slice, (Slice, Array)):
        return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, reason, depth)
    size = length * sizes.sizeof(slice.elem)
    return _sized(size, sizes.has_pointers(slice.elem), escapes, depth, reason)


def _make_slice(node: ir.MakeSlice, escapes: bool, depth: int) -> Cost:
    bound = node.len if node.cap is None else node.cap
    if isinstance(bound, ir.Literal) and isinstance(bound.value, IntConst):
        return _elements(node.type, bound.value.value, escapes, depth, "backing array")
    if escapes:
        return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_ALWAYS, "size not constant", depth)
    return Cost(
        _UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, "size not constant: larger than 32 bytes", depth
    )


def _map(node: ir.MapLit | ir.MakeMap, escapes: bool, depth: int) -> Cost:
    if escapes:
        rounded = sizeclass.rounded(_MAP_HEADER, True)
        return Cost(_MAP_HEADER, rounded, ALLOCATES_ALWAYS, "map header; more as it grows", depth)
    return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, "map grows past 8 entries", depth)


def _closure(func: ir.Func, escapes: bool, depth: int) -> Cost:
    if not func.captures:
        return Cost(0, 0, ALLOCATES_NEVER, "captures nothing", depth)
    size = _WORD
    for var in func.captures:
        if var.addr_taken:
            size = sizes.align_up(size, _WORD) + _WORD
        else:
            size = sizes.align_up(size, sizes.alignof(var.type)) + sizes.sizeof(var.type)
    return _sized(sizes.align_up(size, _WORD), True, escapes, depth, "closure")


def _conversion(node: ir.Convert, escapes: bool, depth: int) -> Cost:
    if node.kind == ir.CONV_IFACE:
        return _box(node.x, escapes, depth)
    if escapes:
        return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_ALWAYS, "copy", depth)
    return Cost(_UNKNOWN, _UNKNOWN, ALLOCATES_MAYBE, "copy longer than 32 bytes", depth)


def _box(value: ir.Expr, escapes: bool, depth: int) -> Cost:
    """A value put into an interface."""
    if isinstance(value, (ir.Literal, ir.Nil)):
        return Cost(0, 0, ALLOCATES_NEVER, "constant, in read-only data", depth)
    type = value.type
    if isinstance(underlying(type), Interface) or sizes.is_pointer_shaped(type):
        return Cost(0, 0, ALLOCATES_NEVER, "is a pointer already", depth)
    size = sizes.sizeof(type)
    if size == 1:
        return Cost(0, 0, ALLOCATES_NEVER, "single byte, from a table", depth)
    cost = _fixed(type, escapes, depth, "boxed value")
    if cost.verdict == ALLOCATES_ALWAYS and size in (2, 4, 8) and not sizes.has_pointers(type):
        return Cost(cost.bytes, cost.rounded, ALLOCATES_MAYBE, "boxed, unless less than 256", depth)
    return cost
