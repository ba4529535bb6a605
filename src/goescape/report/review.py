"""A comparison as a comment for a review, in Markdown: a table that fits, details folded.

It begins with the same marker every time, so that a bot finds its comment and writes it anew.
"""

from typing import Final

from goescape.compare import words
from goescape.compare.changes import WORSE, Change, Comparison
from goescape.load.names import escaped
from goescape.understand.places import Paths

MARKER: Final = "<!-- goescape diff -->"
# Rows of the table that is not folded.
_ROWS_ENOUGH: Final = 15
# What one comment may have (65,536 characters at GitHub).
_LENGTH_ENOUGH: Final = 60_000


def document(found: Comparison, paths: Paths) -> str:
    """The comment."""
    parts = [MARKER, f"**goescape**: {words.summary(found)}", ""]
    for obstacle in found.obstacles:
        parts.append(f"> Not compared: {_cell(obstacle)}")
    worse = [change for change in found.changes if change.kind in WORSE]
    better = [change for change in found.changes if change.kind not in WORSE]
    if worse:
        parts += _table(worse[:_ROWS_ENOUGH], paths)
    if worse[_ROWS_ENOUGH:]:
        rest = worse[_ROWS_ENOUGH:]
        parts += _folded(f"{len(rest)} more", _table(rest, paths))
    if better:
        parts += _folded(f"{len(better)} better", _table(better, paths))
    details = [line for change in worse for line in _detail(change, paths)]
    if details:
        parts += _folded("why", details)
    if found.renamed:
        named = [f"- `{words.qualified(a)}` → `{words.qualified(b)}`" for a, b in found.renamed]
        parts += _folded(f"{len(named)} renamed or moved", named)
    text = "\n".join(parts).rstrip() + "\n"
    if len(text) <= _LENGTH_ENOUGH:
        return text
    cut = text[:_LENGTH_ENOUGH].rpartition("\n")[0]
    is_open = cut.count("<details>") > cut.count("</details>")
    return f"{cut}\n\n{'</details>' if is_open else ''}\n\nThe rest does not fit here: `goescape diff` shows it.\n"


def _table(changes: list[Change], paths: Paths) -> list[str]:
    rows = ["| function | what | where |", "|---|---|---|"]
    for change in changes:
        site = change.site
        where = "" if site is None else f"`{paths.shorten(site.position)}`"
        cells = (f"`{words.qualified(change.name)}`", _cell(words.told(change)), where)
        rows.append(f"| {' | '.join(cells)} |")
    return [*rows, ""]


def _detail(change: Change, paths: Paths) -> list[str]:
    told = [change.sentence, words.callers(change), words.because(change)]
    if change.checked is not None:
        nearest, more = words.foremost(change.checked)
        told += [f"{paths.shorten(each.position)}: {each.words}" for each in nearest]
        told.append(more)
    said = [text for text in told if text]
    if not said:
        return []
    found = [f"- `{words.qualified(change.name)}`: {_cell(said[0])}"]
    return [*found, *(f"  - {_cell(text)}" for text in said[1:])]


def _folded(title: str, lines: list[str]) -> list[str]:
    return [f"<details><summary>{title}</summary>", "", *lines, "", "</details>", ""]


def _cell(text: str) -> str:
    """On one line, and nothing that ends a cell or begins a tag outside of code."""
    return escaped(text).replace("|", "\\|").replace("<", "&lt;")
