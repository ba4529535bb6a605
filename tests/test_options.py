"""What one always passes (`goescape.toml`), and how commands speak: colours, quiet, verbose, help."""

import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = """package c

func First(n int) []int { return make([]int, n) }

func Second() *int { return new(int) }
"""


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "go.mod").write_text("module c\n\ngo 1.27\n")
    (tmp_path / "a.go").write_text(SOURCE)
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.go").write_text(SOURCE)
    return tmp_path


def goescape(directory: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "goescape", *words]
    return subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)


def test_defaults_of_a_command(module: Path) -> None:
    (module / "goescape.toml").write_text('jobs = 1\n[view]\nlimit = 1\nsort = "position"\n')
    assert "1 more site: --limit 0 shows all" in goescape(module).stdout
    assert "1 more site" in goescape(module / "below").stdout
    assert "more site" not in goescape(module, "--limit", "0").stdout
    assert "1 more site" in goescape(module.parent, "-C", str(module)).stdout
    # Other commands have no such option.
    assert goescape(module, "explain", "First").returncode == 0


def test_tags_for_all_commands(module: Path) -> None:
    (module / "goescape.toml").write_text('tags = ["extra", "more"]\n')
    (module / "t.go").write_text(
        "//go:build extra && more\n\npackage c\n\nvar Third = new(int64)\n"
    )
    assert "Third" not in goescape(module, "build", "-m", "--tags", "").stderr
    assert "t.go:5:16: new(int64) escapes to heap" in goescape(module, "build", "-m").stdout


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[view]\nlimitt = 1\n", "there is no option limitt of goescape view"),
        ("colour = 1\n", "there is no option colour of any command"),
        ("[veiw]\n", "there is no command veiw"),
        ("limit = [", "Invalid value"),
        ('[view]\nlimit = "x"\n', "Invalid value for '--limit'"),
    ],
)
def test_mistakes(module: Path, text: str, words: str) -> None:
    (module / "goescape.toml").write_text(text)
    done = goescape(module)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stdout == ""


def test_above_the_module_nobody_looks(module: Path) -> None:
    (module.parent / "goescape.toml").write_text("nonsense = 1\n")
    try:
        assert goescape(module).returncode == 0
    finally:
        (module.parent / "goescape.toml").unlink()


def test_colours_when_told(module: Path) -> None:
    assert "\x1b[" in goescape(module, "--color=always").stdout
    assert "\x1b[" not in goescape(module, "--color=never").stdout
    assert "\x1b[" in goescape(module, "explain", "--color=always", "First").stdout


def test_quiet_has_no_hints(module: Path) -> None:
    assert "why: goescape explain a.go:3" in goescape(module).stdout
    quiet = goescape(module, "-q").stdout
    assert "why:" not in quiet
    assert "expensive" not in quiet


def test_verbose_says_what_was_done(module: Path, tmp_path: Path) -> None:
    cache = f"--cache-dir={tmp_path / 'cache'}"
    first = goescape(module, "-v", cache).stderr
    assert "analyzed c\n1 packages analyzed, 0 from the cache, in " in first
    assert "0 packages analyzed, 1 from the cache, in " in goescape(module, "-v", cache).stderr


@pytest.mark.parametrize("command", ["view", "explain", "build", "verify", "compile", "graph"])
def test_help_has_groups_and_examples(module: Path, command: str) -> None:
    text = goescape(module, command, "--help").stdout
    assert "Examples:\n" in text
    assert "This run:\n" in text
    assert f"  goescape {'' if command == 'view' else command}" in text
