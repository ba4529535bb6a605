"""Package patterns of the command line: `.`, `./...`, `net/...`, `std`, `cmd`, `tool`, `work`, `all`, import paths."""

import os
import re
from collections.abc import Iterator

from goescape.load.files import Files
from goescape.load.modules import Modules, is_standard_path


def is_local(pattern: str) -> bool:
    """Patterns that name directories rather than import paths."""
    return pattern in (".", "..") or pattern.startswith(("./", "../")) or os.path.isabs(pattern)


def matcher(pattern: str) -> re.Pattern[str]:
    """`...` matches any string; a final `/...` also matches nothing; vendor trees are never matched."""
    text = re.escape(pattern).replace(re.escape("..."), ".*")
    if text.endswith("/.*"):
        text = text.removesuffix("/.*") + "(?:/.*)?"
    return re.compile(text + r"\Z", re.DOTALL)


def matches(pattern: str, import_path: str) -> bool:
    if "/vendor/" in f"/{import_path}/" and "vendor" not in pattern:
        return False
    return matcher(pattern).match(import_path) is not None


def std_packages(modules: Modules, pattern: str) -> list[str]:
    """Standard packages that `std`, `cmd` or a pattern with `...` selects, sorted."""
    context = modules.context
    source = context.source_dir
    start = os.path.join(source, "cmd") if pattern == "cmd" else source
    found = []
    for directory in _walk(modules.files, start, None, stop_at_vendor=False):
        path = os.path.relpath(directory, source).replace(os.sep, "/")
        if path in (".", "builtin") or (path == "runtime/cgo" and not context.cgo):
            continue
        in_cmd = path == "cmd" or path.startswith("cmd/")
        if pattern == "std":
            if in_cmd:
                continue
        elif pattern != "cmd" and not matches(pattern, path):
            continue
        if _is_package(modules, directory) and not _is_vendored_program(modules, path, directory):
            found.append(path)
    return sorted(found)


def _is_vendored_program(modules: Modules, path: str, directory: str) -> bool:
    """Tools that cmd vendors are not part of cmd."""
    if not path.startswith("cmd/vendor/"):
        return False
    files = modules.scan(directory).files
    return bool(files) and files[0].header.package == "main"


def module_packages(modules: Modules, pattern: str) -> list[str]:
    """Packages of the modules of the build whose import path matches, sorted."""
    found = set()
    listed = modules.main if modules.vendored is not None else modules.all_modules()
    for module in listed:
        if not modules.files.is_dir(module.dir):
            continue
        for directory in _walk(modules.files, module.dir, modules):
            inner = os.path.relpath(directory, module.dir).replace(os.sep, "/")
            path = module.path if inner == "." else f"{module.path}/{inner}"
            if matches(pattern, path) and _is_package(modules, directory):
                found.add(path)
    for path in modules.vendored or ():
        if matches(pattern, path):
            found.add(path)
    return sorted(found)


def main_packages(modules: Modules) -> list[str]:
    """All packages of the main modules, sorted."""
    found = []
    for module in modules.main:
        for directory in _walk(modules.files, module.dir, modules):
            inner = os.path.relpath(directory, module.dir).replace(os.sep, "/")
            if _is_package(modules, directory):
                found.append(module.path if inner == "." else f"{module.path}/{inner}")
    return sorted(found)


def directories(modules: Modules, pattern: str, cwd: str) -> list[str]:
    """Directories with packages that a local pattern with `...` selects."""
    fixed = pattern[: pattern.index("...")]
    start = os.path.normpath(
        os.path.join(cwd, fixed if fixed.endswith("/") else os.path.dirname(fixed))
    )
    shape = matcher(os.path.normpath(os.path.join(cwd, pattern)))
    found = []
    for directory in _walk(modules.files, start, modules):
        if shape.match(directory) and _is_package(modules, directory):
            found.append(directory)
    return found


def _walk(
    files: Files, start: str, modules: Modules | None, stop_at_vendor: bool = True
) -> Iterator[str]:
    """Directories under `start` that may hold packages of the same module, sorted.

    With `modules`, those that a module ignores are passed over.
    """
    owner = None if modules is None else modules.owner(start)
    waiting = [start]
    while waiting:
        root = waiting.pop()
        if modules is not None and owner is not None:
            inner = os.path.relpath(root, owner.dir).replace(os.sep, "/")
            if inner != "." and modules.ignores(owner.dir, inner):
                continue
        names = _subdirectories(files, root, stop_at_vendor)
        if names is None:
            continue
        waiting.extend(os.path.join(root, name) for name in reversed(names))
        yield root


def _subdirectories(files: Files, root: str, stop_at_vendor: bool) -> list[str] | None:
    """The directories in one that patterns go into; None if it cannot be read."""
    try:
        entries = files.entries(root)
    except OSError:
        return None
    return [
        entry.name
        for entry in entries
        if entry.is_dir
        and not entry.name.startswith((".", "_"))
        and entry.name != "testdata"
        and not os.path.islink(os.path.join(root, entry.name))
        and not (stop_at_vendor and entry.name == "vendor")
        and not (stop_at_vendor and files.is_file(os.path.join(root, entry.name, "go.mod")))
    ]


def _is_package(modules: Modules, directory: str) -> bool:
    try:
        if not modules.files.holds_go_files(directory):
            return False
        found = modules.scan(directory, modules.with_tests)
    except OSError:
        return False
    return found.has_go_files


def is_wildcard(pattern: str) -> bool:
    return "..." in pattern


def may_be_standard(pattern: str) -> bool:
    """Whether the part before `...` leaves room for a standard package."""
    fixed = pattern.partition("...")[0]
    return is_standard_path(fixed) or "." not in fixed
