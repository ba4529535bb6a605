"""`goescape explain`: each cause in words, and the way through the source."""

from pathlib import Path

import pytest

import goescape
from goescape.understand.explain import Explained

SOURCE = """package p

import "os"

type T struct{ x int; next *T }
type I interface{ M(*T) }

var global *T
var table = map[int]*T{}
var list []*T

func returned() *T { t := T{}; return &t }

func stored() { t := T{}; global = &t }

func pointed(to *T) { t := T{}; to.next = &t }

func mapped() { t := T{}; table[1] = &t }

func sent(c chan *T) { t := T{}; c <- &t }

func appended() { t := T{}; list = append(list, &t) }

func called(i I) { t := T{}; i.M(&t) }

func unknown(f func(*T)) { t := T{}; f(&t) }

func keep(p *T) { global = p }

func kept() { t := T{}; keep(&t) }

func panics() { t := T{}; panic(&t) }

func spawns() { t := T{}; go func() { t.x++ }() }

func defers() {
	for range 3 {
		t := T{}
		defer func() { t.x++ }()
	}
}

func iterates() {
	var last *T
	for range 3 {
		t := T{next: last}
		last = &t
	}
}

func literal() {
	var last *T
	func() { t := T{}; last = &t; _ = os.Args }()
	_ = last
}

func large() { var t [1 << 24]byte; p := &t; _ = p }

func several(c chan *T) *T { t := T{}; global = &t; c <- &t; return &t }
"""

CAUSES = {
    "returned": "returned",
    "stored": "stored-in-global",
    "pointed": "stored-through-pointer",
    "mapped": "stored-in-map",
    "sent": "sent",
    "appended": "appended",
    "called": "interface-call",
    "unknown": "unknown-callee",
    "kept": "callee",
    "panics": "panic",
    "spawns": "goroutine",
    "defers": "defer-in-loop",
    "iterates": "outlives-iteration",
    "large": "too-large",
}


@pytest.fixture(scope="module")
def explained(tmp_path_factory: pytest.TempPathFactory) -> list[Explained]:
    directory = tmp_path_factory.mktemp("explain")
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    (directory / "a.go").write_text(SOURCE)
    return goescape.explain(".", str(directory), inlining=False)


def about(explained: list[Explained], function: str) -> Explained:
    """What is said of the variable t of a function."""
    found = [
        each
        for each in explained
        if each.site.function.declared == function and each.site.name == "t"
    ]
    assert len(found) == 1, function
    return found[0]


@pytest.mark.parametrize("function", CAUSES)
def test_cause(explained: list[Explained], function: str) -> None:
    found = about(explained, function)
    assert found.site.verdict == "heap"
    assert found.site.cause is not None
    assert found.site.cause.name == CAUSES[function]
    assert found.sentence.startswith("`t` is on the heap because ")
    assert found.steps


def test_way_goes_on_in_the_callee(explained: list[Explained]) -> None:
    steps = about(explained, "kept").steps
    assert [(step.level, step.words) for step in steps] == [
        (0, "its address is taken"),
        (0, "passed to p.keep"),
        (1, "stored in a global"),
    ]


def test_every_way_out_is_listed(explained: list[Explained]) -> None:
    found = about(explained, "several")
    said = " ".join([found.sentence, *found.others])
    assert "package variable" in said
    assert "channel" in said
    assert "hands it to the caller" in said


def test_steps_are_in_the_source(explained: list[Explained]) -> None:
    lines = SOURCE.split("\n")
    for each in explained:
        for step in each.steps:
            if step.text and step.file.endswith("/a.go"):
                assert 0 < step.line <= len(lines)
                assert step.column <= len(lines[step.line - 1]) + 1


def test_callee_of_another_package_with_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module example.com/keep\n\ngo 1.27\n")
    (tmp_path / "v2").mkdir()
    (tmp_path / "v2" / "keep.go").write_text(
        "package keep\n\nvar kept *int\n\n//go:noinline\nfunc Keep(p *int) { kept = p }\n"
    )
    (tmp_path / "keep.go").write_text(
        'package keep\n\nimport keep2 "example.com/keep/v2"\n\n'
        "//go:noinline\nfunc Keep(p *int) { keep2.Keep(p) }\n"
    )
    (each,) = goescape.explain(".", str(tmp_path))
    assert [(Path(step.file).parent.name, step.words) for step in each.steps] == [
        (tmp_path.name, "passed to keep.Keep"),
        ("v2", "stored in a global"),
    ]
