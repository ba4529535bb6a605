"""goescape: Go escape analysis outside the Go compiler.

result = goescape.analyze(["./..."], directory="path/to/module")
for package in result.packages:
    if package.shown:
        for message in package.messages:
            print(message.position, message.text)

for site in goescape.sites(["./..."]):
    print(site.position, site.name, site.verdict, site.cost)

for explained in goescape.explain("./server.go:42"):
    print(explained.sentence)
    for step in explained.steps:
        print(step.file, step.line, step.words)
"""

import os
from typing import TYPE_CHECKING

from goescape import _loading
from goescape._version import VERSION

if TYPE_CHECKING:
    from goescape.library import Session
    from goescape.session.model import BuildResult
    from goescape.understand.explain import Explained
    from goescape.understand.sites import Site

__version__ = VERSION
_loading.install(os.path.dirname(__file__))
__all__ = ["Session", "__version__", "analyze", "explain", "is_compiled", "sites"]


def analyze(
    packages: list[str],
    directory: str = ".",
    *,
    goroot: str | None = None,
    tags: list[str] | None = None,
    dependencies: bool = False,
    tests: bool = False,
    inlining: bool = True,
    cache_dir: str | None = None,
    jobs: int = 0,
) -> "BuildResult":
    """Analyze packages as `goescape build -m` does; patterns as the go command takes them.

    The result has what they import, too, with `shown` False unless `dependencies` asks for its messages; with `tests`,
    what `go test -c` compiles for them instead of what `go build` does (see `goescape test`); without `inlining`, decisions are those of `-m -l`. Raises `load.model.LoadError` if there is nothing to work with (no standard library, no module).
    """
    # Deferred, so that asking for the version does not load the passes.
    from goescape.load.testplan import NO_TESTS, TEST_PROGRAMS
    from goescape.session import build as builds
    from goescape.session.flags import FlagRules

    cwd = os.path.abspath(directory)
    rules = FlagRules(cwd)
    flags = "-m" if inlining else "-m -l"
    rules.add(f"all={flags}" if dependencies else flags)
    request = builds.Request(
        packages,
        cwd,
        rules,
        goroot=goroot,
        tags=tags,
        tests=TEST_PROGRAMS if tests else NO_TESTS,
        cache_dir=cache_dir,
        jobs=jobs,
    )
    return builds.run(builds.plan(request), request)


def sites(
    packages: list[str],
    directory: str = ".",
    *,
    goroot: str | None = None,
    tags: list[str] | None = None,
    tests: bool = False,
    inlining: bool = True,
    cache_dir: str | None = None,
    jobs: int = 0,
) -> "list[Site]":
    """The allocations, variables and parameters of packages, each place in the source once, with their costs.

    Copies by inlining and instances for other type arguments are one site. With `tests`, those in `_test.go` files
    are there, too. Packages with errors have those of what is sound in them.
    Raises `load.model.LoadError` if there is nothing to work with.
    """
    from goescape.library import Session

    session = Session(
        directory,
        goroot=goroot,
        tags=tags,
        tests=tests,
        inlining=inlining,
        cache_dir=cache_dir,
        jobs=jobs,
    )
    return session.sites(packages)


def explain(
    target: str,
    directory: str = ".",
    *,
    goroot: str | None = None,
    tags: list[str] | None = None,
    tests: bool = False,
    inlining: bool = True,
    cache_dir: str | None = None,
    jobs: int = 0,
    depth: int = 3,
) -> "list[Explained]":
    """Explain the allocations, variables and parameters that `target` names, as `goescape explain` does.

    `target` is `file.go:42`, `file.go:42:3`, `pkg.Func`, `pkg.(*T).Method` or a package pattern, which includes tests if `tests` says so;
    callees are followed `depth` deep. Of packages with errors, what is sound is explained. Raises `load.model.LoadError` if there is nothing to
    work with.
    """
    from goescape.library import Session

    session = Session(
        directory,
        goroot=goroot,
        tags=tags,
        tests=tests,
        inlining=inlining,
        cache_dir=cache_dir,
        jobs=jobs,
    )
    return session.explain(target, depth)


def is_compiled() -> bool:
    """Whether the core runs as extension modules (mypyc) rather than interpreted."""
    return _loading.is_compiled()


def __getattr__(name: str) -> object:
    """`Session` on first use: asking for the version does not load it."""
    if name == "Session":
        from goescape.library import Session

        return Session
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
