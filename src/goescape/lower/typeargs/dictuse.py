"""Whether running a generic body reads its dictionary.

The compiler attaches the words that an operation needs to the operation; here they are left out. That a body
needs any keeps its dictionary parameter alive where the body is inlined.
"""

from typing import Final, final

from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.lower.typeargs import shapes
from goescape.types import universe
from goescape.types.model import Map, Pointer, Slice, Type

_WITH_ELEMENT_TYPE: Final = (
    universe.BUILTIN_APPEND,
    universe.BUILTIN_COPY,
    universe.BUILTIN_UNSAFE_SLICE,
)


def is_read_by(nodes: list[ir.Stmt], types: shapes.Types, env: shapes.Env) -> bool:
    """Whether some node reads a word for the arguments of `env`; literals capture the dictionary anyway."""
    use = _Use(types, env)
    return any(use.is_within(node) for node in nodes)


@final
class _Use:
    def __init__(self, types: shapes.Types, env: shapes.Env) -> None:
        self.types: Final = types
        self.env: Final = env

    def is_within(self, node: ir.Node) -> bool:
        return self._reads(node) or any(self.is_within(child) for child in walk.children(node))

    def _reads(self, x: ir.Node) -> bool:
        if isinstance(x, ir.Convert):
            return not x.is_carrier and self._conversion(x.x.type, x.type)
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
            return self._range(x)
        if isinstance(x, ir.TypeSwitch):
            return any(
                _is_derived(value.type) for clause in x.clauses for value in clause.values
            ) or _is_derived(x.x.type)
        return False

    def _range(self, x: ir.Range) -> bool:
        """Keys and values are taken for converted, even if they are of the target's type already."""
        if isinstance(build.core(x.x.type), Map) and _is_derived(x.x.type):
            return True
        key, value = build.range_types(x.x.type)
        if key is not None and x.key is not None and self._conversion(key, x.key.type):
            return True
        return value is not None and x.value is not None and self._conversion(value, x.value.type)

    def _conversion(self, src: Type, dst: Type) -> bool:
        """What a value is before it becomes one of an interface decides which words are needed."""
        actual = self.types.subst(self.env, dst)
        if not build.is_interface(actual):
            return False
        is_from_interface = build.is_interface(self.types.subst(self.env, src))
        if build.is_empty_interface(actual):
            return not is_from_interface and _is_derived(src)
        return _is_derived(dst) or (not is_from_interface and _is_derived(src))


def _builtin(x: ir.BuiltinCall) -> bool:
    if x.builtin not in _WITH_ELEMENT_TYPE and x.builtin != universe.BUILTIN_DELETE:
        return False
    operand = x.type if x.builtin == universe.BUILTIN_APPEND else x.args[0].type
    form = build.core(operand)
    if isinstance(form, Map):
        return _is_derived(operand)
    return isinstance(form, (Pointer, Slice)) and _is_derived(form.elem)


def _is_derived(t: Type) -> bool:
    return shapes.is_derived(t)
