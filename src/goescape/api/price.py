"""What a site costs, in a few characters."""

from goescape.api.model import Cost


def price(cost: Cost) -> str:
    """`64 B`, `≤ 64 B` if that depends on values, `? B` if only the running program knows; `×loop` for each
    loop around."""
    if cost.allocates == "never":
        return "0 B"
    size = "? B" if cost.rounded < 0 else _bytes(cost.rounded)
    bound = "≤ " if cost.allocates == "maybe" and cost.rounded >= 0 else ""
    return f"{bound}{size}{' ×loop' * min(cost.loop_depth, 2)}"


def _bytes(count: int) -> str:
    for unit, size in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if count >= 10 * size:
            return f"{count / size:.0f} {unit}"
    return f"{count} B"
