"""A release for a target: all that passes ask for when they do not ask the program."""

from typing import Final, final

from goescape.toolchain.intrinsics import Intrinsics
from goescape.toolchain.release import Release
from goescape.toolchain.target import Target


@final
class Toolchain:
    """Immutable, and the same all the way of a package."""

    def __init__(self, version: str, release: Release, target: Target) -> None:
        # What VERSION says: "go1.27.3".
        self.version: Final = version
        self.release: Final = release
        self.target: Final = target
        self.intrinsics: Final[Intrinsics] = release.intrinsics(target.architecture)
        # Experiments that are on.
        self.experiments: Final = release.sources.experiments.on(target.goos, target.goarch)

    @property
    def identity(self) -> str:
        """Tells it from all others, with the version of goescape."""
        return f"{self.version} {self.target.name} {','.join(sorted(self.experiments))}"

    @property
    def passes_in_registers(self) -> bool:
        """Whether Go functions pass arguments in registers, unlike assembly."""
        return self.release.sources.experiments.register_abi <= self.experiments

    @property
    def bytewise_max(self) -> int:
        """Comparisons with constant strings that are not longer go byte by byte, or by words."""
        architecture = self.target.architecture
        if architecture.merges_loads:
            return 2 * architecture.layout.register
        return self.release.generated.bytewise_max

    @property
    def compared_max(self) -> int:
        """Arrays of numbers that are not larger are compared on the spot."""
        architecture = self.target.architecture
        if architecture.merges_loads:
            return 2 * architecture.layout.register
        return self.release.generated.compared_small_max

    def rounded(self, size: int, has_pointers: bool) -> int:
        """Bytes that an object of `size` bytes takes in the heap."""
        return self.release.allocator.rounded(size, has_pointers, self.target.layout.word)
