"""Directives that make no sense, that nobody needs, and those that pardon."""

from pathlib import Path

import pytest

from goescape.session.model import FINDINGS
from tests.guard.checked import check, kinds, of, problems


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ("// goescape:noalloc", "without blanks"),
        ("//goescape: noalloc", "no blank may follow"),
        ("//GoEscape:noalloc", "small letters"),
        ("//go-escape:noalloc", "//goescape:…"),
        ("/*goescape:noalloc*/", "without blanks"),
        ("//goescape:noaloc", "did you mean noalloc?"),
        ("//goescape:noalloc stritc", "did you mean strict?"),
        ("//goescape:noalloc strict strict", "no option strict"),
        ("//goescape:budget", "needs allocs<=N"),
        ("//goescape:budget allocs<2", "did you mean allocs<=N?"),
        ("//goescape:noescape", "needs the names"),
        ("//goescape:noescape q", "has no parameter q"),
        ("//goescape:noescape p p", "commas separate"),
        ("//goescape:stack p", "is about a line"),
        ("//goescape:allow alloc", "a reason is missing"),
        ("//goescape:allow -- because", "it is `allow alloc -- reason`"),
        ("//goescape:allow alloc -- because until=tomorrow", "is no date"),
        ("//goescape:assume noalloc", "a reason is missing"),
    ],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, comment: str, why: str) -> None:
    report = check(tmp_path, {"a.go": f"{comment}\nfunc f(p *int) {{\n\t_ = p\n}}\n"})
    (problem,) = problems(report)
    assert why in problem
    assert report.problems[0].line == 2
    assert report.checked == []


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("//goescape:noalloc\n\nfunc f() {}\n", "code has to follow"),
        ("//goescape:noalloc\nvar x int\n", "neither in front of a function"),
        ("//goescape:noalloc\ntype T struct{}\n", "neither in front of a function"),
        ("func f() {}\n//goescape:noalloc\n", "code has to follow"),
        ("func f() { //goescape:noalloc\n\tg()\n}\nfunc g() {}\n", "on a line above it"),
        ("func f() {\n\tg()\n\t//goescape:noalloc\n}\nfunc g() {}\n", "code has to follow"),
        ("func f() {\n\tg() //goescape:budget allocs<=1\n}\nfunc g() {}\n", "about a function"),
    ],
)
def test_the_wrong_place_is_told(tmp_path: Path, source: str, why: str) -> None:
    (problem,) = problems(check(tmp_path, {"a.go": source}))
    assert why in problem


def test_what_only_mentions_us_is_no_directive(tmp_path: Path) -> None:
    source = """
// See goescape:noalloc in the manual; goescape checks it.
func f() string { return "//goescape:nonsense" + `
//goescape:nonsense
` }
"""
    assert problems(check(tmp_path, {"a.go": source})) == []


CODE = """
var sink any
type I interface{ M() }
func asm()
"""


def test_pardons(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func site() {
	sink = new(int) //goescape:allow alloc -- once a day
}
//goescape:noalloc
func call(i I) {
	//goescape:assume noalloc -- all of them are counters
	i.M()
}
//goescape:assume noalloc -- assembly: looked at
func asm2()
//goescape:noalloc
func declared() { asm2() }
//goescape:allow alloc -- the log is off in production
func log() { sink = new(int) }
//goescape:noalloc
func logs() { log() }
"""
    report = check(tmp_path, {"a.go": CODE + source, "a.s": ""})
    assert problems(report) == []
    for name in ("site", "call", "declared", "logs"):
        assert of(report, name).holds, name


def test_an_assumption_on_a_line_is_about_calls(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func f(i I) {
	sink = new(int); i.M() //goescape:assume noalloc -- counters
}
"""
    report = check(tmp_path, {"a.go": CODE + source, "a.s": ""})
    assert kinds(of(report, "f")) == ["allocates"]
    assert problems(report) == []


def test_what_nobody_needs_is_told(tmp_path: Path) -> None:
    source = """
func f() {
	g() //goescape:allow alloc -- no reason
	g() //goescape:assume noalloc -- no reason
	sink = new(int) //goescape:assume noalloc -- sites are no calls
}
//goescape:allow alloc -- no reason
func g() {}
//goescape:assume noalloc -- no reason
func h() {}
"""
    report = check(tmp_path, {"a.go": CODE + source, "a.s": ""})
    found = problems(report)
    assert len(found) == 5
    assert all("nobody needs it" in text for text in found)


def test_an_exemption_ends(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func f() {
	sink = new(int) //goescape:allow alloc -- until the new cache is there until=2027-01-14
}
//goescape:noalloc
func g() {
	sink = new(int) //goescape:allow alloc -- until the new cache is there until=2027-01-15
}
"""
    report = check(tmp_path, {"a.go": CODE + source, "a.s": ""})
    assert kinds(of(report, "f")) == ["allocates"]
    assert of(report, "g").holds
    (problem,) = problems(report)
    assert "it ended on 2027-01-14" in problem
    assert report.status == FINDINGS
