"""Which paths of a call count, and what of the runtime does."""

from pathlib import Path

from tests.guard.checked import check, kinds, of

ERRORS = """
type problem struct{ n int }
func (p *problem) Error() string { return "problem" }
//go:noinline
func check(n int) error { if n < 0 { return &problem{n} }; return nil }
func inlined(n int) error { if n < 0 { return &problem{n} }; return nil }
//go:noinline
func parse(n int) (int, error) { if n < 0 { return 0, &problem{n} }; return n, nil }
"""


def test_errors_that_are_passed_on(tmp_path: Path) -> None:
    source = """
//goescape:noalloc except=errors
func direct(n int) error { return check(n) }
//goescape:noalloc except=errors
func tested(n int) (int, error) {
	if err := check(n); err != nil {
		return 0, err
	}
	m, err := parse(n)
	if err != nil {
		return 0, err
	}
	return m, nil
}
//goescape:noalloc except=errors
func short(n int) error {
	if err := inlined(n); err != nil {
		return err
	}
	return inlined(n)
}
//goescape:noalloc except=errors
func pair(n int) (int, error) { return parse(n) }
"""
    report = check(tmp_path, {"a.go": ERRORS + source})
    for name in ("direct", "tested", "short", "pair"):
        assert of(report, name).holds, name


def test_errors_that_are_not_passed_on(tmp_path: Path) -> None:
    source = """
//goescape:noalloc except=errors
func dropped(n int) error { check(n); return nil }
//goescape:noalloc except=errors
func droppedInline(n int) int { if err := inlined(n); err != nil { sink = err; return 1 }; return 0 }
var sink error
//goescape:noalloc except=errors
func swallowed(n int) (int, error) {
	m, err := parse(n)
	if err != nil {
		return 0, nil
	}
	return m, nil
}
//goescape:noalloc except=errors
func argument(n int) error { return wrap(check(n)) }
//go:noinline
func wrap(err error) error { return nil }
"""
    report = check(tmp_path, {"a.go": ERRORS + source})
    for name in ("dropped", "droppedInline", "swallowed", "argument"):
        assert kinds(of(report, name)) == ["allocates"], name


RECORDS = """
type I interface{ M() }
func send(c chan int) { c <- 1 }
func receive(c chan int) int { return <-c }
func both(c, d chan int) { select { case c <- 1: case <-d: } }
func over(c chan int) { for range c {} }
func deferred(n int) { for range n { defer quiet() } }
//go:noinline
func quiet() {}
func asserted(x any) I { return x.(I) }
func switched(x any) int { switch x.(type) { case I: return 1 }; return 0 }
func empty(x I) any { return x }
"""


def test_records_of_the_runtime_count_if_strict(tmp_path: Path) -> None:
    names = ("send", "receive", "both", "over", "deferred", "asserted", "switched")
    for option, expected in (("", []), (" strict", ["makes-record"])):
        source = RECORDS
        for name in (*names, "empty"):
            source = source.replace(f"func {name}(", f"//goescape:noalloc{option}\nfunc {name}(")
        report = check(tmp_path, {"a.go": source})
        for name in names:
            found = [kind for kind in kinds(of(report, name)) if kind != "allocates"]
            assert sorted(set(found)) == expected, name
        assert of(report, "empty").holds
