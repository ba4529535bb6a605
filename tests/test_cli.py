"""The command line from outside: statuses, streams, Go's spelling of options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goescape.cli import spelling
from goescape.load.model import Package
from goescape.report import text
from goescape.session.flags import CompilerFlags, FlagRules, UsageError, parse
from tests.harness.analysis import write_tree

MODULE = {
    "go.mod": "module example.com/m\n\ngo 1.27\n",
    "a.go": "package m\n\nvar sink *int\n\nfunc F(p *int) { sink = p }\n",
    "sub/s.go": "package sub\n\nfunc G() *int { x := 1; return &x }\n",
    "sub/deep/d.go": 'package deep\n\nimport "example.com/m/sub"\n\nfunc H() int { return *sub.G() }\n',
}
A = "./a.go:5:8: leaking param: p\n"
SUB = "sub/s.go:3:17: moved to heap: x\n"


def run(cwd: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "GOESCAPE_CACHE": str(cwd / ".cache"), **variables}
    environ.pop("PWD", None)
    return subprocess.run(
        [sys.executable, "-m", "goescape", *arguments],
        cwd=cwd,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def module(tmp_path: Path) -> Path:
    return write_tree(tmp_path, MODULE)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "-m", "-l"],
        ["build", "-gcflags=-m -l"],
        ["build", "-gcflags", "-m -l", "."],
        ["build", "--gcflags=.=-m -l"],
        ["build", "-o", "program", "-ldflags", "-s -w", "-gcflags=-m=1 -l=1", "example.com/m"],
        ["build", "-gcflags=-m=2", "-gcflags=-m -l"],
    ],
    ids=" ".join,
)
def test_build(module: Path, arguments: list[str]) -> None:
    done = run(module, *arguments)
    assert done.stderr == ""
    assert done.stdout == f"# example.com/m\n{A}"
    assert done.returncode == 0


def test_build_from_another_directory(module: Path) -> None:
    done = run(module, "build", "-C", "sub", "-m", "-l", "../...")
    assert done.stdout == (
        f"# example.com/m\n{A.replace('./', '../')}# example.com/m/sub\n{SUB.replace('sub/', './')}"
    )


def test_dependencies_print_when_asked(module: Path) -> None:
    deep = "./sub/deep"
    assert run(module, "build", "-m", "-l", deep).stdout == ""
    expected = f"# example.com/m/sub\n{SUB}"
    assert run(module, "build", "-gcflags=all=-m -l", deep).stdout == expected
    assert run(module, "build", "-m", "-l", "--deps", deep).stdout == expected
    assert run(module, "build", "-gcflags=example.com/m/su...=-m -l", deep).stdout == expected


def test_verbose_names_what_the_cache_did_not_have(module: Path) -> None:
    assert run(module, "build", "-m", "-l", "-v", ".").stderr == "example.com/m\n"
    assert run(module, "build", "-m", "-l", "-v", ".").stderr == ""


def test_compile(module: Path) -> None:
    done = run(module, "compile", "-m", "-l", "sub/s.go")
    assert done.stdout == f"{module}/{SUB}"
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["build", "-m=3", "-l"], "-m=3"),
        (["build"], "nothing to print"),
        (["build", "-gcflags=-m -l -no-such-flag"], "-no-such-flag"),
        (["build", "-m", "-x"], "No such option"),
        (["view", "-m"], "No such option"),
        (["explain", "-N", "F"], "No such option"),
        (["graph", "--json", "F"], "No such option"),
        (["view", "--json", "--format", "sarif"], "--format sarif"),
        (["build", "-m=99999999999999999999"], "invalid value"),
        (["build", "-m", "--mod", "none"], "--mod"),
        (["build", "-gcflags=all"], "missing =<value>"),
        (["build", "-gcflags==-m"], "missing <pattern>"),
        (["build", "--nonsense"], "No such option"),
        (["build", "-C", "nowhere", "-m", "-l"], "chdir nowhere"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_usage_errors(module: Path, arguments: list[str], message: str) -> None:
    done = run(module, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("files", "arguments", "expected"),
    [
        (
            {"a.go": "package m\n\nfunc f( {\n"},
            ["."],
            "./a.go:3:9: syntax error: unexpected {, expected )",
        ),
        ({"a.go": "package m\n\nvar x = y\n"}, ["."], "./a.go:3:9: undefined: y"),
        (
            {"a.go": "package m\n\nvar x string = 1\n"},
            ["."],
            "./a.go:3:16: cannot use 1 (untyped int constant) as string value in variable declaration",
        ),
        (
            {"a.go": "package m\n\nfunc f(int)\n\nvar _ = f\n\nfunc g() { f() }\n"},
            ["."],
            "./a.go:7:12: not enough arguments in call to f\n\thave ()\n\twant (int)",
        ),
        ({"a.go": 'package m\n\nimport _ "example.com/m"\n'}, ["."], "import cycle not allowed"),
        (
            {"a.go": 'package m\n\nimport _ "no/such"\n'},
            ["."],
            "a.go:3:8: package no/such is not in std",
        ),
        ({"a.go": 'package m\n\nvar x = "\udcff"\n'}, ["."], "./a.go:3:10: invalid UTF-8 encoding"),
        (
            {},
            ["./nothing/..."],
            "pattern ./nothing/...: lstat ./nothing/: no such file or directory",
        ),
        ({}, ["nosuch"], "package nosuch is not in std"),
    ],
    ids=[
        "syntax",
        "undefined",
        "mismatch",
        "count",
        "cycle",
        "missing",
        "utf8",
        "pattern",
        "package",
    ],
)
def test_bad_input(
    tmp_path: Path, files: dict[str, str], arguments: list[str], expected: str
) -> None:
    write_tree(tmp_path, {"go.mod": MODULE["go.mod"], "sub/s.go": MODULE["sub/s.go"]})
    for name, content in files.items():
        (tmp_path / name).write_bytes(content.encode("utf-8", "surrogateescape"))
    done = run(tmp_path, "build", "-m", "-l", *arguments, "./sub")
    assert expected in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 3
    # What is sound is still reported.
    assert done.stdout == f"# example.com/m/sub\n{SUB}"


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_unreadable_file(module: Path) -> None:
    (module / "a.go").chmod(0)
    done = run(module, "build", "-m", "-l")
    assert "permission denied" in done.stderr
    assert done.returncode == 3


def test_missing_file(module: Path) -> None:
    done = run(module, "compile", "-m", "-l", "none.go")
    assert "none.go" in done.stderr
    assert done.returncode == 3


def test_version(tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert done.stdout.startswith("goescape 0.")
    assert "compiled" in done.stdout or "interpreted" in done.stdout


def test_cache(tmp_path: Path) -> None:
    write_tree(tmp_path, {".cache/summaries/ab/cd": "12345", ".cache/other": "kept"})
    assert run(tmp_path, "cache", "info").stdout.endswith("summaries: 1 entries, 0.0 MB\n")
    assert run(tmp_path, "cache", "clean").stdout == "removed 1 entries, 0.0 MB\n"
    assert not (tmp_path / ".cache" / "summaries").exists()
    assert (tmp_path / ".cache" / "other").exists()
    assert run(tmp_path, "cache", "clean", "--cache-dir", "none").returncode == 0


def test_spelling() -> None:
    words = (
        "build -m=2 -gcflags=-m --gcflags -l -tags x -o out -ldflags -s -p 3 -C d -- -m=1".split()
    )
    assert spelling.normalize(words) == (
        "build -m -m --gcflags=-m --gcflags -l --tags x -j 3 -C d -- -m=1".split()
    )


def flags(words: str) -> CompilerFlags:
    return parse(words.split())


def test_compiler_flags() -> None:
    assert flags("-m -l") == CompilerFlags(1, 1)
    assert flags("-m -m --l=2 -lang=go1.20") == CompilerFlags(2, 2, "go1.20")
    with pytest.raises(UsageError):
        flags("-unknown")
    with pytest.raises(UsageError):
        flags("-m=x")


def test_last_matching_flags_win() -> None:
    rules = FlagRules("/w")
    rules.add("all=-m")
    rules.add("example.com/...=-m -l")
    rules.add("./sub=-l")
    named = Package("example.com/m", "m", "/w", (), ())
    sub = Package("example.com/m/sub", "sub", "/w/sub", (), ())
    other = Package("fmt", "fmt", "/go/src/fmt", (), ())
    assert rules.flags_for(named) == CompilerFlags(1, 1)
    assert rules.flags_for(sub) == CompilerFlags(0, 1)
    assert rules.flags_for(other) == CompilerFlags(1, 0)


def test_paths_are_shortened_like_the_go_command_does() -> None:
    whole = "/nowhere/m/a.go:1: x\n/nowhere/m/sub/b.go:1: y /nowhere/m/c\n\t/nowhere/n/d.go:1: z\n/v.go:1: v\n"
    assert text.Shortener("/nowhere/m", "/nowhere/m").shorten(whole) == (
        "./a.go:1: x\n./sub/b.go:1: y ./c\n\t../n/d.go:1: z\n/v.go:1: v\n"
    )
