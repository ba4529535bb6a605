"""GitLab's code quality report."""

import json
from collections.abc import Sequence
from typing import Any, Final

from goescape.report.forms.finding import ERROR, NONE, NOTE, WARNING, Finding, Roots

_SEVERITIES: Final = {ERROR: "major", WARNING: "minor", NOTE: "info", NONE: "info"}


def document(findings: Sequence[Finding], roots: Roots) -> str:
    """A list of objects; fingerprints are told apart if something is found twice."""
    seen: dict[str, int] = {}
    return json.dumps([_entry(each, roots, seen) for each in findings], ensure_ascii=False)


def _entry(finding: Finding, roots: Roots, seen: dict[str, int]) -> dict[str, Any]:
    number = seen.get(finding.fingerprint, 0)
    seen[finding.fingerprint] = number + 1
    return {
        "description": f"{finding.title}: {finding.message}",
        "check_name": finding.rule,
        "fingerprint": finding.fingerprint + (f"-{number}" if number else ""),
        "severity": _SEVERITIES[finding.level],
        "location": {"path": roots.path(finding.file), "lines": {"begin": finding.line}},
    }
