"""Declarations, checked on demand (Go spec, "Declarations and scope").

An object is white before, grey while and black after its declaration is checked. Meeting a grey object means a
cycle through the declarations on the path; whether that is an error depends on what the path goes through.
"""

from typing import final

from goescape.base import codes
from goescape.base.constant import Constant, IntConst, UnknownConst
from goescape.check import (
    assign,
    expr,
    oversized,
    returns,
    signature,
    stmt,
    typedecl,
    typexpr,
    unused,
    validtype,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.types import predicates
from goescape.types.model import (
    Named,
    Signature,
    Tuple,
    Type,
    TypeParam,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    Const,
    Declarer,
    Func,
    Object,
    Scope,
    TypeName,
    Var,
)  # fmt: skip
from goescape.types.typestring import type_string
from goescape.types.universe import INVALID_TYPE


def declare_all(c: "ck.Checker") -> None:
    """Check all package-level declarations: types, then aliases, then everything else."""
    on_demand = OnDemand(c)
    for obj in c.objects:
        if isinstance(obj, Func):
            obj.declarer = on_demand
    for phase in range(3):
        for obj in c.objects:
            if _phase(obj) == phase:
                declare(c, obj)


def _phase(obj: Object) -> int:
    if isinstance(obj, TypeName):
        return 1 if obj.is_alias else 0
    return 2


def declare(c: "ck.Checker", obj: Object) -> None:
    """Make sure that obj's declaration has been checked."""
    info = c.decls.get(obj)
    if info is None:
        return
    color = c.color.get(obj, ck.WHITE)
    if color == ck.BLACK:
        return
    if color == ck.GREY:
        _cycle(c, obj)
        return
    c.color[obj] = ck.GREY
    c.path.append(obj)
    saved = c.env
    c.env = ck.Environment(info.file_scope, None, info.version)
    c.env.owner_pos = _owner_pos(obj, info)
    c.env.around = info
    if isinstance(obj, Const):
        c.env.decl = info
        const(c, obj, info.type_expr, info.init, info.inherited, info.iota)
    elif isinstance(obj, Var):
        c.env.decl = info
        _var(c, obj, info)
    elif isinstance(obj, TypeName):
        if info.type_decl is not None:
            typedecl.type_decl(c, obj, info.type_decl)
            typedecl.collect_methods(c, obj)
    elif isinstance(obj, Func):
        _func(c, obj, info)
        obj.declarer = None
    c.env = saved
    c.path.pop()
    c.color[obj] = ck.BLACK


def _owner_pos(obj: Object, info: "ck.DeclInfo") -> int:
    """Where the compiler says that types of this declaration are too large."""
    if info.type_decl is not None and info.type_decl.tparams:
        return oversized.GENERIC
    if info.func_decl is not None and info.func_decl.tparams:
        return oversized.GENERIC
    return obj.pos


@final
class OnDemand(Declarer):
    """Declares functions of the package being checked."""

    def __init__(self, c: "ck.Checker") -> None:
        self.c = c

    def declare(self, func: Func) -> None:
        declare(self.c, func)


def _cycle(c: "ck.Checker", obj: Object) -> None:
    is_valid = _valid_cycle(c, obj)
    if isinstance(obj, (Const, Var)):
        if not is_valid or obj.type is None:
            obj.type = INVALID_TYPE
    elif isinstance(obj, TypeName) and not is_valid:
        obj.type = INVALID_TYPE


def _valid_cycle(c: "ck.Checker", obj: Object) -> bool:
    """Whether the path from obj back to itself is a legal cycle; an illegal one is reported."""
    cycle = c.path[c.path.index(obj) :]
    n_values = 0
    n_types = 0
    for each in cycle:
        if isinstance(each, (Const, Var)):
            n_values += 1
        elif isinstance(each, TypeName):
            t = each.type
            if c.env.in_type_params and t is not None and predicates.is_generic(t):
                # Through a type parameter list.
                return True
            if not _is_alias(each):
                n_types += 1
    if n_values == len(cycle):
        # Reported with the initialisation order, which knows the whole cycle.
        return True
    if n_values == 0 and n_types > 0:
        return True
    validtype.cycle_error(c, cycle, validtype.first_in_source(cycle))
    return False


def _is_alias(obj: TypeName) -> bool:
    """Whether obj, as far as it has been declared, is another name of a type; broken types count."""
    t = obj.type
    if t is None:
        return False
    return not isinstance(t, (Named, TypeParam)) or t.obj is not obj


# ------------------------------------------------------------------------ constants, variables


def const(
    c: "ck.Checker",
    obj: Const,
    type_expr: ast.Expr | None,
    init: ast.Expr | None,
    inherited: bool,
    iota: int,
) -> None:
    c.env.iota = IntConst(iota)
    if type_expr is not None:
        t = typexpr.typ(c, type_expr)
        if not predicates.is_const_type(t):
            if predicates.is_valid(underlying(t)):
                c.error_at(
                    type_expr, codes.INVALID_CONST_TYPE, f"invalid constant type {c_type(c, t)}"
                )
            obj.type = INVALID_TYPE
            obj.value = UnknownConst()
            c.env.iota = None
            return
        obj.type = t
    x = Operand()
    if init is not None:
        if inherited:
            c.env.error_pos = obj.pos
        expr.expr(c, x, init)
    assign.init_const(c, obj, x)
    c.env.error_pos = 0
    c.env.iota = None


def c_type(c: "ck.Checker", t: Type) -> str:

    return type_string(t, c.qualifier)


def _var(c: "ck.Checker", obj: Var, info: "ck.DeclInfo") -> None:
    if info.type_expr is not None:
        obj.type = typexpr.var_type(c, info.type_expr)
    if info.init is None:
        if info.type_expr is None:
            obj.type = INVALID_TYPE
        return
    if not info.lhs:
        x = Operand()
        expr.expr_with_target(c, x, info.init, obj.type, obj.name)
        assign.init_var(c, obj, x, "variable declaration")
        return
    # `var a, b = f()`: all get their types at once.
    if info.type_expr is not None:
        for each in info.lhs:
            each.type = obj.type
    for each in info.lhs:
        c.color[each] = ck.BLACK if each is not obj else ck.GREY
    assign.init_vars(c, info.lhs, [info.init], None)


def _func(c: "ck.Checker", obj: Func, info: "ck.DeclInfo") -> None:
    fdecl = info.func_decl
    if fdecl is None:
        return
    scope = Scope(c.env.scope)
    # There is a signature from the beginning, without anything: declarations may go in circles.
    sig = Signature(None, Tuple([]), Tuple([]), False)
    obj.signature = sig
    signature.of_decl(c, obj, fdecl, scope, sig)
    info.is_generic = sig.is_generic
    if fdecl.tparams and fdecl.body is None:
        c.error(fdecl.pos, codes.BAD_DECL, "generic function is missing function body")
    if fdecl.body is not None:
        owner_pos = oversized.GENERIC if sig.is_generic else obj.pos
        c.later(FuncBody(sig, scope, fdecl.body, info, info.version, owner_pos))


@final
class FuncBody(ck.Action):
    """Check the body of a function or literal."""

    def __init__(
        self,
        sig: Signature,
        scope: Scope,
        body: ast.BlockStmt,
        info: "ck.DeclInfo | None",
        version: str,
        owner_pos: int,
    ) -> None:
        self.sig = sig
        self.scope = scope
        self.body = body
        self.info = info
        self.version = version
        self.owner_pos = owner_pos
        self.iota: Constant | None = None

    def run(self, c: "ck.Checker") -> None:
        saved = c.env
        c.env = ck.Environment(self.scope, self.info, self.version)
        c.env.signature = self.sig
        c.env.iota = self.iota
        c.env.owner_pos = self.owner_pos
        mark = len(c.func_scopes)
        stmt.body(c, self.body)
        if self.sig.results.vars and not returns.is_terminating_list(c, self.body.stmts):
            c.error(self.body.rbrace, codes.MISSING_RETURN, "missing return")
        unused.variables(c, self.scope, mark)
        c.env = saved
