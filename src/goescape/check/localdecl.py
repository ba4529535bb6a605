"""Declarations inside of functions."""

from goescape.base.constant import IntConst
from goescape.check import (
    assign,
    decl,
    expr,
    mono,
    oversized,
    resolve,
    typedecl,
    typexpr,
)
from goescape.check import checker as ck
from goescape.check.operand import Operand
from goescape.syntax import nodes as ast
from goescape.syntax.cursor import unpack
from goescape.types.model import (
    Type,
)  # fmt: skip
from goescape.types.objects import (
    VAR_LOCAL,
    Const,
    TypeName,
    Var,
)  # fmt: skip
from goescape.types.universe import INVALID_TYPE


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
        decl.const(c, obj, typed.type if typed is not None else None, init, inherited, iota)
        c.env.iota = saved_iota
    resolve.check_arity(c, d.names, values, inherited, d.pos)
    # Literals among the values do not see the constants.
    c.process_from(queued)
    for i, name in enumerate(d.names):
        c.declare(c.env.scope, name, objs[i])
    return typed


def _local_var(c: "ck.Checker", d: ast.VarDecl) -> None:
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
    typedecl.type_decl(c, obj, d)
    c.env.around = saved_around
    c.env.scope = saved
    c.env.owner_pos = saved_owner
    c.path.pop()
    c.color[obj] = ck.BLACK
    del c.decls[obj]
