"""No input makes the parser raise, however deep or however broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goescape.session.pipeline import with_deep_stack
from goescape.syntax import token as tok
from goescape.syntax import walk
from tests.syntax.parsing import Parsed

N = 13_000
NESTED = {
    "parentheses": "var x = " + "(" * N + "1" + ")" * N,
    "blocks": "func f() " + "{" * N + "}" * N,
    "signs": "var x = " + "- " * N + "1",
    "slices": "var x " + "[]" * N + "int",
    "channels": "var x " + "chan " * N + "int",
    "maps": "var x " + "map[" * N,
    "calls": "var x = " + "f(" * N + ")" * N,
    "else": "func f() { if x {}" + " else if x {}" * N + "}",
    "literals": "var x = " + "[]T{" * N,
    "inner literals": "var x = T" + "{1:{" * N,
    "functions": "var x = " + "func() {" * N + "}" * N,
    "receives": "var x = " + "<-" * N + "c",
    "labels": "func f() { " + "L:" * N,
    "function types": "var x " + "func(" * N,
    "interfaces": "type T " + "interface{" * N,
    "structs": "type T " + "struct{a " * N,
    "indices": "var x = a" + "[a" * N,
    "type arguments": "var x " + "a[" * N,
    "slice bounds": "var x = a" + "[1:a" * N,
    "loops": "func f() {" + "for {" * N,
    "switches": "func f() {" + "switch { case 1:" * N,
    "selects": "func f() {" + "select { case x:" * N,
    "operators and parentheses": "var x = " + "a&&(b||" * N,
    "literals in headers": "func f() {" + "if func() { " * N,
}
LONG = {
    "operators": "var x = 1" + "+1" * N,
    "selectors": "var x = f" + ".a()[1].(int)" * N,
    "constraint": "type T [" + "P*Q|" * N + "R] int",
    "statements": "func f() {" + "x();" * N + "}",
}


def parsed(source: str) -> Parsed:
    """The source as it is parsed in a run: with a deep stack."""
    found: list[Parsed] = []
    with_deep_stack(lambda: found.append(Parsed(source)))
    return found[0]


@pytest.mark.parametrize("name", NESTED)
def test_nesting_is_limited(name: str) -> None:
    assert "syntax error: nested too deep" in parsed(f"package p\n{NESTED[name]}\n").errors


@pytest.mark.parametrize("name", LONG)
def test_length_is_not(name: str) -> None:
    assert parsed(f"package p\n{LONG[name]}\n").errors == ""


def test_many_bad_characters() -> None:
    assert len(Parsed("package p\nvar x = 1 " + "@" * 50_000).sink.diagnostics) == 50_000


def test_deep_build_constraint() -> None:
    assert Parsed("//go:build " + "!(" * N + "\npackage p\n").file.go_version == ""


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes(content: bytes) -> None:
    Parsed(b"package p;" + content)
    Parsed(content)


WORDS = [word for word in tok.TOKEN_TEXT if word not in ("EOF", "op", "op=", "opop")] + [
    "x", "T", "1", '"s"', "'c'", "\n", "+", "-=", "!", "~", "|", "&", "++", "//line x:1\n", "/*line y:2:3*/",
    "//go:noinline\n", "//go:embed x\n", "//go:linkname a b\n", "//go:build go1.20\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_tokens(words: list[str]) -> None:
    parsed = Parsed("package p;" + " ".join(words)).with_placement()
    for decl in parsed.file.decls:
        assert walk.end_pos(decl) != 0
