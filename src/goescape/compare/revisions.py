"""Files as they are in a revision of a git repository, without a checkout.

What is in the repository is read from its objects, everything else (the module cache, the standard library) from disk. Paths are those of the
working tree, so what did not change has the same names and the same contents, and is not analysed again.
"""

import os
import stat
from typing import Final

from dulwich.errors import NotGitRepository, ObjectMissing
from dulwich.object_store import BaseObjectStore
from dulwich.objects import Blob, Commit, ObjectID, Tree
from dulwich.objectspec import parse_commit
from dulwich.repo import Repo

from goescape.load.files import Entry, Files, ReadError
from goescape.session.flags import UsageError

_LINKS_ENOUGH: Final = 16
_SUBMODULE: Final = 0o160000


class Repository:
    """The git repository around a directory. Close it."""

    def __init__(self, directory: str) -> None:
        try:
            self._repo = Repo.discover(directory)
        except NotGitRepository:
            raise UsageError(f"goescape: {directory} is in no git repository") from None
        # As the user got there, if the path to it is a link.
        self.root: Final = _root(directory, os.fsdecode(self._repo.path))

    def close(self) -> None:
        self._repo.close()

    def files(self, revision: str) -> "RevisionFiles":
        """The files of a revision: a branch, a tag, a commit or its beginning, `HEAD~2`; raises UsageError."""
        commit = self._commit(revision)
        return RevisionFiles(self._repo, self.root, commit)

    def _commit(self, revision: str) -> Commit:
        name, up = _steps(revision)
        try:
            found: object = parse_commit(self._repo, name)
            for step in up:
                if not isinstance(found, Commit) or step > len(found.parents):
                    raise KeyError(revision)
                found = self._repo[found.parents[step - 1]] if step else found
        except (KeyError, ValueError, ObjectMissing):
            found = None
        if not isinstance(found, Commit):
            raise UsageError(f"goescape: {self.root} has no revision {revision}")
        return found


def _root(directory: str, found: str) -> str:
    real = os.path.realpath(found)
    at = directory
    while os.path.realpath(at) != real:
        parent = os.path.dirname(at)
        if parent == at:
            return os.path.normpath(found)
        at = parent
    return at


def _steps(revision: str) -> tuple[str, list[int]]:
    """A revision without `~N` and `^N` behind it, and which parents those are."""
    at = min((i for i in (revision.find("~"), revision.find("^")) if i >= 0), default=-1)
    if at < 0:
        return revision, []
    name, rest = revision[:at], revision[at:]
    steps: list[int] = []
    while rest:
        sign, rest = rest[0], rest[1:]
        digits = rest[: len(rest) - len(rest.lstrip("0123456789"))]
        rest = rest[len(digits) :]
        if sign not in "~^" or (rest and rest[0] not in "~^"):
            raise UsageError(f"goescape: {revision} is no revision that can be read")
        count = int(digits) if digits else 1
        steps += [1] * count if sign == "~" else [count]
    return name, steps


class RevisionFiles(Files):
    """The files of a build, those of the repository as they were in a commit."""

    def __init__(self, repo: Repo, root: str, commit: Commit) -> None:
        super().__init__()
        self._repo = repo
        self._process = os.getpid()
        self._root = root
        # Directory -> its entries: mode and object.
        self._trees: dict[str, dict[str, tuple[int, ObjectID]] | None] = {
            "": self._tree(commit.tree)
        }

    def read(self, path: str) -> bytes:
        inside = self._inside(path)
        if inside is None:
            return super().read(path)
        known = self._contents.get(path)
        if known is None:
            found = self._find(inside)
            if found is None:
                raise ReadError("no such file or directory")
            mode, sha = found
            if not stat.S_ISREG(mode):
                raise ReadError("is a directory")
            blob = self._objects()[sha]
            assert isinstance(blob, Blob)
            known = self._contents[path] = blob.data
        return known

    def is_file(self, path: str) -> bool:
        inside = self._inside(path)
        if inside is None:
            return super().is_file(path)
        found = self._find(inside)
        return found is not None and stat.S_ISREG(found[0])

    def is_dir(self, path: str) -> bool:
        inside = self._inside(path)
        if inside is None:
            return super().is_dir(path)
        found = self._find(inside)
        return inside == "" or (found is not None and stat.S_ISDIR(found[0]))

    def exists(self, path: str) -> bool:
        return self.is_file(path) or self.is_dir(path)

    def entries(self, directory: str) -> list[Entry]:
        inside = self._inside(directory)
        if inside is None:
            return super().entries(directory)
        if not self.is_dir(directory):
            raise FileNotFoundError(2, "No such file or directory", directory)
        found: list[Entry] = []
        for name in sorted(self._entries_of(inside) or {}):
            each = self._find(f"{inside}/{name}" if inside else name)
            if each is not None:
                is_dir, is_file = stat.S_ISDIR(each[0]), stat.S_ISREG(each[0])
                found.append(Entry(name, is_dir, is_file))
        return found

    # ------------------------------------------------------------------------------------ objects

    def _objects(self) -> BaseObjectStore:
        """The objects; workers open them anew, since processes would share the places at which files are read."""
        if os.getpid() != self._process:
            self._repo = Repo(self._repo.path)
            self._process = os.getpid()
        return self._repo.object_store

    def _inside(self, path: str) -> str | None:
        """A path within the repository; None for what is elsewhere."""
        if path == self._root:
            return ""
        prefix = self._root.rstrip("/") + "/"
        if not path.startswith(prefix):
            return None
        inside = os.path.normpath(path[len(prefix) :])
        is_outside = inside.startswith("../") or inside in ("..", ".")
        return ("" if inside == "." else None) if is_outside else inside

    def _find(self, inside: str) -> tuple[int, ObjectID] | None:
        """Mode and object of a path, links followed."""
        for _ in range(_LINKS_ENOUGH):
            directory, name = os.path.split(inside)
            entries = self._entries_of(directory)
            found = None if entries is None else entries.get(name)
            if found is None or not stat.S_ISLNK(found[0]):
                return found
            blob = self._objects()[found[1]]
            assert isinstance(blob, Blob)
            inside = os.path.normpath(os.path.join(directory, os.fsdecode(blob.data)))
            if inside.startswith(("/", "..")):
                return None
        return None

    def _entries_of(self, directory: str) -> dict[str, tuple[int, ObjectID]] | None:
        """What a directory of the repository holds."""
        if directory not in self._trees:
            found = self._find(directory)
            is_tree = found is not None and stat.S_ISDIR(found[0]) and found[0] != _SUBMODULE
            self._trees[directory] = self._tree(found[1]) if found is not None and is_tree else None
        return self._trees[directory]

    def _tree(self, sha: ObjectID) -> dict[str, tuple[int, ObjectID]]:
        tree = self._objects()[sha]
        assert isinstance(tree, Tree)
        return {os.fsdecode(entry.path): (entry.mode, entry.sha) for entry in tree.items()}
