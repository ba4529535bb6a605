"""What the compiler prints, as plain data."""

from dataclasses import dataclass

# What the compiler prints for a position that it does not know.
UNKNOWN = "<unknown line number>"


@dataclass(frozen=True, slots=True)
class Message:
    """One decision of the compiler, or an error in the Go program: a line, and what is explained below it."""

    # "" with line 0: the compiler knows no position and prints none.
    file: str
    line: int
    # 0 if the compiler prints no column.
    column: int
    text: str
    # The kind of a remark (`goescape.ir.remark`), -1 for errors.
    kind: int = -1
    # Kinds that the compiler explains (`-m=2`): the lines below, without the position that each begins with.
    below: tuple[str, ...] = ()

    @property
    def position(self) -> str:
        return position_text(self.file, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.position}: {self.text}" if self.line else self.text


def position_text(file: str, line: int, column: int) -> str:
    if line == 0:
        return ""
    return f"{file}:{line}" if column == 0 else f"{file}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class LogFile:
    """The optimisation log of one source file: a diagnostic a line."""

    source: str
    text: str
