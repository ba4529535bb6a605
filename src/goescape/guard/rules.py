"""The table `guard` of `goescape.toml`: rules for packages and functions, budgets, files of assumptions, dialects.

[guard]
assumptions = ["tools/assumptions.toml"]
elsewhere = ["*_windows.go"]

[[guard.rule]]
packages = ["./codec/..."]
functions = ["Encode*", "(*Decoder).*"]
contract = "noalloc except=errors"

[[guard.budget]]
packages = ["./store"]
sites = 40
bytes = 4096
"""

import fnmatch
import os
import re
from dataclasses import dataclass
from typing import Any, Final

from goescape.guard import dialects, grammar
from goescape.guard.contracts import BUDGET, NOALLOC, Origin
from goescape.guard.grammar import Clause, Malformed
from goescape.session.flags import UsageError

_KEYS: Final = ("assumptions", "elsewhere", "dialects", "rule", "budget")
_RULE_KEYS: Final = ("packages", "functions", "contract")
_BUDGET_KEYS: Final = ("packages", "sites", "bytes")


@dataclass(frozen=True, slots=True)
class Packages:
    """Which packages are meant: import paths, or directories below the file (`./codec/...`); all if there are none."""

    patterns: tuple[str, ...]
    # Where the file is.
    directory: str

    def match(self, path: str, directory: str) -> bool:
        relative = os.path.relpath(directory, self.directory).replace(os.sep, "/")
        for pattern in self.patterns:
            if pattern == "." or pattern.startswith("./"):
                wanted, name = pattern.removeprefix("./"), relative
            else:
                wanted, name = pattern, path
            if _is_like(name, wanted or "."):
                return True
        return not self.patterns


def _is_like(name: str, pattern: str) -> bool:
    """As the go command's `...`: `a/...` is `a`, too."""
    text = re.escape(pattern).replace(r"\.\.\.", ".*")
    if text.endswith("/.*"):
        text = f"{text[: -len('/.*')]}(/.*)?"
    return re.fullmatch(text, name) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """A contract of all functions with certain names."""

    packages: Packages
    functions: tuple[str, ...]
    clause: Clause
    origin: Origin

    def is_about(self, function: str) -> bool:
        return any(fnmatch.fnmatchcase(function, _escaped(each)) for each in self.functions)


def _escaped(pattern: str) -> str:
    """The star of a pointer receiver is itself."""
    return pattern.replace("(*", "([*]")


@dataclass(frozen=True, slots=True)
class Budget:
    """At most what each of some packages may have in allocating sites."""

    packages: Packages
    sites: int | None
    bytes: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Settings:
    """What a table says."""

    assumptions: tuple[str, ...] = ()
    # Files that other runs check: names or paths with `*`.
    elsewhere: tuple[str, ...] = ()
    dialects: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    budgets: tuple[Budget, ...] = ()

    def is_elsewhere(self, file: str) -> bool:
        name = os.path.basename(file)
        return any(
            fnmatch.fnmatchcase(name, each) or fnmatch.fnmatchcase(file, f"*/{each}")
            for each in self.elsewhere
        )


def read(file: str, text: str, table: dict[str, Any]) -> Settings:
    """The settings in a table of a file; raises UsageError."""
    reader = _Reader(file, text)
    reader.only("guard", table, _KEYS)
    directory = os.path.dirname(file)
    assumptions = [os.path.join(directory, name) for name in reader.texts(table, "assumptions")]
    spoken = reader.texts(table, "dialects")
    for dialect in spoken:
        if not dialects.is_known(dialect):
            raise reader.fail(f"there is no dialect {dialect}: {', '.join(dialects.DIALECTS)}")
    return Settings(
        tuple(assumptions),
        reader.texts(table, "elsewhere"),
        spoken,
        tuple(reader.rule(i, each) for i, each in enumerate(reader.tables(table, "rule"))),
        tuple(reader.budget(i, each) for i, each in enumerate(reader.tables(table, "budget"))),
    )


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._lines = text.splitlines()

    def fail(self, what: str) -> UsageError:
        return UsageError(f"goescape: {self._file}: {what}")

    def only(self, name: str, table: dict[str, Any], keys: tuple[str, ...]) -> None:
        for key in table:
            if key not in keys:
                raise self.fail(f"{name} has no {key}: {', '.join(keys)}")

    def texts(self, table: dict[str, Any], key: str) -> tuple[str, ...]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self.fail(f"{key} is a list of texts")
        return tuple(found)

    def tables(self, table: dict[str, Any], key: str) -> list[dict[str, Any]]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self.fail(f"each of them is written [[guard.{key}]]")
        return found

    def rule(self, number: int, table: dict[str, Any]) -> Rule:
        self.only("guard.rule", table, _RULE_KEYS)
        text = table.get("contract")
        if not isinstance(text, str):
            raise self.fail("a rule needs a contract: contract = 'noalloc'")
        try:
            clause = grammar.parse(text)
        except Malformed as error:
            raise self.fail(f"contract = {text!r}: {error}") from None
        if clause.verb not in (NOALLOC, BUDGET):
            raise self.fail(f"contract = {text!r}: rules are about noalloc and budget")
        functions = self.texts(table, "functions") or ("*",)
        origin = self._origin("rule", number, text)
        return Rule(self._packages(table), functions, clause, origin)

    def budget(self, number: int, table: dict[str, Any]) -> Budget:
        self.only("guard.budget", table, _BUDGET_KEYS)
        limits = [table.get(key) for key in ("sites", "bytes")]
        for limit in limits:
            if limit is not None and (not isinstance(limit, int) or limit < 0):
                raise self.fail("sites and bytes of a budget are numbers")
        if limits == [None, None]:
            raise self.fail("a budget needs sites or bytes")
        parts = [f"{key}<={table[key]}" for key in ("sites", "bytes") if key in table]
        origin = self._origin("budget", number, f"budget {' '.join(parts)}")
        return Budget(self._packages(table), limits[0], limits[1], origin)

    def _packages(self, table: dict[str, Any]) -> Packages:
        return Packages(self.texts(table, "packages"), os.path.dirname(self._file))

    def _origin(self, key: str, number: int, text: str) -> Origin:
        """The line that a table begins on; those who read TOML do not tell."""
        header = re.compile(rf"\s*\[\[\s*guard\s*\.\s*{key}\s*\]\]")
        lines = [at for at, line in enumerate(self._lines, 1) if header.match(line)]
        return Origin(self._file, lines[number] if number < len(lines) else 1, 1, text)
