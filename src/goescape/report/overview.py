"""The default view: what is about the heap, by function, most expensive first."""

from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from goescape.api import sites
from goescape.api.places import Paths
from goescape.api.sentences import short_name
from goescape.api.sites import Site
from goescape.report.price import price


@dataclass(frozen=True, slots=True)
class Choice:
    """Which sites are shown, and how."""

    # Kinds of sites; empty: all.
    kinds: frozenset[str] = frozenset()
    # Sites known to be smaller are left out.
    min_bytes: int = 0
    # What stays on the stack and what costs nothing, too.
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
        kept.sort(key=lambda site: (site.package, site.function, site.file, site.line))
    return kept[: choice.limit] if choice.limit else kept


def _is_shown(site: Site, choice: Choice) -> bool:
    if choice.kinds and site.kind not in choice.kinds:
        return False
    cost = site.cost
    if cost is not None and 0 <= cost.rounded < choice.min_bytes:
        return False
    if choice.show_all:
        return True
    return site.verdict == sites.HEAP and (cost is None or cost.allocates != "never")


def weight(site: Site) -> float:
    """An order of expense: bytes, ten times as many for each loop, less if it is only possible."""
    cost = site.cost
    if cost is None:
        return 0.0
    size = float(cost.rounded if cost.rounded >= 0 else 64)
    if cost.allocates == "maybe":
        size /= 2
    return 0.0 if cost.allocates == "never" else size * 10.0 ** min(cost.loop_depth, 3)


def render(found: list[Site], shown: list[Site], paths: Paths) -> RenderableType:
    """Tables by function and a summary line."""
    groups: dict[tuple[str, str], list[Site]] = {}
    for site in shown:
        groups.setdefault((site.package, _plain(site.function)), []).append(site)
    parts: list[RenderableType] = []
    for (package, function), members in groups.items():
        title = Text()
        title.append(f"{package}.", "dim")
        title.append(function or "init", "bold")
        parts += [title, _table(members, paths)]
    parts.append(summary(found, shown))
    return Group(*parts)


def _plain(function: str) -> str:
    """A function's name without type arguments."""
    start = function.find("[go.shape.")
    return function if start < 0 else function[:start] + function[function.rfind("]") + 1 :]


def _table(members: list[Site], paths: Paths) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(no_wrap=True, style="cyan")
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="ellipsis", no_wrap=True, max_width=40)
    table.add_column(overflow="fold")
    for site in members:
        table.add_row(
            f"  {paths.shorten(site.position)}", _price(site), Text(site.name), _why(site)
        )
    return table


def _price(site: Site) -> Text:
    cost = site.cost
    if cost is None:
        return Text("")
    if cost.allocates == "never":
        return Text("0 B", "dim")
    return Text(price(cost), "bold red" if cost.loop_depth else "red")


def _why(site: Site) -> Text:
    cause = site.cause
    text = Text(site.verdict.replace("-", " ") if cause is None else cause.short)
    cost = site.cost
    if cost is not None and cost.reason and cost.allocates != "always":
        text.append(f" ({cost.reason})", "dim")
    if site.copies > 1:
        text.append(f" ×{site.copies}", "dim")
    if site.inlined_from:
        text.append(f" in {short_name(site.inlined_from[0].function)}, inlined", "dim")
    return text


def summary(found: list[Site], shown: list[Site]) -> Text:
    """One line: how many sites, and what they cost."""
    on_heap = [site for site in found if site.verdict == sites.HEAP]
    free = [site for site in on_heap if site.cost is not None and site.cost.allocates == "never"]
    leaking = [site for site in found if site.verdict in (sites.LEAKS, sites.LEAKS_CONTENT)]
    loops = [site for site in shown if site.cost is not None and site.cost.loop_depth]
    parts = [f"{len(on_heap) - len(free)} allocation sites on the heap"]
    if free:
        parts.append(f"{len(free)} that escape but cost nothing")
    if loops:
        parts.append(f"{len(loops)} of them in loops")
    parts.append(f"{len(leaking)} leaking parameters")
    text = Text(", ".join(parts), "bold")
    if len(shown) < len(on_heap) - len(free):
        text.append(f" ({len(shown)} shown)", "dim")
    return text
