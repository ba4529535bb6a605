"""Exemptions and assumptions: what directives and files of assumptions say need not be known, or may allocate."""

import datetime

from goescape.facts import functions
from goescape.facts.functions import Call, Place
from goescape.facts.names import FunctionName
from goescape.guard.assumptions import Assumptions
from goescape.guard.code import Code, Compiled
from goescape.guard.contracts import NOALLOC, Conditions
from goescape.guard.directives import Directive
from goescape.guard.grammar import ALLOW, ASSUME
from goescape.guard.notes import Notes
from goescape.guard.reach import Pardons
from goescape.guard.subjects import Subject
from goescape.toolchain.intrinsics import Intrinsics


class Said(Pardons):
    """What somebody says, `without` one of the directives."""

    def __init__(
        self,
        code: Code,
        notes: Notes,
        assumptions: Assumptions,
        intrinsics: Intrinsics,
        today: datetime.date,
        without: Directive | None = None,
    ) -> None:
        self._code = code
        self.notes = notes
        self._assumptions = assumptions
        self._intrinsics = intrinsics
        self._today = today
        self._without = without

    def but_for(self, directive: Directive) -> "Said":
        return Said(
            self._code, self.notes, self._assumptions, self._intrinsics, self._today, directive
        )

    def pardons_site(self, within: Compiled, pos: int) -> bool:
        facts = within.facts
        place = facts.place(pos)
        if self._at(within, place, (ALLOW,)) or self._of(within, place, (ALLOW, ASSUME)):
            return True
        # Calls that were inlined around it: what is said of them is said of what came with them.
        while place.call >= 0:
            place = facts.place(place.call)
            if self._at(within, place, (ALLOW, ASSUME)) or self._of(within, place, (ALLOW, ASSUME)):
                return True
        return False

    def allocates(self, callee: FunctionName) -> bool:
        return self._assumptions.allocates(callee)

    def pardons_call(self, within: Compiled, call: Call, conditions: Conditions) -> bool:
        callee, pos = call.callee, call.pos
        if callee is not None and self.pardons_callee(callee, within.package, conditions.strict):
            return True
        if call.how == functions.THROUGH_INTERFACE and self.promise(within, call, conditions):
            return True
        place = within.facts.place(pos)
        return self._at(within, place, (ASSUME,)) or self.pardons_site(within, pos)

    def promise(self, within: Compiled, call: Call, conditions: Conditions) -> bool:
        """Whether the method that is called through an interface promises not to allocate: all its types are checked."""
        _, interface, id = self._code.interface(within.package, call)
        for method in [] if interface is None else interface.methods:
            if method.id == id and self.promises(method.declared, within.package, conditions):
                return True
        return False

    def promises(self, declared: str, package: str, conditions: Conditions) -> bool:
        """Whether a method of an interface (`path.I.M`) promises not to allocate."""
        owner, _, name = declared.rpartition(".")
        path, _, interface = owner.rpartition(".")
        home = package if path == "main" else path.replace("%2e", ".")
        return any(
            each.clause.verb == NOALLOC
            and not each.clause.conditions.except_errors
            and not each.clause.conditions.in_loops
            and not each.clause.conditions.is_local
            and not each.clause.conditions.ignored
            and (each.clause.conditions.strict or not conditions.strict)
            for each in self.notes.of_package(home).of_method(f"{interface}.{name}")
        )

    def pardons_callee(self, callee: FunctionName, package: str, strict: bool = False) -> bool:
        """Whether calls of a function are pardoned wherever they are."""
        if self._assumptions.cover(callee, strict):
            return True
        if self._intrinsics.is_intrinsic(callee.package, callee.name):
            # An instruction.
            return True
        said = self.notes.of_function(callee, package)
        return callee.name == callee.declared and self._any(said, (ALLOW, ASSUME))

    def _at(self, within: Compiled, place: Place, verbs: tuple[str, ...]) -> bool:
        """Whether something is said on the line of a place."""
        home = _home(within, place.function)
        return self._any(self.notes.of_package(home).of_line(place.file, place.line), verbs)

    def _of(self, within: Compiled, place: Place, verbs: tuple[str, ...]) -> bool:
        """Whether something is said of the whole function that a place is in."""
        function = place.function or within.function.name
        return self._any(self.notes.of_function(function, within.package), verbs)

    def _any(self, said: list[Directive], verbs: tuple[str, ...]) -> bool:
        return any(
            each.clause.verb in verbs and each is not self._without and not self.is_over(each)
            for each in said
        )

    def is_assumed(self, subject: Subject) -> bool:
        """Whether somebody says of a function without a body what it does."""
        name = FunctionName(subject.package, "", subject.function.name, subject.function.name)
        return self.pardons_callee(name, subject.package)

    def is_over(self, directive: Directive) -> bool:
        """The day is past that an exemption ends with."""
        until = directive.clause.until
        return until is not None and until < self._today


def _home(within: Compiled, function: FunctionName | None) -> str:
    """The package whose source a place is in."""
    if function is None:
        return within.home
    return within.package if function.package in ("", "main") else function.package
