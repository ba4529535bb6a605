"""Predicted costs against programs that run: allocations and bytes of each call.

A site that always allocates does so exactly as often as predicted, one that never does not at all; one that
may is run on both sides of its condition.
"""

import math
from dataclasses import dataclass
from pathlib import Path

import pytest

from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session
from goescape.understand.costwords import Cost, in_words
from tests.costs import programs
from tests.costs.programs import FREE, PAID, PLAIN, UNSEEN, Run
from tests.harness import toolchain

pytestmark = pytest.mark.oracle

# As in measure/main.go.
RUNS = 240
# A block of tiny objects may have been begun before.
BLOCK = 16
# The condition of a site that may allocate more than once.
GROWTH = "when append grows"
ENTRY = "when the map grows"


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
    facts = Session(request).analyze(["./sites"]).packages[-1].facts
    assert facts is not None
    for function in facts.functions:
        for site in function.sites:
            assert site.cost is not None
            costs.setdefault(function.name.declared, []).append(in_words(site.cost))
    return costs


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of a prediction."""

    wrong: str = ""
    # Whether the prediction was a number, of allocations and of bytes.
    counted: bool = False
    weighed: bool = False


def judge(run: Run, costs: list[Cost], found: Measured) -> Judgement:
    """Compare the costs of a function's sites with a measured call."""
    if run.way == UNSEEN:
        seen = bool(costs) or found.count == 0
        return Judgement("a message, or no allocation" if seen else "")
    conditional = [cost for cost in costs if cost.allocates == "maybe"]
    if len(conditional) > 1:
        # What entries need is looked at where nothing else may allocate.
        conditional = [cost for cost in conditional if cost.reason != ENTRY]
    if run.way in (FREE, PAID) and len(conditional) != 1:
        return Judgement(f"{len(conditional)} sites that may allocate")
    if run.way == PLAIN and conditional:
        return Judgement(f"may allocate {conditional[0].reason}")
    paid = [cost for cost in costs if cost.allocates == "always"]
    if run.way == PAID:
        paid += conditional
    return _compare(run, paid, found)


def _compare(run: Run, paid: list[Cost], found: Measured) -> Judgement:
    """The costs that the call has to pay, and what it paid."""
    if any(cost.count < 0 or cost.reason == GROWTH for cost in paid):
        # One or more each.
        wrong = "" if found.count >= len(paid) else f"only {found.count} allocations"
        return Judgement(wrong)
    times = [run.loops if cost.loop_depth else 1 for cost in paid]
    count = sum(cost.count * n for cost, n in zip(paid, times, strict=True))
    if count != found.count:
        return Judgement(f"{found.count} allocations, not {count}", counted=True)
    if any(cost.rounded < 0 for cost in paid):
        return Judgement(counted=True)
    rounded = sum(cost.rounded * n for cost, n in zip(paid, times, strict=True))
    wrong = "" if rounded == found.rounded else f"{found.rounded} bytes, not {rounded}"
    return Judgement(wrong, counted=True, weighed=True)


def test_costs(
    corpus: tuple[Path, list[Run]], measured: list[Measured], predicted: dict[str, list[Cost]]
) -> None:
    runs = corpus[1]
    wrong: list[str] = []
    counted = weighed = 0
    for run, found in zip(runs, measured, strict=True):
        costs = predicted.get(run.function, [])
        judgement = judge(run, costs, found)
        counted += judgement.counted
        weighed += judgement.weighed
        if judgement.wrong:
            wrong.append(f"{run.call} ({run.way}): {judgement.wrong}; {costs}")
    functions = {run.function for run in runs}
    sites = sum(len(predicted.get(function, [])) for function in functions)
    print(
        f"\n{len(functions)} functions, {sites} sites, {len(runs)} calls: {len(runs) - len(wrong)} as "
        f"predicted; {counted} with a number of allocations, {weighed} with a number of bytes"
    )
    assert not wrong, "\n".join(wrong)
    assert len(functions) >= 150


def test_conditions_have_both_sides(
    corpus: tuple[Path, list[Run]], predicted: dict[str, list[Cost]]
) -> None:
    """Whoever says "maybe" has a call that allocates and, unless it cannot be known, one that does not."""
    ways: dict[str, set[str]] = {}
    for run in corpus[1]:
        ways.setdefault(run.function, set()).add(run.way)
    for function, seen in ways.items():
        if any(cost.allocates == "maybe" for cost in predicted.get(function, [])):
            assert seen == {FREE, PAID}, function
