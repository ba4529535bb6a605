"""Planning the conversion of range-over-func loops (Go spec, "For statements with range clause").

The body of such a loop becomes a function literal that the iterator calls, so statements that leave the
body need a translation: `break`, `continue`, `return`, `goto` and `defer`. What a statement becomes depends
on the loops around it, and what a loop has to check after its call depends on the statements in it; both
are found here, before anything is lowered. `rangefunc` then builds the nodes.

A statement that leaves several loops at once stores a code in the variable `#next` of the outermost one and
returns false from the innermost body; each loop on the way looks at `#next` after its call:

    -1              return from the function
    2n, 2n - 1      break, continue the n-th loop from outside
    below -1        a branch to a label outside the loops passed
"""

from typing import Final, final

from goescape.lower.source.trees import Trees
from goescape.syntax import nodes as ast
from goescape.types import typeset
from goescape.types.model import Signature, TypeParam, unalias, underlying

STATE_DONE: Final = 0
STATE_READY: Final = 1
STATE_PANIC: Final = 2
STATE_EXHAUSTED: Final = 3
STATE_MISSING_PANIC: Final = 4

NEXT_RETURN: Final = -1

# What a statement inside a range-over-func loop becomes.
EDIT_BREAK: Final = 0  # leave the innermost body, ending its loop
EDIT_CONTINUE: Final = 1  # leave the innermost body, going on with its loop
EDIT_NEXT: Final = 2  # store a code in #next and end the innermost loop
EDIT_RETURN: Final = 3  # store results, then like EDIT_NEXT
EDIT_DEFER: Final = 4  # defer on behalf of the outer function

NEEDS_NEXT: Final = 0
NEEDS_DEFERS: Final = 1


@final
class Edit:
    """The translation of one statement."""

    __slots__ = ("kind", "next")

    def __init__(self, kind: int, next: int) -> None:
        self.kind: Final = kind
        self.next: Final = next


@final
class Branch:
    """A branch to a label that the loop must perform after its call when `#next` is `next`."""

    __slots__ = ("kind", "label", "next")

    def __init__(self, kind: int, label: str, next: int) -> None:
        self.kind: Final = kind
        self.label: Final = label
        self.next: Final = next


@final
class LoopPlan:
    """One range-over-func loop."""

    def __init__(self, loop: ast.ForStmt, depth: int, number: int) -> None:
        self.loop: Final = loop
        # The outermost loop has depth 1.
        self.depth: Final = depth
        # Of `#stateN`, and of `#yieldN` (inner loops first).
        self.number: Final = number
        self.yield_number: int = 0
        self.check_return: bool = False
        self.check_break: bool = False
        self.check_continue: bool = False
        self.branches: Final[list[Branch]] = []
        # Outermost loops: variables declared before it, NEEDS_*, in order.
        self.needs: Final[list[int]] = []


@final
class RangePlan:
    """All range-over-func loops of one function, literals inside it excluded."""

    def __init__(self) -> None:
        self.loops: Final[dict[ast.ForStmt, LoopPlan]] = {}
        self.edits: Final[dict[ast.Stmt, Edit]] = {}
        # A `return` with values occurs inside a loop: nameless results get names `#rvN`.
        self.names_results: bool = False


def is_range_func(trees: Trees, stmt: ast.Stmt) -> bool:
    """Whether `stmt` is a loop over a function."""
    if not isinstance(stmt, ast.ForStmt) or not isinstance(stmt.init, ast.RangeClause):
        return False
    t = unalias(trees.type_of(stmt.init.x))
    if isinstance(t, TypeParam):
        return isinstance(typeset.core_type(t), Signature)
    return isinstance(underlying(t), Signature)


def plan(trees: Trees, body: ast.BlockStmt) -> RangePlan | None:
    """The plan for a function; None if it has no range-over-func loop."""
    planner = _Planner(trees, body)
    planner.stmts(body.stmts)
    return planner.plan if planner.plan.loops else None


@final
class _Planner:
    def __init__(self, trees: Trees, body: ast.BlockStmt) -> None:
        self.trees: Final = trees
        self.body: Final = body
        self.plan: Final = RangePlan()
        self.stack: Final[list[LoopPlan]] = []
        self.labels: _Labels | None = None

    def stmts(self, stmts: list[ast.Stmt]) -> None:
        for stmt in stmts:
            self.stmt(stmt)
        for stmt in stmts:
            self.edit(stmt)

    def stmt(self, stmt: ast.Stmt) -> None:
        """Plan what is inside of `stmt`; `stmt` itself is edited by the list that holds it."""
        if isinstance(stmt, ast.BlockStmt):
            self.stmts(stmt.stmts)
        elif isinstance(stmt, ast.IfStmt):
            self.if_stmt(stmt)
        elif isinstance(stmt, ast.ForStmt):
            self.for_stmt(stmt)
        elif isinstance(stmt, ast.SwitchStmt):
            for clause in stmt.clauses:
                self.stmts(clause.body)
        elif isinstance(stmt, ast.SelectStmt):
            for comm in stmt.clauses:
                self.stmts(comm.body)
        elif isinstance(stmt, ast.LabeledStmt):
            self.stmt(stmt.stmt)
            self.edit(stmt.stmt)

    def if_stmt(self, stmt: ast.IfStmt) -> None:
        while True:
            self.stmts(stmt.then.stmts)
            els = stmt.els
            if isinstance(els, ast.IfStmt):
                stmt = els
                continue
            if els is not None:
                self.stmts(els.stmts)
            return

    def for_stmt(self, stmt: ast.ForStmt) -> None:
        if not is_range_func(self.trees, stmt):
            self.stmts(stmt.body.stmts)
            return
        loop = LoopPlan(stmt, len(self.stack) + 1, len(self.plan.loops) + 1)
        self.plan.loops[stmt] = loop
        self.stack.append(loop)
        self.stmts(stmt.body.stmts)
        loop.yield_number = self.n_finished() + 1
        if loop.depth > 1 or loop.check_return or loop.branches:
            self.need(NEEDS_NEXT)
        self.stack.pop()

    def n_finished(self) -> int:
        return sum(1 for loop in self.plan.loops.values() if loop.yield_number != 0)

    def need(self, what: int) -> None:
        needs = self.stack[0].needs
        if what not in needs:
            needs.append(what)

    # ------------------------------------------------------------------------------------- edits

    def edit(self, stmt: ast.Stmt) -> None:
        if not self.stack:
            return
        if isinstance(stmt, ast.BranchStmt):
            if stmt.kind != ast.BRANCH_FALLTHROUGH:
                self.edit_branch(stmt)
        elif isinstance(stmt, ast.ReturnStmt):
            self.edit_return(stmt)
        elif isinstance(stmt, ast.CallStmt) and stmt.is_defer:
            self.need(NEEDS_DEFERS)
            self.plan.edits[stmt] = Edit(EDIT_DEFER, 0)

    def edit_return(self, stmt: ast.ReturnStmt) -> None:
        if stmt.results is not None:
            self.plan.names_results = True
        for loop in self.stack:
            loop.check_return = True
        self.need(NEEDS_NEXT)
        self.plan.edits[stmt] = Edit(EDIT_RETURN, NEXT_RETURN)

    def edit_branch(self, stmt: ast.BranchStmt) -> None:
        stack = self.stack
        target = -1
        for i, loop in enumerate(stack):
            if loop.loop is stmt.target:
                target = i
        if stmt.label is None and target != len(stack) - 1:
            return  # Of a loop or switch inside the innermost body.
        if stmt.kind == ast.BRANCH_GOTO or target < 0:
            self.edit_far_branch(stmt)
        elif target == len(stack) - 1:
            is_break = stmt.kind == ast.BRANCH_BREAK
            self.plan.edits[stmt] = Edit(EDIT_BREAK if is_break else EDIT_CONTINUE, 0)
        else:
            self.edit_outer_loop_branch(stmt, target)

    def edit_outer_loop_branch(self, stmt: ast.BranchStmt, target: int) -> None:
        """`break L` or `continue L` of a range-over-func loop further out."""
        next = 2 * (target + 1)
        if stmt.kind == ast.BRANCH_CONTINUE:
            self.stack[target + 1].check_continue = True
            first = target + 2
            next -= 1
        else:
            # The compiler marks the loop that is left itself, too.
            self.stack[target].check_break = True
            first = target + 1
        for loop in self.stack[first:]:
            loop.check_break = True
        self.need(NEEDS_NEXT)
        self.plan.edits[stmt] = Edit(EDIT_NEXT, next)

    def edit_far_branch(self, stmt: ast.BranchStmt) -> None:
        """A branch to a label that is no range-over-func loop of the stack."""
        labels = self.labels
        if labels is None:
            labels = _Labels(self.trees, self.body.labels)
            labels.stmts(self.body.stmts)
            self.labels = labels
        if stmt.label is None:
            return
        name = stmt.label.value
        home = labels.loop_of.get(name)
        if home is self.stack[-1].loop:
            return
        exit_from = 0
        for i, loop in enumerate(self.stack):
            if loop.loop is home:
                exit_from = i + 1
        next = labels.code(name, stmt.kind)
        self.stack[exit_from].branches.append(Branch(stmt.kind, name, next))
        for loop in self.stack[exit_from + 1 :]:
            loop.check_return = True
        self.need(NEEDS_NEXT)
        self.plan.edits[stmt] = Edit(EDIT_NEXT, next)


@final
class _Labels:
    """The labels of a function and the innermost range-over-func loop around each."""

    def __init__(self, trees: Trees, names: list[str]) -> None:
        self.trees: Final = trees
        self.loop_of: Final[dict[str, ast.ForStmt | None]] = {}
        # Labels of function literals count, too; of several with one name the last.
        self.numbers: Final = {name: number for number, name in enumerate(names, 1)}
        self.current: ast.ForStmt | None = None

    def code(self, name: str, kind: int) -> int:
        """The value of #next for a branch to a label."""
        first = -1 - 3 * self.numbers[name]
        if kind == ast.BRANCH_BREAK:
            return first
        return first + 1 if kind == ast.BRANCH_CONTINUE else first + 2

    def stmts(self, stmts: list[ast.Stmt]) -> None:
        for stmt in stmts:
            self.stmt(stmt)

    def stmt(self, stmt: ast.Stmt | None) -> None:
        if isinstance(stmt, ast.LabeledStmt):
            self.loop_of[stmt.label.value] = self.current
            self.stmt(stmt.stmt)
        elif isinstance(stmt, ast.BlockStmt):
            self.stmts(stmt.stmts)
        elif isinstance(stmt, ast.IfStmt):
            self.stmts(stmt.then.stmts)
            self.stmt(stmt.els)
        elif isinstance(stmt, ast.SwitchStmt):
            for clause in stmt.clauses:
                self.stmts(clause.body)
        elif isinstance(stmt, ast.SelectStmt):
            for comm in stmt.clauses:
                self.stmts(comm.body)
        elif isinstance(stmt, ast.ForStmt):
            saved = self.current
            if is_range_func(self.trees, stmt):
                self.current = stmt
            self.stmts(stmt.body.stmts)
            self.current = saved
