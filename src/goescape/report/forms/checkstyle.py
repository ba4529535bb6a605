"""Checkstyle's XML, which most pipelines read."""

import itertools
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from goescape.report.forms.finding import ERROR, NONE, NOTE, TOOL, WARNING, Finding, Roots
from goescape.report.forms.xmltext import document_of, plain

_SEVERITIES: Final = {ERROR: "error", WARNING: "warning", NOTE: "info", NONE: "info"}
_VERSION: Final = "4.3"


def document(findings: Sequence[Finding], roots: Roots) -> str:
    """Findings by file."""
    top = ElementTree.Element("checkstyle", version=_VERSION)
    placed = sorted(findings, key=lambda each: (each.file, each.line, each.column))
    for file, group in itertools.groupby(placed, key=lambda each: each.file):
        entry = ElementTree.SubElement(top, "file", name=plain(roots.path(file)))
        for finding in group:
            attributes = {
                "line": str(finding.line),
                "severity": _SEVERITIES[finding.level],
                "message": plain(f"{finding.title}: {finding.message}"),
                "source": f"{TOOL}.{finding.rule}",
            }
            if finding.column:
                attributes["column"] = str(finding.column)
            ElementTree.SubElement(entry, "error", attributes)
    return document_of(top)
