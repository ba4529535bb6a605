"""What may follow `//goescape:`: verbs, their options, a reason behind `--`.

noalloc [strict] [loop] [local] [except=errors] [budget allocs<=2 bytes<=128]
budget allocs<=2 bytes<=128 [strict] [except=errors]
noescape p, q [leaks=result]        content p, q [leaks=result]
stack [x, y]                        inline
assume noalloc -- reason            allow alloc -- reason [until=2027-06-30]
"""

import datetime
import re
from dataclasses import dataclass
from typing import Final

from goescape.guard.contracts import (
    BUDGET,
    CONTENT,
    INLINE,
    NOALLOC,
    NOESCAPE,
    STACK,
    USUAL,
    Conditions,
)
from goescape.understand import nearest

ASSUME: Final = "assume"
ALLOW: Final = "allow"
VERBS: Final = (NOALLOC, BUDGET, NOESCAPE, CONTENT, STACK, INLINE, ASSUME, ALLOW)
# What an assumption or an exemption is about.
_SUBJECTS: Final = {ASSUME: NOALLOC, ALLOW: "alloc"}
_CONDITIONS: Final = ("strict", "loop", "local", "except=errors")
_LIMIT: Final = re.compile(r"(allocs|bytes)<=(\d+)$")
_IDENTIFIER: Final = re.compile(r"[^\W\d]\w*$")
_UNTIL: Final = re.compile(r"(?:^|\s)until=(\S*)$")
_REASON: Final = re.compile(r"(?:^|\s)--(?:\s|$)")


class Malformed(Exception):
    """A directive that cannot be understood; the text says why."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A directive, understood."""

    verb: str
    conditions: Conditions = USUAL
    # Of parameters or variables.
    names: tuple[str, ...] = ()
    # At most; None for no limit.
    allocs: int | None = None
    bytes: int | None = None
    # Getting into a result is no leak.
    leaks_result: bool = False
    reason: str = ""
    until: datetime.date | None = None


def parse(text: str) -> Clause:
    """A directive without its prefix; raises Malformed."""
    if text[:1].isspace() or not text:
        raise Malformed("no blank may follow the colon" if text.strip() else "a word is missing")
    verb, _, rest = text.partition(" ")
    if verb not in VERBS:
        near = nearest.of_words(verb, VERBS)
        hint = f"; did you mean {' or '.join(near)}?" if near else f": {', '.join(VERBS)}"
        raise Malformed(f"there is no directive {verb}{hint}")
    if verb in _SUBJECTS:
        return _with_reason(verb, rest)
    # What follows `--` is a remark.
    words = _REASON.split(rest, maxsplit=1)[0].split()
    if verb in (NOALLOC, BUDGET):
        return _about_allocations(verb, words)
    if verb == INLINE:
        _nothing_more(verb, words)
        return Clause(verb)
    return _about_names(verb, words)


def _about_allocations(verb: str, words: list[str]) -> Clause:
    limits: dict[str, int] = {}
    chosen: set[str] = set()
    if BUDGET in words:
        words.remove(BUDGET)
        verb = BUDGET
    for word in words:
        limit = _LIMIT.match(word)
        if limit is not None and verb == BUDGET:
            limits[limit[1]] = int(limit[2])
        elif word in _CONDITIONS and word not in chosen:
            chosen.add(word)
        else:
            raise Malformed(_unknown_option(verb, word))
    if verb == BUDGET and not limits:
        raise Malformed("a budget needs allocs<=N or bytes<=N")
    if verb == BUDGET and chosen & {"loop", "local"}:
        raise Malformed("a budget is about a call as a whole: loop and local go with noalloc alone")
    conditions = Conditions(
        "strict" in chosen, "except=errors" in chosen, "loop" in chosen, "local" in chosen
    )
    return Clause(verb, conditions, allocs=limits.get("allocs"), bytes=limits.get("bytes"))


def _unknown_option(verb: str, word: str) -> str:
    options = [*_CONDITIONS, *(("allocs<=N", "bytes<=N") if verb == BUDGET else (BUDGET,))]
    near = nearest.of_words(word, options)
    hint = f"; did you mean {' or '.join(near)}?" if near else f": {', '.join(options)}"
    return f"{verb} has no option {word}{hint}"


def _about_names(verb: str, words: list[str]) -> Clause:
    leaks_result = "leaks=result" in words and verb != STACK
    names = " ".join(word for word in words if word != "leaks=result" or not leaks_result)
    found = tuple(name.strip() for name in names.split(",")) if names else ()
    if not found and verb != STACK:
        raise Malformed(f"{verb} needs the names of parameters, separated by commas")
    for name in found:
        if not _IDENTIFIER.match(name):
            raise Malformed(f"{verb}: {name or 'nothing'} is not a name; commas separate names")
    return Clause(verb, names=found, leaks_result=leaks_result)


def _with_reason(verb: str, rest: str) -> Clause:
    parts = _REASON.split(rest, maxsplit=1)
    subject = _SUBJECTS[verb]
    words = parts[0].split()
    if words[:1] != [subject]:
        raise Malformed(f"it is `{verb} {subject} -- reason`")
    _nothing_more(f"{verb} {subject}", words[1:])
    reason = parts[1].strip() if len(parts) > 1 else ""
    until: datetime.date | None = None
    end = _UNTIL.search(reason)
    if end is not None and verb == ALLOW:
        reason = reason[: end.start()].strip()
        try:
            until = datetime.date.fromisoformat(end[1])
        except ValueError:
            raise Malformed(
                f"until={end[1]} is no date: it is until=YEAR-MONTH-DAY, as 2027-06-30"
            ) from None
    if not reason:
        raise Malformed(f"a reason is missing: `{verb} {subject} -- reason`")
    return Clause(verb, reason=reason, until=until)


def _nothing_more(verb: str, words: list[str]) -> None:
    if words:
        raise Malformed(f"{verb} takes no options: {words[0]}")
