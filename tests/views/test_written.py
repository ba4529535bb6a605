"""Words for operations, out of the source's tree."""

import pytest

from goescape.facts import operations
from goescape.facts.functions import Place
from goescape.understand.written import Written

SOURCE = b"""package p

func f(p **T, x int) (int, error) {
	(*p).method(x)(f(x, x))
	y := g(1).h(func(a int) int { return f(a) })
	z := T{f(x)}
	return x, wrapped(f(x))
}
"""


@pytest.mark.parametrize(
    ("line", "column", "code", "whole", "short"),
    [
        (4, 16, operations.PASS, "(*p).method(x)(f(x, x))", "(*p).method(x)(…)"),
        (5, 4, operations.ASSIGN, "y := g(1).h(func(a int) int {…})", "y := g(1).h(…)"),
        (6, 4, operations.ASSIGN, "z := T{…}", "z := T{…}"),
        (7, 2, operations.RETURN, "return x, wrapped(f(x))", "return x, wrapped(…)"),
        (8, 9, operations.RETURN, "", ""),
    ],
)
def test_operations_in_full_and_in_short(
    line: int, column: int, code: int, whole: str, short: str
) -> None:
    written = Written(lambda path: SOURCE)
    place = Place("/a.go", line, column, "/a.go", line, column)
    assert written.operation(code, place) == whole
    assert written.without_arguments(code, place) == short
