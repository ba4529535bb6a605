"""Facts come back from bytes as they were; bytes that are no facts are known for that."""

import pytest

import goescape
from goescape.base.buffer import NONSENSE
from goescape.facts import codec, costs, functions, operations, ways
from goescape.facts.codec import PackageFacts, Placing
from goescape.facts.functions import Call, Function, Parameter, Place, Record, Site
from goescape.facts.methods import Interface, Method, MethodSet
from goescape.facts.names import FunctionName
from goescape.facts.ways import Operation, Spot, Step, Way

pytestmark = pytest.mark.skipif(
    goescape.is_compiled(), reason="interpreted classes cannot derive from compiled ones"
)

CALLEE = FunctionName("other/pkg", "pkg", "(*T).M", "(*T).M")
OWN = FunctionName("p", "p", "F.func1", "F", "go.shape.int", "#copy#")


class Lines(Placing):
    """Positions are lines; from 100 on they are inlined at the line a hundred less."""

    def place(self, pos: int) -> Place:
        place = Place("/p/a.go", pos, 2, "told.go", pos + 1, 0)
        if pos >= 100:
            place.function = CALLEE
            place.call = pos - 100
        return place


def example() -> Function:
    function = Function(OWN, 3, True)
    way, end = Way(), Way()
    operation = Operation(operations.PASS, 107, ways.CAUSE_CALLEE, "printed")
    operation.callee, operation.param = CALLEE, 2
    heap = Spot(ways.SPOT_HEAP, "", True, 0, "{heap}")
    step = Step(heap, Spot(ways.SPOT_VARIABLE, "x", False, 4, "x"), -1)
    step.operations.append(operation)
    way.steps.append(step)
    way.cause, way.result, way.then, way.is_truncated = ways.CAUSE_HELD, 1, end, True
    site = Site(functions.BOX, 107, True)
    site.callee, site.path, site.ways = CALLEE, functions.TO_PANIC, [way, way]
    site.cost = costs.Cost(-1, 16, 1, costs.MAYBE, costs.LONGER, 2, 32)
    parameter = Parameter(1, 4, "p")
    parameter.to_heap, parameter.ways = 0, [way]
    parameter.to_results = [(0, "~r0", 3)]
    call = Call(9, functions.THROUGH_INTERFACE, functions.DEFERRED, 1, functions.TO_ERROR)
    call.method, call.interface, call.home = "Write", "io.Writer", "io"
    call.passes_error = True
    function.records.append(Record(functions.WAITS, 8, 1, functions.TO_INNER_ERROR))
    function.inline_cost, function.inline_reason = -1, "too expensive"
    function.sites.append(site)
    function.parameters.append(parameter)
    function.calls.append(call)
    return function


def put() -> MethodSet:
    found = MethodSet("*p.T", "p.Shape")
    method = Method("p.area", "func() int")
    method.function = OWN
    found.methods.append(method)
    return found


def shape() -> Interface:
    found = Interface("p.Shape", True)
    method = Method("p.area", "func() int")
    method.declared = "p.Shape.area"
    found.methods.append(method)
    return found


@pytest.fixture
def decoded() -> PackageFacts:
    return PackageFacts(
        codec.encode([example(), Function(CALLEE, 5, False)], [], [put()], [shape()], Lines())
    )


def test_functions_and_names(decoded: PackageFacts) -> None:
    assert [function.name.key for function in decoded.functions] == [OWN.key, CALLEE.key]
    first, second = decoded.functions
    assert (first.has_body, second.has_body) == (True, False)
    assert first.name.declared == "F"


def test_sites_costs_and_ways(decoded: PackageFacts) -> None:
    (site,) = decoded.functions[0].sites
    assert (site.kind, site.escapes, site.path) == (functions.BOX, True, functions.TO_PANIC)
    assert site.callee is not None
    assert site.callee.key == CALLEE.key
    assert site.cost is not None
    assert (site.cost.bytes, site.cost.value, site.cost.loop_depth) == (-1, 32, 2)
    first, second = site.ways
    assert first is second
    assert (first.cause, first.result, first.is_truncated) == (ways.CAUSE_HELD, 1, True)
    assert first.last is first.then
    (operation,) = first.steps[0].operations
    assert (operation.code, operation.param) == (operations.PASS, 2)
    assert first.steps[0].src.name == "x"


def test_parameters_and_calls(decoded: PackageFacts) -> None:
    function = decoded.functions[0]
    (parameter,) = function.parameters
    assert (parameter.index, parameter.to_heap) == (1, 0)
    assert parameter.to_results == [(0, "~r0", 3)]
    (call,) = function.calls
    assert (call.how, call.when, call.method) == (
        functions.THROUGH_INTERFACE, functions.DEFERRED, "Write",
    )  # fmt: skip


def test_what_calls_through_interfaces_need(decoded: PackageFacts) -> None:
    (call,) = decoded.functions[0].calls
    assert (call.interface, call.home, call.passes_error) == ("io.Writer", "io", True)
    (found,) = decoded.method_sets
    assert (found.type, found.interface) == ("*p.T", "p.Shape")
    assert found.methods[0].function is not None
    assert found.methods[0].function.key == OWN.key
    (interface,) = decoded.interfaces
    assert (interface.type, interface.is_closed) == ("p.Shape", True)
    assert interface.methods[0].declared == "p.Shape.area"


def test_records_and_verdicts(decoded: PackageFacts) -> None:
    function = decoded.functions[0]
    (record,) = function.records
    assert (record.kind, record.path) == (functions.WAITS, functions.TO_INNER_ERROR)
    assert (function.inline_cost, function.inline_reason) == (-1, "too expensive")


def test_places_lead_to_the_calls_they_were_inlined_for(decoded: PackageFacts) -> None:
    place = decoded.place(decoded.functions[0].sites[0].pos)
    assert (place.line, place.told_line, place.function and place.function.name) == (
        107, 108, "(*T).M",
    )  # fmt: skip
    outer = decoded.outermost(decoded.functions[0].sites[0].pos)
    assert (outer.line, outer.call) == (7, -1)


def test_codes_are_known_ones() -> None:
    for module, prefix, codes in (
        (ways, "CAUSE_", range(ways.CAUSE_HELD + 1)),
        (ways, "SPOT_", range(ways.SPOT_HELPER + 1)),
        (costs, "", costs.REASONS),
    ):
        named = {
            value
            for name, value in vars(module).items()
            if name.isupper() and name.startswith(prefix) and isinstance(value, int)
        }
        assert named == set(codes)
    assert set(operations.NAMES) == set(range(operations.DEFER + 1))


def test_half_of_the_bytes_are_no_facts() -> None:
    data = codec.encode([example()], [], [put()], [shape()], Lines())
    for end in range(len(data)):
        with pytest.raises(NONSENSE):
            PackageFacts(data[:end])


def test_what_refers_to_something_finds_it() -> None:
    """Any byte may be another one: what is read then can be looked at in every way."""
    data = codec.encode([example()], [], [put()], [shape()], Lines())
    n_read = 0
    for at in range(len(data)):
        for value in (data[at] ^ 1, data[at] ^ 0x80, 0, 0xFF):
            try:
                facts = PackageFacts(data[:at] + bytes([value]) + data[at + 1 :])
            except NONSENSE:
                continue
            n_read += 1
            for function in facts.functions:
                facts.outermost(function.pos)
                for site in function.sites:
                    facts.outermost(site.pos)
                    for way in site.ways:
                        assert way.length >= 0
                        assert way.last.cause <= ways.CAUSE_HELD
                for parameter in function.parameters:
                    facts.outermost(parameter.pos)
    assert n_read > 0
