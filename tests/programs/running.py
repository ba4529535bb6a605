"""The programs of `module`: built, run with every allocation profiled, and run again with their lines counted."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.harness import toolchain

MODULE = Path(__file__).parent / "module"
# The module's path, and the package whose own work is not looked at.
PREFIX = "programs/"
HARNESS = "profile"

_BLOCK = re.compile(r"^(.*):(\d+)\.(\d+),(\d+)\.(\d+) \d+ (\d+)$", re.M)


@dataclass(frozen=True, slots=True)
class Frame:
    """A function on the stack, and the line that it was at."""

    function: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Bucket:
    """Allocations of one size at one place, with one function of the runtime."""

    # "-": code allocates itself.
    entry: str
    # Inlined functions first; the last is the one that was compiled.
    frames: tuple[Frame, ...]
    # Of one object.
    size: int
    count: int


@dataclass(frozen=True, slots=True)
class Block:
    """Statements that are always reached together, and how often they were."""

    start: tuple[int, int]
    end: tuple[int, int]
    count: int


@dataclass(slots=True)
class Run:
    """What one program did."""

    name: str
    buckets: list[Bucket]
    # By file.
    blocks: dict[str, list[Block]]

    def reached(self, file: str, line: int, column: int) -> int | None:
        """How often a place was reached; None if it is outside of all functions."""
        around = [
            block
            for block in self.blocks.get(file, [])
            if block.start <= (line, column) < block.end
        ]
        # A function literal is within the block it stands in.
        inner = max(around, key=lambda block: block.start, default=None)
        return None if inner is None else inner.count


def names() -> list[str]:
    return sorted(path.parent.name for path in MODULE.glob("*/main.go"))


def copy(directory: Path) -> Path:
    """The module, at a place of its own."""
    return Path(shutil.copytree(MODULE, directory / "module"))


def run(module: Path) -> list[Run]:
    """Build and run all programs."""
    directory = module.parent
    _build(module, directory / "plain", [])
    _build(module, directory / "counted", ["-cover", "-covermode=count", "-coverpkg=./..."])
    return [_run(module, directory, name) for name in names()]


def _build(module: Path, into: Path, flags: list[str]) -> None:
    into.mkdir()
    built = toolchain.run(["build", *flags, "-o", f"{into}/", "./..."], cwd=module)
    assert built.returncode == 0, built.stderr


def _run(module: Path, directory: Path, name: str) -> Run:
    profile = directory / f"{name}.profile"
    _execute(directory / "plain" / name, GODEBUG="memprofilerate=1", PROFILE=str(profile))
    counted = directory / f"{name}.counted"
    counted.mkdir()
    _execute(directory / "counted" / name, GOCOVERDIR=str(counted))
    text = directory / f"{name}.blocks"
    told = toolchain.run(
        ["tool", "covdata", "textfmt", f"-i={counted}", f"-o={text}"], cwd=directory
    )
    assert told.returncode == 0, told.stderr
    return Run(name, _buckets(profile.read_text(), module), _blocks(text.read_text(), module))


def _execute(program: Path, **variables: str) -> None:
    settings = {**os.environ, "GOGC": "off", "GOMAXPROCS": "1", **variables}
    subprocess.run([str(program)], env=settings, capture_output=True, check=True, timeout=60)


def _buckets(text: str, module: Path) -> list[Bucket]:
    found: list[Bucket] = []
    for line in text.splitlines():
        total, count, entry, *rest = line.split("\t")
        frames = tuple(
            Frame(rest[at], rest[at + 1], int(rest[at + 2])) for at in range(0, len(rest), 3)
        )
        if frames and _is_ours(frames, module):
            found.append(Bucket(entry, frames, int(total) // int(count), int(count)))
    return found


def _is_ours(frames: tuple[Frame, ...], module: Path) -> bool:
    """Code of ours, or with code of ours in it; not what runs the programs."""
    paths = [Path(frame.file) for frame in frames]
    ours = [path for path in paths if path.is_relative_to(module)]
    return bool(ours) and all(path.parent.name != HARNESS for path in ours)


def _blocks(text: str, module: Path) -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for name, line, column, last, end, count in _BLOCK.findall(text):
        file = str(module / name.removeprefix(PREFIX))
        block = Block((int(line), int(column)), (int(last), int(end)), int(count))
        found.setdefault(file, []).append(block)
    return found
