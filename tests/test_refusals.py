"""A clear no: what is not reproduced is named, with what can be done; never an answer by other rules."""

import os
import shutil
from pathlib import Path

import pytest

from goescape.load import goroot
from tests.harness.analysis import write_tree
from tests.test_cli import run

MODULE = {
    "go.mod": "module m\n\ngo 1.27\n",
    "a/a.go": "package a\n\nfunc F(p *int) *int { return p }\n",
    "p/p.go": 'package main\n\nimport "m/a"\n\nfunc main() { x := 1; println(*a.F(&x)) }\n',
    "p/default.pgo": "",
    "b/b.go": 'package b\n\nimport "example.com/none"\n\nfunc G() { none.X() }\n',
    "c/c.go": 'package c\n\nimport "m/b"\n\nfunc H() { b.G() }\n',
    "generic/g.go": "package generic\n\nfunc F[T any](p *T) *T { return p }\n",
    "types/t.go": "package types\n\ntype T struct{ x int }\n",
    "empty/readme.txt": "",
    "cgo/c.go": 'package cgo\n\nimport "C"\n\nfunc F() {}\n',
    "mixed/a.go": "package mixed\n\nfunc F() *int { return new(int) }\n",
    "mixed/c.go": 'package mixed\n\nimport "C"\n\nfunc G() {}\n',
    "above/a.go": 'package above\n\nimport "m/mixed"\n\nvar X = mixed.F()\n',
}
A = "# m/a\na/a.go:3:6: can inline F\na/a.go:3:8: leaking param: p to result ~r0 level=0\n"


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("module"), MODULE)


REFUSED = [
    ({"GOOS": "plan9"}, [], "GOOS/GOARCH plan9/amd64"),
    ({"GOOS": "dragonfly"}, [], "GOOS/GOARCH dragonfly/amd64"),
    ({"GOARCH": "mips", "GOMIPS": "softfloat"}, [], "GOMIPS=softfloat"),
    ({"GOARCH": "arm", "GOARM": "5"}, [], "GOARM=5"),
    ({"GOEXPERIMENT": "arenas"}, [], "GOEXPERIMENT arenas"),
    ({"GOEXPERIMENT": "none"}, [], "GOEXPERIMENT no"),
    ({"GOEXPERIMENT": "noregabi"}, [], "GOEXPERIMENT noregabiargs, noregabiwrappers"),
    ({"GOFIPS140": "v1.0.0"}, [], "GOFIPS140=v1.0.0"),
    ({}, ["-race"], "-race"),
    ({}, ["-cover"], "-cover"),
    ({}, ["-trimpath"], "-trimpath"),
    ({}, ["-overlay", "x.json"], "-overlay"),
    ({}, ["-buildmode=plugin"], "-buildmode=plugin"),
    ({}, ["-pgo=x.pgo"], "profile -pgo=x.pgo"),
    ({}, ["-gcflags=-m -d=checkptr"], "-d=checkptr"),
    ({}, ["-gcflags=-m -d checkptr"], "-d=checkptr"),
    ({}, ["-gcflags=all=-m -race"], "-race"),
    ({}, ["-gcflags=-smallframes -m"], "-smallframes"),
    ({"GOFLAGS": "-race"}, [], "GOFLAGS: -race"),
    ({"GOFLAGS": "-pgo=x.pgo"}, [], "profile -pgo=x.pgo"),
    ({"GOFLAGS": "-modfile=x.mod"}, [], "GOFLAGS: -modfile"),
    ({"GOFLAGS": "'-tags=x"}, [], "unterminated ' string"),
    ({"GOFLAGS": "x"}, [], 'non-flag "x"'),
]


@pytest.mark.parametrize(("variables", "options", "name"), REFUSED, ids=lambda value: str(value))
def test_what_is_not_simulated_is_refused_by_name(
    module: Path, variables: dict[str, str], options: list[str], name: str
) -> None:
    done = run(module, "build", "-m", *options, "./a", **variables)
    assert done.stdout == ""
    assert name in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.returncode == 3


@pytest.mark.parametrize(
    ("variables", "options"),
    [
        ({"GOEXPERIMENT": "jsonv2,regabi"}, []),
        ({"GOFLAGS": "-race=false -tags=x '-ldflags=-s -w'"}, []),
        ({"GOAMD64": "v3"}, []),
        ({}, ["-buildmode=pie", "-o", "x", "-ldflags=-s", "-buildvcs=false"]),
        ({}, ["-race=false"]),
        ({"GOOS": "darwin"}, []),
        ({"GOOS": "windows"}, []),
        ({"GOOS": "freebsd"}, []),
        ({"GOARCH": "arm64"}, []),
        ({"GOARCH": "arm", "GOARM": "6"}, []),
        ({"GOOS": "js", "GOARCH": "wasm"}, []),
    ],
    ids=str,
)
def test_what_changes_nothing_is_accepted(
    module: Path, variables: dict[str, str], options: list[str]
) -> None:
    done = run(module, "build", "-m", *options, "./a", **variables)
    assert (done.returncode, done.stderr, done.stdout) == (0, "", A)


@pytest.mark.parametrize("release", ["go1.26.1", "go1.27.4", "devel go1.28-abcdef", None])
def test_another_release_is_refused(module: Path, tmp_path: Path, release: str | None) -> None:
    root = tmp_path / "go"
    (root / "src").mkdir(parents=True)
    (root / "src" / "fmt").mkdir()
    if release is not None:
        (root / "VERSION").write_text(f"{release}\ntime 2026\n")
    done = run(module, "build", "-m", "./a", GOROOT=str(root))
    assert (done.returncode, done.stdout) == (3, "")
    assert (release or "no VERSION file") in done.stderr
    assert "go1.27.3" in done.stderr


def test_settings_that_go_env_wrote(module: Path, tmp_path: Path) -> None:
    settings = tmp_path / "env"
    settings.write_text("# written by go env -w\nGOOS=plan9\n")
    assert "plan9/amd64" in run(module, "build", "-m", "./a", GOENV=str(settings)).stderr
    assert run(module, "build", "-m", "./a", GOENV=str(settings), GOOS="linux").stdout == A
    assert run(module, "build", "-m", "./a", GOENV="off").stdout == A


def test_a_profile_concerns_its_program_and_what_it_imports(module: Path) -> None:
    alone = run(module, "build", "-gcflags=all=-m", "./p")
    assert (alone.returncode, alone.stdout) == (3, "")
    assert f"{module}/p/default.pgo is not simulated" in alone.stderr
    beside = run(module, "build", "-m", "./a", "./p")
    assert (beside.returncode, beside.stdout) == (3, A)
    assert "package m/p: the profile" in beside.stderr
    for off in (["-pgo=off"], ["-pgo", "off"]):
        done = run(module, "build", "-m", *off, "./p")
        assert done.returncode == 0
        assert "inlining call to a.F" in done.stdout
    assert run(module, "-pgo=off", "./p").returncode == 0


def test_flags_concern_the_packages_that_they_match(module: Path) -> None:
    done = run(module, "build", "-gcflags=-m", "-gcflags=m/mixed=-d=x", "./a", "./above", "./mixed")
    assert (done.returncode, done.stdout) == (3, A)
    assert done.stderr == (
        "package m/mixed: the compiler's flag -d=x is not simulated; leave it out\n"
        "# m/above\nnot analyzed: depends on m/mixed\n"
    )


def test_a_missing_import_does_not_silence_others(module: Path) -> None:
    done = run(module, "build", "-m", "./a", "./b", "./c")
    assert (done.returncode, done.stdout) == (3, A)
    assert "b/b.go:3:8: no required module provides package example.com/none" in done.stderr
    assert "# m/c\nnot analyzed: depends on m/b\n" in done.stderr


def test_cgo(module: Path) -> None:
    done = run(module, "build", "-m", "./a", "./cgo", "./above", CGO_ENABLED="")
    assert done.returncode == 3
    assert done.stdout.startswith(A)
    assert "m/cgo: all Go files need cgo" in done.stderr
    assert "CGO_ENABLED" in done.stderr
    assert "# m/above" in done.stdout
    done = run(module, "build", "-m", "./a", "./cgo", "./above", CGO_ENABLED="1")
    assert (done.returncode, done.stdout) == (3, A)
    assert "package m/mixed: has files that import" in done.stderr
    assert "package m/cgo: has files that import" in done.stderr
    assert "# m/above\nnot analyzed: depends on m/mixed\n" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["./b"], "no required module provides"),
        (["m/none/..."], "matched no packages"),
        (["./generic"], "generic code only"),
        (["./types"], "no functions"),
        (["."], "no Go files"),
        (["./empty"], "no Go files"),
        (["--package", "m/none", "./a"], "m/none"),
    ],
    ids=str,
)
@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_nothing_is_said_about_nothing(
    module: Path, arguments: list[str], why: str, form: str
) -> None:
    done = run(module, "view", f"--format={form}", *arguments)
    assert (done.returncode, done.stdout) == (3, "")
    assert why in done.stderr


def test_a_pattern_that_matches_nothing_is_no_success(module: Path) -> None:
    done = run(module, "build", "-m", "m/none/...")
    assert (done.returncode, done.stdout) == (3, "")
    assert "matched no packages" in done.stderr


def test_the_view_claims_no_more_than_was_analyzed(module: Path) -> None:
    assert run(module, "./a").stdout == "nothing is allocated on the heap\n"
    done = run(module, "./a", "./b")
    assert done.returncode == 3
    assert done.stdout == "nothing is allocated on the heap in what could be analyzed\n"


def test_go_on_path_is_not_run(module: Path, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    mark = tmp_path / "was run"
    (tools / "go").write_text(f"#!/bin/sh\ntouch '{mark}'\necho /nowhere\n")
    (tools / "go").chmod(0o755)
    shutil.copy(tools / "go", module / "go")
    variables = {name: value for name, value in os.environ.items() if name != "GOROOT"}
    for folders in (str(tools), ".", ""):
        path = os.pathsep.join([folders, os.environ["PATH"]])
        assert goroot.find_command("go", {"PATH": "."}) == ""
        run(module, "build", "-m", "./a", **{**variables, "PATH": path, "GOROOT": ""})
        assert not mark.exists()


def test_the_place_of_go_tells_its_goroot(tmp_path: Path) -> None:
    root = tmp_path / "go"
    (root / "src" / "fmt").mkdir(parents=True)
    (root / "bin").mkdir()
    (root / "bin" / "go").write_text("")
    (root / "bin" / "go").chmod(0o755)
    links = tmp_path / "links"
    links.mkdir()
    (links / "go").symlink_to(root / "bin" / "go")
    assert goroot.find(None, {"PATH": str(links)}) == str(root)
