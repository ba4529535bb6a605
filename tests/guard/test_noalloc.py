"""`//goescape:noalloc`: what holds, what is violated, and the chain to it."""

from pathlib import Path

from goescape.session.model import BAD_INPUT, DONE, FINDINGS
from tests.guard.checked import check, kinds, of, problems

TYPES = """
var sink any
type T struct{ a, b int }
type I interface{ M() }
//go:noinline
func make2() *T { return &T{1, 2} }
//go:noinline
func add(a, b int) int { return a + b }
"""


def test_what_holds_is_quiet(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func f(a, b int) int { t := &T{a, b}; return add(t.a, t.b) }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "f").holds
    assert report.status == DONE


def test_the_chain_leads_to_the_site(tmp_path: Path) -> None:
    source = """
func inner() { outer := make2(); sink = outer } // inlined

//go:noinline
func middle() { inner() } // middle

//goescape:noalloc
func f() { middle() } // first
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    found = of(report, "f")
    assert report.status == FINDINGS
    (violation,) = found.violations
    assert violation.kind == "allocates"
    assert [(link.callee.name, link.how) for link in violation.chain] == [
        ("middle", "called"),
        ("inner", "inlined"),
        ("make2", "called"),
    ]
    assert violation.function.name == "make2"
    assert violation.words == "allocates 16 B: `&T{…}`"
    assert "hands it to the caller" in violation.reason
    lines = (tmp_path / "a.go").read_text().splitlines()
    marks = [lines[link.line - 1].rpartition("// ")[2] for link in violation.chain]
    assert marks == ["first", "middle", "inlined"]


def test_calls_that_cannot_be_followed_violate(tmp_path: Path) -> None:
    source = """
func asm(x int) int

//goescape:noalloc
func through(i I) { i.M() }
//goescape:noalloc
func value(f func()) { f() }
//goescape:noalloc
func assembly() int { return asm(1) }
//goescape:noalloc
func spawn() { go add(1, 2) }
//goescape:noalloc
func known() int { f := func(a int) int { return add(a, a) }; return f(1) }
"""
    report = check(tmp_path, {"a.go": TYPES + source, "a.s": ""})
    assert kinds(of(report, "through")) == ["interface-call"]
    assert kinds(of(report, "value")) == ["function-value-call"]
    assert kinds(of(report, "assembly")) == ["no-go-body"]
    assert "starts-goroutine" in kinds(of(report, "spawn"))
    assert of(report, "known").holds


def test_panics_are_left_out_unless_strict(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func f(n int) { if n < 0 { panic(&T{n, 1}) } }
//goescape:noalloc strict
func g(n int) { if n < 0 { panic(&T{n, 1}) } }
//goescape:noalloc
func early(n int) {
	if n > 3 {
		sink = &T{1, 2}
		if n > 5 {
			return
		}
		panic("too many")
	}
}
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "f").holds
    assert kinds(of(report, "g")) == ["allocates"]
    assert kinds(of(report, "early")) == ["allocates"]


def test_errors_are_left_out_if_asked(tmp_path: Path) -> None:
    source = """
type problem struct{ n int }
func (p *problem) Error() string { return "problem" }
func f(n int) error { if n < 0 { return &problem{n} }; return nil }
//goescape:noalloc except=errors
func g(n int) (int, error) { if n < 0 { return 0, &problem{n} }; return n, nil }
//goescape:noalloc
func h(n int) (int, error) { if n < 0 { return 0, &problem{n} }; return n, nil }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "g").holds
    assert kinds(of(report, "h")) == ["allocates"]


def test_loops_alone(tmp_path: Path) -> None:
    source = """
//goescape:noalloc loop
func f(n int) { sink = make2(); for range n { add(n, n) } }
//goescape:noalloc loop
func g(n int) { for range n { sink = make2() } }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "f").holds
    assert kinds(of(report, "g")) == ["allocates"]


def test_methods_and_generic_functions(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func (t *T) Sum() int { return t.a + t.b }
//goescape:noalloc
func (t T) Box() any { return t }
//goescape:noalloc
func used[K any](k K) any { return k }
//goescape:noalloc
func unused[K any](k K) K { return k }
func user() any { return used(3) }
"""
    report = check(tmp_path, {"a.go": TYPES + source})
    assert of(report, "(*T).Sum").holds
    assert kinds(of(report, "T.Box")) == ["allocates"]
    assert kinds(of(report, "used")) == ["allocates"]
    assert "nothing that was checked uses it" in of(report, "unused").obstacle
    assert report.status == BAD_INPUT


def test_what_was_not_analyzed_is_no_pass(tmp_path: Path) -> None:
    source = """
//goescape:noalloc
func broken() { undefined() }
//goescape:noalloc
func sound() {}
//goescape:noalloc
func user() { broken() }
func asm()
"""
    report = check(tmp_path, {"a.go": source, "a.s": ""})
    assert of(report, "broken").obstacle
    assert of(report, "sound").holds
    assert kinds(of(report, "user")) == ["no-go-body"]
    assert report.status == BAD_INPUT


def test_code_that_is_not_compiled_is_a_problem(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        {
            "a.go": "//goescape:noalloc\nfunc f() {}\n",
            "b_windows.go": "//goescape:noalloc\nfunc g() {}\n",
            "c_test.go": "//goescape:noalloc\nfunc h() {}\n",
        },
    )
    assert [text.split(": ")[0] for text in problems(report)] == ["not checked", "not checked"]
    assert report.status == FINDINGS


def test_nothing_to_check_is_no_pass(tmp_path: Path) -> None:
    report = check(tmp_path, {"a.go": "func f() {}\n"})
    assert report.status == BAD_INPUT


def test_across_packages(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        {
            "a.go": 'import "p/b"\n//goescape:noalloc\nfunc f() any { return b.New() }\n'
            "//goescape:noalloc\nfunc g() any { return b.Generic(1) }\n",
            "b/b.go": "type B struct{ x [4]int }\n//go:noinline\nfunc New() *B { return &B{} }\n"
            "//go:noinline\nfunc Generic[K any](k K) *[4]K { return &[4]K{k} }\n",
        },
    )
    (violation,) = of(report, "f").violations
    assert violation.function.package == "p/b"
    assert violation.words == "allocates 32 B: `&B{}`"
    assert kinds(of(report, "g")) == ["allocates"]
