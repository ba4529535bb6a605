"""What a site is and costs, by the names and values that all forms for programs have."""

from typing import Any, Final

from goescape.facts import functions
from goescape.understand.costwords import Cost
from goescape.understand.sites import Site

_PATHS: Final = {
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
        "cost": None if site.cost is None else _cost(site.cost),
        "copies": site.copies,
        "path": _PATHS[site.path],
    }


def _cost(found: Cost) -> dict[str, Any]:
    return {
        "bytes": None if found.bytes < 0 else found.bytes,
        "size_class": None if found.rounded < 0 else found.rounded,
        "objects": None if found.count < 0 else found.count,
        "allocates": found.allocates,
        "reason": found.reason,
        "loop_depth": found.loop_depth,
        "varies": found.varies,
    }
