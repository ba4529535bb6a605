"""The account of a package, kept while it is analysed: what each function allocates, calls, and does with its
parameters. Only kept if somebody wants to know more than verdicts."""

from typing import Final, final

from goescape.escape import leaks
from goescape.escape.graph import ESCAPES, Location
from goescape.escape.paths import NEVER_TAKEN
from goescape.facts import functions as facts
from goescape.facts.costs import Cost
from goescape.facts.flowgraphs import Graph
from goescape.facts.names import FunctionName
from goescape.ir import naming
from goescape.ir import nodes as ir
from goescape.types.model import Interface, Named, unalias, underlying
from goescape.types.typestring import type_key


@final
class Account:
    """Facts of the functions of one package, in the order they are analysed."""

    def __init__(self) -> None:
        self.functions: Final[list[facts.Function]] = []
        # Of functions to be watched: the graphs of their batches.
        self.graphs: Final[list[Graph]] = []
        self._by_func: Final[dict[ir.Func, facts.Function]] = {}
        self._names: Final[dict[ir.Func, FunctionName]] = {}

    def name(self, func: ir.Func) -> FunctionName:
        found = self._names.get(func)
        if found is None:
            found = naming.function_name(func)
            self._names[func] = found
        return found

    def of(self, func: ir.Func) -> facts.Function:
        found = self._by_func.get(func)
        if found is None:
            found = facts.Function(self.name(func), func.pos, func.body is not None)
            outer = func
            while outer.enclosing is not None:
                outer = outer.enclosing
            found.outer = None if outer is func else self.name(outer)
            self._by_func[func] = found
            self.functions.append(found)
        return found

    def add_call(
        self,
        caller: ir.Func,
        node: ir.Call,
        callees: list[ir.Func],
        depth: int,
        path: int,
        passes_error: bool,
    ) -> None:
        """A call that is left after inlining; `callees` are all it may call, none if that is not known."""
        if path == NEVER_TAKEN:
            return
        calls = self.of(caller).calls
        fun = node.fun
        if isinstance(fun, ir.InterfaceMethod):
            found = facts.Call(node.pos, facts.THROUGH_INTERFACE, facts.AT_ONCE, depth, path)
            found.method = fun.method.name
            interface = unalias(fun.x.type)
            if isinstance(interface, Named):
                found.interface = type_key(interface)
                pkg = interface.obj.pkg
                found.home = "" if pkg is None else pkg.path
            calls.append(found)
            return
        if not callees:
            calls.append(facts.Call(node.pos, facts.THROUGH_VALUE, facts.AT_ONCE, depth, path))
        for callee in callees:
            how = facts.OF_LITERAL if callee.is_literal else facts.STATIC
            found = facts.Call(node.pos, how, facts.AT_ONCE, depth, path)
            found.callee = self.name(callee)
            found.passes_error = passes_error
            calls.append(found)

    def add_inlined(self, caller: ir.Func, node: ir.InlinedCall, depth: int, path: int) -> None:
        if path == NEVER_TAKEN:
            return
        found = facts.Call(node.pos, facts.INLINED, facts.AT_ONCE, depth, path)
        found.callee = self.name(node.callee)
        self.of(caller).calls.append(found)

    def add_record(self, func: ir.Func, kind: int, pos: int, depth: int, path: int) -> None:
        """The runtime may need a record there."""
        if path != NEVER_TAKEN:
            self.of(func).records.append(facts.Record(kind, pos, depth, path))

    def add_verdict(self, func: ir.Func, cost: int, reason: str) -> None:
        """Whether a function can be inlined; only of those that are compiled."""
        found = self._by_func.get(func)
        if found is not None:
            found.inline_cost = cost
            found.inline_reason = reason

    def add_value(self, user: ir.Func, func: ir.Func) -> None:
        """A function is mentioned, but not to be called there."""
        self.of(user).values.append(self.name(func))

    def add_later(self, caller: ir.Func, node: ir.GoDefer, depth: int, path: int) -> None:
        """A go or defer statement: what is called stands in it, or is the literal that calls it."""
        if path == NEVER_TAKEN:
            return
        when = facts.DEFERRED if node.is_defer else facts.IN_GOROUTINE
        fun = node.call.fun
        how = facts.THROUGH_VALUE
        callee: ir.Func | None = None
        if isinstance(fun, ir.FuncLit):
            how, callee = facts.OF_LITERAL, fun.func
        elif isinstance(fun, ir.FuncUse):
            how, callee = facts.STATIC, fun.func
        found = facts.Call(node.pos, how, when, depth, path)
        found.callee = None if callee is None else self.name(callee)
        self.of(caller).calls.append(found)

    def add_site(self, loc: Location, price: Cost) -> None:
        func = loc.func
        if func is None or loc.path == NEVER_TAKEN:
            return
        var, node = loc.var, loc.node
        escapes = loc.attrs & ESCAPES != 0
        if var is not None:
            found = facts.Site(facts.VARIABLE, var.pos, escapes)
            found.name = var.name
        elif node is not None:
            found = facts.Site(site_kind(node), node.pos, escapes)
            if isinstance(node, ir.Convert) and isinstance(node.x, ir.InlinedCall):
                found.callee = self.name(node.x.callee)
        else:
            return
        found.cost = price
        found.path = loc.path
        if loc.ways is not None:
            found.ways = loc.ways
        self.of(func).sites.append(found)

    def add_untold(self, func: ir.Func, kind: int, pos: int, price: Cost, path: int) -> None:
        """What is made in the heap whatever escapes: the analysis has no place for it, and the compiler is silent."""
        if path == NEVER_TAKEN:
            return
        found = facts.Site(kind, pos, True)
        found.cost = price
        found.path = path
        self.of(func).sites.append(found)

    def add_moved(self, func: ir.Func, var: ir.Local, pos: int, price: Cost) -> None:
        """A slice that is moved to the heap by what gives it away."""
        found = facts.Site(facts.MOVED_SLICE, pos, True)
        found.name = var.name
        found.cost = price
        self.of(func).sites.append(found)

    def add_parameter(
        self, func: ir.Func, index: int, encoded: bytes, loc: Location | None
    ) -> None:
        """What becomes of a parameter with pointers; its leaks as callers see them."""
        param = func.params[index]
        found = facts.Parameter(index, param.pos, param.name)
        if loc is not None and loc.ways is not None:
            found.ways = loc.ways
        if encoded == leaks.TO_HEAP:
            found.to_heap = 0
        elif encoded != leaks.NOWHERE:
            for destination, derefs in enumerate(leaks.decode(encoded)):
                if destination == leaks.HEAP:
                    found.to_heap = derefs
                elif destination >= leaks.RESULT_0 and derefs >= 0:
                    i = destination - leaks.RESULT_0
                    found.to_results.append((i, func.results[i].name, derefs))
        self.of(func).parameters.append(found)


def site_kind(node: ir.ExprNode) -> int:
    """What an allocating expression is."""
    if isinstance(node, ir.New):
        return facts.NEW
    if isinstance(node, ir.PtrLit):
        return facts.POINTER_LITERAL
    if isinstance(node, ir.SliceLit):
        return facts.VARIADIC_SLICE if node.implicit else facts.SLICE_LITERAL
    if isinstance(node, ir.MakeSlice):
        return facts.MAKE_SLICE
    if isinstance(node, ir.MapLit):
        return facts.MAP_LITERAL
    if isinstance(node, ir.MakeMap):
        return facts.MAKE_MAP
    if isinstance(node, ir.MakeChan):
        return facts.MAKE_CHAN
    if isinstance(node, ir.FuncLit):
        return facts.CALL_RECORD if node.func.wrapper_kind else facts.FUNCTION_LITERAL
    if isinstance(node, ir.MethodValue):
        return facts.METHOD_VALUE
    if isinstance(node, ir.Concat):
        return facts.CONCATENATION
    if isinstance(node, ir.Convert):
        return (
            facts.BOX if isinstance(underlying(node.type), Interface) else facts.STRING_CONVERSION
        )
    return facts.APPEND
