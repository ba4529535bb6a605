"""Decisions by source site: what people ask about.

The compiler speaks about every copy of a piece of code: once for each call it was inlined into, once for
each shape of type arguments. A site stands for all of them.
"""

import re
from dataclasses import dataclass, field

from goescape.api import causes
from goescape.api.causes import Cause
from goescape.api.model import Cost, Explanation, Message, PackageResult
from goescape.ir import remark

# Kinds of sites.
ALLOCATION = "allocation"
VARIABLE = "variable"
PARAMETER = "parameter"

# Verdicts.
HEAP = "heap"
STACK = "stack"
LEAKS = "leaks"
LEAKS_CONTENT = "leaks-content"
LEAKS_TO_RESULT = "leaks-to-result"
STAYS = "stays"

_DECISIONS = {
    remark.MOVED_TO_HEAP: (VARIABLE, HEAP),
    remark.ESCAPES_TO_HEAP: (ALLOCATION, HEAP),
    remark.DOES_NOT_ESCAPE: (ALLOCATION, STACK),
    remark.LEAKING_PARAM: (PARAMETER, LEAKS),
    remark.LEAKING_CONTENT: (PARAMETER, LEAKS_CONTENT),
    remark.LEAKING_TO_RESULT: (PARAMETER, LEAKS_TO_RESULT),
    remark.PARAM_DOES_NOT_ESCAPE: (PARAMETER, STAYS),
}

_SHAPE = re.compile(r"go\.shape\..*")
_RESULT = re.compile(r"^(\w+\.)?~r\d+$")
_PLACE = re.compile(r"^(.*?):(\d+)(?::(\d+))?$")


@dataclass(slots=True)
class Site:
    """An allocation, a variable or a parameter, and what was decided about it."""

    package: str
    # Within the package: `F`, `(*T).M`, `F.func1`, `F[go.shape.int]`.
    function: str
    # Columns count bytes, as the compiler's do; 0 if it prints none.
    file: str
    line: int
    column: int
    # ALLOCATION, VARIABLE or PARAMETER.
    kind: str
    # The expression or the name, as the compiler prints it.
    subject: str
    verdict: str
    # All ways of the value that were found; empty if it goes nowhere.
    explanations: list[Explanation] = field(default_factory=list)
    # How many copies of the site there are in the compiled code.
    copies: int = 1
    # The calls that brought the code here, innermost first, if its own place is elsewhere.
    inlined_from: tuple[str, ...] = ()
    # Instances of a generic function that it is in.
    shapes: list[str] = field(default_factory=list)
    # What executing it once costs; None for parameters.
    cost: Cost | None = None
    # The compiler's own sentence.
    text: str = ""

    @property
    def name(self) -> str:
        """What people call it: results of inlined calls have made-up names."""
        return "result of an inlined call" if _RESULT.match(self.subject) else self.subject

    @property
    def decisive(self) -> Explanation | None:
        """The shortest of the ways."""
        return min(self.explanations, key=_length, default=None)

    @property
    def cause(self) -> Cause | None:
        """The class of the decisive reason; None if the value stays where it is."""
        found = self.decisive
        return None if found is None else causes.of(final(found).cause)

    @property
    def position(self) -> str:
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


def final(explanation: Explanation) -> Explanation:
    """The explanation that ends a chain of them."""
    while explanation.then is not None:
        explanation = explanation.then
    return explanation


def _length(explanation: Explanation) -> int:
    total = 0
    link: Explanation | None = explanation
    while link is not None:
        total += len(link.flows)
        link = link.then
    return total


def of_package(result: PackageResult) -> list[Site]:
    """The sites of a package that was analyzed with explanations, in the order of the messages."""
    found: dict[tuple[str, ...], Site] = {}
    for message in result.messages:
        decision = _DECISIONS.get(message.kind)
        if decision is None or message.line == 0:
            continue
        site = _site(result, message, *decision)
        key = (site.position, site.kind, site.verdict, _SHAPE.sub("", site.subject))
        first = found.setdefault(key, site)
        if first is not site:
            first.copies += 1
            first.explanations.extend(site.explanations)
        shape = _shape_of(message.function)
        if shape and shape not in first.shapes:
            first.shapes.append(shape)
    return list(found.values())


def _site(result: PackageResult, message: Message, kind: str, verdict: str) -> Site:
    file, line, column = message.file, message.line, message.column
    inlined = message.inlined
    own = _PLACE.match(inlined[0]) if inlined else None
    if own is not None and (
        _directory(own.group(1)) == result.dir or _directory(file) != result.dir
    ):
        # Inlined within the package, or into another package's generic code that is compiled here: the
        # site is where the code was written.
        file, line, column = own.group(1), int(own.group(2)), int(own.group(3) or 0)
        inlined = ()
    return Site(
        result.import_path,
        message.function,
        file,
        line,
        column,
        kind,
        message.subject,
        verdict,
        list(message.reasons),
        inlined_from=inlined,
        cost=message.cost,
        text=message.text,
    )


def _directory(file: str) -> str:
    return file.rpartition("/")[0]


def _shape_of(function: str) -> str:
    """The type arguments in the name of an instance's function."""
    start = function.find("[go.shape.")
    return "" if start < 0 else function[start + 1 : function.rfind("]")]
