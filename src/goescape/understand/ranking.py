"""What is dear: one number for a site, by which all forms put the most expensive first."""

from typing import Final

from goescape.facts import functions
from goescape.understand.costwords import MAYBE, NEVER, Cost
from goescape.understand.sites import Site

# Paths that are rarely taken.
COLD: Final = {functions.TO_PANIC: "before a panic", functions.TO_ERROR: "before an error"}
# What only the running program knows counts as so many bytes.
_UNKNOWN_SIZE: Final = 64.0


def weight(site: Site) -> float:
    """Bytes, ×10 a loop, half if only sometimes, a tenth before a panic or an error."""
    return 0.0 if site.cost is None else weight_of(site.cost, site.path)


def weight_of(cost: Cost, path: int) -> float:
    """The weight of what is allocated on a path (`facts.functions`)."""
    if cost.allocates == NEVER:
        return 0.0
    size = float(cost.rounded) if cost.rounded >= 0 else _UNKNOWN_SIZE
    if cost.allocates == MAYBE:
        size /= 2
    if path in COLD:
        size /= 10
    return size * 10.0 ** min(cost.loop_depth, 3)
