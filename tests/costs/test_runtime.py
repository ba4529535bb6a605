"""Predicted costs against programs that run: allocations and bytes of each call.

A site that always allocates does so exactly as often as predicted, one that never does not at all; one that
may is run on both sides of its condition.
"""

import math
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from goescape.api.build import Request
from goescape.api.explain import Explorer
from goescape.api.flags import FlagRules
from goescape.api.model import Cost
from tests.costs import programs
from tests.costs.programs import BOUND, FREE, PAID, PLAIN, UNSEEN, Run
from tests.harness import toolchain

pytestmark = pytest.mark.oracle

# As in measure/main.go.
RUNS = 240
# A block of tiny objects may have been begun before.
BLOCK = 16


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one call."""

    count: float
    rounded: int


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Run]]:
    directory = tmp_path_factory.mktemp("costs")
    return directory, programs.write(directory)


@pytest.fixture(scope="module")
def measured(corpus: tuple[Path, list[Run]]) -> list[Measured]:
    if toolchain.go() is None:
        pytest.skip("no Go toolchain")
    directory, runs = corpus
    built = toolchain.run(["build", "-o", "program", "."], cwd=directory)
    assert built.returncode == 0, built.stderr
    settings = {"GOGC": "off", "GOMAXPROCS": "1"}
    lines = toolchain.execute(directory / "program", **settings).splitlines()
    assert len(lines) == len(runs)
    return [_measured(line) for line in lines]


def _measured(line: str) -> Measured:
    _, _, count, rounded = line.split()
    return Measured(round(int(count) / RUNS, 2), math.ceil((int(rounded) - BLOCK) / RUNS))


@pytest.fixture(scope="module")
def predicted(corpus: tuple[Path, list[Run]]) -> dict[str, list[Cost]]:
    """The costs of the sites of each function, its literals included."""
    directory, _ = corpus
    flags = FlagRules(str(directory))
    request = Request([], str(directory), flags, cache_dir=str(directory / "cache"))
    costs: dict[str, list[Cost]] = {}
    for message in Explorer(request, True).run(["./sites"]).packages[-1].messages:
        if message.cost is not None:
            costs.setdefault(message.function.partition(".")[0], []).append(message.cost)
    return costs


def disagreement(run: Run, costs: list[Cost], found: Measured) -> str:
    """What is wrong with a prediction; "" if nothing is."""
    if run.way == UNSEEN:
        return "" if found.count > 0 and not costs else "a message, or no allocation"
    open_ended = [cost for cost in costs if cost.allocates == "maybe"]
    if run.way in (FREE, PAID) and len(open_ended) != 1:
        return f"{len(open_ended)} sites that may allocate"
    if run.way == PLAIN and open_ended:
        return f"may allocate {open_ended[0].reason}"
    counted = [
        cost
        for cost in costs
        if cost.allocates == "always" or (run.way == PAID and cost in open_ended)
    ]
    known = all(cost.count >= 0 for cost in counted)
    times = [run.loops if cost.loop_depth else 1 for cost in counted]
    count = sum(cost.count * n for cost, n in zip(counted, times, strict=True))
    if run.way == BOUND or not known:
        return (
            "" if found.count >= len(counted) > 0 else f"{found.count} allocations, fewer than said"
        )
    if run.way == PAID and open_ended[0].reason == "when append grows":
        return "" if found.count >= count else "append did not grow"
    if count != found.count:
        return f"{found.count} allocations, not {count}"
    if all(cost.rounded >= 0 for cost in counted):
        rounded = sum(cost.rounded * n for cost, n in zip(counted, times, strict=True))
        if rounded != found.rounded:
            return f"{found.rounded} bytes, not {rounded}"
    return ""


def test_costs(
    corpus: tuple[Path, list[Run]], measured: list[Measured], predicted: dict[str, list[Cost]]
) -> None:
    runs = corpus[1]
    wrong: list[str] = []
    tally: Counter[str] = Counter()
    for run, found in zip(runs, measured, strict=True):
        costs = predicted.get(run.function, [])
        why = disagreement(run, costs, found)
        tally["equal" if not why else "bytes" if "bytes" in why else "count"] += 1
        if why:
            wrong.append(f"{run.call} ({run.way}): {why}; {costs}")
    print(f"\n{len({run.function for run in runs})} functions, {len(runs)} calls: {dict(tally)}")
    assert not wrong, "\n".join(wrong)
