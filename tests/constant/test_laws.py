"""Constant arithmetic agrees with exact arithmetic: Python's int and Fraction are the model."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from goescape.base import constant
from goescape.base.constant import FloatConst, IntConst
from goescape.syntax import nodes as ast

ints = st.integers(min_value=-(2**200), max_value=2**200)
fractions = st.fractions(max_denominator=10**12)


def number(x: constant.Constant) -> Fraction:
    assert isinstance(x, IntConst | FloatConst)
    return Fraction(x.value)


@given(ints, ints)
def test_integers_add_subtract_and_multiply_exactly(a: int, b: int) -> None:
    x, y = IntConst(a), IntConst(b)
    assert number(constant.binary_op(x, constant.OP_ADD, y)) == a + b
    assert number(constant.binary_op(x, constant.OP_SUB, y)) == a - b
    assert number(constant.binary_op(x, constant.OP_MUL, y)) == a * b


@given(ints, ints.filter(bool))
def test_integer_division_truncates_and_the_remainder_fits(a: int, b: int) -> None:
    quotient = number(constant.binary_op(IntConst(a), constant.OP_DIV, IntConst(b), True))
    rest = number(constant.binary_op(IntConst(a), constant.OP_REM, IntConst(b)))
    assert quotient * b + rest == a
    assert abs(rest) < abs(b)
    assert rest == 0 or (rest < 0) == (a < 0)


@given(ints, ints)
def test_bit_operations_are_those_of_twos_complement(a: int, b: int) -> None:
    x, y = IntConst(a), IntConst(b)
    assert number(constant.binary_op(x, constant.OP_AND, y)) == a & b
    assert number(constant.binary_op(x, constant.OP_OR, y)) == a | b
    assert number(constant.binary_op(x, constant.OP_XOR, y)) == a ^ b
    assert number(constant.binary_op(x, constant.OP_AND_NOT, y)) == a & ~b


@given(fractions, fractions)
def test_fractions_are_exact(a: Fraction, b: Fraction) -> None:
    x, y = FloatConst(a), FloatConst(b)
    assert number(constant.binary_op(x, constant.OP_ADD, y)) == a + b
    assert number(constant.binary_op(x, constant.OP_MUL, y)) == a * b
    if b:
        assert number(constant.binary_op(x, constant.OP_DIV, y)) == a / b


@given(ints, fractions)
def test_comparison_is_the_order_of_numbers(a: int, b: Fraction) -> None:
    x, y = IntConst(a), FloatConst(b)
    assert constant.compare(x, constant.OP_LSS, y) == (a < b)
    assert constant.compare(x, constant.OP_EQL, y) == (a == b)
    assert constant.compare(x, constant.OP_GEQ, y) == (a >= b)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float64_rounds_to_itself(value: float) -> None:
    rounded = constant.round_float64(FloatConst(Fraction(value)))
    assert number(rounded) == Fraction(value)


@given(st.integers(1, 2**62 - 1), st.integers(1, 2**62 - 1))
def test_a_quotient_rounds_once(numerator: int, denominator: int) -> None:
    """Also where neither number is a float64 itself."""
    rounded = constant.round_float64(FloatConst(Fraction(numerator, denominator)))
    assert number(rounded) == Fraction(numerator / denominator)


@given(st.floats(width=32, allow_nan=False, allow_infinity=False))
def test_a_float32_rounds_to_itself(value: float) -> None:
    rounded = constant.round_float32(FloatConst(Fraction(value)))
    assert number(rounded) == Fraction(value)


@given(st.binary(max_size=40))
def test_a_quoted_string_reads_back(value: bytes) -> None:
    assert constant.unquote(constant.quote(value)) == value


@given(st.integers(min_value=0, max_value=10**30))
def test_literals_of_all_bases_mean_the_same(value: int) -> None:
    for text in (str(value), hex(value), bin(value), oct(value), f"0{value:o}"):
        x = constant.from_literal(text, constant.LIT_INT)
        assert isinstance(x, IntConst)
        assert x.value == value


def test_operators_have_the_values_of_the_syntax_tree() -> None:
    names = [name for name in dir(constant) if name.startswith("OP_")]
    assert names
    assert {n: getattr(constant, n) for n in names} == {n: getattr(ast, n) for n in names}
    assert constant.LIT_STRING == ast.LIT_STRING
    assert constant.LIT_IMAG == ast.LIT_IMAG


def test_messages_show_six_digits_and_72_characters() -> None:
    pi = constant.from_literal("3.14159265358979", constant.LIT_FLOAT)
    assert constant.const_string(pi) == "3.14159"
    large = constant.from_literal("123456789.123", constant.LIT_FLOAT)
    assert constant.const_string(large) == "1.23457e+08"
    text = constant.const_string(constant.make_string(b"x" * 100))
    assert text == '"' + "x" * 68 + "..."


def test_a_fraction_never_looks_like_an_integer() -> None:
    for literal, shown in (("123456.5", "123456.5"), ("1e-7", "1e-07"), ("2.5e-9", "2.5e-09")):
        x = constant.from_literal(literal, constant.LIT_FLOAT)
        assert constant.const_string(x) == shown
