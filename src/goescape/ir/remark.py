"""What the passes report, as data: one remark for each line the compiler prints.

A remark has a kind, a position and the pieces its sentence is made of; the sentence itself is made by
`lines.wording`. The texts of nodes in it are rendered when the remark is made, because passes change trees.
"""

from typing import Final, final

from goescape.facts.ways import Way

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
# What the compiler does not print, but records in its optimisation log.
CALL_NOT_INLINED: Final = (
    31  # {detail}: why a call is not replaced although its callee could be inlined
)
WRAPPER_ESCAPES: Final = 32  # a literal made for `go` or `defer` has to be in the heap
ITERATION_VARIABLE: Final = 33  # {subject} is new in every iteration; {level=1}: in the heap
LOOP_MODIFIED: Final = 34  # a loop, {detail=for or range}, was rewritten for it; up to {end}
CAN_INLINE_UNTOLD: Final = 35  # {level}: the cost of a function of which another package has told
CANNOT_INLINE_UNTOLD: Final = 36  # {detail}
INDEX_IN_RANGE: Final = 37  # index bounds check elided


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
        # PARAM_LEAKS, ESCAPES_IN: the way that is told below.
        self.way: Way | None = None
