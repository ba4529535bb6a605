"""Packages in import order, in any number of processes, with a made-up analyzer."""

import os
import time
from pathlib import Path

import pytest

from goescape.engine.scheduler import Analyzer, Died, Outcome, StoredSummaries, Task, run
from goescape.engine.store import Store
from goescape.load.model import LoadError

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
            os._exit(9)
        if path == self.failing:
            return f"cannot do {path}"
        assert self.summaries is not None
        task = next(task for task in TASKS if task.path == path)
        known = [self.summaries.summary(dep) for dep in task.dependencies]
        assert None not in known
        return f"summary of {path}".encode(), f"messages of {path}".encode()

    @property
    def analysed(self) -> list[str]:
        return sorted(self.log.read_text()) if self.log.exists() else []


def outcomes(store: Store, analyzer: Recorder, jobs: int, rebuild: bool = False) -> list[Outcome]:
    return list(run(TASKS, store, analyzer, jobs, rebuild))


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


def test_a_worker_that_dies_takes_one_package_with_it(tmp_path: Path) -> None:
    found = outcomes(Store(tmp_path / "store"), Recorder(tmp_path / "log", deadly="b"), 2)
    assert [outcome.is_sound for outcome in found] == [True, False, True, False, True]
    assert isinstance(found[1].failure, Died)
    assert found[1].failure.path == "b"


@JOBS
def test_a_store_that_cannot_be_written_is_named(tmp_path: Path, jobs: int) -> None:
    blocked = tmp_path / "store"
    blocked.write_text("in the way")
    with pytest.raises(LoadError, match=f"cannot write {blocked}: "):
        outcomes(Store(blocked), Recorder(tmp_path / "log"), jobs)


def test_workers_end_at_once(tmp_path: Path) -> None:
    start = time.monotonic()
    outcomes(Store(tmp_path / "store"), Recorder(tmp_path / "log"), 4)
    assert time.monotonic() - start < 4
