"""Functions as people call them."""

from goescape.facts.names import FunctionName


def short(name: FunctionName, within: str = "") -> str:
    """`pkg.F`, without the path of its package; `F` within that package."""
    if name.package in (within, ""):
        return name.name
    return f"{name.package_name}.{name.name}"
