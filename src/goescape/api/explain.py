"""Explanations that go on where the compiler stops: into callees, across packages.

The compiler says "call parameter" and leaves it at that. Here the way of a value is followed into the
callee, down to the store, return or unknown call that keeps it; the callee's package is analyzed for that
when it is first needed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from goescape.api import build as builds
from goescape.api import causes, sites
from goescape.api.flags import CompilerFlags, FlagRules, UsageError
from goescape.api.model import DONE, BuildResult, Explanation, Flow, Message, PackageResult, Reason
from goescape.api.sites import Site
from goescape.ir import remark
from goescape.load.model import LoadError

# Callees that a way is followed into, one inside the other, unless asked otherwise.
DEPTH = 3

_POSITION = re.compile(r"^(?P<file>.+\.go):(?P<line>\d+)(?::(?P<column>\d+))?$")


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
    # The function it happens in; "" if that is not a callee.
    function: str = ""


@dataclass(slots=True)
class Explained:
    """A site, the decisive way of its value, and what else is known."""

    site: Site
    # In plain words.
    sentence: str
    steps: list[Step]
    # Sentences for other ways: removing the decisive one may not be enough.
    others: list[str]


@dataclass(frozen=True, slots=True)
class Target:
    """What to explain."""

    # Patterns of the packages it may be in.
    patterns: list[str]
    file: str = ""
    line: int = 0
    column: int = 0
    function: str = ""


def parse_target(text: str) -> list[Target]:
    """What `file.go:42`, `file.go:42:3`, `pkg.Func`, `pkg.(*T).Method` or a package may mean, likeliest
    first."""
    match = _POSITION.match(text)
    if match is not None:
        file = match.group("file")
        directory = file.rpartition("/")[0] or "."
        if not directory.startswith(("/", ".")):
            directory = f"./{directory}"
        column = int(match.group("column") or 0)
        return [Target([directory], file, int(match.group("line")), column)]
    slash = text.rfind("/")
    dot = text.find(".", slash + 1)
    package = Target([text])
    if "..." in text or dot < 0 or text in (".", ".."):
        return [package]
    path, function = text[:dot], text[dot + 1 :]
    if path in ("", "."):
        path = "."
    named = Target([path], function=function)
    return [named, package] if function[:1].isalpha() or function.startswith("(") else [package]


class Explorer:
    """Explains sites; analyzes the packages that explanations lead into."""

    def __init__(self, request: builds.Request, inlining: bool, depth: int = DEPTH) -> None:
        self._request = request
        self._flags = CompilerFlags(2, 0 if inlining else 1)
        self._depth = depth
        self._results: dict[str, PackageResult] = {}
        # Package -> function and parameter -> lines about its leaks.
        self._leaks: dict[str, dict[tuple[str, int], list[Message]]] = {}

    def run(self, patterns: list[str], progress: builds.Progress | None = None) -> BuildResult:
        """Analyze packages with explanations."""
        rules = FlagRules(self._request.cwd)
        rules.add_named(self._flags)
        request = replace(self._request, patterns=patterns, flags=rules)
        result = builds.run(builds.plan(request), request, progress)
        for package in result.packages:
            if package.shown:
                self._results[package.import_path] = package
        return result

    def explain(self, site: Site) -> Explained:
        """Why `site` was decided as it was."""
        decisive = site.decisive
        if decisive is None:
            return Explained(site, _stays(site), [], [])
        steps = list(self._steps(decisive, site.package, 0, ()))
        others: list[str] = []
        for explanation in site.explanations:
            sentence = _because(site, explanation)
            if sentence not in others:
                others.append(sentence)
        sentence = _because(site, decisive)
        if sentence in others:
            others.remove(sentence)
        return Explained(site, sentence, steps, others)

    # ----------------------------------------------------------------------------------- steps

    def _steps(
        self,
        explanation: Explanation,
        package: str,
        level: int,
        around: tuple[tuple[str, str, int], ...],
    ) -> Iterator[Step]:
        """The steps of an explanation; `around` are the parameters that it is within."""
        function = around[-1][1] if around else ""
        link: Explanation | None = explanation
        while link is not None:
            deciding = _deciding(link) if link.then is None else None
            for flow in link.flows:
                for reason in _told(flow):
                    words = _words(flow, reason)
                    yield Step(
                        reason.file, reason.line, reason.column, reason.text, words, level, function
                    )
                    if reason is deciding and reason.cause == remark.CAUSE_CALLEE and reason.callee:
                        yield from self._into_callee(reason, package, level, around)
            link = link.then

    def _into_callee(
        self,
        call: Reason,
        package: str,
        level: int,
        around: tuple[tuple[str, str, int], ...],
    ) -> Iterator[Step]:
        entered = (call.callee_package, call.callee, call.param)
        if entered in around:
            return
        if level >= self._depth:
            words = f"… and on in {call.callee_package}.{call.callee} (use --depth to see more)"
            yield Step(call.file, call.line, call.column, "", words, level + 1, call.callee)
            return
        found = self.leak(package, *entered)
        if found is None:
            words = f"{call.callee} is not Go code: what it does is not known"
            yield Step(call.file, call.line, call.column, "", words, level + 1, call.callee)
            return
        home, explanation = found
        yield from self._steps(explanation, home, level + 1, (*around, entered))

    def leak(
        self, package: str, callee_package: str, callee: str, param: int
    ) -> tuple[str, Explanation] | None:
        """Why a parameter leaks, and the package that says so.

        Instances of generic functions may have been compiled where they are used.
        """
        for path in dict.fromkeys((package, callee_package)):
            leaks = self._leaks_of(path).get((callee, param))
            if leaks:
                best = min(leaks, key=_leak_order)
                if best.explanation is not None:
                    return path, best.explanation
        return None

    def _leaks_of(self, path: str) -> dict[tuple[str, int], list[Message]]:
        found = self._leaks.get(path)
        if found is None:
            found = {}
            self._leaks[path] = found
            if path not in self._results:
                self.run([path])
            result = self._results.get(path)
            for message in [] if result is None else result.messages:
                if message.kind == remark.PARAM_LEAKS:
                    found.setdefault((message.function, message.param), []).append(message)
        return found


def find(explorer: Explorer, text: str) -> tuple[BuildResult, list[Site]]:
    """The sites that a target means; of several meanings the first that exists."""
    error: LoadError | None = None
    result = BuildResult()
    for target in parse_target(text):
        try:
            result = explorer.run(target.patterns)
        except LoadError as missing:
            error = error or missing
            continue
        found: list[Site] = []
        for package in result.packages:
            if package.shown:
                found.extend(sites.of_package(package))
        found = matching(target, found)
        if found or result.status == DONE:
            return result, found
    if error is not None:
        raise error
    return result, []


def _leak_order(message: Message) -> tuple[bool, int]:
    """Flows to the heap first, short ones first."""
    explanation = message.explanation
    if explanation is None:
        return True, 0
    return explanation.cause == remark.CAUSE_RETURNED, len(explanation.flows)


def matching(target: Target, found: list[Site]) -> list[Site]:
    """The sites that a target means."""
    if target.file:
        name = target.file.rpartition("/")[2]
        out = []
        for site in found:
            if site.line != target.line or site.file.rpartition("/")[2] != name:
                continue
            if target.column == 0 or target.column == site.column:
                out.append(site)
        return out
    if target.function:
        return [site for site in found if _is_in(site.function, target.function)]
    return found


def _is_in(function: str, wanted: str) -> bool:
    """Whether a site's function is the one asked for, an instance of it or a literal in it."""
    name = re.sub(r"\[.*?\]", "", function)
    if name.startswith("(*") and not wanted.startswith("("):
        name = name[2:].replace(")", "", 1)
    return name == wanted or name.startswith((f"{wanted}.func", f"{wanted}-range"))


# ------------------------------------------------------------------------------------ sentences


def _deciding(explanation: Explanation) -> Reason | None:
    """The operation that decides: the last one that means something for the life of a value."""
    for flow in reversed(explanation.flows):
        for reason in reversed(flow.reasons):
            if reason.cause == explanation.cause and reason.cause != remark.CAUSE_UNKNOWN:
                return reason
    for flow in reversed(explanation.flows):
        for reason in reversed(flow.reasons):
            return reason
    return None


def _because(site: Site, explanation: Explanation) -> str:
    last = sites.final(explanation)
    reason = _deciding(last)
    operation = "that" if reason is None or not reason.text else f"`{reason.text}`"
    callee = "a function" if reason is None else f"`{_callee_name(reason)}`"
    clause = causes.of(last.cause).clause.format(op=operation, callee=callee)
    if explanation is not last:
        clause = f"it is reachable from something on the heap: {clause}"
    return f"`{site.name}` {_verdict(site)} because {clause}."


def _verdict(site: Site) -> str:
    if site.verdict == sites.HEAP:
        return "is on the heap"
    if site.verdict == sites.LEAKS_CONTENT:
        return "is not kept, but what it points to is,"
    if site.verdict == sites.LEAKS_TO_RESULT:
        return "flows to a result"
    return "leaks"


def _stays(site: Site) -> str:
    if site.kind == sites.PARAMETER:
        return f"`{site.name}` does not escape: the function keeps no pointer to what is passed."
    if site.verdict == sites.HEAP:
        return f"`{site.name}` is on the heap."
    return f"`{site.name}` stays on the stack: no pointer to it outlives the function."


def _callee_name(reason: Reason) -> str:
    package = reason.callee_package.rpartition("/")[2]
    return f"{package}.{reason.callee}" if package else reason.callee


# Operations that say nothing beyond the one around them.
_QUIET = frozenset(("spill", "reference"))

_WORDS = {
    "spill": "allocated here",
    "address-of": "its address is taken",
    "assign": "assigned",
    "assign-pair": "assigned",
    "assign-pair-dot-type": "assigned after a type assertion",
    "assign-pair-mapr": "assigned from a map",
    "assign-pair-receive": "received",
    "return": "returned",
    "interface-converted": "put into an interface",
    "captured by a closure": "captured by a closure",
    "dot": "read from a struct",
    "dot of pointer": "read through a pointer",
    "indirection": "dereferenced",
    "fixed-array-index-of": "read from an array",
    "slice": "sliced",
    "slice-to-array": "converted to an array",
    "send": "sent on a channel",
    "map literal key": "stored in a map",
    "map literal value": "stored in a map",
    "key of map put": "stored in a map as a key",
    "range": "iterated over",
    "range-deref": "iterated over",
    "switch case": "matched in a type switch",
    "struct literal element": "put into a struct",
    "array literal element": "put into an array",
    "slice-literal-element": "put into a slice",
    "appendee slice": "its elements are moved by append",
    "appended slice...": "its elements are appended",
    "copied slice": "its elements are copied",
    "callee operand": "called",
    "too large for stack": "too large for the stack",
    "zero-sized element": "its elements have no size",
}


def _told(flow: Flow) -> list[Reason]:
    """The operations of a step that are worth a line."""
    loud = [reason for reason in flow.reasons if reason.why not in _QUIET]
    return loud or list(flow.reasons[:1])


def _words(flow: Flow, reason: Reason) -> str:
    if reason.why == remark.SILENT:
        return causes.of(reason.cause).short
    if reason.why == "call parameter":
        if reason.callee:
            return f"passed to {_callee_name(reason)}"
        return causes.of(reason.cause).short if reason.cause else "passed on"
    if reason.why == "dot" and ".(" in reason.text:
        return "taken out of an interface"
    words = _WORDS.get(reason.why, reason.why)
    if reason.why in ("assign", "assign-pair"):
        if flow.dst != "{heap}" and not flow.dst.startswith("{"):
            return f"assigned to {flow.dst}"
        return causes.of(reason.cause).short if reason.cause else words
    return words


def not_found(text: str) -> UsageError:
    return UsageError(
        f"goescape: nothing to explain at {text}: no allocation, variable or parameter"
    )
