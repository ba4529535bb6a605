"""Random statements."""

from collections.abc import Callable

from tests.fuzz import world as w
from tests.fuzz.expressions import Expressions
from tests.fuzz.scope import Body, Scope, Text, Variable
from tests.fuzz.world import Type, World


class Statements:
    """Writes statements for a scope; what they declare is added to it."""

    def __init__(self, text: Text, world: World, exprs: Expressions) -> None:
        self.text = text
        self.random = text.random
        self.world = world
        self.exprs = exprs
        exprs.write_body = self.block
        self._simple: list[Callable[[Scope, int], None]] = [
            self.declare, self.declare, self.declare, self.assign, self.assign, self.store, self.store,
            self.store, self.call, self.call, self.append, self.parallel, self.go_defer, self.comma_ok,
            self.op_assign, self.builtin, self.blank, self.local_type, self.local_alias, self.local_generic,
        ]  # fmt: skip
        self._nested: list[Callable[[Scope, int], None]] = [
            self.if_, self.if_, self.for_, self.for_, self.range_, self.range_, self.range_func, self.switch,
            self.type_switch, self.select, self.closure, self.closure, self.jumps, self.labelled, self.nest,
            self.recursive_closure, self.call_literal, self.jump_out,
        ]  # fmt: skip

    def block(self, scope: Scope, depth: int, count: int | None = None) -> None:
        """Some statements, as many as the body's fuel allows."""
        for _ in range(count or self.random.randint(1, 3)):
            if scope.body.fuel <= 0:
                return
            scope.body.fuel -= 1
            group = self._nested if depth < 5 and self.text.chance(35) else self._simple
            mark, n_lines = self.text.n_used, len(self.text.lines)
            self.random.choice(group)(scope, depth)
            if len(self.text.lines) == n_lines:
                self.text.unuse(mark)

    def emit(self, depth: int, text: str) -> None:
        self.text.emit(depth, text)

    def new(self, scope: Scope, type_: Type, depth: int) -> Variable:
        """A new variable, whose declaration has just been written or will be, before the next line."""
        return scope.add(Variable(self.text.name("v"), type_))

    def type(self, scope: Scope) -> Type:
        return self.exprs.type(scope)

    # ----------------------------------------------------------------------------- simple

    def declare(self, scope: Scope, depth: int) -> None:
        type_ = self.type(scope)
        name = self.text.name("v")
        if self.text.chance(25):
            self.emit(depth, f"var {name} {self.exprs.spell(scope, type_)}")
        elif self.text.chance(30):
            self.emit(
                depth,
                f"var {name} {self.exprs.spell(scope, type_)} = {self.exprs.expr(scope, type_, 3)}",
            )
        else:
            self.emit(depth, f"{name} := {self.exprs.exact(scope, type_, 3)}")
        self.text.use_later(depth, scope.add(Variable(name, type_)))

    def target(self, scope: Scope) -> tuple[str, Type] | None:
        """Something that can be assigned to: a variable, or a place that a variable leads to."""
        variables = [v for v in scope.variables if v.is_assignable]
        if not variables:
            return None
        variable = self.random.choice(variables)
        text, type_, addressable = variable.name, variable.type, True
        found = (text, type_)
        mark = self.text.n_used
        for _ in range(self.random.randrange(4)):
            step = self.exprs.step(scope, text, type_, addressable, 1)
            if step is None:
                break
            under = self.world.underlying(type_)
            text, type_, addressable = step
            if addressable or (under.kind == w.MAP and text.endswith("]")):
                found = (text, type_)
                mark = self.text.n_used
        self.text.unuse(mark)
        if found[0] != variable.name:
            self.exprs.use(variable)
        return found

    def assign(self, scope: Scope, depth: int) -> None:
        variables = [v for v in scope.variables if v.is_assignable]
        if variables:
            variable = self.random.choice(variables)
            self.emit(depth, f"{variable.name} = {self.exprs.expr(scope, variable.type, 3)}")
        else:
            self.declare(scope, depth)

    def store(self, scope: Scope, depth: int) -> None:
        found = self.target(scope)
        if found is None:
            self.declare(scope, depth)
            return
        self.emit(depth, f"{found[0]} = {self.exprs.expr(scope, found[1], 2)}")

    def local_type(self, scope: Scope, depth: int) -> None:
        type_ = Type(self.text.name("L"), w.STRUCT)
        types = [self.type(scope) for _ in range(self.random.randint(1, 3))]
        fields = [(self.text.name("x"), t) for t in types]
        self.emit(depth, f"type {type_.text} struct {{")
        for name, field_type in fields:
            self.emit(depth + 1, f"{name} {field_type.text}")
        self.emit(depth, "}")
        self.world.declare(w.Declared(type_, fields, package=self.world.package))
        scope.types += [type_, w.pointer(type_)]

    def local_alias(self, scope: Scope, depth: int) -> None:
        """Another name for a type, or for types of one kind."""
        name = self.text.name("A")
        if self.text.chance(50):
            type_ = self.type(scope)
            scope.aliases[type_.text] = name
            self.emit(
                depth,
                f"type {name} = {self.exprs.spell(scope, type_)}".replace(
                    f"= {name}", f"= {type_.text}"
                ),
            )
            return
        kind, form = self.random.choice(
            [(w.POINTER, "*Q"), (w.SLICE, "[]Q"), (w.CHAN, "chan Q"), (w.ARRAY, "[3]Q")]
        )
        scope.generic_aliases[kind] = name
        self.emit(depth, f"type {name}[Q any] = {form}")

    def local_generic(self, scope: Scope, depth: int) -> None:
        """A generic type that may mention type parameters of the function around it, and instances of it."""
        name = self.text.name("L")
        own = Type("Q", w.PARAM)
        wraps = [lambda t: t, w.pointer, w.slice_of]
        fields = [(self.text.name("x"), self.random.choice(wraps)(own))]
        fields += [
            (self.text.name("x"), self.type(scope)) for _ in range(self.random.randint(0, 2))
        ]
        self.emit(depth, f"type {name}[Q any] struct {{")
        for field_name, field_type in fields:
            self.emit(depth + 1, f"{field_name} {field_type.text}")
        self.emit(depth, "}")
        for _ in range(self.random.randint(1, 2)):
            argument = self.type(scope)
            type_ = Type(f"{name}[{argument.text}]", w.STRUCT, (argument,))
            known = [(n, w.substitute(t, {"Q": argument})) for n, t in fields]
            self.world.declare(w.Declared(type_, known, package=self.world.package))
            scope.types += [type_, w.pointer(type_)]

    def blank(self, scope: Scope, depth: int) -> None:
        self.emit(depth, f"_ = {self.exprs.exact(scope, self.type(scope), 2)}")

    def parallel(self, scope: Scope, depth: int) -> None:
        targets, values = [], []
        for _ in range(2):
            mark = self.text.n_used
            found = self.target(scope)
            if found is None:
                return
            targets.append(found[0])
            if self.text.chance(15):
                self.text.unuse(mark)
                targets[-1] = "_"
            values.append(self.exprs.exact(scope, found[1], 2))
        if targets[0] == targets[1] != "_":
            return
        self.emit(depth, f"{', '.join(targets)} = {', '.join(values)}")

    def append(self, scope: Scope, depth: int) -> None:
        mark = self.text.n_used
        found = self.target(scope)
        if found is None or found[1].kind != w.SLICE:
            self.text.unuse(mark)
            slices = [v for v in scope.variables if v.type.kind == w.SLICE and v.is_assignable]
            if not slices:
                self.declare(scope, depth)
                return
            variable = self.random.choice(slices)
            self.exprs.use(variable)
            found = variable.name, variable.type
        value = self.exprs.expr(scope, found[1].elem, 2)
        self.emit(depth, f"{found[0]} = append({found[0]}, {value})")

    def op_assign(self, scope: Scope, depth: int) -> None:
        mark = self.text.n_used
        found = self.target(scope)
        if found is None or found[1] not in (w.INT, w.STRING):
            self.text.unuse(mark)
            return
        if found[1] == w.INT and self.text.chance(40):
            self.emit(depth, f"{found[0]}{self.random.choice(['++', '--'])}")
        else:
            self.emit(depth, f"{found[0]} += {self.exprs.expr(scope, found[1], 2)}")

    def builtin(self, scope: Scope, depth: int) -> None:
        choice = self.random.randrange(5)
        slices = [t for t in self.exprs.types if t.kind == w.SLICE]
        maps = [v for v in scope.variables if v.type.kind == w.MAP]
        if choice == 0 and slices:
            type_ = self.random.choice(slices)
            left, right = (self.exprs.exact(scope, type_, 2) for _ in range(2))
            self.emit(depth, f"copy({left}, {right})")
        elif choice == 1 and maps:
            variable = self.random.choice(maps)
            key = self.exprs.expr(scope, variable.type.parts[0], 1)
            self.emit(depth, f"delete({self.exprs.use(variable)}, {key})")
        elif choice == 2:
            self.emit(depth, f"println({self.exprs.expr(scope, w.STRING, 2)})")
        elif choice == 3:
            value = self.exprs.exact(scope, self.random.choice(self.exprs.types), 2)
            self.emit(depth, f"if {self.exprs.condition(scope)} {{ panic({value}) }}")
        elif choice == 4 and maps:
            self.emit(depth, f"clear({self.exprs.use(self.random.choice(maps))})")

    def comma_ok(self, scope: Scope, depth: int) -> None:
        operand, type_ = self.comma_ok_operand(scope)
        if operand is None or type_ is None:
            return
        existing = [v for v in scope.of(type_) if v.is_assignable]
        if existing and self.text.chance(40):
            self.emit(depth, f"{self.random.choice(existing).name}, _ = {operand}")
            return
        name, ok = self.text.name("v"), self.text.name("ok")
        self.emit(depth, f"{name}, {ok} := {operand}")
        self.text.use_later(depth, scope.add(Variable(name, type_)))
        self.text.use_later(depth, scope.add(Variable(ok, w.BOOL)))

    def comma_ok_operand(self, scope: Scope) -> tuple[str | None, Type | None]:
        kinds = (w.MAP, w.CHAN, w.INTERFACE)
        usable = [v for v in scope.variables if v.type.kind in kinds]
        if not usable:
            return None, None
        variable = self.random.choice(usable)
        type_ = variable.type
        if type_.kind == w.MAP:
            key = self.exprs.expr(scope, type_.parts[0], 1)
            return f"{self.exprs.use(variable)}[{key}]", type_.elem
        if type_.kind == w.CHAN:
            return f"<-{self.exprs.use(variable)}", type_.elem
        targets = self.assertable(scope, type_)
        if not targets:
            return None, None
        target = self.random.choice(targets)
        return f"{self.exprs.use(variable)}.({target.text})", target

    def assertable(self, scope: Scope, interface: Type) -> list[Type]:
        """Types that a value of the interface may be asserted to be."""
        found = [
            t
            for t in self.exprs.types
            if t != interface and (t.kind == w.INTERFACE or self.world.implements(t, interface))
        ]
        if interface == w.ANY:
            found += [p for p, _ in scope.body.type_params]
        return found

    def call(self, scope: Scope, depth: int) -> None:
        """A call as a statement, its results kept, dropped or handed on."""
        if self.text.chance(35) and self.method_call(scope, depth):
            return
        functions = [
            f
            for f in self.world.functions
            if all(not w.has_params(r) or f.type_params for r in f.results)
        ]
        if not functions:
            return
        function = self.random.choice(functions)
        found: dict[str, Type] = {}
        callee = self.exprs.instance(scope, function, found)
        if callee is None:
            return
        text = self.exprs.call_of(scope, function, callee, found, 3)
        self.keep(scope, depth, text, [w.substitute(r, found) for r in function.results])

    def method_call(self, scope: Scope, depth: int) -> bool:
        for _ in range(4):
            if not scope.variables:
                return False
            variable = self.random.choice(scope.variables)
            methods = self.exprs.methods(scope, variable.type, variable.is_assignable)
            if methods:
                method = self.random.choice(methods)
                found = self.exprs.method_call(scope, variable.name, method, 3)
                if found is not None:
                    self.exprs.use(variable)
                    self.keep(scope, depth, *found)
                    return True
        return False

    def keep(self, scope: Scope, depth: int, call: str, results: list[Type]) -> None:
        if not results or self.text.chance(20):
            self.emit(depth, call)
            return
        names = [self.text.name("v") if self.text.chance(75) else "_" for _ in results]
        if all(name == "_" for name in names):
            self.emit(depth, f"{', '.join(names)} = {call}")
            return
        self.emit(depth, f"{', '.join(names)} := {call}")
        for name, type_ in zip(names, results, strict=True):
            if name != "_":
                self.text.use_later(depth, scope.add(Variable(name, type_)))

    def go_defer(self, scope: Scope, depth: int) -> None:
        keyword = self.random.choice(["go", "defer", "defer"])
        choice = self.random.randrange(5)
        if choice == 0:
            self.literal_call(scope, depth, f"{keyword} ")
            return
        if choice == 1:
            functions = [v for v in scope.variables if v.type.kind == w.FUNC]
            if functions:
                variable = self.random.choice(functions)
                arguments = self.exprs.arguments(
                    scope, variable.type.parts, 2, variable.type.is_variadic
                )
                self.emit(depth, f"{keyword} {self.exprs.use(variable)}({arguments})")
                return
        if choice == 2:
            methods = [
                (v, m)
                for v in scope.variables
                for m in self.exprs.methods(scope, v.type, v.is_assignable)
            ]
            if methods:
                variable, method = self.random.choice(methods)
                called = self.exprs.method_call(scope, variable.name, method, 3)
                if called is not None:
                    self.exprs.use(variable)
                    self.emit(depth, f"{keyword} {called[0]}")
                    return
        if choice == 3:
            self.emit(depth, f"{keyword} println({self.exprs.expr(scope, w.STRING, 1)})")
            return
        if not self.world.functions:
            return
        function = self.random.choice(self.world.functions)
        found: dict[str, Type] = {}
        callee = self.exprs.instance(scope, function, found)
        if callee is not None:
            self.emit(depth, f"{keyword} {self.exprs.call_of(scope, function, callee, found, 2)}")

    # ----------------------------------------------------------------------------- nested

    def nest(self, scope: Scope, depth: int) -> None:
        self.emit(depth, "{")
        self.block(scope.inner(), depth + 1)
        self.emit(depth, "}")

    def leave(self, scope: Scope, depth: int) -> None:
        """Sometimes a jump out of the block that is being written."""
        if not self.text.chance(25):
            return
        options = ["return"]
        if scope.loops:
            options += ["break", "continue"]
        elif scope.can_break:
            options.append("break")
        for label in scope.body.labels:
            options += [f"break {label}", f"continue {label}"]
        options += [f"goto {label}" for label in scope.body.exits]
        condition, jump = self.exprs.condition(scope), self.random.choice(options)
        if jump == "return":
            jump = self.return_text(scope)
        self.emit(depth, f"if {condition} {{ {jump} }}")

    def return_text(self, scope: Scope) -> str:
        body = scope.body
        if not body.results or (body.named_results and self.text.chance(30)):
            return "return"
        if len(body.results) > 1 and self.text.chance(25):
            for function in self.world.functions:
                if function.results == body.results and not function.type_params:
                    arguments = self.exprs.arguments(
                        scope, function.params, 1, function.is_variadic
                    )
                    return f"return {function.name}({arguments})"
        return "return " + ", ".join(self.exprs.expr(scope, r, 2) for r in body.results)

    def if_(self, scope: Scope, depth: int) -> None:
        inner = scope.inner()
        head = ""
        if self.text.chance(20):
            type_ = self.type(scope)
            name = self.text.name("v")
            head = f"{name} := {self.exprs.exact(scope, type_, 2)}; "
            variable = inner.add(Variable(name, type_))
        self.emit(depth, f"if {head}{self.exprs.condition(inner, 2)} {{")
        if head:
            self.text.use_later(depth + 1, variable)
        self.block(inner.inner(), depth + 1)
        self.leave(inner, depth + 1)
        if self.text.chance(40):
            self.emit(depth, "} else {")
            self.block(inner.inner(), depth + 1)
        self.emit(depth, "}")

    def loop(self, scope: Scope) -> Scope:
        inner = scope.inner()
        inner.loops += 1
        inner.can_break = True
        return inner

    def for_(self, scope: Scope, depth: int) -> None:
        inner = self.loop(scope)
        form = self.random.randrange(5)
        if form == 0:
            name = self.text.name("i")
            self.emit(depth, f"for {name} := 0; {name} < 3; {name}++ {{")
            inner.add(Variable(name, w.INT))
        elif form == 1:
            type_ = self.random.choice([t for t in self.exprs.types if t.kind == w.POINTER])
            name = self.text.name("v")
            start, step = self.exprs.exact(scope, type_, 2), self.exprs.expr(scope, type_, 1)
            self.emit(depth, f"for {name} := {start}; {name} != nil; {name} = {step} {{")
            inner.add(Variable(name, type_))
        elif form == 2:
            self.emit(depth, f"for range {self.exprs.expr(scope, w.INT, 1)} {{")
        elif form == 3:
            self.emit(depth, f"for {self.exprs.condition(scope)} {{")
        else:
            self.emit(depth, "for {")
            self.emit(depth + 1, f"if {self.exprs.condition(scope)} {{ break }}")
        self.loop_body(inner, depth)

    def loop_body(self, inner: Scope, depth: int) -> None:
        self.block(inner, depth + 1)
        self.leave(inner, depth + 1)
        self.emit(depth, "}")

    def range_(self, scope: Scope, depth: int) -> None:
        inner = self.loop(scope)
        kinds = (w.SLICE, w.MAP, w.ARRAY, w.CHAN)
        sources = [t for t in self.exprs.types if t.kind in kinds]
        sources += [w.INT, w.STRING]
        sources += [w.pointer(t) for t in sources if t.kind == w.ARRAY]
        type_ = self.random.choice(sources)
        operand = self.exprs.exact(scope, type_, 2)
        key, value = self.range_types(type_)
        if self.text.chance(20):
            self.range_assign(scope, inner, depth, operand, key, value)
            return
        names = [self.text.name("k"), self.text.name("e")]
        if value is None or self.text.chance(30):
            self.emit(depth, f"for {names[0]} := range {operand} {{")
            self.text.use_later(depth + 1, inner.add(Variable(names[0], key)))
        else:
            if self.text.chance(40):
                names[0] = "_"
            self.emit(depth, f"for {names[0]}, {names[1]} := range {operand} {{")
            if names[0] != "_":
                self.text.use_later(depth + 1, inner.add(Variable(names[0], key)))
            self.text.use_later(depth + 1, inner.add(Variable(names[1], value)))
        self.loop_body(inner, depth)

    def range_assign(
        self, scope: Scope, inner: Scope, depth: int, operand: str, key: Type, value: Type | None
    ) -> None:
        """`for x, y = range`: targets that exist already."""
        targets = []
        for type_ in (key, value):
            if type_ is None:
                continue
            found = [v for v in scope.of(type_) if v.is_assignable]
            targets.append(self.random.choice(found).name if found else "_")
        if len(targets) == 2 and targets[0] == targets[1]:
            targets = ["_"]
        if all(t == "_" for t in targets):
            self.emit(depth, f"for range {operand} {{")
        else:
            self.emit(depth, f"for {', '.join(targets)} = range {operand} {{")
        self.loop_body(inner, depth)

    def range_types(self, type_: Type) -> tuple[Type, Type | None]:
        if type_ == w.INT:
            return w.INT, None
        if type_ == w.STRING:
            return w.INT, None
        if type_.kind == w.CHAN:
            return type_.elem, None
        if type_.kind == w.MAP:
            return type_.parts[0], type_.elem
        if type_.kind == w.POINTER:
            return w.INT, type_.elem.elem
        return w.INT, type_.elem

    def range_func(self, scope: Scope, depth: int) -> None:
        """A loop over an iterator: a function that takes a yield function of one, two or no values."""
        count = self.random.choice([0, 1, 1, 2])
        values = [self.random.choice(self.exprs.types) for _ in range(count)]
        iterator = w.func_of([w.func_of(values, [w.BOOL])], [])
        known = [f for f in self.world.functions if f.results == (iterator,)]
        operand = None
        if known and self.text.chance(50):
            operand = self.exprs.through_call(scope, iterator, 2)
        operand = operand or self.exprs.exact(scope, iterator, 2)
        inner = self.loop(scope)
        names = [self.text.name("e") if self.text.chance(80) else "_" for _ in values]
        if names and any(n != "_" for n in names):
            self.emit(depth, f"for {', '.join(names)} := range {operand} {{")
        else:
            self.emit(depth, f"for range {operand} {{")
        for name, type_ in zip(names, values, strict=True):
            if name != "_":
                self.text.use_later(depth + 1, inner.add(Variable(name, type_)))
        self.loop_body(inner, depth)

    def switch(self, scope: Scope, depth: int) -> None:
        inner = scope.inner()
        inner.can_break = True
        is_tagged = self.text.chance(60)
        if is_tagged:
            type_ = self.random.choice([w.INT, w.STRING, w.INT])
            self.emit(depth, f"switch {self.exprs.expr(scope, type_, 2)} {{")
        else:
            self.emit(depth, "switch {")
        count = self.random.randint(1, 3)
        keys = self.exprs.keys(type_) if is_tagged else []
        for index in range(count):
            label = keys[index] if is_tagged else self.exprs.condition(scope)
            self.emit(depth, f"case {label}:")
            self.block(inner.inner(), depth + 1, 1)
            self.leave(inner, depth + 1)
            if index < count - 1 and self.text.chance(15):
                self.emit(depth + 1, "fallthrough")
        if self.text.chance(50):
            self.emit(depth, "default:")
            self.block(inner.inner(), depth + 1, 1)
        self.emit(depth, "}")

    def type_switch(self, scope: Scope, depth: int) -> None:
        values = [v for v in scope.variables if v.type.kind == w.INTERFACE]
        if not values:
            return
        variable = self.random.choice(values)
        targets = self.assertable(scope, variable.type)
        if len({t.text for t in targets}) < 3:
            return
        unique = list({t.text: t for t in targets}.values())
        chosen = self.random.sample(unique, self.random.randint(1, 3))
        name = self.text.name("s") if self.text.chance(75) else ""
        head = f"{name} := " if name else ""
        self.emit(depth, f"switch {head}{self.exprs.use(variable)}.(type) {{")
        inner = scope.inner()
        inner.can_break = True
        while chosen:
            group = [chosen.pop()]
            if len(chosen) > 1 and self.text.chance(25):
                group.append(chosen.pop())
            self.emit(depth, f"case {', '.join(t.text for t in group)}:")
            case = inner.inner()
            if name:
                found = group[0] if len(group) == 1 else variable.type
                case.add(Variable(name, found))
                self.emit(depth + 1, f"_ = {name}")
            self.block(case, depth + 1, 2)
            self.leave(case, depth + 1)
        if self.text.chance(30):
            self.emit(depth, "default:")
            self.block(inner.inner(), depth + 1, 1)
        self.emit(depth, "}")

    def select(self, scope: Scope, depth: int) -> None:
        channels = [v for v in scope.variables if v.type.kind == w.CHAN]
        if not channels:
            return
        self.emit(depth, "select {")
        for _ in range(self.random.randint(0, 3)):
            channel = self.random.choice(channels)
            inner = scope.inner()
            inner.can_break = True
            elem, text = channel.type.elem, self.exprs.use(channel)
            form = self.random.randrange(5)
            found = self.target(scope) if form == 2 else None
            if form == 0:
                self.emit(depth, f"case {text} <- {self.exprs.expr(scope, elem, 2)}:")
            elif form == 1:
                self.emit(depth, f"case <-{text}:")
            elif found is not None and found[1] == elem:
                self.emit(depth, f"case {found[0]} = <-{text}:")
            elif form == 3:
                name, ok = self.text.name("v"), self.text.name("ok")
                self.emit(depth, f"case {name}, {ok} := <-{text}:")
                self.text.use_later(depth + 1, inner.add(Variable(name, elem)))
                self.text.use_later(depth + 1, inner.add(Variable(ok, w.BOOL)))
            else:
                name = self.text.name("v")
                self.emit(depth, f"case {name} := <-{text}:")
                self.text.use_later(depth + 1, inner.add(Variable(name, elem)))
            self.block(inner, depth + 1, 1)
            self.leave(inner, depth + 1)
        if self.text.chance(50):
            self.emit(depth, "default:")
        self.emit(depth, "}")

    def closure(self, scope: Scope, depth: int) -> None:
        """A literal in a variable of its own, and perhaps a call of it: once, or several times."""
        types = [t for t in self.exprs.types if t.kind == w.FUNC] + [w.func_of([], [])] * 2
        type_ = self.random.choice(types)
        name = self.text.name("f")
        self.emit(depth, f"{name} := {self.exprs.func_literal(scope, type_, 2)}")
        variable = scope.add(Variable(name, type_))
        self.text.use_later(depth, variable)
        for _ in range(self.random.choice([0, 1, 1, 2])):
            arguments = self.exprs.arguments(scope, type_.parts, 2, type_.is_variadic)
            self.emit(depth, f"{self.exprs.use(variable)}({arguments})")

    def recursive_closure(self, scope: Scope, depth: int) -> None:
        type_ = self.random.choice([t for t in self.exprs.types if t.kind == w.FUNC])
        name = self.text.name("f")
        self.emit(depth, f"var {name} {type_.text}")
        variable = scope.add(Variable(name, type_))
        self.text.use_later(depth, variable)
        self.emit(depth, f"{name} = {self.exprs.func_literal(scope, type_, 3)}")

    def call_literal(self, scope: Scope, depth: int) -> None:
        self.literal_call(scope, depth, "")

    def literal_call(self, scope: Scope, depth: int, prefix: str) -> None:
        """A literal called where it stands, with parameters that may shadow what they get."""
        body = Body(fuel=3)
        inner = scope.literal(body)
        params, arguments = [], []
        for _ in range(self.random.choice([0, 0, 1, 2])):
            type_ = self.type(scope)
            arguments.append(self.exprs.expr(scope, type_, 2))
            variable = inner.add(Variable(self.text.name("v"), type_))
            params.append(f"{variable.name} {type_.text}")
        self.emit(depth, f"{prefix}func({', '.join(params)}) {{")
        if prefix == "defer " and self.text.chance(40):
            self.emit(depth + 1, "_ = recover()")
        self.block(inner, depth + 1)
        self.emit(depth, f"}}({', '.join(arguments)})")

    def jumps(self, scope: Scope, depth: int) -> None:
        """A backward goto, or a forward one over statements that declare nothing in its block."""
        label = self.text.name("L")
        condition = self.exprs.condition(scope)
        if self.text.chance(60):
            self.emit(depth, f"{label}:")
            self.nest(scope, depth)
            self.emit(depth, f"if {condition} {{ goto {label} }}")
        else:
            self.emit(depth, "{")
            self.emit(depth, f"if {condition} {{ goto {label} }}")
            self.nest(scope, depth)
            self.emit(depth, f"{label}:")
            self.nest(scope, depth)
            self.emit(depth, "}")

    def jump_out(self, scope: Scope, depth: int) -> None:
        """Jumps to behind a loop from anywhere within it."""
        label = self.text.name("L")
        scope.body.exits.append(label)
        self.emit(depth, "{")
        self.emit(depth, f"if {self.exprs.condition(scope)} {{ goto {label} }}")
        self.random.choice([self.range_func, self.range_func, self.for_, self.range_])(
            scope.inner(), depth
        )
        scope.body.exits.remove(label)
        self.nest(scope, depth)
        self.emit(depth, f"{label}:")
        self.nest(scope, depth)
        self.emit(depth, "}")

    def labelled(self, scope: Scope, depth: int) -> None:
        """A labelled loop whose label is used for sure."""
        label = self.text.name("L")
        scope.body.labels.append(label)
        self.emit(depth, f"{label}:")
        operand = self.random.choice(["", "", "range 3", "fn"])
        if operand == "fn":
            iterator = w.func_of([w.func_of([w.INT], [w.BOOL])], [])
            operand = f"range {self.exprs.exact(scope, iterator, 1)}"
        self.emit(depth, f"for {operand} {{".replace("  ", " "))
        inner = self.loop(scope)
        self.block(inner, depth + 1)
        jump = self.random.choice(["break", "continue"])
        self.emit(depth + 1, f"if {self.exprs.condition(inner)} {{ {jump} {label} }}")
        self.emit(depth + 1, f"if {self.exprs.condition(inner)} {{ break }}")
        self.emit(depth, "}")
        scope.body.labels.remove(label)
