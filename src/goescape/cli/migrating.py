"""`goescape migrate`."""

import difflib
import sys
from pathlib import Path

from goescape.cli import output, sources
from goescape.guard import migrating
from goescape.guard.dialects import DIALECTS
from goescape.session import build as builds
from goescape.session.flags import UsageError
from goescape.session.model import DONE, FINDINGS
from goescape.session.session import Session


def run(request: builds.Request, spoken: tuple[str, ...], writes: bool) -> int:
    """Show, or write, the sources of packages with our directives; returns the exit status."""
    session = Session(request)
    paths = sources.paths(request)
    n_changed, n_left = 0, 0
    for package in session.plan(request.patterns or ["."]).graph.named():
        names = [entry.name for entry in session.files.entries(package.dir) if entry.is_file]
        for name in [each for each in names if each.endswith(".go")]:
            file = f"{package.dir}/{name}"
            content = session.read(file) or b""
            found = migrating.migrated(content, spoken or DIALECTS)
            n_changed += found.n_changed
            n_left += len(found.left)
            for line, text, why in found.left:
                output.error(f"{paths.shorten(file)}:{line}: {text}: {why}")
            if found.content != content:
                if writes:
                    _write(file, found.content)
                else:
                    _show(paths.shorten(file), content, found.content)
    what = "rewritten" if writes else "can be rewritten (--write does it)"
    output.error(f"goescape: {n_changed} directives {what}, {n_left} left for you")
    return FINDINGS if n_left else DONE


def _write(file: str, content: bytes) -> None:
    try:
        Path(file).write_bytes(content)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"goescape: {file}: {reason}") from None


def _show(name: str, before: bytes, after: bytes) -> None:
    old, new = (
        text.decode("utf-8", "replace").splitlines(keepends=True) for text in (before, after)
    )
    sys.stdout.writelines(difflib.unified_diff(old, new, name, name))
