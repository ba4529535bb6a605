"""Builds the core rooms as extension modules when GOESCAPE_COMPILE=1 is set.

Everything else is in pyproject.toml. Without the variable, or without a C compiler, the same sources
run interpreted.
"""

import os
from multiprocessing.pool import ThreadPool
from pathlib import Path

from setuptools import setup
from setuptools.command.build_ext import build_ext

# One group: calls between these rooms become C calls.
CORE = [
    "base",
    "toolchain",
    "facts",
    "syntax",
    "types",
    "check",
    "ir",
    "lower",
    "opt",
    "escape",
    "evaluate",
]
# Outside the core, but their classes derive from classes of the core, or read and write its objects.
ALSO = [
    "summary/*.py",
    "session/summaries.py",
    "session/importing.py",
    "session/placing.py",
    "session/methods.py",
]
# A module of these that mypyc must not compile stands here with its reason.
INTERPRETED: dict[str, str] = {}


def extensions():
    if os.environ.get("GOESCAPE_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    os.environ["MYPYPATH"] = "src"
    patterns = [f"{room}/**/*.py" for room in CORE] + ALSO
    files = [
        str(path)
        for pattern in patterns
        for path in sorted(Path("src/goescape").glob(pattern))
        if str(path) not in INTERPRETED
    ]
    return mypycify(
        files,
        opt_level=os.environ.get("GOESCAPE_OPT_LEVEL", "2"),
        debug_level="0",
        multi_file=True,
        group_name="goescape",
    )


class ParallelBuild(build_ext):
    """mypyc makes one extension of many C files; compile them on all cores."""

    def build_extensions(self):
        compiler = self.compiler

        def compile(sources, output_dir=None, macros=None, include_dirs=None, debug=0,
                    extra_preargs=None, extra_postargs=None, depends=None):  # fmt: skip
            macros, objects, extra, pp_opts, build = compiler._setup_compile(
                output_dir, macros, include_dirs, sources, depends, extra_postargs
            )
            cc_args = compiler._get_cc_args(pp_opts, debug, extra_preargs)

            def one(item):
                source, suffix = build[item]
                compiler._compile(item, source, suffix, cc_args, extra, pp_opts)

            with ThreadPool(os.cpu_count()) as pool:
                pool.map(one, [item for item in objects if item in build], chunksize=1)
            return objects

        compiler.compile = compile
        super().build_extensions()


setup(ext_modules=extensions(), cmdclass={"build_ext": ParallelBuild})
