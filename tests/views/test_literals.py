"""Function literals have a line for people and the compiler's name for programs, wherever their code ends up."""

import goescape
from goescape.report import explained as view
from goescape.understand.explain import Explained
from goescape.understand.places import Paths

SOURCE = """package p

type T struct{ n int }

var kept *T

var made = func() *T { return func() *T { return new(T) }() }

func keep(p *T) { func(q *T) { kept = q }(p) }

func twice(n int) {
	keep(&T{1})
	store := func(q *T) {
		kept = q
	}
	store(&T{n})
	func() {
		defer func() { kept = &T{3} }()
	}()
}
"""


def explained(target: str) -> list[Explained]:
    return goescape.Session(files={"p.go": SOURCE}).explain(target)


def shown(found: list[Explained]) -> str:
    return view.render(
        found, lambda file, line: SOURCE.splitlines()[line - 1], Paths("/", "/go")
    ).plain


def test_inlined_where_it_stands() -> None:
    (first, *_) = explained("p.go:12:7")
    assert first.sentence == (
        "`&T{…}` is on the heap because `kept = q` (the literal in p.keep, line 9) stores it in a package variable, "
        "which lives as long as the program."
    )
    assert [(step.inside, step.function) for step in first.steps] == [
        ("", ""),
        ("p.keep", "p.keep"),
        ("the literal in p.keep, line 9", "p.keep.func1"),
    ]
    assert "in the literal in p.keep, line 9 (inlined):\n" in shown([first])


def test_inlined_by_its_variable() -> None:
    (first, *_) = explained("p.go:16:8")
    assert "(the literal in p.twice, line 13)" in first.sentence


def test_headings() -> None:
    heads = [shown([each]).partition("\n")[0] for each in explained("p.go")]
    assert any(": new(T) in init, line 7 (heap" in head for head in heads)
    assert any(": &T{…} in twice, line 18 (heap" in head for head in heads)
    assert not any("func1" in head for head in heads)
