"""Lines of source files, for showing them."""

import functools


@functools.cache
def _lines(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8", errors="surrogateescape") as handle:
            return handle.read().split("\n")
    except OSError:
        return []


def line_of(file: str, line: int) -> str:
    """The text of a line; "" if there is none to be had."""
    lines = _lines(file)
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
