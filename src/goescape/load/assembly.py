"""Assembly files: which functions they define, and which they call.

Go functions that assembly defines or calls get wrappers that translate between the two calling conventions.
Files are preprocessed as the assembler does it, as far as that decides about symbols: conditions on
`#ifdef`, and macros with parameters.
"""

import re

from goescape.ir.nodes import AssemblySymbols

_DEFINE = re.compile(r"^\s*#define\s+(\w+)(?:\(([^)]*)\))?(.*)$")
_CONDITION = re.compile(r"^\s*#(ifdef|ifndef|else|endif|undef|include)\b\s*(\S*)")
_SYMBOL = re.compile(r"([\w·∕./%]+)(<>)?(?:<(ABI0|ABIInternal)>)?(?:[+-]\d+)?\s*\(SB\)")
_TEXT = re.compile(r"^\s*TEXT\s")
_DATA = re.compile(r"^\s*(DATA|GLOBL)\s")
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
# Macros that use each other are expanded so often.
_EXPANSIONS_MAX = 4


def scan(text: str, package: str, defined: set[str], found: AssemblySymbols) -> None:
    """Add the symbols of one file of `package` (its link path); `defined` are names known to `#ifdef`."""
    macros: dict[str, tuple[list[str], str]] = {}
    names = set(defined)
    active = [True]
    joined = _COMMENT.sub("", text).replace("\\\n", ";")
    for line in joined.split("\n"):
        if _directive(line, names, macros, active):
            continue
        if active[-1]:
            for statement in _expanded(line, macros).split(";"):
                _statement(statement, package, found)


def _directive(
    line: str, names: set[str], macros: dict[str, tuple[list[str], str]], active: list[bool]
) -> bool:
    match = _CONDITION.match(line)
    if match is not None:
        word, name = match.groups()
        if word in ("ifdef", "ifndef"):
            active.append(active[-1] and (name in names) == (word == "ifdef"))
        elif word == "else" and len(active) > 1:
            active[-1] = active[-2] and not active[-1]
        elif word == "endif" and len(active) > 1:
            active.pop()
        return True
    match = _DEFINE.match(line)
    if match is None:
        return line.lstrip().startswith("#")
    if active[-1]:
        name, parameters, body = match.groups()
        names.add(name)
        words = [word.strip() for word in (parameters or "").split(",") if word.strip()]
        macros[name] = (words, body.strip())
    return True


def _expanded(line: str, macros: dict[str, tuple[list[str], str]]) -> str:
    for _ in range(_EXPANSIONS_MAX):
        before = line
        for name, (parameters, body) in macros.items():
            if name not in line:
                continue
            if parameters:
                line = re.sub(rf"\b{name}\(([^()]*)\)", _Filled(parameters, body), line)
            elif "(SB)" in body or body.strip() in macros:
                line = re.sub(rf"\b{name}\b(?:\(\))?", _literally(body), line)
        if line == before:
            break
    return line


def _literally(text: str) -> str:
    """As a replacement that has no references."""
    return text.replace("\\", "\\\\")


class _Filled:
    """A macro's body with arguments for its parameters."""

    def __init__(self, parameters: list[str], body: str) -> None:
        self._parameters = parameters
        self._body = body

    def __call__(self, match: "re.Match[str]") -> str:
        body = self._body
        values = [value.strip() for value in match.group(1).split(",")]
        for parameter, value in zip(self._parameters, values, strict=False):
            body = re.sub(rf"\b{parameter}\b", _literally(value), body)
        return body


def _statement(statement: str, package: str, found: AssemblySymbols) -> None:
    if _DATA.match(statement):
        return
    is_definition = _TEXT.match(statement) is not None
    for number, match in enumerate(_SYMBOL.finditer(statement)):
        name, static, convention = match.groups()
        if static or "·" not in name:
            continue
        path, _, own = name.rpartition("·")
        full = f"{path.replace('∕', '/').replace('·', '.') or package}.{own}"
        if is_definition and number == 0:
            (found.defined_as_go if convention == "ABIInternal" else found.defined).add(full)
        elif convention != "ABIInternal":
            found.called.add(full)
