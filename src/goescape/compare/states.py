"""One side of a comparison: what packages are like in one revision, as far as it is compared."""

from dataclasses import dataclass, field
from typing import Final

from goescape.facts import functions
from goescape.facts.functions import Function
from goescape.session.build import Progress
from goescape.session.model import BuildResult, PackageResult
from goescape.session.session import Session
from goescape.understand import declared, sites
from goescape.understand.declared import Declared
from goescape.understand.explain import Explorer
from goescape.understand.sites import PARAMETER, Site

# A declared function: package and name.
Name = tuple[str, str]


@dataclass(slots=True)
class Text:
    """A function as it is written."""

    file: str
    line: int
    # Its lines; from the name on, so that a function is the same under another one.
    lines: list[str]
    behind_name: str


@dataclass(slots=True)
class Callable:
    """A declared function, and what was decided about it."""

    name: Name
    sites: list[Site] = field(default_factory=list)
    # -1: it cannot be inlined, and why.
    inline_cost: int = -1
    inline_reason: str = ""
    # Functions that call it, and whether its body stands there.
    inlined_into: set[Name] = field(default_factory=set)


class State:
    """The packages of one revision."""

    def __init__(self, session: Session) -> None:
        self.session: Final = session
        self.explorer: Final = Explorer(session)
        self.result = BuildResult()
        self.callables: dict[Name, Callable] = {}
        self._texts: dict[str, dict[str, Text]] = {}

    def analyze(self, patterns: list[str], progress: Progress | None) -> dict[str, PackageResult]:
        """Analyse packages; returns those that were asked about, by path."""
        self.result = self.session.analyze(patterns, progress)
        return {each.import_path: each for each in self.result.packages if each.shown}

    def look_at(self, paths: list[str]) -> None:
        """Collect what is compared of packages."""
        packages = [each for each in self.result.packages if each.import_path in paths]
        written = self.explorer.written
        for site in sites.of_packages(packages, written, (), self.result.packages):
            if site.is_own:
                self._callable((site.home, site.function.declared)).sites.append(site)
        for package in packages:
            facts = package.facts
            for function in [] if facts is None else facts.functions:
                if not function.is_stand_in:
                    self._add(package.import_path, function)

    def _add(self, path: str, function: Function) -> None:
        name = function.name
        home = path if name.package in ("", "main") else name.package
        if name.name == name.declared and not name.copy:
            found = self._callable((home, name.declared))
            if function.inline_cost >= 0 or found.inline_cost < 0:
                found.inline_cost = function.inline_cost
                found.inline_reason = function.inline_reason
        for call in function.calls:
            callee = call.callee
            if callee is not None and call.how == functions.INLINED:
                target = path if callee.package in ("", "main") else callee.package
                entry = self._callable((target, callee.declared))
                entry.inlined_into.add((home, name.declared))

    def _callable(self, name: Name) -> Callable:
        found = self.callables.get(name)
        if found is None:
            found = self.callables[name] = Callable(name)
        return found

    def text(self, name: Name) -> Text | None:
        """How a function is written; None if it is not in the sources."""
        package, function = name
        texts = self._texts.get(package)
        if texts is None:
            texts = self._texts[package] = self._read(package)
        return texts.get(function)

    def _read(self, path: str) -> dict[str, Text]:
        package = self.session.package(path)
        found: dict[str, Text] = {}
        for name in () if package is None else package.go_files:
            file = f"{package.dir}/{name}" if package is not None else name
            content = self.session.read(file)
            if content is None:
                continue
            lines = content.decode("utf-8", "surrogateescape").split("\n")
            for each in declared.functions(declared.parsed(content)):
                found[each.name] = _text(file, lines, each)
        return found


def _text(file: str, lines: list[str], function: Declared) -> Text:
    own = [line.rstrip() for line in lines[function.first_line - 1 : function.last_line]]
    short = function.name.rpartition(".")[2]
    behind = "\n".join(own).partition(short)[2]
    # What the compiler is told is part of it.
    at = function.first_line - 2
    while at >= 0 and lines[at].startswith("//"):
        if lines[at].startswith("//go:"):
            behind = f"{lines[at].strip()}\n{behind}"
        at -= 1
    return Text(file, function.first_line, own, behind)


def allocating(found: list[Site]) -> list[Site]:
    """Sites that are no parameters."""
    return [site for site in found if site.kind != PARAMETER]
