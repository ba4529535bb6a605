"""The sites of an earlier run, as `goescape --json` printed them, and what has changed since."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from goescape.understand import ranking
from goescape.understand.costwords import NEVER, Cost, price
from goescape.understand.fields import PATHS
from goescape.understand.sites import Site

# What became of a site.
GAINED: Final = "gained"
LOST: Final = "lost"
DEARER: Final = "dearer"
CHEAPER: Final = "cheaper"
SAME: Final = "same"

# The meaning of fields that this reads.
_SCHEMA: Final = 2


class NotSites(Exception):
    """A text that is not what `goescape --json` prints; the message says why."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A site that allocated then."""

    identity: str
    kind: str
    what: str
    name: str
    package: str
    function: str
    file: str
    line: int
    column: int
    sentence: str
    # "" for what stayed where it was.
    cause: str
    verdict: str
    cost: Cost
    weight: float

    @property
    def price(self) -> str:
        return price(self.cost)


class Run:
    """The sites of an earlier run that allocated, the dearest of each identity."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._sites: dict[str, Earlier] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            site = _read(line, number)
            if site is not None and site.weight >= self.weight(site.identity):
                self._sites[site.identity] = site

    def find(self, identity: str) -> Earlier | None:
        return self._sites.get(identity)

    def weight(self, identity: str) -> float:
        """0 if there was no such site, or it allocated nothing."""
        found = self._sites.get(identity)
        return 0.0 if found is None else found.weight

    def packages(self) -> set[str]:
        return {site.package for site in self._sites.values()}

    def lost(self, weights: dict[str, float], packages: Collection[str]) -> list[Earlier]:
        """What does not allocate any more, by the weights of what is there now, in some packages."""
        lost = [
            site
            for site in self._sites.values()
            if not weights.get(site.identity) and site.package in packages
        ]
        return sorted(lost, key=lambda site: -site.weight)

    def change(self, identity: str, weight: float) -> str:
        """What became of a site that weighs so much now."""
        before = self.weight(identity)
        if weight == before:
            return SAME
        if not before:
            return GAINED
        if not weight:
            return LOST
        return DEARER if weight > before else CHEAPER


def heaviest(now: Iterable[Site]) -> dict[str, float]:
    """The weight of each site; copies that were decided differently share an identity."""
    weights: dict[str, float] = {}
    for site in now:
        identity = site.identity
        weights[identity] = max(weights.get(identity, 0.0), ranking.weight(site))
    return weights


def _read(line: str, number: int) -> Earlier | None:
    """The site on a line; None if it allocated nothing."""
    try:
        entry = json.loads(line)
        if not isinstance(entry, dict) or "schema" not in entry:
            raise NotSites(f"line {number} is no site: this is for what `goescape --json` prints")
        if entry["schema"] != _SCHEMA:
            raise NotSites(f"line {number} has schema {entry['schema']}, which is not {_SCHEMA}")
        return _site(entry)
    except (ValueError, KeyError, TypeError) as error:
        raise NotSites(
            f"line {number} is no site ({type(error).__name__}: {error}): "
            "this is for what `goescape --json` prints"
        ) from None


def _site(entry: dict[str, Any]) -> Earlier | None:
    given = entry["cost"]
    if given is None or given["allocates"] == NEVER:
        return None
    cost = Cost(
        _number(given["bytes"]),
        _number(given["size_class"]),
        _number(given["objects"]),
        str(given["allocates"]),
        str(given["reason"]),
        int(given["loop_depth"]),
        bool(given["varies"]),
    )
    path = {name: number for number, name in PATHS.items()}[entry["path"]]
    position = entry["position"]
    return Earlier(
        str(entry["identity"]),
        str(entry["kind"]),
        str(entry["what"]),
        str(entry["name"]),
        str(entry["package"]),
        str(entry["function"]),
        str(position["file"]),
        int(position["line"]),
        int(position["utf16_column"]),
        str(entry["sentence"]),
        str(entry["cause"] or ""),
        str(entry["verdict"]),
        cost,
        ranking.weight_of(cost, path),
    )


def _number(value: object) -> int:
    return value if isinstance(value, int) else -1
