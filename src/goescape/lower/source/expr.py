"""Expressions: syntax tree to ir.

Types are mentioned in the order the compiler reads them: that of an expression before its operands.
"""

from goescape.base.bug import InternalError
from goescape.check.info import FIELD_VALUE, METHOD_EXPR
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.generics import instances
from goescape.lower.source import fitting, method
from goescape.lower.source.body import Body
from goescape.lower.source.trees import concrete, unparen
from goescape.syntax import nodes as ast
from goescape.types import identity, missingmethod
from goescape.types.model import (
    CHAN_BOTH,
    IS_UNTYPED,
    Basic,
    Chan,
    Map,
    Type,
    unalias,
    underlying,
)
from goescape.types.objects import VAR_PACKAGE, Const, Func, Nil, Object, Var


def denoted(body: Body, x: ast.Expr, name: ast.Name, obj: Object) -> ir.Expr:
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
        return ir.Nil(x.pos, body.trees.type_of(x))
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


def selector(body: Body, x: ast.SelectorExpr) -> ir.Expr:
    selection = body.trees.selection(x)
    if selection is None:
        raise InternalError(f"unresolved selector .{x.sel.value}", x.pos)
    if selection.kind == FIELD_VALUE:
        fitting.value_type(body, x)
        operand = body.expr(x.x)
        return build.field_path(x.pos, operand, selection.index)
    if selection.kind == METHOD_EXPR:
        return method.expression(body, x, selection)
    return method.value(body, x, selection)


def _selects_method(body: Body, x: ast.SelectorExpr) -> bool:
    selection = body.trees.selection(x)
    return selection is not None and selection.kind != FIELD_VALUE


def index(body: Body, x: ast.IndexExpr) -> ir.Expr:
    if isinstance(x.x, ast.SelectorExpr) and _selects_method(body, x.x):
        # An instance of a generic method, `x.M[T]`.
        return selector(body, x.x)
    t = fitting.value_type(body, x)
    operand_type = build.core(body.trees.value_type(x.x))
    key = operand_type.key if isinstance(operand_type, Map) else None
    operand = body.expr(x.x)
    return build.index(x.pos, t, operand, fitting.implicit_convert(body, key, x.index))


def slicing(body: Body, x: ast.SliceExpr) -> ir.Expr:
    t = fitting.value_type(body, x)
    operand = body.expr(x.x)
    lo = fitting.optional(body, x.lo)
    hi = fitting.optional(body, x.hi)
    return build.slice_op(x.pos, t, operand, lo, hi, fitting.optional(body, x.max))


def assertion(body: Body, x: ast.AssertExpr) -> ir.Expr:
    t = fitting.value_type(body, x)
    operand = body.expr(x.x)
    return build.type_assert(x.pos, t, operand)


# ----------------------------------------------------------------------------------- operators


def operation(body: Body, x: ast.Operation) -> ir.Expr:
    if x.y is None:
        return _unary(body, x)
    # Long chains lean to the left: walk them in a loop.
    chain: list[ast.Operation] = [x]
    while True:
        fitting.value_type(body, chain[-1])
        left = unparen(chain[-1].x)
        if (
            not isinstance(left, ast.Operation)
            or left.y is None
            or body.trees.value_of(left) is not None
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
    t = fitting.value_type(body, x)
    operand = body.expr(x.x)
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
    trees = body.trees
    common: Type | None = None
    if x.op not in (ast.OP_SHL, ast.OP_SHR):
        common = _common_type(trees.value_type(x.x), trees.value_type(x.y))
    if left is None:
        left = fitting.implicit_convert(body, common, x.x)
    elif common is not None and not identity.identical(trees.value_type(x.x), common):
        left = build.convert(body.asm.layout, x.x.pos, common, left, True)
    right = fitting.implicit_convert(body, common, x.y)
    return build.binary(x.pos, trees.value_type(x), x.op, left, right)


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
