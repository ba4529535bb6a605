"""Decoding polymorphic trees, see `trees_out`."""

from typing import TYPE_CHECKING, Final, final

from goescape.base.buffer import In
from goescape.base.bug import InternalError
from goescape.base.constant import Constant
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.summary import constants, nodes_in
from goescape.summary.trees_out import (
    HAS_INIT,
    KIND_MASK,
    LOCAL_ADDR_TAKEN,
    LOCAL_CAPTURED,
    LOCAL_IMPLICIT,
    NOTHING,
    struct_of,
)
from goescape.types.model import Signature, Type, underlying
from goescape.types.objects import Func, Package, Scope, Var

if TYPE_CHECKING:
    from goescape.summary.reader import PackageReader


def decode(reader: "PackageReader", obj: Func, data: In) -> ir.Func:
    """The template of generic function `obj`."""
    template = declare.function(obj, reader.pkg, reader.pos(data))
    template.is_generic_template = True
    TreeReader(reader, data).function(template)
    return template


@final
class TreeReader:
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
            var = self.variable(func)
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

    def variable(self, func: ir.Func) -> ir.Local:
        data = self.data
        pos = self.pos()
        name = self.text()
        t = self.type()
        kind = data.byte()
        pkg: Package | None = self.reader.optional_package(data.uint())
        var = ir.Local(pos, name, t, kind, func, pkg)
        flags = data.byte()
        var.implicit = flags & LOCAL_IMPLICIT != 0
        var.addr_taken = flags & LOCAL_ADDR_TAKEN != 0
        var.captured = flags & LOCAL_CAPTURED != 0
        return var

    def local_refs(self) -> list[ir.Local]:
        return [self.locals[number] for number in self.data.uints()]

    # ------------------------------------------------------------------------ parts of nodes

    def local(self) -> ir.Local:
        return self.locals[self.data.uint()]

    def optional_local(self) -> ir.Local | None:
        number = self.data.uint()
        return None if number == 0 else self.locals[number - 1]

    def label(self) -> ir.Label:
        label = self.optional_label()
        if label is None:
            raise InternalError("a template marks no label")
        return label

    def optional_label(self) -> ir.Label | None:
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

    def uint(self) -> int:
        return self.data.uint()

    def uints(self) -> list[int]:
        return self.data.uints()

    def constant(self) -> Constant:
        return constants.decode(self.data)

    def definitions(self, node: ir.Stmt | ir.CaseClause) -> None:
        for var in self.local_refs():
            var.defn = node

    # ----------------------------------------------------------------------------------- nodes

    def stmts(self) -> list[ir.Stmt]:
        return [self.stmt() for _ in range(self.data.uint())]

    def optional_stmt(self) -> ir.Stmt | None:
        return None if self.is_nothing() else self.stmt()

    def is_nothing(self) -> bool:
        """Whether there is no node; if so it has been read."""
        data = self.data
        if data.data[data.at] != NOTHING:
            return False
        data.at += 1
        return True

    def stmt(self) -> ir.Stmt:
        tag = self.data.byte()
        pos = self.pos()
        init = self.stmts() if tag & HAS_INIT else None
        stmt = nodes_in.stmt(self, tag & KIND_MASK, pos)
        stmt.init = init
        self.definitions(stmt)
        return stmt

    def expr(self) -> ir.Expr:
        tag = self.data.byte()
        pos = self.pos()
        init = self.stmts() if tag & HAS_INIT else None
        x = nodes_in.expr(self, tag & KIND_MASK, pos)
        x.init = init
        return x

    def exprs(self) -> list[ir.Expr]:
        return [self.expr() for _ in range(self.data.uint())]

    def optional(self) -> ir.Expr | None:
        return None if self.is_nothing() else self.expr()

    def optionals(self) -> list[ir.Expr | None]:
        return [self.optional() for _ in range(self.data.uint())]

    # --------------------------------------------------------- nodes that refer to declarations

    def func_use(self, pos: int, t: Type) -> ir.Expr:
        number = self.data.uint()
        if number == 0:
            return ir.FuncUse(pos, t, self.runtime_func(pos, t))
        return ir.FuncUse(pos, t, self.stub(self.reader.func(number - 1)))

    def global_use(self, pos: int, t: Type) -> ir.Expr:
        use = ir.GlobalUse(pos, self.global_var(t))
        # The mention, which is not the variable's own (see `exportlink`).
        use.type = t
        return use

    def method_expr(self, pos: int, t: Type) -> ir.Expr:
        """`t` is the whole type, or the method's as it declares it."""
        recv = self.type()
        sig = None
        if self.flag():
            sig = build.signature_of(t, pos)
            t = declare.with_receiver(recv, sig)
        method = self.func_ref()
        func = self.stub(method) if self.flag() else None
        expr = ir.MethodExpr(pos, t, recv, method, func)
        expr.sig = sig
        expr.targs = self.types()
        expr.index = self.uints()
        return expr

    def method_value(self, pos: int, t: Type) -> ir.Expr:
        x = self.expr()
        method = self.func_ref()
        func = self.stub(method) if self.flag() else None
        value = ir.MethodValue(pos, t, x, method, func)
        value.targs = self.types()
        return value

    def interface_method(self, pos: int, t: Type) -> ir.Expr:
        x = self.expr()
        return ir.InterfaceMethod(pos, t, x, self.func_ref())

    def type_param_method(self, pos: int, t: Type) -> ir.Expr:
        x = self.expr()
        return ir.TypeParamMethod(pos, t, x, self.func_ref())

    def field(self, pos: int, t: Type) -> ir.Expr:
        x = self.expr()
        struct = struct_of(x.type)
        if struct is None:
            raise InternalError("a template selects a field of no struct", pos)
        field = struct.fields[self.data.uint()]
        via_pointer = self.flag()
        return ir.Field(pos, t, x, field, via_pointer, self.flag())

    def struct_lit(self, pos: int, t: Type) -> ir.Expr:
        pairs: list[ir.FieldValue] = []
        for _ in range(self.data.uint()):
            pair_pos = self.pos()
            path = self.uints()
            field = build.field_at(t, path)
            pairs.append(ir.FieldValue(pair_pos, field, path, self.expr()))
        return ir.StructLit(pos, t, pairs)

    def func_lit(self, pos: int, t: Type) -> ir.Expr:
        func_pos = self.pos()
        name = self.text()
        signature = underlying(t)
        if not isinstance(signature, Signature):
            raise InternalError("a template has a literal of no function type", pos)
        func = ir.Func(func_pos, name, self.reader.pkg, signature)
        func.enclosing = self.funcs[-1]
        func.named_within(self.funcs[-1], name)
        lit = ir.FuncLit(pos, t, func)
        self.function(func)
        return lit

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
        number = self.data.uint()
        if number == 0:
            name = self.text()
            return ir.Global(0, name, t, self.reader.optional_package(self.data.uint()), None)
        obj = self.reader.object_ref(number - 1)
        if not isinstance(obj, Var):
            raise InternalError(f"{obj.name} is not a variable, as a summary has it", obj.pos)
        return ir.Global(obj.pos, obj.name, t, obj.pkg, obj)
