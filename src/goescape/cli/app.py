"""The commands `compile`, `build`, `verify` and `cache`.

Modules that only one command needs are imported in it: starting up is a good part of a short run.
"""

import atexit
import functools
import gc
import os
import sys
from collections.abc import Callable
from typing import Final, TypeVar

import click

from goescape.cli import output, running, spelling, streams
from goescape.load.environ import goflags, split_tags
from goescape.load.model import LoadError
from goescape.session import build as builds
from goescape.session.flags import CompilerFlags, FlagRules, UsageError, parse_log
from goescape.session.model import BAD_INPUT, DONE, FINDINGS

KINDS: Final = ("allocation", "variable", "parameter")
SORTS: Final = ("cost", "position", "function")
FORMATS: Final = ("text", "json", "sarif")
_SETTINGS: Final = {"help_option_names": ["-h", "--help"]}
_OWN_OPTIONS: Final = ("-h", "--help", "--version")
# Set by the shell that asks for completions.
_COMPLETION: Final = "_GOESCAPE_COMPLETE"
_COUNT: Final = click.IntRange(min=0)
# Sites that a person looks at, unless asked otherwise.
_ENOUGH: Final = 50
_MODES: Final = ("mod", "readonly", "vendor")
_F = TypeVar("_F", bound=Callable[..., object])


def _shared_options(command: _F) -> _F:
    """Options of every command that analyzes."""
    for option in (
        click.option(
            "-j", "--jobs", metavar="N", type=_COUNT, default=0, help="Worker processes [cores]."
        ),
        click.option(
            "--cache-dir",
            metavar="DIR",
            envvar="GOESCAPE_CACHE",
            help="Where summaries are kept [$GOESCAPE_CACHE, or the user's cache directory].",
        ),
        click.option("--goroot", metavar="DIR", help="Where the standard library's sources are."),
        click.option("-l", count=True, help="Inlining off."),
    ):
        command = option(command)
    return command


def _line_options(command: _F) -> _F:
    """Options of the commands that print the compiler's lines."""
    for option in (
        click.option("-N", "n", count=True, help="Optimisations off (inlining stays on)."),
        click.option("-m", count=True, help="Print decisions."),
    ):
        command = option(command)
    return command


def _build_options(command: _F) -> _F:
    """Options of the commands that take package patterns."""
    for option in (
        click.option("--pgo", metavar="off", default="", help="Take no notice of default.pgo."),
        click.option(
            "--mod",
            metavar="MODE",
            type=click.Choice(("", *_MODES)),
            default="",
            help="mod, readonly or vendor.",
        ),
        click.option("--tags", metavar="LIST", help="Build tags, separated by commas."),
        click.option("-a", "rebuild", is_flag=True, help="Analyze again what the cache has."),
        click.option("-C", "directory", metavar="DIR", default="", help="Change to DIR first."),
    ):
        command = option(command)
    return command


_JSON = click.option("--json", "as_json", is_flag=True, help="For programs.")
_DEPS = click.option("--deps", is_flag=True, help="Dependencies too: -gcflags='all=-m'.")


class _Commands(click.Group):
    """Without the name of a command, the view for people."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in _OWN_OPTIONS):
            args = ["view", *args]
        return super().parse_args(ctx, spelling.normalize(args))


@click.group(context_settings=_SETTINGS, cls=_Commands)
@click.version_option(message=output.version_line(), version="", prog_name="goescape")
def app() -> None:
    """What escapes, what leaks, what moves to the heap: Go's escape analysis without Go."""


@app.command("compile")
@click.argument("files", metavar="FILE.go...", nargs=-1, required=True)
@click.option("-p", "path", metavar="PATH", default="", help="Import path of the package.")
@click.option("--lang", metavar="go1.N", default="", help="Language version.")
@click.option("--json", "log", metavar="0,DIR", default="", help="Write the optimisation log.")
@click.option("--complete", is_flag=True, help="Every function must have a body.")
@click.option("--std", is_flag=True, help="Part of the standard library.")
@_line_options
@_shared_options
def compile_command(
    files: tuple[str, ...],
    path: str,
    lang: str,
    log: str,
    complete: bool,
    std: bool,
    m: int,
    l: int,  # noqa: E741 - the flag is called so
    n: int,
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Analyze one package made of files, as `go tool compile` takes them."""
    cwd = _working_directory()
    rules = FlagRules(cwd)
    log_directory = parse_log(log) if log else ""
    rules.add_named(CompilerFlags(m, l, lang, n, log_directory=log_directory))
    request = builds.Request(list(files), cwd, rules, goroot=goroot, cache_dir=cache_dir, jobs=jobs)
    plan = builds.plan_files(request, list(files), path, lang, complete, std)
    with output.Progress() as progress:
        result = builds.run(plan, request, progress.update)
    output.write_logs(result, plan)
    output.print_plain(result)
    sys.exit(result.status)


@app.command("build")
@click.argument("packages", nargs=-1)
@click.option(
    "--gcflags",
    metavar="[PATTERN=]FLAGS",
    multiple=True,
    help="Go's own form: -gcflags='-m -l', -gcflags='all=-m -l'. The last match wins.",
)
@click.option("-v", "verbose", is_flag=True, help="Name packages as they are analyzed.")
@click.option(
    "-k",
    "--keep-going",
    is_flag=True,
    help="Of packages with errors print the lines about their sound functions, too.",
)
@_JSON
@_DEPS
@_build_options
@_line_options
@_shared_options
def build_command(
    packages: tuple[str, ...],
    gcflags: tuple[str, ...],
    verbose: bool,
    keep_going: bool,
    directory: str,
    rebuild: bool,
    deps: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    as_json: bool,
    m: int,
    l: int,  # noqa: E741 - the flag is called so
    n: int,
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Analyze packages, as `go build -gcflags='-m -l'` prints them.

    Packages print in import order. Only packages named on the command line print, unless
    -gcflags=PATTERN=... or --deps asks for more.
    """
    cwd = _change_dir(directory)
    rules = FlagRules(cwd)
    for name, value in goflags(os.environ):
        if name == "gcflags":
            rules.add(value)
    if m or l or n:
        rules.add_named(CompilerFlags(m, l, n=n))
    for text in gcflags:
        rules.add(text)
    if deps:
        rules.add(f"all={CompilerFlags(m or 1, l, n=n).text}")
    if not any(flags.m or flags.log_directory for _, flags in rules.rules):
        raise UsageError("nothing to print: give -m (or -gcflags=-m)")
    if keep_going:
        rules.want_facts()
    request = _request(packages, cwd, rules, rebuild, tags, mod, pgo, goroot, cache_dir, jobs)
    plan = builds.plan(request)
    with output.Progress() as progress:
        result = builds.run(plan, request, progress.update)
    output.write_logs(result, plan)
    if verbose:
        output.name_analyzed(result)
    if as_json:
        output.print_json(result)
    else:
        output.print_build(result, cwd)
    sys.exit(result.status)


@app.command("verify")
@click.argument("packages", nargs=-1)
@click.option("--go", metavar="PATH", help="The go command to compare with.")
@click.option(
    "--show", metavar="N", type=_COUNT, default=10, help="Differing lines to show per package [10]."
)
@click.option(
    "--costs", is_flag=True, help="What inlining each function costs, or why it cannot be."
)
@_JSON
@_DEPS
@_build_options
@_line_options
@_shared_options
def verify_command(
    packages: tuple[str, ...],
    go: str | None,
    show: int,
    costs: bool,
    directory: str,
    rebuild: bool,
    deps: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    as_json: bool,
    m: int,
    l: int,  # noqa: E741 - the flag is called so
    n: int,
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Compare with the real compiler, line by line; status 1 if anything differs."""
    from goescape.load.goroot import find as find_goroot
    from goescape.proof import oracle
    from goescape.proof import verify as verifying
    from goescape.report import agreement

    cwd = _change_dir(directory)
    if costs and l == 1:
        raise UsageError("--costs: with -l nothing is inlined")
    flags = CompilerFlags(2 if costs else m or 1, l, n=n)
    subject = verifying.COSTS if costs else verifying.LINES
    gcflags = [f"all={flags.text}" if deps else flags.text]
    rules = FlagRules(cwd)
    rules.add(gcflags[0])
    request = _request(packages, cwd, rules, rebuild, tags, mod, pgo, goroot, cache_dir, jobs)
    command = oracle.find_go(go, find_goroot(goroot, os.environ), os.environ)
    more = [f"-tags={tags}"] if tags is not None else []
    if mod:
        more.append(f"-mod={mod}")
    if pgo:
        more.append(f"-pgo={pgo}")
    with output.Progress() as progress:
        comparison, said = verifying.verify(
            request, command, gcflags, more, output.renderer(cwd), subject, progress.update
        )
    for line in said:
        output.error(line)
    report = agreement.as_json if as_json else agreement.table
    click.echo(report(comparison, show), nl=as_json)
    if said and not comparison.packages:
        sys.exit(BAD_INPUT)
    sys.exit(FINDINGS if comparison.differs else DONE)


@app.command("view")
@click.argument("packages", nargs=-1)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these sites.")
@click.option("--package", "only", metavar="PATH", multiple=True, help="Only these packages.")
@click.option(
    "--min-bytes", metavar="N", type=_COUNT, default=0, help="Only sites that take as much."
)
@click.option("--all", "show_all", is_flag=True, help="What stays on the stack or is free, too.")
@click.option("--sort", type=click.Choice(SORTS), default="cost", help="Order [cost].")
@click.option(
    "--limit",
    metavar="N",
    type=_COUNT,
    help=f"At most so many sites, 0 for all [{_ENOUGH}; all for programs].",
)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="[text]")
@_JSON
@_build_options
@_shared_options
def view_command(
    packages: tuple[str, ...],
    kinds: tuple[str, ...],
    only: tuple[str, ...],
    min_bytes: int,
    show_all: bool,
    sort: str,
    limit: int | None,
    form: str,
    directory: str,
    rebuild: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    as_json: bool,
    l: int,  # noqa: E741 - the flag is called so
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Show what is on the heap, by function, most expensive first."""
    from goescape.cli import viewing
    from goescape.report import overview

    cwd = _change_dir(directory)
    request = _request(
        packages, cwd, FlagRules(cwd), rebuild, tags, mod, pgo, goroot, cache_dir, jobs
    )
    if as_json and form == "sarif":
        raise UsageError("--json and --format sarif: give one of them")
    form = "json" if as_json else form
    if limit is None:
        limit = _ENOUGH if form == "text" else 0
    choice = overview.Choice(frozenset(kinds), min_bytes, show_all, sort, limit)
    sys.exit(viewing.run(request, choice, list(only), l != 1, form))


@app.command("explain")
@click.argument("targets", metavar="POSITION|FUNCTION|PACKAGE...", nargs=-1, required=True)
@click.option(
    "--depth", metavar="N", type=_COUNT, default=3, help="Callees to follow, one in the other [3]."
)
@click.option("--all", "show_all", is_flag=True, help="What stays on the stack, too.")
@_JSON
@_build_options
@_shared_options
def explain_command(
    targets: tuple[str, ...],
    depth: int,
    show_all: bool,
    directory: str,
    rebuild: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    as_json: bool,
    l: int,  # noqa: E741 - the flag is called so
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Say why something is on the heap, or leaks, and which way it takes there.

    file.go:42, file.go:42:3, pkg.Func, 'pkg.(*T).Method', or packages.
    """
    from goescape.cli import explaining

    cwd = _change_dir(directory)
    request = _request((), cwd, FlagRules(cwd), rebuild, tags, mod, pgo, goroot, cache_dir, jobs)
    sys.exit(explaining.run(request, targets, depth, show_all, l != 1, as_json))


@app.command("graph")
@click.argument("function", metavar="FUNCTION")
@click.option("--format", "form", type=click.Choice(("dot", "svg")), default="dot", help="[dot]")
@_build_options
@_shared_options
def graph_command(
    function: str,
    form: str,
    directory: str,
    rebuild: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    l: int,  # noqa: E741 - the flag is called so
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> None:
    """Draw the places of a function and how values flow between them.

    pkg.Func or 'pkg.(*T).Method'. Red places escape, red arrows say why.
    """
    from goescape.cli import graphing

    cwd = _change_dir(directory)
    request = _request((), cwd, FlagRules(cwd), rebuild, tags, mod, pgo, goroot, cache_dir, jobs)
    sys.exit(graphing.run(request, function, l != 1, form))


def _request(
    packages: tuple[str, ...],
    cwd: str,
    rules: FlagRules,
    rebuild: bool,
    tags: str | None,
    mod: str,
    pgo: str,
    goroot: str | None,
    cache_dir: str | None,
    jobs: int,
) -> builds.Request:
    return builds.Request(
        list(packages),
        cwd,
        rules,
        goroot=goroot,
        tags=split_tags(tags) if tags is not None else None,
        mod_mode=mod,
        pgo=pgo,
        rebuild=rebuild,
        jobs=jobs,
        cache_dir=cache_dir,
    )


@app.group("cache", context_settings=_SETTINGS)
def cache_group() -> None:
    """The summaries of packages kept on disk."""


_CACHE_DIR = click.option("--cache-dir", metavar="DIR", help="Not the usual place.")


@cache_group.command("info")
@_CACHE_DIR
def cache_info(cache_dir: str | None) -> None:
    """Say where summaries are kept and how large they are."""
    from goescape.session import cachedir

    found = cachedir.contents(cache_dir)
    click.echo(f"{found.directory}: {found.n_entries} entries, {found.n_bytes / 1e6:.1f} MB")


@cache_group.command("clean")
@_CACHE_DIR
def cache_clean(cache_dir: str | None) -> None:
    """Remove all summaries."""
    from goescape.session import cachedir

    removed = cachedir.clean(cache_dir)
    click.echo(f"removed {removed.n_entries} entries, {removed.n_bytes / 1e6:.1f} MB")


def _change_dir(directory: str) -> str:
    """Change to a directory and return the name by which the user knows it."""
    if directory:
        try:
            os.chdir(directory)
        except (OSError, ValueError) as error:
            reason = (getattr(error, "strerror", None) or str(error)).lower()
            raise UsageError(f"go: chdir {directory}: {reason}") from None
        os.environ.pop("PWD", None)
    return os.environ["PWD"] if _pwd_is_true() else _working_directory()


def _working_directory() -> str:
    try:
        return os.getcwd()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise LoadError(f"goescape: the current directory is not there: {reason}") from None


def _pwd_is_true() -> bool:
    """Like the shell, keep the name by which the user entered a directory."""
    named = os.environ.get("PWD", "")
    try:
        return os.path.isabs(named) and os.path.samefile(named, ".")
    except OSError:
        return False


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends by SystemExit with the documented status."""
    streams.prepare()
    # What is left in the end is not taken apart piece by piece.
    atexit.register(gc.freeze)
    running.run(functools.partial(_main, sys.argv[1:] if arguments is None else arguments))


def _main(arguments: list[str]) -> None:
    if _COMPLETION in os.environ:
        app.main(args=arguments, prog_name="goescape")
    # Not by `app.main`, which has statuses of its own for interrupts and pipes.
    with app.make_context("goescape", arguments) as context:
        app.invoke(context)
