"""Builds the core rooms as extension modules when GOESCAPE_COMPILE=1 is set.

Everything else is in pyproject.toml. Without the variable, or without a C compiler, the same sources
run interpreted.
"""

import os
from pathlib import Path

from setuptools import setup

# One group: calls between these rooms become C calls.
CORE = ["base", "release", "syntax", "types", "check", "ir", "lower", "opt", "escape"]

# A module of the core that mypyc must not compile stands here with its reason.
INTERPRETED: dict[str, str] = {}


def extensions():
    if os.environ.get("GOESCAPE_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    os.environ["MYPYPATH"] = "src"
    files = [
        str(path)
        for room in CORE
        for path in sorted(Path("src/goescape", room).glob("*.py"))
        if str(path) not in INTERPRETED
    ]
    return mypycify(
        files,
        opt_level=os.environ.get("GOESCAPE_OPT_LEVEL", "3"),
        debug_level="0",
        multi_file=True,
        group_name="goescape",
    )


setup(ext_modules=extensions())
