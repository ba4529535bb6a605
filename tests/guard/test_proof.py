"""Contracts against programs that run: what passes allocates nothing, what fails allocates in a run that is named, or could not be
followed.

`pytest -s tests/guard/test_proof.py` prints how many there are of each kind.
"""

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from goescape.guard.checking import Guard, Report
from goescape.guard.contracts import (
    BUDGET,
    INTERFACE_CALL,
    NO_BODY,
    VALUE_CALL,
    Checked,
)
from goescape.guard.rules import Settings
from tests.guard.checked import TODAY, session
from tests.harness import toolchain

pytestmark = pytest.mark.oracle

HERE = Path(__file__).parent / "proof"
HOLDS, BREAKS = "holds", "breaks"
# As in measure/main.go.
RUNS = 200
CALL = re.compile(r"^// (holds|breaks): (.*)$")
FUNCTION = re.compile(r"^func (?:\(\w+ (\*?)(\w+)\) )?(\w+)")
# A limit of a budget.
LIMIT = re.compile(r"(allocs|bytes)<=(\d+)")
UNKNOWN = {INTERFACE_CALL, VALUE_CALL, NO_BODY}


@dataclass(frozen=True)
class Run:
    """A call that is measured."""

    function: str
    way: str
    call: str


@dataclass(frozen=True)
class Measured:
    """Of one call."""

    allocations: float
    bytes: float


def written(directory: Path) -> list[Run]:
    """Write the module; returns what its program measures, in order. What is measured is not inlined."""
    shutil.copytree(HERE, directory, dirs_exist_ok=True)
    (directory / "go.mod").write_text("module proof\n\ngo 1.27\n")
    found: list[Run] = []
    for path in sorted((directory / "guarded").glob("*.go")):
        lines: list[str] = []
        waiting: list[tuple[str, str]] = []
        for line in path.read_text().splitlines():
            call = CALL.match(line)
            function = FUNCTION.match(line)
            if call is not None:
                waiting.append((call[1], call[2]))
            elif function is not None and waiting:
                star, owner, name = function.groups()
                if owner is not None:
                    name = f"(*{owner}).{name}" if star else f"{owner}.{name}"
                found += [Run(name, way, text) for way, text in waiting]
                waiting.clear()
                if lines[-1] != "//go:noinline":
                    lines.append("//go:noinline")
            lines.append(line)
        path.write_text("\n".join(lines) + "\n")
    rows = [f'\t{{"{run.function}", "{run.way}", func() {{ {run.call} }}}},' for run in found]
    table = ["package guarded", "", "var Table = []Measured{", *rows, "}", ""]
    (directory / "guarded" / "table.go").write_text("\n".join(table))
    return found


@pytest.fixture(scope="module")
def proof(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Run], list[Measured], Report]:
    if toolchain.go() is None:
        pytest.skip("no Go toolchain")
    directory = tmp_path_factory.mktemp("proof")
    runs = written(directory)
    built = toolchain.run(["build", "-o", "program", "./measure"], cwd=directory)
    assert built.returncode == 0, built.stderr
    output = toolchain.execute(directory / "program", GOGC="off", GOMAXPROCS="1")
    measured = [
        Measured(int(line.split()[-2]) / RUNS, int(line.split()[-1]) / RUNS)
        for line in output.splitlines()
    ]
    assert len(measured) == len(runs)
    report = Guard(session(directory), Settings(), TODAY).check(["./guarded"])
    return runs, measured, report


def test_contracts(proof: tuple[list[Run], list[Measured], Report]) -> None:
    runs, measured, report = proof
    of_function: dict[str, list[tuple[Run, Measured]]] = {}
    for run, found in zip(runs, measured, strict=True):
        of_function.setdefault(run.function, []).append((run, found))
    assert report.problems == []
    wrong: list[str] = []
    seen: Counter[str] = Counter()
    for checked in report.checked:
        verdict, said = judged(checked, of_function.get(checked.contract.function, []))
        seen[f"{checked.contract.kind}: {verdict}"] += 1
        if said:
            wrong.append(f"{checked.contract.function}: {said}")
    print("\n" + "\n".join(f"{count:4} {what}" for what, count in sorted(seen.items())))
    assert not wrong, "\n".join(wrong)
    assert len(report.checked) >= 100


def judged(checked: Checked, runs: list[tuple[Run, Measured]]) -> tuple[str, str]:
    """What became of a contract, and what is wrong with that."""
    contract = checked.contract
    if checked.obstacle:
        return "not checked", checked.obstacle
    broken = [run for run, found in runs if not _is_within(checked, found)]
    named = [run for run, _ in runs if run.way == BREAKS]
    if broken != named:
        return "", f"measured to break it {broken}, not {named}"
    if checked.holds:
        if contract.function.endswith("Get"):
            # A method of an interface: its types have calls.
            return "holds", ""
        if named or not runs:
            return "holds", f"it holds, but there are {named or 'no calls'}"
        return "holds, no call breaks it", ""
    if named:
        return "violated, and a call breaks it", ""
    if {violation.kind for violation in checked.violations} <= UNKNOWN:
        return "violated, cannot be followed", ""
    return "", f"violated, and no call is named: {[v.words for v in checked.violations]}"


def _is_within(checked: Checked, found: Measured) -> bool:
    limits = dict(LIMIT.findall(checked.contract.origin.text))
    if checked.contract.kind != BUDGET:
        return found.allocations == 0
    allocs, size = limits.get("allocs"), limits.get("bytes")
    return (allocs is None or found.allocations <= int(allocs)) and (
        size is None or found.bytes <= int(size)
    )
