"""Diagnostics of one package in the order, number and form in which the compiler prints them."""

import re

from goescape.base import codes
from goescape.base.diag import Diagnostic
from goescape.base.pos import NO_POS, PosTable, base_of, line_of
from goescape.lines.model import Message

# The compiler gives up after this many.
LIMIT = 10

_NEEDS_VERSION = re.compile(r"requires go[0-9]+\.[0-9]+ or later")


def error_messages(
    diagnostics: list[Diagnostic], positions: PosTable, lang: str, limit: int = LIMIT
) -> list[Message]:
    """The first ten as reported, sorted by place, without repetitions.

    Files sort in the order in which the first error of each was reported.
    """
    found: list[tuple[int, int, Message]] = []
    file_order: dict[int, int] = {}
    last_syntax = last_other = (-1, 0)
    last_text = ""
    cut_at: Message | None = None
    for diagnostic in diagnostics:
        here = (base_of(diagnostic.pos), line_of(diagnostic.pos))
        if diagnostic.code == codes.SYNTAX:
            # The rest of a line after a syntax error is noise.
            if here == last_syntax:
                continue
            last_syntax = here
        else:
            if here == last_other and diagnostic.message == last_text:
                continue
            last_other, last_text = here, diagnostic.message
        message = _message(diagnostic, positions, lang)
        order = file_order.setdefault(here[0], len(file_order))
        found.append((order, diagnostic.pos, message))
        if limit and len(found) >= limit:
            cut_at = Message(message.file, message.line, message.column, "too many errors")
            break
    found.sort(key=lambda entry: entry[:2])
    kept: list[Message] = []
    for _, _, message in found:
        if not kept or kept[-1] != message:
            kept.append(message)
    if cut_at is not None:
        kept.append(cut_at)
    return kept


def _message(diagnostic: Diagnostic, positions: PosTable, lang: str) -> Message:
    text = diagnostic.message
    if diagnostic.code != codes.SYNTAX and diagnostic.code != codes.UNSUPPORTED_FEATURE:
        text = _with_version(text, lang)
    if diagnostic.pos == NO_POS:
        return Message("", 0, 0, text)
    place = positions.place(diagnostic.pos)
    return Message(place.filename, place.line, place.column, text)


def _with_version(text: str, lang: str) -> str:
    """Say which language version was asked for where the text speaks of one that is missing.

    The checker has done so in its messages. The compiler looks at the text: a string of the program may say so, too.
    """
    is_told = "(file declares" in text or "(-lang was set" in text
    if lang and _NEEDS_VERSION.search(text) and not is_told:
        return f"{text} (-lang was set to {lang}; check go.mod)"
    return text
