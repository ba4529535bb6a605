"""Places in source files, as the formats for people and programs name them."""

import os
from collections.abc import Callable

# The text of a line of a file, without its end; "" if it cannot be read.
Source = Callable[[str, int], str]


def blank_before(line: str, column: int) -> str:
    """Blanks as wide as what is before a byte column; tabs stay tabs."""
    before = line.encode("utf-8", "surrogateescape")[: max(column - 1, 0)]
    text = before.decode("utf-8", "replace")
    return "".join("\t" if char == "\t" else " " for char in text)


def shorten(path: str, cwd: str) -> str:
    """A path relative to the working directory, if that is shorter."""
    if not os.path.isabs(path):
        return path
    relative = os.path.relpath(path, cwd)
    if relative.startswith("..") and len(relative) >= len(path):
        return path
    return relative


def utf16_column(line: str, column: int) -> int:
    """The column that a byte column is in UTF-16 code units, as editors count; 0 stays 0."""
    before = line.encode("utf-8", "surrogateescape")[: max(column - 1, 0)]
    text = before.decode("utf-8", "replace")
    return 0 if column == 0 else len(text.encode("utf-16-le")) // 2 + 1
