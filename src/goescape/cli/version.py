"""`goescape --version`: known before anything else is loaded."""

import sys
from typing import NoReturn

from goescape import _built, _loading
from goescape._version import VERSION
from goescape.cli import streams
from goescape.toolchain import registry

# How much slower the core runs without extension modules, in words.
SLOWER = "five times slower than compiled"


def line() -> str:
    """`goescape 0.1.0 (compiled, go1.27.3)`; if it was installed interpreted, also why."""
    kind = "compiled" if _loading.is_compiled() else "interpreted"
    if why := why_interpreted():
        kind += f", {SLOWER}: {why}"
    return f"goescape {VERSION} ({kind}, {registry.versions()[0]})"


def why_interpreted() -> str:
    """Why an installed goescape is not compiled; "" if it is, or if nobody expects it to be."""
    return "" if _loading.is_compiled() else _built.REASON


def run() -> NoReturn:
    """Print it; does not return."""
    streams.prepare()
    try:
        sys.stdout.write(f"{line()}\n")
    except OSError as error:
        sys.exit(streams.complain(streams.failure(error)))
    sys.exit(streams.complain(streams.finish()))
