"""Why values end up in the heap, in words: a name for programs, a few words, a clause of a sentence."""

from dataclasses import dataclass

from goescape.facts import ways


@dataclass(frozen=True, slots=True)
class Cause:
    """A class of reasons."""

    # For programs; part of the published schema.
    name: str
    # A few words for a table.
    short: str
    # What follows "because"; {op} is the operation, {callee} who is called,
    # {dst} the variable that gets it.
    clause: str


_UNKNOWN = Cause("unknown", "outlives its place", "it may outlive the place it is in")

_CAUSES = {
    ways.CAUSE_RETURNED: Cause("returned", "returned", "{op} hands it to the caller"),
    ways.CAUSE_STORED_IN_GLOBAL: Cause(
        "stored-in-global",
        "stored in a global",
        "{op} stores it in a package variable, which lives as long as the program",
    ),
    ways.CAUSE_STORED_THROUGH_POINTER: Cause(
        "stored-through-pointer",
        "stored through a pointer",
        "{op} stores it through a pointer, in memory that may outlive this function",
    ),
    ways.CAUSE_STORED_IN_MAP: Cause(
        "stored-in-map", "stored in a map", "{op} stores it in a map, and what maps hold is on the heap"
    ),
    ways.CAUSE_SENT: Cause(
        "sent", "sent on a channel", "{op} sends it on a channel, and any receiver may keep it"
    ),
    ways.CAUSE_APPENDED: Cause(
        "appended", "appended to a slice", "{op} puts it into a slice whose elements may be on the heap"
    ),
    ways.CAUSE_INTERFACE_CALL: Cause(
        "interface-call",
        "passed to an interface method",
        "{op} calls through an interface, so any callee might keep it",
    ),
    ways.CAUSE_UNKNOWN_CALLEE: Cause(
        "unknown-callee",
        "passed to an unknown function",
        "{op} calls a function value that is not known here, and it might keep it",
    ),
    ways.CAUSE_CALLEE: Cause("callee", "kept by a callee", "{op} passes it to {callee}, which may keep it"),
    ways.CAUSE_PANIC: Cause("panic", "passed to panic", "{op} panics with it, and whoever recovers may keep it"),
    ways.CAUSE_GOROUTINE: Cause(
        "goroutine", "used by a goroutine", "{op} starts a goroutine, which may outlive this function"
    ),
    ways.CAUSE_DEFER_IN_LOOP: Cause(
        "defer-in-loop", "deferred in a loop", "{op} defers a call in a loop, once for each iteration"
    ),
    ways.CAUSE_OUTLIVES_ITERATION: Cause(
        "outlives-iteration",
        "outlives the loop iteration",
        "{dst}, declared outside the loop, keeps it beyond the iteration that makes it",
    ),
    ways.CAUSE_OUTLIVES_LITERAL: Cause(
        "outlives-literal",
        "outlives the function literal",
        "{dst}, which belongs to the function around the literal, keeps it after the literal has returned",
    ),
    ways.CAUSE_TOO_LARGE: Cause("too-large", "too large", "it is too large for the stack"),
    ways.CAUSE_UINTPTR: Cause("uintptr", "escapes as uintptr", "{op} passes it to a system call as a number"),
    ways.CAUSE_METHOD_VALUE: Cause(
        "method-value", "kept by a method value", "{op} makes a method value, whose calls are not followed"
    ),
    ways.CAUSE_CAPTURED: Cause(
        "captured", "captured by a closure", "a closure that is on the heap refers to it"
    ),
    ways.CAUSE_HELD: Cause("held", "held by heap memory", "something that is on the heap refers to it"),
}  # fmt: skip


def of(code: int) -> Cause:
    """The class of reasons with a code of `facts.ways`."""
    return _CAUSES.get(code, _UNKNOWN)


def names() -> list[str]:
    """All names, for schemas."""
    return [_UNKNOWN.name, *[cause.name for cause in _CAUSES.values()]]
