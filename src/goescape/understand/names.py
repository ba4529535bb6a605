"""Functions as people call them."""

from goescape.facts.names import FunctionName


def titled(name: FunctionName, literal_line: int) -> str:
    """The function as a heading within its package: `(*T).M`, `(*T).M, literal at line 12`."""
    if name.name == name.declared or not literal_line:
        return name.name or "init"
    return f"{name.declared or 'init'}, literal at line {literal_line}"


def short(name: FunctionName, within: str = "") -> str:
    """`pkg.F`, without the path of its package; `F` within that package."""
    if name.package in (within, ""):
        return name.name
    return f"{name.package_name}.{name.name}"
