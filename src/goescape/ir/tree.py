"""What all nodes have."""

from typing import TYPE_CHECKING, Final, TypeAlias

from goescape.types.model import Type

if TYPE_CHECKING:
    from goescape.ir.statements import Stmt

# A position besides a node's own.
Pos: TypeAlias = int
# `Annotated[…, BESIDE]`: what passes note down at a node. It is not a part of the tree: neither walked, nor
# copied, nor encoded.
BESIDE: Final = "beside"


class Node:
    """Anything with a position; `init` are statements to run before it (temporaries of multi-value uses)."""

    __slots__ = ("init", "pos")

    def __init__(self, pos: int) -> None:
        self.pos: int = pos
        self.init: "list[Stmt] | None" = None


class ExprNode(Node):
    """Base of all expressions; use the union `Expr` in signatures."""

    __slots__ = ("type",)

    def __init__(self, pos: int, type: Type) -> None:
        self.pos: int = pos
        self.init: "list[Stmt] | None" = None
        # For expressions without a value (a call of a function without results): an empty Tuple.
        self.type: Type = type
