"""Packages between the scheduler and the pipeline: what a worker does, and how what was kept is read.

The pipeline's rooms are imported when there is something to analyse: a run that finds everything in the store
does without them.
"""

import gc
import os
from collections.abc import Callable, Iterator
from threading import Event
from typing import TypeVar, final

from goescape.base.bug import InternalError
from goescape.facts.codec import PackageFacts
from goescape.lines import codec as lines
from goescape.lines.codec import NonsenseError
from goescape.lines.model import LogFile, Message
from goescape.load.environ import Context
from goescape.load.model import Graph, Package
from goescape.session import identity, kept
from goescape.session.analyzer import Analyzer
from goescape.session.flags import CompilerFlags
from goescape.session.model import PackageResult
from goescape.session.scheduler import Outcome, Task, run
from goescape.session.store import Store, digest
from goescape.session.summaries import SeenSummaries, StoredSummaries
from goescape.session.workers import Died
from goescape.summary import table
from goescape.toolchain.toolchain import Toolchain

_T = TypeVar("_T")


class Run:
    """The packages of one build: analysed in order, and again where what was kept is of no use."""

    def __init__(
        self,
        graph: Graph,
        context: Context,
        toolchain: Toolchain,
        flags: dict[str, CompilerFlags],
        store: Store,
        jobs: int,
        rebuild: bool,
        cancelled: Event | None = None,
    ) -> None:
        self._graph = graph
        self._store = store
        self._jobs = jobs
        self._rebuild = rebuild
        self._cancelled = cancelled
        self._flags = flags
        self._analyzer = PackageAnalyzer(graph, context, toolchain, flags)

    def analyze(self, order: list[str]) -> Iterator[PackageResult]:
        """Results of the packages in `order`, in that order."""
        packages = self._graph.packages
        tasks = self._tasks(order)
        rebuilt = frozenset(order) if self._rebuild else frozenset()
        outcomes = run(tasks, self._store, self._analyzer, self._jobs, rebuilt, self._cancelled)
        for path in order:
            package = packages[path]
            if _is_unsafe(package):
                yield PackageResult(path, package.dir)
            else:
                yield self._result(package, next(outcomes), order)

    def _tasks(self, order: list[str]) -> list[Task]:
        packages = self._graph.packages
        return [
            Task(
                path,
                [dep for dep in packages[path].dependencies if dep != "unsafe"],
                _is_wanted(self._flags[path]),
            )
            for path in order
            if not _is_unsafe(packages[path])
        ]

    def _result(self, package: Package, outcome: Outcome, order: list[str]) -> PackageResult:
        result = PackageResult(package.import_path, package.dir, blocked_by=outcome.blocked_by)
        failure = outcome.failure
        if isinstance(failure, PackageResult):
            return failure
        if isinstance(failure, Died):
            if failure.is_defect:
                result.defect = f"internal error: {failure.how}"
            else:
                result.obstacle = failure.how
        elif outcome.is_sound:
            result.is_new = outcome.is_new
            result.message_source = KeptMessages(self, package.import_path, outcome, order)
        return result

    def again(self, path: str, order: list[str]) -> bytes:
        """The messages of a package whose entry makes no sense; raises InternalError if there are none."""
        tasks = self._tasks(order[: order.index(path) + 1])
        messages = b""
        for outcome in run(tasks, self._store, self._analyzer, 1, frozenset({path})):
            if outcome.path == path:
                if outcome.messages is None:
                    raise InternalError(f"{path} could not be analyzed again")
                messages = outcome.messages
        return messages

    def stored(self, key: str) -> bytes | None:
        """The messages of an entry, which nobody was expected to ask for."""
        entry = self._store.get(key)
        return None if entry is None else entry.messages


def _is_wanted(flags: CompilerFlags) -> bool:
    return flags.m > 0 or flags.facts or flags.log_directory != ""


def _is_unsafe(package: Package) -> bool:
    return package.import_path == "unsafe" and package.standard


@final
class KeptMessages:
    """The messages of a package, decoded when somebody wants to see them."""

    def __init__(self, run: Run, path: str, outcome: Outcome, order: list[str]) -> None:
        self._run = run
        self._path = path
        self._key = outcome.key
        self._kept = outcome.messages
        self._order = order

    @property
    def data(self) -> bytes:
        """As it was kept."""
        if self._kept is None:
            self._kept = self._run.stored(self._key)
        if self._kept is None:
            self._kept = self._run.again(self._path, self._order)
        return self._kept

    def read(self) -> list[Message]:
        return self._decoded(lambda data: lines.decode(kept.lines(data)))

    def read_log(self) -> list[LogFile]:
        return self._decoded(lambda data: lines.decode_log(kept.lines(data)))

    def read_facts(self) -> PackageFacts | None:
        return self._decoded(kept.facts)

    def n_functions(self) -> tuple[int, int]:
        """How many functions were analysed, and how many generic declarations were not."""
        return self._decoded(lambda data: lines.decode_counts(kept.lines(data)))

    def _decoded(self, decode: Callable[[bytes], _T]) -> _T:
        """What `decode` makes of what was kept; if that is nonsense, of what is made anew."""
        try:
            return decode(self.data)
        except NonsenseError:
            self._kept = self._run.again(self._path, self._order)
            return decode(self._kept)


@final
class PackageAnalyzer(Analyzer):
    """Takes packages of one graph through the pipeline."""

    def __init__(
        self, graph: Graph, context: Context, toolchain: Toolchain, flags: dict[str, CompilerFlags]
    ) -> None:
        self._graph = graph
        self._toolchain = toolchain
        self._assembler_names = assembler_names(context)
        self._flags = flags
        self._tool = identity.of_tool()
        self._summaries: StoredSummaries | None = None

    def prepare(self) -> None:
        from goescape.session import pipeline, trip  # noqa: F401

    def mentioned(self, path: str, summary: bytes) -> list[str]:
        seen = self._graph.seen_from(path)
        try:
            found = table.mentioned(summary, path)
        except Exception as error:  # whatever comes of bytes that are no summary
            raise NonsenseError(f"the summary of {path} cannot be read") from error
        return [seen.get(mentioned, mentioned) for mentioned in found if mentioned != "unsafe"]

    def start(self, summaries: StoredSummaries) -> None:
        # A package's trees are full of cycles. Looking for garbage among them takes longer than another process in the
        # place of one that has become large (see `workers`).
        gc.disable()
        self._summaries = summaries

    def content_key(self, path: str) -> bytes:
        package = self._graph.packages[path]
        given = self._flags[path]
        flags = [f"-m={given.m > 1} -l={given.l} -N={given.n} {given.watched} {given.facts}"]
        if given.log_directory:
            flags.append("-json")
        flags += [self._tool, self._toolchain.identity, *sorted(self._assembler_names)]
        flags += [package.link_path, package.import_path, package.lang, package.dir]
        flags += [str(package.complete), str(package.runtime), str(package.standard)]
        flags += [f"{written}={path}" for written, path in sorted(package.import_map.items())]
        parts = [flag.encode("utf-8", "surrogateescape") for flag in flags]
        files = self._graph.files
        for shown, file_path in zip(package.compiler_files, package.file_paths, strict=True):
            parts.append(os.path.join(package.dir, shown).encode("utf-8", "surrogateescape"))
            parts.append(package.made or files.digest(file_path))
        for name in package.assembly_files:
            parts.append(files.digest(f"{package.dir}/{name}"))
        return digest(parts)

    def analyze(self, path: str) -> tuple[bytes, bytes] | object:
        from goescape.session import pipeline, trip

        package = self._graph.packages[path]
        if self._summaries is None:
            raise RuntimeError("the analyzer has not been started")
        seen = SeenSummaries(self._summaries, self._graph.seen_from(path))
        conditions = trip.Conditions(self._toolchain, self._flags[path], seen, self._graph.packages)
        sources = pipeline.read_sources(package, self._graph.files, self._assembler_names)
        taken = trip.take(package, sources, conditions)
        result = taken.analysis.result
        if result.errors and conditions.flags.facts:
            trip.add_sound_part(result, package, sources, taken.analysis.blamed, conditions)
        if not result.is_analyzed:
            return result
        try:
            summary = taken.summary()
            if conditions.flags.facts:
                trip.add_stand_ins(result, package, sources, taken.analysis.lowered, conditions)
        except MemoryError:
            return pipeline.without_memory(package)
        except Exception as error:  # a defect of ours, shown like those of the pipeline
            return pipeline.defect(package, taken.positions, error)
        return summary, kept.encode(result)

    def is_doubtful(self, failure: object) -> bool:
        return isinstance(failure, PackageResult) and failure.defect != ""


def assembler_names(context: Context) -> frozenset[str]:
    """Names that the go command defines for the assembler."""
    found = {f"GOOS_{context.goos}", f"GOARCH_{context.goarch}"}
    levels = context.release.sources.levels.get(context.goarch)
    if levels is not None:
        found |= {f"{levels.variable}_{tag.partition('.')[2]}" for tag in context.arch_tags}
    return frozenset(found)
