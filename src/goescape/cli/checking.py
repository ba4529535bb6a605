"""`goescape check`."""

import datetime
import time

from goescape.cli import config, output, sources
from goescape.guard import rules
from goescape.guard.checking import Guard
from goescape.report import guarded, violations
from goescape.session import build as builds
from goescape.session.session import Session


def run(
    request: builds.Request, first_only: bool, inlining: bool, as_json: bool, manner: output.Manner
) -> int:
    """Check the contracts of the packages of `request`; returns the exit status."""
    start = time.monotonic()
    guard = Guard(
        Session(request, inlining), rules.read(*config.guarded(request.cwd)), datetime.date.today()
    )
    with output.Progress(manner.is_quiet) as progress:
        report = guard.check(request.patterns or ["."], progress.update)
    if manner.is_verbose:
        output.say_what_was_done(report.result, time.monotonic() - start)
    output.print_problems(report.result, request.cwd)
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
