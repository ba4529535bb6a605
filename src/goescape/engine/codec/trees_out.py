"""Encoding polymorphic trees: the bodies of generic functions, which importers instantiate.

Variables, functions and labels of one template are numbered in the order they are met; a function's
variables all come before its body. A statement is followed by the variables that it defines.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.base.bug import InternalError
from goescape.engine.codec import constants
from goescape.engine.codec import trees_format as k
from goescape.engine.codec.buffer import Out
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.exportorder import BODY, DECLARATION
from goescape.types.model import Pointer, Struct, Type
from goescape.types.objects import Var
from goescape.types.typeset import core_type

if TYPE_CHECKING:
    from goescape.engine.codec.writer import Writer


def encode(writer: "Writer", template: ir.Func) -> bytes:
    trees = _Trees(writer)
    trees.pos(template.pos)
    trees.function(template)
    return trees.out.done()


@final
class _Trees:
    def __init__(self, writer: "Writer") -> None:
        self.writer: Final = writer
        self.out: Final = Out()
        self.locals: Final[dict[ir.Local, int]] = {}
        self.funcs: Final[dict[ir.Func, int]] = {}
        self.labels: Final[dict[ir.Label, int]] = {}
        # Statement or clause -> variables it defines.
        self.defined: Final[dict[object, list[ir.Local]]] = {}

    # ------------------------------------------------------------------------------- functions

    def function(self, func: ir.Func) -> None:
        out = self.out
        self.funcs[func] = len(self.funcs)
        out.uint(func.pragma)
        out.byte(1 if func.has_range_func_defer else 0)
        out.uint(len(func.locals))
        # Parameters are mentioned where they are declared: those of literals in the body around them.
        is_declared = len(self.funcs) == 1
        for var in func.locals:
            is_param = var.kind in (ir.PARAM, ir.RESULT)
            self.writer.part = DECLARATION if is_param and is_declared else BODY
            self.local(var)
        self.writer.part = BODY
        self.local_refs(func.params)
        self.local_refs(func.results)
        self.local_refs(func.captures)
        for pos in func.capture_positions:
            self.pos(pos)
        if func.range_parent is None:
            out.uint(0)
        else:
            out.uint(self.funcs[func.range_parent] + 1)
        if func.body is None:
            out.byte(0)
        else:
            out.byte(1)
            self.stmts(func.body)

    def local(self, var: ir.Local) -> None:
        out = self.out
        self.locals[var] = len(self.locals)
        self.pos(var.pos)
        out.uint(self.writer.string(var.name))
        out.uint(self.writer.type(var.type))
        out.byte(var.kind)
        out.uint(self.writer.optional_package(var.pkg))
        flags = k.LOCAL_IMPLICIT if var.implicit else 0
        flags |= k.LOCAL_ADDR_TAKEN if var.addr_taken else 0
        flags |= k.LOCAL_CAPTURED if var.captured else 0
        out.byte(flags)
        if var.defn is not None:
            self.defined.setdefault(var.defn, []).append(var)

    def local_refs(self, vars: list[ir.Local]) -> None:
        self.out.uints([self.local_ref(var) for var in vars])

    def local_ref(self, var: ir.Local) -> int:
        found = self.locals.get(var)
        if found is None:
            raise InternalError(f"variable {var.name} of no function in a template", var.pos)
        return found

    def label(self, label: ir.Label | None) -> None:
        if label is None:
            self.out.uint(0)
            return
        found = self.labels.get(label)
        if found is None:
            found = len(self.labels)
            self.labels[label] = found
            self.out.uint(found + 1)
            self.out.uint(self.writer.string(label.name))
        else:
            self.out.uint(found + 1)

    def pos(self, pos: int) -> None:
        self.writer.pos(self.out, pos)

    def type(self, t: Type) -> None:
        self.out.uint(self.writer.type(t))

    def types(self, types: list[Type]) -> None:
        self.out.uints([self.writer.type(t) for t in types])

    def flag(self, value: bool) -> None:
        self.out.byte(1 if value else 0)

    # ------------------------------------------------------------------------------ statements

    def stmts(self, stmts: list[ir.Stmt]) -> None:
        self.out.uint(len(stmts))
        for stmt in stmts:
            self.stmt(stmt)

    def optional_stmt(self, stmt: ir.Stmt | None) -> None:
        if stmt is None:
            self.out.byte(k.NOTHING)
        else:
            self.stmt(stmt)

    def start(self, node: ir.Node, kind: int) -> None:
        """Kind, position and init statements of a node."""
        if node.init:
            self.out.byte(kind | k.HAS_INIT)
            self.pos(node.pos)
            self.stmts(node.init)
        else:
            self.out.byte(kind)
            self.pos(node.pos)

    def stmt(self, s: ir.Stmt) -> None:
        self._stmt(s)
        self.definitions(s)

    def definitions(self, node: object) -> None:
        self.local_refs(self.defined.get(node, []))

    def _stmt(self, s: ir.Stmt) -> None:
        out = self.out
        if isinstance(s, ir.Assign):
            self.start(s, k.ASSIGN)
            self.optional(s.target)
            self.optional(s.value)
            self.flag(s.defines)
        elif isinstance(s, ir.ExprStmt):
            self.start(s, k.EXPR_STMT)
            self.expr(s.x)
        elif isinstance(s, ir.Declare):
            self.start(s, k.DECLARE)
            out.uint(self.local_ref(s.var))
        elif isinstance(s, ir.If):
            self.start(s, k.IF)
            self.expr(s.cond)
            self.stmts(s.then)
            self.stmts(s.els)
        elif isinstance(s, ir.Return):
            self.start(s, k.RETURN)
            self.exprs(s.values)
        elif isinstance(s, ir.AssignList):
            self.start(s, k.ASSIGN_LIST)
            out.byte(s.kind)
            out.uint(len(s.targets))
            for target in s.targets:
                self.optional(target)
            self.exprs(s.values)
            self.flag(s.defines)
        elif isinstance(s, ir.AssignOp):
            self.start(s, k.ASSIGN_OP)
            out.byte(s.op)
            self.expr(s.target)
            self.expr(s.value)
            self.flag(s.is_inc_dec)
        elif isinstance(s, ir.Block):
            self.start(s, k.BLOCK)
            self.stmts(s.stmts)
        elif isinstance(s, ir.For):
            self.start(s, k.FOR)
            self.optional(s.cond)
            self.optional_stmt(s.post)
            self.label(s.label)
            self.flag(s.is_per_iteration)
            self.stmts(s.body)
        elif isinstance(s, ir.Range):
            self.start(s, k.RANGE)
            self.expr(s.x)
            self.optional(s.key)
            self.optional(s.value)
            self.flag(s.defines)
            self.label(s.label)
            self.flag(s.is_per_iteration)
            out.byte(s.n_targets)
            self.stmts(s.body)
        elif isinstance(s, ir.Switch):
            self.start(s, k.SWITCH)
            self.optional(s.tag)
            self.label(s.label)
            self.clauses(s.clauses)
        elif isinstance(s, ir.TypeSwitch):
            self.start(s, k.TYPE_SWITCH)
            self.expr(s.x)
            out.uint(self.writer.string(s.var_name))
            self.pos(s.guard_pos)
            self.label(s.label)
            self.clauses(s.clauses)
        elif isinstance(s, ir.Select):
            self.start(s, k.SELECT)
            self.label(s.label)
            out.uint(len(s.clauses))
            for clause in s.clauses:
                self.pos(clause.pos)
                self.optional_stmt(clause.comm)
                self.stmts(clause.body)
        elif isinstance(s, ir.GenericGoDefer):
            self.start(s, k.GENERIC_GO_DEFER)
            self.flag(s.is_defer)
            self.expr(s.call)
            self.optional(s.defer_at)
        elif isinstance(s, ir.GoDefer):
            self.start(s, k.GO_DEFER)
            self.flag(s.is_defer)
            self.expr(s.call)
            self.flag(s.is_deferred_at)
        elif isinstance(s, ir.Send):
            self.start(s, k.SEND)
            self.expr(s.chan)
            self.expr(s.value)
        elif isinstance(s, ir.LabelMark):
            self.start(s, k.LABEL_MARK)
            self.label(s.label)
        elif isinstance(s, ir.Jump):
            self.start(s, k.JUMP)
            out.byte(s.kind)
            self.label(s.label)
        else:
            self.start(s, k.CHECK_NIL)
            self.expr(s.x)

    def clauses(self, clauses: list[ir.CaseClause]) -> None:
        self.out.uint(len(clauses))
        for clause in clauses:
            self.pos(clause.pos)
            if clause.var is None:
                self.out.uint(0)
            else:
                self.out.uint(self.local_ref(clause.var) + 1)
            self.exprs(clause.values)
            self.stmts(clause.body)
            self.definitions(clause)

    # ----------------------------------------------------------------------------- expressions

    def exprs(self, xs: list[ir.Expr]) -> None:
        self.out.uint(len(xs))
        for x in xs:
            self.expr(x)

    def optional(self, x: ir.Expr | None) -> None:
        if x is None:
            self.out.byte(k.NOTHING)
        else:
            self.expr(x)

    def begin(self, x: ir.ExprNode, kind: int) -> None:
        self.start(x, kind)
        self.type(x.type)

    def expr(self, x: ir.Expr) -> None:
        out = self.out
        if isinstance(x, ir.Use):
            self.start(x, k.USE)
            out.uint(self.local_ref(x.var))
        elif isinstance(x, ir.Literal):
            self.begin(x, k.LITERAL)
            constants.encode(out, x.value)
        elif isinstance(x, ir.Field):
            self.begin(x, k.FIELD)
            self.expr(x.x)
            out.uint(field_index(x.x.type, x.field))
            self.flag(x.via_pointer)
            self.flag(x.implicit)
        elif isinstance(x, ir.Call):
            self.begin(x, k.CALL)
            self.expr(x.fun)
            self.exprs(x.args)
            self.flag(x.has_dots)
            self.flag(x.is_go_defer)
        elif isinstance(x, ir.Convert):
            self.begin(x, k.CONVERT)
            out.byte(x.kind)
            self.expr(x.x)
            self.flag(x.implicit)
        elif isinstance(x, ir.Binary):
            self.begin(x, k.BINARY)
            out.byte(x.op)
            self.expr(x.x)
            self.expr(x.y)
        elif isinstance(x, (ir.Index, ir.MapIndex)):
            self.begin(x, k.INDEX if isinstance(x, ir.Index) else k.MAP_INDEX)
            self.expr(x.x)
            self.expr(x.index)
        elif isinstance(x, (ir.AddrOf, ir.Deref)):
            self.begin(x, k.ADDR_OF if isinstance(x, ir.AddrOf) else k.DEREF)
            self.expr(x.x)
            self.flag(x.implicit)
        elif isinstance(x, ir.PtrLit):
            self.begin(x, k.PTR_LIT)
            self.expr(x.x)
            self.flag(x.implicit)
        elif isinstance(x, ir.BuiltinCall):
            self.begin(x, k.BUILTIN_CALL)
            out.byte(x.builtin)
            self.exprs(x.args)
            self.flag(x.has_dots)
        elif isinstance(x, ir.Unary):
            self.begin(x, k.UNARY)
            out.byte(x.op)
            self.expr(x.x)
        elif isinstance(x, ir.SliceOp):
            self.begin(x, k.SLICE_OP)
            self.expr(x.x)
            self.optional(x.lo)
            self.optional(x.hi)
            self.optional(x.max)
        elif isinstance(x, ir.GenericFuncUse):
            self.begin(x, k.GENERIC_FUNC_USE)
            out.uint(self.writer.object_ref(x.obj))
            self.types(x.targs)
        elif isinstance(x, (ir.GlobalUse, ir.FuncUse)):
            self.static_use(x)
        elif isinstance(x, (ir.MethodExpr, ir.MethodValue, ir.InterfaceMethod, ir.TypeParamMethod)):
            self.method(x)
        elif isinstance(x, ir.FuncLit):
            self.begin(x, k.FUNC_LIT)
            self.pos(x.func.pos)
            out.uint(self.writer.string(x.func.name))
            self.function(x.func)
        elif isinstance(x, ir.TypeAssert):
            self.begin(x, k.TYPE_ASSERT)
            self.expr(x.x)
            self.flag(x.is_dynamic)
        elif isinstance(x, ir.Nil):
            self.begin(x, k.NIL)
        elif isinstance(x, ir.Zero):
            self.begin(x, k.ZERO)
        elif isinstance(x, ir.TypeExpr):
            self.begin(x, k.TYPE_EXPR)
        elif isinstance(x, ir.Concat):
            self.begin(x, k.CONCAT)
            self.exprs(x.elems)
        elif isinstance(x, ir.Receive):
            self.begin(x, k.RECEIVE)
            self.expr(x.x)
        elif isinstance(x, ir.TypeSize):
            self.begin(x, k.TYPE_SIZE)
            out.byte(x.what)
            self.type(x.of)
            out.uints(x.path)
        elif isinstance(x, (ir.New, ir.MakeSlice, ir.MakeMap, ir.MakeChan)):
            self.allocation(x)
        else:
            self.composite(x)

    def static_use(self, x: ir.GlobalUse | ir.FuncUse) -> None:
        out = self.out
        if isinstance(x, ir.FuncUse):
            if x.func.obj is None:
                raise InternalError(f"function {x.func.name} of no object in a template", x.pos)
            if x.func.leaks is not None and x.func.obj.leaks is None:
                self.begin(x, k.RUNTIME_USE)
                out.uint(self.writer.string(x.func.name))
                return
            self.begin(x, k.FUNC_USE)
            out.uint(self.writer.object_ref(x.func.obj))
            return
        self.begin(x, k.GLOBAL_USE)
        if x.var.var is None:
            out.byte(k.GLOBAL_NAMED)
            out.uint(self.writer.string(x.var.name))
            out.uint(self.writer.optional_package(x.var.pkg))
        else:
            out.byte(k.GLOBAL_OBJECT)
            out.uint(self.writer.object_ref(x.var.var))

    def method(
        self, x: ir.MethodExpr | ir.MethodValue | ir.InterfaceMethod | ir.TypeParamMethod
    ) -> None:
        out = self.out
        if isinstance(x, ir.MethodExpr):
            self.start(x, k.METHOD_EXPR)
            self.type(x.type if x.sig is None else x.sig)
            self.type(x.recv)
            self.flag(x.sig is not None)
            out.uint(self.writer.object_ref(x.method))
            self.flag(x.func is not None)
            self.types(x.targs)
            out.uints(x.index)
            return
        if isinstance(x, ir.MethodValue):
            self.begin(x, k.METHOD_VALUE)
            self.expr(x.x)
            out.uint(self.writer.object_ref(x.method))
            self.flag(x.func is not None)
            self.types(x.targs)
            return
        self.start(
            x, k.INTERFACE_METHOD if isinstance(x, ir.InterfaceMethod) else k.TYPE_PARAM_METHOD
        )
        # Its type, as the method declares it: this is what the call mentions.
        self.type(declare.signature_of(x.method))
        self.expr(x.x)
        out.uint(self.writer.object_ref(x.method))

    def allocation(self, x: ir.New | ir.MakeSlice | ir.MakeMap | ir.MakeChan) -> None:
        if isinstance(x, ir.New):
            self.begin(x, k.NEW)
            self.flag(x.is_dynamic)
        elif isinstance(x, ir.MakeSlice):
            self.begin(x, k.MAKE_SLICE)
            self.expr(x.len)
            self.optional(x.cap)
        elif isinstance(x, ir.MakeMap):
            self.begin(x, k.MAKE_MAP)
            self.optional(x.hint)
        else:
            self.begin(x, k.MAKE_CHAN)
            self.optional(x.size)

    def composite(self, x: ir.Expr) -> None:
        out = self.out
        if isinstance(x, ir.StructLit):
            self.begin(x, k.STRUCT_LIT)
            out.uint(len(x.elems))
            for pair in x.elems:
                self.pos(pair.pos)
                out.uints(pair.path)
                self.expr(pair.value)
        elif isinstance(x, (ir.ArrayLit, ir.SliceLit)):
            self.begin(x, k.ARRAY_LIT if isinstance(x, ir.ArrayLit) else k.SLICE_LIT)
            out.uint(len(x.elems))
            for elem in x.elems:
                self.pos(elem.pos)
                self.optional(elem.key)
                self.expr(elem.value)
            if isinstance(x, ir.SliceLit):
                out.uint(x.length)
                self.flag(x.implicit)
        elif isinstance(x, ir.MapLit):
            self.begin(x, k.MAP_LIT)
            out.uint(len(x.elems))
            for entry in x.elems:
                self.pos(entry.pos)
                self.expr(entry.key)
                self.expr(entry.value)
        else:
            raise InternalError(f"{type(x).__name__} in a template", x.pos)


def struct_of(t: Type) -> Struct | None:
    """The struct that t is, or points to; of a type parameter, that all its types are."""
    under = core_type(t)
    if isinstance(under, Pointer):
        under = core_type(under.elem)
    return under if isinstance(under, Struct) else None


def field_index(t: Type, field: Var) -> int:
    """Which field of (what) t (points to) this is."""
    struct = struct_of(t)
    if struct is not None:
        for i, known in enumerate(struct.fields):
            if known is field or (known.name == field.name and known.name != "_"):
                return i
    raise InternalError(f"field {field.name} of no struct in a template", field.pos)
