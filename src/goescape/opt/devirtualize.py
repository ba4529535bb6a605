"""Interface method calls whose receiver can only hold one concrete type become static calls.

The concrete type is looked for through conversions, type assertions and, for a local variable whose
address is never taken, through all its assignments: they must agree, assignments of nil not counted.
The receiver `x` of such a call becomes `x.(T)`. Calls made by `go` and `defer` themselves are left alone:
a panic of the assertion would move to another place.

Devirtualisation happens with inlining off as well; with inlining on, it is interleaved with it, because
an inlined call shows the concrete type of its result.
"""

from typing import Final, final

from goescape.base.bug import InternalError
from goescape.ir import nodes as ir
from goescape.ir import printer, remark, walk
from goescape.lower.typeargs.shapes import has_shape
from goescape.opt.shapedmatch import implements
from goescape.opt.typeobjects import Concrete, TypeObjects
from goescape.types import lookup, typeset
from goescape.types.model import (
    Array,
    Chan,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Tuple,
    Type,
    underlying,
)
from goescape.types.objects import VAR_PARAM, Var
from goescape.types.objects import Func as FuncObject
from goescape.types.typestring import gc_type_string


def run(unit: ir.Unit, remarks: list[remark.Remark]) -> None:
    """Resolve the calls of all functions, in list order."""
    devirtualizer = Devirtualizer(unit, remarks, TypeObjects(unit))
    for func in unit.funcs:
        for stmt in func.body or []:
            devirtualizer.calls_in(stmt)


@final
class Devirtualizer:
    """Resolves calls; keeps what it has learnt about the assignments of functions."""

    def __init__(self, unit: ir.Unit, remarks: list[remark.Remark], objects: TypeObjects) -> None:
        self.unit: Final = unit
        self.remarks: Final = remarks
        self.objects: Final = objects
        # Assignments to interface variables; variables only ever set to nil have an empty list.
        self.values: Final[dict[ir.Local, list[ir.Expr]]] = {}
        self.types: Final[dict[ir.Local, list[Type | None]]] = {}
        # Variables given an interface by a call: if that is inlined, more may be known of the value.
        self.awaiting: Final[dict[ir.Call, list[tuple[ir.Local, int]]]] = {}
        self.collected: Final[set[ir.Func]] = set()

    def calls_in(self, node: ir.Node) -> None:
        """Resolve the calls below `node`, operands before the call that uses them."""
        for child in walk.children(node):
            self.calls_in(child)
        if isinstance(node, ir.Call):
            self.resolve(node)

    def resolve(self, call: ir.Call) -> None:
        callee = call.fun
        if call.is_go_defer or not isinstance(callee, ir.InterfaceMethod):
            return
        concrete = self.concrete_type(callee.x)
        if concrete is None or not _implements(concrete, callee.x.type):
            return
        if isinstance(concrete, Named) and concrete.is_shape:
            return
        pkg = self.unit.pkg
        if has_shape(concrete):
            self.report(
                remark.CANNOT_DEVIRTUALIZE_RECEIVER, call, printer.text(call, pkg), concrete
            )
        elif has_shape(callee.x.type):
            self.report(
                remark.CANNOT_DEVIRTUALIZE_INTERFACE, call, printer.text(call, pkg), callee.x.type
            )
        else:
            self.devirtualize(call, callee, concrete)

    def report(self, kind: int, call: ir.Call, subject: str, type: Type) -> None:
        detail = gc_type_string(type, self.unit.pkg)
        self.remarks.append(remark.Remark(kind, call.pos, subject, detail))

    def devirtualize(self, call: ir.Call, callee: ir.InterfaceMethod, concrete: Type) -> None:
        subject = printer.text(callee, self.unit.pkg)
        method = callee.method
        found = lookup.lookup_field_or_method(concrete, True, method.pkg, method.name)
        target = found.obj
        if not isinstance(target, FuncObject):
            raise InternalError(f"devirtualize: no method {method.name}", call.pos)
        recv: ir.Expr = ir.TypeAssert(call.pos, concrete, callee.x, False)
        for idx in found.index[:-1]:
            recv = _embedded_field(callee.pos, recv, idx)
        if target.is_abstract:
            call.fun = ir.InterfaceMethod(callee.pos, callee.type, recv, target)
            self.report(remark.PARTIALLY_DEVIRTUALIZING, call, subject, concrete)
            return
        call.args = [_adjusted_receiver(callee.pos, recv, target), *call.args]
        call.fun = self.method_expr(callee.pos, target, call.args[0].type)
        self.report(remark.DEVIRTUALIZING, call, subject, concrete)

    def method_expr(self, pos: int, method: FuncObject, recv: Type) -> ir.Expr:
        func = self.unit.func_table.method(method)
        signature = method.signature
        if signature is None:
            raise InternalError(f"devirtualize: {method.name} has no signature", pos)
        params = [Var(pos, method.pkg, "", recv, VAR_PARAM), *signature.params.vars]
        plain = Signature(None, Tuple(params), signature.results, signature.variadic)
        return ir.MethodExpr(pos, plain, recv, method, func)

    # -------------------------------------------------------------- concrete types of expressions

    def concrete_type(self, x: ir.Expr) -> Type | None:
        """The one type that x, of an interface type, can hold; None if there is no such type."""
        found: list[Concrete] = []
        if self.add_types(x, set(), found) and len(found) == 1:
            return found[0].type
        return None

    def add_types(self, x: ir.Expr, seen: set[ir.Local], found: list[Concrete]) -> bool:
        """Add the concrete types of x to `found` (at most one of them); False if they are not known."""
        while True:
            x = walk.current(x)
            if not _is_interface(x.type):
                return self.add(Concrete(x.type, x), found)
            if isinstance(x, ir.Convert):
                x = x.x
            elif isinstance(x, ir.TypeAssert):
                if x.is_dynamic:
                    # The compiler does not look through assertions to types from the dictionary.
                    return False
                x = x.x
            elif isinstance(x, ir.InlinedCall):
                x = x.results[0]
            else:
                break
        if not isinstance(x, ir.Use):
            return False
        var = x.var
        if var.kind != ir.LOCAL or var.addr_taken:
            return False
        if var in seen:
            return True
        seen.add(var)
        self.collect(var.func)
        for type in self.types.get(var, []):
            if type is None or not self.add(Concrete(type, None), found):
                return False
        return all(self.add_types(value, seen, found) for value in self.values.get(var, []))

    def add(self, concrete: Concrete, found: list[Concrete]) -> bool:
        if not found:
            found.append(concrete)
            return True
        return self.objects.are_one(found[0], concrete)

    # ------------------------------------------------------------------------------- assignments

    def collect(self, func: ir.Func) -> None:
        if func not in self.collected:
            self.collected.add(func)
            for stmt in func.body or []:
                self.collect_in(stmt)

    def collect_in(self, node: ir.Node) -> None:
        if isinstance(node, ir.Assign):
            if node.value is not None:
                self.assigned(node.target, node.value)
        elif isinstance(node, ir.AssignList):
            self.collect_list(node)
        elif isinstance(node, ir.Range):
            self.collect_range(node)
        elif isinstance(node, ir.TypeSwitch):
            for clause in node.clauses:
                if clause.var is not None:
                    self.note_value(clause.var, node.x)
        elif isinstance(node, ir.FuncLit):
            self.collect(node.func)
        for child in walk.children(node):
            self.collect_in(child)

    def collect_list(self, stmt: ir.AssignList) -> None:
        if stmt.kind == ir.LIST_PAIRS:
            for i, target in enumerate(stmt.targets):
                self.assigned(target, stmt.values[i])
        elif stmt.kind == ir.LIST_CALL:
            call = walk.current(stmt.values[0])
            if isinstance(call, ir.InlinedCall):
                for i, target in enumerate(stmt.targets):
                    self.assigned(target, call.results[i])
            elif isinstance(call, ir.Call) and isinstance(call.type, Tuple):
                for i, target in enumerate(stmt.targets):
                    self.note_call(target, call, i, call.type.vars[i].type)
        elif stmt.kind == ir.LIST_ASSERT:
            self.assigned(stmt.targets[0], stmt.values[0])
        elif stmt.targets:
            self.note_type(stmt.targets[0], stmt.values[0].type)

    def collect_range(self, loop: ir.Range) -> None:
        operand = underlying(loop.x.type)
        if isinstance(operand, Pointer):
            operand = underlying(operand.elem)
        if isinstance(operand, (Array, Slice)):
            self.note_type(loop.value, operand.elem)
        elif isinstance(operand, Chan):
            self.note_type(loop.key, operand.elem)
        elif isinstance(operand, Map):
            self.note_type(loop.key, operand.key)
            self.note_type(loop.value, operand.value)

    def assigned(self, target: ir.Expr | None, value: ir.Expr) -> None:
        value = walk.current(value)
        if isinstance(value, ir.Call):
            self.note_call(target, value, 0, value.type)
        elif isinstance(target, ir.Use):
            self.note_value(target.var, value)

    def note_value(self, var: ir.Local, value: ir.Expr) -> None:
        if _is_interface(var.type) and not isinstance(value, ir.Nil):
            self.values.setdefault(var, []).append(value)

    def note_call(
        self, target: ir.Expr | None, call: ir.Call, result: int, type: Type | None
    ) -> None:
        """`target` is assigned a result of `call`."""
        self.note_type(target, type)
        if isinstance(target, ir.Use) and type is not None:
            if _is_interface(type) and _is_interface(target.type):
                self.awaiting.setdefault(call, []).append((target.var, result))

    def inlined(self, func: ir.Func, call: ir.Call, inlined: ir.InlinedCall) -> None:
        """`call` in `func` was inlined: take its assignments into account, and what it results in."""
        if func not in self.collected:
            return
        self.collect_in(inlined)
        for var, result in self.awaiting.pop(call, []):
            self.types[var].remove(None)
            self.values.setdefault(var, []).append(inlined.results[result])

    def note_type(self, target: ir.Expr | None, type: Type | None) -> None:
        """`target` is assigned a value of which only the static type is known."""
        if isinstance(target, ir.Use) and _is_interface(target.type):
            concrete = None if type is None or _is_interface(type) else type
            self.types.setdefault(target.var, []).append(concrete)


def _is_interface(type: Type) -> bool:
    return isinstance(underlying(type), Interface)


def _implements(concrete: Type, iface: Type) -> bool:
    target = underlying(iface)
    if not implements(concrete, target):
        return False
    return not (has_shape(concrete) and _takes_dictionary(concrete, target))


def _takes_dictionary(concrete: Type, iface: Type) -> bool:
    """Whether a method is one of shaped code: with its dictionary parameter it has another signature."""
    if not isinstance(iface, Interface):
        return False
    for method in typeset.type_set(iface).methods:
        found = lookup.lookup_field_or_method(concrete, True, method.pkg, method.name).obj
        if isinstance(found, FuncObject) and found.signature is not None:
            recv = found.signature.recv
            if recv is not None and recv.type is not None and has_shape(recv.type):
                if not found.is_abstract:
                    return True
    return False


def _embedded_field(pos: int, x: ir.Expr, idx: int) -> ir.Expr:
    """`x.f`, f being the embedded field number idx, through a pointer if x is one."""
    type = underlying(x.type)
    via_pointer = isinstance(type, Pointer)
    if isinstance(type, Pointer):
        type = underlying(type.elem)
    field = lookup.struct_field(type, idx)
    field_type = field.type
    if field_type is None:
        raise InternalError(f"devirtualize: field {field.name} has no type", pos)
    return ir.Field(pos, field_type, x, field, via_pointer, True)


def _adjusted_receiver(pos: int, recv: ir.Expr, method: FuncObject) -> ir.Expr:
    """`recv` with the address taken or dereferenced as the method wants it."""
    is_pointer = isinstance(underlying(recv.type), Pointer)
    if method.has_ptr_recv and not is_pointer:
        return ir.AddrOf(pos, Pointer(recv.type), recv, True)
    if not method.has_ptr_recv and is_pointer:
        pointer = underlying(recv.type)
        if isinstance(pointer, Pointer):
            return ir.Deref(pos, pointer.elem, recv, True)
    return recv
