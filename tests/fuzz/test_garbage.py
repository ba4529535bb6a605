"""A few broken inputs; `make garbage` tries many."""

import sys
from collections.abc import Iterator

import pytest

from tests.fuzz import garbage

pytestmark = pytest.mark.skipif(garbage.toolchain.goroot() is None, reason="no standard library")


@pytest.fixture(autouse=True)
def _deep_stack() -> Iterator[None]:
    # The pipeline raises it once and for all.
    before = sys.getrecursionlimit()
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize("seed", range(60))
def test_garbage(seed: int) -> None:
    assert garbage.analyze(garbage.make_input(seed), garbage.MODES[seed % 3]) == ""
