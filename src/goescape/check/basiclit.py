"""Numbers, characters and strings as written."""

from goescape.base import codes, constant
from goescape.base.constant import UnknownConst
from goescape.check import checker as ck
from goescape.check import (
    constants,
)
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.types.model import (
    UNTYPED_COMPLEX,
    UNTYPED_FLOAT,
    UNTYPED_INT,
    UNTYPED_RUNE,
    UNTYPED_STRING,
)  # fmt: skip
from goescape.types.universe import TYP


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


def basic_literal(c: "ck.Checker", x: Operand, e: ast.BasicLit) -> None:
    if e.bad:
        return
    kinds = (UNTYPED_INT, UNTYPED_FLOAT, UNTYPED_COMPLEX, UNTYPED_RUNE, UNTYPED_STRING)
    if e.kind in (ast.LIT_INT, ast.LIT_FLOAT, ast.LIT_IMAG):
        _literal_version(c, e)
        if len(e.value) > c.limits.number_length_max:
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
