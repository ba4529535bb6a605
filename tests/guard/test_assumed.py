"""What is assumed of the assembly of the standard library and the runtime: a program runs each entry."""

import subprocess
from pathlib import Path

import pytest

from goescape.guard import assumptions
from tests.harness import toolchain

pytestmark = pytest.mark.oracle

SOURCE = Path(__file__).parent / "assumed" / "main.go"
RELEASE = "go1.27"
ENDS = (".throw", ".fatal")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if toolchain.go() is None:
        pytest.skip("no Go toolchain")
    directory = tmp_path_factory.mktemp("assumed")
    (directory / "go.mod").write_text("module assumed\n\ngo 1.27\n")
    (directory / "main.go").write_text(SOURCE.read_text())
    # Functions may have no body then.
    (directory / "empty.s").write_text("")
    arguments = ["build", "-ldflags=-checklinkname=0", "-o", "program", "."]
    built = toolchain.run(arguments, cwd=directory)
    assert built.returncode == 0, built.stderr
    return directory / "program"


def test_every_entry_allocates_nothing_or_ends_the_program(program: Path) -> None:
    entries = assumptions.of_release(RELEASE, []).entries()
    names = {f"{package}.{name}": kind for (package, name), kind in entries.items()}
    output = toolchain.execute(program, GOGC="off", GOMAXPROCS="1")
    counts = dict(line.split() for line in output.splitlines())
    allocating = {name for name, kind in names.items() if kind == "allocates"}
    assert {name for name, count in counts.items() if count != "0"} == allocating
    ending = {name for name in names if name.endswith(ENDS)}
    assert set(counts) == set(names) - ending
    for name in sorted(ending):
        done = subprocess.run([str(program), name], capture_output=True, timeout=60)
        assert done.returncode == 2, name
        assert b"fatal error: thrown" in done.stderr


def test_another_release_has_none() -> None:
    assert assumptions.of_release("go1.0", []).entries() == {}
