"""The commands, as somebody types them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from goescape.cli.app import app
from goescape.session.flags import UsageError
from tests.compare.repository import commit
from tests.guard.checked import CACHE, write

BEFORE = """
var sink any

//go:noinline
func store(n int) { sink = &n }

//goescape:noalloc
func Get(n int) int { store(n); return n }
"""
AFTER = BEFORE + "\nfunc Put() { sink = new(string) }\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("GOESCAPE_CACHE", CACHE)
    monkeypatch.setenv("PWD", str(tmp_path))
    before = os.getcwd()
    os.chdir(tmp_path)
    yield
    os.chdir(before)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(app, list(arguments))
    if isinstance(result.exception, UsageError):
        # What `running` makes of it.
        result.exit_code = 2
    else:
        assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_check_shows_the_chain(tmp_path: Path) -> None:
    write(tmp_path, {"a.go": BEFORE})
    result = run("check")
    assert result.exit_code == 1
    assert (
        result.output
        == """a.go:8:1: //goescape:noalloc of Get is violated
  a.go:9:28: calls store
      func Get(n int) int { store(n); return n }
    a.go:6:12: allocates 8 B: `n`
        func store(n int) { sink = &n }
        `n` is on the heap because `sink = &n` stores it in a package variable, which lives as long as the program.
        Keep a copy of the value in the package variable, or pass it down instead of keeping it.

1 contract: 0 hold, 1 violated
"""
    )
    entry = json.loads(run("check", "--json").stdout)
    assert (entry["contract"], entry["holds"]) == ("noalloc", False)
    (violation,) = entry["violations"]
    assert violation["chain"][0]["function"] == "store"
    assert violation["site"]["cost"]["size_class"] == 8


def test_from_a_baseline_to_a_ratchet(tmp_path: Path) -> None:
    write(tmp_path, {"a.go": BEFORE.replace("//goescape:noalloc\n", "")})
    assert run("check").exit_code == 3
    assert run("check", "--baseline", "goescape.baseline").exit_code == 2
    assert "1 site that may allocate" in run("baseline", "./...").output
    assert run("check", "--baseline", "goescape.baseline").exit_code == 0
    write(tmp_path, {"a.go": AFTER.replace("//goescape:noalloc\n", "")})
    result = run("check", "--baseline", "goescape.baseline")
    assert result.exit_code == 1
    assert "allocates 16 B: `new(string)` in Put (new: not in the baseline)" in result.output
    write(tmp_path, {"a.go": "func Get() {}\n"})
    assert run("check", "--baseline", "goescape.baseline", "--update", "./...").exit_code == 0
    assert (tmp_path / "goescape.baseline").read_text() == "# goescape baseline 1\n"


def test_diff(tmp_path: Path) -> None:
    commit(tmp_path, {"a.go": BEFORE}, "before")
    write(tmp_path, {"a.go": AFTER})
    result = run("diff")
    assert result.exit_code == 0
    assert "a.go:11:24: Put allocates 16 B: `new(string)` (new function)" in result.output
    assert run("diff", "HEAD", "--fail-on", "new").exit_code == 1
    assert run("diff", "HEAD", "--fail-on", "leaks").exit_code == 0
    assert run("diff", "HEAD..HEAD", "--fail-on", "new").exit_code == 0
    assert run("diff", "nobody").exit_code == 2
    text = run("diff", "--format", "markdown").output
    assert text.startswith("<!-- goescape diff -->\n")
    assert "| `p.Put` | allocates 16 B: `new(string)` | `a.go:11:24` |" in text
    document = json.loads(run("diff", "--json").stdout)
    assert [change["change"] for change in document["changes"]] == ["gained"]


def test_migrate(tmp_path: Path) -> None:
    write(tmp_path, {"a.go": "//go:noheap\nfunc f() {}\n"})
    assert "+//goescape:noalloc local" in run("migrate").output
    assert run("migrate", "--write").exit_code == 0
    assert "//goescape:noalloc local\n" in (tmp_path / "a.go").read_text()


def test_settings(tmp_path: Path) -> None:
    (tmp_path / "goescape.toml").write_text(
        "[[guard.rule]]\nfunctions = ['Get']\ncontract = 'noalloc'\n"
    )
    write(tmp_path, {"a.go": "func Get() {}\n"})
    assert run("check").exit_code == 0
    (tmp_path / "goescape.toml").write_text("[guard]\ndialects = ['gcasert']\n")
    result = run("check")
    assert result.exit_code == 2
