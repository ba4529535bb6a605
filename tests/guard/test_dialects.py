"""Directives of other tools, and how they are rewritten."""

from pathlib import Path

import pytest

from goescape.guard import dialects, migrating
from goescape.guard.checking import Report
from goescape.guard.rules import Settings
from tests.guard.checked import check, kinds, problems

PRELUDE = """
var sink any
var kept *int
//go:noinline
func keep(p *int) { kept = p }
//go:noinline
func add(a, b int) int { return a + b }
func small(a int) int { return a + 1 }
type I interface{ M() }
func asm()
"""


def speaking(directory: Path, dialect: str, source: str) -> Report:
    files = {"a.go": PRELUDE + source, "a.s": ""}
    return check(directory, files, settings=Settings(dialects=(dialect,)))


def verdicts(report: Report) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for each in report.checked:
        assert each.obstacle == ""
        found[each.contract.function] = kinds(each)
    return found


def test_gcassert(tmp_path: Path) -> None:
    source = """
func inlined(a int) int { return small(a) } //gcassert:inline
func called(a int) int {
	//gcassert:inline
	return add(a, 1)
}
func stays() {
	x := 1 //gcassert:noescape
	_ = &x
}
func moved() {
	//gcassert:noescape,inline
	keep(new(int))
}
type pair struct{ a, b int }
//gcassert:noescape
func header(p pair) *pair { return &p }
//gcassert:noescape
func lines(
	//gcassert:noescape
	a, b int,
) *int { return &b }
//gcassert:inline
func always(a int) int { return a }
//gcassert:inline
func never(a int) int { return add(a, a) + add(a, a) + add(a, a) }
//go:noinline
func user(a int) int { return always(a) + never(a) }
"""
    report = speaking(tmp_path, dialects.GCASSERT, source)
    found = {
        (each.contract.function, each.contract.kind): kinds(each)
        for each in report.checked
        if each.contract.function != "lines"
    }
    # Above a function it is about the line that this begins on.
    assert [kinds(each) for each in report.checked if each.contract.function == "lines"] == [
        [],
        ["not-on-stack"],
    ]
    assert found == {
        ("inlined", "inline"): [],
        ("called", "inline"): ["not-inlined"],
        ("stays", "stack"): [],
        ("moved", "stack"): ["not-on-stack"],
        ("moved", "inline"): ["not-inlined"],
        ("header", "stack"): ["not-on-stack"],
        ("always", "inline"): [],
        ("never", "inline"): ["not-inlined"],
    }


@pytest.mark.parametrize(
    ("dialect", "comment", "why"),
    [
        (dialects.GCASSERT, "//gcassert:bce", "cannot be checked here"),
        (dialects.GCASSERT, "//gcassert:inlined", "has no directive inlined"),
        (dialects.LINT, "//no-bounds-check", "cannot be checked here"),
        (dialects.CHECKESCAPE, "// +checkescape:stack", "cannot be checked here"),
        (dialects.CHECKESCAPE, "// +checkescape:all", "stack is part of it"),
        (dialects.CHECKESCAPE, "// +checkescape:hart", "has no option hart"),
        (dialects.NOALLOC_TOOL, "//noalloc:leaf", "has no directive leaf"),
        (dialects.LEM, "// lem.A.calls=3", "has no directive calls"),
        (dialects.LEM, "// lem.A.m=(", "is no regular expression"),
    ],
)
def test_what_cannot_be_checked_is_a_problem(
    tmp_path: Path, dialect: str, comment: str, why: str
) -> None:
    report = speaking(tmp_path, dialect, f"{comment}\nfunc f(a int) int {{ return add(a, a) }}\n")
    (problem,) = problems(report)
    assert why in problem
    assert report.checked == []


def test_nobody_reads_what_was_not_asked_for(tmp_path: Path) -> None:
    source = "//gcassert:bce\n//noalloc:root\n// +checkescape\nfunc f() { sink = new(int) }\n"
    report = check(tmp_path, {"a.go": PRELUDE + source, "a.s": ""})
    assert (report.checked, report.problems) == ([], [])


def test_checkescape(tmp_path: Path) -> None:
    source = """
// local says what it does.
//
// +checkescape
func local() { callee() }
// +checkescape:hard
func hard() { callee() }
//go:noinline
func callee() { sink = new(int) }
// +checkescape:hard
func soft(i I, f func()) { i.M(); f(); asm() }
// +checkescape:hard,interface,dynamic,unknown
func all(i I, f func()) { i.M(); f(); asm() }
// +checkescape:hard,interface
func some(i I, f func()) { i.M(); f(); asm() }
// +checkescape:hard
func exempt() { exempted() }
//go:noinline
func exempted() {
	sink = new(int) // escapes: once at the start
}
// +mustescape:hard
func must() { callee() }
// +mustescape:hard
func mustNot() { add(1, 2) }
"""
    found = verdicts(speaking(tmp_path, dialects.CHECKESCAPE, source))
    assert found == {
        "local": [],
        "hard": ["allocates"],
        "soft": [],
        "all": ["interface-call", "function-value-call", "no-go-body"],
        "some": ["interface-call"],
        "exempt": [],
        "must": [],
        "mustNot": ["nothing-happens"],
    }


def test_noalloc_tinygo_and_lint(tmp_path: Path) -> None:
    callee = "\n//go:noinline\nfunc callee() { sink = new(int) }\n"
    source = "//noalloc:root\nfunc f() { callee() }\n//noalloc:root\nfunc g() { add(1, 2) }\n"
    found = verdicts(speaking(tmp_path, dialects.NOALLOC_TOOL, source + callee))
    assert found == {"f": ["allocates"], "g": []}
    source = "//go:noheap\nfunc f() { callee() }\n//go:noheap\nfunc g() { sink = new(int) }\n"
    found = verdicts(speaking(tmp_path, dialects.TINYGO, source + callee))
    assert found == {"f": [], "g": ["allocates"]}
    source = "func f(a int) int {\n\treturn small(a) //must-inline\n}\nfunc g() {\n\tsink = new(int) //no-escape\n}\n"
    found = verdicts(speaking(tmp_path, dialects.LINT, source))
    assert found == {"f": [], "g": ["not-on-stack"]}


def test_lem(tmp_path: Path) -> None:
    source = """
// lem.A.name=straight
// lem.A.alloc=1
// lem.A.bytes=8
func straight() {
	sink = new(int) // lem.A.m=new\\(int\\) escapes to heap
}
func wrong() {
	_ = new(int) // lem.B.m=escapes to heap
	_ = new(int) // lem.B.m!=does not escape
}
// lem.C.alloc=2-3
func other() { sink = new(int) }
// lem.D.alloc=0
func none() { add(1, 2) }
// lem.E.alloc=1
func branches(a int) { if a > 0 { sink = new(int) } }
"""
    report = speaking(tmp_path, dialects.LEM, source)
    found = [
        (each.contract.function, "?" if each.obstacle else kinds(each)) for each in report.checked
    ]
    assert found == [
        ("straight", []),
        ("straight", []),
        ("straight", []),
        ("wrong", ["other-message"]),
        ("wrong", ["other-message"]),
        ("other", ["other-amount"]),
        ("none", []),
        ("branches", "?"),
    ]
    assert "a benchmark would be needed" in report.checked[-1].obstacle


def test_migration() -> None:
    before = b"""package p

// +checkescape:hard
func f() {
	x := g() //gcassert:inline,noescape
	_ = x    // escapes: once
	_ = y    //gcassert:bce
}

//go:noheap
func g() int { return 1 } // lem.A.m=x

//gcassert:noescape
func h(x T) *T { return &x }
"""
    found = migrating.migrated(before, dialects.DIALECTS)
    assert (
        found.content.decode()
        == """package p

//goescape:noalloc
func f() {
	//goescape:stack
	x := g() //goescape:inline
	_ = x    //goescape:allow alloc -- once
	_ = y    //gcassert:bce
}

//goescape:noalloc local
func g() int { return 1 } // lem.A.m=x

//gcassert:noescape
func h(x T) *T { return &x }
"""
    )
    assert found.n_changed == 4
    assert [(line, text) for line, text, _ in found.left] == [
        (7, "//gcassert:bce"),
        (11, "// lem.A.m=x"),
        (13, "//gcassert:noescape"),
    ]
    assert migrating.migrated(before, (dialects.TINYGO,)).n_changed == 1
