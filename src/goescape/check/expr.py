"""Expressions (Go spec, "Expressions").

Untyped constants and comparisons get a type where they are used: `update_type` then goes back over the
expression and its operands and corrects what was recorded.
"""

from typing import Final

from goescape.base import codes
from goescape.check import (
    assertion,
    basiclit,
    binary,
    call,
    funcinst,
    ident,
    index,
    info,
    literal,
    selector,
    sliceexpr,
    typexpr,
    unary,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand, operand_string
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.printer import expr_string
from goescape.types import predicates, typeset
from goescape.types.model import (
    Signature,
    Tuple,
    Type,
)  # fmt: skip
from goescape.types.universe import INVALID_TYPE, NO_RESULTS

# Nesting that the parser does not limit: chains of selectors and calls.
ENOUGH_DEPTH: Final = 24_000

# --------------------------------------------------------------------------------- entry points


def expr(c: "ck.Checker", x: Operand, e: ast.Expr) -> None:
    """Check e, which must be a single value."""
    raw(c, x, e, None, False)
    exclude(c, x)
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
    exclude(c, x)
    single_value(c, x)


def generic_expr(c: "ck.Checker", x: Operand, e: ast.Expr, hint: Type | None = None) -> None:
    """As expr; a generic function without type arguments is allowed. hint: the type of a literal without one."""
    raw(c, x, e, hint, True)
    exclude(c, x)
    single_value(c, x)


def multi(c: "ck.Checker", x: Operand, e: ast.Expr) -> None:
    """Check e, which may have several values (or none is reported)."""
    raw(c, x, e, None, False)
    exclude(c, x)


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
        exclude(c, x)
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
        funcinst.complete_partial(c, x, walk.start_pos(e))


def raw(c: "ck.Checker", x: Operand, e: ast.Expr, hint: Type | None, allow_generic: bool) -> None:
    """Check any expression and record what it is."""
    depth = c.depth
    c.depth += 1
    if c.depth > ENOUGH_DEPTH:
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
            funcinst.instantiate_for_target(c, x, target, target_name)
            return
        if x.partial:
            funcinst.complete_partial(c, x, x.pos)
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


def exclude(c: "ck.Checker", x: Operand) -> None:
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
        ident.ident(c, x, e, False)
    elif isinstance(e, ast.BasicLit):
        basiclit.basic_literal(c, x, e)
    elif isinstance(e, ast.SelectorExpr):
        selector.check(c, x, e, False)
    elif isinstance(e, ast.CallExpr):
        call.call(c, x, e)
    elif isinstance(e, ast.Operation):
        if e.y is None:
            unary.unary_or_pointer(c, x, e, hint)
        else:
            binary.chain(c, x, e)
    elif isinstance(e, ast.ParenExpr):
        raw(c, x, e.x, None, False)
        x.expr = e
    elif isinstance(e, ast.IndexExpr):
        index.index(c, x, e)
    elif isinstance(e, ast.CompositeLit):
        literal.composite(c, x, e, hint)
    elif isinstance(e, ast.SliceExpr):
        sliceexpr.check(c, x, e)
    elif isinstance(e, ast.FuncLit):
        literal.func(c, x, e)
    elif isinstance(e, ast.AssertExpr):
        assertion.assertion(c, x, e)
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
