"""Functions and their calls across the packages of a session, as facts have them.

What is known of a function is in the package that it was compiled in: instances of generic functions and literals that came
with inlined bodies are where they are used.
"""

from dataclasses import dataclass
from typing import Final

from goescape.facts.codec import PackageFacts
from goescape.facts.functions import Call, Function
from goescape.facts.methods import Interface
from goescape.facts.names import FunctionName
from goescape.load.model import Package
from goescape.session.session import Session

# A function of one package's code (`FunctionName.key`).
Key = tuple[str, str, str, str]
_PROGRAM: Final = "main"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A function, and where it was compiled."""

    package: str
    facts: PackageFacts
    function: Function

    @property
    def home(self) -> str:
        """The package it was written in; all programs call theirs the same."""
        name = self.function.name.package
        return self.package if name in ("", _PROGRAM) else name


class Code:
    """The functions of a session's packages."""

    def __init__(self, session: Session) -> None:
        self.session: Final = session
        self._packages: dict[str, dict[Key, Compiled]] = {}

    def functions(self, package: str) -> dict[Key, Compiled]:
        """The functions that were compiled with a package; none if nothing is known of it."""
        found = self._packages.get(package)
        if found is None:
            facts = self.session.facts(package)
            found = {}
            for function in [] if facts is None else facts.functions:
                if facts is not None and not function.is_stand_in:
                    found[function.name.key] = Compiled(package, facts, function)
            self._packages[package] = found
        return found

    def implementations(self, caller: Compiled, call: Call) -> list[Compiled] | None:
        """What a call through an interface may lead to; None if that is not known."""
        home, interface, id = self.interface(caller.package, call)
        facts = self.session.facts(home) if interface is not None else None
        if facts is None or interface is None or not interface.is_closed:
            return None
        names: dict[tuple[str, str], FunctionName] = {}
        for put in facts.method_sets:
            if put.interface == interface.type:
                method = next((each for each in put.methods if each.id == id), None)
                if method is None or method.function is None:
                    return None
                names[method.function.source] = method.function
        found: list[Compiled] = []
        for name in names.values():
            copies = self.copies(home, name)
            if not copies:
                return None
            found += copies
        return found

    def interface(self, package: str, call: Call) -> tuple[str, Interface | None, str]:
        """The package and the facts of the interface that a call goes through, and the id of the method."""
        home = package if call.home == _PROGRAM else call.home
        facts = self.session.facts(home) if home else None
        for each in [] if facts is None else facts.interfaces:
            if each.type == call.interface:
                ids = [m.id for m in each.methods if m.id.rpartition(".")[2] == call.method]
                return (home, each, ids[0]) if len(ids) == 1 else (home, None, "")
        return home, None, ""

    def copies(self, package: str, name: FunctionName) -> list[Compiled]:
        """All that was compiled of a function with code, for a package or its own."""
        home = package if name.package in ("", _PROGRAM) else name.package
        return [
            each
            for path in dict.fromkeys((package, home))
            for each in self.functions(path).values()
            if each.function.name.source == name.source and each.function.has_body
        ]

    def examples(self, package: str) -> set[tuple[str, str]]:
        """Generic functions of a package that it does not use: package and name. Its instances are examples of them."""
        facts = self.session.facts(package)
        found: set[tuple[str, str]] = set()
        for function in [] if facts is None else facts.functions:
            if function.is_stand_in:
                found.update((name.package, name.declared) for name in function.values)
        return found

    def is_known(self, package: str) -> bool:
        """Whether a package could be analysed."""
        return package != _PROGRAM and self.session.facts(package) is not None

    def callee(self, caller: Compiled, callee: FunctionName, pos: int) -> Compiled | None:
        """Who is called by a call at a position; None if nothing is known of it."""
        places = [caller.package]
        # A body that was inlined calls what its own package has.
        place = caller.facts.place(pos)
        while place.function is not None:
            places.append(place.function.package)
            place = caller.facts.place(place.call)
        if callee.package != _PROGRAM:
            places.append(callee.package)
        for package in dict.fromkeys(places):
            if package != _PROGRAM or package == caller.package:
                found = self.functions(package).get(callee.key)
                if found is not None:
                    return found
        return None

    def package(self, path: str) -> Package | None:
        """How a package was loaded."""
        return self.session.package(path)

    def directory(self, path: str) -> str:
        """Where a package is."""
        package = self.package(path)
        return "" if package is None else package.dir

    def is_own(self, path: str) -> bool:
        """It is of a module that somebody works on: what its directives say counts."""
        package = self.package(path)
        if package is None:
            return False
        return package.module.main if package.module is not None else not package.standard
