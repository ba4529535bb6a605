"""How a cost is made: what a site asks for, and whether that comes from the heap."""

from typing import Final, final

from goescape.facts import costs
from goescape.facts.costs import ALWAYS, MAYBE, NEVER, Cost
from goescape.toolchain.release import Maps, Stack
from goescape.toolchain.toolchain import Toolchain
from goescape.types.sizes import Sizes

# Only the running program knows.
UNKNOWN: Final = -1


@final
class Price:
    """Makes costs of one site, whose storage is in the heap or not."""

    __slots__ = ("depth", "escapes", "sizes", "toolchain")

    def __init__(self, toolchain: Toolchain, sizes: Sizes, escapes: bool, depth: int) -> None:
        self.toolchain: Final = toolchain
        self.sizes: Final = sizes
        self.escapes: Final = escapes
        # Loops around the site.
        self.depth: Final = depth

    @property
    def stack(self) -> Stack:
        return self.toolchain.release.stack

    @property
    def maps(self) -> Maps:
        return self.toolchain.release.maps

    @property
    def map_header(self) -> int:
        return self.maps.header[self.sizes.word]

    @property
    def channel_header(self) -> int:
        return self.toolchain.release.channel_header[self.sizes.word]

    def forced(self) -> "Price":
        """The same site, if it is in the heap although it does not escape."""
        return self if self.escapes else Price(self.toolchain, self.sizes, True, self.depth)

    def free(self, reason: int) -> Cost:
        return Cost(0, 0, 0, NEVER, reason, self.depth)

    def of(self, size: int, has_pointers: bool, what: int) -> Cost:
        """One object of known size, in the heap if the site escapes."""
        if size == 0:
            return self.free(costs.NO_SIZE)
        rounded = self.toolchain.rounded(size, has_pointers)
        if not self.escapes:
            return Cost(size, rounded, 0, NEVER, what, self.depth)
        return Cost(size, rounded, 1, ALWAYS, what, self.depth)

    def of_perhaps(self, size: int, has_pointers: bool, condition: int, value: int = 0) -> Cost:
        """One object of known size, if it is made."""
        rounded = self.toolchain.rounded(size, has_pointers)
        return Cost(size, rounded, 1, MAYBE, condition, self.depth, value)

    def surely(self, what: int) -> Cost:
        """One object of unknown size."""
        return Cost(UNKNOWN, UNKNOWN, 1, ALWAYS, what, self.depth)

    def perhaps(self, condition: int, value: int = 0) -> Cost:
        """One object of unknown size, if it is made."""
        return Cost(UNKNOWN, UNKNOWN, 1, MAYBE, condition, self.depth, value)

    def growing(self, verdict: int, what: int, value: int = 0) -> Cost:
        """Any number of objects."""
        return Cost(UNKNOWN, UNKNOWN, UNKNOWN, verdict, what, self.depth, value)


@final
class Total:
    """Objects that are made together."""

    def __init__(self, toolchain: Toolchain) -> None:
        self.toolchain: Final = toolchain
        self.bytes: int = 0
        self.rounded: int = 0
        self.count: int = 0

    def add(self, size: int, has_pointers: bool, times: int = 1) -> None:
        if size > 0:
            self.bytes += size * times
            self.rounded += self.toolchain.rounded(size, has_pointers) * times
            self.count += times

    def cost(self, what: int, depth: int) -> Cost:
        verdict = NEVER if self.count == 0 else ALWAYS
        return Cost(self.bytes, self.rounded, self.count, verdict, what, depth)
