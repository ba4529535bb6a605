"""The commands: each reads its options, asks, and prints.

Modules that only one command needs are imported in it: starting up is a good part of a short run.
"""

import atexit
import functools
import gc
import os
import sys
from typing import Any, Final

import click

from goescape.cli import config, options, output, running, spelling, streams, version
from goescape.cli.options import CHOICE, COMPILER, COUNT, OUTPUT, PACKAGES, Common, GroupedCommand
from goescape.cli.output import Manner
from goescape.load.environ import goflags, split_tags
from goescape.load.model import LoadError
from goescape.load.testplan import NO_TESTS, TEST_PACKAGES, TEST_PROGRAMS
from goescape.session import build as builds
from goescape.session.flags import CompilerFlags, FlagRules, UsageError, parse_log
from goescape.session.model import BAD_INPUT, DONE, FINDINGS

KINDS: Final = ("allocation", "variable", "parameter")
SORTS: Final = ("cost", "position", "function")
FORMATS: Final = (
    "text", "json", "sarif", "github", "gitlab", "rdjson", "rdjsonl", "checkstyle", "golangci", "markdown", "cover", "pprof",
)  # fmt: skip
CHECK_FORMATS: Final = (
    "text", "json", "sarif", "github", "gitlab", "rdjson", "rdjsonl", "checkstyle", "golangci", "markdown", "junit",
)  # fmt: skip
DIALECTS: Final = ("gcassert", "checkescape", "noalloc", "tinygo", "go-escape-lint", "lem")
_OWN_OPTIONS: Final = ("-h", "--help", "--version")
# Set by the shell that asks for completions.
_COMPLETION: Final = "_GOESCAPE_COMPLETE"
# Sites that a person looks at, unless asked otherwise.
_ENOUGH: Final = 50


class _Commands(click.Group):
    """Without the name of a command, the view for people."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0] not in self.commands and args[0] not in _OWN_OPTIONS):
            args = ["view", *args]
        args = spelling.normalize(args)
        command = self.commands.get(args[0])
        if isinstance(command, GroupedCommand):
            found = config.defaults(spelling.directory(args), self.commands)
            values = config.by_parameter(command, found.get(args[0], {}))
            ctx.default_map = {args[0]: values}
        return super().parse_args(ctx, args)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Examples"):
            for example in (
                "goescape ./...                     what allocates, most expensive first",
                "goescape explain server.go:42      why, and which way it takes",
                "goescape explain Server.Handle     the same for a function",
                "goescape build -m ./...            the compiler's own lines",
            ):
                formatter.write(f"  {example}\n")


@click.group(context_settings=options.SETTINGS, cls=_Commands)
@click.version_option(message=version.line(), version="", prog_name="goescape")
def app() -> None:
    """What allocates, what escapes, what leaks, and why: Go's escape analysis without Go.

    Without the name of a command: `goescape view`. Options that one always passes can stand in goescape.toml.
    """


@app.command(
    "compile",
    cls=GroupedCommand,
    short_help="One package made of files, as `go tool compile`.",
    examples=["goescape compile -m main.go", "goescape compile -m=2 -p example.com/store *.go"],
)
@click.argument("files", metavar="FILE.go...", nargs=-1, required=True)
@options.option(
    "-p", "path", group=PACKAGES, metavar="PATH", default="", help="Import path of the package."
)
@options.option("--lang", group=COMPILER, metavar="go1.N", default="", help="Language version.")
@options.option(
    "--json", "log", group=OUTPUT, metavar="0,DIR", default="", help="Write the optimisation log."
)
@options.option("--complete", group=COMPILER, is_flag=True, help="Every function must have a body.")
@options.option("--std", group=COMPILER, is_flag=True, help="Part of the standard library.")
@options.of_lines
@options.for_files
def compile_command(
    files: tuple[str, ...],
    path: str,
    lang: str,
    log: str,
    complete: bool,
    std: bool,
    m: int,
    n: int,
    common: Common,
) -> None:
    """Analyze one package made of files, as `go tool compile` takes them."""
    cwd = _working_directory()
    rules = FlagRules(cwd)
    log_directory = parse_log(log) if log else ""
    rules.add_named(CompilerFlags(m, common.l, lang, n, log_directory=log_directory))
    request = _request(list(files), cwd, rules, common)
    plan = builds.plan_files(request, list(files), path, lang, complete, std)
    with output.Progress() as progress:
        result = builds.run(plan, request, progress.update)
    output.write_logs(result, plan)
    output.print_plain(result)
    sys.exit(result.status)


_BUILDING: Final = (
    options.option(
        "--gcflags",
        group=COMPILER,
        metavar="[PATTERN=]FLAGS",
        multiple=True,
        help="Go's own form: -gcflags='-m -l', -gcflags='all=-m -l'. The last match wins.",
    ),
    options.option(
        "-v", "verbose", group=OUTPUT, is_flag=True, help="Name packages as they are analyzed."
    ),
    options.option(
        "-k",
        "--keep-going",
        group=CHOICE,
        is_flag=True,
        help="Of packages with errors print the lines about their sound functions, too.",
    ),
    options.as_json,
    options.quiet,
    options.deps,
    options.of_lines,
    options.for_packages,
)


@app.command(
    "build",
    cls=GroupedCommand,
    short_help="The compiler's own lines, as `go build` prints them.",
    examples=[
        "goescape build -m ./...",
        "goescape build -m=2 -l ./store",
        "goescape build -gcflags='all=-m -l' .",
    ],
)
@click.argument("packages", nargs=-1)
@options.all_of(_BUILDING)
def build_command(packages: tuple[str, ...], common: Common, **chosen: Any) -> None:
    """Analyze packages, as `go build -gcflags='-m -l'` prints them.

    Packages print in import order. Only packages named on the command line print, unless
    -gcflags=PATTERN=... or --deps asks for more.
    """
    _print_lines(packages, common, NO_TESTS, **chosen)


@app.command(
    "test",
    cls=GroupedCommand,
    short_help="The compiler's lines about tests, as `go test -c` prints them.",
    examples=["goescape test -m ./...", "goescape test -m -l ./store"],
)
@click.argument("packages", nargs=-1)
@options.all_of(_BUILDING)
def test_command(packages: tuple[str, ...], common: Common, **chosen: Any) -> None:
    """Analyze packages with their tests, as `go test -c -gcflags='-m -l'` prints them.

    That is the package with its test files, the package beside it (package x_test), the program that runs
    the tests, and what has to be compiled again for them. Of packages without tests: the package.
    """
    _print_lines(packages, common, TEST_PROGRAMS, **chosen)


def _print_lines(
    packages: tuple[str, ...],
    common: Common,
    tests: int,
    gcflags: tuple[str, ...],
    verbose: bool,
    is_quiet: bool,
    keep_going: bool,
    deps: bool,
    as_json: bool,
    m: int,
    n: int,
) -> None:
    """The compiler's lines about packages; does not return."""
    cwd = _change_dir(common.directory)
    rules = FlagRules(cwd)
    for name, value in goflags(os.environ):
        if name == "gcflags":
            rules.add(value)
    if m or common.l or n:
        rules.add_named(CompilerFlags(m, common.l, n=n))
    for text in gcflags:
        rules.add(text)
    if deps:
        rules.add(f"all={CompilerFlags(m or 1, common.l, n=n).text}")
    if not any(flags.m or flags.log_directory for _, flags in rules.rules):
        raise UsageError("nothing to print: give -m (or -gcflags=-m)")
    if keep_going:
        rules.want_facts()
    request = _request(list(packages), cwd, rules, common, tests)
    plan = builds.plan(request)
    with output.Progress(is_quiet) as progress:
        result = builds.run(plan, request, progress.update)
    output.write_logs(result, plan)
    if verbose:
        output.name_analyzed(result)
    if as_json:
        output.print_json(result)
    else:
        output.print_build(result, cwd)
    sys.exit(result.status)


@app.command(
    "verify",
    cls=GroupedCommand,
    short_help="Comparison with the real compiler, line by line.",
    examples=[
        "goescape verify -m ./...",
        "goescape verify -m=2 std",
        "goescape verify -m --tests ./...",
        "goescape verify --costs ./...",
    ],
)
@click.argument("packages", nargs=-1)
@options.option("--go", group=COMPILER, metavar="PATH", help="The go command to compare with.")
@options.option(
    "--show",
    group=OUTPUT,
    metavar="N",
    type=COUNT,
    default=10,
    help="Differing lines to show per package [10].",
)
@options.option(
    "--tests",
    group=CHOICE,
    is_flag=True,
    help="What `go test -c` compiles, instead of `go build`.",
)
@options.option(
    "--costs",
    group=CHOICE,
    is_flag=True,
    help="What inlining each function costs, or why it cannot be.",
)
@options.as_json
@options.quiet
@options.deps
@options.of_lines
@options.for_packages
def verify_command(
    packages: tuple[str, ...],
    go: str | None,
    show: int,
    tests: bool,
    costs: bool,
    is_quiet: bool,
    deps: bool,
    as_json: bool,
    m: int,
    n: int,
    common: Common,
) -> None:
    """Compare with the real compiler, line by line; status 1 if anything differs."""
    from goescape.load.goroot import find as find_goroot
    from goescape.proof import oracle
    from goescape.proof import verify as verifying
    from goescape.report import agreement

    cwd = _change_dir(common.directory)
    if costs and common.l == 1:
        raise UsageError("--costs: with -l nothing is inlined")
    flags = CompilerFlags(2 if costs else m or 1, common.l, n=n)
    subject = verifying.COSTS if costs else verifying.LINES
    gcflags = [f"all={flags.text}" if deps else flags.text]
    rules = FlagRules(cwd)
    rules.add(gcflags[0])
    wanted = TEST_PROGRAMS if tests else NO_TESTS
    request = _request(list(packages), cwd, rules, common, wanted)
    command = oracle.find_go(go, find_goroot(common.goroot, os.environ), os.environ)
    more = [f"-tags={common.tags}"] if common.tags is not None else []
    if common.mod:
        more.append(f"-mod={common.mod}")
    if common.pgo:
        more.append(f"-pgo={common.pgo}")
    with output.Progress(is_quiet) as progress:
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


@app.command(
    "view",
    cls=GroupedCommand,
    short_help="What allocates, most expensive first.",
    examples=[
        "goescape ./...",
        "goescape --min-bytes 1024 --sort position ./store",
        "goescape --format sarif -o goescape.sarif ./...",
    ],
)
@click.argument("packages", nargs=-1)
@options.option(
    "--kind",
    "kinds",
    group=CHOICE,
    multiple=True,
    type=click.Choice(KINDS),
    help="Only these sites.",
)
@options.option(
    "--package", "only", group=CHOICE, metavar="PATH", multiple=True, help="Only these packages."
)
@options.option(
    "--min-bytes",
    group=CHOICE,
    metavar="N",
    type=COUNT,
    default=0,
    help="Only sites that take as much.",
)
@options.option(
    "--all",
    "show_all",
    group=CHOICE,
    is_flag=True,
    help="What stays on the stack or is free, too.",
)
@options.option(
    "--sort", group=CHOICE, type=click.Choice(SORTS), default="cost", help="Order [cost]."
)
@options.option(
    "--limit",
    group=CHOICE,
    metavar="N",
    type=COUNT,
    help=f"At most so many sites, 0 for all [{_ENOUGH}; all for programs].",
)
@options.option(
    "--format", "form", group=OUTPUT, type=click.Choice(FORMATS), default="text", help="[text]"
)
@options.output_file
@options.as_json
@options.for_people
@options.tests
@options.for_packages
def view_command(
    packages: tuple[str, ...],
    kinds: tuple[str, ...],
    only: tuple[str, ...],
    min_bytes: int,
    show_all: bool,
    sort: str,
    limit: int | None,
    form: str,
    file: str,
    as_json: bool,
    manner: Manner,
    tests: bool,
    common: Common,
) -> None:
    """Show what allocates, by package and function, most expensive first."""
    from goescape.cli import viewing
    from goescape.report import overview
    from goescape.report.forms import rendering

    cwd = _change_dir(common.directory)
    request = _request(list(packages), cwd, FlagRules(cwd), common, _of_packages(tests))
    form = _form(form, as_json)
    if limit is None:
        limit = _ENOUGH if form == "text" else 0
    show_all = show_all or form in rendering.WHOLE
    choice = overview.Choice(frozenset(kinds), min_bytes, show_all, sort, limit)
    sys.exit(viewing.run(request, choice, list(only), common.l != 1, form, file, manner))


@app.command(
    "explain",
    cls=GroupedCommand,
    short_help="Why something is on the heap, or leaks.",
    examples=[
        "goescape explain server.go:42",
        "goescape explain Server.Handle",
        "goescape explain --depth 5 example.com/store.Open",
    ],
)
@click.argument("targets", metavar="POSITION|FUNCTION|FILE|PACKAGE...", nargs=-1, required=True)
@options.option(
    "--depth",
    group=CHOICE,
    metavar="N",
    type=COUNT,
    default=3,
    help="Callees to follow, one in the other [3].",
)
@options.option(
    "--all", "show_all", group=CHOICE, is_flag=True, help="What stays on the stack, too."
)
@options.as_json
@options.for_people
@options.tests
@options.for_packages
def explain_command(
    targets: tuple[str, ...],
    depth: int,
    show_all: bool,
    as_json: bool,
    manner: Manner,
    tests: bool,
    common: Common,
) -> None:
    """Say why something is on the heap, or leaks, and which way it takes there.

    file.go:42, file.go:42:3, file.go, Func, Type.Method, pkg.Func, 'pkg.(*T).Method', or packages. Positions in
    _test.go files and names of tests need no --tests.
    """
    from goescape.cli import explaining

    cwd = _change_dir(common.directory)
    request = _request([], cwd, FlagRules(cwd), common, _of_packages(tests))
    sys.exit(explaining.run(request, targets, depth, show_all, common.l != 1, as_json, manner))


@app.command(
    "report",
    cls=GroupedCommand,
    short_help="A page to look at: sources, sites, ways, callers.",
    examples=[
        "goescape report --html escapes.html ./...",
        "goescape --json ./... > before.json   (then, after a change:)",
        "goescape report --html escapes.html --base before.json ./...",
    ],
)
@click.argument("packages", nargs=-1)
@options.option(
    "--html",
    "html",
    group=OUTPUT,
    metavar="FILE",
    required=True,
    help="Where to write the page: one file that needs no other.",
)
@options.option(
    "--base",
    group=CHOICE,
    metavar="FILE.json",
    default="",
    help="Sites of an earlier run (goescape --json): show what has changed since.",
)
@options.option(
    "--all",
    "show_all",
    group=CHOICE,
    is_flag=True,
    help="What stays on the stack or is free, too.",
)
@options.for_people
@options.for_packages
def report_command(
    packages: tuple[str, ...],
    html: str,
    base: str,
    show_all: bool,
    manner: Manner,
    common: Common,
) -> None:
    """Write a page that shows what allocates in its source, where values go, and who calls.

    It opens in any browser, from a disk or an artifact of a pipeline, and loads nothing.
    """
    from goescape.cli import reporting

    # Files are named from where the command was given.
    html, base = os.path.abspath(html), os.path.abspath(base) if base else ""
    cwd = _change_dir(common.directory)
    request = _request(list(packages), cwd, FlagRules(cwd), common)
    sys.exit(reporting.run(request, html, base, show_all, common.l != 1, manner))


@app.command(
    "check",
    cls=GroupedCommand,
    short_help="Whether code keeps what it promises.",
    examples=[
        "goescape check ./...",
        "goescape check --first ./hot",
        "goescape check --baseline goescape.baseline --update ./...",
    ],
)
@click.argument("packages", nargs=-1)
@options.option(
    "--first", "first_only", group=CHOICE, is_flag=True, help="One violation of each contract."
)
@options.option(
    "--baseline",
    "file",
    group=CHOICE,
    metavar="FILE",
    default="",
    help="What allocates now against what did when FILE was written.",
)
@options.option(
    "--update",
    "is_update",
    group=OUTPUT,
    is_flag=True,
    help="Take out of the baseline what is gone or cheaper.",
)
@options.option(
    "--format",
    "form",
    group=OUTPUT,
    type=click.Choice(CHECK_FORMATS),
    default="text",
    help="[text]",
)
@options.option(
    "-o", "--output", "written_to", group=OUTPUT, metavar="FILE", default="", help="Not to stdout."
)
@options.as_json
@options.for_people
@options.for_packages
def check_command(
    packages: tuple[str, ...],
    first_only: bool,
    file: str,
    is_update: bool,
    form: str,
    written_to: str,
    as_json: bool,
    manner: Manner,
    common: Common,
) -> None:
    """Check contracts: `//goescape:noalloc` above a function, and the others of docs/guard.md.

    Status 0: all hold; 1: one is violated, or a directive makes no sense; 2: usage; 3: there is none, or one could
    not be looked at.
    """
    from goescape.cli import checking

    cwd = _change_dir(common.directory)
    request = _request(list(packages), cwd, FlagRules(cwd), common)
    form = _form(form, as_json)
    inlining = common.l != 1
    sys.exit(checking.run(request, file, is_update, first_only, inlining, form, written_to, manner))


@app.command(
    "baseline",
    cls=GroupedCommand,
    short_help="Writes down what allocates today.",
    examples=["goescape baseline ./...", "goescape check --baseline goescape.baseline ./..."],
)
@click.argument("packages", nargs=-1)
@options.option(
    "-o",
    "--output",
    "file",
    group=OUTPUT,
    metavar="FILE",
    default="goescape.baseline",
    help="[goescape.baseline]",
)
@options.for_people
@options.for_packages
def baseline_command(packages: tuple[str, ...], file: str, manner: Manner, common: Common) -> None:
    """Write what allocates today to a file, one line a site, for `goescape check --baseline`."""
    from goescape.cli import checking

    cwd = _change_dir(common.directory)
    request = _request(list(packages), cwd, FlagRules(cwd), common)
    sys.exit(checking.write(request, file, common.l != 1, manner))


@app.command(
    "migrate",
    cls=GroupedCommand,
    short_help="Rewrites other tools' directives as ours.",
    examples=["goescape migrate ./...", "goescape migrate --dialect gcassert --write ./..."],
)
@click.argument("packages", nargs=-1)
@options.option(
    "--dialect",
    "spoken",
    group=CHOICE,
    multiple=True,
    metavar="NAME",
    type=click.Choice(DIALECTS),
    help=f"Only these: {', '.join(DIALECTS)} [all].",
)
@options.option("--write", "writes", group=OUTPUT, is_flag=True, help="Into the files [a diff].")
@options.for_packages
def migrate_command(
    packages: tuple[str, ...], spoken: tuple[str, ...], writes: bool, common: Common
) -> None:
    """Rewrite directives of other tools as ours; what cannot be is named, and status 1."""
    from goescape.cli import migrating

    cwd = _change_dir(common.directory)
    request = _request(list(packages), cwd, FlagRules(cwd), common)
    sys.exit(migrating.run(request, spoken, writes))


@app.command(
    "diff",
    cls=GroupedCommand,
    short_help="What a change does to allocations.",
    examples=[
        "goescape diff                         the working tree against HEAD",
        "goescape diff main ./store            the working tree against main",
        "goescape diff main..feature --format markdown",
    ],
)
@click.argument("arguments", metavar="[BASE[..HEAD]] [PACKAGES]...", nargs=-1)
@options.option(
    "--fail-on",
    "fail_on",
    group=CHOICE,
    multiple=True,
    type=click.Choice(("new", "dearer", "leaks", "broken", "never")),
    help="End with status 1 then [never].",
)
@options.option(
    "--format",
    "form",
    group=OUTPUT,
    type=click.Choice(("text", "markdown", "json")),
    default="text",
    help="[text]",
)
@options.as_json
@options.for_people
@options.for_packages
def diff_command(
    arguments: tuple[str, ...],
    fail_on: tuple[str, ...],
    form: str,
    as_json: bool,
    manner: Manner,
    common: Common,
) -> None:
    """Compare two revisions of a git repository: what allocates, leaks, or is inlined no more.

    Without a checkout; what is not in git is not part of a revision. Without HEAD, with what is in the working tree.
    """
    from goescape.cli import comparing

    cwd = _change_dir(common.directory)
    first = arguments[0] if arguments else ""
    has_range = bool(first) and not comparing.is_pattern(first)
    wanted = comparing.ranged(first if has_range else "")
    request = _request(list(arguments[has_range:]), cwd, FlagRules(cwd), common)
    form = "json" if as_json else form
    sys.exit(comparing.run(request, wanted, fail_on, common.l != 1, form, manner))


@app.command(
    "graph",
    cls=GroupedCommand,
    short_help="The flows of a function, drawn.",
    examples=[
        "goescape graph Server.Handle > handle.dot",
        "goescape graph --format svg store.Open > open.svg",
    ],
)
@click.argument("function", metavar="FUNCTION")
@options.option(
    "--format",
    "form",
    group=OUTPUT,
    type=click.Choice(("dot", "svg")),
    default="dot",
    help="[dot]",
)
@options.tests
@options.for_packages
def graph_command(function: str, form: str, tests: bool, common: Common) -> None:
    """Draw the places of a function and how values flow between them.

    pkg.Func or 'pkg.(*T).Method'. Red places escape, red arrows say why.
    """
    from goescape.cli import graphing

    cwd = _change_dir(common.directory)
    request = _request([], cwd, FlagRules(cwd), common, _of_packages(tests))
    sys.exit(graphing.run(request, function, common.l != 1, form))


def _of_packages(tests: bool) -> int:
    """Which tests commands for people look at: nobody has written the programs that run them."""
    return TEST_PACKAGES if tests else NO_TESTS


def _form(form: str, as_json: bool) -> str:
    if as_json and form not in ("text", "json"):
        raise UsageError(f"--json and --format {form}: give one of them")
    return "json" if as_json else form


def _request(
    packages: list[str], cwd: str, rules: FlagRules, common: Common, tests: int = NO_TESTS
) -> builds.Request:
    return builds.Request(
        packages,
        cwd,
        rules,
        goroot=common.goroot,
        tags=split_tags(common.tags) if common.tags is not None else None,
        mod_mode=common.mod,
        pgo=common.pgo,
        tests=tests,
        rebuild=common.rebuild,
        jobs=common.jobs,
        cache_dir=common.cache_dir,
    )


@app.group("cache", context_settings=options.SETTINGS)
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
