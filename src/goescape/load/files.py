"""Files: the only reader of what the user names, and what a build was made of.

Every file is read once; what is hashed is what is analysed, whatever happens to the disk meanwhile. Only
regular files are read: a FIFO would never end, a device may not either.
"""

import hashlib
import os
import stat
from collections.abc import Callable
from typing import Final, NamedTuple

from goescape.load.known import Known, Note, Stamp, stamp

# Go refuses to embed or compile anything near this; a larger file is a mistake.
_LARGEST: Final = 512 << 20
_NOT_REGULAR: Final = "not a regular file"
_TOO_LARGE: Final = "file too large"
_CHANGED: Final = "changed while it was being looked at"


class ReadError(Exception):
    """A file cannot be read; the text is the reason alone, worded as the system words it."""


def reason(error: OSError) -> str:
    """Why the system refused, as Go prints it."""
    return (error.strerror or str(error)).lower()


def read_bytes(path: str, largest: int = _LARGEST) -> bytes:
    """The content of a regular file; raises ReadError, and never waits for a writer."""
    try:
        # Without O_NONBLOCK opening a FIFO would wait.
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
        )
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
    """The files of one build, as they were when they were first looked at.

    A text can stand for what is on disk, or for a file that is not there: it counts as a regular file, and the
    directories that it is in exist.

    With `known`, what earlier runs found out of files that have not changed since is not found out again. A file whose
    hash was taken from there is read when somebody wants its content, and must have that hash then.
    """

    def __init__(self, known: Known | None = None) -> None:
        self.known: Final = known
        self._contents: dict[str, bytes] = {}
        self._failures: dict[str, str] = {}
        self._digests: dict[str, bytes] = {}
        # Texts that stand for files, and the directories that those are in.
        self._texts: dict[str, bytes] = {}
        self._made: dict[str, set[str]] = {}
        # Size and time of what was read from disk, directories included.
        self._stamps: dict[str, Stamp] = {}
        # What was made of contents.
        self._notes: dict[str, Note] = {}
        # What directories hold.
        self._listings: dict[str, list[Entry]] = {}

    def read(self, path: str) -> bytes:
        """The content of a file; raises ReadError."""
        content = self._contents.get(path)
        if content is not None:
            return content
        failure = self._failures.get(path)
        if failure is not None:
            raise ReadError(failure)
        if path not in self._stamps:
            self._stamps[path] = stamp(path)
        try:
            content = read_bytes(path)
            promised = self._digests.get(path)
            if promised is not None and hashlib.sha256(content).digest() != promised:
                raise ReadError(_CHANGED)
        except ReadError as error:
            self._failures[path] = str(error)
            raise
        self._contents[path] = content
        return content

    def note(self, path: str, make: Callable[[bytes], Note]) -> Note:
        """What `make` makes of a file's content, of nothing else and always the same; raises ReadError."""
        found = self._notes.get(path)
        if found is not None:
            return found
        if self.known is None or path in self._texts:
            found = self._notes[path] = make(self.read(path))
            return found
        if path not in self._contents and path not in self._failures:
            now, record = self.known.file(path)
            self._stamps[path] = now
            if record is not None:
                _, self._digests[path], self._notes[path] = record
                return record[2]
        found = self._notes[path] = make(self.read(path))
        self.known.learn_file(path, self._stamps[path], self.digest(path), found)
        return found

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

    # ------------------------------------------------------------------------------- what there is

    def is_file(self, path: str) -> bool:
        return path in self._texts or os.path.isfile(path)

    def is_dir(self, path: str) -> bool:
        return path in self._made or os.path.isdir(path)

    def exists(self, path: str) -> bool:
        return path in self._texts or path in self._made or os.path.exists(path)

    def entries(self, directory: str) -> "list[Entry]":
        """What a directory holds, in order of names; raises OSError."""
        known = self._listings.get(directory)
        if known is None:
            known = self._listings[directory] = self._list(directory)
        return known

    def _list(self, directory: str) -> "list[Entry]":
        made = self._made.get(directory)
        self._stamps[directory] = now = stamp(directory)
        if made is None and self.known is not None:
            listing = self.known.listing(directory, now)
            if listing is not None:
                return [Entry(*each) for each in listing]
        found: dict[str, Entry] = {}
        has_links = False
        try:
            with os.scandir(directory) as entries:
                for entry in entries:
                    has_links = has_links or entry.is_symlink()
                    found[entry.name] = Entry(entry.name, entry.is_dir(), entry.is_file())
        except OSError:
            if made is None:
                raise
        for name in made or ():
            is_dir = os.path.join(directory, name) in self._made
            found[name] = Entry(name, is_dir, not is_dir)
        listed = [found[name] for name in sorted(found)]
        # What a link leads to may change without the directory's knowing.
        if made is None and self.known is not None and not has_links:
            self.known.learn_listing(
                directory, now, tuple((each.name, each.is_dir, each.is_file) for each in listed)
            )
        return listed

    def holds_go_files(self, directory: str) -> bool:
        try:
            return any(entry.name.endswith(".go") for entry in self.entries(directory))
        except OSError:
            return False

    # ------------------------------------------------------------------------------------ changes

    def replace(self, path: str, text: bytes | None) -> None:
        """From now on `text` stands for the file; None: what is on disk counts again."""
        self._forget(path)
        self._listings.clear()
        if text is None:
            if self._texts.pop(path, None) is not None:
                self._made.clear()
                for other in self._texts:
                    self._make_directories(other)
            return
        self._texts[path] = self._contents[path] = text
        self._make_directories(path)

    def _make_directories(self, path: str) -> None:
        while True:
            directory, name = os.path.split(path)
            names = self._made.setdefault(directory, set())
            if name in names or directory == path:
                return
            names.add(name)
            if os.path.isdir(directory):
                return
            path = directory

    def suspects(self) -> list[str]:
        """What `changed` would give, with nothing forgotten yet."""
        return [
            path
            for path, before in self._stamps.items()
            if path not in self._texts and stamp(path) != before
        ]

    def changed(self) -> list[str]:
        """Files and directories whose size or time is not what it was when they were read; they are forgotten."""
        found = self.suspects()
        for path in found:
            self._forget(path)
        return found

    def _forget(self, path: str) -> None:
        self._contents.pop(path, None)
        self._failures.pop(path, None)
        self._digests.pop(path, None)
        self._stamps.pop(path, None)
        self._notes.pop(path, None)
        self._listings.pop(path, None)


class Entry(NamedTuple):
    """What a directory holds under a name; links count as what they lead to."""

    name: str
    is_dir: bool
    is_file: bool
