"""The typed tree that decisions are made on.

Lowering has made everything explicit: implicit conversions, dereferences and address-taking are nodes
(marked `implicit`, so that messages can leave them out), calls have fixed arguments, multi-value
expressions go through temporaries. What remains is what a Go compiler's back end would be given.

Trees of generic declarations are *polymorphic*: their types mention type parameters, and nodes whose
form depends on a type argument (conversions, calls of a type parameter's methods) keep an undecided
form. `lower.instantiate` copies such a tree for one shape and decides them. Escape analysis only ever sees
trees without type parameters.

Variables are `Local` and `Global` objects; every mention is a node of its own (`Use`), with the position
of the mention. A variable captured by a closure is the same object inside and outside of it.
"""

from abc import ABC, abstractmethod
from typing import Final, TypeAlias, final

from goescape.base.constant import Constant
from goescape.types.model import Named, Signature, Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Package, Var

# ------------------------------------------------------------------------------- variables

PARAM: Final = 0  # receiver included
RESULT: Final = 1
LOCAL: Final = 2


@final
class Local:
    """A parameter, result, local variable or temporary of a function."""

    __slots__ = (
        "addr_taken", "captured", "defn", "func", "implicit", "inlined", "kind", "loc", "name",
        "pkg", "pos", "type",
    )  # fmt: skip

    def __init__(
        self, pos: int, name: str, type: Type, kind: int, func: "Func", pkg: Package | None
    ) -> None:
        self.pos: Final = pos
        # As messages show it: `x`, `.autotmp_4`, `~r0`, `_`; "" for a nameless parameter.
        self.name: str = name
        self.type: Type = type
        self.kind: int = kind
        # The function that declares it.
        self.func: "Func" = func
        # Where the name comes from: messages qualify it when that is not the package compiled.
        self.pkg: Package | None = pkg
        # The one statement that defines it (`x := e`, `var x = e`, range, select receive, type-switch
        # clause); None for parameters, results and `var x T`.
        self.defn: "Stmt | CaseClause | None" = None
        # `&x` occurs (also implicitly: method call with pointer receiver, slicing an array).
        self.addr_taken: bool = False
        # A closure captures it.
        self.captured: bool = False
        # Made by the compiler: a temporary.
        self.implicit: bool = False
        # Came here with an inlined body.
        self.inlined: bool = False
        # Number of its location; set by escape, meaningful only there.
        self.loc: int = -1

    @property
    def is_blank(self) -> bool:
        return self.name == "_"


@final
class Global:
    """A package-level variable, of this or another package."""

    __slots__ = ("is_embed", "name", "pkg", "pos", "type", "var")

    def __init__(
        self, pos: int, name: str, type: Type, pkg: Package | None, var: Var | None
    ) -> None:
        self.pos: Final = pos
        self.name: Final = name
        self.type: Type = type
        self.pkg: Final = pkg
        self.var: Final = var
        # Filled by `//go:embed`.
        self.is_embed: bool = False


@final
class Func:
    """A function with or without a body: declared, a literal, a generic instance or synthetic."""

    __slots__ = (
        "body", "capture_positions", "captures", "copy_hash", "dict_param", "dup_ok",
        "enclosing", "has_defer",
        "imprecise_calls", "has_range_func_defer", "is_generic_template", "is_hidden_wrapper", "is_method",
        "is_never_inlined", "is_package_init",
        "is_wrapper", "leaks", "literals", "locals", "n_inlined", "name", "obj", "params", "pkg",
        "pos", "pragma", "range_parent", "reads_dictionary", "recv_named", "results", "signature", "targs", "wrapper_kind",
    )  # fmt: skip

    def __init__(self, pos: int, name: str, pkg: Package, signature: Signature) -> None:
        self.pos: Final = pos
        # As messages show it, without package: `f`, `(*T).M`, `f.func1`, `F[go.shape.int]`.
        self.name: str = name
        self.pkg: Final = pkg
        # Receiver still apart; `params` below starts with it.
        self.signature: Signature = signature
        # The declared object; None for literals and synthetic functions.
        self.obj: FuncObject | None = None
        self.targs: list[Type] = []
        # Receiver first, then (shaped functions) the dictionary, then the parameters.
        self.params: Final[list[Local]] = []
        self.results: Final[list[Local]] = []
        # All variables in the order they were declared: receiver, parameters, results, then locals and
        # temporaries as the body was built.
        self.locals: Final[list[Local]] = []
        # None: no body (assembly, linkname, imported).
        self.body: "list[Stmt] | None" = None
        # Literals: the function around it, and the expression that makes it.
        self.enclosing: "Func | None" = None
        # Literals: variables of enclosing functions it uses, in order of first mention.
        self.captures: "Final[list[Local]]" = []
        # Where each of them is captured: at its first mention.
        self.capture_positions: Final[list[int]] = []
        # Literals directly inside, in order.
        self.literals: "Final[list[Func]]" = []
        # Bits of `syntax.directive`.
        self.pragma: int = 0
        # Parameters are not reported: generic instances, their literals, wrappers ("duplicates ok").
        self.dup_ok: bool = False
        self.is_wrapper: bool = False
        # "", "go", "defer": the closure that stands for the call of a go or defer statement.
        self.wrapper_kind: str = ""
        # No `func literal` line: go/defer wrappers, generic method values.
        self.is_hidden_wrapper: bool = False
        self.is_method: bool = False
        self.recv_named: Named | None = None
        self.is_package_init: bool = False
        # Where methods of a type parameter are called that stands for an interface; negative if within a
        # literal.
        self.imprecise_calls: Final[list[int]] = []
        # Made so that it stays a function; nothing is said about inlining it.
        self.is_never_inlined: bool = False
        # Body of a range-over-func loop: the function whose loop it is.
        self.range_parent: "Func | None" = None
        self.has_defer: bool = False
        self.has_range_func_defer: bool = False
        # The function's own, or the one that the literal captures.
        self.dict_param: Local | None = None
        # Operations in the body need words of the dictionary, besides the nodes that say so.
        self.reads_dictionary: bool = False
        self.is_generic_template: bool = False
        # What the body does with each of `params`, encoded (escape.leaks); None until analysed.
        self.leaks: "list[bytes] | None" = None
        # How many calls have been inlined into this function.
        self.n_inlined: int = 0
        # Of literals that came with an inlined body: distinguishes copies where names are shown in full.
        self.copy_hash: str = ""

    def capture(self, var: Local, pos: int) -> None:
        """The literal uses a variable of a function around it, first at `pos`."""
        self.captures.append(var)
        self.capture_positions.append(pos)

    def temp(self, pos: int, type: Type) -> Local:
        """A new temporary, `.autotmp_N` with N the number of variables declared so far."""
        name = f".autotmp_{len(self.locals)}"
        var = Local(pos, name, type, LOCAL, self, self.pkg)
        var.implicit = True
        self.locals.append(var)
        return var

    def note_imprecise_call(self, pos: int) -> None:
        """Remember the call for whoever copies this function, or one around it."""
        self.imprecise_calls.append(pos)
        outer = self.enclosing
        while outer is not None:
            outer.imprecise_calls.append(-pos)
            outer = outer.enclosing

    @property
    def is_literal(self) -> bool:
        return self.enclosing is not None

    @property
    def full_name(self) -> str:
        """The name, copies of literals told apart."""
        outer = self.enclosing
        if self.copy_hash:
            return self.name + self.copy_hash
        if outer is None or not self.name.startswith(outer.name):
            return self.name
        return outer.full_name + self.name[len(outer.name) :]

    @property
    def is_closure(self) -> bool:
        """A literal that captures at least one variable: analysed together with its parent."""
        return len(self.captures) != 0


# ----------------------------------------------------------------------------------- nodes


class Node:
    """Anything with a position; `init` are statements to run before it (temporaries of multi-value uses)."""

    __slots__ = ("init", "pos")

    def __init__(self, pos: int) -> None:
        self.pos: int = pos
        self.init: "list[Stmt] | None" = None


class ExprNode(Node):
    """Base of all expressions; use the union `Expr` in signatures."""

    __slots__ = ("type",)

    def __init__(self, pos: int, type: Type) -> None:
        self.pos: int = pos
        self.init: "list[Stmt] | None" = None
        # For expressions without a value (a call of a function without results): an empty Tuple.
        self.type: Type = type


@final
class Literal(ExprNode):
    """A constant with its final type."""

    __slots__ = ("value",)

    def __init__(self, pos: int, type: Type, value: Constant) -> None:
        super().__init__(pos, type)
        self.value: Final = value


@final
class Nil(ExprNode):
    """`nil` of a type; also the zero value of an absent variadic slice."""

    __slots__ = ()


@final
class Zero(ExprNode):
    """The zero value of `type` where the source has none (`clear`-like uses, generic zero)."""

    __slots__ = ()


@final
class Use(ExprNode):
    """A mention of a local variable."""

    __slots__ = ("var",)

    def __init__(self, pos: int, var: Local) -> None:
        super().__init__(pos, var.type)
        self.var: Final = var


@final
class GlobalUse(ExprNode):
    """A mention of a package-level variable."""

    __slots__ = ("var",)

    def __init__(self, pos: int, var: Global) -> None:
        super().__init__(pos, var.type)
        self.var: Final = var


@final
class GlobalPart(ExprNode):
    """A part of a package-level variable: what code has to initialise when the rest is static data."""

    __slots__ = ("offset", "var")

    def __init__(self, pos: int, type: Type, var: Global, offset: int) -> None:
        super().__init__(pos, type)
        self.var: Final = var
        # In bytes.
        self.offset: Final = offset


@final
class FuncUse(ExprNode):
    """A mention of a declared function (instances included), as callee or value."""

    __slots__ = ("func",)

    def __init__(self, pos: int, type: Type, func: Func) -> None:
        super().__init__(pos, type)
        self.func: Final = func


@final
class GenericFuncUse(ExprNode):
    """Polymorphic: `F[targs]` where targs mention type parameters; resolved by instantiation."""

    __slots__ = ("obj", "targs")

    def __init__(self, pos: int, type: Type, obj: FuncObject, targs: list[Type]) -> None:
        super().__init__(pos, type)
        self.obj: Final = obj
        self.targs: Final = targs


@final
class MethodExpr(ExprNode):
    """`T.M` as a function whose first parameter is the receiver; callee of every static method call."""

    __slots__ = ("func", "index", "method", "recv", "targs")

    def __init__(
        self, pos: int, type: Type, recv: Type, method: FuncObject, func: Func | None
    ) -> None:
        super().__init__(pos, type)
        self.recv: Final = recv
        self.method: Final = method
        # The function called; None for a method of an interface type (and, polymorphic, of a type parameter).
        self.func: Final = func
        # Polymorphic: type arguments of the method itself, and, when not called, the path of embedded
        # fields that leads to it (its own index last).
        self.targs: list[Type] = []
        self.index: list[int] = []


@final
class TypeExpr(ExprNode):
    """A type where an expression is expected (type-switch cases, `new`)."""

    __slots__ = ()


@final
class DynamicType(ExprNode):
    """A type read from the dictionary: depends on a type argument of a shaped function."""

    __slots__ = ()

    def __init__(self, pos: int, type: Type) -> None:
        super().__init__(pos, type)


@final
class DictWord(ExprNode):
    """A word of the dictionary, `.dict[i]` (the method of a type parameter is called through one)."""

    __slots__ = ("dictionary", "index")

    def __init__(self, pos: int, type: Type, dictionary: Local, index: int) -> None:
        super().__init__(pos, type)
        self.dictionary: Final = dictionary
        self.index: Final = index


@final
class DictArg(ExprNode):
    """The dictionary passed to a shaped function: static (`&pkg..dict.F[int]`) or from our own one."""

    __slots__ = ("text",)

    def __init__(self, pos: int, type: Type, text: str) -> None:
        super().__init__(pos, type)
        self.text: Final = text

    @property
    def is_static(self) -> bool:
        return self.text.startswith("&")


# Operators of Unary, Binary and Logical are the OP_* of syntax.nodes.
@final
class Unary(ExprNode):
    """`-x`, `+x`, `^x`, `!x`."""

    __slots__ = ("op", "x")

    def __init__(self, pos: int, type: Type, op: int, x: "Expr") -> None:
        super().__init__(pos, type)
        self.op: Final = op
        self.x: "Expr" = x


@final
class Binary(ExprNode):
    """Arithmetic, shifts and comparisons; `&&` and `||` too."""

    __slots__ = ("op", "x", "y")

    def __init__(self, pos: int, type: Type, op: int, x: "Expr", y: "Expr") -> None:
        super().__init__(pos, type)
        self.op: Final = op
        self.x: "Expr" = x
        self.y: "Expr" = y


@final
class Concat(ExprNode):
    """`a + b + c` of strings, flattened; position of the last `+`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: "list[Expr]") -> None:
        super().__init__(pos, type)
        self.elems: "list[Expr]" = elems


@final
class TypeSize(ExprNode):
    """Polymorphic: `unsafe.Sizeof(x)` and its like, for a type that mentions type parameters.

    `of` is the measured type; for Offsetof, `path` leads from it to the field.
    """

    __slots__ = ("of", "path", "what")

    def __init__(self, pos: int, type: Type, what: int, of: Type, path: list[int]) -> None:
        super().__init__(pos, type)
        self.what: Final = what
        self.of: Final = of
        self.path: Final = path


TYPE_SIZEOF: Final = 0
TYPE_ALIGNOF: Final = 1
TYPE_OFFSETOF: Final = 2


@final
class AddrOf(ExprNode):
    """`&x` of something addressable (never of a composite literal: that is PtrLit)."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class Deref(ExprNode):
    """`*x`."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class Field(ExprNode):
    """`x.f` of a struct value, or through a pointer (`via_pointer`)."""

    __slots__ = ("field", "implicit", "via_pointer", "x")

    def __init__(
        self, pos: int, type: Type, x: "Expr", field: Var, via_pointer: bool, implicit: bool
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.field: Final = field
        self.via_pointer: Final = via_pointer
        # A step that the source leaves out (promotion through an embedded field).
        self.implicit: Final = implicit


@final
class InterfaceMethod(ExprNode):
    """`x.M` of an interface value, as callee only."""

    __slots__ = ("method", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", method: FuncObject) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method


@final
class TypeParamMethod(ExprNode):
    """Polymorphic: `x.M` with x of a type parameter's type, as callee."""

    __slots__ = ("method", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", method: FuncObject) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method


@final
class MethodValue(ExprNode):
    """`x.M` not called: a function bound to its receiver. `func` is None for interface methods."""

    __slots__ = ("func", "method", "targs", "x")

    def __init__(
        self, pos: int, type: Type, x: "Expr", method: FuncObject, func: Func | None
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.method: Final = method
        self.func: Final = func
        # Polymorphic: type arguments of the method itself.
        self.targs: list[Type] = []


@final
class TypeAssert(ExprNode):
    """`x.(T)`, T being `type`; dynamic when T depends on a type argument."""

    __slots__ = ("has_ok", "is_dynamic", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", is_dynamic: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.is_dynamic: Final = is_dynamic
        # It is the operand of `v, ok = x.(T)`.
        self.has_ok: bool = False


@final
class Index(ExprNode):
    """`x[i]` of an array, slice or string (a pointer to an array is dereferenced first)."""

    __slots__ = ("index", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", index: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.index: "Expr" = index


@final
class MapIndex(ExprNode):
    """`m[k]`, as value or target."""

    __slots__ = ("index", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", index: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.index: "Expr" = index


@final
class SliceOp(ExprNode):
    """`x[lo:hi:max]` of a slice, string or pointer to array (an array is addressed first)."""

    __slots__ = ("hi", "lo", "max", "x")

    def __init__(
        self,
        pos: int,
        type: Type,
        x: "Expr",
        lo: "Expr | None",
        hi: "Expr | None",
        max: "Expr | None",
    ) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.lo: "Expr | None" = lo
        self.hi: "Expr | None" = hi
        self.max: "Expr | None" = max


CONV_NOP: Final = 0  # same representation
CONV_NUMERIC: Final = 1
CONV_IFACE: Final = 2  # to an interface type, from a concrete or another interface type
CONV_BYTES_TO_STRING: Final = 3
CONV_RUNES_TO_STRING: Final = 4
CONV_RUNE_TO_STRING: Final = 5
CONV_STRING_TO_BYTES: Final = 6
CONV_STRING_TO_RUNES: Final = 7
CONV_SLICE_TO_ARRAY: Final = 8
CONV_SLICE_TO_ARRAY_PTR: Final = 9
CONV_GENERIC: Final = 10  # polymorphic: decided by instantiation


@final
class Convert(ExprNode):
    """A conversion to `type`. An explicit one has its operand's position."""

    __slots__ = ("implicit", "kind", "x")

    def __init__(self, pos: int, type: Type, kind: int, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.kind: int = kind
        self.x: "Expr" = x
        self.implicit: Final = implicit

    @property
    def is_carrier(self) -> bool:
        """Of a temporary, made for nothing but to have statements before it (`build.with_init`)."""
        return isinstance(self.x, Use) and self.x.var.implicit and self.type is self.x.type


@final
class FieldValue:
    """`field: value` in a struct literal."""

    __slots__ = ("field", "path", "pos", "value")

    def __init__(self, pos: int, field: Var, path: list[int], value: "Expr") -> None:
        self.pos: Final = pos
        self.field: Final = field
        # From the literal's struct to the field, through embedded structs if it is promoted.
        self.path: Final = path
        self.value: "Expr" = value


@final
class StructLit(ExprNode):
    """`T{…}`, unmentioned fields left out."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[FieldValue]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class Element:
    """A value in an array or slice literal, with its key if one was written."""

    __slots__ = ("key", "pos", "value")

    def __init__(self, pos: int, key: "Expr | None", value: "Expr") -> None:
        self.pos: Final = pos
        self.key: "Expr | None" = key
        self.value: "Expr" = value


@final
class ArrayLit(ExprNode):
    """`[N]T{…}`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[Element]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class SliceLit(ExprNode):
    """`[]T{…}`; `implicit` for the `... argument` of a variadic call."""

    __slots__ = ("elems", "implicit", "length")

    def __init__(
        self, pos: int, type: Type, elems: list[Element], length: int, implicit: bool
    ) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems
        self.length: Final = length
        self.implicit: Final = implicit


@final
class MapEntry:
    """`key: value` in a map literal."""

    __slots__ = ("key", "pos", "value")

    def __init__(self, pos: int, key: "Expr", value: "Expr") -> None:
        self.pos: Final = pos
        self.key: "Expr" = key
        self.value: "Expr" = value


@final
class MapLit(ExprNode):
    """`map[K]V{…}`."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, type: Type, elems: list[MapEntry]) -> None:
        super().__init__(pos, type)
        self.elems: Final = elems


@final
class PtrLit(ExprNode):
    """`&T{…}`; position of the `&` (of the `{` where the type was elided)."""

    __slots__ = ("implicit", "x")

    def __init__(self, pos: int, type: Type, x: "Expr", implicit: bool) -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x
        self.implicit: Final = implicit


@final
class New(ExprNode):
    """`new(T)`; type is `*T`."""

    __slots__ = ("is_dynamic",)

    def __init__(self, pos: int, type: Type, is_dynamic: bool) -> None:
        super().__init__(pos, type)
        self.is_dynamic: Final = is_dynamic


@final
class MakeSlice(ExprNode):
    """`make([]T, len, cap)`."""

    __slots__ = ("cap", "escapes", "len")

    def __init__(self, pos: int, type: Type, len: "Expr", cap: "Expr | None") -> None:
        super().__init__(pos, type)
        self.len: "Expr" = len
        self.cap: "Expr | None" = cap
        # Set by escape: the slice is in the heap.
        self.escapes: bool = False


@final
class MakeMap(ExprNode):
    """`make(map[K]V, hint)`."""

    __slots__ = ("hint",)

    def __init__(self, pos: int, type: Type, hint: "Expr | None") -> None:
        super().__init__(pos, type)
        self.hint: "Expr | None" = hint


@final
class MakeChan(ExprNode):
    """`make(chan T, size)`."""

    __slots__ = ("size",)

    def __init__(self, pos: int, type: Type, size: "Expr | None") -> None:
        super().__init__(pos, type)
        self.size: "Expr | None" = size


@final
class FuncLit(ExprNode):
    """A function literal where it is evaluated; position of `func`."""

    __slots__ = ("func",)

    def __init__(self, pos: int, type: Type, func: Func) -> None:
        super().__init__(pos, type)
        self.func: Final = func


@final
class Receive(ExprNode):
    """`<-c`."""

    __slots__ = ("x",)

    def __init__(self, pos: int, type: Type, x: "Expr") -> None:
        super().__init__(pos, type)
        self.x: "Expr" = x


@final
class Call(ExprNode):
    """A call with exactly as many arguments as parameters.

    A static method call has a MethodExpr as callee and the receiver as first argument; an interface call has an
    InterfaceMethod. The type is the single result's, or a Tuple.
    """

    __slots__ = ("args", "fun", "has_dots", "inlined", "is_go_defer", "is_keep_alive")

    def __init__(
        self, pos: int, type: Type, fun: "Expr", args: "list[Expr]", has_dots: bool
    ) -> None:
        super().__init__(pos, type)
        self.fun: "Expr" = fun
        self.args: "list[Expr]" = args
        # Variadic (written with `...` or with an implicit slice as last argument): prints `...`.
        self.has_dots: bool = has_dots
        # Call made by go or defer itself.
        self.is_go_defer: bool = False
        # Inserted by the compiler to keep a variable alive: its arguments do not flow.
        self.is_keep_alive: bool = False
        # While calls are being inlined: what has replaced this one (see `settle`).
        self.inlined: "InlinedCall | None" = None


BUILTIN_APPEND: Final = 0
BUILTIN_CAP: Final = 1
BUILTIN_CLEAR: Final = 2
BUILTIN_CLOSE: Final = 3
BUILTIN_COMPLEX: Final = 4
BUILTIN_COPY: Final = 5
BUILTIN_DELETE: Final = 6
BUILTIN_IMAG: Final = 7
BUILTIN_LEN: Final = 8
BUILTIN_MAX: Final = 9
BUILTIN_MIN: Final = 10
BUILTIN_PANIC: Final = 11
BUILTIN_PRINT: Final = 12
BUILTIN_PRINTLN: Final = 13
BUILTIN_REAL: Final = 14
BUILTIN_RECOVER: Final = 15
BUILTIN_UNSAFE_ADD: Final = 16
BUILTIN_UNSAFE_SLICE: Final = 17
BUILTIN_UNSAFE_SLICE_DATA: Final = 18
BUILTIN_UNSAFE_STRING: Final = 19
BUILTIN_UNSAFE_STRING_DATA: Final = 20

BUILTIN_TEXT: Final = (
    "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "max", "min",
    "panic", "print", "println", "real", "recover", "unsafe.Add", "unsafe.Slice",
    "unsafe.SliceData", "unsafe.String", "unsafe.StringData",
)  # fmt: skip


@final
class BuiltinCall(ExprNode):
    """A call of a predeclared function that is not a constant, conversion, `make` or `new`."""

    __slots__ = ("args", "builtin", "has_dots")

    def __init__(
        self, pos: int, type: Type, builtin: int, args: "list[Expr]", has_dots: bool
    ) -> None:
        super().__init__(pos, type)
        self.builtin: Final = builtin
        self.args: "list[Expr]" = args
        self.has_dots: Final = has_dots


@final
class InlinedCall(ExprNode):
    """A call that inlining replaced by `body`; its values are the `results`."""

    __slots__ = ("body", "callee", "dictionary", "results")

    def __init__(
        self, pos: int, type: Type, body: "list[Stmt]", results: "list[Use]", callee: Func
    ) -> None:
        super().__init__(pos, type)
        self.body: "list[Stmt]" = body
        self.results: "list[Use]" = results
        self.callee: Final = callee
        # The variable that was the callee's dictionary parameter, if the body reads it.
        self.dictionary: Local | None = None


Expr: TypeAlias = (
    Use
    | Literal
    | Field
    | Call
    | Convert
    | GlobalUse
    | GlobalPart
    | FuncUse
    | MethodExpr
    | Binary
    | Index
    | BuiltinCall
    | Deref
    | AddrOf
    | Unary
    | Nil
    | InterfaceMethod
    | SliceOp
    | MapIndex
    | StructLit
    | SliceLit
    | PtrLit
    | FuncLit
    | Concat
    | TypeAssert
    | ArrayLit
    | MapLit
    | New
    | MakeSlice
    | MakeMap
    | MakeChan
    | MethodValue
    | Receive
    | TypeExpr
    | Zero
    | InlinedCall
    | DynamicType
    | DictWord
    | DictArg
    | GenericFuncUse
    | TypeParamMethod
    | TypeSize
)

# -------------------------------------------------------------------------------- statements


@final
class Declare(Node):
    """The place where a local variable's life begins."""

    __slots__ = ("var",)

    def __init__(self, pos: int, var: Local) -> None:
        super().__init__(pos)
        self.var: Final = var


@final
class Assign(Node):
    """`target = value`; `:=` when it defines the target; value None is the zero value (`var x T`).

    A blank target is None.
    """

    __slots__ = ("defines", "target", "value")

    def __init__(self, pos: int, target: Expr | None, value: Expr | None, defines: bool) -> None:
        super().__init__(pos)
        self.target: Expr | None = target
        self.value: Expr | None = value
        self.defines: Final = defines


LIST_PAIRS: Final = 0  # a, b = x, y
LIST_CALL: Final = 1  # a, b = f()
LIST_MAP: Final = 2  # v, ok = m[k]
LIST_RECEIVE: Final = 3  # v, ok = <-c
LIST_ASSERT: Final = 4  # v, ok = x.(T)
LIST_SELECT_RECEIVE: Final = 5  # `case v, ok = <-c` of a select; also with one target or none


@final
class AssignList(Node):
    """An assignment of several values; `values` has one element for all kinds but LIST_PAIRS."""

    __slots__ = ("defines", "kind", "targets", "values")

    def __init__(
        self,
        pos: int,
        kind: int,
        targets: "list[Expr | None]",
        values: list[Expr],
        defines: bool,
    ) -> None:
        super().__init__(pos)
        self.kind: int = kind
        self.targets: "list[Expr | None]" = targets
        self.values: list[Expr] = values
        self.defines: Final = defines
        if kind == LIST_ASSERT and isinstance(values[0], TypeAssert):
            values[0].has_ok = True


@final
class AssignOp(Node):
    """`target op= value`, and `target++` (`is_inc_dec`, the value being 1)."""

    __slots__ = ("is_inc_dec", "op", "target", "value")

    def __init__(self, pos: int, op: int, target: Expr, value: Expr, is_inc_dec: bool) -> None:
        super().__init__(pos)
        self.op: Final = op
        self.target: Expr = target
        self.value: Expr = value
        self.is_inc_dec: Final = is_inc_dec


@final
class ExprStmt(Node):
    """A call, receive or inlined call evaluated for its effect."""

    __slots__ = ("x",)

    def __init__(self, pos: int, x: Expr) -> None:
        super().__init__(pos)
        self.x: Expr = x


@final
class Block(Node):
    """Statements spliced together; opens no scope of its own for loop depth."""

    __slots__ = ("stmts",)

    def __init__(self, pos: int, stmts: "list[Stmt]") -> None:
        super().__init__(pos)
        self.stmts: "list[Stmt]" = stmts


@final
class If(Node):
    """`if cond { then } else { els }`; init statements are in `init`."""

    __slots__ = ("cond", "els", "then")

    def __init__(self, pos: int, cond: Expr, then: "list[Stmt]", els: "list[Stmt]") -> None:
        super().__init__(pos)
        self.cond: Expr = cond
        self.then: "list[Stmt]" = then
        self.els: "list[Stmt]" = els


@final
class For(Node):
    """`for init; cond; post { body }`."""

    __slots__ = ("body", "cond", "is_per_iteration", "label", "post")

    def __init__(
        self,
        pos: int,
        cond: Expr | None,
        post: "Stmt | None",
        body: "list[Stmt]",
        label: "Label | None",
        is_per_iteration: bool,
    ) -> None:
        super().__init__(pos)
        self.cond: Expr | None = cond
        self.post: "Stmt | None" = post
        self.body: "list[Stmt]" = body
        # Its own label, if `break` or `continue` name it.
        self.label: "Label | None" = label
        # Variables declared by its init are new in every iteration (language Go 1.22).
        self.is_per_iteration: bool = is_per_iteration


@final
class Range(Node):
    """`for key, value = range x { body }` over anything but a function; targets may be None."""

    __slots__ = ("body", "defines", "is_per_iteration", "key", "label", "n_targets", "value", "x")

    def __init__(
        self,
        pos: int,
        x: Expr,
        key: Expr | None,
        value: Expr | None,
        defines: bool,
        body: "list[Stmt]",
        label: "Label | None",
        is_per_iteration: bool,
    ) -> None:
        super().__init__(pos)
        self.x: Expr = x
        self.key: Expr | None = key
        self.value: Expr | None = value
        self.defines: Final = defines
        self.body: "list[Stmt]" = body
        self.label: "Label | None" = label
        self.is_per_iteration: bool = is_per_iteration
        # How many targets were written, blanks included.
        self.n_targets: int = 2 if value is not None else 0 if key is None else 1


@final
class CaseClause:
    """`case values: body` of an expression or type switch; no values is `default`."""

    __slots__ = ("body", "pos", "values", "var")

    def __init__(self, pos: int, values: list[Expr], body: "list[Stmt]", var: Local | None) -> None:
        self.pos: Final = pos
        self.values: list[Expr] = values
        self.body: "list[Stmt]" = body
        # Type switch with a symbolic variable: the clause's own variable.
        self.var: Final = var


@final
class Switch(Node):
    """`switch tag { … }`; tag None is `true`."""

    __slots__ = ("clauses", "label", "tag")

    def __init__(
        self, pos: int, tag: Expr | None, clauses: list[CaseClause], label: "Label | None"
    ) -> None:
        super().__init__(pos)
        self.tag: Expr | None = tag
        self.clauses: list[CaseClause] = clauses
        self.label: "Label | None" = label


@final
class TypeSwitch(Node):
    """`switch v := x.(type) { … }`; `guard_pos` is the position of the `.`."""

    __slots__ = ("clauses", "guard_pos", "label", "var_name", "x")

    def __init__(
        self,
        pos: int,
        x: Expr,
        var_name: str,
        guard_pos: int,
        clauses: list[CaseClause],
        label: "Label | None",
    ) -> None:
        super().__init__(pos)
        self.x: Expr = x
        # "" without a symbolic variable.
        self.var_name: Final = var_name
        self.guard_pos: Final = guard_pos
        self.clauses: list[CaseClause] = clauses
        self.label: "Label | None" = label


@final
class CommClause:
    """`case comm: body` of a select; comm None is `default`."""

    __slots__ = ("body", "comm", "pos")

    def __init__(self, pos: int, comm: "Stmt | None", body: "list[Stmt]") -> None:
        self.pos: Final = pos
        self.comm: "Stmt | None" = comm
        self.body: "list[Stmt]" = body


@final
class Select(Node):
    """`select { … }`."""

    __slots__ = ("clauses", "label")

    def __init__(self, pos: int, clauses: list[CommClause], label: "Label | None") -> None:
        super().__init__(pos)
        self.clauses: list[CommClause] = clauses
        self.label: "Label | None" = label


@final
class Return(Node):
    """`return values`; a bare return of named results has no values."""

    __slots__ = ("values",)

    def __init__(self, pos: int, values: list[Expr]) -> None:
        super().__init__(pos)
        self.values: list[Expr] = values


@final
class GoDefer(Node):
    """`go call` or `defer call`, the call being one of a function without parameters and results."""

    __slots__ = ("call", "is_defer", "is_deferred_at")

    def __init__(self, pos: int, is_defer: bool, call: Call) -> None:
        super().__init__(pos)
        self.is_defer: Final = is_defer
        self.call: Call = call
        # Defer inside a range-over-func body, on behalf of the outer function (`#defers` token).
        self.is_deferred_at: bool = False


@final
class GenericGoDefer(Node):
    """Polymorphic: `go call` or `defer call` before its operands are put into a wrapper."""

    __slots__ = ("call", "defer_at", "is_defer")

    def __init__(self, pos: int, is_defer: bool, call: Expr, defer_at: "Expr | None") -> None:
        super().__init__(pos)
        self.is_defer: Final = is_defer
        self.call: Expr = call
        # Inside a range-over-func body: the `#defers` token of the outer function.
        self.defer_at: "Expr | None" = defer_at


@final
class Send(Node):
    """`chan <- value`."""

    __slots__ = ("chan", "value")

    def __init__(self, pos: int, chan: Expr, value: Expr) -> None:
        super().__init__(pos)
        self.chan: Expr = chan
        self.value: Expr = value


@final
class Label:
    """Identity of a label; jumps and the labelled statement share it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name: Final = name


@final
class LabelMark(Node):
    """`label:`; the labelled statement follows it in the list."""

    __slots__ = ("label",)

    def __init__(self, pos: int, label: Label) -> None:
        super().__init__(pos)
        self.label: Final = label


JUMP_BREAK: Final = 0
JUMP_CONTINUE: Final = 1
JUMP_FALLTHROUGH: Final = 2
JUMP_GOTO: Final = 3


@final
class Jump(Node):
    """`break`, `continue`, `fallthrough`, `goto`."""

    __slots__ = ("kind", "label")

    def __init__(self, pos: int, kind: int, label: Label | None) -> None:
        super().__init__(pos)
        self.kind: int = kind
        self.label: Label | None = label


@final
class CheckNil(Node):
    """A nil check of x, made explicit where a method value or devirtualised call needs it."""

    __slots__ = ("x",)

    def __init__(self, pos: int, x: Expr) -> None:
        super().__init__(pos)
        self.x: Expr = x


Stmt: TypeAlias = (
    Assign
    | ExprStmt
    | If
    | Return
    | Declare
    | Block
    | AssignList
    | AssignOp
    | For
    | Range
    | Switch
    | TypeSwitch
    | Select
    | GoDefer
    | GenericGoDefer
    | Send
    | LabelMark
    | Jump
    | CheckNil
)


class FuncTable(ABC):
    """Finds functions that passes ask for: of methods that calls turn out to call, of imported packages."""

    @abstractmethod
    def method(self, obj: FuncObject) -> Func:
        """The function of a concrete method (a stub if it is imported)."""

    @abstractmethod
    def imported_body(self, func: Func) -> Func | None:
        """A function with the body of imported function `func`, None if there is no body to be had.

        Reading it can bring instances of generic functions along, see `take_instances`.
        """

    @abstractmethod
    def has_body(self, obj: FuncObject) -> bool:
        """Whether the body of an imported function that can be inlined is to be had here."""

    @abstractmethod
    def take_imprecise_calls(self) -> list[int]:
        """Where methods of type parameters are called that stand for interfaces, in bodies read since last
        asked."""

    @abstractmethod
    def take_instances(self) -> list[Func]:
        """Instances that imported bodies brought along since last asked; they are in no list."""

    @abstractmethod
    def pointed_to(self) -> list[Type]:
        """What the pointer types point to that were mentioned before the first body of an imported function."""


@final
class AssemblySymbols:
    """Functions that a package's assembly speaks of, as `path.name`."""

    __slots__ = ("called", "defined", "defined_as_go")

    def __init__(self) -> None:
        # By the calling convention of assembly (ABI0), and by that of Go (ABIInternal).
        self.defined: Final[set[str]] = set()
        self.defined_as_go: Final[set[str]] = set()
        # Called by the convention of assembly.
        self.called: Final[set[str]] = set()


@final
class IterationVariable:
    """A loop variable that is new in every iteration, and its loop up to the last position in it."""

    __slots__ = ("last_pos", "loop", "var")

    def __init__(self, var: Local, loop: "For | Range", last_pos: int) -> None:
        self.var: Final = var
        self.loop: Final = loop
        self.last_pos: Final = last_pos


@final
class Unit:
    """One package, lowered: what the passes work on."""

    __slots__ = (
        "assembly", "func_table", "funcs", "imports_testing", "iteration_variables", "linknames", "pkg",
    )  # fmt: skip

    def __init__(self, pkg: Package, func_table: FuncTable) -> None:
        self.pkg: Final = pkg
        self.func_table: Final = func_table
        # The package imports `testing`: loops on (*B).Loop keep their operands alive.
        self.imports_testing: bool = False
        # `//go:linkname`: names of functions and the symbols they stand for.
        self.linknames: Final[dict[str, str]] = {}
        self.assembly: AssemblySymbols = AssemblySymbols()
        # All functions with bodies in the compiler's order (gc-behaviour "function list"); wrappers last.
        self.funcs: Final[list[Func]] = []
        # The variables for which loops were rewritten.
        self.iteration_variables: list[IterationVariable] = []
