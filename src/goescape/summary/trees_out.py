"""Encoding polymorphic trees: the bodies of generic functions, which importers instantiate.

Variables, functions and labels of one template are numbered in the order they are met; a function's
variables all come before its body. A statement is followed by the variables that it defines. The fields of a
node are written by `nodes_out`; here is what they consist of, and nodes that refer to declarations.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.base.buffer import Out
from goescape.base.bug import InternalError
from goescape.base.constant import Constant
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.order.exportorder import BODY, DECLARATION
from goescape.summary import constants, nodes_out
from goescape.summary import nodes_kinds as k
from goescape.types.model import Pointer, Struct, Type
from goescape.types.objects import Func, Var
from goescape.types.typeset import core_type

if TYPE_CHECKING:
    from goescape.summary.writer import Writer

# Before a node's position: its kind, and whether there are `init` statements.
HAS_INIT: Final = 0x80
KIND_MASK: Final = 0x7F
NOTHING: Final = 0

LOCAL_IMPLICIT: Final = 1
LOCAL_ADDR_TAKEN: Final = 2
LOCAL_CAPTURED: Final = 4


def encode(writer: "Writer", template: ir.Func) -> bytes:
    trees = TreeWriter(writer)
    trees.pos(template.pos)
    trees.function(template)
    return trees.out.done()


@final
class TreeWriter:
    def __init__(self, writer: "Writer") -> None:
        self.writer: Final = writer
        self.out: Final = Out()
        self.locals: Final[dict[ir.Local, int]] = {}
        self.funcs: Final[dict[ir.Func, int]] = {}
        self.labels: Final[dict[ir.Label, int]] = {}
        # Statement or clause -> variables it defines.
        self.defined: Final[dict[ir.Stmt | ir.CaseClause, list[ir.Local]]] = {}

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
            self.variable(var)
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

    def variable(self, var: ir.Local) -> None:
        out = self.out
        self.locals[var] = len(self.locals)
        self.pos(var.pos)
        out.uint(self.writer.string(var.name))
        out.uint(self.writer.type(var.type))
        out.byte(var.kind)
        out.uint(self.writer.optional_package(var.pkg))
        flags = LOCAL_IMPLICIT if var.implicit else 0
        flags |= LOCAL_ADDR_TAKEN if var.addr_taken else 0
        flags |= LOCAL_CAPTURED if var.captured else 0
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

    # ------------------------------------------------------------------------ parts of nodes

    def local(self, var: ir.Local) -> None:
        self.out.uint(self.local_ref(var))

    def optional_local(self, var: ir.Local | None) -> None:
        self.out.uint(0 if var is None else self.local_ref(var) + 1)

    def optional_label(self, label: ir.Label | None) -> None:
        if label is None:
            self.out.uint(0)
        else:
            self.label(label)

    def label(self, label: ir.Label) -> None:
        found = self.labels.get(label)
        if found is None:
            found = len(self.labels)
            self.labels[label] = found
            self.out.uint(found + 1)
            self.text(label.name)
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

    def uint(self, n: int) -> None:
        self.out.uint(n)

    def uints(self, values: list[int]) -> None:
        self.out.uints(values)

    def text(self, value: str) -> None:
        self.out.uint(self.writer.string(value))

    def constant(self, value: Constant) -> None:
        constants.encode(self.out, value)

    def func_ref(self, obj: Func) -> None:
        self.out.uint(self.writer.object_ref(obj))

    def definitions(self, node: ir.Stmt | ir.CaseClause) -> None:
        self.local_refs(self.defined.get(node, []))

    # ----------------------------------------------------------------------------------- nodes

    def start(self, node: ir.Node, kind: int) -> None:
        """Kind, position and init statements of a node."""
        if node.init:
            self.out.byte(kind | HAS_INIT)
            self.pos(node.pos)
            self.stmts(node.init)
        else:
            self.out.byte(kind)
            self.pos(node.pos)

    def begin(self, x: ir.ExprNode, kind: int) -> None:
        self.start(x, kind)
        self.type(x.type)

    def stmt(self, s: ir.Stmt) -> None:
        nodes_out.stmt(self, s)
        self.definitions(s)

    def stmts(self, stmts: list[ir.Stmt]) -> None:
        self.out.uint(len(stmts))
        for stmt in stmts:
            self.stmt(stmt)

    def optional_stmt(self, stmt: ir.Stmt | None) -> None:
        if stmt is None:
            self.out.byte(NOTHING)
        else:
            self.stmt(stmt)

    def expr(self, x: ir.Expr) -> None:
        nodes_out.expr(self, x)

    def exprs(self, xs: list[ir.Expr]) -> None:
        self.out.uint(len(xs))
        for x in xs:
            nodes_out.expr(self, x)

    def optional(self, x: ir.Expr | None) -> None:
        if x is None:
            self.out.byte(NOTHING)
        else:
            nodes_out.expr(self, x)

    def optionals(self, xs: list[ir.Expr | None]) -> None:
        self.out.uint(len(xs))
        for x in xs:
            self.optional(x)

    # --------------------------------------------------------- nodes that refer to declarations

    def field(self, x: ir.Field) -> None:
        self.begin(x, k.FIELD)
        self.expr(x.x)
        self.out.uint(field_index(x.x.type, x.field))
        self.flag(x.via_pointer)
        self.flag(x.implicit)

    def func_use(self, x: ir.FuncUse) -> None:
        obj = x.func.obj
        if obj is None:
            raise InternalError(f"function {x.func.name} of no object in a template", x.pos)
        self.begin(x, k.FUNC_USE)
        if x.func.leaks is not None and obj.leaks is None:
            # A function of package runtime that only the compiler calls.
            self.out.uint(0)
            self.text(x.func.name)
        else:
            self.out.uint(self.writer.object_ref(obj) + 1)

    def global_use(self, x: ir.GlobalUse) -> None:
        self.begin(x, k.GLOBAL_USE)
        if x.var.var is None:
            # Without an object: made by the compiler.
            self.out.uint(0)
            self.text(x.var.name)
            self.out.uint(self.writer.optional_package(x.var.pkg))
        else:
            self.out.uint(self.writer.object_ref(x.var.var) + 1)

    def method_expr(self, x: ir.MethodExpr) -> None:
        self.start(x, k.METHOD_EXPR)
        self.type(x.type if x.sig is None else x.sig)
        self.type(x.recv)
        self.flag(x.sig is not None)
        self.func_ref(x.method)
        self.flag(x.func is not None)
        self.types(x.targs)
        self.uints(x.index)

    def method_value(self, x: ir.MethodValue) -> None:
        self.begin(x, k.METHOD_VALUE)
        self.expr(x.x)
        self.func_ref(x.method)
        self.flag(x.func is not None)
        self.types(x.targs)

    def interface_method(self, x: ir.InterfaceMethod) -> None:
        self._callee_method(x, k.INTERFACE_METHOD, x.x, x.method)

    def type_param_method(self, x: ir.TypeParamMethod) -> None:
        self._callee_method(x, k.TYPE_PARAM_METHOD, x.x, x.method)

    def _callee_method(self, x: ir.Node, kind: int, operand: ir.Expr, method: Func) -> None:
        self.start(x, kind)
        # Its type, as the method declares it: this is what the call mentions.
        self.type(declare.signature_of(method))
        self.expr(operand)
        self.func_ref(method)

    def func_lit(self, x: ir.FuncLit) -> None:
        self.begin(x, k.FUNC_LIT)
        self.pos(x.func.pos)
        self.text(x.func.name)
        self.function(x.func)

    def struct_lit(self, x: ir.StructLit) -> None:
        self.begin(x, k.STRUCT_LIT)
        self.out.uint(len(x.elems))
        for pair in x.elems:
            self.pos(pair.pos)
            self.uints(pair.path)
            self.expr(pair.value)


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
