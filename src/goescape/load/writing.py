"""How files of our own are written: nobody ever sees half of one."""

import os
import time
from contextlib import suppress


def write_whole(path: str, data: bytes) -> None:
    """Write a file that appears under its name in one step; raises OSError."""
    directory, name = os.path.split(path)
    temporary = f"{directory}/.{name}.{os.getpid()}.{time.monotonic_ns()}"
    flags = (
        os.O_WRONLY
        | os.O_CREAT
        | os.O_EXCL
        | getattr(os, "O_CLOEXEC", 0)
        | getattr(os, "O_BINARY", 0)
    )
    handle = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
