"""Loop variables that are new in every iteration (Go spec, "For statements"; language Go 1.22).

A loop is rewritten only if something may hold on to one of its variables beyond the iteration: a literal
captures it or its address is taken, as far as syntax shows. All other loops keep one shared variable,
which nobody can tell from a fresh one.

    for i := 0; i < n; i++ { B }       for i', first := 0, true; ; {
                                           i := i'
                                  ─▶       if first { first = false } else { i++ }
                                           if !(i < n) { break }
                                           B                        (continue is goto next)
                                       next:
                                           i' = i
                                       }

    for k, v := range x { B }     ─▶   for k', v' = range x { k := k'; v := v'; B }

The variable's declaration moves with the assignment that now defines it, so that its loop depth is that
of the body. What stands in the operand of a `return` does not count as holding on: control leaves the
loop there.
"""

from typing import Final, final

from goescape.base.constant import BoolConst
from goescape.base.pos import NO_POS, base_of
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.syntax.nodes import OP_NOT
from goescape.types.universe import bool_type


def run(funcs: list[ir.Func]) -> list[ir.IterationVariable]:
    """Rewrite the loops of all functions in place; returns the variables that it was done for."""
    fresh: list[ir.IterationVariable] = []
    for func in funcs:
        if func.body is None:
            continue
        pass_ = _Pass(func)
        pass_.scan_list(func.body)
        if pass_.new_definitions:
            _move_declarations(func.body, pass_.new_definitions)
        fresh += pass_.fresh
    return fresh


@final
class _Pass:
    """State for one function (its literals are functions of their own)."""

    def __init__(self, func: ir.Func) -> None:
        self.func: Final = func
        # Variables of loops being scanned: is something holding on to them?
        self.held: Final[dict[ir.Local, bool]] = {}
        # Per-iteration variable -> the assignment at the top of the body that now defines it.
        self.new_definitions: Final[dict[ir.Local, ir.Assign]] = {}
        self.loop_depth: int = 0
        # The variables given a new instance for every iteration, in order.
        self.fresh: Final[list[ir.IterationVariable]] = []
        # The furthest position in the innermost loop, among those of its own file (or inlining).
        self.last_pos: int = NO_POS
        # Loops at this depth and above are left by the return statement being scanned.
        self.return_depth: int = 0
        self.n_next_labels: int = 0

    def scan_list(self, nodes: list[ir.Stmt]) -> None:
        for node in list(nodes):
            self.scan(node)

    def scan(self, node: ir.Node) -> None:
        if self.loop_depth > 0:
            self.reach(_declared_pos(node))
        if isinstance(node, ir.FuncLit):
            if self.return_depth < self.loop_depth:
                for var in node.func.captures:
                    self.hold(var)
        elif isinstance(node, ir.AddrOf):
            if self.return_depth < self.loop_depth:
                outer = walk.outer_value(node.x)
                if isinstance(outer, ir.Use):
                    self.hold(outer.var)
        elif isinstance(node, ir.Return):
            saved = self.return_depth
            self.return_depth = self.loop_depth
            self.scan_children(node)
            self.return_depth = saved
            return
        elif isinstance(node, ir.Range):
            if node.is_per_iteration and node.defines:
                node.is_per_iteration = False
                self.scan_range(node)
                return
        elif isinstance(node, ir.For) and node.is_per_iteration:
            node.is_per_iteration = False
            self.scan_for(node)
            return
        self.scan_children(node)

    def scan_children(self, node: ir.Node) -> None:
        for child in walk.children(node):
            self.scan(child)

    def hold(self, var: ir.Local) -> None:
        if var in self.held:
            self.held[var] = True

    def reach(self, pos: int) -> None:
        if base_of(pos) == base_of(self.last_pos) and pos > self.last_pos:
            self.last_pos = pos

    def watch(self, target: ir.Expr | None) -> None:
        if isinstance(target, ir.Use):
            self.held[target.var] = False

    def scan_range(self, loop: ir.Range) -> None:
        self.watch(loop.key)
        self.watch(loop.value)
        around = self.last_pos
        self.scan_inside(loop)
        loop.key = self.fresh_range_variable(loop, loop.key)
        loop.value = self.fresh_range_variable(loop, loop.value)
        self.leave(around)

    def scan_inside(self, loop: ir.For | ir.Range) -> None:
        self.last_pos = loop.pos
        self.loop_depth += 1
        self.scan_children(loop)
        self.loop_depth -= 1

    def leave(self, around: int) -> None:
        inside = self.last_pos
        self.last_pos = around
        self.reach(inside)

    def fresh_range_variable(self, loop: ir.Range, target: ir.Expr | None) -> ir.Expr | None:
        if not isinstance(target, ir.Use) or not self.held.get(target.var, False):
            return target
        var = target.var
        self.fresh.append(ir.IterationVariable(var, loop, self.last_pos))
        carrier = self.func.temp(loop.pos, var.type)
        # The variable's definition remains the loop, as in the compiler: the copy counts as an assignment.
        copy = ir.Assign(loop.pos, target, ir.Use(loop.pos, carrier), True)
        loop.body.insert(0, copy)
        self.new_definitions[var] = copy
        return ir.Use(target.pos, carrier)

    def scan_for(self, loop: ir.For) -> None:
        defined = _defined_in_init(loop)
        for var in defined:
            self.held[var] = False
        around = self.last_pos
        self.scan_inside(loop)
        held = [var for var in defined if self.held[var]]
        if held:
            self.unshare(loop, held)
        self.leave(around)

    def unshare(self, loop: ir.For, held: list[ir.Local]) -> None:
        """Rewrite a three-clause loop as the module docstring shows."""
        pos = loop.pos
        carriers: dict[ir.Local, ir.Local] = {}
        head: list[ir.Stmt] = []
        tail: list[ir.Stmt] = []
        for var in held:
            self.fresh.append(ir.IterationVariable(var, loop, self.last_pos))
            carrier = self.func.temp(pos, var.type)
            carriers[var] = carrier
            copy_in = ir.Assign(pos, ir.Use(pos, var), ir.Use(pos, carrier), True)
            var.defn = copy_in
            self.new_definitions[var] = copy_in
            head.append(copy_in)
            tail.append(ir.Assign(pos, ir.Use(pos, carrier), ir.Use(pos, var), False))

        self.n_next_labels += 1
        next_label = ir.Label(f"{ir.NEXT_ITERATION}{self.n_next_labels}")
        for stmt in loop.body:
            _redirect_continues(stmt, loop.label, next_label, 0)
        _carry_in_init(loop, carriers)
        if loop.post is not None:
            head.append(self.guard_post(loop, loop.post))
        if loop.cond is not None:
            head.append(_break_unless(pos, loop.cond))
        loop.body = [*head, *loop.body, ir.LabelMark(pos, next_label), *tail]
        loop.cond = None
        loop.post = None

    def guard_post(self, loop: ir.For, post: ir.Stmt) -> ir.Stmt:
        """`if first { first = false } else { post }`, with `first = true` before the loop."""
        pos = loop.pos
        first = self.func.temp(pos, bool_type())
        guard = ir.If(pos, ir.Use(pos, first), [_set(pos, first, False)], [post])
        guard.init = [ir.Declare(pos, first)]
        if loop.init is None:
            loop.init = []
        loop.init.append(_set(pos, first, True))
        return guard


def _declared_pos(node: ir.Node) -> int:
    """Names are where they are declared, as the compiler has only one node for all mentions."""
    if isinstance(node, ir.Use):
        return node.var.pos
    if isinstance(node, ir.GlobalUse):
        return node.var.pos
    if isinstance(node, ir.FuncUse) and node.func is not None:
        return node.func.pos
    return node.pos


def _set(pos: int, var: ir.Local, value: bool) -> ir.Stmt:
    return ir.Assign(pos, ir.Use(pos, var), ir.Literal(pos, var.type, BoolConst(value)), False)


def _break_unless(pos: int, cond: ir.Expr) -> ir.Stmt:
    negated = ir.Unary(cond.pos, cond.type, OP_NOT, cond)
    return ir.If(pos, negated, [ir.Jump(pos, ir.JUMP_BREAK, None)], [])


def _defined_in_init(loop: ir.For) -> list[ir.Local]:
    out: list[ir.Local] = []
    for stmt in loop.init or []:
        if isinstance(stmt, ir.Assign) and stmt.defines:
            if isinstance(stmt.target, ir.Use):
                out.append(stmt.target.var)
        elif isinstance(stmt, ir.AssignList) and stmt.defines:
            for target in stmt.targets:
                if isinstance(target, ir.Use):
                    out.append(target.var)
    return out


def _carry_in_init(loop: ir.For, carriers: dict[ir.Local, ir.Local]) -> None:
    """Let the loop's init assign the carriers instead of the variables."""
    for stmt in loop.init or []:
        if isinstance(stmt, ir.Assign) and stmt.defines:
            stmt.target = _carried(stmt.target, carriers)
        elif isinstance(stmt, ir.AssignList) and stmt.defines:
            stmt.targets = [_carried(target, carriers) for target in stmt.targets]


def _carried(target: ir.Expr | None, carriers: dict[ir.Local, ir.Local]) -> ir.Expr | None:
    if isinstance(target, ir.Use):
        carrier = carriers.get(target.var)
        if carrier is not None:
            return ir.Use(target.pos, carrier)
    return target


def _redirect_continues(
    node: ir.Node, own: ir.Label | None, next_label: ir.Label, depth: int
) -> None:
    """Turn every `continue` of the loop labelled `own` into `goto next_label`."""
    if isinstance(node, ir.Jump) and node.kind == ir.JUMP_CONTINUE:
        plain = node.label is None and depth == 0
        if plain or (own is not None and node.label is own):
            node.kind = ir.JUMP_GOTO
            node.label = next_label
    if isinstance(node, (ir.For, ir.Range)):
        depth += 1
    for child in walk.children(node):
        _redirect_continues(child, own, next_label, depth)


def _move_declarations(body: list[ir.Stmt], definitions: dict[ir.Local, ir.Assign]) -> None:
    """Take the old declarations out and hang them on the new defining assignments."""
    _move_in_list(body, definitions)
    for stmt in body:
        _move_below(stmt, definitions)


def _move_below(node: ir.Node, definitions: dict[ir.Local, ir.Assign]) -> None:
    for stmts in walk.stmt_lists(node):
        _move_in_list(stmts, definitions)
    for child in walk.children(node):
        _move_below(child, definitions)


def _move_in_list(stmts: list[ir.Stmt], definitions: dict[ir.Local, ir.Assign]) -> None:
    kept: list[ir.Stmt] = []
    for stmt in stmts:
        if isinstance(stmt, ir.Declare):
            definition = definitions.pop(stmt.var, None)
            if definition is not None:
                definition.init = [stmt, *(definition.init or [])]
                continue
        kept.append(stmt)
    if len(kept) != len(stmts):
        stmts[:] = kept
