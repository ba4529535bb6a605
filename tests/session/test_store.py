"""What is on disk is believed only if it is whole and ours."""

from pathlib import Path

import pytest

from goescape.session import cachedir
from goescape.session.store import Entry, Store, digest

KEY = "ab" + 62 * "0"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "summaries")
    made.put(KEY, Entry(32 * b"i", b"summary", b"messages"))
    return made


def test_an_entry_comes_back(store: Store) -> None:
    entry = store.get(KEY)
    assert entry is not None
    assert (entry.identity, entry.summary, entry.messages) == (32 * b"i", b"summary", b"messages")


def test_an_absent_entry_is_absent(store: Store) -> None:
    assert store.get("cd" + KEY[2:]) is None


@pytest.mark.parametrize("kept", [0, 1, 20, 60, 100])
def test_a_half_written_entry_is_absent(store: Store, kept: int) -> None:
    path = store.path(KEY)
    data = path.read_bytes()
    assert kept < len(data)
    path.write_bytes(data[:kept])
    assert store.get(KEY) is None


def test_any_changed_byte_is_noticed(store: Store) -> None:
    path = store.path(KEY)
    data = path.read_bytes()
    for i in range(len(data)):
        path.write_bytes(data[:i] + bytes([data[i] ^ 1]) + data[i + 1 :])
        assert store.get(KEY) is None, i


def test_a_foreign_file_is_absent_and_replaced(store: Store) -> None:
    store.path(KEY).write_text("something else entirely, of any length " * 10)
    assert store.get(KEY) is None
    store.put(KEY, Entry(32 * b"j", b"", b""))
    entry = store.get(KEY)
    assert entry is not None
    assert entry.summary == b""


def test_nothing_but_entries_is_left_behind(store: Store) -> None:
    store.put(KEY, Entry(32 * b"i", b"again", b""))
    files = [path for path in store.directory.rglob("*") if path.is_file()]
    assert files == [store.path(KEY)]


def test_a_digest_tells_where_parts_end() -> None:
    assert digest([b"ab", b"c"]) != digest([b"a", b"bc"])
    assert digest([b"ab"]) != digest([b"ab", b""])


def test_clean_removes_only_summaries(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("not ours")
    store = Store(cachedir.directory(str(tmp_path)))
    store.put(KEY, Entry(32 * b"i", b"summary", b"messages"))
    found = cachedir.contents(str(tmp_path))
    assert found.n_entries == 1
    assert found.n_bytes == store.path(KEY).stat().st_size
    assert cachedir.clean(str(tmp_path)).n_entries == 1
    assert cachedir.contents(str(tmp_path)).n_entries == 0
    assert mine.exists()
