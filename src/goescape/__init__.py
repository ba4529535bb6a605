"""goescape: Go escape analysis outside the Go compiler.

result = goescape.analyze(["./..."], directory="path/to/module")
for package in result.packages:
    for message in package.messages:
        print(message.position, message.text)
"""

import os
from typing import TYPE_CHECKING

from goescape._version import VERSION
from goescape.base import pos as _core_module

if TYPE_CHECKING:
    from goescape.api.model import BuildResult

__version__ = VERSION
__all__ = ["__version__", "analyze", "is_compiled"]


def analyze(
    packages: list[str],
    directory: str = ".",
    *,
    goroot: str | None = None,
    tags: list[str] | None = None,
    dependencies: bool = False,
    inlining: bool = True,
    cache_dir: str | None = None,
    jobs: int = 0,
) -> "BuildResult":
    """Analyze packages as `goescape build -m` does; patterns as the go command takes them.

    `dependencies` asks for the messages of everything imported, too; without `inlining`, decisions are those
    of `-m -l`. Raises `load.model.LoadError` if
    there is nothing to work with (no standard library, no module).
    """
    # Deferred, so that asking for the version does not load the passes.
    from goescape.api import build as builds
    from goescape.api.flags import FlagRules

    cwd = os.path.abspath(directory)
    rules = FlagRules(cwd)
    flags = "-m" if inlining else "-m -l"
    rules.add(f"all={flags}" if dependencies else flags)
    request = builds.Request(
        packages, cwd, rules, goroot=goroot, tags=tags, cache_dir=cache_dir, jobs=jobs
    )
    return builds.run(builds.plan(request), request)


def is_compiled() -> bool:
    """Whether the core runs as extension modules (mypyc) rather than interpreted."""
    return not (_core_module.__file__ or "").endswith(".py")
