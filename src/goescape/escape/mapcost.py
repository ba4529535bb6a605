"""What maps cost (internal/runtime/maps, cmd/compile/internal/walk and reflectdata).

A map is a header and groups of eight slots. Up to eight entries there is one group, made with the first
entry; beyond, a directory of tables, each with an array of groups. Header and first group are on the stack if
the map does not escape. Keys and elements that are large are not in the slots: each is an object of its own.
"""

from goescape.base.constant import IntConst
from goescape.escape.price import Price, Total
from goescape.facts import costs
from goescape.facts.costs import ALWAYS, MAYBE, Cost
from goescape.ir import nodes as ir
from goescape.types import sizes
from goescape.types.model import Map, Type, underlying


def made(price: Price, node: ir.MakeMap) -> Cost:
    """`make(map[K]V, hint)`, without the entries that come later."""
    hint = node.hint
    if hint is None:
        return _small(price)
    if not isinstance(hint, ir.Literal) or not isinstance(hint.value, IntConst):
        if price.escapes:
            return price.growing(ALWAYS, costs.MAP_WITH_ROOM_FOR_MORE, price.maps.group_slots)
        return price.growing(MAYBE, costs.MADE_FOR_MORE, price.maps.group_slots)
    room = hint.value.value
    if room <= price.maps.group_slots:
        return _small(price)
    total = Total(price.toolchain)
    if price.escapes:
        total.add(price.map_header, True)
    _add_tables(price, total, node.type, room)
    return total.cost(costs.MAP_WITH_ROOM, price.depth)


def _small(price: Price) -> Cost:
    if price.escapes:
        return price.of(price.map_header, True, costs.MAP_HEADER)
    return price.free(costs.ENTRIES_COST)


def entry(price: Price, type: Type) -> Cost:
    """`m[k] = v`: a new key may need room."""
    map = underlying(type)
    if isinstance(map, Map) and (_is_indirect(price, map.key) or _is_indirect(price, map.value)):
        return price.growing(MAYBE, costs.ENTRIES_LARGE, price.maps.inline_max)
    return price.growing(MAYBE, costs.MAP_GROWS)


def literal(price: Price, node: ir.MapLit) -> Cost:
    """`map[K]V{…}` with its entries, taking all keys to be different."""
    n = len(node.elems)
    total = Total(price.toolchain)
    if price.escapes:
        total.add(price.map_header, True)
    map = underlying(node.type)
    if n > 0 and isinstance(map, Map):
        maps = price.maps
        if n > maps.table_max // maps.group_slots * maps.group_load:
            # Tables split when their share of the entries happens to be too large.
            return price.growing(ALWAYS, costs.MAP_OF_TABLES)
        if n > maps.group_slots:
            _add_tables(price, total, map, n)
        elif price.escapes:
            total.add(_group_size(price, map), _group_has_pointers(price, map))
        for type in (map.key, map.value):
            if _is_indirect(price, type):
                total.add(price.sizes.sizeof(type), sizes.has_pointers(type), n)
    return total.cost(costs.MAP_WITH_ENTRIES, price.depth)


def _add_tables(price: Price, total: Total, type: Type, room: int) -> None:
    map = underlying(type)
    if not isinstance(map, Map):
        return
    maps = price.maps
    slots = room * maps.group_slots // maps.group_load
    n_tables = _power_of_two((slots + maps.table_max - 1) // maps.table_max)
    n_groups = _power_of_two(max(slots // n_tables, maps.group_slots)) // maps.group_slots
    total.add(n_tables * price.sizes.word, True)
    total.add(maps.table[price.sizes.word], True, n_tables)
    total.add(n_groups * _group_size(price, map), _group_has_pointers(price, map), n_tables)


def _power_of_two(n: int) -> int:
    """The least power of two that is not less than n."""
    return 1 << (n - 1).bit_length()


def _is_indirect(price: Price, type: Type) -> bool:
    return price.sizes.sizeof(type) > price.maps.inline_max


def _group_size(price: Price, map: Map) -> int:
    """A word of control bytes, then slots: a key and an element each."""
    key_size, key_align = _in_slot(price, map.key)
    elem_size, elem_align = _in_slot(price, map.value)
    slot = sizes.align_up(key_size, elem_align) + elem_size
    if elem_size == 0 and key_size > 0:
        # Structs do not end with a field without size: its address would be that of something else.
        slot += 1
    slot = sizes.align_up(slot, max(key_align, elem_align))
    return sizes.align_up(price.maps.control + price.maps.group_slots * slot, price.sizes.word)


def _in_slot(price: Price, type: Type) -> tuple[int, int]:
    """Size and alignment of a key or element as it is kept."""
    if _is_indirect(price, type):
        return price.sizes.word, price.sizes.word
    return price.sizes.sizeof(type), price.sizes.alignof(type)


def _group_has_pointers(price: Price, map: Map) -> bool:
    for type in (map.key, map.value):
        if _is_indirect(price, type) or sizes.has_pointers(type):
            return True
    return False
