"""The state of checking one package, and the order of the work.

Objects are collected first, then declared on demand: checking the use of an object checks its declaration.
What can wait (function bodies, constraints) is queued, so that recursion through declarations stays shallow
and types are complete when bodies are checked.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base import codes
from goescape.base.constant import Constant
from goescape.base.diag import Sink
from goescape.base.pos import PosTable, base_of
from goescape.check import mono, oversized
from goescape.check.importer import Importer
from goescape.check.info import Info
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.toolchain.toolchain import Toolchain
from goescape.types import goversion, instantiate
from goescape.types.model import Interface, Named, OldInterfaces, Signature
from goescape.types.objects import Func, Object, Package, PkgName, Scope, TypeName, Var
from goescape.types.sizes import Sizes
from goescape.types.typestring import Qualifier


@final
class Config:
    """What the caller decides."""

    def __init__(self, toolchain: Toolchain, go_version: str) -> None:
        self.toolchain: Final = toolchain
        # Language version of the module; files may lower it.
        self.go_version: Final = go_version


@final
class CheckedPackage:
    """The result of checking."""

    def __init__(self, pkg: Package, info: Info, files: list[ast.File]) -> None:
        self.pkg: Final = pkg
        self.info: Final = info
        self.files: Final = files


def _follows(message: str) -> bool:
    """Whether a message speaks of something that was already reported.

    The compiler looks at the text, so this must, too: a string constant with these words in it counts.
    """
    return message.find("invalid operand") > 0 or message.find("invalid type") > 0


class Action(ABC):
    """Work put off until the declarations it depends on are complete."""

    # The language version in force where it was put off.
    version: str = ""

    @abstractmethod
    def run(self, c: "Checker") -> None: ...


@final
class DeclInfo:
    """How a package-level object is declared."""

    def __init__(self, file_scope: Scope, version: str) -> None:
        self.file_scope: Final = file_scope
        self.version: Final = version
        # Variables declared together by one call: `var a, b = f()`.
        self.lhs: list[Var] = []
        self.type_expr: ast.Expr | None = None
        self.init: ast.Expr | None = None
        # Constants without a value of their own: `init` stands in a line before.
        self.inherited: bool = False
        self.iota: int = -1
        self.type_decl: ast.TypeDecl | None = None
        self.func_decl: ast.FuncDecl | None = None
        # A function with type parameters, of its own or of its receiver.
        self.is_generic: bool = False
        # Objects of this package that the initialiser or body mentions, for initialisation order.
        self.deps: Final[dict[Object, bool]] = {}


@final
class Environment:
    """What surrounds the code being checked; replaced as a whole on entering a declaration."""

    def __init__(self, scope: Scope, decl: DeclInfo | None, version: str) -> None:
        self.scope: Scope = scope
        self.decl: DeclInfo | None = decl
        # As decl, but also while a type or signature is read.
        self.around: DeclInfo | None = decl
        self.version: str = version
        self.iota: Constant | None = None
        # The declaration, function or literal that is being read, for messages about sizes.
        self.owner_pos: int = oversized.GENERIC
        # Position to report errors of an inherited constant initialiser at.
        self.error_pos: int = 0
        # The function whose body this is.
        self.signature: Signature | None = None
        # Calls of panic in it (they end statement lists).
        self.panics: set[int] = set()
        self.has_call_or_receive: bool = False
        # Type parameters of the declaration being set up may not be used as alias right-hand sides.
        self.in_type_params: bool = False
        # Interface literals around the type expression being read.
        self.interface_depth: int = 0


WHITE: Final = 0
GREY: Final = 1
BLACK: Final = 2


@final
class Checker:
    """Everything known while one package is checked."""

    def __init__(
        self,
        pkg: Package,
        table: PosTable,
        importer: Importer,
        config: Config,
        sink: Sink,
        n_exprs: int,
    ) -> None:
        self.pkg: Final = pkg
        self.table: Final = table
        self.importer: Final = importer
        self.config: Final = config
        self.limits: Final = config.toolchain.release.checks
        self.sizes: Final = Sizes(config.toolchain.target.layout)
        self.sink: Final = sink
        self.info: Final = Info(n_exprs)
        self.qualifier: Final = Qualifier(pkg, table=table, names=importer)
        # --- package-level objects
        self.decls: Final[dict[Object, DeclInfo]] = {}
        # Package-level objects in source order.
        self.objects: Final[list[Object]] = []
        self.methods: Final[dict[TypeName, list[Func]]] = {}
        self.imports: Final[list[PkgName]] = []
        # By file scope: objects that the file imported with `import . "p"`.
        self.dot_imports: Final[dict[Scope, dict[Object, PkgName]]] = {}
        self.file_scopes: Final[list[Scope]] = []
        # By file (base index): the language version that its `//go:build` line sets.
        self.build_versions: Final[dict[int, str]] = {}
        # --- progress of declarations
        self.color: Final[dict[Object, int]] = {}
        self.path: Final[list[Object]] = []
        # --- queues
        self.actions: Final[list[Action]] = []
        # Types whose expansion is known to be finite.
        self.finite: Final[set[Named]] = set()
        # Instantiations, to find infinite ones.
        self.mono: Final = mono.MonoGraph()
        self.instances: Final = instantiate.Context()
        self.written: Final = oversized.WrittenTypes()
        # Types whose size was asked for: whether it depends on type parameters.
        self.variable_sizes: Final[dict[Named, bool]] = {}
        # What stands for instances on the path of declarations.
        self.instance_names: Final[dict[Named, TypeName]] = {}
        # Interface literals by place, those inside others left out.
        self.interface_literals: Final[dict[int, Interface]] = {}
        self.old_interfaces: Final = OldInterfaces(pkg)
        # --- expressions
        # Untyped expressions that are the left operand of a non-constant shift.
        self.shift_operands: Final[set[int]] = set()
        # Blocks of the functions being checked (literals inside others), in source order.
        self.func_scopes: Final[list[Scope]] = []
        self.env: Environment = Environment(pkg.scope, None, config.go_version)
        self.depth: int = 0
        # Where the `else if` statements that are checked next end.
        self.else_ends: Final[dict[ast.Node, int]] = {}

    # ------------------------------------------------------------------------------- errors

    def error(self, pos: int, code: str, message: str, more: str = "") -> None:
        """Report; errors about invalid operands or types follow from others and are dropped.

        `more` are further lines that do not count for that: other places, lists of types.
        """
        if self.sink.has_errors and _follows(message):
            return
        if code == codes.UNSUPPORTED_FEATURE:
            message += self._where_version_is_set(pos)
        if self.env.error_pos:
            pos = self.env.error_pos
        self.sink.error(pos, code, message + more)

    def _where_version_is_set(self, pos: int) -> str:
        declared = self.build_versions.get(self.table.bases[base_of(pos)].file_idx)
        if declared is not None:
            return f" (file declares //go:build {declared})"
        return f" (-lang was set to {self.config.go_version}; check go.mod)"

    def error_at(self, node: ast.Node, code: str, message: str, more: str = "") -> None:
        """Report at the first character of a node."""
        self.error(walk.start_pos(node), code, message, more)

    # ------------------------------------------------------------------------------- queues

    def later(self, action: Action) -> None:
        action.version = self.env.version
        self.actions.append(action)

    def process_later(self) -> None:
        """Run queued actions, also those they queue."""
        self.process_from(0)

    def process_from(self, mark: int) -> None:
        """Run the actions queued since the queue had `mark` entries, and take them off."""
        saved = self.env.version
        i = mark
        while i < len(self.actions):
            self.env.version = self.actions[i].version
            self.actions[i].run(self)
            i += 1
        del self.actions[mark:]
        self.env.version = saved

    # -------------------------------------------------------------------------------- scopes

    def lookup(self, name: str) -> tuple[Object | None, Scope | None]:
        """The object that `name` means here, and the scope that declares it."""
        return self.env.scope.find(name)

    def declare(self, scope: Scope, name: ast.Name | None, obj: Object) -> None:
        """Declare obj in scope (unless it is blank) and record its declaring identifier."""
        if isinstance(obj, Var):
            self.written.note_local(self.env, obj)
        if obj.name != "_":
            earlier = scope.insert(obj)
            if earlier is not None:
                place = self.table.mentioned(earlier.pos)
                other = f"\n\t{place}: other declaration of {obj.name}" if earlier.pos else ""
                self.error(
                    obj.pos, codes.DUPLICATE_DECL, f"{obj.name} redeclared in this block", other
                )
                return
        if name is not None:
            self.info.defs[name.idx] = obj

    def allows(self, version_minor: int) -> bool:
        """Whether the language version in force is at least go1.N."""
        current = goversion.minor(self.env.version)
        return current == 0 or current >= version_minor

    def require(self, pos: int, version_minor: int, what: str) -> bool:
        """Report a feature that the language version in force does not have."""
        if self.allows(version_minor):
            return True
        self.error(pos, codes.UNSUPPORTED_FEATURE, f"{what} requires go1.{version_minor} or later")
        return False

    def depend(self, obj: Object) -> None:
        """Note that the current declaration mentions a package-level object."""
        current = self.env.decl
        if current is not None and obj in self.decls:
            current.deps[obj] = True
