"""What lowering reads: the checked syntax trees of one package."""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.base.constant import Constant
from goescape.base.pos import PosTable, base_of
from goescape.check.info import MODE_BUILTIN, MODE_NIL, MODE_TYPE, Info, Selection
from goescape.syntax import nodes as ast
from goescape.types import goversion, universe
from goescape.types.model import (
    INT32,
    UNTYPED_BOOL,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_RUNE,
    UNTYPED_STRING,
    Basic,
    Tuple,
    Type,
    unalias,
)
from goescape.types.objects import Builtin, Func, Object, Package, PkgName, Var

PER_ITERATION_SINCE: Final = "go1.22"


@final
class Trees:
    """A package's trees with the checker's tables."""

    def __init__(self, pkg: Package, files: list[ast.File], info: Info, table: PosTable) -> None:
        self.pkg: Final = pkg
        self.files: Final = files
        self.info: Final = info
        self.table: Final = table
        # Declared functions and methods -> their declarations.
        self.decls: Final[dict[Func, ast.FuncDecl]] = {}
        # Files (base indices) whose language version has a variable per iteration.
        self._per_iteration: Final[set[int]] = set()
        for decl, obj in info.funcs.items():
            self.decls[obj] = decl
        for file in files:
            version = info.file_versions.get(file, "")
            if version == "" or goversion.compare(version, PER_ITERATION_SINCE) >= 0:
                self._per_iteration.add(self._file_of(file.pos))

    def _file_of(self, pos: int) -> int:
        return self.table.bases[base_of(pos)].file_idx

    def is_per_iteration(self, pos: int) -> bool:
        """Whether loop variables declared at `pos` are new in every iteration."""
        return self._file_of(pos) in self._per_iteration

    # ------------------------------------------------------------------ what was recorded

    def type_of(self, x: ast.Expr) -> Type:
        """The type of an expression; a Tuple for calls with several results (or none)."""
        t = self.info.types[x.idx]
        if t is None and isinstance(x, ast.Name):
            obj = self.object_of(x)
            if isinstance(obj, Var):
                t = obj.type
        if t is None and isinstance(x, ast.ParenExpr):
            return self.type_of(x.x)
        if t is None:
            raise InternalError(f"no type recorded for {type(x).__name__}", x.pos)
        return t

    def value_type(self, x: ast.Expr) -> Type:
        """The type of a single value: untyped kinds that were left get the type the compiler gives them,
        and a comma-ok expression that of its value."""
        t = self.type_of(x)
        if isinstance(t, Tuple) and len(t.vars) == 2 and self.value_of(x) is None:
            first = t.vars[0].type
            if first is not None and not isinstance(unparen(x), ast.CallExpr):
                t = first
        return concrete(t)

    def value_of(self, x: ast.Expr) -> Constant | None:
        return self.info.values[x.idx]

    def is_type(self, x: ast.Expr) -> bool:
        return self.info.modes[x.idx] == MODE_TYPE

    def is_nil(self, x: ast.Expr) -> bool:
        return self.info.modes[unparen(x).idx] == MODE_NIL

    def is_builtin(self, x: ast.Expr, name: str) -> bool:
        x = unparen(x)
        return (
            isinstance(x, ast.Name) and x.value == name and self.info.modes[x.idx] == MODE_BUILTIN
        )

    def builtin_of(self, x: ast.Expr) -> Builtin | None:
        """The predeclared function that `x` denotes."""
        obj = self.denoted(unparen(x))
        return obj if isinstance(obj, Builtin) else None

    def object_of(self, name: ast.Name) -> Object | None:
        """What a name declares or refers to."""
        obj = self.info.defs[name.idx]
        return obj if obj is not None else self.info.uses[name.idx]

    def selection(self, x: ast.SelectorExpr) -> Selection | None:
        return self.info.selections.get(x.idx)

    def denoting_name(self, x: ast.Expr) -> ast.Name | None:
        """The identifier by which `x` denotes an object: `f`, `pkg.F`, `f[T]`, `pkg.F[T]`."""
        if isinstance(x, ast.IndexExpr):
            if not isinstance(x.index, ast.ListExpr) and not self.is_type(x.index):
                return None
            x = x.x
        if isinstance(x, ast.SelectorExpr):
            return x.sel if self.is_qualified(x) else None
        return x if isinstance(x, ast.Name) else None

    def denoted(self, x: ast.Expr) -> Object | None:
        """The object that an unparenthesised expression denotes."""
        name = self.denoting_name(x)
        return None if name is None else self.info.uses[name.idx]

    def type_args(self, x: ast.Expr) -> list[Type]:
        """Type arguments, explicit or inferred, with which `x` denotes a generic function."""
        name = self.denoting_name(x)
        if name is None:
            return []
        instance = self.info.instances.get(name.idx)
        return [] if instance is None else instance.targs

    def is_qualified(self, x: ast.SelectorExpr) -> bool:
        return isinstance(x.x, ast.Name) and isinstance(self.info.uses[x.x.idx], PkgName)


def unparen(x: ast.Expr) -> ast.Expr:
    while isinstance(x, ast.ParenExpr):
        x = x.x
    return x


def unpack(x: ast.Expr | None) -> list[ast.Expr]:
    """The expressions of a possibly absent list."""
    if x is None:
        return []
    return x.elems if isinstance(x, ast.ListExpr) else [x]


def concrete(t: Type) -> Type:
    """The type the compiler's back end uses where the language leaves a value untyped."""
    u = unalias(t)
    if not isinstance(u, Basic):
        return t
    if u.kind == UNTYPED_BOOL:
        return universe.bool_type()
    if u.kind == UNTYPED_STRING:
        return universe.string_type()
    if u.kind == UNTYPED_RUNE:
        return universe.TYP[INT32]
    if u.kind in (UNTYPED_INT, UNTYPED_FLOAT, UNTYPED_COMPLEX):
        return universe.uint_type()
    return t
