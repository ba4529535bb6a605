"""Expressions that make values in memory: composite literals, `new` and `make`."""

from typing import TYPE_CHECKING, Annotated, Final, final

from goescape.ir.tree import BESIDE, ExprNode
from goescape.types.model import Type
from goescape.types.objects import Var

if TYPE_CHECKING:
    from goescape.ir.expressions import Expr


@final
class FieldValue:
    """`field: value` in a struct literal."""

    __slots__ = ("field", "path", "pos", "value")

    def __init__(self, pos: int, field: Var, path: list[int], value: "Expr") -> None:
        self.pos: Final = pos
        self.field: Final = field
        # From the literal's struct to the field, through embedded structs if it is promoted.
        self.path: Final = path
        self.value: "Expr" = value


@final
class StructLit(ExprNode):
    """`T{…}`, unmentioned fields left out."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[FieldValue]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class Element:
    """A value in an array or slice literal, with its key if one was written."""

    __slots__ = ("key", "pos", "value")

    def __init__(self, pos: int, key: "Expr | None", value: "Expr") -> None:
        self.pos: Final = pos
        self.key: "Expr | None" = key
        self.value: "Expr" = value


@final
class ArrayLit(ExprNode):
    """`[N]T{…}`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[Element]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class SliceLit(ExprNode):
    """`[]T{…}`; `implicit` for the `... argument` of a variadic call."""

    __slots__ = ("elems", "implicit", "length")

    def __init__(
        self, pos: int, type: Type, elems: list[Element], length: int, implicit: bool
    ) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems
        self.length: Final = length
        self.implicit: Final = implicit


@final
class MapEntry:
    """`key: value` in a map literal."""

    __slots__ = ("key", "pos", "value")

    def __init__(self, pos: int, key: "Expr", value: "Expr") -> None:
        self.pos: Final = pos
        self.key: "Expr" = key
        self.value: "Expr" = value


@final
class MapLit(ExprNode):
    """`map[K]V{…}`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[MapEntry]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class PtrLit(ExprNode):
    """`&T{…}`; position of the `&` (of the `{` where the type was elided)."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class New(ExprNode):
    """`new(T)`; type is `*T`."""

    __slots__ = ("is_dynamic",)

    def __init__(self, pos: int, type: Type, is_dynamic: bool) -> None:
        super().__init__(pos, type)
        self.is_dynamic: Final = is_dynamic


@final
class MakeSlice(ExprNode):
    """`make([]T, len, cap)`."""

    __slots__ = ("cap", "escapes", "len")

    def __init__(self, pos: int, type: Type, len: "Expr", cap: "Expr | None") -> None:
        super().__init__(pos, type)
        self.len: "Expr" = len
        self.cap: "Expr | None" = cap
        # Set by escape: the slice is in the heap.
        self.escapes: Annotated[bool, BESIDE] = False


@final
class MakeMap(ExprNode):
    """`make(map[K]V, hint)`."""

    __slots__ = ("hint",)

    def __init__(self, pos: int, type: Type, hint: "Expr | None") -> None:
        super().__init__(pos, type)
        self.hint: "Expr | None" = hint


@final
class MakeChan(ExprNode):
    """`make(chan T, size)`."""

    __slots__ = ("size",)

    def __init__(self, pos: int, type: Type, size: "Expr | None") -> None:
        super().__init__(pos, type)
        self.size: "Expr | None" = size
