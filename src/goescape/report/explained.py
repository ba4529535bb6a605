"""Explanations for people: a sentence, then the way of the value, line by line in the source."""

import textwrap
from typing import Final

from rich.text import Text

from goescape.load.names import escaped
from goescape.understand import names, sentences
from goescape.understand.costwords import MAYBE, NEVER, price
from goescape.understand.explain import Explained, Step
from goescape.understand.places import Paths, Source, text_before
from goescape.understand.sites import HEAP, PARAMETER, Site

_TAB: Final = 4
_NUMBER: Final = 5
# A number, and "│" between blanks.
_GUTTER: Final = _NUMBER + 3
# Nothing is wrapped or cut for less.
_NARROWEST: Final = 30
_INDENT: Final = "  "
_SENTENCE: Final = "bold"
_FAINT: Final = "dim"
_CARET: Final = "bold red"
_CONSEQUENCE: Final = (
    "each of these puts it on the heap by itself",
    "each of these makes it leak by itself",
)


def render(explained: list[Explained], source: Source, paths: Paths, width: int = 0) -> Text:
    """Sites that have one way: their headlines, a sentence, steps, other reasons; not wrapped if `width` is 0."""
    first = explained[0]
    out = Text()
    for each in explained:
        _headline(out, each.site, paths)
    sentence = first.sentence
    if len(explained) > 1:
        sentence = sentences.sentence([each.site for each in explained], first.reason)
    out.append(_wrapped(escaped(sentence), width, _INDENT), _SENTENCE)
    way = _Way(out, source, paths, width)
    for step, words in _joined(first.steps):
        way.add(step, words)
    for other in first.others:
        out.append(_wrapped(escaped(other), width, f"{_INDENT}also: "))
    if first.others:
        out.append(f"{_INDENT}({_CONSEQUENCE[first.site.kind == PARAMETER]})\n", _FAINT)
    return out


def together(explained: list[Explained]) -> list[list[Explained]]:
    """Those that follow each other and have one way, in groups."""
    groups: list[list[Explained]] = []
    for each in explained:
        last = groups[-1][0] if groups else None
        is_same = (
            last is not None
            and each.steps == last.steps
            and each.steps != []
            and (each.reason, each.others) == (last.reason, last.others)
            and each.site.verdict == last.site.verdict
        )
        if is_same:
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


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
    return (x.file, x.line, x.level, *_marked(x)) == (y.file, y.line, y.level, *_marked(y))


def _marked(step: Step) -> tuple[int, int]:
    """The columns that are marked, from and to behind."""
    begin = step.begin or step.column
    return begin, max(step.end, begin + 1)


def _headline(out: Text, site: Site, paths: Paths) -> None:
    out.append(paths.shorten(site.position), "cyan")
    out.append(f": {escaped(site.name)}", "bold yellow" if site.verdict == HEAP else "bold")
    if site.function.name:
        out.append(f" in {names.titled(site.function)}")
    is_free = site.cost is not None and site.cost.allocates == NEVER
    notes = ["escapes" if is_free and site.verdict == HEAP else site.verdict.replace("-", " ")]
    if site.cost is not None:
        condition = f": {site.cost.reason}" if site.cost.allocates == MAYBE else ""
        notes.append(f"{price(site.cost)}{condition}")
    if site.copies > 1:
        notes.append(f"{site.copies} copies")
    if site.inlined_from:
        origin = site.inlined_from[0]
        notes.append(
            f"inlined from {names.short(origin.function)}, {paths.shorten(origin.position)}"
        )
    out.append(f" ({', '.join(notes)})\n", _FAINT)


def _cropped(line: str, marked: tuple[int, int], width: int) -> tuple[str, int, int]:
    """A line that fits, how many blanks are before what is marked in it, and how long that is."""
    shown = escaped(line.expandtabs(_TAB))
    before, behind = (len(escaped(text_before(line, at).expandtabs(_TAB))) for at in marked)
    length = max(behind - before, 1)
    if width < _NARROWEST or len(shown) <= width:
        return shown, before, length
    start = max(0, min(before - width // 3, len(shown) - width))
    cut = shown[start : start + width]
    if start:
        cut = f"…{cut[1:]}"
    if start + width < len(shown):
        cut = f"{cut[:-1]}…"
    return cut, before - start, min(length, len(cut) - before + start)


def _wrapped(text: str, width: int, first: str) -> str:
    """Text in lines that fit, the further ones below the first."""
    if width < _NARROWEST:
        return f"{first}{text}\n"
    rest = " " * len(first)
    wrapped = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
    return "\n".join(wrapped) + "\n"


class _Way:
    """The steps of a value, each below its line of source; a line is there once for steps that share it."""

    def __init__(self, out: Text, source: Source, paths: Paths, width: int) -> None:
        self._out = out
        self._source = source
        self._paths = paths
        self._width = width
        # The function and the line that were last shown.
        self._function = ("", 0)
        self._file = ""
        self._line = 0

    def add(self, step: Step, words: str) -> None:
        margin = _INDENT * (step.level + 2)
        if (step.inside, step.level) != self._function:
            self._function = (step.inside, step.level)
            self._line = 0
            if step.inside:
                inlined = " (inlined)" if step.is_inlined else ""
                self._out.append(f"{margin}in {step.inside}{inlined}:\n", _FAINT)
        line = self._source(step.file, step.line) if step.line else ""
        if line:
            self._mark(step, words, line, margin)
        else:
            where = f"{self._paths.shorten(step.file)}:{step.line}: " if step.line else ""
            self._out.append(f"{margin}{where}{escaped(step.text)} ", _FAINT)
            self._out.append(f"{words}\n")
            self._file, self._line = "", 0

    def _mark(self, step: Step, words: str, line: str, margin: str) -> None:
        room = self._width - len(margin) - _GUTTER
        line, before, length = _cropped(line, _marked(step), room)
        number = str(step.line).rjust(_NUMBER)
        gutter = f"{margin}{' ' * _NUMBER} │ "
        if step.file != self._file:
            self._out.append(f"{margin}{self._paths.shorten(step.file)}\n", _FAINT)
        if (step.file, step.line) != (self._file, self._line):
            self._out.append(f"{margin}{number} │ ", _FAINT)
            self._out.append(f"{line}\n")
        self._file, self._line = step.file, step.line
        self._out.append(gutter, _FAINT)
        self._out.append(f"{' ' * before}{'^' * length}", _CARET)
        blanks = 1
        if self._width and room - before - length - 1 < len(words):
            # Below what is marked, if that leaves no room.
            self._out.append(f"\n{gutter}", _FAINT)
            blanks = max(min(before, room - len(words)), 0)
        self._out.append(" " * blanks)
        self._out.append(f"{words}\n", "red" if step.level == 0 else "magenta")
