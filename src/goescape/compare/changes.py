"""What a change does to allocations, parameters and inlining.

Functions are matched first, by name or as renamed; then their sites, by identity, then those that were edited, kind by kind in their order. What is
different in a function whose text is the same has its cause elsewhere: it is looked for on the way of the value, and among the functions that were inlined.
"""

from dataclasses import dataclass, field
from typing import Final

from goescape.compare import matching
from goescape.compare.states import Callable, Name, State, allocating
from goescape.guard.contracts import Checked
from goescape.session.build import Progress
from goescape.session.model import BAD_INPUT, DONE, PackageResult
from goescape.understand import sites
from goescape.understand.costwords import ALWAYS, MAYBE, NEVER, Cost
from goescape.understand.explain import Step
from goescape.understand.sites import PARAMETER, Site

# Kinds of changes.
GAINED: Final = "gained"
LOST: Final = "lost"
DEARER: Final = "dearer"
CHEAPER: Final = "cheaper"
INTO_LOOP: Final = "into-loop"
OUT_OF_LOOP: Final = "out-of-loop"
LEAKS: Final = "leaks"
LEAKS_NO_MORE: Final = "leaks-no-more"
NOT_INLINABLE: Final = "not-inlinable"
INLINABLE: Final = "inlinable"
BROKEN: Final = "broken"

WORSE: Final = (GAINED, DEARER, INTO_LOOP, LEAKS, NOT_INLINABLE, BROKEN)

_RANKS: Final = {NEVER: 0, MAYBE: 1, ALWAYS: 2}
_LEAK_RANKS: Final = {
    sites.STAYS: 0, sites.LEAKS_TO_RESULT: 1, sites.LEAKS_CONTENT: 2, sites.LEAKS: 3,
}  # fmt: skip


@dataclass(slots=True)
class Change:
    """One difference."""

    kind: str
    # The function, as it is called after the change; before, if it is no more.
    name: Name
    before: Site | None = None
    after: Site | None = None
    # Why it is so after the change (or was so before, if it is no more).
    sentence: str = ""
    # The function that is new or no more with it.
    is_whole: bool = False
    # Its cause is elsewhere: the way there, and the function that changed.
    because: Name | None = None
    way: list[Step] = field(default_factory=list)
    # Inlining: what it costs, or why it cannot be, and the functions that lost or got its body.
    inline_cost: int = -1
    inline_reason: str = ""
    callers: list[Name] = field(default_factory=list)
    # BROKEN: the contract.
    checked: Checked | None = None

    @property
    def site(self) -> Site | None:
        return self.after or self.before


@dataclass(slots=True)
class Comparison:
    """All differences."""

    changes: list[Change] = field(default_factory=list)
    # Functions with another name: old, new.
    renamed: list[tuple[Name, Name]] = field(default_factory=list)
    # Packages that could not be compared, and why.
    obstacles: list[str] = field(default_factory=list)
    n_packages: int = 0
    n_changed: int = 0

    @property
    def status(self) -> int:
        return BAD_INPUT if self.obstacles else DONE

    def of_kinds(self, *kinds: str) -> list[Change]:
        return [change for change in self.changes if change.kind in kinds]


def compare(
    base: State, head: State, patterns: list[str], progress: Progress | None = None
) -> Comparison:
    """Everything that is different in the packages that patterns name; raises LoadError."""
    before = base.analyze(patterns, progress)
    after = head.analyze(patterns, progress)
    found = Comparison(n_packages=len({*before, *after}))
    found.obstacles += [f"before: {error}" for error in base.result.errors]
    found.obstacles += [f"after: {error}" for error in head.result.errors]
    changed: list[str] = []
    for path in dict.fromkeys((*before, *after)):
        old, new = before.get(path), after.get(path)
        found.obstacles += _obstacles(path, old, new)
        if old is None or new is None or not old.says_the_same(new):
            changed.append(path)
    found.n_changed = len(changed)
    base.look_at(changed)
    head.look_at(changed)
    _Comparer(base, head, found).compare()
    return found


def _obstacles(path: str, old: PackageResult | None, new: PackageResult | None) -> list[str]:
    said = []
    for when, package in (("before", old), ("after", new)):
        if package is not None and not package.is_analyzed:
            said.append(f"{path} could not be analyzed as a whole {when} the change")
    return said


class _Comparer:
    def __init__(self, base: State, head: State, found: Comparison) -> None:
        self._base = base
        self._head = head
        self._found = found
        self._new_names: dict[Name, Name] = {}
        self._old_names: dict[Name, Name] = {}

    def compare(self) -> None:
        before, after = self._base.callables, self._head.callables
        # Methods of a pointer that the compiler adds are written nowhere.
        old_names = [name for name in before if self._base.text(name)]
        new_names = [name for name in after if self._head.text(name)]
        gone = [name for name in old_names if name not in set(new_names)]
        new = [name for name in new_names if name not in set(old_names)]
        self._new_names = matching.renamed(self._base, self._head, gone, new)
        self._old_names = {name: old for old, name in self._new_names.items()}
        self._found.renamed = list(self._new_names.items())
        for name in sorted({*after, *(self._new_names.get(old, old) for old in before)}):
            old = self._old_names.get(name, name)
            self._function(name, before.get(old), after.get(name))

    def _function(self, name: Name, before: Callable | None, after: Callable | None) -> None:
        old_sites = [] if before is None else before.sites
        new_sites = [] if after is None else after.sites
        self._allocations(name, allocating(old_sites), allocating(new_sites))
        self._parameters(name, old_sites, new_sites)
        if before is not None and after is not None:
            self._inlining(name, before, after)

    # -------------------------------------------------------------------------------- allocations

    def _allocations(self, name: Name, before: list[Site], after: list[Site]) -> None:
        for old, new in _matched(before, after):
            kind = _kind(old, new)
            if kind:
                self._add(kind, name, old, new)

    def _add(self, kind: str, name: Name, old: Site | None, new: Site | None) -> None:
        change = Change(kind, name, old, new)
        state, site = (self._head, new) if new is not None else (self._base, old)
        if site is None:
            return
        # What is said is about the side on which it costs something.
        if kind == LOST and old is not None:
            state, site = self._base, old
        explained = state.explorer.explain(site)
        change.sentence = explained.sentence
        change.is_whole = not self._is_on_both_sides(name)
        if self._is_as_it_was(name):
            change.because = self._cause(name, explained.steps, site)
            change.way = explained.steps
        self._found.changes.append(change)

    def _is_on_both_sides(self, name: Name) -> bool:
        old = self._old_names.get(name, name)
        return self._base.text(old) is not None and self._head.text(name) is not None

    def _is_as_it_was(self, name: Name) -> bool:
        """The function's text is the same on both sides."""
        old = self._base.text(self._old_names.get(name, name))
        new = self._head.text(name)
        return old is not None and new is not None and old.behind_name == new.behind_name

    def _cause(self, name: Name, steps: list[Step], site: Site) -> Name | None:
        """The function elsewhere whose change is the reason."""
        reached: list[Name] = []
        for step in steps:
            if step.function:
                reached += self._called(step.function)
        for frame in site.inlined_from:
            reached.append((frame.function.package, frame.function.declared))
        changed = [each for each in reached if each != name and not self._is_as_it_was(each)]
        if changed:
            return changed[-1]
        old = self._base.callables.get(self._old_names.get(name, name))
        new = self._head.callables.get(name)
        # Who is not inlined any more, or is inlined now, hands things on in another way.
        for side, other in ((self._base, self._head), (self._head, self._base)):
            for each, callable in side.callables.items():
                twin = other.callables.get(each)
                if old is None or new is None or each == name or twin is None:
                    continue
                here = name in callable.inlined_into
                there = name in twin.inlined_into
                if here and not there and not self._is_as_it_was(each):
                    return each
        return None

    def _called(self, short: str) -> list[Name]:
        """The functions that a step may mean by `pkg.F`."""
        return [
            name
            for name in self._head.callables
            if f"{name[0].rpartition('/')[2]}.{name[1]}" == short or name[1] == short
        ]

    # --------------------------------------------------------------------------------- parameters

    def _parameters(self, name: Name, before: list[Site], after: list[Site]) -> None:
        old = {site.name: site for site in before if site.kind == PARAMETER}
        new = {site.name: site for site in after if site.kind == PARAMETER}
        left = [site for each, site in old.items() if each not in new]
        for each, site in new.items():
            # A parameter with another name is at the place of one that is no more.
            twin = old.get(each) or (left.pop(0) if left and len(old) == len(new) else None)
            before_rank = _LEAK_RANKS[twin.verdict] if twin is not None else 0
            after_rank = _LEAK_RANKS[site.verdict]
            if twin is None and not self._is_on_both_sides(name):
                # All of a new function is new.
                continue
            if after_rank > before_rank:
                self._add(LEAKS, name, twin, site)
            elif after_rank < before_rank:
                self._add(LEAKS_NO_MORE, name, twin, site)

    # ----------------------------------------------------------------------------------- inlining

    def _inlining(self, name: Name, before: Callable, after: Callable) -> None:
        could, can = before.inline_cost >= 0, after.inline_cost >= 0
        if could == can or not self._is_on_both_sides(name):
            return
        change = Change(INLINABLE if can else NOT_INLINABLE, name)
        change.inline_cost = after.inline_cost if can else before.inline_cost
        change.inline_reason = self._reason(self._base if can else self._head, name)
        old_callers = {self._new_names.get(each, each) for each in before.inlined_into}
        change.callers = sorted(after.inlined_into if can else old_callers - after.inlined_into)
        if self._is_as_it_was(name):
            change.because = self._cause_of_cost(name)
        self._found.changes.append(change)

    def _reason(self, state: State, name: Name) -> str:
        """Why a function cannot be inlined, with what it costs."""
        facts = state.session.inlining_facts(name[0])
        for function in [] if facts is None else facts.functions:
            if function.name.name == name[1] and not function.name.type_args:
                return function.inline_reason
        return ""

    def _cause_of_cost(self, name: Name) -> Name | None:
        """A function that is inlined into one, or was, and changed."""
        for state in (self._base, self._head):
            for each, callable in state.callables.items():
                if name in callable.inlined_into and not self._is_as_it_was(each):
                    return each
        return None


def _matched(before: list[Site], after: list[Site]) -> list[tuple[Site | None, Site | None]]:
    """Sites that belong together."""
    found: list[tuple[Site | None, Site | None]] = []
    old: dict[tuple[str, str, int], list[Site]] = {}
    for site in before:
        old.setdefault((site.what, site.name, site.ordinal), []).append(site)
    left: list[Site] = []
    for site in after:
        same = old.get((site.what, site.name, site.ordinal), [])
        if same:
            # Copies that were decided differently have one number: those of one verdict first.
            twin = min(same, key=lambda each: each.verdict != site.verdict)
            same.remove(twin)
            found.append((twin, site))
        else:
            left.append(site)
    gone = [site for same in old.values() for site in same]
    # Edited ones: of the same kind, at the same price first, otherwise in their order.
    for is_same_price in (True, False):
        for site in list(left):
            twins = [each for each in gone if each.what == site.what]
            if is_same_price:
                twins = [each for each in twins if _price(each) == _price(site)]
            if twins:
                gone.remove(twins[0])
                left.remove(site)
                found.append((twins[0], site))
    found += [(site, None) for site in gone]
    found += [(None, site) for site in left]
    return found


def _price(site: Site) -> tuple[str, int, int]:
    cost = site.cost
    return ("", 0, 0) if cost is None else (cost.allocates, cost.rounded, cost.loop_depth)


def _kind(old: Site | None, new: Site | None) -> str:
    """What became of a site; "" if nothing did that costs anything."""
    before = _paid(old)
    after = _paid(new)
    if before is None or after is None:
        if before is None and after is None:
            return ""
        return GAINED if before is None else LOST
    if after.loop_depth != before.loop_depth and (not after.loop_depth or not before.loop_depth):
        return INTO_LOOP if after.loop_depth else OUT_OF_LOOP
    difference = _worth(after) - _worth(before)
    if difference == 0:
        difference = _RANKS[after.allocates] - _RANKS[before.allocates]
    if difference == 0:
        difference = after.loop_depth - before.loop_depth
    return "" if difference == 0 else DEARER if difference > 0 else CHEAPER


def _paid(site: Site | None) -> Cost | None:
    cost = None if site is None else site.cost
    return None if cost is None or cost.allocates == NEVER else cost


def _worth(cost: Cost) -> int:
    """Unknown is more than anything that is known."""
    return 1 << 62 if cost.rounded < 0 else cost.rounded
