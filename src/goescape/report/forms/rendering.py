"""The forms that programs and reviews read, by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from goescape.report.forms import finding
from goescape.report.forms.finding import Finding, Roots, Rule
from goescape.report.forms.promises import Case
from goescape.understand.explain import Explained
from goescape.understand.places import Source

# `cover` and `pprof` are about sites and nothing else, `junit` about promises; all others about any finding.
SARIF: Final = "sarif"
GITHUB: Final = "github"
MARKDOWN: Final = "markdown"
COVER: Final = "cover"
PPROF: Final = "pprof"
OF_FINDINGS: Final = (
    SARIF, GITHUB, "gitlab", "rdjson", "rdjsonl", "checkstyle", "golangci", MARKDOWN,
)  # fmt: skip
OF_SITES: Final = (*OF_FINDINGS, COVER, PPROF)
JUNIT: Final = "junit"
OF_PROMISES: Final = (*OF_FINDINGS, JUNIT)
# What is no text.
BINARY: Final = frozenset((PPROF,))
# Forms in which what costs nothing is told, too.
WHOLE: Final = frozenset((COVER,))


@dataclass(frozen=True, slots=True)
class Told:
    """Findings of one run, most important first, and what reports need besides."""

    findings: Sequence[Finding]
    rules: Sequence[Rule]
    source: Source
    version: str
    # Where the run was, where the repository begins, and where Go is.
    directory: str
    root: str
    goroot: str
    # Above a comment.
    title: str
    # The sites, if the findings are about sites; the promises, if they are about what was promised.
    explained: Sequence[Explained] = ()
    cases: Sequence[Case] = ()


def of_sites(
    explained: Sequence[Explained],
    source: Source,
    version: str,
    directory: str,
    root: str,
    goroot: str,
    title: str,
) -> Told:
    return Told(
        finding.of_sites(explained),
        finding.rules(),
        source,
        version,
        directory,
        root,
        goroot,
        title,
        explained,
    )


def render(form: str, told: Told) -> bytes:
    """The whole report in a form."""
    if form == PPROF:
        from goescape.report.forms import pprof

        return pprof.document(told.explained)
    return f"{_text(form, told)}\n".encode("utf-8", "surrogateescape")


def _text(form: str, told: Told) -> str:
    findings, roots = told.findings, Roots(told.root)
    if form == SARIF:
        from goescape.report.forms import sarif

        log = sarif.Log(told.directory, told.goroot, told.source)
        return log.document(findings, told.rules, told.version)
    if form == GITHUB:
        from goescape.report.forms import github

        return _lines(github.lines(findings, roots))
    if form == "gitlab":
        from goescape.report.forms import gitlab

        return gitlab.document(findings, roots)
    if form in ("rdjson", "rdjsonl"):
        from goescape.report.forms import rdjson

        if form == "rdjsonl":
            return _lines(rdjson.lines(findings, roots))
        return rdjson.document(findings, roots)
    if form == "checkstyle":
        from goescape.report.forms import checkstyle

        return checkstyle.document(findings, roots)
    if form == "golangci":
        from goescape.report.forms import golangci

        return golangci.document(findings, roots, told.source)
    if form == MARKDOWN:
        from goescape.report.forms import markdown

        return markdown.document(findings, roots, told.title)
    if form == JUNIT:
        from goescape.report.forms import junit

        return junit.document(told.cases, roots)
    if form == COVER:
        from goescape.report.forms import coverprofile

        return _lines(coverprofile.lines(told.explained, told.source))
    raise AssertionError(f"no form is called {form}")


def _lines(found: Iterable[str]) -> str:
    return "\n".join(found)
