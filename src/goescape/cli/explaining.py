"""`goescape explain`."""

from rich.console import Console

from goescape.cli import output, sources
from goescape.report import explained as view
from goescape.report import findings
from goescape.session import build as builds
from goescape.session.model import DONE
from goescape.session.session import Session
from goescape.understand import sites
from goescape.understand import targets as targets_named
from goescape.understand.explain import Explained, Explorer
from goescape.understand.places import Paths

_STACK = (sites.STACK, sites.STAYS)


def run(
    request: builds.Request,
    targets: tuple[str, ...],
    depth: int,
    show_all: bool,
    inlining: bool,
    as_json: bool,
) -> int:
    """Explain what the targets name; returns the exit status."""
    explorer = Explorer(Session(request, inlining), depth)
    status = DONE
    for text in targets:
        result, found = targets_named.find(explorer, text)
        output.print_problems(result, request.cwd)
        status = max(status, result.status)
        if not show_all and not _names_one(text):
            found = [site for site in found if site.verdict not in _STACK]
        if not found and result.status == DONE:
            raise targets_named.not_found(text)
        for site in found:
            _print(explorer.explain(site), sources.paths(request), as_json)
    return status


def _names_one(text: str) -> bool:
    return bool(targets_named.parse(text)[0].file)


def _print(explained: Explained, paths: Paths, as_json: bool) -> None:
    if as_json:
        print(findings.line(explained, sources.line_of))
        return
    console = Console(highlight=False, soft_wrap=True)
    width = console.width if console.is_terminal else 0
    output.show(console, view.render(explained, sources.line_of, paths, width))
