"""The order in which package-level variables are initialised (Go spec, "Package initialization").

Objects depend on the objects that their initialisers or bodies mention. Functions are taken out of the graph by
joining those that mention them with those that they mention; then the variable with the fewest outstanding
dependencies, the earliest in the source among equals, is initialised next. A dependency left over at that moment
is a cycle.
"""

from heapq import heappop, heappush
from typing import Final, final

from goescape.base import codes
from goescape.check import checker as ck
from goescape.check.info import Initializer
from goescape.types.objects import Const, Func, Object, Var


@final
class _Node:
    """An object with what mentions it and what it mentions; sets as ordered dicts."""

    def __init__(self, obj: Object, order: int) -> None:
        self.obj: Final = obj
        self.order: Final = order
        self.users: Final[dict[_Node, bool]] = {}
        self.needs: Final[dict[_Node, bool]] = {}
        # Dependencies that are not initialised yet.
        self.outstanding: int = 0
        self.done: bool = False

    def cost(self) -> int:
        return len(self.users) * len(self.needs)


def compute(c: "ck.Checker") -> None:
    """Fill `info.init_order`; reports initialisation cycles."""
    order = {obj: i for i, obj in enumerate(c.objects)}
    nodes = _graph(c, order)
    # Constants first: they have no order of their own and only ease cycle detection.
    heap: list[tuple[int, int, int]] = []
    by_order: dict[int, _Node] = {}
    for node in nodes:
        by_order[node.order] = node
        heappush(heap, _rank(node))
    emitted: set[ck.DeclInfo] = set()
    while heap:
        _, outstanding, key = heappop(heap)
        node = by_order[key]
        if node.done or outstanding != node.outstanding:
            continue  # a later entry of the node is the valid one
        node.done = True
        if node.outstanding > 0:
            cycle = _find_path(c, node.obj, node.obj, order, set())
            if cycle:
                _report(c, cycle)
        for user in node.users:
            user.outstanding -= 1
            if not user.done:
                heappush(heap, _rank(user))
        _emit(c, node.obj, emitted)


def _rank(node: _Node) -> tuple[int, int, int]:
    return (0 if isinstance(node.obj, Const) else 1, node.outstanding, node.order)


def _emit(c: "ck.Checker", obj: Object, emitted: "set[ck.DeclInfo]") -> None:
    if not isinstance(obj, Var):
        return
    info = c.decls[obj]
    if info.init is None or info in emitted:
        return
    emitted.add(info)
    c.info.init_order.append(Initializer(info.lhs if info.lhs else [obj], info.init))


def _graph(c: "ck.Checker", order: dict[Object, int]) -> list[_Node]:
    """The variables and constants with their dependencies, functions eliminated."""
    nodes: dict[Object, _Node] = {}
    for obj in c.objects:
        if isinstance(obj, (Var, Const, Func)):
            nodes[obj] = _Node(obj, order[obj])
    for obj, node in nodes.items():
        for other in c.decls[obj].deps:
            needed = nodes.get(other)
            if needed is not None:
                node.needs[needed] = True
                needed.users[node] = True
    functions = [node for node in nodes.values() if isinstance(node.obj, Func)]
    # Cheap ones first keeps the number of new edges down.
    functions.sort(key=_Node.cost)
    for node in functions:
        _eliminate(node)
    rest = [node for node in nodes.values() if not isinstance(node.obj, Func)]
    for node in rest:
        node.outstanding = len(node.needs)
    return rest


def _eliminate(node: _Node) -> None:
    for user in node.users:
        if user is node:
            continue
        for needed in node.needs:
            if needed is not node:
                user.needs[needed] = True
                needed.users[user] = True
        user.needs.pop(node, None)
    for needed in node.needs:
        needed.users.pop(node, None)


def _find_path(
    c: "ck.Checker", start: Object, goal: Object, order: dict[Object, int], seen: set[Object]
) -> list[Object]:
    """A path of dependencies from start to goal, last object first; empty if there is none."""
    # An explicit stack: chains of functions may be long.
    stack: list[tuple[Object, list[Object]]] = [(start, _sorted_deps(c, start, order))]
    seen.add(start)
    while stack:
        _current, rest = stack[-1]
        if not rest:
            stack.pop()
            continue
        following = rest.pop()
        if following is goal:
            return [goal] + [obj for obj, _ in reversed(stack) if obj is not goal]
        if following not in seen:
            seen.add(following)
            stack.append((following, _sorted_deps(c, following, order)))
    return []


def _sorted_deps(c: "ck.Checker", obj: Object, order: dict[Object, int]) -> list[Object]:
    """Dependencies, the earliest in the source last."""
    info = c.decls.get(obj)
    if info is None:
        return []
    keyed = sorted((order.get(dep, -1), i) for i, dep in enumerate(info.deps))
    deps = list(info.deps)
    return [deps[i] for _, i in reversed(keyed)]


def _report(c: "ck.Checker", cycle: list[Object]) -> None:
    obj = cycle[0]
    if len(cycle) == 1:
        c.error(
            obj.pos, codes.INVALID_INIT_CYCLE, f"initialization cycle: {obj.name} refers to itself"
        )
        return
    lines = [f"initialization cycle for {obj.name}"]
    for following in reversed(cycle):
        lines.append(f"\n\t{c.table.mentioned(obj.pos)}: {obj.name} refers to {following.name}")
        obj = following
    c.error(cycle[0].pos, codes.INVALID_INIT_CYCLE, lines[0], "".join(lines[1:]))
