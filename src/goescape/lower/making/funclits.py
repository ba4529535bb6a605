"""Function literals and other functions inside of functions: what they are called, where they are listed."""

from goescape.ir import nodes as ir
from goescape.lower.making.builder import Builder
from goescape.types.model import Signature


def literal(b: Builder, pos: int, sig: Signature) -> ir.Func:
    """`f.func1`; inside of a literal, `f.func1.1`."""
    b.n_literals += 1
    outer = b.func
    kind = "" if outer.is_literal else "func"
    return _within(b, pos, f"{outer.name}.{kind}{b.n_literals}", sig)


def range_body(b: Builder, pos: int, sig: Signature) -> ir.Func:
    """`f-range1`: the body of a range-over-func loop."""
    b.n_range_bodies += 1
    return _within(b, pos, f"{b.func.name}-range{b.n_range_bodies}", sig)


def go_defer_wrapper(b: Builder, pos: int, kind: str, sig: Signature) -> ir.Func:
    """`f.gowrap1`, `f.deferwrap2`: what a `go` or `defer` statement calls."""
    b.n_go_defers += 1
    return _within(b, pos, f"{b.func.name}.{kind}wrap{b.n_go_defers}", sig)


def _within(b: Builder, pos: int, name: str, sig: Signature) -> ir.Func:
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
