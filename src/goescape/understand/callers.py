"""Who calls a function, among the packages that were analysed: calls turned around, by source.

What is compiled several times (copies by inlining, instances) is one function here, as its source is one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from goescape.facts import functions
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Call, Function, Place
from goescape.facts.names import FunctionName
from goescape.session.model import PackageResult
from goescape.understand import names

# Import path of the package and name within it; all programs call their packages the same for the compiler.
Source = tuple[str, str]
_PROGRAM: Final = "main"

# How a function comes to run; what is taken as a value is perhaps called by somebody.
CALLED: Final = "called"
INLINED: Final = "inlined"
DEFERRED: Final = "deferred"
IN_GOROUTINE: Final = "in a goroutine"
AS_VALUE: Final = "taken as a value"
# A literal belongs to the function it is written in.
WRITTEN_IN: Final = "written in"

_WHEN: Final = {functions.DEFERRED: DEFERRED, functions.IN_GOROUTINE: IN_GOROUTINE}


@dataclass(frozen=True, slots=True)
class Caller:
    """A place that leads to a function."""

    function: Source
    how: str
    file: str
    # 0 if it is nowhere in particular.
    line: int
    # In bytes.
    column: int
    # Loops around the call within its function.
    loop_depth: int


@dataclass(frozen=True, slots=True)
class Declared:
    """A function in the source, and where it is."""

    name: FunctionName
    place: Place

    @property
    def title(self) -> str:
        """As a heading within its package."""
        return names.titled(self.name)


def source_of(package: str, name: FunctionName) -> Source:
    """What a function that was compiled with a package is in source."""
    return package if name.package == _PROGRAM else name.package, name.name


class Callers:
    """The callers of every function of some packages."""

    def __init__(self, packages: Iterable[PackageResult]) -> None:
        # Callers in the order of the facts, each once.
        self._of: dict[Source, dict[Caller, None]] = {}
        self._declared: dict[Source, Declared] = {}
        # Names of methods that are called through interfaces.
        self._through: set[str] = set()
        for package in packages:
            facts = package.facts if package.shown else None
            for function in [] if facts is None else facts.functions:
                if facts is not None and not function.is_stand_in:
                    self._note(package.import_path, facts, function)

    def _note(self, package: str, facts: PackageFacts, function: Function) -> None:
        here = source_of(package, function.name)
        place = facts.place(function.pos)
        if place.is_in_source:
            self._declared.setdefault(here, Declared(function.name, place))
        if function.name.declared not in ("", function.name.name):
            around = here[0], function.name.declared
            self._add(here, Caller(around, WRITTEN_IN, place.file, place.line, place.column, 0))
        for call in function.calls:
            if call.how == functions.THROUGH_INTERFACE:
                self._through.add(call.method)
            at = facts.place(call.pos)
            # Calls in copies of bodies are those of the originals.
            if call.callee is not None and call.how != functions.OF_LITERAL and at.call < 0:
                caller = Caller(here, _how(call), at.file, at.line, at.column, call.loop_depth)
                self._add(source_of(package, call.callee), caller)
        for value in function.values:
            caller = Caller(here, AS_VALUE, place.file, 0, 0, 0)
            self._add(source_of(package, value), caller)

    def _add(self, function: Source, caller: Caller) -> None:
        self._of.setdefault(function, {})[caller] = None

    def of(self, function: Source) -> list[Caller]:
        """What leads to a function, in the order of the source; empty if nothing does that was analysed."""
        found = list(self._of.get(function, ()))
        return sorted(found, key=lambda each: (each.how == AS_VALUE, each.file, each.line))

    def declared(self, function: Source) -> "Declared | None":
        """Where a function is declared; None if it was not analysed."""
        return self._declared.get(function)

    def is_offered(self, function: Source) -> bool:
        """Whether a method has the name of one that is called through an interface."""
        _, is_method, name = function[1].rpartition(".")
        return is_method != "" and name in self._through


def _how(call: Call) -> str:
    if call.how == functions.INLINED:
        return INLINED
    return _WHEN.get(call.when, CALLED)
