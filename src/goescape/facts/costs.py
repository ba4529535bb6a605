"""What executing a site once costs: escaping is not allocating."""

from typing import Final, final

# Whether memory on the heap is allocated.
NEVER: Final = 0
MAYBE: Final = 1
ALWAYS: Final = 2

# What is made, or on which condition (with a value, if it has one), or why nothing is made.
UNKNOWN: Final = 0
VARIABLE: Final = 1
OBJECT: Final = 2
BACKING_ARRAY: Final = 3
METHOD_VALUE: Final = 4
CLOSURE: Final = 5
STRING: Final = 6
COPY: Final = 7
BOX: Final = 8
MAP_HEADER: Final = 9
MAP_WITH_ENTRIES: Final = 10
MAP_WITH_ROOM: Final = 11
MAP_OF_TABLES: Final = 12
MAP_WITH_ROOM_FOR_MORE: Final = 13
CHANNEL: Final = 14
CHANNEL_WITH_BUFFER: Final = 15
# Conditions.
APPEND_GROWS: Final = 30
LENGTH_NOT_ZERO: Final = 31
CAPACITY_NOT_ZERO: Final = 32
LENGTH_ABOVE: Final = 33
CAPACITY_ABOVE: Final = 34
RESULT_LONGER: Final = 35
TWO_PARTS: Final = 36
RUNES_ABOVE: Final = 37
STRING_NOT_EMPTY: Final = 38
LONGER: Final = 39
BOX_ABOVE_TABLE: Final = 40
BOX_NOT_EMPTY: Final = 41
BOX_NOT_NIL: Final = 42
ENTRIES_LARGE: Final = 43
MAP_GROWS: Final = 44
MADE_FOR_MORE: Final = 45
STILL_ON_STACK: Final = 46
# Reasons for nothing.
NO_SIZE: Final = 60
ELEMENTS_WITHOUT_SIZE: Final = 61
NOTHING_CAPTURED: Final = 62
NEVER_WRITTEN: Final = 63
IS_POINTER: Final = 64
SINGLE_BYTE: Final = 65
READ_ONLY: Final = 66
MADE_AS_BYTES: Final = 67
RANGE_OVER_STRING: Final = 68
ONLY_LOOKED_UP: Final = 69
ONLY_COMPARED: Final = 70
ONLY_MEASURED: Final = 71
COPIED_ANYWAY: Final = 72
APPEND_MAKES_ROOM: Final = 73
ENTRIES_COST: Final = 74
PART_OF_LONGER: Final = 75

REASONS: Final = frozenset(
    (
        *range(UNKNOWN, CHANNEL_WITH_BUFFER + 1),
        *range(APPEND_GROWS, STILL_ON_STACK + 1),
        *range(NO_SIZE, PART_OF_LONGER + 1),
    )
)


@final
class Cost:
    """What executing a site once costs."""

    __slots__ = ("bytes", "count", "loop_depth", "reason", "rounded", "value", "verdict")

    def __init__(
        self,
        bytes: int,
        rounded: int,
        count: int,
        verdict: int,
        reason: int,
        loop_depth: int,
        value: int = 0,
    ) -> None:
        # What is asked for, and what the allocator takes for it; -1 if only the running program knows.
        self.bytes: Final = bytes
        self.rounded: Final = rounded
        # How many objects these bytes are, in the heap; -1 as above.
        self.count: Final = count
        self.verdict: Final = verdict
        # What is made; if perhaps, on which condition; if never, why not.
        self.reason: Final = reason
        # The number in the condition.
        self.value: Final = value
        # Loops around the site within its function.
        self.loop_depth: Final = loop_depth
