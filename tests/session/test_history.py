"""What comes of a package does not depend on what the process did before: order, workers, cache, patterns."""

import os
import random
from pathlib import Path

import pytest

from goescape.load import goroot
from goescape.session import analysis, build
from goescape.session.flags import FlagRules
from goescape.session.store import Store
from tests.session import layers

STD = ["cmp", "container/list", "internal/abi", "math/bits", "math/cmplx", "unicode/utf16"]
N_PACKAGES = 6


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> build.Plan:
    """A module whose packages alias, instantiate and inline one another, and some of the standard library."""
    if goroot.find(None, os.environ) is None:
        pytest.skip("no standard library")
    root = tmp_path_factory.mktemp("layers")
    layers.write(root, N_PACKAGES, seed=1)
    rules = FlagRules(str(root))
    rules.add("-m")
    return build.plan(build.Request(["./...", *STD], str(root), rules))


@pytest.fixture(scope="module")
def expected(plan: build.Plan, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return analyze(plan, plan.graph.order, tmp_path_factory.mktemp("expected"), 1)


def analyze(plan: build.Plan, order: list[str], directory: Path, jobs: int) -> dict[str, bytes]:
    """Everything that a run leaves in the store: summaries and messages by key."""
    for result in analysis.Run(
        plan.graph, plan.context, plan.toolchain, plan.flags, Store(directory), jobs, False
    ).analyze(order):
        assert not result.defect
        assert not result.errors
    return contents(directory)


def contents(directory: Path) -> dict[str, bytes]:
    """The entries. What is kept beside them, of this machine's files, has times in it."""
    files = [path for path in directory.glob("??/*") if path.is_file()]
    return {str(path.relative_to(directory)): path.read_bytes() for path in files}


def shuffled(plan: build.Plan, roots: list[str], chance: random.Random) -> list[str]:
    """What `roots` need, in some order that puts dependencies first."""
    wanted: set[str] = set()
    waiting = list(roots)
    while waiting:
        path = waiting.pop()
        if path not in wanted:
            wanted.add(path)
            waiting.extend(plan.graph.packages[path].dependencies)
    order: list[str] = []
    while len(order) < len(wanted):
        ready = [
            path
            for path in sorted(wanted.difference(order))
            if all(dep in order for dep in plan.graph.packages[path].dependencies)
        ]
        order.append(chance.choice(ready))
    return order


@pytest.mark.parametrize("seed", range(8))
def test_one_result(
    plan: build.Plan, expected: dict[str, bytes], seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    for name, content in expected.items():
        # Some packages come out of the cache: none, a few, or almost all.
        if chance.random() < (seed % 4) * 0.3:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
    order = shuffled(plan, plan.graph.order, chance)
    assert analyze(plan, order, tmp_path, chance.randint(1, 3)) == expected


@pytest.mark.parametrize("number", range(N_PACKAGES))
def test_a_package_alone(
    plan: build.Plan, expected: dict[str, bytes], number: int, tmp_path: Path
) -> None:
    order = shuffled(plan, [f"layers/p{number}"], random.Random(number))
    found = analyze(plan, order, tmp_path, 1)
    assert found.items() <= expected.items()
