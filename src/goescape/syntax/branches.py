"""Labels and the jumps to them, checked per function body; fills in `BranchStmt.target`.

Go spec, "Labeled statements", "Break statements", "Continue statements", "Goto statements": every label is
used, a goto neither enters a block nor skips a variable declaration.
"""

from typing import Final, final

from goescape.base.pos import PosTable
from goescape.syntax import nodes as ast
from goescape.syntax.printer import expr_string


@final
class _Block:
    def __init__(
        self, parent: "_Block | None", start: int, labeled: ast.LabeledStmt | None
    ) -> None:
        self.parent: Final = parent
        self.start: Final = start
        # The labelled statement whose body this is.
        self.labeled: Final = labeled


@final
class _Label:
    def __init__(self, block: _Block, stmt: ast.LabeledStmt) -> None:
        self.block: Final = block
        self.stmt: Final = stmt
        self.used: bool = False


@final
class _Targets:
    """What unlabelled jumps refer to; case_idx is the clause of the switch directly around, or -1."""

    def __init__(
        self, breaks: ast.Node | None, continues: ast.ForStmt | None, case_idx: int
    ) -> None:
        self.breaks: Final = breaks
        self.continues: Final = continues
        self.case_idx: Final = case_idx


def check(body: ast.BlockStmt, table: PosTable, errors: list[tuple[int, str]]) -> None:
    """Check one function body (literals inside check themselves)."""
    scope = _Labels(table, errors)
    forward = scope.block(None, _Targets(None, None, -1), None, body.pos, body.stmts)
    for jump in forward:
        if jump.label is None:
            continue
        name = jump.label.value
        label = scope.labels.get(name)
        if label is not None:
            label.used = True
            start = table.mentioned(label.block.start)
            scope.error(jump.label.pos, f"goto {name} jumps into block starting at {start}")
        else:
            scope.error(jump.label.pos, f"label {name} not defined")
    for label in scope.labels.values():
        if not label.used:
            name = label.stmt.label.value
            scope.error(label.stmt.label.pos, f"label {name} defined and not used")


@final
class _Labels:
    """All labels of one function."""

    def __init__(self, table: PosTable, errors: list[tuple[int, str]]) -> None:
        self.table: Final = table
        self.errors: Final = errors
        self.labels: Final[dict[str, _Label]] = {}

    def error(self, pos: int, message: str) -> None:
        self.errors.append((pos, message))

    def declare(self, block: _Block, stmt: ast.LabeledStmt) -> _Label:
        name = stmt.label.value
        earlier = self.labels.get(name)
        if earlier is not None:
            at = self.table.mentioned(earlier.stmt.label.pos)
            self.error(stmt.label.pos, f"label {name} already defined at {at}")
            return earlier
        label = _Label(block, stmt)
        self.labels[name] = label
        return label

    def goto_target(self, block: _Block, name: str) -> ast.LabeledStmt | None:
        label = self.labels.get(name)
        if label is None:
            return None
        label.used = True
        at: _Block | None = block
        while at is not None:
            if label.block is at:
                return label.stmt
            at = at.parent
        return None

    def enclosing(self, block: _Block, jump: ast.BranchStmt, name: ast.Name) -> ast.Stmt | None:
        """The statement around `jump` that is labelled with `name`, if there is one."""
        word = "break" if jump.kind == ast.BRANCH_BREAK else "continue"
        label = self.labels.get(name.value)
        if label is None:
            self.error(name.pos, f"{word} label not defined: {name.value}")
            return None
        label.used = True
        at: _Block | None = block
        while at is not None:
            if at.labeled is label.stmt:
                return label.stmt.stmt
            at = at.parent
        self.error(name.pos, f"invalid {word} label {name.value}")
        return None

    def block(
        self,
        parent: _Block | None,
        targets: _Targets,
        labeled: ast.LabeledStmt | None,
        start: int,
        body: list[ast.Stmt],
    ) -> list[ast.BranchStmt]:
        """Check one block; returns the gotos whose labels have not been seen."""
        walk = _BlockWalk(self, _Block(parent, start, labeled), targets, body)
        for i, stmt in enumerate(walk.body):
            walk.stmt(stmt, i)
        return walk.forward


@final
class _BlockWalk:
    """One block while its statements are walked in order."""

    def __init__(
        self, labels: _Labels, block: _Block, targets: _Targets, body: list[ast.Stmt]
    ) -> None:
        n = len(body)
        while n and isinstance(body[n - 1], ast.EmptyStmt):
            n -= 1
        self.labels: Final = labels
        self.block: Final = block
        self.targets: Final = targets
        self.body: Final = body[:n]
        self.labeled: ast.LabeledStmt | None = None
        self.forward: list[ast.BranchStmt] = []
        # The last variable declaration, and the gotos before it.
        self.var_pos: int = 0
        self.var_name: ast.Expr | None = None
        self.skipping: list[ast.BranchStmt] = []

    def declares(self, pos: int, name: ast.Expr) -> None:
        self.var_pos = pos
        self.var_name = name
        self.skipping = list(self.forward)

    def inner(self, targets: _Targets, start: int, body: list[ast.Stmt]) -> None:
        self.forward.extend(self.labels.block(self.block, targets, self.labeled, start, body))

    def stmt(self, stmt: ast.Stmt, at: int) -> None:
        self.labeled = None
        while isinstance(stmt, ast.LabeledStmt):
            if stmt.label.value != "_":
                self.label(stmt)
            stmt = stmt.stmt
        targets = self.targets
        if isinstance(stmt, ast.AssignStmt):
            if stmt.is_define:
                self.declares(stmt.pos, stmt.lhs)
        elif isinstance(stmt, ast.IfStmt):
            plain = _Targets(targets.breaks, targets.continues, -1)
            self.inner(plain, stmt.then.pos, stmt.then.stmts)
            if stmt.els is not None:
                self.inner(plain, stmt.els.pos, [stmt.els])
        elif isinstance(stmt, ast.BlockStmt):
            self.inner(_Targets(targets.breaks, targets.continues, -1), stmt.pos, stmt.stmts)
        elif isinstance(stmt, ast.ForStmt):
            self.inner(_Targets(stmt, stmt, -1), stmt.body.pos, stmt.body.stmts)
        elif isinstance(stmt, ast.SwitchStmt):
            for i, case in enumerate(stmt.clauses):
                self.inner(_Targets(stmt, targets.continues, i), case.pos, case.body)
        elif isinstance(stmt, ast.SelectStmt):
            for comm in stmt.clauses:
                self.inner(_Targets(stmt, targets.continues, -1), comm.pos, comm.body)
        elif isinstance(stmt, ast.DeclStmt):
            for decl in stmt.decls:
                if isinstance(decl, ast.VarDecl):
                    self.declares(decl.pos, decl.names[0])
                    break
        elif isinstance(stmt, ast.BranchStmt):
            if stmt.label is None:
                self.plain_jump(stmt, at)
            else:
                self.labeled_jump(stmt, stmt.label)

    def label(self, stmt: ast.LabeledStmt) -> None:
        label = self.labels.declare(self.block, stmt)
        name = stmt.label.value
        waiting: list[ast.BranchStmt] = []
        for jump in self.forward:
            if jump.label is None or jump.label.value != name:
                waiting.append(jump)
                continue
            jump.target = stmt
            label.used = True
            if self.var_name is not None and jump in self.skipping:
                at = self.labels.table.mentioned(self.var_pos)
                skipped = expr_string(self.var_name)
                self.labels.error(
                    jump.label.pos, f"goto {name} jumps over declaration of {skipped} at {at}"
                )
        self.forward = waiting
        self.labeled = stmt

    def plain_jump(self, jump: ast.BranchStmt, at: int) -> None:
        if jump.kind == ast.BRANCH_BREAK:
            jump.target = self.targets.breaks
            if jump.target is None:
                self.labels.error(jump.pos, "break is not in a loop, switch, or select")
        elif jump.kind == ast.BRANCH_CONTINUE:
            jump.target = self.targets.continues
            if jump.target is None:
                self.labels.error(jump.pos, "continue is not in a loop")
        elif jump.kind == ast.BRANCH_FALLTHROUGH:
            self.fallthrough(jump, at)

    def fallthrough(self, jump: ast.BranchStmt, at: int) -> None:
        message = "fallthrough statement out of place"
        switch = self.targets.breaks
        case_idx = self.targets.case_idx
        if isinstance(switch, ast.SwitchStmt):
            if isinstance(switch.tag, ast.TypeSwitchGuard):
                message = "cannot fallthrough in type switch"
            elif case_idx >= 0 and at + 1 == len(self.body):
                if case_idx + 1 < len(switch.clauses):
                    return
                message = "cannot fallthrough final case in switch"
        self.labels.error(jump.pos, message)

    def labeled_jump(self, jump: ast.BranchStmt, name: ast.Name) -> None:
        if jump.kind == ast.BRANCH_GOTO:
            jump.target = self.labels.goto_target(self.block, name.value)
            if jump.target is None:
                self.forward.append(jump)
            return
        target = self.labels.enclosing(self.block, jump, name)
        if target is None:
            return
        if isinstance(target, ast.ForStmt) or (
            jump.kind == ast.BRANCH_BREAK and isinstance(target, (ast.SwitchStmt, ast.SelectStmt))
        ):
            jump.target = target
        else:
            word = "break" if jump.kind == ast.BRANCH_BREAK else "continue"
            self.labels.error(name.pos, f"invalid {word} label {name.value}")
