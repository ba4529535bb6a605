"""Expressions: where their values flow.

Every operand is visited even if its value goes nowhere, because it may contain calls and literals.
"""

from typing import Final

from goescape.base.bug import InternalError
from goescape.escape import call, stmt, untold
from goescape.escape.context import Capture, Walk
from goescape.escape.graph import Hole
from goescape.facts import functions, operations, ways
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.syntax.nodes import (
    OP_ADD,
    OP_AND,
    OP_AND_NOT,
    OP_DIV,
    OP_MUL,
    OP_OR,
    OP_REM,
    OP_SHL,
    OP_SHR,
    OP_SUB,
    OP_XOR,
)  # fmt: skip
from goescape.types import typeset
from goescape.types.model import (
    UINTPTR,
    UNSAFE_POINTER,
    Array,
    Basic,
    Interface,
    Named,
    Pointer,
    Type,
    unalias,
    underlying,
)


def discard(w: Walk, x: ir.Expr) -> None:
    """Evaluate x for its effects."""
    flow(w, w.discard(), x)


def discard_optional(w: Walk, x: ir.Expr | None) -> None:
    if x is not None:
        flow(w, w.discard(), x)


def flow_to_heap(w: Walk, x: ir.Expr, operation: int, where: ir.Node, cause: int) -> None:
    flow(w, w.heap().cause(where, operation, cause), x)


def flow(w: Walk, k: Hole, x: ir.Expr) -> None:
    """Evaluate x; its value flows into k."""
    if x.init is not None:
        stmt.walk_list(w, x.init)
    flow_after_init(w, k, x)


def flow_after_init(w: Walk, k: Hole, x: ir.Expr) -> None:
    if k.derefs >= 0 and k.dst is not w.graph.blank and not w.batch.analysis.has_pointers(x.type):
        k = w.discard()

    if isinstance(x, ir.Use):
        w.graph.flow(k, w.graph.of(x.var))
    elif isinstance(x, (ir.Literal, ir.GlobalUse, ir.Nil)):
        return
    elif isinstance(x, (ir.FuncUse, ir.MethodExpr)):
        _note_value(w, x.func)
    elif isinstance(x, ir.Field):
        if x.via_pointer:
            flow(w, k.deref(x, operations.SELECT_THROUGH_POINTER), x.x)
        else:
            flow(w, k.note(x, operations.SELECT_FIELD), x.x)
    elif isinstance(x, ir.Call):
        call.call(w, [k], x)
    elif isinstance(x, ir.Convert):
        _convert(w, k, x)
    elif isinstance(x, ir.Binary):
        _binary(w, x)
    elif isinstance(x, ir.Index):
        _index(w, k, x)
    elif isinstance(x, ir.BuiltinCall):
        call.builtin(w, k, x)
    elif isinstance(x, ir.Deref):
        flow(w, k.deref(x, operations.DEREFERENCE), x.x)
    elif isinstance(x, ir.AddrOf):
        flow(w, k.addr(x, operations.TAKE_ADDRESS), x.x)
    elif isinstance(x, ir.Unary):
        discard(w, x.x)
    elif isinstance(x, ir.SliceOp):
        flow(w, k.note(x, operations.SLICE), x.x)
        discard_optional(w, x.lo)
        discard_optional(w, x.hi)
        discard_optional(w, x.max)
    elif isinstance(x, ir.MapIndex):
        discard(w, x.x)
        discard(w, x.index)
    elif isinstance(x, (ir.StructLit, ir.SliceLit, ir.ArrayLit, ir.MapLit)):
        _composite(w, k, x)
    elif isinstance(x, ir.PtrLit):
        flow(w, w.spill(k, x), x.x)
    elif isinstance(x, ir.FuncLit):
        _func_literal(w, k, x)
    elif isinstance(x, ir.Concat):
        w.spill(k, x)
        for elem in x.elems:
            discard(w, elem)
    elif isinstance(x, ir.TypeAssert):
        note_assertion(w, x.type, x.pos)
        flow(w, through_assertion(w, k, x.type, x, operations.ASSERT), x.x)
    elif isinstance(x, (ir.New, ir.MakeSlice, ir.MakeMap, ir.MakeChan)):
        _allocation(w, k, x)
    elif isinstance(x, ir.MethodValue):
        _method_value(w, k, x)
    elif isinstance(x, ir.Receive):
        w.record(functions.WAITS, x.pos)
        discard(w, x.x)
    elif isinstance(x, ir.InterfaceMethod):
        flow(w, k.note(x, operations.SELECT_FIELD), x.x)
    elif isinstance(x, ir.InlinedCall):
        call.inlined(w, [k], x)
    elif isinstance(x, (ir.TypeExpr, ir.Zero, ir.DynamicType, ir.DictArg)):
        return
    elif isinstance(x, ir.DictWord):
        flow(w, k, build.dictionary_address(x))
    else:
        raise InternalError(f"escape: unknown expression {type(x).__name__}", x.pos)


def _binary(w: Walk, x: ir.Binary) -> None:
    """Operands only; chains such as a + b + c + … lean left and may be long."""
    spine = [x]
    left = x.x
    while isinstance(left, ir.Binary):
        if left.init is not None:
            stmt.walk_list(w, left.init)
        spine.append(left)
        left = left.x
    discard(w, left)
    for binary in reversed(spine):
        discard(w, binary.y)


def _index(w: Walk, k: Hole, x: ir.Index) -> None:
    if isinstance(underlying(x.x.type), Array):
        flow(w, k.note(x, operations.INDEX_ARRAY), x.x)
    else:
        flow(w, k.deref(x, operations.SELECT_THROUGH_POINTER), x.x)
    discard(w, x.index)


def is_boxed(w: Walk, type: Type) -> bool:
    """Whether a value of this type, put into an interface, is stored behind a pointer."""
    return not isinstance(
        underlying(type), Interface
    ) and not w.batch.analysis.sizes.is_pointer_shaped(type)


def through_assertion(
    w: Walk, k: Hole, type: Type, where: ir.Node | ir.CaseClause, operation: int
) -> Hole:
    """The hole for the interface that `type` is asserted of."""
    if is_boxed(w, type):
        k = k.shift(1)
    return k.note(where, operation)


def note_assertion(w: Walk, type: Type, pos: int) -> None:
    """A value is asserted to have the methods of an interface."""
    under = underlying(type)
    if isinstance(under, Interface) and typeset.type_set(under).methods:
        w.record(functions.ASSERTS, pos)


def _convert(w: Walk, k: Hole, x: ir.Convert) -> None:
    kind = x.kind
    if kind in (ir.CONV_NOP, ir.CONV_NUMERIC):
        if _is_basic(x.type, UNSAFE_POINTER) and _is_basic(x.x.type, UINTPTR):
            unsafe_value(w, k, x.x)
        else:
            flow(w, k, x.x)
    elif kind == ir.CONV_IFACE:
        if isinstance(underlying(x.x.type), Interface):
            note_assertion(w, x.type, x.pos)
        if is_boxed(w, x.x.type):
            k = w.spill(k, x)
        flow(w, k.note(x, operations.CONVERT_TO_INTERFACE), x.x)
    elif kind == ir.CONV_SLICE_TO_ARRAY:
        flow(w, k.deref(x, operations.SLICE_TO_ARRAY), x.x)
    elif kind == ir.CONV_SLICE_TO_ARRAY_PTR:
        flow(w, k, x.x)
    elif kind == ir.CONV_GENERIC:
        raise InternalError("escape: undecided conversion", x.pos)
    else:
        # Strings to and from bytes and runes: always a copy.
        w.spill(k, x)
        discard(w, x.x)


def _composite(w: Walk, k: Hole, x: ir.StructLit | ir.SliceLit | ir.ArrayLit | ir.MapLit) -> None:
    if isinstance(x, ir.StructLit):
        for pair in x.elems:
            flow(w, k.note(x, operations.STRUCT_FIELD), pair.value)
    elif isinstance(x, ir.ArrayLit):
        for elem in x.elems:
            flow(w, k.note(x, operations.ARRAY_ELEMENT), elem.value)
    elif isinstance(x, ir.SliceLit):
        into = w.spill(k, x)
        for elem in x.elems:
            flow(w, into.note(x, operations.SLICE_ELEMENT), elem.value)
    else:
        w.spill(k, x)
        for entry in x.elems:
            flow_to_heap(w, entry.key, operations.MAP_LITERAL_KEY, x, ways.CAUSE_STORED_IN_MAP)
            flow_to_heap(w, entry.value, operations.MAP_LITERAL_VALUE, x, ways.CAUSE_STORED_IN_MAP)


def _allocation(w: Walk, k: Hole, x: ir.New | ir.MakeSlice | ir.MakeMap | ir.MakeChan) -> None:
    if isinstance(x, ir.New):
        w.spill(k, x)
    elif isinstance(x, ir.MakeSlice):
        w.spill(k, x)
        discard(w, x.len)
        discard_optional(w, x.cap)
    elif isinstance(x, ir.MakeMap):
        w.spill(k, x)
        discard_optional(w, x.hint)
    else:
        untold.channel(w, x)
        discard_optional(w, x.size)


def _func_literal(w: Walk, k: Hole, x: ir.FuncLit) -> None:
    into = w.spill(k, x)
    w.batch.captures.append(Capture(into, x))
    func = x.func
    if not func.captures:
        return
    for var in func.captures:
        loc = w.graph.of(var)
        if not loc.captured:
            loc.captured = True
            # Straight-line code before the first capture may assign as it likes.
            if loc.loop_depth == w.loop_depth:
                loc.reassigned = False
    stmt.walk_function(w.batch, func)


def _note_value(w: Walk, func: ir.Func | None) -> None:
    if func is not None and w.batch.analysis.explains:
        w.batch.analysis.account.add_value(w.func, func)


def _method_value(w: Walk, k: Hole, x: ir.MethodValue) -> None:
    """The receiver flows into the value and into the method's receiver.

    How it will be called is unknown, so the method's results count as heap.
    """
    into = w.spill(k, x)
    _note_value(w, x.func)
    signature = x.method.signature
    n_results = 0 if signature is None else len(signature.results.vars)
    ks = [w.heap().cause(x, operations.METHOD_VALUE, ways.CAUSE_METHOD_VALUE)] * n_results
    if x.func is None:
        receiver = w.heap().cause(x, operations.INTERFACE_METHOD_VALUE, ways.CAUSE_INTERFACE_CALL)
    else:
        receiver = call.param_hole(w, ks, x.func, 0)
    flow(w, w.tee([receiver, into]), x.x)


# ---------------------------------------------------------------------------- package unsafe


_UNSAFE_ARITHMETIC: Final = frozenset(
    (OP_ADD, OP_SUB, OP_OR, OP_XOR, OP_MUL, OP_DIV, OP_REM, OP_AND, OP_AND_NOT)
)


def unsafe_value(w: Walk, k: Hole, x: ir.Expr) -> None:
    """Evaluate the uintptr x, which becomes a pointer: pointers that its arithmetic starts from flow to k."""
    if x.init is not None:
        stmt.walk_list(w, x.init)
    if isinstance(x, ir.Convert) and x.kind in (ir.CONV_NOP, ir.CONV_NUMERIC):
        if _is_basic(x.x.type, UNSAFE_POINTER):
            flow(w, k, x.x)
        else:
            discard(w, x.x)
    elif isinstance(x, ir.Field) and x.via_pointer:
        if is_reflect_header_data(x):
            flow(w, k.deref(x, operations.HEADER_DATA), x.x)
        else:
            discard(w, x.x)
    elif isinstance(x, ir.Unary):
        unsafe_value(w, k, x.x)
    elif isinstance(x, ir.Binary) and x.op in _UNSAFE_ARITHMETIC:
        unsafe_value(w, k, x.x)
        unsafe_value(w, k, x.y)
    elif isinstance(x, ir.Binary) and x.op in (OP_SHL, OP_SHR):
        unsafe_value(w, k, x.x)
        discard(w, x.y)
    else:
        flow_after_init(w, w.discard(), x)


def is_reflect_header_data(x: ir.Field) -> bool:
    """Whether x is field `Data` of a reflect.SliceHeader or reflect.StringHeader."""
    if x.field.name != "Data" or not _is_basic(x.type, UINTPTR):
        return False
    if not isinstance(unalias(x.type), Basic):
        return False
    owner = unalias(x.x.type)
    if x.via_pointer and not isinstance(owner, Named) and isinstance(owner, Pointer):
        owner = unalias(owner.elem)
    if not isinstance(owner, Named):
        return False
    obj = owner.obj
    return (
        obj.pkg is not None
        and obj.pkg.path == "reflect"
        and obj.name in ("SliceHeader", "StringHeader")
    )


def _is_basic(type: Type, kind: int) -> bool:
    under = underlying(type)
    return isinstance(under, Basic) and under.kind == kind
