"""Statements in the order of evaluation: operands that have effects, or have to be in memory, come first.

Whatever is taken out of a statement is gone through at once (`rest`), as the assignment to a temporary that it
becomes; then what remains of the statement.
"""

from typing import Final

from goescape.base.bug import InternalError
from goescape.evaluate import form, rest
from goescape.evaluate.state import Evaluation
from goescape.ir import nodes as ir
from goescape.ir import same, walk
from goescape.syntax.nodes import OP_DIV, OP_EQL, OP_REM
from goescape.types import universe
from goescape.types.model import (
    Array,
    Interface,
    Map,
    Struct,
    underlying,
)

# Predeclared functions whose result is in a temporary unless a variable is there to take it.
_TAKEN_OUT: Final = frozenset(
    (
        universe.BUILTIN_CAP, universe.BUILTIN_COMPLEX, universe.BUILTIN_COPY, universe.BUILTIN_IMAG, universe.BUILTIN_LEN,
        universe.BUILTIN_MAX, universe.BUILTIN_MIN, universe.BUILTIN_REAL, universe.BUILTIN_RECOVER,
    )
)  # fmt: skip


def _take_out(e: Evaluation, x: ir.Expr) -> None:
    """Assign x to a temporary."""
    if x not in e.temporaries:
        rest.value(e, x)
        e.temporaries.add(x)


def _make_plain(e: Evaluation, x: ir.Expr | None) -> None:
    if x is not None and not form.is_plain(x):
        _take_out(e, x)


def _make_addressable(e: Evaluation, x: ir.Expr) -> None:
    """x is passed by its address. A variable in a register, or part of one, is copied."""
    if x in e.temporaries or form.is_static(x):
        return
    if form.is_addressable(x):
        outer = walk.outer_value(x)
        if not isinstance(outer, ir.Use):
            return
        var = outer.var
        if var.kind != ir.LOCAL or var.func is not e.func or var.addr_taken:
            return
        if not form.fits_registers(e.unit, var.type):
            return
    _take_out(e, x)


def _make_key(e: Evaluation, map: ir.Expr, key: ir.Expr) -> None:
    if not form.passes_key_by_value(e.unit, map.type):
        _make_addressable(e, key)
    elif not form.is_word(e.unit, key.type):
        _take_out(e, key)


# ------------------------------------------------------------------------------ expressions


def operand(e: Evaluation, x: ir.ExprNode) -> None:
    """Take out of x, and x itself, what cannot stay within an expression."""
    _operand(e, x, False, None)


def optional(e: Evaluation, x: ir.Expr | None) -> None:
    if x is not None:
        _operand(e, x, False, None)


def _operands(e: Evaluation, xs: list[ir.Expr]) -> None:
    for x in xs:
        _operand(e, x, False, None)


def whole(e: Evaluation, x: ir.Expr | None) -> None:
    """Evaluate an expression."""
    if x is not None:
        operand(e, x)
        rest.visit(e, x)


def _operand(e: Evaluation, x: ir.ExprNode, has_variable: bool, target: ir.Expr | None) -> None:
    """The same for a value assigned to a variable (`has_variable`) or to another target."""
    if x.init is not None:
        stmts(e, x.init)
    if isinstance(x, (ir.Use, ir.Literal, ir.GlobalUse, ir.FuncUse, ir.MethodExpr, ir.Nil)):
        return
    if isinstance(x, ir.Call):
        operand(e, x.fun)
        _operands(e, x.args)
        if not has_variable:
            _take_out(e, x)
    elif isinstance(x, ir.Binary):
        _binary(e, x)
    elif isinstance(x, ir.InlinedCall):
        stmts(e, x.body)
        e.temporaries.add(x)
    elif isinstance(x, ir.BuiltinCall):
        _builtin(e, x, has_variable, target)
    elif isinstance(x, ir.SliceOp):
        operand(e, x.x)
        for bound in (x.lo, x.hi, x.max):
            optional(e, bound)
            _make_plain(e, bound)
        if not has_variable and not _is_target(target, x.x):
            _take_out(e, x)
    elif isinstance(x, ir.Convert):
        _convert(e, x, has_variable)
    elif isinstance(x, ir.MapIndex):
        _element(e, x)
        if _looks_up_bytes(x.index):
            _take_out(e, x)
    elif isinstance(x, ir.TypeAssert):
        operand(e, x.x)
        if not x.is_dynamic and not e.unit.sizes.is_pointer_shaped(x.type):
            _take_out(e, x)
    elif isinstance(x, ir.Receive):
        operand(e, x.x)
        _take_out(e, x)
    elif isinstance(x, (ir.MakeSlice, ir.MakeMap, ir.MakeChan, ir.New)):
        _parts(e, x)
        if not has_variable:
            _take_out(e, x)
    elif isinstance(x, ir.MapLit):
        _map_literal(e, x)
    else:
        _parts(e, x)


def place(e: Evaluation, x: ir.Expr | None) -> None:
    """Take out of the target of an assignment what cannot stay within."""
    if not isinstance(x, ir.MapIndex):
        optional(e, x)
        return
    if x.init is not None:
        stmts(e, x.init)
    _element(e, x)


def _element(e: Evaluation, x: ir.MapIndex) -> None:
    operand(e, x.x)
    operand(e, x.index)
    _make_key(e, x.x, x.index)


def _parts(e: Evaluation, x: ir.ExprNode) -> None:
    for child in walk.children(x):
        if isinstance(child, ir.ExprNode):
            operand(e, child)


def _is_target(target: ir.Expr | None, x: ir.Expr) -> bool:
    return target is not None and same.is_same(target, x)


def _binary(e: Evaluation, x: ir.Binary) -> None:
    """Chains such as a + b + c + … lean left and may be long."""
    spine = [x]
    left = x.x
    while isinstance(left, ir.Binary):
        if left.init is not None:
            stmts(e, left.init)
        spine.append(left)
        left = left.x
    operand(e, left)
    for binary in reversed(spine):
        if form.is_logical(binary):
            _take_out(e, binary.x)
            whole(e, binary.y)
            e.temporaries.add(binary)
            continue
        operand(e, binary.y)
        if form.is_comparison(binary):
            under = underlying(binary.x.type)
            if isinstance(under, (Struct, Array)):
                _make_addressable(e, binary.x)
                _make_addressable(e, binary.y)


def _builtin(e: Evaluation, x: ir.BuiltinCall, has_variable: bool, target: ir.Expr | None) -> None:
    if x.builtin == universe.BUILTIN_APPEND:
        for arg in x.args:
            if rest.is_appended_room(e, x) and isinstance(arg, ir.MakeSlice):
                operand(e, arg.len)
            else:
                operand(e, arg)
        if not has_variable and not _is_target(target, x.args[0]):
            _take_out(e, x)
        return
    if x.builtin == universe.BUILTIN_LEN and e.optimizes:
        measured = x.args[0]
        if isinstance(measured, ir.Convert) and measured.kind == ir.CONV_STRING_TO_RUNES:
            # The runes are counted, not made.
            _operand(e, measured, True, None)
        else:
            operand(e, measured)
    else:
        _operands(e, x.args)
    if x.builtin in _TAKEN_OUT and not has_variable:
        _take_out(e, x)


def _convert(e: Evaluation, x: ir.Convert, has_variable: bool) -> None:
    operand(e, x.x)
    if x.kind == ir.CONV_IFACE:
        if not isinstance(underlying(x.x.type), Interface):
            if form.is_boxed_by_address(e.unit, x.x.type):
                _make_addressable(e, x.x)
    elif x.kind in (ir.CONV_STRING_TO_BYTES, ir.CONV_STRING_TO_RUNES) and not has_variable:
        _take_out(e, x)


def _looks_up_bytes(key: ir.Expr) -> bool:
    """Whether a key is made of bytes, which then are looked up in place."""
    if isinstance(key, ir.Convert):
        return key.kind == ir.CONV_BYTES_TO_STRING
    if isinstance(key, ir.StructLit):
        return any(_looks_up_bytes(pair.value) for pair in key.elems)
    if isinstance(key, ir.ArrayLit):
        return any(_looks_up_bytes(elem.value) for elem in key.elems)
    return False


def _map_literal(e: Evaluation, x: ir.MapLit) -> None:
    """Entries that are no constants are assigned one after the other."""
    is_dynamic = False
    for entry in x.elems:
        if form.is_static(entry.key) and form.is_static(entry.value):
            continue
        is_dynamic = True
        operand(e, entry.key)
        _make_key(e, x, entry.key)
        operand(e, entry.value)
        _make_plain(e, entry.value)
        rest.visit(e, entry.key)
        e.temporaries.add(entry.key)
    if is_dynamic:
        e.temporaries.add(x)


# ------------------------------------------------------------------------------- statements


def stmts(e: Evaluation, list: list[ir.Stmt]) -> None:
    for i, node in enumerate(list):
        if isinstance(node, ir.Assign) and i + 1 < len(list):
            _find_copied_slice(e, node, list[i + 1])
        _stmt(e, node)


def _stmt(e: Evaluation, node: ir.Stmt) -> None:
    if node.init is not None:
        stmts(e, node.init)
    if isinstance(node, ir.Assign):
        _assign(e, node)
    elif isinstance(node, ir.ExprStmt):
        _expr_stmt(e, node.x)
    elif isinstance(node, ir.If):
        _if(e, node)
    elif isinstance(node, ir.Return):
        _operands(e, node.values)
        results: list[ir.Expr | None] = [
            ir.Use(node.pos, var) for var in e.func.results[: len(node.values)]
        ]
        rest.pairs(e, results, [*node.values])
    elif isinstance(node, ir.Block):
        stmts(e, node.stmts)
    elif isinstance(node, ir.AssignList):
        _assign_list(e, node)
    elif isinstance(node, ir.AssignOp):
        _assign_op(e, node)
    elif isinstance(node, ir.For):
        whole(e, node.cond)
        if node.post is not None:
            _stmt(e, node.post)
        stmts(e, node.body)
    elif isinstance(node, ir.Range):
        _range(e, node)
    elif isinstance(node, ir.Switch):
        _switch(e, node)
    elif isinstance(node, ir.TypeSwitch):
        whole(e, node.x)
        for clause in node.clauses:
            stmts(e, clause.body)
    elif isinstance(node, ir.Select):
        _select(e, node)
    elif isinstance(node, ir.GoDefer):
        if node.is_defer:
            e.has_defer = True
        operand(e, node.call.fun)
        _operands(e, node.call.args)
        rest.visit(e, node.call.fun)
    elif isinstance(node, ir.Send):
        operand(e, node.chan)
        operand(e, node.value)
        _make_addressable(e, node.value)
        rest.visit(e, node.value)
        rest.visit(e, node.chan)
    elif isinstance(node, ir.CheckNil):
        # Of what stays in the check nothing is told.
        operand(e, node.x)
    elif not isinstance(node, (ir.Declare, ir.LabelMark, ir.Jump)):
        raise InternalError(f"evaluate: unknown statement {type(node).__name__}", node.pos)


def _find_copied_slice(e: Evaluation, node: ir.Assign, then: ir.Stmt) -> None:
    """`m = make([]T, n); copy(m, s)` for variables: in the heap the slice is made as a copy."""
    made = node.value
    if not e.optimizes or not isinstance(made, ir.MakeSlice) or made.cap is not None:
        return
    if not made.escapes or not isinstance(then, ir.ExprStmt):
        return
    copy = then.x
    if not isinstance(copy, ir.BuiltinCall) or copy.builtin != universe.BUILTIN_COPY:
        return
    target = node.target
    if target is None or not same.is_same_name(target, copy.args[0]):
        return
    if form.is_name(copy.args[1]) and not same.is_same_name(target, copy.args[1]):
        e.copied_slices.add(made)


def _assign(e: Evaluation, node: ir.Assign) -> None:
    target = node.target
    place(e, target)
    value = node.value
    if value is None:
        rest.visit(e, target)
        return
    if isinstance(target, ir.MapIndex):
        _assign_element(e, target, value)
        return
    _operand(e, value, target is None or form.is_name(target), target)
    rest.visit(e, target)
    rest.value(e, value)


def _assign_element(e: Evaluation, target: ir.MapIndex, value: ir.Expr) -> None:
    """The value of a map's element is there before the element is looked for."""
    if isinstance(value, ir.BuiltinCall) and value.builtin == universe.BUILTIN_APPEND:
        if value.args and same.is_same(target, value.args[0]):
            _make_plain(e, target.x)
            _make_plain(e, target.index)
            for arg in value.args[1:]:
                operand(e, arg)
                _make_plain(e, arg)
            rest.visit(e, target)
            rest.appended_values(e, value)
            return
    _operand(e, value, False, target)
    _make_plain(e, value)
    rest.visit(e, target)


def _assign_op(e: Evaluation, node: ir.AssignOp) -> None:
    target = node.target
    place(e, target)
    operand(e, node.value)
    if isinstance(target, ir.MapIndex):
        if node.op in (OP_DIV, OP_REM):
            _make_plain(e, target.x)
            _make_plain(e, target.index)
        _make_plain(e, node.value)
    rest.visit(e, target)
    rest.visit(e, node.value)


def _assign_list(e: Evaluation, node: ir.AssignList) -> None:
    for target in node.targets:
        place(e, target)
    if node.kind == ir.LIST_PAIRS:
        _operands(e, node.values)
        rest.pairs(e, node.targets, [*node.values])
        return
    x = node.values[0]
    if x.init is not None:
        stmts(e, x.init)
    if isinstance(x, ir.InlinedCall):
        stmts(e, x.body)
        rest.pairs(e, node.targets, [*x.results])
        return
    if isinstance(x, ir.Call):
        operand(e, x.fun)
        _operands(e, x.args)
    else:
        _parts(e, x)
        if isinstance(x, ir.MapIndex):
            _make_key(e, x.x, x.index)
    rest.visit(e, x)
    rest.pairs(e, node.targets, [None] * len(node.targets))


def _expr_stmt(e: Evaluation, x: ir.Expr) -> None:
    if x.init is not None:
        stmts(e, x.init)
    if isinstance(x, ir.InlinedCall):
        stmts(e, x.body)
        return
    _parts(e, x)
    if isinstance(x, ir.BuiltinCall) and x.builtin == universe.BUILTIN_DELETE:
        _make_key(e, x.args[0], x.args[1])
    rest.visit(e, x)


def _if(e: Evaluation, node: ir.If) -> None:
    """Chains of `else if` may be long, so they are a loop here."""
    while True:
        whole(e, node.cond)
        stmts(e, node.then)
        els = node.els
        if len(els) != 1:
            break
        only = els[0]
        if not isinstance(only, ir.If):
            break
        node = only
        if node.init is not None:
            stmts(e, node.init)
    stmts(e, node.els)


def _range(e: Evaluation, node: ir.Range) -> None:
    if isinstance(node.x, ir.Convert) and node.x.kind == ir.CONV_STRING_TO_BYTES:
        # The bytes are those of the string itself.
        operand(e, node.x.x)
        _take_out(e, node.x)
    else:
        operand(e, node.x)
    cleared = _cleared(e, node)
    if cleared is not None:
        rest.visit(e, cleared)
        return
    rest.visit(e, node.x)
    assignments = rest.Assignments(e)
    for target in (node.key, node.value):
        place(e, target)
        assignments.assign(target, None)
    stmts(e, node.body)


def _cleared(e: Evaluation, node: ir.Range) -> ir.Expr | None:
    """What is cleared as a whole by a loop that clears it element by element."""
    if not e.optimizes or node.key is None or node.value is not None or len(node.body) != 1:
        return None
    only = node.body[0]
    if isinstance(underlying(node.x.type), Map):
        return node.x if _deletes_all(node, only) else None
    if not isinstance(only, ir.Assign) or not isinstance(only.target, ir.Index):
        return None
    target = only.target
    value = only.value
    if value is None or not form.is_zero(value) or not same.is_same(target.index, node.key):
        return None
    if not same.is_same(target.x, target.x):
        # Operands are taken out: then it is not one statement.
        return None
    length = form.constant_length(node.x)
    if length >= 0:
        under = underlying(target.x.type)
        return target.x if isinstance(under, Array) and under.length == length else None
    return target.x if same.is_same(target.x, node.x) else None


def _deletes_all(node: ir.Range, only: ir.Stmt) -> bool:
    if not node.defines or not isinstance(only, ir.ExprStmt) or node.key is None:
        return False
    call = only.x
    if not isinstance(call, ir.BuiltinCall) or call.builtin != universe.BUILTIN_DELETE:
        return False
    return same.is_same(call.args[0], node.x) and same.is_same(call.args[1], node.key)


def _switch(e: Evaluation, node: ir.Switch) -> None:
    """All values are compared before the first body."""
    tag = node.tag
    whole(e, tag)
    if tag is not None and not isinstance(tag, (ir.Literal, ir.Nil)):
        e.temporaries.add(tag)
    for clause in node.clauses:
        for value in clause.values:
            operand(e, value)
            if tag is None:
                rest.visit(e, value)
            else:
                rest.compare(e, OP_EQL, tag, value)
    for clause in node.clauses:
        stmts(e, clause.body)


def _select(e: Evaluation, node: ir.Select) -> None:
    """Channels and values are there before anything is chosen."""
    for clause in node.clauses:
        comm = clause.comm
        if isinstance(comm, ir.Send):
            operand(e, comm.chan)
            _take_out(e, comm.chan)
            operand(e, comm.value)
            _take_out(e, comm.value)
        elif isinstance(comm, ir.AssignList):
            received = comm.values[0]
            if isinstance(received, ir.Receive):
                operand(e, received.x)
                _take_out(e, received.x)
    for clause in _dispatched(node.clauses):
        if isinstance(clause.comm, ir.AssignList):
            for target in clause.comm.targets:
                place(e, target)
                rest.visit(e, target)
        stmts(e, clause.body)


def _dispatched(clauses: list[ir.CommClause]) -> list[ir.CommClause]:
    """The clauses in the order in which their bodies come."""
    default: list[ir.CommClause] = []
    sends: list[ir.CommClause] = []
    receives: list[ir.CommClause] = []
    for clause in clauses:
        if clause.comm is None:
            default.append(clause)
        elif isinstance(clause.comm, ir.Send):
            sends.append(clause)
        else:
            receives.append(clause)
    if len(clauses) == 2 and default:
        return sends + receives + default
    receives.reverse()
    return default + sends + receives
