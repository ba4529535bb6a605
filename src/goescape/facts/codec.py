"""Facts of a package as bytes, and back: what is asked for is decoded, nothing else.

Texts, names, places, spots, steps and ways are tables, so that what many facts share is there once. Ways and functions
are records of their own, decoded when somebody looks at them.
"""

from abc import ABC, abstractmethod
from typing import Final, final

from goescape.base.buffer import In, Out
from goescape.facts.costs import Cost
from goescape.facts.flowgraphs import Edge, Graph, Node
from goescape.facts.functions import Call, Function, Parameter, Place, Site
from goescape.facts.names import FunctionName
from goescape.facts.ways import Operation, Spot, Step, Way


class Placing(ABC):
    """Says what positions mean while a package is analysed."""

    @abstractmethod
    def place(self, pos: int) -> Place:
        """The place of a position; that of a call it was inlined for as a position, in `call`."""


def encode(functions: list[Function], graphs: list[Graph], placing: Placing) -> bytes:
    """Facts whose positions `placing` understands; in what is decoded they are numbers of places."""
    writer = _Writer(placing)
    for function in functions:
        writer.function(function)
    for graph in graphs:
        writer.graph(graph)
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
            record = Out()
            record.uints([self.step(step) for step in way.steps])
            record.byte(way.cause)
            record.sint(way.result)
            record.byte(way.is_truncated)
            record.uint(then)
            number = len(self.ways)
            self.ways[way] = number
            self.way_data.raw(record.done())
        return number

    def function(self, function: Function) -> None:
        self.n_functions += 1
        out = self.function_data
        out.uint(self.name(function.name))
        record = Out()
        record.uint(self.place(function.pos))
        record.byte(function.has_body)
        record.uint(len(function.parameters))
        for parameter in function.parameters:
            self.parameter(record, parameter)
        record.uint(len(function.sites))
        for site in function.sites:
            self.site(record, site)
        record.uint(len(function.calls))
        for call in function.calls:
            self.call(record, call)
        out.raw(record.done())

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
    """Facts of one package, decoded as they are asked for.

    Whatever is read from bytes that `encode` did not make may raise InternalError, IndexError, ValueError,
    OverflowError or MemoryError.
    """

    def __init__(self, data: bytes) -> None:
        source = In(data)
        self._texts: Final = source.texts()
        n_names = source.uint()
        self._names: Final = self._read_names(In(source.raw()), n_names)
        n_places = source.uint()
        self._places: Final = self._read_places(In(source.raw()), n_places)
        n_spots = source.uint()
        self._spots: Final = self._read_spots(In(source.raw()), n_spots)
        n_steps = source.uint()
        self._steps: Final = self._read_steps(In(source.raw()), n_steps)
        n_ways = source.uint()
        ways = In(source.raw())
        self._way_data: Final = [ways.raw() for _ in range(n_ways)]
        self._ways: Final[list[Way | None]] = [None] * len(self._way_data)
        n_functions = source.uint()
        functions = In(source.raw())
        self._function_names: Final[list[FunctionName]] = []
        self._function_data: Final[list[bytes]] = []
        for _ in range(n_functions):
            self._function_names.append(self._names[functions.uint()])
            self._function_data.append(functions.raw())
        self._functions: Final[list[Function | None]] = [None] * n_functions
        n_graphs = source.uint()
        graphs = In(source.raw())
        self.graphs: Final = [self._graph(graphs) for _ in range(n_graphs)]

    @property
    def names(self) -> list[FunctionName]:
        """The names of the functions, in the order they were analysed."""
        return self._function_names

    def functions(self) -> list[Function]:
        return [self.function(number) for number in range(len(self._function_data))]

    def function(self, number: int) -> Function:
        """The function with a number, as in `names`."""
        found = self._functions[number]
        if found is None:
            found = self._read_function(
                self._function_names[number], In(self._function_data[number])
            )
            self._functions[number] = found
        return found

    def place(self, pos: int) -> Place:
        return self._places[pos]

    # ------------------------------------------------------------------------------------ tables

    def _optional_name(self, data: In) -> FunctionName | None:
        number = data.uint()
        return None if number == 0 else self._names[number - 1]

    def _read_names(self, data: In, count: int) -> list[FunctionName]:
        texts = self._texts
        return [
            FunctionName(
                texts[data.uint()],
                texts[data.uint()],
                texts[data.uint()],
                texts[data.uint()],
                texts[data.uint()],
                texts[data.uint()],
            )
            for _ in range(count)
        ]

    def _read_places(self, data: In, count: int) -> list[Place]:
        texts = self._texts
        found: list[Place] = []
        for _ in range(count):
            file, line, column = texts[data.uint()], data.uint(), data.uint()
            place = Place(file, line, column, texts[data.uint()], data.uint(), data.uint())
            place.function = self._optional_name(data)
            place.call = data.uint() - 1
            found.append(place)
        return found

    def _read_spots(self, data: In, count: int) -> list[Spot]:
        texts = self._texts
        return [
            Spot(data.byte(), texts[data.uint()], data.byte() == 1, data.uint(), "")
            for _ in range(count)
        ]

    def _read_steps(self, data: In, count: int) -> list[Step]:
        found: list[Step] = []
        for _ in range(count):
            dst = self._spots[data.uint()]
            step = Step(dst, self._spots[data.uint()], data.sint())
            for _ in range(data.uint()):
                operation = Operation(data.byte(), data.uint(), data.byte(), "")
                operation.callee = self._optional_name(data)
                operation.param = data.sint()
                step.operations.append(operation)
            found.append(step)
        return found

    def _way(self, number: int) -> Way:
        way = self._ways[number]
        if way is None:
            data = In(self._way_data[number])
            way = Way()
            way.steps.extend([self._steps[step] for step in data.uints()])
            way.cause = data.byte()
            way.result = data.sint()
            way.is_truncated = data.byte() == 1
            then = data.uint()
            if then > number:
                raise ValueError("a way leads on to a later one")
            way.then = None if then == 0 else self._way(then - 1)
            self._ways[number] = way
        return way

    # --------------------------------------------------------------------------------- functions

    def _read_function(self, name: FunctionName, data: In) -> Function:
        function = Function(name, data.uint(), data.byte() == 1)
        for _ in range(data.uint()):
            function.parameters.append(self._parameter(data))
        for _ in range(data.uint()):
            function.sites.append(self._site(data))
        for _ in range(data.uint()):
            function.calls.append(self._call(data))
        return function

    def _parameter(self, data: In) -> Parameter:
        index, pos = data.uint(), data.uint()
        found = Parameter(index, pos, self._texts[data.uint()])
        found.to_heap = data.sint()
        for _ in range(data.uint()):
            result = data.uint()
            name = self._texts[data.uint()]
            found.to_results.append((result, name, data.uint()))
        found.ways.extend([self._way(number) for number in data.uints()])
        return found

    def _site(self, data: In) -> Site:
        found = Site(data.byte(), data.uint(), data.byte() == 1)
        found.name = self._texts[data.uint()]
        found.callee = self._optional_name(data)
        found.path = data.byte()
        found.ways = [self._way(number) for number in data.uints()]
        if data.byte() == 1:
            size, rounded, count = data.sint(), data.sint(), data.sint()
            verdict, reason = data.byte(), data.byte()
            depth = data.uint()
            found.cost = Cost(size, rounded, count, verdict, reason, depth, data.uint())
        return found

    def _call(self, data: In) -> Call:
        pos, how, when = data.uint(), data.byte(), data.byte()
        depth = data.uint()
        found = Call(pos, how, when, depth, data.byte())
        found.callee = self._optional_name(data)
        found.method = self._texts[data.uint()]
        return found

    def _graph(self, data: In) -> Graph:
        graph = Graph()
        for _ in range(data.uint()):
            spot = self._spots[data.uint()]
            name = self._optional_name(data)
            depth = data.uint()
            graph.nodes.append(Node(spot, name, depth, data.byte() == 1))
        for _ in range(data.uint()):
            dst, src, derefs = data.uint(), data.uint(), data.sint()
            operation, pos = data.byte(), data.uint()
            graph.edges.append(Edge(dst, src, derefs, operation, pos, data.byte() == 1))
        return graph
