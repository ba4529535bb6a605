"""From where to where an operation goes on its line."""

import pytest

from goescape.facts import operations
from goescape.facts.functions import Place
from goescape.understand.written import Written

SOURCE = b"""package p

func f(p **T, x int) (int, error) {
	(*p).method(x)(f(x, x)) // as it is
	y := g(1).h(func(a int) int { return f(a) })
	z := T{f(x), "}"}
	w := call(x,
		y)
	a[f(x)], c = b[1:f(x)], <-d
	for _, each := range f(x) {
	}
	return x, wrapped(f(x))
}
"""


@pytest.mark.parametrize(
    ("line", "column", "code", "marked"),
    [
        (4, 16, operations.PASS, "(*p).method(x)(f(x, x))"),
        (4, 2, operations.DEREFERENCE, "(*p)"),
        (5, 4, operations.ASSIGN, "y := g(1).h(func(a int) int { return f(a) })"),
        (6, 8, operations.STRUCT_FIELD, 'T{f(x), "}"}'),
        (7, 11, operations.PASS, "call(x,"),
        (9, 3, operations.MAP_KEY, "a[f(x)]"),
        (9, 16, operations.SLICE, "b[1:f(x)]"),
        (10, 2, operations.RANGE, "_, each := range f(x)"),
        (12, 2, operations.RETURN, "return x, wrapped(f(x))"),
    ],
)
def test_marked(line: int, column: int, code: int, marked: str) -> None:
    written = Written(lambda path: SOURCE)
    begin, end = written.extent(code, Place("/a.go", line, column, "/a.go", line, column))
    text = SOURCE.split(b"\n")[line - 1]
    assert text[begin - 1 : end - 1].decode() == marked


def test_variables_of_a_line() -> None:
    written = Written(lambda path: SOURCE)
    assert written.locals_on("/a.go", 5) == ["y"]
    assert written.locals_on("/a.go", 10) == ["each"]
    assert written.locals_on("/a.go", 4) == []


def test_nothing_where_there_is_no_source() -> None:
    written = Written(lambda path: None)
    assert written.extent(operations.PASS, Place("/a.go", 4, 16, "/a.go", 4, 16)) == (0, 0)
