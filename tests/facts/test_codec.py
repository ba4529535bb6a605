"""Facts come back from bytes as they were, and only what is asked for is decoded."""

import pytest

import goescape
from goescape.base.bug import InternalError
from goescape.facts import codec, costs, functions, operations, ways
from goescape.facts.codec import PackageFacts, Placing
from goescape.facts.functions import Call, Function, Parameter, Place, Site
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
    call.method = "Write"
    function.sites.append(site)
    function.parameters.append(parameter)
    function.calls.append(call)
    return function


@pytest.fixture
def decoded() -> PackageFacts:
    return PackageFacts(codec.encode([example(), Function(CALLEE, 5, False)], [], Lines()))


def test_functions_and_names(decoded: PackageFacts) -> None:
    assert [name.key for name in decoded.names] == [OWN.key, CALLEE.key]
    first, second = decoded.functions()
    assert (first.has_body, second.has_body) == (True, False)
    assert first.name.declared == "F"


def test_sites_costs_and_ways(decoded: PackageFacts) -> None:
    (site,) = decoded.function(0).sites
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
    function = decoded.function(0)
    (parameter,) = function.parameters
    assert (parameter.index, parameter.to_heap) == (1, 0)
    assert parameter.to_results == [(0, "~r0", 3)]
    (call,) = function.calls
    assert (call.how, call.when, call.method) == (
        functions.THROUGH_INTERFACE, functions.DEFERRED, "Write",
    )  # fmt: skip


def test_places_lead_to_the_calls_they_were_inlined_for(decoded: PackageFacts) -> None:
    place = decoded.place(decoded.function(0).sites[0].pos)
    assert (place.line, place.told_line, place.function and place.function.name) == (
        107, 108, "(*T).M",
    )  # fmt: skip
    outer = decoded.place(place.call)
    assert (outer.line, outer.call) == (7, -1)


def test_what_is_not_asked_for_is_not_decoded() -> None:
    data = codec.encode([example()], [], Lines())
    # The record of the only function is the end but for the (empty) graphs.
    broken = data[:-6] + b"\xff" * 4 + data[-2:]
    facts = PackageFacts(broken)
    assert [name.key for name in facts.names] == [OWN.key]
    with pytest.raises((InternalError, IndexError, ValueError, OverflowError, MemoryError)):
        facts.functions()
