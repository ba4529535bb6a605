"""What a person names: a line, a function, a file, a package; and the sites that this means."""

import posixpath
import re
from dataclasses import dataclass, replace
from typing import Final

from goescape.facts.names import FunctionName
from goescape.load.model import LoadError
from goescape.load.scan import is_test
from goescape.session.build import Progress
from goescape.session.flags import UsageError
from goescape.session.model import DONE, BuildResult
from goescape.understand import nearest
from goescape.understand.explain import Explorer
from goescape.understand.sites import Site

_POSITION: Final = re.compile(r"^(?P<file>.+\.go)(?::(?P<line>\d+)(?::(?P<column>\d+))?)?$")
# A function or method without its package: `F`, `T.M`, `(*T).M`.
_FUNCTION: Final = re.compile(r"^(?:[^\W\d]\w*\.|\(\*?[^\W\d]\w*\)\.)?[^\W\d]\w*$")
# What is called so may be part of a test.
_TEST: Final = re.compile(r"(?:Test|Benchmark|Fuzz|Example)(?![a-z])")
# All packages of the module.
_EVERYWHERE: Final = "./..."
_HERE: Final = (".", "./.", _EVERYWHERE)


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
    # It is in a test, whether or not tests were asked for.
    in_test: bool = False


@dataclass(slots=True)
class Found:
    """What a target means in packages that were analyzed."""

    target: Target
    result: BuildResult
    # None where nothing is allocated and no parameter has pointers.
    sites: list[Site]
    # The files of those packages, named in full.
    files: list[str]
    # There is such a place.
    exists: bool = False

    @property
    def own_files(self) -> list[str]:
        """The files that are called as the target says."""
        return [file for file in self.files if _is_file(file, self.target.file)]


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
        if _TEST.match(text):
            bare += [replace(target, in_test=True) for target in bare]
    if "..." in text or dot < 0 or text in (".", ".."):
        return [package, *bare]
    path, function = text[:dot], text[dot + 1 :]
    if path in ("", "."):
        path = "."
    named = Target([path], function=function)
    if function[:1].isalpha() or function.startswith("("):
        in_test = [replace(named, in_test=True)] if _TEST.match(function) else []
        return [named, *in_test, package, *bare]
    return [package, *bare]


def _in_file(file: str, line: int, column: int) -> list[Target]:
    directory = posixpath.dirname(file) or "."
    in_test = is_test(file)
    if directory.startswith("/"):
        return [Target([directory], file, line, column, in_test=in_test)]
    # Below the working directory, a package's path, or anywhere in the module.
    plain = posixpath.normpath(file)
    places = [directory] if directory.startswith(".") else [f"./{directory}", directory]
    everywhere = (*places, _EVERYWHERE)
    return [Target([each], plain, line, column, in_test=in_test) for each in everywhere]


def find(
    explorer: Explorer, text: str, progress: Progress | None = None, here: list[str] | None = None
) -> Found:
    """What a target means; of several meanings the first that exists. `here` are the packages to look in where no
    module is.

    Raises NotFound if there is nothing of the kind, LoadError if there is nothing to work with.
    """
    error: LoadError | None = None
    first: Found | None = None
    others: list[Found] = []
    for target in parse(text):
        patterns = here if here is not None and target.patterns[0] in _HERE else target.patterns
        try:
            found = _look(explorer, target, patterns, progress)
        except LoadError as missing:
            if target.patterns[0] in _HERE:
                # Nothing can be found here, whatever it is called.
                raise
            error = error or missing
            continue
        if not found.result.packages:
            error = error or LoadError("\n".join(found.result.errors))
        elif found.exists:
            return found
        else:
            first = first or (found if found.result.status != DONE else None)
            others.append(found)
    near = _nearest(others)
    if near:
        raise NotFound(_not_found(text, near))
    if first is not None:
        # What is wrong with the likeliest meaning says more than that another one does not exist.
        return first
    if error is None:
        raise NotFound(_not_found(text, near))
    if _FUNCTION.match(text):
        raise NotFound(f"goescape: no function is called {text} here, and {error}")
    raise error


def _look(
    explorer: Explorer, target: Target, patterns: list[str], progress: Progress | None
) -> Found:
    """What a target means in certain packages."""
    result = explorer.run(patterns, progress, target.in_test)
    named = explorer.session.plan(patterns, target.in_test).graph.named()
    files = [f"{package.dir}/{name}" for package in named for name in package.go_files]
    found = Found(target, result, matching(target, explorer.sites(result)), files)
    if target.file:
        lines = [_n_lines(explorer, file) for file in found.own_files]
        found.exists = any(target.line <= n_lines for n_lines in lines)
    elif target.function:
        # Of those with errors nothing is known.
        unsound = [name for package in result.packages for name in package.unsound_functions]
        known = _functions(result) + [FunctionName("", "", name, name) for name in unsound]
        found.exists = any(_is_in(name, target.function) for name in known)
    else:
        found.exists = result.status == DONE
    found.exists = found.exists or found.sites != []
    return found


def _n_lines(explorer: Explorer, file: str) -> int:
    return len((explorer.session.read(file) or b"").splitlines())


def _functions(result: BuildResult) -> list[FunctionName]:
    # Generic code of others is compiled here, but not called by its name.
    own = {"main", *(package.plain_path for package in result.packages if package.shown)}
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


def _nearest(looked: list[Found]) -> list[str]:
    """Names that somebody may have meant who named what does not exist."""
    if not looked:
        return []
    target = looked[-1].target
    if target.file:
        names = [posixpath.basename(file) for found in looked for file in found.files]
        return nearest.of_files(posixpath.basename(target.file), names)
    functions = [name.declared for found in looked for name in _functions(found.result)]
    return nearest.of_functions(target.function, functions) if target.function else []


def _not_found(text: str, near: list[str]) -> str:
    match = _POSITION.match(text)
    if match is None:
        said = f"goescape: nothing is called {text} here"
    else:
        file, line = match["file"], match["line"]
        if posixpath.basename(file) in near and line:
            return f"goescape: {file} has no line {line}"
        said = f"goescape: {file} is in no package that was looked at"
    return f"{said}; did you mean {' or '.join(near)}?" if near else said


def nothing(explorer: Explorer, found: Found) -> str:
    """What to say of what exists, where nothing is to be explained."""
    if found.sites:
        return (
            "nothing is allocated on the heap, and no parameter leaks (--all tells of what stays)"
        )
    if not found.target.line:
        return "nothing is allocated, and no parameter has pointers"
    for file in found.own_files:
        names = explorer.written.locals_on(file, found.target.line)
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
