"""Compares two compilers' lines, package by package: the instrument behind every claim of agreement.

Lines count as whole lines, as multisets, per class of message; a package is identical when its lines are
the same in the same order.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

LINES: Final = "lines"

# First match wins; the text after `file:line:col: `.
_CLASSES: Final = [
    ("index check", re.compile(r"index bounds check elided$")),
    ("leaking param to result", re.compile(r"leaking param: .* to result .* level=\d+$")),
    ("leaking param content", re.compile(r"leaking param content: ")),
    ("leaking param", re.compile(r"leaking param: ")),
    ("moved to heap", re.compile(r"moved to heap: ")),
    ("cannot devirtualize", re.compile(r"cannot devirtualize ")),
    ("devirtualizing", re.compile(r"(partially )?devirtualizing ")),
    ("ignoring self-assignment", re.compile(r".* ignoring self-assignment in ")),
    ("uintptr parameter", re.compile(r"assuming .* is unsafe uintptr$|marking .* as escaping ")),
    ("zero-copy conversion", re.compile(r"zero-copy string->\[\]byte conversion$")),
    ("imprecise interface call", re.compile(r"imprecise interface call$")),
    ("flow", re.compile(r"  flow: ")),
    ("step of a flow", re.compile(r"    from .* at ", re.DOTALL)),
    ("escapes in", re.compile(r".* escapes to heap in .*:$", re.DOTALL)),
    ("parameter leaks", re.compile(r"parameter .* leaks to .* with derefs=\d+:$", re.DOTALL)),
    ("capturing", re.compile(r".* capturing by (ref|value): ")),
    ("can inline", re.compile(r"can(not)? inline ")),
    ("inlining call", re.compile(r"inlining call to ")),
    ("escapes to heap", re.compile(r".* escapes to heap$", re.DOTALL)),
    ("does not escape", re.compile(r".* does not escape$", re.DOTALL)),
]
OTHER: Final = "other"

_POSITION: Final = re.compile(r"^[^\s:][^:]*(?::\d+){1,2}: ")


def classify(line: str) -> str:
    """The class of a line, by its wording."""
    text = line
    match = _POSITION.match(line)
    if match is not None:
        text = line[match.end() :]
    for name, pattern in _CLASSES:
        if pattern.match(text):
            return name
    return OTHER


@dataclass(slots=True)
class ClassCount:
    """Lines of one class on either side, and those that both have."""

    theirs: int = 0
    ours: int = 0
    matching: int = 0

    @property
    def precision(self) -> float:
        if self.ours == 0:
            return 1.0 if self.theirs == 0 else 0.0
        return self.matching / self.ours

    @property
    def recall(self) -> float:
        if self.theirs == 0:
            return 1.0 if self.ours == 0 else 0.0
        return self.matching / self.theirs

    def add(self, other: "ClassCount") -> None:
        self.theirs += other.theirs
        self.ours += other.ours
        self.matching += other.matching


@dataclass(slots=True)
class PackageComparison:
    """One package on either side."""

    import_path: str
    theirs: list[str]
    ours: list[str]
    counts: dict[str, ClassCount]
    # Why there is nothing of ours: a defect, an error.
    problem: str = ""

    @property
    def equal(self) -> bool:
        if self.problem:
            return False
        return all(c.theirs == c.ours == c.matching for c in self.counts.values())

    @property
    def identical(self) -> bool:
        return self.theirs == self.ours and not self.problem

    def differences(self, limit: int) -> list[str]:
        """The first differing lines, `-` only theirs, `+` only ours; for pure reordering both orders."""
        missing = Counter(self.theirs) - Counter(self.ours)
        added = Counter(self.ours) - Counter(self.theirs)
        if not missing and not added:
            return self._first_reordered(limit)
        shown = [f"- {line}" for line in _take(self.theirs, missing, limit)]
        shown += [f"+ {line}" for line in _take(self.ours, added, limit)]
        return shown

    def _first_reordered(self, limit: int) -> list[str]:
        for at, (their, our) in enumerate(zip(self.theirs, self.ours, strict=True)):
            if their != our:
                window = slice(at, at + max(1, limit // 2))
                return [
                    f"order, from line {at + 1}:",
                    *(f"- {line}" for line in self.theirs[window]),
                    *(f"+ {line}" for line in self.ours[window]),
                ]
        return []


def _take(lines: list[str], wanted: Counter[str], limit: int) -> list[str]:
    left = wanted.copy()
    found: list[str] = []
    for line in lines:
        if left[line] > 0 and len(found) < limit:
            left[line] -= 1
            found.append(line)
    return found


@dataclass(slots=True)
class Comparison:
    """A whole run."""

    packages: list[PackageComparison] = field(default_factory=list)
    # What is compared: lines, or something found in them.
    unit: str = LINES

    def by_class(self) -> dict[str, ClassCount]:
        """Totals per class, the biggest first."""
        totals: dict[str, ClassCount] = {}
        for package in self.packages:
            for name, count in package.counts.items():
                totals.setdefault(name, ClassCount()).add(count)
        return dict(sorted(totals.items(), key=lambda item: (-item[1].theirs, item[0])))

    def total(self) -> ClassCount:
        total = ClassCount()
        for count in self.by_class().values():
            total.add(count)
        return total

    @property
    def n_equal(self) -> int:
        return sum(package.equal for package in self.packages)

    @property
    def n_identical(self) -> int:
        return sum(package.identical for package in self.packages)

    @property
    def differs(self) -> bool:
        return any(not package.identical for package in self.packages)


def compare_package(
    import_path: str,
    theirs: list[str],
    ours: list[str],
    classify: Callable[[str], str] = classify,
) -> PackageComparison:
    """Compare the lines of one package."""
    counts: dict[str, ClassCount] = {}
    remaining = Counter(ours)
    for line in theirs:
        count = counts.setdefault(classify(line), ClassCount())
        count.theirs += 1
        if remaining[line] > 0:
            remaining[line] -= 1
            count.matching += 1
    for line in ours:
        counts.setdefault(classify(line), ClassCount()).ours += 1
    return PackageComparison(import_path, theirs, ours, counts)
