"""Decoding: the fields of nodes in order.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from typing import TYPE_CHECKING

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.summary import nodes_kinds as k

if TYPE_CHECKING:
    from goescape.summary.trees_in import TreeReader


def expr(r: "TreeReader", kind: int, pos: int) -> ir.Expr:
    """A node of which kind, position and `init` have been read; the last is still to be set."""
    if kind == k.USE:
        return ir.Use(pos, r.local())
    if kind == k.LITERAL:
        return ir.Literal(pos, r.type(), r.constant())
    if kind == k.FIELD:
        return r.field(pos, r.type())
    if kind == k.BINARY:
        return ir.Binary(pos, r.type(), r.uint(), r.expr(), r.expr())
    if kind == k.CALL:
        return _call(r, pos)
    if kind == k.CONVERT:
        return ir.Convert(pos, r.type(), r.uint(), r.expr(), r.flag())
    if kind == k.FUNC_USE:
        return r.func_use(pos, r.type())
    if kind == k.ADDR_OF:
        return ir.AddrOf(pos, r.type(), r.expr(), r.flag())
    if kind == k.GLOBAL_USE:
        return r.global_use(pos, r.type())
    if kind == k.METHOD_EXPR:
        return r.method_expr(pos, r.type())
    if kind == k.INDEX:
        return ir.Index(pos, r.type(), r.expr(), r.expr())
    if kind == k.NIL:
        return ir.Nil(pos, r.type())
    if kind == k.BUILTIN_CALL:
        return ir.BuiltinCall(pos, r.type(), r.uint(), r.exprs(), r.flag())
    if kind == k.DEREF:
        return ir.Deref(pos, r.type(), r.expr(), r.flag())
    if kind == k.STRUCT_LIT:
        return r.struct_lit(pos, r.type())
    if kind == k.UNARY:
        return ir.Unary(pos, r.type(), r.uint(), r.expr())
    if kind == k.SLICE_OP:
        return ir.SliceOp(pos, r.type(), r.expr(), r.optional(), r.optional(), r.optional())
    if kind == k.FUNC_LIT:
        return r.func_lit(pos, r.type())
    if kind == k.SLICE_LIT:
        return ir.SliceLit(
            pos, r.type(), [_element(r) for _ in range(r.uint())], r.uint(), r.flag()
        )
    if kind == k.MAKE_SLICE:
        return ir.MakeSlice(pos, r.type(), r.expr(), r.optional())
    if kind == k.PTR_LIT:
        return ir.PtrLit(pos, r.type(), r.expr(), r.flag())
    return _expr_2(r, kind, pos)


def _expr_2(r: "TreeReader", kind: int, pos: int) -> ir.Expr:
    if kind == k.CONCAT:
        return ir.Concat(pos, r.type(), r.exprs())
    if kind == k.NEW:
        return ir.New(pos, r.type(), r.flag())
    if kind == k.ARRAY_LIT:
        return ir.ArrayLit(pos, r.type(), [_element(r) for _ in range(r.uint())])
    if kind == k.MAP_INDEX:
        return ir.MapIndex(pos, r.type(), r.expr(), r.expr())
    if kind == k.INTERFACE_METHOD:
        return r.interface_method(pos, r.type())
    if kind == k.TYPE_EXPR:
        return ir.TypeExpr(pos, r.type())
    if kind == k.TYPE_ASSERT:
        return _type_assert(r, pos)
    if kind == k.RECEIVE:
        return ir.Receive(pos, r.type(), r.expr())
    if kind == k.MAKE_CHAN:
        return ir.MakeChan(pos, r.type(), r.optional())
    if kind == k.MAKE_MAP:
        return ir.MakeMap(pos, r.type(), r.optional())
    if kind == k.METHOD_VALUE:
        return r.method_value(pos, r.type())
    if kind == k.MAP_LIT:
        return ir.MapLit(pos, r.type(), [_map_entry(r) for _ in range(r.uint())])
    if kind == k.ZERO:
        return ir.Zero(pos, r.type())
    if kind == k.GENERIC_FUNC_USE:
        return ir.GenericFuncUse(pos, r.type(), r.func_ref(), r.types())
    if kind == k.TYPE_PARAM_METHOD:
        return r.type_param_method(pos, r.type())
    if kind == k.TYPE_SIZE:
        return ir.TypeSize(pos, r.type(), r.uint(), r.type(), r.uints())
    raise InternalError(f"a template has a node of kind {kind}", pos)


def stmt(r: "TreeReader", kind: int, pos: int) -> ir.Stmt:
    """A node of which kind, position and `init` have been read; the last is still to be set."""
    if kind == k.DECLARE:
        return ir.Declare(pos, r.local())
    if kind == k.ASSIGN_LIST:
        return ir.AssignList(pos, r.uint(), r.optionals(), r.exprs(), r.flag())
    if kind == k.ASSIGN:
        return ir.Assign(pos, r.optional(), r.optional(), r.flag())
    if kind == k.EXPR_STMT:
        return ir.ExprStmt(pos, r.expr())
    if kind == k.LABEL_MARK:
        return ir.LabelMark(pos, r.label())
    if kind == k.JUMP:
        return ir.Jump(pos, r.uint(), r.optional_label())
    if kind == k.BLOCK:
        return ir.Block(pos, r.stmts())
    if kind == k.IF:
        return ir.If(pos, r.expr(), r.stmts(), r.stmts())
    if kind == k.RETURN:
        return ir.Return(pos, r.exprs())
    if kind == k.ASSIGN_OP:
        return ir.AssignOp(pos, r.uint(), r.expr(), r.expr(), r.flag())
    if kind == k.FOR:
        return ir.For(pos, r.optional(), r.optional_stmt(), r.stmts(), r.optional_label(), r.flag())
    if kind == k.RANGE:
        return _range(r, pos)
    if kind == k.SWITCH:
        return ir.Switch(
            pos, r.optional(), [_case_clause(r) for _ in range(r.uint())], r.optional_label()
        )
    if kind == k.SEND:
        return ir.Send(pos, r.expr(), r.expr())
    if kind == k.TYPE_SWITCH:
        return ir.TypeSwitch(
            pos,
            r.expr(),
            r.text(),
            r.pos(),
            [_case_clause(r) for _ in range(r.uint())],
            r.optional_label(),
        )
    if kind == k.SELECT:
        return ir.Select(pos, [_comm_clause(r) for _ in range(r.uint())], r.optional_label())
    if kind == k.CHECK_NIL:
        return ir.CheckNil(pos, r.expr())
    return _stmt_2(r, kind, pos)


def _stmt_2(r: "TreeReader", kind: int, pos: int) -> ir.Stmt:
    if kind == k.GENERIC_GO_DEFER:
        return ir.GenericGoDefer(pos, r.flag(), r.expr(), r.optional())
    raise InternalError(f"a template has a node of kind {kind}", pos)


def _call(r: "TreeReader", pos: int) -> ir.Expr:
    node = ir.Call(pos, r.type(), r.expr(), r.exprs(), r.flag())
    node.is_go_defer = r.flag()
    node.is_keep_alive = r.flag()
    return node


def _type_assert(r: "TreeReader", pos: int) -> ir.Expr:
    node = ir.TypeAssert(pos, r.type(), r.expr(), r.flag())
    node.has_ok = r.flag()
    return node


def _range(r: "TreeReader", pos: int) -> ir.Stmt:
    node = ir.Range(
        pos, r.optional(), r.optional(), r.expr(), r.flag(), r.stmts(), r.optional_label(), r.flag()
    )
    node.n_targets = r.uint()
    return node


def _case_clause(r: "TreeReader") -> ir.CaseClause:
    part = ir.CaseClause(r.pos(), r.exprs(), r.stmts(), r.optional_local())
    r.definitions(part)
    return part


def _comm_clause(r: "TreeReader") -> ir.CommClause:
    return ir.CommClause(r.pos(), r.optional_stmt(), r.stmts())


def _element(r: "TreeReader") -> ir.Element:
    return ir.Element(r.pos(), r.optional(), r.expr())


def _map_entry(r: "TreeReader") -> ir.MapEntry:
    return ir.MapEntry(r.pos(), r.expr(), r.expr())
