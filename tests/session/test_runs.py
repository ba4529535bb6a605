"""Whole runs of the program: workers, caches, processes side by side, packages with errors among sound ones."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from goescape.load import goroot

SOURCES = {
    "go.mod": "module m\n\ngo 1.27\n",
    "a/a.go": "package a\n\ntype Box[T any] struct{ v *T }\n\n"
    "func (b *Box[T]) Put(v *T) { b.v = v }\n\nfunc Keep(p *int) *int { return p }\n",
    "b/b.go": 'package b\n\nimport "m/a"\n\nvar box a.Box[int]\n\n'
    "func F() { x := 1; box.Put(&x) }\n\nfunc G() int { y := 1; return *a.Keep(&y) }\n",
    "c/c.go": "package c\n\nfunc H(p *int) *int { return p }\n",
    "d/d.go": 'package d\n\nimport (\n\t"m/b"\n\t"m/c"\n)\n\nfunc I() { b.F(); z := 2; c.H(&z) }\n',
}


@pytest.fixture
def module(tmp_path: Path) -> Path:
    if goroot.find(None, os.environ) is None:
        pytest.skip("no standard library")
    for name, text in SOURCES.items():
        path = tmp_path / "m" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "m"


def start(module: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "goescape", "build", "-m", "-l", *options, "./..."]
    return subprocess.Popen(
        command, cwd=module, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def finish(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def build(module: Path, *options: str) -> tuple[int, str, str]:
    return finish(start(module, *options))


def test_output_does_not_depend_on_workers_or_cache(module: Path, tmp_path: Path) -> None:
    cache = ("--cache-dir", str(tmp_path / "cache"))
    first = build(module, "-j", "1", *cache)
    assert first[0] == 0, first[2]
    assert "moved to heap: x" in first[1]
    assert build(module, "-j", "1", *cache) == first
    for jobs in ("2", "5"):
        assert build(module, "-j", jobs, "-a", *cache) == first


def test_a_cache_that_cannot_be_written_does_no_harm(module: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    status, out, _ = build(module, "--cache-dir", str(blocked))
    assert status == 0
    assert "moved to heap: x" in out


def test_two_processes_share_a_cache(module: Path, tmp_path: Path) -> None:
    cache = ("-j", "2", "--cache-dir", str(tmp_path / "cache"))
    found = [finish(process) for process in [start(module, *cache), start(module, *cache)]]
    assert found[0] == found[1]
    assert found[0][0] == 0
    assert build(module, *cache) == found[0]


def test_an_edit_is_seen(module: Path, tmp_path: Path) -> None:
    cache = ("--cache-dir", str(tmp_path / "cache"))
    before = build(module, *cache)
    (module / "a/a.go").write_text(
        SOURCES["a/a.go"].replace("return p", "sink = p; return p") + "\nvar sink *int\n"
    )
    status, out, _ = build(module, *cache)
    assert status == 0
    assert "moved to heap: y" in out
    assert "moved to heap: y" not in before[1]


def test_sound_packages_are_reported_beside_broken_ones(module: Path, tmp_path: Path) -> None:
    (module / "a/a.go").write_text("package a\n\nfunc Keep() int { return undefined }\n")
    status, out, err = build(module, "-j", "2", "--cache-dir", str(tmp_path / "cache"))
    assert status == 3
    assert "# m/c\nc/c.go:3:8: leaking param: p to result ~r0 level=0\n" in out
    assert "# m/a\na/a.go:3:26: undefined: undefined\n" in err
    assert "# m/b\nnot analyzed: depends on m/a\n" in err
    assert "# m/d\nnot analyzed: depends on m/b\n" in err
