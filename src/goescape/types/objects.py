"""What an identifier can stand for: the objects of a Go program, and the packages that hold them."""

from abc import ABC, abstractmethod
from typing import Final, TypeAlias, final

from goescape.base.constant import Constant
from goescape.types.model import Signature, Type


class ObjectNode:
    """Base of all objects; use the union `Object` in signatures."""

    __slots__ = ("name", "pkg", "pos")

    def __init__(self, pos: int, pkg: "Package | None", name: str) -> None:
        self.pos: int = pos
        # None for universe objects.
        self.pkg: "Package | None" = pkg
        self.name: str = name

    @property
    def exported(self) -> bool:
        return is_exported(self.name)

    def is_called(self, name: str, pkg: "Package | None") -> bool:
        """Whether `name`, written in package pkg, means this field or method."""
        if self.name != name:
            return False
        return is_exported(name) or is_same_package(self.pkg, pkg)


def is_same_package(a: "Package | None", b: "Package | None") -> bool:
    return a is b or (a is not None and b is not None and a.path == b.path)


def is_valid_name(name: str) -> bool:
    """Whether the scanner has nothing to say about a name."""
    for i, char in enumerate(name):
        if not (char.isalpha() or char == "_" or (i > 0 and char.isdecimal())):
            return False
    return True


def is_exported(name: str) -> bool:
    """Whether a name starts with an upper-case letter (Unicode category Lu)."""
    return name[:1].isupper()


@final
class PkgName(ObjectNode):
    """An imported package, as a file names it."""

    __slots__ = ("imported", "used")

    def __init__(self, pos: int, pkg: "Package | None", name: str, imported: "Package") -> None:
        super().__init__(pos, pkg, name)
        self.imported: Final = imported
        self.used: bool = False


@final
class Const(ObjectNode):
    """A constant; its value and type are None until it has been checked."""

    __slots__ = ("type", "value")

    def __init__(
        self, pos: int, pkg: "Package | None", name: str, type: Type | None, value: Constant | None
    ) -> None:
        super().__init__(pos, pkg, name)
        self.type: Type | None = type
        self.value: Constant | None = value


@final
class TypeName(ObjectNode):
    """A type declared by name: a defined type, an alias, a type parameter or a predeclared type."""

    __slots__ = ("is_alias", "type")

    def __init__(self, pos: int, pkg: "Package | None", name: str, type: Type | None) -> None:
        super().__init__(pos, pkg, name)
        self.type: Type | None = type
        self.is_alias: bool = False


VAR_PACKAGE: Final = 0
VAR_LOCAL: Final = 1
VAR_RECV: Final = 2
VAR_PARAM: Final = 3
VAR_RESULT: Final = 4
VAR_FIELD: Final = 5


@final
class Var(ObjectNode):
    """A variable, parameter, result or struct field."""

    __slots__ = ("embedded", "kind", "origin", "type", "used")

    def __init__(
        self, pos: int, pkg: "Package | None", name: str, type: Type | None, kind: int
    ) -> None:
        super().__init__(pos, pkg, name)
        self.type: Type | None = type
        self.kind: int = kind
        # Embedded struct field.
        self.embedded: bool = False
        self.used: bool = False
        # The field or variable of the generic declaration this one was substituted from.
        self.origin: "Var | None" = None


class Declarer(ABC):
    """Checks declarations of functions when somebody needs their signature."""

    @abstractmethod
    def declare(self, func: "Func") -> None: ...


@final
class Func(ObjectNode):
    """A function, a concrete method or an interface method.

    Imported ones carry what their package's summary says of them (`leaks`, decoded by the escape room).
    """

    __slots__ = (
        "declarer", "dictionary_words", "has_ptr_recv", "inline_cost", "is_abstract", "leaks", "origin", "pragma",
        "names_results", "signature", "targs",
    )  # fmt: skip

    def __init__(
        self, pos: int, pkg: "Package | None", name: str, signature: Signature | None
    ) -> None:
        super().__init__(pos, pkg, name)
        self.signature: Signature | None = signature
        # A range-over-func loop of its body has given names to nameless results.
        self.names_results: bool = False
        # Checks its declaration; None once that is done.
        self.declarer: Declarer | None = None
        # Receiver is a pointer; known before the signature is checked.
        self.has_ptr_recv: bool = False
        # What inlining it costs, in nodes; -1 if it cannot be inlined.
        self.inline_cost: int = -1
        # Imported generic functions: number of words in their dictionaries; -1 if not known from there.
        self.dictionary_words: int = -1
        # A method of an interface.
        self.is_abstract: bool = False
        # The generic method an instance's method was substituted from.
        self.origin: "Func | None" = None
        self.targs: list[Type] = []
        # Compiler directives in force for it (bits of `syntax.directive`), known for bodies and imports.
        self.pragma: int = 0
        # Imported functions: encoded leaks, one entry a parameter (receiver first); None if unknown.
        self.leaks: list[bytes] | None = None

    def declared(self) -> Signature | None:
        """The signature; a declaration that has not been checked yet is checked now."""
        if self.declarer is not None:
            self.declarer.declare(self)
        return self.signature


@final
class Builtin(ObjectNode):
    """A predeclared function (also those of package unsafe); `id` is one of `universe.BUILTIN_*`."""

    __slots__ = ("id",)

    def __init__(self, pkg: "Package | None", name: str, id: int) -> None:
        super().__init__(0, pkg, name)
        self.id: Final = id


@final
class Nil(ObjectNode):
    """The predeclared value nil."""

    __slots__ = ()


@final
class Label(ObjectNode):
    """A statement label."""

    __slots__ = ("used",)

    def __init__(self, pos: int, pkg: "Package | None", name: str) -> None:
        super().__init__(pos, pkg, name)
        self.used: bool = False


Object: TypeAlias = Var | Func | TypeName | Const | PkgName | Builtin | Nil | Label


class ScopeLoader(ABC):
    """Supplies the objects of an imported package's scope one by one, when they are asked for."""

    @abstractmethod
    def load(self, name: str) -> Object | None:
        """The object called `name`, or None."""

    @abstractmethod
    def names(self) -> list[str]:
        """All names that `load` knows."""


@final
class Scope:
    """A block's declared objects by name, with the enclosing block."""

    __slots__ = ("_objects", "end", "loader", "parent", "pos")

    def __init__(self, parent: "Scope | None", pos: int = 0, end: int = 0) -> None:
        self.parent: Final = parent
        self._objects: dict[str, Object] = {}
        # Extent in the source; 0 for package and universe scopes.
        self.pos: int = pos
        self.end: int = end
        self.loader: ScopeLoader | None = None

    def lookup(self, name: str) -> Object | None:
        """The object declared here, enclosing blocks not searched."""
        obj = self._objects.get(name)
        if obj is None and self.loader is not None:
            obj = self.loader.load(name)
            if obj is not None:
                self._objects[name] = obj
        return obj

    def find(self, name: str) -> "tuple[Object | None, Scope | None]":
        """The object that `name` means here, and the scope that declares it.

        Most blocks of deeply nested ones declare nothing: they cost next to nothing.
        """
        scope: Scope | None = self
        while scope is not None:
            obj = scope._objects.get(name) if scope._objects else None
            if obj is None and scope.loader is not None:
                obj = scope.lookup(name)
            if obj is not None:
                return obj, scope
            scope = scope.parent
        return None, None

    def insert(self, obj: Object) -> Object | None:
        """Declare `obj`; returns the earlier object of that name, which then stays."""
        earlier = self.lookup(obj.name)
        if earlier is not None:
            return earlier
        self._objects[obj.name] = obj
        return None

    def objects(self) -> list[Object]:
        """What was declared here so far, in order."""
        return list(self._objects.values())

    def names(self) -> list[str]:
        """All names declared here, sorted."""
        names = set(self._objects)
        if self.loader is not None:
            names.update(self.loader.names())
        return sorted(names)


@final
class Package:
    """A package: path, name, scope. `unsafe` is a package of its own kind, see `universe`."""

    __slots__ = ("go_version", "imports", "is_fake", "name", "path", "scope")

    def __init__(self, path: str, name: str, scope: Scope) -> None:
        self.path: Final = path
        self.name: str = name
        self.scope: Final = scope
        self.imports: list["Package"] = []
        self.go_version: str = ""
        # Stands in for a package that could not be imported.
        self.is_fake: bool = False
