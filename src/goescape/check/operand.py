"""An operand: what is known of an expression while it is being checked."""

from typing import Final, final

from goescape.base.constant import Constant, const_string
from goescape.check.info import (
    MODE_BUILTIN,
    MODE_CGO,
    MODE_COMMA_OK,
    MODE_CONSTANT,
    MODE_MAP_INDEX,
    MODE_NIL,
    MODE_NO_VALUE,
    MODE_NONE,
    MODE_TYPE,
    MODE_VALUE,
    MODE_VARIABLE,
)  # fmt: skip
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    INVALID,
    UNTYPED_NIL,
    Alias,
    Array,
    Basic,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.typestring import Qualifier, type_string
from goescape.types.universe import INVALID_TYPE

_MODE_TEXT: Final[dict[int, str]] = {
    MODE_NONE: "invalid operand",
    MODE_NO_VALUE: "no value",
    MODE_BUILTIN: "built-in",
    MODE_TYPE: "type",
    MODE_CONSTANT: "constant",
    MODE_VARIABLE: "variable",
    MODE_MAP_INDEX: "map index expression",
    MODE_VALUE: "value",
    MODE_NIL: "nil",
    MODE_COMMA_OK: "comma, ok expression",
    MODE_CGO: "cgo function",
}


@final
class Operand:
    """Mode, type and value of an expression; MODE_NONE marks an invalid one (an error was reported)."""

    def __init__(self) -> None:
        self.mode: int = MODE_NONE
        self.type: Type = INVALID_TYPE
        self.value: Constant | None = None
        self.expr: ast.Expr | None = None
        # How messages call it instead of by its text, e.g. "2nd function result".
        self.label: str = ""
        # MODE_BUILTIN: which one.
        self.builtin: int = -1
        # A generic function with only some of its type arguments, `f[int]`: these, and where they are.
        self.partial: list[Type] = []
        self.partial_exprs: list[ast.Expr] = []

    @property
    def is_valid(self) -> bool:
        return self.mode != MODE_NONE

    @property
    def is_nil(self) -> bool:
        return self.mode == MODE_NIL

    @property
    def pos(self) -> int:
        return self.expr.pos if self.expr is not None else 0

    @property
    def start(self) -> int:
        """Where its first character is; errors about operands are reported there."""
        return walk.start_pos(self.expr) if self.expr is not None else 0

    def invalidate(self) -> None:
        self.mode = MODE_NONE

    def copy(self) -> "Operand":
        other = Operand()
        other.assign(self)
        return other

    def assign(self, other: "Operand") -> None:
        self.mode = other.mode
        self.type = other.type
        self.value = other.value
        self.expr = other.expr
        self.label = other.label
        self.builtin = other.builtin
        self.partial = other.partial
        self.partial_exprs = other.partial_exprs

    def set_const(self, type: Type, value: Constant) -> None:
        self.mode = MODE_CONSTANT
        self.type = type
        self.value = value


def operand_string(x: Operand, qualifier: Qualifier) -> str:
    """An operand as error messages describe it: `x (variable of type T)`."""
    if x.is_nil:
        if isinstance(x.type, Basic) and x.type.kind == INVALID:
            return "nil (with invalid type)"
        if isinstance(x.type, Basic) and x.type.kind == UNTYPED_NIL:
            return "nil"
        return f"nil (of type {type_string(x.type, qualifier)})"
    text = expr_string(x.expr) if x.expr is not None else ""
    if x.label:
        text = x.label
    if not text:
        if x.mode == MODE_TYPE:
            text = type_string(x.type, qualifier)
        elif x.mode == MODE_CONSTANT and x.value is not None:
            text = const_string(x.value)
    parts = text
    if text:
        parts += " ("
    has_type = False
    if x.mode not in (MODE_NONE, MODE_NO_VALUE, MODE_BUILTIN, MODE_TYPE):
        if predicates.is_untyped(x.type):
            parts += type_string(x.type, qualifier) + " "
        else:
            has_type = True
    parts += _MODE_TEXT[x.mode]
    if x.mode == MODE_CONSTANT and x.value is not None:
        value = const_string(x.value)
        if value != text:
            parts += " " + value
    if has_type:
        parts += _type_part(x.type, qualifier)
    if text:
        parts += ")"
    return parts


def _type_part(t: Type, qualifier: Qualifier) -> str:
    if predicates.is_invalid(t):
        return " with invalid type"
    what = "generic " if predicates.is_generic(t) else ""
    shown = type_string(t, qualifier)
    param = unalias(t)
    if isinstance(param, TypeParam):
        text = f" of {what}type {shown}"
        if param.bound is not None:
            text += f" constrained by {type_string(param.bound, qualifier)}"
            if typeset.terms_of(param) == []:
                text += " with empty type set"
        return text
    if isinstance(t, (Named, Alias)):
        kind = composite_kind(t)
        if not kind:
            under = underlying(t)
            kind = under.name if isinstance(under, Basic) else ""
        what += kind + " "
    return f" of {what}type {shown}"


def composite_kind(t: Type) -> str:
    """`slice`, `struct` … for a composite type; empty for a basic one."""
    under = underlying(t)
    if isinstance(under, Array):
        return "array"
    if isinstance(under, Slice):
        return "slice"
    if isinstance(under, Struct):
        return "struct"
    if isinstance(under, Pointer):
        return "pointer"
    if isinstance(under, Signature):
        return "func"
    if isinstance(under, Interface):
        return "interface"
    if isinstance(under, Map):
        return "map"
    if isinstance(under, Chan):
        return "chan"
    return ""
