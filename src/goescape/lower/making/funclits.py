"""Function literals and other functions inside of functions: what they are called, where they are listed."""

from goescape.ir import nodes as ir
from goescape.lower.making.builder import Builder
from goescape.types.model import Signature


def new_literal(b: Builder, pos: int, name: str, sig: Signature) -> ir.Func:
    """A function inside `b.func`; takes its place in the function list."""
    outer = b.func
    func = ir.Func(pos, name, outer.pkg, sig)
    func.enclosing = outer
    func.named_within(outer, name)
    func.dup_ok = outer.dup_ok
    func.is_generic_template = outer.is_generic_template
    outer.literals.append(func)
    if not b.is_template:
        b.asm.closure(func)
    return func


def literal_name(outer: ir.Func, number: int) -> str:
    """`f.func1`; inside of a literal, `f.func1.1`."""
    return f"{outer.name}.{number}" if outer.is_literal else f"{outer.name}.func{number}"


def range_body_name(outer: ir.Func, number: int) -> str:
    return f"{outer.name}-range{number}"
