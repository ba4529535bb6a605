"""Copying: nodes made anew of copies of what is below them.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.ir.copying import Copying


def expr(m: Copying, x: ir.Expr) -> ir.Expr:
    """A copy of `x`, its `init` left out."""
    if isinstance(x, ir.Use):
        return ir.Use(m.pos(x.pos), m.local(x.var))
    if isinstance(x, ir.Literal):
        return ir.Literal(m.pos(x.pos), m.type(x.type), x.value)
    if isinstance(x, ir.Field):
        return ir.Field(
            m.pos(x.pos), m.type(x.type), m.expr(x.x), x.field, x.via_pointer, x.implicit
        )
    if isinstance(x, ir.Binary):
        return ir.Binary(m.pos(x.pos), m.type(x.type), x.op, m.expr(x.x), m.expr(x.y))
    if isinstance(x, ir.Call):
        return _call(m, x)
    if isinstance(x, ir.Convert):
        return ir.Convert(m.pos(x.pos), m.type(x.type), x.kind, m.expr(x.x), x.implicit)
    if isinstance(x, ir.FuncUse):
        return ir.FuncUse(m.pos(x.pos), m.type(x.type), x.func)
    if isinstance(x, ir.AddrOf):
        return ir.AddrOf(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.implicit)
    if isinstance(x, ir.GlobalUse):
        return ir.GlobalUse(m.pos(x.pos), x.var)
    if isinstance(x, ir.MethodExpr):
        return _method_expr(m, x)
    if isinstance(x, ir.Index):
        return ir.Index(m.pos(x.pos), m.type(x.type), m.expr(x.x), m.expr(x.index))
    if isinstance(x, ir.Nil):
        return ir.Nil(m.pos(x.pos), m.type(x.type))
    if isinstance(x, ir.BuiltinCall):
        return ir.BuiltinCall(m.pos(x.pos), m.type(x.type), x.builtin, m.exprs(x.args), x.has_dots)
    if isinstance(x, ir.Deref):
        return ir.Deref(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.implicit)
    if isinstance(x, ir.StructLit):
        return ir.StructLit(
            m.pos(x.pos), m.type(x.type), [_field_value(m, part) for part in x.elems]
        )
    if isinstance(x, ir.Unary):
        return ir.Unary(m.pos(x.pos), m.type(x.type), x.op, m.expr(x.x))
    return _expr_2(m, x)


def _expr_2(m: Copying, x: ir.Expr) -> ir.Expr:
    if isinstance(x, ir.SliceOp):
        return ir.SliceOp(
            m.pos(x.pos),
            m.type(x.type),
            m.expr(x.x),
            m.optional(x.lo),
            m.optional(x.hi),
            m.optional(x.max),
        )
    if isinstance(x, ir.SliceLit):
        return ir.SliceLit(
            m.pos(x.pos),
            m.type(x.type),
            [_element(m, part) for part in x.elems],
            x.length,
            x.implicit,
        )
    if isinstance(x, ir.MakeSlice):
        return ir.MakeSlice(m.pos(x.pos), m.type(x.type), m.expr(x.len), m.optional(x.cap))
    if isinstance(x, ir.PtrLit):
        return ir.PtrLit(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.implicit)
    if isinstance(x, ir.Concat):
        return ir.Concat(m.pos(x.pos), m.type(x.type), m.exprs(x.elems))
    if isinstance(x, ir.New):
        return ir.New(m.pos(x.pos), m.type(x.type), x.is_dynamic)
    if isinstance(x, ir.ArrayLit):
        return ir.ArrayLit(m.pos(x.pos), m.type(x.type), [_element(m, part) for part in x.elems])
    if isinstance(x, ir.MapIndex):
        return ir.MapIndex(m.pos(x.pos), m.type(x.type), m.expr(x.x), m.expr(x.index))
    if isinstance(x, ir.InterfaceMethod):
        return ir.InterfaceMethod(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.method)
    if isinstance(x, ir.TypeExpr):
        return ir.TypeExpr(m.pos(x.pos), m.type(x.type))
    if isinstance(x, ir.TypeAssert):
        return _type_assert(m, x)
    if isinstance(x, ir.Receive):
        return ir.Receive(m.pos(x.pos), m.type(x.type), m.expr(x.x))
    if isinstance(x, ir.MakeChan):
        return ir.MakeChan(m.pos(x.pos), m.type(x.type), m.optional(x.size))
    if isinstance(x, ir.MakeMap):
        return ir.MakeMap(m.pos(x.pos), m.type(x.type), m.optional(x.hint))
    if isinstance(x, ir.MethodValue):
        return _method_value(m, x)
    return _expr_3(m, x)


def _expr_3(m: Copying, x: ir.Expr) -> ir.Expr:
    if isinstance(x, ir.MapLit):
        return ir.MapLit(m.pos(x.pos), m.type(x.type), [_map_entry(m, part) for part in x.elems])
    if isinstance(x, ir.Zero):
        return ir.Zero(m.pos(x.pos), m.type(x.type))
    raise InternalError(f"copy: unexpected {type(x).__name__}", x.pos)


def decided_expr(m: Copying, x: ir.Expr) -> ir.Expr:
    """The same for a node that no template has."""
    if isinstance(x, ir.InlinedCall):
        return _inlined_call(m, x)
    if isinstance(x, ir.DictArg):
        return ir.DictArg(m.pos(x.pos), m.type(x.type), x.text)
    if isinstance(x, ir.DynamicType):
        return ir.DynamicType(m.pos(x.pos), m.type(x.type))
    if isinstance(x, ir.DictWord):
        return ir.DictWord(m.pos(x.pos), m.type(x.type), m.local(x.dictionary), x.index)
    if isinstance(x, ir.GlobalPart):
        return ir.GlobalPart(m.pos(x.pos), m.type(x.type), x.var, x.offset)
    raise InternalError(f"copy: unexpected {type(x).__name__}", x.pos)


def stmt(m: Copying, s: ir.Stmt) -> ir.Stmt:
    """A copy of `s`, its `init` left out."""
    if isinstance(s, ir.Declare):
        return ir.Declare(m.pos(s.pos), m.local(s.var))
    if isinstance(s, ir.AssignList):
        return ir.AssignList(
            m.pos(s.pos), s.kind, m.optionals(s.targets), m.exprs(s.values), s.defines
        )
    if isinstance(s, ir.Assign):
        return ir.Assign(m.pos(s.pos), m.optional(s.target), m.optional(s.value), s.defines)
    if isinstance(s, ir.ExprStmt):
        return ir.ExprStmt(m.pos(s.pos), m.expr(s.x))
    if isinstance(s, ir.LabelMark):
        return ir.LabelMark(m.pos(s.pos), m.label(s.label))
    if isinstance(s, ir.Jump):
        return ir.Jump(m.pos(s.pos), s.kind, m.optional_label(s.label))
    if isinstance(s, ir.Block):
        return ir.Block(m.pos(s.pos), m.stmts(s.stmts))
    if isinstance(s, ir.If):
        return ir.If(m.pos(s.pos), m.expr(s.cond), m.stmts(s.then), m.stmts(s.els))
    if isinstance(s, ir.Return):
        return ir.Return(m.pos(s.pos), m.exprs(s.values))
    if isinstance(s, ir.AssignOp):
        return ir.AssignOp(m.pos(s.pos), s.op, m.expr(s.target), m.expr(s.value), s.is_inc_dec)
    if isinstance(s, ir.For):
        return ir.For(
            m.pos(s.pos),
            m.optional(s.cond),
            m.optional_stmt(s.post),
            m.stmts(s.body),
            m.optional_label(s.label),
            s.is_per_iteration,
        )
    if isinstance(s, ir.Range):
        return _range(m, s)
    if isinstance(s, ir.Switch):
        return ir.Switch(
            m.pos(s.pos),
            m.optional(s.tag),
            [_case_clause(m, part) for part in s.clauses],
            m.optional_label(s.label),
        )
    if isinstance(s, ir.Send):
        return ir.Send(m.pos(s.pos), m.expr(s.chan), m.expr(s.value))
    return _stmt_2(m, s)


def _stmt_2(m: Copying, s: ir.Stmt) -> ir.Stmt:
    if isinstance(s, ir.TypeSwitch):
        return ir.TypeSwitch(
            m.pos(s.pos),
            m.expr(s.x),
            s.var_name,
            m.pos(s.guard_pos),
            [_case_clause(m, part) for part in s.clauses],
            m.optional_label(s.label),
        )
    if isinstance(s, ir.Select):
        return ir.Select(
            m.pos(s.pos), [_comm_clause(m, part) for part in s.clauses], m.optional_label(s.label)
        )
    if isinstance(s, ir.CheckNil):
        return ir.CheckNil(m.pos(s.pos), m.expr(s.x))
    raise InternalError(f"copy: unexpected {type(s).__name__}", s.pos)


def decided_stmt(m: Copying, s: ir.Stmt) -> ir.Stmt:
    """The same for a node that no template has."""
    if isinstance(s, ir.GoDefer):
        return _go_defer(m, s)
    raise InternalError(f"copy: unexpected {type(s).__name__}", s.pos)


def _call(m: Copying, x: ir.Call) -> ir.Expr:
    copy = ir.Call(m.pos(x.pos), m.type(x.type), m.expr(x.fun), m.exprs(x.args), x.has_dots)
    copy.is_go_defer = x.is_go_defer
    copy.is_keep_alive = x.is_keep_alive
    return copy


def _method_expr(m: Copying, x: ir.MethodExpr) -> ir.Expr:
    copy = ir.MethodExpr(m.pos(x.pos), m.type(x.type), m.type(x.recv), x.method, x.func)
    copy.targs = m.types(x.targs)
    copy.index = x.index
    return copy


def _type_assert(m: Copying, x: ir.TypeAssert) -> ir.Expr:
    copy = ir.TypeAssert(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.is_dynamic)
    copy.has_ok = x.has_ok
    return copy


def _method_value(m: Copying, x: ir.MethodValue) -> ir.Expr:
    copy = ir.MethodValue(m.pos(x.pos), m.type(x.type), m.expr(x.x), x.method, x.func)
    copy.targs = m.types(x.targs)
    return copy


def _inlined_call(m: Copying, x: ir.InlinedCall) -> ir.Expr:
    copy = ir.InlinedCall(
        m.pos(x.pos),
        m.type(x.type),
        m.stmts(x.body),
        [_as_use(m.expr(x)) for x in x.results],
        x.callee,
    )
    copy.dictionary = m.optional_local(x.dictionary)
    return copy


def _range(m: Copying, s: ir.Range) -> ir.Stmt:
    copy = ir.Range(
        m.pos(s.pos),
        m.optional(s.key),
        m.optional(s.value),
        m.expr(s.x),
        s.defines,
        m.stmts(s.body),
        m.optional_label(s.label),
        s.is_per_iteration,
    )
    copy.n_targets = s.n_targets
    return copy


def _go_defer(m: Copying, s: ir.GoDefer) -> ir.Stmt:
    copy = ir.GoDefer(m.pos(s.pos), s.is_defer, _as_call(m.expr(s.call)))
    copy.is_deferred_at = s.is_deferred_at
    return copy


def _case_clause(m: Copying, part: ir.CaseClause) -> ir.CaseClause:
    copy = ir.CaseClause(
        m.pos(part.pos), m.exprs(part.values), m.stmts(part.body), m.optional_local(part.var)
    )
    m.define(part, copy)
    return copy


def _comm_clause(m: Copying, part: ir.CommClause) -> ir.CommClause:
    return ir.CommClause(m.pos(part.pos), m.optional_stmt(part.comm), m.stmts(part.body))


def _element(m: Copying, part: ir.Element) -> ir.Element:
    return ir.Element(m.pos(part.pos), m.optional(part.key), m.expr(part.value))


def _field_value(m: Copying, part: ir.FieldValue) -> ir.FieldValue:
    return ir.FieldValue(m.pos(part.pos), part.field, part.path, m.expr(part.value))


def _map_entry(m: Copying, part: ir.MapEntry) -> ir.MapEntry:
    return ir.MapEntry(m.pos(part.pos), m.expr(part.key), m.expr(part.value))


def _as_call(x: ir.Expr) -> ir.Call:
    if not isinstance(x, ir.Call):
        raise InternalError(f"copy: {type(x).__name__} instead of Call", x.pos)
    return x


def _as_use(x: ir.Expr) -> ir.Use:
    if not isinstance(x, ir.Use):
        raise InternalError(f"copy: {type(x).__name__} instead of Use", x.pos)
    return x
