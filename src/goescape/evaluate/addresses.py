"""Whose address is taken on the way from trees to code: operands of functions of the runtime.

Such functions take keys of maps, values sent and received, large values that are compared or put into
interfaces by their address. Of a variable whose address has been taken nothing is known any more after a store
through a pointer.
"""

from goescape.evaluate import form
from goescape.evaluate.state import OWN, Evaluation
from goescape.ir import build, walk
from goescape.ir import nodes as ir
from goescape.ir.reassign import Assignments
from goescape.lower.added import equality
from goescape.types import predicates
from goescape.types.model import Array, Struct, Type, underlying


def constants(func: ir.Func) -> set[ir.Local]:
    """Variables that always hold the same literal of constants, if they are put into an interface anywhere."""
    boxed: list[ir.Use] = []
    stack: list[ir.Node] = list(func.body or [])
    while stack:
        node = stack.pop()
        if isinstance(node, ir.Convert) and node.kind == ir.CONV_IFACE:
            if isinstance(node.x, ir.Use) and _is_composite(node.x.type):
                boxed.append(node.x)
        stack.extend(walk.children(node))
    if not boxed:
        return set()
    values = Assignments(func)
    return {use.var for use in boxed if _is_constant(values.static_value(use))}


def _is_composite(t: Type) -> bool:
    return isinstance(underlying(t), (Array, Struct))


def _is_constant(value: ir.Expr) -> bool:
    return isinstance(value, (ir.ArrayLit, ir.StructLit)) and form.is_static(value)


def has_address(e: Evaluation, x: ir.Expr) -> bool:
    """Whether x, as it is when temporaries stand in it, can be passed by its address."""
    while x not in e.temporaries:
        if isinstance(x, ir.Index) and form.is_array(x.x.type):
            x = x.x
        elif isinstance(x, ir.Field) and not x.via_pointer:
            x = x.x
        else:
            return form.is_addressable(x)
    return True


def holder(e: Evaluation, x: ir.Expr) -> ir.Expr:
    """The variable, or the expression in a temporary, that x is a part of."""
    while x not in e.temporaries:
        if isinstance(x, ir.Index) and form.is_array(x.x.type):
            x = x.x
        elif isinstance(x, ir.Field) and not x.via_pointer:
            x = x.x
        else:
            break
    return variable(e, x)


def variable(e: Evaluation, x: ir.Expr) -> ir.Expr:
    """Where the value of an inlined call is, or x."""
    while isinstance(x, ir.InlinedCall) and e.temporaries.get(x, OWN) == OWN:
        x = x.results[0]
    return x


def is_in_register(e: Evaluation, x: ir.Expr) -> bool:
    """Whether x is a variable that can be in registers as long as nobody takes its address."""
    if not form.fits_registers(e.unit, x.type):
        return False
    if x in e.temporaries:
        return e.temporaries[x] not in e.pool.addressed
    if not isinstance(x, ir.Use):
        return False
    var = x.var
    return var.kind == ir.LOCAL and var.func is e.func and not var.addr_taken


def take(e: Evaluation, x: ir.Expr) -> None:
    """The address of x is taken."""
    outer = holder(e, x)
    if outer in e.temporaries:
        if e.temporaries[outer] != OWN:
            e.pool.addressed.add(e.temporaries[outer])
    elif isinstance(outer, ir.Use) and not (outer is x and outer.var in e.constants):
        e.addressed.add(outer.var)


def is_taken(e: Evaluation, x: ir.ExprNode) -> bool:
    """Whether the address of a variable or temporary has been taken so far."""
    if x in e.temporaries:
        return e.temporaries[x] in e.pool.addressed
    return isinstance(x, ir.Use) and (x.var.addr_taken or x.var in e.addressed)


def boxed(e: Evaluation, x: ir.Convert) -> None:
    """A value has been put into an interface."""
    value = x.x
    if form.is_static(value) or not form.is_boxed_by_address(e.unit, value.type):
        return
    size = e.unit.sizes.sizeof(value.type)
    if e.unit.sizes.is_pointer_shaped(value.type) or size == 0:
        return
    sole = form.sole_component(value.type)
    if sole is not None and (predicates.is_boolean(sole) or size == 1):
        return
    if x.escapes or size > e.unit.toolchain.release.stack.box_max:
        take(e, value)


def compared(e: Evaluation, x: ir.Expr, y: ir.Expr) -> None:
    """Two values have been compared."""
    if form.is_interface(x.type) != form.is_interface(y.type):
        concrete = y if form.is_interface(x.type) else x
        # Of a part of a variable there is a copy by now.
        if holder(e, concrete) is variable(e, concrete) and _is_compared_by_address(
            e, concrete.type
        ):
            take(e, concrete)
    elif _is_compared_by_address(e, x.type):
        take(e, x)
        take(e, y)


def _is_compared_by_address(e: Evaluation, t: Type) -> bool:
    """Whether comparing two values of type t, or parts of them, is left to a function."""
    made = e.unit.toolchain.release.generated
    under = underlying(t)
    if isinstance(under, Array):
        if under.length <= 1:
            return under.length == 1 and _is_compared_by_address(e, under.elem)
        if not (predicates.is_numeric(under.elem) or predicates.is_boolean(under.elem)):
            return True
        if under.length <= made.compared_pieces:
            return False
        return e.unit.sizes.sizeof(t) > e.unit.toolchain.compared_max
    if not isinstance(under, Struct):
        return False
    if _words(e, under) > made.compared_pieces:
        return True
    return any(
        _is_compared_by_address(e, build.var_type(field))
        for field in under.fields
        if field.name != "_"
    )


def _words(e: Evaluation, t: Struct) -> int:
    """In how many words the fields of a struct are compared: memory together with what is before it."""
    sizes = e.unit.sizes
    word = e.unit.toolchain.target.layout.register
    count, start, end = 0, 0, -1
    for field, offset in zip(t.fields, sizes.offsetsof(t), strict=True):
        if field.name == "_":
            count += _in_words(start, end, word)
            end = -1
            continue
        field_type = build.var_type(field)
        if offset != end or not equality.is_memory(sizes, field_type):
            count += _in_words(start, end, word)
            start = offset
        end = offset + sizes.sizeof(field_type)
    return count + _in_words(start, end, word)


def _in_words(start: int, end: int, word: int) -> int:
    return 0 if end < 0 else (end - start + word - 1) // word
