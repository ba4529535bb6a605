"""What the allocator takes for a request."""

from typing import Final, final


@final
class Allocator:
    """Sizes of what the heap hands out, in bytes."""

    def __init__(
        self,
        *,
        classes: tuple[int, ...],
        small_max: int,
        page: int,
        header: int,
        tiny_block: int,
    ) -> None:
        # Sizes of small objects.
        self.classes: Final = classes
        # Larger objects get whole pages. The limit leaves room for a header, whether or not there is one.
        self.small_max: Final = small_max - header
        self.page: Final = page
        # What precedes larger objects with pointers, to say where these are.
        self.header: Final = header
        # Smaller objects without pointers share blocks of this size.
        self.tiny_block: Final = tiny_block

    def rounded(self, size: int, has_pointers: bool, word: int) -> int:
        """Bytes taken by an object of `size` bytes; 0 for objects without size, which share one address."""
        if size == 0:
            return 0
        if size > self.small_max:
            return (size + self.page - 1) // self.page * self.page
        if not has_pointers and size < self.tiny_block:
            return self._share(size)
        # A word of bits says it for as many words.
        if has_pointers and size > 8 * word * word:
            size += self.header
        for limit in self.classes:
            if size <= limit:
                return limit
        return size

    def _share(self, size: int) -> int:
        """The part of a block taken by a tiny object, rounded up, if all in the block are of its size."""
        align = 8 if size % 8 == 0 else 4 if size % 4 == 0 else 2 if size % 2 == 0 else 1
        step = (size + align - 1) // align * align
        in_block = (self.tiny_block - size) // step + 1
        return (self.tiny_block + in_block - 1) // in_block
