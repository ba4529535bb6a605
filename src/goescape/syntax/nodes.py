"""The syntax tree of one Go file.

Positions follow the compiler's convention, not go/ast's: a node's position is that of its most telling
token (the operator of a binary expression, the `(` of a call, the `.` of a selector, the `{` of a
composite literal), because that is where messages about it are printed.

Every expression has an `idx`, dense within its package: what the checker learns about an expression is
kept in tables indexed by it, so the tree itself knows nothing of types.

Where the source has a comma-separated list of expressions in one place (`a, b := f()`), the node holds
one `ListExpr`; a single expression stands alone.
"""

from typing import Final, TypeAlias, final

# ---------------------------------------------------------------------------------- operators

# Operators are small integers: passes compare them in hot loops.
OP_NONE: Final = 0
OP_NOT: Final = 1  # !
OP_RECV: Final = 2  # <-
OP_TILDE: Final = 3  # ~
OP_OR_OR: Final = 4  # ||
OP_AND_AND: Final = 5  # &&
OP_EQL: Final = 6  # ==
OP_NEQ: Final = 7  # !=
OP_LSS: Final = 8  # <
OP_LEQ: Final = 9  # <=
OP_GTR: Final = 10  # >
OP_GEQ: Final = 11  # >=
OP_ADD: Final = 12  # +   (also unary)
OP_SUB: Final = 13  # -   (also unary)
OP_OR: Final = 14  # |
OP_XOR: Final = 15  # ^   (also unary)
OP_MUL: Final = 16  # *   (unary: dereference or pointer type)
OP_DIV: Final = 17  # /
OP_REM: Final = 18  # %
OP_AND: Final = 19  # &   (unary: address)
OP_AND_NOT: Final = 20  # &^
OP_SHL: Final = 21  # <<
OP_SHR: Final = 22  # >>

OP_TEXT: Final = (
    "", "!", "<-", "~", "||", "&&", "==", "!=", "<", "<=", ">", ">=",
    "+", "-", "|", "^", "*", "/", "%", "&", "&^", "<<", ">>",
)  # fmt: skip

LIT_INT: Final = 0
LIT_FLOAT: Final = 1
LIT_IMAG: Final = 2
LIT_RUNE: Final = 3
LIT_STRING: Final = 4

CHAN_BOTH: Final = 0
CHAN_SEND: Final = 1  # chan<-
CHAN_RECV: Final = 2  # <-chan


class Node:
    """Anything with a position."""

    __slots__ = ("pos",)

    def __init__(self, pos: int) -> None:
        self.pos: int = pos


# --------------------------------------------------------------------------------- expressions


class ExprNode(Node):
    """Base of all expressions (type expressions included)."""

    __slots__ = ("idx",)

    def __init__(self, pos: int, idx: int) -> None:
        self.pos: int = pos
        self.idx: Final = idx


@final
class BadExpr(ExprNode):
    """Stands where no expression could be parsed; an error was reported."""

    __slots__ = ()


@final
class Name(ExprNode):
    """`x`; also a declaring occurrence."""

    __slots__ = ("value",)

    def __init__(self, pos: int, idx: int, value: str) -> None:
        super().__init__(pos, idx)
        self.value: Final = value


@final
class BasicLit(ExprNode):
    """`42`, `'a'`, `"s"`: the source text, undecoded."""

    __slots__ = ("bad", "kind", "value")

    def __init__(self, pos: int, idx: int, kind: int, value: str, bad: bool) -> None:
        super().__init__(pos, idx)
        self.kind: Final = kind
        # Source text; bytes that are not UTF-8 (reported by the scanner) are surrogate-escaped.
        self.value: Final = value
        self.bad: Final = bad


@final
class CompositeLit(ExprNode):
    """`T{e1, k: e2}`; position of the `{`. `type` is None for an elided inner type."""

    __slots__ = ("elems", "rbrace", "type")

    def __init__(
        self, pos: int, idx: int, type: "Expr | None", elems: "list[Expr]", rbrace: int
    ) -> None:
        super().__init__(pos, idx)
        self.type: Final = type
        self.elems: Final = elems
        self.rbrace: Final = rbrace


@final
class KeyValueExpr(ExprNode):
    """`k: v`; position of the `:`."""

    __slots__ = ("key", "value")

    def __init__(self, pos: int, idx: int, key: "Expr", value: "Expr") -> None:
        super().__init__(pos, idx)
        self.key: Final = key
        self.value: Final = value


@final
class FuncLit(ExprNode):
    """`func(p T) R { … }`."""

    __slots__ = ("body", "type")

    def __init__(self, pos: int, idx: int, type: "FuncType", body: "BlockStmt") -> None:
        super().__init__(pos, idx)
        self.type: Final = type
        self.body: Final = body


@final
class ParenExpr(ExprNode):
    """`(x)`."""

    __slots__ = ("x",)

    def __init__(self, pos: int, idx: int, x: "Expr") -> None:
        super().__init__(pos, idx)
        self.x: Final = x


@final
class SelectorExpr(ExprNode):
    """`x.sel`; position of the `.`."""

    __slots__ = ("sel", "x")

    def __init__(self, pos: int, idx: int, x: "Expr", sel: Name) -> None:
        super().__init__(pos, idx)
        self.x: Final = x
        self.sel: Final = sel


@final
class IndexExpr(ExprNode):
    """`x[index]`, also an instantiation `x[T1, T2]` (index is then a ListExpr); position of the `[`."""

    __slots__ = ("index", "x")

    def __init__(self, pos: int, idx: int, x: "Expr", index: "Expr") -> None:
        super().__init__(pos, idx)
        self.x: Final = x
        self.index: Final = index


@final
class SliceExpr(ExprNode):
    """`x[lo:hi:max]`; absent operands are None; position of the `[`."""

    __slots__ = ("full", "hi", "lo", "max", "x")

    def __init__(
        self,
        pos: int,
        idx: int,
        x: "Expr",
        lo: "Expr | None",
        hi: "Expr | None",
        max: "Expr | None",
        full: bool,
    ) -> None:
        super().__init__(pos, idx)
        self.x: Final = x
        self.lo: Final = lo
        self.hi: Final = hi
        self.max: Final = max
        # Whether there are two colons, even if an operand is missing (then an error was reported).
        self.full: Final = full


@final
class AssertExpr(ExprNode):
    """`x.(T)`; position of the `.`."""

    __slots__ = ("type", "x")

    def __init__(self, pos: int, idx: int, x: "Expr", type: "Expr") -> None:
        super().__init__(pos, idx)
        self.x: Final = x
        self.type: Final = type


@final
class TypeSwitchGuard(ExprNode):
    """`lhs := x.(type)`; lhs may be None; position of the `.` before `(type)`."""

    __slots__ = ("lhs", "x")

    def __init__(self, pos: int, idx: int, lhs: Name | None, x: "Expr") -> None:
        super().__init__(pos, idx)
        self.lhs: Final = lhs
        self.x: Final = x


@final
class Operation(ExprNode):
    """`x op y`, or the unary `op x` when y is None; position of the operator."""

    __slots__ = ("op", "x", "y")

    def __init__(self, pos: int, idx: int, op: int, x: "Expr", y: "Expr | None") -> None:
        super().__init__(pos, idx)
        self.op: Final = op
        self.x: Final = x
        self.y: Final = y


@final
class CallExpr(ExprNode):
    """`fun(args)`, also a conversion; position of the `(`."""

    __slots__ = ("args", "fun", "has_dots")

    def __init__(self, pos: int, idx: int, fun: "Expr", args: "list[Expr]", has_dots: bool) -> None:
        super().__init__(pos, idx)
        self.fun: Final = fun
        self.args: Final = args
        # Last argument is followed by `...`.
        self.has_dots: Final = has_dots


@final
class ListExpr(ExprNode):
    """`e1, e2, …` (two or more); position of the first element."""

    __slots__ = ("elems",)

    def __init__(self, pos: int, idx: int, elems: "list[Expr]") -> None:
        super().__init__(pos, idx)
        self.elems: Final = elems


@final
class ArrayType(ExprNode):
    """`[len]elem`; len is None for `[...]elem`; position of the `[`."""

    __slots__ = ("elem", "len")

    def __init__(self, pos: int, idx: int, len: "Expr | None", elem: "Expr") -> None:
        super().__init__(pos, idx)
        self.len: Final = len
        self.elem: Final = elem


@final
class SliceType(ExprNode):
    """`[]elem`; position of the `[`."""

    __slots__ = ("elem",)

    def __init__(self, pos: int, idx: int, elem: "Expr") -> None:
        super().__init__(pos, idx)
        self.elem: Final = elem


@final
class DotsType(ExprNode):
    """`...elem`, as a parameter type; position of the dots."""

    __slots__ = ("elem",)

    def __init__(self, pos: int, idx: int, elem: "Expr") -> None:
        super().__init__(pos, idx)
        self.elem: Final = elem


@final
class StructType(ExprNode):
    """`struct{ … }`. Fields and tags run in parallel; a tag is None where there is none."""

    __slots__ = ("fields", "tags")

    def __init__(
        self, pos: int, idx: int, fields: "list[Field]", tags: "list[BasicLit | None]"
    ) -> None:
        super().__init__(pos, idx)
        self.fields: Final = fields
        self.tags: Final = tags


@final
class InterfaceType(ExprNode):
    """`interface{ … }`. A method is a named field of FuncType; an embedded element has no name."""

    __slots__ = ("methods",)

    def __init__(self, pos: int, idx: int, methods: "list[Field]") -> None:
        super().__init__(pos, idx)
        self.methods: Final = methods


@final
class FuncType(ExprNode):
    """A function type, without its type parameters (they belong to the declaration)."""

    __slots__ = ("params", "results")

    def __init__(self, pos: int, idx: int, params: "list[Field]", results: "list[Field]") -> None:
        super().__init__(pos, idx)
        self.params: Final = params
        self.results: Final = results


@final
class MapType(ExprNode):
    """`map[key]value`; position of `map`."""

    __slots__ = ("key", "value")

    def __init__(self, pos: int, idx: int, key: "Expr", value: "Expr") -> None:
        super().__init__(pos, idx)
        self.key: Final = key
        self.value: Final = value


@final
class ChanType(ExprNode):
    """`chan elem` and its directed forms; position of `chan` or of the leading `<-`."""

    __slots__ = ("dir", "elem")

    def __init__(self, pos: int, idx: int, dir: int, elem: "Expr") -> None:
        super().__init__(pos, idx)
        self.dir: Final = dir
        self.elem: Final = elem


@final
class Field(Node):
    """One name with its type: a struct field, parameter, result, method or type parameter.

    `a, b int` makes two fields that share one type node. Position: the name, or the type when there is
    no name.
    """

    __slots__ = ("name", "type")

    def __init__(self, pos: int, name: Name | None, type: "Expr") -> None:
        super().__init__(pos)
        self.name: Final = name
        self.type: Final = type


Expr: TypeAlias = (
    Name
    | BasicLit
    | SelectorExpr
    | CallExpr
    | Operation
    | ParenExpr
    | IndexExpr
    | SliceExpr
    | CompositeLit
    | KeyValueExpr
    | FuncLit
    | AssertExpr
    | TypeSwitchGuard
    | ListExpr
    | ArrayType
    | SliceType
    | DotsType
    | StructType
    | InterfaceType
    | FuncType
    | MapType
    | ChanType
    | BadExpr
)

# --------------------------------------------------------------------------------- declarations


@final
class Group:
    """Identity of one parenthesised declaration group; `iota` counts inside it."""

    __slots__ = ()


@final
class Pragma:
    """The compiler directives that precede a declaration, e.g. `//go:noinline`."""

    __slots__ = ("embeds", "flags", "linknames", "places")

    def __init__(self) -> None:
        # Bits of `directive`.
        self.flags: int = 0
        # Where each directive stands, with its bits.
        self.places: Final[list[tuple[int, int]]] = []
        # `//go:embed` patterns with their positions.
        self.embeds: Final[list[tuple[int, list[str]]]] = []
        # `//go:linkname local remote` (of the whole file); remote is empty for the one-argument form.
        self.linknames: Final[list[tuple[int, str, str]]] = []


class DeclNode(Node):
    """Base of all declarations."""

    __slots__ = ("group", "pragma")

    def __init__(self, pos: int, group: Group | None, pragma: Pragma | None) -> None:
        self.pos: int = pos
        self.group: Final = group
        self.pragma: Final = pragma


@final
class ImportDecl(DeclNode):
    """`import name "path"`; name is None without a rename."""

    __slots__ = ("name", "path")

    def __init__(
        self,
        pos: int,
        group: Group | None,
        pragma: Pragma | None,
        name: Name | None,
        path: BasicLit | None,
    ) -> None:
        super().__init__(pos, group, pragma)
        self.name: Final = name
        self.path: Final = path


@final
class ConstDecl(DeclNode):
    """`names type = values`; in a group, both None repeats the previous ones."""

    __slots__ = ("names", "type", "values")

    def __init__(
        self,
        pos: int,
        group: Group | None,
        pragma: Pragma | None,
        names: list[Name],
        type: Expr | None,
        values: Expr | None,
    ) -> None:
        super().__init__(pos, group, pragma)
        self.names: Final = names
        self.type: Final = type
        self.values: Final = values


@final
class TypeDecl(DeclNode):
    """`name[tparams] type`, or with `=` an alias."""

    __slots__ = ("is_alias", "local_number", "name", "tparams", "type")

    def __init__(
        self,
        pos: int,
        group: Group | None,
        pragma: Pragma | None,
        name: Name,
        tparams: list[Field],
        is_alias: bool,
        type: Expr,
    ) -> None:
        super().__init__(pos, group, pragma)
        self.name: Final = name
        self.tparams: Final = tparams
        self.is_alias: Final = is_alias
        self.type: Final = type
        # Which of the package's defined types within functions it is, counted from 1 in the order of the
        # source; 0 for others.
        self.local_number: int = 0


@final
class VarDecl(DeclNode):
    """`names type = values`; type or values may be None."""

    __slots__ = ("names", "type", "values")

    def __init__(
        self,
        pos: int,
        group: Group | None,
        pragma: Pragma | None,
        names: list[Name],
        type: Expr | None,
        values: Expr | None,
    ) -> None:
        super().__init__(pos, group, pragma)
        self.names: Final = names
        self.type: Final = type
        self.values: Final = values


@final
class FuncDecl(DeclNode):
    """`func (recv) name[tparams] type body`. Position: the token after `func`."""

    __slots__ = ("body", "name", "recv", "tparams", "type")

    def __init__(
        self,
        pos: int,
        pragma: Pragma | None,
        recv: Field | None,
        name: Name,
        tparams: list[Field],
        type: FuncType,
        body: "BlockStmt | None",
    ) -> None:
        super().__init__(pos, None, pragma)
        self.recv: Final = recv
        self.name: Final = name
        self.tparams: Final = tparams
        self.type: Final = type
        self.body: Final = body


Decl: TypeAlias = ImportDecl | ConstDecl | TypeDecl | VarDecl | FuncDecl

# ----------------------------------------------------------------------------------- statements


@final
class EmptyStmt(Node):
    """`;`."""

    __slots__ = ()


@final
class LabeledStmt(Node):
    """`label: stmt`; position of the `:`."""

    __slots__ = ("label", "stmt")

    def __init__(self, pos: int, label: Name, stmt: "Stmt") -> None:
        super().__init__(pos)
        self.label: Final = label
        self.stmt: Final = stmt


@final
class BlockStmt(Node):
    """`{ … }`; position of the `{`."""

    __slots__ = ("labels", "rbrace", "stmts")

    def __init__(self, pos: int, stmts: "list[Stmt]", rbrace: int) -> None:
        super().__init__(pos)
        self.stmts: Final = stmts
        self.rbrace: Final = rbrace
        # Of a function's body: its labels in order, those of function literals in it included.
        self.labels: list[str] = []


@final
class ExprStmt(Node):
    """An expression evaluated for its effect."""

    __slots__ = ("x",)

    def __init__(self, pos: int, x: Expr) -> None:
        super().__init__(pos)
        self.x: Final = x


@final
class SendStmt(Node):
    """`chan <- value`; position of the `<-`."""

    __slots__ = ("chan", "value")

    def __init__(self, pos: int, chan: Expr, value: Expr) -> None:
        super().__init__(pos)
        self.chan: Final = chan
        self.value: Final = value


@final
class DeclStmt(Node):
    """Declarations inside a function body."""

    __slots__ = ("decls",)

    def __init__(self, pos: int, decls: list[Decl]) -> None:
        super().__init__(pos)
        self.decls: Final = decls


@final
class AssignStmt(Node):
    """`lhs = rhs`, `lhs := rhs`, `lhs op= rhs`; `x++` is `x op= None`. Position: the operator."""

    __slots__ = ("is_define", "lhs", "op", "rhs")

    def __init__(self, pos: int, op: int, is_define: bool, lhs: Expr, rhs: Expr | None) -> None:
        super().__init__(pos)
        # OP_NONE for `=` and `:=`.
        self.op: Final = op
        self.is_define: Final = is_define
        self.lhs: Final = lhs
        # None means the constant 1 of `x++` and `x--` (op is OP_ADD or OP_SUB).
        self.rhs: Final = rhs


BRANCH_BREAK: Final = 0
BRANCH_CONTINUE: Final = 1
BRANCH_FALLTHROUGH: Final = 2
BRANCH_GOTO: Final = 3


@final
class BranchStmt(Node):
    """`break`, `continue`, `fallthrough`, `goto`, with an optional label."""

    __slots__ = ("kind", "label", "target")

    def __init__(self, pos: int, kind: int, label: Name | None) -> None:
        super().__init__(pos)
        self.kind: Final = kind
        self.label: Final = label
        # Filled in by `branches` after the body has been parsed: the statement that a break or continue
        # leaves or continues, or the LabeledStmt a goto jumps to. None where an error was reported.
        self.target: Node | None = None


@final
class CallStmt(Node):
    """`go call` or `defer call`; position of the keyword."""

    __slots__ = ("call", "is_defer")

    def __init__(self, pos: int, is_defer: bool, call: Expr) -> None:
        super().__init__(pos)
        self.is_defer: Final = is_defer
        self.call: Final = call


@final
class ReturnStmt(Node):
    """`return results`."""

    __slots__ = ("results",)

    def __init__(self, pos: int, results: Expr | None) -> None:
        super().__init__(pos)
        self.results: Final = results


@final
class IfStmt(Node):
    """`if init; cond { … } else …`."""

    __slots__ = ("cond", "els", "init", "then")

    def __init__(
        self,
        pos: int,
        init: "Stmt | None",
        cond: Expr,
        then: BlockStmt,
        els: "IfStmt | BlockStmt | None",
    ) -> None:
        super().__init__(pos)
        self.init: Final = init
        self.cond: Final = cond
        self.then: Final = then
        self.els: Final = els


@final
class RangeClause(Node):
    """`lhs := range x`; position of `range`. It stands as the init of a ForStmt."""

    __slots__ = ("is_define", "lhs", "x")

    def __init__(self, pos: int, lhs: Expr | None, is_define: bool, x: Expr) -> None:
        super().__init__(pos)
        self.lhs: Final = lhs
        self.is_define: Final = is_define
        self.x: Final = x


@final
class ForStmt(Node):
    """All loops. When `init` is a RangeClause, cond and post are None."""

    __slots__ = ("body", "cond", "init", "post")

    def __init__(
        self,
        pos: int,
        init: "Stmt | RangeClause | None",
        cond: Expr | None,
        post: "Stmt | None",
        body: BlockStmt,
    ) -> None:
        super().__init__(pos)
        self.init: Final = init
        self.cond: Final = cond
        self.post: Final = post
        self.body: Final = body


@final
class CaseClause(Node):
    """`case cases: body`; cases is None for `default`. `colon` is the position of the `:`."""

    __slots__ = ("body", "cases", "colon")

    def __init__(self, pos: int, cases: Expr | None, body: "list[Stmt]", colon: int) -> None:
        super().__init__(pos)
        self.cases: Final = cases
        self.body: Final = body
        self.colon: Final = colon


@final
class SwitchStmt(Node):
    """`switch init; tag { … }`; a type switch has a TypeSwitchGuard as its tag."""

    __slots__ = ("clauses", "init", "rbrace", "tag")

    def __init__(
        self,
        pos: int,
        init: "Stmt | None",
        tag: Expr | None,
        clauses: list[CaseClause],
        rbrace: int,
    ) -> None:
        super().__init__(pos)
        self.init: Final = init
        self.tag: Final = tag
        self.clauses: Final = clauses
        self.rbrace: Final = rbrace


@final
class CommClause(Node):
    """`case comm: body` of a select; comm is None for `default`."""

    __slots__ = ("body", "colon", "comm")

    def __init__(self, pos: int, comm: "Stmt | None", body: "list[Stmt]", colon: int) -> None:
        super().__init__(pos)
        self.comm: Final = comm
        self.body: Final = body
        self.colon: Final = colon


@final
class SelectStmt(Node):
    """`select { … }`."""

    __slots__ = ("clauses", "rbrace")

    def __init__(self, pos: int, clauses: list[CommClause], rbrace: int) -> None:
        super().__init__(pos)
        self.clauses: Final = clauses
        self.rbrace: Final = rbrace


Stmt: TypeAlias = (
    AssignStmt
    | ExprStmt
    | IfStmt
    | ReturnStmt
    | BlockStmt
    | DeclStmt
    | ForStmt
    | SwitchStmt
    | CallStmt
    | BranchStmt
    | SendStmt
    | LabeledStmt
    | SelectStmt
    | EmptyStmt
)


@final
class File(Node):
    """One source file."""

    __slots__ = ("broken", "decls", "eof", "go_version", "local_decls", "pkg_name", "pragma")

    def __init__(
        self, pos: int, pkg_name: Name, decls: list[Decl], pragma: Pragma | None, go_version: str
    ) -> None:
        super().__init__(pos)
        self.pkg_name: Final = pkg_name
        self.decls: Final = decls
        # File-level directives: linknames and whatever precedes the package clause.
        self.pragma: Final = pragma
        # "go1.21" when a `//go:build` line asks for a language version, else "".
        self.go_version: Final = go_version
        self.eof: int = pos
        # The package clause is wrong: nothing was read after it, and the compiler reads no further file.
        self.broken: bool = False
        # Declarations inside of functions that have directives.
        self.local_decls: list[Decl] = []
