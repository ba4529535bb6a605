"""Expressions without operands: constants, variables, functions, types."""

from typing import Annotated, Final, final

from goescape.base.constant import Constant
from goescape.ir.functions import Func, Global, Local
from goescape.ir.tree import BESIDE, ExprNode
from goescape.types.model import Signature, Type
from goescape.types.objects import Func as FuncObject


@final
class Literal(ExprNode):
    """A constant with its final type."""

    __slots__ = ("value",)

    def __init__(self, pos: int, type: Type, value: Constant) -> None:
        super().__init__(pos, type)
        self.value: Final = value


@final
class Nil(ExprNode):
    """`nil` of a type; also the zero value of an absent variadic slice."""

    __slots__ = ()


@final
class Zero(ExprNode):
    """The zero value of `type` where the source has none (`clear`-like uses, generic zero)."""

    __slots__ = ()


@final
class Use(ExprNode):
    """A mention of a local variable."""

    __slots__ = ("var",)

    def __init__(self, pos: int, var: Local) -> None:
        super().__init__(pos, var.type)
        self.var: Final = var


@final
class GlobalUse(ExprNode):
    """A mention of a package-level variable."""

    __slots__ = ("var",)

    def __init__(self, pos: int, var: Global) -> None:
        super().__init__(pos, var.type)
        self.var: Final = var


@final
class GlobalPart(ExprNode):
    """A part of a package-level variable: what code has to initialise when the rest is static data."""

    __slots__ = ("offset", "var")

    def __init__(self, pos: int, type: Type, var: Global, offset: int) -> None:
        super().__init__(pos, type)
        self.var: Final = var
        # In bytes.
        self.offset: Final = offset


@final
class FuncUse(ExprNode):
    """A mention of a declared function (instances included), as callee or value."""

    __slots__ = ("func",)

    def __init__(self, pos: int, type: Type, func: Func) -> None:
        super().__init__(pos, type)
        self.func: Final = func


@final
class GenericFuncUse(ExprNode):
    """Polymorphic: `F[targs]` where targs mention type parameters; resolved by instantiation."""

    __slots__ = ("obj", "targs")

    def __init__(self, pos: int, type: Type, obj: FuncObject, targs: list[Type]) -> None:
        super().__init__(pos, type)
        self.obj: Final = obj
        self.targs: Final = targs


@final
class MethodExpr(ExprNode):
    """`T.M` as a function whose first parameter is the receiver; callee of every static method call."""

    __slots__ = ("func", "index", "method", "recv", "sig", "targs")

    def __init__(
        self, pos: int, type: Type, recv: Type, method: FuncObject, func: Func | None
    ) -> None:
        super().__init__(pos, type)
        self.recv: Final = recv
        self.method: Final = method
        # The function called; None for a method of an interface type (and, polymorphic, of a type parameter).
        self.func: Final = func
        # Polymorphic: type arguments of the method itself, and, when not called, the path of embedded
        # fields that leads to it (its own index last).
        self.targs: list[Type] = []
        self.index: list[int] = []
        # Of callees: the method's type as it declares it, which is what the call mentions besides `recv`.
        self.sig: Annotated[Signature | None, BESIDE] = None


@final
class TypeExpr(ExprNode):
    """A type where an expression is expected (type-switch cases, `new`)."""

    __slots__ = ()


@final
class DynamicType(ExprNode):
    """A type read from the dictionary: depends on a type argument of a shaped function."""

    __slots__ = ()

    def __init__(self, pos: int, type: Type) -> None:
        super().__init__(pos, type)


@final
class DictWord(ExprNode):
    """A word of the dictionary, `.dict[i]` (the method of a type parameter is called through one)."""

    __slots__ = ("dictionary", "index")

    def __init__(self, pos: int, type: Type, dictionary: Local, index: int) -> None:
        super().__init__(pos, type)
        self.dictionary: Final = dictionary
        self.index: Final = index


@final
class DictArg(ExprNode):
    """The dictionary passed to a shaped function: static (`&pkg..dict.F[int]`) or from our own one."""

    __slots__ = ("text",)

    def __init__(self, pos: int, type: Type, text: str) -> None:
        super().__init__(pos, type)
        self.text: Final = text

    @property
    def is_static(self) -> bool:
        return self.text.startswith("&")


@final
class TypeSize(ExprNode):
    """Polymorphic: `unsafe.Sizeof(x)` and its like, for a type that mentions type parameters.

    `of` is the measured type; for Offsetof, `path` leads from it to the field.
    """

    __slots__ = ("of", "path", "what")

    def __init__(self, pos: int, type: Type, what: int, of: Type, path: list[int]) -> None:
        super().__init__(pos, type)
        self.what: Final = what
        self.of: Final = of
        self.path: Final = path


TYPE_SIZEOF: Final = 0
TYPE_ALIGNOF: Final = 1
TYPE_OFFSETOF: Final = 2
