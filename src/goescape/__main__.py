"""`python -m goescape`, and the command `goescape`."""

import signal
import sys
from collections.abc import Callable


def _command() -> Callable[[], object]:
    if sys.argv[1:] == ["--version"]:
        from goescape.cli import version

        return version.run
    from goescape.cli import app

    return app.main


def main() -> None:
    """Run the command line."""
    # Until the program is loaded an interrupt simply ends it.
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        run = _command()
    except (MemoryError, OSError) as error:
        reason = "not enough memory" if isinstance(error, MemoryError) else str(error)
        sys.exit(f"goescape: cannot start: {reason}")
    run()


if __name__ == "__main__":
    main()
