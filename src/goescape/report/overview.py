"""The default view: what allocates, by package and function, most expensive first. A site is a line."""

import itertools
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text

from goescape.facts import functions
from goescape.load.names import escaped
from goescape.understand import names, sentences, sites
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER, price, total
from goescape.understand.places import Paths
from goescape.understand.sites import HEAP, Site

_INDENT: Final = "  "
_GAP: Final = "  "
_NAME_MIN: Final = 12
_NAME_MAX: Final = 60
# Positions have columns if there is room for them.
_ROOM_FOR_COLUMNS: Final = 90
_FAINT: Final = "dim"

_ORDERS: Final = {
    "cost": "most expensive first: bytes, ×10 a loop, half if only sometimes, a tenth before a panic or an error",
    "position": "in the order of the source",
    "function": "by function",
}
_COLD: Final = {functions.TO_PANIC: "before a panic", functions.TO_ERROR: "before an error"}


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sites are shown, and how."""

    # Kinds of sites; empty: all.
    kinds: frozenset[str] = frozenset()
    # Sites known to be smaller are left out.
    min_bytes: int = 0
    # What stays on the stack, what costs nothing, and generic code of other packages, too.
    show_all: bool = False
    sort: str = "cost"
    # 0: no limit.
    limit: int = 0


def chosen(found: list[Site], choice: Choice) -> list[Site]:
    """The sites that are asked for, in order, however many."""
    kept = [site for site in found if _is_asked_for(site, choice)]
    if choice.sort == "cost":
        kept.sort(key=lambda site: (-weight(site), site.file, site.line, site.column))
    elif choice.sort == "position":
        kept.sort(key=lambda site: (site.file, site.line, site.column))
    else:
        kept.sort(key=lambda site: (site.home, site.function.name, site.file, site.line))
    return kept


def limited(kept: list[Site], choice: Choice) -> list[Site]:
    """The first of them, if not so many are wanted."""
    return kept[: choice.limit] if choice.limit else kept


def _is_asked_for(site: Site, choice: Choice) -> bool:
    if choice.kinds and site.kind not in choice.kinds:
        return False
    cost = site.cost
    if cost is not None and 0 <= cost.rounded < choice.min_bytes:
        return False
    if choice.show_all:
        return True
    if site.kind == sites.PARAMETER:
        return bool(choice.kinds) and site.is_own and site.verdict != sites.STAYS
    return site.is_own and cost is not None and cost.allocates != NEVER


def weight(site: Site) -> float:
    """What the order `cost` goes by (`_ORDERS`)."""
    cost = site.cost
    if cost is None or cost.allocates == NEVER:
        return 0.0
    size = float(cost.rounded if cost.rounded >= 0 else 64)
    if cost.allocates == MAYBE:
        size /= 2
    if site.path in _COLD:
        size /= 10
    return size * 10.0 ** min(cost.loop_depth, 3)


def render(
    found: list[Site],
    choice: Choice,
    paths: Paths,
    width: int,
    is_whole: bool = True,
    with_hints: bool = True,
) -> Text:
    """A line that sums up, rows by package and function in `width` columns, and what to do next.

    `is_whole`: everything asked for was analyzed; `with_hints`: say what the order is, and what to do next.
    """
    kept = chosen(found, choice)
    shown = limited(kept, choice)
    out = Text()
    _sum_up(out, found, width, is_whole)
    if not shown:
        return out
    out.append("\n")
    if with_hints:
        out.append(f"{_shortened(_ORDERS[choice.sort], width)}\n", _FAINT)
    rows = {id(site): _Row(site, paths, width) for site in shown}
    layout = _Layout(list(rows.values()), width)
    whole = _by_package(kept)
    for package, functions_shown in _by_package(shown).items():
        in_package = list(itertools.chain.from_iterable(whole[package].values()))
        _heading(out, "\n", escaped(package), "bold cyan", in_package, width)
        for title, group in functions_shown.items():
            in_function = whole[package][title]
            _heading(out, _INDENT, title, "bold", in_function, width)
            for site in group:
                layout.add(out, rows[id(site)])
            if len(group) < len(in_function):
                left_out = len(in_function) - len(group)
                out.append(f"{_INDENT * 2}… {left_out} more here\n", _FAINT)
    left_out = len(kept) - len(shown)
    if left_out:
        more = _counted(left_out, "more site", "more sites")
        out.append(f"\n{more}: --limit 0 shows all", _FAINT)
    if with_hints:
        _next_step(out, shown[0], paths)
    out.rstrip()
    return out


def _by_package(found: list[Site]) -> dict[str, dict[str, list[Site]]]:
    """Sites by package and function, each in the order of its first one."""
    packages: dict[str, dict[str, list[Site]]] = {}
    for site in found:
        title = escaped(names.titled(site.function))
        packages.setdefault(site.home, {}).setdefault(title, []).append(site)
    return packages


def _heading(
    out: Text, indent: str, title: str, style: str, members: list[Site], width: int
) -> None:
    """A package or a function, and what its sites come to."""
    totals = _totals(members)
    room = width - len(indent.strip("\n")) - len(_GAP) - cell_len(totals)
    out.append(indent)
    out.append(_shortened(title, max(room, _NAME_MIN)), style)
    if room >= _NAME_MIN:
        out.append(f"{_GAP}{totals}", _FAINT)
    out.append("\n")


def _totals(members: list[Site]) -> str:
    """`5 sites, 96 B + 3 sometimes, 2 in loops`: bytes of those that always allocate, each once."""
    costs = [site.cost for site in members if site.cost is not None]
    always = [cost for cost in costs if cost.allocates == ALWAYS]
    maybe = [cost for cost in costs if cost.allocates == MAYBE]
    sums = [total(always)] if always else []
    sums += [f"{len(maybe)} sometimes"] if maybe else []
    parts = [_counted(len(members), "site", "sites"), " + ".join(sums)]
    loops = sum(1 for cost in (*always, *maybe) if cost.loop_depth)
    parts += [f"{loops} in loops" if loops > 1 else "1 in a loop"] if loops else []
    return ", ".join(part for part in parts if part)


def _next_step(out: Text, first: Site, paths: Paths) -> None:
    out.append("\nwhy: ", _FAINT)
    out.append(f"goescape explain {paths.shorten(f'{first.file}:{first.line}')}")


class _Row:
    """The columns of a site."""

    def __init__(self, site: Site, paths: Paths, width: int) -> None:
        cost = site.cost
        position = site.position if width >= _ROOM_FOR_COLUMNS else f"{site.file}:{site.line}"
        self.place = paths.shorten(position)
        self.link = PurePath(site.file).as_uri() if site.file.startswith("/") else ""
        self.price = "" if cost is None else price(cost)
        self.is_free = cost is not None and cost.allocates == NEVER
        self.is_repeated = cost is not None and cost.loop_depth > 0
        self.name = escaped(" ".join(site.name.split()))
        self.why = "; ".join(_why(site))


class _Layout:
    """Columns that are as wide for all functions."""

    def __init__(self, rows: list[_Row], width: int) -> None:
        self._width = width
        # Half of the line at most is for where it is and what it costs.
        price_max = max(cell_len(row.price) for row in rows)
        place_max = max(width // 2 - price_max - len(_INDENT * 2), _NAME_MIN)
        self._price = price_max
        self._place = min(max(cell_len(row.place) for row in rows), place_max)
        room = width - len(_INDENT * 2) - self._place - self._price - 3 * len(_GAP)
        longest = max(cell_len(row.name) for row in rows)
        whys = max(cell_len(row.why) for row in rows)
        # What the one can spare, the other gets.
        self._name = min(longest, _NAME_MAX, max(room // 2, room - whys, _NAME_MIN))

    def add(self, out: Text, row: _Row) -> None:
        before = len(out)
        out.append(_INDENT * 2)
        place = _shortened_left(row.place, self._place)
        # Terminals that know of links open the file.
        out.append(place, Style(color="cyan", link=row.link or None))
        out.append(" " * (self._place - cell_len(place)) + _GAP)
        style = _FAINT if row.is_free else "bold red" if row.is_repeated else "red"
        out.append(" " * (self._price - cell_len(row.price)) + row.price, style)
        out.append(_GAP)
        room = self._width - cell_len(out.plain[before:])
        name = _shortened(row.name, max(min(self._name, room), 1))
        out.append(name)
        room -= self._name + len(_GAP)
        why = _shortened_by_words(row.why, room)
        if why:
            out.append(" " * (self._name - cell_len(name)) + _GAP + why, _FAINT)
        out.append("\n")


def _shortened(text: str, width: int) -> str:
    found = Text(text)
    found.truncate(width, overflow="ellipsis")
    return found.plain


def _shortened_left(text: str, width: int) -> str:
    """The end of a path says most."""
    if cell_len(text) <= width:
        return text
    while text and cell_len(text) > width - 1:
        text = text[1:]
    return f"…{text}"


def _shortened_by_words(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    words = text.split(" ")
    while words and cell_len(" ".join(words)) > width - 1:
        words.pop()
    return " ".join(words).rstrip(";,(") + "…" if words else ""


def _why(site: Site) -> list[str]:
    """On which condition a site allocates, what keeps it, and what else is worth knowing."""
    cost = site.cost
    cause = sentences.brief(site)
    # What allocates always and is kept by something needs no other reason.
    is_explained = cause != "" and (cost is None or cost.allocates == ALWAYS)
    reason = "" if cost is None or is_explained else cost.reason
    found = [text for text in (reason, cause) if text] or [site.verdict.replace("-", " ")]
    if site.path in _COLD:
        found.append(_COLD[site.path])
    if site.inlined_from:
        found.append(f"inlined from {names.short(site.inlined_from[0].function)}")
    if site.copies > 1:
        found.append(f"{site.copies} copies")
    return found


def _sum_up(out: Text, found: list[Site], width: int, is_whole: bool) -> None:
    """How many sites, and what they cost."""
    own = [site for site in found if site.is_own]
    priced = [(site, site.cost) for site in own if site.cost is not None]
    always = [cost for _, cost in priced if cost.allocates == ALWAYS]
    maybe = [cost for _, cost in priced if cost.allocates == MAYBE]
    free = [site for site, cost in priced if site.verdict == HEAP and cost.allocates == NEVER]
    paid = len(always) + len(maybe)
    repeated = len([cost for cost in (*always, *maybe) if cost.loop_depth])
    first = _counted(paid, "site allocates", "sites allocate")
    rest = f": {len(always)} always, {len(maybe)} sometimes"
    if repeated:
        rest += f"; {repeated} in loops"
    if not paid:
        first = "nothing is allocated on the heap"
        rest = "" if is_whole else " in what could be analyzed"
    if free:
        rest += f"; {_counted(len(free), 'more escapes', 'more escape')} at no cost"
    out.append(first, "bold")
    out.append(_shortened_by_words(rest, width - len(first)))


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
