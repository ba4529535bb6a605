"""Which locations may outlive others at all, as far as that can be told before anything is solved.

A location of a function outlives what is made in deeper loops of it and all that belongs to literals inside of it; a result
outlives everything. Only what has its address taken matters, and parameters.
"""

from typing import Final, final

from goescape.escape.graph import Location
from goescape.ir import nodes as ir


@final
class Lifetimes:
    """Of the locations of one batch, whose edges are all there."""

    def __init__(self, locations: list[Location]) -> None:
        # The deepest loop that something which could be outlived is made in.
        self._deepest: Final[dict[ir.Func, int]] = {}
        # Functions that have literals inside of them.
        self._around: Final[set[ir.Func]] = set()
        for loc in locations:
            if loc.is_param:
                self._note(loc)
            for edge in loc.edges:
                if edge.derefs < 0:
                    self._note(edge.src)

    def _note(self, loc: Location) -> None:
        func = loc.func
        if func is None:
            return
        known = self._deepest.get(func)
        if known is None:
            around = func.enclosing
            while around is not None and around not in self._around:
                self._around.add(around)
                around = around.enclosing
        if known is None or known < loc.loop_depth:
            self._deepest[func] = loc.loop_depth

    def may_outlive(self, loc: Location) -> bool:
        """Whether there may be something that `loc` outlives although it does not escape."""
        if loc.is_result:
            return True
        func = loc.func
        if func is None:
            return False
        return func in self._around or loc.loop_depth < self._deepest.get(func, 0)
