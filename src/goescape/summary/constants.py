"""Constants as bytes."""

from fractions import Fraction

from goescape.base.bigfloat import BigFloat
from goescape.base.buffer import In, Out
from goescape.base.bug import InternalError
from goescape.base.constant import (
    BoolConst,
    ComplexConst,
    Constant,
    FloatConst,
    IntConst,
    StringConst,
    UnknownConst,
)
from goescape.summary import format as f


def encode(out: Out, value: Constant) -> None:
    if isinstance(value, BoolConst):
        out.byte(f.CONST_TRUE if value.value else f.CONST_FALSE)
    elif isinstance(value, StringConst):
        out.byte(f.CONST_STRING)
        out.raw(value.value)
    elif isinstance(value, IntConst):
        out.byte(f.CONST_INT)
        out.sint(value.value)
    elif isinstance(value, FloatConst):
        _encode_float(out, value)
    elif isinstance(value, ComplexConst):
        out.byte(f.CONST_COMPLEX)
        encode(out, value.real)
        encode(out, value.imag)
    elif isinstance(value, UnknownConst):
        out.byte(f.CONST_UNKNOWN)
    else:
        raise InternalError(f"constant {type(value).__name__} cannot be encoded")


def decode(data: In) -> Constant:
    kind = data.byte()
    if kind == f.CONST_INT:
        return IntConst(data.sint())
    if kind == f.CONST_STRING:
        return StringConst(data.raw())
    if kind == f.CONST_TRUE:
        return BoolConst(True)
    if kind == f.CONST_FALSE:
        return BoolConst(False)
    if kind == f.CONST_FLOAT:
        return _decode_float(data)
    if kind == f.CONST_ROUNDED:
        mantissa = data.sint()
        return FloatConst(BigFloat(mantissa, data.sint()))
    if kind == f.CONST_COMPLEX:
        return ComplexConst(_decode_part(data), _decode_part(data))
    if kind == f.CONST_UNKNOWN:
        return UnknownConst()
    raise InternalError(f"a summary has a constant of kind {kind}")


def _encode_float(out: Out, value: FloatConst) -> None:
    number = value.value
    if isinstance(number, BigFloat):
        out.byte(f.CONST_ROUNDED)
        out.sint(number.mantissa)
        out.sint(number.exp)
    else:
        out.byte(f.CONST_FLOAT)
        out.sint(number.numerator)
        out.uint(number.denominator)


def _decode_float(data: In) -> FloatConst:
    numerator = data.sint()
    return FloatConst(Fraction(numerator, data.uint()))


def _decode_part(data: In) -> IntConst | FloatConst:
    part = decode(data)
    if isinstance(part, (IntConst, FloatConst)):
        return part
    raise InternalError("a summary has a complex constant with parts that are not numbers")
