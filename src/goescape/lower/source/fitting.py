"""Expressions that fit what takes them: of which type, converted, and one by one where a call gives several."""

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.source.body import Body
from goescape.lower.source.trees import concrete, unparen
from goescape.syntax import nodes as ast
from goescape.types import identity, universe
from goescape.types.model import UNTYPED_STRING, Tuple, Type, unalias
from goescape.types.objects import Var


def value_type(body: Body, x: ast.Expr) -> Type:
    """The type of a value, which counts as a mention of it."""
    t = body.trees.value_type(x)
    body.mention_type(t)
    return t


def optional(body: Body, x: ast.Expr | None) -> ir.Expr | None:
    return None if x is None else body.expr(x)


def implicit_convert(body: Body, dst: Type | None, x: ast.Expr) -> ir.Expr:
    """`x` as a value of type `dst` (None: of its own type).

    A string that was left untyped, as in `copy(b, "x")`, is converted like any other.
    """
    is_left_untyped = body.trees.type_of(x) is universe.TYP[UNTYPED_STRING]
    if dst is None or identity.identical(body.trees.value_type(x), dst) and not is_left_untyped:
        return body.expr(x)
    return convert(body, dst, x, True)


def convert(body: Body, dst: Type, x: ast.Expr, implicit: bool) -> ir.Expr:
    """`x` converted to `dst`; the conversion's position is that of `x`, parentheses included."""
    body.mention_type(dst)
    return build.convert(body.asm.layout, x.pos, dst, body.expr(x), implicit)


def list_of(body: Body, pos: int, exprs: list[ast.Expr], types: list[Type | None]) -> list[ir.Expr]:
    """The values of `exprs`, converted to `types` (None: as they are); a single expression may have
    several values, which then go through temporaries at `pos`."""
    if len(exprs) == 1 and len(types) != 1:
        return _spread(body, pos, exprs[0], types)
    if len(exprs) == 1 and isinstance(unalias(body.trees.type_of(exprs[0])), Tuple):
        return _spread(body, pos, exprs[0], types)
    return [implicit_convert(body, types[i], x) for i, x in enumerate(exprs)]


def _spread(body: Body, pos: int, x: ast.Expr, types: list[Type | None]) -> list[ir.Expr]:
    operand = body.expr(x)
    sources = result_types(body, x)
    assign = build.spread(body.func, pos, build.comma_ok_kind(operand), operand, sources)
    results: list[ir.Expr] = []
    for i, src in enumerate(sources):
        target = assign.targets[i]
        if not isinstance(target, ir.Use):
            raise InternalError("spread into something else than temporaries", pos)
        result: ir.Expr = ir.Use(pos, target.var)
        # Blank values have a type, too.
        body.mention_type(src)
        dst = types[i] if i < len(types) else None
        if dst is not None and not identity.identical(src, dst):
            body.mention_type(dst)
            result = build.convert(body.asm.layout, pos, dst, result, True)
        results.append(result)
    results[0] = build.with_init(pos, results[0], [assign])
    return results


def result_types(body: Body, x: ast.Expr) -> list[Type]:
    """The types of the values of a multi-value expression."""
    t = body.trees.type_of(x)
    if isinstance(t, Tuple):
        return [concrete(build.var_type(var)) for var in t.vars]
    return [concrete(t), universe.bool_type()]


def target_type(body: Body, x: ast.Expr) -> Type | None:
    """The type that a value assigned to `x` is converted to; None for the blank identifier."""
    x = unparen(x)
    if isinstance(x, ast.Name):
        if x.value == "_":
            return None
        obj = body.trees.object_of(x)
        if isinstance(obj, Var):
            return obj.type
    return body.trees.value_type(x)
