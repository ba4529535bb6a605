"""Modules made of a few files, checked."""

import datetime
import tempfile
from pathlib import Path

from goescape.guard.checking import Guard, Report
from goescape.guard.contracts import Checked
from goescape.guard.rules import Settings
from goescape.session.build import Request
from goescape.session.flags import FlagRules
from goescape.session.session import Session

TODAY = datetime.date(2027, 1, 15)
# What the modules import is analysed once.
CACHE = str(Path(tempfile.gettempdir()) / "goescape-test-cache")


def write(directory: Path, files: dict[str, str]) -> None:
    """Files by name; Go files without a package clause are of package p, and module p has them all."""
    (directory / "go.mod").write_text("module p\n\ngo 1.27\n")
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        is_bare = name.endswith(".go") and not text.lstrip().startswith(("package", "//go:build"))
        path.write_text(
            f"package {path.parent.name if '/' in name else 'p'}\n{text}" if is_bare else text
        )


def check(
    directory: Path,
    files: dict[str, str],
    patterns: list[str] | None = None,
    settings: Settings | None = None,
) -> Report:
    """What becomes of the contracts of a module made of files."""
    write(directory, files)
    return Guard(session(directory), settings or Settings(), TODAY).check(patterns or ["./..."])


def session(directory: Path) -> Session:
    """The packages of a module."""
    cwd = str(directory)
    return Session(Request([], cwd, FlagRules(cwd), cache_dir=CACHE))


def of(report: Report, function: str) -> Checked:
    """The only contract of a function."""
    (found,) = (each for each in report.checked if each.contract.function == function)
    return found


def kinds(checked: Checked) -> list[str]:
    return [violation.kind for violation in checked.violations]


def problems(report: Report) -> list[str]:
    """The words of problems, without the comments that they are about."""
    return [problem.text.split(": ", 1)[1] for problem in report.problems]
