"""Numbers, strings and flags as bytes, and back.

Unsigned integers of any size are base-128 varints, least significant group first; signed ones are folded
so that small magnitudes stay short (0, -1, 1, -2 … become 0, 1, 2, 3 …).
"""

from typing import Final, final

from goescape.base.bug import InternalError

# How reading bytes ends that no `Out` has made.
NONSENSE: Final = (
    InternalError, IndexError, KeyError, ValueError, OverflowError, MemoryError, TypeError,
)  # fmt: skip

_COUNTABLE: Final = 1 << 62


@final
class Out:
    """A growing byte string."""

    __slots__ = ("data",)

    def __init__(self) -> None:
        self.data: Final = bytearray()

    def uint(self, n: int) -> None:
        data = self.data
        while n >= 0x80:
            data.append(n & 0x7F | 0x80)
            n >>= 7
        data.append(n)

    def sint(self, n: int) -> None:
        self.uint(n << 1 if n >= 0 else (-n << 1) - 1)

    def byte(self, n: int) -> None:
        self.data.append(n)

    def raw(self, value: bytes) -> None:
        """A byte string, its length in front."""
        self.uint(len(value))
        self.data.extend(value)

    def text(self, value: str) -> None:
        self.raw(value.encode("utf-8", "surrogateescape"))

    def texts(self, values: list[str]) -> None:
        self.uint(len(values))
        for value in values:
            self.text(value)

    def uints(self, values: list[int]) -> None:
        self.uint(len(values))
        for value in values:
            self.uint(value)

    def fixed(self, n: int) -> None:
        """Four bytes, whatever the value."""
        self.data.extend(n.to_bytes(4, "little"))

    def done(self) -> bytes:
        return bytes(self.data)


@final
class In:
    """A cursor over bytes that an `Out` made."""

    __slots__ = ("at", "data")

    def __init__(self, data: bytes, at: int = 0) -> None:
        self.data: Final = data
        self.at: int = at

    def uint(self) -> int:
        data = self.data
        at = self.at
        b = data[at]
        at += 1
        if b < 0x80:
            self.at = at
            return b
        n = b & 0x7F
        shift = 7
        while True:
            b = data[at]
            at += 1
            n |= (b & 0x7F) << shift
            if b < 0x80:
                self.at = at
                return n
            shift += 7

    def count(self) -> int:
        """A number that a program can have counted."""
        n = self.uint()
        if n >= _COUNTABLE:
            raise InternalError("a number that nothing can have")
        return n

    def sint(self) -> int:
        return _unfolded(self.uint())

    def signed_count(self) -> int:
        return _unfolded(self.count())

    def byte(self) -> int:
        b = self.data[self.at]
        self.at += 1
        return b

    def raw(self) -> bytes:
        n = self.uint()
        at = self.at
        if at + n > len(self.data):
            raise InternalError("a summary ends too early")
        self.at = at + n
        return self.data[at : at + n]

    def text(self) -> str:
        return self.raw().decode("utf-8", "surrogateescape")

    def texts(self) -> list[str]:
        return [self.text() for _ in range(self.uint())]

    def uints(self) -> list[int]:
        return [self.uint() for _ in range(self.uint())]

    def fixed(self) -> int:
        at = self.at
        self.at = at + 4
        return fixed_at(self.data, at)


def _unfolded(n: int) -> int:
    return -((n + 1) >> 1) if n & 1 else n >> 1


def fixed_at(data: bytes, at: int) -> int:
    return data[at] | data[at + 1] << 8 | data[at + 2] << 16 | data[at + 3] << 24
