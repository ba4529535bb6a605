"""Files as git has them."""

import os
from pathlib import Path

import pytest
from dulwich import porcelain
from dulwich.repo import Repo

from goescape.cli.comparing import Range, is_pattern, ranged
from goescape.compare.revisions import Repository
from goescape.load.files import ReadError
from goescape.session.flags import UsageError
from tests.compare.repository import WHO, commit


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    commit(tmp_path, {"a.go": "// first", "sub/b.go": "// b"}, "first")
    commit(tmp_path, {"a.go": "// second"}, "second")
    (tmp_path / "a.go").write_text("package p // third")
    (tmp_path / "new.go").write_text("package p")
    return tmp_path


def test_files_of_revisions(directory: Path) -> None:
    repository = Repository(str(directory / "sub"))
    assert repository.root == str(directory)
    first, second = repository.files("HEAD~1"), repository.files("HEAD")
    file, below = str(directory / "a.go"), str(directory / "sub" / "b.go")
    assert b"first" in first.read(file)
    assert b"second" in second.read(file)
    assert first.is_file(below)
    assert not second.exists(below)
    assert not second.exists(str(directory / "new.go"))
    assert [entry.name for entry in first.entries(str(directory))] == ["a.go", "go.mod", "sub"]
    assert first.is_dir(str(directory / "sub"))
    assert not second.is_dir(str(directory / "sub"))
    with pytest.raises(ReadError, match="no such file"):
        second.read(below)
    with pytest.raises(ReadError, match="is a directory"):
        first.read(str(directory / "sub"))
    with pytest.raises(FileNotFoundError):
        second.entries(str(directory / "sub"))
    # What is outside of the repository is on disk.
    assert first.is_file(__file__)
    repository.close()


def test_workers_read_with_files_of_their_own(directory: Path) -> None:
    repository = Repository(str(directory))
    files = repository.files("HEAD")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, files.read(str(directory / "a.go")))
        os._exit(0)
    os.waitpid(child, 0)
    assert b"second" in os.read(reading, 100)
    os.close(reading)
    os.close(writing)
    repository.close()


def test_names_of_revisions(directory: Path) -> None:
    with Repo(str(directory)) as repo:
        first = repo[repo.head()].parents[0].decode()
        porcelain.tag_create(
            repo, b"v1", author=WHO, annotated=True, message=b"v1", objectish=first
        )
        porcelain.branch_create(repo, b"topic", objectish=first)
    repository = Repository(str(directory))
    file = str(directory / "a.go")
    for name in ("v1", "topic", first, first[:10], "HEAD~", "HEAD^", "HEAD^1", "HEAD~1^0"):
        assert b"first" in repository.files(name).read(file), name
    for name in ("nobody", "HEAD~7", "HEAD^2", "HEAD~x"):
        with pytest.raises(UsageError):
            repository.files(name)
    repository.close()


def test_links_are_followed(directory: Path) -> None:
    (directory / "link.go").symlink_to("a.go")
    (directory / "loop.go").symlink_to("loop.go")
    (directory / "out.go").symlink_to("../../elsewhere.go")
    with Repo(str(directory)) as repo:
        repo.get_worktree().stage(["link.go", "loop.go", "out.go"])
        porcelain.commit(repo, message=b"links", author=WHO, committer=WHO)
    repository = Repository(str(directory))
    files = repository.files("HEAD")
    assert b"second" in files.read(str(directory / "link.go"))
    assert not files.exists(str(directory / "loop.go"))
    assert not files.exists(str(directory / "out.go"))
    repository.close()


def test_outside_of_a_repository(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="in no git repository"):
        Repository(str(tmp_path))


def test_ranges() -> None:
    assert ranged("") == Range("HEAD", "")
    assert ranged("main") == Range("main", "")
    assert ranged("main..") == Range("main", "HEAD")
    assert ranged("main..topic") == Range("main", "topic")
    with pytest.raises(UsageError):
        ranged("main...topic")
    assert is_pattern("./...")
    assert is_pattern("example.com/...")
    assert not is_pattern("v1.2..v1.3")
