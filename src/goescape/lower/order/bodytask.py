"""A body that waits to be read."""

from abc import ABC, abstractmethod
from typing import Final

from goescape.ir import nodes as ir
from goescape.lower.order.readers import Source


class BodyTask(ABC):
    """A body that waits to be read into `func`."""

    def __init__(self, func: ir.Func) -> None:
        self.func: Final = func
        # Whose export data it is read from; set when it is queued.
        self.read_from: Source | None = None

    @abstractmethod
    def run(self) -> None:
        """Read the body; may queue further tasks and append literals."""

    @property
    def is_instance(self) -> bool:
        """Append `func` to the list after its body has been read."""
        return False


class Mention(BodyTask):
    """Not a body: something that is mentioned late."""
