"""Function literals have a line for people and the compiler's name for programs, wherever their code ends up."""

from pathlib import Path

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


def test_what_is_marked_of_inlined_calls(tmp_path: Path) -> None:
    use = """package use

import "example.com/m/made"

var kept *int

func Use() { kept = made.Outer() }
"""
    files = {
        "go.mod": "module example.com/m\n\ngo 1.27\n",
        "use/use.go": use,
        "made/made.go": "package made\n\nfunc Outer() *int { return Inner() }\n\n"
        "func Inner() *int { return new(int) }\n",
    }
    found = goescape.Session(str(tmp_path), files=files).explain("use/use.go:7")
    calls = [step for each in found for step in each.steps if step.words.startswith("calls ")]
    line = use.splitlines()[6]
    assert [line[step.begin - 1 : step.end - 1] for step in calls] == ["made.Outer()"]


def test_inlined_by_its_variable() -> None:
    (first, *_) = explained("p.go:16:8")
    assert "(the literal in p.twice, line 13)" in first.sentence


def test_headings() -> None:
    heads = [shown([each]).partition("\n")[0] for each in explained("p.go")]
    assert any(": new(T) in init, line 7 (heap" in head for head in heads)
    assert any(": &T{…} in twice, line 18 (heap" in head for head in heads)
    assert not any("func1" in head for head in heads)
