"""Costs in words: what a site allocates, on which condition, or why it does not."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from goescape.facts import costs

NEVER: Final = "never"
MAYBE: Final = "maybe"
ALWAYS: Final = "always"

_VERDICTS: Final = {costs.NEVER: NEVER, costs.MAYBE: MAYBE, costs.ALWAYS: ALWAYS}

# {n} is the number of the condition.
_WORDS: Final = {
    costs.UNKNOWN: "",
    costs.VARIABLE: "variable",
    costs.OBJECT: "object",
    costs.BACKING_ARRAY: "backing array",
    costs.METHOD_VALUE: "method value",
    costs.CLOSURE: "closure",
    costs.STRING: "new string",
    costs.COPY: "copy",
    costs.BOX: "boxed value",
    costs.MAP_HEADER: "map header; groups as entries come",
    costs.MAP_WITH_ENTRIES: "map with its entries",
    costs.MAP_WITH_ROOM: "map with room for its hint",
    costs.MAP_OF_TABLES: "map of several tables",
    costs.MAP_WITH_ROOM_FOR_MORE: "map; room for more than {n} entries at once",
    costs.CHANNEL: "channel",
    costs.CHANNEL_WITH_BUFFER: "channel with its buffer",
    costs.APPEND_GROWS: "when append grows",
    costs.LENGTH_NOT_ZERO: "unless the length is 0",
    costs.CAPACITY_NOT_ZERO: "unless the capacity is 0",
    costs.LENGTH_ABOVE: "when the length is more than {n}",
    costs.CAPACITY_ABOVE: "when the capacity is more than {n}",
    costs.RESULT_LONGER: "when the result is longer than {n} bytes",
    costs.TWO_PARTS: "unless all parts but one are empty",
    costs.RUNES_ABOVE: "when there are more than {n} runes",
    costs.STRING_NOT_EMPTY: "unless the string is empty",
    costs.LONGER: "when longer than {n} bytes",
    costs.BOX_ABOVE_TABLE: "boxed, unless less than {n}",
    costs.BOX_NOT_EMPTY: "boxed, unless empty",
    costs.BOX_NOT_NIL: "boxed, unless nil",
    costs.ENTRIES_LARGE: "for each new entry, its size being more than {n} bytes",
    costs.MAP_GROWS: "when the map grows",
    costs.MADE_FOR_MORE: "when made for more than {n} entries",
    costs.STILL_ON_STACK: "moved to the heap, unless it is there or empty",
    costs.NO_SIZE: "no size",
    costs.ELEMENTS_WITHOUT_SIZE: "elements without size",
    costs.NOTHING_CAPTURED: "captures nothing",
    costs.NEVER_WRITTEN: "never written to: the bytes of the string",
    costs.IS_POINTER: "is a pointer already",
    costs.SINGLE_BYTE: "single byte, from a table",
    costs.READ_ONLY: "constant, in read-only data",
    costs.MADE_AS_BYTES: "made as bytes at once",
    costs.RANGE_OVER_STRING: "range over the string itself",
    costs.ONLY_LOOKED_UP: "only looked up",
    costs.ONLY_COMPARED: "only compared",
    costs.ONLY_MEASURED: "only measured",
    costs.COPIED_ANYWAY: "copied by the concatenation",
    costs.APPEND_MAKES_ROOM: "append makes room instead",
    costs.ENTRIES_COST: "on the stack; entries cost where they are put in",
    costs.PART_OF_LONGER: "made as part of the longer string",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What executing a site once costs: escaping is not allocating."""

    # Bytes asked for, and what the allocator takes for them; -1 if only the running program knows.
    bytes: int
    rounded: int
    # How many objects are allocated, if any are; -1 if only the running program knows.
    count: int
    # NEVER, MAYBE or ALWAYS on the heap.
    allocates: str
    # A few words: what is allocated; if maybe, on which condition; if never, why not.
    reason: str
    # Loops around the site within its function.
    loop_depth: int
    # Sizes depend on type arguments: the figures are the largest.
    varies: bool = False


def in_words(cost: costs.Cost) -> Cost:
    """What a site costs, for people."""
    words = _WORDS[cost.reason].format(n=cost.value)
    if cost.reason == costs.LONGER and cost.value == 1:
        words = words.removesuffix("s")
    return Cost(
        cost.bytes, cost.rounded, cost.count, _VERDICTS[cost.verdict], words, cost.loop_depth
    )


def together(copies: Sequence[Cost]) -> Cost:
    """What copies of one site cost: for each of its shapes, or where a body was inlined."""
    first = copies[0]
    if all(cost == first for cost in copies):
        return first
    paid = [cost for cost in copies if cost.allocates != NEVER]
    counted = paid or copies
    told = max(counted, key=lambda cost: (cost.allocates == MAYBE, cost.rounded))
    allocates = told.allocates if len(counted) == len(copies) else MAYBE
    sizes = {(cost.bytes, cost.rounded) for cost in counted}
    varies = len(sizes) > 1 or told.varies
    known = all(cost.rounded >= 0 for cost in counted)
    return Cost(
        max(size for size, _ in sizes) if known else -1,
        max(rounded for _, rounded in sizes) if known else -1,
        told.count if len({cost.count for cost in counted}) == 1 else -1,
        allocates,
        told.reason,
        max(cost.loop_depth for cost in copies),
        varies and known,
    )


def of_example(cost: Cost, n_examples: int) -> Cost:
    """The cost of generic code, from examples of its type arguments: figures that differ are none."""
    if cost.allocates == NEVER or (n_examples > 1 and not cost.varies):
        return cost
    reason = f"{cost.reason}; its size depends on the type arguments"
    return replace(cost, bytes=-1, rounded=-1, varies=False, reason=reason)


def unless_run(cost: Cost, is_offered: bool) -> Cost:
    """The cost of a body that has been replaced by its copies; `is_offered`: unless an interface leads to it."""
    if cost.allocates == NEVER:
        return cost
    if is_offered:
        return replace(
            cost,
            allocates=MAYBE,
            reason="when called through an interface; other calls in what was analyzed are inlined",
        )
    return replace(
        cost,
        allocates=NEVER,
        count=0,
        reason="every call in what was analyzed is inlined, and allocates nothing there",
    )


_LOOPS: Final = ("", " ×loop", " ×loop²")


def price(cost: Cost) -> str:
    """`64 B`, `≤ 64 B` if that depends on values, `? B` if only the running program knows; `×loop` in a loop, `×loop²`
    in a loop in a loop, or deeper."""
    if cost.allocates == NEVER:
        return "0 B"
    size = "? B" if cost.rounded < 0 else _bytes(cost.rounded)
    bound = "≤ " if (cost.allocates == MAYBE or cost.varies) and cost.rounded >= 0 else ""
    return f"{bound}{size}{_LOOPS[min(cost.loop_depth, 2)]}"


def total(found: list[Cost]) -> str:
    """What sites take together, each once: `96 B`; `96 B + ?` if that is not known of all."""
    known = [cost.rounded for cost in found if cost.rounded >= 0]
    parts = [_bytes(sum(known))] if known else []
    return " + ".join(parts if len(known) == len(found) else [*parts, "?"])


def _bytes(count: int) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= 10 * size:
            return f"{count / size:.0f} {unit}"
    return f"{count} B"
