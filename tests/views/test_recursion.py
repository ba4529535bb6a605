"""Functions that call each other are analyzed together: a step in another one of them says in which."""

import subprocess
import sys
from pathlib import Path

import goescape

SOURCE = """package p

type node struct{ next *node }

var global *node

type tree struct{}

func even(n *node, depth int) *node {
	if depth == 0 {
		global = n
		return n
	}
	return odd(n, depth-1)
}

func odd(n *node, depth int) *node {
	m := n
	return even(m, depth-1)
}

func start() {
	x := &node{}
	odd(x, 3)
}

func (t *tree) ping(depth int) {
	y := &node{}
	if depth > 0 {
		t.pong(y, depth-1)
	}
}

func (t *tree) pong(n *node, depth int) {
	global = n
	t.ping(depth)
}
"""


def ways(target: str, name: str) -> tuple[str, list[tuple[int, str, str]]]:
    session = goescape.Session(files={"p.go": SOURCE}, inlining=False)
    (found,) = [each for each in session.explain(target) if each.site.name == name]
    return found.sentence, [(step.line, step.inside, step.words) for step in found.steps]


def test_a_parameter() -> None:
    sentence, steps = ways("odd", "n")
    assert "because `global = n` in `p.even` stores it in a package variable" in sentence
    assert steps == [
        (18, "", "assigned to m"),
        (19, "", "passed through p.even"),
        (11, "p.even", "stored in a global"),
    ]


def test_within_a_callee() -> None:
    _, steps = ways("start", "&node{}")
    assert [inside for _, inside, _ in steps] == ["", "", "p.odd", "p.odd", "p.even"]


def test_methods() -> None:
    sentence, steps = ways("tree.ping", "&node{}")
    assert "`global = n` in `p.(*tree).pong`" in sentence
    assert [inside for _, inside, _ in steps] == ["", "", "p.(*tree).pong"]


def test_a_literal_of_an_inlined_body_is_in_the_package_that_it_was_written_in(
    tmp_path: Path,
) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "go.mod").write_text("module m\n\ngo 1.27\n")
    (tmp_path / "lib" / "lib.go").write_text(
        "package lib\n\nvar kept any\n\n//go:noinline\nfunc out(f func()) { f() }\n\n"
        "//go:noinline\nfunc keep(v []any) { kept = v }\n\n"
        "func Print(v ...any) { out(func() { keep(v) }) }\n"
    )
    (tmp_path / "m.go").write_text(
        'package m\n\nimport "m/lib"\n\n//go:noinline\nfunc Show(n int) { lib.Print(n) }\n'
    )
    command = [sys.executable, "-m", "goescape", "explain", "m.go:6"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "in `lib.Print` passes it to `lib.keep`" in done.stdout
    assert "m.Print" not in done.stdout
