"""Functions as people call them: what is written inside of a function has no name, but a line."""

from typing import Final

from goescape.facts.names import FunctionName

# Package-level variables are initialised by it.
_INIT: Final = "init"


def beside(name: FunctionName, declared: str, package: str) -> FunctionName:
    """A declared function of the same package, or of another one that only goes by its name here."""
    path = name.package if package == name.package_name else package
    return FunctionName(path, package, declared, declared)


def titled(name: FunctionName) -> str:
    """The function as a heading within its package: `(*T).M`; `(*T).M, line 12` for what is compiled as a function of its
    own inside of it (a literal, the body of a loop over a function)."""
    if not name.line:
        return name.name or _INIT
    return f"{name.declared or _INIT}, line {name.line}"


def short(name: FunctionName, within: str = "") -> str:
    """`pkg.F`, without the path of its package; `F` within that package; `the literal in pkg.F, line 12`."""
    if name.package in (within, ""):
        called = titled(name)
    else:
        called = f"{name.package_name}.{titled(name)}"
    return f"the {_kind(name)} in {called}" if name.line else called


def quoted(name: FunctionName) -> str:
    """The same in a sentence, where code stands between backquotes."""
    called = short(name)
    return called if name.line else f"`{called}`"


def compiled(name: FunctionName) -> str:
    """The name for programs: as the compiler calls the function, with its package."""
    return f"{name.package_name}.{name.name}" if name.package else name.name


def _kind(name: FunctionName) -> str:
    own = name.name.removeprefix(name.declared).rpartition(".")[2]
    if "-range" in own:
        return "loop"
    return "call" if own.startswith(("gowrap", "deferwrap")) else "literal"
