"""Reasons are told side by side only if each is enough by itself."""

import pytest

import goescape
from goescape.understand.explain import Explained

SOURCE = """package p

type T struct {
	x    int
	next *T
}

var global *T
var hook func()
var table = map[int]*T{}

func both(c chan *T) *T { t := T{}; c <- &t; return &t }

func three(c chan *T) *T { t := T{}; c <- &t; global = &t; return &t }

func chain() *T { t := T{}; p := &t; q := p; return q }

func held() func() { t := T{}; h := func() { t.x++ }; hook = h; return h }

func heldOnce() func() { t := T{}; h := func() { t.x++ }; return h }

// The way over u is there only as long as u escapes, and that for the same reason.
func through() *T { t := T{}; u := &T{next: &t}; t.next = u; return u }

// Two ways to one store: what is taken out decides both.
func join(b bool) {
	t := T{}
	p := &t
	if b {
		q := p
		p = q
	}
	global = p
}

func apart(b bool, c chan *T) {
	t := T{}
	u := &T{next: &t}
	if b {
		c <- u
	}
	global = &t
}

func param(p *T, c chan *T) { c <- p; global = p }

func result(p *T, c chan *T) *T { c <- p; return p }

func content(p **T) { global = *p; table[1] = *p }

func loops() {
	var last *T
	for range 3 {
		t := T{}
		last = &t
		global = &t
	}
	_ = last
}
"""


@pytest.fixture(scope="module")
def session() -> goescape.Session:
    return goescape.Session(files={"p.go": SOURCE}, inlining=False)


def of(session: goescape.Session, function: str, name: str) -> Explained:
    (found,) = [each for each in session.explain(function) if each.site.name == name]
    return found


def reasons(session: goescape.Session, function: str, name: str) -> list[str]:
    found = of(session, function, name)
    return [found.reason, *found.others]


@pytest.mark.parametrize(
    ("function", "name", "words"),
    [
        ("both", "t", ["sends it", "hands it"]),
        ("three", "t", ["sends it", "package variable", "hands it"]),
        ("chain", "t", ["hands it"]),
        ("held", "t", ["a function literal refers to it: `hook = h`", "a function literal refers to it: `return h`"]),
        ("heldOnce", "t", ["hands it"]),
        ("through", "t", ["hands it"]),
        ("through", "&T{…}", ["hands it"]),
        ("join", "t", ["package variable"]),
        ("apart", "t", ["package variable", "sends it"]),
        ("param", "p", ["sends it", "package variable"]),
        ("result", "p", ["sends it"]),
        ("content", "p", ["package variable", "stores it in a map"]),
        ("loops", "t", ["package variable", "beyond the iteration"]),
    ],
)  # fmt: skip
def test_reasons(session: goescape.Session, function: str, name: str, words: list[str]) -> None:
    found = reasons(session, function, name)
    assert len(found) == len(words), found
    for word in words:
        assert sum(word in reason for reason in found) == 1, found
