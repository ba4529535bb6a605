"""Processes that analyse packages: started when there is work, watched while they do it, never left behind.

All analysis happens in them, so that whatever becomes of one (a crash, the end of memory, a signal) concerns the
package it was at, and the main process can be interrupted at any time.
"""

import os
import resource
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Final, final

from goescape.load.files import reason
from goescape.load.model import LoadError
from goescape.session.analyzer import Analyzer
from goescape.session.store import Store
from goescape.session.summaries import StoredSummaries

# How often workers that say nothing are looked at (seconds), also if they may be told to stop; and how often one may
# be found stopped.
_LOOK: Final = 0.5
_GLANCE: Final = 0.1
_STOPPED_MAX: Final = 3
# A worker that has come to need so much more memory is replaced: what it keeps, and garbage in cycles, only grows.
_GROWTH_BYTES: Final = 100 << 20
# From <sys/prctl.h>.
_PR_SET_PDEATHSIG: Final = 1
# Signals that a crash of the program itself sends.
_CRASHES: Final = frozenset(
    {signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT}
)
# Signals by which a run is ended from outside.
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

# A finished package: its path, its key, and its summary unless that is in the store.
News = tuple[str, str, bytes | None]


class Cancelled(Exception):
    """Nobody waits for the results any more."""


@final
class Died:
    """A worker ended without an answer."""

    def __init__(self, path: str, signal_number: int, was_stopped: bool = False) -> None:
        self.path: Final = path
        # 0 if it ended of itself.
        self.signal: Final = signal_number
        # It was stopped from outside and did not go on.
        self.was_stopped: Final = was_stopped

    @property
    def is_defect(self) -> bool:
        """Whether the program itself is to blame, not somebody who ended the process."""
        return self.signal == 0 or self.signal in _CRASHES

    @property
    def how(self) -> str:
        if self.was_stopped:
            return "the worker process was stopped from outside and did not go on"
        if self.signal == 0:
            return "the worker process ended without an answer"
        name = signal.Signals(self.signal).name
        if self.is_defect:
            return f"the worker process crashed ({name})"
        if self.signal == signal.SIGKILL:
            return f"the worker process was killed ({name}); memory may have run out"
        return f"the worker process was ended from outside ({name})"


@final
class Stale:
    """An answer that rests on what turned out to be nonsense: the package is to be analysed again."""


@final
class _Worker:
    def __init__(self, pid: int, pipe: Connection) -> None:
        self.pid: Final = pid
        self.pipe: Final = pipe
        # The package at work, and its key.
        self.path: str = ""
        self.key: str = ""
        # How much news this worker has been sent.
        self.n_told: int = 0
        # How often it was found stopped, one time after the other.
        self.n_stopped: int = 0
        # What it has decoded is not to be trusted.
        self.is_stale: bool = False


@final
class Workers:
    """Up to `jobs` processes, each at one package."""

    def __init__(
        self, store: Store, analyzer: Analyzer, jobs: int, cancelled: threading.Event | None = None
    ) -> None:
        self.store: Final = store
        self.analyzer: Final = analyzer
        self.jobs: Final = max(jobs, 1)
        self.cancelled: Final = cancelled
        self.workers: Final[list[_Worker]] = []
        # Finished packages in the order they finished.
        self.news: Final[list[News]] = []
        # The writing end is nowhere but in this process: workers that read find its end.
        self.lifeline: tuple[int, int] | None = None
        self.is_prepared = False

    @property
    def has_room(self) -> bool:
        return len(self.workers) < self.jobs or any(not worker.path for worker in self.workers)

    def announce(self, path: str, key: str, summary: bytes | None) -> None:
        self.news.append((path, key, summary))

    def start(self, path: str, key: str) -> bool:
        """Hand out a package; False if everybody is busy."""
        worker = next((worker for worker in self.workers if not worker.path), None)
        if worker is None:
            worker = self._spawn() if len(self.workers) < self.jobs else None
        if worker is None:
            return False
        worker.path, worker.key = path, key
        news = self.news[worker.n_told :]
        worker.n_told = len(self.news)
        # A worker that died while it was idle is found out when its answer is read.
        with suppress(OSError):
            worker.pipe.send((path, news))
        return True

    def next_result(self) -> tuple[str, str, object] | None:
        """Wait for a package to be finished; None if none is at work."""
        while True:
            busy = [worker for worker in self.workers if worker.path]
            if not busy:
                return None
            patience = _LOOK if self.cancelled is None else _GLANCE
            ready = wait([worker.pipe for worker in busy], timeout=patience)
            if self.cancelled is not None and self.cancelled.is_set():
                raise Cancelled
            for worker in busy:
                if worker.pipe in ready:
                    return self._answer(worker)
            for worker in busy:
                worker.n_stopped = worker.n_stopped + 1 if _is_stopped(worker.pid) else 0
                if worker.n_stopped >= _STOPPED_MAX:
                    path, key = worker.path, worker.key
                    self._end(worker)
                    return path, key, Died(path, signal.SIGSTOP, was_stopped=True)

    def _answer(self, worker: _Worker) -> tuple[str, str, object]:
        path, key = worker.path, worker.key
        worker.path = ""
        worker.n_stopped = 0
        try:
            result, is_large = worker.pipe.recv()
        except (EOFError, OSError):
            number = self._end(worker)
            return path, key, Stale() if worker.is_stale else Died(path, number)
        if worker.is_stale or is_large:
            self._end(worker)
        return path, key, Stale() if worker.is_stale else result

    def distrust(self) -> None:
        """What workers have decoded so far may be wrong: the next package gets a new one."""
        for worker in list(self.workers):
            if worker.path:
                worker.is_stale = True
            else:
                self._end(worker)

    def stop(self) -> None:
        for worker in list(self.workers):
            self._end(worker)
        if self.lifeline is not None:
            for end in self.lifeline:
                os.close(end)
            self.lifeline = None

    def _end(self, worker: _Worker) -> int:
        """Have done with a worker; returns the signal that ended it, 0 if none did."""
        self.workers.remove(worker)
        worker.pipe.close()
        # One that has ended already keeps its status.
        ended, status = _wait(worker.pid, os.WNOHANG)
        if ended == 0:
            with suppress(OSError):
                os.kill(worker.pid, signal.SIGKILL)
            ended, status = _wait(worker.pid, 0)
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0

    def _spawn(self) -> _Worker | None:
        """Another worker; None if the system has no room for it and there are others."""
        if not self.is_prepared:
            self.is_prepared = True
            self.analyzer.prepare()
        try:
            if self.lifeline is None:
                self.lifeline = os.pipe()
            ours, theirs = Pipe()
        except OSError as error:
            self._give_up_alone(error)
            return None
        for stream in (sys.stdout, sys.stderr):
            # What is waiting to be written would be written twice.
            with suppress(AttributeError, OSError, ValueError):
                stream.flush()
        # A signal that came before the worker has handlers of its own would run the main process's in it.
        allowed = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        try:
            pid = os.fork()
            if pid == 0:
                self._live(theirs, ours, allowed)
        except OSError as error:
            ours.close()
            theirs.close()
            self._give_up_alone(error)
            return None
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, allowed)
        theirs.close()
        worker = _Worker(pid, ours)
        self.workers.append(worker)
        return worker

    def _give_up_alone(self, error: OSError) -> None:
        if not self.workers:
            raise LoadError(f"goescape: cannot start a worker process: {reason(error)}") from None

    def _live(self, pipe: Connection, ours: Connection, allowed: set[int]) -> None:
        """The life of a worker; does not return. `allowed` is the main process's signal mask."""
        status = 1
        try:
            # While the main process's ends are open here too, closing them there would not be noticed.
            for end in [ours, *(worker.pipe for worker in self.workers)]:
                end.close()
            _depend_on_parent(self.lifeline)
            signal.pthread_sigmask(signal.SIG_SETMASK, allowed)
            _serve(pipe, self.store, self.analyzer)
            status = 0
        except BaseException:
            # The main process says what became of the package; nobody reads tracebacks of ours.
            status = 1
        finally:
            os._exit(status)


def _serve(pipe: Connection, store: Store, analyzer: Analyzer) -> None:
    """Take a package, analyse it, answer; until the pipe is closed."""
    summaries = StoredSummaries(store)
    analyzer.start(summaries)
    # What it was born with is the main process's.
    begun = _peak_bytes()
    while True:
        try:
            path, news = pipe.recv()
        except (EOFError, OSError):
            return
        for each in news:
            summaries.learn(*each)
        result = analyzer.analyze(path)
        pipe.send((result, _peak_bytes() - begun > _GROWTH_BYTES))


def _peak_bytes() -> int:
    """The most memory that this process has needed so far."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def _depend_on_parent(lifeline: tuple[int, int] | None) -> None:
    """Whoever ends the main process, the terminal or somebody else, ends this one."""
    # Signals from the keyboard reach all; it is the main process that acts upon them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)
    assert lifeline is not None
    reading, writing = lifeline
    os.close(writing)
    if sys.platform == "linux":
        with suppress(OSError, AttributeError, ImportError):
            import ctypes

            if ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL)) == 0:
                _end_if_orphaned(reading)
                return
    threading.Thread(target=_end_with, args=(reading,), daemon=True).start()


def _end_if_orphaned(reading: int) -> None:
    """The main process may have ended before the system was asked to tell."""
    # Asked without reading: whether reads wait is one setting for all workers, who start at the same time.
    if wait([reading], timeout=0):
        os._exit(1)


def _end_with(reading: int) -> None:
    os.read(reading, 1)
    os._exit(1)


def _wait(pid: int, options: int) -> tuple[int, int]:
    try:
        return os.waitpid(pid, options)
    except ChildProcessError:
        return pid, 0


def _is_stopped(pid: int) -> bool:
    try:
        found = os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT)
    except (AttributeError, OSError):
        return False
    return found is not None
