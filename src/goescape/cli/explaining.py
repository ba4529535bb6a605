"""`goescape explain`."""

from rich.console import Console

from goescape.api import build as builds
from goescape.api import explain, sites
from goescape.api.explain import Explained, Explorer, Target
from goescape.api.model import DONE, BuildResult
from goescape.api.sites import Site
from goescape.cli import output, sources
from goescape.load.model import LoadError
from goescape.report import explained as view
from goescape.report import findings

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
    explorer = Explorer(request, inlining, depth)
    status = DONE
    for text in targets:
        result, found = _find(explorer, text)
        output.print_problems(result)
        status = max(status, result.status)
        if not show_all and not _names_one(text):
            found = [site for site in found if site.verdict not in _STACK]
        if not found and result.status == DONE:
            raise explain.not_found(text)
        for site in found:
            _print(explorer.explain(site), request.cwd, as_json)
    return status


def _names_one(text: str) -> bool:
    return bool(explain.parse_target(text)[0].file)


def _find(explorer: Explorer, text: str) -> tuple[BuildResult, list[Site]]:
    """The sites that a target means; of several meanings the first that exists."""
    error: LoadError | None = None
    result = BuildResult()
    for target in explain.parse_target(text):
        try:
            result = explorer.run(target.patterns)
        except LoadError as missing:
            error = error or missing
            continue
        found = _sites(result, target)
        if found or result.status == DONE:
            return result, found
    if error is not None:
        raise error
    result.packages = [package for package in result.packages if package.shown]
    return result, []


def _sites(result: BuildResult, target: Target) -> list[Site]:
    found: list[Site] = []
    for package in result.packages:
        if package.shown:
            found.extend(sites.of_package(package))
    return explain.matching(target, found)


def _print(explained: Explained, cwd: str, as_json: bool) -> None:
    if as_json:
        print(findings.line(explained, sources.line_of))
        return
    console = Console(highlight=False, soft_wrap=True)
    console.print(view.render(explained, sources.line_of, cwd))
