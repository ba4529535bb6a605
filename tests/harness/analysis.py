"""Runs goescape in process on golden files and on trees of files."""

import os
from pathlib import Path

from goescape.report import text
from goescape.session import build as builds
from goescape.session.flags import FlagRules, parse
from goescape.session.model import BuildResult
from tests.harness import toolchain


def compile_file(path: Path, flags: list[str], import_path: str = "p") -> BuildResult:
    """`goescape compile -m -l -p p FLAGS FILE` from the file's directory."""
    cwd = str(path.parent)
    rules = FlagRules(cwd)
    given = parse(["-m", "-l", *flags])
    lang = given.lang
    rules.add_named(given)
    request = builds.Request([path.name], cwd, rules)
    plan = builds.plan_files(request, [path.name], import_path, lang)
    return builds.run(plan, request)


def text_of(result: BuildResult, directory: Path | str) -> str:
    """Errors or messages of the packages shown, the directory cut off."""
    shown = [package for package in result.packages if package.shown]
    defects = "".join(
        f"{package.defect}\n{package.traceback}" for package in shown if package.defect
    )
    assert not defects, defects
    whole = "".join(text.lines(package.errors or package.messages) for package in shown)
    whole = whole.replace(f"{directory}{os.sep}", "")
    return whole.replace(str(toolchain.goroot()), "$GOROOT")


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Make a directory tree of files; a value is the file's text."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return root
