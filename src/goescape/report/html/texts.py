"""Source texts of the page: those of packages that were asked about as a whole, of others what is pointed at."""

import hashlib
from collections.abc import Collection, Iterator
from typing import Any, Final

from goescape.understand.places import Paths, utf16_column
from goescape.understand.sites import directory
from goescape.understand.written import Reader

# Lines around one that is pointed at.
_AROUND: Final = 8
# A file that is larger is shown in part, whoever asked about it.
_LARGEST: Final = 2_000_000


class Texts:
    """The files of a page by number, and the lines of them that the page needs."""

    def __init__(self, read: Reader, paths: Paths, own: Collection[str]) -> None:
        self._read = read
        self._paths = paths
        # Directories of packages that were asked about.
        self._own = own
        self._numbers: dict[str, int] = {}
        # What was pointed at, by file.
        self._wanted: list[set[int]] = []
        self._lines: dict[str, list[str] | None] = {}

    def number(self, file: str, line: int) -> int:
        """The number of a file of which a line is pointed at; -1 for no file."""
        if not file:
            return -1
        number = self._numbers.setdefault(file, len(self._numbers))
        if number == len(self._wanted):
            self._wanted.append(set())
        self._wanted[number].add(line)
        return number

    def utf16_column(self, file: str, line: int, column: int) -> int:
        lines = self._lines_of(file)
        text = lines[line - 1] if lines is not None and 0 < line <= len(lines) else ""
        return utf16_column(text, column)

    def files(self) -> tuple[list[dict[str, Any]], list[Any]]:
        """What is said of each file, and texts, each once however many files have it."""
        texts: list[Any] = []
        known: dict[bytes, int] = {}
        found: list[dict[str, Any]] = []
        for file, number in self._numbers.items():
            entry: dict[str, Any] = {"path": self._paths.shorten(file), "text": -1}
            lines = self._lines_of(file)
            if lines is not None:
                entry["lines"] = len(lines)
                text = self._text(file, lines, self._wanted[number])
                key = hashlib.sha256(repr(text).encode("utf-8", "surrogatepass")).digest()
                entry["text"] = known.setdefault(key, len(texts))
                if entry["text"] == len(texts):
                    texts.append(text)
            found.append(entry)
        return found, texts

    def _text(self, file: str, lines: list[str], wanted: set[int]) -> list[list[Any]]:
        """Stretches of lines, each with the number of its first one."""
        is_whole = directory(file) in self._own and sum(map(len, lines)) <= _LARGEST
        if is_whole:
            return [[1, "\n".join(lines)]]
        return [
            [first, "\n".join(lines[first - 1 : last])]
            for first, last in _stretches(wanted, len(lines))
        ]

    def _lines_of(self, file: str) -> list[str] | None:
        if file not in self._lines:
            # A name may come from a `//line` directive and lead anywhere: no file that is not Go's is shown.
            content = self._read(file) if file.endswith(".go") else None
            self._lines[file] = None if content is None else _split(content)
        return self._lines[file]


def _split(content: bytes) -> list[str]:
    text = content.decode("utf-8", "surrogateescape")
    return [line.removesuffix("\r") for line in text.split("\n")]


def _stretches(wanted: set[int], count: int) -> Iterator[tuple[int, int]]:
    """From which to which lines something is shown, in order and apart from each other."""
    first, last = 0, 0
    for line in sorted(line for line in wanted if 0 < line <= count):
        if not first or line - _AROUND > last + 1:
            if first:
                yield first, last
            first = max(line - _AROUND, 1)
        last = min(line + _AROUND, count)
    if first:
        yield first, last
