"""Reports: where they go, and what GitHub is told besides."""

import os
import sys
import tempfile
from typing import Final

from goescape.cli import output
from goescape.report.forms import github, markdown, rendering
from goescape.report.forms.finding import NONE, Roots
from goescape.session.flags import UsageError

# GitHub takes a mebibyte for all summaries of a step.
_SUMMARY_ROOM: Final = 1 << 20
_SUMMARY: Final = "GITHUB_STEP_SUMMARY"


def repository(directory: str) -> str:
    """The root of the repository around a directory; the directory itself if there is none."""
    at = os.path.abspath(directory)
    while True:
        # A worktree has a file there.
        if os.path.lexists(os.path.join(at, ".git")):
            return at
        parent = os.path.dirname(at)
        if parent == at:
            return os.path.abspath(directory)
        at = parent


def report(form: str, told: rendering.Told, file: str) -> None:
    """Write a report to a file, or to stdout if that is ""."""
    if form in rendering.BINARY and not file and sys.stdout.isatty():
        raise UsageError(f"--format {form} is not for terminals: -o FILE writes it")
    write(rendering.render(form, told), file)
    if form == rendering.GITHUB:
        _tell_github(told)


def write(content: bytes, file: str) -> None:
    """Write to a file, whole or not at all, or to stdout if that is ""."""
    if not file:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    try:
        _replace(file, content)
    except OSError as error:
        raise UsageError(f"goescape: cannot write {file}: {error.strerror}") from None


def _replace(file: str, content: bytes) -> None:
    if os.path.exists(file) and not os.path.isfile(file):
        # A pipe or a device.
        with open(file, "wb") as stream:
            stream.write(content)
        return
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(file) or ".", prefix=".goescape-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, file)
    except OSError:
        os.unlink(temporary)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _tell_github(told: rendering.Told) -> None:
    """All findings into the summary of the step, if there is one; and how many are no annotations."""
    worth = [each for each in told.findings if each.level != NONE]
    left = len(worth) - len(github.shown(told.findings))
    summary = os.environ.get(_SUMMARY)
    if summary:
        taken = os.path.getsize(summary) if os.path.exists(summary) else 0
        room = _SUMMARY_ROOM - taken
        text = markdown.document(told.findings, Roots(told.root), told.title, room // 4)
        with open(summary, "a", encoding="utf-8", errors="replace") as stream:
            stream.write(f"{text}\n")
    if left:
        where = "in the summary of the step" if summary else "--format markdown has them"
        output.error(f"goescape: {left} more than GitHub shows as annotations: {where}")
