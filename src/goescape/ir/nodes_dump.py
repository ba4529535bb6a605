"""Dumping: nodes with all their fields, positions left out.

Made by `make nodes` of the classes in `ir`: not edited.
"""

from typing import TYPE_CHECKING

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir

if TYPE_CHECKING:
    from goescape.ir.dump import Dump


def expr(d: "Dump", x: ir.Expr) -> str:
    """The text of `x`, its `init` left out."""
    if isinstance(x, ir.Field):
        return d.node(
            "Field",
            x.type,
            [
                d.expr(x.x),
                x.field.name,
                d.flag("via_pointer", x.via_pointer),
                d.flag("implicit", x.implicit),
            ],
        )
    if isinstance(x, ir.Binary):
        return d.node("Binary", x.type, [d.number("op", x.op), d.expr(x.x), d.expr(x.y)])
    if isinstance(x, ir.Call):
        return d.node(
            "Call",
            x.type,
            [
                d.expr(x.fun),
                d.exprs(x.args),
                d.flag("has_dots", x.has_dots),
                d.flag("is_go_defer", x.is_go_defer),
                d.flag("is_keep_alive", x.is_keep_alive),
            ],
        )
    if isinstance(x, ir.Convert):
        return d.node(
            "Convert",
            x.type,
            [d.number("kind", x.kind), d.expr(x.x), d.flag("implicit", x.implicit)],
        )
    if isinstance(x, ir.InlinedCall):
        return d.node(
            "InlinedCall",
            x.type,
            [
                d.inlined(x.body),
                d.all([d.expr(x) for x in x.results]),
                x.callee.name,
                d.optional_local(x.dictionary),
            ],
        )
    if isinstance(x, ir.AddrOf):
        return d.node("AddrOf", x.type, [d.expr(x.x), d.flag("implicit", x.implicit)])
    return _expr_2(d, x)


def _expr_2(d: "Dump", x: ir.Expr) -> str:
    if isinstance(x, ir.MethodExpr):
        return d.node(
            "MethodExpr",
            x.type,
            [
                d.type(x.recv),
                x.method.name,
                "" if x.func is None else x.func.name,
                d.types(x.targs),
                d.numbers(x.index),
            ],
        )
    if isinstance(x, ir.Index):
        return d.node("Index", x.type, [d.expr(x.x), d.expr(x.index)])
    if isinstance(x, ir.BuiltinCall):
        return d.node(
            "BuiltinCall",
            x.type,
            [d.number("builtin", x.builtin), d.exprs(x.args), d.flag("has_dots", x.has_dots)],
        )
    if isinstance(x, ir.Deref):
        return d.node("Deref", x.type, [d.expr(x.x), d.flag("implicit", x.implicit)])
    if isinstance(x, ir.StructLit):
        return d.node("StructLit", x.type, [d.all([_field_value(d, part) for part in x.elems])])
    if isinstance(x, ir.Unary):
        return d.node("Unary", x.type, [d.number("op", x.op), d.expr(x.x)])
    if isinstance(x, ir.SliceOp):
        return d.node(
            "SliceOp", x.type, [d.expr(x.x), d.optional(x.lo), d.optional(x.hi), d.optional(x.max)]
        )
    if isinstance(x, ir.SliceLit):
        return d.node(
            "SliceLit",
            x.type,
            [
                d.all([_element(d, part) for part in x.elems]),
                d.number("length", x.length),
                d.flag("implicit", x.implicit),
            ],
        )
    if isinstance(x, ir.DictArg):
        return d.node("DictArg", x.type, [d.text(x.text)])
    if isinstance(x, ir.MakeSlice):
        return d.node("MakeSlice", x.type, [d.expr(x.len), d.optional(x.cap)])
    return _expr_3(d, x)


def _expr_3(d: "Dump", x: ir.Expr) -> str:
    if isinstance(x, ir.PtrLit):
        return d.node("PtrLit", x.type, [d.expr(x.x), d.flag("implicit", x.implicit)])
    if isinstance(x, ir.Concat):
        return d.node("Concat", x.type, [d.exprs(x.elems)])
    if isinstance(x, ir.New):
        return d.node("New", x.type, [d.flag("is_dynamic", x.is_dynamic)])
    if isinstance(x, ir.ArrayLit):
        return d.node("ArrayLit", x.type, [d.all([_element(d, part) for part in x.elems])])
    if isinstance(x, ir.MapIndex):
        return d.node("MapIndex", x.type, [d.expr(x.x), d.expr(x.index)])
    if isinstance(x, ir.InterfaceMethod):
        return d.node("InterfaceMethod", x.type, [d.expr(x.x), x.method.name])
    if isinstance(x, ir.TypeExpr):
        return d.node("TypeExpr", x.type, [])
    if isinstance(x, ir.TypeAssert):
        return d.node(
            "TypeAssert",
            x.type,
            [d.expr(x.x), d.flag("is_dynamic", x.is_dynamic), d.flag("has_ok", x.has_ok)],
        )
    if isinstance(x, ir.Receive):
        return d.node("Receive", x.type, [d.expr(x.x)])
    if isinstance(x, ir.MakeChan):
        return d.node("MakeChan", x.type, [d.optional(x.size)])
    if isinstance(x, ir.MakeMap):
        return d.node("MakeMap", x.type, [d.optional(x.hint)])
    if isinstance(x, ir.MethodValue):
        return d.node(
            "MethodValue",
            x.type,
            [d.expr(x.x), x.method.name, "" if x.func is None else x.func.name, d.types(x.targs)],
        )
    if isinstance(x, ir.MapLit):
        return d.node("MapLit", x.type, [d.all([_map_entry(d, part) for part in x.elems])])
    if isinstance(x, ir.Zero):
        return d.node("Zero", x.type, [])
    if isinstance(x, ir.DynamicType):
        return d.node("DynamicType", x.type, [])
    if isinstance(x, ir.DictWord):
        return d.node("DictWord", x.type, [d.local(x.dictionary), d.number("index", x.index)])
    if isinstance(x, ir.GlobalPart):
        return d.node("GlobalPart", x.type, [x.var.name, d.number("offset", x.offset)])
    if isinstance(x, ir.GenericFuncUse):
        return d.node("GenericFuncUse", x.type, [x.obj.name, d.types(x.targs)])
    return _expr_4(d, x)


def _expr_4(d: "Dump", x: ir.Expr) -> str:
    if isinstance(x, ir.TypeParamMethod):
        return d.node("TypeParamMethod", x.type, [d.expr(x.x), x.method.name])
    if isinstance(x, ir.TypeSize):
        return d.node(
            "TypeSize", x.type, [d.number("what", x.what), d.type(x.of), d.numbers(x.path)]
        )
    raise InternalError(f"dump: unknown node {type(x).__name__}", x.pos)


def stmt(d: "Dump", s: ir.Stmt) -> None:
    """Add the lines of `s`, its `init` left out."""
    if isinstance(s, ir.Declare):
        d.line("Declare", [d.local(s.var)])
        return
    if isinstance(s, ir.AssignList):
        d.line(
            "AssignList",
            [
                d.number("kind", s.kind),
                d.optionals(s.targets),
                d.exprs(s.values),
                d.flag("defines", s.defines),
            ],
        )
        return
    if isinstance(s, ir.Assign):
        d.line("Assign", [d.optional(s.target), d.optional(s.value), d.flag("defines", s.defines)])
        return
    if isinstance(s, ir.ExprStmt):
        d.line("ExprStmt", [d.expr(s.x)])
        return
    if isinstance(s, ir.LabelMark):
        d.line("LabelMark", [d.label(s.label)])
        return
    if isinstance(s, ir.Jump):
        d.line("Jump", [d.number("kind", s.kind), d.optional_label(s.label)])
        return
    if isinstance(s, ir.Block):
        d.line("Block", [])
        d.depth += 1
        d.block("stmts", s.stmts)
        d.depth -= 1
        return
    if isinstance(s, ir.If):
        d.line("If", [d.expr(s.cond)])
        d.depth += 1
        d.block("then", s.then)
        d.block("els", s.els)
        d.depth -= 1
        return
    if isinstance(s, ir.Return):
        d.line("Return", [d.exprs(s.values)])
        return
    _stmt_2(d, s)


def _stmt_2(d: "Dump", s: ir.Stmt) -> None:
    if isinstance(s, ir.AssignOp):
        d.line(
            "AssignOp",
            [
                d.number("op", s.op),
                d.expr(s.target),
                d.expr(s.value),
                d.flag("is_inc_dec", s.is_inc_dec),
            ],
        )
        return
    if isinstance(s, ir.For):
        d.line(
            "For",
            [
                d.optional(s.cond),
                d.optional_label(s.label),
                d.flag("is_per_iteration", s.is_per_iteration),
            ],
        )
        d.depth += 1
        d.block("post", [] if s.post is None else [s.post])
        d.block("body", s.body)
        d.depth -= 1
        return
    if isinstance(s, ir.Range):
        d.line(
            "Range",
            [
                d.optional(s.key),
                d.optional(s.value),
                d.expr(s.x),
                d.flag("defines", s.defines),
                d.optional_label(s.label),
                d.flag("is_per_iteration", s.is_per_iteration),
                d.number("n_targets", s.n_targets),
            ],
        )
        d.depth += 1
        d.block("body", s.body)
        d.depth -= 1
        return
    _stmt_3(d, s)


def _stmt_3(d: "Dump", s: ir.Stmt) -> None:
    if isinstance(s, ir.Switch):
        d.line("Switch", [d.optional(s.tag), d.optional_label(s.label)])
        d.depth += 1
        for case_clause in s.clauses:
            _case_clause(d, case_clause)
        d.depth -= 1
        return
    if isinstance(s, ir.GoDefer):
        d.line(
            "GoDefer",
            [
                d.flag("is_defer", s.is_defer),
                d.expr(s.call),
                d.flag("is_deferred_at", s.is_deferred_at),
            ],
        )
        return
    if isinstance(s, ir.Send):
        d.line("Send", [d.expr(s.chan), d.expr(s.value)])
        return
    if isinstance(s, ir.TypeSwitch):
        d.line("TypeSwitch", [d.expr(s.x), d.text(s.var_name), d.optional_label(s.label)])
        d.depth += 1
        for case_clause in s.clauses:
            _case_clause(d, case_clause)
        d.depth -= 1
        return
    if isinstance(s, ir.Select):
        d.line("Select", [d.optional_label(s.label)])
        d.depth += 1
        for comm_clause in s.clauses:
            _comm_clause(d, comm_clause)
        d.depth -= 1
        return
    if isinstance(s, ir.CheckNil):
        d.line("CheckNil", [d.expr(s.x)])
        return
    if isinstance(s, ir.GenericGoDefer):
        d.line(
            "GenericGoDefer",
            [d.flag("is_defer", s.is_defer), d.expr(s.call), d.optional(s.defer_at)],
        )
        return
    raise InternalError(f"dump: unknown node {type(s).__name__}", s.pos)


def _case_clause(d: "Dump", part: ir.CaseClause) -> None:
    d.line("CaseClause", [d.exprs(part.values), d.optional_local(part.var)])
    d.depth += 1
    d.block("body", part.body)
    d.depth -= 1


def _comm_clause(d: "Dump", part: ir.CommClause) -> None:
    d.line("CommClause", [])
    d.depth += 1
    d.block("comm", [] if part.comm is None else [part.comm])
    d.block("body", part.body)
    d.depth -= 1


def _element(d: "Dump", part: ir.Element) -> str:
    return d.part([d.optional(part.key), d.expr(part.value)])


def _field_value(d: "Dump", part: ir.FieldValue) -> str:
    return d.part([part.field.name, d.numbers(part.path), d.expr(part.value)])


def _map_entry(d: "Dump", part: ir.MapEntry) -> str:
    return d.part([d.expr(part.key), d.expr(part.value)])
