"""Packages in import order, in any number of processes, with a made-up analyzer."""

import faulthandler
import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from goescape.session.analyzer import Analyzer
from goescape.session.scheduler import Outcome, Task, run
from goescape.session.store import Entry, Store, digest
from goescape.session.summaries import StoredSummaries
from goescape.session.workers import Died, _end_if_orphaned

TASKS = [
    Task("a", []),
    Task("b", ["a"]),
    Task("c", ["a"]),
    Task("d", ["b", "c"]),
    Task("e", []),
]
JOBS = pytest.mark.parametrize("jobs", [1, 2, 4])


class Recorder(Analyzer):
    """Writes down what it analyses; packages of `failing` fail, those of `deadly` end the process."""

    def __init__(self, log: Path, failing: str = "", deadly: str = "", edited: str = "") -> None:
        self.log = log
        self.failing = failing
        self.deadly = deadly
        self.edited = edited
        self.summaries: StoredSummaries | None = None

    def start(self, summaries: StoredSummaries) -> None:
        self.summaries = summaries

    def content_key(self, path: str) -> bytes:
        return f"{path}{'!' if path == self.edited else ''}".encode()

    def analyze(self, path: str) -> tuple[bytes, bytes] | object:
        with open(self.log, "a") as file:
            file.write(path)
        if path == self.deadly:
            self.die()
        if path == self.failing:
            return f"cannot do {path}"
        assert self.summaries is not None
        task = next(task for task in TASKS if task.path == path)
        for dep in task.dependencies:
            try:
                known = self.summaries.summary(dep)
            except Exception as error:
                return f"no use: {error}"
            if known != f"summary of {dep}".encode():
                return f"no use: {known!r}"
        return f"summary of {path}".encode(), f"messages of {path}".encode()

    def die(self) -> None:
        os._exit(9)

    def is_doubtful(self, failure: object) -> bool:
        return isinstance(failure, str) and failure.startswith("no use")

    @property
    def analysed(self) -> list[str]:
        return sorted(self.log.read_text()) if self.log.exists() else []


def outcomes(store: Store, analyzer: Recorder, jobs: int, rebuild: bool = False) -> list[Outcome]:
    rebuilt = frozenset("abcde") if rebuild else frozenset[str]()
    return list(run(TASKS, store, analyzer, jobs, rebuilt))


@JOBS
def test_results_are_in_order(tmp_path: Path, jobs: int) -> None:
    store, analyzer = Store(tmp_path / "store"), Recorder(tmp_path / "log")
    found = outcomes(store, analyzer, jobs)
    assert [outcome.path for outcome in found] == ["a", "b", "c", "d", "e"]
    assert all(outcome.is_sound for outcome in found)
    assert analyzer.analysed == ["a", "b", "c", "d", "e"]
    entry = store.get(found[3].key)
    assert entry is not None
    assert entry.messages == b"messages of d"


@JOBS
def test_keys_do_not_depend_on_the_number_of_workers(tmp_path: Path, jobs: int) -> None:
    one = outcomes(Store(tmp_path / "one"), Recorder(tmp_path / "log"), 1)
    more = outcomes(Store(tmp_path / "more"), Recorder(tmp_path / "log"), jobs)
    assert [outcome.key for outcome in one] == [outcome.key for outcome in more]


@JOBS
def test_what_the_store_has_is_not_analysed_again(tmp_path: Path, jobs: int) -> None:
    store = Store(tmp_path / "store")
    outcomes(store, Recorder(tmp_path / "first"), jobs)
    again = Recorder(tmp_path / "second")
    assert all(outcome.is_sound for outcome in outcomes(store, again, jobs))
    assert again.analysed == []
    assert all(outcome.is_sound for outcome in outcomes(store, again, jobs, rebuild=True))
    assert again.analysed == ["a", "b", "c", "d", "e"]


def test_a_damaged_entry_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), 1)
    store.path(found[1].key).write_bytes(b"?")
    again = Recorder(tmp_path / "second")
    outcomes(store, again, 1)
    assert again.analysed == ["b"]


def test_an_edit_that_others_cannot_see_concerns_one_package(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    outcomes(store, Recorder(tmp_path / "first"), 1)
    again = Recorder(tmp_path / "second", edited="a")
    outcomes(store, again, 1)
    assert again.analysed == ["a"]


@JOBS
def test_a_failure_blocks_those_that_need_it(tmp_path: Path, jobs: int) -> None:
    found = outcomes(Store(tmp_path / "store"), Recorder(tmp_path / "log", failing="b"), jobs)
    assert [outcome.is_sound for outcome in found] == [True, False, True, False, True]
    assert found[1].failure == "cannot do b"
    assert found[3].blocked_by == "b"


@JOBS
def test_a_worker_that_dies_takes_one_package_with_it(tmp_path: Path, jobs: int) -> None:
    found = outcomes(Store(tmp_path / "store"), Recorder(tmp_path / "log", deadly="b"), jobs)
    assert [outcome.is_sound for outcome in found] == [True, False, True, False, True]
    assert isinstance(found[1].failure, Died)
    assert found[1].failure.path == "b"


class Mortal(Recorder):
    """Dies by a signal."""

    signal = signal.SIGKILL

    def die(self) -> None:
        # The test runner's account of the crash would stand in the middle of its own output.
        faulthandler.disable()
        os.kill(os.getpid(), self.signal)
        time.sleep(60)


@pytest.mark.parametrize(
    ("number", "is_defect", "words"),
    [
        (signal.SIGKILL, False, "memory may have run out"),
        (signal.SIGTERM, False, "ended from outside (SIGTERM)"),
        (signal.SIGSEGV, True, "crashed (SIGSEGV)"),
        (signal.SIGSTOP, False, "stopped from outside"),
    ],
)
def test_whose_fault_the_end_of_a_worker_is(
    tmp_path: Path, number: signal.Signals, is_defect: bool, words: str
) -> None:
    analyzer = Mortal(tmp_path / "log", deadly="b")
    analyzer.signal = number
    found = outcomes(Store(tmp_path / "store"), analyzer, 2)
    assert [outcome.is_sound for outcome in found] == [True, False, True, False, True]
    died = found[1].failure
    assert isinstance(died, Died)
    assert died.is_defect == is_defect
    assert words in died.how


@JOBS
def test_a_store_that_cannot_be_written_is_done_without(tmp_path: Path, jobs: int) -> None:
    blocked = tmp_path / "store"
    blocked.write_text("in the way")
    store = Store(blocked)
    found = outcomes(store, Recorder(tmp_path / "log"), jobs)
    assert all(outcome.is_sound for outcome in found)
    assert str(blocked) in store.problem


@JOBS
def test_a_folder_in_the_place_of_an_entry(tmp_path: Path, jobs: int) -> None:
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), jobs)
    store.path(found[0].key).unlink()
    store.path(found[0].key).mkdir()
    again = Recorder(tmp_path / "second")
    assert all(outcome.is_sound for outcome in outcomes(store, again, jobs))
    assert again.analysed == ["a"]
    assert str(store.directory) in store.problem


@JOBS
def test_an_entry_of_another_package_is_not_served(tmp_path: Path, jobs: int) -> None:
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), jobs)
    shutil.copy(store.path(found[4].key), store.path(found[1].key))
    again = Recorder(tmp_path / "second")
    assert outcomes(store, again, jobs)[1].messages == b"messages of b"
    assert again.analysed == ["b"]


@JOBS
def test_nonsense_under_a_right_checksum_is_made_again(tmp_path: Path, jobs: int) -> None:
    """Also if somebody has taken the trouble to give it a right identity."""
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), jobs)
    key = found[0].key
    store.put(key, Entry(digest([b"nonsense"]), b"nonsense", b"messages of a"))
    again = Recorder(tmp_path / "second", edited="c")
    assert all(outcome.is_sound for outcome in outcomes(store, again, jobs))
    assert "a" in again.analysed
    entry = store.get(key)
    assert entry is not None
    assert entry.summary == b"summary of a"


def test_a_summary_that_was_exchanged_is_not_believed(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), 1)
    entry = store.get(found[0].key)
    assert entry is not None
    store.put(found[0].key, Entry(entry.identity, b"another", entry.messages))
    again = Recorder(tmp_path / "second")
    outcomes(store, again, 1)
    assert again.analysed == ["a"]


@JOBS
def test_entries_that_vanish_during_the_run_are_made_again(tmp_path: Path, jobs: int) -> None:
    store = Store(tmp_path / "store")
    outcomes(store, Recorder(tmp_path / "first"), jobs)
    run_again = run(TASKS, store, Recorder(tmp_path / "second", edited="d"), jobs)
    found = [next(run_again)]
    shutil.rmtree(tmp_path / "store")
    found += run_again
    assert all(outcome.is_sound for outcome in found)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no FIFOs")
def test_a_fifo_in_the_place_of_an_entry_is_not_waited_for(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    found = outcomes(store, Recorder(tmp_path / "first"), 1)
    store.path(found[0].key).unlink()
    os.mkfifo(store.path(found[0].key))
    assert all(o.is_sound for o in outcomes(store, Recorder(tmp_path / "second"), 1))


def test_workers_end_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    outcomes(Store(tmp_path / "store"), Recorder(tmp_path / "log"), 4)
    assert time.monotonic() - start < 4


def test_workers_that_start_at_the_same_time_do_not_wait_for_each_other() -> None:
    """What they ask whether the main process lives is one pipe, and its settings are those of all."""
    reading, writing = os.pipe()
    ended = threading.Event()

    def start_all_the_time() -> None:
        while not ended.is_set():
            os.set_blocking(reading, True)

    def start_often() -> None:
        for _ in range(5000):
            _end_if_orphaned(reading)

    others = threading.Thread(target=start_all_the_time, daemon=True)
    one = threading.Thread(target=start_often, daemon=True)
    others.start()
    one.start()
    one.join(60)
    ended.set()
    assert not one.is_alive()
    os.close(writing)
