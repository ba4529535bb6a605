"""The result of an analysis as plain data: what every output format is made from."""

from dataclasses import dataclass, field
from typing import Protocol

# Statuses of a run, which are also the exit statuses of the command line.
DONE = 0
FINDINGS = 1
USAGE = 2
BAD_INPUT = 3
DEFECT = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """A place in a function that was inlined."""

    # With the path of its package.
    function: str
    file: str
    line: int
    column: int

    @property
    def package(self) -> str:
        """The path of the function's package."""
        plain = self.function.partition("[")[0]
        directory, slash, name = plain.rpartition("/")
        return directory + slash + name.partition(".")[0]

    @property
    def position(self) -> str:
        return _position(self.file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Reason:
    """What the program does that makes a value flow: an operation and its place."""

    # As in `Message`; line 0 if the compiler knows no position.
    file: str
    line: int
    column: int
    # The operation as the compiler prints it, and the compiler's word for what it does.
    text: str
    why: str
    # What it means if this is the last operation; see `causes`.
    cause: int = 0
    # Calls of known functions: package, name within it, number of the parameter (receiver first).
    callee_package: str = ""
    callee: str = ""
    param: int = -1
    # The operation's own place, if it was inlined, and the calls around it: outermost function first.
    inlined: tuple[Frame, ...] = ()

    @property
    def position(self) -> str:
        return _position(self.file, self.line, self.column)


@dataclass(frozen=True, slots=True)
class Flow:
    """One step of an explanation: a value, or its address, gets from one place to the next.

    Places are names of variables, `{storage for EXPR}`, `{temp}` or `{heap}`.
    """

    dst: str
    src: str
    # How often the source is dereferenced on the way; -1 is its address.
    derefs: int
    # Innermost operation first.
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The way of a value, or its address, from where it is to what outlives it."""

    flows: tuple[Flow, ...]
    # The flows end where they would pass a place for the second time.
    truncated: bool
    # What became of the value (`goescape.ir.remark`, CAUSE_…).
    cause: int
    # Why what it arrived at is in the heap, if that is not its nature.
    then: "Explanation | None" = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What executing a site once costs: escaping is not allocating."""

    # Bytes asked for, and what the allocator takes for them; -1 if only the running program knows.
    bytes: int
    rounded: int
    # How many objects are allocated, if any are; -1 if only the running program knows.
    count: int
    # "never", "maybe" or "always" on the heap.
    allocates: str
    # A few words: what is allocated; if maybe, on which condition; if never, why not.
    reason: str
    # Loops around the site within its function.
    loop_depth: int


@dataclass(frozen=True, slots=True)
class Message:
    """One decision of the compiler, or an error in the Go program; a line, with its explanation below."""

    # "" with line 0: the compiler knows no position and prints none.
    file: str
    line: int
    # 0 if the compiler prints no column.
    column: int
    text: str
    # The kind of a remark (`goescape.ir.remark`), -1 for errors.
    kind: int = -1
    # Kinds that the compiler prints with an explanation below (`-m=2`).
    explanation: Explanation | None = None
    # What follows is known if explanations were asked for. What is decided about, and where: the name of the
    # function within its package; for parameters their number, the receiver being the first.
    subject: str = ""
    function: str = ""
    param: int = -1
    # A value that an inlined call returned: of which function.
    callee: str = ""
    # Code that was inlined: its own place, and the calls around it that were inlined, too; outermost first.
    inlined: tuple[Frame, ...] = ()
    # Decisions: why.
    reasons: tuple[Explanation, ...] = ()
    # Decisions about variables and allocations.
    cost: Cost | None = None

    @property
    def position(self) -> str:
        return _position(self.file, self.line, self.column)

    def __str__(self) -> str:
        return f"{self.position}: {self.text}" if self.line else self.text


def _position(file: str, line: int, column: int) -> str:
    if line == 0:
        return ""
    return f"{file}:{line}" if column == 0 else f"{file}:{line}:{column}"


@dataclass(frozen=True, slots=True)
class LogFile:
    """The optimisation log of one source file: a diagnostic a line."""

    source: str
    text: str


class MessageSource(Protocol):
    """Messages that are read when they are wanted."""

    def read(self) -> list[Message]: ...

    def read_log(self) -> list[LogFile]: ...

    def n_functions(self) -> tuple[int, int]: ...


@dataclass(slots=True)
class PackageResult:
    """What became of one package."""

    import_path: str
    dir: str
    # What was said; decoded on first use (see `messages`).
    own_messages: list[Message] | None = None
    message_source: MessageSource | None = None
    own_log: list[LogFile] = field(default_factory=list)
    # Syntax and type errors; messages are empty then.
    errors: list[Message] = field(default_factory=list)
    # A defect of goescape: what it could not do, and where.
    defect: str = ""
    # Python's account of the defect, for a bug report.
    traceback: str = ""
    # The dependency that kept this package from being analyzed.
    blocked_by: str = ""
    # What else kept it from being analyzed, which is neither the program's fault nor ours.
    obstacle: str = ""
    # Whether messages were asked for (`-m`).
    shown: bool = True
    # Analyzed by this run, not read from the cache.
    is_new: bool = False
    # How many functions were looked at; how many are generic and were not, unless somebody uses them.
    n_analyzed: int = 0
    n_generic: int = 0

    @property
    def messages(self) -> list[Message]:
        if self.own_messages is None:
            self.own_messages = (
                self.message_source.read() if self.message_source is not None else []
            )
        return self.own_messages

    @messages.setter
    def messages(self, messages: list[Message]) -> None:
        self.own_messages = messages

    @property
    def log(self) -> list[LogFile]:
        """The optimisation log, if it was asked for (`-json=0,DIR`)."""
        return self.own_log if self.message_source is None else self.message_source.read_log()

    def forget_messages(self) -> None:
        """Let go of messages that can be read again."""
        if self.message_source is not None:
            self.own_messages = None

    @property
    def is_analyzed(self) -> bool:
        """Whether what is said about it is all there is to say."""
        return not (self.errors or self.blocked_by or self.defect or self.obstacle)

    @property
    def counts(self) -> tuple[int, int]:
        """`n_analyzed` and `n_generic`, wherever they are kept."""
        source = self.message_source
        return (self.n_analyzed, self.n_generic) if source is None else source.n_functions()

    @property
    def status(self) -> int:
        if self.defect:
            return DEFECT
        return DONE if self.is_analyzed else BAD_INPUT


@dataclass(slots=True)
class BuildResult:
    """What became of a build."""

    # In import order; packages that were only needed by others are there with `shown` False.
    packages: list[PackageResult] = field(default_factory=list)
    # Errors found before any package was read: missing packages, cycles, patterns.
    errors: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing that was asked for was analyzed."""
        return not any(package.shown and package.is_analyzed for package in self.packages)

    @property
    def status(self) -> int:
        found = [BAD_INPUT] if self.errors else []
        found += [package.status for package in self.packages]
        return max(found, default=DONE)
