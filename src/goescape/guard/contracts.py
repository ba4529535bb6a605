"""What can be promised, and what became of it, as plain data.

A *contract* is a promise with its subject: a function, parameters of one, or a line. Checking one gives *violations*: a
chain of calls from the subject to the place that breaks the promise. What makes no sense as a directive is a *problem*, never
ignored.
"""

from dataclasses import dataclass, field
from typing import Final

from goescape.facts.names import FunctionName
from goescape.understand import places
from goescape.understand.explain import Explained

# Kinds of contracts.
NOALLOC: Final = "noalloc"
BUDGET: Final = "budget"
NOESCAPE: Final = "noescape"
CONTENT: Final = "content"
STACK: Final = "stack"
INLINE: Final = "inline"

# Kinds of violations.
ALLOCATES: Final = "allocates"
STARTS_GOROUTINE: Final = "starts-goroutine"
# The runtime may make a record that it keeps and uses again.
MAKES_RECORD: Final = "makes-record"
# Calls that cannot be followed.
INTERFACE_CALL: Final = "interface-call"
VALUE_CALL: Final = "function-value-call"
NO_BODY: Final = "no-go-body"
NOT_ANALYZED: Final = "not-analyzed"
OVER_BUDGET: Final = "over-budget"
LEAKS: Final = "leaks"
NOT_ON_STACK: Final = "not-on-stack"
NOT_INLINED: Final = "not-inlined"
# Of other tools: what was to happen does not; the compiler says something else; other amounts.
NOTHING_HAPPENS: Final = "nothing-happens"
OTHER_MESSAGE: Final = "other-message"
OTHER_AMOUNT: Final = "other-amount"


@dataclass(frozen=True, slots=True)
class Conditions:
    """Which paths of a call count."""

    # Paths that end in a panic, too, and records that the runtime keeps and uses again.
    strict: bool = False
    # Not those that return an error that is not nil.
    except_errors: bool = False
    # Only what is done again and again.
    in_loops: bool = False
    # Only the function itself, with what is inlined into it.
    is_local: bool = False
    # Other people's tools leave out what they cannot follow: kinds of violations that do not count.
    ignored: frozenset[str] = frozenset()


USUAL: Final = Conditions()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a contract, an assumption or an exemption stands, and how it is written."""

    file: str
    line: int
    column: int
    text: str

    @property
    def position(self) -> str:
        return places.position(self.file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Contract:
    """A promise."""

    kind: str
    origin: Origin
    # The package of its subject.
    package: str
    # The function, as the source names it (`F`, `T.M`, `(*T).M`), and where its name stands.
    function: str
    line: int
    conditions: Conditions = USUAL


# How one gets on to a function: it is called, its body stands where it is called, it is a method of an interface that a promise
# is about, in one of its types.
CALLED: Final = "called"
INLINED: Final = "inlined"
IMPLEMENTED: Final = "implemented"


@dataclass(frozen=True, slots=True)
class Link:
    """A step on the way to a violation."""

    file: str
    line: int
    column: int
    callee: FunctionName
    how: str


@dataclass(slots=True)
class Violation:
    """What breaks a contract."""

    kind: str
    # The calls that lead there; the first one is in the contract's function.
    chain: tuple[Link, ...]
    # Where it is, and in which function.
    file: str
    line: int
    column: int
    function: FunctionName
    # What happens there, in a few words; why; and what would have to change.
    words: str
    reason: str = ""
    advice: str = ""
    # An allocation: the site, with what it costs and its way.
    explained: Explained | None = None

    @property
    def position(self) -> str:
        return places.position(self.file, self.line, self.column)


@dataclass(slots=True)
class Checked:
    """A contract that was looked at, and what breaks it."""

    contract: Contract
    violations: list[Violation] = field(default_factory=list)
    # Why nothing can be said; "" if it could be checked.
    obstacle: str = ""

    @property
    def holds(self) -> bool:
        return not (self.violations or self.obstacle)


@dataclass(frozen=True, slots=True)
class Overspent:
    """A package whose sites are more, or take more, than its budget."""

    origin: Origin
    package: str
    words: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A directive that makes no sense where and as it stands, or that nobody needs any more."""

    file: str
    line: int
    column: int
    text: str

    @property
    def position(self) -> str:
        return places.position(self.file, self.line, self.column)
