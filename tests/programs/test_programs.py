"""Whole programs: every allocation that a memory profile has is predicted, and what is predicted happens.

`pytest -s tests/programs` prints what came of each program.
"""

import tempfile
from pathlib import Path

import pytest

import goescape
from goescape.understand.sites import Site
from tests.harness import toolchain
from tests.programs import matching, running
from tests.programs.matching import Always, Match, Verdict
from tests.programs.partly import Statements
from tests.programs.running import Run

pytestmark = pytest.mark.oracle


@pytest.fixture(scope="module")
def module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if toolchain.go() is None:
        pytest.skip("no Go toolchain")
    return running.copy(tmp_path_factory.mktemp("programs"))


@pytest.fixture(scope="module")
def runs(module: Path) -> list[Run]:
    return running.run(module)


@pytest.fixture(scope="module")
def rows(module: Path) -> list[Site]:
    # What the programs import is analysed once, as the go command builds it once.
    cache = Path(tempfile.gettempdir()) / "goescape-test-cache"
    session = goescape.Session(str(module), cache_dir=str(cache))
    return session.sites(["./..."])


@pytest.fixture(scope="module")
def verdicts(runs: list[Run], rows: list[Site]) -> list[Verdict]:
    return [matching.judge(run, rows) for run in runs]


@pytest.fixture(scope="module")
def groups(runs: list[Run], verdicts: list[Verdict], rows: list[Site]) -> list[Always]:
    return matching.always(runs, verdicts, rows)


def test_every_allocation_has_a_row(verdicts: list[Verdict], module: Path) -> None:
    print(f"\n\n{table(verdicts)}")
    wrong = [_told(match, module) for verdict in verdicts for match in verdict.unmatched]
    assert not wrong, "\n".join(wrong)
    assert sum(len(verdict.matched) for verdict in verdicts) >= 400
    assert len(verdicts) >= 10


def test_what_always_allocates_does(groups: list[Always], module: Path) -> None:
    counted = [group for group in groups if group.count >= 0]
    wrong = [group for group in groups if not group.is_right]
    statements = Statements()
    left = [group for group in wrong if _may_be_fewer(group, statements)]
    print(
        f"\n{_rows(groups)} rows say always and were reached; {_rows(counted)} of them with numbers of objects and "
        f"bytes, {_rows(left)} of these in statements that were not always done to the end"
    )
    told = [
        f"{[_row(row, module) for row in group.rows]}: {group.seen} objects, {group.seen_weight} bytes, "
        f"not {group.count}, {group.weight}"
        for group in wrong
        if group not in left
    ]
    assert not told, "\n".join(told)
    assert len(counted) >= 150
    assert len(left) <= len(counted) // 20


def _rows(groups: list[Always]) -> int:
    return sum(len(group.rows) for group in groups)


def _may_be_fewer(group: Always, statements: Statements) -> bool:
    """Fewer objects than statements that were begun, which may have been left before they were made."""
    return 0 < group.seen < group.count and any(
        statements.may_stop_before(row.file, row.line, row.column) for row in group.rows
    )


def table(verdicts: list[Verdict]) -> str:
    """What came of each program, as Markdown."""
    lines = [
        "| program | sites | matched | bytes right | unmatched | the runtime's own |",
        "|---|---|---|---|---|---|",
    ]
    totals = [0] * 5
    for verdict in verdicts:
        numbers = [
            len(found)
            for found in (
                verdict.matches, verdict.matched, verdict.weighed, verdict.unmatched, verdict.records,
            )
        ]  # fmt: skip
        totals = [total + number for total, number in zip(totals, numbers, strict=True)]
        lines.append(_line(verdict.name, numbers))
    return "\n".join([*lines, _line("all", totals)])


def _line(name: str, numbers: list[int]) -> str:
    return f"| {name} | {' | '.join(str(number) for number in numbers)} |"


def _told(match: Match, module: Path) -> str:
    near = "".join(f"\n    {_row(row, module)}" for row in match.near)
    return f"{match.place} {match.sizes}{near}".replace(f"{module}/", "")


def _row(row: Site, module: Path) -> str:
    return f"{row.position} {row.what} {row.name} {row.cost} {row.body}".replace(f"{module}/", "")
