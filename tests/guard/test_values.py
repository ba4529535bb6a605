"""Promises about parameters, lines, budgets; rules for packages."""

from pathlib import Path

import pytest

from goescape.guard import rules
from goescape.guard.rules import Settings
from goescape.session.flags import UsageError
from tests.guard.checked import check, kinds, of, problems

TYPES = """
var sink any
var kept *int
type T struct{ p *int }
//go:noinline
func keep(p *int) { kept = p }
//go:noinline
func add(a, b int) int { return a + b }
func small(a int) int { return a + 1 }
"""


def test_parameters(tmp_path: Path) -> None:
    source = """
//goescape:noescape p, q
func stays(p, q *int) int { return *p + *q }
//goescape:noescape p, q
func leaks(p, q *int) { keep(p); keep(q) }
//goescape:noescape p
func content(p *T) { keep(p.p) }
//goescape:content p
func allowed(p *T) { keep(p.p) }
//goescape:content p
func whole(p *T) { sink = p }
//goescape:noescape p
func result(p *int) *int { return p }
//goescape:noescape p leaks=result
func result2(p *int) *int { return p }
//goescape:noescape n
func number(n int) { sink = n }
//goescape:noescape t
func (t *T) method() { keep(t.p) }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    for name in ("stays", "allowed", "result2", "number"):
        assert of(report, name).holds, name
    assert [each.words for each in of(report, "leaks").violations] == ["`p` is kept", "`q` is kept"]
    assert [each.words for each in of(report, "content").violations] == [
        "`p` has something behind it that is kept"
    ]
    assert kinds(of(report, "whole")) == ["leaks"]
    assert [each.words for each in of(report, "result").violations] == ["`p` gets into a result"]
    assert kinds(of(report, "(*T).method")) == ["leaks"]
    explained = of(report, "content").violations[0].explained
    assert explained is not None
    assert "passed to p.keep" in [step.words for step in explained.steps]


def test_lines(tmp_path: Path) -> None:
    source = """
func quiet(a int) int {
	sink = new(int)
	return add(a, a) //goescape:noalloc
}
//go:noinline
func loud() {
	//goescape:noalloc
	sink = new(int)
	sink = new(int)
}
func onStack() int {
	x := new(int) //goescape:stack x
	return *x
}
func onHeap() {
	x := 3 //goescape:stack x
	keep(&x)
}
func made() {
	x := new(int) //goescape:stack x
	keep(x)
}
func noVariable() {
	sink = 3 //goescape:stack x
}
func inlined(a int) int {
	return small(a) + small(a+1) //goescape:inline
}
func called(a int) int {
	return small(a) + add(a, a) //goescape:inline
}
func nameless() int {
	x, y := new(int), 2 //goescape:stack
	return *x + y
}
//goescape:inline
func everywhere(a int) int { return a + 2 }
func user(a int) int { return everywhere(a) }
//goescape:inline
//go:noinline
func nowhere(a int) int { return a + 2 }
func user2(a int) int { return nowhere(a) }
//goescape:noalloc local
func itself() { loud() }
func noCall(a int) int {
	return a //goescape:inline
}
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    for name in ("quiet", "onStack", "inlined", "nameless", "everywhere", "itself"):
        assert of(report, name).holds, name
    assert kinds(of(report, "loud")) == ["allocates"]
    assert [each.words for each in of(report, "onHeap").violations] == ["`x` is on the heap, 8 B"]
    assert kinds(of(report, "made")) == ["not-on-stack"]
    assert [each.words for each in of(report, "nowhere").violations] == ["nowhere is not inlined"]
    assert [each.words for each in of(report, "called").violations] == ["add is not inlined"]
    assert of(report, "noVariable").obstacle == "no variable x is declared on this line"
    assert of(report, "noCall").obstacle == "no function is called on this line"


def test_budgets(tmp_path: Path) -> None:
    source = """
//go:noinline
func one() *[16]int { return new([16]int) }
//go:noinline
func two() { sink = one(); sink = one() }
//goescape:budget allocs<=2 bytes<=256
func fits() { two() }
//goescape:noalloc budget allocs<=3
func thrice() { two(); sink = one() }
//goescape:budget allocs<=2
func over() { two(); sink = one() }
//goescape:budget bytes<=255
func heavy() { two() }
//goescape:budget allocs<=100
func loops() { for range 3 { sink = one() } }
//goescape:budget allocs<=100
func again(n int) { sink = one(); if n > 0 { again(n-1) } }
//goescape:budget allocs<=1 bytes<=100
func unsized(n int) { sink = make([]int, n) }
//goescape:budget allocs<=9
func unknown(f func()) { f() }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "fits").holds
    assert of(report, "thrice").holds
    assert of(report, "over").violations[-1].words == (
        "takes up to 3 allocations a call; allowed: 2 allocations"
    )
    assert of(report, "heavy").violations[-1].words == "takes up to 256 B a call; allowed: 255 B"
    for name in ("loops", "again"):
        assert of(report, name).violations[-1].words.startswith("takes up to any number of alloc")
    assert (
        of(report, "unsized")
        .violations[-1]
        .words.startswith("takes up to 2 allocations, any number of bytes a call")
    )
    assert kinds(of(report, "unknown")) == ["function-value-call"]


def settings(directory: Path, text: str) -> Settings:
    import tomllib

    table = tomllib.loads(text)["guard"]
    return rules.read(str(directory / "goescape.toml"), text, table)


def test_rules(tmp_path: Path) -> None:
    text = """
[[guard.rule]]
packages = ["./hot/..."]
functions = ["Get*", "(*T).*"]
contract = "noalloc strict"
"""
    report = check(
        tmp_path,
        {
            "a.go": "func Get() *int { return new(int) }",
            "hot/a.go": "type T struct{}\nfunc Get() *int { return new(int) }\nfunc Put() *int { return new(int) }\n"
            "func (t *T) Sum() int { return 1 }\n",
        },
        settings=settings(tmp_path, text),
    )
    found = {(each.contract.package, each.contract.function): each.holds for each in report.checked}
    assert found == {("p/hot", "Get"): False, ("p/hot", "(*T).Sum"): True}
    assert report.checked[0].contract.origin.line == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[guard]\nasumptions = []", "guard has no asumptions"),
        ("[[guard.rule]]\nfunctions = ['*']", "needs a contract"),
        ("[[guard.rule]]\ncontract = 'noaloc'", "did you mean noalloc?"),
        ("[[guard.rule]]\ncontract = 'inline'", "rules are about noalloc and budget"),
        ("[[guard.rule]]\ncontract = 'noalloc'\nfunctions = '*'", "is a list of texts"),
        ("[[guard.budget]]\npackages = []", "needs sites or bytes"),
        ("[[guard.budget]]\nsites = -1", "are numbers"),
    ],
)
def test_rules_that_make_no_sense(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(UsageError, match=f".*{why.replace('?', '.')}"):
        settings(tmp_path, text)


def test_assumptions_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "assumed.toml").write_text('[p]\nasm = "looked at"\n')
    text = '[guard]\nassumptions = ["assumed.toml"]\nelsewhere = ["*_windows.go"]\n'
    report = check(
        tmp_path,
        {
            "a.go": "func asm()\nfunc asm2()\n//goescape:noalloc\nfunc f() { asm() }\n"
            "//goescape:noalloc\nfunc g() { asm2() }\n",
            "a.s": "",
            "b_windows.go": "//goescape:noalloc\nfunc h() {}\n",
        },
        settings=settings(tmp_path, text),
    )
    assert of(report, "f").holds
    assert kinds(of(report, "g")) == ["no-go-body"]
    assert problems(report) == []
