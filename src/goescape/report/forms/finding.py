"""What all forms for reviews tell: something about a place, why, and how to tell it from others."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any, Final

from goescape.load.names import escaped
from goescape.understand import causes, fields, sites
from goescape.understand.causes import Cause
from goescape.understand.costwords import ALWAYS, NEVER, price
from goescape.understand.explain import Explained, Step
from goescape.understand.ranking import COLD
from goescape.understand.sites import Site

# How much a finding matters, as SARIF says it; ERROR is for what somebody has forbidden.
ERROR: Final = "error"
WARNING: Final = "warning"
NOTE: Final = "note"
NONE: Final = "none"

TOOL: Final = "goescape"
HOME: Final = "https://pypi.org/project/goescape/"
# What stays on the stack and allocates all the same has no cause.
_NO_CAUSE: Final = Cause(
    "allocates",
    "allocates",
    "it is of a kind that takes its memory from the heap, or may",
    "Nothing keeps a pointer to it. Give it a length that is known and small, room from the start "
    "(a capacity, a size hint), or use it again instead of making it anew.",
)
# Copies of one site may be decided differently.
_MARKS: Final = {
    sites.HEAP: "h",
    sites.STACK: "s",
    sites.LEAKS: "l",
    sites.LEAKS_CONTENT: "c",
    sites.LEAKS_TO_RESULT: "r",
    sites.STAYS: "n",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of findings, with what helps."""

    name: str
    short: str
    sentence: str
    advice: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a place in the source."""

    rule: str
    # ERROR, WARNING, NOTE or NONE.
    level: str
    # In a few words, and in sentences.
    title: str
    message: str
    # As it is on disk; columns count bytes from 1, 0 if they are not known; `end` is behind the last byte.
    file: str
    line: int
    column: int
    end: int
    # The same as long as the finding is, wherever it moves.
    fingerprint: str
    # How it comes about, step by step.
    steps: Sequence[Step] = ()
    # For programs, by the names of `fields`.
    properties: dict[str, Any] = field(default_factory=dict)


def of_sites(explained: Sequence[Explained]) -> list[Finding]:
    """Sites as findings, in their order."""
    return [_of_site(each) for each in explained]


def rules() -> list[Rule]:
    """The rules of findings about sites: a cause is one."""
    return [
        Rule(
            cause.name,
            cause.short,
            f"A value has to be on the heap, because {cause.plain_clause}.",
            cause.advice,
        )
        for cause in [*causes.every(), _NO_CAUSE]
    ]


def level_of(site: Site) -> str:
    """WARNING for what allocates again and again, NOTE for what else allocates, NONE for the rest."""
    cost = site.cost
    if cost is None or cost.allocates == NEVER:
        return NONE
    return WARNING if cost.allocates == ALWAYS and cost.loop_depth else NOTE


def _of_site(each: Explained) -> Finding:
    site = each.site
    cost = "" if site.cost is None else f"{price(site.cost)}: "
    return Finding(
        (site.cause or _NO_CAUSE).name,
        level_of(site),
        f"{cost}{escaped(site.name)}{f', {COLD[site.path]}' if site.path in COLD else ''}",
        escaped(each.sentence),
        site.file,
        site.line,
        each.begin or site.column,
        each.end,
        f"{site.identity}{_MARKS[site.verdict]}",
        each.steps,
        fields.properties(site),
    )


class Roots:
    """What paths in reports are relative to: where the repository begins, or else where one is."""

    def __init__(self, directory: str) -> None:
        self.directory: Final = directory

    def path(self, file: str) -> str:
        """With slashes, relative if the file is inside."""
        if not os.path.isabs(file):
            return PurePath(file).as_posix()
        path = PurePath(file)
        inside = path.is_relative_to(self.directory)
        return (path.relative_to(self.directory) if inside else path).as_posix()
