"""What building the nodes of one function body needs."""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.lower.order.unit import Assembly


@final
class Builder:
    """The function being built, and the assembly it belongs to."""

    __slots__ = ("asm", "func", "is_template", "n_go_defers", "n_literals", "n_range_bodies")

    def __init__(self, asm: Assembly, func: ir.Func, is_template: bool) -> None:
        self.asm: Final = asm
        self.func: Final = func
        # Types may mention type parameters; nodes that depend on them stay undecided, nothing is
        # reported to the assembly.
        self.is_template: Final = is_template
        # How many literals of each kind the function has so far: they are numbered apart.
        self.n_literals: int = 0
        self.n_range_bodies: int = 0
        self.n_go_defers: int = 0
