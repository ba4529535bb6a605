"""What a site is and costs, by the names and values that all forms for programs have."""

from typing import Any, Final

from goescape.facts import functions
from goescape.understand.costwords import Cost
from goescape.understand.sites import Site

# Where a path leads that a site is on.
PATHS: Final = {
    functions.ON: "normal",
    functions.TO_PANIC: "panic",
    functions.TO_ERROR: "error",
    functions.TO_INNER_ERROR: "error",
}


def properties(site: Site) -> dict[str, Any]:
    """What a site is and costs, without where it is and what is said of it."""
    return {
        "kind": site.kind,
        "what": site.what,
        "name": site.name,
        "function": site.function.name,
        "package": site.home,
        "verdict": site.verdict,
        "cost": None if site.cost is None else cost(site.cost),
        "copies": site.copies,
        "path": PATHS[site.path],
    }


def cost(found: Cost) -> dict[str, Any]:
    """What executing a site once costs."""
    return {
        "bytes": None if found.bytes < 0 else found.bytes,
        "size_class": None if found.rounded < 0 else found.rounded,
        "objects": None if found.count < 0 else found.count,
        "allocates": found.allocates,
        "reason": found.reason,
        "loop_depth": found.loop_depth,
        "varies": found.varies,
    }
