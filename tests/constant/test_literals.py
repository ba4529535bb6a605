"""The values of literals."""

import pytest

from goescape.base.constant import UnknownConst, from_literal
from goescape.syntax.nodes import LIT_FLOAT, LIT_IMAG, LIT_INT


@pytest.mark.parametrize("kind", [LIT_INT, LIT_FLOAT, LIT_IMAG])
@pytest.mark.parametrize("text", ["0\0", "1\0", "0\udc80", "1.\udcff5", "0x\0", "1e\0", "0\0i"])
def test_numbers_with_bytes_that_were_reported_have_no_value(kind: int, text: str) -> None:
    assert isinstance(from_literal(text, kind), UnknownConst)
