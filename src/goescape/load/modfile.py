"""Reads go.mod, go.work and vendor/modules.txt: only the lines that decide which sources are used."""

import re
from dataclasses import dataclass, field

from goescape.load.model import LoadError

_WORD = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`|=>|[()\[\],]|(?:(?!//)[^\s()\[\],"`])+')


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
    # go.work only.
    use: list[str] = field(default_factory=list)
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


def parse(path: str, text: str) -> ModFile:
    """Parse go.mod or go.work; raises LoadError naming the line."""
    mod = ModFile()
    block = ""
    for number, line in enumerate(text.splitlines(), 1):
        words = [_unquote(word) for word in _WORD.findall(_without_comment(line))]
        if not words:
            continue
        if block:
            if words == [")"]:
                block = ""
                continue
            verb, arguments = block, words
        elif len(words) >= 2 and words[1] == "(":
            block = "" if words[-1] == ")" else words[0]
            continue
        else:
            verb, arguments = words[0], words[1:]
        if not _apply(mod, verb, arguments):
            raise LoadError(f"{path}:{number}: invalid {verb} line: {line.strip()}")
    if block:
        raise LoadError(f"{path}: unclosed {block} block")
    return mod


def _without_comment(line: str) -> str:
    in_quotes = False
    for i, char in enumerate(line):
        if char in '"`':
            in_quotes = not in_quotes
        elif not in_quotes and line.startswith("//", i) and (i == 0 or line[i - 1].isspace()):
            return line[:i]
    return line


def _unquote(word: str) -> str:
    return word[1:-1] if len(word) >= 2 and word[0] in '"`' else word


def _apply(mod: ModFile, verb: str, arguments: list[str]) -> bool:
    """Record one directive; False if it is malformed. Unknown verbs are left to the go command."""
    if verb == "module":
        mod.module = arguments[0] if arguments else ""
        return len(arguments) == 1
    if verb == "go":
        mod.go = arguments[0] if arguments else ""
        return (
            len(arguments) == 1
            and re.fullmatch(r"\d+(\.\d+)*([a-z]+\d+)?(-\S+)?", mod.go) is not None
        )
    if verb == "require":
        if len(arguments) != 2:
            return False
        mod.require.append((arguments[0], arguments[1]))
    elif verb == "exclude":
        if len(arguments) != 2:
            return False
        mod.exclude.add((arguments[0], arguments[1]))
    elif verb == "replace":
        return _apply_replace(mod, arguments)
    elif verb == "use":
        if len(arguments) != 1:
            return False
        mod.use.append(arguments[0])
    elif verb == "ignore":
        mod.ignore += arguments
    return True


def _apply_replace(mod: ModFile, arguments: list[str]) -> bool:
    if "=>" not in arguments:
        return False
    arrow = arguments.index("=>")
    old, new = arguments[:arrow], arguments[arrow + 1 :]
    if len(old) not in (1, 2) or len(new) not in (1, 2):
        return False
    mod.replace.append(
        Replacement(
            old[0], old[1] if len(old) == 2 else "", new[0], new[1] if len(new) == 2 else ""
        )
    )
    return True


@dataclass(slots=True)
class VendoredModule:
    """One module of vendor/modules.txt with the packages copied from it."""

    path: str
    version: str
    go: str = ""
    packages: list[str] = field(default_factory=list)


def parse_vendor_list(text: str) -> list[VendoredModule]:
    """`# path version`, `## explicit; go 1.21`, then package paths."""
    modules: list[VendoredModule] = []
    for line in text.splitlines():
        if line.startswith("## "):
            for remark in line[3:].split(";"):
                if remark.strip().startswith("go ") and modules:
                    modules[-1].go = remark.strip()[3:].strip()
        elif line.startswith("# "):
            words = line[2:].split()
            modules.append(
                VendoredModule(words[0], words[1] if len(words) > 1 and words[1] != "=>" else "")
            )
        elif line and not line.startswith("#") and modules:
            modules[-1].packages.append(line.strip())
    return modules


_PRERELEASE_PART = re.compile(r"^\d+$")


def version_key(version: str) -> tuple[tuple[int, int, int], int, tuple[tuple[int, int, str], ...]]:
    """Orders semantic versions: releases after their prereleases, numbers before words."""
    body = version.removeprefix("v").partition("+")[0]
    numbers, dash, pre = body.partition("-")
    parts = [int(part) if part.isdigit() else 0 for part in numbers.split(".")]
    parts += [0] * (3 - len(parts))
    pre_parts = tuple(
        (0, int(part), "") if _PRERELEASE_PART.match(part) else (1, 0, part)
        for part in (pre.split(".") if dash else [])
    )
    return (parts[0], parts[1], parts[2]), 0 if dash else 1, pre_parts


def lang_version(go: str) -> str:
    """The language version of a `go` line: "1.24.3" -> "go1.24"."""
    match = re.match(r"(\d+)(?:\.(\d+))?", go)
    if match is None:
        return ""
    return f"go{match.group(1)}.{match.group(2) or 0}"
