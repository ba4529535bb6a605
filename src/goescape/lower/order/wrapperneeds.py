"""What may need method wrappers: noted while types and bodies are read, for `wrappers`."""

from typing import Final, final

from goescape.types.model import Type
from goescape.types.objects import Func


@final
class Mentioned:
    """Types and method values for which wrappers may be needed, in the order they were met."""

    def __init__(self) -> None:
        # By the package's own code, and in export data of other packages.
        self.needed: Final[list[Type]] = []
        self.had: Final[list[Type]] = []
        self.needed_values: Final[list[tuple[Type, Func]]] = []
        self.had_values: Final[list[tuple[Type, Func]]] = []
