"""The names of functions, for facts."""

from goescape.base.pos import line_of
from goescape.facts.names import FunctionName
from goescape.ir import nodes as ir


def function_name(func: ir.Func) -> FunctionName:
    return FunctionName(
        func.pkg.path,
        func.pkg.name,
        func.source_name,
        func.declared_name,
        func.type_args,
        _copy(func),
        line_of(func.pos) if func.source_name != func.declared_name else 0,
    )


def _copy(func: ir.Func) -> str:
    """A literal in a literal that came with an inlined body is as much of a copy."""
    outer: ir.Func | None = func
    while outer is not None:
        if outer.copy_hash:
            return outer.copy_hash
        outer = outer.enclosing
    return ""
