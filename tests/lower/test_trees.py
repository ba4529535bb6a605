"""What lowering makes of statements and expressions, in the spelling of `ir.dump`."""

import textwrap

from goescape.base.diag import Sink
from goescape.base.pos import PosTable
from goescape.check.checker import Config
from goescape.check.driver import check_package
from goescape.check.importer import KnownPackages
from goescape.ir import dump
from goescape.lower.package import lower_package
from goescape.lower.templates import NoTemplates
from goescape.syntax.parser import ExprCounter, parse_file
from goescape.toolchain import registry


def lowered(source: str) -> str:
    """The dump of the functions of a package without imports."""
    toolchain = registry.default()
    table, sink, counter = PosTable(), Sink(), ExprCounter()
    text = "package p\n" + textwrap.dedent(source)
    file = parse_file(text.encode(), "p.go", table, sink, counter)
    checked = check_package(
        [file], "p", table, KnownPackages({}), Config(toolchain, "go1.27"), sink, counter.next
    )
    assert not sink.has_errors, [d.message for d in sink.diagnostics]
    result = lower_package(
        checked.pkg, checked.files, checked.info, toolchain, table, NoTemplates()
    )
    return dump.unit(result.unit)


def check(source: str, expected: str) -> None:
    assert lowered(source).strip() == textwrap.dedent(expected).strip()


def test_several_values_go_through_temporaries() -> None:
    check(
        """
        func two() (int, *int)
        func f() (any, any) { return two() }
        """,
        """
        two() (~r0 int, ~r1 *int) without body

        f() (~r0 any, ~r1 any)
          Return([{Declare(.autotmp_2); Declare(.autotmp_3); AssignList(kind=1, [.autotmp_2, .autotmp_3], [Call<(int, *int)>(two, [])], defines)} Convert<any>(kind=2, .autotmp_2, implicit), Convert<any>(kind=2, .autotmp_3, implicit)])
        """,
    )


def test_comma_ok() -> None:
    check(
        """
        func f(m map[string]int) { v, ok := m["a"]; _, _ = v, ok }
        """,
        """
        f(m map[string]int)
          Declare(v)
          Declare(ok)
          AssignList(kind=0, [v, ok], [{Declare(.autotmp_3); Declare(.autotmp_4); AssignList(kind=2, [.autotmp_3, .autotmp_4], [MapIndex<int>(m, string("a"))], defines)} Convert<int>(kind=0, .autotmp_3), .autotmp_4], defines)
          AssignList(kind=0, [_, _], [v, ok])
        """,
    )


def test_statements_that_cannot_run_are_left_out() -> None:
    check(
        """
        func f(x int) int {
            if false { println(1) } else { println(2) }
            switch 3 { case 3: println(3); case 4: println(4) }
            for false { println(5) }
            return x
            return 6
        }
        """,
        """
        f(x int) (~r0 int)
          ExprStmt(BuiltinCall<()>(builtin=13, [int(2)]))
          Switch(_)
            CaseClause([])
              body
                ExprStmt(BuiltinCall<()>(builtin=13, [int(3)]))
          Return([x])
        """,
    )


def test_operands_of_go_are_evaluated_before_the_wrapper() -> None:
    check(
        """
        type T struct{}
        func (T) M(int, string) {}
        func f(t T, n int) { go t.M(n+1, "a") }
        """,
        """
        T.M(~p0 T, ~p1 int, ~p2 string)

        f(t T, n int)
          Declare(.autotmp_2)
          Declare(.autotmp_3)
          AssignList(kind=0, [.autotmp_2, .autotmp_3], [t, Binary<int>(op=12, n, int(1))])
          GoDefer(Call<()>(func f.gowrap1, [], is_go_defer))

        f.gowrap1() captures .autotmp_2, .autotmp_3
          ExprStmt(Call<()>(MethodExpr<func(T, int, string)>(T, M, T.M), [.autotmp_2, .autotmp_3, string("a")]))
        """,
    )


def test_a_callee_that_calls_is_evaluated_first() -> None:
    check(
        """
        type I interface{ M() I }
        func f(i I, g func() func()) { g()(); i.M().M() }
        """,
        """
        f(i I, g func() func())
          ExprStmt({Declare(.autotmp_2); Assign(.autotmp_2, Call<func()>(g, []))} Call<()>(.autotmp_2, []))
          ExprStmt({Declare(.autotmp_3); Assign(.autotmp_3, Call<I>(InterfaceMethod<func() I>(i, M), []))} Call<I>(InterfaceMethod<func() I>(.autotmp_3, M), []))
        """,
    )


def test_promoted_methods_and_variadic_calls() -> None:
    check(
        """
        type A struct{ n int }
        func (a *A) Add(xs ...any) {}
        type B struct{ A }
        func f(b B) { b.Add(); b.Add(1, b.n) }
        """,
        """
        (*A).Add(a *A, xs []any)

        f(b B)
          ExprStmt(Call<()>(MethodExpr<func(*A, ...any)>(*A, Add, (*A).Add), [AddrOf<*A>(Field<A>(b, A, implicit), implicit), nil], has_dots))
          ExprStmt(Call<()>(MethodExpr<func(*A, ...any)>(*A, Add, (*A).Add), [AddrOf<*A>(Field<A>(b, A, implicit), implicit), SliceLit<[]any>([(_, Convert<any>(kind=2, int(1), implicit)), (_, Convert<any>(kind=2, Field<int>(Field<A>(b, A, implicit), n), implicit))], length=2, implicit)], has_dots))
        """,
    )


def test_range_over_func_is_a_call_of_the_iterator() -> None:
    check(
        """
        func f(seq func(func(int) bool)) int {
            for x := range seq {
                if x > 1 { return x }
            }
            return 0
        }
        """,
        """
        f(seq func(func(int) bool)) (#rv1 int)
          Declare(#next)
          Assign(#next, _)
          Declare(#state1)
          Assign(#state1, int(1), defines)
          Declare(#yield1)
          Assign(#yield1, func f-range1, defines)
          ExprStmt(Call<()>(seq, [#yield1]))
          If(Binary<bool>(op=6, #state1, int(2)))
            then
              ExprStmt(Call<()>(panicrangestate, [int(4)]))
          Assign(#state1, int(3))
          If(Binary<bool>(op=6, #next, int(-1)))
            then
              Return([])
          Return([int(0)])

        f-range1(x int) (#r bool) captures #state1, #rv1, #next
          Declare(#tmpState)
          Assign(#tmpState, #state1, defines)
          Assign(#state1, int(2))
          If(Binary<bool>(op=7, #tmpState, int(1)))
            then
              ExprStmt(Call<()>(panicrangestate, [#tmpState]))
          If(Binary<bool>(op=10, x, int(1)))
            then
              Assign(#rv1, x)
              Assign(#next, int(-1))
              Assign(#state1, int(0))
              Return([bool(false)])
          Assign(#state1, int(1))
          Return([bool(true)])
        """,
    )


def test_literals_of_later_functions_come_first() -> None:
    functions = lowered("func f() { func() {}() }\nfunc g() { func() {}() }\n")
    heads = [line for line in functions.splitlines() if line and not line.startswith(" ")]
    assert heads == ["f()", "g()", "g.func1()", "f.func1()"]


def test_select_receives() -> None:
    check(
        """
        func f(c chan int, x any) {
            select {
            case x = <-c:
            case v, ok := <-c:
                _, _ = v, ok
            default:
            }
        }
        """,
        """
        f(c chan int, x any)
          Select()
            CommClause()
              comm
                Declare(.autotmp_2)
                AssignList(kind=5, [.autotmp_2, _], [Receive<int>(c)], defines)
              body
                Assign(x, Convert<any>(kind=2, .autotmp_2, implicit))
            CommClause()
              comm
                Declare(.autotmp_5)
                Declare(.autotmp_6)
                AssignList(kind=5, [.autotmp_5, .autotmp_6], [Receive<int>(c)], defines)
              body
                Declare(v)
                Declare(ok)
                AssignList(kind=0, [v, ok], [Convert<int>(kind=0, .autotmp_5), .autotmp_6], defines)
                AssignList(kind=0, [_, _], [v, ok])
            CommClause()
        """,
    )
