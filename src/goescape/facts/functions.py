"""Functions of a package: what they allocate, call, and do with their parameters."""

from typing import Final, final

from goescape.facts.costs import Cost
from goescape.facts.names import FunctionName
from goescape.facts.ways import Way

# What a site is.
VARIABLE: Final = 0
NEW: Final = 1
# `&T{…}`.
POINTER_LITERAL: Final = 2
SLICE_LITERAL: Final = 3
# The slice that holds the last arguments of a variadic call.
VARIADIC_SLICE: Final = 4
MAKE_SLICE: Final = 5
MAP_LITERAL: Final = 6
MAKE_MAP: Final = 7
MAKE_CHAN: Final = 8
FUNCTION_LITERAL: Final = 9
METHOD_VALUE: Final = 10
# A value put into an interface.
BOX: Final = 11
CONCATENATION: Final = 12
# Conversions between strings, bytes and runes.
STRING_CONVERSION: Final = 13
APPEND: Final = 14
# The function literal that stands for the call of a go or defer statement.
CALL_RECORD: Final = 15
# An entry of a map that is assigned to: it may have to grow.
MAP_ENTRY: Final = 16
# A slice that is given away, and moved off the stack for that.
MOVED_SLICE: Final = 17

KINDS: Final = MOVED_SLICE + 1

# How a function is called.
STATIC: Final = 0
THROUGH_INTERFACE: Final = 1
THROUGH_VALUE: Final = 2
OF_LITERAL: Final = 3
# The call was replaced by the body.
INLINED: Final = 4

# When.
AT_ONCE: Final = 0
DEFERRED: Final = 1
IN_GOROUTINE: Final = 2

# The function that mentions instances which stand for all others, of generic code that is not used.
STAND_INS: Final = "goescape_stand_ins"

# Where a path leads.
ON: Final = 0
TO_PANIC: Final = 1
TO_ERROR: Final = 2
# To an error that an inlined body returns, and that the function may not.
TO_INNER_ERROR: Final = 3

# What the runtime makes when it has to, keeps and uses again: records of goroutines that wait for a channel, of deferred calls in
# a loop; which types were found to have the methods of an interface.
WAITS: Final = 0
DEFERS_IN_LOOP: Final = 1
ASSERTS: Final = 2


@final
class Place:
    """A position in source."""

    __slots__ = (
        "call",
        "column",
        "file",
        "function",
        "line",
        "told_column",
        "told_file",
        "told_line",
    )

    def __init__(
        self, file: str, line: int, column: int, told_file: str, told_line: int, told_column: int
    ) -> None:
        # In the file that was read, which is named in full; columns count bytes.
        self.file: Final = file
        self.line: Final = line
        self.column: Final = column
        # As the compiler names it (`//line`; column 0 for none).
        self.told_file: Final = told_file
        self.told_line: Final = told_line
        self.told_column: Final = told_column
        # Code that was inlined: the function it belongs to, and the place of the call; -1 for none.
        self.function: FunctionName | None = None
        self.call: int = -1

    @property
    def is_in_source(self) -> bool:
        """It is in a Go file; nobody has written what is elsewhere."""
        return self.file.endswith(".go")


@final
class Site:
    """A variable, or an expression that may allocate."""

    __slots__ = ("callee", "cost", "escapes", "kind", "name", "path", "pos", "ways")

    def __init__(self, kind: int, pos: int, escapes: bool) -> None:
        self.kind: Final = kind
        self.pos: Final = pos
        # It has to be in the heap.
        self.escapes: Final = escapes
        # VARIABLE, MOVED_SLICE: its name.
        self.name: str = ""
        # BOX: the function whose inlined call made the value.
        self.callee: FunctionName | None = None
        # All ways that were found.
        self.ways: list[Way] = []
        self.cost: Cost | None = None
        self.path: int = ON


@final
class Parameter:
    """A parameter with pointers, and where they go."""

    __slots__ = ("index", "name", "pos", "to_heap", "to_results", "ways")

    def __init__(self, index: int, pos: int, name: str) -> None:
        # The receiver is the first.
        self.index: Final = index
        self.pos: Final = pos
        self.name: Final = name
        # The least number of dereferences on a way to the heap; -1 for none.
        self.to_heap: int = -1
        # Results, by number and name, with the same.
        self.to_results: list[tuple[int, str, int]] = []
        self.ways: list[Way] = []


@final
class Call:
    """A call, as the function makes it."""

    __slots__ = (
        "callee",
        "home",
        "how",
        "interface",
        "loop_depth",
        "method",
        "passes_error",
        "path",
        "pos",
        "when",
    )

    def __init__(self, pos: int, how: int, when: int, loop_depth: int, path: int) -> None:
        self.pos: Final = pos
        self.how: Final = how
        self.when: Final = when
        # Loops around it within the function.
        self.loop_depth: Final = loop_depth
        self.path: Final = path
        # STATIC, OF_LITERAL, INLINED: who is called.
        self.callee: FunctionName | None = None
        # THROUGH_INTERFACE: the method's name; the interface's link name, "" if it has none, and its package.
        self.method: str = ""
        self.interface: str = ""
        self.home: str = ""
        # An error that it returns is returned by the function, too.
        self.passes_error: bool = False


@final
class Record:
    """A place where the runtime may need a record, which it keeps and uses again."""

    __slots__ = ("kind", "loop_depth", "path", "pos")

    def __init__(self, kind: int, pos: int, loop_depth: int, path: int) -> None:
        self.kind: Final = kind
        self.pos: Final = pos
        self.loop_depth: Final = loop_depth
        self.path: Final = path


@final
class Function:
    """A function that was compiled, with or without a body."""

    __slots__ = (
        "calls",
        "has_body",
        "inline_cost",
        "inline_reason",
        "name",
        "outer",
        "parameters",
        "pos",
        "records",
        "sites",
        "values",
    )

    def __init__(self, name: FunctionName, pos: int, has_body: bool) -> None:
        self.name: Final = name
        self.pos: Final = pos
        # Otherwise nothing is known of what it does.
        self.has_body: Final = has_body
        # Literals: the function of the compiled code that they stand in, outermost.
        self.outer: FunctionName | None = None
        self.parameters: Final[list[Parameter]] = []
        self.sites: Final[list[Site]] = []
        self.calls: Final[list[Call]] = []
        self.records: Final[list[Record]] = []
        # What inlining it costs; -1 if it cannot be inlined, or nobody asked. Why it cannot, in the compiler's words.
        self.inline_cost: int = -1
        self.inline_reason: str = ""
        # Functions that it mentions without calling them.
        self.values: Final[list[FunctionName]] = []

    @property
    def is_stand_in(self) -> bool:
        """Nobody has written it: it is there for what it mentions."""
        return self.name.declared == STAND_INS
