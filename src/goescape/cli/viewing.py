"""`goescape [PATTERNS]`: the view for people, and the same for programs."""

import shutil
import sys
from typing import Final

from rich.console import Console

import goescape
from goescape.api import build as builds
from goescape.api import sites
from goescape.api.explain import Explorer
from goescape.cli import output, sources
from goescape.report import findings, overview, sarif

# Wide enough for positions and words where nobody looks at the width.
_PIPE_WIDTH: Final = 160


def run(
    request: builds.Request,
    choice: overview.Choice,
    packages: list[str],
    inlining: bool,
    form: str,
) -> int:
    """Show what the packages of `request` put on the heap; returns the exit status."""
    explorer = Explorer(request, inlining)
    with output.Progress() as progress:
        result = explorer.run(request.patterns or ["."], progress.update)
    output.print_problems(result)
    found = sites.of_build(result, packages)
    shown = overview.chosen(found, choice)
    if form == "json":
        for site in shown:
            print(findings.line(explorer.explain(site), sources.line_of))
    elif form == "sarif":
        explained = [explorer.explain(site) for site in shown]
        print(sarif.document(explained, goescape.__version__, sources.line_of))
    else:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else _PIPE_WIDTH
        Console(highlight=False, width=width).print(
            overview.render(found, shown, sources.paths(request), width)
        )
    return result.status
