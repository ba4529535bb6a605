"""What there is to go through in a function whose statements have been put in order."""

from typing import Final, final

from goescape.evaluate import addresses, rest
from goescape.evaluate.state import OWN, Evaluation, Step
from goescape.ir import nodes as ir


@final
class Visit(Step):
    """An expression is evaluated, if it is not in a temporary."""

    def __init__(self, x: ir.ExprNode | None) -> None:
        self._x: Final = x

    def run(self, e: Evaluation) -> None:
        rest.visit(e, self._x)


@final
class Give(Step):
    """A value is assigned to a variable."""

    def __init__(self, x: ir.Expr) -> None:
        self._x: Final = x

    def run(self, e: Evaluation) -> None:
        rest.value(e, self._x)


@final
class Take(Step):
    """A value is assigned to a temporary."""

    def __init__(self, x: ir.Expr, number: int) -> None:
        self._x: Final = x
        self._number: Final = number

    def run(self, e: Evaluation) -> None:
        rest.assigned(e, self._x)
        if isinstance(self._x, ir.Receive):
            # The runtime puts it there.
            e.pool.addressed.add(self._number)


@final
class Keep(Step):
    """A value that has been gone through stays in a temporary of its own."""

    def __init__(self, x: ir.ExprNode) -> None:
        self._x: Final = x

    def run(self, e: Evaluation) -> None:
        e.temporaries[self._x] = OWN


@final
class Compare(Step):
    """Two values are compared."""

    def __init__(self, op: int, x: ir.Expr, y: ir.Expr) -> None:
        self._op: Final = op
        self._x: Final = x
        self._y: Final = y

    def run(self, e: Evaluation) -> None:
        rest.compare(e, self._op, self._x, self._y)


@final
class Append(Step):
    """Something is appended to an element of a map that is known already."""

    def __init__(self, x: ir.BuiltinCall) -> None:
        self._x: Final = x

    def run(self, e: Evaluation) -> None:
        rest.appended_values(e, self._x)


@final
class Assign(Step):
    """One of the assignments of a statement."""

    def __init__(
        self, assignments: rest.Assignments, target: ir.Expr | None, given: ir.Expr | None
    ) -> None:
        self._assignments: Final = assignments
        self._target: Final = target
        self._given: Final = given

    def run(self, e: Evaluation) -> None:
        self._assignments.assign(self._target, self._given)


@final
class Address(Step):
    """A value is passed by its address."""

    def __init__(self, x: ir.Expr) -> None:
        self._x: Final = x

    def run(self, e: Evaluation) -> None:
        addresses.take(e, self._x)


@final
class Defer(Step):
    """From here on, a deferred call may read the results."""

    def run(self, e: Evaluation) -> None:
        e.has_defer = True
