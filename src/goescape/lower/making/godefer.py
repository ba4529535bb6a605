"""`go` and `defer` statements.

Every such statement comes to call a function without parameters and results: operands are evaluated into
temporaries where the statement stands, and a literal that captures them makes the call.

    go f(x, g())      ─▶      t1, t2 := x, g(); go func() { f(t1, t2) }()
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower.making import funclits
from goescape.lower.making.builder import Builder
from goescape.types.model import UINTPTR, UNSAFE_POINTER, Signature, Tuple


def lower(
    b: Builder,
    pos: int,
    is_defer: bool,
    call: ir.Expr,
    defer_at: ir.Expr | None,
    type_word: ir.Expr | None = None,
) -> ir.Stmt:
    """The statement for a call that has been built. `defer_at` is the token of a range-over-func loop.

    `type_word` is one more operand, if a predeclared function needs a type that only the dictionary knows.
    """
    if b.is_template:
        return ir.GenericGoDefer(pos, is_defer, call, defer_at)
    if is_defer:
        b.func.has_defer = True
    init = call.init or []
    call.init = None
    normal = _normal_call(b, pos, is_defer, call, type_word, init)
    stmt = ir.GoDefer(pos, is_defer, normal)
    stmt.call.is_go_defer = True
    stmt.is_deferred_at = defer_at is not None
    if init:
        stmt.init = init
    return stmt


def _normal_call(
    b: Builder,
    pos: int,
    is_defer: bool,
    call: ir.Expr,
    type_word: ir.Expr | None,
    init: list[ir.Stmt],
) -> ir.Call:
    if isinstance(call, ir.Call) and not isinstance(call.fun, ir.InterfaceMethod):
        sig = build.signature_of(call.fun.type, pos)
        if not sig.params.vars and not sig.results.vars:
            return call
    sig = Signature(None, Tuple([]), Tuple([]), False)
    kind = "defer" if is_defer else "go"
    wrapper = funclits.go_defer_wrapper(b, pos, kind, sig)
    wrapper.is_wrapper = True
    wrapper.is_hidden_wrapper = True
    wrapper.wrapper_kind = kind
    mover = _Mover(b, pos, wrapper)
    mover.operands_of(call)
    if type_word is not None:
        mover.move(type_word)
    mover.finish(call, init)
    wrapper.body = [ir.ExprStmt(call.pos, call)]
    lit = ir.FuncLit(pos, sig, wrapper)
    return ir.Call(call.pos, build.NO_VALUE, lit, [], False)


@final
class _Mover:
    """Moves operands of a call into temporaries that the wrapper captures."""

    def __init__(self, b: Builder, pos: int, wrapper: ir.Func) -> None:
        self.b: Final = b
        self.pos: Final = pos
        self.wrapper: Final = wrapper
        self.assign: Final = ir.AssignList(pos, ir.LIST_PAIRS, [], [], False)
        self.vars: Final[list[ir.Local]] = []
        self.positions: Final[list[int]] = []

    def operands_of(self, call: ir.Expr) -> None:
        if isinstance(call, ir.Call):
            fun = call.fun
            if isinstance(fun, ir.InterfaceMethod):
                fun.x = self.move(fun.x)
            else:
                call.fun = self.operand(fun)
            for i, arg in enumerate(call.args):
                call.args[i] = self.operand(arg)
        elif isinstance(call, ir.BuiltinCall):
            for i, arg in enumerate(call.args):
                call.args[i] = self.operand(arg)
        else:
            raise InternalError("go or defer of something that is not a call", call.pos)

    def operand(self, x: ir.Expr) -> ir.Expr:
        """What stands for `x` inside of the wrapper: itself, or the temporary it was moved into."""
        if isinstance(x, (ir.Literal, ir.Nil, ir.MethodExpr, ir.New, ir.FuncUse)):
            return x
        if isinstance(x, ir.Convert) and x.kind == ir.CONV_NOP:
            if build.basic_kind(x.type) == UINTPTR and build.basic_kind(x.x.type) == UNSAFE_POINTER:
                x.x = self.operand(x.x)
                return x
        elif isinstance(x, (ir.ArrayLit, ir.SliceLit)):
            for elem in x.elems:
                elem.value = self.operand(elem.value)
            return x
        elif isinstance(x, ir.StructLit):
            for pair in x.elems:
                pair.value = self.operand(pair.value)
            return x
        return self.move(x)

    def move(self, x: ir.Expr) -> ir.Expr:
        """Note that `x` is to be evaluated beforehand; temporaries are made by `finish`, after all
        operands have been looked at."""
        pos = x.pos if build.has_unique_pos(x) else self.pos
        var = self.b.func.temp(pos, x.type)
        var.defn = self.assign
        var.captured = True
        self.vars.append(var)
        self.positions.append(pos)
        self.assign.targets.append(ir.Use(pos, var))
        self.assign.values.append(x)
        self.wrapper.capture(var, pos)
        return ir.Use(pos, var)

    def finish(self, call: ir.Expr, init: list[ir.Stmt]) -> None:
        if not self.vars:
            return
        for i, var in enumerate(self.vars):
            init.append(ir.Declare(self.positions[i], var))
        init.append(self.assign)
        if isinstance(call, ir.Call) and isinstance(call.fun, ir.InterfaceMethod):
            init.append(ir.CheckNil(self.pos, ir.Use(self.pos, self.vars[0])))
