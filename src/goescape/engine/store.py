"""Analysed packages on disk: what importers need of them, and what was said about them.

An entry is a file named by its key. Its first lines are a magic and a checksum, so that a damaged, foreign or
half-written file is recognised; it is then treated as absent and written anew. Files appear under their
name in one step, so processes that work at the same time see whole entries only.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final, final

MAGIC: Final = b"goescape entry 1\n"
_DIGEST: Final = 32


@final
class Entry:
    """One analysed package.

    `identity` stands for the summary and for those of all packages it may mention: packages that import this
    one need no new analysis while it stays the same.
    """

    def __init__(self, identity: bytes, summary: bytes, messages: bytes) -> None:
        self.identity: Final = identity
        self.summary: Final = summary
        self.messages: Final = messages


@final
class Store:
    """Entries by key, below one directory."""

    def __init__(self, directory: Path) -> None:
        self.directory: Final = directory

    def path(self, key: str) -> Path:
        return self.directory / key[:2] / key[2:]

    def get(self, key: str) -> Entry | None:
        """The entry, or None if there is no sound one."""
        try:
            with open(self.path(key), "rb") as file:
                data = file.read()
        except OSError:
            return None
        head = len(MAGIC) + _DIGEST
        if not data.startswith(MAGIC) or len(data) < head + _DIGEST + 8:
            return None
        if hashlib.sha256(data[head:]).digest() != data[len(MAGIC) : head]:
            return None
        at = head + _DIGEST
        size = int.from_bytes(data[at : at + 8], "little")
        at += 8
        return Entry(data[head : head + _DIGEST], data[at : at + size], data[at + size :])

    def put(self, key: str, entry: Entry) -> None:
        """Write an entry; raises OSError when the directory cannot be written."""
        size = len(entry.summary).to_bytes(8, "little")
        body = entry.identity + size + entry.summary + entry.messages
        path = self.path(key)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(MAGIC + hashlib.sha256(body).digest() + body)
            os.replace(temporary, path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise


def digest(parts: Iterable[bytes]) -> bytes:
    """A hash of several byte strings that tells apart how they are divided."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()
