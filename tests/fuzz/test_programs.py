"""A few generated programs, so that the tools for many stay in working order."""

from pathlib import Path

import pytest

from tests.fuzz import modules, programs, run, shrink


@pytest.mark.oracle
@pytest.mark.parametrize("seed", range(12))
def test_equal(seed: int, tmp_path: Path, go: str) -> None:
    for outcome in run.compare(programs.program(seed), tmp_path, list(run.MODES)):
        assert outcome.kind in (run.EQUAL, run.REJECTED), outcome.difference


@pytest.mark.oracle
@pytest.mark.parametrize("seed", range(6))
def test_modules_are_equal(seed: int, tmp_path: Path, go: str) -> None:
    source = modules.archive(programs.module(seed))
    for outcome in run.compare(source, tmp_path, list(run.MODES)):
        assert outcome.kind in (run.EQUAL, run.REJECTED), outcome.difference


def test_the_same_seed_gives_the_same_program() -> None:
    assert programs.program(7) == programs.program(7) != programs.program(8)


def test_shrinking() -> None:
    source = programs.program(7)
    small = shrink.shrink(source, lambda text: "func F0" in text, float("inf"))
    assert "func F0" in small
    assert len(small) < 20
