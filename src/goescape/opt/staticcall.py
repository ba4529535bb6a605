"""Inlined calls as initial values: what an inlined call returns, if that can be laid out at compile time."""

from typing import Final, final

from goescape.base import constant
from goescape.ir import clone, walk
from goescape.ir import nodes as ir
from goescape.opt.effects import has_side_effects, is_side_effect
from goescape.types import predicates
from goescape.types.model import Basic, underlying
from goescape.types.sizes import Sizes


def inlined_result(sizes: Sizes, call: ir.InlinedCall) -> ir.Expr | None:
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
    substitution = _Substitution(sizes, arguments)
    result = clone.substituted(returned, call.callee, arguments, substitution)
    return None if substitution.has_failed else result


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
        if is_side_effect(node) or isinstance(
            node,
            (ir.MakeChan, ir.MakeMap, ir.MakeSlice, ir.MapLit, ir.SliceLit, ir.New, ir.PtrLit),
        ):
            self.found = True
        elif isinstance(node, ir.Convert) and node.kind in (
            ir.CONV_STRING_TO_BYTES, ir.CONV_STRING_TO_RUNES,
        ):  # fmt: skip
            self.found = True
        return not self.found


@final
class _Substitution(clone.Adaptation):
    """Puts arguments in the place of parameters. What becomes constant by that is computed, as far as the
    compiler can: conversions between integers, and concatenations."""

    def __init__(self, sizes: Sizes, arguments: dict[ir.Local, ir.Expr]) -> None:
        self._sizes: Final = sizes
        # The dictionary that is passed.
        self._dictionary: str = ""
        for argument in arguments.values():
            if isinstance(argument, ir.DictArg):
                self._dictionary = argument.text
        # A constant is converted to or from something that is no integer: left to run time.
        self.has_failed: bool = False

    def pos(self, pos: int) -> int:
        return pos

    def literal(self, cloner: clone.Cloner, original: ir.Func) -> ir.Func:
        return clone.exact_literal(cloner, original)

    def enter(self) -> None:
        return

    def leave(self) -> None:
        return

    def folded(self, x: ir.Expr) -> ir.Expr:
        if isinstance(x, ir.Concat):
            return _concatenated(x)
        if isinstance(x, ir.DictArg) and not x.is_static and self._dictionary != "":
            return ir.DictArg(x.pos, x.type, _of_dictionary(x.text, self._dictionary))
        if isinstance(x, ir.Convert) and x.kind == ir.CONV_NUMERIC:
            if isinstance(x.x, ir.Literal):
                return self._converted(x, x.x)
        return x

    def _converted(self, x: ir.Convert, literal: ir.Literal) -> ir.Expr:
        source, target = underlying(literal.type), underlying(x.type)
        if not isinstance(source, Basic) or not isinstance(target, Basic):
            self.has_failed = True
            return x
        if source.kind == target.kind:
            return ir.Literal(literal.pos, x.type, literal.value)
        value = constant.to_int(literal.value)
        if not predicates.is_integer(source) or not predicates.is_integer(target):
            self.has_failed = True
        elif isinstance(value, constant.IntConst):
            return ir.Literal(
                literal.pos, x.type, constant.make_int(_wrapped(self._sizes, value.value, target))
            )
        return x


def _of_dictionary(text: str, dictionary: str) -> str:
    """`(*[2]uintptr)(.dict[0])` with another dictionary in the place of the parameter."""
    conversion, _, word = text.partition(")(")
    return f"{conversion})(({dictionary}){word[word.rindex('[') :]}"


def _wrapped(sizes: Sizes, value: int, target: Basic) -> int:
    """`value` as an integer type holds it."""
    bits = sizes.sizeof(target) * 8
    value &= (1 << bits) - 1
    if not predicates.is_unsigned(target) and value >= 1 << (bits - 1):
        value -= 1 << bits
    return value


def _concatenated(x: ir.Concat) -> ir.Expr:
    """Adjacent constants become one."""
    elems: list[ir.Expr] = []
    for elem in x.elems:
        last = elems[-1] if elems else None
        if (
            isinstance(elem, ir.Literal)
            and isinstance(last, ir.Literal)
            and isinstance(elem.value, constant.StringConst)
            and isinstance(last.value, constant.StringConst)
        ):
            both = constant.make_string(last.value.value + elem.value.value)
            elems[-1] = ir.Literal(last.pos, last.type, both)
        else:
            elems.append(elem)
    if len(elems) == 1:
        return elems[0]
    return ir.Concat(x.pos, x.type, elems)
