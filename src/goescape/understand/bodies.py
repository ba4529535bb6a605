"""Which bodies are run: a function whose calls are all replaced by copies costs where these are."""

from collections.abc import Iterable
from typing import Final

from goescape.facts import costs, functions
from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Function, Place
from goescape.facts.names import FunctionName
from goescape.session.model import PackageResult

# The body is called, or nobody knows better; nothing that was analyzed runs it, or only through an interface.
RUN: Final = "run"
INLINED: Final = "inlined"
OFFERED: Final = "offered"
# Generic, and not used by packages that were asked about: an example was looked at.
GENERIC: Final = "generic"

# Package and name; all programs call their packages the same.
_Source = tuple[str, str]
_MAIN: Final = "main"


class Bodies:
    """What the functions of packages that were asked about call, and how."""

    def __init__(self, packages: Iterable[PackageResult]) -> None:
        self._inlined: set[_Source] = set()
        # Called as they are, or taken as values.
        self._called: set[_Source] = set()
        # Names of methods that are called through interfaces.
        self._through: set[str] = set()
        # Where literals are that capture nothing, and literals that are no copies.
        self._captureless: set[Place] = set()
        self._originals: set[tuple[str, _Source, str]] = set()
        # Functions of a package whose instances are examples.
        self._examples: set[tuple[str, _Source]] = set()
        for package in packages:
            facts = package.facts if package.shown else None
            if facts is None:
                continue
            for function in facts.functions:
                self._note_literals(package, facts, function)
                self._note(package, function)

    def _note(self, package: PackageResult, function: Function) -> None:
        values = [_source(package, name) for name in function.values]
        if function.is_stand_in:
            self._examples.update((package.import_path, value) for value in values)
        else:
            self._called.update(values)
        for call in function.calls:
            if call.how == functions.THROUGH_INTERFACE:
                self._through.add(call.method)
            if call.callee is not None:
                found = self._inlined if call.how == functions.INLINED else self._called
                found.add(_source(package, call.callee))

    def _note_literals(
        self, package: PackageResult, facts: PackageFacts, function: Function
    ) -> None:
        if not function.name.copy:
            self._originals.add(_original(package, function.name))
        for site in function.sites:
            if site.cost is not None and site.cost.reason == costs.NOTHING_CAPTURED:
                self._captureless.add(facts.place(site.pos))

    def of(self, function: Function, package: PackageResult) -> str:
        """What becomes of a body that was compiled with a package; "" for copies of literals that are run.

        Literals share the fate of what they are written in. Those that capture nothing are linked by name, and the
        linker keeps the first of each name: copies in a package are the original.
        """
        name = function.name
        facts = package.facts
        if (package.import_path, (_home(package, name), name.declared)) in self._examples:
            return GENERIC
        is_literal = name.name != name.declared
        is_one = is_literal and facts is not None and facts.place(function.pos) in self._captureless
        if not name.copy:
            return RUN if is_one else self._of_declared(package, name)
        if is_one and _original(package, name) in self._originals:
            return INLINED
        around = RUN if function.outer is None else self._of_declared(package, function.outer)
        return "" if around == RUN else around

    def _of_declared(self, package: PackageResult, function: FunctionName) -> str:
        declared = _home(package, function), function.declared
        if declared not in self._inlined or declared in self._called:
            return RUN
        _, is_method, name = function.declared.rpartition(".")
        if not is_method:
            return INLINED
        if name[:1].isupper():
            # Anybody may call it so.
            return OFFERED
        return RUN if name in self._through else INLINED


def _home(package: PackageResult, name: FunctionName) -> str:
    return package.plain_path if name.package == _MAIN else name.package


def _source(package: PackageResult, name: FunctionName) -> _Source:
    return _home(package, name), name.name


def _original(package: PackageResult, name: FunctionName) -> tuple[str, _Source, str]:
    return package.import_path, _source(package, name), name.type_args
