"""Patterns, folders and files as the go command takes them."""

import os
from pathlib import Path

import pytest

from goescape.load.model import LoadError
from tests.harness import toolchain
from tests.harness.analysis import write_tree
from tests.load.test_modules import cached_module, load

FILES = {
    "go.mod": "module example.com/m\n\ngo 1.25\n\ntool example.com/m/tools/t\n\n"
    "ignore node_modules\n\nignore (\n\t./x\n\ta/b\n)\n",
    "m.go": "package m\n",
    "m_test.go": 'package m\n\nimport "errors"\n\nvar _ = errors.New\n',
    "x/x.go": "package x\n",
    "sub/x/x.go": "package x\n",
    "sub/a/b/b.go": "package b\n",
    "sub/a/bc/b.go": "package b\n",
    "deep/node_modules/j/j.go": "package broken; x\n",
    "node_modules/j.go": "package broken; x\n",
    "internal/i/i.go": "package i\n\nfunc I() {}\n",
    "tools/t/main.go": 'package main\n\nimport "example.com/m/internal/i"\n\nfunc main() { i.I() }\n',
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tree(tmp_path_factory.mktemp("module"), FILES)


def named(tree: Path, *patterns: str) -> set[str]:
    return {package.import_path for package in load(tree, *patterns).named()}


@pytest.mark.oracle
@pytest.mark.parametrize(
    "pattern",
    ["./...", "example.com/m/...", "tool", "work", "all", "cmd/vet/...", "./x", "example.com/m/x",
     "./sub/...", "./x/...", "..."],
)  # fmt: skip
def test_patterns_select_what_go_list_selects(go: str, tree: Path, pattern: str) -> None:
    template = "{{if .GoFiles}}{{.ImportPath}}{{end}}"
    theirs = toolchain.run(["list", "-f", template, pattern], cwd=tree)
    assert named(tree, pattern) == set(theirs.stdout.split())


@pytest.mark.oracle
def test_ignored_folders_of_dependencies(go: str, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "app/go.mod": "module m\n\ngo 1.25\n\nrequire example.com/d v1.0.0\n\nreplace example.com/d => ../d\n",
            "app/a.go": 'package m\n\nimport _ "example.com/d/a"\n',
            "d/go.mod": "module example.com/d\n\ngo 1.25\n\nignore ./b\n",
            "d/a/a.go": "package a\n",
            "d/b/b.go": "package b\n",
        },
    )
    theirs = toolchain.run(["list", "example.com/d/..."], cwd=tmp_path / "app")
    assert (
        named(tmp_path / "app", "example.com/d/...")
        == set(theirs.stdout.split())
        == {"example.com/d/a"}
    )


def test_no_tools(tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n", "m.go": "package m\n"})
    assert load(tmp_path, "tool").warnings == ['go: warning: "tool" matched no packages']


def test_files_are_of_the_module_of_their_folder(tree: Path) -> None:
    loaded = load(tree, "tools/t/main.go")
    assert not loaded.all_errors()
    assert loaded.packages["command-line-arguments"].lang == "go1.27"
    outside = write_tree(tree.parent / "outside", {"main.go": FILES["tools/t/main.go"]})
    (error,) = load(tree, str(outside / "main.go")).all_errors()
    assert "use of internal package example.com/m/internal/i not allowed" in str(error)


FOLDERS = ["a b", "é", "x~", "con", "x.", "a@b", "a;b", "a+b", "q!", "x~1", "ok", "nul"]


@pytest.mark.oracle
@pytest.mark.parametrize("folder", FOLDERS)
def test_folders_that_no_import_path_can_have(go: str, tmp_path: Path, folder: str) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n\ngo 1.27\n", f"{folder}/p.go": "package p\n"})
    for pattern in (f"./{folder}", "./..."):
        theirs = toolchain.run(["build", pattern], cwd=tmp_path)
        loaded = load(tmp_path, pattern)
        found = [*loaded.warnings, *map(str, loaded.all_errors())]
        if "matched no packages" not in theirs.stderr:
            assert "".join(f"{line}\n" for line in found) == theirs.stderr


@pytest.mark.oracle
@pytest.mark.parametrize("name", ["-x.go", "_x.go", "+x.go", "ä.go", "x y.go", "@x.go"])
def test_names_of_files(go: str, tmp_path: Path, name: str) -> None:
    write_tree(
        tmp_path, {"go.mod": "module m\n\ngo 1.27\n", "a.go": "package m\n", name: "package m\n"}
    )
    theirs = toolchain.run(["build", "."], cwd=tmp_path)
    assert "".join(f"{error}\n" for error in load(tmp_path, ".").all_errors()) == theirs.stderr


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs")
def test_what_is_no_file_is_refused_not_read(tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {"go.mod": "module m\n\ngo 1.27\n", "a/a.go": "package a\n", "b/b.go": "package b\n"},
    )
    os.mkfifo(tmp_path / "a" / "f.go")
    os.symlink("/dev/zero", tmp_path / "b" / "d.go")
    os.mkfifo(tmp_path / "b" / "x_windows.go")
    for patterns in (["./a", "./b"], ["./..."], ["a/f.go"], ["b/d.go"]):
        for error in load(tmp_path, *patterns).all_errors():
            assert str(error).endswith(": not a regular file")
        assert load(tmp_path, *patterns).all_errors()
    (tmp_path / "go.mod").unlink()
    os.mkfifo(tmp_path / "go.work")
    with pytest.raises(LoadError):
        load(tmp_path, ".")


@pytest.mark.oracle
def test_a_missing_import_takes_out_its_package_and_those_above(go: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cached_module(
        cache,
        "example.com/there",
        "v1.0.0",
        {"go.mod": "module example.com/there\n", "t.go": "package there\n"},
    )
    write_tree(
        tmp_path / "m",
        {
            "go.mod": "module m\n\ngo 1.27\n\nrequire (\n\texample.com/gone v1.0.0\n\texample.com/there v1.0.0\n"
            "\texample.com/moved v1.0.0\n)\n\nreplace example.com/moved => ../nowhere\n",
            "a/a.go": 'package a\n\nimport _ "example.com/gone"\n',
            "b/b.go": 'package b\n\nimport _ "m/a"\n',
            "c/c.go": 'package c\n\nimport _ "example.com/there"\n',
            "d/d.go": 'package d\n\nimport _ "example.com/moved/x"\n',
            "e/e.go": 'package e\n\nimport _ "m/none"\n',
            "f/f.go": 'package f\n\nimport _ "nosuch"\n',
            "g/g.go": 'package g\n\nimport _ "bad path"\n',
            "h/h.go": "package h\n",
        },
    )
    loaded = load(tmp_path / "m", "./...", GOMODCACHE=str(cache))
    assert [path for path in loaded.sound() if path.startswith("m/")] == ["m/c", "m/h"]
    assert loaded.broken()["m/b"] == "m/a"
    for folder in "adefg":
        assert loaded.packages[f"m/{folder}"].errors
