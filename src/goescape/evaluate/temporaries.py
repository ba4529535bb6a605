"""The variables that hold what is taken out of expressions.

One is free again at the end of the statement or block it was needed for, and the next one of its type is the one
that was freed last. So a temporary may be one whose address was taken long before.
"""

from typing import Final, final

from goescape.types import fingerprint, identity
from goescape.types.model import Type


@final
class Pool:
    """All temporaries of a function, by number."""

    def __init__(self) -> None:
        # Those whose address has been taken so far.
        self.addressed: Final[set[int]] = set()
        self._types: Final[list[Type]] = []
        self._in_use: Final[list[int]] = []
        # The free ones in the order in which they were freed, by fingerprint of their type.
        self._free: Final[dict[int, list[int]]] = {}

    def take(self, t: Type) -> int:
        number = self._reused(t)
        if number < 0:
            number = len(self._types)
            self._types.append(t)
        self._in_use.append(number)
        return number

    def mark(self) -> int:
        """How many are in use: what is taken from now on can be released together."""
        return len(self._in_use)

    def release(self, mark: int) -> None:
        for number in self._in_use[mark:]:
            key = fingerprint.of(self._types[number])
            self._free.setdefault(key, []).append(number)
        del self._in_use[mark:]

    def _reused(self, t: Type) -> int:
        free = self._free.get(fingerprint.of(t), [])
        for at in range(len(free) - 1, -1, -1):
            number = free[at]
            if identity.identical(self._types[number], t):
                del free[at]
                return number
        return -1
