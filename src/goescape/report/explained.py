"""Explanations for people: a sentence, then the way of the value, line by line in the source."""

from typing import Final

from rich.text import Text

from goescape.api.explain import Explained, Step
from goescape.api.places import Source, blank_before, shorten
from goescape.api.sites import HEAP, Site

_INDENT: Final = "  "
_SENTENCE: Final = "bold"
_FAINT: Final = "dim"
_CARET: Final = "bold red"


def render(explained: Explained, source: Source, cwd: str) -> Text:
    """One site: headline, sentence, steps, other reasons."""
    out = Text()
    _headline(out, explained.site, cwd)
    out.append(f"{_INDENT}{explained.sentence}\n", _SENTENCE)
    function = ""
    shown = ("", 0)
    for step, words in _joined(explained.steps):
        if step.function != function:
            function = step.function
            shown = ("", 0)
            if function:
                out.append(f"{_margin(step)}in {function}:\n", _FAINT)
        shown = _step(out, step, words, source, cwd, shown)
    for other in explained.others:
        out.append(f"{_INDENT}also: {other}\n")
    if explained.others:
        out.append(f"{_INDENT}(each of these keeps it on the heap by itself)\n", _FAINT)
    return out


def _joined(steps: list[Step]) -> list[tuple[Step, str]]:
    """Steps that happen at one place (calls that were inlined) make one line."""
    out: list[tuple[Step, list[str]]] = []
    for step in steps:
        if out and _is_same_place(out[-1][0], step):
            if step.words not in out[-1][1]:
                out[-1][1].append(step.words)
        else:
            out.append((step, [step.words]))
    return [(step, ", ".join(words)) for step, words in out]


def _is_same_place(x: Step, y: Step) -> bool:
    return (x.file, x.line, x.column, x.level) == (y.file, y.line, y.column, y.level)


def _headline(out: Text, site: Site, cwd: str) -> None:
    out.append(shorten(site.position, cwd), "cyan")
    out.append(f": {site.name}", "bold yellow" if site.verdict == HEAP else "bold")
    out.append(f" in {site.function}" if site.function else "")
    notes = [site.verdict.replace("-", " ")]
    if site.copies > 1:
        notes.append(f"{site.copies} copies")
    if site.inlined_from:
        notes.append(f"inlined from {shorten(site.inlined_from[0], cwd)}")
    out.append(f" ({', '.join(notes)})\n", _FAINT)


def _margin(step: Step) -> str:
    return _INDENT * (step.level + 2)


def _step(
    out: Text, step: Step, words: str, source: Source, cwd: str, shown: tuple[str, int]
) -> tuple[str, int]:
    """A source line with a caret; the line itself only once for steps that share it."""
    margin = _margin(step)
    line = source(step.file, step.line) if step.line else ""
    if not line:
        where = f"{shorten(step.file, cwd)}:{step.line}: " if step.line else ""
        out.append(f"{margin}{where}{step.text} ", _FAINT)
        out.append(f"{words}\n")
        return "", 0
    number = str(step.line).rjust(5)
    if shown != (step.file, step.line):
        if shown[0] != step.file:
            out.append(f"{margin}{shorten(step.file, cwd)}\n", _FAINT)
        out.append(f"{margin}{number} │ ", _FAINT)
        out.append(f"{line}\n")
    out.append(f"{margin}{' ' * len(number)} │ ", _FAINT)
    out.append(f"{blank_before(line, step.column)}^ ", _CARET)
    out.append(f"{words}\n", "red" if step.level == 0 else "magenta")
    return step.file, step.line
