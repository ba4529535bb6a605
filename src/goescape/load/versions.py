"""Versions of modules and of Go: whether they are ones, and how they are ordered.

Numbers stay strings, compared by length first: a version of thousands of digits is unusual, not fatal.
"""

import re
from typing import Final, TypeAlias

# A number, ordered as numbers are: length without leading zeros, then digits.
_Number: TypeAlias = tuple[int, str]

_SEMANTIC: Final = re.compile(
    r"v(?P<numbers>(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*)){0,2})"
    r"(?P<pre>-[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?(?P<build>\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?"
)
_GO: Final = re.compile(
    r"(?P<major>[1-9][0-9]*)\.(?P<minor>0|[1-9][0-9]*)(?:\.(?P<patch>0|[1-9][0-9]*))?"
    r"(?:(?P<kind>[a-z]+)(?P<pre>[0-9]+))?"
)
_MAJOR_SUFFIX: Final = re.compile(r"/v([0-9.]+)\Z")
_GOPKG_SUFFIX: Final = re.compile(r"(\.v(?:0|[1-9][0-9]*))(?:-unstable)?\Z")
_INCOMPATIBLE: Final = "+incompatible"


def _number(digits: str) -> _Number:
    digits = digits.lstrip("0") or digits[:1]
    return len(digits), digits


SemanticKey: TypeAlias = tuple[
    tuple[_Number, _Number, _Number], int, tuple[tuple[int, _Number, str], ...]
]


def version_key(version: str) -> SemanticKey:
    """Orders semantic versions: releases after their prereleases, numbers before words."""
    body = version.removeprefix("v").partition("+")[0]
    numbers, dash, pre = body.partition("-")
    parts = [_number(part if _is_number(part) else "0") for part in numbers.split(".")]
    parts += [_number("0")] * (3 - len(parts))
    pre_parts = tuple(
        (0, _number(part), "") if _is_number(part) else (1, (0, ""), part)
        for part in (pre.split(".") if dash else [])
    )
    return (parts[0], parts[1], parts[2]), 0 if dash else 1, pre_parts


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def is_semantic(version: str) -> bool:
    """Whether it is a semantic version, short forms like `v1` included."""
    match = _SEMANTIC.fullmatch(version)
    return match is not None and _is_whole(match)


def _is_whole(match: "re.Match[str]") -> bool:
    short = match["numbers"].count(".") < 2
    pre = (match["pre"] or "")[1:].split(".")
    zeros = any(_is_number(part) and len(part) > 1 and part[0] == "0" for part in pre)
    return not zeros and not (short and (match["pre"] or match["build"]))


def is_canonical(version: str) -> bool:
    """Whether a version is written as go.mod wants it: three numbers, no build but `+incompatible`."""
    match = _SEMANTIC.fullmatch(version)
    return (
        match is not None
        and match["numbers"].count(".") == 2
        and _is_whole(match)
        and match["build"] in (None, _INCOMPATIBLE)
    )


def major_problem(path: str, version: str) -> str:
    """Why a module with this path cannot have this version, in the go command's words; "" if it can."""
    major = version.partition(".")[0]
    if path.startswith("gopkg.in/"):
        match = _GOPKG_SUFFIX.search(path)
        if match is None:
            return "invalid module path"
        wanted = match[1][1:]
        if wanted == "v1" and version.startswith("v0.0.0-"):
            return ""
    else:
        match = _MAJOR_SUFFIX.search(path)
        if match is None:
            if major in ("v0", "v1") or version.endswith(_INCOMPATIBLE):
                return ""
            return f'version "{version}" invalid: should be v0 or v1, not {major}'
        wanted = f"v{match[1]}"
        if wanted == "v1" or "." in wanted or wanted.startswith("v0"):
            return "invalid module path"
    if major == wanted:
        return ""
    return f'version "{version}" invalid: should be {wanted}, not {major}'


def is_go_version(text: str) -> bool:
    """Whether a `go` line may have it: 1.21, 1.21.3, 1.21rc1."""
    return _GO.fullmatch(text) is not None


GoKey: TypeAlias = tuple[_Number, _Number, _Number, str, _Number]
_NONE: Final[_Number] = (0, "")
# Since this release 1.N is the language and older than the release 1.N.0.
_PATCHES_COUNT: Final = _number("21")


def go_key(go: str) -> GoKey:
    """Orders versions of Go: 1.21 < 1.21rc1 < 1.21.0."""
    match = _GO.fullmatch(go)
    if match is None:
        return _NONE, _NONE, _NONE, "", _NONE
    minor = _number(match["minor"])
    patch = _NONE if match["patch"] is None else _number(match["patch"])
    if match["patch"] is None and match["kind"] is None and minor < _PATCHES_COUNT:
        patch = _number("0")
    pre = _NONE if match["pre"] is None else _number(match["pre"])
    return _number(match["major"]), minor, patch, match["kind"] or "", pre


def go_at_least(go: str, other: str) -> bool:
    """Whether a `go` line is not older than another; "" is older than all."""
    return go_key(go) >= go_key(other)


def lang_version(go: str) -> str:
    """The language version of a `go` line: "1.24.3" -> "go1.24"."""
    match = _GO.fullmatch(go)
    return "" if match is None else f"go{match['major']}.{match['minor']}"
