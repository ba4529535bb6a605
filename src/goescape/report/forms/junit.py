"""JUnit's XML: a case for each promise, with what speaks against it."""

from collections.abc import Sequence
from xml.etree import ElementTree

from goescape.report.forms.finding import TOOL, Roots
from goescape.report.forms.promises import Case
from goescape.report.forms.xmltext import document_of, plain


def document(cases: Sequence[Case], roots: Roots) -> str:
    failed = sum(bool(case.broken) for case in cases)
    unchecked = sum(case.obstacle != "" for case in cases)
    counts = {
        "name": f"{TOOL} check",
        "tests": str(len(cases)),
        "failures": str(failed),
        "errors": str(unchecked),
    }
    top = ElementTree.Element("testsuites", counts)
    suite = ElementTree.SubElement(top, "testsuite", {**counts, "skipped": "0", "time": "0"})
    for case in cases:
        _add(suite, case, roots)
    return document_of(top)


def _add(suite: ElementTree.Element, case: Case, roots: Roots) -> None:
    attributes = {"classname": plain(case.group or TOOL), "name": plain(case.name), "time": "0"}
    if case.file:
        attributes["file"] = plain(roots.path(case.file))
        attributes["line"] = str(case.line)
    entry = ElementTree.SubElement(suite, "testcase", attributes)
    if case.broken:
        one = case.broken[0]
        more = f" and {len(case.broken) - 1} more" if case.broken[1:] else ""
        failure = ElementTree.SubElement(
            entry, "failure", {"message": plain(one.title) + more, "type": one.rule}
        )
        failure.text = plain(
            "\n".join(
                f"{roots.path(each.file)}:{each.line}: {each.title}: {each.message}"
                for each in case.broken
            )
        )
    if case.obstacle:
        ElementTree.SubElement(
            entry, "error", {"message": plain(case.obstacle), "type": "unchecked"}
        )
