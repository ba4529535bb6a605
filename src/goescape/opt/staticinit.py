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
from goescape.ir import build, clone, walk
from goescape.ir import nodes as ir
from goescape.lower.shapes import has_shape
from goescape.syntax.nodes import OP_DIV, OP_REM
from goescape.types import predicates, sizes
from goescape.types.model import (
    Array,
    Interface,
    Map,
    Named,
    Pointer,
    Signature,
    Slice,
    Struct,
    Tuple,
    Type,
    underlying,
)

# A map initialiser with at least this many nodes is moved out (Go 1.21 and later).
OUTLINED_MAP_NODES: Final = 20
# The second word of an interface holds the value, or its address.
_WORD: Final = 8


def outline_maps(init: ir.Func) -> list[ir.Func]:
    """Move large map initialisers out of `init`; returns the new functions in order."""
    outlined: list[ir.Func] = []
    body = init.body or []
    for i, stmt in enumerate(body):
        if isinstance(stmt, ir.Assign) and _is_large_pure_map(stmt):
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


def _is_large_pure_map(stmt: ir.Assign) -> bool:
    target = stmt.target
    value = stmt.value
    if not isinstance(target, ir.GlobalUse) or value is None:
        return False
    if not isinstance(underlying(target.type), Map):
        return False
    return n_nodes(value) >= OUTLINED_MAP_NODES and not has_side_effects(value)


def n_nodes(node: ir.Node) -> int:
    """Size of a tree, counted as the compiler counts: keyed elements are nodes of their own."""
    total = 1
    if isinstance(node, ir.StructLit):
        total += len(node.elems)
    elif isinstance(node, ir.MapLit):
        total += len(node.elems)
    elif isinstance(node, (ir.ArrayLit, ir.SliceLit)):
        for elem in node.elems:
            if elem.key is not None:
                total += 1
    elif isinstance(node, ir.MethodExpr):
        total += 1
    for child in walk.children(node):
        total += n_nodes(child)
    return total


def schedule(init: ir.Func, pkg_path: str) -> None:
    """Remove from `init` what can be initialised statically."""
    body = init.body
    if body is None:
        return
    plan = _Schedule(pkg_path, body)
    for stmt in body:
        if not plan.try_static(stmt):
            plan.out.append(stmt)
    init.body = plan.out


# The FIPS module is checked byte by byte when it starts, so it must not contain relocated addresses:
# addresses of globals are then filled in by code.
FIPS_PATH: Final = "crypto/internal/fips140"


@final
class _Schedule:
    """What is known while the statements of one `init` are tried in order."""

    def __init__(self, pkg_path: str, body: list[ir.Stmt]) -> None:
        self.pkg_path: Final = pkg_path
        self.no_addresses: Final = (
            pkg_path == FIPS_PATH or pkg_path.startswith(FIPS_PATH + "/")
        ) and not pkg_path.endswith("_test")
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
            self.seen_mutation = _may_modify_globals(value, self.pkg_path)

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
            result = inlined_result(value)
            return result is not None and self.assign(target, result, type)
        if isinstance(value, ir.Concat):
            # Parameters of an inlined call that turned out to be constant.
            return all(isinstance(elem, ir.Literal) for elem in value.elems)
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
        if value.kind == ir.CONV_NUMERIC:
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
        if sizes.is_pointer_shaped(concrete.type):
            if not isinstance(concrete, ir.Nil):
                self.stand_at(concrete)
                self.assign_part(_within(target, _WORD), concrete)
        else:
            self.assign_part(self.static_temp(concrete), concrete)
        return True

    def plan(
        self, literal: ir.SliceLit | ir.ArrayLit | ir.StructLit, base: int
    ) -> list[tuple[int, ir.Expr]]:
        """The non-zero parts of a literal with their offsets, nested arrays and structs taken apart."""
        parts: list[tuple[int, ir.Expr]] = []
        for offset, value in _elements(literal):
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
            and not predicates.identical(value.type, type)
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


def _elements(literal: ir.SliceLit | ir.ArrayLit | ir.StructLit) -> list[tuple[int, ir.Expr]]:
    """What a literal mentions, with offsets."""
    out: list[tuple[int, ir.Expr]] = []
    under = underlying(literal.type)
    if isinstance(literal, ir.StructLit):
        if not isinstance(under, Struct):
            raise InternalError("staticinit: struct literal of another type", literal.pos)
        offsets = sizes.offsetsof(under)
        for pair in literal.elems:
            if pair.field.name != "_":
                out.append((offsets[under.fields.index(pair.field)], pair.value))
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


def inlined_result(call: ir.InlinedCall) -> ir.Expr | None:
    """The value of an inlined call that does nothing but return an expression of its parameters.

    Arguments are put in the place of parameters: they must have no effects, and where a parameter is used
    more than once, evaluating the argument again must give the same value.
    """
    returned = _only_returned(call)
    init = call.init or []
    if returned is None or len(init) > 1:
        return None
    arguments: dict[ir.Local, ir.Expr] = {}
    if init:
        assign = init[0]
        if not isinstance(assign, ir.AssignList) or assign.kind != ir.LIST_PAIRS:
            return None
        for target, value in zip(assign.targets, assign.values, strict=True):
            if has_side_effects(value):
                return None
            if isinstance(target, ir.Use):
                if target.var.addr_taken:
                    return None
                arguments[target.var] = value
    uses = _Uses()
    walk.visit(returned, uses)
    if uses.has_closure:
        return None
    for var, value in arguments.items():
        if uses.counts.get(var, 0) > 1 and not _can_repeat(value):
            return None
    return clone.substituted(returned, call.callee, arguments)


def _only_returned(call: ir.InlinedCall) -> ir.Expr | None:
    """What the body returns, if that is all it does."""
    if len(call.body) != 2 or not isinstance(call.body[0], ir.Block):
        return None
    stmts = call.body[0].stmts
    if len(stmts) != 3 or not isinstance(stmts[0], ir.Declare):
        return None
    assign = stmts[1]
    if not isinstance(assign, ir.AssignList) or len(assign.targets) != 1:
        return None
    target = assign.targets[0]
    if not isinstance(target, ir.Use) or target.var is not stmts[0].var:
        return None
    return assign.values[0]


@final
class _Uses(walk.Visitor):
    """How often variables are mentioned, and whether a literal captures any."""

    def __init__(self) -> None:
        self.counts: Final[dict[ir.Local, int]] = {}
        self.has_closure: bool = False

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Use):
            self.counts[node.var] = self.counts.get(node.var, 0) + 1
        elif isinstance(node, ir.FuncLit) and node.func.is_closure:
            self.has_closure = True
        return True


def _can_repeat(value: ir.Expr) -> bool:
    """Whether evaluating `value` twice gives the same value, not two of a kind."""
    search = _Unrepeatable()
    walk.visit(value, search)
    return not search.found


@final
class _Unrepeatable(walk.Visitor):
    def __init__(self) -> None:
        self.found: bool = False

    def enter(self, node: ir.Node) -> bool:
        if _is_side_effect(node) or isinstance(
            node, (ir.MakeChan, ir.MakeMap, ir.MakeSlice, ir.MapLit, ir.New, ir.PtrLit)
        ):
            self.found = True
        return not self.found


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


def is_zero(x: ir.Expr) -> bool:
    """Whether x is a constant expression for the zero value of its type."""
    if isinstance(x, (ir.Nil, ir.Zero)):
        return True
    if isinstance(x, ir.Literal):
        return constant.is_zero(x.value)
    if isinstance(x, ir.ArrayLit):
        return all(is_zero(elem.value) for elem in x.elems)
    if isinstance(x, ir.StructLit):
        return all(is_zero(pair.value) for pair in x.elems)
    return False


def has_side_effects(node: ir.Node) -> bool:
    """Whether evaluating `node` could be observed."""
    if _is_side_effect(node):
        return True
    return any(has_side_effects(child) for child in walk.children(node))


def _is_side_effect(node: ir.Node) -> bool:
    if isinstance(node, ir.Binary):
        if node.op in (OP_DIV, OP_REM):
            return not isinstance(node.y, ir.Literal) or is_zero(node.y)
        return False
    if isinstance(node, (ir.MakeChan, ir.MakeMap)):
        size = node.size if isinstance(node, ir.MakeChan) else node.hint
        return size is not None and not is_zero(size)
    if isinstance(node, ir.Field):
        return node.via_pointer
    if isinstance(node, ir.Convert):
        return node.kind in (ir.CONV_SLICE_TO_ARRAY, ir.CONV_SLICE_TO_ARRAY_PTR)
    if isinstance(node, ir.BuiltinCall):
        return node.builtin not in (
            ir.BUILTIN_CAP, ir.BUILTIN_COMPLEX, ir.BUILTIN_IMAG, ir.BUILTIN_LEN, ir.BUILTIN_REAL,
        )  # fmt: skip
    return not isinstance(
        node,
        (
            ir.Use, ir.GlobalUse, ir.FuncUse, ir.TypeExpr, ir.Literal, ir.Nil, ir.Zero, ir.Concat,
            ir.AddrOf, ir.MapLit, ir.StructLit, ir.ArrayLit, ir.SliceLit, ir.PtrLit, ir.New, ir.Unary,
        ),
    )  # fmt: skip


def _may_modify_globals(node: ir.Node, pkg_path: str) -> bool:
    """Whether evaluating `node` may change package variables of this package."""
    if isinstance(node, ir.Call):
        return True
    if isinstance(node, ir.BuiltinCall) and node.builtin in (
        ir.BUILTIN_APPEND, ir.BUILTIN_CLEAR, ir.BUILTIN_COPY,
    ):  # fmt: skip
        return True
    if isinstance(node, (ir.Assign, ir.AssignOp)) and not _is_harmless(node.target, pkg_path):
        return True
    if isinstance(node, ir.AssignList) and not all(
        _is_harmless(target, pkg_path) for target in node.targets
    ):
        return True
    return any(_may_modify_globals(child, pkg_path) for child in walk.children(node))


def _is_harmless(target: ir.Expr | None, pkg_path: str) -> bool:
    """Whether assigning to `target` leaves this package's variables alone."""
    if target is None:
        return True
    outer = walk.outer_value(target)
    while isinstance(outer, ir.Deref):
        outer = outer.x
    if isinstance(outer, ir.GlobalUse):
        return outer.var.pkg is not None and outer.var.pkg.path != pkg_path
    return isinstance(outer, ir.Use)
