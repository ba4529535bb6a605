"""Promises of an interface's methods: every type in sight that has them keeps them, and calls through the interface rely on that.

In sight are the packages of main modules that are reached, with what they declare and what they put into the interface. A type meets an
interface if it has methods of the same names and signatures; those of generic types are compared by name.
"""

from goescape.facts.methods import Interface, Method, MethodSet
from goescape.facts.names import FunctionName
from goescape.guard.allocations import Allocations
from goescape.guard.code import Code
from goescape.guard.contracts import (
    BUDGET,
    IMPLEMENTED,
    INTERFACE_CALL,
    NO_BODY,
    NOALLOC,
    Link,
    Violation,
)
from goescape.guard.grammar import Clause
from goescape.guard.pardons import Said
from goescape.guard.subjects import Subject
from goescape.guard.values import Values


class Methods:
    """What types do whose methods an interface has."""

    def __init__(
        self, code: Code, said: Said, allocations: Allocations, values: Values, own: list[str]
    ) -> None:
        self._code = code
        self._said = said
        self._allocations = allocations
        self._values = values
        self._own = own

    def is_known(self, subject: Subject) -> bool:
        """Whether something is known of the interface."""
        return self._interface(subject) is not None

    def violations(self, subject: Subject, clause: Clause) -> list[Violation]:
        """What breaks the promise of a method, type by type."""
        interface = self._interface(subject)
        name = subject.function.name.rpartition(".")[2]
        found: list[Violation] = []
        if interface is None:
            return found
        seen: set[tuple[str, str]] = set()
        for path in self._own:
            facts = self._code.session.facts(path)
            for each in [] if facts is None else facts.method_sets:
                method = _meets(each, interface, name)
                if method is None:
                    continue
                function = method.function
                if function is None:
                    found += self._embedded(subject, interface, each, method, path, clause)
                elif function.source not in seen:
                    seen.add(function.source)
                    found += self._of_function(subject, function, path, clause)
        return found

    def _interface(self, subject: Subject) -> Interface | None:
        facts = self._code.session.facts(subject.package)
        name = subject.function.name.rpartition(".")[0]
        for each in [] if facts is None else facts.interfaces:
            if each.type.rpartition(".")[2] == name:
                return each
        return None

    def _of_function(
        self, subject: Subject, function: FunctionName, path: str, clause: Clause
    ) -> list[Violation]:
        """What one implementation does."""
        if self._said.pardons_callee(function, path):
            return []
        at = subject.function
        link = Link(subject.file, at.line, at.column, function, IMPLEMENTED)
        starts = self._code.copies(path, function)
        if not starts:
            words = "cannot be checked: it has no Go body, or is generic and not used"
            return [_at(subject, NO_BODY, function, words)]
        plain = Subject(subject.package, subject.function, subject.file)
        if clause.verb == NOALLOC:
            found = self._allocations.none(starts, plain, clause.conditions)
        elif clause.verb == BUDGET:
            found = self._allocations.within(starts, plain, clause)
        else:
            # Names are those of the interface; the receiver is the first.
            numbers = [subject.function.parameters.index(name) + 1 for name in clause.names]
            found = self._values.kept(starts, clause, numbers)
        for violation in found:
            violation.chain = (link, *violation.chain)
        return found

    def _embedded(
        self,
        subject: Subject,
        interface: Interface,
        set: MethodSet,
        method: Method,
        path: str,
        clause: Clause,
    ) -> list[Violation]:
        """A type that has the method from an interface that is embedded in it."""
        is_same = any(each.declared == method.declared for each in interface.methods)
        if is_same or self._said.promises(method.declared, path, clause.conditions):
            return []
        name = FunctionName(path, "", f"{set.type}.{method.id}", "")
        words = f"has the method from an embedded interface: {method.declared}"
        return [_at(subject, INTERFACE_CALL, name, words)]


def _at(subject: Subject, kind: str, function: FunctionName, words: str) -> Violation:
    at = subject.function
    said = f"{function.name} {words}"
    return Violation(kind, (), subject.file, at.line, at.column, function, said)


def _meets(set: MethodSet, interface: Interface, name: str) -> Method | None:
    """The method of a type, if the type has all methods of the interface."""
    if set.interface not in ("", interface.type):
        return None
    methods = {method.id: method for method in set.methods}
    found: Method | None = None
    for wanted in interface.methods:
        method = methods.get(wanted.id)
        if method is None or method.signature not in ("", wanted.signature):
            return None
        if wanted.id.rpartition(".")[2] == name:
            found = method
    return found
