"""What a site costs, in a few characters."""

from goescape.api.model import Cost


def price(cost: Cost) -> str:
    """`64 B`, `≤ 64 B` if that depends on values, `? B` if only the running program knows; `×loop` for each
    loop around."""
    if cost.allocates == "never":
        return "0 B"
    size = "? B" if cost.rounded < 0 else f"{cost.rounded} B"
    bound = "≤ " if cost.allocates == "maybe" and cost.rounded >= 0 else ""
    return f"{bound}{size}{' ×loop' * min(cost.loop_depth, 2)}"
