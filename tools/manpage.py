"""The manual page, docs/goescape.1, made of the command line's own help.

`make man` writes it; what is said of options, arguments and examples stands in the program only.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from goescape._version import VERSION
from goescape.cli.app import app
from goescape.cli.options import GROUPS, GroupedCommand, GroupedOption

PAGE: Final = Path(__file__).parent.parent / "docs" / "goescape.1"

_STATUSES: Final = (
    ("0", "Done."),
    ("1", "verify found a difference."),
    ("2", "Wrong usage."),
    (
        "3",
        "Input that could not be analyzed: syntax and type errors, missing packages, what is not simulated. What is sound is "
        "reported all the same.",
    ),
    ("4", "A defect of goescape."),
    ("130", "Interrupted."),
)
_ENVIRONMENT: Final = (
    ("GOESCAPE_CACHE", "Where summaries of packages are kept."),
    ("NO_COLOR", "No colours, whatever the terminal."),
    (
        "GOROOT, GOOS, GOARCH, GOAMD64, GOFLAGS, GOWORK, GOMODCACHE, GOEXPERIMENT, CGO_ENABLED",
        "As for go; without GOOS and GOARCH the target is linux/amd64, and without CGO_ENABLED cgo is off.",
    ),
)
_FILES: Final = (
    (
        "goescape.toml",
        "Options that one always passes, beside go.mod or below it: by their long names, for all commands or in a table "
        "for one of them. The command line counts more.",
    ),
)


def page() -> str:
    """The page in the language of man(7)."""
    context = click.Context(app, info_name="goescape")
    summary, _, rest = _paragraphs(app.help).partition("\n\n")
    lines = [
        f'.TH GOESCAPE 1 "" "goescape {VERSION}" "User Commands"',
        ".SH NAME",
        f"goescape \\- {_escaped(summary[:1].lower() + summary[1:].rstrip('.'))}",
        ".SH SYNOPSIS",
    ]
    commands = [(name, app.commands[name]) for name in app.list_commands(context)]
    for name, command in commands:
        if isinstance(command, GroupedCommand):
            lines += [".PP", f"\\fBgoescape {name}\\fR {_escaped(_usage(command, context, name))}"]
    lines += [".SH DESCRIPTION", *_text(rest), ".SH COMMANDS"]
    for name, command in commands:
        lines += _command(name, command, context)
    lines += [".SH EXIT STATUS", *_list(_STATUSES)]
    lines += [".SH ENVIRONMENT", *_list(_ENVIRONMENT), ".SH FILES", *_list(_FILES)]
    lines += [".SH COMPLETION", *_text(_COMPLETION), ".SH SEE ALSO", ".BR go (1)"]
    return "\n".join(lines) + "\n"


_COMPLETION: Final = """Of the shell's own kind:

eval "$(_GOESCAPE_COMPLETE=bash_source goescape)" in bash, the same with zsh_source in zsh; in fish,
_GOESCAPE_COMPLETE=fish_source goescape | source."""


def _command(name: str, command: click.Command, context: click.Context) -> list[str]:
    own = click.Context(command, info_name=name, parent=context)
    if isinstance(command, click.Group):
        lines: list[str] = []
        for inner in command.list_commands(own):
            lines += _command(f"{name} {inner}", command.commands[inner], context)
        return lines
    lines = [f".SS goescape {name}", *_text(_paragraphs(command.help))]
    groups: dict[str, list[click.Option]] = {group: [] for group in GROUPS}
    for param in command.params:
        if isinstance(param, click.Option) and not param.hidden:
            group = param.group if isinstance(param, GroupedOption) else GROUPS[-1]
            groups[group].append(param)
    for group, options in groups.items():
        records = [record for option in options if (record := option.get_help_record(own))]
        if records:
            lines += [".PP", f"\\fI{group}\\fR", *_list(records)]
    if isinstance(command, GroupedCommand) and command.examples:
        lines += [".PP", "\\fIExamples\\fR", ".PP", ".nf", ".RS 4"]
        lines += [_escaped(example) for example in command.examples]
        lines += [".RE", ".fi"]
    return lines


def _usage(command: click.Command, context: click.Context, name: str) -> str:
    own = click.Context(command, info_name=name, parent=context)
    return " ".join(command.collect_usage_pieces(own))


def _paragraphs(text: str | None) -> str:
    """Help as click has it: indented as in the source."""
    lines = [line.strip() for line in (text or "").strip().split("\n")]
    return "\n".join(lines)


def _text(paragraphs: str) -> list[str]:
    lines: list[str] = []
    for paragraph in paragraphs.split("\n\n"):
        lines += [".PP", *(_escaped(line) for line in paragraph.split("\n"))]
    return lines


def _list(entries: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for name, text in entries:
        lines += [".TP", f"\\fB{_escaped(name)}\\fR", _escaped(" ".join(text.split()))]
    return lines


def _escaped(text: str) -> str:
    """Text as it is: no escapes, no hyphens in place of minus signs, no request at the beginning of a line."""
    found = (
        text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    )
    found = found.replace("…", "...").replace("^", "\\(ha").replace("~", "\\(ti")
    return f"\\&{found}" if found.startswith(".") else found


def main() -> None:
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
