"""What goescape raises when it is itself wrong."""

from typing import Final


class InternalError(Exception):
    """A construct that a pass does not know, or a broken invariant: a defect of goescape.

    Caught once per package at the API and shown with the position and the construct's name.
    """

    def __init__(self, message: str, pos: int = 0) -> None:
        super().__init__(message)
        self.message: Final = message
        self.pos: Final = pos
