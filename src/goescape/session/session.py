"""A session: packages planned once, analysed when somebody asks, kept while nothing changes.

Everybody who wants to know something of packages asks a session: the views, explanations, the library, and whoever
lives longer than one run. It reads files only through its `Files`, where a text can stand for what is on disk.
"""

import threading
from dataclasses import replace
from typing import final

from goescape.facts.codec import PackageFacts
from goescape.load import scan
from goescape.load.files import Files, ReadError
from goescape.load.model import LoadError, Package
from goescape.load.testplan import TEST_PACKAGES
from goescape.session import build as builds
from goescape.session.build import Plan, Progress, Request
from goescape.session.flags import CompilerFlags, FlagRules
from goescape.session.model import BuildResult, PackageResult

# Bytes of analysed packages that are kept in memory besides the store.
_REMEMBERED = 64 << 20


@final
class Session:
    """The packages that are reached from one directory, analysed with facts.

    `request` says where and for which toolchain; its patterns and flags do not count. `files` are those that are read, if not
    the ones on disk.
    """

    def __init__(self, request: Request, inlining: bool = True, files: Files | None = None) -> None:
        self._request = request
        self._flags = CompilerFlags(1, 0 if inlining else 1, facts=True)
        self.files = builds.files_of(request) if files is None else files
        self._store = builds.store_of(request, _REMEMBERED)
        # By which tests are in them, and patterns.
        self._plans: dict[tuple[int | str, ...], Plan] = {}
        # The first plan that a package was in, and what import paths mean to packages that are compiled for a test.
        self._planned: dict[str, Plan] = {}
        self._seen: dict[str, dict[str, str]] = {}
        self._results: dict[str, PackageResult] = {}
        self._facts: dict[str, PackageFacts | None] = {}
        self._cancelled = threading.Event()

    def without_inlining(self) -> "Session":
        """The same packages, analysed as with `-l`."""
        return Session(self._request, False, self.files)

    @property
    def directory(self) -> str:
        """What patterns are relative to."""
        return self._request.cwd

    def read(self, path: str) -> bytes | None:
        """The content of a file as the session sees it; None if it cannot be read."""
        try:
            return self.files.read(path)
        except ReadError:
            return None

    # ------------------------------------------------------------------------------------ changes

    def replace(self, path: str, text: bytes | None) -> None:
        """From now on `text` stands for what is in the file at `path`; None: what is on disk counts again."""
        before = self._header(path)
        self.files.replace(path, text)
        self._note_changes(before is not None and before == self._header(path))

    def refresh(self) -> list[str]:
        """Look for what has changed on disk; returns the files and directories that have."""
        headers = {path: self._header(path) for path in self.files.suspects()}
        changed = self.files.changed()
        if changed:
            same = [headers.get(path) for path in changed] == [self._header(p) for p in changed]
            self._note_changes(same and None not in headers.values())
        return changed

    def _header(self, path: str) -> tuple[object, ...] | None:
        """What planning wants to know of a source file; None for everything else."""
        if not path.endswith(".go"):
            return None
        content = self.read(path)
        return None if content is None else scan.planned_part(content)

    def _note_changes(self, plans_stand: bool) -> None:
        """What was found out may not hold any more; the store knows what does."""
        if not plans_stand:
            self._plans.clear()
            self._planned.clear()
            self._seen.clear()
        self._results.clear()
        self._facts.clear()

    def cancel(self) -> None:
        """End an analysis that another thread waits for: it raises Cancelled."""
        self._cancelled.set()

    # ----------------------------------------------------------------------------------- questions

    def plan(self, patterns: list[str], with_tests: bool = False) -> Plan:
        """The packages that patterns name and what they need; with tests, if the request or the caller wants them.
        Raises LoadError."""
        tests = TEST_PACKAGES if with_tests else self._request.tests
        key: tuple[int | str, ...] = (tests, *patterns)
        plan = self._plans.get(key)
        if plan is None:
            wanted = replace(self._wanted(patterns, self._flags), tests=tests)
            plan = builds.plan(wanted, self.files)
            self._plans[key] = plan
            for path in plan.graph.order:
                self._planned.setdefault(path, plan)
        return plan

    def _wanted(self, patterns: list[str], flags: CompilerFlags) -> Request:
        rules = FlagRules(self.directory)
        rules.add_named(flags)
        return replace(self._request, patterns=patterns, flags=rules)

    def seen_from(self, package: str, path: str) -> str:
        """The package that an import path means in code that was compiled with another one."""
        plan = self._planned.get(package)
        if plan is None or not plan.graph.packages[package].tested:
            return path
        seen = self._seen.get(package)
        if seen is None:
            seen = self._seen[package] = plan.graph.seen_from(package)
        return seen.get(path, path)

    def analyze(
        self,
        patterns: list[str],
        progress: Progress | None = None,
        watched: str = "",
        with_tests: bool = False,
    ) -> BuildResult:
        """What became of packages; of a function to be `watched` the facts hold the graph, too.

        Raises LoadError if there is nothing to work with.
        """
        plan = self.plan(patterns, with_tests)
        if watched:
            flags = replace(self._flags, watched=watched)
            plan = replace(
                plan, flags={p: flags if plan.flags[p].m else f for p, f in plan.flags.items()}
            )
        try:
            result = builds.run(plan, self._request, progress, self._store, self._cancelled)
        finally:
            self._cancelled.clear()
        for package in result.packages:
            if package.shown and not watched:
                self._results[package.import_path] = package
        return result

    def package(self, path: str) -> Package | None:
        """How a package was loaded that was planned, or can be."""
        plan = self._plan_with(path)
        return None if plan is None else plan.graph.packages.get(path)

    def facts(self, path: str) -> PackageFacts | None:
        """Facts of a package that was planned, or can be; None if it cannot be analysed. Raises Cancelled."""
        if path not in self._facts:
            result = self._results.get(path)
            if result is None:
                result = self._analyze_one(path)
            self._facts[path] = None if result is None else result.facts
        return self._facts[path]

    def inlining_facts(self, path: str) -> PackageFacts | None:
        """The same, with what inlining costs of functions that cost too much: they are added up to the end then."""
        result = self._analyze_one(path, self._flags.m + 1)
        return None if result is None else result.facts

    def _analyze_one(self, path: str, m: int = 0) -> PackageResult | None:
        plan = self._plan_with(path)
        if plan is None or path in plan.graph.broken():
            return None
        # As what was named needs it: with the flags it has there.
        flags = {**plan.flags, path: replace(plan.flags[path], m=m or self._flags.m, facts=True)}
        plan = replace(plan, flags=flags)
        order = plan.graph.needed_by([path])
        found = None
        try:
            for result in builds.analyze(plan, self._request, order, self._store, self._cancelled):
                found = result
        finally:
            self._cancelled.clear()
        return found

    def _plan_with(self, path: str) -> Plan | None:
        """A plan that a package is in; None if it cannot be loaded."""
        if path not in self._planned:
            try:
                self.plan([path])
            except LoadError:
                return None
        return self._planned.get(path)
