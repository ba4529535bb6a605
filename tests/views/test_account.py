"""The account of what allocates: which rows there are, what they cost, how often, and whether anybody gets there.

Whole programs are compared with their profiles in tests/programs; here each rule is seen alone.
"""

from pathlib import Path

import pytest
from click.testing import CliRunner

import goescape
from goescape.cli import spelling
from goescape.cli.app import app
from goescape.facts import functions
from goescape.understand.sites import HEAP, Site


@pytest.fixture
def rows(tmp_path: Path) -> "Rows":
    return Rows(tmp_path)


class Rows:
    """The sites of a package, by the words that stand behind them in comments."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
        self._source = ""
        self._sites: list[Site] = []

    def of(self, source: str, package: str = "p") -> "Rows":
        self._source = f"package {package}\n{source}"
        (self._directory / "a.go").write_text(self._source)
        self._sites = goescape.sites(["."], str(self._directory))
        return self

    def at(self, words: str) -> list[Site]:
        line = self._source[: self._source.index(f"// {words}\n")].count("\n") + 1
        return [site for site in self._sites if site.line == line and site.cost is not None]

    def one(self, words: str, what: str = "") -> Site:
        """The only row; of copies that were decided differently the one that escapes."""
        found = [site for site in self.at(words) if what in ("", site.what)]
        if len({site.verdict for site in found}) > 1:
            found = [site for site in found if site.verdict == HEAP]
        (only,) = found
        return only

    def cost(self, words: str, what: str = "") -> tuple[str, int, str]:
        cost = self.one(words, what).cost
        assert cost is not None
        return cost.allocates, cost.rounded, cost.reason

    def depth(self, words: str) -> int:
        cost = self.one(words, "pointer-literal").cost
        assert cost is not None
        return cost.loop_depth


TYPES = """
type T struct{ a, b int }
var sink any
var table map[string]int
"""


def test_what_the_compiler_is_silent_about_is_a_row(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func entries(m map[int]int, wide map[int][40]int, k string) {
	table[k]++ // counted
	m[1] = 2 // entry
	wide[1] = [40]int{} // wide
}
func text(s, t string) string {
	s += t // sum
	s += t + "x" + t // long sum
	return s
}
func made() map[int]int {
	stays := map[int]int{} // stays
	stays[1] = 1
	return nil
}
"""
    )
    assert rows.cost("counted", "map-entry") == ("maybe", -1, "when the map grows")
    assert rows.cost("entry", "map-entry") == ("maybe", -1, "when the map grows")
    assert rows.cost("wide", "map-entry")[2].startswith("for each new entry")
    assert rows.cost("sum") == ("maybe", -1, "unless all parts but one are empty")
    # One string is made, not two.
    assert sorted(site.cost.allocates for site in rows.at("long sum") if site.cost) == [
        "maybe", "never",
    ]  # fmt: skip
    assert rows.cost("stays", "map-literal")[0] == "never"


def test_a_slice_that_is_given_away_may_be_moved_off_the_stack(rows: Rows) -> None:
    rows.of(
        """
func grown(n int) []int {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	return out // moved
}
func once(n int) []int {
	var out []int
	out = append(out, n)
	return out // once
}
func shared(n int) ([]int, []int) {
	var out []int
	for i := range n {
		out = append(out, i)
	}
	other := out[1:]
	return out, other // shared
}
"""
    )
    site = rows.one("moved")
    assert (site.what, site.name) == ("moved-slice", "out")
    assert site.cost is not None
    assert (site.cost.allocates, site.cost.rounded) == ("maybe", 32)
    assert rows.at("once") == []
    assert rows.at("shared") == []


def test_a_literal_and_its_box_are_two_rows(rows: Rows) -> None:
    rows.of(TYPES + "func f(n int) {\n\tsink = []int{n, n, n} // both\n}\n")
    assert {site.what for site in rows.at("both")} == {"slice-literal", "box"}


def test_what_leaves_a_loop_is_done_once(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func find(xs []int, n int) *T {
	for i, x := range xs {
		if x == n {
			return &T{x, i} // returned
		}
		if x < n {
			for j := range n {
				sink = &T{j, 1} // inner
			}
			panic("x")
		}
		for _, y := range xs {
			if x == y {
				sink = &T{x, y} // before break
				break
			}
			switch y {
			case 1:
				sink = &T{1, y} // break of a switch
				break
			}
		}
		sink = &T{x, 2} // every time
	}
	return nil
}
func again(n int) *T {
	for {
		t := &T{n, 3} // again
		if n > 3 {
			continue
		}
		return t
	}
}
func labels(xs []int) {
outer:
	for _, x := range xs {
		for _, y := range xs {
			if x == y {
				sink = &T{x, 4} // next of outer
				continue outer
			}
			if x < y {
				sink = &T{x, 5} // out of both
				break outer
			}
		}
	}
}
"""
    )
    places = [
        ("returned", 0), ("inner", 1), ("before break", 1), ("break of a switch", 2), ("every time", 1),
        ("again", 1), ("next of outer", 1), ("out of both", 0),
    ]  # fmt: skip
    assert [(words, rows.depth(words)) for words, _ in places] == places


def test_loops_of_inlined_bodies_are_left_for_the_loop_around_the_call(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func index(xs []int, n int) *T {
	for i, x := range xs {
		if x == n {
			return &T{i, n} // found
		}
	}
	return nil
}
func use(xs []int) {
	for i := range 3 {
		sink = index(xs, i)
	}
}
"""
    )
    assert rows.depth("found") == 1


def test_paths_to_panics_and_errors_are_cold(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
type E struct{ n int }
func (*E) Error() string { return "e" }
var errX error = &E{1}
func find(n int) (*T, error) {
	if n > 9 {
		return nil, &E{n} // made
	}
	if n > 8 {
		return &T{n, 8}, errX // sentinel
	}
	t, err := other(n)
	if err != nil {
		sink = &T{n, 1} // guarded
		return nil, err
	}
	switch n {
	case 1:
		v, err := other(n)
		sink = &T{n, 2} // maybe an error
		return v, err
	case 2:
		panic(&T{n, 3}) // panic
	}
	return t, nil
}
//go:noinline
func other(n int) (*T, error) { return nil, nil }
"""
    )
    assert rows.one("made", "pointer-literal").path == functions.TO_ERROR
    assert rows.one("sentinel", "pointer-literal").path == functions.TO_ERROR
    assert rows.one("guarded", "pointer-literal").path == functions.TO_ERROR
    assert rows.one("maybe an error", "pointer-literal").path == functions.ON
    assert rows.one("panic", "pointer-literal").path == functions.TO_PANIC


def test_branches_that_constants_rule_out_are_not_counted(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func option(n int, verbose bool, name string) {
	if verbose {
		sink = &T{n, 1} // verbose
	}
	switch name {
	case "a":
		sink = &T{n, 2} // a
	default:
		sink = &T{n, 3} // default
	}
}
func use(n int) { option(n, false, "a") }
"""
    )
    assert rows.cost("verbose", "pointer-literal")[0] == "never"
    assert rows.cost("a", "pointer-literal")[0] == "always"
    assert rows.cost("default", "pointer-literal")[0] == "never"


def test_a_body_that_is_always_inlined_is_not_run(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func newT(n int) *T { return &T{n, 1} } // constructor
func (t *T) Copy() *T { return &T{t.a, 2} } // method
func taken(n int) *T { return &T{n, 3} } // value
func unused(n int) *T { return &T{n, 4} } // unused
func early(n int) *T { return &T{n, 5} } // early
var laid = early(1)
var f = taken
func use(n int) int { return newT(n).a + newT(n).Copy().b + taken(n).a }
"""
    )
    body = rows.one("constructor")
    assert (body.body, body.verdict) == ("inlined", "heap")
    assert rows.cost("constructor") == (
        "never", 16, "every call in what was analyzed is inlined, and allocates nothing there",
    )  # fmt: skip
    assert rows.cost("method")[:2] == ("maybe", 16)
    assert rows.one("method").body == "offered"
    assert rows.cost("early")[0] == "never"
    assert rows.cost("value")[0] == rows.cost("unused")[0] == "always"


def test_copies_cost_where_they_are(rows: Rows) -> None:
    rows.of(
        TYPES
        + """
func newT(n int) *T { return &T{n, 1} } // constructor
func use(xs []int) {
	for _, x := range xs {
		sink = newT(x)
	}
}
"""
    )
    assert rows.cost("constructor")[:2] == ("always", 16)
    assert rows.depth("constructor") == 1
    assert [line for _, line, _ in rows.one("constructor").inlined_at] == [10]


def test_generic_code_that_nobody_uses_has_rows(rows: Rows) -> None:
    rows.of(
        """
type Number interface{ ~int | ~float64 }
type Named interface{ Name() string }
type List[T any] struct{ items []T; head *node[T] }
type node[T any] struct{ value T }
type header struct{ n int }
func (l *List[T]) Push(v T) { l.head = &node[T]{v} } // push
func (l *List[T]) Head() *header { return &header{len(l.items)} } // fixed
func Sum[S ~[]E, E Number](xs S) *S { out := append(S(nil), xs...); return &out } // sum
func Names[T Named](xs []T) *[1]string { return &[1]string{xs[0].Name()} } // names
func (h *header) Name() string { return "" }
"""
    )
    assert rows.cost("push") == ("always", -1, "object; its size depends on the type arguments")
    assert rows.one("push").body == "generic"
    assert rows.cost("fixed") == ("always", 8, "object")
    assert rows.cost("sum", "append")[0] == "maybe"
    assert rows.cost("names")[0] == "always"


def test_sizes_that_depend_on_type_arguments_are_the_largest(rows: Rows) -> None:
    rows.of(
        """
type box[T any] struct{ value T }
//go:noinline
func Box[T any](v T) *box[T] { return &box[T]{v} } // boxed
func use() (any, any) { return Box(1), Box([4]string{}) }
"""
    )
    cost = rows.one("boxed").cost
    assert cost is not None
    assert (cost.allocates, cost.rounded, cost.varies) == ("always", 64, True)


def test_two_copies_of_a_program_package_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.27\n")
    for name, call in (("a", "New(1)"), ("b", "f(1)")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.go").write_text(
            "package main\n\nvar sink *int\n\nfunc New(n int) *int { return &n }\n\nvar f = New\n\n"
            if name == "b"
            else "package main\n\nvar sink *int\n\nfunc New(n int) *int { return &n }\n\n"
        )
        with (tmp_path / name / "main.go").open("a") as file:
            file.write(f"func main() {{ sink = {call} }}\n")
    found = goescape.sites(["./..."], str(tmp_path))
    bodies = {site.file[-9:-8]: site.body for site in found if site.name == "n" and site.cost}
    assert bodies == {"a": "inlined", "b": "run"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["view", "--all"],
        ["view", "--all", "--json"],
        ["view", "--all", "--format", "sarif"],
        ["explain", "--all", "a.go"],
        ["explain", "goescape_stand_in.go:4"],
        ["explain", "goescape_stand"],
        ["graph", "p.Map"],
        ["build", "-v", "-m=2"],
    ],
)
def test_nobody_is_told_of_what_stands_for_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.27\n")
    (tmp_path / "a.go").write_text(
        """package p

type List[T any] struct{ items []T }

func (l *List[T]) Push(v T) *T { l.items = append(l.items, v); return &v }
func (l List[T]) Each(f func(*T)) { f(&l.items[0]) }
func Map[K comparable, V any](m map[K]V, f func(K) V) *map[K]V { return &m }
"""
    )
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, spelling.normalize(arguments))
    # What is wrong with a name is raised.
    told = done.output or str(done.exception)
    assert told != ""
    assert functions.STAND_INS not in told


def test_there_is_no_graph_of_what_stands_for_uses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "go.mod").write_text("module p\n\ngo 1.27\n")
    (tmp_path / "a.go").write_text("package p\n\nfunc F[T any](v T) *T { return &v }\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(app, ["graph", f"p.{functions.STAND_INS}"])
    assert done.exit_code != 0
    assert "digraph" not in done.output
