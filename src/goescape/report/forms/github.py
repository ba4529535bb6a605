"""Annotations of GitHub's workflows: commands on stdout, and what is too much for them as a table in the summary of the step.

Rule: GitHub shows 10 annotations of a kind a step and 50 a job, whatever is printed.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from goescape.report.forms.finding import ERROR, NOTE, WARNING, Finding, Roots

_COMMANDS: Final = {ERROR: "error", WARNING: "warning", NOTE: "notice"}
OF_A_KIND: Final = 10


def shown(findings: Sequence[Finding]) -> list[Finding]:
    """Those that GitHub would show: the first of each kind. The order of findings is that of their worth."""
    counts = dict.fromkeys(_COMMANDS, 0)
    found: list[Finding] = []
    for finding in findings:
        if finding.level in counts and counts[finding.level] < OF_A_KIND:
            counts[finding.level] += 1
            found.append(finding)
    return found


def lines(findings: Sequence[Finding], roots: Roots) -> Iterator[str]:
    """A command for each of `shown`."""
    for finding in shown(findings):
        where = [("file", roots.path(finding.file)), ("line", str(finding.line))]
        if finding.column:
            where.append(("col", str(finding.column)))
        if finding.end:
            # Behind the last column; GitHub marks what is between.
            where.append(("endColumn", str(finding.end)))
        where.append(("title", finding.title))
        properties = ",".join(f"{name}={_property(value)}" for name, value in where)
        yield f"::{_COMMANDS[finding.level]} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
