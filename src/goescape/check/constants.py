"""Constant operands: what a basic type can represent, rounding, overflow (Go spec, "Representability")."""

from typing import Final

from goescape.base import codes, constant
from goescape.base.constant import ComplexConst, Constant, IntConst, StringConst, UnknownConst
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.types import predicates
from goescape.types.model import (
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
    UINT,
    UINT8,
    UINT16,
    UINT32,
    UINT64,
    UINTPTR,
    Basic,
    Type,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string

# Why a constant is not representable.
REPRESENTABLE: Final = 0
NOT_REPRESENTABLE: Final = 1
TRUNCATED: Final = 2  # a fraction, and the type has none
OVERFLOWS: Final = 3


# Kind -> (bits, signed); 0 bits: those of a word
_INTEGER_BITS: Final[dict[int, tuple[int, bool]]] = {
    INT: (0, True), INT8: (8, True), INT16: (16, True), INT32: (32, True), INT64: (64, True),
    UINT: (0, False), UINT8: (8, False), UINT16: (16, False), UINT32: (32, False),
    UINT64: (64, False), UINTPTR: (0, False),
}  # fmt: skip

# Names of operations in "constant … overflow".
_BINARY_NAMES: Final[dict[int, str]] = {
    ast.OP_ADD: "addition", ast.OP_SUB: "subtraction", ast.OP_XOR: "bitwise XOR",
    ast.OP_MUL: "multiplication", ast.OP_SHL: "shift",
}  # fmt: skip


def error_at(c: "ck.Checker", x: Operand, code: str, message: str) -> None:
    """Report at the start of x's expression."""
    c.error(x.start, code, message)


def unsigned_bits(c: "ck.Checker", t: Type) -> int:
    """The size of an unsigned integer type; 0 for all others."""
    basic = underlying(t)
    if not isinstance(basic, Basic):
        return 0
    bits, signed = _INTEGER_BITS.get(basic.kind, (0, True))
    return 0 if signed else bits or 8 * c.sizes.word


def represent(c: "ck.Checker", value: Constant, t: Basic) -> Constant | None:
    """`value` as a constant of type t, rounded if need be; None if t cannot represent it."""
    if isinstance(value, UnknownConst):
        return value
    if t.info & IS_INTEGER:
        return _integer(c, constant.to_int(value), t.kind)
    if t.info & IS_FLOAT:
        return _float(constant.to_float(value), t.kind)
    if t.info & IS_COMPLEX:
        return _complex(constant.to_complex(value), t.kind)
    if t.info & IS_STRING:
        return value if isinstance(value, StringConst) else None
    if t.info & IS_BOOLEAN:
        return value if isinstance(value, constant.BoolConst) else None
    return None


def _integer(c: "ck.Checker", value: Constant, kind: int) -> Constant | None:
    if not isinstance(value, IntConst):
        return None
    if kind not in _INTEGER_BITS:
        return value
    bits, signed = _INTEGER_BITS[kind]
    if bits == 0:
        bits = 8 * c.sizes.word
    if signed:
        half = 1 << (bits - 1)
        return value if -half <= value.value < half else None
    return value if 0 <= value.value < 1 << bits else None


def _float(value: Constant, kind: int) -> Constant | None:
    if isinstance(value, UnknownConst):
        return None
    if kind == FLOAT32 or kind == COMPLEX64:
        rounded = constant.round_float32(value)
    elif kind == FLOAT64 or kind == COMPLEX128:
        rounded = constant.round_float64(value)
    else:
        return value
    return None if isinstance(rounded, UnknownConst) else rounded


def _complex(value: Constant, kind: int) -> Constant | None:
    if not isinstance(value, ComplexConst):
        return None
    if kind != COMPLEX64 and kind != COMPLEX128:
        return value
    real = _float(constant.to_float(value.real), kind)
    imag = _float(constant.to_float(value.imag), kind)
    if real is None or imag is None:
        return None
    return constant.make_complex(real, imag)


def representation(c: "ck.Checker", x: Operand, t: Basic) -> tuple[Constant | None, int]:
    """The value of constant operand x in type t; or None and why not."""
    value = x.value if x.value is not None else UnknownConst()
    found = represent(c, value, t)
    if found is not None:
        return found, REPRESENTABLE
    if predicates.is_numeric(x.type) and predicates.is_numeric(t):
        if not predicates.is_integer(x.type) and predicates.is_integer(t):
            return None, TRUNCATED
        return None, OVERFLOWS
    return None, NOT_REPRESENTABLE


def representable(c: "ck.Checker", x: Operand, t: Basic) -> bool:
    """Round constant operand x to type t; if t cannot represent it, report that and invalidate x."""
    value, why = representation(c, x, t)
    if value is None:
        invalid_conversion(c, why, x, t)
        x.invalidate()
        return False
    x.value = value
    return True


def invalid_conversion(c: "ck.Checker", why: int, x: Operand, target: Type) -> None:
    shown = operand_string(x, c.qualifier)
    t = type_string(target, c.qualifier)
    if why == TRUNCATED:
        error_at(c, x, codes.TRUNCATED_FLOAT, f"{shown} truncated to {t}")
    elif why == OVERFLOWS:
        error_at(c, x, codes.NUMERIC_OVERFLOW, f"{shown} overflows {t}")
    else:
        error_at(c, x, codes.INVALID_UNTYPED_CONVERSION, f"cannot convert {shown} to type {t}")


def overflow(c: "ck.Checker", x: Operand, op_pos: int) -> None:
    """Check the result of a constant operation: it must fit its type; untyped ones have limits of their own."""
    value = x.value
    if value is None or isinstance(value, UnknownConst):
        c.error(op_pos, codes.INVALID_CONST_VAL, "constant result is not representable")
        return
    if predicates.is_typed(x.type):
        basic = underlying(x.type)
        if isinstance(basic, Basic):
            representable(c, x, basic)
        return
    if isinstance(value, IntConst) and value.value.bit_length() > c.limits.integer_bits_max:
        name = operation_name(x.expr)
        c.error(op_pos, codes.NUMERIC_OVERFLOW, f"constant {name + ' ' if name else ''}overflow")
        x.value = UnknownConst()
    elif isinstance(value, StringConst) and len(value.value) > c.limits.string_length_max:
        c.error(
            op_pos,
            codes.INVALID_CONST_VAL,
            f"constant string too long ({len(value.value)} bytes > {c.limits.string_length_max} bytes)",
        )
        x.value = UnknownConst()


def operation_name(x: ast.Expr | None) -> str:
    """How an overflowing operation is called; empty if it has no special name."""
    if not isinstance(x, ast.Operation):
        return ""
    if x.y is None:
        return "bitwise complement" if x.op == ast.OP_XOR else ""
    return _BINARY_NAMES.get(x.op, "")
