"""Compiler directives: `//go:…` comments in front of declarations.

Each known directive is a bit; `Pragma` nodes carry the bits to the declaration they precede. Reading them
is here; what may stand where is checked by `placement`, once the package is known to be correct.
"""

import re
from typing import Final, final

from goescape.base import constant
from goescape.syntax import nodes as ast

NOINLINE: Final = 1 << 0
NOESCAPE: Final = 1 << 1
NOSPLIT: Final = 1 << 2
NORACE: Final = 1 << 3
NOCHECKPTR: Final = 1 << 4
SYSTEMSTACK: Final = 1 << 5
NOWRITEBARRIER: Final = 1 << 6
NOWRITEBARRIERREC: Final = 1 << 7
YESWRITEBARRIERREC: Final = 1 << 8
CGO_UNSAFE_ARGS: Final = 1 << 9
UINTPTR_KEEP_ALIVE: Final = 1 << 10
UINTPTR_ESCAPES: Final = 1 << 11
REGISTERPARAMS: Final = 1 << 12
BUILD: Final = 1 << 13

# Of functions, and without effect but on wasm.
WASM_IMPORT: Final = 1 << 14
WASM_EXPORT: Final = 1 << 15
OF_WASM: Final = WASM_IMPORT | WASM_EXPORT

# Directives that functions may have.
OF_FUNCTIONS: Final = BUILD - 1

_RUNTIME_ONLY: Final = SYSTEMSTACK | NOWRITEBARRIER | NOWRITEBARRIERREC | YESWRITEBARRIERREC

FLAGS: Final[dict[str, int]] = {
    "go:build": BUILD,
    "go:noinline": NOINLINE,
    "go:noescape": NOESCAPE,
    "go:nosplit": NOSPLIT | NOCHECKPTR,
    "go:norace": NORACE,
    "go:nocheckptr": NOCHECKPTR,
    "go:systemstack": SYSTEMSTACK,
    "go:nowritebarrier": NOWRITEBARRIER,
    "go:nowritebarrierrec": NOWRITEBARRIERREC | NOWRITEBARRIER,
    "go:yeswritebarrierrec": YESWRITEBARRIERREC,
    "go:cgo_unsafe_args": CGO_UNSAFE_ARGS | NOCHECKPTR,
    "go:uintptrkeepalive": UINTPTR_KEEP_ALIVE,
    "go:uintptrescapes": UINTPTR_ESCAPES | UINTPTR_KEEP_ALIVE,
    "go:registerparams": REGISTERPARAMS,
}

# Who may use what. Code of unknown origin may use everything.
ORIGIN_UNKNOWN: Final = 0
ORIGIN_USER: Final = 1
ORIGIN_STD: Final = 2
ORIGIN_RUNTIME: Final = 3

# Understood by others than the compiler.
_KNOWN_ELSEWHERE: Final = frozenset(
    "go:cgo_export_static go:cgo_export_dynamic go:cgo_import_static go:cgo_import_dynamic go:cgo_ldflag "
    "go:cgo_dynamic_linker go:embed go:fix go:generate".split()
)

# What each cgo directive takes: `u` an unquoted word, `q` a quoted one.
_CGO_ARGUMENTS: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    "cgo_export_static": (("u", "uu"), "local [remote]"),
    "cgo_export_dynamic": (("u", "uu"), "local [remote]"),
    "cgo_import_dynamic": (("u", "uu", "uuq"), 'local [remote ["library"]]'),
    "cgo_import_static": (("u",), "local"),
    "cgo_dynamic_linker": (("q",), '"path"'),
    "cgo_ldflag": (("q",), '"arg"'),
}
_CGO_WORD: Final = re.compile(r'"[^"]*"|[^\s"]+')
_LINKER_NAME: Final = re.compile(r"[0-9A-Za-z._/\x80-\U0010ffff]")


@final
class DirectiveReader:
    """Reads the directives of one file."""

    def __init__(self, filename: str, origin: int) -> None:
        self.origin: Final = origin
        self.from_cgo: Final = filename.rpartition("/")[2].startswith("_cgo_")
        self.linknames: Final[list[tuple[int, str, str]]] = []
        # Errors of the directive just read, all at its position.
        self.errors: Final[list[str]] = []

    def read(self, pos: int, text: str, pragma: ast.Pragma) -> None:
        """Add the directive `text` (without the slashes) to `pragma` or to the file's link names."""
        verb, space, _ = text.partition(" ")
        if space and verb in ("go:wasmimport", "go:wasmexport"):
            self._wasm(pos, verb, text.split(), pragma)
        elif space and verb in ("go:linkname", "go:linknamestd"):
            self._linkname(pos, verb, text.split())
        elif verb == "go:embed":
            self._embed(pos, text[len(verb) :], pragma)
        elif space and verb == "go:cgo_import_dynamic" and len(_cgo_words(text)) >= 4:
            library = _cgo_words(text)[3].strip('"')
            if library and not _LINKER_NAME.match(library) and not self.from_cgo:
                shown = library.replace("\\", "\\\\")
                self.errors.append(
                    f'invalid library name "{shown}" in cgo_import_dynamic directive'
                )
            self._check_cgo(text)
        else:
            if verb.startswith("go:cgo_"):
                if self.origin == ORIGIN_USER and not self.from_cgo:
                    self.errors.append(f"//{text} only allowed in cgo-generated code")
                self._check_cgo(text)
            self._flag(pos, verb, pragma)

    def _flag(self, pos: int, verb: str, pragma: ast.Pragma) -> None:
        flag = FLAGS.get(verb, 0)
        if self.origin == ORIGIN_USER or self.origin == ORIGIN_STD:
            if flag & _RUNTIME_ONLY:
                self.errors.append(f"//{verb} only allowed in runtime")
        if self.origin == ORIGIN_USER and flag == UINTPTR_KEEP_ALIVE:
            self.errors.append(f"//{verb} is only allowed in the standard library")
        if self.origin >= ORIGIN_STD and flag == 0 and verb not in _KNOWN_ELSEWHERE:
            self.errors.append(f"//{verb} is not allowed in the standard library")
        pragma.flags |= flag
        pragma.places.append((pos, flag))

    def _wasm(self, pos: int, verb: str, words: list[str], pragma: ast.Pragma) -> None:
        if verb == "go:wasmimport" and len(words) != 3:
            self.errors.append("usage: //go:wasmimport importmodule importname")
        elif verb == "go:wasmexport" and len(words) != 2:
            self.errors.append("usage: //go:wasmexport exportname")
        else:
            flag = WASM_IMPORT if verb == "go:wasmimport" else WASM_EXPORT
            pragma.flags |= flag
            pragma.places.append((pos, flag))

    def _linkname(self, pos: int, verb: str, words: list[str]) -> None:
        if not 2 <= len(words) <= 3:
            self.errors.append(f"usage: //{verb} localname [linkname]")
            return
        self.linknames.append((pos, words[1], words[2] if len(words) == 3 else ""))

    def _embed(self, pos: int, text: str, pragma: ast.Pragma) -> None:
        patterns: list[str] = []
        rest = text.strip()
        while rest:
            pattern, width = _embed_pattern(rest)
            after = rest[width : width + 1]
            if width == 0 or after and not after.isspace():
                self.errors.append(f"invalid quoted string in //go:embed: {rest[width:]}")
                patterns.clear()
                break
            patterns.append(pattern)
            rest = rest[width:].strip()
        if patterns:
            pragma.embeds.append((pos, patterns))
        else:
            self.errors.append("usage: //go:embed pattern...")

    def _check_cgo(self, text: str) -> None:
        words = _cgo_words(text)
        verb = words[0][len("go:") :]
        known = _CGO_ARGUMENTS.get(verb)
        if known is None:
            return
        shape = "".join("q" if word.startswith('"') else "u" for word in words[1:])
        if shape not in known[0]:
            self.errors.append(f"usage: //go:{verb} {known[1]}")


def _cgo_words(text: str) -> list[str]:
    """Words, where double quotes keep blanks together; what follows an open quote is dropped."""
    return _CGO_WORD.findall(text if text.count('"') % 2 == 0 else text[: text.rindex('"')])


_QUOTED: Final = re.compile(
    r'"(?:[^"\\\n]|\\(?:[abfnrtv\\"]|[0-3][0-7]{2}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U00[0-9a-fA-F]{6}))*"'
)


def _embed_pattern(text: str) -> tuple[str, int]:
    """The first pattern of a `//go:embed` line and its length there; 0 if it is malformed."""
    if text[0] == "`":
        end = text.find("`", 1)
        return text[1:end], end + 1
    if text[0] == '"':
        match = _QUOTED.match(text)
        if match is None:
            return "", 0
        literal = match.group()
        unquoted = constant.unquote(literal)
        if unquoted is None:
            return "", 0
        return unquoted.decode("utf-8", "replace"), len(literal)
    word = text.split(None, 1)[0]
    return word, len(word)


# ------------------------------------------------------------------------------- //line


def beside(name: str, filename: str) -> str:
    """The file that a `//line` directive in `filename` names: relative names are beside that file."""
    if not name.startswith("/") and "/" in filename:
        name = filename[: filename.rindex("/") + 1] + name
    rooted = name.startswith("/")
    kept: list[str] = []
    for element in name.split("/"):
        if element == "" or element == ".":
            continue
        if element == ".." and kept and kept[-1] != "..":
            kept.pop()
        elif element != ".." or not rooted:
            kept.append(element)
    cleaned = "/".join(kept)
    if rooted:
        return "/" + cleaned
    return cleaned if cleaned != "" else "."


# ------------------------------------------------------------------------------ //go:build

_BUILD_TOKEN: Final = re.compile(r"\s*(&&|\|\||[()!]|[\w.]+|\S)")
_BUILD_TOKENS_MAX: Final = 1000
_INVALID: Final = -2
_NONE: Final = -1


def build_version(line: str) -> str:
    """The language version that a `//go:build` line (without the slashes) implies, else "".

    It is the version without which the expression cannot be true: the larger one of `a && b`, the
    smaller one of `a || b`; a negated term implies nothing.
    """
    text = line[len("go:build") :]
    if text and not text[0].isspace():
        return ""
    tokens = _BUILD_TOKEN.findall(text)
    if not tokens or len(tokens) > _BUILD_TOKENS_MAX:
        return ""
    parser = _BuildParser(tokens)
    version = parser.disjunction(True)
    if version < 0 or parser.at != len(tokens):
        return ""
    return f"go1.{version}" if version else "go1"


@final
class _BuildParser:
    """Computes the version while it parses; `_INVALID` once there was a syntax error."""

    def __init__(self, tokens: list[str]) -> None:
        self.tokens: Final = tokens
        self.at: int = 0

    def got(self, token: str) -> bool:
        if self.at < len(self.tokens) and self.tokens[self.at] == token:
            self.at += 1
            return True
        return False

    def disjunction(self, positive: bool) -> int:
        version = self.conjunction(positive)
        while version != _INVALID and self.got("||"):
            version = _combine(version, self.conjunction(positive), not positive)
        return version

    def conjunction(self, positive: bool) -> int:
        version = self.term(positive)
        while version != _INVALID and self.got("&&"):
            version = _combine(version, self.term(positive), positive)
        return version

    def term(self, positive: bool) -> int:
        if self.got("!"):
            if self.at < len(self.tokens) and self.tokens[self.at] == "!":
                return _INVALID  # double negation is not allowed
            return self.term(not positive)
        if self.got("("):
            version = self.disjunction(positive)
            return version if self.got(")") else _INVALID
        if self.at >= len(self.tokens):
            return _INVALID
        tag = self.tokens[self.at]
        if not (tag[0] in "_." or tag[0].isalnum()):
            return _INVALID
        self.at += 1
        if not positive:
            return _NONE
        if tag == "go1":
            return 0
        minor = tag[len("go1.") :]
        if tag.startswith("go1.") and minor.isascii() and minor.isdigit():
            return int(minor[:9])
        return _NONE


def _combine(x: int, y: int, larger: bool) -> int:
    if x == _INVALID or y == _INVALID:
        return _INVALID
    return max(x, y) if larger else min(x, y)
