"""Ways of values: from where a value is made to what outlives it, step by step.

Positions are those of the package's position table while it is analysed, and numbers of `Place`s afterwards
(`codec.PackageFacts`).
"""

from typing import Final, final

from goescape.facts import operations
from goescape.facts.names import FunctionName

# Why a value has to be in the heap, or leaks: what became of it in the end.
CAUSE_UNKNOWN: Final = 0
CAUSE_RETURNED: Final = 1
CAUSE_STORED_IN_GLOBAL: Final = 2
CAUSE_STORED_THROUGH_POINTER: Final = 3
CAUSE_STORED_IN_MAP: Final = 4
CAUSE_SENT: Final = 5
CAUSE_APPENDED: Final = 6
CAUSE_INTERFACE_CALL: Final = 7
CAUSE_UNKNOWN_CALLEE: Final = 8
CAUSE_CALLEE: Final = 9
CAUSE_PANIC: Final = 10
CAUSE_GOROUTINE: Final = 11
CAUSE_DEFER_IN_LOOP: Final = 12
CAUSE_OUTLIVES_ITERATION: Final = 13
CAUSE_OUTLIVES_LITERAL: Final = 14
CAUSE_TOO_LARGE: Final = 15
CAUSE_UINTPTR: Final = 16
CAUSE_METHOD_VALUE: Final = 17
CAUSE_CAPTURED: Final = 18
CAUSE_HELD: Final = 19  # something that is itself in the heap refers to it

# Kinds of spots.
SPOT_HEAP: Final = 0
SPOT_VARIABLE: Final = 1
SPOT_RESULT: Final = 2
# What an expression allocates.
SPOT_STORAGE: Final = 3
# A place that stands for nothing in the source.
SPOT_HELPER: Final = 4


@final
class Spot:
    """A place in memory that a value gets to, or comes from."""

    __slots__ = ("is_nameless", "kind", "name", "pos", "printed")

    def __init__(self, kind: int, name: str, is_nameless: bool, pos: int, printed: str) -> None:
        self.kind: Final = kind
        # Variables and results: as declared; a name of the compiler's own if `is_nameless`.
        self.name: Final = name
        self.is_nameless: Final = is_nameless
        # Where it is declared, or what allocates it.
        self.pos: Final = pos
        # In the compiler's words; not kept.
        self.printed: Final = printed


@final
class Operation:
    """What the program does that makes a value flow, and where."""

    __slots__ = ("callee", "cause", "code", "param", "pos", "printed")

    def __init__(self, code: int, pos: int, cause: int, printed: str) -> None:
        # One of `operations`.
        self.code: Final = code
        self.pos: Final = pos
        # What it means if it is the last one.
        self.cause: Final = cause
        # The operation as the compiler prints it; not kept.
        self.printed: Final = printed
        # PASS to a known function: to which, and for which parameter, the receiver being the first.
        self.callee: FunctionName | None = None
        self.param: int = -1

    @property
    def is_silent(self) -> bool:
        """The compiler says nothing about it."""
        return self.code in operations.SILENT


@final
class Step:
    """A value flows from one spot to the next."""

    __slots__ = ("derefs", "dst", "operations", "src")

    def __init__(self, dst: Spot, src: Spot, derefs: int) -> None:
        self.dst: Final = dst
        self.src: Final = src
        # How often the source is dereferenced; -1: its address.
        self.derefs: Final = derefs
        # Innermost operation first.
        self.operations: Final[list[Operation]] = []


@final
class Way:
    """The way of a value, or its address, from its source to what outlives it."""

    __slots__ = ("cause", "is_truncated", "result", "steps", "suffices", "then")

    def __init__(self) -> None:
        self.steps: Final[list[Step]] = []
        self.cause: int = CAUSE_UNKNOWN
        # RETURNED: which result it is.
        self.result: int = -1
        # Why the end of the way is itself in the heap, if that is not its nature.
        self.then: "Way | None" = None
        # The way passes a spot for the second time; it is told up to there.
        self.is_truncated: bool = False
        # It is enough by itself: without what decides the other ways that suffice, it is there still, and the
        # verdict is the same.
        self.suffices: bool = False

    @property
    def last(self) -> "Way":
        """The end of a chain of ways."""
        way = self
        while way.then is not None:
            way = way.then
        return way

    @property
    def length(self) -> int:
        """The number of steps, those of the ways that follow included."""
        total = len(self.steps)
        then = self.then
        while then is not None:
            total += len(then.steps)
            then = then.then
        return total

    @property
    def deciding(self) -> Operation | None:
        """The operation that decides: the last one that means something for the life of the value."""
        last: Operation | None = None
        for step in reversed(self.steps):
            for operation in reversed(step.operations):
                if operation.cause == self.cause and operation.cause != CAUSE_UNKNOWN:
                    return operation
                if last is None:
                    last = operation
        return last
