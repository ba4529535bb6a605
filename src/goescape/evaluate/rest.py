"""What remains of a statement when operands have been taken out of it: gone through in order.

By then all of the function has been put in order (`hoist`), so it is known which expressions are in temporaries.

No expression is gone through twice; copies that the compiler makes on the way know that their index is
in range.
"""

from typing import Final, final

from goescape.base.constant import StringConst
from goescape.evaluate import addresses, bounds, form
from goescape.evaluate.state import OWN, Evaluation
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.syntax.nodes import OP_EQL, OP_NEQ
from goescape.types import predicates, universe


def visit(e: Evaluation, x: ir.ExprNode | None) -> None:
    """Go through an expression, if it is not in a temporary."""
    if x is not None and x not in e.temporaries:
        inside(e, x)


def inside(e: Evaluation, x: ir.ExprNode) -> None:
    """Go through an expression where it is evaluated."""
    if isinstance(x, (ir.Use, ir.Literal, ir.GlobalUse, ir.FuncUse, ir.MethodExpr, ir.Nil)):
        return
    if isinstance(x, ir.Index):
        visit(e, x.x)
        visit(e, x.index)
        _check(e, x)
    elif isinstance(x, ir.Binary):
        _binary(e, x)
    elif isinstance(x, ir.Call):
        if isinstance(x.fun, ir.FuncLit):
            e.make_literal(x.fun.func, True)
        else:
            visit(e, x.fun)
        for arg in x.args:
            visit(e, arg)
    elif isinstance(x, ir.FuncLit):
        e.make_literal(x.func, False)
    elif isinstance(x, ir.MakeSlice) and x not in e.copied_slices:
        _reusable(e, x.len)
        if x.cap is not None:
            _reusable(e, x.cap)
    elif isinstance(x, ir.BuiltinCall):
        _builtin(e, x)
    else:
        # Statements before x have been gone through.
        for child in walk.children(x):
            if isinstance(child, ir.ExprNode):
                visit(e, child)
        if isinstance(x, ir.MapIndex):
            _key(e, x.x, x.index)
        elif isinstance(x, ir.Convert) and x.kind == ir.CONV_IFACE:
            addresses.boxed(e, x)


def _key(e: Evaluation, map: ir.Expr, key: ir.Expr) -> None:
    if not form.passes_key_by_value(e.unit, map.type):
        addresses.take(e, key)


def _check(e: Evaluation, x: ir.Index) -> None:
    if bounds.is_needless(e.unit, x, x.index in e.temporaries):
        e.found(x)


def value(e: Evaluation, x: ir.Expr) -> None:
    """Go through what a variable is assigned."""
    if x not in e.temporaries:
        assigned(e, x)


def assigned(e: Evaluation, x: ir.Expr) -> None:
    if isinstance(x, ir.BuiltinCall) and x.builtin == universe.BUILTIN_APPEND:
        _append(e, x, 0)
    else:
        inside(e, x)


def appended_values(e: Evaluation, x: ir.BuiltinCall) -> None:
    """Go through an append to an element of a map that is known already."""
    _append(e, x, 1)


def _append(e: Evaluation, x: ir.BuiltinCall, first: int) -> None:
    for arg in x.args[first:]:
        if is_appended_room(e, x) and isinstance(arg, ir.MakeSlice):
            _reusable(e, arg.len)
        else:
            _reusable(e, arg)


def is_appended_room(e: Evaluation, x: ir.BuiltinCall) -> bool:
    """`append(s, make([]T, n)...)` makes no slice."""
    if not e.optimizes or not x.has_dots or len(x.args) != 2:
        return False
    made = x.args[1]
    return isinstance(made, ir.MakeSlice) and made.cap is None


def _builtin(e: Evaluation, x: ir.BuiltinCall) -> None:
    if x.builtin in (universe.BUILTIN_UNSAFE_SLICE, universe.BUILTIN_UNSAFE_STRING):
        for arg in x.args:
            _reusable(e, arg)
    else:
        for arg in x.args:
            visit(e, arg)
        if x.builtin == universe.BUILTIN_DELETE:
            _key(e, x.args[0], x.args[1])


def _reusable(e: Evaluation, x: ir.Expr) -> None:
    """Go through an expression that is put into a form in which it can stand several times."""
    if not _take_apart(e, x):
        visit(e, x)


def _take_apart(e: Evaluation, x: ir.Expr) -> bool:
    """Put what is not a variable or constant in x into temporaries; False if there is no such thing, then
    nothing has been gone through."""
    if x in e.temporaries or form.is_plain(x):
        return False
    if isinstance(x, (ir.Field, ir.Deref)):
        return _take_apart(e, x.x)
    if isinstance(x, (ir.Index, ir.MapIndex)):
        is_new = _take_apart(e, x.x)
        if isinstance(x, ir.MapIndex) and form.is_key_converted(e.unit, x.x.type):
            visit(e, x.index)
            is_new = True
        elif _take_apart(e, x.index):
            is_new = True
            e.temporaries[x.index] = OWN
        if is_new and isinstance(x, ir.Index):
            _check(e, x)
        return is_new
    if form.is_static(x):
        return False
    visit(e, x)
    e.temporaries[x] = OWN
    return True


def _binary(e: Evaluation, x: ir.Binary) -> None:
    """Chains such as a + b + c + … lean left and may be long."""
    spine: list[ir.Binary] = []
    left: ir.Expr = x
    while isinstance(left, ir.Binary) and (left is x or left not in e.temporaries):
        if form.is_comparison(left):
            compare(e, left.op, left.x, left.y)
            left = left.x
            break
        spine.append(left)
        left = left.x
    else:
        visit(e, left)
    for binary in reversed(spine):
        visit(e, binary.y)


def compare(e: Evaluation, op: int, x: ir.Expr, y: ir.Expr) -> None:
    _compare(e, op, x, y)
    addresses.compared(e, x, y)


def _compare(e: Evaluation, op: int, x: ir.Expr, y: ir.Expr) -> None:
    if form.is_interface(x.type) and form.is_interface(y.type):
        if not isinstance(x, ir.Nil) and not isinstance(y, ir.Nil):
            visit(e, y)
            visit(e, x)
            return
    if predicates.is_string(x.type) and predicates.is_string(y.type):
        if _is_bytewise(e, op, x):
            _reusable(e, y)
            return
        if _is_bytewise(e, op, y):
            _reusable(e, x)
            return
    visit(e, x)
    visit(e, y)


def _is_bytewise(e: Evaluation, op: int, x: ir.Expr) -> bool:
    """Whether comparing with x looks at the bytes of the other operand one by one."""
    if op not in (OP_EQL, OP_NEQ) or not isinstance(x, ir.Literal):
        return False
    if not isinstance(x.value, StringConst):
        return False
    return 0 < len(x.value.value) <= e.unit.toolchain.bytewise_max


# --------------------------------------------------------------------- assignments of several


@final
class Assignments:
    """The assignments of one statement. What an earlier one may change is put into temporaries before."""

    def __init__(self, e: Evaluation) -> None:
        self._e: Final = e
        # What has been changed so far.
        self._variables: Final[set[ir.Local]] = set()
        self._memory: bool = False
        self._everything: bool = False

    def assign(self, target: ir.Expr | None, given: ir.Expr | None) -> None:
        """Assign a value to a target; None is a blank target, or a value in a temporary."""
        e = self._e
        outer: ir.Expr | None = None
        if target is not None:
            outer = self._save_operands(target)
        if given is not None:
            self._save(given)
        visit(e, target)
        if given is not None:
            value(e, given)
        if outer is not None:
            self._note(outer)

    def _save(self, x: ir.Expr) -> None:
        if self._affects(x):
            visit(self._e, x)
            self._e.temporaries[x] = OWN

    def _save_operands(self, target: ir.Expr) -> ir.Expr:
        """Save what finds the target; returns the variable, element or pointee that it is part of."""
        while True:
            if isinstance(target, ir.Index) and form.is_array(target.x.type):
                self._save(target.index)
                target = target.x
            elif isinstance(target, ir.Field) and not target.via_pointer:
                target = target.x
            else:
                break
        if isinstance(target, (ir.Index, ir.MapIndex)):
            self._save(target.x)
            self._save(target.index)
        elif isinstance(target, (ir.Deref, ir.Field)):
            self._save(target.x)
        return target

    def _affects(self, x: ir.Expr) -> bool:
        if self._everything:
            return True
        stack: list[ir.Node] = [x]
        while stack:
            node = stack.pop()
            if not isinstance(node, ir.ExprNode):
                continue
            if node in self._e.temporaries:
                if isinstance(node, ir.InlinedCall) and self._e.temporaries[node] == OWN:
                    stack.extend(node.results)
                elif self._memory and addresses.is_taken(self._e, node):
                    return True
                continue
            if isinstance(node, ir.Use) and node.var in self._variables:
                return True
            if self._memory and _reads(self._e, node):
                return True
            walk.add_children(node, stack)
        return False

    def _note(self, target: ir.Expr) -> None:
        if not isinstance(target, ir.Use):
            self._memory = True
            return
        var = target.var
        if var.kind == ir.RESULT and self._e.has_defer and var.func is self._e.func:
            self._everything = True
        elif _is_in_memory(self._e, target):
            self._memory = True
        elif not var.is_blank:
            self._variables.add(var)


def _is_in_memory(e: Evaluation, x: ir.Use) -> bool:
    return addresses.is_taken(e, x) or (x.var.func is not e.func and not e.is_called_directly)


def _reads(e: Evaluation, x: ir.ExprNode) -> bool:
    if isinstance(x, ir.Use):
        return _is_in_memory(e, x)
    return form.may_read_memory(x)
