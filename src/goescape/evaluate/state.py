"""What is known while the body of one function is gone through."""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.evaluate.temporaries import Pool
from goescape.ir import nodes as ir
from goescape.ir.remark import INDEX_IN_RANGE, Remark

# The number of temporaries that nothing else will ever use.
OWN: Final = -1


@final
class Body:
    """A function to go through."""

    def __init__(self, func: ir.Func, is_called_directly: bool) -> None:
        self.func: Final = func
        # A literal that is called where it stands.
        self.is_called_directly: Final = is_called_directly


class Step(ABC):
    """Something to go through, when all statements have been put in order."""

    @abstractmethod
    def run(self, e: "Evaluation") -> None: ...


@final
class Evaluation:
    """One function body, evaluated in order."""

    def __init__(
        self,
        unit: ir.Unit,
        body: Body,
        optimizes: bool,
        constants: set[ir.Local],
        remarks: list[Remark],
    ) -> None:
        self.unit: Final = unit
        self.func: Final = body.func
        # What the literal captures by value comes as arguments.
        self.is_called_directly: Final = body.is_called_directly
        # Some patterns have code of their own, unless optimisation is switched off.
        self.optimizes: Final = optimizes
        # Variables that hold a literal of constants, which has an address already.
        self.constants: Final = constants
        self._remarks: Final = remarks
        # The steps of the block that is being put in order.
        self.out: list[Step] = []
        # Expressions whose value is in a temporary when the expression around them is evaluated, with its number.
        # The value of an inlined call is in a variable of the inlined body.
        self.temporaries: Final[dict[ir.ExprNode, int]] = {}
        self.pool: Final = Pool()
        # Expressions whose statements before have been put in order.
        self.begun: Final[set[ir.ExprNode]] = set()
        # Slices that are made as a copy, by the statement that follows.
        self.copied_slices: Final[set[ir.ExprNode]] = set()
        # Variables whose address has been taken besides, to pass it to a function of the runtime.
        self.addressed: Final[set[ir.Local]] = set()
        # Literals that capture variables, in the order in which they are made.
        self.literals: Final[list[Body]] = []
        self._made: Final[set[ir.Func]] = set()
        # A deferred call may read the results.
        self.has_defer: bool = False

    def found(self, node: ir.Index) -> None:
        self._remarks.append(Remark(INDEX_IN_RANGE, node.pos, ""))

    def make_literal(self, func: ir.Func, is_called_directly: bool) -> None:
        if func.captures and func not in self._made:
            self._made.add(func)
            self.literals.append(Body(func, is_called_directly))
