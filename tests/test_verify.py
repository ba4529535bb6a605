"""`goescape verify` from outside: it agrees where it should and sees where it must not."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import goescape
from tests.harness.analysis import write_tree
from tests.test_cli import MODULE, run

EXAMPLES = Path(__file__).parent.parent / "examples" / "tour"


@pytest.mark.oracle
def test_agrees_on_a_module(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, MODULE)
    done = run(tmp_path, "verify", "-m", "-l", "./...")
    assert "equal as multisets: 3, byte-identical: 3" in done.stdout
    assert done.returncode == 0


@pytest.mark.oracle
def test_agrees_on_the_example(go: str, tmp_path: Path) -> None:
    done = run(tmp_path, "verify", "-m", "-l", "-C", str(EXAMPLES), "--json", "./...")
    found = json.loads(done.stdout)
    assert found["different"] == []
    assert found["packages"] == found["identical"] == 2
    assert found["total"]["compiler"] == found["total"]["matching"] > 10
    assert done.returncode == 0


# A go command that passes everything on and then changes one line of what the compiler said.
FAKE_GO = """#!{python}
import subprocess, sys
done = subprocess.run([{go!r}, *sys.argv[1:]], capture_output=True, text=True)
lines = done.stderr.splitlines(keepends=True)
if sys.argv[1] == "list":
    at = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    {change}
sys.stdout.write(done.stdout)
sys.stderr.write("".join(lines))
sys.exit(done.returncode)
"""


@pytest.mark.oracle
@pytest.mark.parametrize(
    "change",
    [
        "del lines[at]",
        "lines.insert(at, lines[at])",
        "lines[at] = lines[at].replace(':', ':1', 1)",
        "lines[at], lines[at + 1] = lines[at + 1], lines[at]",
    ],
    ids=["added", "dropped", "changed", "reordered"],
)
def test_sees_any_difference(go: str, tmp_path: Path, change: str) -> None:
    write_tree(tmp_path, MODULE)
    more = "package m\n\nfunc H(a, b *int) { sink = a; sink = b }\n"
    (tmp_path / "a.go").write_text(MODULE["a.go"] + more.removeprefix("package m\n"))
    fake = tmp_path / "fake-go"
    fake.write_text(FAKE_GO.format(python=sys.executable, go=go, change=change))
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    done = run(tmp_path, "verify", "-m", "-l", "--go", str(fake), ".")
    assert "byte-identical: 0" in done.stdout
    assert done.returncode == 1


# Functions of every sort of verdict, from an inlinable literal to one that is too complex.
COSTS = """package m

func add(a, b int) int { return a + b }

func twice(f func(int) int, x int) int { return f(f(x)) }

func run(x int) int { return twice(func(y int) int { return add(y, x) }, 1) }

//go:noinline
func never() {}

func long(x int) int {
	for i := range x {
		defer run(add(i, run(x)))
	}
	return recover().(int)
}
"""


@pytest.mark.oracle
def test_costs(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": MODULE["go.mod"], "a.go": COSTS})
    done = run(tmp_path, "verify", "--costs", "--json")
    found = json.loads(done.stdout)
    assert found["different"] == []
    assert found["total"]["compiler"] == found["total"]["matching"] == 9
    assert found["classes"]["can inline, with its cost"]["matching"] == 7
    assert found["classes"]["marked go:noinline"]["matching"] == 1
    assert done.returncode == 0


@pytest.mark.oracle
@pytest.mark.parametrize(
    "change",
    [
        "del lines[at]",
        "lines.insert(at, lines[at])",
        "lines[at] = lines[at].replace('with cost ', 'with cost 1')",
        "lines[at] = lines[at].replace('can inline', 'cannot inline')",
    ],
    ids=["added", "dropped", "cost", "verdict"],
)
def test_costs_sees_any_difference(go: str, tmp_path: Path, change: str) -> None:
    write_tree(tmp_path, {"go.mod": MODULE["go.mod"], "a.go": COSTS})
    fake = tmp_path / "fake-go"
    fake.write_text(FAKE_GO.format(python=sys.executable, go=go, change=change))
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    done = run(tmp_path, "verify", "--costs", "--go", str(fake))
    assert "# example.com/m: verdicts differ" in done.stdout
    assert "equal as multisets: 0" in done.stdout
    assert done.returncode == 1


def test_costs_need_inlining(tmp_path: Path) -> None:
    done = run(tmp_path, "verify", "--costs", "-l")
    assert "with -l nothing is inlined" in done.stderr
    assert done.returncode == 2


@pytest.mark.oracle
def test_from_another_directory(go: str, tmp_path: Path) -> None:
    """The go command remembers names as they were where it first ran."""
    write_tree(tmp_path, MODULE)
    for directory in (".", "sub"):
        done = run(tmp_path, "verify", "-m", "-C", directory, "example.com/m/...")
        assert "byte-identical: 3" in done.stdout
        assert done.returncode == 0


def test_without_a_go_command(tmp_path: Path) -> None:
    write_tree(tmp_path, MODULE)
    done = run(tmp_path, "verify", "-m", "-l", "--go", "no-such-go", ".")
    assert "no such command" in done.stderr
    assert done.returncode == 3


def test_library(tmp_path: Path) -> None:
    write_tree(tmp_path, MODULE)
    result = goescape.analyze(["./..."], str(tmp_path), cache_dir=str(tmp_path / "cache"))
    assert result.status == 0
    assert [package.import_path for package in result.packages] == [
        "example.com/m",
        "example.com/m/sub",
        "example.com/m/sub/deep",
    ]
    message = result.packages[0].messages[0]
    assert (message.line, message.column, message.text) == (5, 6, "can inline F")
    assert message.file == str(tmp_path / "a.go")


@pytest.mark.oracle
def test_what_the_go_command_does_not_compile_is_not_compared(go: str, tmp_path: Path) -> None:
    (tmp_path / "go.mod").write_text("module m\n\ngo 1.16\n\nrequire example.com/missing v1.0.0\n")
    (tmp_path / "m.go").write_text("package m\n\nfunc F(p *int) *int { return p }\n")
    command = [sys.executable, "-m", "goescape", "verify", "-m", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 3
    assert "example.com/missing" in done.stderr
    assert "nothing is compared" in done.stderr
    assert "differ" not in done.stdout
