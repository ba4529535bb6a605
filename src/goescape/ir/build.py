"""Making nodes the way the compiler's type checking of its tree leaves them.

A constructor here takes finished operands and does what belongs to the node itself: implicit dereferences
and addresses, the kind of a conversion, flattening of string concatenation, the slice of a variadic call,
temporaries for callees with effects. Lowering and instantiation of templates both build through it.

Where a type that decides the form is, or mentions, a type parameter, the undecided form results.
"""

from typing import Final

from goescape.base import constant
from goescape.base.bug import InternalError
from goescape.base.constant import Constant, IntConst, StringConst
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.syntax.nodes import OP_ADD
from goescape.toolchain.target import Layout
from goescape.types import identity, predicates, typeset, universe
from goescape.types.model import (
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    INT,
    INT32,
    INT64,
    IS_BOOLEAN,
    IS_COMPLEX,
    IS_FLOAT,
    IS_INTEGER,
    IS_STRING,
    IS_UNTYPED,
    UINT,
    UINT8,
    UINT32,
    UINT64,
    UINTPTR,
    UNSAFE_POINTER,
    UNTYPED_NIL,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    TypeParam,
    unalias,
    underlying,
)
from goescape.types.objects import Var
from goescape.types.sizes import Sizes

NO_VALUE: Final = Tuple([])


# ------------------------------------------------------------------------------------- types


def is_type_param(t: Type) -> bool:
    return isinstance(unalias(t), TypeParam)


def is_interface(t: Type) -> bool:
    """An interface type, not a type parameter."""
    t = unalias(t)
    return not isinstance(t, TypeParam) and isinstance(underlying(t), Interface)


def is_empty_interface(t: Type) -> bool:
    if not is_interface(t):
        return False
    iface = underlying(t)
    return isinstance(iface, Interface) and not iface.methods and not iface.embeddeds


def core(t: Type) -> Type:
    """The underlying type; of a type parameter, the one underlying type of its type set if there is one."""
    t = unalias(t)
    if isinstance(t, TypeParam):
        found = typeset.core_type(t)
        return t if found is None else found
    return underlying(t)


def field_at(t: Type, path: list[int]) -> Var:
    """The field of struct t that a path of indices through embedded structs leads to."""
    field: Var | None = None
    at: Type | None = t
    for i in path:
        form = None if at is None else core(at)
        if not isinstance(form, Struct) or i >= len(form.fields):
            raise InternalError("a path through something else than structs")
        field = form.fields[i]
        at = field.type
    if field is None:
        raise InternalError("a field without a path")
    return field


def dictionary_address(word: ir.DictWord) -> ir.Expr:
    """The address of a word, `&.dict[i]`, by which the method of a type parameter is called."""
    pos = word.pos
    dictionary = ir.Use(pos, word.dictionary)
    index = int_literal(pos, word.index, universe.int_type())
    words = deref(pos, dictionary, implicit=True)
    element = ir.Index(pos, universe.uintptr_type(), words, index)
    return ir.AddrOf(pos, Pointer(element.type), element, False)


def range_types(t: Type) -> tuple[Type | None, Type | None]:
    """The types of what a range loop over a `t` produces; functions are not among them any more."""
    form = core(t)
    if isinstance(form, Pointer):
        form = core(form.elem)
    if isinstance(form, (Slice, Array)):
        return universe.int_type(), form.elem
    if isinstance(form, Map):
        return form.key, form.value
    if isinstance(form, Chan):
        return form.elem, None
    if isinstance(form, Basic) and form.info & IS_STRING:
        return universe.int_type(), universe.rune_type()
    return t, None


def basic_kind(t: Type) -> int:
    u = underlying(t)
    return u.kind if isinstance(u, Basic) else 0


def _basic_info(t: Type) -> int:
    t = unalias(t)
    if isinstance(t, TypeParam):
        return 0
    u = underlying(t)
    return u.info if isinstance(u, Basic) else 0


def is_string(t: Type) -> bool:
    return _basic_info(t) & IS_STRING != 0


def is_untyped(t: Type) -> bool:
    return _basic_info(t) & IS_UNTYPED != 0


def signature_of(t: Type, pos: int) -> Signature:
    sig = core(t)
    if not isinstance(sig, Signature):
        raise InternalError("call of something that is not a function", pos)
    return sig


def var_type(var: Var) -> Type:
    if var.type is None:
        raise InternalError(f"{var.name} has no type", var.pos)
    return var.type


# ----------------------------------------------------------------------------- constants, names


def literal(pos: int, t: Type, value: Constant) -> ir.Literal:
    """A constant of a given type: its value takes the type's kind and precision."""
    return ir.Literal(pos, t, fix_value(t, value))


def fix_value(t: Type, value: Constant) -> Constant:
    info = _basic_info(t)
    if info & IS_INTEGER:
        return constant.to_int(value)
    if info & IS_FLOAT:
        return _round_float(constant.to_float(value), basic_kind(t))
    if info & IS_COMPLEX:
        return _round_complex(constant.to_complex(value), basic_kind(t))
    return value


def _round_float(value: Constant, kind: int) -> Constant:
    if kind in (FLOAT32, COMPLEX64):
        return constant.round_float32(value)
    if kind in (FLOAT64, COMPLEX128):
        return constant.round_float64(value)
    return value


def _round_complex(value: Constant, kind: int) -> Constant:
    real = _round_float(constant.to_float(constant.real(value)), kind)
    imag = _round_float(constant.to_float(constant.imag(value)), kind)
    return constant.make_complex(real, imag)


def int_literal(pos: int, value: int, t: Type | None = None) -> ir.Literal:
    return ir.Literal(pos, universe.int_type() if t is None else t, IntConst(value))


def has_unique_pos(x: ir.Expr) -> bool:
    """False for mentions of variables and functions, which the compiler shares between places."""
    return not isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse)) and x.pos != 0


def with_init(pos: int, x: ir.Expr, init: list[ir.Stmt]) -> ir.Expr:
    """`x` preceded by statements; a variable or constant is wrapped so that it can carry them."""
    if isinstance(x, (ir.Use, ir.GlobalUse, ir.FuncUse, ir.Literal, ir.Nil)):
        x = ir.Convert(pos, x.type, ir.CONV_NOP, x, False)
    x.init = [*init, *(x.init or [])]
    return x


# ------------------------------------------------------------------------------------ operators


def addr(pos: int, x: ir.Expr, implicit: bool = False) -> ir.Expr:
    """`&x`; of a composite literal, the pointer literal."""
    if isinstance(x, (ir.StructLit, ir.ArrayLit, ir.SliceLit, ir.MapLit)):
        return ir.PtrLit(pos, Pointer(x.type), x, implicit)
    outer: ir.Expr = x
    while True:
        outer = walk.outer_value(outer)
        if isinstance(outer, ir.Convert) and outer.kind == ir.CONV_NOP:
            outer = outer.x
        else:
            break
    if isinstance(outer, ir.Use):
        outer.var.addr_taken = True
    return ir.AddrOf(pos, Pointer(x.type), x, implicit)


def deref(pos: int, x: ir.Expr, implicit: bool = False) -> ir.Expr:
    """`*x`."""
    pointer = core(x.type)
    if not isinstance(pointer, Pointer):
        raise InternalError("dereference of something that is not a pointer", pos)
    return ir.Deref(pos, pointer.elem, x, implicit)


def unary(pos: int, t: Type, op: int, x: ir.Expr) -> ir.Expr:
    """`-x`, `+x`, `^x`, `!x`."""
    return ir.Unary(pos, t, op, x)


def binary(pos: int, t: Type, op: int, x: ir.Expr, y: ir.Expr) -> ir.Expr:
    """`x op y` of operands that have a common type already."""
    if op == OP_ADD and is_string(t):
        elems: list[ir.Expr] = []
        for operand in (x, y):
            if isinstance(operand, ir.Concat):
                elems.extend(operand.elems)
            else:
                elems.append(operand)
        return ir.Concat(pos, t, elems)
    return ir.Binary(pos, t, op, x, y)


def field_step(pos: int, x: ir.Expr, idx: int, implicit: bool) -> ir.Expr:
    """`x.f`, f being field number idx, through a pointer if x is one."""
    t = core(x.type)
    via_pointer = isinstance(t, Pointer)
    if isinstance(t, Pointer):
        t = core(t.elem)
    if not isinstance(t, Struct):
        raise InternalError("field of something that is not a struct", pos)
    field = t.fields[idx]
    return ir.Field(pos, var_type(field), x, field, via_pointer, implicit)


def field_path(pos: int, x: ir.Expr, path: list[int]) -> ir.Expr:
    """`x.f`, with the embedded fields that the source leaves out."""
    return field_step(pos, embedded(pos, x, path[:-1]), path[-1], False)


def embedded(pos: int, x: ir.Expr, path: list[int]) -> ir.Expr:
    """What a path of embedded fields that the source leaves out leads to."""
    for idx in path:
        x = field_step(pos, x, idx, True)
    return x


def index(pos: int, t: Type, x: ir.Expr, i: ir.Expr) -> ir.Expr:
    """`x[i]`."""
    operand = core(x.type)
    if isinstance(operand, Pointer) and isinstance(core(operand.elem), Array):
        x = deref(pos, x, implicit=True)
        operand = core(x.type)
    if isinstance(operand, Map):
        return ir.MapIndex(pos, t, x, i)
    return ir.Index(pos, t, x, i)


def slice_op(
    pos: int, t: Type, x: ir.Expr, lo: ir.Expr | None, hi: ir.Expr | None, max: ir.Expr | None
) -> ir.Expr:
    """`x[lo:hi:max]`."""
    if isinstance(core(x.type), Array):
        x = addr(pos, x, implicit=True)
    return ir.SliceOp(pos, t, x, lo, hi, max)


def type_assert(pos: int, t: Type, x: ir.Expr) -> ir.Expr:
    return ir.TypeAssert(pos, t, x, False)


def type_size(sizes: Sizes, pos: int, what: int, of: Type, path: list[int]) -> ir.Expr:
    """The value of Sizeof, Alignof or Offsetof; undecided while the type mentions type parameters."""
    if predicates.has_type_params(of):
        return ir.TypeSize(pos, universe.uintptr_type(), what, of, path)
    if what == ir.TYPE_SIZEOF:
        value = sizes.sizeof(of)
    elif what == ir.TYPE_ALIGNOF:
        value = sizes.alignof(of)
    else:
        value = sizes.offset_at(of, path)
    return int_literal(pos, value, universe.uintptr_type())


def receive(pos: int, t: Type, x: ir.Expr) -> ir.Expr:
    return ir.Receive(pos, t, x)


# ---------------------------------------------------------------------------------- conversions


def convert(layout: Layout, pos: int, t: Type, x: ir.Expr, implicit: bool) -> ir.Expr:
    """`t(x)`."""
    return _converted(layout.word, pos, t, x, implicit)


def _converted(word: int, pos: int, t: Type, x: ir.Expr, implicit: bool) -> ir.Expr:
    if isinstance(x, ir.Binary) and is_untyped(x.type):
        x.type = t if _basic_info(t) & IS_BOOLEAN else universe.bool_type()
    if predicates.has_type_params(t) or predicates.has_type_params(x.type):
        return ir.Convert(pos, t, ir.CONV_GENERIC, x, implicit)
    kind = _conversion_kind(word, x.type, t)
    if kind == ir.CONV_STRING_TO_RUNES and isinstance(x, ir.Literal):
        return _rune_slice(pos, t, x.value)
    if kind in (ir.CONV_BYTES_TO_STRING, ir.CONV_RUNES_TO_STRING):
        x = _plain_slice(x)
    return ir.Convert(pos, t, kind, x, implicit)


def assign_convert(pos: int, t: Type, x: ir.Expr) -> ir.Expr:
    """`x` as a value of type `t`, converted implicitly if its type is another one."""
    if isinstance(x, ir.Nil) and basic_kind(x.type) == UNTYPED_NIL:
        return ir.Nil(x.pos, t)
    if isinstance(x, ir.Binary) and is_untyped(x.type) and _basic_info(t) & IS_BOOLEAN:
        x.type = t
    if identity.identical(x.type, t):
        return x
    # What can be assigned are never integers of different kinds, whose sizes would count.
    return _converted(0, pos, t, x, True)


def _rune_slice(pos: int, t: Type, value: Constant) -> ir.Expr:
    """`[]rune("…")` of a constant: a slice literal with keys."""
    if not isinstance(value, StringConst):
        raise InternalError("[]rune of a constant that is not a string", pos)
    elem = core(t)
    if not isinstance(elem, Slice):
        raise InternalError("[]rune conversion to something else", pos)
    elems: list[ir.Element] = []
    for i, rune in enumerate(value.value.decode("utf-8", "replace")):
        elems.append(ir.Element(pos, int_literal(pos, i), int_literal(pos, ord(rune), elem.elem)))
    return ir.SliceLit(pos, t, elems, len(elems), False)


def _plain_slice(x: ir.Expr) -> ir.Expr:
    """A slice of a defined byte or rune type, as a slice of the predeclared one."""
    t = core(x.type)
    if isinstance(t, Slice) and not isinstance(unalias(t.elem), Basic):
        plain: Type = universe.byte_type()
        if basic_kind(t.elem) == INT32:
            plain = universe.rune_type()
        return ir.Convert(x.pos, Slice(plain), ir.CONV_NOP, x, False)
    return x


def _conversion_kind(word: int, src: Type, dst: Type) -> int:
    """What converting from `src` to `dst` takes, both being concrete."""
    if identity.identical(src, dst):
        return _same_kind(src)
    src_under = underlying(src)
    dst_under = underlying(dst)
    if identity.identical(src_under, dst_under):
        if is_empty_interface(src):
            return ir.CONV_NOP
        if not isinstance(src_under, Interface):
            return _same_kind(src)
    if isinstance(dst_under, Interface):
        return ir.CONV_NOP if basic_kind(src) == UNTYPED_NIL else ir.CONV_IFACE
    return _representation_kind(word, src_under, dst_under)


def _same_kind(t: Type) -> int:
    """A conversion between identical representations; of floating point it rounds."""
    return ir.CONV_NUMERIC if _basic_info(t) & (IS_FLOAT | IS_COMPLEX) else ir.CONV_NOP


def _representation_kind(word: int, src: Type, dst: Type) -> int:
    if isinstance(src, Basic):
        if isinstance(dst, Basic):
            return _basic_conversion(word, src, dst)
        if src.info & IS_STRING and isinstance(dst, Slice):
            if basic_kind(dst.elem) == UINT8:
                return ir.CONV_STRING_TO_BYTES
            return ir.CONV_STRING_TO_RUNES
    elif isinstance(src, Slice):
        if isinstance(dst, Basic):
            if basic_kind(src.elem) == UINT8:
                return ir.CONV_BYTES_TO_STRING
            return ir.CONV_RUNES_TO_STRING
        if isinstance(dst, Array):
            return ir.CONV_SLICE_TO_ARRAY
        if isinstance(dst, Pointer):
            return ir.CONV_SLICE_TO_ARRAY_PTR
    return ir.CONV_NOP


def _basic_conversion(word: int, src: Basic, dst: Basic) -> int:
    if dst.info & IS_STRING:
        return ir.CONV_RUNE_TO_STRING if src.info & IS_INTEGER else ir.CONV_NOP
    if src.kind == UNSAFE_POINTER or dst.kind == UNSAFE_POINTER:
        return ir.CONV_NOP
    if src.info & IS_INTEGER and _machine_kind(word, src.kind) == _machine_kind(word, dst.kind):
        return ir.CONV_NOP
    if dst.info & IS_BOOLEAN:
        return ir.CONV_NOP
    return ir.CONV_NUMERIC


def _machine_kind(word: int, kind: int) -> int:
    """The kind of fixed size with the same representation."""
    if kind == INT:
        return INT64 if word == 8 else INT32
    if kind in (UINT, UINTPTR):
        return UINT64 if word == 8 else UINT32
    return kind


# ------------------------------------------------------------------------------------ literals


def array_lit(pos: int, t: Type, elems: list[ir.Element]) -> ir.Expr:
    return ir.ArrayLit(pos, t, elems)


def slice_lit(pos: int, t: Type, elems: list[ir.Element]) -> ir.Expr:
    """`[]T{…}`; its length is one more than the highest index."""
    key = 0
    length = 0
    for elem in elems:
        if elem.key is not None:
            key = _constant_int(elem.key)
        key += 1
        length = max(length, key)
    return ir.SliceLit(pos, t, elems, length, False)


def _constant_int(x: ir.Expr) -> int:
    if isinstance(x, ir.Literal):
        value = constant.to_int(x.value)
        if isinstance(value, IntConst):
            return value.value
    raise InternalError("key of an array literal is not a constant", x.pos)


def variadic_slice(pos: int, t: Type, args: list[ir.Expr]) -> ir.Expr:
    """What a variadic parameter of slice type `t` receives for the separate arguments `args`."""
    if not args:
        return ir.Nil(pos, t)
    elems = [ir.Element(arg.pos, None, arg) for arg in args]
    return ir.SliceLit(pos, t, elems, len(elems), True)


# --------------------------------------------------------------------------------------- calls


def call(
    func: ir.Func, pos: int, t: Type, fun: ir.Expr, args: list[ir.Expr], dots: bool
) -> ir.Call:
    """A call; `args` start with the receiver if `fun` is a method expression."""
    sig = signature_of(fun.type, pos)
    if sig.variadic and not dots:
        last = len(sig.params.vars) - 1
        args = [*args[:last], variadic_slice(pos, var_type(sig.params.vars[last]), args[last:])]
    node = ir.Call(pos, t, fun, args, sig.variadic)
    spill_callee(func, node)
    return node


def builtin_call(pos: int, t: Type, builtin: int, args: list[ir.Expr], dots: bool) -> ir.Expr:
    """A call of a predeclared function; what is appended with `...` keeps its own type."""
    if builtin == universe.BUILTIN_APPEND and dots:
        last = args[-1]
        if isinstance(last, ir.Convert) and last.implicit and last.kind == ir.CONV_NOP:
            args[-1] = last.x
    return ir.BuiltinCall(pos, t, builtin, args, dots)


def spill_callee(func: ir.Func, node: ir.Call) -> None:
    """A callee that calls something is evaluated into a temporary beforehand."""
    fun = node.fun
    init: list[ir.Stmt] = []
    if isinstance(fun, (ir.InterfaceMethod, ir.MethodValue)):
        if has_call(fun.x):
            fun.x = spill(func, node.pos, fun.x, init)
    elif not isinstance(fun, ir.TypeParamMethod) and has_call(fun):
        node.fun = spill(func, node.pos, fun, init)
    if init:
        node.init = init


def spill(func: ir.Func, pos: int, x: ir.Expr, init: list[ir.Stmt]) -> ir.Expr:
    """Evaluate `x` into a temporary beforehand."""
    var = func.temp(pos, x.type)
    assign = ir.Assign(pos, ir.Use(pos, var), x, False)
    assign.init = [ir.Declare(pos, var)]
    var.defn = assign
    init.append(assign)
    return ir.Use(pos, var)


def temp_copy(func: ir.Func, pos: int, x: ir.Expr, init: list[ir.Stmt]) -> ir.Local:
    """A new temporary defined as `x`."""
    var = func.temp(pos, x.type)
    init.append(ir.Declare(pos, var))
    assign = ir.Assign(pos, ir.Use(pos, var), x, True)
    var.defn = assign
    init.append(assign)
    return var


def has_call(node: ir.Node) -> bool:
    """Whether evaluating `node` calls something or receives; `new(T)` does not count."""
    if isinstance(node, (ir.Call, ir.BuiltinCall, ir.Receive)):
        return True
    return any(has_call(child) for child in walk.children(node))


def new_value(func: ir.Func, pos: int, x: ir.Expr) -> ir.Expr:
    """`new(x)`: the address of a hidden variable."""
    init: list[ir.Stmt] = []
    var = temp_copy(func, pos, x, init)
    result = addr(pos, ir.Use(pos, var))
    result.init = init
    return result


def spread(func: ir.Func, pos: int, kind: int, x: ir.Expr, types: list[Type]) -> ir.AssignList:
    """Evaluate a multi-value expression into new temporaries of the given types."""
    assign = ir.AssignList(pos, kind, [], [x], True)
    decls: list[ir.Stmt] = []
    for t in types:
        var = func.temp(pos, t)
        var.defn = assign
        decls.append(ir.Declare(pos, var))
        assign.targets.append(ir.Use(pos, var))
    assign.init = decls
    return assign


def comma_ok_kind(x: ir.Expr) -> int:
    """The kind of a two-value assignment from `x`."""
    if isinstance(x, ir.MapIndex):
        return ir.LIST_MAP
    if isinstance(x, ir.Receive):
        return ir.LIST_RECEIVE
    if isinstance(x, ir.TypeAssert):
        return ir.LIST_ASSERT
    return ir.LIST_CALL
