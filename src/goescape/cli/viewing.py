"""`goescape [PATTERNS]`: the view for people, and the same for programs."""

import os
import shutil
import sys
import time
from typing import Final

import goescape
from goescape.cli import output, sources
from goescape.load import goroot
from goescape.report import findings, overview, sarif
from goescape.session import build as builds
from goescape.session.model import BAD_INPUT, PackageResult
from goescape.session.session import Session
from goescape.understand.explain import Explorer

# Wide enough for positions and words where nobody looks at the width.
_PIPE_WIDTH: Final = 160


def run(
    request: builds.Request,
    choice: overview.Choice,
    packages: list[str],
    inlining: bool,
    form: str,
    manner: output.Manner,
) -> int:
    """Show what the packages of `request` put on the heap; returns the exit status."""
    start = time.monotonic()
    explorer = Explorer(Session(request, inlining))
    with output.Progress(manner.is_quiet) as progress:
        result = explorer.run(request.patterns or ["."], progress.update)
    if manner.is_verbose:
        output.say_what_was_done(result, time.monotonic() - start)
    output.print_problems(result, request.cwd)
    status = result.status
    asked = [p for p in result.packages if p.shown and (not packages or p.plain_path in packages)]
    unknown = [path for path in packages if all(p.plain_path != path for p in asked)]
    for path in unknown:
        output.error(f"goescape: --package {path}: not among the packages that were analyzed")
        status = max(status, BAD_INPUT)
    analyzed = [p for p in asked if p.facts is not None]
    if not any(p.counts[0] for p in analyzed):
        for package in analyzed:
            output.error(f"goescape: {package.import_path}: {_nothing_in(package)}")
        return max(status, BAD_INPUT)
    found = explorer.sites(result, packages)
    shown = overview.limited(overview.chosen(found, choice), choice)
    if form == "json":
        for site in shown:
            print(findings.line(explorer.explain(site), sources.line_of))
    elif form == "sarif":
        explained = [explorer.explain(site) for site in shown]
        root = goroot.find(request.goroot, os.environ)
        log = sarif.Log(request.cwd, root, sources.line_of)
        print(log.document(explained, goescape.__version__))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH
        is_whole = all(p.is_analyzed for p in asked) and not result.errors
        paths = sources.paths(request)
        view = overview.render(found, choice, paths, width, is_whole, not manner.is_quiet)
        output.show(manner.console(width), view)
    return status


def _nothing_in(package: PackageResult) -> str:
    """Why there is nothing to say about a package that was analyzed."""
    if package.counts[1]:
        return (
            "nothing was analyzed: it has generic code only, which is compiled where it is used; "
            "name a package that uses it"
        )
    return "nothing was analyzed: it has no functions"
