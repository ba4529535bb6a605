"""Types larger than the address space, and elements that channels and maps cannot hold.

The checker takes types of any size. The compiler notices what is too large when it computes sizes, and says
so at the declaration that it is reading then: the package-level declaration, the local variable whose type it
is, otherwise the last local variable before it, or the function.
"""

from typing import Final, final

from goescape.check import checker as ck
from goescape.syntax import nodes as ast
from goescape.types import predicates, sizes
from goescape.types.model import Array, Chan, Map, Pointer, Slice, Struct, Type
from goescape.types.objects import VAR_LOCAL, Var
from goescape.types.typestring import gc_type_string

_ADDRESS_SPACE: Final = 1 << 50
_CHAN_ELEM_MAX: Final = 1 << 16
_MAP_PART_MAX: Final = 1 << 31

# The position of declarations with type parameters: only their instances have sizes.
GENERIC: Final = -1


@final
class _Written:
    """A type expression, and the position of the declaration around it."""

    def __init__(self, pos: int, type: Type, owner: int) -> None:
        self.pos: Final = pos
        self.type: Final = type
        self.owner: Final = owner


@final
class WrittenTypes:
    """What has to be looked at when all types are known; one hangs on the Checker."""

    def __init__(self) -> None:
        self.types: Final[list[_Written]] = []
        # Local variables by the position of the function around them.
        self.locals: Final[dict[int, list[Var]]] = {}

    def note_type(self, owner: int, e: ast.Expr, t: Type) -> None:
        if owner != GENERIC and isinstance(t, (Array, Chan, Map, Struct)):
            self.types.append(_Written(e.pos, t, owner))

    def note_local(self, owner: int, var: Var) -> None:
        if owner != GENERIC and var.kind == VAR_LOCAL and var.name != "_":
            self.locals.setdefault(owner, []).append(var)


def check(c: "ck.Checker") -> None:
    """Report types that are too large, in a package without errors."""
    seen: set[int] = set()
    for written in c.written.types:
        if written.pos in seen:
            continue
        seen.add(written.pos)
        fault = _fault(c, written.type)
        if fault:
            c.error(_place(c, written), fault)


def _fault(c: "ck.Checker", t: Type) -> str:
    if predicates.has_type_params(t):
        return ""
    if isinstance(t, Array):
        size = sizes.sizeof(t.elem)
        if size and t.length > (_ADDRESS_SPACE - 1) // size:
            return f"type {gc_type_string(t, c.pkg)} larger than address space"
    elif isinstance(t, Chan):
        if sizes.sizeof(t.elem) >= _CHAN_ELEM_MAX:
            return "channel element type too large (>64kB)"
    elif isinstance(t, Map):
        if sizes.sizeof(t.value) >= _MAP_PART_MAX:
            return "map element type too large"
        if sizes.sizeof(t.key) >= _MAP_PART_MAX:
            return "map key type too large"
    elif isinstance(t, Struct) and sizes.sizeof(t) >= _ADDRESS_SPACE:
        return f"type {gc_type_string(t, c.pkg)} too large"
    return ""


def _place(c: "ck.Checker", written: _Written) -> int:
    before = written.owner
    for var in c.written.locals.get(written.owner, []):
        if var.type is not None and _contains(var.type, written.type):
            return var.pos
        if var.pos < written.pos:
            before = max(before, var.pos)
    return before


def _contains(t: Type, part: Type) -> bool:
    """Whether t is, or is made of, this very type."""
    while t is not part:
        if isinstance(t, (Pointer, Slice, Array, Chan)):
            t = t.elem
        elif isinstance(t, Map):
            if _contains(t.key, part):
                return True
            t = t.value
        else:
            return False
    return True
