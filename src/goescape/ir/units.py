"""What the passes work on: the functions of a package, and where others are found."""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.ir.expressions import InlinedCall
from goescape.ir.functions import Func, Local
from goescape.ir.statements import For, Range
from goescape.toolchain.toolchain import Toolchain
from goescape.types.model import Type
from goescape.types.objects import Func as FuncObject
from goescape.types.objects import Package
from goescape.types.sizes import Sizes


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
        "assembly", "calls_in_data", "func_table", "funcs", "imports_testing", "in_data", "inline_verdicts", "inlined", "iteration_variables",
        "linknames",
        "pkg", "sizes", "toolchain",
    )  # fmt: skip

    def __init__(self, pkg: Package, func_table: FuncTable, toolchain: Toolchain) -> None:
        self.pkg: Final = pkg
        self.toolchain: Final = toolchain
        self.sizes: Final[Sizes] = Sizes(toolchain.target.layout)
        self.func_table: Final = func_table
        # The package imports `testing`: loops on (*B).Loop keep their operands alive.
        self.imports_testing: bool = False
        # `//go:linkname`: names of functions and the symbols they stand for.
        self.linknames: Final[dict[str, str]] = {}
        self.assembly: AssemblySymbols = AssemblySymbols()
        # All functions with bodies in the compiler's order (gc-behaviour "function list"); wrappers last.
        self.funcs: Final[list[Func]] = []
        # What was inlined, by number of inlining (`base.pos`).
        self.inlined: Final[list[Func]] = []
        # What inlining each function costs, or -1 and why it cannot be inlined.
        self.inline_verdicts: Final[dict[Func, tuple[int, str]]] = {}
        # Functions that variables are initialised with, or parts of them, without code; and calls that are.
        self.in_data: Final[list[Func]] = []
        self.calls_in_data: Final[list[InlinedCall]] = []
        # The variables for which loops were rewritten.
        self.iteration_variables: list[IterationVariable] = []
