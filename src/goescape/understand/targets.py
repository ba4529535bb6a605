"""What a person names: a line, a function, a file, a package; and the sites that this means."""

import difflib
import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from goescape.facts.names import FunctionName
from goescape.load.model import LoadError
from goescape.session.build import Progress
from goescape.session.flags import UsageError
from goescape.session.model import DONE, BuildResult
from goescape.understand.explain import Explorer
from goescape.understand.sites import Site

_POSITION: Final = re.compile(r"^(?P<file>.+\.go)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?$")
# A function or method without its package: `F`, `T.M`, `(*T).M`.
_FUNCTION: Final = re.compile(r"^(?:[^\W\d]\w*\.|\(\*?[^\W\d]\w*\)\.)?[^\W\d]\w*$")
# All packages of the module.
_EVERYWHERE: Final = "./..."
_HERE: Final = (".", "./.", _EVERYWHERE)
_NEAREST: Final = 3
# Of names that look alike, those are told that are as good as the best by so much.
_AS_NEAR: Final = 0.15


class NotFound(UsageError):
    """There is no such file, function or package; the text has the nearest names."""


@dataclass(frozen=True, slots=True)
class Target:
    """What to explain."""

    # Patterns of the packages it may be in.
    patterns: list[str]
    file: str = ""
    # 0: all of the file.
    line: int = 0
    column: int = 0
    function: str = ""


def parse(text: str) -> list[Target]:
    """What `file.go`, `file.go:42`, `file.go:42:3`, `pkg.Func`, `Func`, `pkg.(*T).Method`, `T.Method` or a package may
    mean, likeliest first."""
    match = _POSITION.match(text)
    if match is not None:
        return _in_file(match.group("file"), int(match["line"] or 0), int(match["column"] or 0))
    slash = text.rfind("/")
    dot = text.find(".", slash + 1)
    package = Target([text])
    bare = []
    if _FUNCTION.match(text):
        bare = [Target([each], function=text) for each in (".", _EVERYWHERE)]
    if "..." in text or dot < 0 or text in (".", ".."):
        return [package, *bare]
    path, function = text[:dot], text[dot + 1 :]
    if path in ("", "."):
        path = "."
    named = Target([path], function=function)
    if function[:1].isalpha() or function.startswith("("):
        return [named, package, *bare]
    return [package, *bare]


def _in_file(file: str, line: int, column: int) -> list[Target]:
    directory = posixpath.dirname(file) or "."
    if directory.startswith("/"):
        return [Target([directory], file, line, column)]
    # Below the working directory, a package's path, or anywhere in the module.
    plain = posixpath.normpath(file)
    places = [directory] if directory.startswith(".") else [f"./{directory}", directory]
    return [Target([each], plain, line, column) for each in (*places, _EVERYWHERE)]


def find(
    explorer: Explorer, text: str, progress: Progress | None = None, here: list[str] | None = None
) -> tuple[BuildResult, list[Site]]:
    """The sites that a target means; of several meanings the first that exists. `here` are the packages to look in
    where no module is.

    There are none where nothing is allocated and no parameter has pointers. Raises NotFound if there is no such
    place, LoadError if there is nothing to work with.
    """
    error: LoadError | None = None
    first: BuildResult | None = None
    names: list[str] = []
    for target in parse(text):
        patterns = target.patterns
        if here is not None and patterns[0] in _HERE:
            patterns = here
        try:
            result = explorer.run(patterns, progress)
        except LoadError as missing:
            error = error or missing
            continue
        if not result.packages:
            error = error or LoadError("\n".join(result.errors))
            continue
        found = matching(target, explorer.sites(result))
        if found or _is_there(target, explorer, result):
            return result, found
        if result.status != DONE:
            first = first or result
        names += _names(target, result)
    near = _closest(parse(text)[-1], names)
    if near or (first is None and error is None):
        raise NotFound(_not_found(text, near))
    if first is not None:
        # What is wrong with the likeliest meaning says more than that another one does not exist.
        return first, []
    assert error is not None
    if _FUNCTION.match(text):
        raise NotFound(f"goescape: no function is called {text} here, and {error}")
    raise error


def _is_there(target: Target, explorer: Explorer, result: BuildResult) -> bool:
    """Whether what a target names exists in packages that were analyzed."""
    if target.file:
        return any(
            _is_file(file, target.file) and target.line <= _n_lines(explorer, file)
            for file in _files(result)
        )
    if target.function:
        # Of those with errors nothing is known.
        unsound = [name for package in result.packages for name in package.unsound_functions]
        known = _functions(result) + [FunctionName("", "", name, name) for name in unsound]
        return any(_is_in(name, target.function) for name in known)
    return result.status == DONE


def _n_lines(explorer: Explorer, file: str) -> int:
    return (explorer.session.read(file) or b"").count(b"\n") + 1


def _files(result: BuildResult) -> list[str]:
    """The files that functions of packages are written in."""
    found: dict[str, None] = {}
    for package in result.packages:
        facts = package.facts if package.shown else None
        for function in [] if facts is None else facts.functions:
            place = None if facts is None else facts.place(function.pos)
            if place is not None and place.is_in_source:
                found.setdefault(place.file)
    return list(found)


def _functions(result: BuildResult) -> list[FunctionName]:
    # Generic code of others is compiled here, but not called by its name.
    own = {"main", *(package.import_path for package in result.packages if package.shown)}
    found: list[FunctionName] = []
    for package in result.packages:
        facts = package.facts if package.shown else None
        known = [] if facts is None else facts.functions
        found += [
            function.name
            for function in known
            if function.name.package in own and not function.is_stand_in
        ]
    return found


def _names(target: Target, result: BuildResult) -> list[str]:
    """Names in packages that somebody may have meant."""
    if target.file:
        return [posixpath.basename(file) for file in _files(result)]
    return [name.declared for name in _functions(result)] if target.function else []


def _closest(target: Target, names: Iterable[str]) -> list[str]:
    """Those that look alike, whatever the case of their letters, with or without their receivers."""
    spelled: dict[str, str] = {}
    for each in names:
        plain = _folded(each)
        spelled.setdefault(plain, each)
        if not target.file:
            spelled.setdefault(plain.rpartition(".")[2], each)
    wanted = _folded(posixpath.basename(target.file) or target.function)
    for each in (wanted, wanted.rpartition(".")[2]):
        found = difflib.get_close_matches(each, list(spelled), _NEAREST)
        if found:
            best = _likeness(each, found[0])
            near = [one for one in found if best - _likeness(each, one) < _AS_NEAR]
            return list(dict.fromkeys(spelled[one] for one in near))
    return []


def _folded(name: str) -> str:
    return "".join(char for char in name.lower() if char not in "(*)")


def _likeness(x: str, y: str) -> float:
    return difflib.SequenceMatcher(None, x, y).ratio()


def _not_found(text: str, near: list[str]) -> str:
    said = f"goescape: nothing is called {text} here"
    match = _POSITION.match(text)
    if match is not None:
        line = match.group("line")
        said = f"goescape: {match.group('file')} is in no package that was looked at"
        if match.group("file") in near and line:
            said = f"goescape: {match.group('file')} has no line {line}"
            near = []
    return f"{said}; did you mean {' or '.join(near)}?" if near else said


def nothing(explorer: Explorer, text: str, quiet: list[Site]) -> str:
    """What to say of a target that exists, where nothing is to be explained; `quiet` are sites that cost nothing."""
    target = parse(text)[0]
    if quiet:
        return (
            "nothing is allocated on the heap, and no parameter leaks (--all tells of what stays)"
        )
    if not target.line:
        return "nothing is allocated, and no parameter has pointers"
    result = explorer.run(target.patterns)
    for file in _files(result):
        names = (
            explorer.written.declared_on(file, target.line) if _is_file(file, target.file) else []
        )
        if names:
            several = len(names) > 1
            listed = ", ".join(f"`{name}`" for name in names)
            kind = "are variables: they stay" if several else "is a variable: it stays"
            return f"nothing is allocated here; {listed} {kind} on the stack"
    return "nothing is allocated on this line, and it declares no parameter with pointers"


def matching(target: Target, found: list[Site]) -> list[Site]:
    """The sites that a target means."""
    if target.file:
        return [
            site
            for site in found
            if target.line in (0, site.line)
            and _is_file(site.file, target.file)
            and target.column in (0, site.column)
        ]
    if target.function:
        return [site for site in found if _is_in(site.function, target.function)]
    return found


def _is_file(file: str, wanted: str) -> bool:
    """Whether a file is what somebody calls `wanted`: the end of its path."""
    plain = re.sub(r"^(\.\./)+", "", wanted)
    return file == plain or file.endswith(f"/{plain}")


def _is_in(function: FunctionName, wanted: str) -> bool:
    """Whether a site's function is the one asked for, an instance of it or a literal in it."""
    receiver, _, rest = wanted.partition(".")
    # `T.M` is enough for `(*T).M`.
    spellings = (wanted, f"(*{receiver}).{rest}")
    if function.name in spellings or function.declared in spellings:
        return True
    # A method without its receiver.
    return not rest and function.declared.endswith(f".{wanted}")
