"""Everything below a function: what it allocates and what the functions allocate that it calls, and those they call.

Answered from facts of packages, which a session keeps: nothing is analysed for a question that was asked before.
"""

from dataclasses import dataclass, field

from goescape.facts import functions
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Call, Function
from goescape.facts.names import FunctionName
from goescape.session.session import Session

# A function of one package's code (`FunctionName.key`).
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Reached:
    """A function that is reached, and the calls that lead there: one of the shortest ways."""

    function: Function
    facts: PackageFacts
    # Where it was compiled.
    package: str
    # The functions on the way, the one that was asked about first; empty for itself.
    chain: tuple[FunctionName, ...]
    # Loops around the calls on the way, all together.
    loop_depth: int

    def sites(self) -> list[functions.Site]:
        """What it may allocate, itself."""
        return [site for site in self.function.sites if site.cost is not None and site.cost.verdict]


@dataclass(slots=True)
class Below:
    """What a function reaches."""

    reached: list[Reached] = field(default_factory=list)
    # Calls that lead nobody knows where: through interfaces and function values, with where they are made.
    open_calls: list[tuple[Reached, Call]] = field(default_factory=list)
    # Functions of which nothing is known: without a Go body, or of packages that cannot be analysed.
    unknown: list[FunctionName] = field(default_factory=list)


class CallGraph:
    """The calls of functions in the packages of one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        # Package -> its facts, as the session last had them, and the functions in them.
        self._index: dict[str, tuple[PackageFacts, dict[_Key, Function]]] = {}

    def below(self, package: str, name: str) -> Below | None:
        """What the function with a name (`F`, `(*T).M`) of a package reaches; None if there is none."""
        facts = self._session.facts(package)
        start = next((f for f in self._functions(package).values() if f.name.name == name), None)
        if facts is None or start is None:
            return None
        found = Below([Reached(start, facts, package, (), 0)])
        seen = {(package, start.name.key)}
        at = 0
        while at < len(found.reached):
            here = found.reached[at]
            at += 1
            for call in here.function.calls:
                self._follow(found, seen, here, call)
        return found

    def _follow(
        self,
        found: Below,
        seen: set[tuple[str, _Key]],
        here: Reached,
        call: Call,
    ) -> None:
        callee = call.callee
        if call.how == functions.INLINED:
            # Its body is part of the caller's, and so is what that does.
            return
        if callee is None:
            found.open_calls.append((here, call))
            return
        home = self._home(here.package, callee)
        key = (home, callee.key)
        if key in seen:
            return
        seen.add(key)
        function = self._functions(home).get(callee.key)
        facts = self._session.facts(home)
        if function is None or facts is None or not function.has_body:
            found.unknown.append(callee)
            return
        chain = (*here.chain, here.function.name)
        depth = here.loop_depth + call.loop_depth
        found.reached.append(Reached(function, facts, home, chain, depth))

    def _home(self, package: str, callee: FunctionName) -> str:
        """Where a callee was compiled: instances and literals where they are used."""
        if callee.key in self._functions(package):
            return package
        return self._session.seen_from(package, callee.package)

    def _functions(self, package: str) -> dict[_Key, Function]:
        facts = self._session.facts(package)
        if facts is None:
            return {}
        known = self._index.get(package)
        if known is None or known[0] is not facts:
            known = facts, {function.name.key: function for function in facts.functions}
            self._index[package] = known
        return known[1]
