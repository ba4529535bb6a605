"""The library: sessions for programs, and the same in one call each."""

import os
from collections.abc import Mapping
from typing import final

from goescape.load import modules
from goescape.load.testplan import NO_TESTS, TEST_PACKAGES
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
    the number of worker processes (0: one a core). With `tests`, packages have their `_test.go` files, and what `go test` compiles for
    these is there, too: packages are called as the go command calls them (`fmt [fmt.test]`, `fmt_test [fmt.test]`). `files` are texts that stand for what is on disk, or that are not
    there, by file name; without a module they are a package of their own. Methods raise `load.model.LoadError` if there is nothing to work with (no standard library, no
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
        tests: bool = False,
        files: Mapping[str, str | bytes] | None = None,
    ) -> None:
        cwd = os.path.abspath(directory)
        request = builds.Request(
            [],
            cwd,
            FlagRules(cwd),
            goroot=goroot,
            tags=tags,
            tests=TEST_PACKAGES if tests else NO_TESTS,
            cache_dir=cache_dir,
            jobs=jobs,
        )
        self._session = PackageSession(request, inlining)
        self._explorer = Explorer(self._session)
        self._texts: set[str] = set()
        for name, text in (files or {}).items():
            self.replace(name, text)

    def replace(self, file: str, text: str | bytes | None) -> None:
        """From now on `text` stands for what is in `file`; None: what is on disk counts again."""
        content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
        path = os.path.normpath(os.path.join(self._session.directory, file))
        self._session.replace(path, content)
        (self._texts.discard if text is None else self._texts.add)(path)
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

    def analyze(self, packages: list[str] | None = None) -> BuildResult:
        """What became of packages (patterns as the go command takes them; without them the one in `directory`, or the
        texts if there is no module). In import order; what they import is there with `shown` False."""
        return self._session.analyze(packages or self._usual())

    def sites(self, packages: list[str] | None = None) -> list[Site]:
        """The allocations, variables and parameters of packages (as in `analyze`), each place in the source once, in
        the order of packages and functions. Packages with errors have those of what is sound in them; `analyze` says
        what that is."""
        return self._explorer.sites(self.analyze(packages))

    def _usual(self) -> list[str]:
        """What is meant if nothing is named."""
        directory = self._session.directory
        texts = [path for path in sorted(self._texts) if os.path.dirname(path) == directory]
        sources = [os.path.basename(path) for path in texts if path.endswith(".go")]
        is_in_module = modules.search_upward(self._session.files, directory, "go.mod") != ""
        return sources if sources and not is_in_module else ["."]

    def explain(self, target: str, depth: int = DEPTH) -> list[Explained]:
        """Why the sites that `target` names (`file.go:42`, `Func`, `pkg.(*T).Method`, a package) were decided as they
        were; what is in a test needs no `tests`; callees are followed `depth` deep. There are none where nothing is allocated; raises
        `understand.targets.NotFound` if nothing is called so, with the nearest names."""
        explorer = Explorer(self._session, depth)
        usual = self._usual()
        found = targets.find(explorer, target, here=None if usual == ["."] else usual)
        return [explorer.explain(site) for site in found.sites]
