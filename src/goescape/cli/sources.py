"""Lines of source files, for showing them."""

import functools
import os

from goescape.load import goroot
from goescape.load.files import ReadError, read_bytes
from goescape.session import build as builds
from goescape.understand.places import Paths


@functools.cache
def _lines(file: str) -> list[str]:
    # The name may come from a `//line` directive and lead anywhere.
    try:
        return read_bytes(file).decode("utf-8", "surrogateescape").split("\n")
    except ReadError:
        return []


def paths(request: builds.Request) -> Paths:
    """How paths are shown to who asked for `request`."""
    return Paths(request.cwd, goroot.find(request.goroot, os.environ))


def line_of(file: str, line: int) -> str:
    """The text of a line; "" if there is none to be had."""
    lines = _lines(file)
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""
