"""A baseline: what allocates today, one line a site, so that only what is new or dearer fails.

    identity  package  function  kind  expression  allocates  bytes  loops

separated by tabs and sorted, so that merges touch what changed and nothing else. A site is known again by its identity, whatever moves
around it. Lines only ever go away or get cheaper (a ratchet): what is new has to be put in by writing the file anew.
"""

from dataclasses import dataclass, field
from typing import Final

from goescape.load.names import escaped
from goescape.session.flags import UsageError
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER, Cost
from goescape.understand.sites import Site

NAME: Final = "goescape.baseline"
_HEADER: Final = "# goescape baseline 1"
_N_FIELDS: Final = 8
_RANKS: Final = {NEVER: 0, MAYBE: 1, ALWAYS: 2}
_UNKNOWN: Final = "?"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the file."""

    identity: str
    package: str
    function: str
    what: str
    name: str
    allocates: str
    # What the allocator takes; -1 if only the running program knows.
    bytes: int
    loop_depth: int

    @property
    def text(self) -> str:
        size = _UNKNOWN if self.bytes < 0 else str(self.bytes)
        cost = (self.allocates, size, str(self.loop_depth))
        return "\t".join((self.identity, self.package, self.function, self.what, self.name, *cost))

    @property
    def _order(self) -> tuple[str, ...]:
        return self.package, self.function, self.what, self.name, self.identity

    def __lt__(self, other: "Entry") -> bool:
        return self._order < other._order

    def is_dearer(self, cost: Cost) -> bool:
        """Whether a cost is more than this line allows in any way."""
        if _RANKS[cost.allocates] > _RANKS.get(self.allocates, 0):
            return True
        if cost.loop_depth > self.loop_depth:
            return True
        # Unknown is more than anything that is known.
        if cost.rounded < 0 or self.bytes < 0:
            return cost.rounded < 0 <= self.bytes
        return cost.rounded > self.bytes


@dataclass(slots=True)
class Compared:
    """What became of the sites of a baseline."""

    new: list[Site] = field(default_factory=list)
    # With what they cost before.
    dearer: list[tuple[Entry, Site]] = field(default_factory=list)
    # Lines that can be taken out, and what those that got cheaper are now.
    gone: list[Entry] = field(default_factory=list)
    cheaper: list[tuple[Entry, Entry]] = field(default_factory=list)

    @property
    def fails(self) -> bool:
        return bool(self.new or self.dearer)


def counted(found: list[Site]) -> list[Site]:
    """The sites that a baseline has: those that may allocate."""
    return [
        site
        for site in found
        if site.is_own and site.cost is not None and site.cost.allocates != NEVER
    ]


def entries(found: list[Site]) -> list[Entry]:
    """Lines for sites, in order; the worst of those that have one identity."""
    worst: dict[str, Entry] = {}
    for site in counted(found):
        cost = site.cost
        if cost is None:
            continue
        entry = _entry(site, cost)
        known = worst.get(entry.identity)
        if known is None or known.is_dearer(cost):
            worst[entry.identity] = entry
    return sorted(worst.values())


def _entry(site: Site, cost: Cost) -> Entry:
    return Entry(
        site.identity,
        escaped(site.home),
        escaped(site.function.declared),
        site.what,
        # On one line, and without tabs.
        escaped(site.name).replace("\t", " ").replace("\n", " "),
        cost.allocates,
        cost.rounded,
        cost.loop_depth,
    )


def written(found: list[Entry]) -> str:
    """The text of a file."""
    return "\n".join([_HEADER, *(entry.text for entry in sorted(found))]) + "\n"


def read(file: str, text: str) -> list[Entry]:
    """The lines of a file; raises UsageError."""
    lines = text.splitlines()
    if not lines or lines[0].strip() != _HEADER:
        raise UsageError(f"goescape: {file}: not a baseline that this version knows")
    found: list[Entry] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.split("\t")
        try:
            identity, package, function, what, name, allocates, size, depth = fields
            bytes = -1 if size == _UNKNOWN else int(size)
            found.append(
                Entry(identity, package, function, what, name, allocates, bytes, int(depth))
            )
        except ValueError:
            marked = line.startswith(("<<<<<<<", "=======", ">>>>>>>"))
            why = "left by a merge" if marked else f"{len(fields)} fields of {_N_FIELDS}"
            raise UsageError(f"goescape: {file}:{number}: {why}") from None
    return found


def compare(known: list[Entry], found: list[Site], judged: set[str], gone: set[str]) -> Compared:
    """Sites against a baseline. Only of `judged` packages it is known what is no more; `gone` are no more themselves."""
    by_identity = {entry.identity: entry for entry in known}
    now = {entry.identity: entry for entry in entries(found)}
    result = Compared()
    told: set[str] = set()
    for site in counted(found):
        before, cost = by_identity.get(site.identity), site.cost
        if site.identity in told or cost is None:
            continue
        if before is None:
            told.add(site.identity)
            result.new.append(site)
        elif before.is_dearer(cost):
            told.add(site.identity)
            result.dearer.append((before, site))
    for entry in known:
        after = now.get(entry.identity)
        if after is None:
            if entry.package in judged or entry.package in gone:
                result.gone.append(entry)
        elif entry.identity not in told and after != entry and entry.package in judged:
            result.cheaper.append((entry, after))
    return result


def tightened(known: list[Entry], compared: Compared) -> list[Entry]:
    """The lines without those that are gone, at the costs of today."""
    gone = {entry.identity for entry in compared.gone}
    cheaper = {before.identity: after for before, after in compared.cheaper}
    return [cheaper.get(each.identity, each) for each in known if each.identity not in gone]
