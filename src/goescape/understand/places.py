"""Places in source files, as the formats for people and programs name them."""

import hashlib
import os
from collections.abc import Callable

from goescape.load.names import escaped

# The text of a line of a file, without its end; "" if it cannot be read.
Source = Callable[[str, int], str]


def position(file: str, line: int, column: int) -> str:
    """As people write it; a place may have no column."""
    return f"{file}:{line}" + (f":{column}" if column else "")


def mark(*parts: str) -> str:
    """A short name for what is told apart by these texts, and nothing else."""
    text = "\0".join(parts).encode("utf-8", "surrogateescape")
    return hashlib.sha256(text).hexdigest()[:32]


def text_before(line: str, column: int) -> str:
    """What is before a byte column."""
    before = line.encode("utf-8", "surrogateescape")[: max(column - 1, 0)]
    return before.decode("utf-8", "replace")


class Paths:
    """Shows paths as short as a person can still tell what they are."""

    def __init__(self, cwd: str, goroot: str) -> None:
        self._cwd = cwd
        std = os.path.join(goroot, "src") + os.sep
        # Who works in the standard library wants its files relative, too.
        self._std = "" if f"{cwd}{os.sep}".startswith(std) else std

    def shorten(self, path: str) -> str:
        """Relative to the working directory, or to GOROOT; otherwise as it is. Nothing in it acts on a terminal."""
        if not os.path.isabs(path):
            return escaped(path)
        if self._std and path.startswith(self._std):
            return escaped(f"$GOROOT/src/{path[len(self._std) :]}")
        relative = os.path.relpath(path, self._cwd)
        is_longer = relative.startswith("..") and len(relative) >= len(path)
        return escaped(path if is_longer else relative)


def utf16_column(line: str, column: int) -> int:
    """The column that a byte column is in UTF-16 code units, as editors count; 0 stays 0."""
    before = text_before(line, column)
    return 0 if column == 0 else len(before.encode("utf-16-le")) // 2 + 1
