"""Calls: who is called, where arguments go, where results come from."""

from goescape.base.bug import InternalError
from goescape.escape import expr, leaks, stmt
from goescape.escape.context import Walk
from goescape.escape.graph import Hole
from goescape.facts import operations
from goescape.facts.ways import (
    CAUSE_APPENDED,
    CAUSE_CALLEE,
    CAUSE_INTERFACE_CALL,
    CAUSE_PANIC,
    CAUSE_UINTPTR,
    CAUSE_UNKNOWN,
    CAUSE_UNKNOWN_CALLEE,
)
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.syntax.directive import UINTPTR_ESCAPES, UINTPTR_KEEP_ALIVE
from goescape.toolchain.intrinsics import Intrinsics
from goescape.types import universe
from goescape.types.model import (
    UINTPTR,
    UNSAFE_POINTER,
    Array,
    Basic,
    Named,
    Slice,
    Struct,
    Type,
    underlying,
)


def call(w: Walk, ks: list[Hole] | None, node: ir.Call) -> None:
    """Evaluate a call; its results flow into `ks` (None: a statement)."""
    fun = node.fun
    if isinstance(fun, ir.InterfaceMethod):
        _note(w, node, [])
        for arg in [fun.x, *node.args]:
            _argument(w, w.heap(), node, arg, CAUSE_INTERFACE_CALL)
        return

    callees = _callees(w, fun)
    _note(w, node, callees)
    if ks is not None:
        _flow_results(w, ks, callees)
    _flow_callee(w, ks, node, len(callees) != 0)

    if node.is_keep_alive:
        for arg in node.args:
            _argument(w, w.discard(), node, arg)
    elif len(callees) == 1 and _is_escape_non_string(
        w.batch.analysis.toolchain.intrinsics, callees[0]
    ):
        to_heap = _has_non_string_pointers(callees[0].params[1].type)
        for arg in node.args:
            _argument(w, w.heap() if to_heap else w.discard(), node, arg)
    elif not callees:
        for arg in node.args:
            _argument(w, w.heap(), node, arg, CAUSE_UNKNOWN_CALLEE)
    else:
        only = callees[0] if len(callees) == 1 else None
        pragma = _uintptr_pragma(callees)
        for i, arg in enumerate(node.args):
            if pragma != 0:
                _keep_uintptrs(w, arg, pragma)
            k = _merged_param_hole(w, ks, callees, i)
            expr.flow(w, k.passed(node, only, i, CAUSE_CALLEE), arg)


def _note(w: Walk, node: ir.Call, callees: list[ir.Func]) -> None:
    analysis = w.batch.analysis
    if analysis.explains:
        passes_error = node in w.passing and not w.is_inner
        analysis.account.add_call(w.func, node, callees, w.repeated, w.path, passes_error)


def _argument(w: Walk, k: Hole, node: ir.Node, arg: ir.Expr, cause: int = CAUSE_UNKNOWN) -> None:
    expr.flow(w, k.passed(node, None, -1, cause), arg)


def inlined(w: Walk, ks: list[Hole] | None, node: ir.InlinedCall) -> None:
    analysis = w.batch.analysis
    if analysis.explains:
        analysis.account.add_inlined(w.func, node, w.repeated, w.path)
    base, is_inner = w.base, w.is_inner
    w.base = len(w.around)
    w.is_inner = is_inner or node not in w.passing
    stmt.walk_list(w, node.body)
    w.base, w.is_inner = base, is_inner
    for i, result in enumerate(node.results):
        expr.flow(w, w.discard() if ks is None else ks[i], result)


# ------------------------------------------------------------------------------------ callees


def _callees(w: Walk, fun: ir.Expr) -> list[ir.Func]:
    """The functions that `fun` can be, if all of them are known; otherwise none."""
    if isinstance(fun, ir.FuncUse):
        return [fun.func]
    if isinstance(fun, ir.MethodExpr) and fun.func is not None:
        return [fun.func]
    if isinstance(fun, ir.FuncLit):
        return [fun.func]
    assignments = w.batch.analysis.assignments(w.func)
    value = assignments.static_value(fun)
    func = static_callee(value)
    if func is not None:
        return [func]
    if isinstance(value, ir.Use):
        return _assigned_callees(assignments.of_function_variable(value.var))
    return []


def static_callee(x: ir.Expr) -> ir.Func | None:
    if isinstance(x, ir.FuncUse):
        return x.func
    if isinstance(x, ir.MethodExpr):
        return x.func
    if isinstance(x, ir.FuncLit):
        return x.func
    return None


def _assigned_callees(values: list[ir.Expr]) -> list[ir.Func]:
    """The callees of a variable to which only `values` are assigned; nil cannot be called."""
    callees: list[ir.Func] = []
    for value in values:
        if isinstance(value, ir.Nil):
            continue
        func = static_callee(value)
        if func is None:
            return []
        if func.pragma & (UINTPTR_KEEP_ALIVE | UINTPTR_ESCAPES):
            return []
        callees.append(func)
    return callees


def is_in_batch(w: Walk, func: ir.Func) -> bool:
    """Whether `func` is being analysed right now, so that its parameters are part of the graph."""
    if func in w.batch.members:
        return True
    if func.leaks is None and func.body is not None:
        raise InternalError(f"escape: {func.name} is called before it is analysed", func.pos)
    return False


def _flow_results(w: Walk, ks: list[Hole], callees: list[ir.Func]) -> None:
    for func in callees:
        if is_in_batch(w, func):
            for i, result in enumerate(func.results):
                k = ks[i]
                if k.derefs >= 0 and not w.batch.analysis.has_pointers(result.type):
                    continue
                w.graph.flow(k, w.graph.of(result))


def _flow_callee(w: Walk, ks: list[Hole] | None, node: ir.Call, is_known: bool) -> None:
    k = w.discard()
    if not is_known and ks is not None:
        blank = w.graph.blank
        for result in ks:
            if result.dst is not blank:
                # Literals that flow here get called, and we lose track of their results.
                k = w.graph.callee.hole.note(node, operations.CALL)
                break
    fun = node.fun
    if isinstance(fun, (ir.FuncUse, ir.MethodExpr)):
        # Goes nowhere.
        stmt.walk_list(w, fun.init or [])
    else:
        expr.flow(w, k, fun)


# --------------------------------------------------------------------------------- parameters


def _merged_param_hole(w: Walk, ks: list[Hole] | None, callees: list[ir.Func], idx: int) -> Hole:
    if len(callees) == 1:
        return param_hole(w, ks, callees[0], idx)
    return w.tee([param_hole(w, ks, func, idx) for func in callees])


def param_hole(w: Walk, ks: list[Hole] | None, func: ir.Func, idx: int) -> Hole:
    """The hole for an argument passed to parameter `idx` of `func` (receiver first)."""
    if is_in_batch(w, func):
        return w.graph.of(func.params[idx]).hole
    known = func.leaks
    if known is None and func.obj is not None:
        known = func.obj.leaks
    if known is None or idx >= len(known):
        return w.heap()
    encoded = known[idx]
    if encoded == leaks.NOWHERE:
        return w.discard()
    if encoded == leaks.TO_HEAP:
        return w.heap()

    holes: list[Hole] = []
    for destination, derefs in enumerate(leaks.decode(encoded)):
        if derefs < 0:
            continue
        if destination == leaks.HEAP:
            holes.append(w.heap().shift(derefs))
        elif destination == leaks.MUTATOR:
            holes.append(w.mutator().shift(derefs))
        elif destination == leaks.CALLEE:
            holes.append(w.graph.callee.hole.shift(derefs))
        elif ks is not None:
            holes.append(ks[destination - leaks.RESULT_0].shift(derefs))
    return w.tee(holes)


# -------------------------------------------------------------------- special kinds of callees


def _is_escape_non_string(known: Intrinsics, func: ir.Func) -> bool:
    """`internal/abi.EscapeNonString`: its argument goes to the heap unless all its pointers are strings."""
    if not known.tells_escape(func.pkg.path, func.name):
        return False
    if len(func.params) != 2:
        return False
    type = func.params[1].type
    return isinstance(type, Named) and type.is_shape


def _has_non_string_pointers(type: Type) -> bool:
    under = underlying(type)
    if isinstance(under, Basic):
        return under.kind == UNSAFE_POINTER
    if isinstance(under, Struct):
        for field in under.fields:
            if field.type is not None and _has_non_string_pointers(field.type):
                return True
        return False
    if isinstance(under, Array):
        return under.length != 0 and _has_non_string_pointers(under.elem)
    return True


def _uintptr_pragma(callees: list[ir.Func]) -> int:
    pragma = 0
    for func in callees:
        pragma |= func.pragma
    return pragma & (UINTPTR_KEEP_ALIVE | UINTPTR_ESCAPES)


def _keep_uintptrs(w: Walk, arg: ir.Expr, pragma: int) -> None:
    """Arguments `uintptr(unsafe.Pointer(p))` of system calls: p is kept alive, or sent to the heap."""
    if isinstance(arg, ir.SliceLit):
        for elem in arg.elems:
            _keep_uintptr(w, elem.value, pragma)
    else:
        _keep_uintptr(w, arg, pragma)


def _keep_uintptr(w: Walk, arg: ir.Expr, pragma: int) -> None:
    if not isinstance(arg, ir.Convert) or arg.kind != ir.CONV_NOP:
        return
    if not _is_basic(arg.x.type, UNSAFE_POINTER) or not _is_basic(arg.type, UINTPTR):
        return
    pointer = arg.x
    pos = pointer.pos if build.has_unique_pos(pointer) else arg.pos
    temp = w.func.temp(pos, pointer.type)
    definition = ir.Assign(pos, ir.Use(pos, temp), pointer, False)
    arg.x = ir.Use(pos, temp)
    w.graph.variable(temp, w.func, w.loop_depth)
    stmt.walk_stmt(w, ir.Declare(pos, temp))
    stmt.walk_stmt(w, definition)
    k = w.mutator()
    if pragma & UINTPTR_ESCAPES:
        k = w.heap().cause(arg, operations.UINTPTR, CAUSE_UINTPTR)
    w.graph.flow(k, w.graph.of(temp))
    if pragma & UINTPTR_KEEP_ALIVE:
        temp.addr_taken = True


def _is_basic(type: Type, kind: int) -> bool:
    under = underlying(type)
    return isinstance(under, Basic) and under.kind == kind


# ----------------------------------------------------------------------------------- builtins


def builtin(w: Walk, k: Hole, node: ir.BuiltinCall) -> None:
    """Evaluate a call of a predeclared function; its result flows into k."""
    which = node.builtin
    args = node.args
    if which == universe.BUILTIN_APPEND:
        _append(w, k, node)
    elif which == universe.BUILTIN_COPY:
        _argument(w, w.mutator(), node, args[0])
        copied = w.discard()
        if _has_pointer_elements(w, args[1].type):
            copied = w.heap().deref(node, operations.COPY)
        _argument(w, copied, node, args[1], CAUSE_APPENDED)
    elif which == universe.BUILTIN_PANIC:
        _argument(w, w.heap(), node, args[0], CAUSE_PANIC)
    elif which in (universe.BUILTIN_MIN, universe.BUILTIN_MAX):
        for arg in args:
            _argument(w, k, node, arg)
    elif which == universe.BUILTIN_CLEAR:
        _argument(w, w.mutator(), node, args[0])
    elif which in (
        universe.BUILTIN_UNSAFE_ADD, universe.BUILTIN_UNSAFE_SLICE, universe.BUILTIN_UNSAFE_STRING,
        universe.BUILTIN_UNSAFE_STRING_DATA, universe.BUILTIN_UNSAFE_SLICE_DATA,
    ):  # fmt: skip
        _argument(w, k, node, args[0])
        for arg in args[1:]:
            expr.discard(w, arg)
    else:
        for arg in args:
            expr.discard(w, arg)


def _append(w: Walk, k: Hole, node: ir.BuiltinCall) -> None:
    """The old slice may be the result, or its elements may move to a new one in the heap."""
    args = node.args
    into = w.tee([k, w.mutator()])
    if _has_pointer_elements(w, args[0].type):
        into = w.tee([into, w.heap().deref(node, operations.APPEND_TO)])
    _argument(w, into, node, args[0], CAUSE_APPENDED)

    if node.has_dots:
        appended = w.discard()
        if _has_pointer_elements(w, args[1].type):
            appended = w.heap().deref(node, operations.APPEND_ALL)
        _argument(w, appended, node, args[1], CAUSE_APPENDED)
    else:
        for arg in args[1:]:
            _argument(w, w.heap(), node, arg, CAUSE_APPENDED)

    # The backing store that may be allocated; it is never reused, so loops do not matter to it.
    w.spill(k, node).dst.loop_depth = 0


def _has_pointer_elements(w: Walk, type: Type) -> bool:
    under = underlying(type)
    return isinstance(under, Slice) and w.batch.analysis.has_pointers(under.elem)
