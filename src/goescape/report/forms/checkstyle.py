"""Checkstyle's XML, which most pipelines read."""

import itertools
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from goescape.report.forms.finding import ERROR, NONE, NOTE, TOOL, WARNING, Finding, Roots

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
    return text_of(top)


def text_of(top: ElementTree.Element) -> str:
    ElementTree.indent(top)
    body = ElementTree.tostring(top, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}'


def plain(text: str) -> str:
    """What XML can hold: it has no way to write other control characters, and none for halves of characters."""
    return "".join(c if _is_allowed(ord(c)) else "\ufffd" for c in text)


def _is_allowed(code: int) -> bool:
    if code < 0x20:
        return code in (0x9, 0xA, 0xD)
    return not 0xD800 <= code <= 0xDFFF and code not in (0xFFFE, 0xFFFF)
