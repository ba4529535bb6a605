"""What a function does with a parameter, as its callers need to know it.

For each of a few destinations, the least number of dereferences after which the parameter's value
arrives there: 0 is the value itself, 1 what it points to, and so on. -1 is "never".

    func f(p **int, q *int) *int { sink = *p; return q }      p: heap 1      q: result 0 at 0

A result beyond the first few counts as the heap. Functions keep leaks in encoded form: one byte for each
destination, the count plus one, trailing zeros left out. So `b""` leaks nothing and `b"\x01"` leaks the
value itself to the heap.
"""

from typing import Final, final

HEAP: Final = 0
MUTATOR: Final = 1
CALLEE: Final = 2
RESULT_0: Final = 3
DESTINATIONS: Final = 8
RESULTS: Final = DESTINATIONS - RESULT_0

# The encoding of "the value itself leaks to the heap".
TO_HEAP: Final = b"\x01"
# The encoding of "goes nowhere".
NOWHERE: Final = b""


@final
class Leaks:
    """Dereference counts by destination."""

    __slots__ = ("counts",)

    def __init__(self) -> None:
        self.counts: Final[list[int]] = [-1] * DESTINATIONS

    def add(self, destination: int, derefs: int) -> None:
        """Record a flow; the shortest one counts."""
        counts = self.counts
        old = counts[destination]
        if old < 0 or derefs < old:
            # One more than that is kept, in a byte.
            counts[destination] = min(derefs, 254)

    def drop_covered(self) -> None:
        """Forget flows that say nothing beyond the flow to the heap."""
        counts = self.counts
        heap = counts[HEAP]
        if heap < 0:
            return
        for i in range(1, DESTINATIONS):
            if counts[i] >= heap:
                counts[i] = -1

    def encode(self) -> bytes:
        counts = self.counts
        n = DESTINATIONS
        while n > 0 and counts[n - 1] < 0:
            n -= 1
        return bytes([count + 1 for count in counts[:n]])


def decode(encoded: bytes) -> list[int]:
    """The counts that `encoded` holds, trailing absent ones left out."""
    return [byte - 1 for byte in encoded]
