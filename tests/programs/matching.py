"""Profiles against predictions: every allocation has a row, and every row that says "always" was seen.

A place of the profile (the frames of inlined functions, the function of the runtime that allocated, and the size if that is
one of the code) is matched by rows that are at its line, in its function, of a kind that allocates with this function, and
that allow the sizes seen. Rows that cannot be told apart (two objects of one size on a line) are matched together.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from goescape.understand.costwords import ALWAYS
from goescape.understand.sites import HEAP, PARAMETER, STACK, VARIABLE, Site
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
# What the runtime keeps for itself, and uses again: records of goroutines that wait, and of deferred calls; which types
# were asserted to have methods.
_RECORDS = re.compile(
    r"runtime\.(chan(recv|send)\w*|selectgo|deferproc\w*|newproc|typeAssert|interfaceSwitch)"
)
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
            frames = _written(row)
            lines = {(frames[0].file, frames[0].line)}
            if row.kind == VARIABLE:
                lines |= {(frame.file, frame.line) for frame in frames[1:2]}
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
    is_tiny = match.sizes == [TINY] and any(_is_tiny(row) for row in fitting)
    match.rows = fitting if is_tiny or allowed is _MAPS else exact or fitting


def _kinds(entry: str) -> frozenset[str]:
    for pattern, found in _KINDS:
        if re.fullmatch(pattern, entry):
            return found
    return frozenset()


def _is_at(row: Site, place: Place) -> bool:
    frames = _written(row)
    inner = place.frames[0]
    if row.inlined_from:
        ours = [(frame.file, frame.line) for frame in frames]
        found = [(frame.file, frame.line) for frame in place.frames]
        if row.kind == VARIABLE and ours[1:] == found:
            # Parameters of inlined functions are made where these are called.
            return True
        if ours != found:
            return False
    elif row.kind == VARIABLE and (inner.file, inner.line) != (row.file, row.line):
        return any((file, line) == (inner.file, inner.line) for file, line, _ in row.inlined_at)
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


def _is_tiny(row: Site) -> bool:
    return row.cost is not None and 0 < row.cost.bytes < TINY


@dataclass(slots=True)
class Always:
    """Rows that allocate always and cannot be told apart, over all programs."""

    rows: list[Site] = field(default_factory=list)
    # Objects and bytes that they should have cost; -1 if that cannot be told.
    count: int = 0
    weight: int = 0
    # What they did cost.
    seen: int = 0
    seen_weight: int = 0

    def add(self, row: Site, reached: int) -> None:
        self.rows.append(row)
        cost = row.cost
        if cost is None or self.count < 0 or cost.rounded < 0 or cost.varies or _is_tiny(row):
            self.count = self.weight = -1
        elif cost.allocates != ALWAYS or (row.kind == VARIABLE and cost.loop_depth):
            # Variables of a loop are counted with its header.
            self.count = self.weight = -1
        else:
            self.count += cost.count * reached
            self.weight += cost.rounded * reached

    @property
    def is_right(self) -> bool:
        if self.count < 0:
            return self.seen > 0 or all(_is_tiny(row) for row in self.rows)
        return (self.seen, self.seen_weight) == (self.count, self.weight)


def always(runs: list[Run], verdicts: list[Verdict], rows: list[Site]) -> list[Always]:
    """How often sites were reached that always allocate, and how often they did."""
    groups: dict[int, Always] = {}
    decided = {(row.place, row.what, row.verdict) for row in rows}
    for row in rows:
        if row.cost is None or row.cost.allocates != ALWAYS or row.inlined_from:
            continue
        reached = sum(run.reached(row.file, row.line, row.column) or 0 for run in runs)
        if reached and f"/{HARNESS}/" not in row.file:
            groups[id(row)] = Always()
            groups[id(row)].add(row, reached)
            if (row.place, row.what, _other(row.verdict)) in decided:
                # Lines are counted, not copies: some of them are decided differently.
                groups[id(row)].count = groups[id(row)].weight = -1
    matches = [match for verdict in verdicts for match in verdict.matched]
    for match in matches:
        _unite([row for row in match.rows if id(row) in groups], match.rows, groups)
    for match in matches:
        for group in {
            id(groups[id(row)]): groups[id(row)] for row in match.rows if id(row) in groups
        }.values():
            group.seen += match.count
            group.seen_weight += sum(bucket.size * bucket.count for bucket in match.buckets)
    return list({id(group): group for group in groups.values()}.values())


def _other(verdict: str) -> str:
    return STACK if verdict == HEAP else HEAP


def _unite(rows: list[Site], all_rows: list[Site], groups: dict[int, Always]) -> None:
    """Rows that match one place are one group; others among them make it unknown how often these were meant."""
    if not rows:
        return
    first = groups[id(rows[0])]
    for row in rows[1:]:
        other = groups[id(row)]
        if other is first:
            continue
        first.rows += other.rows
        is_known = first.count >= 0 and other.count >= 0
        first.count = first.count + other.count if is_known else -1
        first.weight = first.weight + other.weight if is_known else -1
        for member in other.rows:
            groups[id(member)] = first
    if len(rows) < len(all_rows):
        first.count = first.weight = -1
