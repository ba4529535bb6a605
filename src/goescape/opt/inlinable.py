"""Which functions can be inlined, and which calls would be.

A function can be inlined if nothing in it forbids it and it costs no more than its budget. Each is checked
once, bottom-up, so the costs of callees are known, except that a literal is checked the moment a direct call
of it is met. What can be inlined is kept as a copy, because the body itself will be changed by inlining into
it.
"""

from typing import Final, final

from goescape.base.pos import (
    NO_POS,
    STORED_COLUMN_MAX,
    PosTable,
    base_of,
    column_of,
    line_of,
)
from goescape.ir import clone, printer, remark, scc, walk
from goescape.ir import nodes as ir
from goescape.ir.remark import Remark
from goescape.opt import inlinecost
from goescape.opt.typeobjects import TypeObjects
from goescape.opt.values import Values
from goescape.syntax import directive
from goescape.types import identity
from goescape.types.model import Named


@final
class InlineBody:
    """A function that can be inlined."""

    def __init__(self, cost: int, template: ir.Func | None) -> None:
        self.cost: Final = cost
        # The body to copy; None for imported functions until somebody asks. The function itself as long as it
        # is what it was when it was judged: most are never changed, or never copied.
        self.template: ir.Func | None = template
        # Results can be declared at the only `return`.
        self.delays_results: bool = False


@final
class Frame:
    """One inlined call: what was inlined, and into which other inlined call."""

    def __init__(self, parent: int, pos: int, callee: ir.Func) -> None:
        self.parent: Final = parent
        self.pos: Final = pos
        self.callee: Final = callee


# Why a call is not inlined: its callee costs more than it may here; inlining has brought the call to its
# own place; the same inlining has brought the callee along before.
TOO_EXPENSIVE: Final = "too expensive"
IMMEDIATE_RECURSION: Final = "immediate recursion"
RECURSIVE_CYCLE: Final = "repeated recursive cycle"


@final
class Inlinable:
    """The verdicts about the functions of one package, and of those it imports."""

    def __init__(
        self,
        unit: ir.Unit,
        positions: PosTable,
        has_cheap_calls: bool,
        is_verbose: bool,
        remarks: list[Remark],
    ) -> None:
        self.unit: Final = unit
        self.positions: Final = positions
        self.prices: Final = unit.toolchain.release.inlining
        self.intrinsics: Final = unit.toolchain.intrinsics
        # What a call costs that is not inlined.
        self.call_cost: Final = 1 if has_cheap_calls else self.prices.call
        # Costs are added up to the end, and refusals are reported.
        self.is_verbose: Final = is_verbose
        self.remarks: Final = remarks
        self.values: Final = Values()
        self.type_objects: Final = TypeObjects(unit)
        # Inlined calls, in order; positions of inlined nodes refer to them.
        self.frames: Final[list[Frame]] = []
        self._bodies: Final[dict[ir.Func, InlineBody]] = {}
        self._checked: Final[set[ir.Func]] = set()
        # Instances that another package has already spoken about.
        self._is_silent: bool = False
        # Those that cannot be inlined: mentioned again, they are refused because they have no body any more.
        self._refused_elsewhere: Final[set[ir.Func]] = set()

    # ------------------------------------------------------------------------------------ verdicts

    def check_all(self, funcs: list[ir.Func]) -> None:
        """Check functions bottom-up."""
        for component in scc.bottom_up(funcs):
            for func in component:
                self.check(func)

    def check_silently(self, funcs: list[ir.Func]) -> None:
        """Check instances that came along with an imported body."""
        self._is_silent = True
        for component in scc.bottom_up(funcs, self._refused_elsewhere):
            for func in component:
                self.check(func)
        self._is_silent = False
        for func in funcs:
            # Another package has compiled it; here it can be inlined, and that is all.
            self.keep(func)
            func.body = None
        self._refused_elsewhere.update(func for func in funcs if func not in self._bodies)

    def check(self, func: ir.Func) -> None:
        """Decide whether `func` can be inlined, unless that has been done."""
        reason = impossible(func)
        if reason != "":
            self._refuse(func, reason)
            return
        if func in self._checked or func.is_package_init or func.is_never_inlined:
            return
        budget = self.prices.budget
        if func.is_literal:
            budget = self.prices.literal_budget
        is_big = inlinecost.is_big(func, self.prices.big_function_nodes)
        costs = inlinecost.Costs(self, func, budget, is_big)
        costs.add_up()
        self._checked.add(func)
        if costs.reason != "":
            self._refuse(func, costs.reason)
            return
        body = InlineBody(costs.spent, func)
        body.delays_results = delays_results(func)
        self._bodies[func] = body
        self.unit.inline_verdicts[func] = (costs.spent, "")
        if func.obj is not None:
            func.obj.inline_cost = costs.spent
        if self._is_silent:
            if self.is_verbose:
                self.remarks.append(Remark(remark.CAN_INLINE_UNTOLD, func.pos, "", "", costs.spent))
        else:
            name = printer.func_name(func, self.unit.pkg)
            kind, body_text = remark.CAN_INLINE, ""
            if self.is_verbose:
                kind, body_text = remark.CAN_INLINE_AS, printer.func_text(func, self.unit.pkg)
            self.remarks.append(Remark(kind, func.pos, name, body_text, costs.spent))

    def keep(self, func: ir.Func) -> None:
        """The body of `func` is about to change: what is copied into other functions stays as it is."""
        changing: ir.Func | None = func
        while changing is not None:
            body = self._bodies.get(changing)
            if body is not None and body.template is changing:
                body.template = clone.snapshot(changing)
            changing = changing.enclosing

    def _refuse(self, func: ir.Func, reason: str) -> None:
        self.unit.inline_verdicts[func] = (-1, reason)
        if self.is_verbose:
            kind = remark.CANNOT_INLINE_UNTOLD if self._is_silent else remark.CANNOT_INLINE
            name = printer.full_func_name(func, self.unit.pkg)
            self.remarks.append(Remark(kind, func.pos, name, reason))

    def body(self, func: ir.Func) -> InlineBody | None:
        """How `func` can be inlined, None if it cannot."""
        found = self._bodies.get(func)
        if found is None and func.body is None and func.obj is not None:
            obj = func.obj
            if obj.inline_cost >= 0 and obj.pkg is not self.unit.pkg:
                if not self.unit.func_table.has_body(obj):
                    return None
                found = InlineBody(obj.inline_cost, None)
                self._bodies[func] = found
        return found

    def note_template(self, body: InlineBody) -> None:
        """The body of an imported function has been read."""
        if body.template is not None:
            body.delays_results = delays_results(body.template)

    def cost_of(self, func: ir.Func) -> int:
        found = self.body(func)
        return 0 if found is None else found.cost

    # --------------------------------------------------------------------------------------- calls

    def callee(self, caller: ir.Func, fun: ir.Expr, checks_literals: bool) -> ir.Func | None:
        """The function that a call of `fun` calls, if that can be told."""
        value = self.values.static_value(fun)
        if isinstance(value, ir.MethodExpr):
            func = value.func
            if func is None or not _is_own_receiver(value, func):
                return None
            return func
        if isinstance(value, ir.FuncUse):
            return value.func
        if isinstance(value, ir.FuncLit):
            literal = value.func
            if literal.captures and literal.enclosing is not caller:
                return None
            if checks_literals:
                self.check(literal)
            return literal
        return None

    def would_inline(self, call: ir.Call, callee: ir.Func, is_big_caller: bool) -> bool:
        """Whether `call` would be inlined, as far as can be told while costs are added up."""
        return self.can_inline_call(call, callee, is_big_caller, False) == ""

    def can_inline_call(
        self, call: ir.Call, callee: ir.Func, is_big_caller: bool, is_only_call: bool
    ) -> str:
        """Why `call` of `callee` cannot be inlined where it stands; "" if it can."""
        body = self.body(callee)
        if body is None:
            return "cannot be inlined"
        if body.cost > self.limit(callee, is_big_caller, is_only_call):
            return TOO_EXPENSIVE
        if self._is_at_same_place(call.pos):
            return IMMEDIATE_RECURSION
        if self._is_inlined_already(call.pos, callee):
            return RECURSIVE_CYCLE
        return ""

    def limit(self, callee: ir.Func, is_big_caller: bool, is_only_call: bool) -> int:
        """What a callee may cost at a call."""
        limit = self.prices.budget
        if is_big_caller:
            limit = self.prices.into_big_budget
        if callee.is_literal:
            limit *= 2
            if is_only_call:
                limit = max(limit, self.prices.literal_budget)
        return limit

    def _is_at_same_place(self, pos: int) -> bool:
        """A call that inlining has brought to its own place: an immediate recursion."""
        outer = self.positions.bases[base_of(pos)].call_pos
        while outer != NO_POS:
            if self._same_place(outer, pos):
                return True
            outer = self.positions.bases[base_of(outer)].call_pos
        return False

    def _same_place(self, a: int, b: int) -> bool:
        if line_of(a) != line_of(b):
            return False
        # Columns are compared as the compiler stores them.
        if min(column_of(a), STORED_COLUMN_MAX) != min(column_of(b), STORED_COLUMN_MAX):
            return False
        bases = self.positions.bases
        return bases[base_of(a)].filename == bases[base_of(b)].filename

    def _is_inlined_already(self, pos: int, callee: ir.Func) -> bool:
        frame = self.positions.bases[base_of(pos)].inlining
        while frame >= 0:
            if self.frames[frame].callee is callee:
                return True
            frame = self.frames[frame].parent
        return False


def impossible(func: ir.Func) -> str:
    """Why `func` cannot be inlined whatever is in it."""
    pragma = func.pragma
    if pragma & directive.NOINLINE:
        return "marked go:noinline"
    if pragma & directive.CGO_UNSAFE_ARGS:
        return "marked go:cgo_unsafe_args"
    if pragma & directive.UINTPTR_KEEP_ALIVE:
        return "marked as having a keep-alive uintptr argument"
    if pragma & directive.UINTPTR_ESCAPES:
        return "marked as having an escaping uintptr argument"
    if pragma & directive.YESWRITEBARRIERREC:
        return "marked go:yeswritebarrierrec"
    if func.body is None:
        return "no function body"
    return ""


def delays_results(func: ir.Func) -> bool:
    """Exactly one `return`, with values, of results without names."""
    counter = _Returns()
    walk.visit_list(func.body or [], counter)
    if counter.n_returns != 1 or counter.has_bare:
        return False
    return all(result.name.startswith("~r") for result in func.results)


@final
class _Returns(walk.Visitor):
    def __init__(self) -> None:
        self.n_returns: int = 0
        self.has_bare: bool = False

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Return):
            self.n_returns += 1
            self.has_bare = self.has_bare or not node.values
        return True


def _is_own_receiver(expr: ir.MethodExpr, func: ir.Func) -> bool:
    """Whether the method takes the receiver as it is, not something embedded in it."""
    recv = func.signature.recv_type
    if recv is None:
        return True
    if isinstance(recv, Named) and isinstance(expr.recv, Named) and recv is expr.recv:
        return True
    return identity.identical(recv, expr.recv)
