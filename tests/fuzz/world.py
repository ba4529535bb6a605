"""Types and declarations of a generated program: what can be said, and what has which type.

A type is its text; what a defined type has (fields, methods, underlying type) stands in the `World`.
"""

from dataclasses import dataclass, field

BASIC, POINTER, SLICE, ARRAY, MAP, CHAN, FUNC = (
    "basic", "pointer", "slice", "array", "map", "chan", "func",
)  # fmt: skip
# Kinds of defined types, and type parameters.
STRUCT, INTERFACE, DEFINED, PARAM = "struct", "interface", "defined", "param"


@dataclass(frozen=True)
class Type:
    """One type. `parts`: the element; key and element; parameters of a function; type arguments."""

    text: str
    kind: str = field(compare=False)
    parts: tuple["Type", ...] = field(default=(), compare=False)
    results: tuple["Type", ...] = field(default=(), compare=False)
    is_variadic: bool = field(default=False, compare=False)

    @property
    def elem(self) -> "Type":
        return self.parts[-1]


def basic(name: str) -> Type:
    return Type(name, BASIC)


INT, STRING, BOOL, BYTE, FLOAT = map(basic, ("int", "string", "bool", "byte", "float64"))
ANY = Type("any", INTERFACE)
ERROR = Type("error", INTERFACE)


def pointer(elem: Type) -> Type:
    return Type(f"*{elem.text}", POINTER, (elem,))


def slice_of(elem: Type) -> Type:
    return Type(f"[]{elem.text}", SLICE, (elem,))


def array_of(elem: Type) -> Type:
    return Type(f"[3]{elem.text}", ARRAY, (elem,))


def map_of(key: Type, elem: Type) -> Type:
    return Type(f"map[{key.text}]{elem.text}", MAP, (key, elem))


def chan_of(elem: Type) -> Type:
    text = f"chan ({elem.text})" if elem.kind in (CHAN, FUNC) else f"chan {elem.text}"
    return Type(text, CHAN, (elem,))


def func_of(params: list[Type], results: list[Type], is_variadic: bool = False) -> Type:
    return Type(
        f"func{signature(params, results, is_variadic)}",
        FUNC,
        tuple(params),
        tuple(results),
        is_variadic,
    )


def signature(params: list[Type], results: list[Type], is_variadic: bool = False) -> str:
    texts = [p.text for p in params]
    if is_variadic:
        texts[-1] = "..." + params[-1].elem.text
    return f"({', '.join(texts)}){result_text([r.text for r in results])}"


def result_text(results: list[str]) -> str:
    if not results:
        return ""
    if len(results) == 1 and " " not in results[0].split("(")[0].strip():
        return f" {results[0]}"
    return f" ({', '.join(results)})"


@dataclass(frozen=True)
class Method:
    """A method as others see it; `params` without the receiver."""

    name: str
    params: tuple[Type, ...]
    results: tuple[Type, ...]
    is_pointer: bool = False
    is_variadic: bool = False
    # Of its own, besides the receiver's.
    type_params: "tuple[TypeParam, ...]" = ()

    def same_signature(self, other: "Method") -> bool:
        return not self.type_params and (self.params, self.results) == (other.params, other.results)


@dataclass
class Declared:
    """What a defined type, or an instance of one, has."""

    type: Type
    fields: list[tuple[str, Type]] = field(default_factory=list)
    # Names of embedded fields; they are fields too.
    embedded: list[str] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)
    underlying: Type | None = None
    # Where unexported fields can be named.
    package: str = ""


@dataclass(frozen=True)
class TypeParam:
    name: str
    # As it is written: `any`, `comparable`, `I0`, `~int | ~string`.
    constraint: str

    @property
    def type(self) -> Type:
        return Type(self.name, PARAM)


@dataclass(frozen=True)
class Function:
    """A function, generic if it has type parameters. Calls to it are well-typed from its declaration on."""

    name: str
    params: tuple[Type, ...]
    results: tuple[Type, ...]
    type_params: tuple[TypeParam, ...] = ()
    is_variadic: bool = False

    @property
    def is_exported(self) -> bool:
        return self.name.split(".")[-1][0].isupper()


@dataclass
class GenericType:
    """A generic struct type: its declaration in terms of its own parameters."""

    name: str
    type_params: tuple[TypeParam, ...]
    package: str = ""
    fields: list[tuple[str, Type]] = field(default_factory=list)
    embedded: list[str] = field(default_factory=list)
    methods: list[Method] = field(default_factory=list)

    def of(self, arguments: list[Type]) -> Type:
        text = f"{self.name}[{', '.join(a.text for a in arguments)}]"
        return Type(text, STRUCT, tuple(arguments))


class World:
    """All declarations of one program so far."""

    def __init__(self) -> None:
        self.declared: dict[str, Declared] = {}
        # The package that is being written, as its names are qualified.
        self.package = ""
        self.generic_types: dict[str, GenericType] = {}
        self.functions: list[Function] = []
        self.interfaces: list[Declared] = []
        # Other spellings: aliases of types, and generic aliases by the kind of type they stand for.
        self.aliases: dict[str, str] = {}
        self.generic_aliases: dict[str, str] = {}
        self.declare(Declared(ERROR, methods=[Method("Error", (), (STRING,))]))
        self.declare(Declared(ANY))

    def declare(self, declared: Declared) -> Type:
        self.declared[declared.type.text] = declared
        return declared.type

    def of(self, type_: Type) -> Declared | None:
        """What is declared for a defined type; instances are made when first asked for."""
        found = self.declared.get(type_.text)
        if found is None and type_.kind == STRUCT and type_.parts:
            generic = self.generic_types[type_.text.split("[")[0]]
            names = [p.name for p in generic.type_params]
            found = self._instance(generic, type_, dict(zip(names, type_.parts, strict=True)))
        return found

    def _instance(self, generic: GenericType, type_: Type, arguments: dict[str, Type]) -> Declared:
        found = Declared(type_, embedded=generic.embedded, package=generic.package)
        self.declared[type_.text] = found
        found.fields = [(name, substitute(t, arguments)) for name, t in generic.fields]
        found.methods = [substitute_method(m, arguments) for m in generic.methods]
        return found

    def fields(self, type_: Type) -> list[tuple[str, Type]]:
        """Fields that can be named."""
        declared = self.of(type_)
        if declared is None:
            return []
        is_own = declared.package == self.package
        return [(name, t) for name, t in declared.fields if is_own or name[0].isupper()]

    def promoted(self, type_: Type) -> list[tuple[str, Type, str]]:
        """Fields of embedded structs that can be named like own ones, each with the embedded field."""
        declared = self.of(type_)
        if declared is None:
            return []
        found = []
        for name, field_type in declared.fields:
            if name in declared.embedded and field_type.kind == STRUCT:
                found += [(inner, t, name) for inner, t in self.fields(field_type)]
        taken = {name for name, _ in declared.fields}
        names = [name for name, _, _ in found]
        return [entry for entry in found if entry[0] not in taken and names.count(entry[0]) == 1]

    def method_set(self, type_: Type, addressable: bool = True) -> list[Method]:
        """Methods that can be called on a value of the type, promoted ones included."""
        if type_.kind == POINTER:
            inner = type_.elem
            return self.method_set(inner, True) if inner.kind in (STRUCT, DEFINED) else []
        declared = self.of(type_)
        if declared is None:
            return []
        found = [m for m in declared.methods if addressable or not m.is_pointer]
        names = {m.name for m in declared.methods} | {name for name, _ in declared.fields}
        for name, field_type in declared.fields:
            if name in declared.embedded:
                for method in self.method_set(field_type, addressable):
                    if method.name not in names:
                        found.append(method)
                        names.add(method.name)
        return found

    def implements(self, type_: Type, interface: Type) -> bool:
        if interface == ANY:
            return True
        declared = self.of(interface)
        assert declared is not None
        own = {m.name: m for m in self.method_set(type_, addressable=False)}
        return all(m.name in own and own[m.name].same_signature(m) for m in declared.methods)

    def underlying(self, type_: Type) -> Type:
        declared = self.of(type_)
        if declared is not None and declared.underlying is not None:
            return declared.underlying
        return type_

    def is_comparable(self, type_: Type) -> bool:
        if type_.kind in (SLICE, MAP, FUNC, PARAM):
            return False
        if type_.kind == ARRAY:
            return self.is_comparable(type_.elem)
        if type_.kind == DEFINED:
            return self.is_comparable(self.underlying(type_))
        if type_.kind == STRUCT:
            declared = self.of(type_)
            return declared is not None and all(self.is_comparable(t) for _, t in declared.fields)
        return True


def substitute(type_: Type, arguments: dict[str, Type]) -> Type:
    """The type with its type parameters replaced."""
    if type_.kind == PARAM:
        return arguments.get(type_.text, type_)
    if not type_.parts and not type_.results:
        return type_
    parts = [substitute(p, arguments) for p in type_.parts]
    if type_.kind == POINTER:
        return pointer(parts[0])
    if type_.kind == SLICE:
        return slice_of(parts[0])
    if type_.kind == ARRAY:
        return array_of(parts[0])
    if type_.kind == MAP:
        return map_of(parts[0], parts[1])
    if type_.kind == CHAN:
        return chan_of(parts[0])
    if type_.kind == FUNC:
        results = [substitute(r, arguments) for r in type_.results]
        return func_of(parts, results, type_.is_variadic)
    text = f"{type_.text.split('[')[0]}[{', '.join(p.text for p in parts)}]"
    return Type(text, type_.kind, tuple(parts))


def substitute_method(method: Method, arguments: dict[str, Type]) -> Method:
    return Method(
        method.name,
        tuple(substitute(p, arguments) for p in method.params),
        tuple(substitute(r, arguments) for r in method.results),
        method.is_pointer,
        method.is_variadic,
        method.type_params,
    )


def match(pattern: Type, type_: Type, found: dict[str, Type]) -> bool:
    """Whether the pattern becomes the type when its type parameters are replaced; `found` says by what."""
    if pattern.kind == PARAM:
        return found.setdefault(pattern.text, type_) == type_
    if pattern.kind != type_.kind or len(pattern.parts) != len(type_.parts):
        return False
    if not pattern.parts and not pattern.results:
        return pattern == type_
    if pattern.text.split("[")[0] != type_.text.split("[")[0] and pattern.kind == STRUCT:
        return False
    if len(pattern.results) != len(type_.results) or pattern.is_variadic != type_.is_variadic:
        return False
    pairs = [*zip(pattern.parts, type_.parts, strict=True)]
    pairs += zip(pattern.results, type_.results, strict=True)
    return all(match(p, t, found) for p, t in pairs) and substitute(pattern, found) == type_


def has_params(type_: Type) -> bool:
    """Whether the type mentions a type parameter."""
    return type_.kind == PARAM or any(map(has_params, (*type_.parts, *type_.results)))
