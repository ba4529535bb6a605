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
    # What can be done about it, for people.
    advice: str

    @property
    def plain_clause(self) -> str:
        """The clause when it is not about a certain operation."""
        return self.clause.format(op="the program", callee="a function", dst="a variable")


_UNKNOWN = Cause(
    "unknown",
    "outlives its place",
    "it may outlive the place it is in",
    "`goescape explain` shows what is known of it.",
)

_CAUSES = {
    ways.CAUSE_RETURNED: Cause(
        "returned",
        "returned",
        "{op} hands it to the caller",
        "Return the value itself, or let the caller pass a pointer to be filled in; if the "
        "function is inlined, the value can stay in the caller's frame.",
    ),
    ways.CAUSE_STORED_IN_GLOBAL: Cause(
        "stored-in-global",
        "stored in a global",
        "{op} stores it in a package variable, which lives as long as the program",
        "Keep a copy of the value in the package variable, or pass it down instead of keeping it.",
    ),
    ways.CAUSE_STORED_THROUGH_POINTER: Cause(
        "stored-through-pointer",
        "stored through a pointer",
        "{op} stores it through a pointer, in memory that may outlive this function",
        "Store the value itself instead of a pointer to it.",
    ),
    ways.CAUSE_STORED_IN_MAP: Cause(
        "stored-in-map",
        "stored in a map",
        "{op} stores it in a map, and what maps hold is on the heap",
        "Let the map hold values instead of pointers; converting a key for a lookup alone "
        "costs nothing.",
    ),
    ways.CAUSE_SENT: Cause(
        "sent",
        "sent on a channel",
        "{op} sends it on a channel, and any receiver may keep it",
        "Send the value itself if it is small, or use values again that were received.",
    ),
    ways.CAUSE_APPENDED: Cause(
        "appended",
        "appended to a slice",
        "{op} puts it into a slice whose elements may be on the heap",
        "Let the slice hold values instead of pointers.",
    ),
    ways.CAUSE_INTERFACE_CALL: Cause(
        "interface-call",
        "passed to an interface method",
        "{op} calls through an interface, so any callee might keep it",
        "Call the method on the concrete type where it is known: calls that are devirtualised "
        "are followed.",
    ),
    ways.CAUSE_UNKNOWN_CALLEE: Cause(
        "unknown-callee",
        "passed to an unknown function",
        "{op} calls a function value that is not known here, and it might keep it",
        "Call a named function, or one that is assigned once and can be seen: its parameters "
        "are followed.",
    ),
    ways.CAUSE_CALLEE: Cause(
        "callee",
        "kept by a callee",
        "{op} passes it to {callee}, which may keep it",
        "`goescape explain` shows where the callee keeps it; a callee that only reads its "
        "parameter does not make it escape.",
    ),
    ways.CAUSE_PANIC: Cause(
        "panic",
        "passed to panic",
        "{op} panics with it, and whoever recovers may keep it",
        "Panic with a constant, or with what is made only when it is needed.",
    ),
    ways.CAUSE_GOROUTINE: Cause(
        "goroutine",
        "used by a goroutine",
        "{op} starts a goroutine, which may outlive this function",
        "Pass what the goroutine needs as arguments: values are copied, captured variables "
        "that change are moved to the heap.",
    ),
    ways.CAUSE_DEFER_IN_LOOP: Cause(
        "defer-in-loop",
        "deferred in a loop",
        "{op} defers a call in a loop, once for each iteration",
        "Put the body of the loop into a function of its own, so that the deferred call is "
        "made once a call.",
    ),
    ways.CAUSE_OUTLIVES_ITERATION: Cause(
        "outlives-iteration",
        "outlives the loop iteration",
        "{dst}, declared outside the loop, keeps it beyond the iteration that makes it",
        "Declare the variable outside of the loop, or keep the value instead of a pointer to it.",
    ),
    ways.CAUSE_OUTLIVES_LITERAL: Cause(
        "outlives-literal",
        "outlives the function literal",
        "{dst}, which belongs to the function around the literal, keeps it after the literal "
        "has returned",
        "Let the literal return the value instead of storing a pointer to it in a variable "
        "around it.",
    ),
    ways.CAUSE_TOO_LARGE: Cause(
        "too-large",
        "too large",
        "it is too large for the stack",
        "Use it again (a field, a pool), or make it smaller: large values never stay on the stack.",
    ),
    ways.CAUSE_UINTPTR: Cause(
        "uintptr",
        "escapes as uintptr",
        "{op} passes it to a system call as a number",
        "Nothing can be done: the system call needs the memory to stay where it is.",
    ),
    ways.CAUSE_METHOD_VALUE: Cause(
        "method-value",
        "kept by a method value",
        "{op} makes a method value, whose calls are not followed",
        "Call the method directly, or pass a function literal that calls it.",
    ),
    ways.CAUSE_CAPTURED: Cause(
        "captured",
        "captured by a closure",
        "a closure that is on the heap refers to it",
        "Pass the value to the closure as an argument, or see why the closure itself is on "
        "the heap.",
    ),
    ways.CAUSE_HELD: Cause(
        "held",
        "held by heap memory",
        "something that is on the heap refers to it",
        "What refers to it is on the heap: see why.",
    ),
}


def of(code: int) -> Cause:
    """The class of reasons with a code of `facts.ways`."""
    return _CAUSES.get(code, _UNKNOWN)


def every() -> list[Cause]:
    """All classes, for rules and schemas."""
    return [_UNKNOWN, *_CAUSES.values()]
