"""Source text as the scanner wants it: valid UTF-8 without NULs and byte order marks.

What does not belong into Go source stands between tokens or inside of them without separating anything. It
is taken out beforehand, so the scanner need not look for it; the holes say where it was.
"""

from typing import Final, final

_BOM: Final = b"\xef\xbb\xbf"


@final
class Hole:
    """Bytes that were taken out."""

    def __init__(self, at: int, taken: bytes, line: int, column: int, message: str) -> None:
        # Offset in the cleaned text of the byte that followed.
        self.at: Final = at
        self.taken: Final = taken
        self.width: Final = len(taken)
        self.line: Final = line
        self.column: Final = column
        # Empty for the byte order mark that may start a file.
        self.message: Final = message


def clean(source: bytes, holes: list[Hole]) -> bytes:
    """The source without the bytes that may not be there; these are added to `holes`."""
    if b"\x00" not in source and (source.isascii() or _is_clean(source)):
        return source
    kept = bytearray()
    line = 1
    line_start = 0
    at = 0
    while at < len(source):
        c = source[at]
        width = 1
        message = ""
        if c == 0:
            # The compiler words it differently for the very first byte.
            message = "invalid NUL character" if at else "invalid character U+0000"
        elif c >= 0x80:
            width = _valid_width(source, at)
            if width == 0:
                width = 1
                message = "invalid UTF-8 encoding"
            elif source.startswith(_BOM, at):
                message = "invalid BOM in the middle of the file"
        if message:
            if at == 0 and width == 3:
                message = ""
            taken = source[at : at + width]
            holes.append(Hole(len(kept), taken, line, at - line_start + 1, message))
        else:
            kept += source[at : at + width]
        at += width
        if c == 10:
            line += 1
            line_start = at
    return bytes(kept)


def _is_clean(source: bytes) -> bool:
    if _BOM in source:
        return False
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _valid_width(source: bytes, at: int) -> int:
    """The width of the character at an offset, 0 if it is not UTF-8."""
    c = source[at]
    width = 2 if c < 0xE0 else 3 if c < 0xF0 else 4
    try:
        source[at : at + width].decode("utf-8")
    except UnicodeDecodeError:
        return 0
    return width
