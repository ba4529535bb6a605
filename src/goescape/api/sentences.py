"""Explanations in words: the sentence for a site, and a few words for each step."""

import re
from dataclasses import dataclass
from typing import Final

from goescape.api import causes, sites
from goescape.api.model import Explanation, Flow, Reason
from goescape.api.sites import Site
from goescape.ir import remark

# Shapes, and what tells copies of literals apart.
_SHAPES: Final = re.compile(r"\[go\.shape\..*\]|#[^#]*#")
# Results without names.
_MADE_UP_RESULT: Final = "~r"
_NAMELESS: Final = "a variable"
_CAPTURED: Final = "captured by a closure"


@dataclass(frozen=True, slots=True)
class View:
    """Where the compiler printed expressions, and where they are read."""

    # The package that was compiled.
    package: str
    # The one that the code was written in: another one for generic code.
    home: str

    def own(self, text: str, reason: Reason) -> str:
        """Text as it is written where the operation is."""
        text = text.replace("go.shape.", "").replace("... argument...", "...")
        path = reason.inlined[-1].package if reason.inlined else self.home
        # Packages of the same name may have different paths.
        return text if path == self.package else sites.unqualified(text, path)


def deciding(explanation: Explanation) -> Reason | None:
    """The operation that decides: the last one that means something for the life of a value."""
    for flow in reversed(explanation.flows):
        for reason in reversed(flow.reasons):
            if reason.cause == explanation.cause and reason.cause != remark.CAUSE_UNKNOWN:
                return reason
    for flow in reversed(explanation.flows):
        for reason in reversed(flow.reasons):
            return reason
    return None


def clauses(explanations: list[Explanation], view: View) -> list[str]:
    """The reasons of ways, each as the end of a sentence and each once."""
    found: dict[str, str] = {}
    causes_seen: set[int] = set()
    for explanation in explanations:
        last = sites.final(explanation)
        reason = _clause(last, view)
        if last.cause in causes_seen and _keeper(last) == _NAMELESS and _NAMELESS in reason:
            # Nothing new can be said of it.
            continue
        causes_seen.add(last.cause)
        found.setdefault(reason, f"{_by_way(explanation)}{reason}")
    return list(found.values())


def _clause(last: Explanation, view: View) -> str:
    reason = deciding(last)
    callee = "a function" if reason is None else f"`{callee_name(reason)}`"
    template = causes.of(last.cause).clause
    return template.format(op=_operation(reason, view), callee=callee, dst=_keeper(last))


def _keeper(last: Explanation) -> str:
    """What a value arrives at."""
    dst = last.flows[-1].dst if last.flows else "{"
    return _NAMELESS if dst.startswith("{") else f"`{dst}`"


def _by_way(explanation: Explanation) -> str:
    """What holds the value, if not that but its holder goes where the heap is."""
    if explanation.then is None:
        return ""
    reasons = explanation.flows[-1].reasons if explanation.flows else ()
    if any(reason.why == _CAPTURED for reason in reasons):
        return "a function literal refers to it: "
    return "it is reachable from something on the heap: "


def _operation(reason: Reason | None, view: View) -> str:
    """An operation, and the inlined function that it is in."""
    if reason is None or not reason.text:
        return "that"
    text = view.own(reason.text, reason)
    if text.startswith("return ") and _MADE_UP_RESULT in text:
        # What an inlined call returned.
        text = "return"
    if not reason.inlined:
        return f"`{text}`"
    return f"`{text}` in `{short_name(reason.inlined[-1].function)}`"


def sentence(site: Site, clause: str) -> str:
    if site.verdict == sites.LEAKS_TO_RESULT:
        return f"`{site.name}` gets into a result: {clause}."
    if site.verdict == sites.LEAKS_CONTENT:
        return f"What `{site.name}` points to leaks because {clause}."
    if site.verdict == sites.HEAP and site.cost is not None and site.cost.allocates == "never":
        free = f"nothing is allocated for it: {site.cost.reason}".removesuffix(": ")
        return f"`{site.name}` escapes because {clause}; {free}."
    if site.verdict == sites.HEAP:
        return f"`{site.name}` is on the heap because {clause}."
    return f"`{site.name}` leaks because {clause}."


def stays(site: Site) -> str:
    if site.kind == sites.PARAMETER:
        return f"`{site.name}` does not escape: the function keeps no pointer to what is passed."
    if site.verdict == sites.HEAP:
        return f"`{site.name}` is on the heap."
    return f"`{site.name}` stays on the stack: no pointer to it outlives the function."


def callee_name(reason: Reason) -> str:
    return short_name(f"{reason.callee_package}.{reason.callee}")


def short_name(function: str) -> str:
    """A function as people call it: without the path of its package and without shapes."""
    plain = _SHAPES.sub("", function)
    directory, slash, last = plain.rpartition("/")
    package, dot, name = last.partition(".")
    return f"{sites.package_name(directory + slash + package)}{dot}{name}".lstrip(".")


# Operations that say nothing beyond the one around them.
_QUIET = frozenset(("spill", "reference"))

_WORDS = {
    "spill": "allocated here",
    "address-of": "its address is taken",
    _CAPTURED: "captured by a closure",
    "assign": "assigned",
    "assign-pair": "assigned",
    "assign-pair-dot-type": "assigned after a type assertion",
    "assign-pair-mapr": "assigned from a map",
    "assign-pair-receive": "received",
    "return": "returned",
    "interface-converted": "put into an interface",
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


def told(flow: Flow) -> list[Reason]:
    """The operations of a step that are worth a line."""
    loud = [reason for reason in flow.reasons if reason.why not in _QUIET]
    return loud or list(flow.reasons[:1])


def words(flow: Flow, reason: Reason, is_deciding: bool, view: View) -> str:
    if reason.why == remark.SILENT:
        return causes.of(reason.cause).short
    if reason.why == "call parameter":
        if reason.callee:
            way = "to" if is_deciding else "through"
            return f"passed {way} {callee_name(reason)}"
        return causes.of(reason.cause).short if reason.cause else "passed on"
    if reason.why == "dot" and ".(" in reason.text:
        return "taken out of an interface"
    words = _WORDS.get(reason.why, reason.why)
    if reason.why in ("assign", "assign-pair"):
        if _MADE_UP_RESULT in flow.dst:
            return "the result of an inlined call"
        if flow.dst != "{heap}" and not flow.dst.startswith("{"):
            return f"assigned to {view.own(flow.dst, reason)}"
        return causes.of(reason.cause).short if reason.cause else words
    return words
