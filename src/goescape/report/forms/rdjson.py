"""Reviewdog's diagnostic format: one document, or one diagnostic a line. Its columns count bytes, as ours do."""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from goescape.report.forms.finding import ERROR, HOME, NONE, NOTE, TOOL, WARNING, Finding, Roots

_SEVERITIES: Final = {ERROR: "ERROR", WARNING: "WARNING", NOTE: "INFO", NONE: "INFO"}


def document(findings: Sequence[Finding], roots: Roots) -> str:
    found = [_diagnostic(each, roots) for each in findings]
    return _compact({"source": {"name": TOOL, "url": HOME}, "diagnostics": found})


def lines(findings: Sequence[Finding], roots: Roots) -> Iterator[str]:
    for finding in findings:
        source = {"source": {"name": TOOL, "url": HOME}}
        yield _compact({**_diagnostic(finding, roots), **source})


def _diagnostic(finding: Finding, roots: Roots) -> dict[str, Any]:
    start = _place(finding.line, finding.column)
    area: dict[str, Any] = {"start": start}
    if finding.end:
        area["end"] = _place(finding.line, finding.end)
    return {
        "message": f"{finding.title}: {finding.message}",
        "location": {"path": roots.path(finding.file), "range": area},
        "severity": _SEVERITIES[finding.level],
        "code": {"value": finding.rule},
    }


def _place(line: int, column: int) -> dict[str, int]:
    return {"line": line, "column": column} if column else {"line": line}


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
