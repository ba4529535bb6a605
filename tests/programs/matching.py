"""Profiles against predictions: every allocation has a row, and every row that says "always" was seen.

A place of the profile (the frames of inlined functions, the function of the runtime that allocated, and the size if that is
one of the code) is matched by rows that are at its line, in its function, of a kind that allocates with this function, and
that allow the sizes seen. Rows that cannot be told apart (two objects of one size on a line) are matched together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from goescape.understand.costwords import ALWAYS
from goescape.understand.sites import PARAMETER, VARIABLE, Site
from tests.programs.running import HARNESS, Bucket, Frame, Run

# Which kinds of sites allocate with which functions of the runtime. "-" is the code itself, for objects of known size.
_OBJECTS = frozenset(
    {
        "variable", "new", "pointer-literal", "slice-literal", "variadic-slice", "make-slice", "function-literal",
        "method-value", "box", "call-record", "append", "string-conversion",
    }
)  # fmt: skip
_MAPS = frozenset({"map-literal", "make-map", "map-entry"})
_KINDS = (
    (r"-|runtime\.(newobject|mallocgc|newarray)", _OBJECTS),
    (r"runtime\.(makeslice|makeslice64|makeslicecopy)", frozenset({"make-slice"})),
    (r"runtime\.growslice\w*", frozenset({"append"})),
    (r"runtime\.moveSlice\w*", frozenset({"moved-slice"})),
    (r"runtime\.concat\w+", frozenset({"concatenation", "string-conversion"})),
    (r"runtime\.(stringtoslice\w+|slice\w+tostring|intstring)", frozenset({"string-conversion"})),
    (r"runtime\.convT\w*", frozenset({"box"})),
    (r"runtime\.mapassign\w*", _MAPS),
    (r"runtime\.makemap\w*", _MAPS),
    (r"runtime\.makechan\w*", frozenset({"make-chan"})),
)
# What the runtime keeps for itself, and uses again: records of goroutines that wait, and of deferred calls.
_RECORDS = re.compile(r"runtime\.(chan(recv|send)\w*|selectgo|deferproc\w*|newproc)")
# A block of objects that are so small that they share it; the profile has blocks, and who begins them.
TINY = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where the profile has an allocation."""

    entry: str
    frames: tuple[Frame, ...]
    # Of objects that the code itself makes; otherwise 0.
    size: int

    def __str__(self) -> str:
        inner = self.frames[0]
        inlined = "".join(f" in {frame.function}:{frame.line}" for frame in self.frames[1:])
        return f"{inner.file}:{inner.line} {inner.function} {self.entry}{inlined}"


@dataclass(slots=True)
class Match:
    """A place, and the rows for it."""

    place: Place
    buckets: list[Bucket] = field(default_factory=list)
    rows: list[Site] = field(default_factory=list)
    # The nearest rows, if none fits.
    near: list[Site] = field(default_factory=list)

    @property
    def sizes(self) -> list[int]:
        return sorted({bucket.size for bucket in self.buckets})

    @property
    def count(self) -> int:
        return sum(bucket.count for bucket in self.buckets)

    @property
    def is_weighed(self) -> bool:
        """Bytes were predicted, and right."""
        return any(row.cost is not None and row.cost.rounded >= 0 for row in self.rows)


@dataclass(slots=True)
class Verdict:
    """What came of one program."""

    name: str
    matches: list[Match]
    # Places that only say what the runtime keeps for itself.
    records: list[Match]

    @property
    def matched(self) -> list[Match]:
        return [match for match in self.matches if match.rows]

    @property
    def unmatched(self) -> list[Match]:
        return [match for match in self.matches if not match.rows]

    @property
    def weighed(self) -> list[Match]:
        return [match for match in self.matched if match.is_weighed]


def judge(run: Run, rows: Iterable[Site]) -> Verdict:
    at: dict[tuple[str, int], list[Site]] = {}
    for row in rows:
        if row.kind != PARAMETER:
            frame = _written(row)[0]
            lines = {(frame.file, frame.line)}
            if row.kind == VARIABLE:
                lines |= {(file, line) for file, line, _ in row.inlined_at}
            for line in lines:
                at.setdefault(line, []).append(row)
    places: dict[Place, Match] = {}
    for bucket in run.buckets:
        is_object = _kinds(bucket.entry) is _OBJECTS
        place = Place(bucket.entry, bucket.frames, bucket.size if is_object else 0)
        places.setdefault(place, Match(place)).buckets.append(bucket)
    matches: list[Match] = []
    records: list[Match] = []
    for match in places.values():
        inner = match.place.frames[0]
        _match(match, at.get((inner.file, inner.line), []))
        is_record = not match.rows and _RECORDS.fullmatch(match.place.entry)
        (records if is_record else matches).append(match)
    return Verdict(run.name, matches, records)


def _written(row: Site) -> list[Frame]:
    """The places of a row, innermost first."""
    frames = [Frame(frame.function.name, frame.file, frame.line) for frame in row.inlined_from]
    return [*frames, Frame(row.function.name, row.file, row.line)]


def _match(match: Match, candidates: list[Site]) -> None:
    allowed = _kinds(match.place.entry)
    match.near = [row for row in candidates if _is_at(row, match.place)]
    fitting = [
        row
        for row in match.near
        if row.what in allowed and all(_allows(row, size) for size in match.sizes)
    ]
    exact = [row for row in fitting if row.cost and [row.cost.rounded] == match.sizes]
    match.rows = exact or fitting


def _kinds(entry: str) -> frozenset[str]:
    for pattern, found in _KINDS:
        if re.fullmatch(pattern, entry):
            return found
    return frozenset()


def _is_at(row: Site, place: Place) -> bool:
    frames = _written(row)
    inner = place.frames[0]
    if row.kind == VARIABLE and (inner.file, inner.line) != (row.file, row.line):
        # Parameters of inlined functions are made where these are called.
        return any((file, line) == (inner.file, inner.line) for file, line, _ in row.inlined_at)
    if row.inlined_from:
        ours = [(frame.file, frame.line) for frame in frames]
        if ours != [(frame.file, frame.line) for frame in place.frames]:
            return False
    return _plain(place.frames[0].function).endswith(_plain(frames[0].function))


def _plain(name: str) -> str:
    """Without type arguments; literals are known by their line."""
    name = name.replace("[...]", "")
    return "" if ".func" in name or "-range" in name else name


def _allows(row: Site, size: int) -> bool:
    cost = row.cost
    if cost is None or cost.allocates == "never":
        return False
    if cost.rounded < 0:
        return True
    if cost.count != 1 or cost.varies or row.what == "moved-slice":
        return size <= cost.rounded
    return cost.rounded == size or (cost.rounded < TINY and size == TINY)


@dataclass(slots=True)
class Always:
    """Rows that say "always" and are the only ones of their kind and size at their line, over all programs."""

    rows: list[Site]
    reached: int = 0
    # Objects, and bytes.
    seen: int = 0
    weight: int = 0

    @property
    def is_right(self) -> bool:
        """As many objects and bytes as predicted; whether there are any, if no figure can be told."""
        cost = self.rows[0].cost
        if cost is None or cost.rounded < TINY or cost.varies:
            return self.seen > 0 or (cost is not None and 0 < cost.rounded < TINY)
        return self.seen == cost.count * self.reached and self.weight == cost.rounded * self.reached


def always(runs: list[Run], verdicts: list[Verdict], rows: list[Site]) -> list[Always]:
    """How often sites were reached that always allocate, and how often they did."""
    seen: dict[int, int] = {}
    groups: dict[tuple[object, ...], Always] = {}
    for row in rows:
        if row.cost is None or row.cost.allocates != ALWAYS or row.inlined_from:
            continue
        if f"/{HARNESS}/" in row.file:
            continue
        reached = [run.reached(row.file, row.line, row.column) or 0 for run in runs]
        if not any(reached):
            continue
        key = (row.file, row.line, row.what in _OBJECTS or row.what, row.cost.rounded)
        group = groups.setdefault(key, Always([]))
        group.rows.append(row)
        group.reached += sum(reached)
        seen[id(row)] = id(group)
    by_id = {id(group): group for group in groups.values()}
    for verdict in verdicts:
        for match in verdict.matched:
            found = {seen[id(row)] for row in match.rows if id(row) in seen}
            for group in found:
                by_id[group].seen += match.count
                by_id[group].weight += sum(bucket.size * bucket.count for bucket in match.buckets)
    return list(groups.values())
