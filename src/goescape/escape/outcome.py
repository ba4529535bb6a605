"""What a solved batch says: leaks of parameters, and a remark for each variable and allocation."""

from goescape.escape import leaks, sitecost
from goescape.escape.context import Batch
from goescape.escape.graph import ESCAPES, MUTATES, Location
from goescape.ir import nodes as ir
from goescape.ir import printer
from goescape.ir.remark import (
    ASSUMING_UINTPTR,
    DOES_NOT_ESCAPE,
    ESCAPES_TO_HEAP,
    LEAKING_CONTENT,
    LEAKING_PARAM,
    LEAKING_TO_RESULT,
    MARKING_UINTPTR,
    MARKING_UINTPTR_VARIADIC,
    MOVED_TO_HEAP,
    PARAM_DOES_NOT_ESCAPE,
    WRAPPER_ESCAPES,
    ZERO_COPY,
    Remark,
)
from goescape.syntax.directive import (
    NOESCAPE,
    UINTPTR_ESCAPES,
    UINTPTR_KEEP_ALIVE,
)
from goescape.types.model import UINTPTR, Basic, Slice, Type, underlying


def report(batch: Batch) -> None:
    """Set the leaks of all functions and add all remarks, in the compiler's order."""
    for func in batch.funcs:
        if func.body is None:
            _tag_bodyless(batch, func)
        else:
            func.leaks = [_tag(batch, func, i) for i in range(len(func.params))]
        _note_function(batch, func)
        if func.obj is not None:
            func.obj.leaks = func.leaks
    for loc in batch.graph.locations:
        if loc.var is not None:
            if loc.attrs & ESCAPES:
                name = printer.local_name(loc.var, batch.analysis.pkg)
                if batch.analysis.explains:
                    batch.analysis.moved.add(loc.var)
                _add(batch, MOVED_TO_HEAP, loc.var.pos, name)
                _note_site(batch, loc)
        elif loc.node is not None:
            _report_allocation(batch, loc, loc.node)


def _add(batch: Batch, kind: int, pos: int, subject: str) -> Remark:
    found = Remark(kind, pos, subject)
    batch.analysis.remarks.append(found)
    return found


def _note_function(batch: Batch, func: ir.Func) -> None:
    analysis = batch.analysis
    if not analysis.explains:
        return
    analysis.account.of(func)
    for i, encoded in enumerate(func.leaks or []):
        param = func.params[i]
        if analysis.has_pointers(param.type):
            loc = None if func.body is None else batch.graph.of(param)
            analysis.account.add_parameter(func, i, encoded, loc)


def _note_site(batch: Batch, loc: Location) -> None:
    analysis = batch.analysis
    if analysis.explains:
        analysis.account.add_site(loc, sitecost.of_location(batch, loc))


def _report_allocation(batch: Batch, loc: Location, node: ir.ExprNode) -> None:
    if isinstance(node, (ir.MakeSlice, ir.Convert)):
        node.escapes = loc.attrs & ESCAPES != 0
    if not (isinstance(node, ir.FuncLit) and node.func.is_hidden_wrapper):
        kind = ESCAPES_TO_HEAP if loc.attrs & ESCAPES else DOES_NOT_ESCAPE
        if isinstance(node, ir.BuiltinCall):
            text = "append"
        else:
            text = printer.text(node, batch.analysis.pkg)
        _add(batch, kind, node.pos, text)
    elif batch.analysis.explains and loc.attrs & ESCAPES:
        _add(batch, WRAPPER_ESCAPES, node.pos, "")
    _note_site(batch, loc)
    if (
        isinstance(node, ir.Convert)
        and node.kind == ir.CONV_STRING_TO_BYTES
        and not loc.attrs & MUTATES
    ):
        # Nobody writes to the bytes, so they may be the string's own.
        _add(batch, ZERO_COPY, node.pos, "")


# --------------------------------------------------------------------------------- parameters


def _is_reported(func: ir.Func) -> bool:
    return not (func.is_wrapper or func.dup_ok)


def _tag(batch: Batch, func: ir.Func, idx: int) -> bytes:
    """Leaks of a parameter of a function with a body, reported on the way."""
    param = func.params[idx]
    if func.pragma & UINTPTR_ESCAPES:
        kind = _uintptr_marking(func, idx)
        if kind >= 0:
            if _is_reported(func):
                _add(batch, kind, param.pos, param.name)
            return leaks.TO_HEAP
    if not batch.analysis.has_pointers(param.type):
        return leaks.TO_HEAP
    if param.name == "" or is_blank(param):
        return leaks.NOWHERE
    loc = batch.graph.of(param)
    found = loc.leaks
    if found is None:
        return leaks.TO_HEAP
    found.drop_covered()
    if _is_reported(func) and not loc.attrs & ESCAPES:
        _report_leaks(batch, func, param, found)
    return found.encode()


def is_blank(param: ir.Local) -> bool:
    return param.is_blank or param.name.startswith("~p")


def _uintptr_marking(func: ir.Func, idx: int) -> int:
    """How `//go:uintptrescapes` treats a parameter; -1 if not at all."""
    type = func.params[idx].type
    if _is_uintptr(type):
        return MARKING_UINTPTR
    if func.signature.variadic and idx == len(func.params) - 1:
        slice = underlying(type)
        if isinstance(slice, Slice) and _is_uintptr(slice.elem):
            return MARKING_UINTPTR_VARIADIC
    return -1


def _report_leaks(batch: Batch, func: ir.Func, param: ir.Local, found: leaks.Leaks) -> None:
    counts = found.counts
    is_silent = True
    heap = counts[leaks.HEAP]
    if heap >= 0:
        _add(batch, LEAKING_PARAM if heap == 0 else LEAKING_CONTENT, param.pos, param.name)
        is_silent = False
    for i in range(leaks.RESULTS):
        derefs = counts[leaks.RESULT_0 + i]
        if derefs >= 0:
            remark = Remark(LEAKING_TO_RESULT, param.pos, param.name, func.results[i].name, derefs)
            batch.analysis.remarks.append(remark)
            is_silent = False
    if is_silent:
        _add(batch, PARAM_DOES_NOT_ESCAPE, param.pos, param.name)


def _tag_bodyless(batch: Batch, func: ir.Func) -> None:
    """A function implemented elsewhere: its declaration is all there is to go by."""
    tags: list[bytes] = []
    sig = func.signature
    declared = ([] if sig.recv is None else [sig.recv]) + sig.params.vars
    for idx, param in enumerate(func.params):
        # Arguments made of pointers must stay valid during the call.
        func.pragma |= UINTPTR_KEEP_ALIVE
        if _is_uintptr(param.type):
            if _is_reported(func):
                _add(batch, ASSUMING_UINTPTR, param.pos, param.name)
            tags.append(leaks.TO_HEAP)
            continue
        if not batch.analysis.has_pointers(param.type):
            tags.append(leaks.TO_HEAP)
            continue
        found = leaks.Leaks()
        if func.pragma & NOESCAPE:
            kind = PARAM_DOES_NOT_ESCAPE
            found.add(leaks.MUTATOR, 0)
            found.add(leaks.CALLEE, 0)
        else:
            kind = LEAKING_PARAM
            found.add(leaks.HEAP, 0)
        if _is_reported(func) and declared[idx].name != "":
            _add(batch, kind, param.pos, param.name)
        tags.append(found.encode())
    func.leaks = tags
    if func.obj is not None:
        func.obj.pragma |= func.pragma


def _is_uintptr(type: Type) -> bool:
    under = underlying(type)
    return isinstance(under, Basic) and under.kind == UINTPTR
