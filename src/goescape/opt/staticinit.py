"""Package variables that need no code to be initialised.

The statements of the synthetic `init` function are tried in order; what can be laid out in the data section
at compile time disappears from the function, and with it from escape analysis. A composite literal may
disappear in part: the elements that need code remain, as assignments to an unnamed static variable.

Large map literals without side effects are moved to functions of their own (`map.init.0`, …) beforehand, so
that the linker can drop them with the variable.
"""

from typing import Final, final

from goescape.base import constant
from goescape.base.bug import InternalError
from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.lower.typeargs.shapes import has_shape
from goescape.opt import nodecount
from goescape.opt.effects import has_side_effects, is_zero, may_modify_globals
from goescape.opt.staticcall import inlined_result
from goescape.types import identity, predicates
from goescape.types.model import (
    Array,
    Interface,
    Map,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    underlying,
)
from goescape.types.sizes import Sizes


def outline_maps(init: ir.Func, nodes_min: int) -> list[ir.Func]:
    """Move map initialisers of so many nodes out of `init`; returns the new functions in order."""
    outlined: list[ir.Func] = []
    body = init.body or []
    for i, stmt in enumerate(body):
        if isinstance(stmt, ir.Assign) and _is_large_pure_map(stmt, nodes_min):
            func = ir.Func(
                stmt.pos,
                f"map.init.{len(outlined)}",
                init.pkg,
                Signature(None, Tuple([]), Tuple([]), False),
            )
            func.body = [stmt]
            func.is_never_inlined = True
            outlined.append(func)
            callee = ir.FuncUse(stmt.pos, func.signature, func)
            body[i] = ir.ExprStmt(stmt.pos, ir.Call(stmt.pos, Tuple([]), callee, [], False))
    return outlined


def _is_large_pure_map(stmt: ir.Assign, nodes_min: int) -> bool:
    target = stmt.target
    value = stmt.value
    if not isinstance(target, ir.GlobalUse) or value is None:
        return False
    if not isinstance(underlying(target.type), Map):
        return False
    return n_nodes(value) >= nodes_min and not has_side_effects(value)


def n_nodes(node: ir.Node) -> int:
    """Size of a tree, counted as the compiler counts."""
    total = 1 + nodecount.implied(node)
    for child in walk.children(node):
        total += n_nodes(child)
    return total


def schedule(init: ir.Func, unit: ir.Unit) -> None:
    """Remove from `init` what can be initialised statically."""
    body = init.body
    if body is None:
        return
    plan = _Schedule(unit, body)
    for stmt in body:
        if not plan.try_static(stmt):
            plan.out.append(stmt)
    init.body = plan.out


@final
class _Schedule:
    """What is known while the statements of one `init` are tried in order."""

    def __init__(self, unit: ir.Unit, body: list[ir.Stmt]) -> None:
        self.pkg_path: Final = unit.pkg.path
        self.sizes: Final = unit.sizes
        self.in_data: Final = unit.in_data
        self.calls_in_data: Final = unit.calls_in_data
        # The FIPS module is checked byte by byte when it starts, so it must not contain relocated addresses.
        path, fips = unit.pkg.path, unit.toolchain.release.initializers.without_addresses
        self.no_addresses: Final = (
            path == fips or path.startswith(fips + "/")
        ) and not path.endswith("_test")
        # Statements that remain.
        self.out: Final[list[ir.Stmt]] = []
        # A call may have changed variables that were initialised before.
        self.seen_mutation: bool = False
        # Static variables without names.
        self.n_temps: int = 0
        # Where the statement is, or the element of a literal or the pointer in an interface that was
        # looked at last: code that is needed for a part stands there.
        self.pos: int = 0
        self.initializers: Final[dict[ir.Global, ir.Assign]] = {}
        for stmt in body:
            if isinstance(stmt, ir.Assign) and isinstance(stmt.target, ir.GlobalUse):
                self.initializers[stmt.target.var] = stmt

    def try_static(self, stmt: ir.Stmt) -> bool:
        self.pos = stmt.pos
        if isinstance(stmt, ir.Assign):
            value = stmt.value
            if value is None:
                return True
            self.note_mutation(value)
            if stmt.target is None:
                if not has_side_effects(value):
                    return True
                return self.assign(None, value, value.type)
            target = stmt.target
            if not isinstance(target, ir.GlobalUse):
                raise InternalError("staticinit: initialisation of a non-global", stmt.pos)
            return self.assign(_Place(target.var, 0), value, target.type)
        if isinstance(stmt, ir.AssignList):
            if stmt.kind == ir.LIST_PAIRS:
                return False
            self.note_mutation(stmt.values[0])
            is_blank = all(target is None for target in stmt.targets)
            return is_blank and not has_side_effects(stmt.values[0])
        return False

    def note_mutation(self, value: ir.Expr) -> None:
        if not self.seen_mutation:
            self.seen_mutation = may_modify_globals(value, self.pkg_path)

    def assign(self, target: "_Place | None", value: ir.Expr, type: Type) -> bool:
        """Initialise `target` with `value`; what needs code is appended to `out`.

        A blank target is None. False means nothing was done and the caller has to emit the assignment.
        """
        while isinstance(value, ir.Convert) and value.kind == ir.CONV_NOP:
            value = value.x
        if isinstance(value, (ir.Nil, ir.Zero)):
            return True
        if isinstance(value, ir.Literal):
            return is_zero(value) or not (self.no_addresses and predicates.is_string(value.type))
        if self.no_addresses and not isinstance(value, (ir.StructLit, ir.ArrayLit)):
            return False
        if isinstance(value, ir.GlobalUse):
            return self.copy(target, value, type)
        if isinstance(value, (ir.FuncUse, ir.MethodExpr)):
            if value.func is not None:
                self.in_data.append(value.func)
            return True
        if isinstance(value, ir.AddrOf):
            return isinstance(static_location(value.x), ir.GlobalUse)
        if isinstance(value, ir.PtrLit):
            self.assign_part(self.static_temp(value.x), value.x)
            return True
        if isinstance(value, ir.Convert):
            return self.assign_conversion(target, value)
        if isinstance(value, (ir.SliceLit, ir.ArrayLit, ir.StructLit)):
            if isinstance(value, ir.SliceLit):
                target = self.static_temp(value)
            for offset, element in self.plan(value, 0):
                if not isinstance(element, ir.Nil) and (
                    self.no_addresses or not isinstance(element, ir.Literal)
                ):
                    self.stand_at(element)
                    self.assign_part(_within(target, offset), element)
            return True
        if isinstance(value, ir.FuncLit):
            return not value.func.is_closure
        if isinstance(value, ir.InlinedCall):
            result = inlined_result(self.sizes, value)
            if result is None or not self.assign(target, result, type):
                return False
            self.calls_in_data.append(value)
            return True
        return False

    def assign_part(self, target: "_Place | None", value: ir.Expr) -> None:
        """Initialise a part of a variable, with code if need be."""
        if not self.assign(target, value, value.type):
            self.emit(target, value)

    def stand_at(self, part: ir.Expr) -> None:
        if build.has_unique_pos(part):
            self.pos = part.pos

    def emit(self, target: "_Place | None", value: ir.Expr) -> None:
        part: ir.Expr | None = None
        if target is not None:
            part = ir.GlobalPart(self.pos, value.type, target.var, target.offset)
        self.out.append(ir.Assign(self.pos, part, value, False))

    def static_temp(self, value: ir.Expr) -> "_Place":
        """An unnamed static variable for what a pointer, slice or interface in static data refers to."""
        name = f".stmp_{self.n_temps}"
        self.n_temps += 1
        return _Place(ir.Global(value.pos, name, value.type, None, None), 0)

    def assign_conversion(self, target: "_Place | None", value: ir.Convert) -> bool:
        if value.kind == ir.CONV_STRING_TO_BYTES:
            return isinstance(value.x, ir.Literal)
        if value.kind != ir.CONV_IFACE:
            return False
        concrete: ir.Expr = value
        while isinstance(concrete, ir.Convert) and concrete.kind == ir.CONV_IFACE:
            concrete = concrete.x
        if isinstance(underlying(concrete.type), Interface):
            return isinstance(concrete, ir.Nil)
        if has_shape(concrete.type):
            return False
        if self.sizes.is_pointer_shaped(concrete.type):
            if not isinstance(concrete, ir.Nil):
                self.stand_at(concrete)
                # The second word of an interface holds the value, or its address.
                self.assign_part(_within(target, self.sizes.word), concrete)
        else:
            self.assign_part(self.static_temp(concrete), concrete)
        return True

    def plan(
        self, literal: ir.SliceLit | ir.ArrayLit | ir.StructLit, base: int
    ) -> list[tuple[int, ir.Expr]]:
        """The non-zero parts of a literal with their offsets, nested arrays and structs taken apart."""
        parts: list[tuple[int, ir.Expr]] = []
        for offset, value in _elements(self.sizes, literal):
            if is_zero(value):
                continue
            if isinstance(value, (ir.ArrayLit, ir.StructLit)):
                parts.extend(self.plan(value, base + offset))
            else:
                parts.append((base + offset, value))
        return parts

    def copy(self, target: "_Place | None", source: ir.GlobalUse, type: Type) -> bool:
        """Initialise from another package variable, if its own initial value is static and unchanged."""
        var = source.var
        if var.pkg is None or var.pkg.path != self.pkg_path:
            return False
        definition = self.initializers.get(var)
        if definition is None or definition.value is None:
            return False
        if predicates.is_string(var.type) or var.is_embed or self.seen_mutation:
            return False
        value = definition.value
        while (
            isinstance(value, ir.Convert)
            and value.kind == ir.CONV_NOP
            and not identity.identical(value.type, type)
        ):
            value = value.x
        if isinstance(value, (ir.MethodExpr, ir.FuncUse, ir.Nil, ir.Literal, ir.SliceLit)):
            return True
        if isinstance(value, ir.GlobalUse):
            if not self.copy(target, value, type):
                self.emit(target, value)
            return True
        if isinstance(value, ir.AddrOf):
            return isinstance(value.x, ir.GlobalUse)
        if isinstance(value, ir.PtrLit):
            return True
        if isinstance(value, (ir.ArrayLit, ir.StructLit)):
            for offset, part in self.plan(value, 0):
                at = _within(target, offset)
                if isinstance(part, (ir.Literal, ir.Nil, ir.MethodExpr, ir.FuncUse)):
                    continue
                if isinstance(part, ir.GlobalUse) and self.copy(at, part, part.type):
                    continue
                self.emit(at, source)
            return True
        return False


@final
class _Place:
    """A part of a static variable, or all of it."""

    def __init__(self, var: ir.Global, offset: int) -> None:
        self.var: Final = var
        self.offset: Final = offset


def _within(place: _Place | None, offset: int) -> _Place | None:
    return None if place is None else _Place(place.var, place.offset + offset)


def _elements(
    sizes: Sizes, literal: ir.SliceLit | ir.ArrayLit | ir.StructLit
) -> list[tuple[int, ir.Expr]]:
    """What a literal mentions, with offsets."""
    out: list[tuple[int, ir.Expr]] = []
    under = underlying(literal.type)
    if isinstance(literal, ir.StructLit):
        if not isinstance(under, Struct):
            raise InternalError("staticinit: struct literal of another type", literal.pos)
        for pair in literal.elems:
            if pair.field.name != "_":
                out.append((sizes.offset_at(under, pair.path), pair.value))
        return out
    if not isinstance(under, (Slice, Array)):
        raise InternalError("staticinit: literal of another type", literal.pos)
    size = sizes.sizeof(under.elem)
    at = 0
    for elem in literal.elems:
        key = elem.key
        if isinstance(key, ir.Literal) and isinstance(key.value, constant.IntConst):
            at = key.value.value
        out.append((at * size, elem.value))
        at += 1
    return out


def static_location(x: ir.Expr) -> ir.Expr | None:
    """The variable that x lies in at a fixed offset, or None."""
    while True:
        if isinstance(x, (ir.GlobalUse, ir.Use)):
            return x
        if isinstance(x, ir.Field) and not x.via_pointer:
            x = x.x
        elif isinstance(x, ir.Index) and not isinstance(underlying(x.x.type), Slice):
            if not isinstance(x.index, ir.Literal):
                return None
            x = x.x
        else:
            return None
