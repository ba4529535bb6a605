"""`//go:` and `//line` directives."""

import pytest

from goescape.syntax import directive
from goescape.syntax import nodes as ast
from tests.syntax.parsing import Parsed


def pragma_of(source: str) -> ast.Pragma:
    parsed = Parsed(source, origin=directive.ORIGIN_RUNTIME)
    assert parsed.errors == ""
    pragma = parsed.file.decls[-1].pragma
    assert pragma is not None
    return pragma


def test_flags() -> None:
    pragma = pragma_of("package p\n//go:nosplit\n\n// Text.\n//go:noinline\nfunc f() {}\n")
    assert pragma.flags == directive.NOSPLIT | directive.NOCHECKPTR | directive.NOINLINE


def test_flags_of_the_next_declaration_only() -> None:
    parsed = Parsed("package p\n//go:noinline\nfunc f() {}\nfunc g() {}\n")
    assert parsed.file.decls[1].pragma is None


def test_embed() -> None:
    pragma = pragma_of('package p\n//go:embed a "b c" `d`\n//go:embed e\nvar x string\n')
    assert [patterns for _, patterns in pragma.embeds] == [["a", "b c", "d"], ["e"]]


def test_linkname() -> None:
    parsed = Parsed("package p\n//go:linkname a b.c\n//go:linkname d\nfunc a()\nfunc d()\n")
    assert parsed.file.pragma is not None
    assert [(a, b) for _, a, b in parsed.file.pragma.linknames] == [("a", "b.c"), ("d", "")]


@pytest.mark.parametrize(
    ("constraint", "version"),
    [
        ("linux", ""),
        ("go1.20", "go1.20"),
        ("go1.20 && go1.21", "go1.21"),
        ("go1.20 || go1.21", "go1.20"),
        ("go1.20 || linux", ""),
        ("go1.20 && linux", "go1.20"),
        ("!go1.20", ""),
        ("!(go1.20)", ""),
        ("!!go1.20", ""),
        ("go1", "go1"),
        ("go1.x", ""),
        ("(go1.18 || go1.19) && !windows", "go1.18"),
        ("go1.20 &&", ""),
        ("go1.20)", ""),
    ],
)
def test_language_version(constraint: str, version: str) -> None:
    assert Parsed(f"//go:build {constraint}\n\npackage p\n").file.go_version == version


def test_language_version_comes_before_the_package_clause() -> None:
    assert Parsed("package p\n//go:build go1.20\n").file.go_version == ""


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("//line b.go:10\n", "dir/b.go:10"),
        ("//line b.go:10:5\n", "dir/b.go:10:9"),
        ("//line ../b.go:10\n", "b.go:10"),
        ("//line /b.go:10\n", "/b.go:10"),
        ("//line :7:3\n", "dir/a.go:7:7"),
        ("//line :7\n", ":7"),
        ("/*line b.go:10:5*/", "dir/b.go:10:9"),
        (" //line b.go:10\n", "dir/a.go:3:5"),
        ("//line b.go\n", "dir/a.go:3:5"),
        ("// line b.go:10\n", "dir/a.go:3:5"),
    ],
)
def test_line_directive(line: str, place: str) -> None:
    parsed = Parsed(f"package p\n{line}var x int\n", "dir/a.go")
    assert parsed.errors == ""
    assert str(parsed.table.place(parsed.file.decls[0].pos)) == place


def test_origin() -> None:
    source = "package p\n//go:systemstack\nfunc f() {}\n"
    assert Parsed(source).errors == "a.go:2:3: //go:systemstack only allowed in runtime\n"
    assert Parsed(source, origin=directive.ORIGIN_RUNTIME).errors == ""
    odd = "package p\n//go:odd\nfunc f() {}\n"
    assert Parsed(odd).errors == ""
    assert Parsed(odd, origin=directive.ORIGIN_STD).errors == (
        "a.go:2:3: //go:odd is not allowed in the standard library\n"
    )
