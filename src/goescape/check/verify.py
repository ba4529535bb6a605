"""Type arguments against the constraints of their type parameters, once declarations are complete."""

from typing import final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check import ifacetype, mono, typeinst
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.types import implements, instantiate
from goescape.types.model import Type, TypeParam


def of_function(
    c: "ck.Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: list[Type],
    exprs: list[ast.Expr],
) -> None:
    """Queue the check of a function's type arguments; `exprs` are those that were written."""
    c.later(_OfFunction(pos, tparams, targs, exprs))


def of_type(
    c: "ck.Checker", pos: int, generic: Type, targs: list[Type], exprs: list[ast.Expr]
) -> None:
    """Queue the check of a generic type's arguments, and of their number."""
    c.later(_OfType(pos, generic, targs, exprs))


@final
class _OfFunction(ck.Action):
    def __init__(
        self, pos: int, tparams: list[TypeParam], targs: list[Type], exprs: list[ast.Expr]
    ) -> None:
        self.pos = pos
        self.tparams = tparams
        self.targs = targs
        self.exprs = exprs

    def run(self, c: "ck.Checker") -> None:
        _check(c, self.pos, self.tparams, self.targs, self.exprs)


@final
class _OfType(ck.Action):
    def __init__(self, pos: int, generic: Type, targs: list[Type], exprs: list[ast.Expr]) -> None:
        self.pos = pos
        self.generic = generic
        self.targs = targs
        self.exprs = exprs

    def run(self, c: "ck.Checker") -> None:
        tparams = instantiate.type_params(self.generic)
        if typeinst.check_count(c, self.pos, self.generic, len(tparams), len(self.targs)):
            _check(c, self.pos, tparams, self.targs, self.exprs)


def _check(
    c: "ck.Checker",
    pos: int,
    tparams: list[TypeParam],
    targs: list[Type],
    exprs: list[ast.Expr],
) -> None:
    failure = implements.first_unsatisfied(tparams, targs, c.qualifier, c.allows(20))
    ifacetype.require_substituted(c)
    at = [walk.start_pos(each) for each in exprs]
    if failure is None:
        mono.record_instance(c, pos, tparams, targs, at)
        return
    code = codes.UNSUPPORTED_FEATURE if failure.needs_version else codes.INVALID_TYPE_ARG
    c.error(at[failure.index] if failure.index < len(at) else pos, code, failure.reason)
