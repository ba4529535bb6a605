"""Variables and functions of trees."""

from typing import TYPE_CHECKING, Final, final

from goescape.types.model import Named, Signature, Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Package, Var

if TYPE_CHECKING:
    from goescape.ir.statements import CaseClause, Stmt

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
        "body", "capture_positions", "captures", "copy_hash", "declared_name", "dict_param",
        "dup_ok", "enclosing", "has_defer",
        "imprecise_calls", "has_range_func_defer", "is_generic_template", "is_hidden_wrapper", "is_method",
        "is_never_inlined", "is_package_init",
        "is_wrapper", "leaks", "literals", "locals", "n_inlined", "name", "obj", "params", "pkg",
        "pos", "pragma", "range_parent", "reads_dictionary", "recv_named", "results", "signature", "source_name", "targs", "type_args", "wrapper_kind",
    )  # fmt: skip

    def __init__(self, pos: int, name: str, pkg: Package, signature: Signature) -> None:
        self.pos: Final = pos
        # As messages show it, without package: `f`, `(*T).M`, `f.func1`, `F[go.shape.int]`.
        self.name: str = name
        # Without type arguments; those, as messages spell them; the declared function that a literal is in.
        self.source_name: str = name
        self.type_args: str = ""
        self.declared_name: str = name
        self.pkg: Final = pkg
        # Receiver still apart; `params` below starts with it.
        self.signature: Signature = signature
        # The declared object; None for literals and synthetic functions.
        self.obj: FuncObject | None = None
        self.targs: list[Type] = []
        # Receiver first, then (shaped functions) the dictionary, then the parameters.
        self.params: Final[list[Local]] = []
        self.results: Final[list[Local]] = []
        # All variables as they were declared: receiver, parameters, results, locals and temporaries.
        self.locals: Final[list[Local]] = []
        # None: no body (assembly, linkname, imported).
        self.body: "list[Stmt] | None" = None
        # Literals: the function around it.
        self.enclosing: "Func | None" = None
        # Literals: variables of enclosing functions it uses, in order of first mention, and where that is.
        self.captures: "Final[list[Local]]" = []
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

    def named_within(self, outer: "Func", name: str) -> None:
        """Called for literals: `name` is that of `outer` with something behind it, their own name."""
        self.source_name = outer.source_name + name[len(outer.name) :]
        self.type_args = outer.type_args
        self.declared_name = outer.declared_name

    def named_like(self, original: "Func") -> None:
        """It is a copy: the names in the source are those of the original."""
        self.source_name = original.source_name
        self.type_args = original.type_args
        self.declared_name = original.declared_name

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
