"""Summaries out of the store, and which of them a package means by import paths.

A module of its own because it is compiled with the core: interpreted classes cannot derive from compiled ones.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.session.store import Store
from goescape.summary.table import SummarySource


@final
class StoredSummaries(SummarySource):
    """Summaries of the packages that this run has finished."""

    def __init__(self, store: Store) -> None:
        self.store: Final = store
        # Import path -> key.
        self.keys: Final[dict[str, str]] = {}
        # Import path -> summary, of packages that the store could not take.
        self.kept: Final[dict[str, bytes]] = {}

    def learn(self, path: str, key: str, summary: bytes | None) -> None:
        """A package is finished; its summary is handed over if it is not in the store."""
        self.keys[path] = key
        if summary is None:
            self.kept.pop(path, None)
        else:
            self.kept[path] = summary

    def summary(self, path: str) -> bytes | None:
        kept = self.kept.get(path)
        if kept is not None:
            return kept
        key = self.keys.get(path)
        if key is None:
            return None
        entry = self.store.get(key)
        if entry is None:
            # It was there: an import that fails now would be a lie about the Go program.
            raise InternalError(f"the summary of {path} has vanished from {self.store.directory}")
        return entry.summary


@final
class SeenSummaries(SummarySource):
    """Summaries as one package sees them: for some paths, those of packages that are compiled for the same test."""

    def __init__(self, source: SummarySource, instead: dict[str, str]) -> None:
        self._source: Final = source
        self._instead: Final = instead

    def summary(self, path: str) -> bytes | None:
        return self._source.summary(self._instead.get(path, path))
