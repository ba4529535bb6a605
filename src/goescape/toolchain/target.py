"""What a program is compiled for: a system and an architecture.

Which files are for it is known for all targets (`building.Sources`); a row here is needed to analyse.
"""

from typing import Final, final


@final
class Layout:
    """How memory is laid out, in bytes."""

    def __init__(self, *, word: int, register: int, address_space: int) -> None:
        # A pointer, and what is as large: int, uint, uintptr.
        self.word: Final = word
        # What 64-bit numbers are aligned to.
        self.register: Final = register
        # No type is as large as that.
        self.address_space: Final = address_space
        # The largest int.
        self.int_max: Final = (1 << (8 * word - 1)) - 1


@final
class Architecture:
    """A processor as the compiler sees it."""

    def __init__(
        self, goarch: str, layout: Layout, *, is_little_endian: bool, merges_loads: bool
    ) -> None:
        self.goarch: Final = goarch
        self.layout: Final = layout
        self.is_little_endian: Final = is_little_endian
        # Loads of neighbouring bytes become one.
        self.merges_loads: Final = merges_loads


@final
class Target:
    """What GOOS and GOARCH name."""

    def __init__(self, goos: str, architecture: Architecture) -> None:
        self.goos: Final = goos
        self.goarch: Final = architecture.goarch
        self.architecture: Final = architecture
        self.layout: Final = architecture.layout

    @property
    def name(self) -> str:
        return f"{self.goos}/{self.goarch}"


AMD64: Final = Architecture(
    "amd64",
    Layout(word=8, register=8, address_space=1 << 50),
    is_little_endian=True,
    merges_loads=True,
)
