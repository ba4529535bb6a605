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
from goescape.session.session import Session
from goescape.understand import flowgraph, targets


def run(request: builds.Request, function: str, inlining: bool, form: str) -> int:
    """Print the graph of a function; returns the exit status."""
    target = targets.parse(function)[0]
    if not target.function:
        raise UsageError(
            f"goescape graph: {function} is not a function: write pkg.Func or 'pkg.(*T).M'"
        )
    command = find_command("dot", os.environ) if form == "svg" else ""
    if form == "svg" and not command:
        raise UsageError(
            "goescape graph: SVG needs Graphviz's dot on the PATH; or use --format dot"
        )
    try:
        result, found = flowgraph.of_function(
            Session(request, inlining), target.patterns, target.function
        )
    except LoadError as error:
        raise UsageError(f"goescape graph: {error}") from None
    output.print_problems(result, request.cwd)
    if not found and result.status == 0:
        raise UsageError(f"goescape graph: no function {target.function} in {target.patterns[0]}")
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
