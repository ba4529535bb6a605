"""Explanations for people: a sentence, then the way of the value, line by line in the source."""

import textwrap
from typing import Final

from rich.text import Text

from goescape.load.names import escaped
from goescape.understand import names, sentences
from goescape.understand.costwords import MAYBE, price
from goescape.understand.explain import Explained, Step
from goescape.understand.places import Paths, Source, text_before
from goescape.understand.sites import HEAP, PARAMETER, Site

_TAB: Final = 4
# "12345 │ "
_GUTTER: Final = 8
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
    within = ("", 0)
    shown = ("", 0)
    for step, words in _joined(first.steps):
        if (step.function, step.level) != within:
            within = (step.function, step.level)
            shown = (shown[0], 0)
            if step.function:
                inlined = " (inlined)" if step.is_inlined else ""
                out.append(f"{_margin(step)}in {step.function}{inlined}:\n", _FAINT)
        shown = _step(out, step, words, source, paths, shown, width)
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
    out.append(f" in {site.function.name}" if site.function.name else "")
    notes = [site.verdict.replace("-", " ")]
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


def _margin(step: Step) -> str:
    return _INDENT * (step.level + 2)


def _step(
    out: Text,
    step: Step,
    words: str,
    source: Source,
    paths: Paths,
    shown: tuple[str, int],
    width: int,
) -> tuple[str, int]:
    """A source line with a caret; the line itself only once for steps that share it."""
    margin = _margin(step)
    line = source(step.file, step.line) if step.line else ""
    if not line:
        where = f"{paths.shorten(step.file)}:{step.line}: " if step.line else ""
        out.append(f"{margin}{where}{escaped(step.text)} ", _FAINT)
        out.append(f"{words}\n")
        return "", 0
    line, before, length = _cropped(line, _marked(step), width - len(margin) - _GUTTER)
    number = str(step.line).rjust(5)
    if shown != (step.file, step.line):
        if shown[0] != step.file:
            out.append(f"{margin}{paths.shorten(step.file)}\n", _FAINT)
        out.append(f"{margin}{number} │ ", _FAINT)
        out.append(f"{line}\n")
    out.append(f"{margin}{' ' * len(number)} │ ", _FAINT)
    out.append(f"{' ' * before}{'^' * length}", _CARET)
    room = width - len(margin) - _GUTTER - before - length - 1
    if width > 0 and room < len(words):
        # Below what is marked, if that leaves no room.
        out.append(f"\n{margin}{' ' * len(number)} │ ", _FAINT)
        out.append(" " * max(min(before, width - len(margin) - _GUTTER - len(words)), 0))
    else:
        out.append(" ")
    out.append(f"{words}\n", "red" if step.level == 0 else "magenta")
    return step.file, step.line
