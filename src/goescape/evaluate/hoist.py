"""Statements in the order of evaluation: operands that have effects, or have to be in memory, come first.

Whatever is taken out of a statement is a step before it, as the assignment to a temporary that it becomes. Steps
come in the order in which things are evaluated, blocks included; temporaries are chosen in the order in which things
are written: the body of a loop before what it does after each turn, a case of a switch with its body.
"""

from typing import Final

from goescape.base.bug import InternalError
from goescape.evaluate import addresses, form, rest
from goescape.evaluate.state import OWN, Evaluation, Step
from goescape.evaluate.steps import (
    Address,
    Append,
    Assign,
    Compare,
    Defer,
    Give,
    Keep,
    Take,
    Visit,
)
from goescape.ir import build, same, walk
from goescape.ir import nodes as ir
from goescape.syntax.nodes import OP_DIV, OP_EQL, OP_REM
from goescape.types import predicates, universe
from goescape.types.model import (
    UINTPTR,
    UNSAFE_POINTER,
    Array,
    Basic,
    Interface,
    Map,
    Pointer,
    Slice,
    Struct,
    Tuple,
    Type,
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
    """Assign x to a temporary, to another one if it is in one."""
    _put_into(e, x, e.pool.take(x.type))


def _put_into(e: Evaluation, x: ir.Expr, temporary: int) -> None:
    if x not in e.temporaries:
        e.out.append(Take(x, temporary))
    e.temporaries[x] = temporary


def _make_plain(e: Evaluation, x: ir.Expr | None) -> None:
    if x is not None and not form.is_plain(x) and x not in e.temporaries:
        _take_out(e, x)


def _make_addressable(e: Evaluation, x: ir.Expr) -> None:
    """x is passed by its address. A variable in a register, or part of one, is copied."""
    if x not in e.temporaries and form.is_static(x):
        return
    if isinstance(x, ir.Use) and x.var in e.constants:
        return
    if not addresses.has_address(e, x) or addresses.is_in_register(e, addresses.holder(e, x)):
        _take_out(e, x)


def _make_key(e: Evaluation, map: ir.Expr, key: ir.Expr) -> None:
    if not form.passes_key_by_value(e.unit, map.type):
        _make_addressable(e, key)
    elif not form.is_word(e.unit, key.type):
        # The key is written where it can be read as a word.
        number = e.pool.take(form.word_of_key(e.unit, map.type))
        e.pool.addressed.add(number)
        _put_into(e, key, number)


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
        e.out.append(Visit(x))


def _operand(e: Evaluation, x: ir.ExprNode, has_variable: bool, target: ir.Expr | None) -> None:
    """The same for a value assigned to a variable (`has_variable`) or to another target."""
    if x in e.temporaries:
        return
    _begin(e, x)
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
        e.temporaries[x] = OWN
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


def _begin(e: Evaluation, x: ir.ExprNode) -> None:
    """Put the statements before x in order."""
    if x.init is not None and x not in e.begun:
        e.begun.add(x)
        stmts(e, x.init)


def place(e: Evaluation, x: ir.Expr | None) -> None:
    """Take out of the target of an assignment what cannot stay within."""
    if not isinstance(x, ir.MapIndex):
        optional(e, x)
        return
    _begin(e, x)
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
    spine: list[ir.Binary] = []
    results: list[int] = []
    left: ir.Expr = x
    while isinstance(left, ir.Binary) and left not in e.temporaries:
        _begin(e, left)
        spine.append(left)
        results.append(e.pool.take(left.type) if form.is_logical(left) else OWN)
        left = left.x
    operand(e, left)
    while spine:
        binary, result = spine.pop(), results.pop()
        if form.is_logical(binary):
            _logical(e, binary, result)
            continue
        operand(e, binary.y)
        if form.is_comparison(binary):
            under = underlying(binary.x.type)
            if isinstance(under, (Struct, Array)):
                _make_addressable(e, binary.x)
                _make_addressable(e, binary.y)


def _logical(e: Evaluation, x: ir.Binary, result: int) -> None:
    """Both operands are assigned to the result, the second one if it has to be evaluated."""
    if x.x not in e.temporaries:
        _put_into(e, x.x, result)
    mark = e.pool.mark()
    whole(e, x.y)
    e.pool.release(mark)
    e.temporaries[x] = result


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
    if _keeps_pointer(x):
        # The call stays together with the conversion of its result.
        _parts(e, x.x)
        if not has_variable:
            _take_out(e, x)
        return
    operand(e, x.x)
    if x.kind == ir.CONV_IFACE:
        if not isinstance(underlying(x.x.type), Interface):
            if form.is_boxed_by_address(e.unit, x.x.type):
                _make_addressable(e, x.x)
    elif x.kind in (ir.CONV_STRING_TO_BYTES, ir.CONV_STRING_TO_RUNES) and not has_variable:
        _take_out(e, x)


def _keeps_pointer(x: ir.Convert) -> bool:
    """Whether x makes a pointer of a number that a call returns."""
    if x.kind != ir.CONV_NOP or not isinstance(x.x, ir.Call):
        return False
    return _is_kind(x.type, UNSAFE_POINTER) and _is_kind(x.x.type, UINTPTR)


def _is_kind(t: Type, kind: int) -> bool:
    under = underlying(t)
    return isinstance(under, Basic) and under.kind == kind


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
    dynamic = [
        entry
        for entry in x.elems
        if not (form.is_static(entry.key) and form.is_static(entry.value))
    ]
    if not dynamic:
        return
    e.temporaries[x] = e.pool.take(x.type)
    for entry in dynamic:
        mark = e.pool.mark()
        operand(e, entry.key)
        _make_key(e, x, entry.key)
        operand(e, entry.value)
        _make_plain(e, entry.value)
        e.out.append(Visit(entry.key))
        if not form.passes_key_by_value(e.unit, x.type):
            e.out.append(Address(entry.key))
        e.pool.release(mark)


# ------------------------------------------------------------------------------- statements


def stmts(e: Evaluation, list: list[ir.Stmt]) -> None:
    for i, node in enumerate(list):
        if isinstance(node, ir.Assign) and i + 1 < len(list):
            _find_copied_slice(e, node, list[i + 1])
        _stmt(e, node)


def _block(e: Evaluation, list: list[ir.Stmt]) -> None:
    """Statements at whose end their temporaries are free again."""
    mark = e.pool.mark()
    stmts(e, list)
    e.pool.release(mark)


def _later(e: Evaluation, list: list[ir.Stmt]) -> list[Step]:
    """The steps of a block that comes later than where it is put in order."""
    out = e.out
    e.out = []
    _block(e, list)
    found, e.out = e.out, out
    return found


def _stmt(e: Evaluation, node: ir.Stmt) -> None:
    if node.init is not None:
        stmts(e, node.init)
    if isinstance(node, ir.Return):
        _operands(e, node.values)
        results: list[ir.Expr | None] = [
            ir.Use(node.pos, var) for var in e.func.results[: len(node.values)]
        ]
        _pairs(e, results, [*node.values])
    elif isinstance(node, ir.Block):
        stmts(e, node.stmts)
    elif isinstance(node, ir.If):
        _if(e, node)
    elif isinstance(node, ir.ExprStmt) and isinstance(node.x, ir.InlinedCall):
        _begin(e, node.x)
        stmts(e, node.x.body)
    else:
        mark = e.pool.mark()
        _releasing(e, node)
        e.pool.release(mark)


def _releasing(e: Evaluation, node: ir.Stmt) -> None:
    """A statement at whose end its temporaries are free again."""
    if isinstance(node, ir.Assign):
        _assign(e, node)
    elif isinstance(node, ir.ExprStmt):
        _expr_stmt(e, node.x)
    elif isinstance(node, ir.AssignList):
        _assign_list(e, node)
    elif isinstance(node, ir.AssignOp):
        _assign_op(e, node)
    elif isinstance(node, ir.For):
        whole(e, node.cond)
        body = _later(e, node.body)
        if node.post is not None:
            _block(e, [node.post])
        e.out.extend(body)
    elif isinstance(node, ir.Range):
        _range(e, node)
    elif isinstance(node, ir.Switch):
        _switch(e, node)
    elif isinstance(node, ir.TypeSwitch):
        whole(e, node.x)
        for clause in node.clauses:
            _block(e, clause.body)
    elif isinstance(node, ir.Select):
        _select(e, node)
    elif isinstance(node, ir.GoDefer):
        operand(e, node.call.fun)
        _operands(e, node.call.args)
        if node.is_defer:
            e.out.append(Defer())
        e.out.append(Visit(node.call.fun))
    elif isinstance(node, ir.Send):
        operand(e, node.chan)
        operand(e, node.value)
        _make_addressable(e, node.value)
        e.out += [Visit(node.value), Visit(node.chan), Address(node.value)]
    elif isinstance(node, ir.CheckNil):
        # Of what stays in the check nothing is told.
        operand(e, node.x)
    elif not isinstance(node, (ir.Declare, ir.LabelMark, ir.Jump)):
        raise InternalError(f"evaluate: unknown statement {type(node).__name__}", node.pos)


def _pairs(e: Evaluation, targets: list[ir.Expr | None], values: list[ir.Expr | None]) -> None:
    """Assign each value to its target; None is a value in a temporary."""
    assignments = rest.Assignments(e)
    for target, given in zip(targets, values, strict=True):
        e.out.append(Assign(assignments, target, given))


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
        e.out.append(Visit(target))
        return
    if isinstance(target, ir.MapIndex):
        _assign_element(e, target, value)
        return
    _operand(e, value, target is None or form.is_name(target), target)
    e.out += [Visit(target), Give(value)]


def _assign_element(e: Evaluation, target: ir.MapIndex, value: ir.Expr) -> None:
    """The value of a map's element is there before the element is looked for."""
    if isinstance(value, ir.BuiltinCall) and value.builtin == universe.BUILTIN_APPEND:
        if value.args and same.is_same(target, value.args[0]):
            _make_plain(e, target.x)
            _make_plain(e, target.index)
            for arg in value.args[1:]:
                operand(e, arg)
            for arg in value.args[1:]:
                _make_plain(e, arg)
            e.out += [Visit(target), Append(value)]
            return
    _operand(e, value, False, target)
    _make_plain(e, value)
    e.out.append(Visit(target))


def _assign_op(e: Evaluation, node: ir.AssignOp) -> None:
    target = node.target
    place(e, target)
    operand(e, node.value)
    if isinstance(target, ir.MapIndex):
        if node.op in (OP_DIV, OP_REM):
            _make_plain(e, target.x)
            _make_plain(e, target.index)
            # The old value, what is put in order once more with it, and the new value.
            e.pool.take(target.type)
            operand(e, node.value)
            e.pool.take(target.type)
        else:
            _make_plain(e, node.value)
    e.out += [Visit(target), Visit(node.value)]


def _assign_list(e: Evaluation, node: ir.AssignList) -> None:
    for target in node.targets:
        place(e, target)
    if node.kind == ir.LIST_PAIRS:
        _operands(e, node.values)
        _pairs(e, node.targets, [*node.values])
        return
    x = node.values[0]
    _begin(e, x)
    if isinstance(x, ir.InlinedCall):
        stmts(e, x.body)
        _pairs(e, node.targets, [*x.results])
        return
    _parts(e, x)
    if isinstance(x, ir.MapIndex):
        _make_key(e, x.x, x.index)
    _results(e, node, x)
    mark = e.pool.mark()
    for target in node.targets:
        place(e, target)
    _pairs(e, node.targets, [None] * len(node.targets))
    e.pool.release(mark)


def _results(e: Evaluation, node: ir.AssignList, x: ir.Expr) -> None:
    """What x gives is in temporaries before any target gets it."""
    types: list[Type] = [x.type, universe.bool_type()]
    if isinstance(x.type, Tuple):
        types = [build.var_type(result) for result in x.type.vars]
    numbers = [
        OWN if target is None else e.pool.take(t)
        for target, t in zip(node.targets, types, strict=True)
    ]
    if isinstance(x, ir.Receive) and numbers[0] != OWN:
        e.out.append(Take(x, numbers[0]))
    else:
        e.out.append(Visit(x))


def _expr_stmt(e: Evaluation, x: ir.Expr) -> None:
    _begin(e, x)
    _parts(e, x)
    if isinstance(x, ir.BuiltinCall) and x.builtin == universe.BUILTIN_DELETE:
        _make_key(e, x.args[0], x.args[1])
    e.out.append(Visit(x))


def _if(e: Evaluation, node: ir.If) -> None:
    """Chains of `else if` may be long, so they are a loop here."""
    while True:
        mark = e.pool.mark()
        whole(e, node.cond)
        e.pool.release(mark)
        _block(e, node.then)
        els = node.els
        if len(els) != 1:
            break
        only = els[0]
        if not isinstance(only, ir.If):
            break
        node = only
        if node.init is not None:
            stmts(e, node.init)
    _block(e, node.els)


def _range(e: Evaluation, node: ir.Range) -> None:
    if isinstance(node.x, ir.Convert) and node.x.kind == ir.CONV_STRING_TO_BYTES:
        # The bytes are those of the string itself.
        operand(e, node.x.x)
        _take_out(e, node.x)
    else:
        operand(e, node.x)
    cleared = _cleared(e, node)
    if cleared is not None:
        e.out.append(Visit(cleared))
        if form.is_array(cleared.type):
            e.out.append(Address(cleared))
        if not isinstance(underlying(node.x.type), Map):
            _later(e, node.body)
        return
    if _is_copied(node):
        text = predicates.is_string(node.x.type)
        copy = e.pool.take(universe.string_type() if text else node.x.type)
        _put_into(e, node.x, copy)
    e.out.append(Visit(node.x))
    assignments = rest.Assignments(e)
    for target in (node.key, node.value):
        place(e, target)
        e.out.append(Assign(assignments, target, None))
    _block(e, node.body)


def _is_copied(node: ir.Range) -> bool:
    """Whether a loop goes over a copy of its operand: if it needs the operand more than once."""
    under = underlying(node.x.type)
    if isinstance(under, (Array, Slice, Pointer)):
        return node.value is not None
    return not predicates.is_integer(under)


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
        e.out.append(Keep(tag))
    bodies: list[Step] = []
    for clause in node.clauses:
        for value in clause.values:
            operand(e, value)
            if tag is None:
                e.out.append(Visit(value))
            else:
                e.out.append(Compare(OP_EQL, tag, value))
        bodies += _later(e, clause.body)
    e.out += bodies


def _select(e: Evaluation, node: ir.Select) -> None:
    """Channels and values are there before anything is chosen."""
    passed: list[Step] = []
    targets: dict[ir.CommClause, list[Step]] = {}
    for clause in node.clauses:
        comm = clause.comm
        if isinstance(comm, ir.Send):
            operand(e, comm.chan)
            _take_out_once(e, comm.chan)
            operand(e, comm.value)
            _take_out_once(e, comm.value)
            passed.append(Address(comm.value))
        elif isinstance(comm, ir.AssignList):
            received = comm.values[0]
            if isinstance(received, ir.Receive):
                operand(e, received.x)
                _take_out_once(e, received.x)
                targets[clause] = _chosen(e, comm, received, passed)
    bodies: dict[ir.CommClause, list[Step]] = {}
    for clause in node.clauses:
        bodies[clause] = _later(e, clause.body)
    e.out += passed
    for clause in _dispatched(node.clauses):
        e.out += targets.get(clause, [])
        e.out += bodies[clause]


def _take_out_once(e: Evaluation, x: ir.Expr) -> None:
    if e.temporaries.get(x, OWN) == OWN:
        _take_out(e, x)


def _chosen(e: Evaluation, comm: ir.AssignList, x: ir.Receive, passed: list[Step]) -> list[Step]:
    """How what is received gets to its targets, from temporaries; `passed` is told of the first one."""
    for i, target in enumerate(comm.targets):
        if target is not None:
            number = e.pool.take(x.type if i == 0 else universe.bool_type())
            if i == 0:
                passed.append(Take(x, number))
    out = e.out
    e.out = []
    for target in comm.targets:
        mark = e.pool.mark()
        place(e, target)
        e.out.append(Visit(target))
        e.pool.release(mark)
    found, e.out = e.out, out
    return found


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
