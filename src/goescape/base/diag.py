"""Diagnostics as values: what is wrong with the Go program that was read."""

from typing import Final, final

from goescape.base import codes


@final
class Diagnostic:
    """One error in the user's source, worded as the compiler words it.

    The message may have further lines, each starting with a tab, as the compiler prints them. The code is one
    of `codes`.
    """

    def __init__(self, pos: int, code: str, message: str) -> None:
        self.pos: Final = pos
        self.code: Final = code
        self.message: Final = message


@final
class Sink:
    """Collects diagnostics of one package."""

    def __init__(self) -> None:
        self.diagnostics: Final[list[Diagnostic]] = []

    def error(self, pos: int, code: str, message: str) -> None:
        self.diagnostics.append(Diagnostic(pos, code, message))

    @property
    def has_errors(self) -> bool:
        return len(self.diagnostics) != 0

    @property
    def has_syntax_errors(self) -> bool:
        """Whether types cannot be checked: other errors of the parser do not stop the compiler."""
        return any(d.code == codes.SYNTAX for d in self.diagnostics)
