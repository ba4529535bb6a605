"""The issues of golangci-lint's JSON, which editors and bots of Go teams read."""

import json
from collections.abc import Sequence
from typing import Any, Final

from goescape.report.forms.finding import ERROR, NONE, NOTE, TOOL, WARNING, Finding, Roots
from goescape.understand.places import Source

_SEVERITIES: Final = {ERROR: "error", WARNING: "warning", NOTE: "info", NONE: "info"}


def document(findings: Sequence[Finding], roots: Roots, source: Source) -> str:
    issues = [_issue(each, roots, source) for each in findings]
    report = {"Linters": [{"Name": TOOL, "Enabled": True}]}
    return json.dumps({"Issues": issues, "Report": report}, ensure_ascii=False)


def _issue(finding: Finding, roots: Roots, source: Source) -> dict[str, Any]:
    return {
        "FromLinter": TOOL,
        "Text": f"{finding.rule}: {finding.title}: {finding.message}",
        "Severity": _SEVERITIES[finding.level],
        "SourceLines": [source(finding.file, finding.line)],
        "Pos": {
            "Filename": roots.path(finding.file),
            "Offset": 0,
            "Line": finding.line,
            "Column": finding.column,
        },
        "ExpectNoLint": False,
        "ExpectedNoLintLinter": "",
    }
