"""What inlining a function costs: a walk over its body that adds up nodes, calls weighing more.

The walk goes down the tree in the compiler's order, because it checks literals that are called on the way,
and says so. Below `-m=2` it stops as soon as the budget is exceeded; literals further on are then checked
later, by somebody else.
"""

from typing import TYPE_CHECKING, Final, final

from goescape.base.constant import BoolConst, Constant, IntConst
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.opt import nodecount
from goescape.types import universe
from goescape.types.model import Pointer, Struct, underlying
from goescape.types.sizes import Sizes

if TYPE_CHECKING:
    from goescape.opt.inlinable import Inlinable


@final
class Costs:
    """The cost of one function's body while it is being added up."""

    def __init__(self, inlinable: "Inlinable", func: ir.Func, budget: int, is_big: bool) -> None:
        self.inlinable: Final = inlinable
        self.prices: Final = inlinable.prices
        self.func: Final = func
        self.budget: Final = budget
        self.is_big: Final = is_big
        self.spent: int = 0
        # Why the function cannot be inlined whatever it costs, or that the walk stopped early.
        self.reason: str = ""

    def add_up(self) -> None:
        """Walk the body; `spent` and `reason` say the rest."""
        body = self.func.body
        if body is None:
            return
        if self._list(body):
            return
        if self.spent > self.budget:
            self.reason = f"function too complex: cost {self.spent} exceeds budget {self.budget}"

    def _list(self, stmts: list[ir.Stmt]) -> bool:
        return any(self._node(stmt) for stmt in stmts)

    def _node(self, node: ir.Node) -> bool:
        """Add the cost of `node` and what is below; True ends the walk."""
        if isinstance(node, ir.If) and isinstance(node.cond, ir.Literal):
            return self._constant_if(node, node.cond.value)
        if isinstance(node, ir.TypeExpr):
            return False
        if isinstance(node, ir.Jump) and node.kind == ir.JUMP_FALLTHROUGH:
            return False
        extra = self._extra(node)
        if self.reason != "":
            return True
        groups = nodecount.groups(node)
        if groups is not None:
            return self._grouped(1 + extra, groups)
        return self._spend(1 + extra) or any(self._node(child) for child in walk.children(node))

    def _grouped(self, cost: int, groups: list[nodecount.Group]) -> bool:
        """A node whose clauses or keyed elements count when they are reached."""
        for group in groups:
            cost -= group.implied
        if self._spend(cost):
            return True
        for group in groups:
            if self._spend(group.implied) or any(self._node(child) for child in group.nodes):
                return True
        return False

    def _spend(self, cost: int) -> bool:
        """True ends the walk: nobody wants to know how much too expensive the function is."""
        self.spent += cost
        if cost > 0 and self.spent > self.budget and not self.inlinable.is_verbose:
            self.reason = "too expensive"
            return True
        return False

    def _constant_if(self, node: ir.If, cond: Constant) -> bool:
        if node.init is not None and self._list(node.init):
            return True
        is_true = isinstance(cond, BoolConst) and cond.value
        return self._list(node.then if is_true else node.els)

    def _extra(self, node: ir.Node) -> int:
        """What `node` costs beyond one, its children aside."""
        if isinstance(node, ir.Call):
            return self._call(node)
        if isinstance(node, ir.Convert):
            # OCONVNOP produces no code.
            return -1 if node.kind == ir.CONV_NOP else 0
        if isinstance(node, (ir.MethodExpr, ir.Block)):
            # OMETHEXPR and OBLOCK are not charged, nor the OTYPE before a dot.
            return -1
        if isinstance(node, ir.New):
            # The type itself costs nothing; reading it from the dictionary does.
            return nodecount.implied(node) - nodecount.free(node)
        if isinstance(node, ir.FuncLit):
            return self.prices.literal
        if isinstance(node, ir.GoDefer):
            self.reason = "unhandled op DEFER" if node.is_defer else "unhandled op GO"
            return 0
        if isinstance(node, ir.BuiltinCall):
            return self._builtin(node)
        if isinstance(node, ir.AddrOf):
            # Neither OADDR nor ODOT is charged.
            return -2 if _is_first_field(self.inlinable.unit.sizes, node.x) else 0
        if isinstance(node, ir.Deref):
            return _deref(node)
        if isinstance(node, ir.SliceOp):
            return self._slice(node)
        extra = nodecount.implied(node) - nodecount.free(node)
        extra -= nodecount.spread_compensation(node)
        if isinstance(node, (ir.MethodValue, ir.SliceLit)):
            # They count twice, for the sake of what could be inlined before.
            extra += 1
        return extra

    def _builtin(self, node: ir.BuiltinCall) -> int:
        if node.builtin == universe.BUILTIN_RECOVER:
            self.reason = "call to recover"
        if node.builtin == universe.BUILTIN_PANIC:
            arg = node.args[0]
            if isinstance(arg, ir.Convert) and arg.kind == ir.CONV_IFACE and arg.implicit:
                return 0
            return self.prices.panic
        return 0

    def _slice(self, node: ir.SliceOp) -> int:
        """Bounds that change nothing are free: the OLITERAL 0, the OLEN and its ONAME."""
        extra = 0
        low = node.lo
        if isinstance(low, ir.Literal) and isinstance(low.value, IntConst) and low.value.value == 0:
            extra -= self.prices.lower_bound_discount
        high = node.hi
        if isinstance(high, ir.BuiltinCall) and high.builtin == universe.BUILTIN_LEN:
            if _same_variable(high.args[0], node.x):
                extra -= self.prices.upper_bound_discount
        return extra

    # ------------------------------------------------------------------------------------ calls

    def _call(self, call: ir.Call) -> int:
        fun = call.fun
        if isinstance(fun, ir.InterfaceMethod):
            return self.inlinable.call_cost
        if call.is_keep_alive:
            # An intrinsic, whose argument is converted to an interface.
            return 1
        if isinstance(fun, (ir.FuncUse, ir.MethodExpr)) and fun.func is not None:
            path, name = fun.func.pkg.path, symbol_name(fun.func)
            if isinstance(fun, ir.FuncUse):
                self.reason = self.prices.never_with(path, name)
                if self.reason != "":
                    return 0
            known = self.inlinable.intrinsics
            if known.is_cheap(path, name) or known.is_intrinsic(path, name):
                return 0
        callee = self.inlinable.callee(self.func, fun, True)
        if callee is not None and self.inlinable.would_inline(call, callee, self.is_big):
            return self.inlinable.cost_of(callee)
        cost = self.inlinable.call_cost
        if isinstance(fun, ir.Use) and self._is_parameter(fun.var):
            return min(cost, self.prices.call_of_parameter)
        return cost

    def _is_parameter(self, var: ir.Local) -> bool:
        """A parameter, or a variable of a function around this one."""
        return var.func is not self.func or var.kind == ir.PARAM


def symbol_name(func: ir.Func) -> str:
    """The function's name as tables of the release have it: pointers receivers without parentheses."""
    if func.name.startswith("(*"):
        return func.name.replace("(*", "", 1).replace(")", "", 1)
    return func.name


def _is_first_field(sizes: Sizes, x: ir.Expr) -> bool:
    """`x.f` or `p.f` of a plain variable, f at offset zero: its address costs nothing."""
    if not isinstance(x, ir.Field) or not isinstance(x.x, (ir.Use, ir.GlobalUse)):
        return False
    struct = underlying(x.x.type)
    if isinstance(struct, Pointer):
        struct = underlying(struct.elem)
    if not isinstance(struct, Struct):
        return False
    for i, field in enumerate(struct.fields):
        if field is x.field or field.name == x.field.name:
            return sizes.offsetsof(struct)[i] == 0
    return False


def _deref(node: ir.Deref) -> int:
    """`*(*T)(unsafe.Pointer(&x))` is hardly more than x: one of ODEREF and OADDR is charged."""
    ptr = node.x
    while isinstance(ptr, ir.Convert) and ptr.kind == ir.CONV_NOP:
        ptr = ptr.x
    return -1 if isinstance(ptr, ir.AddrOf) else 0


def _same_variable(x: ir.Expr, y: ir.Expr) -> bool:
    """The compiler compares nodes by identity, and only mentions of variables share one."""
    if isinstance(x, ir.Use) and isinstance(y, ir.Use):
        return x.var is y.var
    if isinstance(x, ir.GlobalUse) and isinstance(y, ir.GlobalUse):
        return x.var is y.var
    return False


def is_big(func: ir.Func, limit: int) -> bool:
    """Whether a body has at least `limit` nodes: little is inlined into such functions."""
    left = limit - 1
    stack: list[ir.Node] = list(reversed(func.body or []))
    while stack:
        node = stack.pop()
        left -= 1 + nodecount.implied(node)
        left += nodecount.spread_compensation(node)
        if left <= 0:
            return True
        below = walk.children(node)
        below.reverse()
        stack.extend(below)
    return False
