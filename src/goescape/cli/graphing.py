"""`goescape graph`."""

import os
import subprocess
import sys

from goescape.cli import output, sources
from goescape.load.goroot import find_command
from goescape.load.model import LoadError
from goescape.report import dot
from goescape.session import build as builds
from goescape.session.flags import UsageError
from goescape.session.model import DONE, BuildResult
from goescape.session.session import Session
from goescape.understand import flowgraph, targets
from goescape.understand.flowgraph import Graph


def run(request: builds.Request, function: str, inlining: bool, form: str) -> int:
    """Print the graph of a function; returns the exit status."""
    wanted = [target for target in targets.parse(function) if target.function]
    if not wanted:
        raise UsageError(
            f"goescape graph: {function} is not a function: write Func, pkg.Func or 'pkg.(*T).M'"
        )
    command = find_command("dot", os.environ) if form == "svg" else ""
    if form == "svg" and not command:
        raise UsageError(
            "goescape graph: SVG needs Graphviz's dot on the PATH; or use --format dot"
        )
    session = Session(request, inlining)
    result, found = _first_that_exists(session, wanted)
    output.print_problems(result, request.cwd)
    if not found and result.status == DONE:
        raise UsageError(
            f"goescape graph: no function {wanted[0].function} in {wanted[0].patterns[0]}"
        )
    for each in found:
        text = dot.document(each, sources.paths(request))
        if form == "svg":
            drawn = subprocess.run(
                [command, "-Tsvg"],
                input=text.encode("utf-8", "replace"),
                stdout=subprocess.PIPE,
                check=False,
            )
            sys.stdout.buffer.write(drawn.stdout)
        else:
            sys.stdout.write(text)
    return result.status


def _first_that_exists(
    session: Session, wanted: list[targets.Target]
) -> tuple[BuildResult, list[Graph]]:
    """Of several meanings of a name the first that is a function; otherwise what is wrong with the first."""
    first: BuildResult | None = None
    error: LoadError | None = None
    for target in wanted:
        try:
            result, found = flowgraph.of_function(
                session, target.patterns, target.function, target.in_test
            )
        except LoadError as missing:
            error = error or missing
            continue
        if found:
            return result, found
        first = first or result
    if first is None:
        raise UsageError(f"goescape graph: {error}")
    return first, []
