"""Which instances of generic declarations there are in a package, and what is known of them."""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.lower.typeargs import growth, shapes
from goescape.lower.typeargs.dictionary import Dictionary, HeldPairs
from goescape.types.model import Named
from goescape.types.objects import Func
from goescape.types.written import Written


@final
class InstanceTable:
    """The instances of one package being lowered."""

    def __init__(self, spelling_max: int) -> None:
        self.types: Final = shapes.Types(spelling_max)
        self.growth: Final = growth.Growth()
        self.written: Final = Written()
        # Instances by generic function (or method) and spelled arguments.
        self.funcs: Final[dict[tuple[Func, str], ir.Func]] = {}
        self.dictionaries: Final[dict[Func | Named, Dictionary]] = {}
        # Spellings of type instances that have been read.
        self.read: Final[set[str]] = set()
        # Names of the dictionaries for known arguments.
        self.made: Final[set[str]] = set()
        # Pairs that dictionaries hold; None: nobody wants to know.
        self.pairs: HeldPairs | None = None
