"""Random expressions of a wanted type."""

from collections.abc import Callable

from tests.fuzz import world as w
from tests.fuzz.scope import Body, Scope, Text, Variable
from tests.fuzz.world import Function, Method, Type, World


class Expressions:
    """Makes expressions. `fuel` bounds how deep; an exact expression has the wanted type itself."""

    def __init__(self, text: Text, world: World, types: list[Type]) -> None:
        self.text = text
        self.random = text.random
        self.world = world
        # Types that locals, parameters and fields are made of.
        self.types = types
        # Writes the body of a function literal; statements know how.
        self.write_body: Callable[[Scope, int], None] = lambda scope, depth: None

    def type(self, scope: Scope) -> Type:
        """A type that may be named in the scope."""
        if scope.types and self.text.chance(20):
            return self.random.choice(scope.types)
        if scope.body.type_params and self.text.chance(45):
            param = self.random.choice(scope.body.type_params)[0]
            wrap = self.random.choice(
                [None, None, w.pointer, w.slice_of, w.chan_of, lambda t: w.func_of([t], [t])]
            )
            return wrap(param) if wrap else param
        return self.random.choice(self.types)

    def spell(self, scope: Scope, type_: Type) -> str:
        """The type as it is written: perhaps through an alias."""
        for aliases in (scope.aliases, self.world.aliases):
            alias = aliases.get(type_.text)
            if alias is not None and self.text.chance(30):
                return alias
        for by_kind in (scope.generic_aliases, self.world.generic_aliases):
            generic = by_kind.get(type_.kind)
            if generic is not None and self.text.chance(20):
                return f"{generic}[{', '.join(part.text for part in type_.parts)}]"
        return type_.text

    # -------------------------------------------------------------------------- any type

    def expr(self, scope: Scope, type_: Type, fuel: int, exact: bool = False) -> str:
        variables = scope.of(type_)
        if variables and (fuel <= 0 or self.text.chance(40)):
            return self.use(self.random.choice(variables))
        if fuel <= 0:
            return self.zero(type_, exact)
        if self.text.chance(30):
            walked = self.walk(scope, type_, fuel)
            if walked:
                return walked
        if self.text.chance(22):
            called = self.through_call(scope, type_, fuel)
            if called:
                return called
        return self.make(scope, type_, fuel - 1, exact)

    def exact(self, scope: Scope, type_: Type, fuel: int) -> str:
        return self.expr(scope, type_, fuel, exact=True)

    def arguments(
        self, scope: Scope, params: tuple[Type, ...], fuel: int, is_variadic: bool = False
    ) -> str:
        if not is_variadic:
            return ", ".join(self.expr(scope, p, fuel) for p in params)
        texts = [self.expr(scope, p, fuel) for p in params[:-1]]
        if self.text.chance(25):
            return ", ".join([*texts, self.expr(scope, params[-1], fuel) + "..."])
        count = self.random.choice([0, 1, 1, 2, 3])
        texts += [self.expr(scope, params[-1].elem, fuel) for _ in range(count)]
        return ", ".join(texts)

    def use(self, variable: Variable) -> str:
        return self.text.use(variable)

    def zero(self, type_: Type, exact: bool = False) -> str:
        """The shortest expression of a type."""
        under = self.world.underlying(type_)
        if under == w.INT:
            text = str(self.random.choice([0, 1, 2, 3, 7, 100, 255, 256, 70000]))
        elif under == w.STRING:
            text = self.random.choice(['""', '"a"', '"bc"'])
        elif under == w.BOOL:
            text = self.random.choice(["true", "false"])
        elif under == w.BYTE:
            return f"{type_.text}({self.random.randrange(256)})"
        elif under == w.FLOAT:
            text = "1.5"
        elif type_.kind == w.PARAM:
            return f"*new({type_.text})"
        elif type_.kind in (w.STRUCT, w.ARRAY):
            return f"({type_.text}{{}})"
        else:
            return f"({type_.text})(nil)" if exact else "nil"
        return f"{type_.text}({text})" if type_ != under else text

    # ----------------------------------------------------------------- from what there is

    def walk(self, scope: Scope, wanted: Type, fuel: int) -> str | None:
        """From a variable by fields, elements, calls, … to the wanted type."""
        if not scope.variables:
            return None
        mark = self.text.n_used
        for _ in range(6):
            self.text.unuse(mark)
            variable = self.random.choice(scope.variables)
            text, type_, addressable = variable.name, variable.type, variable.is_assignable
            for _ in range(3):
                step = self.step(scope, text, type_, addressable, fuel)
                if step is None:
                    break
                text, type_, addressable = step
                if type_ == wanted:
                    self.use(variable)
                    return text
                if addressable and w.pointer(type_) == wanted:
                    self.use(variable)
                    return f"(&{text})"
        self.text.unuse(mark)
        return None

    def step(
        self, scope: Scope, text: str, type_: Type, addressable: bool, fuel: int
    ) -> tuple[str, Type, bool] | None:
        """One step from a value to something it leads to."""
        under = self.world.underlying(type_)
        if self.text.chance(30):
            method = self.method_step(scope, text, type_, addressable, fuel)
            if method is not None:
                return method
        if under.kind == w.POINTER:
            fields = self.world.fields(under.elem)
            if fields and self.text.chance(70):
                name, found = self.random.choice(fields)
                return f"{text}.{name}", found, True
            return f"(*{text})", under.elem, True
        if under.kind == w.STRUCT:
            fields = self.world.fields(type_)
            if not fields:
                return None
            name, found = self.random.choice(fields)
            return f"{text}.{name}", found, addressable
        if under.kind == w.SLICE:
            return f"{text}[{self.expr(scope, w.INT, 0)}]", under.elem, True
        if under.kind == w.ARRAY:
            return f"{text}[{self.random.randrange(3)}]", under.elem, addressable
        if under.kind == w.MAP:
            return f"{text}[{self.expr(scope, under.parts[0], 0)}]", under.elem, False
        if under.kind == w.CHAN:
            return f"(<-{text})", under.elem, False
        if under.kind == w.FUNC and len(under.results) == 1:
            arguments = self.arguments(scope, under.parts, fuel - 1, under.is_variadic)
            return f"{text}({arguments})", under.results[0], False
        if type_.kind == w.INTERFACE:
            found = self.random.choice(self.types)
            if found != type_ and (
                found.kind == w.INTERFACE or self.world.implements(found, type_)
            ):
                return f"{text}.({found.text})", found, False
        return None

    def method_step(
        self, scope: Scope, text: str, type_: Type, addressable: bool, fuel: int
    ) -> tuple[str, Type, bool] | None:
        methods = self.methods(scope, type_, addressable)
        methods = [m for m in methods if len(m.results) == 1]
        if not methods:
            return None
        found = self.method_call(scope, text, self.random.choice(methods), fuel)
        return None if found is None else (found[0], found[1][0], False)

    def method_call(
        self, scope: Scope, text: str, method: Method, fuel: int
    ) -> tuple[str, list[Type]] | None:
        """A call of a method of `text`, and the types of its results."""
        found: dict[str, Type] = {}
        name = self.method_name(scope, method, found)
        if name is None:
            return None
        params = tuple(w.substitute(p, found) for p in method.params)
        arguments = self.arguments(scope, params, fuel - 1, method.is_variadic)
        results = [w.substitute(r, found) for r in method.results]
        return f"{text}.{name}({arguments})", results

    def method_name(self, scope: Scope, method: Method, found: dict[str, Type]) -> str | None:
        """The method, instantiated if it has type parameters of its own."""
        if not method.type_params:
            return method.name
        function = Function(method.name, method.params, method.results, method.type_params)
        return self.instance(scope, function, found)

    def methods(self, scope: Scope, type_: Type, addressable: bool) -> list[Method]:
        """Methods of a type; of a type parameter, those of its constraint."""
        if type_.kind == w.PARAM:
            for param, constraint in scope.body.type_params:
                declared = self.world.declared.get(constraint)
                if param == type_ and declared is not None:
                    return declared.methods
            return []
        return self.world.method_set(type_, addressable)

    def through_call(self, scope: Scope, type_: Type, fuel: int) -> str | None:
        """A call of a function, generic or not, with one result."""
        for function in self.random.sample(self.world.functions, len(self.world.functions)):
            if len(function.results) != 1:
                continue
            found: dict[str, Type] = {}
            if not w.match(function.results[0], type_, found):
                continue
            callee = self.instance(scope, function, found)
            if callee is not None:
                return self.call_of(scope, function, callee, found, fuel)
        return None

    def instance(self, scope: Scope, function: Function, found: dict[str, Type]) -> str | None:
        """The function with type arguments; those that are not known yet are chosen."""
        if not function.type_params:
            return function.name
        for param in function.type_params:
            argument = found.get(param.name)
            if argument is None:
                is_foreign = not function.name.startswith(self.world.package or " ")
                argument = self.type_argument(scope, param.constraint, is_foreign)
            if argument is None or not self.satisfies(scope, argument, param.constraint):
                return None
            if scope.body.type_params and w.has_params(argument) and argument.kind != w.PARAM:
                # Instances must not grow without end.
                return None
            found[param.name] = argument
        texts = [found[param.name].text for param in function.type_params]
        return f"{function.name}[{', '.join(texts)}]"

    def call_of(
        self, scope: Scope, function: Function, callee: str, found: dict[str, Type], fuel: int
    ) -> str:
        params = tuple(w.substitute(p, found) for p in function.params)
        named = {p.name for p in function.type_params}
        mentioned = {p.text for p in function.params if p.kind == w.PARAM}
        if named and named <= mentioned and not function.is_variadic and self.text.chance(50):
            # Type arguments are inferred from arguments of exactly the parameters' types.
            texts = [self.exact(scope, p, fuel - 1) for p in params]
            return f"{function.name}({', '.join(texts)})"
        arguments = self.arguments(scope, params, fuel - 1, function.is_variadic)
        return f"{callee}({arguments})"

    def type_argument(self, scope: Scope, constraint: str, is_foreign: bool = False) -> Type | None:
        candidates = [*self.types, *[p for p, _ in scope.body.type_params]]
        if is_foreign or not scope.body.type_params:
            # Within a generic function every instance has local types of its own, and so on without end.
            candidates += scope.types
        fitting = [t for t in candidates if self.satisfies(scope, t, constraint)]
        return self.random.choice(fitting) if fitting else None

    def satisfies(self, scope: Scope, type_: Type, constraint: str) -> bool:
        if constraint == "any":
            return True
        if type_.kind == w.PARAM:
            return any(p == type_ and c == constraint for p, c in scope.body.type_params)
        if constraint == "comparable":
            return self.world.is_comparable(type_) and type_.kind != w.INTERFACE
        if "~" in constraint:
            return self.world.underlying(type_).text in ("int", "string")
        return self.world.implements(type_, Type(constraint, w.INTERFACE))

    # ------------------------------------------------------------------------- made anew

    def make(self, scope: Scope, type_: Type, fuel: int, exact: bool = False) -> str:
        if type_.kind == w.DEFINED:
            under = self.world.underlying(type_)
            if under.kind in (w.SLICE, w.MAP) and self.text.chance(50):
                return self.literal(scope, type_, under, fuel)
            return f"{self.spell(scope, type_)}({self.expr(scope, under, fuel)})"
        if type_.kind == w.BASIC:
            return self.make_basic(scope, type_, fuel)
        if type_.kind == w.POINTER:
            return self.make_pointer(scope, type_, fuel)
        if type_.kind in (w.SLICE, w.MAP, w.ARRAY):
            return self.make_composite(scope, type_, fuel)
        if type_.kind == w.STRUCT:
            return self.struct_literal(scope, type_, fuel)
        if type_.kind == w.INTERFACE:
            return self.make_interface(scope, type_, fuel, exact)
        if type_.kind == w.FUNC:
            return self.make_func(scope, type_, fuel, exact)
        if type_.kind == w.CHAN:
            return f"make({type_.text}{self.random.choice(['', ', 1'])})"
        return self.zero(type_)

    def make_basic(self, scope: Scope, type_: Type, fuel: int) -> str:
        e, r = self.expr, self.random
        if type_ == w.INT:
            sized = r.choice([t for t in self.types if self.countable(t)] or [w.STRING])
            made = [
                lambda: self.zero(w.INT),
                lambda: f"len({self.exact(scope, sized, fuel)})",
                lambda: f"({e(scope, w.INT, fuel)} {r.choice('+&|^')} {self.zero(w.INT)})",
                lambda: f"int({self.exact(scope, w.BYTE, fuel)})",
                lambda: f"max({e(scope, w.INT, fuel)}, {e(scope, w.INT, fuel)})",
                lambda: f"func() int {{ return {e(scope, w.INT, fuel)} }}()",
            ]
        elif type_ == w.STRING:
            made = [
                lambda: self.zero(w.STRING),
                lambda: f"({e(scope, w.STRING, fuel)} + {e(scope, w.STRING, fuel)})",
                lambda: f"string({self.exact(scope, w.slice_of(w.BYTE), fuel)})",
                lambda: f"string(rune({e(scope, w.INT, 0)}))",
            ]
        elif type_ == w.BOOL:
            return f"({self.condition(scope, fuel)})"
        else:
            made = [lambda: self.zero(type_), lambda: f"{type_.text}({self.number(scope)})"]
        return r.choice(made)()

    def number(self, scope: Scope) -> str:
        ints = scope.of(w.INT)
        return self.use(self.random.choice(ints)) if ints else "9"

    def countable(self, type_: Type) -> bool:
        return type_.kind in (w.SLICE, w.MAP, w.ARRAY)

    def condition(self, scope: Scope, fuel: int = 1) -> str:
        e, r = self.expr, self.random
        choice = r.randrange(7)
        if choice == 0:
            return f"{e(scope, w.INT, fuel)} < {e(scope, w.INT, fuel)}"
        if choice == 1:
            return f"{e(scope, w.STRING, fuel)} == {e(scope, w.STRING, fuel)}"
        if choice == 2:
            values = [v for v in scope.variables if v.type.kind in (w.POINTER, w.MAP, w.INTERFACE)]
            if values:
                return f"{self.use(r.choice(values))} {r.choice(['==', '!='])} nil"
        if choice == 3:
            values = [v for v in scope.variables if v.type.kind == w.INTERFACE]
            if values:
                value = r.choice(values)
                others = [
                    t
                    for t in self.types
                    if self.world.is_comparable(t) and self.world.implements(t, value.type)
                ]
                if others:
                    return f"{self.use(value)} == {self.exact(scope, r.choice(others), fuel)}"
        if choice == 4 and fuel > 0:
            left, right = self.condition(scope, fuel - 1), self.condition(scope, fuel - 1)
            return f"({left}) {r.choice(['&&', '||'])} !({right})"
        bools = scope.of(w.BOOL)
        if bools:
            return self.use(r.choice(bools))
        return f"{self.number(scope)} > 3" if self.text.chance(30) else "cond()"

    def make_pointer(self, scope: Scope, type_: Type, fuel: int) -> str:
        made: list[Callable[[], str]] = [lambda: f"new({self.spell(scope, type_.elem)})"]
        assignable = [v for v in scope.of(type_.elem) if v.is_assignable]
        if assignable:
            made += [lambda: f"(&{self.use(self.random.choice(assignable))})"] * 3
        if type_.elem.kind == w.STRUCT:
            made += [lambda: f"(&{self.struct_literal(scope, type_.elem, fuel, bare=True)})"] * 2
        if self.text.chance(15):
            made.append(lambda: f"new({self.exact(scope, type_.elem, fuel)})")
        return self.random.choice(made)()

    def make_composite(self, scope: Scope, type_: Type, fuel: int) -> str:
        r = self.random
        made: list[Callable[[], str]] = [lambda: self.literal(scope, type_, type_, fuel)]
        if type_.kind == w.SLICE:
            made += [
                lambda: f"make({self.spell(scope, type_)}, {self.expr(scope, w.INT, fuel)})",
                lambda: f"make({type_.text}, {r.choice([0, 2])}, {r.choice([4, 9000])})",
                lambda: (
                    f"append({self.exact(scope, type_, fuel)}, {self.expr(scope, type_.elem, fuel)})"
                ),
                lambda: (
                    f"append({self.exact(scope, type_, fuel)}, {self.exact(scope, type_, fuel)}...)"
                ),
                lambda: f"{self.exact(scope, type_, fuel)}[{r.choice([':0', '1:', ':', ':1:2'])}]",
            ]
            arrays = [v for v in scope.of(w.array_of(type_.elem)) if v.is_assignable]
            if arrays:
                made.append(lambda: f"{self.use(r.choice(arrays))}[:]")
            if type_.elem == w.BYTE:
                made.append(lambda: f"{type_.text}({self.expr(scope, w.STRING, fuel)})")
        if type_.kind == w.MAP:
            made.append(lambda: f"make({type_.text})")
        return r.choice(made)()

    def literal(self, scope: Scope, type_: Type, under: Type, fuel: int) -> str:
        count = self.random.choice([0, 1, 2, 3])
        values = [self.expr(scope, under.elem, fuel) for _ in range(count)]
        if under.kind == w.MAP:
            keys = self.keys(under.parts[0])
            values = [f"{k}: {v}" for k, v in zip(keys, values, strict=False)]
        elif values and self.text.chance(20):
            values[-1] = f"{count - 1}: {values[-1]}"
        return f"({self.spell(scope, type_)}{{{', '.join(values)}}})"

    def keys(self, type_: Type) -> list[str]:
        """Different constants of a key type."""
        return (
            ["1", "2", "3"]
            if type_ == w.INT
            else ['"a"', '"b"', '"c"']
            if type_ == w.STRING
            else []
        )

    def struct_literal(self, scope: Scope, type_: Type, fuel: int, bare: bool = False) -> str:
        declared = self.world.of(type_)
        assert declared is not None
        fields = self.world.fields(type_)
        if len(fields) < len(declared.fields) or self.text.chance(60):
            inner = self.keyed(scope, type_, fields, fuel)
        else:
            inner = ", ".join(self.expr(scope, t, fuel) for _, t in fields)
        text = f"{self.spell(scope, type_)}{{{inner}}}"
        return text if bare else f"({text})"

    def keyed(self, scope: Scope, type_: Type, fields: list[tuple[str, Type]], fuel: int) -> str:
        """Some fields by name; instead of an embedded struct, perhaps fields promoted from it."""
        chosen = [f for f in fields if self.text.chance(50)]
        promoted = self.world.promoted(type_)
        if promoted and self.text.chance(40):
            found = [p for p in promoted if self.text.chance(60)]
            through = {embedded for _, _, embedded in found}
            chosen = [f for f in chosen if f[0] not in through]
            chosen += [(name, t) for name, t, _ in found]
            self.random.shuffle(chosen)
        return ", ".join(f"{name}: {self.expr(scope, t, fuel)}" for name, t in chosen)

    def make_interface(self, scope: Scope, type_: Type, fuel: int, exact: bool) -> str:
        fitting = [t for t in self.types if t != type_ and self.world.implements(t, type_)]
        fitting += [
            w.pointer(t)
            for t in self.types
            if t.kind == w.STRUCT and self.world.implements(w.pointer(t), type_)
        ]
        if type_ == w.ANY:
            fitting += [p for p, _ in scope.body.type_params]
        if not fitting:
            return self.zero(type_, exact)
        value = self.exact(scope, self.random.choice(fitting), fuel)
        return f"{type_.text}({value})" if exact or self.text.chance(30) else value

    def make_func(self, scope: Scope, type_: Type, fuel: int, exact: bool) -> str:
        made: list[Callable[[], str]] = [lambda: self.func_literal(scope, type_, fuel)] * 3
        for function in self.world.functions:
            found: dict[str, Type] = {}
            if function.is_variadic != type_.is_variadic or not self.matches(
                function, type_, found
            ):
                continue
            name = self.instance(scope, function, found)
            if name is not None:
                made.append(lambda name=name: name)
        for variable in scope.variables:
            methods = self.methods(scope, variable.type, variable.is_assignable)
            for method in methods:
                found = {}
                if method.is_variadic != type_.is_variadic or not self.matches(
                    method, type_, found
                ):
                    continue
                name = self.method_name(scope, method, found)
                if name is not None:
                    made.append(lambda v=variable, name=name: f"{self.use(v)}.{name}")
        if type_.parts and not type_.is_variadic:
            made += self.method_expressions(type_)
        return self.random.choice(made)()

    def matches(self, function: Function | Method, type_: Type, found: dict[str, Type]) -> bool:
        if (len(function.params), len(function.results)) != (len(type_.parts), len(type_.results)):
            return False
        pairs = [*zip(function.params, type_.parts, strict=True)]
        pairs += zip(function.results, type_.results, strict=True)
        return all(w.match(pattern, t, found) for pattern, t in pairs)

    def method_expressions(self, type_: Type) -> list[Callable[[], str]]:
        receiver = type_.parts[0]
        if receiver.kind == w.PARAM:
            return []
        rest = w.func_of([*type_.parts[1:]], [*type_.results])
        return [
            lambda m=method: f"({receiver.text}).{m.name}"
            for method in self.world.method_set(receiver, addressable=False)
            if w.func_of([*method.params], [*method.results]) == rest
            and not method.is_variadic
            and not method.type_params
        ]

    def func_literal(self, scope: Scope, type_: Type, fuel: int) -> str:
        body = Body(results=type_.results, fuel=self.random.randrange(4) if fuel > 0 else 0)
        inner = scope.literal(body)
        params = []
        for index, param in enumerate(type_.parts):
            text = self.spell(inner, param)
            if type_.is_variadic and index == len(type_.parts) - 1:
                text = f"...{param.elem.text}"
            if self.text.chance(15):
                params.append(f"_ {text}")
                continue
            variable = inner.add(Variable(self.text.name("v"), param))
            params.append(f"{variable.name} {text}")
        start = len(self.text.lines)
        if body.fuel:
            self.write_body(inner, 2)
        if type_.results:
            values = ", ".join(self.expr(inner, r, fuel - 1) for r in type_.results)
            self.text.emit(2, f"return {values}")
        lines = self.text.take_lines(start)
        head = f"func({', '.join(params)}){w.result_text([r.text for r in type_.results])}"
        return f"{head} {{\n{lines}\n\t}}" if lines else f"{head} {{}}"
