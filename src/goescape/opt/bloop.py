"""Benchmark loops: `for b.Loop() { … }` keeps what its statements compute alive.

Every statement directly in the body (or in a block inside it) is followed by calls of runtime.KeepAlive for
the variables it assigns; call results and arguments that have no variable get a temporary. The calls
are the compiler's own: their arguments do not flow anywhere, but taking the addresses is visible.

Only packages that import `testing` are looked at (Go 1.26 and later).
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types.model import Pointer, Signature, Tuple, Type
from goescape.types.universe import unsafe_pointer_type


def run(unit: ir.Unit) -> None:
    if not unit.imports_testing:
        return
    for func in unit.funcs:
        if func.body is not None:
            editor = _Editor(func)
            for stmt in func.body:
                editor.edit(stmt, False)


@final
class _Editor:
    def __init__(self, func: ir.Func) -> None:
        self.func: Final = func

    def edit(self, node: ir.Node, in_loop: bool) -> None:
        in_loop = in_loop or _is_benchmark_loop(node)
        for child in walk.children(node):
            self.edit(child, in_loop)
        if not in_loop:
            return
        if isinstance(node, (ir.For, ir.Range)):
            self.preserve_list(node.body)
        elif isinstance(node, ir.If):
            self.preserve_list(node.then)
            self.preserve_list(node.els)
        elif isinstance(node, ir.Block):
            self.preserve_list(node.stmts)
        elif isinstance(node, (ir.Switch, ir.TypeSwitch)):
            for case in node.clauses:
                self.preserve_list(case.body)
        elif isinstance(node, ir.Select):
            for comm in node.clauses:
                self.preserve_list(comm.body)

    def preserve_list(self, stmts: list[ir.Stmt]) -> None:
        for i in range(len(stmts)):
            stmts[i] = self.preserve(stmts[i])

    def preserve(self, stmt: ir.Stmt) -> ir.Stmt:
        if isinstance(stmt, ir.Assign):
            if stmt.target is None and stmt.value is not None:
                stmt = self.named_assign(stmt, stmt.value)
            return _keep(_variable_of(stmt.target), stmt)
        if isinstance(stmt, ir.AssignList):
            return self.preserve_assign_list(stmt)
        if isinstance(stmt, ir.AssignOp):
            return _keep(_variable_of(stmt.target), stmt)
        if isinstance(stmt, ir.ExprStmt) and isinstance(stmt.x, ir.Call):
            call = stmt.x
            results = _result_types(call)
            if results:
                return self.preserve_results(call, results)
            return self.preserve_args(stmt, call)
        return stmt

    def named_assign(self, stmt: ir.Assign, value: ir.Expr) -> ir.Assign:
        """`_ = value` with a temporary as target."""
        temp = self.func.temp(stmt.pos, value.type)
        named = ir.Assign(stmt.pos, ir.Use(stmt.pos, temp), value, True)
        named.init = [*(stmt.init or []), ir.Declare(stmt.pos, temp)]
        temp.defn = named
        return named

    def preserve_assign_list(self, stmt: ir.AssignList) -> ir.Stmt:
        kept: list[ir.Local] = []
        types = _value_types(stmt)
        for i, target in enumerate(stmt.targets):
            if target is None:
                temp = self.func.temp(stmt.pos, types[i])
                stmt.targets[i] = ir.Use(stmt.pos, temp)
                stmt.init = [*(stmt.init or []), ir.Declare(stmt.pos, temp)]
                kept.append(temp)
            else:
                kept.extend(_variable_of(target))
        return _keep(kept, stmt)

    def preserve_results(self, call: ir.Call, results: list[Type]) -> ir.Stmt:
        temps = [self.func.temp(call.pos, type) for type in results]
        targets: list[ir.Expr | None] = [ir.Use(call.pos, temp) for temp in temps]
        assign = ir.AssignList(call.pos, ir.LIST_CALL, targets, [call], True)
        assign.init = [ir.Declare(call.pos, temp) for temp in temps]
        for temp in temps:
            temp.defn = assign
        return _keep(temps, assign)

    def preserve_args(self, stmt: ir.ExprStmt, call: ir.Call) -> ir.Stmt:
        before: list[ir.Stmt] = []
        kept: list[ir.Local] = []
        for i, arg in enumerate(call.args):
            variables = _variable_of(arg)
            if variables:
                kept.extend(variables)
            elif isinstance(arg, ir.SliceLit):
                for elem in arg.elems:
                    variables = _variable_of(elem.value)
                    kept.extend(variables)
                    if not variables:
                        elem.value = self.saved(elem.value.pos, elem.value, before, kept)
            else:
                call.args[i] = self.saved(call.pos, arg, before, kept)
        if before:
            return _keep(kept, ir.Block(call.pos, [*before, stmt]))
        return _keep(kept, stmt)

    def saved(
        self, pos: int, value: ir.Expr, before: list[ir.Stmt], kept: list[ir.Local]
    ) -> ir.Expr:
        temp = self.func.temp(pos, value.type)
        assign = ir.Assign(pos, ir.Use(pos, temp), value, True)
        assign.init = [ir.Declare(pos, temp)]
        temp.defn = assign
        before.append(assign)
        kept.append(temp)
        return ir.Use(pos, temp)


def _is_benchmark_loop(node: ir.Node) -> bool:
    if not isinstance(node, ir.For) or not isinstance(node.cond, ir.Call):
        return False
    callee = node.cond.fun
    if not isinstance(callee, ir.MethodExpr) or callee.func is None:
        return False
    return callee.func.name == "(*B).Loop" and callee.func.pkg.path == "testing"


def _result_types(call: ir.Call) -> list[Type]:
    if not isinstance(call.type, Tuple):
        return [call.type]
    return [var.type for var in call.type.vars if var.type is not None]


def _value_types(stmt: ir.AssignList) -> list[Type]:
    first = stmt.values[0].type
    if len(stmt.values) == 1 and isinstance(first, Tuple):
        return [var.type for var in first.vars if var.type is not None]
    return [value.type for value in stmt.values]


def _variable_of(x: ir.Expr | None) -> list[ir.Local]:
    """The addressable local variable at the root of x, as a list of at most one."""
    while x is not None:
        if isinstance(x, ir.Use):
            return [x.var]
        if isinstance(x, (ir.SliceOp, ir.Field, ir.Convert, ir.AddrOf, ir.Index, ir.MapIndex)):
            x = x.x
        else:
            return []
    return []


def _keep(variables: list[ir.Local], stmt: ir.Stmt) -> ir.Stmt:
    """`stmt`, followed by a KeepAlive call for each variable."""
    if not variables:
        return stmt
    pos = stmt.pos
    stmts: list[ir.Stmt] = [stmt]
    for var in variables:
        var.addr_taken = True
        address = ir.AddrOf(pos, Pointer(var.type), ir.Use(pos, var), False)
        pointer = ir.Convert(pos, unsafe_pointer_type(), ir.CONV_NOP, address, True)
        signature = Signature(None, Tuple([]), Tuple([]), False)
        call = ir.Call(pos, Tuple([]), ir.Zero(pos, signature), [pointer], False)
        call.is_keep_alive = True
        stmts.append(ir.ExprStmt(pos, call))
    return ir.Block(pos, stmts)
