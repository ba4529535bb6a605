"""Directives of other tools, read when they are asked for: `dialects = ["gcassert"]` in `goescape.toml`.

    gcassert         //gcassert:inline,noescape      a call is inlined; nothing on the line escapes; `bce` cannot be checked here
    checkescape      // +checkescape:OPT,OPT         a function and what it calls does not allocate; `// escapes: reason` exempts
    noalloc          //noalloc:root                  a function and what it calls does not allocate
    tinygo           //go:noheap                     a function itself does not allocate
    go-escape-lint   //must-inline //no-escape       as gcassert's; `//no-bounds-check` cannot be checked here
    lem              // lem.ID.m=REGEX …             lines of `-m -l`, allocations and bytes of a call (see `lem`)

Each is understood as its own tool does, and turned into a clause of ours. What cannot be checked is a problem, never a pass.
"""

import re
from dataclasses import dataclass
from typing import Final

from goescape.guard.contracts import (
    INLINE,
    INTERFACE_CALL,
    NO_BODY,
    NOALLOC,
    NOT_ANALYZED,
    STACK,
    STARTS_GOROUTINE,
    VALUE_CALL,
    Conditions,
)
from goescape.guard.grammar import ALLOW, Clause, Malformed

GCASSERT: Final = "gcassert"
CHECKESCAPE: Final = "checkescape"
NOALLOC_TOOL: Final = "noalloc"
TINYGO: Final = "tinygo"
LINT: Final = "go-escape-lint"
LEM: Final = "lem"
DIALECTS: Final = (GCASSERT, CHECKESCAPE, NOALLOC_TOOL, TINYGO, LINT, LEM)

_STARTS: Final = {
    GCASSERT: re.compile(r"^//gcassert:(.*)$"),
    CHECKESCAPE: re.compile(r"^//\s*(\+(?:checkescape|mustescape)\b.*|escapes:.*)$"),
    NOALLOC_TOOL: re.compile(r"^//noalloc:(.*)$"),
    TINYGO: re.compile(r"^//go:(noheap\b.*)$"),
    LINT: re.compile(r"^//\s?(must-inline|no-escape|no-bounds-check)\b"),
}
_CHECKS: Final = re.compile(r"^\+(check|must)escape(?::(\S*))?\s*$")
# What gVisor's options are, as kinds of violations; `heap` and `builtin` are both allocations.
_SOFT: Final = {
    "interface": frozenset((INTERFACE_CALL,)),
    "dynamic": frozenset((VALUE_CALL,)),
    "unknown": frozenset((NO_BODY, NOT_ANALYZED)),
}
_HARD: Final = ("heap", "builtin")
_OPTIONS: Final = (*_HARD, "stack", *_SOFT, "local", "hard", "all")
_ALL_SOFT: Final = frozenset((INTERFACE_CALL, VALUE_CALL, NO_BODY, NOT_ANALYZED, STARTS_GOROUTINE))


@dataclass(frozen=True, slots=True)
class Foreign:
    """A directive of another tool, in our words."""

    clause: Clause
    # A violation is what is promised.
    is_opposite: bool = False
    # How `goescape migrate` writes it; "" if it cannot be written.
    ours: str = ""


def is_known(dialect: str) -> bool:
    return dialect in DIALECTS


def dialect_of(text: str, dialects: tuple[str, ...]) -> str:
    """The dialect that a comment is written in; "" for none of them."""
    for dialect in dialects:
        start = _STARTS.get(dialect)
        if start is not None and start.match(text):
            return dialect
    return ""


def understood(text: str, dialect: str) -> list[Foreign]:
    """What a comment of a dialect asks for; raises Malformed if it cannot be checked."""
    found = _STARTS[dialect].match(text)
    rest = "" if found is None else found[1].strip()
    if dialect == GCASSERT:
        return [_gcassert(word.strip()) for word in rest.split(",")]
    if dialect == CHECKESCAPE:
        return [_checkescape(rest)]
    if dialect == LINT:
        if rest == "no-bounds-check":
            raise Malformed("no-bounds-check: checks of bounds cannot be checked here")
        return [_INLINED if rest == "must-inline" else _NO_ESCAPE]
    wanted = "root" if dialect == NOALLOC_TOOL else "noheap"
    if rest != wanted:
        raise Malformed(f"{dialect} has no directive {rest}")
    if dialect == NOALLOC_TOOL:
        return [Foreign(Clause(NOALLOC), ours=NOALLOC)]
    return [Foreign(Clause(NOALLOC, Conditions(is_local=True)), ours="noalloc local")]


_INLINED: Final = Foreign(Clause(INLINE), ours=INLINE)
_NO_ESCAPE: Final = Foreign(Clause(STACK), ours=STACK)


def _gcassert(word: str) -> Foreign:
    if word == "inline":
        return _INLINED
    if word == "noescape":
        return _NO_ESCAPE
    if word == "bce":
        raise Malformed("bce: checks of bounds cannot be checked here")
    raise Malformed(f"gcassert has no directive {word or 'without a name'}")


def _checkescape(rest: str) -> Foreign:
    if rest.startswith("escapes:"):
        reason = rest.removeprefix("escapes:").strip() or "no reason was given"
        return Foreign(Clause(ALLOW, reason=reason), ours=f"allow alloc -- {reason}")
    match = _CHECKS.match(rest)
    if match is None:
        raise Malformed(f"checkescape does not know {rest}")
    options = [word for word in (match[2] or "local,hard").split(",") if word]
    for option in options:
        if option not in _OPTIONS:
            raise Malformed(f"checkescape has no option {option}")
    if "stack" in options:
        raise Malformed("stack: whether a stack may have to grow cannot be checked here")
    if "all" in options:
        raise Malformed(
            "all: stack is part of it, which cannot be checked here; the rest is hard,interface,dynamic,unknown"
        )
    counted: frozenset[str] = frozenset()
    for option in options:
        counted |= _SOFT.get(option, frozenset())
    if "hard" not in options and set(options).isdisjoint(_HARD):
        raise Malformed("only soft escapes: allocations always count here")
    conditions = Conditions(is_local="local" in options, ignored=_ALL_SOFT - counted)
    ours = f"{NOALLOC} local" if conditions.is_local else NOALLOC
    is_opposite = match[1] == "must"
    clause = Clause(NOALLOC, conditions)
    return Foreign(clause, is_opposite, "" if is_opposite else ours)
