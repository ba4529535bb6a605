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


def lowered(source: str) -> str:
    """The dump of the functions of a package without imports."""
    table, sink, counter = PosTable(), Sink(), ExprCounter()
    text = "package p\n" + textwrap.dedent(source)
    file = parse_file(text.encode(), "p.go", table, sink, counter)
    checked = check_package([file], "p", table, KnownPackages({}), Config(), sink, counter.next)
    assert not sink.has_errors, [d.message for d in sink.diagnostics]
    result = lower_package(checked.pkg, checked.files, checked.info, table, NoTemplates())
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
          return {decl .autotmp_2; decl .autotmp_3; .autotmp_2, .autotmp_3 :=1 two()} iface'[any](.autotmp_2), iface'[any](.autotmp_3)
        """,
    )


def test_comma_ok() -> None:
    check(
        """
        func f(m map[string]int) { v, ok := m["a"]; _, _ = v, ok }
        """,
        """
        f(m map[string]int)
          decl v
          decl ok
          v, ok :=0 {decl .autotmp_3; decl .autotmp_4; .autotmp_3, .autotmp_4 :=2 m[string("a")]} nop[int](.autotmp_3), .autotmp_4
          _, _ =0 v, ok
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
          println(int(2))
          switch
          default
            println(int(3))
          return x
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
          decl .autotmp_2
          decl .autotmp_3
          .autotmp_2, .autotmp_3 =0 t, (n + int(1))
          go func f.gowrap1()

        f.gowrap1() captures .autotmp_2, .autotmp_3
          (T).M(.autotmp_2, .autotmp_3, string("a"))
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
          {decl .autotmp_2; .autotmp_2 = g()} .autotmp_2()
          {decl .autotmp_3; .autotmp_3 = i.M()} .autotmp_3.M()
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
          (*A).Add(&'b.A', nil...)
          (*A).Add(&'b.A', []any{iface'[any](int(1)), iface'[any](b.A'.n)}...)
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
          decl #next
          #next = zero
          decl #state1
          #state1 := int(1)
          decl #yield1
          #yield1 := func f-range1
          seq(#yield1)
          if (#state1 == int(2))
            panicrangestate(int(4))
          #state1 = int(3)
          if (#next == int(-1))
            return
          return int(0)

        f-range1(x int) (#r bool) captures #state1, #rv1, #next
          decl #tmpState
          #tmpState := #state1
          #state1 = int(2)
          if (#tmpState != int(1))
            panicrangestate(#tmpState)
          if (x > int(1))
            #rv1 = x
            #next = int(-1)
            #state1 = int(0)
            return bool(false)
          #state1 = int(1)
          return bool(true)
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
          select
          case
              decl .autotmp_2
              .autotmp_2, _ :=5 <-c
            x = iface'[any](.autotmp_2)
          case
              decl .autotmp_5
              decl .autotmp_6
              .autotmp_5, .autotmp_6 :=5 <-c
            decl v
            decl ok
            v, ok :=0 nop[int](.autotmp_5), .autotmp_6
            _, _ =0 v, ok
          case
        """,
    )
