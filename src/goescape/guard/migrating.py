"""Directives of other tools, rewritten as ours."""

from dataclasses import dataclass, field

from goescape.guard import dialects
from goescape.guard.comments import PREFIX, Comment
from goescape.guard.contracts import STACK
from goescape.guard.directives import in_dialects
from goescape.guard.grammar import Malformed


@dataclass(slots=True)
class Migrated:
    """A file with our directives instead of others'."""

    content: bytes
    n_changed: int = 0
    # What has to be done by hand: line, the comment, why.
    left: list[tuple[int, str, str]] = field(default_factory=list)


def migrated(content: bytes, spoken: tuple[str, ...]) -> Migrated:
    """Rewrite what can be; a comment with several directives becomes several lines, or the first of them if it is behind code."""
    lines = content.split(b"\n")
    found = Migrated(content)
    # From below, so that lines keep their numbers.
    for comment, dialect in reversed(in_dialects(content, spoken)):
        try:
            ours, why = _ours(comment, dialect)
            below = lines[comment.line].strip() if comment.line < len(lines) else b""
            if f"//{PREFIX}{STACK}" in ours and below.startswith(b"func "):
                ours, why = (
                    [],
                    "what it says of parameters is promised by noescape, with their names",
                )
        except Malformed as error:
            ours, why = [], str(error)
        if why:
            found.left.append((comment.line, comment.text, why))
            continue
        at = comment.line - 1
        before = lines[at][: comment.column - 1]
        end = b"\r" if lines[at].endswith(b"\r") else b""
        if comment.is_alone:
            lines[at : at + 1] = [before + text.encode() + end for text in ours]
        else:
            lines[at] = before + ours[0].encode() + end
            indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
            lines[at:at] = [indent + text.encode() + end for text in ours[1:]]
        found.n_changed += 1
    found.left.reverse()
    found.content = b"\n".join(lines)
    return found


def _ours(comment: Comment, dialect: str) -> tuple[list[str], str]:
    """Our directives for a comment, or why there are none."""
    if dialect == dialects.LEM:
        return [], "what lem measures is promised by noalloc, budget, stack and noescape"
    texts: list[str] = []
    for each in dialects.understood(comment.text, dialect):
        if not each.ours:
            return [], "there is no promise to allocate"
        texts.append(f"//{PREFIX}{each.ours}")
    return texts, ""
