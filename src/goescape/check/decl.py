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
    mono,
    oversized,
    returns,
    signature,
    stmt,
    typexpr,
    unused,
    validtype,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax import walk
from goescape.syntax.cursor import unpack
from goescape.types import predicates, typeset
from goescape.types.model import (
    Alias,
    Named,
    NamedResolver,
    Signature,
    Tuple,
    Type,
    TypeParam,
    unalias,
    underlying,
)  # fmt: skip
from goescape.types.objects import (
    VAR_LOCAL,
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
        _const(c, obj, info.type_expr, info.init, info.inherited, info.iota)
    elif isinstance(obj, Var):
        c.env.decl = info
        _var(c, obj, info)
    elif isinstance(obj, TypeName):
        if info.type_decl is not None:
            type_decl(c, obj, info.type_decl)
            _collect_methods(c, obj)
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


def _const(
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
    from goescape.types.typestring import type_string

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
    info.is_generic = len(sig.tparams) != 0 or len(sig.recv_tparams) != 0
    if fdecl.tparams and fdecl.body is None:
        c.error(fdecl.pos, codes.BAD_DECL, "generic function is missing function body")
    if fdecl.body is not None:
        is_generic = bool(sig.tparams or sig.recv_tparams)
        owner_pos = oversized.GENERIC if is_generic else obj.pos
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


# -------------------------------------------------------------------------------------- types


@final
class _FromType(NamedResolver):
    """`type T U` while U is still being declared: T's underlying type is U's, once known."""

    def __init__(self, rhs: Type) -> None:
        self.rhs = rhs

    def resolve(self, named: Named) -> None:
        under = underlying(self.rhs)
        if under is INVALID_TYPE and self.rhs is not INVALID_TYPE:
            named.resolver = self  # not known yet
        else:
            named.under = under


def type_decl(c: "ck.Checker", obj: TypeName, tdecl: ast.TypeDecl) -> None:
    """Check a type declaration, at package level or in a function."""
    if tdecl.is_alias:
        _alias_decl(c, obj, tdecl)
        return
    is_known = not tdecl.tparams or c.require(tdecl.tparams[0].pos, 18, "type parameter")
    named = Named(obj, None)
    named.local_suffix = tdecl.local_number
    named.in_generic = c.env.decl is not None and c.env.decl.is_generic
    obj.type = named
    check = _Declared(tdecl.type, named)
    c.later(check)
    if tdecl.tparams:
        c.env.scope = Scope(c.env.scope)
        named.tparams = signature.declare_type_params(c, tdecl.tparams, obj)
    rhs = typexpr.defined_type(c, tdecl.type, obj)
    named.rhs = rhs
    if is_known:
        check.rhs = rhs
    base = unalias(rhs)
    if isinstance(base, TypeParam):
        c.error_at(
            tdecl.type,
            codes.MISPLACED_TYPE_PARAM,
            "cannot use a type parameter as RHS in type declaration",
        )
        named.under = INVALID_TYPE
    elif isinstance(base, Named) and (base.under is None or base.resolver is not None):
        named.resolver = _FromType(base)
        if base is named:
            named.resolver = None
            named.under = INVALID_TYPE
    else:
        named.under = underlying(base)


@final
class _Declared(ck.Action):
    """A value of a defined type may not contain a value of the same type; a constraint must be allowed."""

    def __init__(self, e: ast.Expr, named: Named | None) -> None:
        self.e = e
        self.named = named
        # None if the declaration needs another version anyway.
        self.rhs: Type | None = None

    def run(self, c: "ck.Checker") -> None:
        if self.named is not None:
            validtype.valid_type(c, self.named)
        rhs = self.rhs
        if rhs is None or c.allows(18) or not typeset.is_imported_constraint(rhs, c.pkg):
            return
        shown = type_string(rhs, c.qualifier)
        c.require(walk.start_pos(self.e), 18, f"using type constraint {shown}")


def _alias_decl(c: "ck.Checker", obj: TypeName, tdecl: ast.TypeDecl) -> None:
    check = _Declared(tdecl.type, None)
    c.later(check)
    is_known = not tdecl.tparams or c.require(tdecl.tparams[0].pos, 23, "generic type alias")
    is_known = is_known and c.require(tdecl.pos, 9, "type alias")
    alias = Alias(obj, None)
    alias.is_local = obj.pkg is None or obj.pkg.scope.lookup(obj.name) is not obj
    obj.is_alias = True
    # Until the right-hand side is known, uses of the name are cycles.
    obj.type = alias
    saved = c.env.scope
    if tdecl.tparams:
        c.env.scope = Scope(c.env.scope)
        alias.tparams = signature.declare_type_params(c, tdecl.tparams, obj)
    rhs = typexpr.defined_type(c, tdecl.type, obj)
    c.env.scope = saved
    if is_known:
        check.rhs = rhs
    base = rhs
    while isinstance(base, Alias):
        behind = base.rhs()
        if behind is None:
            rhs = INVALID_TYPE
            break
        base = behind
    if isinstance(rhs, TypeParam) and rhs in alias.tparams:
        c.error_at(
            tdecl.type,
            codes.MISPLACED_TYPE_PARAM,
            "cannot use type parameter declared in alias declaration as RHS",
        )
        rhs = INVALID_TYPE
    alias.from_rhs = rhs


def _collect_methods(c: "ck.Checker", obj: TypeName) -> None:
    """Hang the methods declared for obj on its type."""
    methods = c.methods.get(obj)
    if not methods or obj.is_alias:
        return
    named = obj.type
    if not isinstance(named, Named):
        return
    seen: dict[str, Func] = {}
    for method in methods:
        if method.name == "_":
            continue
        earlier = seen.get(method.name)
        if earlier is not None:
            place = c.table.mentioned(earlier.pos)
            c.error(
                method.pos,
                codes.DUPLICATE_METHOD,
                f"method {obj.name}.{method.name} already declared at {place}",
            )
            continue
        seen[method.name] = method
        named.methods.append(method)
    c.later(_FieldClash(obj, named, seen))


@final
class _FieldClash(ck.Action):
    """A struct type may not have a field and a method of one name."""

    def __init__(self, obj: TypeName, named: Named, methods: dict[str, Func]) -> None:
        self.obj = obj
        self.named = named
        self.methods = methods

    def run(self, c: "ck.Checker") -> None:
        from goescape.types.model import Struct

        under = self.named.underlying()
        if not isinstance(under, Struct):
            return
        for field in under.fields:
            method = self.methods.get(field.name)
            if method is not None and field.is_called(method.name, method.pkg):
                place = c.table.mentioned(field.pos)
                c.error(
                    method.pos,
                    codes.DUPLICATE_FIELD_AND_METHOD,
                    f"field and method with the same name {field.name}\n"
                    f"\t{place}: other declaration of {field.name}",
                )


# ----------------------------------------------------------------------- declarations in functions


def local_decl(c: "ck.Checker", stmt_: ast.DeclStmt) -> None:
    """Declarations inside a function body."""
    group: ast.Group | None = None
    iota = 0
    typed: ast.ConstDecl | None = None
    for d in stmt_.decls:
        if isinstance(d, ast.ConstDecl):
            if d.group is None or d.group is not group:
                group = d.group
                iota = 0
                typed = None
            typed = _local_const(c, d, iota, typed)
            iota += 1
        elif isinstance(d, ast.VarDecl):
            _local_var(c, d)
        elif isinstance(d, ast.TypeDecl):
            _local_type(c, d)


def _local_const(
    c: "ck.Checker", d: ast.ConstDecl, iota: int, typed: ast.ConstDecl | None
) -> ast.ConstDecl | None:
    from goescape.check import resolve

    inherited = True
    if d.type is not None or d.values is not None:
        typed = d
        inherited = False
    values = unpack(typed.values) if typed is not None else []
    queued = len(c.actions)
    objs: list[Const] = []
    for i, name in enumerate(d.names):
        obj = Const(name.pos, c.pkg, name.value, None, IntConst(iota))
        objs.append(obj)
        init = values[i] if i < len(values) else None
        saved_iota = c.env.iota
        _const(c, obj, typed.type if typed is not None else None, init, inherited, iota)
        c.env.iota = saved_iota
    resolve.check_arity(c, d.names, values, inherited, d.pos)
    # Literals among the values do not see the constants.
    c.process_from(queued)
    for i, name in enumerate(d.names):
        c.declare(c.env.scope, name, objs[i])
    return typed


def _local_var(c: "ck.Checker", d: ast.VarDecl) -> None:
    from goescape.check import resolve

    queued = len(c.actions)
    objs = [Var(name.pos, c.pkg, name.value, None, VAR_LOCAL) for name in d.names]
    values = unpack(d.values)
    t: Type | None = None
    if d.type is not None:
        saved_owner = c.env.owner_pos
        if all(name.value == "_" for name in d.names):
            c.env.owner_pos = oversized.GENERIC  # the compiler never gets to read it
        t = typexpr.var_type(c, d.type)
        c.env.owner_pos = saved_owner
        for obj in objs:
            obj.type = t
    if values:
        if len(values) == len(objs):
            for i, obj in enumerate(objs):
                x = Operand()
                expr.expr_with_target(c, x, values[i], obj.type, obj.name)
                assign.init_var(c, obj, x, "variable declaration")
        elif len(values) == 1:
            assign.init_vars(c, objs, values, None)
        else:
            for i, value in enumerate(values):
                x = Operand()
                expr.expr(c, x, value)
                if i < len(objs):
                    assign.init_var(c, objs[i], x, "variable declaration")
            for obj in objs:
                if obj.type is None:
                    obj.type = INVALID_TYPE
            resolve.report_init_mismatch(c, d, values)
    elif t is None:
        for obj in objs:
            obj.type = INVALID_TYPE
    # Literals among the values do not see the variables.
    c.process_from(queued)
    for i, name in enumerate(d.names):
        c.declare(c.env.scope, name, objs[i])
        if name.value == "_":
            c.info.defs[name.idx] = objs[i]


def _local_type(c: "ck.Checker", d: ast.TypeDecl) -> None:
    obj = TypeName(d.name.pos, c.pkg, d.name.value, None)
    obj.is_alias = d.is_alias
    c.declare(c.env.scope, d.name, obj)
    if d.name.value == "_":
        c.info.defs[d.name.idx] = obj
    if not d.is_alias:
        mono.record_local_type(c, obj, c.env.scope)
    info = ck.DeclInfo(c.env.scope, c.env.version)
    info.type_decl = d
    c.decls[obj] = info
    c.color[obj] = ck.GREY
    c.path.append(obj)
    saved = c.env.scope
    saved_owner = c.env.owner_pos
    saved_around = c.env.around
    if saved_owner != oversized.GENERIC:
        c.env.owner_pos = oversized.GENERIC if d.tparams else obj.pos
    elif not d.tparams:
        c.written.note_local_type(c.env, obj.pos, info)
        c.env.around = info
    type_decl(c, obj, d)
    c.env.around = saved_around
    c.env.scope = saved
    c.env.owner_pos = saved_owner
    c.path.pop()
    c.color[obj] = ck.BLACK
    del c.decls[obj]
