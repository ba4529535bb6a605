"""Go's spelling of options, turned into one that an option parser of today reads.

`-m=2` becomes `-m -m`, `--gcflags` and `-gcflags` are the same. Flags of the go command that change nothing of what the
compiler says (`-o FILE`, `-ldflags`, …) are dropped, so that a command from a README works as it stands; those that
do and are not simulated are refused.
"""

from collections.abc import Iterator
from typing import Final

from goescape.session import refusal
from goescape.session.flags import UsageError
from goescape.toolchain import registry

_ANALYZING: Final = frozenset("compile build test verify view explain graph".split())
# About linking, or where things are written.
_WITHOUT_EFFECT: Final = frozenset("o ldflags asmflags buildvcs modcacherw pack".split())
# About running tests, which nobody does here.
_OF_RUNS: Final = frozenset(
    "c run bench benchtime benchmem count cpu short timeout vet skip fuzz".split()
)
_RUN_SWITCHES: Final = frozenset("c benchmem short".split())
# Those that have no value of their own, unless one is given after `=`.
_SWITCHES: Final = frozenset(
    "buildvcs modcacherw pack race msan asan cover linkshared trimpath".split()
)
_LONG: Final = frozenset(
    "tags gcflags lang goroot cache-dir mod pgo json show go version help deps costs tests complete std".split()
)
_COUNTED: Final = frozenset("mlN")
# More than any compiler flag can be repeated with effect.
_COUNT_DIGITS: Final = 3


def normalize(arguments: list[str]) -> list[str]:
    """Rewrite the options of commands that analyze; stops at `--`. Raises LoadError, UsageError."""
    if not arguments or arguments[0] not in _ANALYZING:
        return arguments
    result = [arguments[0]]
    rest = iter(arguments[1:])
    for word in rest:
        if word == "--":
            result += [word, *rest]
            break
        result += _rewrite(word, rest, arguments[0])
    return result


def directory(arguments: list[str]) -> str:
    """What is given with `-C`, in normalized arguments; "" for nothing."""
    words = arguments[: arguments.index("--")] if "--" in arguments else arguments
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == "-C":
            return following
        if word.startswith("-C"):
            return word.removeprefix("-C").removeprefix("=")
    return ""


def _rewrite(word: str, rest: Iterator[str], command: str) -> list[str]:
    if not word.startswith("-") or word == "-":
        return [word]
    name, has_value, value = word.removeprefix("-").removeprefix("-").partition("=")
    if name in _COUNTED and has_value:
        return [f"-{name}"] * _count(word, value)
    # Which release it will be is not known yet.
    flags = registry.newest().go_flags
    if name in flags.unsimulated or name == "buildmode":
        if not has_value:
            value = "true" if name in _SWITCHES else next(rest, "")
        refusal.check_build_flag(flags, name, value)
        return []
    if name in _WITHOUT_EFFECT or (command == "test" and name in _OF_RUNS):
        if not has_value and name not in _SWITCHES | _RUN_SWITCHES:
            next(rest, None)
        return []
    if name == "p" and command != "compile":
        return [f"-j={value}"] if has_value else ["-j"]
    if name in _LONG:
        return [f"--{name}={value}"] if has_value else [f"--{name}"]
    if len(name) == 1 and has_value:
        return [f"-{name}", value]
    return [word]


def _count(word: str, value: str) -> int:
    if value in ("true", "false"):
        return int(value == "true")
    if not (value.isascii() and value.isdigit()) or len(value) > _COUNT_DIGITS:
        raise UsageError(f"invalid value in {word}")
    return int(value)
