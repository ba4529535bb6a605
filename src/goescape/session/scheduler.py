"""The packages of one run: each after its dependencies, in worker processes, taken from the store where possible.

The main process decides what to do and in which order results are handed on, and writes the store; workers take one
package at a time and read the summaries they need. Results come out in the order of the plan, whatever the number of
workers.

Entries of the store are believed as long as nothing goes wrong. If something does, what the package builds on is
made anew before anybody is blamed.
"""

from collections.abc import Iterator
from threading import Event
from typing import Final, final

from goescape.lines.codec import NonsenseError
from goescape.session.analyzer import Analyzer
from goescape.session.store import Entry, Store, digest
from goescape.session.workers import Died, Stale, Workers


@final
class Task:
    """A package to analyse: what identifies it, and what it builds on."""

    def __init__(self, path: str, dependencies: list[str], is_shown: bool = True) -> None:
        self.path: Final = path
        self.dependencies: Final = dependencies
        # Whether somebody wants to know what was said of it, and not only build on it.
        self.is_shown: Final = is_shown


@final
class Outcome:
    """What became of a package: an entry in the store, or a failure."""

    def __init__(
        self,
        path: str,
        key: str,
        failure: object | None,
        blocked_by: str,
        messages: bytes | None = None,
        is_new: bool = False,
    ) -> None:
        self.path: Final = path
        self.key: Final = key
        # What the analyzer returned instead of an entry.
        self.failure: Final = failure
        # The dependency that could not be analysed.
        self.blocked_by: Final = blocked_by
        # The entry's, of packages that are shown: whatever happens to the store after the run, they can be.
        self.messages: Final = messages
        # Made by this run, not read from the store.
        self.is_new: Final = is_new

    @property
    def is_sound(self) -> bool:
        return self.failure is None and not self.blocked_by


def run(
    tasks: list[Task],
    store: Store,
    analyzer: Analyzer,
    jobs: int,
    rebuilt: frozenset[str] = frozenset(),
    cancelled: Event | None = None,
) -> Iterator[Outcome]:
    """Analyse all tasks (given in an order that puts dependencies first); yields in that order.

    Packages of `rebuilt` are not taken from the store. Raises Cancelled once `cancelled` is set.
    """
    plan = _Plan(tasks, store, analyzer, rebuilt)
    workers = Workers(store, analyzer, jobs, cancelled)
    try:
        for task in tasks:
            while task.path not in plan.outcomes:
                plan.advance(workers)
            yield plan.outcomes[task.path]
    finally:
        workers.stop()
        store.save_index()


@final
class _Plan:
    """Which packages are done, running, waiting."""

    def __init__(
        self, tasks: list[Task], store: Store, analyzer: Analyzer, rebuilt: frozenset[str]
    ) -> None:
        self.store: Final = store
        self.analyzer: Final = analyzer
        # Packages that are analysed even if the store has them.
        self.rebuilt: Final = set(rebuilt)
        self.outcomes: Final[dict[str, Outcome]] = {}
        self.identities: Final[dict[str, bytes]] = {}
        self.waiting: list[Task] = list(tasks)
        self.known: Final = {task.path for task in tasks}
        self.tasks: Final = {task.path: task for task in tasks}
        # Keys of packages whose dependencies are settled: a package may wait for a worker many times.
        self.keys: Final[dict[str, str]] = {}

    def advance(self, workers: Workers) -> None:
        """Start what can be started, then take in one result."""
        self._start_ready(workers)
        finished = workers.next_result()
        if finished is not None:
            path, key, result = finished
            self._finish(self.tasks[path], key, result, workers)

    def _start_ready(self, workers: Workers) -> None:
        progress = True
        while progress:
            progress = False
            still: list[Task] = []
            for task in self.waiting:
                deps = self._dependencies(task)
                if any(dep not in self.outcomes for dep in deps):
                    still.append(task)
                elif not self._start(task, deps, workers):
                    still.append(task)
                else:
                    progress = True
            self.waiting = still
            if not workers.has_room:
                return

    def _dependencies(self, task: Task) -> list[str]:
        return [dep for dep in task.dependencies if dep in self.known]

    def _start(self, task: Task, deps: list[str], workers: Workers) -> bool:
        """Settle a package whose dependencies are settled, or hand it to a worker; False if none is free."""
        broken = next((dep for dep in deps if not self.outcomes[dep].is_sound), "")
        if broken:
            self.outcomes[task.path] = Outcome(task.path, "", None, broken)
            return True
        key = self.keys.get(task.path)
        if key is None:
            parts = [self.analyzer.content_key(task.path)]
            parts += [self.identities[dep] for dep in deps]
            key = digest(parts).hex()
            self.keys[task.path] = key
            if task.path not in self.rebuilt and self._settle_from_store(task, key):
                workers.announce(task.path, key, self._summary_to_tell(key))
                return True
        return workers.start(task.path, key)

    def _settle_from_store(self, task: Task, key: str) -> bool:
        if not task.is_shown:
            identity = self.store.identity(key)
            if identity is not None:
                self.identities[task.path] = identity
                self.outcomes[task.path] = Outcome(task.path, key, None, "")
                return True
        entry = self.store.get(key)
        if entry is None or not self._is_true(task, entry):
            return False
        self._settle(task, key, entry, is_new=False)
        return True

    def _is_true(self, task: Task, entry: Entry) -> bool:
        """Whether an entry has the identity that it claims; if its summary is none, it has not."""
        try:
            return entry.identity == self._identity(task, entry.summary)
        except NonsenseError:
            return False

    def _summary_to_tell(self, key: str) -> bytes | None:
        kept = self.store.kept.get(key)
        return None if kept is None else kept.summary

    def _identity(self, task: Task, summary: bytes) -> bytes:
        """What stands for all that importers can see of a package: its summary, and what that mentions."""
        mentioned = self.analyzer.mentioned(task.path, summary)
        if mentioned is None or any(path not in self.identities for path in mentioned):
            mentioned = self._dependencies(task)
        return digest([summary, *[self.identities[path] for path in mentioned]])

    def _settle(self, task: Task, key: str, entry: Entry, is_new: bool) -> None:
        self.identities[task.path] = entry.identity
        self.outcomes[task.path] = Outcome(task.path, key, None, "", entry.messages, is_new)

    def _finish(self, task: Task, key: str, result: object, workers: Workers) -> None:
        if isinstance(result, tuple):
            summary, messages = result
            entry = Entry(self._identity(task, summary), summary, messages)
            self.store.put(key, entry)
            self._settle(task, key, entry, is_new=True)
            workers.announce(task.path, key, self._summary_to_tell(key))
            return
        if isinstance(result, Stale):
            self.waiting.append(task)
            return
        is_doubtful = (
            result.is_defect if isinstance(result, Died) else self.analyzer.is_doubtful(result)
        )
        if is_doubtful and self._distrust(task, workers):
            return
        self.outcomes[task.path] = Outcome(task.path, key, result, "")

    def _distrust(self, task: Task, workers: Workers) -> bool:
        """Have everything made anew that a package builds on and that was read from the store, then itself.

        False if there is nothing of the kind: the failure is real.
        """
        doubted: set[str] = set()
        seen: set[str] = set()
        stack = [task.path]
        while stack:
            path = stack.pop()
            if path in seen:
                continue
            seen.add(path)
            outcome = self.outcomes.get(path)
            if outcome is not None and outcome.is_sound and not outcome.is_new:
                doubted.add(path)
            stack += self._dependencies(self.tasks[path])
        if not doubted:
            return False
        for path in doubted:
            self.store.drop(self.outcomes.pop(path).key)
        self.rebuilt.update(doubted)
        self.keys.clear()
        self.waiting += [self.tasks[path] for path in sorted(doubted)]
        self.waiting.append(task)
        workers.distrust()
        return True
