"""Where summaries are kept on disk."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import platformdirs

# Everything we write lies below a directory of this name, so that `clean` removes nothing else.
FOLDER = "summaries"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache directory holds."""

    directory: Path
    n_entries: int
    n_bytes: int


def directory(option: str | None) -> Path:
    """The directory for summaries: the option, $GOESCAPE_CACHE, or the user's cache directory."""
    base = option or os.environ.get("GOESCAPE_CACHE") or platformdirs.user_cache_dir("goescape")
    return Path(base) / FOLDER


def contents(option: str | None) -> Contents:
    where = directory(option)
    files = [path for path in where.rglob("*") if path.is_file()]
    n_bytes = 0
    for path in files:
        try:
            n_bytes += path.stat().st_size
        except OSError:
            # Another process cleans at the same time.
            continue
    return Contents(where, len(files), n_bytes)


def clean(option: str | None) -> Contents:
    """Remove all summaries; returns what was there."""
    before = contents(option)
    shutil.rmtree(before.directory, ignore_errors=True)
    return before
