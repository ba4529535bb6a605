"""Where summaries are kept on disk."""

import os
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

# Everything we write lies below a directory of this name, so that `clean` removes nothing else.
FOLDER = "summaries"


# Beside it: what was said that is said once.
_SAID = "said"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a cache directory holds."""

    directory: Path
    n_entries: int
    n_bytes: int


def directory(option: str | None) -> Path:
    """The directory for summaries: the option, $GOESCAPE_CACHE, or the user's cache directory."""
    base = option or os.environ.get("GOESCAPE_CACHE")
    if not base:
        import platformdirs

        base = platformdirs.user_cache_dir("goescape")
    return Path(base) / FOLDER


def is_first(what: str) -> bool:
    """Whether this is asked for the first time on this machine, as far as can be remembered."""
    try:
        said = directory(None).parent / _SAID
        said.mkdir(parents=True, exist_ok=True)
        (said / what).touch(exist_ok=False)
    except FileExistsError:
        return False
    except OSError:
        return True
    return True


def contents(option: str | None) -> Contents:
    where = directory(option)
    n_entries = n_bytes = 0
    for folder, _, names in os.walk(where):
        for name in names:
            try:
                status = os.lstat(os.path.join(folder, name))
            except OSError:
                # Another process cleans at the same time.
                continue
            if stat.S_ISREG(status.st_mode):
                n_entries += 1
                n_bytes += status.st_size
    return Contents(where, n_entries, n_bytes)


def clean(option: str | None) -> Contents:
    """Remove all summaries; returns what was removed."""
    before = contents(option)
    shutil.rmtree(before.directory, ignore_errors=True)
    after = contents(option)
    return Contents(
        before.directory, before.n_entries - after.n_entries, before.n_bytes - after.n_bytes
    )
