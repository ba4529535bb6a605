"""go.mod, go.work and vendor/modules.txt: what the go command refuses is refused, in its words."""

from pathlib import Path

import pytest

from goescape.load import modfile, versions
from goescape.load.model import LoadError
from tests.harness import toolchain
from tests.harness.analysis import write_tree
from tests.load.test_modules import load

REFUSED = {
    "directive": "module m\n\ngo 1.27\nfoo bar\n",
    "block": "module m\n\nfoo (\n\tx\n)\n",
    "block of nothing": "module m\n\nfoo (\n)\nbar x\n",
    "of go.work": "module m\n\nuse ./x\n",
    "two modules": "module m\nmodule n\n",
    "two go lines": "module m\n\ngo 1.27\ngo 1.26\n",
    "module with two words": "module m m\n",
    "no module": "go 1.27\n",
    "module path": "module ./m\n",
    "module path with blank": 'module "m x"\n',
    "go version": "module m\n\ngo 1.x\n",
    "go version with zero": "module m\n\ngo 01.27\n",
    "go version of thousands of digits": f"module m\n\ngo 1.{'9' * 5000}\n",
    "newer release": "module m\n\ngo 1.28.1\n",
    "newer patch": "module m\n\ngo 1.27.4\n",
    "toolchain": "module m\n\ntoolchain foo\n",
    "two toolchains": "module m\n\ntoolchain go1.27.3\ntoolchain go1.27.2\n",
    "require without version": "module m\n\nrequire example.com/x\n",
    "require with two versions": "module m\n\nrequire example.com/x v1.0.0 v2.0.0\n",
    "major version": "module m\n\nrequire example.com/x v2.0.0\n",
    "major version of path": "module m\n\nrequire example.com/x/v3 v2.0.0\n",
    "in an indented block": "module m\n\nrequire (\n\texample.com/x/v3 v2.0.0\n\tx\n)\n",
    "open block": "module m\n\nrequire (\n\texample.com/x v1.0.0\n",
    "after a block": "module m\n\nrequire (\n) x\n",
    "nul": "module m\n\n\0\n",
    "escape": "module m\n\ngo\x1b 1.27\n",
    "open string": 'module "m\n',
    "general comment": "module m\n\n/* x */\n",
    "replace without arrow": "module m\n\nreplace example.com/x ../y\n",
    "replace directory with version": "module m\n\nreplace example.com/x => ./y v1.0.0\n",
    "replace by path without version": "module m\n\nreplace example.com/x => y\n",
    "replace by path with @": "module m\n\nreplace example.com/x => y@v1.0.0\n",
    "godebug": "module m\n\ngodebug x\n",
    "unknown godebug": "module m\n\ngodebug default=go1.21\ngodebug nosuch=y\n",
    "godebug of a newer release": "module m\n\ngodebug default=go1.99\n",
    "tool": "module m\n\ntool a b\n",
    "tool path": "module m\n\ntool ./x\n",
    "ignore": "module m\n\nignore x y\n",
    "retract": "module m.x\n\nretract v1.0.0 x\n",
}

ACCEPTED = {
    "everything": "module m.x/y // c\n\ngo 1.26 // c\n\ntoolchain go1.27.3\n\n"
    "godebug (\n\tdefault=go1.21\n\tpanicnil=1\n)\n\nignore (\n\t./a\n\tb/c\n)\n\ntool m.x/y/t\n"
    "retract (\n\tv1.0.0 // why\n\t[v1.1.0, v1.2.0]\n)\nexclude example.com/z v1.0.0\n"
    "replace example.com/x => ./x\nreplace example.com/x v1.0.0 => ./x\n",
    "quoted": 'module "m.x"\n\ngo 1.27rc1\n',
    "empty blocks": "module m.x\n\ngo 1.16\n\nrequire (\n)\nrequire ()\n",
    "carriage returns": "module m.x\r\n\r\ngo 1.27\r\n",
}


def said(tree: Path, pattern: str = "./...") -> str:
    try:
        loaded = load(tree, pattern)
    except LoadError as error:
        return f"{error}\n"
    return "".join(f"{error}\n" for error in loaded.all_errors())


@pytest.mark.oracle
@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_refused_as_by_the_go_command(go: str, tmp_path: Path, content: str) -> None:
    write_tree(tmp_path, {"go.mod": content, "m.go": "package m\n"})
    theirs = toolchain.run(["build", "./..."], cwd=tmp_path)
    assert theirs.returncode == 1
    assert said(tmp_path) == theirs.stderr


@pytest.mark.oracle
@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED)
def test_accepted_as_by_the_go_command(go: str, tmp_path: Path, content: str) -> None:
    write_tree(
        tmp_path,
        {"go.mod": content, "m.go": "package m\n", "t/t.go": "package main\nfunc main() {}\n"},
    )
    theirs = toolchain.run(["build", "./..."], cwd=tmp_path)
    assert theirs.stderr == ""
    assert said(tmp_path) == ""


def test_versions_that_would_have_to_be_looked_up(tmp_path: Path) -> None:
    content = (
        "module m\n\nrequire example.com/x v1\nreplace example.com/y => example.com/z latest\n"
    )
    write_tree(tmp_path, {"go.mod": content, "m.go": "package m\n"})
    assert 'go.mod:3: require example.com/x: version "v1" invalid' in said(tmp_path)
    assert 'go.mod:4: replace example.com/z: version "latest" invalid' in said(tmp_path)


WORKSPACES = {
    "directive": "go 1.27\n\nfoo x\n",
    "duplicate": "go 1.27\n\nuse ./a\nuse a\n",
    "same module": "go 1.27\n\nuse (\n\t./a\n\t./b\n)\n",
    "missing": "go 1.27\n\nuse ./none\n",
    "older": "go 1.25\n\nuse ./a\n",
    "without version": "use ./a\n",
    "newer": "go 1.99\n\nuse ./a\n",
}


@pytest.mark.oracle
@pytest.mark.parametrize("content", WORKSPACES.values(), ids=WORKSPACES)
def test_workspaces_refused_as_by_the_go_command(go: str, tmp_path: Path, content: str) -> None:
    module = {"go.mod": "module m\n\ngo 1.26\n", "m.go": "package m\n"}
    write_tree(tmp_path, {"go.work": content})
    for name in ("a", "b"):
        write_tree(tmp_path / name, module)
    theirs = toolchain.run(["build", "./a"], cwd=tmp_path)
    assert theirs.returncode == 1
    assert said(tmp_path, "./a") == theirs.stderr


VENDORED = {
    "missing list": ("", None),
    "another version": ("", "# example.com/x v1.1.0\n## explicit\nexample.com/x\n"),
    "not explicit": ("", "# example.com/x v1.0.0\nexample.com/x\n"),
    "unknown": (
        "",
        "# example.com/x v1.0.0\n## explicit\n# example.com/y v1.0.0\n## explicit\nexample.com/y\n",
    ),
    "replaced in go.mod": (
        "replace example.com/x => ./x\n",
        "# example.com/x v1.0.0\n## explicit\nexample.com/x\n",
    ),
    "replaced in the list": (
        "",
        "# example.com/x v1.0.0 => ./x\n## explicit\nexample.com/x\n",
    ),
    "replaced by another": (
        "replace example.com/x => ./x\n",
        "# example.com/x v1.0.0 => ./y\n## explicit\nexample.com/x\n# example.com/x => ./y\n",
    ),
    "newer": ("", "# example.com/x v1.0.0\n## explicit; go 1.99\nexample.com/x\n"),
    "nonsense": ("", "# \n#\n# x\n## explicit\n\udcff\udcfe\0\n# example.com/x v\n" + "9" * 5000),
}


@pytest.mark.oracle
@pytest.mark.parametrize(("more", "listed"), VENDORED.values(), ids=VENDORED)
def test_inconsistent_vendoring(go: str, tmp_path: Path, more: str, listed: str | None) -> None:
    mod = f"module m\n\ngo 1.26\n\nrequire example.com/x v1.0.0\n{more}"
    write_tree(
        tmp_path, {"go.mod": mod, "m.go": "package m\n", "vendor/example.com/x/x.go": "package x\n"}
    )
    if listed is not None:
        (tmp_path / "vendor/modules.txt").write_bytes(listed.encode("utf-8", "surrogateescape"))
    theirs = toolchain.run(["build", "./..."], cwd=tmp_path)
    assert theirs.returncode == 1
    assert said(tmp_path) == theirs.stderr


@pytest.mark.parametrize("name", ["go.mod", "go.work", "vendor/modules.txt"])
@pytest.mark.parametrize(
    "content", [b"\xff\xfe\0", b"go " + b"1" * 5000, b"(", b")", b'"', b"`", b"=> =>"]
)
def test_bytes_are_refused_or_passed_over(tmp_path: Path, name: str, content: bytes) -> None:
    write_tree(tmp_path, {"go.mod": "module m\n\ngo 1.26\n", "m.go": "package m\n", "vendor/x": ""})
    (tmp_path / name).write_bytes(content)
    if name == "vendor/modules.txt":
        assert said(tmp_path) == ""
    else:
        assert said(tmp_path).startswith("go: err")


def test_long_numbers_are_ordered_as_numbers() -> None:
    long, longer = "9" * 5000, "1" + "0" * 5000
    assert versions.version_key(f"v1.{long}.0") < versions.version_key(f"v1.{longer}.0")
    assert versions.version_key("v1.9.0") < versions.version_key("v1.10.0-rc.1")
    assert versions.version_key("v1.10.0-rc.1") < versions.version_key("v1.10.0")
    assert versions.go_key("1.21") < versions.go_key("1.21rc2") < versions.go_key("1.21rc10")
    assert versions.go_key("1.21rc10") < versions.go_key("1.21.0") < versions.go_key("1.27.3")
    assert versions.go_key("1.20") == versions.go_key("1.20.0")


def test_dependencies_may_be_of_later_releases() -> None:
    content = (
        b"module m\n\ngo 1.99.x\nfoo (\n\tbar\n)\nfuture thing\nrequire example.com/x v1.0.0\n"
    )
    read = modfile.parse("go.mod", content, "go.mod", strict=False)
    assert read.go == "1.99"
    assert read.require == [("example.com/x", "v1.0.0")]
