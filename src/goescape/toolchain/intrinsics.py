"""Functions that the compiler replaces by instructions, or reckons as cheap."""

from typing import Final, final


@final
class Intrinsics:
    """Those of one release for one architecture, by import path and name (`bits.Len`, `order.Uint16`)."""

    def __init__(
        self,
        *,
        functions: dict[str, frozenset[str]],
        cheap: dict[str, frozenset[str]],
        escape_package: str,
        escape_prefix: str,
    ) -> None:
        self._functions: Final = functions
        # Calls that become loads and stores although their bodies look expensive, and others that count as little.
        self._cheap: Final = cheap
        # A generic function whose only purpose is to tell escape analysis something.
        self._escape_package: Final = escape_package
        self._escape_prefix: Final = escape_prefix

    def is_intrinsic(self, path: str, name: str) -> bool:
        """Whether calls of this function become instructions: inlining leaves them alone."""
        found = self._functions.get(path)
        return found is not None and name in found

    def names(self) -> list[tuple[str, str]]:
        """All of them: import path and name."""
        return [(path, name) for path, found in self._functions.items() for name in found]

    def is_cheap(self, path: str, name: str) -> bool:
        """Whether a call of this function counts as one node, although it can be inlined like any other."""
        if self.tells_escape(path, name):
            return True
        found = self._cheap.get(path)
        return found is not None and name in found

    def tells_escape(self, path: str, name: str) -> bool:
        """Whether it is an instance of the function that makes its argument escape unless it is a string."""
        return path == self._escape_package and name.startswith(self._escape_prefix)
