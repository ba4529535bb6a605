"""What is taken for granted of functions that cannot be looked into: files of assumptions, each with its reason.

    ["sync/atomic"]
    AddInt64 = "an instruction"

    ["example.com/fast"]
    "(*Hash).Sum64" = "assembly: measured, allocates nothing"
    "(*Queue).Wait" = { records = "waits, which strict contracts count" }
    "(*Queue).Grow" = { allocates = "assembly that asks the runtime for memory" }

The keys of a table are functions of a package, `*` and `?` as in file names. Ours are about the assembly of the standard library
and the runtime; `tests/guard` runs a program for each.
"""

import fnmatch
import functools
import tomllib
from pathlib import Path
from typing import Any, Final

from goescape.facts.names import FunctionName
from goescape.load.files import ReadError, read_bytes
from goescape.session.flags import UsageError

_LARGEST: Final = 1 << 20
_RECORDS: Final = "records"
_ALLOCATES: Final = "allocates"
_KINDS: Final = (_RECORDS, _ALLOCATES)
_SHIPPED: Final = Path(__file__).parent / "assumed"


class Assumptions:
    """Functions that are taken to allocate nothing, and why."""

    def __init__(self) -> None:
        # "", or one of `_KINDS`.
        self._exact: dict[tuple[str, str], str] = {}
        self._patterns: list[tuple[str, str, str]] = []

    def cover(self, name: FunctionName, strict: bool) -> bool:
        """Whether a function is taken to allocate nothing; `strict`: not even records that are used again."""
        found = self._kind(name)
        return found == "" or (found == _RECORDS and not strict)

    def allocates(self, name: FunctionName) -> bool:
        """Whether a function is known to allocate."""
        return self._kind(name) == _ALLOCATES

    def _kind(self, name: FunctionName) -> str | None:
        found = self._exact.get((name.package, name.name))
        if found is None:
            for package, pattern, kind in self._patterns:
                if package == name.package and fnmatch.fnmatchcase(name.name, pattern):
                    return kind
        return found

    def entries(self) -> dict[tuple[str, str], str]:
        """The functions that are named one by one: "" for those that allocate nothing, `records`, `allocates`."""
        return dict(self._exact)

    def add(self, file: str, text: str) -> None:
        """Take over what a file says; raises UsageError."""
        try:
            tables = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise UsageError(f"goescape: {file}: {error}") from None
        for package, functions in tables.items():
            if not isinstance(functions, dict):
                raise UsageError(f"goescape: {file}: {package} is no table of functions")
            for name, reason in functions.items():
                self._add(file, package, name, reason)

    def _add(self, file: str, package: str, name: str, reason: Any) -> None:
        kind = ""
        if isinstance(reason, dict) and len(reason) == 1 and next(iter(reason)) in _KINDS:
            kind, reason = next(iter(reason.items()))
        if not isinstance(reason, str) or not reason.strip():
            raise UsageError(f"goescape: {file}: {package}.{name} has no reason")
        # Receivers have stars, too.
        if "*" in name.replace("(*", "") or "?" in name:
            self._patterns.append((package, name.replace("(*", "([*]"), kind))
        else:
            self._exact[package, name] = kind


@functools.cache
def _shipped_text(release: str) -> str:
    try:
        return (_SHIPPED / f"{release}.toml").read_text("utf-8")
    except OSError:
        return ""


def of_release(release: str, files: list[str]) -> Assumptions:
    """Ours for a Go release (`go1.27`), and those of files; raises UsageError."""
    found = Assumptions()
    found.add(f"{release}.toml", _shipped_text(release))
    for file in files:
        try:
            text = read_bytes(file, _LARGEST).decode()
        except (ReadError, UnicodeDecodeError) as error:
            raise UsageError(f"goescape: {file}: {error}") from None
        found.add(file, text)
    return found
