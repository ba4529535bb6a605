"""A package with errors: its sound functions are analysed as if the broken ones had no bodies."""

from pathlib import Path

import pytest

import goescape
from goescape.session.model import BAD_INPUT, PackageResult
from goescape.session.sound import without
from tests.harness import toolchain

FUNCTION = """func F{n}(p *int, q []*int) *int {{
	x := {n}
	if len(q) > {n} {{
		q[0] = &x
	}}
	return keep{k}(p, func() int {{ return x }})
}}

func keep{k}(p *int, f func() int) *int {{ held = append(held, f); return p }}

"""
HEAD = 'package p\n\nimport "strings"\n\nvar held []func() int\n\nvar upper = strings.ToUpper\n\n'
N = 20


def functions(broken: int = -1, instead: str = "") -> str:
    """A package of forty functions; one of them may be replaced."""
    parts = [FUNCTION.format(n=n, k=n) for n in range(N)]
    if broken >= 0:
        head, _, tail = parts[broken].partition("\n}\n")
        parts[broken] = f"{instead.format(head=head.splitlines()[0])}{tail}"
    return HEAD + "".join(parts)


def analyzed(directory: Path, source: str) -> PackageResult:
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    (directory / "a.go").write_text(source)
    result = goescape.Session(str(directory)).analyze(["."])
    assert result.status == BAD_INPUT
    return result.packages[-1]


def said_by_compiler(directory: Path, source: str) -> list[str]:
    path = directory / "b.go"
    path.write_text(source)
    status, text = toolchain.compile_file(path, ["-m"])
    assert status == 0, text
    return [line.partition(":")[2] for line in text.splitlines()]


@pytest.mark.oracle
@pytest.mark.parametrize(
    "body",
    [
        "{head}\n\treturn undefined\n}}\n",
        "{head}\n\tif ; }} {{\n}}\n",
        '{head}\n\ty := "x" + 1\n\treturn p\n}}\n',
        "{head}\n\treturn (((\n}}\n",
    ],
)
def test_one_broken_function_of_forty(tmp_path: Path, body: str) -> None:
    package = analyzed(tmp_path, functions(7, body))
    assert package.unsound_functions == ["F7"]
    assert package.unsound_declarations == []
    # Without a body, but as long: all lines stay where they are.
    lines = body.count("\n") - 1
    stub = "{head}" + "\n" * (lines + 1)
    expected = said_by_compiler(tmp_path, functions(7, stub).replace("*int {\n\n", "*int\n\n"))
    ours = [str(message).partition("a.go:")[2] for message in package.messages]
    assert ours == expected
    assert package.facts is not None
    sound = [function for function in package.facts.functions if function.has_body]
    assert len([f for f in sound if f.name.name == f.name.declared != "init"]) == 2 * N - 1


def test_a_broken_type_takes_along_what_mentions_it(tmp_path: Path) -> None:
    package = analyzed(
        tmp_path,
        "package p\n\ntype Bad struct{ x Undefined }\n\ntype Worse struct{ Bad }\n\n"
        "func (w *Worse) M() *int { return new(int) }\n\n"
        "func Uses() { var b Bad; _ = b }\n\nfunc Fine() *int { return new(int) }\n",
    )
    assert sorted(package.unsound_functions) == ["(*Worse).M", "Uses"]
    assert sorted(package.unsound_declarations) == ["Bad", "Worse"]
    assert [message.text for message in package.messages] == [
        "can inline Fine",
        "new(int) escapes to heap",
    ]


def test_what_is_passed_to_a_broken_function_counts_as_kept(tmp_path: Path) -> None:
    package = analyzed(
        tmp_path,
        "package p\n\nfunc broken(p *int) { undefined() }\n\nfunc Calls() { x := 1; broken(&x) }\n",
    )
    assert "moved to heap: x" in [message.text for message in package.messages]


def test_imports_that_only_broken_functions_use(tmp_path: Path) -> None:
    package = analyzed(
        tmp_path,
        'package p\n\nimport (\n\t"fmt"\n\t"os"\n)\n\n'
        "func broken() { fmt.Println(undefined) }\n\nfunc Fine() []string { return os.Args }\n",
    )
    assert package.unsound_functions == ["broken"]
    assert package.facts is not None


def test_groups_lose_what_is_broken_only(tmp_path: Path) -> None:
    package = analyzed(
        tmp_path,
        "package p\n\nvar (\n\ta = undefined\n\tb = new(int)\n)\n\ntype (\n\tT struct{ p *U }\n\tU int\n"
        "\tV struct{ missing }\n)\n\nfunc F() any { return T{} }\n",
    )
    assert sorted(package.unsound_declarations) == ["V", "a"]
    assert "new(int) escapes to heap" in [message.text for message in package.messages]


def test_directives_of_what_follows_stay(tmp_path: Path) -> None:
    kept = "//go:noinline\nfunc Kept(p *int) *int { return p }\n"
    for broken in ("type Bad struct{ x Undefined }", "func Bad( {\n\treturn\n}"):
        package = analyzed(tmp_path, f"package p\n\n{broken}\n\n{kept}")
        assert [message.text for message in package.messages] == [
            "leaking param: p to result ~r0 level=0"
        ]


@pytest.mark.parametrize(
    ("line", "functions", "declarations", "rest"),
    [
        ("func a() {}; func b() { bad }; func c() {}", ["b"], [],
         "func a() {}; func b() ; func c() {}"),
        ("\tfunc (t *T[P]) m() { bad }", ["(*T).m"], [], "\tfunc (t *T[P]) m() "),
        ("func main() { bad }", ["main"], [], "func main() { }"),
        ("func f(bad) { }; var a int", ["f"], [], " var a int"),
        ("var a, b = 1, bad; type T int", [], ["a", "b"], " type T int"),
        ("const ( a = 1; b = bad; c )", [], ["a", "b", "c"], " "),
        ("var ( a = 1; b, c = bad; d int )", [], ["b", "c"], "var ( a = 1; d int )"),
        ("type ( A int; B = []bad)", [], ["B"], "type ( A int; )"),
        ('import ( "a"; x "bad" ); import "b"', [], [], 'import ( "a"; ); import "b"'),
        ('import "bad"; import "b"', [], [], ' import "b"'),
        ("var s = `\nfunc x() {\n`; func y() { bad } // func", ["y"], [],
         "var s = `\nfunc x() {\n`; func y() // func"),
    ],
)  # fmt: skip
def test_what_is_taken_out(
    line: str, functions: list[str], declarations: list[str], rest: str
) -> None:
    source = f"package p\n{line}\n"
    before = source[: source.index("bad")]
    place = ("a.go", before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    found = without([("a.go", source.encode())], [place])
    assert found is not None
    assert (found.functions, found.declarations) == (functions, declarations)
    ((_, taken),) = found.files
    assert taken.split() == f"package p {rest}".encode().split()
    assert [len(part) for part in taken.split(b"\n")] == [len(part) for part in source.split("\n")]


def test_words_in_raw_strings_and_comments_begin_nothing() -> None:
    source = b"package p\n\nvar s = `\nfunc x() {\n`\n\n/*\nfunc y() {\n*/\n\nfunc F() { bad }\n"
    rest = without([("a.go", source)], [("a.go", 11, 12)])
    assert rest is not None
    assert rest.functions == ["F"]
    assert rest.files[0][1] == source.replace(b"{ bad }", b"       ")


def test_what_cannot_be_blamed_on_a_declaration() -> None:
    assert without([("a.go", b"package p; bad\n")], [("a.go", 1, 12)]) is None
    assert without([("a.go", b"package p\n")], [("b.go", 1, 1)]) is None
