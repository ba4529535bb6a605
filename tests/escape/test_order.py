"""The order in which functions are analysed."""

import itertools

from goescape.ir import nodes as ir
from goescape.ir import scc
from goescape.types.model import Signature, Tuple
from goescape.types.objects import Package, Scope

PKG = Package("p", "p", Scope(None))
SIGNATURE = Signature(None, Tuple([]), Tuple([]), False)


def func(name: str) -> ir.Func:
    made = ir.Func(0, name, PKG, SIGNATURE)
    made.body = []
    return made


def literal(name: str, around: ir.Func, *captures: ir.Local) -> ir.Func:
    made = func(name)
    made.enclosing = around
    for var in captures:
        made.capture(var, 0)
    return made


def mention(user: ir.Func, used: ir.Func) -> None:
    assert user.body is not None
    x: ir.Expr
    if used.enclosing is None:
        x = ir.Call(0, Tuple([]), ir.FuncUse(0, SIGNATURE, used), [], False)
    else:
        x = ir.FuncLit(0, SIGNATURE, used)
    user.body.append(ir.Assign(0, None, x, False))


def order(*funcs: ir.Func) -> list[list[str]]:
    return [[member.name for member in group] for group in scc.bottom_up(list(funcs))]


def test_callees_come_first() -> None:
    a, b, c = func("a"), func("b"), func("c")
    mention(a, b)
    mention(b, c)
    assert order(a, b, c) == [["c"], ["b"], ["a"]]


def test_recursion_is_one_group_in_order_of_first_visit() -> None:
    a, b, c, d = func("a"), func("b"), func("c"), func("d")
    mention(a, b)
    mention(b, c)
    mention(c, b)
    mention(c, d)
    assert order(a, b, c, d) == [["d"], ["b", "c"], ["a"]]


def test_capturing_literal_belongs_to_its_function() -> None:
    a = func("a")
    x = ir.Local(0, "x", SIGNATURE, ir.LOCAL, a, PKG)
    inner = literal("a.func1", a, x)
    mention(a, inner)
    assert order(a, inner) == [["a", "a.func1"]]


def test_literal_without_captures_is_on_its_own() -> None:
    a = func("a")
    inner = literal("a.func1", a)
    mention(a, inner)
    assert order(a, inner) == [["a.func1"], ["a"]]


def test_literal_that_calls_its_function_is_recursion() -> None:
    a = func("a")
    x = ir.Local(0, "x", SIGNATURE, ir.LOCAL, a, PKG)
    inner = literal("a.func1", a, x)
    mention(a, inner)
    mention(inner, a)
    b = func("b")
    mention(b, a)
    assert order(b, a) == [["a", "a.func1"], ["b"]]


def test_long_chains_do_not_recurse() -> None:
    funcs = [func(f"f{i}") for i in range(20000)]
    for caller, callee in itertools.pairwise(funcs):
        mention(caller, callee)
    groups = scc.bottom_up(funcs)
    assert groups[0] == [funcs[-1]]
    assert groups[-1] == [funcs[0]]
