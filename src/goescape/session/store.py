"""Analysed packages on disk: what importers need of them, and what was said about them.

An entry is a file named by its key, and says so itself: after a magic come a checksum and the key, so that a
damaged, foreign, exchanged or half-written file is recognised; it is then treated as absent and written anew. Files
appear under their name in one step, so processes that work at the same time see whole entries only.

A store that cannot be written, or not any more, keeps the entries of this run in memory.

Most entries of a run are only asked for their identity. One file, the index, has those of all that were read or written
before, with the stamps of their files.
"""

import hashlib
import marshal
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final, final

from goescape.load.files import ReadError, read_bytes, reason
from goescape.load.known import NOTHING, Stamp, stamp
from goescape.load.writing import write_whole

MAGIC: Final = b"goescape entry 3\n"
_INDEX_MAGIC: Final = b"goescape index 1\n"
_INDEX: Final = "index"
# Entries in the index, those that were used last.
_ENOUGH: Final = 50_000
_DIGEST: Final = 32
_SIZE: Final = 8
# The fields before the summary: checksum, hash of the key, identity, length of the summary.
_HEAD: Final = len(MAGIC) + 3 * _DIGEST + _SIZE
# No package comes near this.
_LARGEST: Final = 1 << 30


@final
class Entry:
    """One analysed package.

    `identity` stands for the summary and for those of all packages it mentions, and so on: packages that import this
    one need no new analysis while it stays the same.
    """

    def __init__(self, identity: bytes, summary: bytes, messages: bytes) -> None:
        self.identity: Final = identity
        self.summary: Final = summary
        self.messages: Final = messages

    @property
    def n_bytes(self) -> int:
        return len(self.summary) + len(self.messages)


@final
class Store:
    """Entries by key, below one directory; without one, in memory only."""

    def __init__(self, directory: Path | None, remembered: int = 0) -> None:
        self.directory: Final = directory
        self._base: Final = str(directory)
        # Entries that were asked for lately, up to so many bytes.
        self._capacity: Final = remembered
        self._n_bytes = 0
        self._lately: Final[dict[str, Entry]] = {}
        # Why something could not be written, the first of the reasons.
        self.problem: str = ""
        # Nothing is written any more.
        self.is_closed: bool = False
        # Entries that could not be written.
        self.kept: Final[dict[str, Entry]] = {}
        # Key -> identity and stamp; None before it is read.
        self._index: dict[str, tuple[bytes, Stamp]] | None = None
        # Whether the index has something that its file has not.
        self._has_news = False

    def path(self, key: str) -> Path:
        return Path(self._place(key))

    def _place(self, key: str) -> str:
        return f"{self._base}/{key[:2]}/{key[2:]}"

    def identity(self, key: str) -> bytes | None:
        """The identity of an entry that was found sound before and is as it was; None if it has to be read."""
        kept = self.kept.get(key)
        if kept is not None:
            return kept.identity
        if self.directory is None:
            return None
        found = self._known().get(key)
        if found is None or stamp(self._place(key)) != found[1]:
            return None
        return found[0]

    def _known(self) -> dict[str, tuple[bytes, Stamp]]:
        if self._index is None:
            self._index = _read_index(f"{self._base}/{_INDEX}")
        return self._index

    def _note(self, key: str, entry: Entry, seen: Stamp) -> None:
        known = self._known()
        if seen != NOTHING and known.get(key) != (entry.identity, seen):
            known[key] = entry.identity, seen
            self._has_news = True

    def save_index(self) -> None:
        """Keep for later runs which entries were found sound; of runs at the same time, the last one does."""
        if self._has_news and self.directory is not None and not self.is_closed:
            entries = dict(list(self._known().items())[-_ENOUGH:])
            data = marshal.dumps(entries)
            with suppress(OSError):
                _write(
                    f"{self._base}/{_INDEX}", _INDEX_MAGIC + hashlib.sha256(data).digest() + data
                )
            self._has_news = False

    def get(self, key: str) -> Entry | None:
        """The entry, or None if there is no sound one."""
        kept = self.kept.get(key)
        if kept is not None or self.directory is None:
            return kept
        lately = self._lately.pop(key, None)
        if lately is not None:
            # Those that nobody asks for go first.
            self._lately[key] = lately
            return lately
        place = self._place(key)
        seen = stamp(place)
        try:
            data = read_bytes(place, _LARGEST)
        except ReadError:
            return None
        entry = _decoded(key, data)
        if entry is not None:
            self._note(key, entry, seen)
        if entry is not None and self._capacity:
            self._remember(key, entry)
        return entry

    def _remember(self, key: str, entry: Entry) -> None:
        self._lately[key] = entry
        self._n_bytes += entry.n_bytes
        while self._n_bytes > self._capacity:
            oldest = next(iter(self._lately))
            self._n_bytes -= self._lately.pop(oldest).n_bytes

    def put(self, key: str, entry: Entry) -> bool:
        """Keep an entry; False if it is only in memory."""
        if self.directory is not None and not self.is_closed:
            try:
                place = self._place(key)
                _write(place, _encoded(key, entry))
                self.kept.pop(key, None)
                self._note(key, entry, stamp(place))
                return True
            except OSError as error:
                self.problem = self.problem or f"{self.directory}: {reason(error)}"
                # A folder in the place of an entry is in the way of that one only.
                self.is_closed = not isinstance(error, IsADirectoryError)
        self.kept[key] = entry
        return False

    def drop(self, key: str) -> None:
        """Forget an entry that turned out to be of no use."""
        self.kept.pop(key, None)
        self._has_news = self._known().pop(key, None) is not None or self._has_news
        forgotten = self._lately.pop(key, None)
        if forgotten is not None:
            self._n_bytes -= forgotten.n_bytes
        if self.directory is not None:
            try:
                os.unlink(self._place(key))
            except OSError:
                # It will be written over, or not be read again in this run.
                return


def _named(key: str) -> bytes:
    """A key as entries have it: of fixed length."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).digest()


def _encoded(key: str, entry: Entry) -> bytes:
    size = len(entry.summary).to_bytes(_SIZE, "little")
    body = _named(key) + entry.identity + size + entry.summary + entry.messages
    return MAGIC + hashlib.sha256(body).digest() + body


def _decoded(key: str, data: bytes) -> Entry | None:
    if len(data) < _HEAD or not data.startswith(MAGIC):
        return None
    at = len(MAGIC)
    checksum, own_key = data[at : at + _DIGEST], data[at + _DIGEST : at + 2 * _DIGEST]
    identity = data[at + 2 * _DIGEST : at + 3 * _DIGEST]
    size = int.from_bytes(data[_HEAD - _SIZE : _HEAD], "little")
    if own_key != _named(key) or size > len(data) - _HEAD:
        return None
    if hashlib.sha256(data[at + _DIGEST :]).digest() != checksum:
        return None
    return Entry(identity, data[_HEAD : _HEAD + size], data[_HEAD + size :])


def _write(place: str, data: bytes) -> None:
    try:
        write_whole(place, data)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        write_whole(place, data)


def _read_index(place: str) -> dict[str, tuple[bytes, Stamp]]:
    try:
        data = read_bytes(place, _LARGEST)
    except ReadError:
        return {}
    head = len(_INDEX_MAGIC) + _DIGEST
    body = memoryview(data)[head:]
    if not data.startswith(_INDEX_MAGIC):
        return {}
    if hashlib.sha256(body).digest() != data[len(_INDEX_MAGIC) : head]:
        return {}
    try:
        found = marshal.loads(body)
    except (EOFError, ValueError, TypeError):
        return {}
    return found if isinstance(found, dict) else {}


def digest(parts: Iterable[bytes]) -> bytes:
    """A hash of several byte strings that tells apart how they are divided."""
    state = hashlib.sha256()
    for part in parts:
        state.update(len(part).to_bytes(8, "little"))
        state.update(part)
    return state.digest()
