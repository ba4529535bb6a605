"""Benchmark loops: `for b.Loop() { … }` keeps what its statements compute alive.

Every statement directly in the body (or in a block inside it) is followed by calls of runtime.KeepAlive for
the variables it assigns; call results and arguments that have no variable get a temporary. The calls
are the compiler's own: their arguments do not flow anywhere, but taking the addresses is visible.

Only packages that import `testing` are looked at (Go 1.26 and later).
"""

from typing import Final, final

from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.ir.remark import KEPT_ALIVE, UNKNOWN_TO_BLOOP, Remark
from goescape.types.model import Pointer, Signature, Tuple, Type
from goescape.types.objects import Package
from goescape.types.universe import unsafe_pointer_type


def run(unit: ir.Unit, remarks: list[Remark] | None) -> None:
    """Rewrite benchmark loops; what is kept alive is reported if somebody wants to know."""
    if not unit.imports_testing:
        return
    for func in unit.funcs:
        if func.body is not None:
            editor = _Editor(func, unit.pkg, remarks)
            for stmt in func.body:
                editor.edit(stmt, False)


@final
class _Editor:
    def __init__(self, func: ir.Func, pkg: Package, remarks: list[Remark] | None) -> None:
        self.func: Final = func
        self.pkg: Final = pkg
        self.remarks: Final = remarks

    def report(self, pos: int, what: str) -> None:
        if self.remarks is not None:
            self.remarks.append(Remark(KEPT_ALIVE, pos, what))

    def report_variable(self, pos: int, var: ir.Local | ir.Global) -> None:
        path = self.pkg.path if var.pkg is None else var.pkg.path
        self.report(pos, f"{path}.{var.name}")

    def kept(self, pos: int, x: ir.Expr | None) -> list[ir.Local]:
        """The variable to keep alive for what `x` refers to, if there is one."""
        root = _root_of(x)
        if isinstance(root, ir.Use):
            self.report_variable(pos, root.var)
            return [root.var]
        if isinstance(root, ir.GlobalUse):
            self.report_variable(pos, root.var)
        elif isinstance(x, ir.Deref):
            self.report(pos, "dereference")
        elif self.remarks is not None:
            self.remarks.append(Remark(UNKNOWN_TO_BLOOP, pos, ""))
        return []

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
            return _keep(self.kept(stmt.pos, stmt.target), stmt)
        if isinstance(stmt, ir.AssignList):
            return self.preserve_assign_list(stmt)
        if isinstance(stmt, ir.AssignOp):
            return _keep(self.kept(stmt.pos, stmt.target), stmt)
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
                target = ir.Use(stmt.pos, temp)
                stmt.targets[i] = target
                stmt.init = [*(stmt.init or []), ir.Declare(stmt.pos, temp)]
            kept.extend(self.kept(stmt.pos, target))
        return _keep(kept, stmt)

    def preserve_results(self, call: ir.Call, results: list[Type]) -> ir.Stmt:
        temps = [self.func.temp(call.pos, type) for type in results]
        self.report(call.pos, "function results" if len(results) > 1 else "function result")
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
            if _root_of(arg) is not None:
                kept.extend(self.kept(call.pos, arg))
            elif isinstance(arg, ir.SliceLit):
                for elem in arg.elems:
                    if _root_of(elem.value) is not None:
                        kept.extend(self.kept(call.pos, elem.value))
                    else:
                        pos = elem.value.pos
                        elem.value = self.saved(pos, call.pos, elem.value, before, kept)
            else:
                call.args[i] = self.saved(call.pos, call.pos, arg, before, kept)
        if before:
            return _keep(kept, ir.Block(call.pos, [*before, stmt]))
        return _keep(kept, stmt)

    def saved(
        self,
        pos: int,
        call_pos: int,
        value: ir.Expr,
        before: list[ir.Stmt],
        kept: list[ir.Local],
    ) -> ir.Expr:
        """A temporary for an argument."""
        temp = self.func.temp(pos, value.type)
        self.report(call_pos, "function arg")
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


def _root_of(x: ir.Expr | None) -> ir.Use | ir.GlobalUse | None:
    """The variable at the root of x, if there is one."""
    while x is not None:
        if isinstance(x, (ir.Use, ir.GlobalUse)):
            return x
        if isinstance(x, (ir.SliceOp, ir.Field, ir.Convert, ir.AddrOf, ir.Index, ir.MapIndex)):
            x = x.x
        else:
            return None
    return None


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
