"""The core as one library: mypyc makes C of it, which is compiled in a few large pieces on all cores.

mypyc would have each module be an extension of its own that finds its code in the library. Here `goescape._loading` does
that for all of them: hundreds of files less to compile, to install and to open.
"""

import hashlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.errors import CompileError, PlatformError

# After setuptools, which brings it.
from distutils import ccompiler, sysconfig  # isort: skip

REQUIREMENTS = ["mypy[mypyc]>=1.18"]
# Rooms of the core: calls between them become C calls.
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
# The library is goescape.core__mypyc.
GROUP = "goescape.core"
# Two thirds of the time of an analysis go by in Python's own functions, so optimising ours gains less than it costs
# whoever installs: -O2 takes twice as long to compile as this and makes an analysis a tenth faster. Wheels have it.
_LEVEL = "g"
# Where most of the remaining time goes by is worth -O1.
_BUSY_LEVEL = "1"
_BUSY = ["base", "ir", "syntax", "types", "escape", "summary"]
# Every piece reads a megabyte of declarations first.
_PIECES = 8


class _Choice:
    """What the wheel at hand is to be."""

    is_chosen = False
    is_compiled = False
    # Why it is not, for people.
    reason = ""
    scratch = "build"


def choose(is_compiled, reason, scratch):
    _Choice.is_chosen = True
    _Choice.is_compiled, _Choice.reason, _Choice.scratch = is_compiled, reason, scratch


def arguments():
    """What setup.py passes on."""
    found = {"cmdclass": {"build_ext": BuildCore, "build_py": BuildSources}}
    if _Choice.is_chosen:
        found["options"] = {"build": {"build_base": _Choice.scratch}}
    if _Choice.is_compiled:
        loader = Extension("goescape._core", ["src/goescape/_core.c"])
        found["ext_modules"] = [loader, Extension(f"{GROUP}__mypyc", [])]
    return found


def has_compiler():
    """Whether a C program that includes Python's headers compiles."""
    command = build_ext(Distribution())
    command.finalize_options()
    try:
        compiler = ccompiler.new_compiler()
        sysconfig.customize_compiler(compiler)
        with tempfile.TemporaryDirectory() as scratch:
            source = Path(scratch, "probe.c")
            source.write_text("#include <Python.h>\nint probe(void) { return PY_MAJOR_VERSION; }\n")
            compiler.compile([str(source)], output_dir=scratch, include_dirs=command.include_dirs)
    except (CompileError, PlatformError, OSError):
        return False
    return True


class BuildSources(build_py):
    """The Python files, of which one says how they were built."""

    def run(self):
        super().run()
        # An editable installation has the checkout's.
        if _Choice.is_chosen:
            built = Path(self.build_lib, "goescape", "_built.py")
            text = built.read_text(encoding="utf-8")
            for name, value in (("REASON", _Choice.reason), ("SOURCES", _state("src/goescape"))):
                empty = f'{name}: Final[str] = ""'
                assert empty in text
                text = text.replace(empty, f"{name}: Final[str] = {value!r}")
            built.write_text(text, encoding="utf-8")


def _state(directory):
    """A hash of all sources."""
    found = hashlib.sha256()
    for path in sorted(path for path in Path(directory).rglob("*") if path.suffix in (".py", ".c")):
        content = path.read_bytes()
        found.update(f"{path.as_posix()} {len(content)}\n".encode())
        found.update(content)
    return found.hexdigest()


class BuildCore(build_ext):
    """The library of the core, and what loads modules from it."""

    def get_source_files(self):
        # Those of the library are made, and belong to no distribution.
        return ["src/goescape/_core.c"]

    def build_extension(self, ext):
        if ext.name.endswith("__mypyc"):
            self._make_library(ext)
        super().build_extension(ext)

    def _make_library(self, ext):
        made = _translated(Path(self.build_temp, "c"))
        # The headers of the group are where its package is.
        headers = str(Path(self.build_temp, "c", *GROUP.split(".")[:-1]))
        ext.include_dirs = [*made.include_dirs, headers]
        directory = Path(self.build_temp, "pieces")
        directory.mkdir(parents=True)
        busy = [name for name in made.sources if _is_busy(name)]
        rest = [name for name in made.sources if not _is_busy(name)]
        level = os.environ.get("GOESCAPE_OPT_LEVEL")
        pieces = [(path, level or _BUSY_LEVEL) for path in _pieces(busy, directory / "busy")]
        pieces += [(path, level or _LEVEL) for path in _pieces(rest, directory / "rest")]

        def compile(piece):
            path, level = piece
            return self.compiler.compile(
                [str(path)],
                output_dir=self.build_temp,
                include_dirs=ext.include_dirs,
                extra_postargs=_flags(made.extra_compile_args, level),
            )

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            ext.extra_objects = [name for names in pool.map(compile, pieces) for name in names]


def _is_busy(source):
    """Whether a C file is of a room where much time goes by."""
    name = os.path.basename(source)
    return any(name.startswith(f"__native_goescape___{room}___") for room in _BUSY)


def _flags(given, level):
    """mypyc's flags for a compiler that knows -O, with another level; for another compiler those it chose."""
    return [f"-O{level}" if flag.startswith("-O") else flag for flag in given if flag != "-Werror"]


def _translated(directory):
    """The core in C, as the one extension whose sources it is."""
    from mypyc.build import mypycify

    os.environ["MYPYPATH"] = "src"
    patterns = [f"{room}/**/*.py" for room in CORE] + ALSO
    files = [
        str(path) for pattern in patterns for path in sorted(Path("src/goescape").glob(pattern))
    ]
    found = mypycify(
        files,
        opt_level="2",
        debug_level="0",
        multi_file=True,
        group_name=GROUP,
        target_dir=str(directory),
    )
    return next(each for each in found if each.name == f"{GROUP}__mypyc")


def _pieces(sources, stem):
    """C files that include all sources: a few of about the same size, the largest first."""
    pieces = [[] for _ in range(min(_PIECES, len(sources)))]
    sizes = [0] * len(pieces)
    for source in sorted(sources, key=os.path.getsize, reverse=True):
        least = sizes.index(min(sizes))
        sizes[least] += os.path.getsize(source)
        pieces[least].append(os.path.abspath(source).replace(os.sep, "/"))
    found = []
    for number in sorted(range(len(pieces)), key=lambda n: -sizes[n]):
        path = Path(f"{stem}{number}.c")
        lines = [f'#include "{name}"\n' for name in sorted(pieces[number])]
        path.write_text("".join(lines), encoding="utf-8")
        found.append(path)
    return found
