"""Expressions with operands, and the union of all expressions."""

from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, final

from goescape.ir.composites import (
    ArrayLit,
    MakeChan,
    MakeMap,
    MakeSlice,
    MapLit,
    New,
    PtrLit,
    SliceLit,
    StructLit,
)
from goescape.ir.functions import Func, Local
from goescape.ir.mentions import (
    DictArg,
    DictWord,
    DynamicType,
    FuncUse,
    GenericFuncUse,
    GlobalPart,
    GlobalUse,
    Literal,
    MethodExpr,
    Nil,
    TypeExpr,
    TypeSize,
    Use,
    Zero,
)
from goescape.ir.tree import BESIDE, ExprNode
from goescape.types.model import Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Var

if TYPE_CHECKING:
    from goescape.ir.statements import Stmt


# Operators of Unary, Binary and Logical are the OP_* of syntax.nodes.
@final
class Unary(ExprNode):
    """`-x`, `+x`, `^x`, `!x`."""

    __slots__ = ("op", "x")

    def __init__(self, pos: int, type: Type, op: int, x: "Expr") -> None:
        super().__init__(pos, type)
        self.op: Final = op
        self.x: "Expr" = x


@final
class Binary(ExprNode):
    """Arithmetic, shifts and comparisons; `&&` and `||` too."""

    __slots__ = ("op", "x", "y")

    def __init__(self, pos: int, type: Type, op: int, x: "Expr", y: "Expr") -> None:
        super().__init__(pos, type)
        self.op: Final = op
        self.x: "Expr" = x
        self.y: "Expr" = y


@final
class Concat(ExprNode):
    """`a + b + c` of strings, flattened; position of the last `+`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: "list[Expr]") -> None:
        super().__init__(pos, type)
        self.elems: "list[Expr]" = elems


@final
class AddrOf(ExprNode):
    """`&x` of something addressable (never of a composite literal: that is PtrLit)."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class Deref(ExprNode):
    """`*x`."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class Field(ExprNode):
    """`x.f` of a struct value, or through a pointer (`via_pointer`)."""

    __slots__ = ("field", "implicit", "via_pointer", "x")

    def __init__(
        self, pos: int, type: Type, x: "Expr", field: Var, via_pointer: bool, implicit: bool
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.field: Final = field
        self.via_pointer: Final = via_pointer
        # A step that the source leaves out (promotion through an embedded field).
        self.implicit: Final = implicit


@final
class InterfaceMethod(ExprNode):
    """`x.M` of an interface value, as callee only."""

    __slots__ = ("method", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", method: FuncObject) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method


@final
class TypeParamMethod(ExprNode):
    """Polymorphic: `x.M` with x of a type parameter's type, as callee."""

    __slots__ = ("method", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", method: FuncObject) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method


@final
class MethodValue(ExprNode):
    """`x.M` not called: a function bound to its receiver. `func` is None for interface methods."""

    __slots__ = ("func", "method", "targs", "x")

    def __init__(
        self, pos: int, type: Type, x: "Expr", method: FuncObject, func: Func | None
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method
        self.func: Final = func
        # Polymorphic: type arguments of the method itself.
        self.targs: list[Type] = []


@final
class TypeAssert(ExprNode):
    """`x.(T)`, T being `type`; dynamic when T depends on a type argument."""

    __slots__ = ("has_ok", "is_dynamic", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", is_dynamic: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.is_dynamic: Final = is_dynamic
        # It is the operand of `v, ok = x.(T)`.
        self.has_ok: bool = False


@final
class Index(ExprNode):
    """`x[i]` of an array, slice or string (a pointer to an array is dereferenced first)."""

    __slots__ = ("index", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", index: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.index: "Expr" = index


@final
class MapIndex(ExprNode):
    """`m[k]`, as value or target."""

    __slots__ = ("index", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", index: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.index: "Expr" = index


@final
class SliceOp(ExprNode):
    """`x[lo:hi:max]` of a slice, string or pointer to array (an array is addressed first)."""

    __slots__ = ("hi", "lo", "max", "x")

    def __init__(
        self,
        pos: int,
        type: Type,
        x: "Expr",
        lo: "Expr | None",
        hi: "Expr | None",
        max: "Expr | None",
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.lo: "Expr | None" = lo
        self.hi: "Expr | None" = hi
        self.max: "Expr | None" = max


CONV_NOP: Final = 0  # same representation
CONV_NUMERIC: Final = 1
CONV_IFACE: Final = 2  # to an interface type, from a concrete or another interface type
CONV_BYTES_TO_STRING: Final = 3
CONV_RUNES_TO_STRING: Final = 4
CONV_RUNE_TO_STRING: Final = 5
CONV_STRING_TO_BYTES: Final = 6
CONV_STRING_TO_RUNES: Final = 7
CONV_SLICE_TO_ARRAY: Final = 8
CONV_SLICE_TO_ARRAY_PTR: Final = 9
CONV_GENERIC: Final = 10  # polymorphic: decided by instantiation


@final
class Convert(ExprNode):
    """A conversion to `type`. An explicit one has its operand's position."""

    __slots__ = ("escapes", "implicit", "kind", "x")

    def __init__(self, pos: int, type: Type, kind: int, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.kind: int = kind
        self.x: "Expr" = x
        self.implicit: Final = implicit
        # Set by escape: what is put into an interface is in the heap.
        self.escapes: Annotated[bool, BESIDE] = False

    @property
    def is_carrier(self) -> bool:
        """Of a temporary, made for nothing but to have statements before it (`build.with_init`)."""
        return isinstance(self.x, Use) and self.x.var.implicit and self.type is self.x.type


@final
class FuncLit(ExprNode):
    """A function literal where it is evaluated; position of `func`."""

    __slots__ = ("func",)

    def __init__(self, pos: int, type: Type, func: Func) -> None:
        super().__init__(pos, type)
        self.func: Final = func


@final
class Receive(ExprNode):
    """`<-c`."""

    __slots__ = ("x",)

    def __init__(self, pos: int, type: Type, x: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x


@final
class Call(ExprNode):
    """A call with exactly as many arguments as parameters.

    A static method call has a MethodExpr as callee and the receiver as first argument; an interface call has an
    InterfaceMethod. The type is the single result's, or a Tuple.
    """

    __slots__ = ("args", "fun", "has_dots", "inlined", "is_go_defer", "is_keep_alive")

    def __init__(
        self, pos: int, type: Type, fun: "Expr", args: "list[Expr]", has_dots: bool
    ) -> None:
        super().__init__(pos, type)
        self.fun: "Expr" = fun
        self.args: "list[Expr]" = args
        # Variadic (written with `...` or with an implicit slice as last argument): prints `...`.
        self.has_dots: bool = has_dots
        # Call made by go or defer itself.
        self.is_go_defer: bool = False
        # Inserted by the compiler to keep a variable alive: its arguments do not flow.
        self.is_keep_alive: bool = False
        # While calls are being inlined: what has replaced this one (see `settle`).
        self.inlined: "Annotated[InlinedCall | None, BESIDE]" = None


@final
class BuiltinCall(ExprNode):
    """A call of a predeclared function that is not a constant, conversion, `make` or `new`."""

    __slots__ = ("args", "builtin", "has_dots")

    def __init__(
        self, pos: int, type: Type, builtin: int, args: "list[Expr]", has_dots: bool
    ) -> None:
        super().__init__(pos, type)
        self.builtin: Final = builtin
        self.args: "list[Expr]" = args
        self.has_dots: Final = has_dots


@final
class InlinedCall(ExprNode):
    """A call that inlining replaced by `body`; its values are the `results`."""

    __slots__ = ("body", "callee", "dictionary", "results")

    def __init__(
        self, pos: int, type: Type, body: "list[Stmt]", results: "list[Use]", callee: Func
    ) -> None:
        super().__init__(pos, type)
        self.body: "list[Stmt]" = body
        self.results: "list[Use]" = results
        self.callee: Final = callee
        # The variable that was the callee's dictionary parameter, if the body reads it.
        self.dictionary: Local | None = None


# All expressions, frequent ones first: so are they told apart.
Expr: TypeAlias = (
    Use
    | Literal
    | Field
    | Binary
    | Call
    | Convert
    | FuncUse
    | InlinedCall
    | AddrOf
    | GlobalUse
    | MethodExpr
    | Index
    | Nil
    | BuiltinCall
    | Deref
    | StructLit
    | Unary
    | SliceOp
    | FuncLit
    | SliceLit
    | DictArg
    | MakeSlice
    | PtrLit
    | Concat
    | New
    | ArrayLit
    | MapIndex
    | InterfaceMethod
    | TypeExpr
    | TypeAssert
    | Receive
    | MakeChan
    | MakeMap
    | MethodValue
    | MapLit
    | Zero
    | DynamicType
    | DictWord
    | GlobalPart
    | GenericFuncUse
    | TypeParamMethod
    | TypeSize
)

# Only in templates: instantiation puts others in their place.
OpenExpr: TypeAlias = GenericFuncUse | TypeParamMethod | TypeSize
# Never in templates.
DecidedExpr: TypeAlias = InlinedCall | DictArg | DynamicType | DictWord | GlobalPart
