"""Compiler flags: `-m -l` for one package, and `-gcflags` patterns that hand them out."""

import os
from dataclasses import dataclass, field, replace
from typing import Final

from goescape.load import names, patterns
from goescape.load.model import LoadError, Package
from goescape.toolchain import registry


class UsageError(Exception):
    """A command that asks for something that does not exist or is not supported."""


_COUNT_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class CompilerFlags:
    """The flags of one package that goescape acts upon."""

    # Repeats count: `-m -m` is level 2.
    m: int = 0
    # `-l` once is inlining off; twice or more turns it on again.
    l: int = 0  # noqa: E741 - the flag is called so
    lang: str = ""
    # `-N`: no optimisations (inlining goes on all the same).
    n: int = 0
    # The function whose graph is wanted; no flag of the compiler.
    watched: str = ""
    # Facts of functions are wanted besides what is printed.
    facts: bool = False
    # `-json=0,DIR`: the directory of the optimisation log.
    log_directory: str = ""
    # Flags that exist and are not simulated, as they were given: packages compiled with them are refused.
    unsimulated: tuple[str, ...] = ()

    def check(self) -> None:
        """Refuse what goescape cannot yet do truthfully; raises UsageError."""
        if self.m > 2:
            raise UsageError("-m=3 and more print the compiler's inner workings; use -m=2")

    @property
    def text(self) -> str:
        """In the compiler's own form."""
        words = [
            f"-{letter}" if count == 1 else f"-{letter}={count}"
            for letter, count in (("m", self.m), ("l", self.l), ("N", self.n))
            if count
        ]
        return " ".join(words)


def parse(words: list[str]) -> CompilerFlags:
    """Flags as the compiler takes them, e.g. ["-m", "-l=1"]; raises UsageError."""
    # Flags are read before it is known with which release.
    known = registry.newest().compiler_flags
    counts = {"m": 0, "l": 0, "N": 0}
    lang = log_directory = ""
    unsimulated: list[str] = []
    rest = iter(words)
    for word in rest:
        name, has_value, value = word.removeprefix("-").removeprefix("-").partition("=")
        if not word.startswith("-") or not name:
            raise UsageError(f"-gcflags: {names.escaped(word)} is not a flag")
        if not has_value and name in known.with_value:
            value = next(rest, "")
            word = f"{word}={value}"
        if name in counts:
            counts[name] = _count(word, value) if has_value else counts[name] + 1
        elif name == "lang":
            lang = value
        elif name == "json":
            log_directory = parse_log(value)
        elif name in known.unsimulated:
            unsimulated.append(word)
        elif name not in known.harmless:
            raise UsageError(f"-gcflags: the compiler has no flag {names.escaped(word)}")
    return CompilerFlags(
        counts["m"],
        counts["l"],
        lang,
        counts["N"],
        log_directory=log_directory,
        unsimulated=tuple(unsimulated),
    )


def parse_log(value: str) -> str:
    """The directory in `0,DIR`; raises UsageError."""
    version, comma, directory = value.partition(",")
    if version != "0" or not comma:
        raise UsageError("-json: the value is 0,DIR")
    if directory.startswith("file://"):
        from urllib.parse import unquote

        directory = unquote(directory[len("file://") :])
    elif not os.path.isabs(directory):
        raise UsageError("-json: the directory must begin with / or file://")
    return os.path.normpath(directory)


def _count(word: str, value: str) -> int:
    if value in ("true", "false"):
        return int(value == "true")
    if not value.isascii() or not value.isdigit() or len(value) > _COUNT_DIGITS:
        raise UsageError(f"-gcflags: invalid value in {names.escaped(word)}")
    return int(value)


@dataclass(slots=True)
class FlagRules:
    """`-gcflags` options in order: the last one that matches a package gives its flags."""

    cwd: str
    # Pattern ("" for packages named on the command line) and flags.
    rules: list[tuple[str, CompilerFlags]] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Add `FLAGS` or `PATTERN=FLAGS`, as `go build -gcflags` takes them."""
        text = text.strip()
        pattern = ""
        if text and not text.startswith("-"):
            pattern, equals, text = text.partition("=")
            pattern = pattern.strip()
            if not equals:
                raise UsageError("-gcflags: missing =<value> in <pattern>=<value>")
            if not pattern:
                raise UsageError("-gcflags: missing <pattern> in <pattern>=<value>")
            if pattern[0] in "'\"":
                raise UsageError(
                    f"-gcflags: parameter may not start with quote character {pattern[0]}"
                )
        try:
            words = names.split_words(text, "-gcflags")
        except LoadError as error:
            raise UsageError(str(error)) from None
        self.rules.append((pattern, parse(words)))

    def add_named(self, flags: CompilerFlags) -> None:
        """Flags for the packages named on the command line."""
        self.rules.append(("", flags))

    def want_facts(self) -> None:
        """Facts are wanted of whatever is printed; of packages with errors, that is what is sound of them."""
        self.rules = [(pattern, replace(flags, facts=True)) for pattern, flags in self.rules]

    def flags_for(self, package: Package) -> CompilerFlags:
        found = CompilerFlags()
        for pattern, flags in self.rules:
            if self._matches(pattern, package):
                found = flags
        return found

    def _matches(self, pattern: str, package: Package) -> bool:
        if pattern == "":
            return package.named
        if pattern == "all":
            return True
        if pattern == "std":
            return package.standard and not _in_cmd(package)
        if pattern == "cmd":
            return package.standard and _in_cmd(package)
        if patterns.is_local(pattern):
            shape = os.path.normpath(os.path.join(self.cwd, pattern))
            return patterns.matcher(shape).match(package.dir) is not None
        return patterns.matches(pattern, package.import_path)


def _in_cmd(package: Package) -> bool:
    return package.import_path == "cmd" or package.import_path.startswith("cmd/")
