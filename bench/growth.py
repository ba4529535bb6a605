"""How time grows with the size of the input, by kind of input, beside the real compiler's growth.

    python bench/growth.py [--kinds NAME…] [--seconds N] [--write docs/growth.md]

Each kind of program is made in sizes that double until a run takes too long. What is taken is CPU time, less that of an
empty program; the exponent is that between the two largest sizes that took measurable time. A kind is bad if ours is larger than the
compiler's by more than a third, since then there is a size from which goescape is slower than the compiler.
"""

import argparse
import datetime
import math
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.harness import toolchain

# Shares of time below this say nothing about growth (seconds of CPU).
_MEASURABLE = 0.05
_TOLERANCE = 0.34
# Without an exponent: what takes too long here takes less than this share of it there.
_HOPELESS = 50


def _lines(head: str, lines: list[str], tail: str = "") -> str:
    return "package p\n" + head + "\n".join(lines) + tail + "\n"


def literals_in_place(n: int) -> str:
    opening = "".join(f"func(x{i} int) int {{ return " for i in range(n))
    closing = "".join(f" + x{i} }}(x{i - 1 if i else ''})" for i in reversed(range(n)))
    return _lines("", [f"func f(x int) int {{ return {opening}1{closing} }}"])


def literals_capturing(n: int) -> str:
    opening = "".join(f"func() {{ x{i} := x; _ = x{i}; " for i in range(n))
    return _lines("", [f"func f(x *int) {{ {opening}*x++{' }()' * n} }}"])


def cycle(n: int) -> str:
    return _lines(
        "",
        [
            f"func f{i}(p *int) *int {{ if p == nil {{ return p }}; return f{(i + 1) % n}(p) }}"
            for i in range(n)
        ],
    )


def cycle_costly(n: int) -> str:
    body = "println(p, p, p, p, p, p); " * 16
    return _lines(
        "", [f"func f{i}(p *int) *int {{ {body}return f{(i + 1) % n}(p) }}" for i in range(n)]
    )


def cycle_dense(n: int) -> str:
    return _lines(
        "",
        [
            f"func f{i}(p *int) {{ if p != nil {{ f{(i + 1) % n}(p); f{(i * 7 + 3) % n}(p) }} }}"
            for i in range(n)
        ],
    )


def chain_of_inlined(n: int) -> str:
    return _lines(
        "func f0(p *int) *int { return p }\n",
        [f"func f{i}(p *int) *int {{ return f{i - 1}(p) }}" for i in range(1, n)],
    )


def types_struct(n: int) -> str:
    types = [f"type T{i} struct{{ a, b T{i - 1} }}" for i in range(1, n)]
    return _lines(
        "type T0 struct{ p *int }\n", types, f"\nfunc f(t *T{n - 1}) any {{ return t }}\n"
    )


def types_struct_empty(n: int) -> str:
    types = [f"type T{i} struct{{ a, b T{i - 1} }}" for i in range(1, n)]
    return _lines(
        "type T0 struct{}\n",
        types,
        f"\nfunc f(t T{n - 1}) any {{ if t == (T{n - 1}{{}}) {{ return t }}; return &t }}\n",
    )


def types_literal(n: int) -> str:
    inner = "int"
    for _ in range(n):
        inner = f"struct{{ a {inner}; b int }}"
    return _lines("", [f"func f(t *{inner}) any {{ return t }}"])


def types_func(n: int) -> str:
    types = [f"type T{i} = func(T{i - 1}, T{i - 1}) T{i - 1}" for i in range(1, n)]
    return _lines("type T0 = *int\n", types, f"\nfunc f(t T{n - 1}) {{ _ = t }}\n")


def types_array(n: int) -> str:
    types = [f"type T{i} [2]T{i - 1}" for i in range(1, n)]
    return _lines(
        "type T0 struct{}\n", types, f"\nfunc f(t *T{n - 1}) bool {{ return *t == *t }}\n"
    )


def types_generic(n: int) -> str:
    nest = "int"
    for _ in range(n):
        nest = f"P[{nest}]"
    return _lines(
        "type P[T any] struct{ a, b *T }\nfunc g[T any](x T) any { return x }\n",
        [f"func f(t {nest}) any {{ return g(t) }}"],
    )


def types_generic_pairs(n: int) -> str:
    types = [f"type T{i} = P[T{i - 1}, T{i - 1}]" for i in range(1, n)]
    return _lines(
        "type P[A, B any] struct{ a *A; b *B }\ntype T0 = int\nfunc g[T any](x T) any { return x }\n",
        types,
        f"\nfunc f(t *T{n - 1}) any {{ return g(t) }}",
    )


def long_function(n: int) -> str:
    body = [f"\tx{i} := new(int); *x{i} = {i}; s = append(s, x{i})" for i in range(n)]
    return _lines("func f(s []*int) []*int {\n", body, "\n\treturn s\n}")


def many_functions(n: int) -> str:
    return _lines("", [f"func f{i}(p *int) *int {{ q := p; return q }}" for i in range(n)])


def many_calls(n: int) -> str:
    body = [f"\tp = g(p, {i})" for i in range(n)]
    return _lines(
        "func g(p *int, i int) *int { if p == nil { return new(int) }; return p }\nfunc f(p *int) *int {\n",
        body,
        "\n\treturn p\n}",
    )


def variables_flowing(n: int) -> str:
    body = [f"\tx{i} := x{i - 1}" for i in range(1, n)]
    return _lines("var sink *int\nfunc f(x0 *int) {\n", body, f"\n\tsink = x{n - 1}\n}}")


def pointers_flowing(n: int) -> str:
    body = [f"\tvar y{i} int; x{i} := &y{i}; x{i} = x{i - 1}" for i in range(1, n)]
    return _lines("func f(x0 *int) *int {\n", body, f"\n\treturn x{n - 1}\n}}")


def nested_blocks(n: int) -> str:
    return _lines("", [f"func f(x int) {{ {'if x > 0 { x++; ' * n}println(x){' }' * n} }}"])


def nested_loops(n: int) -> str:
    return _lines(
        "", [f"func f(x int) {{ {'for x > 0 { p := new(int); _ = p; ' * n}println(x){' }' * n} }}"]
    )


def nested_expression(n: int) -> str:
    return _lines("", [f"func f(x int) int {{ return {'(1 + ' * n}x{')' * n} }}"])


def nested_calls(n: int) -> str:
    return _lines(
        "func g(p *int) *int { return p }\n",
        [f"func f(p *int) *int {{ return {'g(' * n}p{')' * n} }}"],
    )


def nested_literals(n: int) -> str:
    return _lines("type T struct{ x int; next *T }\n", [f"var v = {'&T{1, ' * n}nil{'}' * n}"])


def composite(n: int) -> str:
    items = [f'\t{{{i}, "a{i}", &x}},' for i in range(n)]
    return _lines(
        "type T struct{ i int; s string; p *int }\nvar x int\nfunc f() []T { return []T{\n",
        items,
        "\n}}",
    )


def table(n: int) -> str:
    return _lines(
        "var table = [...]uint32{\n", [f"\t{i * 2654435761 % 2**32}," for i in range(n)], "\n}"
    )


def constants(n: int) -> str:
    return _lines("const (\n", [f"\tc{i} = iota * {i} + 1" for i in range(n)], "\n)")


def map_table(n: int) -> str:
    return _lines("var m = map[string]int{\n", [f'\t"k{i}": {i},' for i in range(n)], "\n}")


def methods(n: int) -> str:
    declared = [f"func (t *T) M{i}(p *int) *int {{ return p }}" for i in range(n)]
    wanted = [f"\tM{i}(*int) *int" for i in range(n)]
    return _lines(
        "type T struct{ x int }\ntype E struct{ *T }\n",
        declared,
        "\ntype I interface {\n" + "\n".join(wanted) + "\n}\nvar v I = E{}",
    )


def embedded(n: int) -> str:
    types = [f"type T{i} struct{{ T{i - 1}; x{i} int }}" for i in range(1, n)]
    return _lines(
        "type T0 struct{}\nfunc (*T0) M() {}\n",
        types,
        f"\nfunc f(t *T{n - 1}) {{ t.M() }}\nvar v interface{{ M() }} = &T{n - 1}{{}}",
    )


def embedded_interfaces(n: int) -> str:
    types = [f"type I{i} interface{{ I{i - 1}; M{i}() }}" for i in range(1, n)]
    return _lines("type I0 interface{ M0() }\n", types, f"\nfunc f(i I{n - 1}) {{ i.M0() }}")


def if_chain(n: int) -> str:
    arms = [f"if x == {i} {{ println({i}) }} else " for i in range(n)]
    return _lines("func f(x int) {\n", ["".join(arms) + "{ println() }"], "\n}")


def switch(n: int) -> str:
    return _lines(
        "func f(x int) string {\n\tswitch x {\n",
        [f'\tcase {i}: return "a{i}"' for i in range(n)],
        '\n\t}\n\treturn ""\n}',
    )


def type_switch(n: int) -> str:
    types = [f"type T{i} struct{{ p *int }}" for i in range(n)]
    cases = [f"\tcase T{i}: return v.p" for i in range(n)]
    return _lines(
        "",
        types,
        "\nfunc f(x any) *int {\n\tswitch v := x.(type) {\n"
        + "\n".join(cases)
        + "\n\t}\n\treturn nil\n}",
    )


def concatenation(n: int) -> str:
    return _lines(
        "", ["func f(s string) string { return " + " + ".join(["s", '"x"'] * (n // 2)) + " + s }"]
    )


def concatenation_constant(n: int) -> str:
    return _lines("", ["const c = " + " + ".join(['"abcdefgh"'] * n)])


def instances(n: int) -> str:
    types = [f"type T{i} struct{{ a [{i}]int }}" for i in range(1, n)]
    calls = [f"\tg(&T{i}{{}}); h(T{i}{{}})" for i in range(1, n)]
    return _lines(
        "func g[T any](x *T) *T { return x }\nfunc h[T any](x T) any { return x }\n",
        types,
        "\nfunc f() {\n" + "\n".join(calls) + "\n}",
    )


def range_over_func(n: int) -> str:
    loops = "".join(f"for x{i} := range seq {{ if x{i} == 1 {{ return x{i} }}; " for i in range(n))
    return _lines(
        "func f(seq func(func(int) bool)) int {\n",
        [f"{loops}if x0 > 0 {{ return 1 }}; println(x{n - 1}){' }' * n}"],
        "\nreturn 0\n}",
    )


def goroutines(n: int) -> str:
    return _lines(
        "func g(p *int) {}\nfunc f(p *int) {\n",
        [f"\tx{i} := {i}; go g(&x{i}); defer g(p)" for i in range(n)],
        "\n}",
    )


def index_checks(n: int) -> str:
    return _lines(
        "var t [256]int\nfunc f(b byte, i int) {\n",
        [f"\tt[b], t[i&{i % 256}] = t[i&15] + g(t[b]), t[b]" for i in range(n)],
        "\n}\nfunc g(i int) int { println(i); return i }",
    )


# Kind -> the program of a size, the first size, and the largest that is tried.
KINDS: dict[str, tuple[Callable[[int], str], int, int]] = {
    "literals called in place, nested": (literals_in_place, 20, 320),
    "capturing literals called in place, nested": (literals_capturing, 20, 320),
    "one cycle of small functions": (cycle, 10, 320),
    "one cycle of functions too large to inline": (cycle_costly, 250, 8000),
    "one cycle, two calls each": (cycle_dense, 125, 4000),
    "chain of inlined functions": (chain_of_inlined, 125, 4000),
    "structs of exponential size": (types_struct, 6, 24),
    "structs of exponential size, without data": (types_struct_empty, 4, 16),
    "struct literals nested in types": (types_literal, 20, 320),
    "function types of exponential size": (types_func, 4, 16),
    "arrays of exponential size": (types_array, 8, 32),
    "instances nested in instances": (types_generic, 20, 320),
    "pairs of instances, exponential": (types_generic_pairs, 4, 12),
    "a long function": (long_function, 500, 8000),
    "many functions": (many_functions, 1000, 16000),
    "many inlined calls": (many_calls, 250, 4000),
    "a chain of variables": (variables_flowing, 500, 8000),
    "a chain of pointers": (pointers_flowing, 500, 8000),
    "blocks, nested": (nested_blocks, 100, 900),
    "loops, nested": (nested_loops, 100, 900),
    "operators, nested": (nested_expression, 100, 900),
    "calls, nested": (nested_calls, 50, 800),
    "pointer literals, nested": (nested_literals, 100, 900),
    "a long composite literal": (composite, 500, 16000),
    "a large table": (table, 2000, 64000),
    "many constants": (constants, 2000, 32000),
    "a large map": (map_table, 500, 8000),
    "many methods, promoted": (methods, 250, 4000),
    "embedded structs": (embedded, 25, 400),
    "embedded interfaces": (embedded_interfaces, 50, 800),
    "a chain of else if": (if_chain, 250, 4000),
    "a large switch": (switch, 500, 16000),
    "a large type switch": (type_switch, 125, 2000),
    "a long concatenation": (concatenation, 500, 8000),
    "a long constant concatenation": (concatenation_constant, 1000, 16000),
    "many instances": (instances, 60, 1000),
    "range over functions, nested": (range_over_func, 5, 80),
    "go and defer statements": (goroutines, 125, 4000),
    "index checks": (index_checks, 250, 8000),
}


class Clock:
    """CPU time of one program in both compilers."""

    def __init__(self, goescape: list[str], scratch: Path, limit: float, flags: list[str]) -> None:
        self.goescape = goescape
        self.scratch = scratch
        self.limit = limit
        self.flags = flags
        path = self._write("package p\n")
        self._idle = [self._seconds(self._ours(path)), self._seconds(self._theirs(path))]

    def measure(self, source: str) -> tuple[float, float]:
        """Seconds of ours and theirs; infinite for what takes too long."""
        path = self._write(source)
        ours = self._seconds(self._ours(path)) - self._idle[0]
        theirs = self._seconds(self._theirs(path)) - self._idle[1]
        return max(ours, 0.001), max(theirs, 0.001)

    def _write(self, source: str) -> Path:
        path = self.scratch / "x.go"
        path.write_text(source)
        return path

    def _ours(self, path: Path) -> list[str]:
        return [*self.goescape, "compile", "-p", "p", *self.flags, str(path)]

    def _theirs(self, path: Path) -> list[str]:
        out = str(self.scratch / "x.o")
        return [str(toolchain.compiler()), "-p", "p", "-o", out, *self.flags, str(path)]

    def _seconds(self, command: list[str]) -> float:
        environ = {**os.environ, "XDG_CACHE_HOME": str(self.scratch), "GOMAXPROCS": "1"}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(
            ["prlimit", f"--cpu={self.limit:.0f}", *command],
            env=environ,
            capture_output=True,
            check=False,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return math.inf if done.returncode < 0 or spent > self.limit * 0.9 else spent


def exponent(points: list[tuple[int, float]]) -> float | None:
    """Growth between the last two measurable sizes."""
    usable = [(n, t) for n, t in points if _MEASURABLE <= t < math.inf]
    if len(usable) < 2:
        return None
    (n0, t0), (n1, t1) = usable[-2:]
    return math.log(t1 / t0) / math.log(n1 / n0)


def sizes(first: int, last: int, count: int) -> list[int]:
    """Doubling sizes; with a count, so many of those in the middle."""
    found = [first]
    while found[-1] * 2 <= last:
        found.append(found[-1] * 2)
    return found[-count - 1 : -1] if count else found


def grow(clock: Clock, kind: str, count: int) -> tuple[list[str], bool]:
    """A row of the table, and whether our growth is worse."""
    make, first, last = KINDS[kind]
    ours: list[tuple[int, float]] = []
    theirs: list[tuple[int, float]] = []
    for n in sizes(first, last, count):
        our, their = clock.measure(make(n))
        ours.append((n, our))
        theirs.append((n, their))
        if our == math.inf or their == math.inf or max(our, their) > clock.limit / 3:
            break
    a, b = exponent(ours), exponent(theirs)
    if a is not None and b is not None:
        is_worse = a > max(b, 1.0) + _TOLERANCE
    else:
        is_worse = ours[-1][1] == math.inf and theirs[-1][1] < clock.limit / _HOPELESS
    n, our = ours[-1]
    return [kind, str(n), _time(our), _time(theirs[-1][1]), _shown(a), _shown(b)], is_worse


def _time(seconds: float) -> str:
    return "too long" if seconds == math.inf else f"{seconds:.2f} s"


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kinds", nargs="*", default=list(KINDS))
    parser.add_argument("--seconds", type=float, default=60, help="CPU time limit of one run")
    parser.add_argument("--sizes", type=int, default=0, help="so many sizes of each kind only")
    parser.add_argument("--goescape", default=f"{sys.executable} -m goescape")
    parser.add_argument("--flags", default="-m")
    parser.add_argument("--write", help="file for the table")
    options = parser.parse_args()
    rows: list[tuple[list[str], bool]] = []
    with tempfile.TemporaryDirectory() as scratch:
        clock = Clock(
            options.goescape.split(), Path(scratch), options.seconds, options.flags.split()
        )
        for kind in options.kinds:
            rows.append(grow(clock, kind, options.sizes))
            row, is_worse = rows[-1]
            print(" | ".join(row) + (" | WORSE" if is_worse else ""), flush=True)
    if options.write:
        Path(options.write).write_text(report([row for row, _ in rows], options.flags))
    return 1 if any(is_worse for _, is_worse in rows) else 0


def report(rows: list[list[str]], flags: str) -> str:
    head = ["kind of program", "size", "goescape", "compiler", "exponent", "compiler's"]
    lines = [
        "# Growth",
        "",
        f"{datetime.date.today()}, `make growth`, flags `{flags}`. CPU time of one program of a kind at the largest size tried, less that of an",
        "empty program, and the exponent of growth between the two largest sizes that took measurable time (–: too little time).",
        "",
        "| " + " | ".join(head) + " |",
        "|---" * len(head) + "|",
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
