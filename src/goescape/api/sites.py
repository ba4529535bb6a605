"""Decisions by source site: what people ask about.

The compiler speaks about every copy of a piece of code: once for each call it was inlined into, once for
each shape of type arguments. A site stands for all of them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from goescape.api import causes
from goescape.api.causes import Cause
from goescape.api.model import BuildResult, Cost, Explanation, Frame, Message, PackageResult
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

_SHAPES = re.compile(r"\[go\.shape\..*\]")
_SHAPE = re.compile(r"go\.shape\..*")
_RESULT = re.compile(r"^(\w+\.)?~r\d+$")
_MAJOR_VERSION = re.compile(r"v[0-9]+")
# How the compiler prints the type in `new(T)` if only the instance knows it.
_UNKNOWN_TYPE = "<node DYNAMICTYPE>"


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
    # Where the code was written, if it was inlined from elsewhere: innermost function first.
    inlined_from: tuple[Frame, ...] = ()
    # Instances of a generic function that it is in.
    shapes: list[str] = field(default_factory=list)
    # What executing it once costs; None for parameters.
    cost: Cost | None = None
    # The package it was written in, if that may be another one: generic code is compiled where it is used.
    home: str = ""
    # That package is one of those that were asked about.
    is_own: bool = True
    # A value that an inlined call returned: of which function.
    callee: str = ""
    # The compiler's own sentence.
    text: str = ""

    @property
    def name(self) -> str:
        """What people call it."""
        if _RESULT.match(self.subject):
            # Inlined calls have results with made-up names.
            return f"result of {_SHAPES.sub('', self.callee) or 'an inlined call'}"
        if self.subject == "append":
            return "append(...)"
        text = self.subject.replace("go.shape.", "").replace(_UNKNOWN_TYPE, "...")
        if self.inlined_from:
            return unqualified(text, self.inlined_from[0].package)
        return text if self.home == self.package else unqualified(text, self.home)

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
    def key(self) -> tuple[str, ...]:
        """What copies have in common."""
        return self.position, self.kind, self.verdict, _SHAPE.sub("", self.subject)

    @property
    def position(self) -> str:
        return f"{self.file}:{self.line}" + (f":{self.column}" if self.column else "")


def unqualified(text: str, path: str) -> str:
    """An expression as it is written in the package with a path, which does not name itself."""
    name = re.escape(package_name(path))
    return re.sub(rf"(?<![\w.]){name}\.", "", text) if name else text


def package_name(path: str) -> str:
    """The name that a package's path suggests: its last part that is not a major version."""
    directory, _, last = path.rpartition("/")
    return package_name(directory) if directory and _MAJOR_VERSION.fullmatch(last) else last


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


def of_build(result: BuildResult, only: Collection[str] = ()) -> list[Site]:
    """The sites of all packages that were asked about, or only of some of them.

    Generic code is compiled where it is used: its copies become one site of the package it was written in.
    """
    homes = {package.dir: package for package in result.packages}
    found: dict[tuple[str, ...], Site] = {}
    for package in result.packages:
        if not package.shown or (only and package.import_path not in only):
            continue
        for site in of_package(package):
            home = homes.get(directory(site.file), package)
            site.home = home.import_path
            site.is_own = home.shown
            first = found.setdefault(site.key, site)
            if first is not site:
                first.copies += site.copies
                first.explanations.extend(site.explanations)
                first.shapes += [shape for shape in site.shapes if shape not in first.shapes]
    return list(found.values())


def of_package(result: PackageResult) -> list[Site]:
    """The sites of a package that was analyzed with explanations, in the order of the messages."""
    found: dict[tuple[str, ...], Site] = {}
    # Those that only copies by inlining were seen of.
    copied: set[tuple[str, ...]] = set()
    for message in result.messages:
        decision = _DECISIONS.get(message.kind)
        if decision is None or message.line == 0:
            continue
        site = _site(result, message, *decision)
        key = site.key
        is_copy = bool(message.inlined)
        first = found.setdefault(key, site)
        if first is not site:
            first.copies += 1
            if is_copy == (key in copied):
                first.explanations.extend(site.explanations)
            elif not is_copy:
                # The original says more about the code than what copies are used for.
                first.explanations = site.explanations
                first.cost = site.cost
        if not is_copy:
            copied.discard(key)
        elif first is site:
            copied.add(key)
        shape = _shape_of(message.function)
        if shape and shape not in first.shapes:
            first.shapes.append(shape)
    return list(found.values())


def _site(result: PackageResult, message: Message, kind: str, verdict: str) -> Site:
    file, line, column = message.file, message.line, message.column
    function = message.function
    inlined = message.inlined[::-1]
    if inlined and (directory(inlined[0].file) == result.dir or directory(file) != result.dir):
        # Inlined within the package, or into another package's generic code that is compiled here: the
        # site is where the code was written.
        own = inlined[0]
        file, line, column = own.file, own.line, own.column
        function = own.function.removeprefix(f"{result.import_path}.")
        inlined = ()
    return Site(
        result.import_path,
        function,
        file,
        line,
        column,
        kind,
        message.subject,
        verdict,
        list(message.reasons),
        inlined_from=inlined,
        cost=message.cost,
        home=result.import_path,
        callee=message.callee,
        text=message.text,
    )


def directory(file: str) -> str:
    return file.rpartition("/")[0]


def _shape_of(function: str) -> str:
    """The type arguments in the name of an instance's function."""
    start = function.find("[go.shape.")
    return "" if start < 0 else function[start + 1 : function.rfind("]")]
