"""Statements, and the union of all statements."""

from typing import Final, TypeAlias, final

from goescape.ir.expressions import Call, Expr, TypeAssert
from goescape.ir.functions import Local
from goescape.ir.tree import Node, Pos


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
        key: Expr | None,
        value: Expr | None,
        x: Expr,
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
        guard_pos: Pos,
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


# How labels begin that nobody has written: the end of an inlined body, that of an iteration with variables of its own.
END_OF_BODY: Final = ".i"
NEXT_ITERATION: Final = ".3clNext_"


@final
class Label:
    """Identity of a label; jumps and the labelled statement share it."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name: Final = name

    @property
    def is_end_of_body(self) -> bool:
        return self.name.startswith(END_OF_BODY)

    @property
    def is_next_iteration(self) -> bool:
        return self.name.startswith(NEXT_ITERATION)


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


# All statements, frequent ones first: so are they told apart.
Stmt: TypeAlias = (
    Declare
    | AssignList
    | Assign
    | ExprStmt
    | LabelMark
    | Jump
    | Block
    | If
    | Return
    | AssignOp
    | For
    | Range
    | Switch
    | GoDefer
    | Send
    | TypeSwitch
    | Select
    | CheckNil
    | GenericGoDefer
)

# Only in templates: instantiation puts others in their place.
OpenStmt: TypeAlias = GenericGoDefer
# Never in templates.
DecidedStmt: TypeAlias = GoDefer
