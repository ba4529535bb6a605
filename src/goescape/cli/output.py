"""What the commands print, and where: diagnostics to stdout, errors and progress to stderr."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Final

from goescape.cli import streams, version
from goescape.lines.model import Message
from goescape.load.names import escaped_lines
from goescape.report import text
from goescape.session import cachedir
from goescape.session.build import Plan
from goescape.session.model import BuildResult, PackageResult

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_SLOW: Final = 1.0
# Seconds between two lines where no bar can be drawn.
_PATIENCE: Final = 15.0
# Seconds after which it is worth knowing that goescape could be faster.
_LONG: Final = 10.0
# Said once, however many builds a command is made of.
_said: set[str] = set()


def error(message: str) -> None:
    """A text for people on stderr."""
    streams.say(escaped_lines(message))


def verbatim(text: str) -> None:
    """Text on stderr in the form of another program."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        streams.silence(2)


def show(console: "Console", renderable: "RenderableType") -> None:
    """Print by rich, but write ourselves: it ends the program in its own way when a pipe is closed."""
    with console.capture() as capture:
        console.print(renderable)
    sys.stdout.write(capture.get())


def print_plain(result: BuildResult) -> None:
    """Lines without headers, as the compiler itself prints them."""
    _print_problems_before(result)
    for package in result.packages:
        if package.shown:
            sys.stdout.writelines(text.pieces(package.messages))
            package.forget_messages()
        verbatim(text.lines(package.errors))
        _print_obstacles(package)


def print_build(result: BuildResult, cwd: str) -> None:
    """Lines under `# importpath` headers, as `go build` prints them."""
    _print_problems_before(result)
    for package in result.packages:
        if package.shown:
            sys.stdout.writelines(text.pieces_under_header(package, package.messages, cwd))
            package.forget_messages()
        if package.errors:
            sys.stdout.flush()
            verbatim(text.under_header(package, package.errors, cwd))
            _print_unsound(package)
        _print_obstacles(package)


def name_analyzed(result: BuildResult) -> None:
    """Import paths of packages that the cache did not have, as `go build -v` names them."""
    for package in result.packages:
        if package.is_new:
            error(package.import_path)


def write_logs(result: BuildResult, plan: Plan) -> None:
    """The optimisation log, for packages compiled with `-json=0,DIR`."""
    if not any(flags.log_directory for flags in plan.flags.values()):
        return
    from goescape.report import optlog

    try:
        optlog.write(result, plan)
    except OSError as failure:
        result.errors.append(f"goescape: cannot write the optimisation log: {failure}")


def renderer(cwd: str) -> Callable[[PackageResult, list[Message]], str]:
    """How `go build` run in `cwd` shows messages of a package."""

    def render(package: PackageResult, messages: list[Message]) -> str:
        return text.under_header(package, messages, cwd)

    return render


def print_json(result: BuildResult) -> None:
    from goescape.report import jsonlines

    _print_problems_before(result)
    for line in jsonlines.lines(result):
        print(line)


def print_problems(result: BuildResult, cwd: str) -> None:
    """Everything that went wrong, to stderr."""
    _print_problems_before(result)
    for package in result.packages:
        if package.errors:
            error(text.under_header(package, package.errors, cwd).rstrip("\n"))
            _print_unsound(package)
        _print_obstacles(package)


def _print_unsound(package: PackageResult) -> None:
    """Of what nothing is known because of errors, if the rest was analyzed."""
    lost = [*package.unsound_functions, *package.unsound_declarations]
    if lost and package.facts is not None:
        error(f"analyzed all the same, without {', '.join(lost)}")


def _print_problems_before(result: BuildResult) -> None:
    for message in result.warnings + result.errors:
        if message not in _said:
            _said.add(message)
            error(message)


def _print_obstacles(package: PackageResult) -> None:
    """What kept a package from being analyzed, apart from its own errors."""
    if package.obstacle:
        sys.stdout.flush()
        error(f"# {package.import_path}\nnot analyzed: {package.obstacle}")
    if package.blocked_by and package.shown:
        sys.stdout.flush()
        error(f"# {package.import_path}\nnot analyzed: depends on {package.blocked_by}")
    if package.defect:
        sys.stdout.flush()
        error(f"# {package.import_path}\n{package.defect}")
        error("goescape: this is a defect of goescape, not of your program; please report it")


@dataclass(frozen=True, slots=True)
class Manner:
    """How a command speaks to people."""

    # "auto", "always" or "never".
    color: str = "auto"
    is_quiet: bool = False
    is_verbose: bool = False

    def console(self, width: int | None = None, soft_wrap: bool = False) -> "Console":
        from rich.console import Console

        return Console(
            highlight=False,
            width=width,
            soft_wrap=soft_wrap,
            force_terminal=True if self.color == "always" else None,
            color_system=None if self.color == "never" else "auto",
        )


def say_what_was_done(result: BuildResult, seconds: float) -> None:
    """For `-v`: what was analyzed and what was not, on stderr."""
    new = [package.import_path for package in result.packages if package.is_new]
    for path in new:
        error(f"analyzed {path}")
    kept = len(result.packages) - len(new)
    error(f"{len(new)} packages analyzed, {kept} from the cache, in {seconds:.1f} s")


class Progress:
    """What a long run is doing, on stderr: a bar after a second if that is a terminal, a line now and then if not."""

    def __init__(self, is_quiet: bool = False) -> None:
        self._is_quiet = is_quiet
        self._start = time.monotonic()
        self._said = self._start
        self._is_long = False
        self._bar: "RichProgress | None" = None
        self._task: "TaskID | None" = None

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def update(self, done: int, total: int, import_path: str) -> None:
        if self._is_quiet or done == total:
            # What is over needs no patience.
            return
        now = time.monotonic()
        if not self._is_long and now - self._start > _LONG:
            self._is_long = True
            _say_why_slow()
        if self._bar is None:
            if not sys.stderr.isatty():
                if now - self._said >= _PATIENCE:
                    self._said = now
                    error(f"goescape: {done} of {total} packages done, at {import_path}")
                return
            if now - self._start < _SLOW:
                return
            self._bar = _make_bar()
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=done, description=import_path)


def _say_why_slow() -> None:
    """Once on a machine, in the first run that takes long."""
    why = version.why_interpreted()
    if why and cachedir.is_first("slow"):
        error(
            f"goescape: runs interpreted, {version.SLOWER}: {why}; README.md says how to change that"
        )


def _make_bar() -> "RichProgress":
    # Rich takes a while to import and most runs are over before a bar would show.
    from rich import console, progress

    return progress.Progress(
        progress.TextColumn("{task.description:40.40}"),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        console=console.Console(stderr=True),
        transient=True,
    )
