"""Checking directives of lem: lines against what the compiler says with `-m -l`, amounts against costs."""

import os

from goescape.facts.names import FunctionName
from goescape.guard import lem
from goescape.guard.allocations import Allocations
from goescape.guard.code import Code
from goescape.guard.contracts import OTHER_AMOUNT, OTHER_MESSAGE, Checked, Contract, Violation
from goescape.guard.directives import LemDirective
from goescape.guard.subjects import Subject, Subjects
from goescape.session.session import Session
from goescape.understand import declared
from goescape.understand.declared import Declared


class Lems:
    """What lem would check, as far as that can be told without running anything."""

    def __init__(
        self,
        session: Session,
        code: Code,
        subjects: Subjects,
        allocations: Allocations,
        patterns: list[str],
    ) -> None:
        self._session = session
        self._code = code
        self._subjects = subjects
        self._allocations = allocations
        self._patterns = patterns

    def checked(self, package: str, found: list[LemDirective]) -> list[Checked]:
        """All of a package."""
        messages = self._messages(package)
        functions: dict[str, Declared] = {}
        for each in found:
            if each.function is not None:
                functions.setdefault(each.directive.id, each.function)
        return [
            self._one(package, each, functions.get(each.directive.id), messages)
            for each in found
            if each.directive.kind != "name"
        ]

    def _one(
        self,
        package: str,
        each: LemDirective,
        function: Declared | None,
        messages: dict[tuple[str, int], list[str]],
    ) -> Checked:
        directive, origin = each.directive, each.origin
        name = function.name if function is not None else ""
        line = function.line if function is not None else origin.line
        checked = Checked(Contract("lem", origin, package, name, line))
        if directive.kind in (lem.MESSAGE, lem.NO_MESSAGE):
            kind = OTHER_MESSAGE
            said = lem.verdict(directive, messages.get((origin.file, origin.line), []))
        else:
            kind = OTHER_AMOUNT
            amounts = None if function is None else self._amounts(package, origin.file, function)
            if amounts is None:
                checked.obstacle = (
                    f"lem.{directive.id}.{directive.kind}: a benchmark would be needed: "
                    "what a call takes depends on its paths, on sizes, or on what cannot be followed"
                )
                return checked
            said = lem.amounts(directive, *amounts)
        if said:
            called = FunctionName(package, "", name, name)
            checked.violations.append(
                Violation(kind, (), origin.file, origin.line, origin.column, called, said)
            )
        return checked

    def _amounts(self, package: str, file: str, function: Declared) -> tuple[int, int] | None:
        starts, obstacle = self._subjects.compiled(Subject(package, function, file))
        if obstacle or len(starts) != 1:
            return None
        found = self._allocations.exactly(starts[0])
        content = self._session.read(file)
        if found is None or found == (0, 0) or content is None:
            return found
        return found if declared.is_straight(declared.parsed(content), function) else None

    def _messages(self, package: str) -> dict[tuple[str, int], list[str]]:
        """What the compiler says with `-m -l`, by file and line."""
        result = self._session.without_inlining().analyze(self._patterns)
        directory = self._code.directory(package)
        found: dict[tuple[str, int], list[str]] = {}
        for each in result.packages:
            if each.import_path == package:
                for message in each.messages:
                    file = os.path.normpath(os.path.join(directory, message.file))
                    found.setdefault((file, message.line), []).append(message.text)
        return found
