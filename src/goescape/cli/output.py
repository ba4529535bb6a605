"""What the commands print, and where: diagnostics to stdout, errors and progress to stderr."""

import codecs
import io
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Final

import goescape
from goescape.api.build import Plan
from goescape.api.model import BuildResult, Message, PackageResult
from goescape.release import toolchain
from goescape.report import jsonlines, text

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress
    from rich.progress import TaskID

_SLOW: Final = 1.0


def prepare_streams() -> None:
    """Bytes of the source that are no text are written as they are; what the terminal cannot show, escaped."""
    codecs.register_error(_RAW, _raw)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=_RAW)


_RAW: Final = "goescape.raw"


def _raw(failure: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(failure, UnicodeEncodeError):
        raise failure
    out = b""
    for char in failure.object[failure.start : failure.end]:
        code = ord(char)
        if 0xDC80 <= code <= 0xDCFF:
            out += bytes([code - 0xDC00])
        else:
            out += char.encode("ascii", "backslashreplace")
    return out, failure.end


def error(message: str) -> None:
    print(message, file=sys.stderr)


def version_line() -> str:
    """`goescape 0.1.0 (compiled, go1.27.3)`."""
    kind = "compiled" if goescape.is_compiled() else "interpreted"
    return f"goescape {goescape.__version__} ({kind}, {toolchain.VERSION})"


def print_plain(result: BuildResult) -> None:
    """Lines without headers, as the compiler itself prints them."""
    _print_problems_before(result)
    for package in result.packages:
        if package.shown:
            sys.stdout.writelines(text.pieces(package.messages))
            package.forget_messages()
        sys.stderr.write(text.lines(package.errors))
        _print_defect(package)


def print_build(result: BuildResult, cwd: str) -> None:
    """Lines under `# importpath` headers, as `go build` prints them."""
    _print_problems_before(result)
    for package in result.packages:
        if package.shown:
            sys.stdout.writelines(text.pieces_under_header(package, package.messages, cwd))
            package.forget_messages()
        if package.errors:
            sys.stdout.flush()
            sys.stderr.write(text.under_header(package, package.errors, cwd))
        _print_defect(package)


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
    _print_problems_before(result)
    for line in jsonlines.lines(result):
        print(line)


def print_problems(result: BuildResult) -> None:
    """Everything that went wrong, to stderr."""
    _print_problems_before(result)
    for package in result.packages:
        sys.stderr.write(text.lines(package.errors))
        _print_defect(package)


def _print_problems_before(result: BuildResult) -> None:
    for message in result.warnings + result.errors:
        error(message)


def _print_defect(package: PackageResult) -> None:
    """What kept a package from being analyzed, apart from its own errors."""
    if package.blocked_by and package.shown:
        sys.stdout.flush()
        error(f"# {package.import_path}\nnot analyzed: depends on {package.blocked_by}")
    if package.defect:
        sys.stdout.flush()
        error(f"# {package.import_path}\n{package.defect}")
        error("goescape: this is a defect of goescape, not of your program; please report it")


class Progress:
    """A bar on stderr, if that is a terminal and the run takes more than a second."""

    def __init__(self) -> None:
        self._start = time.monotonic()
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
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._start < _SLOW:
                return
            self._bar = _make_bar()
            self._task = self._bar.add_task("", total=total)
            self._bar.start()
        if self._task is not None:
            self._bar.update(self._task, completed=done, description=import_path)


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
