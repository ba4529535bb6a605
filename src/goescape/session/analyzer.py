"""What is done with a package is handed in: the scheduler and workers know nothing of trees and messages."""

from abc import ABC, abstractmethod

from goescape.session.summaries import StoredSummaries


class Analyzer(ABC):
    """Does the work on one package; one object a process."""

    def prepare(self) -> None:  # noqa: B027 - nothing to do is a way to do it
        """Called before the first process is started, which then has what this one has loaded."""

    def mentioned(self, path: str, summary: bytes) -> list[str] | None:
        """The packages that a summary says something of, directly; None: all that it builds on.

        Nothing else of what the package builds on reaches its importers.
        """
        return None

    @abstractmethod
    def start(self, summaries: StoredSummaries) -> None:
        """Called once in the process that will analyse."""

    @abstractmethod
    def content_key(self, path: str) -> bytes:
        """Everything but dependencies that the result depends on, hashed."""

    @abstractmethod
    def analyze(self, path: str) -> tuple[bytes, bytes] | object:
        """Summary and messages; or a description of the failure (which must be picklable)."""

    @abstractmethod
    def is_doubtful(self, failure: object) -> bool:
        """Whether a failure that `analyze` described may come from a summary that makes no sense."""
