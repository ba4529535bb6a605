"""Profiles against predictions: every allocation has a row, and every row that says "always" was seen.

A place of the profile (the frames of inlined functions, and the function of the runtime that allocated) is matched by a row
that is at its line, in its function, of a kind that allocates with this function, and that allows the sizes seen.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from goescape.understand.costwords import ALWAYS
from goescape.understand.sites import PARAMETER, Site
from tests.programs.running import Bucket, Frame, Run

# Which kinds of sites allocate with which functions of the runtime. "-" is the code itself, for objects of known size.
_OBJECTS = frozenset(
    {
        "variable", "new", "pointer-literal", "slice-literal", "variadic-slice", "make-slice", "function-literal",
        "method-value", "box", "call-record", "map-literal", "make-map", "append", "string-conversion", "defer-record",
    }
)  # fmt: skip
_MAPS = frozenset({"map-literal", "make-map", "map-entry"})
_KINDS = (
    (r"-|runtime\.(newobject|mallocgc|newarray)", _OBJECTS),
    (r"runtime\.(makeslice|makeslice64|makeslicecopy)", frozenset({"make-slice", "append"})),
    (r"runtime\.growslice\w*", frozenset({"append"})),
    (r"runtime\.concat\w+", frozenset({"concatenation", "string-conversion"})),
    (r"runtime\.(stringtoslice\w+|slice\w+tostring|intstring)", frozenset({"string-conversion"})),
    (r"runtime\.convT\w*", frozenset({"box"})),
    (r"runtime\.map(assign|access)\w*", _MAPS),
    (r"runtime\.makemap\w*", _MAPS),
    (r"runtime\.makechan\w*", frozenset({"make-chan"})),
    (r"runtime\.deferproc\w*", frozenset({"defer-record"})),
)
# A block of objects that are so small that they share it.
TINY = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where the profile has an allocation."""

    entry: str
    frames: tuple[Frame, ...]

    def __str__(self) -> str:
        inner = self.frames[0]
        inlined = "".join(f" in {frame.function}:{frame.line}" for frame in self.frames[1:])
        return f"{inner.file}:{inner.line} {inner.function} {self.entry}{inlined}"


@dataclass(slots=True)
class Match:
    """A place, and the row for it."""

    place: Place
    buckets: list[Bucket]
    row: Site | None = None
    # Bytes were predicted, and right.
    is_weighed: bool = False
    # The nearest rows, if none fits.
    near: list[Site] = field(default_factory=list)

    @property
    def sizes(self) -> list[int]:
        return sorted({bucket.size for bucket in self.buckets})


@dataclass(slots=True)
class Verdict:
    """What came of one program."""

    run: Run
    matches: list[Match]
    # Rows that say "always" and were reached, but not seen, with how often they were reached.
    unseen: list[tuple[Site, int]]
    # Rows that were seen, but not once each time they were reached, with the two numbers.
    miscounted: list[tuple[Site, int, int]]
    counted: int

    @property
    def matched(self) -> list[Match]:
        return [match for match in self.matches if match.row is not None]

    @property
    def unmatched(self) -> list[Match]:
        return [match for match in self.matches if match.row is None]

    @property
    def weighed(self) -> list[Match]:
        return [match for match in self.matched if match.is_weighed]


def judge(run: Run, rows: Iterable[Site]) -> Verdict:
    rows = [row for row in rows if row.kind != PARAMETER]
    at: dict[tuple[str, int], list[Site]] = {}
    for row in rows:
        frame = written(row)[0]
        at.setdefault((frame.file, frame.line), []).append(row)
    places: dict[Place, Match] = {}
    for bucket in run.buckets:
        place = Place(bucket.entry, bucket.frames)
        places.setdefault(place, Match(place, [])).buckets.append(bucket)
    for match in places.values():
        inner = match.place.frames[0]
        _match(match, at.get((inner.file, inner.line), []))
    return _with_counts(run, list(places.values()), rows)


def written(row: Site) -> list[Frame]:
    """The places of a row, innermost first."""
    frames = [Frame(frame.function.name, frame.file, frame.line) for frame in row.inlined_from]
    return [*frames, Frame(row.function.name, row.file, row.line)]


def _match(match: Match, candidates: list[Site]) -> None:
    allowed = kinds(match.place.entry)
    match.near = [row for row in candidates if _is_at(row, match.place)]
    fitting = [
        row
        for row in match.near
        if row.what in allowed and all(_allows(row, size) for size in match.sizes)
    ]
    # What says most of the size first.
    fitting.sort(key=lambda row: row.cost is None or row.cost.rounded < 0)
    if fitting:
        match.row = fitting[0]
        match.is_weighed = match.row.cost is not None and match.row.cost.rounded >= 0


def kinds(entry: str) -> frozenset[str]:
    for pattern, found in _KINDS:
        if re.fullmatch(pattern, entry):
            return found
    return frozenset()


def _is_at(row: Site, place: Place) -> bool:
    frames = written(row)
    if row.inlined_from:
        ours = [(frame.file, frame.line) for frame in frames]
        if ours != [(frame.file, frame.line) for frame in place.frames]:
            return False
    return _plain(place.frames[0].function).endswith(_plain(frames[0].function))


def _plain(name: str) -> str:
    """Without type arguments, and for literals where they are written."""
    name = name.replace("[...]", "")
    return "" if ".func" in name else name


def _allows(row: Site, size: int) -> bool:
    cost = row.cost
    if cost is None or cost.allocates == "never":
        return False
    if cost.rounded < 0:
        return True
    if cost.count != 1:
        return size <= cost.rounded
    # The profile has the blocks of tiny objects.
    return cost.rounded == size or (cost.rounded < TINY and size == TINY)


def _with_counts(run: Run, matches: list[Match], rows: list[Site]) -> Verdict:
    seen: dict[int, int] = {}
    for match in matches:
        if match.row is not None:
            found = sum(bucket.count for bucket in match.buckets)
            seen[id(match.row)] = seen.get(id(match.row), 0) + found
    unseen: list[tuple[Site, int]] = []
    miscounted: list[tuple[Site, int, int]] = []
    counted = 0
    for row in rows:
        reached = run.reached(row.file, row.line, row.column)
        if row.cost is None or row.cost.allocates != ALWAYS or not reached or row.inlined_from:
            continue
        found = seen.get(id(row), 0)
        if not found:
            unseen.append((row, reached))
        elif row.cost.count == 1 and not 0 <= row.cost.rounded < TINY:
            counted += 1
            if found != reached:
                miscounted.append((row, found, reached))
    return Verdict(run, matches, unseen, miscounted, counted)
