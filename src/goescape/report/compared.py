"""A comparison for people, on a terminal."""

from rich.text import Text

from goescape.compare import words
from goescape.compare.changes import WORSE, Change, Comparison
from goescape.load.names import escaped
from goescape.understand.places import Paths, Source

_HEAD = "bold"
_FAINT = "dim"
_WORSE = "red"
_BETTER = "green"
_PLACE = "cyan"


def render(found: Comparison, source: Source, paths: Paths) -> Text:
    """What changed, by package and function; what is worse and what is better."""
    out = Text()
    for obstacle in found.obstacles:
        out.append(f"not compared: {escaped(obstacle)}\n", _WORSE)
    for old, new in found.renamed:
        out.append(f"{words.qualified(old)} is called {words.qualified(new)} now\n", _FAINT)
    package = ""
    for change in found.changes:
        if change.name[0] != package:
            package = change.name[0]
            out.append(f"\n{escaped(package)}\n" if out.plain else f"{escaped(package)}\n", _HEAD)
        _change(out, change, source, paths)
    if found.changes:
        out.append("\n")
    out.append(f"{words.summary(found)}\n", _HEAD)
    return out


def _change(out: Text, change: Change, source: Source, paths: Paths) -> None:
    site = change.site
    style = _WORSE if change.kind in WORSE else _BETTER
    name = change.name[1] or "init"
    out.append("  ")
    if site is not None:
        out.append(f"{paths.shorten(site.position)}: ", _PLACE)
    out.append(f"{escaped(name)} ")
    out.append(escaped(words.told(change)), style)
    if change.is_whole:
        out.append(" (new function)" if change.after is not None else " (function gone)", _FAINT)
    out.append("\n")
    if change.after is not None:
        line = source(change.after.file, change.after.line)
        if line.strip():
            out.append(f"      {escaped(line.strip())}\n")
    for text in (change.sentence if change.kind in WORSE else "", words.callers(change)):
        if text:
            out.append(f"      {escaped(text)}\n", _FAINT)
    if change.way or change.because is not None:
        out.append(f"      {escaped(words.because(change))}:\n")
        for step in change.way:
            where = f"{paths.shorten(step.file)}:{step.line}"
            out.append(f"        {'  ' * step.level}{where}: {escaped(step.words)}\n", _FAINT)
    if change.checked is not None:
        nearest, more = words.foremost(change.checked)
        for violation in nearest:
            way = " → ".join([*(link.callee.name for link in violation.chain)])
            out.append(f"      {paths.shorten(violation.position)}: {escaped(violation.words)}")
            out.append(f" ({escaped(way)})\n" if way else "\n", _FAINT)
        if more:
            out.append(f"      {more}\n", _FAINT)
