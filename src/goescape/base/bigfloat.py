"""Numbers of limited precision and almost any exponent, for constants too large or too small for fractions.

A value is `mantissa * 2**exp`, the mantissa an odd integer of at most 512 bits (or 0). Results are rounded to
the nearest such number, to the even one of two.
"""

from fractions import Fraction
from typing import Final, final

PRECISION: Final = 512
# Bounds of the exponent of a value in [0.5, 1) * 2**e.
EXP_MAX: Final = (1 << 31) - 1
EXP_MIN: Final = -(1 << 31)
# Precision of intermediate results.
_GUARDED: Final = PRECISION + 64


@final
class BigFloat:
    """A rounded number."""

    __slots__ = ("exp", "mantissa")

    def __init__(self, mantissa: int, exp: int) -> None:
        self.mantissa: Final = mantissa
        self.exp: Final = exp

    @property
    def magnitude(self) -> int:
        """e, the value lying in [0.5, 1) * 2**e."""
        return self.exp + self.mantissa.bit_length()


def rounded(mantissa: int, exp: int, precision: int = PRECISION) -> BigFloat:
    """`mantissa * 2**exp` with at most so many bits."""
    negative = mantissa < 0
    mantissa = abs(mantissa)
    extra = mantissa.bit_length() - precision
    if extra > 0:
        low = mantissa & ((1 << extra) - 1)
        half = 1 << (extra - 1)
        mantissa >>= extra
        exp += extra
        if low > half or (low == half and mantissa & 1):
            mantissa += 1
    if mantissa:
        zeros = (mantissa & -mantissa).bit_length() - 1
        mantissa >>= zeros
        exp += zeros
    return BigFloat(-mantissa if negative else mantissa, exp if mantissa else 0)


def from_fraction(x: Fraction) -> BigFloat:
    return _quotient(x.numerator, x.denominator, 0)


def _quotient(a: int, b: int, exp: int, precision: int = PRECISION) -> BigFloat:
    """`a / b * 2**exp`, b positive."""
    shift = max(precision + 2 + b.bit_length() - abs(a).bit_length(), 0)
    whole, rest = divmod(abs(a) << shift, b)
    # A last bit that stands for all that follow.
    value = whole << 1 | (1 if rest else 0)
    return rounded(-value if a < 0 else value, exp - shift - 1, precision)


def in_range(x: BigFloat) -> BigFloat | None:
    """x, 0 if it is too small, None if it is too large for the exponent."""
    if x.mantissa == 0:
        return x
    if x.magnitude > EXP_MAX:
        return None
    return BigFloat(0, 0) if x.magnitude < EXP_MIN else x


def add(a: BigFloat, b: BigFloat) -> BigFloat:
    if a.mantissa == 0:
        return b
    if b.mantissa == 0:
        return a
    large, small = (a, b) if a.magnitude >= b.magnitude else (b, a)
    if large.magnitude - small.magnitude > PRECISION + 2:
        # Only whether there is something matters: a bit far behind the last one.
        tail = 1 if small.mantissa > 0 else -1
        return rounded((large.mantissa << (PRECISION + 4)) + tail, large.exp - PRECISION - 4)
    exp = min(a.exp, b.exp)
    return rounded((a.mantissa << (a.exp - exp)) + (b.mantissa << (b.exp - exp)), exp)


def negated(a: BigFloat) -> BigFloat:
    return BigFloat(-a.mantissa, a.exp)


def multiply(a: BigFloat, b: BigFloat) -> BigFloat:
    return rounded(a.mantissa * b.mantissa, a.exp + b.exp)


def divide(a: BigFloat, b: BigFloat) -> BigFloat:
    numerator = a.mantissa if b.mantissa > 0 else -a.mantissa
    return _quotient(numerator, abs(b.mantissa), a.exp - b.exp)


def compare(a: BigFloat, b: BigFloat) -> int:
    return sign(add(a, negated(b)))


def sign(a: BigFloat) -> int:
    return (a.mantissa > 0) - (a.mantissa < 0)


def scaled(mantissa: int, base: int, exponent: int) -> BigFloat | None:
    """`mantissa * base**exponent`, None if that is too large (or the exponent beyond all reason)."""
    if mantissa == 0:
        return BigFloat(0, 0)
    start = rounded(mantissa, 0)
    if base == 2:
        return in_range(BigFloat(start.mantissa, start.exp + exponent))
    power = _power(base, abs(exponent))
    if exponent >= 0:
        return in_range(multiply(start, power))
    return in_range(divide(start, power))


def _power(base: int, n: int) -> BigFloat:
    result = BigFloat(1, 0)
    factor = rounded(base, 0, _GUARDED)
    while n:
        if n & 1:
            result = rounded(result.mantissa * factor.mantissa, result.exp + factor.exp, _GUARDED)
        n >>= 1
        factor = rounded(factor.mantissa * factor.mantissa, 2 * factor.exp, _GUARDED)
    return result


def exact(a: BigFloat) -> Fraction:
    """The value as a fraction; only for exponents of moderate size."""
    if a.exp >= 0:
        return Fraction(a.mantissa << a.exp)
    return Fraction(a.mantissa, 1 << -a.exp)
