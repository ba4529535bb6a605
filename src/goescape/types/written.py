"""Types as the package that declares them wrote them.

The checker of an importing package knows one empty interface, `any`; where the code of the other package itself is
read, `interface{}` is a type of its own. The difference shows where a type is spelled.
"""

from typing import Final, final

from goescape.types.model import (
    Array,
    Chan,
    Interface,
    Map,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
)
from goescape.types.objects import Var
from goescape.types.universe import EMPTY_INTERFACE


@final
class Written:
    """Puts `interface{}` in the place of the checker's empty interface."""

    def __init__(self) -> None:
        self._empty: Final = Interface([], [])
        self._empty.complete = True
        self._known: Final[dict[Type, Type]] = {}

    def type(self, t: Type) -> Type:
        """`t` itself if it does not mention the empty interface."""
        if t is EMPTY_INTERFACE:
            return self._empty
        found = self._known.get(t)
        if found is None:
            found = self._composite(t)
            self._known[t] = found
        return found

    def _composite(self, t: Type) -> Type:
        if isinstance(t, (Pointer, Slice, Array, Chan)):
            elem = self.type(t.elem)
            if elem is t.elem:
                return t
            if isinstance(t, Pointer):
                return Pointer(elem)
            if isinstance(t, Slice):
                return Slice(elem)
            return Array(elem, t.length) if isinstance(t, Array) else Chan(t.dir, elem)
        if isinstance(t, Map):
            key, value = self.type(t.key), self.type(t.value)
            return t if key is t.key and value is t.value else Map(key, value)
        if isinstance(t, Tuple):
            return self._tuple(t)
        if isinstance(t, Struct):
            fields = self._vars(t.fields)
            return t if fields is t.fields else Struct(fields, t.tags)
        if isinstance(t, Signature):
            return self._signature(t)
        return t

    def signature(self, t: Signature) -> Signature:
        found = self.type(t)
        return found if isinstance(found, Signature) else t

    def _tuple(self, t: Tuple) -> Tuple:
        vars = self._vars(t.vars)
        return t if vars is t.vars else Tuple(vars)

    def _signature(self, t: Signature) -> Signature:
        params, results = self._tuple(t.params), self._tuple(t.results)
        if params is t.params and results is t.results:
            return t
        return Signature(t.recv, params, results, t.variadic, t.tparams, t.recv_tparams)

    def _vars(self, vars: list[Var]) -> list[Var]:
        out = [self._var(var) for var in vars]
        for i, var in enumerate(out):
            if var is not vars[i]:
                return out
        return vars

    def _var(self, var: Var) -> Var:
        if var.type is None:
            return var
        t = self.type(var.type)
        if t is var.type:
            return var
        copy = Var(var.pos, var.pkg, var.name, t, var.kind)
        copy.embedded = var.embedded
        return copy
