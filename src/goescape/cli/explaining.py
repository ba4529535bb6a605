"""`goescape explain`."""

import time

from goescape.cli import output, sources
from goescape.load.names import escaped
from goescape.report import explained as view
from goescape.report import findings
from goescape.session import build as builds
from goescape.session.model import DONE
from goescape.session.session import Session
from goescape.understand import sites, targets
from goescape.understand.costwords import NEVER
from goescape.understand.explain import Explained, Explorer
from goescape.understand.places import Paths
from goescape.understand.sites import Site


def run(
    request: builds.Request,
    texts: tuple[str, ...],
    depth: int,
    show_all: bool,
    inlining: bool,
    as_json: bool,
    manner: output.Manner,
) -> int:
    """Explain what the targets name; returns the exit status."""
    explorer = Explorer(Session(request, inlining), depth)
    status = DONE
    for text in texts:
        start = time.monotonic()
        with output.Progress(manner.is_quiet) as progress:
            found = targets.find(explorer, text, progress.update)
        if manner.is_verbose:
            output.say_what_was_done(found.result, time.monotonic() - start)
        output.print_problems(found.result, request.cwd)
        status = max(status, found.result.status)
        wanted = found.sites
        if not show_all and not found.target.line:
            wanted = [site for site in wanted if site.is_own and not is_quiet(site)]
        # What costs something comes first.
        explained = [explorer.explain(site) for site in sorted(wanted, key=is_quiet)]
        if as_json:
            for each in explained:
                print(findings.line(each, sources.line_of))
        elif explained:
            _show(explained, sources.paths(request), manner)
        elif found.result.status == DONE:
            print(f"{escaped(text)}: {targets.nothing(explorer, found)}")
    return status


def is_quiet(site: Site) -> bool:
    """It costs nothing, and leads nowhere."""
    costs_nothing = site.cost is None or site.cost.allocates == NEVER
    return costs_nothing and site.verdict in (sites.STACK, sites.STAYS)


def _show(explained: list[Explained], paths: Paths, manner: output.Manner) -> None:
    console = manner.console(soft_wrap=True)
    width = console.width if console.is_terminal else 0
    for number, group in enumerate(view.together(explained)):
        if number:
            print()
        rendered = view.render(group, sources.line_of, paths, width)
        rendered.rstrip()
        output.show(console, rendered)
