"""`python -m goescape`, and the command `goescape`."""

import signal
import sys


def main() -> None:
    """Run the command line."""
    # Until the program is loaded an interrupt simply ends it.
    handler = signal.getsignal(signal.SIGINT)
    if handler is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        if sys.argv[1:] == ["--version"]:
            from goescape.cli.version import run
        else:
            from goescape.cli.app import main as run
    except (MemoryError, OSError) as error:
        reason = "not enough memory" if isinstance(error, MemoryError) else str(error)
        sys.exit(f"goescape: cannot start: {reason}")
    run()


if __name__ == "__main__":
    main()
