"""`goescape.toml`: options that one always passes, in the folder where one works or above it.

Options have their long names. At the top stand those of all commands, in a table those of one command; what is given
on the command line counts more.
"""

import os
from collections.abc import Mapping
from typing import Any, Final

import click

from goescape.load.files import ReadError, read_bytes
from goescape.session.flags import UsageError

NAME: Final = "goescape.toml"
# The table with rules for code.
GUARD: Final = "guard"
# A folder with one of these is where a module or workspace begins: nobody looks above it.
_ROOTS: Final = ("go.work", "go.mod", ".git")
_LARGEST: Final = 1 << 20


def guarded(directory: str) -> tuple[str, str, dict[str, Any]]:
    """The file, its text, and the table in it that has rules for code; all empty without a file."""
    try:
        file = _find(os.path.join(os.getcwd(), directory))
    except OSError:
        file = ""
    if not file:
        return "", "", {}
    text, values = _read(file)
    found = values.get(GUARD, {})
    if not isinstance(found, dict):
        raise UsageError(f"goescape: {file}: {GUARD} is a table")
    return file, text, found


def _read(file: str) -> tuple[str, dict[str, Any]]:
    # Most have none.
    import tomllib

    try:
        text = read_bytes(file, _LARGEST).decode()
        return text, tomllib.loads(text)
    except (ReadError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"goescape: {file}: {error}") from None


def defaults(directory: str, commands: Mapping[str, click.Command]) -> dict[str, dict[str, Any]]:
    """By command, what options are if they are not given. Raises UsageError for what makes no sense."""
    try:
        file = _find(os.path.join(os.getcwd(), directory))
    except OSError:
        # The command itself will say what is wrong with the directory.
        return {}
    if not file:
        return {}
    _, values = _read(file)
    known = {name: _options(command) for name, command in commands.items()}
    found: dict[str, dict[str, Any]] = {name: {} for name in known}
    everywhere = set().union(*known.values())
    for key, value in values.items():
        if key == GUARD:
            # What stands there is no option.
            continue
        if isinstance(value, dict):
            if key not in known:
                raise UsageError(f"goescape: {file}: there is no command {key}")
            found[key] |= {
                _named(file, key, each, known[key]): _given(value[each]) for each in value
            }
        else:
            name = _named(file, "", key, everywhere)
            for command, options in known.items():
                if name in options:
                    found[command].setdefault(name, _given(value))
    return found


def _find(folder: str) -> str:
    """The file for a folder; "" if there is none."""
    while True:
        file = os.path.join(folder, NAME)
        if os.path.isfile(file):
            return file
        above = os.path.dirname(folder)
        if above == folder or any(os.path.exists(os.path.join(folder, root)) for root in _ROOTS):
            return ""
        folder = above


def _options(command: click.Command) -> set[str]:
    """The options of a command that a file can set, by their long names."""
    named = [param for param in command.params if isinstance(param, click.Option)]
    return {_long(param) for param in named if param.name != "directory"}


def _long(param: click.Option) -> str:
    """The name in the file: `min-bytes`; `-l` is `l`."""
    return max(param.opts, key=len).lstrip("-")


def _named(file: str, command: str, name: str, options: set[str]) -> str:
    if name not in options:
        where = f"goescape {command}" if command else "any command"
        raise UsageError(f"goescape: {file}: there is no option {name} of {where}")
    return name


def _given(value: Any) -> Any:
    """As on a command line: a list of tags is one word."""
    return ",".join(map(str, value)) if isinstance(value, list) else value


def by_parameter(command: click.Command, values: dict[str, Any]) -> dict[str, Any]:
    """The same by the names that parameters have for click."""
    options = [param for param in command.params if isinstance(param, click.Option)]
    names = {_long(param): param for param in options}
    found: dict[str, Any] = {}
    for name, value in values.items():
        param = names[name]
        found[param.name or ""] = value.split(",") if param.multiple else value
    return found
