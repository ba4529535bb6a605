"""From trees to remarks, on trees built by hand: what each construct does to what flows through it."""

from goescape.base.constant import IntConst
from goescape.base.pos import PosTable
from goescape.escape import batch
from goescape.ir import nodes as ir
from goescape.lines import wording
from goescape.lower.generics.instancebodies import InstanceBodies
from goescape.lower.order.unit import Assembly
from goescape.lower.templates import NoTemplates
from goescape.toolchain import registry
from goescape.types import universe
from goescape.types.model import Interface, Pointer, Signature, Slice, Struct, Tuple, Type
from goescape.types.objects import VAR_FIELD, Package, Scope, Var

PKG = Package("p", "p", Scope(None))
SIGNATURE = Signature(None, Tuple([]), Tuple([]), False)
INT = universe.int_type()
PTR = Pointer(INT)
ANY = Interface([], [])
SINK = ir.Global(0, "sink", PTR, PKG, None)


class Function:
    """A function under construction; its methods add variables and statements."""

    def __init__(self, name: str, around: "Function | None" = None) -> None:
        self.func = ir.Func(0, name, PKG, SIGNATURE)
        self.body: list[ir.Stmt] = []
        self.func.body = self.body
        if around is not None:
            self.func.enclosing = around.func

    def var(self, name: str, type: Type, kind: int = ir.LOCAL) -> ir.Local:
        made = ir.Local(0, name, type, kind, self.func, PKG)
        self.func.locals.append(made)
        if kind == ir.PARAM:
            self.func.params.append(made)
        elif kind == ir.RESULT:
            self.func.results.append(made)
        return made

    def param(self, name: str, type: Type = PTR) -> ir.Local:
        return self.var(name, type, ir.PARAM)

    def result(self, name: str = "~r0", type: Type = PTR) -> ir.Local:
        return self.var(name, type, ir.RESULT)

    def define(self, name: str, value: ir.Expr, into: list[ir.Stmt] | None = None) -> ir.Local:
        var = self.var(name, value.type)
        made = ir.Assign(0, ir.Use(0, var), value, True)
        made.init = [ir.Declare(0, var)]
        var.defn = made
        (self.body if into is None else into).append(made)
        return var

    def declare(self, name: str, type: Type = PTR) -> ir.Local:
        var = self.var(name, type)
        made = ir.Assign(0, ir.Use(0, var), None, False)
        made.init = [ir.Declare(0, var)]
        self.body.append(made)
        return var

    def do(self, *stmts: ir.Stmt) -> None:
        self.body.extend(stmts)


def use(var: ir.Local) -> ir.Expr:
    return ir.Use(0, var)


def addr(var: ir.Local) -> ir.Expr:
    return ir.AddrOf(0, Pointer(var.type), use(var), False)


def deref(x: ir.Expr) -> ir.Expr:
    assert isinstance(x.type, Pointer)
    return ir.Deref(0, x.type.elem, x, False)


def new() -> ir.Expr:
    return ir.New(0, PTR, False)


def number(value: int) -> ir.Expr:
    return ir.Literal(0, INT, IntConst(value))


def assign(target: ir.Expr | None, value: ir.Expr) -> ir.Stmt:
    return ir.Assign(0, target, value, False)


def ret(*values: ir.Expr) -> ir.Stmt:
    return ir.Return(0, list(values))


def literal(inner: Function) -> ir.Expr:
    return ir.FuncLit(0, SIGNATURE, inner.func)


def call(function: Function, type: Type, *args: ir.Expr) -> ir.Expr:
    return ir.Call(0, type, ir.FuncUse(0, SIGNATURE, function.func), list(args), False)


def loop(*body: ir.Stmt) -> ir.Stmt:
    return ir.For(0, None, None, list(body), None, False)


def say(*functions: Function) -> list[str]:
    unit = Assembly(PKG, registry.default(), PosTable(), NoTemplates(), InstanceBodies()).unit
    unit.funcs.extend(function.func for function in functions)
    found = batch.analyze(unit, False)
    return [wording.sentence(remark) for remark in found.remarks]


def test_parameter_to_result_and_heap() -> None:
    f = Function("f")
    p, q, r = f.param("p"), f.param("q", Pointer(PTR)), f.param("r")
    f.result()
    f.do(assign(ir.GlobalUse(0, SINK), deref(use(q))), ret(use(p)))
    assert say(f) == [
        "leaking param: p to result ~r0 level=0",
        "leaking param content: q",
        "r does not escape",
    ]
    assert f.func.leaks == [b"\x00\x00\x00\x01", b"\x02", b""]
    assert r.loc >= 0


def test_callers_see_leaks() -> None:
    callee = Function("callee")
    p = callee.param("p")
    callee.do(assign(ir.GlobalUse(0, SINK), use(p)))
    caller = Function("caller")
    x = caller.define("x", number(1))
    caller.do(ir.ExprStmt(0, call(callee, Tuple([]), addr(x))))
    assert say(caller, callee) == ["leaking param: p", "moved to heap: x"]


def test_loop_depth() -> None:
    f = Function("f")
    outer = f.declare("outer")
    inside: list[ir.Stmt] = [assign(use(outer), new())]
    f.define("inner", new(), inside)
    f.do(loop(*inside))
    assert say(f) == ["new(int) escapes to heap", "new(int) does not escape"]


def test_backward_goto_is_a_loop() -> None:
    for is_backward in (True, False):
        f = Function("f")
        p = f.declare("p")
        label = ir.Label("again")
        mark = ir.LabelMark(0, label)
        jump = ir.Jump(0, ir.JUMP_GOTO, label)
        body = [mark, assign(use(p), new()), jump] if is_backward else [jump, mark]
        f.do(*body)
        expected = ["new(int) escapes to heap"] if is_backward else []
        assert say(f) == expected


def captured(reassign_after: bool) -> list[str]:
    f = Function("f")
    x = f.define("x", number(1))
    inner = Function("f.func1", f)
    inner.func.capture(x, 0)
    inner.do(assign(None, use(x)))
    f.do(assign(ir.GlobalUse(0, SINK), literal(inner)))
    if reassign_after:
        f.do(assign(use(x), number(2)))
    return say(f, inner)


def test_capture_by_value_unless_changed_later() -> None:
    assert captured(False) == ["func literal escapes to heap"]
    assert captured(True) == ["moved to heap: x", "func literal escapes to heap"]


def test_literal_may_return_what_is_around_it() -> None:
    f = Function("f")
    u = f.define("u", number(1))
    inner = Function("f.func1", f)
    inner.func.capture(u, 0)
    inner.result()
    inner.do(ret(addr(u)))
    got = f.define("g", literal(inner))
    f.do(assign(None, ir.Call(0, PTR, use(got), [], False)))
    assert say(f, inner) == ["func literal does not escape"]


def test_interface_boxes_and_constants_behind_variables() -> None:
    f = Function("f")
    k = f.define("k", number(5))
    f.do(assign(None, ir.Convert(0, ANY, ir.CONV_IFACE, use(k), True)))
    f.do(assign(None, ir.Convert(0, ANY, ir.CONV_IFACE, new(), True)))
    assert say(f) == ["5 does not escape", "new(int) does not escape"]


def test_make_with_constant_behind_variable() -> None:
    f = Function("f")
    n = f.define("n", number(10000))
    f.do(assign(None, ir.MakeSlice(0, Slice(INT), use(n), None)))
    assert say(f) == ["make([]int, 10000) escapes to heap"]


def test_append_and_its_backing_store() -> None:
    f = Function("f")
    s = f.param("s", Slice(PTR))
    f.do(assign(use(s), ir.BuiltinCall(0, s.type, universe.BUILTIN_APPEND, [use(s), new()], False)))
    assert say(f) == [
        "leaking param content: s",
        "new(int) escapes to heap",
        "append does not escape",
    ]


def test_self_assignment_through_a_pointer() -> None:
    a = Var(0, PKG, "a", Slice(INT), VAR_FIELD)
    struct = Struct([a], [])
    f = Function("f")
    p = f.param("p", Pointer(struct))
    field = ir.Field(0, Slice(INT), use(p), a, True, False)
    again = ir.Field(0, Slice(INT), use(p), a, True, False)
    f.do(assign(field, ir.SliceOp(0, Slice(INT), again, number(1), None, None)))
    assert say(f) == ["f ignoring self-assignment in p.a = p.a[1:]", "p does not escape"]


def test_recursion_is_one_graph() -> None:
    f = Function("f")
    p, q = f.param("p"), f.param("q")
    f.result()
    f.do(ret(call(f, PTR, use(q), use(p))), ret(use(p)))
    assert say(f) == [
        "leaking param: p to result ~r0 level=0",
        "leaking param: q to result ~r0 level=0",
    ]


def test_long_expressions_do_not_recurse() -> None:
    f = Function("f")
    x = f.define("x", number(1))
    total: ir.Expr = use(x)
    for _ in range(50000):
        total = ir.Binary(0, INT, 12, total, number(1))
    f.do(assign(None, total))
    assert say(f) == []
