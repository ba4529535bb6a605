"""Expressions (Go spec, "Expressions").

Untyped constants and comparisons get a type where they are used: `update_type` then goes back over the
expression and its operands and corrects what was recorded.
"""

from typing import Final

from goescape.base import codes, constant
from goescape.base.constant import UnknownConst
from goescape.check import (
    call,
    comparison,
    constants,
    cycles,
    index,
    info,
    literal,
    selector,
    shift,
    typexpr,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    UNTYPED_BOOL,
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_RUNE,
    UNTYPED_STRING,
    Basic,
    Chan,
    Interface,
    Pointer,
    Signature,
    Tuple,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE, NO_RESULTS, TYP

# Nesting that the parser does not limit: chains of selectors and calls.
DEPTH_MAX: Final = 24_000
_LITERAL_MAX = 10_000  # characters of a number

# --------------------------------------------------------------------------------- entry points


def expr(c: "ck.Checker", x: Operand, e: ast.Expr) -> None:
    """Check e, which must be a single value."""
    raw(c, x, e, None, False)
    _exclude(c, x)
    single_value(c, x)


def expr_with_target(
    c: "ck.Checker", x: Operand, e: ast.Expr, target: Type | None, target_name: str
) -> None:
    """As expr; a generic function gets its type arguments from the function type it is assigned to.

    `target_name` is what messages call the place where the value goes.
    """
    raw(c, x, e, None, True)
    before = x.type
    not_generic(c, x, None if isinstance(e, ast.ParenExpr) else target, target_name)
    if x.type is not before:
        record(c, x)
    _exclude(c, x)
    single_value(c, x)


def generic_expr(c: "ck.Checker", x: Operand, e: ast.Expr, hint: Type | None = None) -> None:
    """As expr; a generic function without type arguments is allowed. hint: the type of a literal without one."""
    raw(c, x, e, hint, True)
    _exclude(c, x)
    single_value(c, x)


def multi(c: "ck.Checker", x: Operand, e: ast.Expr) -> None:
    """Check e, which may have several values (or none is reported)."""
    raw(c, x, e, None, False)
    _exclude(c, x)


def expr_or_type(c: "ck.Checker", x: Operand, e: ast.Expr, allow_generic: bool) -> None:
    raw(c, x, e, None, allow_generic)
    if x.mode == info.MODE_NO_VALUE:
        c.error_at(e, codes.NOT_AN_EXPR, f"{expr_string(e)} (no value) used as value or type")
        x.invalidate()
    single_value(c, x)


def multi_args(c: "ck.Checker", exprs: list[ast.Expr]) -> list[Operand]:
    """The operands of an argument list; one call with several results stands for all of them."""
    if len(exprs) == 1:
        x = Operand()
        raw(c, x, exprs[0], None, True)
        _complete_early(c, x, exprs[0])
        _exclude(c, x)
        if x.is_valid and isinstance(x.type, Tuple):
            out: list[Operand] = []
            for var in x.type.vars:
                part = Operand()
                part.mode = info.MODE_VALUE
                part.expr = exprs[0]
                part.type = var.type if var.type is not None else INVALID_TYPE
                out.append(part)
            return out
        return [x]
    operands: list[Operand] = []
    for e in exprs:
        x = Operand()
        generic_expr(c, x, e)
        _complete_early(c, x, e)
        operands.append(x)
    return operands


def _complete_early(c: "ck.Checker", x: Operand, e: ast.Expr) -> None:
    """Before Go 1.21, parameters said nothing of the type arguments that an argument lacks."""
    if x.is_valid and x.partial and not c.allows(21):
        call.complete_partial(c, x, walk.start_pos(e))


def raw(c: "ck.Checker", x: Operand, e: ast.Expr, hint: Type | None, allow_generic: bool) -> None:
    """Check any expression and record what it is."""
    depth = c.depth
    c.depth += 1
    if c.depth > DEPTH_MAX:
        c.error_at(e, codes.TOO_DEEP, "expression nested too deeply")
        x.invalidate()
        x.expr = e
        c.depth = depth
        return
    x.mode = info.MODE_NONE
    x.type = INVALID_TYPE
    x.value = None
    x.partial = []
    _dispatch(c, x, e, hint)
    x.expr = e
    if not allow_generic:
        not_generic(c, x, None, "")
    record(c, x)
    c.depth = depth


def record(c: "ck.Checker", x: Operand) -> None:
    """Write x into the tables."""
    e = x.expr
    if e is None or x.mode == info.MODE_NONE:
        return
    tables = c.info
    tables.modes[e.idx] = x.mode
    tables.types[e.idx] = x.type if x.mode != info.MODE_NO_VALUE else NO_RESULTS
    tables.values[e.idx] = x.value if x.mode == info.MODE_CONSTANT else None


def record_builtin(c: "ck.Checker", fun: ast.Expr, sig: Signature) -> None:
    """A predeclared function has no type of its own: record the one of this call."""
    e = fun
    while True:
        c.info.modes[e.idx] = info.MODE_BUILTIN
        c.info.types[e.idx] = sig
        if isinstance(e, ast.ParenExpr):
            e = e.x
        else:
            break


def not_generic(c: "ck.Checker", x: Operand, target: Type | None, target_name: str) -> None:
    """Report generic types and functions, but for functions that get their type arguments from a function type."""
    if x.mode == info.MODE_NONE or x.mode == info.MODE_NO_VALUE:
        return
    what = ""
    if x.mode == info.MODE_TYPE:
        if predicates.is_generic(x.type):
            what = "type"
    elif isinstance(x.type, Signature) and x.type.tparams:
        if target is not None and isinstance(typeset.core_type(target), Signature):
            call.instantiate_for_target(c, x, target, target_name)
            return
        if x.partial:
            call.complete_partial(c, x, x.pos)
            return
        what = "function"
    if what and x.expr is not None:
        c.error_at(
            x.expr,
            codes.WRONG_TYPE_ARG_COUNT,
            f"cannot use generic {what} {expr_string(x.expr)} without instantiation",
        )
        x.invalidate()
        x.type = INVALID_TYPE


def _exclude(c: "ck.Checker", x: Operand) -> None:
    if x.expr is None:
        return
    if x.mode == info.MODE_NO_VALUE:
        c.error_at(x.expr, codes.TOO_MANY_VALUES, f"{expr_string(x.expr)} (no value) used as value")
    elif x.mode == info.MODE_BUILTIN:
        c.error_at(
            x.expr, codes.UNCALLED_BUILTIN, f"{expr_string(x.expr)} (built-in) must be called"
        )
    elif x.mode == info.MODE_TYPE:
        c.error_at(x.expr, codes.NOT_AN_EXPR, f"{expr_string(x.expr)} (type) is not an expression")
    else:
        return
    x.invalidate()


def single_value(c: "ck.Checker", x: Operand) -> None:
    if x.mode == info.MODE_VALUE and isinstance(x.type, Tuple) and x.expr is not None:
        if len(x.type.vars) != 1:
            shown = operand_string(x, c.qualifier)
            c.error_at(
                x.expr, codes.TOO_MANY_VALUES, f"multiple-value {shown} in single-value context"
            )
            x.invalidate()


# ------------------------------------------------------------------------------------ dispatch


def _dispatch(c: "ck.Checker", x: Operand, e: ast.Expr, hint: Type | None) -> None:
    if isinstance(e, ast.Name):
        typexpr.ident(c, x, e, False)
    elif isinstance(e, ast.BasicLit):
        _basic_literal(c, x, e)
    elif isinstance(e, ast.SelectorExpr):
        selector.check(c, x, e, False)
    elif isinstance(e, ast.CallExpr):
        call.call(c, x, e)
    elif isinstance(e, ast.Operation):
        if e.y is None:
            _unary_or_pointer(c, x, e, hint)
        else:
            _binary_chain(c, x, e)
    elif isinstance(e, ast.ParenExpr):
        raw(c, x, e.x, None, False)
        x.expr = e
    elif isinstance(e, ast.IndexExpr):
        index.index(c, x, e)
    elif isinstance(e, ast.CompositeLit):
        literal.composite(c, x, e, hint)
    elif isinstance(e, ast.SliceExpr):
        index.slice_(c, x, e)
    elif isinstance(e, ast.FuncLit):
        literal.func(c, x, e)
    elif isinstance(e, ast.AssertExpr):
        _assertion(c, x, e)
    elif isinstance(e, ast.TypeSwitchGuard):
        c.error_at(
            e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: use of .(type) outside type switch"
        )
        use(c, [e.x])
    elif isinstance(e, ast.ListExpr):
        c.error_at(
            e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: unexpected list of expressions"
        )
    elif isinstance(e, ast.KeyValueExpr):
        c.error_at(e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: no key:value expected")
    elif isinstance(e, ast.DotsType):
        c.error_at(e, codes.INVALID_SYNTAX_TREE, "invalid syntax tree: invalid use of ...")
    elif isinstance(e, ast.BadExpr):
        pass
    else:
        x.mode = info.MODE_TYPE
        x.type = typexpr.typ(c, e)
        if predicates.is_invalid(x.type):
            x.invalidate()
    x.expr = e


def _literal_version(c: "ck.Checker", e: ast.BasicLit) -> None:
    """Forms of number literals that came with Go 1.13."""
    text = e.value
    if len(text) <= 2:
        return
    prefix = text[:2].lower()
    if "_" in text:
        c.require(e.pos, 13, "underscore in numeric literal")
    elif prefix == "0b":
        c.require(e.pos, 13, "binary literal")
    elif prefix == "0o":
        c.require(e.pos, 13, "0o/0O-style octal literal")
    elif prefix == "0x" and e.kind != ast.LIT_INT:
        c.require(e.pos, 13, "hexadecimal floating-point literal")


def _basic_literal(c: "ck.Checker", x: Operand, e: ast.BasicLit) -> None:
    if e.bad:
        return
    kinds = (UNTYPED_INT, UNTYPED_FLOAT, UNTYPED_COMPLEX, UNTYPED_RUNE, UNTYPED_STRING)
    if e.kind in (ast.LIT_INT, ast.LIT_FLOAT, ast.LIT_IMAG):
        _literal_version(c, e)
        if len(e.value) > _LITERAL_MAX:
            c.error_at(
                e,
                codes.INVALID_CONST_VAL,
                f"excessively long constant: {e.value[:10]}... ({len(e.value)} chars)",
            )
            return
    value = constant.from_literal(e.value, e.kind)
    if isinstance(value, UnknownConst):
        c.error_at(e, codes.INVALID_CONST_VAL, f"malformed constant: {e.value}")
        return
    x.set_const(TYP[kinds[e.kind]], value)
    x.expr = e
    constants.overflow(c, x, e.pos)


def _unary_or_pointer(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    if e.op != ast.OP_MUL:
        unary(c, x, e, hint)
        return
    expr_or_type(c, x, e.x, False)
    if x.mode == info.MODE_NONE:
        return
    if x.mode == info.MODE_TYPE:
        typexpr.valid_var_type(c, x.type, e.x)
        x.type = Pointer(x.type)
        return
    base = _pointed_to(c, x)
    if base is None or not cycles.is_complete(c, base):
        x.invalidate()
        return
    x.mode = info.MODE_VARIABLE
    x.type = base
    x.value = None


def _pointed_to(c: "ck.Checker", x: Operand) -> Type | None:
    """The type that all pointers in x's type set point to; None after an error."""
    base: Type | None = None
    for under in typeset.all_underlying(x.type):
        if not isinstance(under, Pointer):
            base = None
            break
        if base is not None and not predicates.identical(base, under.elem):
            shown = operand_string(x, c.qualifier)
            text = f"invalid operation: pointers of {shown} must have identical base types"
            c.error(constants_pos(x), codes.INVALID_INDIRECTION, text)
            return None
        base = under.elem
    if base is None:
        text = f"invalid operation: cannot indirect {operand_string(x, c.qualifier)}"
        c.error(constants_pos(x), codes.INVALID_INDIRECTION, text)
    return base


def unary(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    """`+x -x ^x !x &x <-x`."""
    op = e.op
    if op == ast.OP_AND:
        _address(c, x, e, hint)
        return
    expr(c, x, e.x)
    if not x.is_valid:
        return
    if op == ast.OP_RECV:
        _receive(c, x)
        return
    if op == ast.OP_TILDE:
        is_integer = predicates.all_integer(x.type)
        hint_text = " (use ^ for bitwise complement)" if is_integer else ""
        c.error_at(
            e,
            codes.UNDEFINED_OP,
            f"cannot use ~ outside of interface or type constraint{hint_text}",
        )
        if not is_integer:
            x.invalidate()
            return
        op = ast.OP_XOR
    if op == ast.OP_NOT:
        ok = predicates.all_boolean(x.type)
    elif op == ast.OP_XOR:
        ok = predicates.all_integer(x.type)
    else:
        ok = predicates.all_numeric(x.type)
    if not ok:
        shown = operand_string(x, c.qualifier)
        c.error_at(
            e.x,
            codes.UNDEFINED_OP,
            f"invalid operation: operator {ast.OP_TEXT[op]} not defined on {shown}",
        )
        x.invalidate()
        return
    if x.mode == info.MODE_CONSTANT and x.value is not None:
        prec = constants.unsigned_bits(x.type)
        x.value = constant.unary_op(op, x.value, prec)
        x.expr = e
        constants.overflow(c, x, e.pos)
        return
    x.mode = info.MODE_VALUE


def _address(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    inner = e.x
    while isinstance(inner, ast.ParenExpr):
        inner = inner.x
    if isinstance(inner, ast.CompositeLit) and inner.type is None and hint is not None:
        base = underlying(hint)
        raw(c, x, e.x, base.elem if isinstance(base, Pointer) else None, False)
        _exclude(c, x)
    else:
        expr(c, x, e.x)
    if not x.is_valid:
        return
    if not isinstance(inner, ast.CompositeLit) and x.mode != info.MODE_VARIABLE:
        shown = operand_string(x, c.qualifier)
        c.error_at(
            e.x, codes.UNADDRESSABLE_OPERAND, f"invalid operation: cannot take address of {shown}"
        )
        x.invalidate()
        return
    x.mode = info.MODE_VALUE
    x.type = Pointer(x.type)


def _receive(c: "ck.Checker", x: Operand) -> None:
    elem = chan_elem(c, constants_pos(x), x, True)
    if elem is None or not cycles.is_complete(c, elem):
        x.invalidate()
        return
    x.mode = info.MODE_COMMA_OK
    x.type = elem
    c.env.has_call_or_receive = True


def chan_elem(c: "ck.Checker", pos: int, x: Operand, receive: bool) -> Type | None:
    """The element type of a channel operand to receive from or send to; None after an error."""
    wanted = typeset.RECEIVABLE if receive else typeset.SENDABLE
    chan, cause = typeset.common_or_why(x.type, c.qualifier, wanted)
    if isinstance(chan, Chan):
        return chan.elem
    verb = "receive from" if receive else "send to"
    code = codes.INVALID_RECEIVE if receive else codes.INVALID_SEND
    shown = operand_string(x, c.qualifier)
    if predicates.is_type_param(x.type):
        c.error(pos, code, f"invalid operation: cannot {verb} {shown}: {cause}")
    else:
        c.error(pos, code, f"invalid operation: cannot {verb} {cause} {shown}")
    return None


def constants_pos(x: Operand) -> int:
    from goescape.syntax import walk

    return walk.start_pos(x.expr) if x.expr is not None else 0


def _assertion(c: "ck.Checker", x: Operand, e: ast.AssertExpr) -> None:
    expr(c, x, e.x)
    if not x.is_valid:
        return
    under = underlying(x.type)
    shown = operand_string(x, c.qualifier)
    if predicates.is_type_param(x.type):
        c.error_at(
            e.x,
            codes.INVALID_ASSERT,
            f"invalid operation: cannot use type assertion on type parameter value {shown}",
        )
        x.invalidate()
        return
    if not isinstance(under, Interface):
        c.error_at(e.x, codes.INVALID_ASSERT, f"invalid operation: {shown} is not an interface")
        x.invalidate()
        return
    t = typexpr.var_type(c, e.type)
    if predicates.is_invalid(t) or not cycles.is_complete(c, t):
        x.invalidate()
        return
    assertion_possible(c, e, x, t, False)
    x.mode = info.MODE_COMMA_OK
    x.type = t


def assertion_possible(c: "ck.Checker", e: ast.Expr, x: Operand, t: Type, is_switch: bool) -> None:
    """Report x.(T) that can never succeed: T lacks a method of x's type."""
    from goescape.types import implements, lookup

    # An interface can have any dynamic type that has its methods, and then some.
    if predicates.is_interface(t):
        return
    missing = lookup.has_all_methods(t, x.type, False)
    if missing is None:
        return
    cause = implements.missing_cause(missing, t, x.type, c.qualifier)
    target = type_string(t, c.qualifier)
    shown = operand_string(x, c.qualifier)
    if is_switch:
        text = expr_string(e)
        c.error_at(
            e,
            codes.IMPOSSIBLE_ASSERT,
            f"impossible type switch case: {text}\n\t{shown} cannot have dynamic type "
            f"{target} {cause}",
        )
    else:
        source = type_string(x.type, c.qualifier)
        text = expr_string(e)
        c.error_at(
            e,
            codes.IMPOSSIBLE_ASSERT,
            f"impossible type assertion: {text}\n\t{target} does not implement {source} {cause}",
        )


# -------------------------------------------------------------------------------------- binary


def _binary_chain(c: "ck.Checker", x: Operand, e: ast.Operation) -> None:
    """A left-deep chain of operators, walked in a loop: it may be very long."""
    chain = [e]
    left: ast.Expr = e.x
    while isinstance(left, ast.Operation) and left.y is not None:
        chain.append(left)
        left = left.x
    expr(c, x, left)
    while chain:
        operation = chain.pop()
        if operation.y is not None:
            binary(c, x, operation, operation.x, operation.y, operation.op)
        if chain:
            x.expr = operation
            record(c, x)
            _exclude(c, x)
            single_value(c, x)


def binary(
    c: "ck.Checker",
    x: Operand,
    e: ast.Operation | None,
    lhs: ast.Expr,
    rhs: ast.Expr,
    op: int,
) -> None:
    """`x op rhs`, x being the checked left operand."""
    y = Operand()
    expr(c, y, rhs)
    if not x.is_valid:
        return
    if not y.is_valid:
        x.invalidate()
        x.expr = y.expr
        return
    if op == ast.OP_SHL or op == ast.OP_SHR:
        shift.check(c, x, y, e, op)
        return
    match_types(c, x, y)
    if not x.is_valid:
        return
    if ast.OP_EQL <= op <= ast.OP_GEQ:
        comparison.check(c, x, y, op)
        return
    if not predicates.identical(x.type, y.type):
        if predicates.is_valid(x.type) and predicates.is_valid(y.type):
            a, b = type_string(x.type, c.qualifier), type_string(y.type, c.qualifier)
            if e is not None:
                c.error(
                    x_pos(x, e),
                    codes.MISMATCHED_TYPES,
                    f"invalid operation: {expr_string(e)} (mismatched types {a} and {b})",
                )
            else:
                text = f"{expr_string(lhs)} {ast.OP_TEXT[op]}= {expr_string(rhs)}"
                c.error_at(
                    lhs,
                    codes.MISMATCHED_TYPES,
                    f"invalid operation: {text} (mismatched types {a} and {b})",
                )
        x.invalidate()
        return
    if not _operator_applies(c, op, x):
        x.invalidate()
        return
    if op == ast.OP_DIV or op == ast.OP_REM:
        if (x.mode == info.MODE_CONSTANT or predicates.all_integer(x.type)) and (
            y.mode == info.MODE_CONSTANT and y.value is not None and constant.sign(y.value) == 0
        ):
            c.error_at(rhs, codes.DIV_BY_ZERO, "invalid operation: division by zero")
            x.invalidate()
            return
    if x.mode == info.MODE_CONSTANT and y.mode == info.MODE_CONSTANT:
        if x.value is None or y.value is None:
            x.invalidate()
            return
        if isinstance(x.value, UnknownConst) or isinstance(y.value, UnknownConst):
            x.value = UnknownConst()
            return
        x.value = constant.binary_op(x.value, op, y.value, predicates.is_integer(x.type))
        if e is not None:
            x.expr = e
        constants.overflow(c, x, e.pos if e is not None else lhs.pos)
        return
    x.mode = info.MODE_VALUE
    x.value = None


def x_pos(x: Operand, e: ast.Expr) -> int:
    from goescape.syntax import walk

    return walk.start_pos(x.expr) if x.expr is not None else walk.start_pos(e)


def _operator_applies(c: "ck.Checker", op: int, x: Operand) -> bool:
    if op == ast.OP_ADD:
        ok = predicates.all_numeric_or_string(x.type)
    elif op in (ast.OP_SUB, ast.OP_MUL, ast.OP_DIV):
        ok = predicates.all_numeric(x.type)
    elif op in (ast.OP_AND_AND, ast.OP_OR_OR):
        ok = predicates.all_boolean(x.type)
    else:
        ok = predicates.all_integer(x.type)
    if not ok:
        shown = operand_string(x, c.qualifier)
        c.error(
            constants_pos(x),
            codes.UNDEFINED_OP,
            f"invalid operation: operator {ast.OP_TEXT[op]} not defined on {shown}",
        )
    return ok


def match_types(c: "ck.Checker", x: Operand, y: Operand) -> None:
    """Give an untyped operand the other one's type, if that may make sense; x is invalid if it does not."""
    if not _may_convert(x, y):
        return
    convert_untyped(c, x, y.type)
    if not x.is_valid:
        return
    convert_untyped(c, y, x.type)
    if not y.is_valid:
        x.invalidate()


def _may_convert(x: Operand, y: Operand) -> bool:
    """Untyped operands of unrelated kinds are left alone: a better error follows."""
    if predicates.is_typed(x.type) and predicates.is_typed(y.type):
        return False
    if predicates.all_numeric(x.type) != predicates.all_numeric(y.type):
        return False
    if _is_interface(x) or _is_interface(y):
        return True
    if predicates.all_boolean(x.type) != predicates.all_boolean(y.type):
        return False
    if predicates.all_string(x.type) != predicates.all_string(y.type):
        return False
    if x.is_nil:
        return predicates.has_nil(y.type)
    if y.is_nil:
        return predicates.has_nil(x.type)
    return not isinstance(underlying(x.type), Pointer) and not isinstance(
        underlying(y.type), Pointer
    )


def _is_interface(x: Operand) -> bool:
    return predicates.is_non_type_param_interface(x.type)


# --------------------------------------------------------------------------- untyped conversion


def convert_untyped(c: "ck.Checker", x: Operand, target: Type) -> None:
    """Give an untyped operand the type that target implies; report if that is impossible."""
    t, value, why = implicit_type(c, x, target)
    if t is None:
        u = target if predicates.is_type_param(target) else underlying(target)
        constants.invalid_conversion(c, why, x, u)
        x.invalidate()
        return
    _apply(c, x, t, value)


def _apply(c: "ck.Checker", x: Operand, t: Type, value: constant.Constant | None) -> None:
    if value is not None:
        x.value = value
        if x.expr is not None:
            c.info.values[x.expr.idx] = value
    if t is not x.type:
        x.type = t
        if x.expr is not None:
            update_type(c, x.expr, t, False)


def implicit_type(
    c: "ck.Checker", x: Operand, target: Type
) -> tuple[Type | None, constant.Constant | None, int]:
    """The type that untyped x takes when it is used as target, with its value rounded to it."""
    if not x.is_valid or predicates.is_typed(x.type) or predicates.is_invalid(target):
        return x.type, None, 0
    if predicates.is_untyped(target):
        common = predicates.max_type(x.type, target)
        return common, None, constants.NOT_REPRESENTABLE
    if x.is_nil:
        if predicates.has_nil(target):
            return target, None, 0
        return None, None, constants.NOT_REPRESENTABLE
    u = unalias(target)
    if isinstance(u, TypeParam):
        terms = typeset.terms_of(u)
        if not terms:
            return None, None, constants.NOT_REPRESENTABLE
        for term in terms:
            t, _, _ = implicit_type(c, x, term.type)
            if t is None:
                return None, None, constants.NOT_REPRESENTABLE
        return target, None, 0
    under = underlying(target)
    if isinstance(under, Basic):
        if x.mode == info.MODE_CONSTANT:
            value, why = constants.representation(x, under)
            if value is None:
                return None, None, why
            return target, value, 0
        kind = x.type.kind if isinstance(x.type, Basic) else 0
        if kind == UNTYPED_BOOL:
            ok = predicates.is_boolean(target)
        elif kind in (UNTYPED_INT, UNTYPED_RUNE, UNTYPED_FLOAT, UNTYPED_COMPLEX):
            ok = predicates.is_numeric(target)
        elif kind == UNTYPED_STRING:
            ok = predicates.is_string(target)
        else:
            ok = False
        return (target if ok else None), None, constants.NOT_REPRESENTABLE
    if isinstance(under, Interface):
        if typeset.type_set(under).methods:
            return None, None, constants.NOT_REPRESENTABLE
        return predicates.default_type(x.type), None, 0
    return None, None, constants.NOT_REPRESENTABLE


def update_type(c: "ck.Checker", e: ast.Expr, t: Type, final: bool) -> None:
    """Correct the recorded type of an untyped expression, and of the operands it comes from."""
    old = c.info.types[e.idx]
    if old is None or predicates.is_typed(old):
        return
    is_const = c.info.modes[e.idx] == info.MODE_CONSTANT
    if isinstance(e, ast.ParenExpr):
        update_type(c, e.x, t, final)
    elif isinstance(e, ast.Operation) and not is_const:
        if e.y is None:
            if e.op != ast.OP_MUL:
                update_type(c, e.x, t, final)
        elif ast.OP_EQL <= e.op <= ast.OP_GEQ:
            pass
        elif e.op in (ast.OP_SHL, ast.OP_SHR):
            update_type(c, e.x, t, final)
        else:
            update_type(c, e.x, t, final)
            update_type(c, e.y, t, final)
    if not final and predicates.is_untyped(t):
        c.info.types[e.idx] = underlying(t)
        return
    if e.idx in c.shift_operands:
        c.shift_operands.discard(e.idx)
        if not predicates.all_integer(t):
            shown = type_string(t, c.qualifier)
            c.error_at(
                e,
                codes.INVALID_SHIFT_OPERAND,
                f"invalid operation: shifted operand {expr_string(e)} (type {shown}) must be integer",
            )
            return
    if is_const:
        x = Operand()
        x.mode = info.MODE_CONSTANT
        x.expr = e
        x.type = old
        x.value = c.info.values[e.idx]
        value = _final_value(c, x, t)
        if value is not None:
            c.info.values[e.idx] = value
    c.info.types[e.idx] = t


def _final_value(c: "ck.Checker", x: Operand, t: Type) -> constant.Constant | None:
    under = underlying(t)
    if isinstance(under, Basic) and predicates.is_typed(t) and not predicates.is_type_param(t):
        value, why = constants.representation(x, under)
        if value is None:
            constants.invalid_conversion(c, why, x, t)
        return value
    return None


def use(c: "ck.Checker", exprs: list[ast.Expr]) -> bool:
    """Check expressions whose values do not matter any more, so that what they mention counts as used.

    Returns whether all of them are valid.
    """
    ok = True
    for e in exprs:
        inner = e
        while isinstance(inner, ast.ParenExpr):
            inner = inner.x
        if isinstance(inner, ast.ListExpr):
            ok = use(c, inner.elems) and ok
            continue
        if isinstance(inner, ast.KeyValueExpr):
            ok = use(c, [inner.value]) and ok
            continue
        x = Operand()
        if isinstance(inner, ast.Name):
            if inner.value == "_":
                continue
            expr_or_type(c, x, inner, True)
        else:
            raw(c, x, e, None, True)
        ok = x.is_valid and ok
    return ok
