"""Diagnostics as values: what is wrong with the Go program that was read."""

from typing import Final, final


@final
class Diagnostic:
    """One error in the user's source, worded as the compiler words it.

    The message may have further lines, each starting with a tab, as the compiler prints them.
    `soft` marks what does not stop the compiler's front end from going on (unused variables).
    """

    def __init__(self, pos: int, message: str, soft: bool = False) -> None:
        self.pos: Final = pos
        self.message: Final = message
        self.soft: Final = soft


@final
class Sink:
    """Collects diagnostics of one package."""

    def __init__(self) -> None:
        self.diagnostics: Final[list[Diagnostic]] = []

    def error(self, pos: int, message: str) -> None:
        self.diagnostics.append(Diagnostic(pos, message))

    def soft_error(self, pos: int, message: str) -> None:
        self.diagnostics.append(Diagnostic(pos, message, soft=True))

    @property
    def has_errors(self) -> bool:
        return len(self.diagnostics) != 0

    @property
    def has_syntax_errors(self) -> bool:
        """Whether types cannot be checked: other errors of the parser do not stop the compiler."""
        return any(d.message.startswith("syntax error") for d in self.diagnostics)
