"""The result of an analysis as plain data: what every output format is made from."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from goescape.facts.codec import PackageFacts
from goescape.lines.model import LogFile, Message
from goescape.load.model import plain_path
from goescape.load.scan import TEST_SUFFIX

# Statuses of a run, which are also the exit statuses of the command line.
DONE = 0
FINDINGS = 1
USAGE = 2
BAD_INPUT = 3
DEFECT = 4


class MessageSource(Protocol):
    """Messages that are read when they are wanted."""

    def read(self) -> list[Message]: ...

    def read_log(self) -> list[LogFile]: ...

    def read_facts(self) -> PackageFacts | None: ...

    def n_functions(self) -> tuple[int, int]: ...

    @property
    def data(self) -> bytes: ...


@dataclass(slots=True)
class PackageResult:
    """What became of one package."""

    import_path: str
    dir: str
    # What was said; decoded on first use (see `messages`).
    own_messages: list[Message] | None = None
    message_source: MessageSource | None = None
    own_log: list[LogFile] = field(default_factory=list)
    # Encoded, if facts were asked for, and decoded on first use (see `facts`).
    own_facts: bytes = b""
    known_facts: PackageFacts | None = None
    # Syntax and type errors. Messages and facts are about what is sound then, if facts were asked for.
    errors: list[Message] = field(default_factory=list)
    # With errors: functions and other declarations of which nothing is known.
    unsound_functions: list[str] = field(default_factory=list)
    unsound_declarations: list[str] = field(default_factory=list)
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
    def plain_path(self) -> str:
        """The import path; `import_path` names the test, too, that a package is compiled for (`fmt [fmt.test]`)."""
        return plain_path(self.import_path)

    @property
    def is_outer_test(self) -> bool:
        """The package beside another one, made of test files that say `package x_test`."""
        path, _, test = self.import_path.partition(" [")
        return path.endswith(TEST_SUFFIX) and test == f"{path.removesuffix(TEST_SUFFIX)}.test]"

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

    @property
    def facts(self) -> PackageFacts | None:
        """What is known of the package's functions; None if that was not asked for."""
        if self.known_facts is None:
            if self.message_source is not None:
                self.known_facts = self.message_source.read_facts()
            elif self.own_facts:
                self.known_facts = PackageFacts(self.own_facts)
        return self.known_facts

    def says_the_same(self, other: "PackageResult") -> bool:
        """Whether all that is known of two packages is the same, to the byte, without looking into it."""
        mine, others = self.message_source, other.message_source
        return mine is not None and others is not None and mine.data == others.data

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


def once(packages: Iterable[PackageResult]) -> list[PackageResult]:
    """Packages without those that another one is more of: what is compiled for a test, too, has the same code.

    That with the package's own test files counts most, then what is compiled for no test.
    """
    packages = list(packages)
    chosen: dict[str, PackageResult] = {}
    ranks: dict[str, tuple[bool, bool, bool]] = {}
    for package in packages:
        path = package.plain_path
        is_tested = package.import_path == f"{path} [{path}.test]"
        rank = (package.shown, is_tested, package.import_path == path)
        known = chosen.get(path)
        if known is None or rank > ranks[path]:
            chosen[path], ranks[path] = package, rank
    return [package for package in packages if chosen[package.plain_path] is package]


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
