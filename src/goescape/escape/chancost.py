"""What channels cost (runtime.makechan): a header, with the buffer behind it if no pointers are in that."""

from goescape.base.constant import IntConst
from goescape.escape.price import Price, Total
from goescape.facts import costs
from goescape.facts.costs import ALWAYS, Cost
from goescape.ir import nodes as ir
from goescape.types import sizes
from goescape.types.model import Chan, Type, underlying


def made(price: Price, node: ir.MakeChan) -> Cost:
    """`make(chan T, size)`: always in the heap."""
    elem = _elem(node.type)
    size = 0 if elem is None else price.sizes.sizeof(elem)
    room = 0
    if node.size is not None:
        if not isinstance(node.size, ir.Literal) or not isinstance(node.size.value, IntConst):
            return _of_unknown_size(price, elem, size)
        room = node.size.value.value
    buffer = room * size
    total = Total(price.toolchain)
    if elem is not None and buffer and sizes.has_pointers(elem):
        total.add(price.channel_header, True)
        total.add(buffer, True)
    else:
        total.add(price.channel_header + buffer, False)
    return total.cost(costs.CHANNEL_WITH_BUFFER if buffer else costs.CHANNEL, price.depth)


def _of_unknown_size(price: Price, elem: Type | None, size: int) -> Cost:
    if size == 0:
        return price.forced().of(price.channel_header, False, costs.CHANNEL)
    if elem is not None and sizes.has_pointers(elem):
        return price.growing(ALWAYS, costs.CHANNEL_WITH_BUFFER)
    return price.surely(costs.CHANNEL_WITH_BUFFER)


def _elem(type: Type) -> Type | None:
    chan = underlying(type)
    return chan.elem if isinstance(chan, Chan) else None
