"""Questions about expressions and types whose answer decides where a value has to be in memory."""

from goescape.base import constant
from goescape.base.bug import InternalError
from goescape.base.constant import BoolConst, IntConst, StringConst
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.ir.same import ARITHMETIC
from goescape.lower.added import equality
from goescape.syntax.nodes import OP_AND_AND, OP_EQL, OP_GEQ, OP_NOT, OP_OR_OR
from goescape.types import predicates, sizes, universe
from goescape.types.model import (
    STRING,
    UINT32,
    UINT64,
    UNSAFE_POINTER,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    unalias,
    underlying,
)


def is_name(x: ir.Expr) -> bool:
    return isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse))


def is_plain(x: ir.Expr) -> bool:
    """A variable or a constant: may be repeated and reordered at will."""
    return is_name(x) or isinstance(x, (ir.Literal, ir.Nil))


def is_array(t: Type) -> bool:
    return isinstance(underlying(t), Array)


def is_interface(t: Type) -> bool:
    return isinstance(underlying(t), Interface)


def is_addressable(x: ir.Expr) -> bool:
    while True:
        if isinstance(x, ir.Index):
            if not is_array(x.x.type):
                return not predicates.is_string(x.x.type)
            x = x.x
        elif isinstance(x, ir.Field):
            if x.via_pointer:
                return True
            x = x.x
        else:
            return isinstance(x, (ir.Use, ir.GlobalUse, ir.Deref))


def fits_registers(unit: ir.Unit, t: Type) -> bool:
    """Whether a variable of type t can be in registers, unless its address is taken."""
    size = unit.sizes.sizeof(t)
    if size == 0:
        return True
    parts = unit.toolchain.release.generated.register_parts
    if size > parts * unit.sizes.word:
        return False
    under = underlying(t)
    if isinstance(under, Array):
        return under.length <= 1 and fits_registers(unit, under.elem)
    if not isinstance(under, Struct) or unit.sizes.is_pointer_shaped(t):
        return True
    if len(under.fields) > parts:
        return False
    return all(fits_registers(unit, build.var_type(field)) for field in under.fields)


def passes_key_by_value(unit: ir.Unit, t: Type) -> bool:
    """Whether the functions that access maps of type t take the key itself, not its address."""
    under = underlying(t)
    if not isinstance(under, Map):
        return False
    # Maps with larger elements have no fast access.
    if unit.sizes.sizeof(under.value) > unit.toolchain.release.maps.inline_max:
        return False
    key = under.key
    sole = sole_component(key)
    if sole is not None and predicates.is_string(sole):
        return True
    if not equality.is_memory(unit.sizes, key):
        return False
    size = unit.sizes.sizeof(key)
    return size in (4, 8) and (size == unit.sizes.word or not sizes.has_pointers(key))


def word_of_key(unit: ir.Unit, t: Type) -> Type:
    """As what the functions that access maps of type t take the key, if they take the key itself."""
    under = underlying(t)
    if not isinstance(under, Map):
        raise InternalError("a key without a map")
    sole = sole_component(under.key)
    if sole is not None and predicates.is_string(sole):
        return universe.string_type()
    if sizes.has_pointers(under.key):
        return universe.TYP[UNSAFE_POINTER]
    return universe.TYP[UINT64 if unit.sizes.sizeof(under.key) == 8 else UINT32]


def is_word(unit: ir.Unit, t: Type) -> bool:
    """Whether a value of type t can be taken as an integer, pointer or string without a detour over memory."""
    under = underlying(t)
    if isinstance(under, Basic):
        return (
            predicates.is_integer(t) or predicates.is_string(t) or unit.sizes.is_pointer_shaped(t)
        )
    return isinstance(under, (Pointer, Chan, Map, Signature))


def is_key_converted(unit: ir.Unit, t: Type) -> bool:
    """Whether the key is passed to the functions that access maps of type t after a conversion."""
    under = underlying(t)
    if not isinstance(under, Map) or not passes_key_by_value(unit, t):
        return False
    key = unalias(under.key)
    if not isinstance(key, Basic):
        return True
    return key.kind not in (UINT32, UINT64, STRING, UNSAFE_POINTER)


def sole_component(t: Type) -> Type | None:
    """What structs of one field and arrays of one element are made of."""
    while True:
        under = underlying(t)
        if isinstance(under, Struct):
            if len(under.fields) != 1:
                return None
            t = build.var_type(under.fields[0])
        elif isinstance(under, Array):
            if under.length != 1:
                return None
            t = under.elem
        else:
            return t


def is_boxed_by_address(unit: ir.Unit, t: Type) -> bool:
    """Whether the function that puts a value of type t into an interface takes its address."""
    if unit.sizes.fits_integer(t):
        return False
    sole = sole_component(t)
    if sole is None:
        return True
    under = underlying(sole)
    return not (isinstance(under, Slice) or (isinstance(under, Basic) and under.kind == STRING))


def is_static(x: ir.Expr) -> bool:
    """A literal of constants, which needs no code to be made."""
    if isinstance(x, (ir.Literal, ir.Nil, ir.Zero)):
        return True
    if isinstance(x, ir.ArrayLit):
        return all(is_static(elem.value) for elem in x.elems)
    if isinstance(x, ir.StructLit):
        return all(is_static(pair.value) for pair in x.elems)
    if isinstance(x, ir.Convert) and x.kind == ir.CONV_IFACE:
        operand: ir.Expr = x.x
        while isinstance(operand, ir.Convert) and operand.kind == ir.CONV_IFACE:
            operand = operand.x
        if is_interface(operand.type):
            return isinstance(operand, ir.Nil)
        return is_static(operand)
    return False


def may_read_memory(x: ir.ExprNode) -> bool:
    """Whether x itself, operands aside, reads what a store through a pointer may change."""
    if isinstance(x, ir.Binary):
        return not (x.op in ARITHMETIC or is_logical(x))
    if isinstance(x, ir.Unary):
        return x.op == OP_NOT
    if isinstance(x, ir.Convert):
        return x.kind not in (ir.CONV_NOP, ir.CONV_NUMERIC, ir.CONV_IFACE)
    if isinstance(x, ir.Field):
        return x.via_pointer
    if isinstance(x, ir.TypeAssert):
        return x.is_dynamic
    return not isinstance(x, (ir.Literal, ir.Nil, ir.FuncUse))


def is_logical(x: ir.Binary) -> bool:
    return x.op == OP_AND_AND or x.op == OP_OR_OR


def is_comparison(x: ir.Binary) -> bool:
    return OP_EQL <= x.op <= OP_GEQ


def is_zero(x: ir.Expr) -> bool:
    if isinstance(x, (ir.Nil, ir.Zero)):
        return True
    if isinstance(x, ir.ArrayLit):
        return all(is_zero(elem.value) for elem in x.elems)
    if isinstance(x, ir.StructLit):
        return all(is_zero(pair.value) for pair in x.elems)
    if not isinstance(x, ir.Literal):
        return False
    value = x.value
    if isinstance(value, StringConst):
        return len(value.value) == 0
    if isinstance(value, BoolConst):
        return not value.value
    return constant.is_zero(value)


def constant_length(x: ir.Expr) -> int:
    """How often a loop over x runs; -1 if that is not constant."""
    if isinstance(x, ir.Literal) and isinstance(x.value, IntConst):
        return x.value.value
    under = underlying(x.type)
    if isinstance(under, Pointer):
        under = underlying(under.elem)
    return under.length if isinstance(under, Array) else -1
