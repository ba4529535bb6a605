"""What the passes report, as data: one remark for each line the compiler prints.

A remark has a kind, a position and the pieces its sentence is made of; the sentence itself is made by
`api.wording`. The texts of nodes in it are rendered when the remark is made, because passes change trees.
"""

from typing import Final, final

IGNORING_SELF_ASSIGNMENT: Final = (
    0  # {subject=function} ignoring self-assignment in {detail=statement}
)
ASSUMING_UINTPTR: Final = 1  # assuming {subject} is unsafe uintptr
MARKING_UINTPTR: Final = 2  # marking {subject} as escaping uintptr
MARKING_UINTPTR_VARIADIC: Final = 3  # marking {subject} as escaping ...uintptr
LEAKING_PARAM: Final = 4  # leaking param: {subject}
LEAKING_CONTENT: Final = 5  # leaking param content: {subject}
LEAKING_TO_RESULT: Final = 6  # leaking param: {subject} to result {detail} level={level}
PARAM_DOES_NOT_ESCAPE: Final = 7  # {subject} does not escape
MOVED_TO_HEAP: Final = 8  # moved to heap: {subject}
ESCAPES_TO_HEAP: Final = 9  # {subject} escapes to heap
DOES_NOT_ESCAPE: Final = 10  # {subject} does not escape
ZERO_COPY: Final = 11  # zero-copy string->[]byte conversion
DEVIRTUALIZING: Final = 12  # devirtualizing {subject} to {detail}
PARTIALLY_DEVIRTUALIZING: Final = 13  # partially devirtualizing {subject} to {detail}
CANNOT_DEVIRTUALIZE_RECEIVER: Final = 14  # cannot devirtualize {subject}: shaped receiver {detail}
CANNOT_DEVIRTUALIZE_INTERFACE: Final = (
    15  # cannot devirtualize {subject}: shaped interface {detail}
)
IMPRECISE_CALL: Final = 16  # imprecise interface call
CAN_INLINE: Final = 17  # can inline {subject}
INLINING_CALL: Final = 18  # inlining call to {subject}
CANNOT_INLINE: Final = 19  # cannot inline {subject}: {detail}
CAN_INLINE_AS: Final = 20  # can inline {subject} with cost {level} as: {detail}
BIG_FUNCTION: Final = 21  # function {subject} considered 'big'; reducing max cost of inlinees
RECURSIVE_CYCLE: Final = 22  # cannot inline {subject} into {detail}: repeated recursive cycle
CAPTURING_BY_VALUE: Final = 23  # {subject} capturing by value: {detail}
CAPTURING_BY_REFERENCE: Final = 24  # {subject} capturing by ref: {detail}
ESCAPES_IN: Final = 25  # {subject} escapes to heap in {detail}:
PARAM_LEAKS: Final = 26  # parameter {subject} leaks to {place} for {detail} with derefs={level}:
KEPT_ALIVE: Final = 27  # {subject} will be kept alive
UNKNOWN_TO_BLOOP: Final = 28  # expr is unknown to bloop pass
# Parts of a graph, which the compiler does not print (see `escape.snapshot`).
GRAPH_NODE: Final = 29  # {level}: {subject} of {detail}, {place}
GRAPH_EDGE: Final = 30  # {detail}: {subject}, {level} dereferences, {place}
# What the compiler does not print either, but records in its optimisation log.
CALL_NOT_INLINED: Final = (
    31  # {detail}: why a call is not replaced although its callee could be inlined
)
WRAPPER_ESCAPES: Final = 32  # a literal made for `go` or `defer` has to be in the heap
ITERATION_VARIABLE: Final = 33  # {subject} is new in every iteration; {level=1}: in the heap
LOOP_MODIFIED: Final = 34  # a loop, {detail=for or range}, was rewritten for it; up to {end}
CAN_INLINE_UNTOLD: Final = 35  # {level}: the cost of a function of which another package has told
CANNOT_INLINE_UNTOLD: Final = 36  # {detail}
INDEX_IN_RANGE: Final = 37  # index bounds check elided


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

# The step is not printed by the compiler.
SILENT: Final = ""


@final
class Reason:
    """Why a value flows in a step: what the program does, and where."""

    __slots__ = ("callee", "callee_pkg", "cause", "param", "pos", "text", "why")

    def __init__(self, pos: int, text: str, why: str, cause: int) -> None:
        self.pos: Final = pos
        self.text: Final = text
        # The compiler's word for the operation; SILENT if it says nothing.
        self.why: Final = why
        # What this operation means if it is the last one.
        self.cause: Final = cause
        # Calls of known functions: who is called (as messages of its package name it), and for which
        # parameter, the receiver being the first.
        self.callee: str = ""
        self.callee_pkg: str = ""
        self.param: int = -1


@final
class Step:
    """A value flows from one place to the next."""

    __slots__ = ("derefs", "dst", "reasons", "src", "src_pos")

    def __init__(self, dst: str, src: str, derefs: int, src_pos: int) -> None:
        self.dst: Final = dst
        self.src: Final = src
        # Where the source is declared or made.
        self.src_pos: Final = src_pos
        # -1: the address of the source.
        self.derefs: Final = derefs
        # Innermost operation first.
        self.reasons: Final[list[Reason]] = []


@final
class Trace:
    """The way of a value from its source to what outlives it."""

    __slots__ = ("cause", "is_truncated", "steps", "then")

    def __init__(self) -> None:
        self.steps: Final[list[Step]] = []
        self.cause: int = CAUSE_UNKNOWN
        # Why the end of the way is itself in the heap, if that is not its nature.
        self.then: "Trace | None" = None
        # The way passes a place for the second time; it is shown up to there.
        self.is_truncated: bool = False


# Whether executing a site once allocates memory on the heap.
ALLOCATES_NEVER: Final = 0
ALLOCATES_MAYBE: Final = 1
ALLOCATES_ALWAYS: Final = 2


@final
class Cost:
    """What executing a site once costs."""

    __slots__ = ("bytes", "count", "loop_depth", "reason", "rounded", "verdict")

    def __init__(
        self, bytes: int, rounded: int, count: int, verdict: int, reason: str, loop_depth: int
    ) -> None:
        # What is asked for, and what the allocator takes for it; -1 if only the running program knows.
        self.bytes: Final = bytes
        self.rounded: Final = rounded
        # How many objects these bytes are, in the heap; -1 as above.
        self.count: Final = count
        self.verdict: Final = verdict
        # A few words: what is made; if perhaps, on which condition; if never, why not.
        self.reason: Final = reason
        # Loops around the site within its function.
        self.loop_depth: Final = loop_depth


@final
class Remark:
    """One decision at one place."""

    def __init__(self, kind: int, pos: int, subject: str, detail: str = "", level: int = 0) -> None:
        self.kind: Final = kind
        self.pos: Final = pos
        self.subject: Final = subject
        self.detail: Final = detail
        # A number of dereferences, or the cost of a body; ESCAPES_IN: 1 if that was plain from the start.
        self.level: Final = level
        # PARAM_LEAKS: where the value goes.
        self.place: str = ""
        # LOOP_MODIFIED: the last position in the loop.
        self.end: int = 0
        self.trace: Trace | None = None
        # What follows is only known if explanations are wanted. The function, as its package names it;
        # for parameters, their number, the receiver being the first; all ways found, for decisions.
        self.function: str = ""
        self.param: int = -1
        self.ways: list[Trace] | None = None
        # The function whose inlined call made the value.
        self.callee: str = ""
        self.cost: Cost | None = None
