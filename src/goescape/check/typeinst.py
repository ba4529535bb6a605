"""Instances of generic types: `T[A, B]`."""

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import info, typexpr, verify
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.types import instantiate, predicates
from goescape.types.model import (
    Alias,
    Named,
    Type,
)  # fmt: skip
from goescape.types.universe import INVALID_TYPE


def type_list(c: "ck.Checker", exprs: list[ast.Expr]) -> list[Type] | None:
    """Type arguments; None after an error."""
    out: list[Type] = []
    ok = True
    for e in exprs:
        t = typexpr.var_type(c, e)
        ok = ok and predicates.is_valid(t)
        out.append(t)
    return out if ok else None


def instance(c: "ck.Checker", e: ast.IndexExpr) -> Type:
    c.require(walk.start_pos(e), 18, "type instantiation")
    exprs = unpack(e.index)
    generic = typexpr.generic_type(c, e.x, e)
    if predicates.is_invalid(generic):
        # An alias of something invalid stays generic, which is reported, too.
        return generic
    targs = type_list(c, exprs)
    if targs is None:
        return INVALID_TYPE
    tparams = instantiate.type_params(generic)
    if isinstance(generic, Alias) and not check_count(
        c, e.x.pos, generic, len(tparams), len(targs)
    ):
        return INVALID_TYPE
    instance = instantiate.instantiate(generic, targs)
    if isinstance(instance, Named) and instance.place == 0:
        instance.place = e.x.pos
    name = _generic_name(e.x)
    if name is not None:
        c.info.instances[name.idx] = info.Instance(targs, instance)
    verify.of_type(c, e.x.pos, generic, targs, exprs)
    return instance


def _generic_name(e: ast.Expr) -> ast.Name | None:
    while isinstance(e, ast.ParenExpr):
        e = e.x
    if isinstance(e, ast.Name):
        return e
    if isinstance(e, ast.SelectorExpr):
        return e.sel
    return None


def check_count(c: "ck.Checker", pos: int, generic: Type, n_params: int, n_args: int) -> bool:
    """Report a wrong number of type arguments of a type."""
    if n_params == n_args:
        return True
    shown = generic.obj.name if isinstance(generic, (Named, Alias)) else ""
    what = "too many" if n_args > n_params else "not enough"
    c.error(
        pos,
        codes.WRONG_TYPE_ARG_COUNT,
        f"{what} type arguments for type {shown}: have {n_args}, want {n_params}",
    )
    return False
