"""What evaluating an expression can do besides giving a value."""

from goescape.base import constant
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.syntax.nodes import OP_DIV, OP_REM
from goescape.types import universe


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
    if is_side_effect(node):
        return True
    return any(has_side_effects(child) for child in walk.children(node))


def is_side_effect(node: ir.Node) -> bool:
    if isinstance(node, ir.Binary):
        if node.op in (OP_DIV, OP_REM):
            return not isinstance(node.y, ir.Literal) or is_zero(node.y)
        return False
    if isinstance(node, (ir.MakeChan, ir.MakeMap)):
        size = node.size if isinstance(node, ir.MakeChan) else node.hint
        return size is not None and not is_zero(size)
    if isinstance(node, ir.Field):
        return node.via_pointer
    if isinstance(node, ir.DictArg):
        return not node.is_static
    if isinstance(node, ir.Convert):
        return node.kind in (ir.CONV_SLICE_TO_ARRAY, ir.CONV_SLICE_TO_ARRAY_PTR)
    if isinstance(node, ir.BuiltinCall):
        return node.builtin not in (
            universe.BUILTIN_CAP, universe.BUILTIN_COMPLEX, universe.BUILTIN_IMAG, universe.BUILTIN_LEN, universe.BUILTIN_REAL,
        )  # fmt: skip
    return not isinstance(
        node,
        (
            ir.Use, ir.GlobalUse, ir.FuncUse, ir.TypeExpr, ir.Literal, ir.Nil, ir.Zero, ir.Concat,
            ir.AddrOf, ir.MapLit, ir.StructLit, ir.ArrayLit, ir.SliceLit, ir.PtrLit, ir.New, ir.Unary,
        ),
    )  # fmt: skip


def may_modify_globals(node: ir.Node, pkg_path: str) -> bool:
    """Whether evaluating `node` may change package variables of this package."""
    if isinstance(node, ir.Call):
        return True
    if isinstance(node, ir.BuiltinCall) and node.builtin in (
        universe.BUILTIN_APPEND, universe.BUILTIN_CLEAR, universe.BUILTIN_COPY,
    ):  # fmt: skip
        return True
    if isinstance(node, (ir.Assign, ir.AssignOp)) and not _is_harmless(node.target, pkg_path):
        return True
    if isinstance(node, ir.AssignList) and not all(
        _is_harmless(target, pkg_path) for target in node.targets
    ):
        return True
    return any(may_modify_globals(child, pkg_path) for child in walk.children(node))


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
