"""Options that several commands have, and how help shows them: by what they are for, with examples."""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any, Final

import click

from goescape.cli.output import Manner

MODES: Final = ("mod", "readonly", "vendor")
COLORS: Final = ("auto", "always", "never")
COUNT: Final = click.IntRange(min=0)
SETTINGS: Final = {"help_option_names": ["-h", "--help"]}

# What options are for, in the order of help.
OUTPUT: Final = "Output"
CHOICE: Final = "What is shown"
PACKAGES: Final = "Packages"
COMPILER: Final = "As the compiler"
RUN: Final = "This run"
GROUPS: Final = (CHOICE, OUTPUT, COMPILER, PACKAGES, RUN)

_Callback = Callable[..., object]
_Decorator = Callable[[_Callback], _Callback]


class GroupedOption(click.Option):
    """An option that knows what it is for."""

    def __init__(self, *args: Any, group: str = RUN, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group: Final = group


class GroupedCommand(click.Command):
    """Help with options in groups, and examples as they are written."""

    def __init__(self, *args: Any, examples: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples: Final = list(examples)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        groups: dict[str, list[tuple[str, str]]] = {name: [] for name in GROUPS}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                group = param.group if isinstance(param, GroupedOption) else RUN
                groups[group].append(record)
        for name, records in groups.items():
            if records:
                with formatter.section(name):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"{' ' * formatter.current_indent}{example}\n")


def option(*names: str, group: str, **attributes: Any) -> _Decorator:
    """An option in a group of the help."""
    return click.option(*names, cls=GroupedOption, group=group, **attributes)


@dataclass(frozen=True, slots=True)
class Common:
    """What every command that analyzes is told."""

    # As written after -C; "" for the current directory.
    directory: str = ""
    rebuild: bool = False
    tags: str | None = None
    mod: str = ""
    pgo: str = ""
    # How often -l was given.
    l: int = 0  # noqa: E741 - the flag is called so
    goroot: str | None = None
    cache_dir: str | None = None
    jobs: int = 0


_ANALYZING: Final[list[_Decorator]] = [
    option("-j", "--jobs", group=RUN, metavar="N", type=COUNT, default=0, help="Worker processes [cores]."),
    option(
        "--cache-dir",
        group=RUN,
        metavar="DIR",
        envvar="GOESCAPE_CACHE",
        help="Where summaries are kept [$GOESCAPE_CACHE, or the user's cache directory].",
    ),
    option("--goroot", group=RUN, metavar="DIR", help="Where the standard library's sources are."),
    option("-l", group=COMPILER, count=True, help="Inlining off."),
]  # fmt: skip

_OF_PACKAGES: Final[list[_Decorator]] = [
    option("--pgo", group=COMPILER, metavar="off", default="", help="Take no notice of default.pgo."),
    option(
        "--mod",
        group=PACKAGES,
        metavar="MODE",
        type=click.Choice(("", *MODES)),
        default="",
        help="mod, readonly or vendor.",
    ),
    option("--tags", group=PACKAGES, metavar="LIST", help="Build tags, separated by commas."),
    option("-a", "rebuild", group=RUN, is_flag=True, help="Analyze again what the cache has."),
    option("-C", "directory", group=PACKAGES, metavar="DIR", default="", help="Change to DIR first."),
]  # fmt: skip

_LINES: Final[list[_Decorator]] = [
    option("-N", "n", group=COMPILER, count=True, help="Optimisations off (inlining stays on)."),
    option("-m", group=COMPILER, count=True, help="Print decisions."),
]


_COLOR: Final = option(
    "--color",
    group=OUTPUT,
    type=click.Choice(COLORS),
    default="auto",
    help="Colours and links [auto: on a terminal, unless NO_COLOR is set].",
)
quiet: Final = option(
    "-q", "--quiet", "is_quiet", group=OUTPUT, is_flag=True, help="No progress, no hints."
)
_VERBOSE: Final = option(
    "-v",
    "--verbose",
    "is_verbose",
    group=OUTPUT,
    is_flag=True,
    help="Say what was analyzed, and how long it took.",
)


def for_files(command: _Callback) -> _Callback:
    """The options of commands that analyze, as one argument `common`."""
    return _packed(_with(command, _ANALYZING), "common", Common)


def for_packages(command: _Callback) -> _Callback:
    """The same, of those that take package patterns."""
    return _packed(_with(command, _OF_PACKAGES + _ANALYZING), "common", Common)


def of_lines(command: _Callback) -> _Callback:
    """Options of the commands that print the compiler's lines."""
    return _with(command, _LINES)


def for_people(command: _Callback) -> _Callback:
    """How the command speaks to people, as one argument `manner`."""
    return _packed(_with(command, [_VERBOSE, quiet, _COLOR]), "manner", Manner)


def all_of(options: Iterable[_Decorator]) -> _Decorator:
    """Several options, in their order, as one decorator."""
    return lambda command: _with(command, [*options][::-1])


def _with(command: _Callback, options: list[_Decorator]) -> _Callback:
    for each in options:
        command = each(command)
    return command


def _packed(command: _Callback, argument: str, kind: type[Common] | type[Manner]) -> _Callback:
    """The options that `kind` has fields for become one argument."""
    names = [field.name for field in fields(kind)]

    @functools.wraps(command)
    def run(**values: Any) -> object:
        values[argument] = kind(**{name: values.pop(name) for name in names if name in values})
        return command(**values)

    return run


tests = option(
    "--tests",
    group=PACKAGES,
    is_flag=True,
    help="Tests too: files _test.go, with what `go test` compiles for them.",
)
as_json = option("--json", "as_json", group=OUTPUT, is_flag=True, help="For programs.")
deps = option("--deps", group=CHOICE, is_flag=True, help="Dependencies too: -gcflags='all=-m'.")
