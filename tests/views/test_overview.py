"""The default view: which sites it shows, in which order, and how it fits a terminal."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

import goescape
from goescape.report import overview
from goescape.report.overview import Choice
from goescape.understand import sites
from goescape.understand.places import Paths
from goescape.understand.sites import Site

MAIN = """package shop

import "example.com/shop/stock"

var table map[string]*[64]byte

func Fill(names []string) {
	for _, name := range names {
		table[name] = new([64]byte)
	}
}

func Large() *[4096]byte { return new([4096]byte) }

func Small() *int16 { return new(int16) }

func Free() any { return 7 }

func Stays() int { p := new(int); return *p }

func Leaks(p *int) { kept = p }

var kept *int

func Generic() (any, any) { return stock.Make[int](), stock.Make[string]() }
"""

STOCK = """package stock

type Item[T any] struct{ value, other T }

//go:noinline
func Make[T any]() *Item[T] { return &Item[T]{} }

func Unused() *[512]byte { return new([512]byte) }
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("shop")
    (root / "go.mod").write_text("module example.com/shop\n\ngo 1.27\n")
    (root / "shop.go").write_text(MAIN)
    (root / "stock").mkdir()
    (root / "stock" / "stock.go").write_text(STOCK)
    return root


def found(module: Path, *patterns: str) -> list[Site]:
    return goescape.sites(list(patterns), str(module), inlining=False)


@pytest.fixture(scope="module")
def everything(module: Path) -> list[Site]:
    return found(module, "./...")


def plain_name(site: Site) -> str:
    return site.function.name


def functions(shown: list[Site]) -> list[str]:
    return [plain_name(site) for site in shown]


def test_dearest_first_and_only_what_is_paid(everything: list[Site]) -> None:
    shown = overview.chosen(everything, Choice())
    assert functions(shown)[:3] == ["Large", "Fill", "Unused"]
    assert not {"Free", "Stays", "Leaks"} & set(functions(shown))
    assert all(site.verdict == sites.HEAP for site in shown)


def test_what_may_allocate_is_shown_though_it_does_not_escape(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module some\n\ngo 1.27\n")
    (tmp_path / "some.go").write_text(
        "package some\n\nfunc Chan() { c := make(chan int); close(c) }\n\n"
        "func Sized(n int) int { b := make([]byte, n); return len(b) }\n\n"
        "func Small() int { b := make([]byte, 8); return len(b) }\n"
    )
    shown = overview.chosen(found(tmp_path, "."), Choice())
    assert functions(shown) == ["Chan", "Sized"]
    (sized,) = [each for each in goescape.explain(".Sized", str(tmp_path)) if each.site.cost]
    assert sized.sentence.startswith("`make([]byte, n)` allocates when the length is more than 32,")


def test_all_shows_the_rest(everything: list[Site]) -> None:
    assert {"Free", "Stays", "Leaks"} <= set(
        functions(overview.chosen(everything, Choice(show_all=True)))
    )


def test_a_kind_is_chosen(everything: list[Site]) -> None:
    choice = Choice(kinds=frozenset([sites.PARAMETER]))
    assert functions(overview.chosen(everything, choice)) == ["Fill", "Leaks"]


def test_small_sites_are_left_out(everything: list[Site]) -> None:
    shown = overview.chosen(everything, Choice(min_bytes=100))
    assert set(functions(shown)) == {"Fill", "Large", "Unused"}


def test_sorted_and_limited(everything: list[Site]) -> None:
    by_position = overview.chosen(everything, Choice(sort="position"))
    places = [(site.file, site.line, site.column) for site in by_position]
    assert places == sorted(places)
    by_function = overview.chosen(everything, Choice(sort="function"))
    assert functions(by_function)[-2:] == ["Make", "Unused"]
    assert overview.limited(by_function, Choice(limit=2)) == by_function[:2]


def test_instances_are_one_row_of_the_package_they_are_written_in(everything: list[Site]) -> None:
    (made,) = [site for site in everything if plain_name(site) == "Make"]
    assert made.home == "example.com/shop/stock"
    assert made.package == "example.com/shop"
    assert made.copies == 2
    assert len(made.shapes) == 2


def test_results_of_inlined_calls_have_names(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module call\n\ngo 1.27\n")
    (tmp_path / "call.go").write_text(
        "package call\n\nvar kept any\n\nfunc twice(n int) int { return 2 * n }\n\n"
        "func Keep(n int) { kept = twice(n) }\n"
    )
    (boxed,) = goescape.sites(["."], str(tmp_path))[-1:]
    assert (boxed.function.name, boxed.name) == ("Keep", "result of twice")


def test_generic_code_of_other_packages_is_not_ours(module: Path) -> None:
    ours = found(module, ".")
    assert "Make" not in functions(overview.chosen(ours, Choice()))
    assert "Make" in functions(overview.chosen(ours, Choice(show_all=True)))


def view(module: Path, found: list[Site], width: int = 100, **choice: int) -> list[str]:
    """The lines of the view."""
    paths = Paths(str(module), "")
    return overview.render(found, Choice(**choice), paths, width).plain.splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140])
def test_a_site_is_a_line_that_fits(module: Path, everything: list[Site], width: int) -> None:
    lines = view(module, everything, width)
    assert max(len(line) for line in lines) <= width
    for site in overview.chosen(everything, Choice()):
        assert any(f".go:{site.line}" in line and site.name[:5] in line for line in lines)


def test_words_of_the_reason_stay_whole(module: Path, everything: list[Site]) -> None:
    whole = set(" ".join(view(module, everything, 200)).replace(";", "").split())
    for width in range(50, 100):
        for line in view(module, everything, width):
            if line.endswith("…") and line.startswith("    "):
                last = line.rstrip("…").split()[-1]
                assert last in whole or last.startswith(("new(", "&")), line


def test_the_first_line_sums_up_and_the_last_says_what_next(
    module: Path, everything: list[Site]
) -> None:
    first, order, *_, last = view(module, everything)
    assert first == "6 sites allocate: 5 always, 1 sometimes; 2 in loops; 1 more escapes at no cost"
    assert order.startswith("most expensive first: bytes, ×10 a loop")
    assert last == "why: goescape explain shop.go:13"


def test_packages_and_functions_have_totals(module: Path, everything: list[Site]) -> None:
    lines = view(module, everything)
    assert "example.com/shop  4 sites, 4162 B + 1 sometimes, 2 in loops" in lines
    assert "  Fill  2 sites, 64 B + 1 sometimes, 2 in loops" in lines


def test_what_is_left_out_is_counted(module: Path, everything: list[Site]) -> None:
    lines = view(module, everything, limit=2)
    assert sum(".go:" in line for line in lines) == 3
    assert "4 more sites: --limit 0 shows all" in lines


def test_literals_are_named_by_the_function_around_them(tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module some\n\ngo 1.27\n")
    (tmp_path / "some.go").write_text(
        'package some\n\nimport "fmt"\n\ntype Server struct{ name string }\n\n'
        "func (s *Server) middleware() func(n int) {\n\treturn func(n int) {\n"
        "\t\tfmt.Println(n)\n\t}\n}\n"
    )
    lines = view(tmp_path, found(tmp_path, "."))
    assert "  (*Server).middleware, line 8  1 site, 1 sometimes" in lines
    (row,) = [line for line in lines if "some.go:9:" in line]
    assert (
        row.split()
        == "some.go:9:15 ≤ 8 B n boxed, unless less than 256; kept by fmt.Println".split()
    )


def on_terminal(module: Path, **more: str) -> str:
    """What a terminal gets."""
    ours, theirs = pty.openpty()
    plain = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    env = {**plain, "TERM": "xterm-256color", "COLUMNS": "100", **more}
    command = [sys.executable, "-m", "goescape", "./..."]
    done = subprocess.run(command, cwd=module, stdout=theirs, stderr=subprocess.PIPE, env=env)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    return os.read(ours, 65536).decode()


def test_colours_on_a_terminal_unless_unwanted(module: Path) -> None:
    assert "\x1b[31m" in on_terminal(module)
    assert "\x1b[31m" not in on_terminal(module, NO_COLOR="1")


def test_positions_are_links_on_a_terminal(module: Path) -> None:
    assert f";file://{module}/shop.go\x1b\\" in on_terminal(module)


def test_plain_in_a_pipe(module: Path) -> None:
    command = [sys.executable, "-m", "goescape", "./..."]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True, check=True)
    assert "\x1b" not in done.stdout
    assert "\nexample.com/shop  4 sites" in done.stdout
