"""Standard streams, whatever they are: closed, full, a terminal of another encoding, a pipe that nobody reads."""

import codecs
import errno
import os
import sys
from contextlib import suppress
from typing import Final, TextIO

_HANDLER: Final = "goescape"
# The status of a run whose output could not be written.
_UNWRITTEN: Final = 3


def prepare() -> None:
    """Make stdout and stderr fit to be written to; called once, before anything else."""
    for number in (0, 1, 2):
        _occupy(number)
    codecs.register_error(_HANDLER, _replaced)
    sys.stdout = _usable(sys.stdout, 1)
    sys.stderr = _usable(sys.stderr, 2)


def _occupy(number: int) -> None:
    """No file that is opened later may get the number of a closed stream."""
    try:
        os.fstat(number)
    except OSError:
        mode = os.O_RDONLY if number == 0 else os.O_WRONLY
        with suppress(OSError):
            opened = os.open(os.devnull, mode)
            if opened != number:
                os.dup2(opened, number)
                os.close(opened)


def _usable(stream: TextIO | None, number: int) -> TextIO:
    if stream is None:
        return open(number, "w", encoding="utf-8", errors=_HANDLER, closefd=False)
    with suppress(AttributeError, ValueError):
        stream.reconfigure(errors=_HANDLER)  # type: ignore[attr-defined]
    return stream


def _replaced(error: UnicodeError) -> tuple[str | bytes, int]:
    """Bytes that were no text go out as they came; characters that the encoding lacks are escaped."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    out = bytearray()
    for char in error.object[error.start : error.end]:
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:
            out.append(code - 0xDC00)
        else:
            out += char.encode("ascii", "backslashreplace")
    return bytes(out), error.end


def say(message: str) -> None:
    """A line on stderr; if that cannot be written, there is nobody to tell."""
    try:
        print(message, file=sys.stderr, flush=True)
    except OSError:
        silence(2)


def finish() -> str:
    """Write what is waiting; returns why stdout could not be written, "" if it was or nobody reads it."""
    try:
        sys.stdout.flush()
        problem = ""
    except OSError as error:
        problem = failure(error)
        silence(1)
    try:
        sys.stderr.flush()
    except OSError:
        silence(2)
    return problem


def complain(problem: str) -> int:
    """Say that stdout could not be written, if it could not; returns a status."""
    if not problem:
        return 0
    say(f"goescape: cannot write to stdout: {problem}")
    return _UNWRITTEN


def failure(error: OSError) -> str:
    """Why something could not be written; "" if its reader has gone away (`| head`)."""
    return "" if error.errno == errno.EPIPE else (error.strerror or str(error)).lower()


def silence(number: int) -> None:
    """Let what is still written to a stream go nowhere, also when the interpreter ends."""
    with suppress(OSError):
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, number)
        os.close(null)
