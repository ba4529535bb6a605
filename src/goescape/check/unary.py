"""Unary operations: arithmetic, addresses, pointer indirection, receiving."""

from goescape.base import codes, constant
from goescape.check import checker as ck
from goescape.check import (
    constants,
    cycles,
    expr,
    info,
    typexpr,
)
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.types import identity, predicates, typeset
from goescape.types.model import (
    Chan,
    Pointer,
    Type,
    underlying,
)  # fmt: skip


def unary_or_pointer(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    if e.op != ast.OP_MUL:
        _unary(c, x, e, hint)
        return
    expr.expr_or_type(c, x, e.x, False)
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
        if base is not None and not identity.identical(base, under.elem):
            shown = operand_string(x, c.qualifier)
            text = f"invalid operation: pointers of {shown} must have identical base types"
            c.error(x.start, codes.INVALID_INDIRECTION, text)
            return None
        base = under.elem
    if base is None:
        text = f"invalid operation: cannot indirect {operand_string(x, c.qualifier)}"
        c.error(x.start, codes.INVALID_INDIRECTION, text)
    return base


def _unary(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    """`+x -x ^x !x &x <-x`."""
    op = e.op
    if op == ast.OP_AND:
        _address(c, x, e, hint)
        return
    expr.expr(c, x, e.x)
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
    if not _applies(op, x.type):
        shown = operand_string(x, c.qualifier)
        c.error_at(
            e.x,
            codes.UNDEFINED_OP,
            f"invalid operation: operator {ast.OP_TEXT[op]} not defined on {shown}",
        )
        x.invalidate()
        return
    if x.mode == info.MODE_CONSTANT and x.value is not None:
        prec = constants.unsigned_bits(c, x.type)
        x.value = constant.unary_op(op, x.value, prec)
        x.expr = e
        constants.overflow(c, x, e.pos)
        return
    x.mode = info.MODE_VALUE


def _applies(op: int, t: Type) -> bool:
    if op == ast.OP_NOT:
        return predicates.all_boolean(t)
    if op == ast.OP_XOR:
        return predicates.all_integer(t)
    return predicates.all_numeric(t)


def _address(c: "ck.Checker", x: Operand, e: ast.Operation, hint: Type | None) -> None:
    inner = e.x
    while isinstance(inner, ast.ParenExpr):
        inner = inner.x
    if isinstance(inner, ast.CompositeLit) and inner.type is None and hint is not None:
        base = underlying(hint)
        expr.raw(c, x, e.x, base.elem if isinstance(base, Pointer) else None, False)
        expr.exclude(c, x)
    else:
        expr.expr(c, x, e.x)
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
    elem = chan_elem(c, x.start, x, True)
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
