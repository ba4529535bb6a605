"""What the positions of a package mean, for its facts."""

from goescape.base.pos import NO_POS, PosTable, base_of
from goescape.facts.codec import Placing
from goescape.facts.functions import Place
from goescape.ir import naming
from goescape.ir.nodes import Unit
from goescape.lines.telling import full_name, told_place


class PackagePlacing(Placing):
    """Positions of a package that has been through the passes."""

    def __init__(self, positions: PosTable, unit: Unit, directory: str) -> None:
        self._positions = positions
        self._directory = directory
        self._inlined = [naming.function_name(func) for func in unit.inlined]

    def place(self, pos: int) -> Place:
        if pos == NO_POS:
            return Place("", 0, 0, "", 0, 0)
        physical = self._positions.physical(pos)
        file = full_name(physical.filename, self._directory)
        told = told_place(self._positions, self._directory, pos)
        found = Place(file, physical.line, physical.column, *told)
        base = self._positions.bases[base_of(pos)]
        if base.call_pos != NO_POS:
            found.call = base.call_pos
            found.function = self._inlined[base.inlining]
        return found
