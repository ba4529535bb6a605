"""Predeclared identifiers (Go spec, "Predeclared identifiers") and package unsafe."""

from typing import Final

from goescape.base.constant import BoolConst, IntConst
from goescape.types import model
from goescape.types.model import (
    BOOL,
    COMPLEX64,
    COMPLEX128,
    FLOAT32,
    FLOAT64,
    INT,
    INT8,
    INT16,
    INT32,
    INT64,
    IS_BOOLEAN,
    IS_COMPLEX,
    IS_FLOAT,
    IS_INTEGER,
    IS_STRING,
    IS_UNSIGNED,
    IS_UNTYPED,
    STRING,
    UINT,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    UINTPTR,
    UNSAFE_POINTER,
    UNTYPED_BOOL,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_NIL,
    UNTYPED_RUNE,
    UNTYPED_STRING,
    Alias,
    Basic,
    Interface,
    Named,
    Signature,
    Tuple,
    Type,
    TypeSet,
)  # fmt: skip
from goescape.types.objects import (
    VAR_RECV,
    VAR_RESULT,
    Builtin,
    Const,
    Func,
    Nil,
    Package,
    Scope,
    TypeName,
    Var,
)

# All basic types by kind; `byte` and `rune` are further objects of kinds UINT8 and INT32.
TYP: Final[list[Basic]] = [
    model.INVALID_TYPE,
    Basic(BOOL, IS_BOOLEAN, "bool"),
    Basic(INT, IS_INTEGER, "int"),
    Basic(INT8, IS_INTEGER, "int8"),
    Basic(INT16, IS_INTEGER, "int16"),
    Basic(INT32, IS_INTEGER, "int32"),
    Basic(INT64, IS_INTEGER, "int64"),
    Basic(UINT, IS_INTEGER | IS_UNSIGNED, "uint"),
    Basic(UINT8, IS_INTEGER | IS_UNSIGNED, "uint8"),
    Basic(UINT16, IS_INTEGER | IS_UNSIGNED, "uint16"),
    Basic(UINT32, IS_INTEGER | IS_UNSIGNED, "uint32"),
    Basic(UINT64, IS_INTEGER | IS_UNSIGNED, "uint64"),
    Basic(UINTPTR, IS_INTEGER | IS_UNSIGNED, "uintptr"),
    Basic(FLOAT32, IS_FLOAT, "float32"),
    Basic(FLOAT64, IS_FLOAT, "float64"),
    Basic(COMPLEX64, IS_COMPLEX, "complex64"),
    Basic(COMPLEX128, IS_COMPLEX, "complex128"),
    Basic(STRING, IS_STRING, "string"),
    Basic(UNSAFE_POINTER, 0, "unsafe.Pointer"),
    Basic(UNTYPED_BOOL, IS_BOOLEAN | IS_UNTYPED, "untyped bool"),
    Basic(UNTYPED_INT, IS_INTEGER | IS_UNTYPED, "untyped int"),
    Basic(UNTYPED_RUNE, IS_INTEGER | IS_UNTYPED, "untyped rune"),
    Basic(UNTYPED_FLOAT, IS_FLOAT | IS_UNTYPED, "untyped float"),
    Basic(UNTYPED_COMPLEX, IS_COMPLEX | IS_UNTYPED, "untyped complex"),
    Basic(UNTYPED_STRING, IS_STRING | IS_UNTYPED, "untyped string"),
    Basic(UNTYPED_NIL, IS_UNTYPED, "untyped nil"),
]
BYTE: Final = Basic(UINT8, IS_INTEGER | IS_UNSIGNED, "byte")
RUNE: Final = Basic(INT32, IS_INTEGER, "rune")
INVALID_TYPE: Final = model.INVALID_TYPE

BUILTIN_APPEND: Final = 0
BUILTIN_CAP: Final = 1
BUILTIN_CLEAR: Final = 2
BUILTIN_CLOSE: Final = 3
BUILTIN_COMPLEX: Final = 4
BUILTIN_COPY: Final = 5
BUILTIN_DELETE: Final = 6
BUILTIN_IMAG: Final = 7
BUILTIN_LEN: Final = 8
BUILTIN_MAX: Final = 9
BUILTIN_MIN: Final = 10
BUILTIN_PANIC: Final = 11
BUILTIN_PRINT: Final = 12
BUILTIN_PRINTLN: Final = 13
BUILTIN_REAL: Final = 14
BUILTIN_RECOVER: Final = 15
BUILTIN_UNSAFE_ADD: Final = 16
BUILTIN_UNSAFE_SLICE: Final = 17
BUILTIN_UNSAFE_SLICE_DATA: Final = 18
BUILTIN_UNSAFE_STRING: Final = 19
BUILTIN_UNSAFE_STRING_DATA: Final = 20
BUILTIN_MAKE: Final = 21
BUILTIN_NEW: Final = 22
BUILTIN_UNSAFE_ALIGNOF: Final = 23
BUILTIN_UNSAFE_OFFSETOF: Final = 24
BUILTIN_UNSAFE_SIZEOF: Final = 25

# By number.
BUILTIN_NAMES: Final = (
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "max", "min",
    "panic", "print", "println", "real", "recover", "unsafe.Add", "unsafe.Slice", "unsafe.SliceData",
    "unsafe.String", "unsafe.StringData", "make", "new", "unsafe.Alignof", "unsafe.Offsetof", "unsafe.Sizeof",
)  # fmt: skip
_OF_UNSAFE: Final = "unsafe."


def builtin_name(id: int) -> str:
    """The name of a predeclared function without its package."""
    return BUILTIN_NAMES[id].removeprefix(_OF_UNSAFE)


def _empty_interface() -> Interface:
    iface = Interface([], [])
    iface.complete = True
    iface.type_set = TypeSet([], None, False)
    return iface


def _make_any() -> TypeName:
    obj = TypeName(0, None, "any", None)
    obj.is_alias = True
    alias = Alias(obj, EMPTY_INTERFACE)
    alias.actual = EMPTY_INTERFACE
    obj.type = alias
    return obj


def _make_error() -> TypeName:
    obj = TypeName(0, None, "error", None)
    named = Named(obj, None)
    obj.type = named
    result = Var(0, None, "", TYP[STRING], VAR_RESULT)
    recv = Var(0, None, "", named, VAR_RECV)
    method = Func(0, None, "Error", Signature(recv, Tuple([]), Tuple([result]), False))
    method.is_abstract = True
    iface = Interface([method], [])
    iface.complete = True
    iface.type_set = TypeSet([method], None, False)
    named.under = iface
    return obj


def _make_comparable() -> TypeName:
    obj = TypeName(0, None, "comparable", None)
    named = Named(obj, None)
    obj.type = named
    iface = Interface([], [])
    iface.complete = True
    iface.type_set = TypeSet([], None, True)
    named.under = iface
    return obj


EMPTY_INTERFACE: Final = _empty_interface()

# The type of a call without results.
NO_RESULTS: Final = Tuple([])
ANY_OBJECT: Final = _make_any()
ERROR_OBJECT: Final = _make_error()
COMPARABLE_OBJECT: Final = _make_comparable()
IOTA_OBJECT: Final = Const(0, None, "iota", TYP[UNTYPED_INT], IntConst(0))
NIL_OBJECT: Final = Nil(0, None, "nil")


def _make_universe() -> Scope:
    scope = Scope(None)
    for basic in [*TYP[BOOL : STRING + 1], BYTE, RUNE]:
        scope.insert(TypeName(0, None, basic.name, basic))
    scope.insert(ANY_OBJECT)
    scope.insert(ERROR_OBJECT)
    scope.insert(COMPARABLE_OBJECT)
    scope.insert(Const(0, None, "true", TYP[UNTYPED_BOOL], BoolConst(True)))
    scope.insert(Const(0, None, "false", TYP[UNTYPED_BOOL], BoolConst(False)))
    scope.insert(IOTA_OBJECT)
    scope.insert(NIL_OBJECT)
    for id_, name in enumerate(BUILTIN_NAMES):
        if not name.startswith(_OF_UNSAFE):
            scope.insert(Builtin(None, name, id_))
    return scope


def _make_unsafe() -> Package:
    pkg = Package("unsafe", "unsafe", Scope(_UNIVERSE))
    pkg.scope.insert(TypeName(0, pkg, "Pointer", TYP[UNSAFE_POINTER]))
    for id_, name in enumerate(BUILTIN_NAMES):
        if name.startswith(_OF_UNSAFE):
            pkg.scope.insert(Builtin(pkg, builtin_name(id_), id_))
    return pkg


_UNIVERSE: Final = _make_universe()
_UNSAFE: Final = _make_unsafe()


def universe() -> Scope:
    """The scope that encloses every package."""
    return _UNIVERSE


def unsafe_package() -> Package:
    return _UNSAFE


def basic_type(kind: int, name: str) -> Basic:
    """The predeclared type of a kind, as it is spelled: `byte` is not `uint8`."""
    if name == "byte":
        return BYTE
    if name == "rune":
        return RUNE
    return TYP[kind]


def any_type() -> Type:
    any_ = ANY_OBJECT.type
    return any_ if any_ is not None else EMPTY_INTERFACE


def error_type() -> Type:
    error = ERROR_OBJECT.type
    return error if error is not None else EMPTY_INTERFACE


def bool_type() -> Basic:
    return TYP[BOOL]


def int_type() -> Basic:
    return TYP[INT]


def uint_type() -> Basic:
    return TYP[UINT]


def uintptr_type() -> Basic:
    return TYP[UINTPTR]


def string_type() -> Basic:
    return TYP[STRING]


def byte_type() -> Basic:
    return BYTE


def rune_type() -> Basic:
    return RUNE


def unsafe_pointer_type() -> Basic:
    return TYP[UNSAFE_POINTER]
