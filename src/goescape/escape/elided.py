"""Allocating expressions that the compiler leaves out because of where they stand.

A conversion between strings and bytes need not copy if what is around it only looks at the result:
lookups in maps, comparisons, `len`, loops. A slice made to be appended, and a concatenation that is
converted, are never made on their own (cmd/compile/internal/walk: order.go, builtin.go, switch.go).
"""

from typing import Final, final

from goescape.base.constant import StringConst
from goescape.facts import costs
from goescape.ir import nodes as ir
from goescape.ir import walk
from goescape.types import universe
from goescape.types.model import Type
from goescape.types.sizes import Sizes


@final
class Elided(walk.Visitor):
    """Finds them in function bodies; `why` has a reason for each (`facts.costs`)."""

    def __init__(self, sizes: Sizes) -> None:
        self._sizes: Final = sizes
        self.why: Final[dict[ir.Node, int]] = {}
        # Elements of maps that are assigned to: the key may be kept.
        self._assigned: Final[set[ir.Node]] = set()

    def enter(self, node: ir.Node) -> bool:
        if isinstance(node, ir.Assign):
            self._assign(node.target)
        elif isinstance(node, ir.AssignOp):
            self._assign(node.target)
            if isinstance(node.value, ir.Concat):
                self.why[node.value] = costs.PART_OF_LONGER
        elif isinstance(node, ir.AssignList):
            for target in node.targets:
                self._assign(target)
        elif isinstance(node, ir.MapIndex):
            if node not in self._assigned:
                self._key(node.index)
        elif isinstance(node, ir.Binary):
            self._operand(node.x)
            self._operand(node.y)
        elif isinstance(node, ir.Concat):
            self._concat(node)
        elif isinstance(node, ir.Convert):
            if node.kind == ir.CONV_STRING_TO_BYTES and isinstance(node.x, ir.Concat):
                self.why[node.x] = costs.MADE_AS_BYTES
        elif isinstance(node, ir.BuiltinCall):
            self._builtin(node)
        elif isinstance(node, ir.Range):
            if _is_conversion(node.x, ir.CONV_STRING_TO_BYTES):
                self.why[node.x] = costs.RANGE_OVER_STRING
        elif isinstance(node, ir.Switch):
            self._switch(node)
        return True

    def _assign(self, target: ir.Expr | None) -> None:
        if isinstance(target, ir.MapIndex):
            self._assigned.add(target)

    def _key(self, key: ir.Expr) -> None:
        """A key that is looked up: a conversion, also within struct and array literals."""
        if isinstance(key, ir.StructLit):
            for pair in key.elems:
                self._key(pair.value)
        elif isinstance(key, ir.ArrayLit):
            for elem in key.elems:
                self._key(elem.value)
        elif _is_conversion(key, ir.CONV_BYTES_TO_STRING):
            self.why[key] = costs.ONLY_LOOKED_UP

    def _operand(self, x: ir.Expr) -> None:
        """No operator but comparisons takes strings: those that add are a Concat."""
        if _is_conversion(x, ir.CONV_BYTES_TO_STRING):
            self.why[x] = costs.ONLY_COMPARED

    def _concat(self, node: ir.Concat) -> None:
        """With all other parts empty the result would be the temporary string itself."""
        if not any(constant_length(elem) > 0 for elem in node.elems):
            return
        for elem in node.elems:
            if _is_conversion(elem, ir.CONV_BYTES_TO_STRING):
                self.why[elem] = costs.COPIED_ANYWAY

    def _builtin(self, node: ir.BuiltinCall) -> None:
        if node.builtin == universe.BUILTIN_LEN:
            measured = node.args[0]
            if _is_conversion(measured, ir.CONV_STRING_TO_RUNES) or _is_conversion(
                measured, ir.CONV_BYTES_TO_STRING
            ):
                self.why[measured] = costs.ONLY_MEASURED
        elif node.builtin == universe.BUILTIN_APPEND and node.has_dots:
            made = node.args[1]
            if isinstance(made, ir.MakeSlice) and made.cap is None:
                if isinstance(made.len, ir.Literal) or self._is_index(made.len.type):
                    self.why[made] = costs.APPEND_MAKES_ROOM

    def _is_index(self, t: Type) -> bool:
        return self._sizes.sizeof(t) <= self._sizes.word

    def _switch(self, node: ir.Switch) -> None:
        if node.tag is None or not _is_conversion(node.tag, ir.CONV_BYTES_TO_STRING):
            return
        for clause in node.clauses:
            for value in clause.values:
                if not isinstance(value, ir.Literal):
                    return
        self.why[node.tag] = costs.ONLY_COMPARED


def _is_conversion(x: ir.Expr, kind: int) -> bool:
    return isinstance(x, ir.Convert) and x.kind == kind


def constant_length(x: ir.Expr) -> int:
    """Length of a constant string in bytes; -1 for what is none."""
    if isinstance(x, ir.Literal) and isinstance(x.value, StringConst):
        return len(x.value.value)
    return -1
