"""The checker agrees with go/types on every expression and identifier of packages of the standard library.

The Go program in `gotypes` prints what go/types recorded, `facts` what ours did: a line for the type and
value of an expression, for the object that an identifier declares or stands for, for a selection, an
instantiation, a step of initialisation. The two must be the same set of lines.
"""

import functools
import gc
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.check.facts import World
from tests.harness import toolchain

# With the number of facts below which something must be wrong with the test.
PACKAGES = {
    "encoding/json": 3_000,
    "fmt": 14_000,
    "go/types": 90_000,
    "maps": 400,
    "math/big": 37_000,
    "net/http": 60_000,
    "reflect": 37_000,
    "runtime": 260_000,
    "slices": 7_000,
    "text/template": 10_000,
}
SORTS = ("type", "def", "use", "selection", "instance", "init")


@functools.cache
def world() -> World:
    """Dependencies are checked once a process."""
    return World()


@pytest.fixture(autouse=True)
def _without_collection() -> Iterator[None]:
    """Trees only grow here: looking for garbage in them takes half of the time."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(scope="session")
def gotypes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Go program, built by the real toolchain."""
    if toolchain.go() is None:
        pytest.skip("no Go toolchain")
    program = tmp_path_factory.mktemp("gotypes") / "gotypes"
    done = toolchain.run(["build", "-o", str(program), "."], cwd=Path(__file__).parent / "gotypes")
    assert done.returncode == 0, done.stderr
    return program


def theirs(gotypes: Path, argument: str) -> list[str]:
    done = subprocess.run(
        [gotypes, argument], env=toolchain.environ(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.oracle
@pytest.mark.parametrize("path", PACKAGES)
def test_package(path: str, gotypes: Path) -> None:
    expected, found = theirs(gotypes, path), list(world().facts(path))
    assert differences(expected, found) == []
    counts = Counter(line.partition("\t")[0] for line in found)
    print(path, len(found), ", ".join(f"{sort} {counts[sort]}" for sort in SORTS))
    assert len(found) == len(set(found)) == len(expected) > PACKAGES[path]


@pytest.mark.oracle
@pytest.mark.parametrize(
    ("path", "file", "edit", "fact"),
    [
        pytest.param(
            "container/ring",
            "ring.go",
            (b"Value      any", b"Value      int"),
            "+ def\tring.go:15:2\tname\tfield container/ring.Value ring.go:15:2 int",
            id="type",
        ),
        pytest.param(
            "bytes",
            "buffer.go",
            (b"MinRead = 512", b"MinRead = 513"),
            "+ type\tbuffer.go:218:17\tliteral\tconstant untyped int = 513",
            id="value",
        ),
        pytest.param(
            "container/ring",
            "ring.go",
            (b"r.next = s", b"r.next = r"),
            "+ use\tring.go:96:12\tname\trecv container/ring.r ring.go:90:7",
            id="object",
        ),
        pytest.param(
            "container/ring",
            "ring.go",
            (b"\t\ts.prev = r\n", b"\n"),
            "- use\tring.go:97:3\tname\tparam container/ring.s ring.go:90:21",
            id="missing",
        ),
    ],
)
def test_difference_is_seen(
    path: str, file: str, edit: tuple[bytes, bytes], fact: str, gotypes: Path
) -> None:
    found = list(World({file: edit}).facts(path))
    assert fact in differences(theirs(gotypes, path), found)


def differences(expected: list[str], found: list[str]) -> list[str]:
    """Facts of one side only, theirs with `-`, ours with `+`, in the order of the source."""
    missing = [f"- {line}" for line in set(expected).difference(found)]
    surplus = [f"+ {line}" for line in set(found).difference(expected)]
    return sorted(missing + surplus, key=lambda line: line[2:])
