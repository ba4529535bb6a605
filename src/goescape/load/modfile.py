"""Reads go.mod, go.work and vendor/modules.txt: the lines that decide which sources are used.

What the go command refuses in a file of the user's is refused in its words; in files of other modules, which may
be made for later releases, unknown lines are passed over, as there.
"""

import os
import re
from dataclasses import dataclass, field
from typing import Final

from goescape.load import names, versions
from goescape.load.model import LoadError

_TOKEN: Final = re.compile(
    r"""(?P<blank>[ \t\r]+)|(?P<comment>//.*)|(?P<general>/\*)|(?P<mark>[()\[\]{},])"""
    r"""|(?P<string>"(?:[^"\\]|\\.)*"|`[^`]*`)|(?P<open>["`])|(?P<word>(?:(?!//|/\*)[^\s()\[\]{},])+)"""
)
_ESCAPE: Final = re.compile(r"\\(.)")
_LAX_GO: Final = re.compile(r"v?((?:[1-9][0-9]*)\.(?:0|[1-9][0-9]*))[^0-9].*")
_TOOLCHAIN: Final = re.compile(r"default|go1(?:\..*)?")
_USAGE_REPLACE: Final = (
    "usage: replace module/path [v1.2.3] => other/module v1.4\n"
    "\t or replace module/path [v1.2.3] => ../local/directory"
)

# What may stand in which file.
_MOD_BLOCKS: Final = frozenset("module godebug require exclude replace retract tool ignore".split())
_MOD_VERBS: Final = _MOD_BLOCKS | {"go", "toolchain"}
_WORK_BLOCKS: Final = frozenset("godebug use replace".split())
_WORK_VERBS: Final = _WORK_BLOCKS | {"go", "toolchain"}
# Lines that count in the go.mod of a dependency.
_OF_DEPENDENCIES: Final = frozenset("go module require ignore".split())
_ONCE: Final = frozenset("module go toolchain".split())


@dataclass(frozen=True, slots=True)
class Replacement:
    """`replace old [version] => new [version]`; an empty new version means a directory."""

    old: str
    old_version: str
    new: str
    new_version: str


@dataclass(slots=True)
class ModFile:
    """The parts of go.mod or go.work that loading uses."""

    module: str = ""
    go: str = ""
    require: list[tuple[str, str]] = field(default_factory=list)
    exclude: set[tuple[str, str]] = field(default_factory=set)
    replace: list[Replacement] = field(default_factory=list)
    # Packages that are tools of the module.
    tool: list[str] = field(default_factory=list)
    # Settings with the line they stand in.
    godebug: list[tuple[int, str, str]] = field(default_factory=list)
    # go.work only.
    use: list[str] = field(default_factory=list)
    # The line of each `use`.
    use_lines: list[int] = field(default_factory=list)
    # Directories that patterns with `...` skip.
    ignore: list[str] = field(default_factory=list)

    def replacement(self, path: str, version: str) -> Replacement | None:
        """The replacement for a module version; one for exactly this version wins."""
        found = None
        for candidate in self.replace:
            if candidate.old != path or candidate.old_version not in ("", version):
                continue
            if found is None or candidate.old_version:
                found = candidate
        return found


class _LineError(Exception):
    """A line that the go command refuses; the column is 0 where it is not told."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.column = column


def parse(path: str, content: bytes, shown: str, strict: bool = True) -> ModFile:
    """Parse go.mod or go.work, called `shown` in messages; raises LoadError with all its lines.

    Without `strict` it is the go.mod of a dependency.
    """
    return _Parser(path, shown, strict).parse(content.decode("utf-8", "surrogateescape"))


class _Parser:
    def __init__(self, path: str, shown: str, strict: bool) -> None:
        self._path = path
        self._shown = shown
        self._strict = strict
        self._is_work = os.path.basename(path) == "go.work"
        self._verbs = _WORK_VERBS if self._is_work else _MOD_VERBS
        self._blocks = _WORK_BLOCKS if self._is_work else _MOD_BLOCKS
        self._seen: set[str] = set()
        self._errors: list[str] = []
        self._line = 0
        self._mod = ModFile()

    def parse(self, text: str) -> ModFile:
        # The block that is open, and where it was opened.
        block: str | None = None
        opened = ""
        lines = text.split("\n")
        for self._line, line in enumerate(lines, 1):
            try:
                words, column = _words(line)
            except _LineError as error:
                # Nothing after it is read.
                raise self._failed([self._at(str(error), error.column)]) from None
            if not words:
                continue
            if block is None:
                if words[-1] == "(" or words[-2:] == ["(", ")"]:
                    head = words[: words.index("(")]
                    self._check_block(head, column)
                    if words[-1] == "(":
                        block = head[0] if len(head) == 1 else ""
                        opened = f"{self._path}:{self._line}:{column}"
                else:
                    self._take(words[0], words[1:], column)
            elif words[0] == ")":
                if len(words) > 1:
                    # As far as the go command has read when it finds out.
                    where = line.index(words[1], line.index(")") + 1) + len(words[1]) + 1
                    raise self._failed(
                        [self._at("syntax error (expected newline after closing paren)", where)]
                    )
                block = None
            elif block in self._blocks:
                self._take(block, words, column)
        if block is not None:
            raise self._failed(
                [self._at(f"syntax error (unterminated block started at {opened})", 0)]
            )
        if self._errors:
            raise self._failed(self._errors)
        return self._mod

    def _failed(self, errors: list[str]) -> LoadError:
        listing = "\n".join(errors)
        return LoadError(f"go: errors parsing {names.escaped(self._shown)}:\n{listing}")

    def _at(self, message: str, column: int) -> str:
        where = f"{names.escaped(self._shown)}:{self._line}"
        return f"{where}:{column}: {message}" if column > 1 else f"{where}: {message}"

    def _check_block(self, head: list[str], column: int) -> None:
        if self._strict and (len(head) != 1 or head[0] not in self._blocks):
            words = names.escaped(" ".join(head))
            self._errors.append(self._at(f"unknown block type: {words}", column))

    def _take(self, verb: str, arguments: list[str], column: int) -> None:
        if not self._strict and verb not in _OF_DEPENDENCIES:
            return
        try:
            if verb not in self._verbs:
                raise _LineError(f"unknown directive: {names.escaped(verb)}")
            if verb in _ONCE:
                if verb in self._seen:
                    raise _LineError(f"repeated {verb} statement")
                self._seen.add(verb)
            self._apply(verb, arguments)
        except _LineError as error:
            self._errors.append(self._at(str(error), column))

    def _apply(self, verb: str, words: list[str]) -> None:
        mod = self._mod
        if verb == "go":
            mod.go = self._go(words)
        elif verb == "toolchain":
            name = _only(words, "toolchain directive expects exactly one argument")
            if _TOOLCHAIN.fullmatch(name) is None:
                raise _LineError(
                    f"invalid toolchain version '{names.escaped(name)}': must match format go1.23.0 or default"
                )
        elif verb == "module":
            mod.module = _unquoted(_only(words, "usage: module module/path"))
        elif verb == "godebug":
            self._godebug(words)
        elif verb in ("require", "exclude"):
            self._require(verb, words)
        elif verb == "replace":
            mod.replace.append(_replacement(words))
        elif verb == "use":
            mod.use.append(_unquoted(_only(words, "usage: use local/dir")))
            mod.use_lines.append(self._line)
        elif verb == "tool":
            mod.tool.append(_unquoted(_only(words, "tool directive expects exactly one argument")))
        elif verb == "ignore":
            only = _only(words, "ignore directive expects exactly one argument")
            mod.ignore.append(_unquoted(only))
        elif verb == "retract":
            _check_retract(words)

    def _go(self, words: list[str]) -> str:
        version = _only(words, "go directive expects exactly one argument")
        if versions.is_go_version(version):
            return version
        lax = None if self._strict else _LAX_GO.fullmatch(version)
        if lax is None:
            raise _LineError(
                f"invalid go version '{names.escaped(version)}': must match format 1.23.0"
            )
        return lax[1]

    def _godebug(self, words: list[str]) -> None:
        setting = _only(words, "usage: godebug key=value")
        key, equals, value = setting.partition("=")
        if not equals or any(char in setting for char in "\"`',"):
            raise _LineError("usage: godebug key=value")
        self._mod.godebug.append((self._line, key, value))

    def _require(self, verb: str, words: list[str]) -> None:
        if len(words) != 2:
            raise _LineError(f"usage: {verb} module/path v1.2.3")
        path, version = _unquoted(words[0]), _unquoted(words[1])
        _check_version(verb, path, version)
        problem = versions.major_problem(path, version)
        if problem:
            raise _LineError(f"{verb} {names.escaped(path)}: {problem}")
        if verb == "require":
            self._mod.require.append((path, version))
        else:
            self._mod.exclude.add((path, version))


def _words(line: str) -> tuple[list[str], int]:
    """The words of a line without comments, and the column of the first."""
    words: list[str] = []
    column = 0
    at = 0
    while at < len(line):
        match = _TOKEN.match(line, at)
        kind = None if match is None else match.lastgroup
        if match is None or kind == "open":
            if kind == "open":
                raise _LineError("unexpected newline in string", len(line) + 1)
            raise _LineError(_unexpected(line[at]), at + 1)
        if kind == "general":
            raise _LineError("mod files must use // comments (not /* */ comments)", at + 1)
        if kind == "comment":
            break
        if kind != "blank":
            text = match.group()
            if kind == "word":
                for offset, char in enumerate(text):
                    if not _may_stand(char):
                        raise _LineError(_unexpected(char), at + offset + 1)
            if not words:
                column = at + 1
            words.append(text)
        at = match.end()
    return words, column


def _may_stand(char: str) -> bool:
    # Bytes that are no UTF-8 count as the replacement character, which is printable.
    return char.isprintable() or "\udc80" <= char <= "\udcff"


def _unexpected(char: str) -> str:
    return f"unexpected input character {names.quoted(char, mark=chr(39))}"


def _only(words: list[str], otherwise: str) -> str:
    if len(words) != 1:
        raise _LineError(otherwise)
    return words[0]


def _unquoted(word: str) -> str:
    if word.startswith("`"):
        return word[1:-1]
    if word.startswith('"'):
        return _ESCAPE.sub(r"\1", word[1:-1])
    if '"' in word or "`" in word:
        raise _LineError("invalid quoted string: unquoted string cannot contain quote")
    return word


def _check_version(verb: str, path: str, version: str) -> None:
    if not versions.is_canonical(version):
        raise _LineError(
            f"{verb} {names.escaped(path)}: version {names.quoted(version)} invalid: "
            "must be of the form v1.2.3 (goescape looks nothing up)"
        )


def _check_retract(words: list[str]) -> None:
    if len(words) == 5 and words[0] == "[" and words[2] == "," and words[4] == "]":
        found = [words[1], words[3]]
    else:
        found = words[:1]
        if len(words) > 1:
            raise _LineError(f"unexpected token after version: {names.quoted(words[1])}")
    for version in found:
        if not versions.is_semantic(_unquoted(version)):
            raise _LineError(
                f"retract: version {names.quoted(version)} invalid: must be of the form v1.2.3"
            )
    if not found:
        raise _LineError("expected '[' or version")


def _replacement(words: list[str]) -> Replacement:
    arrow = 1 if words[1:2] == ["=>"] else 2
    if not arrow + 2 <= len(words) <= arrow + 3 or words[arrow] != "=>":
        raise _LineError(_USAGE_REPLACE)
    old = _unquoted(words[0])
    old_version = _unquoted(words[1]) if arrow == 2 else ""
    new = _unquoted(words[arrow + 1])
    new_version = _unquoted(words[arrow + 2]) if len(words) == arrow + 3 else ""
    if old_version:
        _check_version("replace", old, old_version)
        problem = versions.major_problem(old, old_version)
        if problem:
            raise _LineError(f"replace {names.escaped(old)}: {problem}")
    is_directory = os.path.isabs(new) or new.partition("/")[0] in (".", "..")
    if not new_version and not is_directory:
        if "@" in new:
            raise _LineError(
                "replacement module must match format 'path version', not 'path@version'"
            )
        raise _LineError(
            "replacement module without version must be directory path (rooted or starting with . or ..)"
        )
    if new_version:
        if is_directory:
            raise _LineError(
                f"replacement module directory path {names.quoted(new)} cannot have version"
            )
        _check_version("replace", new, new_version)
    elif "\\" in new:
        raise _LineError(
            "replacement directory appears to be Windows path (on a non-windows system)"
        )
    return Replacement(old, old_version, new, new_version)


@dataclass(slots=True)
class VendoredModule:
    """One module of vendor/modules.txt with the packages copied from it."""

    path: str
    # "" for a replacement of all versions.
    version: str
    go: str = ""
    is_explicit: bool = False
    # What replaces it, path and version; empty if nothing does.
    replaced_by: tuple[str, ...] = ()
    packages: list[str] = field(default_factory=list)


def parse_vendor_list(content: bytes) -> list[VendoredModule]:
    """`# path version`, `## explicit; go 1.21`, then package paths; what reads otherwise is passed over."""
    modules: list[VendoredModule] = []
    current: VendoredModule | None = None
    for line in content.decode("utf-8", "surrogateescape").split("\n"):
        if line.startswith("# "):
            words = line.split()
            if len(words) >= 3:
                current = _vendored_module(words)
                if current is not None:
                    modules.append(current)
        elif current is None:
            continue
        elif line.startswith("## "):
            for remark in line[3:].split(";"):
                text = remark.strip()
                if text == "explicit":
                    current.is_explicit = True
                elif text.startswith("go "):
                    current.go = text[3:]
        else:
            words = line.split()
            if len(words) == 1 and not names.path_problem(words[0]):
                current.packages.append(words[0])
    return modules


def _vendored_module(words: list[str]) -> VendoredModule | None:
    if versions.is_semantic(words[2]):
        module, rest = VendoredModule(words[1], words[2]), words[3:]
    elif words[2] == "=>":
        module, rest = VendoredModule(words[1], ""), words[2:]
    else:
        return None
    if len(rest) in (2, 3) and rest[0] == "=>":
        if len(rest) == 2 or versions.is_semantic(rest[2]):
            module.replaced_by = tuple(rest[1:])
    return module
