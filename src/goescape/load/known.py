"""What earlier runs found in folders: listings, and of files a hash and what planning wants to know, by their stamps.

Nothing that has not changed is read again to make a plan. A file or folder counts as unchanged if size, times and inode
are what they were; and such a record is only made of what had been at rest for a while when this run began: a change
in the same tick of the clock would show in none of them.
"""

import hashlib
import marshal
import os
import stat
import time
from contextlib import suppress
from typing import Any, Final, final

from goescape.load.writing import write_whole

# Size, time of the content, time of the entry, inode.
Stamp = tuple[int, int, int, int]
# A value that is made of a file's content alone: of what marshal can write.
Note = Any
# Stamp, hash and note of a file.
FileRecord = tuple[Stamp, bytes, Note]
# Name, whether it is a directory, whether it is a regular file.
Listing = tuple[tuple[str, bool, bool], ...]

NOTHING: Final[Stamp] = (0, 0, 0, 0)
_MAGIC: Final = b"goescape folders 1\n"
_SIZE: Final = 8
_DIGEST: Final = 32
# Of a folder: stamp, listing, files.
_FIELDS: Final = 3
# The coarsest clock of a file system.
_TICK_NS: Final = 2_000_000_000
# Folders in one book; far more than anybody works with at a time.
_ENOUGH: Final = 50_000


def stamp(path: str) -> Stamp:
    """By which changes of a file or folder are noticed; zeros if there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return NOTHING
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def _content(path: str) -> bytes:
    """What a regular file holds; nothing if it is none. Opening a FIFO would wait for a writer."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read() if stat.S_ISREG(os.fstat(handle).st_mode) else b""
    except OSError:
        return b""


def _loaded(data: memoryview) -> object:
    """A value as marshal wrote it; None for what it did not write."""
    try:
        return marshal.loads(data)
    except (EOFError, ValueError, TypeError):
        return None


@final
class _Folder:
    """What is known of one folder."""

    __slots__ = ("files", "listing", "stamp")

    def __init__(self, stamp: Stamp, listing: Listing | None, files: dict[str, FileRecord]) -> None:
        self.stamp = stamp
        self.listing = listing
        self.files = files


@final
class _Book:
    """Folders in one file of the cache, decoded one by one."""

    def __init__(self, path: str, identity: str) -> None:
        self._path: Final = path
        self._head: Final = _MAGIC + hashlib.sha256(identity.encode("utf-8")).digest()
        self._data = memoryview(b"")
        # Where folders are in the data.
        self._places: dict[str, tuple[int, int]] | None = None
        self._folders: Final[dict[str, _Folder]] = {}
        # Folders of which something new is known.
        self._news: Final[set[str]] = set()

    def _table(self) -> dict[str, tuple[int, int]]:
        if self._places is None:
            self._places = self._read()
        return self._places

    def _read(self) -> dict[str, tuple[int, int]]:
        data = _content(self._path)
        start = len(self._head) + _DIGEST
        if not data.startswith(self._head) or len(data) < start + _SIZE:
            return {}
        body = memoryview(data)[start:]
        if hashlib.sha256(body).digest() != data[len(self._head) : start]:
            return {}
        size = int.from_bytes(body[:_SIZE], "little")
        self._data = body[_SIZE + size :]
        found = _loaded(body[_SIZE : _SIZE + size])
        return found if isinstance(found, dict) else {}

    def folder(self, directory: str) -> _Folder | None:
        found = self._folders.get(directory)
        if found is None:
            place = self._table().get(directory)
            if place is None:
                return None
            kept = _loaded(self._data[place[0] : place[1]])
            if not isinstance(kept, tuple) or len(kept) != _FIELDS:
                return None
            found = self._folders[directory] = _Folder(*kept)
        return found

    def to_change(self, directory: str) -> _Folder:
        self._news.add(directory)
        found = self.folder(directory)
        if found is None:
            found = self._folders[directory] = _Folder(NOTHING, None, {})
        return found

    def save(self) -> None:
        """Write what is new; what cannot be written is found again another time."""
        if not self._news:
            return
        old = self._table()
        pieces: dict[str, bytes] = {}
        for directory, (start, end) in list(old.items())[-_ENOUGH:]:
            if directory not in self._news:
                pieces[directory] = bytes(self._data[start:end])
        for directory in sorted(self._news):
            folder = self._folders[directory]
            pieces[directory] = marshal.dumps((folder.stamp, folder.listing, folder.files))
        places: dict[str, tuple[int, int]] = {}
        at = 0
        for directory, piece in pieces.items():
            places[directory] = at, at + len(piece)
            at += len(piece)
        table = marshal.dumps(places)
        body = len(table).to_bytes(_SIZE, "little") + table + b"".join(pieces.values())
        with suppress(OSError):
            os.makedirs(os.path.dirname(self._path), exist_ok=True)
            write_whole(self._path, self._head + hashlib.sha256(body).digest() + body)
        self._news.clear()


@final
class Known:
    """What is known of files below some roots, a book each, and of those that a project has besides, in one more.

    `identity` stands for whoever makes notes: those of another are of no use.
    """

    def __init__(self, directory: str, rest: str, identity: str) -> None:
        self._directory: Final = directory
        self._identity: Final = identity
        self._roots: Final[dict[str, _Book]] = {}
        self._rest: Final = self._opened(f"{rest} and elsewhere")
        self._at_rest_ns: Final = time.time_ns() - _TICK_NS

    def add_root(self, root: str) -> None:
        """A directory with a book of its own: many look into it."""
        if f"{root}/" not in self._roots:
            self._roots[f"{root}/"] = self._opened(root)

    def _opened(self, name: str) -> _Book:
        key = hashlib.sha256(name.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return _Book(os.path.join(self._directory, f"folders-{key}"), self._identity)

    def _book(self, path: str) -> _Book:
        for prefix, book in self._roots.items():
            if path.startswith(prefix):
                return book
        return self._rest

    def listing(self, directory: str, now: Stamp) -> Listing | None:
        """What a directory with this stamp holds."""
        folder = self._book(directory).folder(directory)
        return folder.listing if folder is not None and folder.stamp == now else None

    def file(self, path: str) -> tuple[Stamp, FileRecord | None]:
        """The stamp of a file, and what is known of it if that is still true."""
        now = stamp(path)
        directory, _, name = path.rpartition("/")
        folder = self._book(path).folder(directory)
        if folder is not None:
            record = folder.files.get(name)
            if record is not None and record[0] == now:
                return now, record
        return now, None

    def learn_listing(self, directory: str, seen: Stamp, listing: Listing) -> None:
        if self._is_at_rest(seen):
            folder = self._book(directory).to_change(directory)
            folder.stamp, folder.listing = seen, listing
            names = {entry[0] for entry in listing}
            for name in [name for name in folder.files if name not in names]:
                del folder.files[name]

    def learn_file(self, path: str, seen: Stamp, digest: bytes, note: Note) -> None:
        if self._is_at_rest(seen):
            directory, _, name = path.rpartition("/")
            self._book(path).to_change(directory).files[name] = (seen, digest, note)

    def _is_at_rest(self, seen: Stamp) -> bool:
        return seen != NOTHING and max(seen[1], seen[2]) < self._at_rest_ns

    def save(self) -> None:
        for book in self._roots.values():
            book.save()
        self._rest.save()
