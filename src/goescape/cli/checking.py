"""`goescape check` and `goescape baseline`."""

import datetime
import time
from pathlib import Path

from goescape.cli import config, output, sources
from goescape.guard import baseline, rules
from goescape.guard.baseline import Entry
from goescape.guard.checking import Guard
from goescape.load.files import ReadError, read_bytes
from goescape.report import guarded, violations
from goescape.session import build as builds
from goescape.session.flags import UsageError
from goescape.session.model import DONE
from goescape.session.session import Session
from goescape.understand.explain import Explorer


def run(
    request: builds.Request,
    file: str,
    is_update: bool,
    first_only: bool,
    inlining: bool,
    as_json: bool,
    manner: output.Manner,
) -> int:
    """Check the contracts of the packages of `request`, and their sites against a baseline; returns the exit status."""
    start = time.monotonic()
    if is_update and not file:
        raise UsageError("--update: give --baseline FILE, which it brings up to date")
    known = _read(file) if file else None
    settings = rules.read(*config.guarded(request.cwd))
    guard = Guard(Session(request, inlining), settings, datetime.date.today())
    with output.Progress(manner.is_quiet) as progress:
        report = guard.check(request.patterns or ["."], progress.update, known)
    if manner.is_verbose:
        output.say_what_was_done(report.result, time.monotonic() - start)
    output.print_problems(report.result, request.cwd)
    if is_update and known is not None and report.compared is not None:
        kept = baseline.tightened(known, report.compared)
        if kept != known:
            _write(file, kept)
            left = len(known) - len(kept)
            output.error(f"goescape: {file}: {left} lines fewer, {len(kept)} left")
    if as_json:
        for line in violations.lines(report, sources.line_of):
            print(line)
    else:
        text = guarded.render(
            report, sources.line_of, sources.paths(request), first_only, manner.is_quiet
        )
        text.rstrip()
        if text.plain:
            output.show(manner.console(soft_wrap=True), text)
    return report.status


def write(request: builds.Request, file: str, inlining: bool, manner: output.Manner) -> int:
    """Write what allocates today; returns the exit status."""
    explorer = Explorer(Session(request, inlining))
    with output.Progress(manner.is_quiet) as progress:
        result = explorer.run(request.patterns or ["."], progress.update)
    output.print_problems(result, request.cwd)
    if result.status != DONE:
        output.error(f"goescape: {file} is not written: not everything was analyzed")
        return result.status
    found = baseline.entries(explorer.sites(result))
    _write(file, found)
    if not manner.is_quiet:
        what = "site that may allocate" if len(found) == 1 else "sites that may allocate"
        print(f"{file}: {len(found)} {what}")
    return DONE


def _read(file: str) -> list[Entry]:
    try:
        text = read_bytes(file).decode("utf-8", "surrogateescape")
    except ReadError as error:
        raise UsageError(f"goescape: {file}: {error}; `goescape baseline` writes one") from None
    return baseline.read(file, text)


def _write(file: str, found: list[Entry]) -> None:
    try:
        Path(file).write_text(baseline.written(found), "utf-8", "surrogateescape")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"goescape: {file}: {reason}") from None
