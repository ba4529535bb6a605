"""Decisions by source site: what people ask about.

Facts are about every copy of a piece of code: once for each call it was inlined into, once for each shape of type
arguments. A site stands for all of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from goescape.facts import functions
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Function, Parameter, Place
from goescape.facts.names import FunctionName
from goescape.facts.ways import Way
from goescape.session.model import PackageResult, once
from goescape.understand import bodies, causes, costwords, names, places
from goescape.understand.bodies import Bodies
from goescape.understand.causes import Cause
from goescape.understand.costwords import Cost
from goescape.understand.written import Written

# Kinds of sites.
ALLOCATION: Final = "allocation"
VARIABLE: Final = "variable"
PARAMETER: Final = "parameter"

# Verdicts.
HEAP: Final = "heap"
STACK: Final = "stack"
LEAKS: Final = "leaks"
LEAKS_CONTENT: Final = "leaks-content"
LEAKS_TO_RESULT: Final = "leaks-to-result"
STAYS: Final = "stays"

# What a site is, by number in `facts.functions`; parameters have none there.
WHAT: Final = {
    functions.VARIABLE: "variable",
    functions.NEW: "new",
    functions.POINTER_LITERAL: "pointer-literal",
    functions.SLICE_LITERAL: "slice-literal",
    functions.VARIADIC_SLICE: "variadic-slice",
    functions.MAKE_SLICE: "make-slice",
    functions.MAP_LITERAL: "map-literal",
    functions.MAKE_MAP: "make-map",
    functions.MAKE_CHAN: "make-chan",
    functions.FUNCTION_LITERAL: "function-literal",
    functions.METHOD_VALUE: "method-value",
    functions.BOX: "box",
    functions.CONCATENATION: "concatenation",
    functions.STRING_CONVERSION: "string-conversion",
    functions.APPEND: "append",
    functions.CALL_RECORD: "call-record",
    functions.MAP_ENTRY: "map-entry",
    functions.MOVED_SLICE: "moved-slice",
}
KINDS: Final = {name: kind for kind, name in WHAT.items()}


# Code that is run says more about a site than what its copies are used for; these more than what is not run.
_EXAMPLE: Final = 0
_COPY: Final = 3
_RANKS: Final = {
    bodies.GENERIC: _EXAMPLE, bodies.INLINED: 1, bodies.OFFERED: 2, "": _COPY, bodies.RUN: 4,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Route:
    """One way of a value, and the facts that its positions belong to."""

    way: Way
    facts: PackageFacts
    # The package that the code was compiled in.
    package: str
    # The number of the copy that it is a way of.
    copy: int = 0

    @property
    def cause(self) -> Cause:
        return causes.of(self.way.last.cause)

    def is_into(self, function: FunctionName) -> bool:
        """Whether what keeps the value is a function, or a copy of it."""
        deciding = self.way.last.deciding
        callee = None if deciding is None else deciding.callee
        return callee is not None and callee.source == function.source


@dataclass(frozen=True, slots=True)
class Frame:
    """A place in a function that was inlined."""

    function: FunctionName
    file: str
    line: int
    column: int

    @property
    def position(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(slots=True)
class Site:
    """An allocation, a variable or a parameter, and what was decided about it."""

    # The package it was written in, and the one it was compiled in: another one for generic code.
    home: str
    package: str
    function: FunctionName
    # Columns count bytes, as the compiler's do; 0 after a `//line` that has none.
    file: str
    line: int
    column: int
    # ALLOCATION, VARIABLE or PARAMETER; and more closely (`WHAT`).
    kind: str
    what: str
    # The expression or the name, as the source has it.
    name: str
    verdict: str
    # All ways of the value that were found; empty if it goes nowhere.
    routes: list[Route] = field(default_factory=list)
    # How many copies of the site there are in the compiled code.
    copies: int = 1
    # Where the code was written, if it was inlined from elsewhere: innermost function first.
    inlined_from: tuple[Frame, ...] = ()
    # Instances of a generic function that it is in.
    shapes: list[str] = field(default_factory=list)
    # What executing it once costs; None for parameters.
    cost: Cost | None = None
    # The package it was written in is one of those that were asked about.
    is_own: bool = True
    # The number among sites of the same function that look the same, in the order of the source.
    ordinal: int = 0
    # Where the path leads that it is on (`facts.functions`).
    path: int = functions.ON
    # What becomes of the function's own body (`bodies`); "" if only copies of it were seen.
    body: str = ""
    # Calls that copies came with, as file, line and column; of code that was inlined within its package.
    inlined_at: list[tuple[str, int, int]] = field(default_factory=list)
    # The line of the literal, or loop over a function, whose code it is in; 0 if it is in none.
    inner_line: int = 0

    @property
    def identity(self) -> str:
        """Names the site whatever moves around it: package, function, kind, expression, number among equals."""
        parts = (self.home, self.function.declared, self.what, self.name, str(self.ordinal))
        return places.mark(*parts)

    @property
    def decisive(self) -> Route | None:
        """The shortest of the ways that are enough for the verdict; one through the same function (a method that hands
        over to its instance) says nothing if there are others."""

        def order(route: Route) -> tuple[bool, bool, int]:
            return route.is_into(self.function), not route.way.suffices, route.way.length

        return min(self.routes, key=order, default=None)

    @property
    def cause(self) -> Cause | None:
        """The class of the decisive reason; None if the value stays where it is."""
        found = self.decisive
        return None if found is None else found.cause

    @property
    def key(self) -> tuple[object, ...]:
        """What copies have in common."""
        name = self.name if self.kind != ALLOCATION else ""
        return *self.place, self.what, self.verdict, name

    @property
    def place(self) -> tuple[object, ...]:
        """Where it is, in what was inlined there, too: a call may bring several sites."""
        inner = tuple((frame.file, frame.line, frame.column) for frame in self.inlined_from)
        return self.file, self.line, self.column, inner

    @property
    def position(self) -> str:
        return places.position(self.file, self.line, self.column)


class _Copies:
    """Copies of one site, as far as they have been seen, and the site that they are put together to."""

    def __init__(self, site: Site, rank: int, is_inlined: bool) -> None:
        self.site = site
        # How much what is known of it says (`_RANKS`), and what those cost that say most.
        self.rank = rank
        self._costs = [] if site.cost is None else [site.cost]
        # Its ways are those of copies by inlining.
        self._is_inlined = is_inlined

    def take(self, other: "_Copies") -> None:
        # Examples are only for what is not used.
        if self.rank != _EXAMPLE and other.rank == _EXAMPLE:
            return
        if self.rank == _EXAMPLE and other.rank != _EXAMPLE:
            # Nothing of them counts any more.
            self.site, self.rank = other.site, other.rank
            self._costs, self._is_inlined = other._costs, other._is_inlined
            return
        site, more = self.site, other.site
        site.copies += more.copies
        site.body = site.body or more.body
        site.inlined_at.extend(at for at in more.inlined_at if at not in site.inlined_at)
        site.shapes += [shape for shape in more.shapes if shape not in site.shapes]
        if other.rank == self.rank:
            self._costs.extend(other._costs)
        elif other.rank > self.rank:
            self.rank, self._costs, site.path = other.rank, other._costs, more.path
        if other._is_inlined == self._is_inlined:
            site.routes.extend(more.routes)
        elif self._is_inlined:
            # The original says more about the code than what copies are used for.
            site.routes, self._is_inlined = more.routes, False

    def settled(self) -> Site:
        """The site with what it costs, all copies being known."""
        if self._costs:
            cost = costwords.together(self._costs)
            if self.rank == _EXAMPLE:
                cost = costwords.of_example(cost, len(self._costs))
            elif self.rank < _COPY:
                cost = costwords.unless_run(cost, self.rank == _RANKS[bodies.OFFERED])
            self.site.cost = cost
        return self.site


def of_packages(
    packages: Iterable[PackageResult],
    written: Written,
    only: Collection[str] = (),
    others: Iterable[PackageResult] = (),
) -> list[Site]:
    """The sites of all packages that were asked about, or only of some of them, in their order.

    Generic code is compiled where it is used: its copies become one site of the package it was written in, which may be one of
    `others`.
    """
    packages = once(packages)
    known = Bodies(packages)
    homes = _Homes([*packages, *others])
    found: dict[tuple[object, ...], _Copies] = {}
    for package in packages:
        facts = package.facts if package.shown else None
        if facts is None or (only and package.plain_path not in only):
            continue
        for copies in _of_package(package, facts, written, known):
            home = homes.of(copies.site, package)
            copies.site.home = home.plain_path
            copies.site.is_own = home.shown
            _add(found, copies)
    used = {_looks(each) for each in found.values() if each.rank != _EXAMPLE}
    sites = [
        copies.settled()
        for copies in found.values()
        if copies.rank != _EXAMPLE or _looks(copies) not in used
    ]
    _number(sites)
    return sites


def of_fact(
    package: str,
    directory: str,
    facts: PackageFacts,
    function: Function,
    fact: functions.Site,
    written: Written,
) -> Site:
    """One allocation or variable as it is in one function that was compiled with a package, without its copies."""
    maker = _Maker(PackageResult(package, directory), facts, written)
    return maker.site(function, fact)


def of_parameter(
    package: str,
    directory: str,
    facts: PackageFacts,
    function: Function,
    fact: Parameter,
    written: Written,
) -> Site:
    """One parameter of one function that was compiled with a package, without its copies."""
    return _Maker(PackageResult(package, directory), facts, written).parameter(function, fact)


class _Homes:
    """The packages that code was written in."""

    def __init__(self, packages: list[PackageResult]) -> None:
        self._by_dir: dict[str, list[PackageResult]] = {}
        for package in packages:
            self._by_dir.setdefault(package.dir, []).append(package)

    def of(self, site: Site, compiled: PackageResult) -> PackageResult:
        """The package of a directory; where there is one beside it, for tests, functions say which it is."""
        here = self._by_dir.get(directory(site.file), [])
        for package in here:
            if package.plain_path == site.function.package:
                return package
        return here[0] if here else compiled


def _add(found: dict[tuple[object, ...], _Copies], copies: _Copies) -> None:
    first = found.setdefault(copies.site.key, copies)
    if first is not copies:
        first.take(copies)


def _looks(copies: _Copies) -> tuple[object, ...]:
    """What is the same for a site whatever was decided about it."""
    return copies.site.place, copies.site.what


def _number(sites: list[Site]) -> None:
    """Tell apart what looks the same in one function."""
    seen: dict[tuple[str, str, str, str], list[Site]] = {}
    for site in sites:
        looks = (site.home, site.function.declared, site.what, site.name)
        seen.setdefault(looks, []).append(site)
    for equals in seen.values():
        # Copies of one site that were decided differently have one number.
        in_order = sorted({site.place for site in equals})
        for site in equals:
            site.ordinal = in_order.index(site.place)


def _of_package(
    result: PackageResult, facts: PackageFacts, written: Written, known: Bodies
) -> list[_Copies]:
    """The sites of one package, in the order of its facts."""
    found: dict[tuple[object, ...], _Copies] = {}
    maker = _Maker(result, facts, written)
    for function in facts.functions:
        body = known.of(function, result)
        for site, is_inlined in maker.sites(function):
            site.shapes = [function.name.type_args] if function.name.type_args else []
            if not is_inlined:
                site.body = body
            rank = _COPY if is_inlined and body == bodies.RUN else _RANKS[body]
            _add(found, _Copies(site, rank, is_inlined))
    return list(found.values())


class _Maker:
    """Makes sites of the facts of one package."""

    def __init__(self, result: PackageResult, facts: PackageFacts, written: Written) -> None:
        self._result = result
        self._is_outer = result.is_outer_test
        self._facts = facts
        self._written = written
        self._n_copies = 0

    def sites(self, function: Function) -> list[tuple[Site, bool]]:
        """The sites of a function; True for copies by inlining."""
        found: list[tuple[Site, bool]] = []
        moved: set[int] = set()
        for fact in function.sites:
            if fact.kind == functions.VARIABLE:
                moved.add(fact.pos)
            if self._facts.place(fact.pos).line:
                self._add(found, self.site(function, fact), fact.pos)
        is_in_source = self._facts.place(function.pos).is_in_source
        for parameter in function.parameters if is_in_source else []:
            is_named = parameter.name[:1] not in ("", "_", "~", ".")
            if is_named and parameter.pos not in moved:
                self._add(found, self.parameter(function, parameter), parameter.pos)
        return found

    def _add(self, found: list[tuple[Site, bool]], site: Site, pos: int) -> None:
        place = self._facts.place(pos)
        if place.is_in_source:
            found.append((site, place.call >= 0))

    def site(self, function: Function, fact: functions.Site) -> Site:
        is_variable = fact.kind == functions.VARIABLE
        site = self._placed(function, fact.pos)
        site.kind = VARIABLE if is_variable else ALLOCATION
        site.what = WHAT[fact.kind]
        site.verdict = HEAP if fact.escapes else STACK
        site.name = fact.name if is_variable else self._name(function, fact)
        site.routes = self._routes(fact.ways)
        site.cost = None if fact.cost is None else costwords.in_words(fact.cost)
        site.path = fact.path
        return site

    def _name(self, function: Function, fact: functions.Site) -> str:
        if fact.callee is not None:
            return f"result of {names.short(fact.callee, function.name.package)}"
        place = self._facts.place(fact.pos)
        if fact.kind == functions.MOVED_SLICE:
            # Results have names that nobody wrote.
            return "result" if fact.name.startswith("~") else fact.name
        if fact.kind == functions.VARIADIC_SLICE:
            called = self._written.called(place)
            return f"arguments of {called}" if called else "arguments"
        text = self._written.site(fact.kind, place)
        return text or WHAT[fact.kind].replace("-", " ")

    def parameter(self, function: Function, fact: Parameter) -> Site:
        site = self._placed(function, fact.pos)
        site.kind = site.what = PARAMETER
        site.name = fact.name
        site.verdict = verdict_on(fact)
        site.routes = self._routes(fact.ways)
        return site

    def _routes(self, ways: list[Way]) -> list[Route]:
        self._n_copies += 1
        path = self._result.import_path
        return [Route(way, self._facts, path, self._n_copies) for way in ways]

    def _placed(self, function: Function, pos: int) -> Site:
        """A site at a position, nothing else being known of it yet."""
        place = self._facts.place(pos)
        name = function.name
        frames = frames_of(self._facts, pos)
        outer = self._facts.outermost(pos)
        shown = place
        called: list[tuple[str, int, int]] = []
        if frames:
            own = self._is_own(place, frames[0].function)
            foreign = not self._is_own(outer, name)
            if own or foreign:
                # Inlined within the package, or into another package's generic code that is compiled here: the
                # site is where the code was written.
                name = frames[0].function
                call = self._facts.place(place.call)
                if call.is_in_source:
                    called.append(shown_position(call))
                frames = ()
            else:
                shown = outer
        file, line, column = shown_position(shown)
        return Site(
            self._result.import_path,
            self._result.import_path,
            name,
            file,
            line,
            column,
            "",
            "",
            "",
            "",
            inlined_from=frames,
            inlined_at=called,
            inner_line=name.line,
        )

    def _is_own(self, place: Place, function: FunctionName) -> bool:
        """Whether code was written in the package that is compiled, or in the one beside it that it tests."""
        if directory(place.file) != self._result.dir:
            return False
        return not self._is_outer or function.package == self._result.plain_path


def verdict_on(parameter: Parameter) -> str:
    """What becomes of a parameter, the worst of it."""
    if parameter.to_heap >= 0:
        return LEAKS if parameter.to_heap == 0 else LEAKS_CONTENT
    return LEAKS_TO_RESULT if parameter.to_results else STAYS


def shown_position(place: Place) -> tuple[str, int, int]:
    """File, line and column for people: as `//line` says, otherwise in the file itself."""
    if place.told_file != place.file and place.call < 0:
        return place.told_file, place.told_line, place.told_column
    return place.file, place.line, place.column


def frames_of(facts: PackageFacts, pos: int) -> tuple[Frame, ...]:
    """The inlined functions around a position, innermost first, each with its place in it."""
    found: list[Frame] = []
    place = facts.place(pos)
    while place.function is not None:
        found.append(Frame(place.function, place.file, place.line, place.column))
        place = facts.place(place.call)
    return tuple(found)


def directory(file: str) -> str:
    return file.rpartition("/")[0]
