"""What a site costs at run time: escaping is not allocating.

Some values cost nothing though they escape: constants and other read-only data, values without size, single
bytes and pointers in interfaces. Some allocate though they do not escape: what grows, and what may
be longer than the buffer that the compiler reserves on the stack.

The rules are those of cmd/compile/internal/walk (convert.go, builtin.go, expr.go, order.go) and of the
functions of package runtime called from there (iface.go, string.go, slice.go). `tests/costs` compares them
with running programs.
"""

from typing import Final

from goescape.base.constant import IntConst
from goescape.escape import limits, mapcost
from goescape.escape.context import Batch
from goescape.escape.elided import constant_length
from goescape.escape.graph import ESCAPES, MUTATES, Location
from goescape.escape.price import Price
from goescape.facts import costs
from goescape.facts.costs import ALWAYS, Cost
from goescape.ir import nodes as ir
from goescape.types import predicates, sizes
from goescape.types.model import Array, Interface, Pointer, Slice, Struct, Type, underlying

# `string(rune)`: the longest encoding.
_RUNE_MAX: Final = 4


def of_location(batch: Batch, loc: Location) -> Cost:
    """The cost of making what is at `loc` once."""
    escapes = (loc.attrs & ESCAPES) != 0
    price = Price(batch.analysis.toolchain, batch.analysis.sizes, escapes, loc.repeated)
    if loc.var is not None:
        return _object(price, loc.var.type, costs.VARIABLE)
    node = loc.node
    if node is None:
        return price.free(costs.UNKNOWN)
    why = batch.elided().get(node)
    if why is not None:
        return price.free(why)
    if isinstance(node, (ir.New, ir.PtrLit)):
        pointer = underlying(node.type)
        elem = pointer.elem if isinstance(pointer, Pointer) else node.type
        return _object(price, elem, costs.OBJECT)
    if isinstance(node, ir.Convert):
        if node.kind == ir.CONV_IFACE:
            return _box(price, node.x, _static_value(batch, loc, node.x))
        return _string_conversion(price, node, (loc.attrs & MUTATES) != 0)
    if isinstance(node, ir.SliceLit):
        return _elements(price, node.type, node.length)
    if isinstance(node, ir.MakeSlice):
        return _make_slice(price, node)
    if isinstance(node, ir.MakeMap):
        return mapcost.made(price, node)
    if isinstance(node, ir.MapLit):
        return mapcost.literal(price, node)
    if isinstance(node, ir.FuncLit):
        return _closure(price, node.func)
    if isinstance(node, ir.MethodValue):
        size = limits.method_value_size(price.sizes, node)
        return price.of(size, sizes.has_pointers(node.x.type), costs.METHOD_VALUE)
    if isinstance(node, ir.Concat):
        return _concat(price, node)
    return price.perhaps(costs.APPEND_GROWS)


def _object(price: Price, type: Type, what: int) -> Cost:
    return price.of(price.sizes.sizeof(type), sizes.has_pointers(type), what)


# -------------------------------------------------------------------------------------- slices


def _elements(price: Price, type: Type, length: int) -> Cost:
    elem = _elem(type)
    return price.of(
        length * price.sizes.sizeof(elem), sizes.has_pointers(elem), costs.BACKING_ARRAY
    )


def _elem(type: Type) -> Type:
    slice = underlying(type)
    return slice.elem if isinstance(slice, (Slice, Array)) else type


def _make_slice(price: Price, node: ir.MakeSlice) -> Cost:
    bound = node.len if node.cap is None else node.cap
    size = price.sizes.sizeof(_elem(node.type))
    if isinstance(bound, ir.Literal) and isinstance(bound.value, IntConst):
        if price.toolchain.release.generated.is_small_int(bound.value.value):
            return _elements(price, node.type, bound.value.value)
    if size == 0:
        return price.free(costs.ELEMENTS_WITHOUT_SIZE)
    is_length = node.cap is None
    if price.escapes or size > price.stack.slice_buffer:
        return price.perhaps(costs.LENGTH_NOT_ZERO if is_length else costs.CAPACITY_NOT_ZERO)
    limit = costs.LENGTH_ABOVE if is_length else costs.CAPACITY_ABOVE
    return price.perhaps(limit, price.stack.slice_buffer // size)


# ------------------------------------------------------------------------------------ closures


def _closure(price: Price, func: ir.Func) -> Cost:
    """A record of the code and of what is captured: values, or addresses."""
    if not func.captures:
        return price.free(costs.NOTHING_CAPTURED)
    has_pointers = any(var.addr_taken or sizes.has_pointers(var.type) for var in func.captures)
    return price.of(limits.closure_size(price.sizes, func), has_pointers, costs.CLOSURE)


# ------------------------------------------------------------------------------------- strings


def _concat(price: Price, node: ir.Concat) -> Cost:
    """`a + b`. A result with at most one part that is not empty is that part."""
    constant = 0
    solid = 0
    for elem in node.elems:
        length = constant_length(elem)
        if length > 0:
            constant += length
            solid += 1
    if not price.escapes and constant < price.stack.string_buffer:
        return price.perhaps(costs.RESULT_LONGER, price.stack.string_buffer)
    if solid > 1:
        return price.surely(costs.STRING)
    return price.perhaps(costs.TWO_PARTS)


def _string_conversion(price: Price, node: ir.Convert, mutated: bool) -> Cost:
    kind = node.kind
    if kind == ir.CONV_RUNE_TO_STRING:
        return price.of(_RUNE_MAX, False, costs.STRING)
    if kind == ir.CONV_STRING_TO_BYTES:
        return _to_bytes(price, node.x, mutated)
    if kind == ir.CONV_STRING_TO_RUNES:
        if price.escapes:
            return price.perhaps(costs.STRING_NOT_EMPTY)
        return price.perhaps(costs.RUNES_ABOVE, price.stack.rune_buffer)
    if kind == ir.CONV_RUNES_TO_STRING:
        if price.escapes:
            return price.surely(costs.STRING)
        limit = price.stack.string_buffer - price.toolchain.release.generated.rune_slack
        return price.perhaps(costs.RESULT_LONGER, limit)
    # Strings of one byte come from a table.
    limit = 1 if price.escapes else price.stack.string_buffer
    return price.perhaps(costs.LONGER, limit)


def _to_bytes(price: Price, x: ir.Expr, mutated: bool) -> Cost:
    if not mutated:
        return price.free(costs.NEVER_WRITTEN)
    length = constant_length(x)
    if length >= 0:
        return price.of(length, False, costs.COPY)
    if not price.escapes:
        return price.perhaps(costs.LONGER, price.stack.string_buffer)
    if isinstance(x, ir.Concat):
        for elem in x.elems:
            if constant_length(elem) > 0:
                return price.surely(costs.COPY)
    return price.perhaps(costs.STRING_NOT_EMPTY)


# ---------------------------------------------------------------------------------- interfaces


def _static_value(batch: Batch, loc: Location, x: ir.Expr) -> ir.Expr:
    """The literal that a variable always holds, or x."""
    if isinstance(x, ir.Use) and loc.func is not None:
        return batch.analysis.assignments(loc.func).static_value(x)
    return x


def _box(price: Price, value: ir.Expr, static: ir.Expr) -> Cost:
    """A value put into an interface; `static` is what it always is."""
    type = value.type
    if isinstance(underlying(type), Interface) or price.sizes.is_pointer_shaped(type):
        return price.free(costs.IS_POINTER)
    size = price.sizes.sizeof(type)
    if size == 0:
        return price.free(costs.NO_SIZE)
    sole = _sole_component(type)
    if predicates.is_boolean(sole) or (size == 1 and predicates.is_integer(sole)):
        return price.free(costs.SINGLE_BYTE)
    if _is_read_only(value):
        return price.free(costs.READ_ONLY)
    if not price.escapes and size <= price.stack.box_max:
        return price.of(size, sizes.has_pointers(type), costs.BOX)
    cost = _box_in_heap(price.forced(), type, sole, size)
    if cost.verdict == ALWAYS and _is_read_only(static):
        return price.free(costs.READ_ONLY)
    return cost


def _box_in_heap(price: Price, type: Type, sole: Type, size: int) -> Cost:
    """Some values have a place already; which, is found out by the running program."""
    has_pointers = sizes.has_pointers(type)
    if price.sizes.fits_integer(type):
        # Looked at as an integer, whatever it is.
        table = price.stack.boxed_numbers
        return price.of_perhaps(size, has_pointers, costs.BOX_ABOVE_TABLE, table)
    if predicates.is_string(sole):
        return price.of_perhaps(size, has_pointers, costs.BOX_NOT_EMPTY)
    if isinstance(underlying(sole), Slice):
        return price.of_perhaps(size, has_pointers, costs.BOX_NOT_NIL)
    return price.of(size, has_pointers, costs.BOX)


def _sole_component(type: Type) -> Type:
    """The only thing inside of structs with one field and arrays of length one."""
    under = underlying(type)
    while True:
        if isinstance(under, Struct) and len(under.fields) == 1:
            field = under.fields[0].type
            if field is None:
                return type
            type = field
        elif isinstance(under, Array) and under.length == 1:
            type = under.elem
        else:
            return type
        under = underlying(type)


def _is_read_only(x: ir.Expr) -> bool:
    """Whether x is constant or made of constants, and laid out as data.

    Interfaces in it are made by code, whatever is in them, unless they are nil.
    """
    if isinstance(x, (ir.Literal, ir.Nil)):
        return True
    if isinstance(x, ir.StructLit):
        return all(_is_read_only(pair.value) for pair in x.elems)
    if isinstance(x, ir.ArrayLit):
        return all(_is_read_only(elem.value) for elem in x.elems)
    return isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP and isinstance(x.x, ir.Nil)
