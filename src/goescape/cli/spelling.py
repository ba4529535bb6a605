"""Go's spelling of options, turned into one that an option parser of today reads.

`-m=2` becomes `-m -m`, `--gcflags` and `-gcflags` are the same, and the Go command's flags that change
nothing here (`-o FILE`, `-v`, …) are dropped, so that a command from a README works as it stands.
"""

from collections.abc import Iterator
from typing import Final

# Options with a value that are accepted and not acted upon.
_IGNORED_WITH_VALUE: Final = frozenset(
    "o ldflags asmflags buildmode buildvcs installsuffix pgo".split()
)
_IGNORED: Final = frozenset("v x work i linkshared modcacherw pack complete std".split())
_LONG: Final = frozenset(
    "tags gcflags lang goroot cache-dir mod modfile json show go version help deps costs no-progress".split()
)
_COUNTED: Final = frozenset("ml")


def normalize(arguments: list[str]) -> list[str]:
    """Rewrite the options of `compile`, `build` and `verify`; stops at `--`."""
    if not arguments or arguments[0] not in ("compile", "build", "verify"):
        return arguments
    result = [arguments[0]]
    rest = iter(arguments[1:])
    for word in rest:
        if word == "--":
            result += [word, *rest]
            break
        result += _rewrite(word, rest, arguments[0])
    return result


def _rewrite(word: str, rest: Iterator[str], command: str) -> list[str]:
    if not word.startswith("-") or word == "-":
        return [word]
    name, has_value, value = word.lstrip("-").partition("=")
    if name in _COUNTED and has_value:
        return [f"-{name}"] * int(value) if value.isdigit() else [word]
    if name in _IGNORED_WITH_VALUE:
        if not has_value:
            next(rest, None)
        return []
    if name in _IGNORED:
        return []
    if name == "p" and command == "build":
        return [f"-j={value}"] if has_value else ["-j"]
    if name in _LONG:
        return [f"--{name}={value}"] if has_value else [f"--{name}"]
    if len(name) == 1 and has_value:
        return [f"-{name}", value]
    return [word]
