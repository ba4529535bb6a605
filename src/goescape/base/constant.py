"""Exact constants of any size and precision (Go spec, "Constants").

Placeholder data types; the operations follow.
"""

from fractions import Fraction
from typing import Final, TypeAlias, final


@final
class UnknownConst:
    """The value of a constant expression in which an error was reported."""

    __slots__ = ()


@final
class BoolConst:
    __slots__ = ("value",)

    def __init__(self, value: bool) -> None:
        self.value: Final = value


@final
class StringConst:
    """A string constant: bytes, not necessarily UTF-8."""

    __slots__ = ("value",)

    def __init__(self, value: bytes) -> None:
        self.value: Final = value


@final
class IntConst:
    __slots__ = ("value",)

    def __init__(self, value: int) -> None:
        self.value: Final = value


@final
class FloatConst:
    """A rational, exact."""

    __slots__ = ("value",)

    def __init__(self, value: Fraction) -> None:
        self.value: Final = value


@final
class ComplexConst:
    __slots__ = ("imag", "real")

    def __init__(self, real: "IntConst | FloatConst", imag: "IntConst | FloatConst") -> None:
        self.real: Final = real
        self.imag: Final = imag


Constant: TypeAlias = (
    BoolConst | StringConst | IntConst | FloatConst | ComplexConst | UnknownConst
)
