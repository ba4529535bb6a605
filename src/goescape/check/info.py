"""What the checker learned about one package: the tables that `lower` reads.

Expressions are looked up by `idx` (dense within the package). Types recorded for expressions inside
generic declarations mention type parameters; nothing is recorded per instance.
"""

from typing import Final, final

from goescape.base.constant import Constant
from goescape.syntax import nodes as ast
from goescape.types.model import Type
from goescape.types.objects import Func, Object, PkgName, Var

# What an expression denotes.
MODE_NONE: Final = 0  # not recorded
MODE_NO_VALUE: Final = 1  # a call without results
MODE_BUILTIN: Final = 2  # a predeclared function as callee
MODE_TYPE: Final = 3
MODE_CONSTANT: Final = 4
MODE_VARIABLE: Final = 5  # addressable
MODE_MAP_INDEX: Final = 6
MODE_VALUE: Final = 7
MODE_NIL: Final = 8
MODE_COMMA_OK: Final = 9  # a value for which the two-value form was used or is possible
MODE_CGO: Final = 10

FIELD_VALUE: Final = 0  # x.f
METHOD_VALUE: Final = 1  # x.m, called or not
METHOD_EXPR: Final = 2  # T.m


@final
class Selection:
    """How `x.sel` was resolved (not for qualified identifiers)."""

    def __init__(
        self, kind: int, recv: Type, obj: Var | Func, index: list[int], indirect: bool, type: Type
    ) -> None:
        self.kind: Final = kind
        # Type of x (for METHOD_EXPR: the type T).
        self.recv: Final = recv
        self.obj: Final = obj
        # Field indices on the way, the last one is the field or method itself.
        self.index: Final = index
        # Whether a pointer was followed on the way.
        self.indirect: Final = indirect
        # Type of the selector expression.
        self.type: Final = type


@final
class Instance:
    """An instantiation at an identifier: explicit or inferred type arguments and the resulting type."""

    def __init__(self, targs: list[Type], type: Type) -> None:
        self.targs: Final = targs
        self.type: Final = type


@final
class Initializer:
    """One step of package initialisation: `lhs = rhs`, in initialisation order."""

    def __init__(self, lhs: list[Var], rhs: ast.Expr) -> None:
        self.lhs: Final = lhs
        self.rhs: Final = rhs


@final
class Info:
    """The tables, indexed by `Expr.idx` unless said otherwise."""

    def __init__(self, n_exprs: int) -> None:
        # Untyped expressions have their final type here, e.g. the `1` of `var x float64 = 1` is float64.
        self.types: Final[list[Type | None]] = [None] * n_exprs
        self.modes: Final[list[int]] = [MODE_NONE] * n_exprs
        self.values: Final[list[Constant | None]] = [None] * n_exprs
        # Name.idx -> the object it declares; None for the symbolic variable of a type switch and for `_`
        # in places where nothing is declared.
        self.defs: Final[list[Object | None]] = [None] * n_exprs
        # Name.idx -> the object it refers to.
        self.uses: Final[list[Object | None]] = [None] * n_exprs
        # SelectorExpr.idx -> how it was resolved; absent for qualified identifiers.
        self.selections: Final[dict[int, Selection]] = {}
        # Name.idx of the generic function or type -> its instantiation (for pkg.F: idx of the Sel name).
        self.instances: Final[dict[int, Instance]] = {}
        # CaseClause of a type switch with a symbolic variable -> the clause's own variable.
        self.clause_vars: Final[dict[ast.CaseClause, Var]] = {}
        # Import declarations -> the package name they declare (also those without a rename).
        self.import_names: Final[dict[ast.ImportDecl, PkgName]] = {}
        # Embedded struct fields and nameless parameters have no declaring Name.
        self.field_vars: Final[dict[ast.Field, Var]] = {}
        # Package-level variables with initialisers, in initialisation order.
        self.init_order: Final[list[Initializer]] = []
        # FuncDecl -> its object (all of them, also `_`, `init` and methods).
        self.funcs: Final[dict[ast.FuncDecl, Func]] = {}
        # File -> language version in force, e.g. "go1.21" (go.mod's, or the file's build constraint).
        self.file_versions: Final[dict[ast.File, str]] = {}
