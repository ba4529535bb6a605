"""Decoding polymorphic trees, see `trees_out`."""

from typing import TYPE_CHECKING, Final, final

from goescape.base.bug import InternalError
from goescape.engine.codec import constants
from goescape.engine.codec import trees_format as k
from goescape.engine.codec.buffer import In
from goescape.engine.codec.trees_out import struct_of
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.types.model import Signature, Type, underlying
from goescape.types.objects import Func, Package, Scope, Var

if TYPE_CHECKING:
    from goescape.engine.codec.reader import PackageReader


def decode(reader: "PackageReader", obj: Func, data: In) -> ir.Func:
    """The template of generic function `obj`."""
    template = declare.function(obj, reader.pkg, reader.pos(data))
    template.is_generic_template = True
    _Trees(reader, data).function(template)
    return template


@final
class _Trees:
    def __init__(self, reader: "PackageReader", data: In) -> None:
        self.reader: Final = reader
        self.data: Final = data
        self.locals: Final[list[ir.Local]] = []
        self.funcs: Final[list[ir.Func]] = []
        self.labels: Final[list[ir.Label]] = []

    # ------------------------------------------------------------------------------- functions

    def function(self, func: ir.Func) -> None:
        data = self.data
        self.funcs.append(func)
        func.pragma = data.uint()
        func.has_range_func_defer = data.byte() == 1
        for _ in range(data.uint()):
            var = self.local(func)
            self.locals.append(var)
            func.locals.append(var)
        func.params.extend(self.local_refs())
        func.results.extend(self.local_refs())
        for var in self.local_refs():
            func.capture(var, self.pos())
        parent = data.uint()
        if parent != 0:
            func.range_parent = self.funcs[parent - 1]
        if data.byte() == 1:
            func.body = self.stmts()

    def local(self, func: ir.Func) -> ir.Local:
        data = self.data
        pos = self.pos()
        name = self.text()
        t = self.type()
        kind = data.byte()
        pkg: Package | None = self.reader.optional_package(data.uint())
        var = ir.Local(pos, name, t, kind, func, pkg)
        flags = data.byte()
        var.implicit = flags & k.LOCAL_IMPLICIT != 0
        var.addr_taken = flags & k.LOCAL_ADDR_TAKEN != 0
        var.captured = flags & k.LOCAL_CAPTURED != 0
        return var

    def local_refs(self) -> list[ir.Local]:
        return [self.locals[number] for number in self.data.uints()]

    def label(self) -> ir.Label | None:
        number = self.data.uint()
        if number == 0:
            return None
        if number > len(self.labels):
            self.labels.append(ir.Label(self.text()))
        return self.labels[number - 1]

    def text(self) -> str:
        return self.reader.string(self.data.uint())

    def pos(self) -> int:
        return self.reader.pos(self.data)

    def type(self) -> Type:
        return self.reader.body_type(self.data.uint())

    def types(self) -> list[Type]:
        return [self.reader.body_type(number) for number in self.data.uints()]

    def flag(self) -> bool:
        return self.data.byte() == 1

    def func_ref(self) -> Func:
        return self.reader.func(self.data.uint())

    # ------------------------------------------------------------------------------ statements

    def stmts(self) -> list[ir.Stmt]:
        return [self.stmt() for _ in range(self.data.uint())]

    def optional_stmt(self) -> ir.Stmt | None:
        if self.data.data[self.data.at] == k.NOTHING:
            self.data.at += 1
            return None
        return self.stmt()

    def stmt(self) -> ir.Stmt:
        tag = self.data.byte()
        pos = self.pos()
        init = self.stmts() if tag & k.HAS_INIT else None
        stmt = self._stmt(tag & k.KIND_MASK, pos)
        stmt.init = init
        for var in self.local_refs():
            var.defn = stmt
        return stmt

    def _stmt(self, kind: int, pos: int) -> ir.Stmt:
        data = self.data
        if kind == k.ASSIGN:
            target, value = self.optional(), self.optional()
            return ir.Assign(pos, target, value, self.flag())
        if kind == k.EXPR_STMT:
            return ir.ExprStmt(pos, self.expr())
        if kind == k.DECLARE:
            return ir.Declare(pos, self.locals[data.uint()])
        if kind == k.IF:
            cond = self.expr()
            then = self.stmts()
            return ir.If(pos, cond, then, self.stmts())
        if kind == k.RETURN:
            return ir.Return(pos, self.exprs())
        if kind == k.ASSIGN_LIST:
            list_kind = data.byte()
            targets = [self.optional() for _ in range(data.uint())]
            values = self.exprs()
            return ir.AssignList(pos, list_kind, targets, values, self.flag())
        if kind == k.ASSIGN_OP:
            op = data.byte()
            lhs, rhs = self.expr(), self.expr()
            return ir.AssignOp(pos, op, lhs, rhs, self.flag())
        if kind == k.BLOCK:
            return ir.Block(pos, self.stmts())
        if kind == k.FOR or kind == k.RANGE:
            return self.loop(kind, pos)
        if kind == k.SWITCH:
            tag = self.optional()
            label = self.label()
            return ir.Switch(pos, tag, self.clauses(), label)
        if kind == k.TYPE_SWITCH:
            x = self.expr()
            name = self.text()
            guard_pos = self.pos()
            label = self.label()
            return ir.TypeSwitch(pos, x, name, guard_pos, self.clauses(), label)
        if kind == k.SELECT:
            label = self.label()
            return ir.Select(pos, [self.comm_clause() for _ in range(data.uint())], label)
        if kind == k.GENERIC_GO_DEFER:
            is_defer = self.flag()
            call = self.expr()
            return ir.GenericGoDefer(pos, is_defer, call, self.optional())
        if kind == k.GO_DEFER:
            return self.go_defer(pos)
        if kind == k.SEND:
            chan = self.expr()
            return ir.Send(pos, chan, self.expr())
        if kind == k.LABEL_MARK:
            mark = self.label()
            if mark is not None:
                return ir.LabelMark(pos, mark)
        if kind == k.JUMP:
            jump = data.byte()
            return ir.Jump(pos, jump, self.label())
        if kind == k.CHECK_NIL:
            return ir.CheckNil(pos, self.expr())
        raise InternalError(f"a template has a statement of kind {kind}", pos)

    def loop(self, kind: int, pos: int) -> ir.Stmt:
        if kind == k.FOR:
            cond = self.optional()
            post = self.optional_stmt()
            label = self.label()
            is_per_iteration = self.flag()
            return ir.For(pos, cond, post, self.stmts(), label, is_per_iteration)
        x = self.expr()
        key, value = self.optional(), self.optional()
        defines = self.flag()
        label = self.label()
        is_per_iteration = self.flag()
        n_targets = self.data.byte()
        loop = ir.Range(pos, x, key, value, defines, self.stmts(), label, is_per_iteration)
        loop.n_targets = n_targets
        return loop

    def go_defer(self, pos: int) -> ir.Stmt:
        is_defer = self.flag()
        call = self.expr()
        if not isinstance(call, ir.Call):
            raise InternalError("a template has a go statement without a call", pos)
        stmt = ir.GoDefer(pos, is_defer, call)
        stmt.is_deferred_at = self.flag()
        return stmt

    def clauses(self) -> list[ir.CaseClause]:
        clauses: list[ir.CaseClause] = []
        for _ in range(self.data.uint()):
            pos = self.pos()
            number = self.data.uint()
            var = None if number == 0 else self.locals[number - 1]
            values = self.exprs()
            clause = ir.CaseClause(pos, values, self.stmts(), var)
            for defined in self.local_refs():
                defined.defn = clause
            clauses.append(clause)
        return clauses

    def comm_clause(self) -> ir.CommClause:
        pos = self.pos()
        comm = self.optional_stmt()
        return ir.CommClause(pos, comm, self.stmts())

    # ----------------------------------------------------------------------------- expressions

    def exprs(self) -> list[ir.Expr]:
        return [self.expr() for _ in range(self.data.uint())]

    def optional(self) -> ir.Expr | None:
        if self.data.data[self.data.at] == k.NOTHING:
            self.data.at += 1
            return None
        return self.expr()

    def expr(self) -> ir.Expr:
        tag = self.data.byte()
        pos = self.pos()
        init = self.stmts() if tag & k.HAS_INIT else None
        kind = tag & k.KIND_MASK
        x: ir.Expr
        if kind == k.USE:
            x = ir.Use(pos, self.locals[self.data.uint()])
        else:
            x = self._expr(kind, pos, self.type())
        x.init = init
        return x

    def _expr(self, kind: int, pos: int, t: Type) -> ir.Expr:
        data = self.data
        if kind == k.LITERAL:
            return ir.Literal(pos, t, constants.decode(data))
        if kind == k.FIELD:
            x = self.expr()
            field = self.field(x.type)
            via_pointer = self.flag()
            return ir.Field(pos, t, x, field, via_pointer, self.flag())
        if kind == k.CALL:
            fun = self.expr()
            args = self.exprs()
            call = ir.Call(pos, t, fun, args, self.flag())
            call.is_go_defer = self.flag()
            return call
        if kind == k.CONVERT:
            conv = data.byte()
            x = self.expr()
            return ir.Convert(pos, t, conv, x, self.flag())
        if kind == k.BINARY:
            op = data.byte()
            x = self.expr()
            return ir.Binary(pos, t, op, x, self.expr())
        if kind == k.INDEX:
            x = self.expr()
            return ir.Index(pos, t, x, self.expr())
        if kind == k.MAP_INDEX:
            x = self.expr()
            return ir.MapIndex(pos, t, x, self.expr())
        if kind == k.ADDR_OF:
            x = self.expr()
            return ir.AddrOf(pos, t, x, self.flag())
        if kind == k.DEREF:
            x = self.expr()
            return ir.Deref(pos, t, x, self.flag())
        if kind == k.PTR_LIT:
            x = self.expr()
            return ir.PtrLit(pos, t, x, self.flag())
        if kind == k.BUILTIN_CALL:
            builtin = data.byte()
            args = self.exprs()
            return ir.BuiltinCall(pos, t, builtin, args, self.flag())
        if kind == k.UNARY:
            op = data.byte()
            return ir.Unary(pos, t, op, self.expr())
        if kind == k.SLICE_OP:
            x = self.expr()
            lo, hi, max = self.optional(), self.optional(), self.optional()
            return ir.SliceOp(pos, t, x, lo, hi, max)
        if kind == k.NIL:
            return ir.Nil(pos, t)
        if kind == k.ZERO:
            return ir.Zero(pos, t)
        if kind == k.TYPE_EXPR:
            return ir.TypeExpr(pos, t)
        if kind == k.CONCAT:
            return ir.Concat(pos, t, self.exprs())
        if kind == k.RECEIVE:
            return ir.Receive(pos, t, self.expr())
        if kind == k.TYPE_ASSERT:
            x = self.expr()
            return ir.TypeAssert(pos, t, x, self.flag())
        if kind == k.TYPE_SIZE:
            what = data.byte()
            of = self.type()
            return ir.TypeSize(pos, t, what, of, data.uints())
        if kind == k.FUNC_LIT:
            return self.literal(pos, t)
        if k.NEW <= kind <= k.MAKE_CHAN:
            return self.allocation(kind, pos, t)
        if k.STRUCT_LIT <= kind <= k.MAP_LIT:
            return self.composite(kind, pos, t)
        return self.static(kind, pos, t)

    def static(self, kind: int, pos: int, t: Type) -> ir.Expr:
        """Mentions of declared functions, methods and variables."""
        data = self.data
        if kind == k.FUNC_USE:
            return ir.FuncUse(pos, t, self.stub(self.func_ref()))
        if kind == k.RUNTIME_USE:
            return ir.FuncUse(pos, t, self.runtime_func(pos, t))
        if kind == k.GENERIC_FUNC_USE:
            obj = self.func_ref()
            return ir.GenericFuncUse(pos, t, obj, self.types())
        if kind == k.GLOBAL_USE:
            use = ir.GlobalUse(pos, self.global_var(t))
            # The mention, which is not the variable's own (see `exportlink`).
            use.type = t
            return use
        if kind == k.METHOD_EXPR:
            recv = self.type()
            method = self.func_ref()
            func = self.stub(method) if self.flag() else None
            expr = ir.MethodExpr(pos, t, recv, method, func)
            expr.targs = self.types()
            expr.index = data.uints()
            return expr
        if kind == k.METHOD_VALUE:
            x = self.expr()
            method = self.func_ref()
            func = self.stub(method) if self.flag() else None
            value = ir.MethodValue(pos, t, x, method, func)
            value.targs = self.types()
            return value
        if kind == k.INTERFACE_METHOD:
            x = self.expr()
            return ir.InterfaceMethod(pos, t, x, self.func_ref())
        if kind == k.TYPE_PARAM_METHOD:
            x = self.expr()
            return ir.TypeParamMethod(pos, t, x, self.func_ref())
        raise InternalError(f"a template has an expression of kind {kind}", pos)

    def stub(self, obj: Func) -> ir.Func:
        return declare.function(obj, self.reader.pkg)

    def runtime_func(self, pos: int, t: Type) -> ir.Func:
        name = self.text()
        signature = underlying(t)
        if not isinstance(signature, Signature):
            raise InternalError(f"{name} is not a function, as a summary has it", pos)
        pkg = Package("runtime", "runtime", Scope(None))
        func = ir.Func(pos, name, pkg, signature)
        func.obj = Func(pos, pkg, name, signature)
        func.leaks = [b"" for _ in signature.params.vars]
        return func

    def global_var(self, t: Type) -> ir.Global:
        data = self.data
        if data.byte() == k.GLOBAL_NAMED:
            name = self.text()
            return ir.Global(0, name, t, self.reader.optional_package(data.uint()), None)
        obj = self.reader.object_ref(data.uint())
        if not isinstance(obj, Var):
            raise InternalError(f"{obj.name} is not a variable, as a summary has it", obj.pos)
        return ir.Global(obj.pos, obj.name, t, obj.pkg, obj)

    def field(self, t: Type) -> Var:
        struct = struct_of(t)
        if struct is None:
            raise InternalError("a template selects a field of no struct")
        return struct.fields[self.data.uint()]

    def literal(self, pos: int, t: Type) -> ir.Expr:
        func_pos = self.pos()
        name = self.text()
        signature = underlying(t)
        if not isinstance(signature, Signature):
            raise InternalError("a template has a literal of no function type", pos)
        func = ir.Func(func_pos, name, self.reader.pkg, signature)
        func.enclosing = self.funcs[-1]
        lit = ir.FuncLit(pos, t, func)
        self.function(func)
        return lit

    def allocation(self, kind: int, pos: int, t: Type) -> ir.Expr:
        if kind == k.NEW:
            return ir.New(pos, t, self.flag())
        if kind == k.MAKE_SLICE:
            length = self.expr()
            return ir.MakeSlice(pos, t, length, self.optional())
        if kind == k.MAKE_MAP:
            return ir.MakeMap(pos, t, self.optional())
        return ir.MakeChan(pos, t, self.optional())

    def composite(self, kind: int, pos: int, t: Type) -> ir.Expr:
        count = self.data.uint()
        if kind == k.STRUCT_LIT:
            pairs: list[ir.FieldValue] = []
            for _ in range(count):
                pair_pos = self.pos()
                path = self.data.uints()
                field = build.field_at(t, path)
                pairs.append(ir.FieldValue(pair_pos, field, path, self.expr()))
            return ir.StructLit(pos, t, pairs)
        if kind == k.MAP_LIT:
            entries: list[ir.MapEntry] = []
            for _ in range(count):
                entry_pos = self.pos()
                key = self.expr()
                entries.append(ir.MapEntry(entry_pos, key, self.expr()))
            return ir.MapLit(pos, t, entries)
        elems: list[ir.Element] = []
        for _ in range(count):
            elem_pos = self.pos()
            key_or_none = self.optional()
            elems.append(ir.Element(elem_pos, key_or_none, self.expr()))
        if kind == k.ARRAY_LIT:
            return ir.ArrayLit(pos, t, elems)
        length = self.data.uint()
        return ir.SliceLit(pos, t, elems, length, self.flag())
