"""Calls through interfaces: closed sets, promises of methods."""

from pathlib import Path

from tests.guard.checked import check, kinds, of, problems

SHAPES = """
var sink any
type shape interface{ area() int }
type square struct{ n int }
func (s *square) area() int { return s.n }
type circle struct{ n int }
func (c circle) area() int { return c.n * 3 }
//go:noinline
func pick(n int) shape { if n > 0 { return &square{n} }; return circle{n} }
//goescape:noalloc
func total(s shape) int { return s.area() }
"""


def test_a_closed_set_is_followed(tmp_path: Path) -> None:
    report = check(tmp_path, {"a.go": SHAPES})
    assert of(report, "total").holds


def test_a_member_that_allocates_violates(tmp_path: Path) -> None:
    source = """
type loud struct{}
func (l *loud) area() int { sink = new(int); return 1 }
var kept shape = &loud{}
"""
    found = of(check(tmp_path, {"a.go": SHAPES + source}), "total")
    (violation,) = found.violations
    assert violation.function.name == "(*loud).area"
    assert [link.callee.name for link in violation.chain] == ["(*loud).area"]


def test_what_opens_a_set(tmp_path: Path) -> None:
    for source in (
        "func Make(s shape) int { return s.area() }",
        "type Holder struct{ S shape }",
        "var Current shape",
        "type Alias = shape",
        "func turn(x any) shape { return x.(shape) }",
        "func turn(x any) shape { switch s := x.(type) { case shape: return s }; return nil }",
        "type wide interface{ shape; Name() string }\nfunc turn(w wide) shape { return w }",
        "func Turn[T shape](t T) int { return total(t) }\nvar x = Turn(circle{})",
        "type mixed struct{ shape }\nvar y shape = mixed{}",
    ):
        report = check(tmp_path, {"a.go": SHAPES + source})
        assert kinds(of(report, "total")) == ["interface-call"], source


def test_another_package_cannot_make_values(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        {
            "shapes/a.go": SHAPES + "func Total(n int) int { return total(pick(n)) }",
            "b/b.go": 'import "p/shapes"\ntype t struct{}\nfunc (t) area() int { return 1 }\n'
            "//goescape:noalloc\nfunc f(n int) int { return shapes.Total(n) }\n",
        },
    )
    assert of(report, "total").holds
    assert kinds(of(report, "f")) == ["allocates", "allocates"]


METHODS = """
var sink any
type Store interface {
	//goescape:noalloc
	Get(key int) int
	Put(key int, value *int)
}
type fast struct{}
func (f *fast) Get(key int) int { return key }
func (f *fast) Put(key int, value *int) { sink = value }
//goescape:noalloc
func use(s Store) int { return s.Get(1) }
//goescape:noalloc
func put(s Store) { s.Put(1, nil) }
"""


def test_a_promise_of_a_method_is_checked_and_relied_upon(tmp_path: Path) -> None:
    report = check(tmp_path, {"a.go": METHODS})
    assert of(report, "Store.Get").holds
    assert of(report, "use").holds
    assert kinds(of(report, "put")) == ["interface-call"]
    assert problems(report) == []


def test_types_that_break_it(tmp_path: Path) -> None:
    report = check(
        tmp_path,
        {
            "a.go": METHODS,
            "b/b.go": """
import "p"
type slow struct{}
func (s slow) Get(key int) int { x := key; keep = &x; return key }
func (s slow) Put(key int, value *int) {}
var keep *int
type other struct{}
func (o other) Get(key string) int { keep = new(int); return 1 }
func (o other) Put(key int, value *int) {}
type half struct{}
func (h half) Get(key int) int { keep = new(int); return 1 }
type wrap struct{ p.Store }
type outer struct{ *slow }
type generic[K any] struct{ k K }
func (g *generic[K]) Get(key int) int { keep = new(int); return 1 }
func (g *generic[K]) Put(key int, value *int) {}
var _ p.Store = &generic[int]{}
""",
        },
    )
    found = of(report, "Store.Get")
    assert [each.function.name for each in found.violations] == ["slow.Get", "(*generic).Get"]
    assert found.violations[0].chain[0].how == "implemented"


def test_parameters_of_a_method(tmp_path: Path) -> None:
    source = """
type Sink interface {
	//goescape:noescape value
	Put(key int, value *int)
}
type good struct{}
func (good) Put(k int, v *int) {}
"""
    report = check(tmp_path, {"a.go": METHODS + source})
    (violation,) = of(report, "Sink.Put").violations
    assert violation.words == "`value` is kept"
    assert violation.chain[0].callee.name == "(*fast).Put"
