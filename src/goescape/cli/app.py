"""The commands `compile`, `build`, `verify` and `cache`."""

import os
import sys
from typing import Annotated

import typer

from goescape.api import build as builds
from goescape.api import oracle
from goescape.api import verify as verifying
from goescape.api.flags import NO_INLINING_YET, CompilerFlags, FlagRules, UsageError
from goescape.api.model import BAD_INPUT, DONE, FINDINGS, USAGE
from goescape.cli import output, spelling
from goescape.engine import location
from goescape.load.environ import split_tags
from goescape.load.goroot import find as find_goroot
from goescape.load.model import LoadError
from goescape.report import agreement

app = typer.Typer(
    name="goescape",
    help="What escapes, what leaks, what moves to the heap: Go's escape analysis without Go.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

cache_app = typer.Typer(no_args_is_help=True, help="The summaries of packages kept on disk.")
app.add_typer(cache_app, name="cache")

M = Annotated[int, typer.Option("-m", count=True, show_default=False, help="Print decisions.")]
L = Annotated[int, typer.Option("-l", count=True, show_default=False, help="Inlining off.")]
Goroot = Annotated[
    str | None,
    typer.Option("--goroot", metavar="DIR", help="Where the standard library's sources are."),
]
CacheDir = Annotated[
    str | None,
    typer.Option(
        "--cache-dir", metavar="DIR", envvar="GOESCAPE_CACHE", help="Where summaries are kept."
    ),
]
Jobs = Annotated[int, typer.Option("-j", "--jobs", metavar="N", help="Worker processes [cores].")]
Tags = Annotated[
    str | None, typer.Option("--tags", metavar="LIST", help="Build tags, comma separated.")
]


@app.callback(invoke_without_command=True)
def _root(
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    if version:
        typer.echo(output.version_line())
        raise typer.Exit


@app.command("compile")
def compile_command(
    files: Annotated[list[str], typer.Argument(metavar="FILE.go…")],
    m: M = 0,
    l: L = 0,  # noqa: E741 - the flag is called so
    path: Annotated[
        str, typer.Option("-p", metavar="PATH", help="Import path of the package.")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="go1.N", help="Language version.")] = "",
    goroot: Goroot = None,
    cache_dir: CacheDir = None,
    jobs: Jobs = 0,
) -> None:
    """Analyze one package made of files, as `go tool compile` takes them."""
    if l != 1:
        raise UsageError(NO_INLINING_YET)
    flags = CompilerFlags(m, l, lang)
    rules = FlagRules(os.getcwd())
    rules.add_named(flags)
    request = builds.Request(
        files, os.getcwd(), rules, goroot=goroot, cache_dir=cache_dir, jobs=jobs
    )
    plan = builds.plan_files(request, files, path, lang)
    with output.Progress() as progress:
        result = builds.run(plan, request, progress.update)
    output.print_plain(result)
    raise typer.Exit(result.status)


@app.command("build")
def build_command(
    packages: Annotated[list[str] | None, typer.Argument(metavar="PACKAGES…")] = None,
    m: M = 0,
    l: L = 0,  # noqa: E741 - the flag is called so
    change_dir: Annotated[
        str, typer.Option("-C", metavar="DIR", help="Change to DIR before anything else.")
    ] = "",
    tags: Tags = None,
    gcflags: Annotated[
        list[str] | None,
        typer.Option(
            "--gcflags",
            metavar="[PATTERN=]FLAGS",
            help="Go's own form: -gcflags='-m -l', -gcflags='all=-m -l'. The last match wins.",
        ),
    ] = None,
    rebuild: Annotated[bool, typer.Option("-a", help="Analyze again what the cache has.")] = False,
    deps: Annotated[
        bool, typer.Option("--deps", help="Print dependencies too: short for -gcflags='all=-m -l'.")
    ] = False,
    mod: Annotated[
        str, typer.Option("--mod", metavar="MODE", help="mod, readonly or vendor.")
    ] = "",
    goroot: Goroot = None,
    cache_dir: CacheDir = None,
    jobs: Jobs = 0,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Analyze packages, as `go build -gcflags='-m -l'` prints them.

    Packages print in import order. Only packages named on the command line print, unless
    -gcflags=PATTERN=… or --deps asks for more.
    """
    cwd = _change_dir(change_dir)
    rules = FlagRules(cwd)
    if m or l:
        rules.add_named(CompilerFlags(m, l))
    for text in gcflags or []:
        rules.add(text)
    if deps:
        rules.add("all=-m -l")
    if not any(flags.m for _, flags in rules.rules):
        raise UsageError("nothing to print: give -m -l (or -gcflags='-m -l')")
    request = builds.Request(
        packages or [],
        cwd,
        rules,
        goroot=goroot,
        tags=split_tags(tags) if tags is not None else None,
        mod_mode=mod,
        rebuild=rebuild,
        jobs=jobs,
        cache_dir=cache_dir,
    )
    plan = builds.plan(request)
    with output.Progress() as progress:
        result = builds.run(plan, request, progress.update)
    if json:
        output.print_json(result)
    else:
        output.print_build(result, cwd)
    raise typer.Exit(result.status)


@app.command("verify")
def verify_command(
    packages: Annotated[list[str] | None, typer.Argument(metavar="PACKAGES…")] = None,
    m: M = 0,
    l: L = 0,  # noqa: E741 - the flag is called so
    change_dir: Annotated[
        str, typer.Option("-C", metavar="DIR", help="Change to DIR before anything else.")
    ] = "",
    go: Annotated[
        str | None, typer.Option("--go", metavar="PATH", help="The go command to compare with.")
    ] = None,
    show: Annotated[
        int, typer.Option("--show", metavar="N", help="Differing lines to show per package.")
    ] = 10,
    deps: Annotated[bool, typer.Option("--deps", help="Compare dependencies too.")] = False,
    json: Annotated[bool, typer.Option("--json", help="The result as JSON.")] = False,
    tags: Tags = None,
    goroot: Goroot = None,
    cache_dir: CacheDir = None,
    rebuild: Annotated[bool, typer.Option("-a", help="Analyze again what the cache has.")] = False,
    jobs: Jobs = 0,
) -> None:
    """Compare with the real compiler, line by line; status 1 if anything differs."""
    cwd = _change_dir(change_dir)
    flags = CompilerFlags(m or 1, l)
    flags.check()
    spelled = "-m -l"
    gcflags = [f"all={spelled}" if deps else spelled]
    rules = FlagRules(cwd)
    rules.add(gcflags[0])
    request = builds.Request(
        packages or [],
        cwd,
        rules,
        goroot=goroot,
        tags=split_tags(tags) if tags is not None else None,
        rebuild=rebuild,
        jobs=jobs,
        cache_dir=cache_dir,
    )
    command = oracle.find_go(go, find_goroot(goroot, os.environ), os.environ)
    more = [f"-tags={tags}"] if tags is not None else []
    with output.Progress() as progress:
        comparison, said = verifying.verify(
            request, command, gcflags, more, output.renderer(cwd), progress.update
        )
    for line in said:
        output.error(line)
    typer.echo(agreement.as_json(comparison, show) if json else agreement.table(comparison, show))
    if said and not comparison.packages:
        raise typer.Exit(BAD_INPUT)
    raise typer.Exit(FINDINGS if comparison.differs else DONE)


@cache_app.command("info")
def cache_info(cache_dir: CacheDir = None) -> None:
    """Say where summaries are kept and how large they are."""
    found = location.contents(cache_dir)
    typer.echo(f"{found.directory}: {found.n_entries} entries, {found.n_bytes / 1e6:.1f} MB")


@cache_app.command("clean")
def cache_clean(cache_dir: CacheDir = None) -> None:
    """Remove all summaries."""
    removed = location.clean(cache_dir)
    typer.echo(f"removed {removed.n_entries} entries, {removed.n_bytes / 1e6:.1f} MB")


def _change_dir(directory: str) -> str:
    if directory:
        try:
            os.chdir(directory)
        except OSError as error:
            reason = (error.strerror or "").lower()
            raise UsageError(f"go: chdir {directory}: {reason}") from None
        os.environ.pop("PWD", None)
    return os.environ["PWD"] if _pwd_is_true() else os.getcwd()


def _pwd_is_true() -> bool:
    """Like the shell, keep the name by which the user entered a directory."""
    named = os.environ.get("PWD", "")
    return os.path.isabs(named) and os.path.exists(named) and os.path.samefile(named, ".")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; ends by SystemExit with the documented status."""
    words = spelling.normalize(sys.argv[1:] if arguments is None else arguments)
    try:
        app(words, prog_name="goescape")
    except UsageError as error:
        output.error(str(error))
        sys.exit(USAGE)
    except LoadError as error:
        output.error(str(error))
        sys.exit(BAD_INPUT)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output went away (`| head`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
