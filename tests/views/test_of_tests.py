"""Tests of a module: in the view, explained, drawn, and in the library, if somebody wants them."""

import json
from pathlib import Path

import pytest

import goescape
from goescape.understand import targets
from goescape.understand.sites import Site
from tests.harness.analysis import write_tree
from tests.test_cli import run

FILES = {
    "go.mod": "module example.com/shop\n\ngo 1.27\n",
    "goods/goods.go": """package goods

type Goods struct{ names []string }

func New(name string) *Goods {
	if name == "" {
		panic("no name")
	}
	for range 3 {
		println(name)
	}
	return &Goods{names: []string{name}}
}
""",
    "goods/goods_test.go": """package goods

var kept *Goods

var totals []int

func helper() *Goods { return kept }

func TestNew() {
	kept = New("a")
	total := make([]int, 3)
	totals = total
	if len(total) != 3 || helper() == nil {
		panic("new")
	}
}
""",
    "goods/outside_test.go": """package goods_test

import (
	"example.com/shop/goods"
	"example.com/shop/sale"
)

var sold []*goods.Goods

func BenchmarkSell(n int) {
	for range n {
		sold = append(sold, sale.Sell("a"))
	}
}
""",
    "sale/sale.go": """package sale

import "example.com/shop/goods"

type Receipt struct{ sum int }

var last *Receipt

func Sell(name string) *goods.Goods {
	last = &Receipt{sum: len(name)}
	return goods.New(name)
}
""",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("shop"), FILES)


def places(found: list[Site]) -> list[tuple[str, str, str, int]]:
    return [(site.home, Path(site.file).name, site.name, site.copies) for site in found]


def sites(root: Path, tests: bool) -> list[Site]:
    return goescape.sites(["./..."], str(root), tests=tests, inlining=False)


def test_sites(shop: Path) -> None:
    plain, tested = sites(shop, tests=False), sites(shop, tests=True)
    # What stands in files without _test is the same, and counted once, however often it is compiled.
    assert sorted(entry for entry in places(tested) if "_test" not in entry[1]) == sorted(
        places(plain)
    )
    assert {site.identity for site in plain} <= {site.identity for site in tested}
    inside, outside = "example.com/shop/goods", "example.com/shop/goods_test"
    assert [entry for entry in places(tested) if "_test" in entry[1]] == [
        (inside, "goods_test.go", "make([]int, 3)", 1),
        (inside, "goods_test.go", '"new"', 1),
        (outside, "outside_test.go", 'append(sold, sale.Sell("a"))', 1),
    ]


def test_copies_are_told_apart_from_what_is_beside(shop: Path) -> None:
    found = goescape.sites(["./..."], str(shop), tests=True)
    copies = {
        (site.home, site.name, site.inlined_from[0].function.name)
        for site in found
        if site.inlined_from and site.file.endswith("outside_test.go")
    }
    beside = "example.com/shop/goods_test"
    assert {(beside, "&Goods{…}", "New"), (beside, "&Receipt{…}", "Sell")} <= copies


def test_sites_of_a_package(shop: Path) -> None:
    done = run(shop, "--tests", "--package", "example.com/shop/goods_test", "--json", "./...")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {site["package"] for site in found} == {"example.com/shop/goods_test"}
    assert done.returncode == 0


def test_the_view(shop: Path) -> None:
    assert "_test.go" not in run(shop, "./...").stdout
    shown = run(shop, "--tests", "./...").stdout
    assert "\nexample.com/shop/goods_test  4 sites, " in shown
    assert "  BenchmarkSell  4 sites, " in shown
    assert "7 sites allocate: 6 always, 1 sometimes; 4 in loops" in shown
    sarif = json.loads(run(shop, "--tests", "--format", "sarif", "./...").stdout)
    files = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in sarif["runs"][0]["results"]
    }
    assert "goods/outside_test.go" in files


@pytest.mark.parametrize(
    "target",
    ["goods/goods_test.go:11", "goods_test.go:11", "TestNew", "example.com/shop/goods.TestNew"],
)
def test_explained_without_being_told(shop: Path, target: str) -> None:
    found = goescape.explain(target, str(shop))
    assert ("make([]int, 3)", "heap") in {(each.site.name, each.site.verdict) for each in found}


def test_ways_lead_into_what_is_compiled_again(shop: Path) -> None:
    found = goescape.explain("outside_test.go:12", str(shop), inlining=False)
    (sold,) = [each for each in found if each.site.what == "append"]
    assert sold.site.home == "example.com/shop/goods_test"


def test_what_is_not_there(shop: Path) -> None:
    with pytest.raises(targets.NotFound, match="has no line 99"):
        goescape.explain("goods_test.go:99", str(shop))
    with pytest.raises(targets.NotFound, match=r"did you mean goods_test\.go"):
        goescape.explain("god_test.go:9", str(shop))
    with pytest.raises(targets.NotFound, match="did you mean TestNew"):
        goescape.explain("TestNex", str(shop))


def test_the_graph(shop: Path) -> None:
    done = run(shop, "graph", "TestNew")
    assert "total" in done.stdout
    assert done.returncode == 0
    assert "total" in run(shop, "graph", "--tests", "example.com/shop/goods.TestNew").stdout


TESTING = {
    "go.mod": FILES["go.mod"],
    "one/one.go": "package one\n\nfunc New() *int { return new(int) }\n",
    "one/one_test.go": """package one

import "testing"

func TestNew(t *testing.T) {
	if total := make([]int, 3); New() == nil {
		t.Fatal(total)
	}
}
""",
    "one/other_test.go": """package one_test

import (
	"os"
	"testing"

	"example.com/shop/one"
	"example.com/shop/two"
)

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		two.Twice(one.New())
	}
}

func FuzzNew(f *testing.F) { f.Add("a") }

func ExampleNew() {
	println(*one.New())
	// Output:
}

func TestMain(m *testing.M) { os.Exit(m.Run()) }
""",
    "two/two.go": """package two

import "example.com/shop/one"

func Twice(n *int) *int { *n *= 2; return one.New() }
""",
}


@pytest.mark.oracle
def test_lines(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, TESTING)
    done = run(tmp_path, "verify", "-m", "--tests", "./...", GOESCAPE_CACHE="")
    # Each of the two, for itself and for the test of the first; the package beside it and the program.
    assert "packages: 6, equal as multisets: 6, byte-identical: 6" in done.stdout, done.stdout
    done = run(tmp_path, "test", "-c", "-m", "-run=X", "./one", GOESCAPE_CACHE="")
    headers = [line for line in done.stdout.splitlines() if line.startswith("# ")]
    assert headers == [
        "# example.com/shop/one [example.com/shop/one.test]",
        "# example.com/shop/one_test [example.com/shop/one.test]",
        "# example.com/shop/one.test",
    ]
    assert "\n_testmain.go:" in done.stdout
    found = goescape.analyze(["./one"], str(tmp_path), tests=True)
    shown = [package.import_path for package in found.packages if package.shown]
    assert [f"# {path}" for path in shown] == headers


def test_a_session(shop: Path) -> None:
    session = goescape.Session(str(shop), tests=True)
    names = [
        package.import_path for package in session.analyze(["./goods"]).packages if package.shown
    ]
    assert names == [
        "example.com/shop/goods [example.com/shop/goods.test]",
        "example.com/shop/goods_test [example.com/shop/goods.test]",
    ]
    session.replace("goods/goods_test.go", "package goods\n\nvar made = new([9]int)\n")
    assert "new([9]int)" in {site.name for site in session.sites(["./goods"])}
