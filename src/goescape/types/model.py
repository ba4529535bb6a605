"""The types of Go, as one representation from the checker to the escape solver.

A type is a plain object. Named types, aliases and type parameters have identity; all other types are
compared structurally by `predicates.identical`. A type never points into a syntax tree.

Types of imported packages are decoded on demand: a `Named` may hold a resolver that fills it in when its
underlying type or methods are first asked for.
"""

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final, TypeAlias, final

if TYPE_CHECKING:
    from goescape.types.objects import Func, Package, TypeName, Var

# ------------------------------------------------------------------------------- basic kinds

INVALID: Final = 0
BOOL: Final = 1
INT: Final = 2
INT8: Final = 3
INT16: Final = 4
INT32: Final = 5
INT64: Final = 6
UINT: Final = 7
UINT8: Final = 8
UINT16: Final = 9
UINT32: Final = 10
UINT64: Final = 11
UINTPTR: Final = 12
FLOAT32: Final = 13
FLOAT64: Final = 14
COMPLEX64: Final = 15
COMPLEX128: Final = 16
STRING: Final = 17
UNSAFE_POINTER: Final = 18
UNTYPED_BOOL: Final = 19
UNTYPED_INT: Final = 20
UNTYPED_RUNE: Final = 21
UNTYPED_FLOAT: Final = 22
UNTYPED_COMPLEX: Final = 23
UNTYPED_STRING: Final = 24
UNTYPED_NIL: Final = 25

IS_BOOLEAN: Final = 1
IS_INTEGER: Final = 2
IS_UNSIGNED: Final = 4
IS_FLOAT: Final = 8
IS_COMPLEX: Final = 16
IS_STRING: Final = 32
IS_UNTYPED: Final = 64
IS_ORDERED: Final = IS_INTEGER | IS_FLOAT | IS_STRING
IS_NUMERIC: Final = IS_INTEGER | IS_FLOAT | IS_COMPLEX
IS_CONST_TYPE: Final = IS_BOOLEAN | IS_NUMERIC | IS_STRING

CHAN_BOTH: Final = 0
CHAN_SEND: Final = 1  # chan<-
CHAN_RECV: Final = 2  # <-chan


class TypeNode:
    """Base of all types; use the union `Type` in signatures."""

    __slots__ = ()


@final
class Basic(TypeNode):
    """`int`, `string`, `unsafe.Pointer`, the untyped kinds, and the invalid type."""

    __slots__ = ("info", "kind", "name")

    def __init__(self, kind: int, info: int, name: str) -> None:
        self.kind: Final = kind
        self.info: Final = info
        # `byte` and `rune` are objects of their own (kind UINT8, INT32): messages keep the spelling.
        self.name: Final = name


INVALID_TYPE: Final = Basic(INVALID, 0, "invalid type")


@final
class Array(TypeNode):
    """`[length]elem`; a negative length is unknown (an error was reported)."""

    __slots__ = ("elem", "length")

    def __init__(self, elem: "Type", length: int) -> None:
        self.elem: "Type" = elem
        self.length: int = length


@final
class Slice(TypeNode):
    """`[]elem`."""

    __slots__ = ("elem",)

    def __init__(self, elem: "Type") -> None:
        self.elem: "Type" = elem


@final
class Struct(TypeNode):
    """`struct { fields }`; tags run in parallel or the list is empty."""

    __slots__ = ("align", "fields", "off_heap", "pointers", "size", "tags")

    def __init__(self, fields: "list[Var]", tags: list[str]) -> None:
        self.fields: "list[Var]" = fields
        self.tags: list[str] = tags
        # Caches of `sizes`: bytes, alignment, whether there are pointers in it, and whether it is marked as
        # never living in the heap; -1 while unknown.
        self.size: int = -1
        self.align: int = -1
        self.pointers: int = -1
        self.off_heap: int = -1


@final
class Pointer(TypeNode):
    """`*elem`."""

    __slots__ = ("elem",)

    def __init__(self, elem: "Type") -> None:
        self.elem: "Type" = elem


@final
class Tuple(TypeNode):
    """An ordered list of variables: parameters, results, or the type of a multi-value call."""

    __slots__ = ("vars",)

    def __init__(self, vars: "list[Var]") -> None:
        self.vars: "list[Var]" = vars


@final
class Signature(TypeNode):
    """A function type. A method's receiver is kept beside the parameters."""

    __slots__ = ("params", "recv", "recv_tparams", "results", "tparams", "variadic")

    def __init__(
        self,
        recv: "Var | None",
        params: Tuple,
        results: Tuple,
        variadic: bool,
        tparams: "list[TypeParam] | None" = None,
        recv_tparams: "list[TypeParam] | None" = None,
    ) -> None:
        self.recv: "Var | None" = recv
        self.params: Tuple = params
        self.results: Tuple = results
        # The last parameter is `...T`; its type is then the slice `[]T`.
        self.variadic: bool = variadic
        self.tparams: "list[TypeParam]" = tparams if tparams is not None else []
        # Type parameters that a method of a generic type declares for its receiver.
        self.recv_tparams: "list[TypeParam]" = recv_tparams if recv_tparams is not None else []

    @property
    def is_generic(self) -> bool:
        """Whether a declaration has type parameters, of its own or for its receiver."""
        return len(self.tparams) != 0 or len(self.recv_tparams) != 0

    @property
    def all_tparams(self) -> "list[TypeParam]":
        """Those of the receiver come first."""
        return [*self.recv_tparams, *self.tparams]

    @property
    def recv_type(self) -> "Type | None":
        return None if self.recv is None else self.recv.type


@final
class Term:
    """`T` or `~T` in a union."""

    __slots__ = ("tilde", "type")

    def __init__(self, tilde: bool, type: "Type") -> None:
        self.tilde: Final = tilde
        self.type: Final = type


@final
class Union(TypeNode):
    """`~T1 | T2`, embedded in a constraint interface."""

    __slots__ = ("terms",)

    def __init__(self, terms: list[Term]) -> None:
        self.terms: list[Term] = terms


@final
class Interface(TypeNode):
    """`interface { methods; embeddeds }`. Its type set is computed once, by `typeset`."""

    __slots__ = (
        "complete",
        "embed_pos",
        "embeddeds",
        "is_implicit",
        "methods",
        "old",
        "type_set",
    )

    def __init__(
        self, methods: "list[Func]", embeddeds: "list[Type]", embed_pos: list[int] | None = None
    ) -> None:
        # Explicitly declared methods.
        self.methods: "list[Func]" = methods
        self.embeddeds: "list[Type]" = embeddeds
        self.embed_pos: list[int] = embed_pos if embed_pos is not None else []
        # Written as a bare constraint, e.g. `[P ~int]`.
        self.is_implicit: bool = False
        # All methods and embedded elements are known.
        self.complete: bool = False
        self.type_set: "TypeSet | None" = None
        # Set where the language version knows no constraints.
        self.old: "OldInterfaces | None" = None


@final
class OldInterfaces:
    """Interfaces of a package whose language version knows no constraints; elements that need it do not count.

    Those that substitution makes of them are kept, because each is reported.
    """

    __slots__ = ("pkg", "substituted")

    def __init__(self, pkg: "Package") -> None:
        self.pkg: Final = pkg
        self.substituted: "Final[list[Interface]]" = []


@final
class TypeSet:
    """What types an interface admits: all methods, and the specific types if it restricts them."""

    __slots__ = ("comparable", "methods", "terms")

    def __init__(self, methods: "list[Func]", terms: "list[Term] | None", comparable: bool) -> None:
        # In the order of `typeset.method_order`, each once.
        self.methods: Final = methods
        # None: all types. An empty list: no type at all. Otherwise normalised terms.
        self.terms: Final = terms
        # Only meaningful when terms is None.
        self.comparable: Final = comparable


@final
class Map(TypeNode):
    """`map[key]value`."""

    __slots__ = ("key", "value")

    def __init__(self, key: "Type", value: "Type") -> None:
        self.key: "Type" = key
        self.value: "Type" = value


@final
class Chan(TypeNode):
    """`chan elem`; dir is CHAN_BOTH, CHAN_SEND or CHAN_RECV."""

    __slots__ = ("dir", "elem")

    def __init__(self, dir: int, elem: "Type") -> None:
        self.dir: int = dir
        self.elem: "Type" = elem


class NamedResolver(ABC):
    """Completes a Named when it is first looked into (imported types, instances)."""

    @abstractmethod
    def resolve(self, named: "Named") -> None:
        """Set underlying, tparams and methods of `named` (for an instance: underlying only)."""


@final
class Named(TypeNode):
    """A defined type, generic or not, or an instance of a generic one.

    For an instance `origin` is the generic type, `targs` its arguments, and methods are instantiated when
    asked for (see `instantiate.method`).
    """

    __slots__ = (
        "dictionary_words", "expanded_methods", "fingerprint", "in_generic", "instances", "is_shape", "local_suffix",
        "method_numbers", "methods", "n_implicit", "obj", "origin", "place", "resolver", "rhs", "targs", "tparams", "type_key", "under",
    )  # fmt: skip

    def __init__(self, obj: "TypeName", under: "Type | None") -> None:
        self.obj: "TypeName" = obj
        # The underlying type; never a Named once resolved. None while unresolved.
        self.under: "Type | None" = under
        # The right-hand side of the declaration as written, maybe a Named; only known for types that are
        # declared in the package being checked, and not for instances.
        self.rhs: "Type | None" = None
        self.tparams: "list[TypeParam]" = []
        # Declared methods, in source order (generic types: of the origin).
        self.methods: "list[Func]" = []
        # Where among the methods a name is; see `instantiate.method_number`.
        self.method_numbers: "dict[str, int]" = {}
        self.origin: "Named | None" = None
        self.targs: "list[Type]" = []
        # Instances: methods with substituted signatures, by name of the origin's method.
        self.expanded_methods: "dict[str, Func]" = {}
        # Instances: where it was written first, in the package being checked; 0 if nowhere.
        self.place: int = 0
        # A generic type's instances, interned.
        self.instances: "list[Named]" = []
        self.resolver: NamedResolver | None = None
        # `go.shape.T`: stands for all type arguments with one memory layout (set by `ir.shapes`).
        self.is_shape: bool = False
        # Distinguishes types declared inside functions (`T·1`); 0 at package level.
        self.local_suffix: int = 0
        # Declared inside of a generic function: it depends on the function's type parameters.
        self.in_generic: bool = False
        # How many of the arguments are those of the generic function around the declaration.
        self.n_implicit: int = 0
        # Imported generic types: number of words in their dictionaries; -1 if not known from there.
        self.dictionary_words: int = -1
        # Cache of the canonical spelling, filled by `typestring.type_key`.
        self.type_key: str = ""
        # Cache of `predicates.fingerprint`; 0 while unknown.
        self.fingerprint: int = 0

    def resolve(self) -> "Named":
        resolver = self.resolver
        if resolver is not None:
            self.resolver = None
            resolver.resolve(self)
        return self

    def underlying(self) -> "Type":
        self.resolve()
        under = self.under
        # None: its declaration is being checked and depends on itself in a way that is an error.
        return INVALID_TYPE if under is None else under


@final
class TypeParam(TypeNode):
    """A type parameter `P`; its constraint is `bound`."""

    __slots__ = ("bound", "generic", "idx", "obj", "owner")

    def __init__(self, obj: "TypeName", bound: "Type | None") -> None:
        self.obj: "TypeName" = obj
        self.bound: "Type | None" = bound
        # Position in the declaring list; -1 until declared.
        self.idx: int = -1
        # What declared it: the function or type object (receiver type parameters: the method).
        self.owner: "Func | TypeName | None" = None
        # The declared one that this stands for in a method of an instance.
        self.generic: "TypeParam | None" = None


@final
class Alias(TypeNode):
    """`type A[P any] = T`. Messages that print types see through it; the checker keeps the name."""

    __slots__ = (
        "actual", "from_rhs", "instances", "is_copy", "is_local", "obj", "origin", "resolver", "targs", "tparams",
    )  # fmt: skip

    def __init__(self, obj: "TypeName", from_rhs: "Type | None") -> None:
        self.obj: "TypeName" = obj
        # The right-hand side as written (may be another alias); None until known. To read: `rhs`.
        self.from_rhs: "Type | None" = from_rhs
        # Cache of `unalias`.
        self.actual: "Type | None" = None
        self.tparams: "list[TypeParam]" = []
        self.origin: "Alias | None" = None
        self.targs: "list[Type]" = []
        # A generic alias's instances, interned.
        self.instances: "list[Alias]" = []
        self.resolver: "AliasResolver | None" = None
        # Declared inside of a function.
        self.is_local: bool = False
        # No alias of the program's: see `instance_copy`.
        self.is_copy: bool = False

    def rhs(self) -> "Type | None":
        """The right-hand side as written; None while it is being checked."""
        resolver = self.resolver
        if resolver is not None:
            self.resolver = None
            resolver.resolve(self)
        return self.from_rhs


def instance_copy(instance: Named, targs: "list[Type]") -> Alias:
    """One of several mentions of an instance that the compiler tells apart; others see the instance through it."""
    copy = Alias(instance.obj, instance)
    copy.targs = targs
    copy.is_copy = True
    return copy


class AliasResolver(ABC):
    """Completes an imported Alias when it is first looked through."""

    @abstractmethod
    def resolve(self, alias: Alias) -> None:
        """Set from_rhs and tparams."""


Type: TypeAlias = (
    Basic
    | Named
    | Pointer
    | Slice
    | Array
    | Struct
    | Signature
    | Interface
    | Map
    | Chan
    | Tuple
    | TypeParam
    | Alias
    | Union
)


def unalias(t: Type) -> Type:
    """The type that an alias stands for; any other type itself."""
    if not isinstance(t, Alias):
        return t
    actual = t.actual
    if actual is not None:
        return actual
    rhs = t.rhs()
    if rhs is None:
        # Its declaration is being checked; not remembered.
        return INVALID_TYPE
    actual = unalias(rhs)
    if actual is not INVALID_TYPE:
        t.actual = actual
    return actual


def without_local_aliases(t: Type) -> Type:
    """What a type is called outside of functions: aliases that they declare are seen through."""
    while isinstance(t, Alias) and t.is_local:
        rhs = t.rhs()
        if rhs is None:
            break
        t = rhs
    return t


def underlying(t: Type) -> Type:
    """The underlying type (Go spec, "Underlying types"); of a type parameter, its constraint interface."""
    t = unalias(t)
    if isinstance(t, Named):
        return t.underlying()
    if isinstance(t, TypeParam):
        return _constraint_interface(t)
    return t


def _constraint_interface(t: TypeParam) -> Interface:
    """Always an interface: an invalid constraint admits everything, another type is the only one admitted."""
    bound = t.bound
    if bound is not None and not isinstance(unalias(bound), TypeParam):
        under = underlying(bound)
        if isinstance(under, Interface):
            return under
        if under is not INVALID_TYPE:
            only = Interface([], [bound], [t.obj.pos])
            only.is_implicit = True
            only.complete = True
            return only
    nothing_known = Interface([], [])
    nothing_known.complete = True
    return nothing_known
