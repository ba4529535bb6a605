"""Whose results are in the store: another state of this program may have come to others."""

import functools
import hashlib
from pathlib import Path

from goescape import _built, _loading
from goescape._version import VERSION


@functools.cache
def of_tool() -> str:
    """Our version and what it was built of; in a checkout, where sources change any time, their state."""
    kind = "compiled" if _loading.is_compiled() else "interpreted"
    return f"{VERSION} {kind} {_built.SOURCES or _state_of_sources()}"


def _state_of_sources() -> str:
    root = Path(__file__).parent.parent
    state = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.so")]):
        try:
            stat = path.stat()
        except OSError:
            # Somebody is installing.
            continue
        state.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return state.hexdigest()
