"""Which mentions of a type are one object in the compiler.

To tell whether two values are of one type, its devirtualisation asks whether their types are the same *object*.
A defined type is one object, and as long as the package is being read, so is the pointer to it. Bodies that
inlining reads later, out of export data, have objects of their own for pointers that nobody has mentioned so
far: one for every `&x`, `&T{}` and `new(T)` of every copy, one for every other mention where it is written.
Struct types without a name are an object for every time they are written, in this package, too.
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types import identity
from goescape.types.model import Named, Pointer, Struct, Type, unalias


@final
class Concrete:
    """A type that is no interface, and where a value of it comes from."""

    __slots__ = ("maker", "type")

    def __init__(self, type: Type, value: ir.Expr | None) -> None:
        self.type: Final = type
        # The expression that makes a pointer type for itself.
        self.maker: Final = value if isinstance(value, (ir.AddrOf, ir.PtrLit, ir.New)) else None


@final
class TypeObjects:
    """What is one object, for the functions of one package."""

    def __init__(self, unit: ir.Unit) -> None:
        self._unit: Final = unit
        # Literals that inlining adds come after those that were read.
        self._n_read: Final = len(unit.funcs)
        self._pointed_to: _PointedTo | None = None

    def are_one(self, a: Concrete, b: Concrete) -> bool:
        """Whether the types of two values are one object."""
        if not identity.identical(a.type, b.type):
            return False
        x, y = unalias(a.type), unalias(b.type)
        if not isinstance(x, Pointer) or not isinstance(y, Pointer):
            return not isinstance(x, Struct) or x is y
        elem, other = unalias(x.elem), unalias(y.elem)
        if isinstance(elem, Struct) and elem is not other:
            return False
        if self._read().has(elem):
            return True
        if a.maker is not None or b.maker is not None:
            return a.maker is b.maker
        return x is y

    def _read(self) -> "_PointedTo":
        found = self._pointed_to
        if found is None:
            found = _PointedTo(self._unit.func_table.pointed_to())
            for func in self._unit.funcs[: self._n_read]:
                walk.visit_list(func.body or [], found)
            self._pointed_to = found
        return found


@final
class _PointedTo(walk.Visitor):
    """The types that there are pointers to before anything is inlined."""

    def __init__(self, types: list[Type]) -> None:
        self._types: Final[set[Type]] = set()
        self._instances: Final[dict[Named, list[Named]]] = {}
        for type in types:
            self._add(type)

    def has(self, type: Type) -> bool:
        if type in self._types:
            return True
        if not isinstance(type, Named) or type.origin is None:
            return False
        return any(identity.identical(type, t) for t in self._instances.get(type.origin, []))

    def _add(self, type: Type) -> None:
        type = unalias(type)
        if type not in self._types:
            self._types.add(type)
            if isinstance(type, Named) and type.origin is not None:
                self._instances.setdefault(type.origin, []).append(type)

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, (ir.AddrOf, ir.PtrLit)):
            self._add(node.x.type)
        elif isinstance(node, ir.New):
            pointer = unalias(node.type)
            if isinstance(pointer, Pointer):
                self._add(pointer.elem)
        return not isinstance(node, ir.InlinedCall)
