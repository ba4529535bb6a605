"""Numbers, texts and constants survive the way to bytes and back."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from goescape.base import constant
from goescape.base.buffer import In, Out
from goescape.summary import constants

ints = st.integers(min_value=-(1 << 600), max_value=1 << 600)
numbers = ints.map(constant.IntConst) | st.fractions().map(constant.FloatConst)
all_constants = (
    st.booleans().map(constant.BoolConst)
    | st.binary().map(constant.StringConst)
    | numbers
    | st.builds(constant.ComplexConst, numbers, numbers)
)


@given(st.lists(st.integers(min_value=0, max_value=1 << 600)))
def test_unsigned(values: list[int]) -> None:
    out = Out()
    out.uints(values)
    data = In(out.done())
    assert data.uints() == values
    assert data.at == len(data.data)


@given(st.lists(ints))
def test_signed(values: list[int]) -> None:
    out = Out()
    for value in values:
        out.sint(value)
    data = In(out.done())
    assert [data.sint() for _ in values] == values


@given(st.lists(st.binary()))
def test_texts_need_not_be_unicode(values: list[bytes]) -> None:
    texts = [value.decode("utf-8", "surrogateescape") for value in values]
    out = Out()
    out.texts(texts)
    assert In(out.done()).texts() == texts


@given(st.integers(min_value=0, max_value=(1 << 32) - 1))
def test_fixed(value: int) -> None:
    out = Out()
    out.byte(7)
    out.fixed(value)
    data = In(out.done())
    assert data.byte() == 7
    assert data.fixed() == value


@given(all_constants)
def test_constants(value: constant.Constant) -> None:
    out = Out()
    constants.encode(out, value)
    data = In(out.done())
    found = constants.decode(data)
    assert type(found) is type(value)
    assert constant.exact_string(found) == constant.exact_string(value)
    assert data.at == len(data.data)


def test_floats_stay_exact() -> None:
    value = constant.FloatConst(Fraction(1, 3**400))
    out = Out()
    constants.encode(out, value)
    found = constants.decode(In(out.done()))
    assert isinstance(found, constant.FloatConst)
    assert found.value == value.value
