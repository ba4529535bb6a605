"""`goescape report`: what the view has, as a file for other programs than a terminal."""

import shlex
import time
from typing import Final

import goescape
from goescape.cli import output, sources
from goescape.load.model import LoadError
from goescape.report import overview
from goescape.report.html import page
from goescape.report.html.document import About, make
from goescape.report.html.earlier import NotSites, Run
from goescape.report.html.texts import Texts
from goescape.session import build as builds
from goescape.session.flags import UsageError
from goescape.session.model import BAD_INPUT, BuildResult
from goescape.session.session import Session
from goescape.understand.callers import Callers
from goescape.understand.explain import Explorer

# Functions that are named, of those that a package is shown without.
_NAMED: Final = 12


def run(
    request: builds.Request,
    file: str,
    base: str,
    show_all: bool,
    inlining: bool,
    manner: output.Manner,
) -> int:
    """Write the page about what the packages of `request` put on the heap; returns the exit status."""
    start = time.monotonic()
    earlier = _earlier(base) if base else None
    explorer = Explorer(Session(request, inlining))
    patterns = request.patterns or ["."]
    with output.Progress(manner.is_quiet) as progress:
        result = explorer.run(patterns, progress.update)
    if manner.is_verbose:
        output.say_what_was_done(result, time.monotonic() - start)
    output.print_problems(result, request.cwd)
    shown = [package for package in result.packages if package.shown and package.facts is not None]
    if not any(package.counts[0] for package in shown):
        output.error("goescape: nothing was analyzed: no page is written")
        return max(result.status, BAD_INPUT)
    choice = overview.Choice(show_all=show_all)
    found = overview.chosen(explorer.sites(result), choice)
    paths = sources.paths(request)
    texts = Texts(explorer.session.read, paths, {package.dir for package in shown})
    analyzed = [package.import_path for package in shown]
    notes = _left_out(result)
    if earlier is not None:
        gone = sorted(earlier.packages().difference(analyzed))
        notes += [f"{path}: in {base}, but not analyzed now: not compared" for path in gone]
    about = About(
        _title(analyzed),
        shlex.join(["goescape", *patterns]),
        goescape.__version__,
        notes,
        base,
    )
    made = make(about, found, explorer, Callers(shown), texts, earlier, analyzed)
    text = page.document(made)
    try:
        with open(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as failure:
        raise LoadError(f"goescape: cannot write {file}: {failure.strerror}") from None
    if not manner.is_quiet:
        sites, files = len(made.index["sites"]), len(made.index["files"])
        output.error(f"{file}: {sites} sites, {files} files, {len(text) / 1e6:.1f} MB")
    return result.status


def _earlier(base: str) -> Run:
    try:
        with open(base, encoding="utf-8", errors="surrogateescape") as lines:
            return Run(lines)
    except OSError as failure:
        raise UsageError(f"goescape report: --base {base}: {failure.strerror}") from None
    except NotSites as failure:
        raise UsageError(f"goescape report: --base {base}: {failure}") from None


def _title(analyzed: list[str]) -> str:
    """What all of the packages are in."""
    first, *others = (path.split("/") for path in analyzed)
    common = first
    for other in others:
        while other[: len(common)] != common:
            common = common[:-1]
    return "/".join(common) or f"{len(analyzed)} packages"


def _left_out(result: BuildResult) -> list[str]:
    """What was asked for and is not in the page, or only in part."""
    notes = list(result.errors)
    for package in result.packages:
        if not package.shown or package.is_analyzed:
            continue
        lost = [*package.unsound_functions, *package.unsound_declarations]
        if package.facts is not None:
            more = f" and {len(lost) - _NAMED} more" if len(lost) > _NAMED else ""
            without = f"{', '.join(lost[:_NAMED])}{more}"
            notes.append(f"{package.import_path}: has errors; without {without}")
        else:
            reason = package.obstacle or (
                f"depends on {package.blocked_by}" if package.blocked_by else "has errors"
            )
            notes.append(f"{package.import_path}: not analyzed: {reason}")
    return notes
