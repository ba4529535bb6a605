"""Sites that escape analysis has no place for, because nothing depends on them: they are in the heap if they are made.

Channels; strings put together by `s += t`; what maps need for entries that are put in.
"""

from goescape.escape import chancost, mapcost
from goescape.escape.context import Walk
from goescape.escape.price import Price
from goescape.facts import costs, functions
from goescape.ir import nodes as ir
from goescape.syntax.nodes import OP_ADD
from goescape.types import predicates


def channel(w: Walk, node: ir.MakeChan) -> None:
    if w.batch.analysis.explains:
        price = chancost.made(_price(w), node)
        w.batch.analysis.account.add_untold(w.func, functions.MAKE_CHAN, node.pos, price, w.path)


def map_entry(w: Walk, target: ir.MapIndex) -> None:
    if w.batch.analysis.explains:
        price = mapcost.entry(_price(w), target.x.type)
        w.batch.analysis.account.add_untold(w.func, functions.MAP_ENTRY, target.pos, price, w.path)


def assigned_concatenation(w: Walk, node: ir.AssignOp) -> None:
    """`s += t`: the sum is stored in the heap, even if s does not escape."""
    analysis = w.batch.analysis
    if analysis.explains and node.op == OP_ADD and predicates.is_string(node.target.type):
        price = _price(w).perhaps(costs.TWO_PARTS)
        analysis.account.add_untold(w.func, functions.CONCATENATION, node.pos, price, w.path)


def _price(w: Walk) -> Price:
    analysis = w.batch.analysis
    return Price(analysis.toolchain, analysis.sizes, True, w.repeated)
