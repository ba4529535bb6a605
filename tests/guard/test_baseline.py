"""Baselines and budgets of packages."""

import tomllib
from pathlib import Path

import pytest

import goescape
from goescape.guard import baseline, rules
from goescape.guard.baseline import Entry
from goescape.guard.checking import Guard, Report
from goescape.guard.rules import Settings
from goescape.session.flags import UsageError
from goescape.session.model import BAD_INPUT, DONE, FINDINGS
from tests.guard.checked import CACHE, TODAY, check, of, session, write

BEFORE = """
var sink any
type T struct{ a, b int }
func f() { sink = &T{} }
func g() { sink = new(int) }
"""


def written(directory: Path, files: dict[str, str]) -> list[Entry]:
    """The baseline of a module, after its file was written and read."""
    write(directory, files)
    sites = goescape.sites(["./..."], str(directory), cache_dir=CACHE)
    text = baseline.written(baseline.entries(sites))
    return baseline.read("goescape.baseline", text)


def against(
    directory: Path, known: list[Entry], files: dict[str, str], pattern: str = "./..."
) -> Report:
    write(directory, files)
    return Guard(session(directory), Settings(), TODAY).check([pattern], None, known)


def test_nothing_changed(tmp_path: Path) -> None:
    known = written(tmp_path, {"a.go": BEFORE})
    assert [(entry.function, entry.name, entry.bytes) for entry in known] == [
        ("f", "&T{}", 16),
        ("g", "new(int)", 8),
    ]
    moved = "// A comment.\n\nfunc new2() {}\n" + BEFORE
    report = against(tmp_path, known, {"a.go": moved})
    assert report.compared is not None
    assert not report.compared.fails
    assert not report.compared.gone
    # A baseline is something to check.
    assert report.status == DONE


def test_new_and_dearer_sites_fail(tmp_path: Path) -> None:
    known = written(tmp_path, {"a.go": BEFORE})
    after = """
var sink any
type T struct{ a, b, c, d int }
func f() { sink = &T{} }
func g() { for range 3 { sink = new(int) } }
func h() { sink = new(string) }
"""
    report = against(tmp_path, known, {"a.go": after})
    compared = report.compared
    assert compared is not None
    assert [site.function.name for site in compared.new] == ["h"]
    assert [(entry.name, entry.bytes) for entry, _ in compared.dearer] == [
        ("&T{}", 16),
        ("new(int)", 8),
    ]
    assert report.status == FINDINGS


def test_what_is_gone_can_be_taken_out(tmp_path: Path) -> None:
    known = written(tmp_path, {"a.go": BEFORE})
    after = "var sink any\ntype T struct{ a int }\nfunc f() { sink = &T{} }\n"
    report = against(tmp_path, known, {"a.go": after})
    compared = report.compared
    assert compared is not None
    assert [entry.function for entry in compared.gone] == ["g"]
    assert [(entry.bytes, now.bytes) for entry, now in compared.cheaper] == [(16, 8)]
    assert report.status == DONE
    assert [(entry.function, entry.bytes) for entry in baseline.tightened(known, compared)] == [
        ("f", 8)
    ]


def test_only_what_was_looked_at_is_gone(tmp_path: Path) -> None:
    files = {"a/a.go": BEFORE, "b/b.go": BEFORE, "c/c.go": BEFORE}
    known = written(tmp_path, files)
    (tmp_path / "c/c.go").unlink()
    # Of a package with errors nothing is known.
    empty = {"a/a.go": "func f() {}", "b/b.go": "func f() { undefined() }"}
    report = against(tmp_path, known, empty, "./a")
    assert report.compared is not None
    assert {entry.package for entry in report.compared.gone} == {"p/a"}
    report = against(tmp_path, known, empty)
    assert report.compared is not None
    assert {entry.package for entry in report.compared.gone} == {"p/a", "p/c"}
    assert report.status == BAD_INPUT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "not a baseline"),
        ("# goescape baseline 2\n", "not a baseline"),
        ("# goescape baseline 1\nx\ty\n", "2 fields of 8"),
        ("# goescape baseline 1\n<<<<<<< HEAD\n", "left by a merge"),
        ("# goescape baseline 1\na\tb\tc\td\te\talways\tmany\t0\n", "8 fields of 8"),
    ],
)
def test_what_is_no_baseline(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        baseline.read("f", text)


def test_budgets_of_packages(tmp_path: Path) -> None:
    text = """
[[guard.budget]]
packages = ["./a"]
sites = 1
[[guard.budget]]
packages = ["./..."]
bytes = 24
"""
    settings = rules.read(str(tmp_path / "goescape.toml"), text, tomllib.loads(text)["guard"])
    files = {"a/a.go": BEFORE, "b/b.go": "var sink any\nfunc f() { sink = new([4]int) }\n"}
    report = check(tmp_path, files, settings=settings)
    assert report.n_budgets == 3
    assert [(each.package, each.origin.line, each.words) for each in report.overspent] == [
        ("p/a", 2, "2 sites that allocate, allowed are 1"),
        ("p/b", 5, "32 B, each site once, allowed are 24 B"),
    ]
    assert report.status == FINDINGS


def test_contracts_are_checked_besides(tmp_path: Path) -> None:
    source = BEFORE + "//goescape:noalloc\nfunc h() { f() }\n"
    known = written(tmp_path, {"a.go": source})
    report = against(tmp_path, known, {"a.go": source})
    assert not of(report, "h").holds
    assert report.status == FINDINGS
