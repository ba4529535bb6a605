"""A comment for a review: a table that fits, details folded."""

import re
from collections.abc import Sequence
from typing import Final

from goescape.report.forms.finding import NONE, Finding, Roots
from goescape.understand.explain import Step

# The same every time: a bot finds its comment by it.
MARKER: Final = "<!-- goescape -->"
# GitHub takes 65,536 characters for a comment; GitLab more.
_ROOM: Final = 60_000
# What means something within a line; addresses become links by themselves.
_SPECIAL: Final = re.compile(r"[\\`*_\[\]#|<>~@&$]|:(?=//)|(?<=www)\.")


def document(findings: Sequence[Finding], roots: Roots, title: str, room: int = _ROOM) -> str:
    """A table row for each finding, its way folded below; what does not fit is counted."""
    told = [each for each in findings if each.level != NONE] or list(findings)
    out = [MARKER, f"### {text(title)}", ""]
    if not told:
        return "\n".join([*out, "Nothing is allocated on the heap.", ""])
    out += ["| place | what | why |", "| --- | --- | --- |"]
    length = sum(len(line) + 1 for line in out)
    rows: list[str] = []
    details: list[str] = []
    for finding in told:
        row = _row(finding, roots)
        fold = _folded(finding, roots)
        if length + len(row) + len(fold) + 2 > room:
            break
        length += len(row) + len(fold) + 2
        rows.append(row)
        if fold:
            details.append(fold)
    left = len(told) - len(rows)
    out += rows
    if left:
        out += ["", f"… and {left} more."]
    return "\n".join([*out, "", *details, ""])


def _row(finding: Finding, roots: Roots) -> str:
    place = code(f"{roots.path(finding.file)}:{finding.line}")
    return f"| {place} | {text(finding.title)} | {text(finding.message)} |"


def _folded(finding: Finding, roots: Roots) -> str:
    if not finding.steps:
        return ""
    head = text(f"{roots.path(finding.file)}:{finding.line}: {finding.title}")
    steps = "\n".join(_step(step, roots) for step in finding.steps)
    return f"<details><summary>{head}</summary>\n\n{steps}\n\n</details>\n"


def _step(step: Step, roots: Roots) -> str:
    margin = "  " * step.level
    what = f"{code(step.text)}: " if step.text else ""
    return f"{margin}- {code(f'{roots.path(step.file)}:{step.line}')} {what}{text(step.words)}"


def text(words: str) -> str:
    """Plain text, what is between backquotes in letters of code; nothing else in it means anything to Markdown or HTML,
    or calls somebody."""
    *pairs, last = words.split("`") if words.count("`") % 2 == 0 else [words]
    found = [code(part) if number % 2 else _plain(part) for number, part in enumerate(pairs)]
    return "".join([*found, _plain(last)])


def _plain(words: str) -> str:
    return _SPECIAL.sub(_entity, re.sub(r"\s+", " ", words))


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def code(words: str) -> str:
    """In the letters of code; tables know no other way than entities for a bar in it."""
    return f"<code>{_plain(words)}</code>"
