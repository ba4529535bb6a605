"""Settings of `godebug` lines: the release in use knows which there are."""

import os
import re
from typing import Final

from goescape.load import names, versions
from goescape.load.files import ReadError, read_bytes

_NAME: Final = re.compile(rb'\{Name: "([^"]+)"')


def problem(source_dir: str, running: str, key: str, value: str) -> str:
    """Why a setting is refused by the release that is `running`, in the go command's words; "" if it is not."""
    for what, text in (("key", key), ("value", value)):
        if " " in text or "\t" in text:
            return f"{what} contains space"
    if key == "default":
        return _default_problem(running, value)
    try:
        table = read_bytes(os.path.join(source_dir, "internal", "godebugs", "table.go"))
    except ReadError:
        return ""
    known = {name.decode() for name in _NAME.findall(table)}
    return "" if key in known else f"unknown godebug {names.quoted(key)}"


def _default_problem(running: str, value: str) -> str:
    version = value.removeprefix("go")
    if version == value or not versions.is_go_version(version):
        return "value for default= must be goVERSION"
    if not versions.go_at_least(running.removeprefix("go"), version):
        return f"default={value} too new (toolchain is {running})"
    return ""
