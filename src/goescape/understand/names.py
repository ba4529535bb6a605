"""Functions as people call them."""

from goescape.facts.names import FunctionName


def titled(name: FunctionName, inner_line: int) -> str:
    """The function as a heading within its package: `(*T).M`; `(*T).M, line 12` for what is compiled as a function of its
    own inside of it (a literal, the body of a loop over a function)."""
    if name.name == name.declared or not inner_line:
        return name.name or "init"
    return f"{name.declared or 'init'}, line {inner_line}"


def short(name: FunctionName, within: str = "") -> str:
    """`pkg.F`, without the path of its package; `F` within that package."""
    if name.package in (within, ""):
        return name.name
    return f"{name.package_name}.{name.name}"
