"""The default view: what is about the heap, by function, most expensive first."""

from dataclasses import dataclass
from typing import Final

from rich.text import Text

from goescape.load.names import escaped
from goescape.understand import names, sites
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER, price
from goescape.understand.places import Paths
from goescape.understand.sites import HEAP, LEAKS, LEAKS_CONTENT, Site

_INDENT: Final = "  "
_GAP: Final = "  "
_NAME_MIN: Final = 12
_NAME_MAX: Final = 40


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
    """The sites to show, in order."""
    kept = [site for site in found if _is_shown(site, choice)]
    if choice.sort == "cost":
        kept.sort(key=lambda site: (-weight(site), site.file, site.line, site.column))
    elif choice.sort == "position":
        kept.sort(key=lambda site: (site.file, site.line, site.column))
    else:
        kept.sort(key=lambda site: (site.home, site.function.name, site.file, site.line))
    return kept[: choice.limit] if choice.limit else kept


def _is_shown(site: Site, choice: Choice) -> bool:
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
    """An order of expense: bytes, ten times as many for each loop, less if it is only possible."""
    cost = site.cost
    if cost is None:
        return 0.0
    size = float(cost.rounded if cost.rounded >= 0 else 64)
    if cost.allocates == MAYBE:
        size /= 2
    return 0.0 if cost.allocates == NEVER else size * 10.0 ** min(cost.loop_depth, 3)


def render(
    found: list[Site], shown: list[Site], paths: Paths, width: int, is_whole: bool = True
) -> Text:
    """Rows by function and a summary line, in `width` columns."""
    groups: dict[tuple[str, str], list[Site]] = {}
    for site in shown:
        groups.setdefault((site.home, site.function.name), []).append(site)
    rows = {
        key: [_Row(paths.shorten(site.position), site) for site in members]
        for key, members in groups.items()
    }
    layout = _Layout([row for group in rows.values() for row in group], width)
    out = Text()
    for (package, function), group in rows.items():
        out.append(f"{package}.", "dim")
        out.append(f"{function or 'init'}\n", "bold")
        for row in group:
            layout.add(out, row)
    out.append_text(summary(found, shown, is_whole))
    return out


class _Row:
    """The columns of a site."""

    def __init__(self, place: str, site: Site) -> None:
        cost = site.cost
        self.place = place
        self.price = "" if cost is None else price(cost)
        self.is_free = cost is not None and cost.allocates == NEVER
        self.is_repeated = cost is not None and cost.loop_depth > 0
        self.name = escaped(" ".join(site.name.split()))
        self.why = _why(site)


class _Layout:
    """Columns that are as wide for all functions; what does not fit goes to a line of its own."""

    def __init__(self, rows: list[_Row], width: int) -> None:
        self._width = width
        self._place = max([len(row.place) for row in rows], default=0)
        self._price = max([len(row.price) for row in rows], default=0)
        room = width - len(_INDENT) - self._place - self._price - 2 * len(_GAP)
        longest = max([len(row.name) for row in rows], default=0)
        # Half of what is left is for the cause, if the expression can spare it.
        self._name = max(min(longest, _NAME_MAX, room // 2), _NAME_MIN)

    def add(self, out: Text, row: _Row) -> None:
        line = Text(_INDENT)
        line.append(row.place.ljust(self._place), "cyan")
        style = "dim" if row.is_free else "bold red" if row.is_repeated else "red"
        line.append(_GAP)
        line.append(row.price.rjust(self._price), style)
        line.append(_GAP)
        if line.cell_len + _NAME_MIN > self._width:
            # Hardly room for positions.
            line.append("\n" + _INDENT * 2)
        before = len(line.plain.rpartition("\n")[2])
        if before + self._name + len(_GAP) + row.why.cell_len <= self._width:
            line.append(_shortened(row.name, self._name).ljust(self._name) + _GAP)
        else:
            line.append(_shortened(row.name, max(self._width - before, _NAME_MIN)))
            line.append("\n" + _INDENT * 3)
        line.append_text(row.why)
        out.append_text(line)
        out.append("\n")


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def _why(site: Site) -> Text:
    cause, cost = site.cause, site.cost
    reason = "" if cost is None else cost.reason
    if cause is not None:
        text = Text(cause.short)
        if reason and cost is not None and cost.allocates != ALWAYS:
            text.append(f" ({reason})", "dim")
    elif cost is not None and cost.allocates != NEVER:
        # Nothing keeps it; it is its kind that needs the heap.
        text = Text(reason)
    else:
        text = Text(site.verdict.replace("-", " "))
    if site.copies > 1:
        text.append(f" ×{site.copies}", "dim")
    if site.inlined_from:
        text.append(f" in {names.short(site.inlined_from[0].function)}, inlined", "dim")
    return text


def summary(found: list[Site], shown: list[Site], is_whole: bool = True) -> Text:
    """One line: how many sites, and what they cost; `is_whole`: everything asked for was analyzed."""
    own = [site for site in found if site.is_own]
    priced = [(site, site.cost) for site in own if site.cost is not None]
    always = [cost for _, cost in priced if cost.allocates == ALWAYS]
    maybe = [cost for _, cost in priced if cost.allocates == MAYBE]
    free = [site for site, cost in priced if site.verdict == HEAP and cost.allocates == NEVER]
    leaking = [site for site in own if site.verdict in (LEAKS, LEAKS_CONTENT)]
    paid = len(always) + len(maybe)
    repeated = len([cost for cost in (*always, *maybe) if cost.loop_depth])
    text = Text(_counted(paid, "site allocates", "sites allocate"), "bold")
    text.append(f": {len(always)} always, {len(maybe)} sometimes")
    if repeated:
        text.append(f"; {repeated} in loops")
    if not paid:
        text = Text("nothing is allocated on the heap", "bold")
        if not is_whole:
            text.append(" in what could be analyzed")
    if free:
        text.append(f"; {_counted(len(free), 'more escapes', 'more escape')} at no cost")
    if leaking:
        text.append(f"; {_counted(len(leaking), 'parameter leaks', 'parameters leak')}")
    if len(shown) < paid:
        text.append(f"; {len(shown)} shown", "dim")
    return text


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
