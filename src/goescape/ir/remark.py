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


@final
class Remark:
    """One decision at one place."""

    def __init__(self, kind: int, pos: int, subject: str, detail: str = "", level: int = 0) -> None:
        self.kind: Final = kind
        self.pos: Final = pos
        self.subject: Final = subject
        self.detail: Final = detail
        # LEAKING_TO_RESULT: number of dereferences.
        self.level: Final = level
