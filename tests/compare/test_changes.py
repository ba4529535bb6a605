"""Changes as people make them: each with what has to be said of it, written down before."""

from pathlib import Path

import pytest

from tests.compare.repository import Sources, compared

PRELUDE = """
var sink any
var kept *int
type T struct{ a, b int }
type Big struct{ a [64]int }
//go:noinline
func use(p *T) int { return p.a }
//go:noinline
func keep(p *int) { kept = p }
func small(x int) int { return x + 1 }
"""
# What a change gives: kind, function, and what is elsewhere that it is due to.
Expected = list[tuple[str, str, str]]


def go(text: str) -> Sources:
    return {"a.go": PRELUDE + text}


CHANGES: dict[str, tuple[Sources, Sources, Expected]] = {
    "a comment": (
        go("func f() { sink = &T{} }"),
        go("// f is about T.\n\n\nfunc f() { sink = &T{} }"),
        [],
    ),
    "functions in another order": (
        go("func f() { sink = &T{} }\nfunc g() { sink = new(int) }"),
        go("func g() { sink = new(int) }\nfunc f() { sink = &T{} }"),
        [],
    ),
    "functions in another file": (
        go("func f() { sink = &T{} }"),
        {"a.go": PRELUDE, "b.go": "func f() { sink = &T{} }"},
        [],
    ),
    "a variable is called otherwise": (
        go("func f() { x := 1; keep(&x) }"),
        go("func f() { number := 1; keep(&number) }"),
        [],
    ),
    "an allocation more": (
        go("func f() { sink = &T{} }"),
        go("func f() { sink = &T{}; sink = new(string) }"),
        [("gained", "f", "")],
    ),
    "an equal allocation more, before the other": (
        go("func f(n int) { if n > 0 { sink = &T{} } }"),
        go("func f(n int) { sink = &T{}; if n > 0 { sink = &T{} } }"),
        [("gained", "f", "")],
    ),
    "an allocation less": (
        go("func f() int { t := &T{}; sink = t; return t.a }"),
        go("func f() int { t := &T{}; return t.a }"),
        [("lost", "f", "")],
    ),
    "the type grows": (
        go("type S struct{ a int }\nfunc f() { sink = &S{} }"),
        go("type S struct{ a, b, c int }\nfunc f() { sink = &S{} }"),
        [("dearer", "f", "")],
    ),
    "the type shrinks": (
        go("type S struct{ a, b, c int }\nfunc f() { sink = &S{} }"),
        go("type S struct{ a int }\nfunc f() { sink = &S{} }"),
        [("cheaper", "f", "")],
    ),
    "a larger buffer": (
        go("func f() { sink = new([10]byte) }"),
        go("func f() { sink = new([100]byte) }"),
        [("dearer", "f", "")],
    ),
    "into a loop": (
        go("func f(n int) { sink = &T{}; for range n { use(nil) } }"),
        go("func f(n int) { for range n { sink = &T{}; use(nil) } }"),
        [("into-loop", "f", "")],
    ),
    "out of a loop": (
        go("func f(n int) { for range n { sink = &T{} } }"),
        go("func f(n int) { sink = &T{}; for range n { use(nil) } }"),
        [("out-of-loop", "f", "")],
    ),
    "a parameter leaks now": (
        go("//go:noinline\nfunc f(p *int) int { return *p }"),
        go("//go:noinline\nfunc f(p *int) int { kept = p; return *p }"),
        [("leaks", "f", "")],
    ),
    "a parameter does not leak any more": (
        go("//go:noinline\nfunc f(p *int) int { kept = p; return *p }"),
        go("//go:noinline\nfunc f(p *int) int { return *p }"),
        [("leaks-no-more", "f", "")],
    ),
    "a callee keeps its parameter": (
        go(
            "//go:noinline\nfunc f(p *int) int { return *p }\nfunc g() int { x := 1; return f(&x) }"
        ),
        go(
            "//go:noinline\nfunc f(p *int) int { kept = p; return *p }\nfunc g() int { x := 1; return f(&x) }"
        ),
        [("leaks", "f", ""), ("gained", "g", "f")],
    ),
    "a callee of another package keeps its parameter": (
        {
            "a.go": 'import "p/b"\nfunc g() int { x := 1; return b.F(&x) }',
            "b/b.go": "var kept *int\n//go:noinline\nfunc F(p *int) int { return *p }",
        },
        {
            "a.go": 'import "p/b"\nfunc g() int { x := 1; return b.F(&x) }',
            "b/b.go": "var kept *int\n//go:noinline\nfunc F(p *int) int { kept = p; return *p }",
        },
        [("gained", "g", "F"), ("leaks", "F", "")],
    ),
    "a callee of a callee keeps its parameter": (
        go(
            "//go:noinline\nfunc deep(p *int) {}\n//go:noinline\nfunc mid(p *int) { deep(p) }\nfunc g() { x := 1; mid(&x) }"
        ),
        go(
            "//go:noinline\nfunc deep(p *int) { kept = p }\n//go:noinline\nfunc mid(p *int) { deep(p) }\nfunc g() { x := 1; mid(&x) }"
        ),
        [("leaks", "deep", ""), ("gained", "g", "deep"), ("leaks", "mid", "deep")],
    ),
    "a function is renamed": (
        go("func load(n int) any { t := &T{n, 1}; use(t); return t }\nfunc g() { sink = load(1) }"),
        go(
            "func fetch(n int) any { t := &T{n, 1}; use(t); return t }\nfunc g() { sink = fetch(1) }"
        ),
        [],
    ),
    "a function is renamed and edited": (
        go("func load(n int) any { use(nil); use(nil); use(nil); use(nil); return &T{n, 1} }"),
        go(
            "func fetch(n int) any { use(nil); use(nil); use(nil); use(nil); sink = new(string); return &T{n, 1} }"
        ),
        [("gained", "fetch", "")],
    ),
    "a function moves to another package": (
        {
            "a.go": "type T struct{ a, b int }\nvar sink any\nfunc Load(n int) { sink = &T{n, 1} }",
            "b/b.go": "type T struct{ a, b int }\nvar sink any",
        },
        {
            "a.go": "type T struct{ a, b int }\nvar sink any",
            "b/b.go": "type T struct{ a, b int }\nvar sink any\nfunc Load(n int) { sink = &T{n, 1} }",
        },
        [],
    ),
    "a receiver becomes a pointer": (
        go("func (t T) Sum() any { return t.a }"),
        go("func (t *T) Sum() any { return t.a }"),
        [],
    ),
    "a new function": (
        go(""),
        go("func f() { sink = &T{} }"),
        [("gained", "f", "")],
    ),
    "a function is gone": (
        go("func f() { sink = &T{} }"),
        go(""),
        [("lost", "f", "")],
    ),
    "a function costs too much to be inlined": (
        go("func f(n int) *T { return &T{n, n} }\nfunc g(n int) int { return use(f(n)) }"),
        go(
            "func f(n int) *T { for range n { use(nil); use(nil) }; return &T{n, n} }\n"
            "func g(n int) int { return use(f(n)) }"
        ),
        # The call that is left costs so much that g cannot be inlined either.
        [("gained", "f", ""), ("not-inlinable", "f", ""), ("not-inlinable", "g", "f")],
    ),
    "a function is inlined again": (
        go(
            "//go:noinline\nfunc f(n int) *T { return &T{n, n} }\nfunc g(n int) int { return use(f(n)) }"
        ),
        go("func f(n int) *T { return &T{n, n} }\nfunc g(n int) int { return use(f(n)) }"),
        [("lost", "f", ""), ("inlinable", "f", ""), ("inlinable", "g", "f")],
    ),
    "a generic function with more shapes": (
        go("func box[K any](k K) any { return k }\nfunc g(n int) { sink = box(n) }"),
        go(
            "func box[K any](k K) any { return k }\nfunc g(n int) { sink = box(n) }\nfunc h(t T) { sink = box(t) }"
        ),
        [("dearer", "box", "")],
    ),
    "interface instead of a type": (
        go("func f(t *T) int { return use(t) }\nfunc g() int { return f(&T{}) }"),
        go(
            "type I interface{ M() int }\nfunc (t *T) M() int { return t.a }\n//go:noinline\nfunc f(t I) int { return t.M() }\nfunc g() int { return f(&T{}) }"
        ),
        [("leaks", "f", ""), ("not-inlinable", "f", ""), ("gained", "g", "f")],
    ),
    "a slice that is made before": (
        go("func f(n int) []int { var s []int; for i := range n { s = append(s, i) }; return s }"),
        go(
            "func f(n int) []int { s := make([]int, 0, n); for i := range n { s = append(s, i) }; return s }"
        ),
        # The small slice that began on the stack was moved to the heap in the end.
        [("gained", "f", ""), ("lost", "f", "")],
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_change(tmp_path: Path, name: str) -> None:
    before, after, expected = CHANGES[name]
    found = compared(tmp_path, before, after)
    assert found.obstacles == []
    told = [
        (change.kind, change.name[1], change.because[1] if change.because else "")
        for change in found.changes
    ]
    assert sorted(told) == sorted(expected)


def test_errors_are_no_pass(tmp_path: Path) -> None:
    found = compared(tmp_path, go("func f() {}"), go("func f() { undefined() }"))
    assert found.obstacles == ["p could not be analyzed as a whole after the change"]
    assert found.status == 3
