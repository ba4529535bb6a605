"""What is wrong with a build is said in the go command's words."""

import os
from pathlib import Path

import pytest

from tests.harness import toolchain
from tests.harness.analysis import write_tree
from tests.load.test_modules import load

FILES = {
    "go.mod": "module example.com/m\n\ngo 1.27\n",
    "ok/ok.go": "package ok\n",
    "cyc/a/a.go": 'package a\n\nimport _ "example.com/m/cyc/b"\n',
    "cyc/b/b.go": 'package b\n\nimport _ "example.com/m/cyc/a"\n',
    "self/a.go": 'package a\n\nimport _ "example.com/m/self"\n',
    "missing/std/a.go": 'package a\n\nimport _ "nosuch/thing"\n',
    "missing/module/a.go": 'package a\n\nimport (\n\t_ "github.com/x/y"\n)\n',
    "missing/local/a.go": 'package a\n\nimport x "example.com/m/none"\n',
    "two/a.go": "package a\n",
    "two/b.go": "package b\n",
    "header/word/b.go": "packge b\n",
    "header/string/b.go": 'package b\n\nimport fmt "x\n',
    "header/path/b.go": 'package b\nimport (\n"fmt"\n3)\n',
    "header/empty/b.go": "",
    "tests/x_test.go": "package b\n",
    "windows/x_windows.go": "package b\n",
    "constraint/a.go": "//go:build foo &&\n\npackage a\n",
    "internals/a.go": 'package a\n\nimport _ "internal/abi"\n',
    "program/a.go": 'package a\n\nimport _ "example.com/m/command"\n',
    "command/a.go": "package main\n\nfunc main() {}\n",
    "embed/a.go": 'package a\n\nimport _ "embed"\n\n//go:embed nope.txt\nvar s string\n',
    "cgo/a.go": 'package a\n\nimport "C"\n',
    "empty/readme.txt": "",
}

CASES = [
    "./cyc/a",
    "./self",
    "./missing/std",
    "./missing/module",
    "./missing/local",
    "./two",
    "./header/word",
    "./header/string",
    "./header/path",
    "./header/empty",
    "./tests",
    "./windows",
    "./constraint",
    "./internals",
    "./program",
    "./embed",
    "./empty",
    "./nodirectory",
    "./nodirectory/...",
    "nosuch",
    "github.com/x/y",
    "example.com/m/none",
    "./ok/none.go",
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("module"), FILES)


@pytest.mark.oracle
@pytest.mark.parametrize("pattern", CASES)
def test_worded_as_the_go_command(go: str, tree: Path, pattern: str) -> None:
    theirs = toolchain.run(["build", pattern], cwd=tree)
    assert theirs.returncode == 1
    ours = "".join(f"{error}\n" for error in load(tree, pattern).all_errors())
    assert ours == theirs.stderr


def test_sound_packages_remain(tree: Path) -> None:
    loaded = load(tree, "./ok", "./missing/std", "./cyc/a")
    assert loaded.sound() == ["example.com/m/ok"]


def test_pattern_without_packages(tree: Path) -> None:
    loaded = load(tree, "example.com/none/...")
    assert loaded.warnings == ['go: warning: "example.com/none/..." matched no packages']


def test_only_cgo_is_named(tree: Path) -> None:
    (error,) = load(tree, "./cgo").all_errors()
    assert "all Go files need cgo" in str(error)
    assert "CGO_ENABLED" in str(error)


@pytest.mark.oracle
def test_unreadable_file(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": FILES["go.mod"], "a.go": "package m\n"})
    os.symlink(tmp_path / "gone.go", tmp_path / "b.go")
    theirs = toolchain.run(["build", "."], cwd=tmp_path)
    assert "".join(f"{error}\n" for error in load(tmp_path, ".").all_errors()) == theirs.stderr


def test_long_import_chain(tmp_path: Path) -> None:
    files = {"go.mod": FILES["go.mod"]}
    for n in range(2000):
        files[f"p{n}/a.go"] = f'package p\n\nimport _ "example.com/m/p{n + 1}"\n'
    files["p2000/a.go"] = "package p\n"
    write_tree(tmp_path, files)
    loaded = load(tmp_path, "./p0")
    assert len(loaded.order) == 2001
    assert loaded.order[0] == "example.com/m/p2000"
