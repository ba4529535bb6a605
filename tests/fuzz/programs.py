"""Random Go programs that move pointers about, well-typed by construction.

A program declares types (structs that embed and point to one another, interfaces and what implements them,
generic structs), functions and package variables, in an order in which each uses what came before, bodies
using everything. The same seed gives the same program.

A program of several packages is one program whose top-level names are written with their package (`pa.T0`);
in the file of that package the qualifier is cut off. Each package uses what the packages before it export.
"""

import re

from tests.fuzz import world as w
from tests.fuzz.expressions import Expressions
from tests.fuzz.scope import Body, Scope, Text, Variable
from tests.fuzz.statements import Statements
from tests.fuzz.world import Declared, Function, GenericType, Method, Type, TypeParam, World

_POINTER = w.pointer(w.INT)
# In import order.
PACKAGES = ["pa", "pb", "pc", "pd"]
# A condition that inlining sees nothing of.
_CONDITION = "var condition int\n\n//go:noinline\nfunc cond() bool { return condition > 0 }\n\n"


class Generator:
    """Makes one program from one seed."""

    def __init__(self, seed: int) -> None:
        # Before top-level names; empty if the program is one package.
        self.qualifier = ""
        self.text = Text(seed)
        self.random = self.text.random
        self.world = World()
        self.types = [w.INT, w.STRING, _POINTER, _POINTER, w.ANY, w.func_of([], []), w.BOOL, w.BYTE]
        self.exprs = Expressions(self.text, self.world, self.types)
        self.statements = Statements(self.text, self.world, self.exprs)
        self.early = Scope(Body(is_early=True))
        self.all = Scope(Body())
        # Functions and methods whose bodies are still to be written.
        self.bodies: list[tuple[str, Function, list[Variable]]] = []

    def program(self) -> str:
        self.text.emit(0, "package p\n\nfunc cond() bool\n")
        self.declarations()
        return self.text.text()

    def module(self) -> dict[str, str]:
        """Files by name: several packages, each in a folder of its own."""
        files = {"go.mod": "module m\n\ngo 1.27\n"}
        for name in PACKAGES[: self.random.randint(2, len(PACKAGES))]:
            files[f"{name}/{name}.go"] = self.package(name)
        return files

    def package(self, name: str) -> str:
        self.qualifier = self.world.package = f"{name}."
        self.early = Scope(Body(is_early=True), list(self.all.variables))
        self.world.functions = [f for f in self.world.functions if f.is_exported]
        self.text.lines = []
        self.declarations()
        text = self.text.text()
        used = [other for other in PACKAGES if other != name and f"{other}." in text]
        imports = "".join(f'import "m/{other}"\n' for other in used)
        own = re.sub(rf"\b{name}\.", "", text)
        return f"package {name}\n\n{imports}\n{_CONDITION}{own}"

    def top(self, prefix: str) -> str:
        """A new name of the package."""
        return self.qualifier + self.text.name(prefix)

    def declarations(self) -> None:
        self.declare_types()
        self.declare_aliases()
        self.declare_plain_variables()
        for _ in range(self.random.randint(1, 4)):
            self.function(self.early)
        self.write_bodies(self.early)
        self.declare_initialised_variables()
        for _ in range(self.random.randint(1, 4)):
            self.function(self.all)
        self.write_bodies(self.all)

    def emit(self, text: str) -> None:
        self.text.emit(0, text)

    # ------------------------------------------------------------------------------ types

    def declare_types(self) -> None:
        for _ in range(self.random.randint(3, 6)):
            self.types.append(self.composite())
        for make in self.random.sample(
            [self.interface, self.struct, self.struct, self.struct, self.generic_struct,
             self.generic_struct, self.defined, self.interface],
            self.random.randint(3, 7),
        ):  # fmt: skip
            make()
        for _ in range(self.random.randint(2, 5)):
            self.types.append(self.composite())
        for generic in self.world.generic_types.values():
            for _ in range(2):
                self.instance_type(generic)

    def composite(self) -> Type:
        elem = self.random.choice(self.types)
        make = self.random.choice(
            [w.pointer, w.slice_of, w.array_of, w.chan_of, self.map_type, self.func_type, w.pointer]
        )
        return make(elem)

    def map_type(self, elem: Type) -> Type:
        return w.map_of(self.random.choice([w.INT, w.STRING]), elem)

    def func_type(self, elem: Type) -> Type:
        params = [self.random.choice(self.types) for _ in range(self.random.choice([0, 1, 1, 2]))]
        is_variadic = bool(params) and self.text.chance(15)
        if is_variadic:
            params[-1] = w.slice_of(params[-1])
        return w.func_of(params, [elem], is_variadic)

    def struct(self) -> None:
        type_ = Type(self.top("T"), w.STRUCT)
        declared = Declared(type_, package=self.qualifier)
        self.world.declare(declared)
        self.fields(declared.fields, declared.embedded, w.pointer(type_), [])
        self.emit_struct(f"type {type_.text} struct", declared.fields, declared.embedded)
        for _ in range(self.random.choice([0, 1, 2, 3])):
            self.method(type_, declared.methods, declared.fields, ())
        self.types += [type_, w.pointer(type_)]

    def fields(
        self,
        fields: list[tuple[str, Type]],
        embedded: list[str],
        self_pointer: Type,
        extra: list[Type],
    ) -> None:
        structs = [t for t in self.types if t.kind == w.STRUCT]
        interfaces = [d.type for d in self.world.interfaces]
        if self.text.chance(40) and (structs or interfaces):
            chosen = self.random.choice([*structs, *interfaces])
            name = chosen.text.split("[")[0].split(".")[-1]
            fields.append((name, chosen))
            if chosen.kind == w.STRUCT and self.text.chance(30):
                fields[-1] = (name, w.pointer(chosen))
            embedded.append(name)
        for _ in range(self.random.randint(1, 4)):
            pool = [*self.types, self_pointer, *extra, *extra]
            name = self.text.name(self.random.choice("XXXx"))
            fields.append((name, self.random.choice(pool)))

    def emit_struct(self, head: str, fields: list[tuple[str, Type]], embedded: list[str]) -> None:
        self.emit(f"{head} {{")
        for name, type_ in fields:
            self.text.emit(1, type_.text if name in embedded else f"{name} {type_.text}")
        self.emit("}\n")

    def interface(self) -> None:
        type_ = Type(self.top("I"), w.INTERFACE)
        methods = []
        for _ in range(self.random.choice([1, 1, 2])):
            methods.append(Method(self.text.name("M"), *self.parameters(self.types)))
        declared = Declared(type_, methods=methods)
        embedded = ""
        if self.world.interfaces and self.text.chance(25):
            other = self.random.choice(self.world.interfaces)
            declared.methods = [*methods, *other.methods]
            embedded = f"{other.type.text}; "
        texts = [f"{m.name}{w.signature([*m.params], [*m.results])}" for m in methods]
        self.emit(f"type {type_.text} interface {{ {embedded}{'; '.join(texts)} }}\n")
        self.world.declare(declared)
        self.world.interfaces.append(declared)
        self.types.append(type_)

    def parameters(self, pool: list[Type]) -> tuple[tuple[Type, ...], tuple[Type, ...]]:
        params = tuple(self.random.choice(pool) for _ in range(self.random.choice([0, 1, 1, 2])))
        results = tuple(
            self.random.choice(pool) for _ in range(self.random.choice([0, 1, 1, 1, 2]))
        )
        return params, results

    def defined(self) -> None:
        """A defined function, slice, map or basic type, perhaps with methods."""
        pool = [t for t in self.types if t.kind in (w.FUNC, w.SLICE, w.MAP, w.BASIC)]
        pool = [t for t in pool if t != w.BOOL]
        under = self.random.choice(pool)
        type_ = Type(self.top("D"), w.DEFINED)
        declared = Declared(type_, underlying=under)
        self.world.declare(declared)
        self.emit(f"type {type_.text} {under.text}\n")
        for _ in range(self.random.choice([0, 1, 2])):
            self.method(type_, declared.methods, [], ())
        self.types.append(type_)

    def method(
        self,
        receiver: Type,
        methods: list[Method],
        fields: list[tuple[str, Type]],
        type_params: tuple[TypeParam, ...],
    ) -> None:
        taken = {m.name for m in methods} | {name for name, _ in fields}
        wanted = [m for d in self.world.interfaces for m in d.methods if m.name not in taken]
        own_params: tuple[TypeParam, ...] = ()
        if self.text.chance(20):
            own_params = (self.type_param(),)
            pool = [*self.types, receiver, *[p.type for p in (*type_params, *own_params)] * 3]
            name = self.text.name("M")
            params, results = self.parameters(pool)
        elif wanted and self.text.chance(75):
            model = self.random.choice(wanted)
            name, params, results = model.name, model.params, model.results
        else:
            pool = [*self.types, receiver, w.pointer(receiver), *[p.type for p in type_params] * 3]
            name = self.text.name("M")
            params, results = self.parameters(pool)
        is_pointer = self.text.chance(60)
        methods.append(Method(name, params, results, is_pointer, type_params=own_params))
        type_ = w.pointer(receiver) if is_pointer else receiver
        own = Variable(self.text.name("r"), type_)
        head = f"func ({own.name} {type_.text}) {name}{type_param_text(own_params)}"
        function = Function(name, params, results, (*type_params, *own_params))
        self.bodies.append((head, function, [own]))

    # --------------------------------------------------------------------------- generics

    def type_param(self) -> TypeParam:
        constraints = ["any", "any", "any", "comparable", "~int | ~string"]
        constraints += [d.type.text for d in self.world.interfaces]
        return TypeParam(self.text.name("P"), self.random.choice(constraints))

    def generic_struct(self) -> None:
        params = tuple(self.type_param() for _ in range(self.random.choice([1, 1, 2])))
        generic = GenericType(self.top("G"), params, self.qualifier)
        own = generic.of([p.type for p in params])
        extra = [wrap(p.type) for p in params for wrap in (w.pointer, w.slice_of, lambda t: t)]
        self.world.generic_types[generic.name] = generic
        self.fields(generic.fields, generic.embedded, w.pointer(own), extra)
        head = f"type {generic.name}{type_param_text(params)} struct"
        self.emit_struct(head, generic.fields, generic.embedded)
        for _ in range(self.random.choice([1, 2, 3])):
            self.method(own, generic.methods, generic.fields, params)
        self.instance_type(generic)

    def instance_type(self, generic: GenericType) -> None:
        arguments = []
        for param in generic.type_params:
            found = self.exprs.type_argument(self.early, param.constraint)
            if found is None:
                return
            arguments.append(found)
        type_ = generic.of(arguments)
        if len(type_.text) < 60:
            self.types += [type_, w.pointer(type_)]

    def declare_aliases(self) -> None:
        for type_ in self.random.sample(self.types, self.random.choice([0, 1, 2])):
            name = self.top("A")
            if self.world.aliases.setdefault(type_.text, name) == name:
                self.emit(f"type {name} = {type_.text}\n")
        for kind, form in ((w.POINTER, "*P"), (w.SLICE, "[]P"), (w.CHAN, "chan P")):
            if self.text.chance(15):
                name = self.top("A")
                self.world.generic_aliases[kind] = name
                self.emit(f"type {name}[P any] = {form}\n")

    # -------------------------------------------------------------------------- variables

    def declare_plain_variables(self) -> None:
        for _ in range(self.random.randint(1, 4)):
            variable = Variable(self.top("V"), self.random.choice(self.types), is_used=True)
            self.emit(f"var {variable.name} {variable.type.text}")
            self.early.add(variable)
            self.all.add(variable)
        self.emit("")

    def declare_initialised_variables(self) -> None:
        for _ in range(self.random.choice([0, 1, 1, 2, 3, 4])):
            type_ = self.random.choice(self.types)
            name = self.top("V")
            self.emit(f"var {name} = {self.exprs.exact(self.early, type_, 3)}")
            self.all.add(Variable(name, type_, is_used=True))
        self.emit("")

    # -------------------------------------------------------------------------- functions

    def function(self, scope: Scope) -> None:
        """Declare a function; from now on it may be called."""
        type_params: tuple[TypeParam, ...] = ()
        pool = self.types
        if self.text.chance(35):
            type_params = tuple(self.type_param() for _ in range(self.random.choice([1, 1, 2])))
            own = [p.type for p in type_params]
            pool = [*self.types, *own * 4, *map(w.pointer, own), *map(w.slice_of, own)]
        is_variadic = self.text.chance(15)
        n_results = self.random.choice([0, 0, 1, 1, 1, 1, 2, 3, 6])
        params = [self.random.choice(pool) for _ in range(self.random.randint(0, 4))]
        if is_variadic:
            params.append(w.slice_of(self.random.choice(pool)))
        results = tuple(self.random.choice(pool) for _ in range(n_results))
        function = Function(
            self.top(self.random.choice("FFFf")), tuple(params), results, type_params, is_variadic
        )
        head = f"func {function.name}{type_param_text(type_params)}"
        self.world.functions.append(function)
        self.bodies.append((head, function, []))

    def write_bodies(self, outer: Scope) -> None:
        bodies, self.bodies = self.bodies, []
        for head, function, receiver in bodies:
            self.write_body(head, function, receiver, outer)

    def write_body(
        self, head: str, function: Function, receiver: list[Variable], outer: Scope
    ) -> None:
        size = self.random.choice([0, 0, 1, 2, 3, 6, 12, 20])
        params = tuple((p.type, p.constraint) for p in function.type_params)
        body = Body(function.results, fuel=size, type_params=params)
        scope = Scope(body, [*outer.variables, *receiver])
        texts = []
        for index, type_ in enumerate(function.params):
            last = function.is_variadic and index == len(function.params) - 1
            shown = f"...{type_.elem.text}" if last else self.exprs.spell(scope, type_)
            if self.text.chance(10):
                texts.append(f"_ {shown}")
                continue
            variable = scope.add(Variable(self.text.name("v"), type_))
            texts.append(f"{variable.name} {shown}")
        results = [r.text for r in function.results]
        if results and self.text.chance(25):
            body.named_results = True
            names = [scope.add(Variable(self.text.name("v"), r)) for r in function.results]
            results = [f"{v.name} {v.type.text}" for v in names]
        if self.text.chance(12):
            self.emit("//go:noinline")
        shown_results = f" ({', '.join(results)})" if body.named_results else w.result_text(results)
        self.emit(f"{head}({', '.join(texts)}){shown_results} {{")
        self.statements.block(scope, 1, size)
        if results:
            self.text.emit(1, self.statements.return_text(scope))
        self.emit("}\n")


def type_param_text(params: tuple[TypeParam, ...]) -> str:
    if not params:
        return ""
    return f"[{', '.join(f'{p.name} {p.constraint}' for p in params)}]"


def module(seed: int) -> dict[str, str]:
    """The files of this seed's module."""
    return Generator(seed).module()


def program(seed: int) -> str:
    """The program of this seed."""
    return Generator(seed).program()
