"""Directives of lem: what the compiler says about a line, and what a call of a function allocates.

    x := new(int) // lem.ID.m=escapes to heap     a line of `-m -l` for this line matches, as a whole
    x := new(int) // lem.ID.m!=escapes to heap    none does
    // lem.ID.name=Some test                      says what ID is called
    // lem.ID.alloc=2     lem.ID.alloc=1-3        so many allocations a call
    // lem.ID.bytes=16    lem.ID.bytes=8-64       so many bytes a call

lem measures the last two with benchmarks. Here they are compared with our costs of the function that they stand in, or in front of, if all is known
there: where paths, loops or sizes decide, a benchmark would be needed, and that is said.
"""

import re
from dataclasses import dataclass
from typing import Final

from goescape.guard.grammar import Malformed

_DIRECTIVE: Final = re.compile(r"^//\s*lem\.([^.\s]+)\.(\S.*)$")
_MATCH: Final = re.compile(r"^m(!?)=(.+)$")
_NAME: Final = re.compile(r"^name=(.+)$")
_AMOUNT: Final = re.compile(r"^(alloc|bytes)=(\d+)(?:-(\d+))?$")
MESSAGE: Final = "m"
NO_MESSAGE: Final = "m!"


@dataclass(frozen=True, slots=True)
class Directive:
    """One of them."""

    id: str
    # MESSAGE, NO_MESSAGE, "name", "alloc", "bytes".
    kind: str
    pattern: re.Pattern[str] | None = None
    low: int = 0
    high: int = 0


def is_meant(text: str) -> bool:
    return re.match(r"^//\s*lem\.", text) is not None


def parse(text: str) -> Directive:
    """A comment; raises Malformed."""
    found = _DIRECTIVE.match(text)
    if found is None:
        raise Malformed("lem's directives are written lem.ID.NAME=VALUE")
    id, rest = found[1], found[2].strip()
    match = _MATCH.match(rest)
    if match is not None:
        try:
            pattern = re.compile(match[2].strip())
        except re.error as error:
            raise Malformed(f"{match[2]} is no regular expression: {error}") from None
        return Directive(id, NO_MESSAGE if match[1] else MESSAGE, pattern)
    if _NAME.match(rest):
        return Directive(id, "name")
    amount = _AMOUNT.match(rest)
    if amount is None:
        raise Malformed(f"lem has no directive {rest.partition('=')[0]}")
    low = int(amount[2])
    return Directive(id, amount[1], None, low, int(amount[3]) if amount[3] else low)


def verdict(directive: Directive, messages: list[str]) -> str:
    """What is wrong about a line of which the compiler says `messages`; "" if nothing is."""
    pattern = directive.pattern
    if pattern is None:
        return ""
    matching = [message for message in messages if pattern.search(message)]
    if directive.kind == MESSAGE and not matching:
        said = ", ".join(messages) or "nothing"
        return f"no line of -m -l matches: the compiler says {said}"
    if directive.kind == NO_MESSAGE and matching:
        return f"the compiler says {matching[0]}"
    return ""


def amounts(directive: Directive, objects: int, size: int) -> str:
    """What is wrong about a function that takes so much a call; "" if nothing is."""
    found, what = (objects, "allocations") if directive.kind == "alloc" else (size, "bytes")
    if directive.low <= found <= directive.high:
        return ""
    wanted = (
        str(directive.low)
        if directive.low == directive.high
        else f"{directive.low}-{directive.high}"
    )
    return f"takes {found} {what} a call, not {wanted}"
