"""Packages between the scheduler and the pipeline: what a worker does, and how messages are kept.

The pipeline's rooms are imported when there is something to analyse: a run that finds everything in the store
does without them.
"""

import gc
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import final

from goescape._version import VERSION
from goescape.api import stored
from goescape.api.flags import CompilerFlags
from goescape.api.model import LogFile, Message, PackageResult
from goescape.engine.scheduler import Analyzer, Died, Outcome, Task, run
from goescape.engine.store import Store, digest
from goescape.engine.stored import StoredSummaries
from goescape.load.model import Graph, Package

RELEASE = "go1.27.3"


def analyze(
    graph: Graph,
    flags: dict[str, CompilerFlags],
    order: list[str],
    store: Store,
    jobs: int,
    rebuild: bool,
) -> Iterator[PackageResult]:
    """Results of the packages in `order`, in that order."""
    analyzer = PackageAnalyzer(graph, flags)
    tasks = [
        Task(path, [dep for dep in graph.packages[path].dependencies if dep != "unsafe"])
        for path in order
        if not _is_unsafe(graph.packages[path])
    ]
    outcomes = run(tasks, store, analyzer, jobs, rebuild)
    collects = gc.isenabled()
    try:
        for path in order:
            package = graph.packages[path]
            if _is_unsafe(package):
                yield PackageResult(path, package.dir)
            else:
                yield _result(package, next(outcomes))
    finally:
        if collects:
            gc.enable()


def _is_unsafe(package: Package) -> bool:
    return package.import_path == "unsafe" and package.standard


def _result(package: Package, outcome: Outcome) -> PackageResult:
    result = PackageResult(package.import_path, package.dir, blocked_by=outcome.blocked_by)
    if isinstance(outcome.failure, PackageResult):
        return outcome.failure
    if isinstance(outcome.failure, Died):
        result.defect = "internal error: the worker process died"
    elif outcome.is_sound:
        result.message_source = EncodedMessages(outcome.messages)
    return result


@final
class EncodedMessages:
    """The messages of a package, decoded when somebody wants to see them."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self) -> list[Message]:
        return stored.decode(self._data)

    def read_log(self) -> list[LogFile]:
        return stored.decode_log(self._data)


@final
class PackageAnalyzer(Analyzer):
    """Takes packages of one graph through the pipeline."""

    def __init__(self, graph: Graph, flags: dict[str, CompilerFlags]) -> None:
        self._graph = graph
        self._flags = flags
        self._tool = _tool_identity()
        self._summaries: StoredSummaries | None = None

    def start(self, summaries: StoredSummaries) -> None:
        # A package's trees are full of cycles, and alive until the package is done: looking for garbage
        # among them while they grow takes three quarters of the time. It is looked for in between.
        gc.disable()
        self._summaries = summaries

    def content_key(self, path: str) -> bytes:
        package = self._graph.packages[path]
        given = self._flags[path]
        flags = [f"-m={given.m > 1} -l={given.l} -N={given.n} {given.watched}"]
        if given.log_directory:
            flags.append("-json")
        flags += [self._tool, RELEASE, package.link_path, package.import_path, package.lang]
        flags += [str(package.complete), str(package.runtime), repr(package.import_map)]
        parts = [flag.encode("utf-8", "surrogateescape") for flag in flags]
        for shown, file_path in zip(package.compiler_files, package.file_paths, strict=True):
            parts.append(os.path.abspath(shown).encode("utf-8", "surrogateescape"))
            parts.append(_content(file_path))
        for name in package.assembly_files:
            parts.append(_content(f"{package.dir}/{name}"))
        return digest(parts)

    def analyze(self, path: str) -> tuple[bytes, bytes] | object:
        result = self._analyze(path)
        gc.collect(0)
        return result

    def _analyze(self, path: str) -> tuple[bytes, bytes] | object:
        from goescape.api import pipeline
        from goescape.api.importing import OwnTemplates, SummaryImporter
        from goescape.base.pos import PosTable
        from goescape.engine.codec import writer
        from goescape.engine.codec.table import Imports
        from goescape.opt.pipeline import Flags
        from goescape.release.profile import go_1_27

        package = self._graph.packages[path]
        flags = self._flags[path]
        summaries = self._summaries
        if summaries is None:
            raise RuntimeError("the analyzer has not been started")
        # Types fill themselves in when they are looked into, and instances are found again: imports that
        # another analysis has used would tell of it.
        positions = PosTable()
        imports = Imports(summaries, positions)
        analysis = pipeline.analyze(
            package,
            pipeline.read_sources(package),
            positions,
            SummaryImporter(imports, package),
            imports,
            go_1_27(),
            Flags(flags.l, flags.n, flags.m, flags.watched, flags.log_directory != ""),
        )
        checked, lowered = analysis.checked, analysis.lowered
        if checked is None or lowered is None:
            return analysis.result
        try:
            summary = writer.encode(
                checked.pkg, positions, OwnTemplates(lowered), imports, lowered.asm.inlined
            )
        except Exception as error:  # a defect of ours, shown like those of the pipeline
            return pipeline.defect(package, positions, error)
        return summary, stored.encode(analysis.result.messages, analysis.result.own_log)


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).digest()
    except OSError as error:
        return str(error).encode()


def _tool_identity() -> str:
    """Our version; in a checkout, where sources change under one version, also the state of the sources."""
    root = Path(__file__).parent.parent
    state = hashlib.sha256()
    for path in sorted([*root.rglob("*.py"), *root.rglob("*.so")]):
        stat = path.stat()
        state.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return f"{VERSION} {state.hexdigest()}"
