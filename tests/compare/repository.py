"""Repositories of two revisions."""

import tempfile
from pathlib import Path

from dulwich import porcelain
from dulwich.repo import Repo

from goescape.compare import changes
from goescape.compare.changes import Comparison
from goescape.compare.revisions import Repository
from goescape.compare.states import State
from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session

CACHE = str(Path(tempfile.gettempdir()) / "goescape-test-cache")
WHO = b"Somebody <somebody@example.com>"

Sources = dict[str, str]


def write(directory: Path, files: Sources) -> None:
    """The Go files of module p, and no others; those without a package clause are of the package of their folder."""
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    for path in directory.rglob("*.go"):
        path.unlink()
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        package = path.parent.name if "/" in name else "p"
        path.write_text(text if text.startswith("package") else f"package {package}\n{text}")


def commit(directory: Path, files: Sources, message: str) -> None:
    write(directory, files)
    if not (directory / ".git").exists():
        Repo.init(str(directory)).close()
    with Repo(str(directory)) as repo:
        names = [str(path.relative_to(directory)) for path in directory.rglob("*.go")]
        index = repo.open_index()
        tracked = [name.decode() for name in index]
        repo.get_worktree().stage([*names, "go.mod", *tracked])
        porcelain.commit(repo, message=message.encode(), author=WHO, committer=WHO)


def compared(directory: Path, before: Sources, after: Sources) -> Comparison:
    """Two revisions, compared without the working tree."""
    commit(directory, before, "before")
    commit(directory, after, "after")
    write(directory, {})
    request = Request([], str(directory), FlagRules(str(directory)), cache_dir=CACHE)
    repository = Repository(str(directory))
    try:
        base = State(Session(request, True, repository.files("HEAD~1")))
        head = State(Session(request, True, repository.files("HEAD")))
        return changes.compare(base, head, ["./..."])
    finally:
        repository.close()
