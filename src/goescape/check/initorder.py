"""The order in which package-level variables are initialised (Go spec, "Package initialization").

Objects depend on the objects that their initialisers or bodies mention, and on those that functions lead to which
are mentioned; functions that lead to each other lead to the same. Then the variable with the fewest outstanding
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
    """An object with what it mentions."""

    def __init__(self, obj: Object, order: int) -> None:
        self.obj: Final = obj
        self.order: Final = order
        self.mentions: Final[list[_Node]] = []
        # Variables and constants: who depends on it, and how many that it depends on are not initialised yet.
        self.users: Final[list[_Node]] = []
        self.outstanding: int = 0
        self.done: bool = False
        # Functions: state of the search (0: not found yet), and in the end which variables and constants it leads to.
        self.number: int = 0
        self.lowest: int = 0
        self.next: int = 0
        self.reached: set[_Node] | None = None

    @property
    def is_function(self) -> bool:
        return isinstance(self.obj, Func)


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
    """The variables and constants with who depends on them."""
    nodes: dict[Object, _Node] = {}
    for obj in c.objects:
        if isinstance(obj, (Var, Const, Func)):
            nodes[obj] = _Node(obj, order[obj])
    for obj, node in nodes.items():
        for other in c.decls[obj].deps:
            mentioned = nodes.get(other)
            if mentioned is not None:
                node.mentions.append(mentioned)
    search = _Search()
    rest = [node for node in nodes.values() if not node.is_function]
    for node in rest:
        needs: set[_Node] = set()
        for mentioned in node.mentions:
            if mentioned.is_function:
                needs |= search.reached(mentioned)
            else:
                needs.add(mentioned)
        node.outstanding = len(needs)
        for needed in needs:
            needed.users.append(node)
    return rest


@final
class _Search:
    """What functions lead to, component by component (Tarjan's algorithm, on a stack of our own)."""

    def __init__(self) -> None:
        self._last_number: int = 0
        self._pending: Final[list[_Node]] = []

    def reached(self, func: _Node) -> set[_Node]:
        if func.reached is None:
            self._visit(func)
        return func.reached or set()

    def _visit(self, start: _Node) -> None:
        stack: list[_Node] = []
        self._open(start, stack)
        while stack:
            node = stack[-1]
            if node.next < len(node.mentions):
                mentioned = node.mentions[node.next]
                node.next += 1
                if not mentioned.is_function:
                    continue
                if mentioned.number == 0:
                    self._open(mentioned, stack)
                elif mentioned.reached is None:
                    node.lowest = min(node.lowest, mentioned.number)
                continue
            stack.pop()
            if node.lowest == node.number:
                self._complete(node)
            if stack:
                stack[-1].lowest = min(stack[-1].lowest, node.lowest)

    def _open(self, node: _Node, stack: list[_Node]) -> None:
        self._last_number += 1
        node.number = node.lowest = self._last_number
        stack.append(node)
        self._pending.append(node)

    def _complete(self, root: _Node) -> None:
        """All functions found since `root` lead to it and to each other."""
        start = len(self._pending) - 1
        while self._pending[start] is not root:
            start -= 1
        component = self._pending[start:]
        del self._pending[start:]
        reached: set[_Node] = set()
        for member in component:
            for mentioned in member.mentions:
                if not mentioned.is_function:
                    reached.add(mentioned)
                elif mentioned.reached is not None:
                    reached |= mentioned.reached
        for member in component:
            member.reached = reached


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
