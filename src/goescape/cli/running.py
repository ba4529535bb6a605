"""A run from outside: its statuses, its signals, and no traceback whatever happens."""

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final, NoReturn

import click

from goescape.cli import streams
from goescape.load.model import LoadError
from goescape.load.names import escaped_lines
from goescape.session.flags import UsageError
from goescape.session.model import BAD_INPUT, DEFECT, DONE, USAGE

# As shells number a run that Ctrl-C ended.
INTERRUPTED: Final = 130


class _Ended(BaseException):
    """Somebody asked the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def run(command: Callable[[], object]) -> NoReturn:
    """Run a command to its status; does not return."""
    ended = 0
    status = DONE
    _catch_signals()
    try:
        status = _status(command)
    except _Ended as signalled:
        ended = signalled.number
    # Workers are gone now: what held them went with the exception.
    problem = streams.finish()
    if ended == signal.SIGINT:
        sys.exit(INTERRUPTED)
    if ended:
        signal.signal(ended, signal.SIG_DFL)
        os.kill(os.getpid(), ended)
    sys.exit(max(status, streams.complain(problem)))


def _catch_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # What was ignored (nohup) stays so.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _end)


def _end(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)
    raise _Ended(number)


def _status(command: Callable[[], object]) -> int:
    try:
        command()
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else DONE
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return INTERRUPTED
    except click.ClickException as error:
        return _said(_usage(error), error.exit_code)
    except UsageError as error:
        return _said(str(error), USAGE)
    except LoadError as error:
        return _said(str(error), BAD_INPUT)
    except MemoryError:
        return _said("goescape: not enough memory", BAD_INPUT)
    except OSError as error:
        problem = streams.failure(error)
        if not problem:
            streams.silence(1)
            return DONE
        where = f" {error.filename}" if isinstance(error.filename, str) else ""
        what = f"{where.strip()}: " if where else "cannot write: "
        return _said(f"goescape: {what}{problem}", BAD_INPUT)
    except Exception as error:
        words = f"goescape: internal error: {type(error).__name__}: {error}"
        return _said(
            f"{words}\ngoescape: this is a defect of goescape, not of your program; please report it",
            DEFECT,
        )
    return DONE


def _said(message: str, status: int) -> int:
    streams.say(escaped_lines(message))
    return status


def _usage(error: click.ClickException) -> str:
    if not isinstance(error, click.UsageError) or error.ctx is None:
        return f"Error: {error.format_message()}"
    hint = f"Try '{error.ctx.command_path} -h' for help."
    return f"{error.ctx.get_usage()}\n{hint}\n\nError: {error.format_message()}"
