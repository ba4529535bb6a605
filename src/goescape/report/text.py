"""The compiler's own lines, and the form `go build` gives them."""

import os
from typing import Final

from goescape.api.model import Explanation, Message, PackageResult

# What the compiler prints for a position that it does not know.
UNKNOWN: Final = "<unknown line number>"

_TRUNCATED: Final = (
    "warning: truncated explanation due to assignment cycle; see golang.org/issue/35518"
)


def lines(messages: list[Message]) -> str:
    """One line a message, its explanation below, as `go tool compile` prints them."""
    out: list[str] = []
    for message in messages:
        if message.explanation is None:
            out.append(f"{message}\n")
        else:
            _add_explained(out, message, message.explanation)
    return "".join(out)


def _add_explained(out: list[str], message: Message, explanation: Explanation) -> None:
    """Every line begins with the position of the value that is explained."""
    at = message.position or UNKNOWN
    out.append(f"{at}: {message.text}\n")
    for flow in explanation.flows:
        operators = "&" if flow.derefs < 0 else "*" * flow.derefs
        out.append(f"{at}:   flow: {flow.dst} \u2190 {operators}{flow.src}:\n")
        for reason in flow.reasons:
            if not reason.why:
                continue
            where = reason.position or UNKNOWN
            out.append(f"{at}:     from {reason.text} ({reason.why}) at {where}\n")
    if explanation.truncated:
        out.append(f"{at}:   {_TRUNCATED}\n")


def under_header(result: PackageResult, messages: list[Message], cwd: str) -> str:
    """`# importpath` and the lines with shortened paths; nothing for a package without lines."""
    if not messages:
        return ""
    return f"# {result.import_path}\n" + shorten(lines(messages), result.dir, cwd)


def shorten(text: str, directory: str, cwd: str) -> str:
    """Replace the package's directory, then each parent, by a relative path where that is shorter.

    Longest first, so a file of a sibling package is found through the common parent. `/` is replaced
    as well when that pays, as the go command does.
    """
    while True:
        relative = os.path.relpath(directory, cwd)
        if len(relative) < len(directory) and _same_file(os.path.join(cwd, relative), directory):
            text = _replace_path(text, directory, relative)
        parent = os.path.dirname(directory)
        if parent == directory:
            return text
        directory = parent


def _same_file(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return not os.path.exists(path) and not os.path.exists(other)


def _replace_path(text: str, old: str, new: str) -> str:
    """Replace paths at line starts, after a blank, and after a line's leading tab."""
    if old not in text:
        return text
    for before in (" ", "\n", "\n\t"):
        text = text.replace(before + old, before + new)
    return new + text[len(old) :] if text.startswith(old) else text
