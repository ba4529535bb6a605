"""The library: sessions for programs, and the same in one call each."""

import os
from collections.abc import Mapping
from typing import final

from goescape.session import build as builds
from goescape.session.flags import FlagRules
from goescape.session.model import BuildResult
from goescape.session.session import Session as PackageSession
from goescape.understand import targets
from goescape.understand.explain import DEPTH, Explained, Explorer
from goescape.understand.sites import Site


@final
class Session:
    """Packages as somebody works on them: planned once, analysed when asked, kept while nothing changes.

    `directory` is what patterns and file names are relative to. `goroot` names the standard library's sources (default:
    as the command line finds them), `tags` are build tags, without `inlining` decisions are those of `-m -l`, `jobs` is
    the number of worker processes (0: one a core). `files` are texts that stand for what is on disk, or that are not
    there, by file name. Methods raise `load.model.LoadError` if there is nothing to work with (no standard library, no
    module, a pattern that makes no sense).
    """

    def __init__(
        self,
        directory: str = ".",
        *,
        goroot: str | None = None,
        tags: list[str] | None = None,
        inlining: bool = True,
        cache_dir: str | None = None,
        jobs: int = 0,
        files: Mapping[str, str | bytes] | None = None,
    ) -> None:
        cwd = os.path.abspath(directory)
        request = builds.Request(
            [], cwd, FlagRules(cwd), goroot=goroot, tags=tags, cache_dir=cache_dir, jobs=jobs
        )
        self._session = PackageSession(request, inlining)
        self._explorer = Explorer(self._session)
        for name, text in (files or {}).items():
            self.replace(name, text)

    def replace(self, file: str, text: str | bytes | None) -> None:
        """From now on `text` stands for what is in `file`; None: what is on disk counts again."""
        content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        path = os.path.normpath(os.path.join(self._session.directory, file))
        self._session.replace(path, content)
        self._explorer.forget(path)

    def refresh(self) -> list[str]:
        """Look for what has changed on disk; returns the files that have."""
        changed = self._session.refresh()
        for path in changed:
            self._explorer.forget(path)
        return changed

    def cancel(self) -> None:
        """End the analysis that another thread waits for: it raises `session.workers.Cancelled`."""
        self._session.cancel()

    def analyze(self, packages: list[str]) -> BuildResult:
        """What became of packages (patterns as the go command takes them); what they import is there with `shown`
        False."""
        return self._session.analyze(packages)

    def sites(self, packages: list[str]) -> list[Site]:
        """The allocations, variables and parameters of packages, each place in the source once, in the order of
        packages and functions. Packages with errors have those of what is sound in them."""
        return self._explorer.sites(self._session.analyze(packages))

    def explain(self, target: str, depth: int = DEPTH) -> list[Explained]:
        """Why the sites that `target` names (`file.go:42`, `pkg.Func`, …) were decided as they were; callees are
        followed `depth` deep."""
        explorer = Explorer(self._session, depth)
        _, found = targets.find(explorer, target)
        return [explorer.explain(site) for site in found]
