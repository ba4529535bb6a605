"""The packages of one run: each after its dependencies, in worker processes, taken from the store where possible.

The main process decides what to do and in which order results are handed on; workers take one package
at a time, read the summaries they need from the store and put the new entry into it. Results come out in the
order of the plan, whatever the number of workers.
"""

import multiprocessing
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final, final

from goescape.engine.store import Entry, Store, digest
from goescape.engine.stored import StoredSummaries
from goescape.load.model import LoadError


@final
class Task:
    """A package to analyse: what identifies it, and what it builds on."""

    def __init__(self, path: str, dependencies: list[str]) -> None:
        self.path: Final = path
        self.dependencies: Final = dependencies


@final
class Outcome:
    """What became of a package: an entry in the store, or a failure."""

    def __init__(
        self, path: str, key: str, failure: object | None, blocked_by: str, messages: bytes = b""
    ) -> None:
        self.path: Final = path
        self.key: Final = key
        # What the analyzer returned instead of an entry.
        self.failure: Final = failure
        # The dependency that could not be analysed.
        self.blocked_by: Final = blocked_by
        # The entry's: whatever happens to the store after the run, they can be shown.
        self.messages: Final = messages

    @property
    def is_sound(self) -> bool:
        return self.failure is None and not self.blocked_by


class Analyzer(ABC):
    """Does the work on one package; one object a process."""

    @abstractmethod
    def start(self, summaries: StoredSummaries) -> None:
        """Called once in the process that will analyse."""

    @abstractmethod
    def content_key(self, path: str) -> bytes:
        """Everything but dependencies that the result depends on, hashed."""

    @abstractmethod
    def analyze(self, path: str) -> tuple[bytes, bytes] | object:
        """Summary and messages; or a description of the failure (which must be picklable)."""


def run(
    tasks: list[Task], store: Store, analyzer: Analyzer, jobs: int, rebuild: bool
) -> Iterator[Outcome]:
    """Analyse all tasks (given in an order that puts dependencies first); yields in that order."""
    plan = _Plan(tasks, store, analyzer, rebuild)
    workers = _Workers(store, analyzer, jobs)
    try:
        for task in tasks:
            while task.path not in plan.outcomes:
                plan.advance(workers)
            yield plan.outcomes[task.path]
    finally:
        workers.stop()


@final
class _Plan:
    """Which packages are done, running, waiting."""

    def __init__(self, tasks: list[Task], store: Store, analyzer: Analyzer, rebuild: bool) -> None:
        self.store: Final = store
        self.analyzer: Final = analyzer
        self.rebuild: Final = rebuild
        self.outcomes: Final[dict[str, Outcome]] = {}
        self.identities: Final[dict[str, bytes]] = {}
        self.waiting: list[Task] = list(tasks)
        self.known: Final = {task.path for task in tasks}
        self.tasks: Final = {task.path: task for task in tasks}
        # Keys of packages whose dependencies are settled: a package may wait for a worker many times.
        self.keys: Final[dict[str, str]] = {}

    def advance(self, workers: "_Workers") -> None:
        """Start what can be started, then take in one result."""
        self._start_ready(workers)
        finished = workers.next_result()
        if finished is not None:
            path, key, result = finished
            self._finish(self.tasks[path], key, result)

    def _start_ready(self, workers: "_Workers") -> None:
        progress = True
        while progress:
            progress = False
            still: list[Task] = []
            for task in self.waiting:
                deps = [dep for dep in task.dependencies if dep in self.known]
                if any(dep not in self.outcomes for dep in deps):
                    still.append(task)
                elif not self._start(task, deps, workers):
                    still.append(task)
                else:
                    progress = True
            self.waiting = still
            if not workers.has_room:
                return

    def _start(self, task: Task, deps: list[str], workers: "_Workers") -> bool:
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
            entry = None if self.rebuild else self.store.get(key)
            if entry is not None:
                self._settle(task, key, entry)
                workers.announce(task.path, key)
                return True
        return workers.start(task.path, key)

    def _settle(self, task: Task, key: str, entry: Entry) -> None:
        self.identities[task.path] = entry.identity
        self.outcomes[task.path] = Outcome(task.path, key, None, "", entry.messages)

    def _finish(self, task: Task, key: str, result: object) -> None:
        if isinstance(result, tuple):
            summary, messages = result
            deps = [dep for dep in task.dependencies if dep in self.known]
            identity = digest([summary, *[self.identities[dep] for dep in deps]])
            entry = Entry(identity, summary, messages)
            try:
                self.store.put(key, entry)
            except OSError as error:
                reason = (error.strerror or str(error)).lower()
                raise LoadError(
                    f"goescape: cannot write {self.store.directory}: {reason}"
                ) from None
            self._settle(task, key, entry)
        else:
            self.outcomes[task.path] = Outcome(task.path, key, result, "")


@final
class Died:
    """A worker process ended without an answer."""

    def __init__(self, path: str) -> None:
        self.path: Final = path


@final
class _Worker:
    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process: Final = process
        self.pipe: Final = pipe
        # The package at work, and its key.
        self.path: str = ""
        self.key: str = ""
        # How many announcements this worker has been sent.
        self.n_announced: int = 0


@final
class _Workers:
    """Worker processes, started when there is work; with one job, this process itself."""

    def __init__(self, store: Store, analyzer: Analyzer, jobs: int) -> None:
        self.store: Final = store
        self.analyzer: Final = analyzer
        self.jobs: Final = max(jobs, 1)
        self.workers: Final[list[_Worker]] = []
        # Finished packages with their keys, in the order they finished.
        self.announced: Final[list[tuple[str, str]]] = []
        self.summaries: StoredSummaries | None = None
        self.inline: list[tuple[str, str]] = []

    @property
    def has_room(self) -> bool:
        if self.jobs == 1:
            return not self.inline
        return len(self.workers) < self.jobs or any(not worker.path for worker in self.workers)

    def announce(self, path: str, key: str) -> None:
        self.announced.append((path, key))

    def start(self, path: str, key: str) -> bool:
        if not self.has_room:
            return False
        if self.jobs == 1:
            self.inline.append((path, key))
            return True
        worker = next((worker for worker in self.workers if not worker.path), None)
        if worker is None:
            worker = self._spawn()
        worker.path, worker.key = path, key
        news = self.announced[worker.n_announced :]
        worker.n_announced = len(self.announced)
        # A worker that died while it was idle is found out when its answer is read.
        with suppress(OSError):
            worker.pipe.send((path, news))
        return True

    def _spawn(self) -> _Worker:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        inherited = [ours, *(worker.pipe for worker in self.workers)]
        process = context.Process(
            target=_serve, args=(theirs, inherited, self.store, self.analyzer), daemon=True
        )
        process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    def next_result(self) -> tuple[str, str, object] | None:
        """Wait for a package to be finished; None if none is at work."""
        if self.jobs == 1:
            return self._run_inline()
        busy = [worker for worker in self.workers if worker.path]
        if not busy:
            return None
        ready = wait([worker.pipe for worker in busy])
        worker = next(worker for worker in busy if worker.pipe in ready)
        path, key = worker.path, worker.key
        worker.path = ""
        try:
            result = worker.pipe.recv()
        except (EOFError, OSError):
            self.workers.remove(worker)
            worker.pipe.close()
            worker.process.join(timeout=5)
            return path, key, Died(path)
        if isinstance(result, tuple):
            self.announce(path, key)
        return path, key, result

    def _run_inline(self) -> tuple[str, str, object] | None:
        if not self.inline:
            return None
        path, key = self.inline.pop()
        if self.summaries is None:
            self.summaries = StoredSummaries(self.store)
            self.analyzer.start(self.summaries)
        self.summaries.keys.update(self.announced)
        result = self.analyzer.analyze(path)
        if isinstance(result, tuple):
            self.announce(path, key)
        return path, key, result

    def stop(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join(timeout=5)
            if worker.process.is_alive():
                worker.process.terminate()


def _serve(pipe: Connection, inherited: list[Connection], store: Store, analyzer: Analyzer) -> None:
    """A worker's life: take a package, analyse it, answer; until the pipe is closed."""
    # While the main process's ends are open here too, closing them there would not be noticed.
    for end in inherited:
        end.close()
    summaries = StoredSummaries(store)
    analyzer.start(summaries)
    while True:
        try:
            path, news = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        summaries.keys.update(news)
        pipe.send(analyzer.analyze(path))
