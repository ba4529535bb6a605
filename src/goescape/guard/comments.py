"""The comments of a Go file, and which of them mean to be directives of ours.

A file is split by what may hide a comment: strings, runes and comments themselves. No tree is needed, and most files
are done with after one search for our name.
"""

import re
from dataclasses import dataclass
from typing import Final

_PIECE: Final = re.compile(
    rb"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|`[^`]*`?|'(?:\\.|[^'\\\n])*'?", re.DOTALL
)
# As near to `//goescape:` as somebody may come who means it.
_MEANT: Final = re.compile(rb"^[ \t]*go-?escape[ \t]*:", re.IGNORECASE)
_NAME: Final = re.compile(rb"go-?escape", re.IGNORECASE)
PREFIX: Final = "goescape:"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on one line, from `//` or `/*` on."""

    line: int
    column: int
    text: str
    # Nothing but blanks stands before it on its line.
    is_alone: bool

    @property
    def is_directive(self) -> bool:
        """It is one of ours, as it has to be written; otherwise it only means to be one."""
        return self.text.startswith(f"//{PREFIX}")


def comments(content: bytes) -> list[Comment]:
    """The `//` comments of a file, and the first lines of others."""
    found: list[Comment] = []
    line, counted = 1, 0
    for piece in _PIECE.finditer(content):
        if not piece.group().startswith((b"//", b"/*")):
            continue
        start = piece.start()
        line += content.count(b"\n", counted, start)
        counted = start
        before = content[content.rfind(b"\n", 0, start) + 1 : start]
        text = piece.group().split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
        found.append(Comment(line, len(before) + 1, text.rstrip(), not before.strip()))
    return found


def ours(content: bytes) -> list[Comment]:
    """Comments that are, or mean to be, directives of ours."""
    if _NAME.search(content) is None:
        return []
    return [
        comment for comment in comments(content) if _MEANT.match(comment.text[2:].encode("utf-8"))
    ]
