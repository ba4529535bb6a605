"""`goescape diff`."""

import datetime
import time
from dataclasses import dataclass
from typing import Final

from goescape.cli import config, output, sources
from goescape.compare import changes, contracts
from goescape.compare.changes import BROKEN, DEARER, GAINED, INTO_LOOP, LEAKS, Comparison
from goescape.compare.revisions import Repository
from goescape.compare.states import State
from goescape.guard import rules
from goescape.load.files import Files
from goescape.report import compared, differences, review
from goescape.session import build as builds
from goescape.session.flags import UsageError
from goescape.session.model import FINDINGS
from goescape.session.session import Session

NEVER: Final = "never"
_FAILING: Final = {
    "new": (GAINED,),
    "dearer": (GAINED, DEARER, INTO_LOOP),
    "leaks": (LEAKS,),
    "broken": (BROKEN,),
    NEVER: (),
}
_HEAD: Final = "HEAD"


@dataclass(frozen=True, slots=True)
class Range:
    """Revisions to compare; "" is the working tree."""

    base: str
    head: str


def ranged(text: str) -> Range:
    """`main`: the working tree against it; `main..HEAD`; without anything, the working tree against HEAD."""
    base, dots, head = text.partition("..")
    if head.startswith("."):
        raise UsageError(f"goescape: {text}: give BASE..HEAD, with two dots")
    return Range(base or _HEAD, (head or _HEAD) if dots else "")


def is_pattern(text: str) -> bool:
    """Whether an argument names packages, and no revision."""
    return text.startswith((".", "/")) or "..." in text


def run(
    request: builds.Request,
    wanted: Range,
    fail_on: tuple[str, ...],
    inlining: bool,
    form: str,
    manner: output.Manner,
) -> int:
    """Show what is different between two revisions; returns the exit status."""
    start = time.monotonic()
    repository = Repository(request.cwd)
    try:
        head_files: Files = repository.files(wanted.head) if wanted.head else Files()
        base = State(Session(request, inlining, repository.files(wanted.base)))
        head = State(Session(request, inlining, head_files))
        patterns = request.patterns or ["./..."]
        with output.Progress(manner.is_quiet) as progress:
            found = changes.compare(base, head, patterns, progress.update)
            if found.n_changed:
                settings = rules.read(*config.guarded(request.cwd))
                today = datetime.date.today()
                contracts.add_broken(found, base, head, patterns, settings, today)
        if manner.is_verbose:
            output.error(f"{found.n_changed} of {found.n_packages} packages changed")
            output.say_what_was_done(head.result, time.monotonic() - start)
        output.print_problems(head.result, request.cwd)
        _show(found, head, request, form, manner)
    finally:
        repository.close()
    kinds = {kind for each in fail_on for kind in _FAILING[each]}
    fails = any(change.kind in kinds for change in found.changes)
    return max(found.status, FINDINGS if fails else 0)


def _show(
    found: Comparison, head: State, request: builds.Request, form: str, manner: output.Manner
) -> None:
    def line_of(file: str, line: int) -> str:
        lines = (head.session.read(file) or b"").decode("utf-8", "surrogateescape").split("\n")
        return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""

    paths = sources.paths(request)
    if form == "json":
        print(differences.document(found, line_of))
    elif form == "markdown":
        print(review.document(found, paths), end="")
    else:
        text = compared.render(found, line_of, paths)
        text.rstrip()
        output.show(manner.console(soft_wrap=True), text)
