"""What a person names: a line, a function, a package; and the sites that this means."""

import re
from dataclasses import dataclass
from typing import Final

from goescape.facts.names import FunctionName
from goescape.load.model import LoadError
from goescape.session.flags import UsageError
from goescape.session.model import DONE, BuildResult
from goescape.understand.explain import Explorer
from goescape.understand.sites import Site

_POSITION: Final = re.compile(r"^(?P<file>.+\.go):(?P<line>\d+)(?::(?P<column>\d+))?$")


@dataclass(frozen=True, slots=True)
class Target:
    """What to explain."""

    # Patterns of the packages it may be in.
    patterns: list[str]
    file: str = ""
    line: int = 0
    column: int = 0
    function: str = ""


def parse(text: str) -> list[Target]:
    """What `file.go:42`, `file.go:42:3`, `pkg.Func`, `pkg.(*T).Method` or a package may mean, likeliest
    first."""
    match = _POSITION.match(text)
    if match is not None:
        file = match.group("file")
        directory = file.rpartition("/")[0] or "."
        line, column = int(match.group("line")), int(match.group("column") or 0)
        if directory.startswith(("/", ".")):
            return [Target([directory], file, line, column)]
        # Below the working directory, or a package's path.
        return [Target([each], file, line, column) for each in (f"./{directory}", directory)]
    slash = text.rfind("/")
    dot = text.find(".", slash + 1)
    package = Target([text])
    if "..." in text or dot < 0 or text in (".", ".."):
        return [package]
    path, function = text[:dot], text[dot + 1 :]
    if path in ("", "."):
        path = "."
    named = Target([path], function=function)
    return [named, package] if function[:1].isalpha() or function.startswith("(") else [package]


def find(explorer: Explorer, text: str) -> tuple[BuildResult, list[Site]]:
    """The sites that a target means; of several meanings the first that exists."""
    error: LoadError | None = None
    first: BuildResult | None = None
    for target in parse(text):
        try:
            result = explorer.run(target.patterns)
        except LoadError as missing:
            error = error or missing
            continue
        found = matching(target, explorer.sites(result))
        if found or result.status == DONE:
            return result, found
        first = first or result
    if first is not None:
        # What is wrong with the likeliest meaning says more than that another one does not exist.
        return first, []
    assert error is not None
    raise error


def matching(target: Target, found: list[Site]) -> list[Site]:
    """The sites that a target means."""
    if target.file:
        name = target.file.rpartition("/")[2]
        return [
            site
            for site in found
            if site.line == target.line
            and site.file.rpartition("/")[2] == name
            and target.column in (0, site.column)
        ]
    if target.function:
        return [site for site in found if _is_in(site.function, target.function)]
    return found


def _is_in(function: FunctionName, wanted: str) -> bool:
    """Whether a site's function is the one asked for, an instance of it or a literal in it."""
    receiver, _, rest = wanted.partition(".")
    # `T.M` is enough for `(*T).M`.
    spellings = (wanted, f"(*{receiver}).{rest}")
    return function.name in spellings or function.declared in spellings


def not_found(text: str) -> UsageError:
    return UsageError(
        f"goescape: nothing to explain at {text}: no allocation, variable or parameter"
    )
