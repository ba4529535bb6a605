"""Where paths lead, and how often they are taken.

What is on the way to a panic or to an error is done rarely. A path that ends by leaving loops is taken once, not once an
iteration. A branch whose condition has one value only, most often because constants were passed to what was inlined, is
taken always or never.
"""

from typing import Final, final

from goescape.base.constant import BoolConst, compare
from goescape.facts import functions
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.ir.reassign import Assignments
from goescape.syntax.nodes import (
    OP_AND_AND,
    OP_EQL,
    OP_GEQ,
    OP_GTR,
    OP_LEQ,
    OP_LSS,
    OP_NEQ,
    OP_NOT,
    OP_OR_OR,
)
from goescape.types import predicates, universe
from goescape.types.model import Interface, Tuple, unalias, underlying

# Besides those of `facts.functions`: nothing on it is ever done, so nobody is told about it.
NEVER_TAKEN: Final = -1

# What a condition is.
UNKNOWN: Final = 0
FALSE: Final = 1
TRUE: Final = 2

_COMPARISONS: Final = frozenset((OP_EQL, OP_NEQ, OP_LSS, OP_LEQ, OP_GTR, OP_GEQ))
_INVERSE: Final = {UNKNOWN: UNKNOWN, FALSE: TRUE, TRUE: FALSE}

# Functions that never return nil.
_MAKERS: Final = frozenset((("errors", "New"), ("fmt", "Errorf")))


@final
class Around:
    """A statement around a path that can be left by `break`, or a loop made by `goto`."""

    __slots__ = ("is_left", "is_loop", "label")

    def __init__(self, label: ir.Label | None, is_loop: bool) -> None:
        self.label: Final = label
        self.is_loop: Final = is_loop
        # The path leaves it for good.
        self.is_left: bool = False


# ------------------------------------------------------------------------------- loops that are left


def innermost(stmts: list[ir.Stmt]) -> list[ir.Stmt]:
    """The list that a list ends with: a `return` of an inlined body has become one of its own."""
    while stmts:
        last = stmts[-1]
        if not isinstance(last, ir.Block):
            break
        stmts = last.stmts
    return stmts


def last_of(stmts: list[ir.Stmt]) -> ir.Stmt | None:
    stmts = innermost(stmts)
    return stmts[-1] if stmts else None


def left_by(last: ir.Stmt | None, around: list[Around], base: int) -> list[Around]:
    """The loops of `around` that a path leaves with its last statement; `base`: how many are around what is inlined."""
    if isinstance(last, ir.Return) or (last is not None and is_panic(last)):
        return around
    if not isinstance(last, ir.Jump):
        return []
    if last.kind == ir.JUMP_GOTO:
        is_end = last.label is not None and last.label.is_end_of_body
        return around[base:] if is_end else []
    if last.kind == ir.JUMP_FALLTHROUGH:
        return []
    if last.label is None:
        innermost = around[-1:]
        return innermost if last.kind == ir.JUMP_BREAK else []
    for i, each in enumerate(around):
        if each.label is last.label:
            return around[i:] if last.kind == ir.JUMP_BREAK else around[i + 1 :]
    return []


def returning_to_loops(body: list[ir.Stmt]) -> set[ir.Node]:
    """What is around a `continue`, up to its loop: it may be done again though it ends by leaving the loop."""
    finder = _Continues()
    walk.visit_list(body, finder)
    found: set[ir.Node] = set()
    if not finder.jumps:
        return found
    parents: dict[ir.Node, ir.Node] = {}
    stack: list[ir.Node] = list(body)
    while stack:
        node = stack.pop()
        for child in walk.children(node):
            parents[child] = node
            stack.append(child)
    for jump in finder.jumps:
        at: ir.Node | None = jump
        while at is not None and not _is_target(at, jump):
            found.add(at)
            at = parents.get(at)
    return found


@final
class _Continues(walk.Visitor):
    def __init__(self) -> None:
        self.jumps: Final[list[ir.Jump]] = []

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Jump):
            label = node.label
            is_next = label is not None and label.is_next_iteration
            if node.kind == ir.JUMP_CONTINUE or is_next:
                self.jumps.append(node)
        return True


def _is_target(node: ir.Node, jump: ir.Jump) -> bool:
    if not isinstance(node, (ir.For, ir.Range)):
        return False
    return jump.kind != ir.JUMP_CONTINUE or jump.label is None or node.label is jump.label


# ------------------------------------------------------------------------------- panics and errors


def is_panic(stmt: ir.Stmt) -> bool:
    if not isinstance(stmt, ir.ExprStmt):
        return False
    return isinstance(stmt.x, ir.BuiltinCall) and stmt.x.builtin == universe.BUILTIN_PANIC


def end_of(stmts: list[ir.Stmt], is_guarded: bool) -> int:
    """How a list of statements ends (`facts.functions`); `is_guarded`: it is only done if there is an error."""
    stmts = innermost(stmts)
    if not stmts:
        return functions.ON
    last = stmts[-1]
    if is_panic(last):
        return functions.ON if _may_leave(stmts) else functions.TO_PANIC
    value: ir.Expr | None = None
    if isinstance(last, ir.Return):
        value = last.values[-1] if last.values else None
    elif isinstance(last, ir.Jump) and last.label is not None and last.label.is_end_of_body:
        value = _returned(stmts[:-1])
    if value is None or not _is_error(value, is_guarded) or _may_leave(stmts[:-1]):
        return functions.ON
    return functions.TO_ERROR


def _may_leave(stmts: list[ir.Stmt]) -> bool:
    """Whether statements may be left before their end, other than by a panic."""
    inside: set[ir.Label] = set()
    targets: set[ir.Label] = set()
    # With what is around in these statements: something that takes a `break`, and a loop.
    stack: list[tuple[ir.Node, bool, bool]] = [(node, False, False) for node in stmts]
    while stack:
        node, in_any, in_loop = stack.pop()
        if isinstance(node, ir.Return):
            return True
        if isinstance(node, ir.LabelMark):
            inside.add(node.label)
        elif isinstance(node, ir.Jump):
            if node.label is not None:
                targets.add(node.label)
            elif not (in_loop if node.kind == ir.JUMP_CONTINUE else in_any):
                return True
        is_loop = isinstance(node, (ir.For, ir.Range))
        takes = is_loop or isinstance(node, (ir.Switch, ir.TypeSwitch, ir.Select))
        for child in walk.children(node):
            stack.append((child, in_any or takes, in_loop or is_loop))
    return not targets <= inside


def _returned(stmts: list[ir.Stmt]) -> ir.Expr | None:
    """The last result of an inlined body, as the statement before the jump to its end sets it."""
    if not stmts:
        return None
    before = stmts[-1]
    if isinstance(before, ir.Assign):
        return before.value
    if isinstance(before, ir.AssignList) and before.values:
        return before.values[-1]
    return None


def _is_error(value: ir.Expr, is_guarded: bool) -> bool:
    """Whether a result is an error, and not nil."""
    if unalias(value.type) is not universe.error_type() or isinstance(value, ir.Nil):
        return False
    if is_guarded or isinstance(value, ir.GlobalUse):
        return True
    if isinstance(value, ir.Convert) and value.kind == ir.CONV_IFACE:
        return not isinstance(underlying(value.x.type), Interface)
    func: ir.Func | None = None
    if isinstance(value, ir.InlinedCall):
        func = value.callee
    elif isinstance(value, ir.Call) and isinstance(value.fun, ir.FuncUse):
        func = value.fun.func
    return func is not None and (func.pkg.path, func.name) in _MAKERS


def tests_error(cond: ir.Expr, outcome: bool) -> bool:
    """Whether a condition, being true or not, says that some error is not nil."""
    while isinstance(cond, ir.Binary) and cond.op == (OP_AND_AND if outcome else OP_OR_OR):
        if tests_error(cond.y, outcome):
            return True
        cond = cond.x
    if not isinstance(cond, ir.Binary) or cond.op != (OP_NEQ if outcome else OP_EQL):
        return False
    return isinstance(cond.y, ir.Nil) and unalias(cond.x.type) is universe.error_type()


def passing(stmts: list[ir.Stmt], at: int) -> ir.Node | None:
    """The call in a statement whose error, if it is not nil, is returned by what is around.

    `return …, f()`, or `…, err := f()` with an `if err != nil { return …, err }` behind it.
    """
    node = stmts[at]
    if isinstance(node, ir.Return):
        return _call_behind(node, node.values[-1]) if node.values else None
    if isinstance(node, ir.Assign):
        target, call = node.target, _error_call(node.value)
    elif isinstance(node, ir.AssignList):
        target, call = node.targets[-1], _call_behind(node, node.values[-1])
    else:
        return None
    if call is None or not isinstance(target, ir.Use):
        return None
    for following in stmts[at + 1 :]:
        if isinstance(following, ir.Declare):
            continue
        if isinstance(following, ir.Jump):
            # The end of an inlined body, which returns its last result.
            label = following.label
            is_end = label is not None and label.is_end_of_body
            return call if is_end and target.var.name.startswith("~r") else None
        if isinstance(following, ir.If) and _is_error_of(following.cond, target.var):
            return call if end_of(following.then, True) == functions.TO_ERROR else None
        return None
    return None


def _call_behind(node: ir.Stmt, value: ir.Expr) -> ir.Node | None:
    """The call that a value comes from, or that its temporary was set by right before."""
    while isinstance(value, ir.Convert):
        value = value.x
    if not isinstance(value, ir.Use):
        return _error_call(value)
    first: ir.Expr | None = None
    if isinstance(node, (ir.Return, ir.AssignList)):
        first = node.values[0]
    while isinstance(first, ir.Convert) and not first.init:
        first = first.x
    for before in (first.init if first is not None else None) or node.init or []:
        if isinstance(before, ir.AssignList) and before.kind == ir.LIST_CALL:
            target = before.targets[-1]
            is_set = isinstance(target, ir.Use) and target.var is value.var
            return _error_call(before.values[0]) if is_set else None
    return None


def _error_call(value: ir.Expr | None) -> ir.Node | None:
    """A call whose only or last result is an error."""
    if not isinstance(value, (ir.Call, ir.InlinedCall)):
        return None
    t = value.type
    if isinstance(t, Tuple):
        last = t.vars[-1].type if t.vars else None
    else:
        last = t
    return value if last is not None and unalias(last) is universe.error_type() else None


def _is_error_of(cond: ir.Expr, var: ir.Local) -> bool:
    """`err != nil`."""
    if not isinstance(cond, ir.Binary) or cond.op != OP_NEQ or not isinstance(cond.y, ir.Nil):
        return False
    return isinstance(cond.x, ir.Use) and cond.x.var is var


# ------------------------------------------------------------------------------- known conditions


def truth(assignments: Assignments, cond: ir.Expr) -> int:
    """What a condition is known to be."""
    spine: list[ir.Binary] = []
    # Chains lean left.
    while isinstance(cond, ir.Binary) and cond.op in (OP_AND_AND, OP_OR_OR):
        spine.append(cond)
        cond = cond.x
    found = _single_truth(assignments, cond)
    for binary in reversed(spine):
        decides = FALSE if binary.op == OP_AND_AND else TRUE
        if found == decides:
            continue
        right = _single_truth(assignments, binary.y)
        if right == decides or found == _INVERSE[decides]:
            found = right
        else:
            found = UNKNOWN
    return found


def _single_truth(assignments: Assignments, cond: ir.Expr) -> int:
    is_negated = False
    while isinstance(cond, ir.Unary) and cond.op == OP_NOT:
        is_negated = not is_negated
        cond = cond.x
    value = assignments.static_value(cond)
    found = UNKNOWN
    if isinstance(value, ir.Literal) and isinstance(value.value, BoolConst):
        found = TRUE if value.value.value else FALSE
    elif isinstance(value, ir.Binary) and value.op in _COMPARISONS:
        found = _compared(assignments, value)
    return _INVERSE[found] if is_negated else found


def _compared(assignments: Assignments, cond: ir.Binary) -> int:
    x = assignments.static_value(cond.x)
    y = assignments.static_value(cond.y)
    if isinstance(x, ir.Literal) and isinstance(y, ir.Literal):
        if predicates.is_float(x.type) or predicates.is_complex(x.type):
            return UNKNOWN
        return TRUE if compare(x.value, cond.op, y.value) else FALSE
    if isinstance(y, ir.Nil) and cond.op in (OP_EQL, OP_NEQ):
        if isinstance(x, ir.Nil):
            return TRUE if cond.op == OP_EQL else FALSE
        if isinstance(x, (ir.FuncLit, ir.FuncUse, ir.PtrLit, ir.New, ir.AddrOf)):
            return TRUE if cond.op == OP_NEQ else FALSE
    return UNKNOWN


def taken(assignments: Assignments, node: ir.Switch) -> list[bool]:
    """Which clauses of a switch may be taken; all of them if values of cases are not known."""
    everything = [True] * len(node.clauses)
    found: list[bool] = []
    is_decided = False
    for clause in node.clauses:
        last = last_of(clause.body)
        if isinstance(last, ir.Jump) and last.kind == ir.JUMP_FALLTHROUGH:
            return everything
        outcomes = [_matches(assignments, node.tag, value) for value in clause.values]
        is_open = not outcomes or outcomes.count(FALSE) < len(outcomes)
        found.append(is_open and not is_decided)
        is_decided = is_decided or TRUE in outcomes
    if is_decided:
        # The default clause may stand anywhere.
        return [
            may and bool(clause.values) for may, clause in zip(found, node.clauses, strict=True)
        ]
    return found


def _matches(assignments: Assignments, tag: ir.Expr | None, value: ir.Expr) -> int:
    if tag is None:
        return truth(assignments, value)
    x, y = assignments.static_value(tag), assignments.static_value(value)
    if isinstance(x, ir.Literal) and isinstance(y, ir.Literal):
        return TRUE if compare(x.value, OP_EQL, y.value) else FALSE
    return UNKNOWN
