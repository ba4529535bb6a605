"""Expressions: syntax tree to ir.

Types are mentioned in the order the compiler reads them: that of an expression before its operands.
"""

from goescape.base.bug import InternalError
from goescape.check.info import FIELD_VALUE, METHOD_EXPR, MODE_NIL, Selection
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import instances
from goescape.lower.source import call, closure, composite, method
from goescape.lower.source.body import Body
from goescape.lower.source.trees import concrete, unparen
from goescape.syntax import nodes as ast
from goescape.types import identity, missingmethod, universe
from goescape.types.model import (
    CHAN_BOTH,
    IS_UNTYPED,
    UNTYPED_STRING,
    Basic,
    Chan,
    Map,
    Tuple,
    Type,
    unalias,
    underlying,
)
from goescape.types.objects import VAR_PACKAGE, Const, Func, Nil, Object, Var


def lower(body: Body, x: ast.Expr) -> ir.Expr:
    """The value of `x`."""
    x = unparen(x)
    source = body.source
    value = source.value_of(x)
    if value is not None:
        t = concrete(source.type_of(x))
        body.mention_type(t)
        return build.literal(x.pos, t, value)
    if body.info.modes[x.idx] == MODE_NIL:
        t = source.type_of(x)
        body.mention_type(t)
        return ir.Nil(x.pos, t)
    name = source.denoting_name(x)
    if name is not None:
        obj = body.info.uses[name.idx]
        if obj is not None:
            return _denoted(body, x, name, obj)
    return _by_form(body, x)


def _denoted(body: Body, x: ast.Expr, name: ast.Name, obj: Object) -> ir.Expr:
    """An identifier, qualified or instantiated perhaps."""
    if isinstance(obj, Var):
        if obj.kind == VAR_PACKAGE:
            asm = body.asm
            # The type of an expression is written before the expression.
            body.mention_type(declare.type_of(obj))
            body.write(obj)
            var = asm.global_var(obj) if body.is_template else asm.mention_global(obj)
            return ir.GlobalUse(x.pos, var)
        body.mention_type(declare.type_of(obj))
        return body.use(x.pos, obj)
    if isinstance(obj, Func):
        instance = body.info.instances.get(name.idx)
        if instance is not None and instance.targs:
            return _generic_value(body, x.pos, obj, instance.targs, instance.type)
        return function_use(body, x.pos, obj)
    if isinstance(obj, Const) and obj.value is not None and obj.type is not None:
        return build.literal(x.pos, concrete(obj.type), obj.value)
    if isinstance(obj, Nil):
        return ir.Nil(x.pos, body.source.type_of(x))
    raise InternalError(f"{name.value} is not a value", x.pos)


def function_use(body: Body, pos: int, obj: Func) -> ir.Expr:
    """A mention of a declared, non-generic function."""
    if obj.signature is not None:
        body.mention_type(obj.signature)
    body.write(obj)
    func = body.asm.func(obj) if body.is_template else body.asm.mention(obj)
    return ir.FuncUse(pos, func.signature, func)


def _generic_value(body: Body, pos: int, obj: Func, targs: list[Type], t: Type) -> ir.Expr:
    """An instantiated function that is not called."""
    if body.is_template:
        body.write(t)
        body.write_instance(targs, obj)
        return ir.GenericFuncUse(pos, t, obj, targs)
    body.mention_type(t)
    body.mention_types(targs)
    return instances.func_value(body.b, pos, obj, targs)


def _by_form(body: Body, x: ast.Expr) -> ir.Expr:
    if isinstance(x, ast.CallExpr):
        return call.lower(body, x)
    if isinstance(x, ast.SelectorExpr):
        return _selector(body, x)
    if isinstance(x, ast.Operation):
        return _operation(body, x)
    if isinstance(x, ast.IndexExpr):
        return _index(body, x)
    if isinstance(x, ast.CompositeLit):
        return composite.lower(body, x)
    if isinstance(x, ast.FuncLit):
        return closure.lower(body, x)
    if isinstance(x, ast.SliceExpr):
        return _slice(body, x)
    if isinstance(x, ast.AssertExpr):
        return _assert(body, x)
    raise InternalError(f"unexpected expression {type(x).__name__}", x.pos)


def value_type(body: Body, x: ast.Expr) -> Type:
    """The type of a value, which counts as a mention of it."""
    t = body.source.value_type(x)
    body.mention_type(t)
    return t


def optional(body: Body, x: ast.Expr | None) -> ir.Expr | None:
    return None if x is None else lower(body, x)


def _selector(body: Body, x: ast.SelectorExpr) -> ir.Expr:
    selection = body.source.selection(x)
    if selection is None:
        raise InternalError(f"unresolved selector .{x.sel.value}", x.pos)
    if selection.kind == FIELD_VALUE:
        value_type(body, x)
        operand = lower(body, x.x)
        return build.field_path(x.pos, operand, selection.index)
    if selection.kind == METHOD_EXPR:
        return method.expression(body, x, selection)
    return method.value(body, x, selection)


def _method_selection(body: Body, x: ast.IndexExpr) -> tuple[ast.SelectorExpr, Selection] | None:
    """An explicit instantiation of a generic method, `x.M[T]`."""
    if isinstance(x.x, ast.SelectorExpr):
        selection = body.source.selection(x.x)
        if selection is not None and selection.kind != FIELD_VALUE:
            return x.x, selection
    return None


def _index(body: Body, x: ast.IndexExpr) -> ir.Expr:
    found = _method_selection(body, x)
    if found is not None:
        selector, selection = found
        if selection.kind == METHOD_EXPR:
            return method.expression(body, selector, selection)
        return method.value(body, selector, selection)
    t = value_type(body, x)
    operand_type = build.core(body.source.value_type(x.x))
    key = operand_type.key if isinstance(operand_type, Map) else None
    operand = lower(body, x.x)
    return build.index(x.pos, t, operand, implicit_convert(body, key, x.index))


def _slice(body: Body, x: ast.SliceExpr) -> ir.Expr:
    t = value_type(body, x)
    operand = lower(body, x.x)
    lo = optional(body, x.lo)
    hi = optional(body, x.hi)
    return build.slice_op(x.pos, t, operand, lo, hi, optional(body, x.max))


def _assert(body: Body, x: ast.AssertExpr) -> ir.Expr:
    t = value_type(body, x)
    operand = lower(body, x.x)
    return build.type_assert(x.pos, t, operand)


# ----------------------------------------------------------------------------------- operators


def _operation(body: Body, x: ast.Operation) -> ir.Expr:
    if x.y is None:
        return _unary(body, x)
    # Long chains lean to the left: walk them in a loop.
    chain: list[ast.Operation] = [x]
    while True:
        value_type(body, chain[-1])
        left = unparen(chain[-1].x)
        if (
            not isinstance(left, ast.Operation)
            or left.y is None
            or body.source.value_of(left) is not None
        ):
            break
        chain.append(left)
    result: ir.Expr | None = None
    while chain:
        result = _binary(body, chain.pop(), result)
    if result is None:
        raise InternalError("empty operator chain", x.pos)
    return result


def _unary(body: Body, x: ast.Operation) -> ir.Expr:
    t = value_type(body, x)
    operand = lower(body, x.x)
    if x.op == ast.OP_AND:
        result = build.addr(x.pos, operand)
        # As it was written: importers tell mentions apart.
        result.type = t
        return result
    if x.op == ast.OP_MUL:
        return build.deref(x.pos, operand)
    if x.op == ast.OP_RECV:
        return build.receive(x.pos, t, operand)
    return build.unary(x.pos, t, x.op, operand)


def _binary(body: Body, x: ast.Operation, left: ir.Expr | None) -> ir.Expr:
    """`x.x op x.y`, the left operand having been lowered already unless None."""
    if x.y is None:
        raise InternalError("unary operation in a chain", x.pos)
    source = body.source
    common: Type | None = None
    if x.op not in (ast.OP_SHL, ast.OP_SHR):
        common = _common_type(source.value_type(x.x), source.value_type(x.y))
    if left is None:
        left = implicit_convert(body, common, x.x)
    elif common is not None and not identity.identical(source.value_type(x.x), common):
        left = build.convert(body.asm.layout, x.x.pos, common, left, True)
    right = implicit_convert(body, common, x.y)
    return build.binary(x.pos, source.value_type(x), x.op, left, right)


def _common_type(x: Type, y: Type) -> Type:
    """The operand type to which the other operand is assignable."""
    if identity.identical(x, y) or _is_untyped(x):
        return y
    if _is_untyped(y):
        return x
    if build.is_interface(x):
        if not build.is_interface(y):
            return x
        missing, _ = missingmethod.missing_method(x, underlying(y), True)
        return y if missing is None else x
    if not build.is_interface(y):
        x_under = underlying(x)
        y_under = underlying(y)
        if isinstance(x_under, Chan) and isinstance(y_under, Chan):
            if y_under.dir == CHAN_BOTH and x_under.dir != CHAN_BOTH:
                return x
    return y


def _is_untyped(t: Type) -> bool:
    u = unalias(t)
    return isinstance(u, Basic) and u.info & IS_UNTYPED != 0


# --------------------------------------------------------------------------------- conversions


def implicit_convert(body: Body, dst: Type | None, x: ast.Expr) -> ir.Expr:
    """`x` as a value of type `dst` (None: of its own type).

    A string that was left untyped, as in `copy(b, "x")`, is converted like any other.
    """
    is_left_untyped = body.source.type_of(x) is universe.TYP[UNTYPED_STRING]
    if dst is None or identity.identical(body.source.value_type(x), dst) and not is_left_untyped:
        return lower(body, x)
    return convert(body, dst, x, True)


def convert(body: Body, dst: Type, x: ast.Expr, implicit: bool) -> ir.Expr:
    """`x` converted to `dst`; the conversion's position is that of `x`, parentheses included."""
    body.mention_type(dst)
    return build.convert(body.asm.layout, x.pos, dst, lower(body, x), implicit)


def list_of(body: Body, pos: int, exprs: list[ast.Expr], types: list[Type | None]) -> list[ir.Expr]:
    """The values of `exprs`, converted to `types` (None: as they are); a single expression may have
    several values, which then go through temporaries at `pos`."""
    if len(exprs) == 1 and len(types) != 1:
        return _spread(body, pos, exprs[0], types)
    if len(exprs) == 1 and isinstance(unalias(body.source.type_of(exprs[0])), Tuple):
        return _spread(body, pos, exprs[0], types)
    return [implicit_convert(body, types[i], x) for i, x in enumerate(exprs)]


def _spread(body: Body, pos: int, x: ast.Expr, types: list[Type | None]) -> list[ir.Expr]:
    operand = lower(body, x)
    sources = result_types(body, x)
    assign = build.spread(body.func, pos, build.comma_ok_kind(operand), operand, sources)
    results: list[ir.Expr] = []
    for i, src in enumerate(sources):
        target = assign.targets[i]
        if not isinstance(target, ir.Use):
            raise InternalError("spread into something else than temporaries", pos)
        result: ir.Expr = ir.Use(pos, target.var)
        dst = types[i] if i < len(types) else None
        if dst is not None and not identity.identical(src, dst):
            body.mention_type(dst)
            result = build.convert(body.asm.layout, pos, dst, result, True)
        results.append(result)
    results[0] = build.with_init(pos, results[0], [assign])
    return results


def result_types(body: Body, x: ast.Expr) -> list[Type]:
    """The types of the values of a multi-value expression."""
    t = body.source.type_of(x)
    if isinstance(t, Tuple):
        return [concrete(build.var_type(var)) for var in t.vars]
    return [concrete(t), universe.bool_type()]


def target_type(body: Body, x: ast.Expr) -> Type | None:
    """The type that a value assigned to `x` is converted to; None for the blank identifier."""
    x = unparen(x)
    if isinstance(x, ast.Name):
        if x.value == "_":
            return None
        obj = body.source.object_of(x)
        if isinstance(obj, Var):
            return obj.type
    return body.source.value_type(x)
