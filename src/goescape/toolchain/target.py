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
        self,
        goarch: str,
        layout: Layout,
        *,
        is_little_endian: bool,
        merges_loads: bool,
        alignment: int,
    ) -> None:
        self.goarch: Final = goarch
        self.layout: Final = layout
        self.is_little_endian: Final = is_little_endian
        # Loads of neighbouring bytes become one.
        self.merges_loads: Final = merges_loads
        # What loads and stores that are as large or larger have to be aligned to.
        self.alignment: Final = alignment


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


_WORDS_OF_4: Final = Layout(word=4, register=4, address_space=(1 << 32) - 1)
_WORDS_OF_4_HALF: Final = Layout(word=4, register=4, address_space=(1 << 31) - 1)
_WORDS_OF_8: Final = Layout(word=8, register=8, address_space=1 << 50)

# cmd/internal/sys/arch.go; MAXWIDTH in cmd/compile/internal/*/galign.go
ARCHITECTURES: Final = tuple(
    Architecture(
        goarch,
        layout,
        is_little_endian=is_little_endian,
        merges_loads=merges_loads,
        alignment=alignment,
    )
    for goarch, layout, is_little_endian, merges_loads, alignment in (
        ("386", _WORDS_OF_4, True, True, 1),
        ("amd64", _WORDS_OF_8, True, True, 1),
        ("arm", _WORDS_OF_4, True, False, 4),
        ("arm64", _WORDS_OF_8, True, True, 1),
        ("loong64", _WORDS_OF_8, True, True, 1),
        ("mips", _WORDS_OF_4_HALF, False, False, 4),
        ("mipsle", _WORDS_OF_4_HALF, True, False, 4),
        ("mips64", _WORDS_OF_8, False, False, 8),
        ("mips64le", _WORDS_OF_8, True, False, 8),
        ("ppc64", _WORDS_OF_8, False, True, 1),
        ("ppc64le", _WORDS_OF_8, True, True, 1),
        ("riscv64", _WORDS_OF_8, True, False, 8),
        ("s390x", _WORDS_OF_8, False, True, 1),
        ("wasm", _WORDS_OF_8, True, False, 1),
    )
)
