"""A whole build: load packages, analyze them in import order, collect results."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Event

from goescape.load import environ, goroot, modules, packages
from goescape.load.files import Files
from goescape.load.known import Known
from goescape.load.model import UNLINKABLE, Graph, Package
from goescape.load.names import escaped
from goescape.load.testplan import NO_TESTS
from goescape.session import cachedir, identity, refusal
from goescape.session.flags import CompilerFlags, FlagRules
from goescape.session.model import BuildResult, PackageResult
from goescape.session.store import Store
from goescape.toolchain.toolchain import Toolchain


@dataclass(slots=True)
class Request:
    """What to analyze and how; paths are relative to `cwd`."""

    patterns: list[str]
    cwd: str
    flags: FlagRules
    goroot: str | None = None
    tags: list[str] | None = None
    mod_mode: str = ""
    # "auto", "off" or a file; "": as $GOFLAGS says.
    pgo: str = ""
    # Which tests are analyzed, too (`load.testplan`).
    tests: int = NO_TESTS
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
    toolchain: Toolchain
    flags: dict[str, CompilerFlags]

    @property
    def shown(self) -> list[str]:
        return [path for path in self.graph.order if self.flags[path].m]


Progress = Callable[[int, int, str], None]


def plan(request: Request, files: Files | None = None) -> Plan:
    """Find the packages of a build, in `files` if they are given; raises LoadError, UsageError."""
    made = _load(request, files)
    refusal.refuse_profiled(made.graph, made.context)
    return made


def _load(request: Request, files: Files | None = None) -> Plan:
    root = goroot.find(request.goroot, request.environ)
    files = files_of(request) if files is None else files
    if files.known is not None:
        files.known.add_root(root)
    settings = environ.with_file(request.environ)
    toolchain = refusal.find_toolchain(root, *environ.target(settings))
    context = environ.make_context(
        root,
        toolchain.release,
        toolchain.version,
        settings,
        request.tags,
        request.mod_mode,
        request.pgo,
    )
    refusal.check_context(context)
    loaded = packages.load(
        modules.discover(context, request.cwd, files), request.patterns, request.cwd, request.tests
    )
    if files.known is not None:
        files.known.save()
    return _with_flags(loaded, context, toolchain, request.flags)


def files_of(request: Request) -> Files:
    """The files of a request, with what earlier runs found out of them."""
    module = modules.search_upward(Files(), request.cwd, "go.mod")
    project = os.path.dirname(module) or request.cwd
    directory = cachedir.directory(request.cache_dir)
    return Files(Known(str(directory), project, identity.of_tool()))


def plan_files(
    request: Request,
    files: list[str],
    path: str,
    lang: str,
    is_complete: bool = False,
    is_std: bool = False,
) -> Plan:
    """One package from files, as the compiler itself takes them: `-p`, `-lang`, `-complete`, `-std`."""
    made = _load(request)
    package = made.graph.packages.get(packages.COMMAND_LINE)
    if package is not None:
        package.shown_files = tuple(files)
        # Otherwise only the go command promises that every function has a body.
        package.complete = is_complete
        package.standard = is_std
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


def _with_flags(
    loaded: Graph, context: environ.Context, toolchain: Toolchain, rules: FlagRules
) -> Plan:
    chosen = {
        path: rules.flags_for(loaded.original(loaded.packages[path])) for path in loaded.order
    }
    for path, flags in chosen.items():
        flags.check()
        if flags.lang:
            loaded.packages[path].lang = flags.lang
    refusal.refuse_flags(loaded, {path: flags.unsimulated for path, flags in chosen.items()})
    return Plan(loaded, context, toolchain, chosen)


def run(
    plan: Plan,
    request: Request,
    progress: Progress | None = None,
    store: Store | None = None,
    cancelled: Event | None = None,
) -> BuildResult:
    """Analyze everything that is sound; what is not is reported. Raises Cancelled."""
    result = BuildResult(warnings=list(plan.graph.warnings))
    result.errors = [str(error) for error in plan.graph.all_errors()]
    broken = plan.graph.broken()
    order = [path for path in plan.graph.order if path not in broken]
    store = store_of(request) if store is None else store
    for done, package_result in enumerate(analyze(plan, request, order, store, cancelled), 1):
        result.packages.append(package_result)
        if progress is not None:
            progress(done, len(order), package_result.import_path)
    for path, cause in broken.items():
        if cause:
            package = plan.graph.packages[path]
            shown = plan.flags[path].m > 0
            result.packages.append(PackageResult(path, package.dir, blocked_by=cause, shown=shown))
    if store.problem:
        result.warnings.append(
            f"goescape: warning: the cache cannot be written: {escaped(store.problem)}"
        )
    if result.is_empty and not result.errors and not any(p.errors for p in result.packages):
        result.errors += _reasons_for_nothing(plan, result)
    return result


def store_of(request: Request, remembered: int = 0) -> Store:
    """Where a request wants analysed packages to be kept; of them `remembered` bytes in memory, too."""
    return Store(cachedir.directory(request.cache_dir), remembered)


def analyze(
    plan: Plan,
    request: Request,
    order: list[str],
    store: Store,
    cancelled: Event | None = None,
) -> Iterator[PackageResult]:
    """The results of packages in `order`, which has what they depend on before them."""
    from goescape.session.analysis import Run

    jobs = request.jobs or os.cpu_count() or 1
    run = Run(
        plan.graph,
        plan.context,
        plan.toolchain,
        plan.flags,
        store,
        jobs,
        request.rebuild,
        cancelled,
    )
    for result in run.analyze(order):
        result.shown = plan.flags[result.import_path].m > 0
        yield result


def _reasons_for_nothing(plan: Plan, result: BuildResult) -> list[str]:
    """Why nothing that was asked for was analyzed, if nobody else has said it."""
    if any(package.status for package in result.packages):
        return []
    if not any(flags.m for flags in plan.flags.values()) and plan.graph.order:
        return []
    return ["no packages to analyze"]
