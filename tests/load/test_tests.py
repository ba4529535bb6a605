"""Tests: planned as the go command plans them."""

import json
import os
import re
from pathlib import Path

import pytest

from goescape.load import environ, goroot, modules, packages, testplan
from goescape.load.model import Graph
from goescape.toolchain import registry
from tests.harness import toolchain
from tests.harness.analysis import write_tree

TREE = {
    "go.mod": "module example.com/m\n\ngo 1.24\n",
    "lib/lib.go": "package lib\n\nfunc New() *int { return new(int) }\n",
    "lib/lib_test.go": 'package lib\n\nimport "testing"\n\nfunc TestNew(t *testing.T) { New() }\n',
    "lib/x_test.go": 'package lib_test\n\nimport (\n\t"testing"\n\n\t"example.com/m/mid"\n)\n\nfunc BenchmarkMid(b *testing.B) { mid.Mid() }\n',
    "lib/other_windows_test.go": "package lib\n\nvar windows int\n",
    "lib/tagged_test.go": "//go:build slow\n\npackage lib\n\nvar slow int\n",
    "lib/testdata/src/t_test.go": "package broken\n\nimport _ `nowhere/at/all`\n",
    "lib/_left_test.go": "package nothing\n",
    # Leads back to lib, over two packages.
    "mid/mid.go": 'package mid\n\nimport "example.com/m/low"\n\nfunc Mid() *int { return low.Low() }\n',
    "low/low.go": 'package low\n\nimport "example.com/m/lib"\n\nfunc Low() *int { return lib.New() }\n',
    # Tests of its own, but nothing that anybody else has to be compiled again for.
    "beside/b.go": "package beside\n\nvar B int\n",
    "beside/b_test.go": 'package beside_test\n\nimport (\n\t"testing"\n\n\t"example.com/m/beside"\n)\n\nfunc TestB(t *testing.T) { beside.B++ }\n',
    "only/inner_test.go": 'package only\n\nimport "testing"\n\nfunc TestO(t *testing.T) {}\n',
    "onlyouter/outer_test.go": 'package onlyouter_test\n\nimport "testing"\n\nfunc TestO(t *testing.T) {}\n',
    "command/main.go": "package main\n\nfunc main() {}\n\nfunc Run() int { return 1 }\n",
    "command/main_test.go": 'package main_test\n\nimport (\n\t"testing"\n\n\tmain "example.com/m/command"\n)\n\nfunc TestRun(t *testing.T) { main.Run() }\n',
    "embedded/e.go": "package embedded\n",
    "embedded/e_test.go": 'package embedded\n\nimport _ "embed"\n\n//go:embed testdata/*.txt\nvar text string\n',
    "embedded/testdata/a.txt": "a",
    "plain/p.go": "package plain\n",
}


def plan(cwd: Path, *patterns: str, tests: int = testplan.TEST_PROGRAMS) -> Graph:
    settings = {**os.environ, "GOFLAGS": "", "CGO_ENABLED": "0"}
    root = goroot.find(None, settings)
    release, version = registry.newest(), goroot.version(root)
    context = environ.make_context(root, release, version, environ.with_file(settings))
    return packages.load(modules.discover(context, str(cwd)), list(patterns), str(cwd), tests)


def listed(cwd: Path, *patterns: str) -> dict[str, dict[str, object]]:
    """`go list -test -deps -json` on the same packages."""
    fields = "Dir,ImportPath,Name,GoFiles,Imports"
    run = toolchain.run(["list", "-test", "-deps", f"-json={fields}", *patterns], cwd)
    assert run.returncode == 0, run.stderr
    decoder = json.JSONDecoder()
    found: dict[str, dict[str, object]] = {}
    text = run.stdout.strip()
    while text:
        entry, end = decoder.raw_decode(text)
        found[entry["ImportPath"]] = entry
        text = text[end:].lstrip()
    return found


def assert_agrees(cwd: Path, *patterns: str) -> Graph:
    """What is planned is listed, with the same files and imports; what is listed and not planned no test needs."""
    ours = plan(cwd, *patterns)
    assert ours.all_errors() == []
    theirs = listed(cwd, *patterns)
    for path in ours.order:
        package, entry = ours.packages[path], theirs[path]
        imports = entry.get("Imports", [])
        assert isinstance(imports, list)
        assert {package.resolve(each) for each in package.imports} == set(imports)
        if package.made:
            assert path.endswith(".test")
        else:
            assert (package.name, list(package.go_files)) == (entry["Name"], entry["GoFiles"])
    unneeded = theirs.keys() - set(ours.order)
    assert [path for path in unneeded if " [" in path or path.endswith(".test")] == []
    places = {path: at for at, path in enumerate(ours.order)}
    for path in ours.order:
        assert all(places[each] < places[path] for each in ours.packages[path].dependencies)
    return ours


@pytest.mark.oracle
def test_a_module(go: str, tmp_path: Path) -> None:
    ours = assert_agrees(write_tree(tmp_path, TREE), "./...")
    wanted = "example.com/m/mid [example.com/m/lib.test]"
    assert ours.packages[wanted].named
    assert ours.packages[wanted].link_path == "example.com/m/mid"
    assert ours.packages["example.com/m/lib_test [example.com/m/lib.test]"].tested
    assert ours.packages["example.com/m/command [example.com/m/command.test]"].link_path != "main"
    assert "example.com/m/plain" in ours.order
    assert "example.com/m/beside" in ours.order
    assert "example.com/m/only" not in ours.order


@pytest.mark.oracle
def test_the_standard_library(go: str, tmp_path: Path) -> None:
    # What testing itself is made of is compiled again.
    ours = assert_agrees(tmp_path, "sort", "fmt", "os", "encoding/json", "net/http/httptest")
    assert "testing [fmt.test]" in ours.order


@pytest.mark.oracle
def test_files_of_the_command_line(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, TREE)
    assert_agrees(tmp_path, "lib/lib.go", "lib/lib_test.go")


def test_without_programs(tmp_path: Path) -> None:
    ours = plan(write_tree(tmp_path, TREE), "./lib", tests=testplan.TEST_PACKAGES)
    assert not any(package.made for package in ours.packages.values())
    assert "example.com/m/low [example.com/m/lib.test]" in ours.order


MISTAKES = {
    "go.mod": TREE["go.mod"],
    "missing/a_test.go": 'package missing\n\nimport _ "example.com/none/x"\n',
    "circle/a.go": "package circle\n\nvar Y int\n",
    "circle/a_test.go": 'package circle\n\nimport "example.com/m/back"\n\nvar _ = back.X\n',
    "back/b.go": 'package back\n\nimport "example.com/m/circle"\n\nvar X = circle.Y\n',
    "signature/a_test.go": 'package signature_test\n\nimport "testing"\n\nfunc TestX(t *testing.T, x int) {}\n',
    "generic/a_test.go": 'package generic\n\nimport "testing"\n\nfunc TestX[T any](t *testing.T) {}\n',
    "mains/a_test.go": 'package mains\n\nimport "testing"\n\nfunc TestMain(m *testing.M) {}\n',
    "mains/b_test.go": 'package mains_test\n\nimport "testing"\n\nfunc TestMain(m *testing.M) {}\n',
    "embed/a_test.go": 'package embed\n\nimport _ "embed"\n\n//go:embed nothere\nvar x string\n',
    "names/a.go": "package names\n",
    "names/a_test.go": "package other\n",
    "program/main.go": "package main\n\nfunc main() {}\n",
    "user/a_test.go": 'package user_test\n\nimport _ "example.com/m/program"\n',
    "internals/a_test.go": 'package internals_test\n\nimport _ "internal/abi"\n',
    "needsonly/a_test.go": 'package needsonly_test\n\nimport _ "example.com/m/embed"\n',
}


@pytest.mark.oracle
@pytest.mark.parametrize(
    "folder",
    [
        "missing",
        "circle",
        "signature",
        "generic",
        "mains",
        "embed",
        "names",
        "user",
        "internals",
        "needsonly",
    ],
)
def test_worded_as_the_go_command(go: str, tmp_path: Path, folder: str) -> None:
    write_tree(tmp_path, MISTAKES)
    theirs = toolchain.run(["test", "-c", f"./{folder}"], cwd=tmp_path)
    said = re.sub(r"^(# .*|FAIL.*)\n?", "", theirs.stderr + theirs.stdout, flags=re.MULTILINE)
    assert "".join(f"{each}\n" for each in plan(tmp_path, f"./{folder}").all_errors()) == said


EXAMPLES = """package lib_test

import "fmt"

func ExampleOne() {
	fmt.Println("a")
	// Unordered output: a
	// b
}

func ExampleNone() {}

func Example_last() { fmt.Println() // Output: x
}

func ExampleApart() {
	// Output: not this

	// but this is the last comment
}

func Examples() {}

func Exampletwo() {
	// Output: no
}

func ExampleThree() {
	/* Output:
\t   y

\t   z */
}
"""


@pytest.mark.oracle
def test_the_program_is_the_one_that_is_made(go: str, tmp_path: Path) -> None:
    write_tree(tmp_path, {**TREE, "lib/examples_test.go": EXAMPLES})
    # Compiled anew, so that the go command leaves the program behind.
    done = toolchain.run(
        ["test", "-c", "-vet=off", "-work", "-gcflags=-D=now", "./lib"], cwd=tmp_path
    )
    work = re.search(r"WORK=(\S+)", done.stderr)
    assert work is not None, done.stderr
    (program,) = Path(work[1]).glob("*/_testmain.go")
    ours = plan(tmp_path, "./lib").packages["example.com/m/lib.test"]
    assert ours.made.decode() == program.read_text()
