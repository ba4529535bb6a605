"""Facts of a package as bytes, and back.

Texts, names, places, spots, steps and ways are tables, so that what many facts share is there once; what an entry of a
table refers to in its own table comes before it. Facts are decoded as a whole, and every number in them is looked at
then: whoever uses what came out needs no precaution.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.buffer import In, Out
from goescape.base.bug import InternalError
from goescape.facts import costs, functions, operations, ways
from goescape.facts.costs import Cost
from goescape.facts.flowgraphs import Edge, Graph, Node
from goescape.facts.functions import Call, Function, Parameter, Place, Record, Site
from goescape.facts.methods import Interface, Method, MethodSet
from goescape.facts.names import FunctionName
from goescape.facts.ways import Operation, Spot, Step, Way


class Placing(ABC):
    """Says what positions mean while a package is analysed."""

    @abstractmethod
    def place(self, pos: int) -> Place:
        """The place of a position; that of a call it was inlined for as a position, in `call`."""


def encode(
    functions: list[Function],
    graphs: list[Graph],
    sets: list[MethodSet],
    interfaces: list[Interface],
    placing: Placing,
) -> bytes:
    """Facts whose positions `placing` understands; in what is decoded they are numbers of places."""
    writer = _Writer(placing)
    for function in functions:
        writer.function(function)
    for graph in graphs:
        writer.graph(graph)
    for each in sets:
        writer.method_set(each)
    for interface in interfaces:
        writer.interface(interface)
    return writer.done()


@final
class _Writer:
    def __init__(self, placing: Placing) -> None:
        self.placing: Final = placing
        self.texts: Final[dict[str, int]] = {}
        self.names: Final[dict[FunctionName, int]] = {}
        self.places: Final[dict[int, int]] = {}
        self.spots: Final[dict[Spot, int]] = {}
        self.steps: Final[dict[Step, int]] = {}
        self.ways: Final[dict[Way, int]] = {}
        self.name_data: Final = Out()
        self.place_data: Final = Out()
        self.spot_data: Final = Out()
        self.step_data: Final = Out()
        self.way_data: Final = Out()
        self.function_data: Final = Out()
        self.graph_data: Final = Out()
        self.set_data: Final = Out()
        self.interface_data: Final = Out()
        self.n_sets: int = 0
        self.n_interfaces: int = 0
        self.n_functions: int = 0
        self.n_graphs: int = 0

    def done(self) -> bytes:
        out = Out()
        out.texts(list(self.texts))
        for count, data in (
            (len(self.names), self.name_data),
            (len(self.places), self.place_data),
            (len(self.spots), self.spot_data),
            (len(self.steps), self.step_data),
            (len(self.ways), self.way_data),
            (self.n_functions, self.function_data),
            (self.n_graphs, self.graph_data),
            (self.n_sets, self.set_data),
            (self.n_interfaces, self.interface_data),
        ):
            out.uint(count)
            out.raw(data.done())
        return out.done()

    def text(self, out: Out, text: str) -> None:
        number = self.texts.get(text)
        if number is None:
            number = len(self.texts)
            self.texts[text] = number
        out.uint(number)

    def name(self, name: FunctionName) -> int:
        number = self.names.get(name)
        if number is None:
            number = len(self.names)
            self.names[name] = number
            out = self.name_data
            for text in _parts(name):
                self.text(out, text)
        return number

    def optional_name(self, out: Out, name: FunctionName | None) -> None:
        out.uint(0 if name is None else self.name(name) + 1)

    def place(self, pos: int) -> int:
        number = self.places.get(pos)
        if number is None:
            place = self.placing.place(pos)
            call = 0 if place.call < 0 else self.place(place.call) + 1
            out = self.place_data
            self.text(out, place.file)
            out.uint(place.line)
            out.uint(place.column)
            self.text(out, place.told_file)
            out.uint(place.told_line)
            out.uint(place.told_column)
            self.optional_name(out, place.function)
            out.uint(call)
            number = len(self.places)
            self.places[pos] = number
        return number

    def spot(self, spot: Spot) -> int:
        number = self.spots.get(spot)
        if number is None:
            number = len(self.spots)
            self.spots[spot] = number
            out = self.spot_data
            out.byte(spot.kind)
            self.text(out, spot.name)
            out.byte(spot.is_nameless)
            out.uint(self.place(spot.pos))
        return number

    def step(self, step: Step) -> int:
        number = self.steps.get(step)
        if number is None:
            number = len(self.steps)
            self.steps[step] = number
            dst, src = self.spot(step.dst), self.spot(step.src)
            out = self.step_data
            out.uint(dst)
            out.uint(src)
            out.sint(step.derefs)
            out.uint(len(step.operations))
            for operation in step.operations:
                out.byte(operation.code)
                out.uint(self.place(operation.pos))
                out.byte(operation.cause)
                self.optional_name(out, operation.callee)
                out.sint(operation.param)
        return number

    def way(self, way: Way) -> int:
        number = self.ways.get(way)
        if number is None:
            # What a way leads on to has a smaller number.
            then = 0 if way.then is None else self.way(way.then) + 1
            out = self.way_data
            out.uints([self.step(step) for step in way.steps])
            out.byte(way.cause)
            out.sint(way.result)
            out.byte(way.is_truncated)
            out.uint(then)
            number = len(self.ways)
            self.ways[way] = number
        return number

    def function(self, function: Function) -> None:
        self.n_functions += 1
        out = self.function_data
        out.uint(self.name(function.name))
        out.uint(self.place(function.pos))
        out.byte(function.has_body)
        self.optional_name(out, function.outer)
        out.uint(len(function.parameters))
        for parameter in function.parameters:
            self.parameter(out, parameter)
        out.uint(len(function.sites))
        for site in function.sites:
            self.site(out, site)
        out.uint(len(function.calls))
        for call in function.calls:
            self.call(out, call)
        out.uint(len(function.records))
        for record in function.records:
            out.byte(record.kind)
            out.uint(self.place(record.pos))
            out.uint(record.loop_depth)
            out.byte(record.path)
        out.sint(function.inline_cost)
        self.text(out, function.inline_reason)
        out.uints([self.name(name) for name in function.values])

    def parameter(self, out: Out, parameter: Parameter) -> None:
        out.uint(parameter.index)
        out.uint(self.place(parameter.pos))
        self.text(out, parameter.name)
        out.sint(parameter.to_heap)
        out.uint(len(parameter.to_results))
        for index, name, derefs in parameter.to_results:
            out.uint(index)
            self.text(out, name)
            out.uint(derefs)
        out.uints([self.way(way) for way in parameter.ways])

    def site(self, out: Out, site: Site) -> None:
        out.byte(site.kind)
        out.uint(self.place(site.pos))
        out.byte(site.escapes)
        self.text(out, site.name)
        self.optional_name(out, site.callee)
        out.byte(site.path)
        out.uints([self.way(way) for way in site.ways])
        cost = site.cost
        out.byte(cost is not None)
        if cost is not None:
            out.sint(cost.bytes)
            out.sint(cost.rounded)
            out.sint(cost.count)
            out.byte(cost.verdict)
            out.byte(cost.reason)
            out.uint(cost.loop_depth)
            out.uint(cost.value)

    def call(self, out: Out, call: Call) -> None:
        out.uint(self.place(call.pos))
        out.byte(call.how)
        out.byte(call.when)
        out.uint(call.loop_depth)
        out.byte(call.path)
        self.optional_name(out, call.callee)
        self.text(out, call.method)
        self.text(out, call.interface)
        self.text(out, call.home)
        out.byte(call.passes_error)

    def method_set(self, found: MethodSet) -> None:
        self.n_sets += 1
        out = self.set_data
        self.text(out, found.type)
        self.text(out, found.interface)
        self._methods(out, found.methods)

    def interface(self, found: Interface) -> None:
        self.n_interfaces += 1
        out = self.interface_data
        self.text(out, found.type)
        out.byte(found.is_closed)
        self._methods(out, found.methods)

    def _methods(self, out: Out, methods: list[Method]) -> None:
        out.uint(len(methods))
        for method in methods:
            self.text(out, method.id)
            self.text(out, method.signature)
            self.optional_name(out, method.function)
            self.text(out, method.declared)

    def graph(self, graph: Graph) -> None:
        self.n_graphs += 1
        out = self.graph_data
        out.uint(len(graph.nodes))
        for node in graph.nodes:
            out.uint(self.spot(node.spot))
            self.optional_name(out, node.function)
            out.uint(node.loop_depth)
            out.byte(node.escapes)
        out.uint(len(graph.edges))
        for edge in graph.edges:
            out.uint(edge.dst)
            out.uint(edge.src)
            out.sint(edge.derefs)
            out.byte(edge.operation)
            out.uint(self.place(edge.pos))
            out.byte(edge.is_decisive)


def _parts(name: FunctionName) -> list[str]:
    """As `FunctionName` takes them."""
    return [
        name.package, name.package_name, name.name, name.declared, name.type_args, name.copy,
    ]  # fmt: skip


@final
class PackageFacts:
    """Facts of one package.

    Bytes that `encode` did not make end in one of `base.buffer.NONSENSE`, or in facts that are as good as any: what
    refers to something finds it, and codes are known ones.
    """

    def __init__(self, data: bytes) -> None:
        source = In(data)
        reader = _Reader(source.texts())
        n_names = source.uint()
        reader.read_names(In(source.raw()), n_names)
        n_places = source.uint()
        reader.read_places(In(source.raw()), n_places)
        n_spots = source.uint()
        reader.read_spots(In(source.raw()), n_spots)
        n_steps = source.uint()
        reader.read_steps(In(source.raw()), n_steps)
        n_ways = source.uint()
        reader.read_ways(In(source.raw()), n_ways)
        n_functions = source.uint()
        found = In(source.raw())
        # In the order they were analysed.
        self.functions: Final = [reader.function(found) for _ in range(n_functions)]
        _check_end(found)
        n_graphs = source.uint()
        found = In(source.raw())
        self.graphs: Final = [reader.graph(found) for _ in range(n_graphs)]
        _check_end(found)
        n_sets = source.uint()
        found = In(source.raw())
        # Types with methods, and interfaces, that the package declares or uses.
        self.method_sets: Final = [reader.method_set(found) for _ in range(n_sets)]
        _check_end(found)
        n_interfaces = source.uint()
        found = In(source.raw())
        self.interfaces: Final = [reader.interface(found) for _ in range(n_interfaces)]
        _check_end(found)
        _check_end(source)
        self._places: Final = reader.places

    def place(self, pos: int) -> Place:
        return self._places[pos]

    def outermost(self, pos: int) -> Place:
        """The place of a position in the function that was compiled: of the call, if it was inlined."""
        place = self.place(pos)
        while place.call >= 0:
            place = self.place(place.call)
        return place


@final
class _Reader:
    """The tables of a package's facts, and what is made of them."""

    def __init__(self, texts: list[str]) -> None:
        self.texts: Final = texts
        self.names: Final[list[FunctionName]] = []
        self.places: Final[list[Place]] = []
        self.spots: Final[list[Spot]] = []
        self.steps: Final[list[Step]] = []
        self.ways: Final[list[Way]] = []

    # ----------------------------------------------------------------------------------- numbers

    def text(self, data: In) -> str:
        return self.texts[data.uint()]

    def optional_name(self, data: In) -> FunctionName | None:
        number = data.uint()
        return None if number == 0 else self.names[number - 1]

    def pos(self, data: In) -> int:
        return _below(len(self.places), data.uint())

    # ------------------------------------------------------------------------------------ tables

    def read_names(self, data: In, count: int) -> None:
        for _ in range(count):
            package, package_name, name = self.text(data), self.text(data), self.text(data)
            declared, type_args = self.text(data), self.text(data)
            self.names.append(
                FunctionName(package, package_name, name, declared, type_args, self.text(data))
            )
        _check_end(data)

    def read_places(self, data: In, count: int) -> None:
        for _ in range(count):
            file, line, column = self.text(data), data.count(), data.count()
            place = Place(file, line, column, self.text(data), data.count(), data.count())
            place.function = self.optional_name(data)
            place.call = _below(len(self.places) + 1, data.uint()) - 1
            if (place.function is None) != (place.call < 0):
                raise InternalError("an inlined function without its call")
            self.places.append(place)
        _check_end(data)

    def read_spots(self, data: In, count: int) -> None:
        for _ in range(count):
            kind, name, is_nameless = data.byte(), self.text(data), data.byte() == 1
            _below(ways.SPOT_HELPER + 1, kind)
            self.spots.append(Spot(kind, name, is_nameless, self.pos(data), ""))
        _check_end(data)

    def read_steps(self, data: In, count: int) -> None:
        for _ in range(count):
            dst = self.spots[data.uint()]
            step = Step(dst, self.spots[data.uint()], data.signed_count())
            for _ in range(data.uint()):
                step.operations.append(self.operation(data))
            self.steps.append(step)
        _check_end(data)

    def operation(self, data: In) -> Operation:
        code, pos = _below(operations.DEFER + 1, data.byte()), self.pos(data)
        found = Operation(code, pos, _cause(data), "")
        found.callee = self.optional_name(data)
        found.param = data.signed_count()
        return found

    def read_ways(self, data: In, count: int) -> None:
        for _ in range(count):
            way = Way()
            way.steps.extend([self.steps[step] for step in data.uints()])
            way.cause = _cause(data)
            way.result = data.signed_count()
            way.is_truncated = data.byte() == 1
            then = data.uint()
            way.then = None if then == 0 else self.ways[then - 1]
            self.ways.append(way)
        _check_end(data)

    # --------------------------------------------------------------------------------- functions

    def function(self, data: In) -> Function:
        name = self.names[data.uint()]
        function = Function(name, self.pos(data), data.byte() == 1)
        function.outer = self.optional_name(data)
        for _ in range(data.uint()):
            function.parameters.append(self.parameter(data))
        for _ in range(data.uint()):
            function.sites.append(self.site(data))
        for _ in range(data.uint()):
            function.calls.append(self.call(data))
        for _ in range(data.uint()):
            kind = _below(functions.ASSERTS + 1, data.byte())
            pos = self.pos(data)
            depth = data.count()
            function.records.append(Record(kind, pos, depth, _path(data)))
        function.inline_cost = data.signed_count()
        function.inline_reason = self.text(data)
        function.values.extend([self.names[number] for number in data.uints()])
        return function

    def parameter(self, data: In) -> Parameter:
        index, pos = data.count(), self.pos(data)
        found = Parameter(index, pos, self.text(data))
        found.to_heap = data.signed_count()
        for _ in range(data.uint()):
            result, name = data.count(), self.text(data)
            found.to_results.append((result, name, data.count()))
        found.ways.extend([self.ways[number] for number in data.uints()])
        return found

    def site(self, data: In) -> Site:
        kind = _below(functions.KINDS, data.byte())
        found = Site(kind, self.pos(data), data.byte() == 1)
        found.name = self.text(data)
        found.callee = self.optional_name(data)
        found.path = _path(data)
        found.ways = [self.ways[number] for number in data.uints()]
        if data.byte() == 1:
            found.cost = _cost(data)
        return found

    def call(self, data: In) -> Call:
        pos = self.pos(data)
        how = _below(functions.INLINED + 1, data.byte())
        when = _below(functions.IN_GOROUTINE + 1, data.byte())
        depth = data.count()
        found = Call(pos, how, when, depth, _path(data))
        found.callee = self.optional_name(data)
        found.method = self.text(data)
        found.interface = self.text(data)
        found.home = self.text(data)
        found.passes_error = data.byte() == 1
        return found

    def method_set(self, data: In) -> MethodSet:
        type = self.text(data)
        found = MethodSet(type, self.text(data))
        found.methods.extend(self._methods(data))
        return found

    def interface(self, data: In) -> Interface:
        type = self.text(data)
        found = Interface(type, data.byte() == 1)
        found.methods.extend(self._methods(data))
        return found

    def _methods(self, data: In) -> list[Method]:
        methods: list[Method] = []
        for _ in range(data.uint()):
            id = self.text(data)
            method = Method(id, self.text(data))
            method.function = self.optional_name(data)
            method.declared = self.text(data)
            methods.append(method)
        return methods

    def graph(self, data: In) -> Graph:
        graph = Graph()
        for _ in range(data.uint()):
            spot = self.spots[data.uint()]
            name = self.optional_name(data)
            depth = data.count()
            graph.nodes.append(Node(spot, name, depth, data.byte() == 1))
        n_nodes = len(graph.nodes)
        for _ in range(data.uint()):
            dst, src = _below(n_nodes, data.uint()), _below(n_nodes, data.uint())
            derefs = data.signed_count()
            operation, pos = _below(operations.DEFER + 1, data.byte()), self.pos(data)
            graph.edges.append(Edge(dst, src, derefs, operation, pos, data.byte() == 1))
        return graph


def _cost(data: In) -> Cost:
    size, rounded, count = data.signed_count(), data.signed_count(), data.signed_count()
    verdict, reason = _below(costs.ALWAYS + 1, data.byte()), data.byte()
    if reason not in costs.REASONS:
        raise InternalError("an unknown reason")
    depth = data.count()
    return Cost(size, rounded, count, verdict, reason, depth, data.count())


def _cause(data: In) -> int:
    return _below(ways.CAUSE_HELD + 1, data.byte())


def _path(data: In) -> int:
    return _below(functions.TO_INNER_ERROR + 1, data.byte())


def _below(limit: int, number: int) -> int:
    if number >= limit:
        raise InternalError("facts with a number that means nothing")
    return number


def _check_end(data: In) -> None:
    if data.at != len(data.data):
        raise InternalError("facts end too late")
