"""Trees, positions of nodes, and how expressions are shown."""

import pytest

from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from tests.syntax.parsing import Parsed, expression, statement


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("x", 9),
        ("x + y", 11),
        ("x * y + z", 15),
        ("-x", 9),
        ("f(x)", 10),
        ("a.b.c", 12),
        ("a[i]", 10),
        ("a[i:j]", 10),
        ("T{1}", 10),
        ("[]T{1}", 12),
        ("(x)", 9),
        ("x.(T)", 10),
        ("func() {}", 9),
        ("struct{}{}", 17),
        ("<-c", 9),
        ("map[k]v(nil)", 16),
    ],
)
def test_position_is_of_the_telling_token(text: str, column: int) -> None:
    x, parsed = expression(text)
    assert parsed.place(x.pos) == f"3:{column}"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("x + yy", 15),
        ("f(x)", 12),
        ("f()", 10),
        ("a.b", 12),
        ("T{1}", 12),
        ("(x)", 11),
        ('"é"', 13),
        ("func() { }", 18),
        ("a[1:2]", 10),
    ],
)
def test_ends(text: str, end: int) -> None:
    x, parsed = expression(text)
    assert parsed.place(walk.end_pos(x)) == f"3:{end}"


@pytest.mark.parametrize("text", ["a.b(c)[1].(T)", "x + y * z", "T{1}", "f(x...)", "a == b"])
def test_starts(text: str) -> None:
    x, parsed = expression(text)
    assert parsed.place(walk.start_pos(x)) == "3:9"


@pytest.mark.parametrize(
    "text",
    [
        "x + y * z - (a)",
        "f(a, b...)",
        "a[i][j:k:l]",
        "a[:]",
        "x.(T)",
        "func(a, b int, c ...string) (x, y T) {…}",
        "func() {}",
        "struct{a, b int; T; *p.Q}{}",
        "interface{m(a int) error; ~int | string}(nil)",
        "[]int{…}",
        "[...]int{}",
        "map[string]chan (<-chan int){}",
        "chan<- int(nil)",
        "<-chan int(nil)",
        "&T[int, string]{}",
        "-x",
        "!a && b",
        "'a' + \"b\"",
    ],
)
def test_text(text: str) -> None:
    written = text.replace("{…}", "{ 1 }" if "func" not in text else "{ f() }")
    x, _ = expression(written)
    assert expr_string(x) == text


def test_precedence() -> None:
    x, _ = expression("a || b && c == d + e * f")
    depth = 0
    for op in (ast.OP_OR_OR, ast.OP_AND_AND, ast.OP_EQL, ast.OP_ADD, ast.OP_MUL):
        assert isinstance(x, ast.Operation)
        assert x.op == op
        assert x.y is not None
        x = x.y
        depth += 1
    assert depth == 5


@pytest.mark.parametrize(
    ("text", "is_generic"),
    [
        ("type T[P any] int", True),
        ("type T[P *C,] int", True),
        ("type T[P *C] int", False),
        ("type T[P *C|Q] int", False),
        ("type T[P *C|~Q] int", True),
        ("type T[P (C)] int", False),
        ("type T[P []C] int", True),
        ("type T[P interface{}] int", True),
        ("type T[N] int", False),
        ("type T[N * 2] int", False),
        ("type T[P, Q any] int", True),
    ],
)
def test_type_parameters_or_length(text: str, is_generic: bool) -> None:
    parsed = Parsed(f"package p\n{text}\n")
    assert parsed.errors == ""
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.TypeDecl)
    assert bool(decl.tparams) == is_generic
    assert isinstance(decl.type, ast.ArrayType) != is_generic


def test_generic_method() -> None:
    parsed = Parsed("package p\nfunc (r T[A]) m[P, Q any](x P) Q { panic(0) }\n")
    assert parsed.errors == ""
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.FuncDecl)
    assert [field.name.value for field in decl.tparams if field.name] == ["P", "Q"]


def test_shared_type() -> None:
    """`a, b int` is two fields with one type node."""
    parsed = Parsed("package p\nfunc f(a, b int, c string)\n")
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.FuncDecl)
    a, b, c = decl.type.params
    assert a.type is b.type is not c.type


def test_expressions_are_numbered() -> None:
    parsed = Parsed("package p\nvar a, b = f(1, 2), x.y\n")
    decl = parsed.file.decls[0]
    assert isinstance(decl, ast.VarDecl)
    assert isinstance(decl.values, ast.ListExpr)
    seen = {x.idx for x in decl.values.elems} | {decl.values.idx} | {n.idx for n in decl.names}
    assert len(seen) == 5
    assert max(seen) < parsed.counter.next


def test_targets_of_jumps() -> None:
    loop, _ = statement("L: for { switch { case x: break; case y: break L; case z: continue } }")
    assert isinstance(loop, ast.LabeledStmt)
    assert isinstance(loop.stmt, ast.ForStmt)
    switch = loop.stmt.body.stmts[0]
    assert isinstance(switch, ast.SwitchStmt)
    targets = []
    for clause in switch.clauses:
        jump = clause.body[0]
        assert isinstance(jump, ast.BranchStmt)
        targets.append(jump.target)
    assert targets == [switch, loop.stmt, loop.stmt]


def test_goto_target() -> None:
    goto, parsed = statement("goto L; L: f()")
    assert isinstance(goto, ast.BranchStmt)
    func = parsed.file.decls[0]
    assert isinstance(func, ast.FuncDecl)
    assert func.body is not None
    assert goto.target is func.body.stmts[1]
