"""Explanations that go on where the compiler stops: into callees, across packages.

The compiler says "call parameter" and leaves it at that. Here the way of a value is followed into the
callee, down to the store, return or unknown call that keeps it; the session is asked for the facts of the callee's
package when they are first needed.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from goescape.facts import operations, ways
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Parameter, Place
from goescape.facts.names import FunctionName
from goescape.facts.ways import Operation, Way
from goescape.session.build import Progress
from goescape.session.model import BuildResult
from goescape.session.session import Session
from goescape.understand import names, sentences, sites
from goescape.understand.sites import Frame, Route, Site
from goescape.understand.written import Written

# Callees that a way is followed into, one inside the other, unless asked otherwise.
DEPTH = 3


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a value on its way."""

    file: str
    line: int
    column: int
    # The operation, and what it does with the value.
    text: str
    words: str
    # How many callees deep: 0 is the function that the site is in.
    level: int
    # The function it happens in, with its package, as the compiler calls it; "" if that is not a callee.
    function: str = ""
    # The same as people call it: a literal by its line.
    inside: str = ""
    # That function was inlined.
    is_inlined: bool = False
    # The columns at which the operation begins on the line, and behind which it ends; 0 if that is not known.
    begin: int = 0
    end: int = 0


@dataclass(slots=True)
class Explained:
    """A site, the decisive way of its value, and what else is known."""

    site: Site
    # In plain words.
    sentence: str
    steps: list[Step]
    # Clauses for other ways of the same value: each is enough by itself, as is the first.
    others: list[str]
    # What follows "because" in the sentence; "" if there is no way.
    reason: str = ""


# The path of every program, for the compiler.
_PROGRAM: Final = "main"

# The parameters that a way is within, outermost first.
_Around = tuple[tuple[FunctionName, int], ...]


class Explorer:
    """Explains sites of one session."""

    def __init__(self, session: Session, depth: int = DEPTH) -> None:
        self.session = session
        self.written = Written(session.read)
        self._depth = depth
        # Package -> function and parameter -> what is known of it.
        self._parameters: dict[str, dict[tuple[object, ...], Parameter]] = {}

    def run(
        self, patterns: list[str], progress: Progress | None = None, with_tests: bool = False
    ) -> BuildResult:
        """Analyze packages, with facts."""
        return self.session.analyze(patterns, progress, with_tests=with_tests)

    def sites(self, result: BuildResult, only: list[str] | None = None) -> list[Site]:
        return sites.of_packages(result.packages, self.written, only or ())

    def explain(self, site: Site) -> Explained:
        """Why `site` was decided as it was."""
        decisive = site.decisive
        if decisive is None:
            return Explained(site, sentences.without_way(site), [], [])
        steps = list(self._steps(decisive, 0, (), site.function))
        others = [
            route
            for route in site.routes
            if _is_beside(route, decisive) and not route.is_into(site.function)
        ]
        reason, *more = sentences.clauses([decisive, *others], self.written, site.function)
        return Explained(site, sentences.sentence([site], reason), steps, more, reason)

    def forget(self, file: str) -> None:
        """A file has changed, and what follows from it may have."""
        self.written.forget(file)
        self._parameters.clear()

    # ----------------------------------------------------------------------------------- steps

    def _steps(
        self, route: Route, level: int, around: _Around, home: FunctionName
    ) -> Iterator[Step]:
        """The steps of a way in the function `home`; `around` are the parameters that it is within."""
        own = around[-1][0] if around else _OUTERMOST
        link: Way | None = route.way
        entered: list[Frame] = []
        while link is not None:
            deciding = link.deciding if link.then is None else None
            for step in link.steps:
                for operation in sentences.worth_a_line(step):
                    chain = _chain(route.facts, operation)
                    outer = route.facts.outermost(operation.pos)
                    function = sentences.elsewhere(outer, self.written, home) or own
                    for depth, (place, callee) in enumerate(itertools.pairwise(chain)):
                        if place not in entered:
                            words = f"calls {names.short(callee.function)}"
                            extent = self._extent_of_call(place)
                            yield _step(place, "", words, function, level + depth, extent)
                    depth = len(chain) - 1
                    words = sentences.words(step, operation, operation is deciding)
                    here = route.facts.place(operation.pos)
                    text = self.written.operation(operation.code, here)
                    extent = self.written.extent(operation.code, here)
                    yield _step(chain[-1], text, words, function, level + depth, extent)
                    entered = chain
                    if operation is deciding and operation.cause == ways.CAUSE_CALLEE:
                        yield from self._into_callee(
                            route, operation, chain[-1], extent, level + depth, around
                        )
            link = link.then

    def _extent_of_call(self, place: Frame) -> tuple[int, int]:
        """From where to where a call is written that was inlined; its place is that of the parenthesis."""
        shown = (place.file, place.line, place.column)
        return self.written.extent(operations.CALL, Place(*shown, *shown))

    def _into_callee(
        self,
        route: Route,
        call: Operation,
        place: Frame,
        extent: tuple[int, int],
        level: int,
        around: _Around,
    ) -> Iterator[Step]:
        """What becomes of the value in the callee; `place` and `extent` are those of the call."""
        callee = call.callee
        if callee is None:
            return
        if any(name.key == callee.key and param == call.param for name, param in around):
            return
        if len(around) >= self._depth:
            words = f"--depth {len(around) + 1} goes on in {names.short(callee)}"
            yield _step(place, "", words, _OUTERMOST, level, extent)
            return
        found = self.leak(route.package, callee, call.param)
        if found is None:
            words = "which has no Go body: what it does is not known"
            yield _step(place, "", words, _OUTERMOST, level, extent)
            return
        yield from self._steps(found, level + 1, (*around, (callee, call.param)), callee)

    def leak(self, package: str, callee: FunctionName, param: int) -> Route | None:
        """Why a parameter leaks, as the package says that compiled the callee.

        Instances of generic functions are compiled where they are used.
        """
        paths = [package]
        if callee.package != _PROGRAM:
            paths.append(self.session.seen_from(package, callee.package))
        for path in dict.fromkeys(paths):
            parameter = self._parameters_of(path).get((*callee.key, param))
            facts = self.session.facts(path)
            if parameter is not None and facts is not None:
                found = [way for way in parameter.ways if not _is_of_wrapper(way, facts)]
                best = min(found, key=_leak_order, default=None)
                if best is not None:
                    return Route(best, facts, path)
        return None

    def _parameters_of(self, path: str) -> dict[tuple[object, ...], Parameter]:
        found = self._parameters.get(path)
        if found is None:
            found = {}
            facts = self.session.facts(path)
            for function in [] if facts is None else facts.functions:
                for parameter in function.parameters:
                    found.setdefault((*function.name.key, parameter.index), parameter)
            self._parameters[path] = found
        return found


def _leak_order(way: Way) -> tuple[bool, int]:
    """Flows to the heap first, short ones first."""
    return way.cause == ways.CAUSE_RETURNED, len(way.steps)


def _is_of_wrapper(way: Way, facts: PackageFacts) -> bool:
    """Whether a way is that of a made-up function around one without a body."""
    operation = way.deciding
    return operation is not None and not facts.place(operation.pos).is_in_source


def _is_beside(route: Route, decisive: Route) -> bool:
    """Whether a way is a reason beside another one: the graph was solved without what decides either."""
    is_same_value = (route.package, route.copy) == (decisive.package, decisive.copy)
    is_enough = route.way.suffices and decisive.way.suffices
    return route is not decisive and is_same_value and is_enough


def _step(
    place: Frame,
    text: str,
    words: str,
    function: FunctionName,
    level: int,
    extent: tuple[int, int] = (0, 0),
) -> Step:
    """A step in an inlined function, or in the one that is looked at."""
    is_inlined = place.function is not _OUTERMOST
    name = place.function if is_inlined else function
    within = (names.compiled(name), names.short(name)) if name is not _OUTERMOST else ("", "")
    return Step(
        place.file, place.line, place.column, text, words, level, *within, is_inlined, *extent
    )


# The function that is looked at itself.
_OUTERMOST: Final = FunctionName("", "", "", "")


def _chain(facts: PackageFacts, operation: Operation) -> list[Frame]:
    """Where an operation is: in the function, then inside the functions that were inlined there."""
    frames = sites.frames_of(facts, operation.pos)
    file, line, column = sites.shown_position(facts.outermost(operation.pos))
    return [Frame(_OUTERMOST, file, line, column), *reversed(frames)]
