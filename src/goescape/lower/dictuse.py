"""Whether running a generic body reads its dictionary.

The compiler attaches the words that an operation needs to the operation; here they are left out. That a body
needs any keeps its dictionary parameter alive where the body is inlined.
"""

from typing import Final

from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.lower import shapes
from goescape.types.model import Map, Slice, Type, TypeParam, unalias

_WITH_ELEMENT_TYPE: Final = (ir.BUILTIN_APPEND, ir.BUILTIN_COPY, ir.BUILTIN_UNSAFE_SLICE)
_WITH_MAP_TYPE: Final = (ir.BUILTIN_DELETE, ir.BUILTIN_CLEAR)


def is_read_by(nodes: list[ir.Stmt]) -> bool:
    """Whether some node reads a word; literals capture the dictionary anyway."""
    return any(_is_read_within(node) for node in nodes)


def _is_read_within(node: ir.Node) -> bool:
    return _reads(node) or any(_is_read_within(child) for child in walk.children(node))


def _reads(x: ir.Node) -> bool:
    if isinstance(x, ir.Convert):
        return _may_make_interface(x) and (_is_derived(x.x.type) or _is_derived(x.type))
    if isinstance(x, ir.GenericFuncUse):
        return shapes.any_derived(x.targs)
    if isinstance(x, (ir.MethodExpr, ir.MethodValue)):
        recv = x.recv if isinstance(x, ir.MethodExpr) else x.x.type
        return x.func is None and (_is_derived(recv) or shapes.any_derived(x.targs))
    if isinstance(x, ir.TypeParamMethod):
        return True
    if isinstance(x, (ir.New, ir.MakeSlice, ir.MakeMap, ir.MakeChan, ir.MapLit)):
        return _is_derived(x.type)
    if isinstance(x, ir.MapIndex):
        return _is_derived(x.x.type)
    if isinstance(x, ir.TypeAssert):
        return _is_derived(x.type) or _is_derived(x.x.type)
    if isinstance(x, ir.BuiltinCall):
        return _builtin(x)
    if isinstance(x, ir.Range):
        return isinstance(build.core(x.x.type), Map) and _is_derived(x.x.type)
    if isinstance(x, ir.TypeSwitch):
        return any(
            _is_derived(value.type) for clause in x.clauses for value in clause.values
        ) or _is_derived(x.x.type)
    return False


def _builtin(x: ir.BuiltinCall) -> bool:
    if x.builtin not in _WITH_ELEMENT_TYPE and x.builtin not in _WITH_MAP_TYPE:
        return False
    operand = x.type if x.builtin == ir.BUILTIN_APPEND else x.args[0].type
    form = build.core(operand)
    if isinstance(form, Map):
        return _is_derived(operand)
    return isinstance(form, Slice) and _is_derived(form.elem)


def _may_make_interface(x: ir.Convert) -> bool:
    return build.is_interface(x.type) or isinstance(unalias(x.type), TypeParam)


def _is_derived(t: Type) -> bool:
    return shapes.is_derived(t)
