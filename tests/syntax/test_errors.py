"""Errors are the compiler's, to the column.

Beside each Go file in `errors` stands what `go tool compile -e` prints for it; `python -m
tests.syntax.test_errors` writes these files anew.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness import toolchain
from tests.syntax.parsing import Parsed

DIRECTORY = Path(__file__).parent / "errors"
FILES = sorted(path.stem for path in DIRECTORY.glob("*.go"))

# Files that a text editor would spoil.
ODD = {
    "byte order mark": b"\xef\xbb\xbfpackage p\nvar \xef\xbb\xbfx = 1 +\nvar y = \x00)\n",
    "byte order mark alone": b"\xef\xbb\xbf)",
    "nul first": b"\x00package p\n",
    "not text": b'package p; var i\xfff = ("\xff\xfe` \n /* \xff \n */ var ` \xff\n\xff`)\n i\xe2\x82f',
    "keyword with a hole": b"package p\nfunc f() { i\xfff x {} }\n",
    "comment not terminated": b"package p\nfunc f() { /* \n",
    "comment after an operand": b"package p\nvar x = 1 /* \n\n */ /* */ var y = 2 // foo",
    "comment not terminated after an operand": b"package p\nvar x = 1 /* \n\n",
    "raw string not terminated": b"package p\nvar x = `abc\n",
    "string ends in a backslash": b'package p\nvar x = "abc\\',
    "rune ends in a backslash": b"package p\nvar x = '\\",
    "body not closed": b"package p; func f() {",
    "package alone": b"package",
    "empty": b"",
    "carriage returns": b"package p // c\r\n//go:noinline\r\nvar x = `a\r\nb` 1\r\n",
    "line directive with carriage return": b"package p\n//line x.go:5\r\nvar x 1\n",
    "two dots at the end of a line": b"package p\nimport (\n..\n)\n",
}


@pytest.mark.parametrize("name", FILES)
def test_file(name: str) -> None:
    path = DIRECTORY / f"{name}.go"
    parsed = Parsed(path.read_bytes(), path.name).with_placement()
    assert parsed.errors == path.with_suffix(".txt").read_text()


@pytest.mark.oracle
@pytest.mark.parametrize("name", FILES)
def test_file_says_what_the_compiler_says(name: str, go: str, tmp_path: Path) -> None:
    path = DIRECTORY / f"{name}.go"
    assert compiler_output(go, path, tmp_path) == path.with_suffix(".txt").read_text()


@pytest.mark.oracle
@pytest.mark.parametrize("name", ODD)
def test_odd_file(name: str, go: str, tmp_path: Path) -> None:
    path = tmp_path / "a.go"
    path.write_bytes(ODD[name])
    assert Parsed(ODD[name]).errors == compiler_output(go, path, tmp_path)


def compiler_output(go: str, path: Path, scratch: Path) -> str:
    done = subprocess.run(
        [go, "tool", "compile", "-e", "-p", "p", "-o", str(scratch / "a.o"), path.name],
        cwd=path.parent,
        env=os.environ | {"GOTOOLCHAIN": "local", "GOFLAGS": ""},
        capture_output=True,
        check=False,
    )
    return done.stdout.decode("utf-8", "surrogateescape")


def test_one_error_a_line() -> None:
    """The rest of a line after a syntax error is noise."""
    assert Parsed("package p\nvar a ) var b )\nvar c )\n").errors == (
        "a.go:2:7: syntax error: unexpected ), expected type\n"
        "a.go:3:7: syntax error: unexpected ), expected type\n"
    )


def test_nothing_after_a_broken_package_clause() -> None:
    assert Parsed("package 1\nvar )\n").errors == (
        "a.go:1:9: syntax error: unexpected literal 1, expected name\n"
    )


if __name__ == "__main__":
    command = toolchain.go()
    if command is None:
        sys.exit("no Go toolchain")
    for each in FILES:
        source = DIRECTORY / f"{each}.go"
        source.with_suffix(".txt").write_text(
            compiler_output(str(command), source, Path(sys.argv[1]))
        )
