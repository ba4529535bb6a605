"""The compiler's own lines, and the form `go build` gives them."""

import os
from collections.abc import Iterator

from goescape.lines.model import UNKNOWN, Message
from goescape.session.model import PackageResult


def lines(messages: list[Message]) -> str:
    """One line a message, its explanation below, as `go tool compile` prints them."""
    return "".join(pieces(messages))


def pieces(messages: list[Message]) -> Iterator[str]:
    """The same, message by message: under `-m=2` the text of a package can be larger than its analysis."""
    for message in messages:
        if message.below:
            # Every line begins with the position of the value that is explained.
            at = message.position or UNKNOWN
            yield "".join([f"{at}: {line}\n" for line in (message.text, *message.below)])
        else:
            yield f"{message}\n"


def under_header(result: PackageResult, messages: list[Message], cwd: str) -> str:
    """`# importpath` and the lines with shortened paths; nothing for a package without lines."""
    return "".join(pieces_under_header(result, messages, cwd))


def pieces_under_header(result: PackageResult, messages: list[Message], cwd: str) -> Iterator[str]:
    """The same, message by message."""
    if not messages:
        return
    yield f"# {result.import_path}\n"
    shortener = Shortener(result.dir, cwd)
    for piece in pieces(messages):
        yield shortener.shorten(piece)


class Shortener:
    """Replaces the package's directory, then each parent, by a relative path where that is shorter.

    Longest first, so a file of a sibling package is found through the common parent. `/` is replaced
    as well when that pays, as the go command does.
    """

    def __init__(self, directory: str, cwd: str) -> None:
        # Directories and what stands for them, longest first.
        self._pairs: list[tuple[str, str]] = []
        while True:
            relative = os.path.relpath(directory, cwd)
            if len(relative) < len(directory) and _same_file(
                os.path.join(cwd, relative), directory
            ):
                self._pairs.append((directory, relative))
            parent = os.path.dirname(directory)
            if parent == directory:
                return
            directory = parent

    def shorten(self, text: str) -> str:
        for directory, relative in self._pairs:
            text = _replace_path(text, directory, relative)
        return text


def _same_file(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return not os.path.exists(path) and not os.path.exists(other)


def _replace_path(text: str, old: str, new: str) -> str:
    """Replace paths at line starts, after a blank, and after a line's leading tab."""
    if old not in text:
        return text
    for before in (" ", "\n", "\n\t"):
        text = text.replace(before + old, before + new)
    return new + text[len(old) :] if text.startswith(old) else text
