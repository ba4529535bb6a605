"""Files: the only reader of what the user names, and what a build was made of.

Every file is read once; what is hashed is what is analysed, whatever happens to the disk meanwhile. Only
regular files are read: a FIFO would never end, a device may not either.
"""

import hashlib
import os
import stat
from typing import Final

# Go refuses to embed or compile anything near this; a larger file is a mistake.
_LARGEST: Final = 512 << 20
_NOT_REGULAR: Final = "not a regular file"
_TOO_LARGE: Final = "file too large"


class ReadError(Exception):
    """A file cannot be read; the text is the reason alone, worded as the system words it."""


def reason(error: OSError) -> str:
    """Why the system refused, as Go prints it."""
    return (error.strerror or str(error)).lower()


def read_bytes(path: str, largest: int = _LARGEST) -> bytes:
    """The content of a regular file; raises ReadError, and never waits for a writer."""
    try:
        # Without O_NONBLOCK opening a FIFO would wait.
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise ReadError(reason(error)) from None
    except ValueError:
        raise ReadError("invalid argument") from None
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise ReadError("is a directory")
        if not stat.S_ISREG(status.st_mode):
            raise ReadError(_NOT_REGULAR)
        if status.st_size > largest:
            raise ReadError(_TOO_LARGE)
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise ReadError(reason(error)) from None
    finally:
        os.close(handle)
    if len(data) > largest:
        raise ReadError(_TOO_LARGE)
    return data


class Files:
    """The files of one build, as they were when they were first looked at."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}
        self._failures: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}

    def read(self, path: str) -> bytes:
        """The content of a file; raises ReadError."""
        content = self._contents.get(path)
        if content is not None:
            return content
        failure = self._failures.get(path)
        if failure is not None:
            raise ReadError(failure)
        try:
            content = read_bytes(path)
        except ReadError as error:
            self._failures[path] = str(error)
            raise
        self._contents[path] = content
        return content

    def digest(self, path: str) -> bytes:
        """A hash of what `read` gives."""
        found = self._digests.get(path)
        if found is None:
            try:
                found = hashlib.sha256(self.read(path)).digest()
            except ReadError as error:
                found = f"! {error}".encode("utf-8", "surrogateescape")
            self._digests[path] = found
        return found

    def forget(self, path: str) -> None:
        """Let go of a content that nobody will ask for again."""
        self._contents.pop(path, None)
