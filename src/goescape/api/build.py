"""A whole build: load packages, analyze them in import order, collect results."""

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from goescape.api.flags import CompilerFlags, FlagRules
from goescape.api.model import BuildResult, PackageResult
from goescape.engine import location
from goescape.engine.store import Store
from goescape.load import environ, goroot, graph, modules
from goescape.load.model import UNLINKABLE, Graph, Package


@dataclass(slots=True)
class Request:
    """What to analyze and how; paths are relative to `cwd`."""

    patterns: list[str]
    cwd: str
    flags: FlagRules
    goroot: str | None = None
    tags: list[str] | None = None
    mod_mode: str = ""
    # Re-analyze what the cache has.
    rebuild: bool = False
    # 0: one worker per core.
    jobs: int = 0
    # None: the user's cache directory.
    cache_dir: str | None = None
    environ: Mapping[str, str] = field(default_factory=lambda: os.environ)


@dataclass(slots=True)
class Plan:
    """A loaded build: what to do for which package."""

    graph: Graph
    context: environ.Context
    flags: dict[str, CompilerFlags]

    @property
    def shown(self) -> list[str]:
        return [path for path in self.graph.order if self.flags[path].m]


Progress = Callable[[int, int, str], None]


def plan(request: Request) -> Plan:
    """Find the packages of a build; raises LoadError, UsageError."""
    root = goroot.find(request.goroot, request.environ)
    context = environ.make_context(root, request.environ, request.tags, request.mod_mode)
    loaded = graph.load(modules.discover(context, request.cwd), request.patterns, request.cwd)
    return _with_flags(loaded, context, request.flags)


def plan_files(request: Request, files: list[str], path: str, lang: str) -> Plan:
    """One package from files, as the compiler itself takes them."""
    made = plan(request)
    package = made.graph.packages.get(graph.COMMAND_LINE)
    if package is not None:
        package.shown_files = tuple(files)
        # Only the go command promises that every function has a body.
        package.complete = False
        package.path_option = path or UNLINKABLE
        if lang:
            package.lang = lang
        if package.unread_files:
            _read_nonetheless(package, files)
    return made


def _read_nonetheless(package: Package, files: list[str]) -> None:
    """What is wrong with a package clause is said in the compiler's words, not in the go command's."""
    package.go_files = tuple(os.path.basename(name) for name in files)
    package.errors = [
        error
        for error in package.errors
        if not any(f"{name}:" in error.pos for name in package.unread_files)
    ]


def _with_flags(loaded: Graph, context: environ.Context, rules: FlagRules) -> Plan:
    chosen = {path: rules.flags_for(loaded.packages[path]) for path in loaded.order}
    for path, flags in chosen.items():
        flags.check()
        if flags.lang:
            loaded.packages[path].lang = flags.lang
    return Plan(loaded, context, chosen)


def run(plan: Plan, request: Request, progress: Progress | None = None) -> BuildResult:
    """Analyze everything that is sound; what is not is reported."""
    result = BuildResult(warnings=list(plan.graph.warnings))
    result.errors = [str(error) for error in plan.graph.all_errors()]
    sound = set(plan.graph.sound())
    order = [path for path in plan.graph.order if path in sound]
    total = len(order)
    for done, package_result in enumerate(_analyze(plan, order, request), 1):
        package_result.shown = plan.flags[package_result.import_path].m > 0
        result.packages.append(package_result)
        if progress is not None:
            progress(done, total, package_result.import_path)
    return result


def _analyze(plan: Plan, order: list[str], request: Request) -> Iterator[PackageResult]:
    """Results in the order of the plan; the store is a temporary one if the cache cannot be written."""
    from goescape.api import session

    jobs = request.jobs or os.cpu_count() or 1
    with _store(request.cache_dir) as store:
        yield from session.analyze(plan.graph, plan.flags, order, store, jobs, request.rebuild)


@contextmanager
def _store(cache_dir: str | None) -> Iterator[Store]:
    where = location.directory(cache_dir)
    try:
        where.mkdir(parents=True, exist_ok=True)
        writable = os.access(where, os.W_OK)
    except OSError:
        writable = False
    if writable:
        yield Store(where)
        return
    with tempfile.TemporaryDirectory(prefix="goescape-") as temporary:
        yield Store(Path(temporary))
