"""How a cost is made: what a site asks for, and whether that comes from the heap."""

from typing import Final, final

from goescape.ir.remark import ALLOCATES_ALWAYS, ALLOCATES_MAYBE, ALLOCATES_NEVER, Cost
from goescape.release import sizeclass

# Only the running program knows.
UNKNOWN: Final = -1


@final
class Price:
    """Makes costs of one site, whose storage is in the heap or not."""

    __slots__ = ("depth", "escapes")

    def __init__(self, escapes: bool, depth: int) -> None:
        self.escapes: Final = escapes
        # Loops around the site.
        self.depth: Final = depth

    def forced(self) -> "Price":
        """The same site, if it is in the heap although it does not escape."""
        return self if self.escapes else Price(True, self.depth)

    def free(self, reason: str) -> Cost:
        return Cost(0, 0, 0, ALLOCATES_NEVER, reason, self.depth)

    def of(self, size: int, has_pointers: bool, what: str) -> Cost:
        """One object of known size, in the heap if the site escapes."""
        if size == 0:
            return self.free("no size")
        rounded = sizeclass.rounded(size, has_pointers)
        if not self.escapes:
            return Cost(size, rounded, 0, ALLOCATES_NEVER, what, self.depth)
        return Cost(size, rounded, 1, ALLOCATES_ALWAYS, what, self.depth)

    def of_perhaps(self, size: int, has_pointers: bool, condition: str) -> Cost:
        """One object of known size, if it is made."""
        rounded = sizeclass.rounded(size, has_pointers)
        return Cost(size, rounded, 1, ALLOCATES_MAYBE, condition, self.depth)

    def surely(self, what: str) -> Cost:
        """One object of unknown size."""
        return Cost(UNKNOWN, UNKNOWN, 1, ALLOCATES_ALWAYS, what, self.depth)

    def perhaps(self, condition: str) -> Cost:
        """One object of unknown size, if it is made."""
        return Cost(UNKNOWN, UNKNOWN, 1, ALLOCATES_MAYBE, condition, self.depth)

    def growing(self, verdict: int, what: str) -> Cost:
        """Any number of objects."""
        return Cost(UNKNOWN, UNKNOWN, UNKNOWN, verdict, what, self.depth)


@final
class Total:
    """Objects that are made together."""

    def __init__(self) -> None:
        self.bytes: int = 0
        self.rounded: int = 0
        self.count: int = 0

    def add(self, size: int, has_pointers: bool, times: int = 1) -> None:
        if size > 0:
            self.bytes += size * times
            self.rounded += sizeclass.rounded(size, has_pointers) * times
            self.count += times

    def cost(self, what: str, depth: int) -> Cost:
        verdict = ALLOCATES_NEVER if self.count == 0 else ALLOCATES_ALWAYS
        return Cost(self.bytes, self.rounded, self.count, verdict, what, depth)
