"""Encoding: the fields of nodes in order.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from typing import TYPE_CHECKING

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.summary import nodes_kinds as k

if TYPE_CHECKING:
    from goescape.summary.trees_out import TreeWriter


def expr(w: "TreeWriter", x: ir.Expr) -> None:
    """Kind, position, `init`, type and fields."""
    if isinstance(x, ir.Use):
        w.start(x, k.USE)
        w.local(x.var)
        return
    if isinstance(x, ir.Literal):
        w.begin(x, k.LITERAL)
        w.constant(x.value)
        return
    if isinstance(x, ir.Field):
        w.field(x)
        return
    if isinstance(x, ir.Binary):
        w.begin(x, k.BINARY)
        w.uint(x.op)
        w.expr(x.x)
        w.expr(x.y)
        return
    if isinstance(x, ir.Call):
        w.begin(x, k.CALL)
        w.expr(x.fun)
        w.exprs(x.args)
        w.flag(x.has_dots)
        w.flag(x.is_go_defer)
        w.flag(x.is_keep_alive)
        return
    if isinstance(x, ir.Convert):
        w.begin(x, k.CONVERT)
        w.uint(x.kind)
        w.expr(x.x)
        w.flag(x.implicit)
        return
    if isinstance(x, ir.FuncUse):
        w.func_use(x)
        return
    if isinstance(x, ir.AddrOf):
        w.begin(x, k.ADDR_OF)
        w.expr(x.x)
        w.flag(x.implicit)
        return
    if isinstance(x, ir.GlobalUse):
        w.global_use(x)
        return
    _expr_2(w, x)


def _expr_2(w: "TreeWriter", x: ir.Expr) -> None:
    if isinstance(x, ir.MethodExpr):
        w.method_expr(x)
        return
    if isinstance(x, ir.Index):
        w.begin(x, k.INDEX)
        w.expr(x.x)
        w.expr(x.index)
        return
    if isinstance(x, ir.Nil):
        w.begin(x, k.NIL)
        return
    if isinstance(x, ir.BuiltinCall):
        w.begin(x, k.BUILTIN_CALL)
        w.uint(x.builtin)
        w.exprs(x.args)
        w.flag(x.has_dots)
        return
    if isinstance(x, ir.Deref):
        w.begin(x, k.DEREF)
        w.expr(x.x)
        w.flag(x.implicit)
        return
    if isinstance(x, ir.StructLit):
        w.struct_lit(x)
        return
    if isinstance(x, ir.Unary):
        w.begin(x, k.UNARY)
        w.uint(x.op)
        w.expr(x.x)
        return
    if isinstance(x, ir.SliceOp):
        w.begin(x, k.SLICE_OP)
        w.expr(x.x)
        w.optional(x.lo)
        w.optional(x.hi)
        w.optional(x.max)
        return
    if isinstance(x, ir.FuncLit):
        w.func_lit(x)
        return
    _expr_3(w, x)


def _expr_3(w: "TreeWriter", x: ir.Expr) -> None:
    if isinstance(x, ir.SliceLit):
        w.begin(x, k.SLICE_LIT)
        w.uint(len(x.elems))
        for element in x.elems:
            _element(w, element)
        w.uint(x.length)
        w.flag(x.implicit)
        return
    if isinstance(x, ir.MakeSlice):
        w.begin(x, k.MAKE_SLICE)
        w.expr(x.len)
        w.optional(x.cap)
        return
    if isinstance(x, ir.PtrLit):
        w.begin(x, k.PTR_LIT)
        w.expr(x.x)
        w.flag(x.implicit)
        return
    if isinstance(x, ir.Concat):
        w.begin(x, k.CONCAT)
        w.exprs(x.elems)
        return
    if isinstance(x, ir.New):
        w.begin(x, k.NEW)
        w.flag(x.is_dynamic)
        return
    if isinstance(x, ir.ArrayLit):
        w.begin(x, k.ARRAY_LIT)
        w.uint(len(x.elems))
        for element in x.elems:
            _element(w, element)
        return
    if isinstance(x, ir.MapIndex):
        w.begin(x, k.MAP_INDEX)
        w.expr(x.x)
        w.expr(x.index)
        return
    if isinstance(x, ir.InterfaceMethod):
        w.interface_method(x)
        return
    if isinstance(x, ir.TypeExpr):
        w.begin(x, k.TYPE_EXPR)
        return
    _expr_4(w, x)


def _expr_4(w: "TreeWriter", x: ir.Expr) -> None:
    if isinstance(x, ir.TypeAssert):
        w.begin(x, k.TYPE_ASSERT)
        w.expr(x.x)
        w.flag(x.is_dynamic)
        w.flag(x.has_ok)
        return
    if isinstance(x, ir.Receive):
        w.begin(x, k.RECEIVE)
        w.expr(x.x)
        return
    if isinstance(x, ir.MakeChan):
        w.begin(x, k.MAKE_CHAN)
        w.optional(x.size)
        return
    if isinstance(x, ir.MakeMap):
        w.begin(x, k.MAKE_MAP)
        w.optional(x.hint)
        return
    if isinstance(x, ir.MethodValue):
        w.method_value(x)
        return
    if isinstance(x, ir.MapLit):
        w.begin(x, k.MAP_LIT)
        w.uint(len(x.elems))
        for map_entry in x.elems:
            _map_entry(w, map_entry)
        return
    if isinstance(x, ir.Zero):
        w.begin(x, k.ZERO)
        return
    if isinstance(x, ir.GenericFuncUse):
        w.begin(x, k.GENERIC_FUNC_USE)
        w.func_ref(x.obj)
        w.types(x.targs)
        return
    if isinstance(x, ir.TypeParamMethod):
        w.type_param_method(x)
        return
    if isinstance(x, ir.TypeSize):
        w.begin(x, k.TYPE_SIZE)
        w.uint(x.what)
        w.type(x.of)
        w.uints(x.path)
        return
    raise InternalError(f"{type(x).__name__} in a template", x.pos)


def stmt(w: "TreeWriter", s: ir.Stmt) -> None:
    """Kind, position, `init`, type and fields."""
    if isinstance(s, ir.Declare):
        w.start(s, k.DECLARE)
        w.local(s.var)
        return
    if isinstance(s, ir.AssignList):
        w.start(s, k.ASSIGN_LIST)
        w.uint(s.kind)
        w.optionals(s.targets)
        w.exprs(s.values)
        w.flag(s.defines)
        return
    if isinstance(s, ir.Assign):
        w.start(s, k.ASSIGN)
        w.optional(s.target)
        w.optional(s.value)
        w.flag(s.defines)
        return
    if isinstance(s, ir.ExprStmt):
        w.start(s, k.EXPR_STMT)
        w.expr(s.x)
        return
    if isinstance(s, ir.LabelMark):
        w.start(s, k.LABEL_MARK)
        w.label(s.label)
        return
    if isinstance(s, ir.Jump):
        w.start(s, k.JUMP)
        w.uint(s.kind)
        w.optional_label(s.label)
        return
    if isinstance(s, ir.Block):
        w.start(s, k.BLOCK)
        w.stmts(s.stmts)
        return
    if isinstance(s, ir.If):
        w.start(s, k.IF)
        w.expr(s.cond)
        w.stmts(s.then)
        w.stmts(s.els)
        return
    if isinstance(s, ir.Return):
        w.start(s, k.RETURN)
        w.exprs(s.values)
        return
    _stmt_2(w, s)


def _stmt_2(w: "TreeWriter", s: ir.Stmt) -> None:
    if isinstance(s, ir.AssignOp):
        w.start(s, k.ASSIGN_OP)
        w.uint(s.op)
        w.expr(s.target)
        w.expr(s.value)
        w.flag(s.is_inc_dec)
        return
    if isinstance(s, ir.For):
        w.start(s, k.FOR)
        w.optional(s.cond)
        w.optional_stmt(s.post)
        w.stmts(s.body)
        w.optional_label(s.label)
        w.flag(s.is_per_iteration)
        return
    if isinstance(s, ir.Range):
        w.start(s, k.RANGE)
        w.optional(s.key)
        w.optional(s.value)
        w.expr(s.x)
        w.flag(s.defines)
        w.stmts(s.body)
        w.optional_label(s.label)
        w.flag(s.is_per_iteration)
        w.uint(s.n_targets)
        return
    if isinstance(s, ir.Switch):
        w.start(s, k.SWITCH)
        w.optional(s.tag)
        w.uint(len(s.clauses))
        for case_clause in s.clauses:
            _case_clause(w, case_clause)
        w.optional_label(s.label)
        return
    if isinstance(s, ir.Send):
        w.start(s, k.SEND)
        w.expr(s.chan)
        w.expr(s.value)
        return
    _stmt_3(w, s)


def _stmt_3(w: "TreeWriter", s: ir.Stmt) -> None:
    if isinstance(s, ir.TypeSwitch):
        w.start(s, k.TYPE_SWITCH)
        w.expr(s.x)
        w.text(s.var_name)
        w.pos(s.guard_pos)
        w.uint(len(s.clauses))
        for case_clause in s.clauses:
            _case_clause(w, case_clause)
        w.optional_label(s.label)
        return
    if isinstance(s, ir.Select):
        w.start(s, k.SELECT)
        w.uint(len(s.clauses))
        for comm_clause in s.clauses:
            _comm_clause(w, comm_clause)
        w.optional_label(s.label)
        return
    if isinstance(s, ir.CheckNil):
        w.start(s, k.CHECK_NIL)
        w.expr(s.x)
        return
    if isinstance(s, ir.GenericGoDefer):
        w.start(s, k.GENERIC_GO_DEFER)
        w.flag(s.is_defer)
        w.expr(s.call)
        w.optional(s.defer_at)
        return
    raise InternalError(f"{type(s).__name__} in a template", s.pos)


def _case_clause(w: "TreeWriter", part: ir.CaseClause) -> None:
    w.pos(part.pos)
    w.exprs(part.values)
    w.stmts(part.body)
    w.optional_local(part.var)
    w.definitions(part)


def _comm_clause(w: "TreeWriter", part: ir.CommClause) -> None:
    w.pos(part.pos)
    w.optional_stmt(part.comm)
    w.stmts(part.body)


def _element(w: "TreeWriter", part: ir.Element) -> None:
    w.pos(part.pos)
    w.optional(part.key)
    w.expr(part.value)


def _map_entry(w: "TreeWriter", part: ir.MapEntry) -> None:
    w.pos(part.pos)
    w.expr(part.key)
    w.expr(part.value)
