"""What people type to have something explained, and what they are told if there is nothing of the kind."""

import subprocess
import sys
from pathlib import Path

import pytest

import goescape
from goescape.load.model import LoadError
from goescape.report import explained as view
from goescape.understand import targets
from goescape.understand.explain import Explained
from goescape.understand.places import Paths

MAIN = """package main

import "fmt"

type Repo struct{ rows []*int }

func (r *Repo) Put(row *int) { r.rows = append(r.rows, row) }

func report(first, second string) {
	length := len(first)
	fmt.Println(first, second)
	fmt.Println(length)
}

func main() { report("a", "b"); new(Repo).Put(new(int)) }
"""

STORE = """package store

func Keep() *int { return new(int) }
"""


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("orders")
    (root / "go.mod").write_text("module example.com/orders\n\ngo 1.27\n")
    (root / "main.go").write_text(MAIN)
    (root / "deep" / "store").mkdir(parents=True)
    (root / "deep" / "store" / "keep.go").write_text(STORE)
    (root / "deep" / "store" / "kinds.go").write_text("package store\n\ntype Kind int\n")
    (root / "deep" / "store" / "keep_test.go").write_text(
        "package store\n\nvar tested = new(int)\n"
    )
    (root / "globals.go").write_text("package main\n\nvar limit = 3\n")
    return root


def explained(module: Path, target: str) -> list[Explained]:
    return goescape.explain(target, str(module), inlining=False)


def names(module: Path, target: str) -> list[str]:
    return [each.site.name for each in explained(module, target)]


@pytest.mark.parametrize(
    "target",
    ["Repo.Put", "(*Repo).Put", "Put", ".Put", "example.com/orders.Repo.Put", "main.go:7"],
)
def test_a_method_by_many_names(module: Path, target: str) -> None:
    assert set(names(module, target)) == {"r", "row", "append(r.rows, row)"}


@pytest.mark.parametrize(
    "target", ["Keep", "keep.go:3", "keep.go", "store/keep.go:3", "./deep/store.Keep"]
)
def test_found_wherever_it_is_in_the_module(module: Path, target: str) -> None:
    assert names(module, target) == ["new(int)"]


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("Keeep", "nothing is called Keeep here; did you mean Keep?"),
        ("repo.putt", "nothing is called repo.putt here; did you mean (*Repo).Put?"),
        ("kepe.go:3", "kepe.go is in no package that was looked at; did you mean keep.go?"),
        ("keep.go:77", "keep.go has no line 77"),
        ("keep_test.go:33", "keep_test.go has no line 33"),
        ("Zzyzx", "no function is called Zzyzx here, and package Zzyzx is not in std"),
    ],
)
def test_the_nearest_names(module: Path, target: str, words: str) -> None:
    with pytest.raises(targets.NotFound) as caught:
        explained(module, target)
    assert str(caught.value).startswith(f"goescape: {words}")


def said(module: Path, target: str) -> str:
    command = [sys.executable, "-m", "goescape", "explain", target]
    done = subprocess.run(command, cwd=module, capture_output=True, text=True, check=True)
    return done.stdout.rstrip("\n")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("main.go:10", "nothing is allocated here; `length` is a variable: it stays on the stack"),
        # Neither on the stack nor allocated; a file without functions; a folder that is elsewhere.
        ("globals.go:3", "nothing is allocated on this line, and it declares no parameter with"),
        ("kinds.go:3", "nothing is allocated on this line, and it declares no parameter with"),
        ("store/kinds.go:3", "nothing is allocated on this line, and it declares no parameter"),
    ],
)
def test_what_is_on_a_line_without_sites(module: Path, target: str, words: str) -> None:
    assert said(module, target).startswith(f"{target}: {words}")


def test_a_package_that_is_not_there(module: Path) -> None:
    with pytest.raises(LoadError):
        explained(module, "example.com/orders/nowhere")


def test_a_place_without_sites_is_no_mistake(module: Path) -> None:
    assert explained(module, "main.go:10") == []
    session = goescape.Session(str(module))
    assert session.explain("main.go:3") == []


def test_what_takes_one_way_is_told_once(module: Path) -> None:
    heads = [each for each in explained(module, "main.go:11") if each.site.verdict == "heap"]
    assert [each.site.name for each in heads] == ["first", "second"]
    (group,) = view.together(heads)
    text = view.render(group, lambda file, line: "", Paths(str(module), "")).plain
    assert "main.go:11:14: first in report" in text
    assert "main.go:11:21: second in report" in text
    assert text.count("passed to fmt.(*pp).doPrintln") == 1
    assert "  Each of `first` and `second` may be allocated on the heap because " in text


def test_what_is_marked_is_the_expression(module: Path) -> None:
    first = next(each for each in explained(module, "main.go:11") if each.steps)
    step = first.steps[0]
    line = MAIN.split("\n")[step.line - 1]
    assert line[step.begin - 1 : step.end - 1] == "fmt.Println(first, second)"


def test_the_last_word_at_the_limit_is_what_comes_next(module: Path) -> None:
    found = goescape.explain("main.go:11", str(module), inlining=False, depth=1)
    first = next(each for each in found if each.steps)
    assert first.steps[-1].words == "--depth 2 goes on in fmt.Fprintln"
