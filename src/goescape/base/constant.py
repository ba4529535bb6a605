"""Exact constants of any size and precision (Go spec, "Constants"; package go/constant).

Numbers are rationals: an integer value is an `IntConst` whatever its type, so `1.0` and `1` are the same
value. Fractions whose parts grow too large are rounded to 512 bits; what is calculated from rounded numbers
is rounded, too.
"""

from fractions import Fraction
from math import isinf
from typing import Final, TypeAlias, final

from goescape.base import bigfloat
from goescape.base.bigfloat import BigFloat

# Operators, with the values of syntax.nodes.OP_* (a test compares them).
OP_NOT: Final = 1
OP_OR_OR: Final = 4
OP_AND_AND: Final = 5
OP_EQL: Final = 6
OP_NEQ: Final = 7
OP_LSS: Final = 8
OP_LEQ: Final = 9
OP_GTR: Final = 10
OP_GEQ: Final = 11
OP_ADD: Final = 12
OP_SUB: Final = 13
OP_OR: Final = 14
OP_XOR: Final = 15
OP_MUL: Final = 16
OP_DIV: Final = 17
OP_REM: Final = 18
OP_AND: Final = 19
OP_AND_NOT: Final = 20
OP_SHL: Final = 21

# Literal kinds, with the values of syntax.nodes.LIT_*.
LIT_INT: Final = 0
LIT_FLOAT: Final = 1
LIT_IMAG: Final = 2
LIT_RUNE: Final = 3
LIT_STRING: Final = 4

# Exponents with more digits make a literal unknown, whatever the rest.
_EXPONENT_DIGITS_MAX: Final = 18
# Bits up to which literals are made exactly before they are rounded.
_EXACT_BITS_MAX: Final = 120_000
# Bits of the parts of a fraction, and the binary exponent of a literal, from which on numbers are rounded.
_FRACTION_BITS_MAX: Final = 4096

Real: TypeAlias = Fraction | BigFloat


@final
class UnknownConst:
    """The value of a constant expression in which an error was reported."""

    __slots__ = ()


@final
class BoolConst:
    __slots__ = ("value",)

    def __init__(self, value: bool) -> None:
        self.value: Final = value


@final
class StringConst:
    """A string constant: bytes, not necessarily UTF-8."""

    __slots__ = ("value",)

    def __init__(self, value: bytes) -> None:
        self.value: Final = value


@final
class IntConst:
    __slots__ = ("value",)

    def __init__(self, value: int) -> None:
        self.value: Final = value


@final
class FloatConst:
    """A number that is not an integer, or an integer known to be a float; exact unless it is a BigFloat."""

    __slots__ = ("value",)

    def __init__(self, value: Real) -> None:
        self.value: Final = value


@final
class ComplexConst:
    __slots__ = ("imag", "real")

    def __init__(self, real: "IntConst | FloatConst", imag: "IntConst | FloatConst") -> None:
        self.real: Final = real
        self.imag: Final = imag


Constant: TypeAlias = BoolConst | StringConst | IntConst | FloatConst | ComplexConst | UnknownConst


def make_bool(value: bool) -> BoolConst:
    return BoolConst(value)


def make_string(value: bytes) -> StringConst:
    return StringConst(value)


def make_int(value: int) -> IntConst:
    return IntConst(value)


def _checked(value: Real) -> Constant:
    """A result: rounded if its parts are too large; unknown if its exponent is."""
    if isinstance(value, Fraction):
        limit = _FRACTION_BITS_MAX
        if value.numerator.bit_length() < limit and value.denominator.bit_length() < limit:
            return FloatConst(value)
        value = bigfloat.from_fraction(value)
    in_range = bigfloat.in_range(value)
    return UnknownConst() if in_range is None else FloatConst(in_range)


# ---------------------------------------------------------------------------------- literals


def from_literal(text: str, kind: int) -> Constant:
    """The value of a literal; unknown if it is malformed or its exponent out of any reason."""
    if kind == LIT_STRING:
        unquoted = unquote(text)
        return UnknownConst() if unquoted is None else StringConst(unquoted)
    if kind == LIT_RUNE:
        rune = _rune_value(text)
        return UnknownConst() if rune < 0 else IntConst(rune)
    if "\0" in text or not text.isascii():
        return UnknownConst()  # The scanner has complained about such bytes, but kept them.
    text = text.replace("_", "")
    if kind == LIT_INT:
        return IntConst(_int_value(text))
    if kind == LIT_FLOAT:
        value = _float_value(text)
        return UnknownConst() if value is None else FloatConst(value)
    digits = text[:-1]
    if digits.isdigit():
        imag: IntConst | FloatConst = IntConst(int(digits))  # 0123i is decimal
    elif _is_int_text(digits):
        imag = IntConst(_int_value(digits))
    else:
        value = _float_value(digits)
        if value is None:
            return UnknownConst()
        imag = FloatConst(value)
    return ComplexConst(IntConst(0), imag)


def _is_int_text(text: str) -> bool:
    if text[:2] in ("0x", "0X"):
        return "." not in text and "p" not in text and "P" not in text
    return text[:2] in ("0b", "0B", "0o", "0O") or text.isdigit()


def _int_value(text: str) -> int:
    prefix = text[:2]
    if prefix in ("0x", "0X"):
        return int(text[2:], 16)
    if prefix in ("0b", "0B"):
        return int(text[2:], 2)
    if prefix in ("0o", "0O"):
        return int(text[2:], 8)
    if len(text) > 1 and text[0] == "0":
        return int(text, 8)
    return _decimal(text)


def _decimal(text: str) -> int:
    """int(text) for any length (the interpreter limits the plain conversion)."""
    if len(text) <= 4000:
        return int(text) if text else 0
    half = len(text) // 2
    low = text[half:]
    scale: int = 10 ** len(low)
    return _decimal(text[:half]) * scale + _decimal(low)


def _float_value(text: str) -> Real | None:
    """The value of a floating-point literal, None if there is none."""
    is_hex = text[:2] in ("0x", "0X")
    if is_hex:
        mantissa, _, exponent = text[2:].lower().partition("p")
    else:
        mantissa, _, exponent = text.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction) or "0"
    value = int(digits, 16) if is_hex else _decimal(digits)
    if len(exponent.lstrip("+-0")) > _EXPONENT_DIGITS_MAX:
        return None
    exp = int(exponent or "0") - len(fraction) * (4 if is_hex else 1)
    if value == 0:
        return Fraction(0)
    base = 2 if is_hex else 10
    # The compiler applies powers of two before it turns to those of five.
    if not bigfloat.EXP_MIN <= value.bit_length() + exp <= bigfloat.EXP_MAX:
        return None
    if abs(exp) * (base.bit_length() - 1) + value.bit_length() > _EXACT_BITS_MAX:
        found = bigfloat.scaled(value, base, exp)
        return Fraction(0) if found is not None and found.mantissa == 0 else found
    exact = Fraction(value * base**exp) if exp >= 0 else Fraction(value, base**-exp)
    magnitude = bigfloat.from_fraction(exact).magnitude
    return exact if abs(magnitude) < _FRACTION_BITS_MAX else bigfloat.from_fraction(exact)


_SIMPLE_ESCAPES: Final[dict[str, int]] = {
    "a": 7, "b": 8, "f": 12, "n": 10, "r": 13, "t": 9, "v": 11, "\\": 92, "'": 39, '"': 34,
}  # fmt: skip
_RUNE_MAX: Final = 0x10FFFF


def unquote(text: str) -> bytes | None:
    """The bytes of a string literal's text; None if an escape is malformed.

    The scanner does not see bytes that are no UTF-8, so it lets them pass within an escape.
    """
    if text.startswith("`"):
        return text[1:-1].replace("\r", "").encode("utf-8", "surrogateescape")
    body = text[1:-1]
    if "\\" not in body:
        return body.encode("utf-8", "surrogateescape")
    out = bytearray()
    i = 0
    while i < len(body):
        end = body.find("\\", i)
        if end < 0:
            end = len(body)
        out += body[i:end].encode("utf-8", "surrogateescape")
        i = end
        if i < len(body):
            value, is_byte, i = _escape(body, i + 1)
            if value < 0:
                return None
            if is_byte:
                out.append(value & 0xFF)
            else:
                out += chr(value).encode("utf-8", "surrogatepass")
    return bytes(out)


def _escape(body: str, i: int) -> tuple[int, bool, int]:
    """The value after a backslash (-1 if malformed), whether it is a byte, and the index behind it."""
    if i >= len(body):
        return -1, True, i
    c = body[i]
    simple = _SIMPLE_ESCAPES.get(c)
    if simple is not None:
        return simple, True, i + 1
    if c == "x":
        return _digits(body, i + 1, 2, 16), True, i + 3
    if c == "u":
        return _digits(body, i + 1, 4, 16), False, i + 5
    if c == "U":
        return _digits(body, i + 1, 8, 16), False, i + 9
    return _digits(body, i, 3, 8), True, i + 3


def _digits(body: str, i: int, n: int, base: int) -> int:
    """The value of n digits, -1 if there are not so many or it is no character."""
    digits = body[i : i + n]
    known = "01234567" if base == 8 else "0123456789abcdefABCDEF"
    if len(digits) < n or any(c not in known for c in digits):
        return -1
    value = int(digits, base)
    return value if value <= _RUNE_MAX else -1


def _rune_value(text: str) -> int:
    """The value of a rune literal's text, -1 if an escape is malformed."""
    body = text[1:-1]
    if body.startswith("\\"):
        return _escape(body, 1)[0]
    return ord(body[0]) if body else 0


# ------------------------------------------------------------------------------- conversions


def to_int(x: Constant) -> Constant:
    """x as an integer if its value is one, else unknown."""
    if isinstance(x, IntConst):
        return x
    if isinstance(x, FloatConst):
        if isinstance(x.value, BigFloat):
            return _rounded_to_int(x.value)
        if x.value.denominator == 1:
            return IntConst(x.value.numerator)
    elif isinstance(x, ComplexConst) and sign(x.imag) == 0:
        return to_int(x.real)
    return UnknownConst()


_ROUNDING_BITS: Final = 4  # that errors of earlier calculations may have spoilt


def _rounded_to_int(x: BigFloat) -> Constant:
    """The integer that x is, or would be without its last bits."""
    if abs(x.magnitude) >= _FRACTION_BITS_MAX:
        return UnknownConst()
    if x.exp >= 0:
        return IntConst(x.mantissa << x.exp)
    spoilt = abs(x.mantissa).bit_length() - (bigfloat.PRECISION - _ROUNDING_BITS)
    if spoilt > 0:
        for mantissa in (x.mantissa >> spoilt, -(-x.mantissa >> spoilt)):
            near = Fraction(mantissa) * Fraction(2) ** (x.exp + spoilt)
            if near.denominator == 1:
                return IntConst(near.numerator)
    return UnknownConst()


def to_float(x: Constant) -> Constant:
    """x as a real number if its value is one, else unknown."""
    if isinstance(x, IntConst):
        return _checked(Fraction(x.value))
    if isinstance(x, FloatConst):
        return x
    if isinstance(x, ComplexConst) and sign(x.imag) == 0:
        return to_float(x.real)
    return UnknownConst()


def to_complex(x: Constant) -> Constant:
    if isinstance(x, (IntConst, FloatConst)):
        return ComplexConst(x, IntConst(0))
    if isinstance(x, ComplexConst):
        return x
    return UnknownConst()


def real(x: Constant) -> Constant:
    if isinstance(x, ComplexConst):
        return x.real
    return x if isinstance(x, (IntConst, FloatConst)) else UnknownConst()


def imag(x: Constant) -> Constant:
    if isinstance(x, ComplexConst):
        return x.imag
    return IntConst(0) if isinstance(x, (IntConst, FloatConst)) else UnknownConst()


def int64_value(x: Constant) -> int | None:
    """The value of an integer constant, None for anything else."""
    i = to_int(x)
    return i.value if isinstance(i, IntConst) else None


def real_value(x: "IntConst | FloatConst") -> Real:
    return Fraction(x.value) if isinstance(x, IntConst) else x.value


def sign(x: Constant) -> int:
    """-1, 0 or 1; of a complex number 0 if it is zero, else 1. Unknown is 1."""
    if isinstance(x, (IntConst, FloatConst)):
        return _sign(real_value(x))
    if isinstance(x, ComplexConst):
        return sign(x.real) | sign(x.imag)
    return 1


def _sign(x: Real) -> int:
    return bigfloat.sign(x) if isinstance(x, BigFloat) else (x > 0) - (x < 0)


def is_zero(x: Constant) -> bool:
    """Whether x is the zero value of its kind."""
    if isinstance(x, BoolConst):
        return not x.value
    if isinstance(x, StringConst):
        return len(x.value) == 0
    if isinstance(x, UnknownConst):
        return False
    return sign(x) == 0


def _round64(x: Fraction) -> Fraction | None:
    """x rounded to float64, or None if it overflows."""
    try:
        # Not numerator / denominator: compiled, that rounds both first.
        f = float(x)
    except OverflowError:
        return None
    if isinf(f):
        return None
    return Fraction(f)


def _round32(x: Fraction) -> Fraction | None:
    """x rounded to float32 (once, from the exact value), or None if it overflows."""
    if x == 0:
        return Fraction(0)
    magnitude = abs(x)
    exp = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    if Fraction(2) ** exp > magnitude:
        exp -= 1
    ulp_exp = max(exp, -126) - 23
    scaled = magnitude / Fraction(2) ** ulp_exp
    whole = scaled.numerator // scaled.denominator
    rest = scaled - whole
    if rest > Fraction(1, 2) or (rest == Fraction(1, 2) and whole & 1):
        whole += 1
    value = whole * Fraction(2) ** ulp_exp
    if value >= Fraction(2) ** 128:
        return None
    return value if x > 0 else -value


# -------------------------------------------------------------------------------- operations


def make_complex(re: Constant, im: Constant) -> Constant:
    """`re + im i` of two real numbers."""
    if isinstance(re, (IntConst, FloatConst)) and isinstance(im, (IntConst, FloatConst)):
        return ComplexConst(re, im)
    return UnknownConst()


_FLOAT64_EXP_MAX: Final = 1100


def _narrowed(x: Real) -> Fraction:
    """x as a fraction, with which rounding to float64 does the same."""
    if isinstance(x, Fraction):
        return x
    if x.magnitude < -_FLOAT64_EXP_MAX:
        return Fraction(0)
    if x.magnitude > _FLOAT64_EXP_MAX:
        return Fraction(bigfloat.sign(x) << (2 * _FLOAT64_EXP_MAX))
    return bigfloat.exact(x)


def round_float32(x: Constant) -> Constant:
    """A real number rounded to float32; unknown if it overflows."""
    if not isinstance(x, (IntConst, FloatConst)):
        return UnknownConst()
    rounded = _round32(_narrowed(real_value(x)))
    return UnknownConst() if rounded is None else FloatConst(rounded)


def round_float64(x: Constant) -> Constant:
    """A real number rounded to float64; unknown if it overflows."""
    if not isinstance(x, (IntConst, FloatConst)):
        return UnknownConst()
    rounded = _round64(_narrowed(real_value(x)))
    return UnknownConst() if rounded is None else FloatConst(rounded)


def _number_rank(x: Constant) -> int:
    if isinstance(x, IntConst):
        return 1
    if isinstance(x, FloatConst):
        return 2
    if isinstance(x, ComplexConst):
        return 3
    return 0


def _match(x: Constant, y: Constant) -> tuple[Constant, Constant]:
    rank = max(_number_rank(x), _number_rank(y))
    if rank == 2:
        return to_float(x), to_float(y)
    if rank == 3:
        return to_complex(x), to_complex(y)
    return x, y


def unary_op(op: int, x: Constant, prec: int) -> Constant:
    """`op x`; for `^` of an unsigned type, prec is its size in bits (0 otherwise)."""
    if isinstance(x, UnknownConst):
        return x
    if op == OP_ADD:
        return x
    if op == OP_SUB:
        if isinstance(x, IntConst):
            return IntConst(-x.value)
        if isinstance(x, FloatConst):
            return FloatConst(_negated(x.value))
        if isinstance(x, ComplexConst):
            re = unary_op(OP_SUB, x.real, 0)
            im = unary_op(OP_SUB, x.imag, 0)
            if isinstance(re, (IntConst, FloatConst)) and isinstance(im, (IntConst, FloatConst)):
                return ComplexConst(re, im)
    if op == OP_XOR and isinstance(x, IntConst):
        value = ~x.value
        if prec > 0:
            value &= (1 << prec) - 1
        return IntConst(value)
    if op == OP_NOT and isinstance(x, BoolConst):
        return BoolConst(not x.value)
    return UnknownConst()


def binary_op(x: Constant, op: int, y: Constant, int_division: bool = False) -> Constant:
    """`x op y` for operands of one kind (numbers are matched). `/` of integers is exact unless
    int_division; the divisor is not zero."""
    x, y = _match(x, y)
    if isinstance(x, IntConst) and isinstance(y, IntConst):
        return _int_op(x.value, op, y.value, int_division)
    if isinstance(x, FloatConst) and isinstance(y, FloatConst):
        return _float_op(x.value, op, y.value)
    if isinstance(x, ComplexConst) and isinstance(y, ComplexConst):
        return _complex_op(x, op, y)
    if isinstance(x, StringConst) and isinstance(y, StringConst) and op == OP_ADD:
        return StringConst(x.value + y.value)
    if isinstance(x, BoolConst) and isinstance(y, BoolConst):
        if op == OP_AND_AND:
            return BoolConst(x.value and y.value)
        if op == OP_OR_OR:
            return BoolConst(x.value or y.value)
    return UnknownConst()


def _int_op(a: int, op: int, b: int, int_division: bool) -> Constant:
    if op == OP_ADD:
        return IntConst(a + b)
    if op == OP_SUB:
        return IntConst(a - b)
    if op == OP_MUL:
        return IntConst(a * b)
    if op == OP_DIV:
        if int_division:
            q = abs(a) // abs(b)
            return IntConst(q if (a < 0) == (b < 0) else -q)
        return _checked(Fraction(a, b))
    if op == OP_REM:
        r = abs(a) % abs(b)
        return IntConst(-r if a < 0 else r)
    if op == OP_AND:
        return IntConst(a & b)
    if op == OP_OR:
        return IntConst(a | b)
    if op == OP_XOR:
        return IntConst(a ^ b)
    if op == OP_AND_NOT:
        return IntConst(a & ~b)
    return UnknownConst()


def _negated(x: Real) -> Real:
    return bigfloat.negated(x) if isinstance(x, BigFloat) else -x


def _big(x: Real) -> BigFloat:
    return x if isinstance(x, BigFloat) else bigfloat.from_fraction(x)


def _real_op(a: Real, op: int, b: Real) -> Real:
    """`a op b`, with fractions exact, otherwise rounded."""
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        if op == OP_ADD:
            return a + b
        if op == OP_SUB:
            return a - b
        return a * b if op == OP_MUL else a / b
    x, y = _big(a), _big(b)
    if op == OP_ADD:
        return bigfloat.add(x, y)
    if op == OP_SUB:
        return bigfloat.add(x, bigfloat.negated(y))
    return bigfloat.multiply(x, y) if op == OP_MUL else bigfloat.divide(x, y)


def _float_op(a: Real, op: int, b: Real) -> Constant:
    if op in (OP_ADD, OP_SUB, OP_MUL, OP_DIV):
        return _checked(_real_op(a, op, b))
    return UnknownConst()


def _complex_op(x: ComplexConst, op: int, y: ComplexConst) -> Constant:
    a, b = real_value(x.real), real_value(x.imag)
    c, d = real_value(y.real), real_value(y.imag)
    if op == OP_ADD or op == OP_SUB:
        return make_complex(_float_op(a, op, c), _float_op(b, op, d))
    if op != OP_MUL and op != OP_DIV:
        return UnknownConst()
    ac, bd = _real_op(a, OP_MUL, c), _real_op(b, OP_MUL, d)
    bc, ad = _real_op(b, OP_MUL, c), _real_op(a, OP_MUL, d)
    if op == OP_MUL:
        return make_complex(_float_op(ac, OP_SUB, bd), _float_op(bc, OP_ADD, ad))
    s = _real_op(_real_op(c, OP_MUL, c), OP_ADD, _real_op(d, OP_MUL, d))
    if _sign(s) == 0:
        return UnknownConst()
    re = _real_op(ac, OP_ADD, bd)
    im = _real_op(bc, OP_SUB, ad)
    return make_complex(_float_op(re, OP_DIV, s), _float_op(im, OP_DIV, s))


def shift(x: Constant, op: int, count: int) -> Constant:
    """`x << count` or `x >> count` of an integer."""
    if not isinstance(x, IntConst):
        return UnknownConst()
    if op == OP_SHL:
        return IntConst(x.value << count)
    return IntConst(x.value >> count)


def compare(x: Constant, op: int, y: Constant) -> bool:
    """`x op y` for a comparison operator; unknown operands compare false."""
    x, y = _match(x, y)
    if isinstance(x, ComplexConst) and isinstance(y, ComplexConst):
        equal = _order(x.real, y.real) == 0 and _order(x.imag, y.imag) == 0
        return equal if op == OP_EQL else not equal
    if isinstance(x, BoolConst) and isinstance(y, BoolConst):
        return (x.value == y.value) == (op == OP_EQL)
    if isinstance(x, StringConst) and isinstance(y, StringConst):
        return _holds(op, (x.value > y.value) - (x.value < y.value))
    if isinstance(x, (IntConst, FloatConst)) and isinstance(y, (IntConst, FloatConst)):
        return _holds(op, _order(x, y))
    return False


def _order(x: IntConst | FloatConst, y: IntConst | FloatConst) -> int:
    """Less than 0, 0, or more than 0, as x is less than, equal to or more than y."""
    a, b = real_value(x), real_value(y)
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return (a > b) - (a < b)
    return bigfloat.compare(_big(a), _big(b))


def _holds(op: int, order: int) -> bool:
    if op == OP_EQL:
        return order == 0
    if op == OP_NEQ:
        return order != 0
    if op == OP_LSS:
        return order < 0
    if op == OP_LEQ:
        return order <= 0
    if op == OP_GTR:
        return order > 0
    return order >= 0


# -------------------------------------------------------------------------------------- text

STRING_SHOWN_MAX: Final = 72


def const_string(x: Constant) -> str:
    """The short form that messages use: six digits of a float, strings cut at 72 characters."""
    if isinstance(x, BoolConst):
        return "true" if x.value else "false"
    if isinstance(x, IntConst):
        return int_text(x.value)
    if isinstance(x, FloatConst):
        return _float_text(x.value)
    if isinstance(x, ComplexConst):
        return f"({const_string(x.real)} + {const_string(x.imag)}i)"
    if isinstance(x, StringConst):
        text = quote(x.value)
        return text if len(text) <= STRING_SHOWN_MAX else text[: STRING_SHOWN_MAX - 3] + "..."
    return "unknown"


def exact_string(x: Constant) -> str:
    """The exact form: fractions as `a/b`, strings in full."""
    if isinstance(x, FloatConst):
        if isinstance(x.value, BigFloat):
            return f"{x.value.mantissa:#x}p{x.value.exp}"
        if x.value.denominator == 1:
            return int_text(x.value.numerator)
        return f"{int_text(x.value.numerator)}/{int_text(x.value.denominator)}"
    if isinstance(x, ComplexConst):
        return f"({exact_string(x.real)} + {exact_string(x.imag)}i)"
    if isinstance(x, StringConst):
        return quote(x.value)
    return const_string(x)


def int_text(value: int) -> str:
    """str(value) for any size (the interpreter limits the plain conversion)."""
    if value < 0:
        return "-" + int_text(-value)
    if value.bit_length() < 12_000:
        return str(value)
    digits = value.bit_length() * 30103 // 100_000 // 2
    high, low = divmod(value, 10**digits)
    return int_text(high) + int_text(low).rjust(digits, "0")


def _float_text(number: Real) -> str:
    """As C's `%.6g`, for any exponent."""
    if _sign(number) == 0:
        return "0"
    value = _narrowed(number)
    try:
        f = float(value)
    except OverflowError:
        f = 0.0
    if f == 0 or isinf(f):
        return _scientific(_big(number))
    text = f"{f:.6g}"
    if value.denominator != 1 and "." not in text:
        # It would look like an integer: show all digits.
        return _shortest(f)
    return text


def _shortest(f: float) -> str:
    """As Go's `%g`: as many digits as tell f from its neighbours."""
    digits = 1
    while float(f"{f:.{digits - 1}e}") != f:
        digits += 1
    text = f"{f:.{digits - 1}e}"
    exp = int(text.partition("e")[2])
    if exp < -4 or exp >= 6:
        return text
    return f"{f:.{max(digits - 1 - exp, 0)}f}"


_LOG10_2: Final = 0.30102999566398119521


def _scientific(x: BigFloat) -> str:
    """Six digits and an exponent of ten, calculated (like the compiler does) with floats."""
    bits = abs(x.mantissa).bit_length()
    m = float(Fraction(x.mantissa, 1 << bits))
    d = float(x.magnitude) * _LOG10_2
    exp = int(d)
    m *= 10.0 ** (d - float(exp))
    if abs(m) < 1 - 0.5e-6:
        m *= 10
        exp -= 1
    elif abs(m) >= 10:
        m /= 10
        exp += 1
    return f"{m:.6g}e{exp:+d}"


_QUOTED: Final[dict[int, str]] = {
    7: "\\a", 8: "\\b", 12: "\\f", 10: "\\n", 13: "\\r", 9: "\\t", 11: "\\v", 92: "\\\\", 34: '\\"',
}  # fmt: skip


def quote(value: bytes) -> str:
    """A Go string literal for these bytes (strconv.Quote)."""
    out = ['"']
    if value.isascii() and value.isalnum():
        return f'"{value.decode("ascii")}"'
    for char in value.decode("utf-8", "surrogateescape"):
        code = ord(char)
        known = _QUOTED.get(code)
        if known is not None:
            out.append(known)
        elif 0xDC80 <= code <= 0xDCFF:
            out.append(f"\\x{code - 0xDC00:02x}")
        elif char == " " or (char.isprintable() and code != 0xAD):
            out.append(char)
        elif code < 0x80:
            out.append(f"\\x{code:02x}")
        elif code < 0x10000:
            out.append(f"\\u{code:04x}")
        else:
            out.append(f"\\U{code:08x}")
    out.append('"')
    return "".join(out)


def quote_rune(code: int) -> str:
    """A Go rune literal (strconv.QuoteRune); invalid code points show as U+FFFD."""
    if not 0 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        code = 0xFFFD
    if code == 39:
        return "'\\''"
    if code == 34:
        return "'\"'"
    text = quote(chr(code).encode("utf-8", "surrogatepass"))
    return f"'{text[1:-1]}'"
