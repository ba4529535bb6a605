"""No input takes the program down: an error or a result, in bounded time and memory, never a traceback.

Deep and long inputs run in processes of their own, with a limit on memory: a stack that overflows in compiled
code takes the process with it.
"""

import os
import random
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goescape.load.model import Package
from goescape.session.model import PackageResult
from tests.harness import inprocess, toolchain

SECONDS_MAX = 300
BYTES_MAX = 3 << 30
DEEP = 10_000

# What the parser refuses: nesting beyond its limit.
TOO_DEEP = {
    "parentheses": "var x = " + "(" * 2 * DEEP + "1" + ")" * 2 * DEEP,
    "blocks": "func f() " + "{" * 2 * DEEP + "}" * 2 * DEEP,
    "calls": "func g(x int) int { return x }\nvar y = " + "g(" * 2 * DEEP + "1" + ")" * 2 * DEEP,
    "pointers": "var x " + "*" * 2 * DEEP + "int",
    "chain of calls": "type T struct{}\nfunc (t *T) a() *T { return t }\nvar u = new(T)"
    + ".a()" * 2 * DEEP,
}
# What goes through the whole pipeline.
LARGE = {
    "parentheses": "func f(y int) int { return " + "(" * DEEP + "y" + ")" * DEEP + " }",
    "variables": "".join(f"var x{i} = &x{i + 1}\n" for i in range(3000)) + "var x3000 int",
    "signs": "func f(y int) int { return " + "- " * DEEP + "y }",
    "blocks": "func f(y *int) " + "{" * DEEP + " _ = y " + "}" * DEEP,
    "calls": "func g(x []int) int\nfunc f(x int) int { return "
    + "g([]int{" * 2000
    + "x"
    + "})" * 2000
    + " }",
    "conditions": "func f(y int) {" + "if y > 1 { " * 980 + "y++" + "}" * 980 + "}",
    "else": "func f(y int) { if y > 1 {}" + " else if y > 2 { y++ }" * 900 + "}",
    "loops": "func f(y int) {" + "for { " * 980 + "y++" + "}" * 980 + "}",
    "literals": "func f(y *int) {" + "func() { " * 40 + "_ = y" + "}()" * 40 + "}",
    "operators": "func f(y int) int { return y" + " + y" * DEEP + " }",
    "many operators": "func f(y int) int { return y" + " + y" * 100_000 + " }",
    "concatenation": "func f(y string) string { return y" + " + y" * DEEP + " }",
    "conditions in a row": "func f(y bool) bool { return y" + " && y" * DEEP + " }",
    "constants": "var x = 1" + " + 1" * DEEP,
    "nested calls": "func g(x *int) *int { return x }\nfunc f(x *int) { "
    + "g(" * 300
    + "x"
    + ")" * 300
    + " }",
    "composite literals": "type T []T\nvar x = T" + "{" * DEEP + "}" * DEEP,
    "pointers": "var x " + "*" * DEEP + "int\nvar y = &x",
    "function types": "var x " + "func(" * DEEP + "int" + ")" * DEEP + "\nvar y = &x",
    "selectors": "type T struct{ p *T }\nfunc f(x *T) *T { return x" + ".p" * DEEP + " }",
    "cases": "func f(x int) { switch x {\n"
    + "".join(f"case {i}: x++\n" for i in range(5000))
    + "} }",
    "functions": "".join(f"func f{i}(p *int) *int {{ return f{i + 1}(p) }}\n" for i in range(2000))
    + "func f2000(p *int) *int { return p }",
    "embedding": "".join(f"type T{i} struct {{ T{i + 1} }}\n" for i in range(900))
    + "type T900 struct{ x int }\nvar v T0\nvar w = v.x",
    "assignments": "func f(p *int) *int { x0 := p\n"
    + "".join(f"x{i + 1} := x{i}\n" for i in range(2000))
    + "return x2000 }",
    "literal of 5 MB": 'var x = "' + "a" * 5_000_000 + '"\nfunc f() string { return x }',
    "raw literal of 5 MB": "var x = `" + "a\n" * 2_500_000 + "`\nfunc f() any { return x }",
    "long number": "const x = " + "9" * 150 + "\nvar y = x / 1" + "0" * 149,
}
HUNDRED_THOUSAND_LINES = "".join(
    f"func f{i}(p *int, n int) *int {{\n\tif n > {i} {{\n\t\treturn p\n\t}}\n\tx := []*int{{p, &n}}\n"
    f"\tfor _, v := range x {{\n\t\tp = v\n\t}}\n\treturn f{i * 7 % 10_000}(p, len(x))\n}}\n"
    for i in range(10_000)
)


def compile_text(directory: Path, text: str) -> "subprocess.CompletedProcess[str]":
    """`goescape compile -m` of a file, with bounds on time and memory."""
    (directory / "x.go").write_text(f"package p\n\n{text}\n")

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (BYTES_MAX, BYTES_MAX))

    return subprocess.run(
        [sys.executable, "-m", "goescape", "compile", "-m", "-p", "p", "x.go"],
        cwd=directory,
        env={**os.environ, "GOESCAPE_CACHE": str(directory / "cache")},
        capture_output=True,
        text=True,
        timeout=SECONDS_MAX,
        preexec_fn=limit,
        check=False,
    )


@pytest.mark.parametrize("name", TOO_DEEP)
def test_too_deep(name: str, tmp_path: Path) -> None:
    done = compile_text(tmp_path, TOO_DEEP[name])
    assert done.returncode == 3
    assert "too deep" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("name", LARGE)
def test_large(name: str, tmp_path: Path) -> None:
    done = compile_text(tmp_path, LARGE[name])
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_hundred_thousand_lines(tmp_path: Path) -> None:
    done = compile_text(tmp_path, HUNDRED_THOUSAND_LINES)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("moved to heap: n") == 10_000


# ----------------------------------------------------------------------------- in this process


def analyze(directory: Path, content: bytes) -> PackageResult:
    """The whole pipeline on a file; what it imports is not there."""
    (directory / "x.go").write_bytes(content)
    package = Package("p", "p", str(directory), ("x.go",), ())
    package.lang, package.path_option = "go1.27", "p"
    return inprocess.Session(l_count=0).analyze(package)


@pytest.fixture(autouse=True)
def _deep_stack() -> Iterator[None]:
    # The pipeline raises it once and for all; hypothesis wants to be told before.
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(1_000_000)
    yield
    sys.setrecursionlimit(before)


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("robust")


@example(content=b"0\x00")
@given(content=st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes(directory: Path, content: bytes) -> None:
    assert analyze(directory, content).defect == ""
    assert analyze(directory, b"package p\nfunc f() {" + content).defect == ""


def std_files() -> list[Path]:
    root = toolchain.goroot()
    return [] if root is None else sorted((root / "src").glob("*/*.go"))


@pytest.mark.parametrize("seed", range(40))
def test_truncated_files(seed: int, directory: Path) -> None:
    files = std_files()
    if not files:
        pytest.skip("no standard library")
    rng = random.Random(seed)
    content = rng.choice(files).read_bytes()
    at = rng.randrange(len(content))
    assert analyze(directory, content[:at]).defect == ""
    # A hole in the middle.
    assert analyze(directory, content[:at] + content[at + rng.randrange(40) :]).defect == ""
