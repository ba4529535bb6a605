"""Random Go programs that move pointers about, well-typed by construction.

A program is a handful of declarations (structs, an interface with two implementations, globals, generic
functions) and some functions whose bodies are random statements. Expressions are generated for a wanted type
from the variables in scope. The same seed gives the same program.
"""

import random
from dataclasses import dataclass, field

PRELUDE = """package p

type T struct {
	n    int
	p    *int
	s    []*int
	next *T
	arr  [3]*int
	i    any
	f    func(*int) *int
}

type U struct {
	T
	q **int
}

type I interface {
	Get(p *int) *int
	Set(p *int)
}

func (t *T) Get(p *int) *int { if t.p != nil { return t.p }; return p }
func (t *T) Set(p *int)      { t.p = p }

type V struct{ v *int }

func (v V) Get(p *int) *int { return v.v }
func (v V) Set(p *int)      {}

type Box[E any] struct {
	val E
	all []E
}

func (b *Box[E]) Put(e E)         { b.all = append(b.all, e) }
func (b *Box[E]) Take() E         { return b.val }
func (b Box[E]) Each(f func(E))   { for _, e := range b.all { f(e) } }
func (b *Box[E]) All() func(func(E) bool) {
	return func(yield func(E) bool) {
		for _, e := range b.all {
			if !yield(e) {
				return
			}
		}
	}
}

func Same[E any](e E) E           { return e }
func Ref[E any](e E) *E           { return &e }
func First[E any](a, b E) E       { _ = b; return a }
func Map[A, B any](x []A, f func(A) B) []B {
	var out []B
	for _, a := range x {
		out = append(out, f(a))
	}
	return out
}

var gp *int
var gs []*int
var gm map[string]*int
var gc chan *int
var gi any
var gt *T
var gf func(*int) *int

"""

TYPES = [
    "int", "string", "*int", "**int", "[]*int", "map[string]*int", "chan *int", "T", "*T", "U",
    "I", "any", "func(*int) *int", "func()", "[3]*int", "[]int", "*Box[*int]", "[]byte", "V",
]  # fmt: skip

GLOBALS = {
    "*int": "gp", "[]*int": "gs", "map[string]*int": "gm", "chan *int": "gc", "any": "gi",
    "*T": "gt", "func(*int) *int": "gf",
}  # fmt: skip


@dataclass
class Function:
    """A generated function others may call."""

    name: str
    params: list[str]
    results: list[str]


@dataclass
class Scope:
    """Variables in scope, by type; and what jumps are allowed."""

    variables: dict[str, list[str]] = field(default_factory=dict)
    results: list[str] = field(default_factory=list)
    loop_depth: int = 0

    def inner(self) -> "Scope":
        copied = {type_: list(names) for type_, names in self.variables.items()}
        return Scope(copied, self.results, self.loop_depth)

    def add(self, type_: str, name: str) -> None:
        self.variables.setdefault(type_, []).append(name)


class Generator:
    """Makes one program from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.functions: list[Function] = []
        self.n_names = 0
        self.out: list[str] = []

    def program(self) -> str:
        self.out = [PRELUDE]
        count = self.random.randint(2, 6)
        for i in range(count):
            self.functions.append(
                Function(
                    f"f{i}",
                    [self.type() for _ in range(self.random.randint(0, 4))],
                    [self.type() for _ in range(self.random.choice([0, 0, 1, 1, 2, 3, 6]))],
                )
            )
        for function in self.functions:
            self.function(function)
        return "\n".join(self.out) + "\n"

    def type(self) -> str:
        return self.random.choice(TYPES)

    def name(self) -> str:
        self.n_names += 1
        return f"v{self.n_names}"

    def chance(self, percent: int) -> bool:
        return self.random.randint(1, 100) <= percent

    # ------------------------------------------------------------------------ declarations

    def function(self, function: Function) -> None:
        scope = Scope(results=function.results)
        params = []
        for type_ in function.params:
            if self.chance(10):
                params.append(f"_ {type_}")
                continue
            name = self.name()
            scope.add(type_, name)
            params.append(f"{name} {type_}")
        named = bool(function.results) and self.chance(30)
        results = []
        for type_ in function.results:
            if named:
                name = self.name()
                scope.add(type_, name)
                results.append(f"{name} {type_}")
            else:
                results.append(type_)
        tail = f" ({', '.join(results)})" if results else ""
        pragma = "//go:noinline\n" if self.chance(15) else ""
        self.out.append(f"{pragma}func {function.name}({', '.join(params)}){tail} {{")
        self.block(scope, 1, self.random.randint(3, 9))
        if results:
            self.emit(1, self.return_text(scope))
        self.out.append("}\n")

    def emit(self, depth: int, text: str) -> None:
        self.out.append("\t" * depth + text)

    def return_text(self, scope: Scope) -> str:
        return "return " + ", ".join(self.expr(scope, t, 2) for t in scope.results)

    def block(self, scope: Scope, depth: int, count: int) -> None:
        for _ in range(count):
            self.stmt(scope, depth)

    # -------------------------------------------------------------------------- statements

    def stmt(self, scope: Scope, depth: int) -> None:
        simple = [
            self.declare, self.declare, self.assign, self.assign, self.store, self.store, self.call,
            self.global_store, self.append, self.method_call, self.multi, self.go_defer,
        ]  # fmt: skip
        nested = [
            self.if_, self.for_, self.range_, self.switch, self.type_switch, self.select,
            self.closure, self.loop_label, self.range_func,
        ]  # fmt: skip
        if depth < 4 and self.chance(35):
            self.random.choice(nested)(scope, depth)
        else:
            self.random.choice(simple)(scope, depth)

    def declare(self, scope: Scope, depth: int) -> None:
        type_ = self.type()
        name = self.name()
        if self.chance(25):
            self.emit(depth, f"var {name} {type_}")
        elif type_ in ("I", "any") or self.chance(30):
            self.emit(depth, f"var {name} {type_} = {self.expr(scope, type_, 3)}")
        else:
            self.emit(depth, f"{name} := {self.typed(scope, type_)}")
        self.emit(depth, f"_ = {name}")
        scope.add(type_, name)

    def typed(self, scope: Scope, type_: str) -> str:
        """An expression whose own type is type_, so that `:=` gives it to the variable."""
        text = self.expr(scope, type_, 3)
        if type_.startswith("*") or type_.startswith("func") or type_.startswith("chan"):
            return f"({type_})({text})"
        if text == "nil":
            return f"{type_}(nil)"
        return text

    def assign(self, scope: Scope, depth: int) -> None:
        type_ = self.type()
        names = scope.variables.get(type_)
        if names:
            name = self.random.choice(names)
            self.emit(depth, f"{name} = {self.expr(scope, type_, 3)}")
        else:
            self.declare(scope, depth)

    def multi(self, scope: Scope, depth: int) -> None:
        types = [self.type() for _ in range(2)]
        targets = []
        for type_ in types:
            names = scope.variables.get(type_)
            targets.append(self.random.choice(names) if names and self.chance(80) else "_")
        if targets[0] == targets[1]:
            return
        values = [self.typed(scope, t) for t in types]
        self.emit(depth, f"{targets[0]}, {targets[1]} = {values[0]}, {values[1]}")

    def store(self, scope: Scope, depth: int) -> None:
        target, type_ = self.random.choice(
            [
                (f"{self.expr(scope, '*T', 1)}.p", "*int"),
                (f"{self.expr(scope, '*T', 1)}.next", "*T"),
                (f"{self.expr(scope, '*T', 1)}.s", "[]*int"),
                (f"{self.expr(scope, '*T', 1)}.arr[1]", "*int"),
                (f"{self.expr(scope, '*T', 1)}.i", "any"),
                (f"{self.expr(scope, '*T', 1)}.f", "func(*int) *int"),
                (f"*{self.expr(scope, '**int', 1)}", "*int"),
                (f"{self.expr(scope, '[]*int', 1)}[{self.expr(scope, 'int', 1)}]", "*int"),
                (
                    f"{self.expr(scope, 'map[string]*int', 1)}[{self.expr(scope, 'string', 1)}]",
                    "*int",
                ),
            ]
        )
        if target.startswith(("(*T)(nil)", "nil", "*nil", "(func", "(*int")):
            return
        self.emit(depth, f"{target} = {self.expr(scope, type_, 2)}")
        for struct in scope.variables.get("T", []):
            if self.chance(20):
                self.emit(depth, f"{struct}.p = {self.expr(scope, '*int', 1)}")
        for array in scope.variables.get("[3]*int", []):
            if self.chance(20):
                self.emit(
                    depth, f"{array}[{self.random.randint(0, 2)}] = {self.expr(scope, '*int', 1)}"
                )

    def global_store(self, scope: Scope, depth: int) -> None:
        if self.chance(60):
            return
        type_ = self.random.choice(list(GLOBALS))
        self.emit(depth, f"{GLOBALS[type_]} = {self.expr(scope, type_, 2)}")

    def append(self, scope: Scope, depth: int) -> None:
        names = scope.variables.get("[]*int")
        if names:
            name = self.random.choice(names)
            source = self.random.choice(names)
            self.emit(depth, f"{name} = append({source}, {self.expr(scope, '*int', 2)})")
        else:
            self.declare(scope, depth)

    def call(self, scope: Scope, depth: int) -> None:
        function = self.random.choice(self.functions)
        args = ", ".join(self.expr(scope, t, 2) for t in function.params)
        text = f"{function.name}({args})"
        if not function.results:
            self.emit(depth, text)
            return
        names = []
        for type_ in function.results:
            if self.chance(25):
                names.append("_")
            else:
                name = self.name()
                scope.add(type_, name)
                names.append(name)
        if all(name == "_" for name in names):
            self.emit(depth, f"{', '.join(names)} = {text}")
            return
        self.emit(depth, f"{', '.join(names)} := {text}")
        for name in names:
            if name != "_":
                self.emit(depth, f"_ = {name}")

    def method_call(self, scope: Scope, depth: int) -> None:
        receiver = self.random.choice(["I", "*T", "V", "T", "U"])
        names = scope.variables.get(receiver)
        if not names:
            return
        name = self.random.choice(names)
        if self.chance(50):
            self.emit(depth, f"{name}.Set({self.expr(scope, '*int', 2)})")
        else:
            self.emit(depth, f"_ = {name}.Get({self.expr(scope, '*int', 2)})")

    def go_defer(self, scope: Scope, depth: int) -> None:
        keyword = self.random.choice(["go", "defer"])
        choice = self.random.randint(0, 3)
        if choice == 0:
            function = self.random.choice(self.functions)
            args = ", ".join(self.expr(scope, t, 2) for t in function.params)
            self.emit(depth, f"{keyword} {function.name}({args})")
        elif choice == 1:
            self.emit(depth, f"{keyword} func() {{")
            self.block(scope_without_results(scope), depth + 1, 2)
            self.emit(depth, "}()")
        elif choice == 2:
            self.emit(
                depth,
                f"{keyword} {self.expr(scope, 'I', 1)}.Set({self.expr(scope, '*int', 2)})"
                if scope.variables.get("I")
                else f"{keyword} println({self.expr(scope, 'int', 1)})",
            )
        else:
            self.emit(depth, f"{keyword} Same({self.typed(scope, '*int')})")

    def if_(self, scope: Scope, depth: int) -> None:
        self.emit(depth, f"if {self.condition(scope)} {{")
        self.block(scope.inner(), depth + 1, self.random.randint(1, 3))
        if scope.results and self.chance(20):
            self.emit(depth + 1, self.return_text(scope))
        if self.chance(40):
            self.emit(depth, "} else {")
            self.block(scope.inner(), depth + 1, self.random.randint(1, 3))
        self.emit(depth, "}")

    def condition(self, scope: Scope) -> str:
        return self.random.choice(
            [
                f"{self.expr(scope, 'int', 2)} < {self.expr(scope, 'int', 2)}",
                f"{self.expr(scope, 'string', 1)} == {self.expr(scope, 'string', 1)}",
                f"any({self.typed(scope, '*int')}) != gi",
                "gi == 3",
                "gp != nil && gt != nil",
            ]
        )

    def for_(self, scope: Scope, depth: int) -> None:
        inner = scope.inner()
        inner.loop_depth += 1
        name = self.name()
        form = self.random.randint(0, 2)
        if form == 0:
            self.emit(depth, f"for {name} := 0; {name} < 3; {name}++ {{")
            inner.add("int", name)
        elif form == 1:
            self.emit(depth, f"for {name} := {self.typed(scope, '*int')}; {name} != nil; {{")
            inner.add("*int", name)
        else:
            self.emit(depth, f"for {self.condition(scope)} {{")
        self.loop_body(inner, depth)

    def loop_body(self, inner: Scope, depth: int) -> None:
        self.block(inner, depth + 1, self.random.randint(1, 4))
        if self.chance(25):
            self.emit(
                depth + 1,
                f"if {self.condition(inner)} {{ {self.random.choice(['break', 'continue'])} }}",
            )
        self.emit(depth, "}")

    def range_(self, scope: Scope, depth: int) -> None:
        inner = scope.inner()
        inner.loop_depth += 1
        key, value = self.name(), self.name()
        source, key_type, value_type = self.random.choice(
            [
                ("[]*int", "int", "*int"), ("map[string]*int", "string", "*int"), ("[3]*int", "int", "*int"),
                ("[]int", "int", "int"), ("chan *int", "*int", ""), ("int", "int", ""), ("string", "int", ""),
            ]
        )  # fmt: skip
        operand = self.typed(scope, source)
        if "{" in operand:
            operand = f"({operand})"
        if value_type and self.chance(70):
            self.emit(depth, f"for {key}, {value} := range {operand} {{")
            self.emit(depth + 1, f"_, _ = {key}, {value}")
            inner.add(value_type, value)
        else:
            self.emit(depth, f"for {key} := range {operand} {{")
            self.emit(depth + 1, f"_ = {key}")
        inner.add(key_type, key)
        self.loop_body(inner, depth)

    def range_func(self, scope: Scope, depth: int) -> None:
        boxes = scope.variables.get("*Box[*int]")
        if not boxes:
            return
        inner = scope.inner()
        name = self.name()
        inner.add("*int", name)
        self.emit(depth, f"for {name} := range {self.random.choice(boxes)}.All() {{")
        self.emit(depth + 1, f"_ = {name}")
        self.block(inner, depth + 1, 2)
        if scope.results and self.chance(30):
            self.emit(depth + 1, f"if {self.condition(inner)} {{ {self.return_text(inner)} }}")
        self.emit(depth, "}")

    def switch(self, scope: Scope, depth: int) -> None:
        self.emit(depth, f"switch {self.expr(scope, 'int', 2)} {{")
        for i in range(self.random.randint(1, 3)):
            self.emit(depth, f"case {i}:")
            self.block(scope.inner(), depth + 1, 1)
        if self.chance(50):
            self.emit(depth, "default:")
            self.block(scope.inner(), depth + 1, 1)
        self.emit(depth, "}")

    def type_switch(self, scope: Scope, depth: int) -> None:
        name = self.name()
        operand = self.random.choice(["gi", *scope.variables.get("any", [])])
        self.emit(depth, f"switch {name} := {operand}.(type) {{")
        for type_ in self.random.sample(
            ["*int", "*T", "string", "[]*int", "V", "func(*int) *int"], 2
        ):
            self.emit(depth, f"case {type_}:")
            inner = scope.inner()
            inner.add(type_, name)
            self.emit(depth + 1, f"_ = {name}")
            self.block(inner, depth + 1, 2)
        self.emit(depth, "}")

    def select(self, scope: Scope, depth: int) -> None:
        name = self.name()
        self.emit(depth, "select {")
        self.emit(depth, f"case {name} := <-{self.channel(scope)}:")
        inner = scope.inner()
        inner.add("*int", name)
        self.emit(depth + 1, f"_ = {name}")
        self.block(inner, depth + 1, 1)
        self.emit(depth, f"case {self.channel(scope)} <- {self.expr(scope, '*int', 2)}:")
        self.block(scope.inner(), depth + 1, 1)
        if self.chance(50):
            self.emit(depth, "default:")
        self.emit(depth, "}")

    def channel(self, scope: Scope) -> str:
        return self.random.choice(["gc", *scope.variables.get("chan *int", [])])

    def closure(self, scope: Scope, depth: int) -> None:
        name = self.name()
        if self.chance(50):
            self.emit(depth, f"{name} := func() {{")
            self.block(scope_without_results(scope), depth + 1, self.random.randint(1, 3))
            self.emit(depth, "}")
            scope.add("func()", name)
            self.emit(depth, f"{name}()" if self.chance(50) else f"_ = {name}")
        else:
            param = self.name()
            inner = scope.inner()
            inner.results = ["*int"]
            inner.add("*int", param)
            self.emit(depth, f"{name} := func({param} *int) *int {{")
            self.block(inner, depth + 1, self.random.randint(0, 3))
            self.emit(depth + 1, self.return_text(inner))
            self.emit(depth, "}")
            scope.add("func(*int) *int", name)
            self.emit(
                depth,
                f"_ = {name}({self.expr(scope, '*int', 2)})" if self.chance(60) else f"_ = {name}",
            )

    def loop_label(self, scope: Scope, depth: int) -> None:
        """A backward goto; the label's block holds no declarations that the jump would skip."""
        label = self.name().upper()
        self.emit(depth, "{")
        self.emit(depth, f"{label}:")
        self.emit(depth + 1, "{")
        self.block(scope.inner(), depth + 2, 2)
        self.emit(depth + 1, "}")
        self.emit(depth + 1, f"if {self.condition(scope)} {{ goto {label} }}")
        self.emit(depth, "}")

    # ------------------------------------------------------------------------- expressions

    def expr(self, scope: Scope, type_: str, fuel: int) -> str:
        options = list(scope.variables.get(type_, []))
        if options and (fuel <= 0 or self.chance(55)):
            return self.random.choice(options)
        if type_ in GLOBALS and self.chance(15):
            return GLOBALS[type_]
        if fuel <= 0:
            return self.leaf(type_)
        if self.chance(12):
            made = self.through_call(scope, type_, fuel)
            if made:
                return made
        return self.make(scope, type_, fuel - 1)

    def leaf(self, type_: str) -> str:
        if type_ == "int":
            return str(self.random.randint(0, 300))
        if type_ == "string":
            return self.random.choice(['"a"', '"bc"', '""'])
        if type_ in ("T", "U", "V", "[3]*int"):
            return f"({type_}{{}})"
        if type_ in ("I", "any"):
            return "nil" if type_ == "any" else "I(&T{})"
        return f"({type_})(nil)"

    def through_call(self, scope: Scope, type_: str, fuel: int) -> str:
        candidates = [f for f in self.functions if f.results == [type_]]
        choice = self.random.randint(0, 3)
        if candidates and choice == 0:
            function = self.random.choice(candidates)
            return f"{function.name}({', '.join(self.expr(scope, t, fuel - 1) for t in function.params)})"
        if choice == 1:
            return f"Same[{type_}]({self.expr(scope, type_, fuel - 1)})"
        if choice == 2:
            return f"(*Ref[{type_}]({self.expr(scope, type_, fuel - 1)}))"
        return f"First[{type_}]({self.expr(scope, type_, fuel - 1)}, {self.expr(scope, type_, fuel - 1)})"

    def make(self, scope: Scope, type_: str, fuel: int) -> str:
        e = self.expr
        r = self.random
        if type_ == "int":
            return r.choice([
                self.leaf("int"), f"len({e(scope, 'string', fuel)})", f"len({e(scope, '[]*int', fuel)})",
                f"{e(scope, 'int', fuel)} + {self.leaf('int')}", f"*{self.addressable_int(scope)}",
            ])  # fmt: skip
        if type_ == "string":
            return r.choice([
                self.leaf("string"), f"({e(scope, 'string', fuel)} + {e(scope, 'string', fuel)})",
                f"string({e(scope, '[]byte', fuel)})",
            ])  # fmt: skip
        if type_ == "[]byte":
            return r.choice(
                [
                    f"[]byte({e(scope, 'string', fuel)})",
                    f"make([]byte, {e(scope, 'int', fuel)})",
                    "make([]byte, 64)",
                    "[]byte{1, 2}",
                    "make([]byte, 70000)",
                ]
            )
        if type_ == "*int":
            ints = scope.variables.get("int", [])
            made = [
                "new(int)",
                f"{e(scope, '*T', 0)}.p" if scope.variables.get("*T") else "new(int)",
            ]
            made += [f"&{name}" for name in ints]
            if scope.variables.get("[]*int"):
                made.append(f"{r.choice(scope.variables['[]*int'])}[0]")
            if scope.variables.get("map[string]*int"):
                made.append(
                    f"{r.choice(scope.variables['map[string]*int'])}[{self.leaf('string')}]"
                )
            if scope.variables.get("**int"):
                made.append(f"*{r.choice(scope.variables['**int'])}")
            if scope.variables.get("[3]*int"):
                made.append(f"{r.choice(scope.variables['[3]*int'])}[1]")
            if scope.variables.get("T"):
                made.append(f"&{r.choice(scope.variables['T'])}.n")
            if scope.variables.get("any"):
                made.append(f"{r.choice(scope.variables['any'])}.(*int)")
            if scope.variables.get("func(*int) *int"):
                made.append(
                    f"{r.choice(scope.variables['func(*int) *int'])}({e(scope, '*int', fuel)})"
                )
            if scope.variables.get("I"):
                made.append(f"{r.choice(scope.variables['I'])}.Get({e(scope, '*int', fuel)})")
            if scope.variables.get("*Box[*int]"):
                made.append(f"{r.choice(scope.variables['*Box[*int]'])}.Take()")
            made.append(f"<-{self.channel(scope)}")
            return r.choice(made)
        if type_ == "**int":
            pointers = scope.variables.get("*int", [])
            return r.choice([f"&{name}" for name in pointers] or ["new(*int)"])
        if type_ == "[]*int":
            return r.choice([
                f"[]*int{{{e(scope, '*int', fuel)}, {e(scope, '*int', fuel)}}}", f"make([]*int, {e(scope, 'int', fuel)})",
                f"append({e(scope, '[]*int', fuel)}, {e(scope, '*int', fuel)})", f"{e(scope, '[]*int', fuel)}[:0]",
            ])  # fmt: skip
        if type_ == "[]int":
            return r.choice(
                [
                    "[]int{1, 2, 3}",
                    f"make([]int, {e(scope, 'int', fuel)})",
                    f"make([]int, 2, {r.choice([4, 9000])})",
                ]
            )
        if type_ == "map[string]*int":
            return r.choice(
                [
                    f"map[string]*int{{{self.leaf('string')}: {e(scope, '*int', fuel)}}}",
                    "make(map[string]*int)",
                ]
            )
        if type_ == "chan *int":
            return "make(chan *int, 1)"
        if type_ == "T":
            return f"(T{{n: {e(scope, 'int', fuel)}, p: {e(scope, '*int', fuel)}, i: {e(scope, 'any', fuel)}}})"
        if type_ == "*T":
            structs = scope.variables.get("T", [])
            return r.choice(
                [
                    f"(&T{{p: {e(scope, '*int', fuel)}}})",
                    "new(T)",
                    *[f"(&{name})" for name in structs],
                ]
            )
        if type_ == "U":
            return f"(U{{T: {e(scope, 'T', fuel)}, q: {e(scope, '**int', fuel)}}})"
        if type_ == "V":
            return f"(V{{{e(scope, '*int', fuel)}}})"
        if type_ == "I":
            return r.choice([f"I({e(scope, '*T', fuel)})", f"I({e(scope, 'V', fuel)})"])
        if type_ == "any":
            inner = r.choice(["int", "string", "*int", "T", "*T", "[]*int", "func()", "V"])
            return f"any({e(scope, inner, fuel)})"
        if type_ == "func(*int) *int":
            made = ["Same[*int]", f"func(q *int) *int {{ return {e(scope, '*int', fuel)} }}"]
            for receiver in ("I", "*T", "V"):
                made += [f"{name}.Get" for name in scope.variables.get(receiver, [])]
            return r.choice(made)
        if type_ == "func()":
            return f"func() {{ gp = {e(scope, '*int', fuel)} }}" if self.chance(60) else "func() {}"
        if type_ == "[3]*int":
            return f"([3]*int{{{e(scope, '*int', fuel)}}})"
        if type_ == "*Box[*int]":
            return f"(&Box[*int]{{val: {e(scope, '*int', fuel)}}})"
        raise ValueError(type_)

    def addressable_int(self, scope: Scope) -> str:
        names = scope.variables.get("*int")
        return self.random.choice(names) if names else "gp"


def scope_without_results(scope: Scope) -> Scope:
    inner = scope.inner()
    inner.results = []
    return inner


def program(seed: int) -> str:
    """The program of this seed."""
    return Generator(seed).program()
