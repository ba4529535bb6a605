"""Range-over-func loops as calls of the iterator with the loop's body as a function literal.

    for x := range f { B }   ─▶   #state1 := READY
                                  #yield1 := func(x T) bool {
                                      #tmpState := #state1
                                      #state1 = PANIC
                                      if #tmpState != READY { runtime.panicrangestate(#tmpState) }
                                      B
                                      #state1 = READY
                                      return true
                                  }
                                  f(#yield1)
                                  if #state1 == PANIC { runtime.panicrangestate(MISSING_PANIC) }
                                  #state1 = EXHAUSTED
                                  … checks of #next …

The state catches iterators that misuse the body. What statements that leave the body become was decided by
`rangeplan`.
"""

from goescape.base.bug import InternalError
from goescape.base.constant import BoolConst, IntConst
from goescape.base.pos import NO_POS
from goescape.ir import build
from goescape.ir import nodes as ir
from goescape.lower import declare
from goescape.lower.making import funclits
from goescape.lower.source import assign, blocks, call, closure, fitting
from goescape.lower.source.body import Body, RangeLoop, RangeNest
from goescape.lower.source.rangeplan import (
    EDIT_BREAK,
    EDIT_CONTINUE,
    EDIT_RETURN,
    NEEDS_NEXT,
    NEXT_RETURN,
    STATE_DONE,
    STATE_EXHAUSTED,
    STATE_MISSING_PANIC,
    STATE_PANIC,
    STATE_READY,
    Edit,
    LoopPlan,
)
from goescape.lower.source.trees import unpack, unparen
from goescape.syntax import nodes as ast
from goescape.types import identity, universe
from goescape.types.model import Signature, Tuple, Type
from goescape.types.objects import VAR_LOCAL, VAR_PARAM, VAR_RESULT, Package, Scope, Var
from goescape.types.objects import Func as FuncObject


def lower(body: Body, loop: ast.ForStmt, clause: ast.RangeClause, out: list[ir.Stmt]) -> None:
    nest = body.nest
    if nest is None:
        raise InternalError("range-over-func loop without plan", loop.pos)
    plan = nest.plan.loops[loop]
    pos = loop.pos
    end = loop.body.rbrace
    if plan.depth == 1:
        _declare_outer(body, nest, plan, pos, out)
    state = _new_variable(body, pos, f"#state{plan.number}", universe.int_type())
    _define(body, pos, state, _int(pos, STATE_READY), out)

    nest.loops.append(RangeLoop(plan, state))
    yield_type = _yield_signature(body, clause)
    inner_sig, targets = _body_signature(body, clause, yield_type, pos)
    # The variable's place in the order of declarations is before its value's.
    yield_var = _new_variable(body, 0, f"#yield{plan.yield_number}", inner_sig)
    literal = _body_literal(body, loop, inner_sig, targets, state)
    _define(body, pos, yield_var, literal, out)

    out.append(_iterate(body, clause, yield_var, inner_sig, pos))
    panicked = build.binary(
        end, universe.bool_type(), ast.OP_EQL, body.use(end, state), _int(end, STATE_PANIC)
    )
    out.append(ir.If(end, panicked, [_panic(body, end, _int(end, STATE_MISSING_PANIC))], []))
    _set_state(body, end, state, STATE_EXHAUSTED, out)
    _checks(body, nest, plan, end, out)
    nest.loops.pop()
    if plan.depth == 1:
        nest.next = None
        nest.defers = None


def _int(pos: int, value: int) -> ir.Expr:
    return ir.Literal(pos, universe.int_type(), IntConst(value))


def _bool(pos: int, value: bool) -> ir.Expr:
    return ir.Literal(pos, universe.bool_type(), BoolConst(value))


def _new_variable(body: Body, pos: int, name: str, t: Type) -> Var:
    var = Var(pos, body.trees.pkg, name, t, VAR_LOCAL)
    body.declare(pos, var)
    return var


def _define(body: Body, pos: int, var: Var, value: ir.Expr, out: list[ir.Stmt]) -> None:
    local = body.local(var, NO_POS)
    assign.assigned(pos, [ir.Use(pos, local)], [value], [local], out)


def _set_state(body: Body, pos: int, state: Var, value: int, out: list[ir.Stmt]) -> None:
    out.append(ir.Assign(pos, body.use(pos, state), _int(pos, value), False))


def _declare_outer(
    body: Body, nest: RangeNest, plan: LoopPlan, pos: int, out: list[ir.Stmt]
) -> None:
    """`#next` and `#defers`, as far as the loop or one inside of it needs them. They have no position."""
    for what in plan.needs:
        if what == NEEDS_NEXT:
            nest.next = _new_variable(body, 0, "#next", universe.int_type())
            assign.zero(pos, body.local(nest.next, NO_POS), out)
        else:
            any_type = universe.any_type()
            nest.defers = _new_variable(body, 0, "#defers", any_type)
            sig = Signature(None, Tuple([]), _tuple([any_type]), False)
            token = build.call(
                body.func, pos, any_type, _runtime(body, pos, "deferrangefunc", sig), [], False
            )
            _define(body, pos, nest.defers, token, out)
            _outer_function(body).has_range_func_defer = True


def _outer_function(body: Body) -> ir.Func:
    func = body.func
    return func if func.range_parent is None else func.range_parent


def _tuple(types: list[Type]) -> Tuple:
    return Tuple([Var(0, None, "", t, VAR_PARAM) for t in types])


def _runtime(body: Body, pos: int, name: str, sig: Signature) -> ir.Expr:
    """A function of package runtime that only the compiler calls."""
    pkg = body.trees.pkg
    if pkg.path != "runtime":
        pkg = Package("runtime", "runtime", Scope(None))
    func = ir.Func(pos, name, pkg, sig)
    func.obj = FuncObject(pos, pkg, name, sig)
    func.leaks = [b"" for _ in sig.params.vars]
    return ir.FuncUse(pos, sig, func)


def _panic(body: Body, pos: int, state: ir.Expr) -> ir.Stmt:
    sig = Signature(None, _tuple([universe.int_type()]), Tuple([]), False)
    fun = _runtime(body, pos, "panicrangestate", sig)
    node = build.call(body.func, pos, build.NO_VALUE, fun, [state], False)
    return ir.ExprStmt(pos, node)


# ------------------------------------------------------------------------------------ the body


def _yield_signature(body: Body, clause: ast.RangeClause) -> Signature:
    """The type of the function that the iterator is given."""
    sig = build.signature_of(body.trees.value_type(clause.x), clause.pos)
    return build.signature_of(build.var_type(sig.params.vars[0]), clause.pos)


def _body_signature(
    body: Body, clause: ast.RangeClause, yield_type: Signature, pos: int
) -> tuple[Signature, list[tuple[ast.Expr, Var]]]:
    """The literal's type, and what is left to assign from its parameters."""
    lhs = unpack(clause.lhs)
    params: list[Var] = []
    targets: list[tuple[ast.Expr, Var]] = []
    for i, yielded in enumerate(yield_type.params.vars):
        t = build.var_type(yielded)
        declared = _declared(body, lhs[i], t) if i < len(lhs) and clause.is_define else None
        if declared is None:
            declared = Var(pos, body.trees.pkg, f"#p{i + 1}", t, VAR_PARAM)
            if i < len(lhs):
                targets.append((lhs[i], declared))
        params.append(declared)
    result = Var(pos, None, "#r", universe.bool_type(), VAR_RESULT)
    return Signature(None, Tuple(params), Tuple([result]), yield_type.variadic), targets


def _declared(body: Body, x: ast.Expr, t: Type) -> Var:
    """The loop variable that becomes a parameter."""
    if isinstance(x, ast.Name):
        obj = body.info.defs[x.idx]
        if isinstance(obj, Var):
            return obj
        return Var(x.pos, body.trees.pkg, x.value, t, VAR_PARAM)
    raise InternalError("loop variable is not a name", x.pos)


def _body_literal(
    body: Body,
    loop: ast.ForStmt,
    sig: Signature,
    targets: list[tuple[ast.Expr, Var]],
    state: Var,
) -> ir.Expr:
    pos = loop.pos
    end = loop.body.rbrace
    body.mention_type(sig)
    closure.mention_params(body, sig)
    func = funclits.range_body(body.b, pos, sig)
    func.range_parent = _outer_function(body)
    inner = body.within(func)
    inner.nest = body.nest
    inner.signature = sig
    inner.locals.update(declare.declare_params(func, sig))

    out: list[ir.Stmt] = []
    for x, param in targets:
        _assign_target(inner, x, param, out)
    saved = _new_variable(inner, 0, "#tmpState", universe.int_type())
    _define(inner, pos, saved, inner.use_hidden(pos, state), out)
    _set_state(inner, pos, state, STATE_PANIC, out)
    not_ready = build.binary(
        pos, universe.bool_type(), ast.OP_NEQ, inner.use(pos, saved), _int(pos, STATE_READY)
    )
    out.append(ir.If(pos, not_ready, [_panic(inner, pos, inner.use(pos, saved))], []))
    if not blocks.append_list(inner, loop.body.stmts, out):
        _set_state(inner, end, state, STATE_READY, out)
        out.append(ir.Return(end, [_bool(end, True)]))
    func.body = out
    return closure.finish(body, inner, pos)


def _assign_target(body: Body, x: ast.Expr, param: Var, out: list[ir.Stmt]) -> None:
    """`x = #pN`, for a loop that assigns to existing variables."""
    x = unparen(x)
    target = assign.target(body, x, [])
    value: ir.Expr = body.use(x.pos, param)
    dst = fitting.target_type(body, x)
    if dst is not None and not identity.identical(value.type, dst):
        value = build.convert(body.asm.layout, x.pos, dst, value, True)
    out.append(ir.Assign(x.pos, target, value, False))


def _iterate(
    body: Body, clause: ast.RangeClause, yield_var: Var, t: Signature, pos: int
) -> ir.Stmt:
    """`f(#yield)`."""
    callee, first = call.lower_callee(body, clause.x)
    sig = build.signature_of(body.trees.value_type(clause.x), pos)
    wanted = build.var_type(sig.params.vars[0])
    arg = body.use(pos, yield_var)
    if not identity.identical(t, wanted):
        arg = build.convert(body.asm.layout, pos, wanted, arg, True)
    node = build.call(body.func, pos, build.NO_VALUE, callee, [*first, arg], False)
    return ir.ExprStmt(pos, node)


# ----------------------------------------------------------------------- statements that leave


def edited(body: Body, statement: ast.Stmt, edit: Edit, out: list[ir.Stmt]) -> None:
    """What a statement that leaves the body of a range-over-func loop becomes."""
    nest = body.nest
    if nest is None:
        raise InternalError("edited statement outside of a range-over-func loop", statement.pos)
    pos = statement.pos
    state = nest.loops[-1].state
    if edit.kind == EDIT_CONTINUE:
        _set_state(body, pos, state, STATE_READY, out)
        out.append(ir.Return(pos, [_bool(pos, True)]))
        return
    if edit.kind == EDIT_RETURN and isinstance(statement, ast.ReturnStmt):
        if statement.results is not None:
            _assign_results(body, nest, pos, statement.results, out)
    if edit.kind != EDIT_BREAK:
        out.append(ir.Assign(pos, _next(body, nest, pos), _int(pos, edit.next), False))
    _set_state(body, pos, state, STATE_DONE, out)
    out.append(ir.Return(pos, [_bool(pos, False)]))


def _next(body: Body, nest: RangeNest, pos: int) -> ir.Expr:
    if nest.next is None:
        raise InternalError("range-over-func loop without #next", pos)
    return body.use(pos, nest.next)


def _assign_results(
    body: Body, nest: RangeNest, pos: int, results: ast.Expr, out: list[ir.Stmt]
) -> None:
    """Store what `return` returns in the results of the function that holds the loops."""
    targets: list[ir.Expr | None] = [body.use(pos, var) for var in nest.results]
    types: list[Type | None] = [var.type for var in nest.results]
    values = fitting.list_of(body, pos, unpack(results), types)
    assign.assigned(pos, targets, values, [], out)


# --------------------------------------------------------------------- checks after the loop


def _checks(body: Body, nest: RangeNest, plan: LoopPlan, pos: int, out: list[ir.Stmt]) -> None:
    """Go on with what a statement inside the loop asked for through `#next`."""
    done: list[tuple[int, str]] = []
    for branch in plan.branches:
        if (branch.kind, branch.label) in done:
            continue
        done.append((branch.kind, branch.label))
        node = _if_next(body, nest, pos, ast.OP_EQL, branch.next, True, out)
        node.then.append(ir.Jump(pos, branch.kind, body.label(branch.label)))
    if plan.depth == 1:
        if plan.check_return:
            node = _if_next(body, nest, pos, ast.OP_EQL, NEXT_RETURN, False, out)
            node.then.append(ir.Return(pos, []))
        return
    outer_state = nest.loops[-2].state
    if plan.check_return:
        _leave_if(body, nest, pos, ast.OP_LSS, 0, False, outer_state, STATE_DONE, out)
    step = 2 * (plan.depth - 1)
    node = _if_next(body, nest, pos, ast.OP_GTR, step, False, out)
    node.then.append(_panic(body, pos, _int(pos, STATE_DONE)))
    if plan.check_continue:
        _leave_if(body, nest, pos, ast.OP_EQL, step - 1, True, outer_state, STATE_READY, out)
    if plan.check_break:
        _leave_if(body, nest, pos, ast.OP_EQL, step, True, outer_state, STATE_DONE, out)
    if plan.check_continue or plan.check_break:
        _leave_if(body, nest, pos, ast.OP_GTR, 0, False, outer_state, STATE_DONE, out)


def _leave_if(
    body: Body,
    nest: RangeNest,
    pos: int,
    op: int,
    code: int,
    clears: bool,
    outer_state: Var,
    new_state: int,
    out: list[ir.Stmt],
) -> None:
    """Leave the body of the loop around this one, going on with it if its new state is READY."""
    node = _if_next(body, nest, pos, op, code, clears, out)
    _set_state(body, pos, outer_state, new_state, node.then)
    node.then.append(ir.Return(pos, [_bool(pos, new_state == STATE_READY)]))


def _if_next(
    body: Body, nest: RangeNest, pos: int, op: int, code: int, clears: bool, out: list[ir.Stmt]
) -> ir.If:
    """`if #next op code { [#next = 0] }`, to be completed."""
    cond = build.binary(pos, universe.bool_type(), op, _next(body, nest, pos), _int(pos, code))
    node = ir.If(pos, cond, [], [])
    if clears:
        node.then.append(ir.Assign(pos, _next(body, nest, pos), _int(pos, 0), False))
    out.append(node)
    return node
