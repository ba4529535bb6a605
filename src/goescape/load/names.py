"""Import paths: which the go command accepts; words of flags; how Go quotes."""

from typing import Final

from goescape.load.model import LoadError

_PATH_MARKS: Final = frozenset("-._~+")
# No folder can have these names on Windows, whatever the ending.
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_SHORT_ESCAPES: Final = {
    "\a": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v",
}  # fmt: skip


def path_problem(path: str, plus: bool = True) -> str:
    """Why no package can have an import path, in the go command's words; "" if one can.

    Without `plus` the rule is that for modules, which have no `+` in their paths.
    """
    if _is_not_utf8(path):
        return "invalid UTF-8"
    for wrong, words in (
        (not path, "empty string"),
        (path.startswith("-"), "leading dash"),
        ("//" in path, "double slash"),
        (path.endswith("/"), "trailing slash"),
    ):
        if wrong:
            return words
    problems = (_element_problem(element, plus) for element in path.split("/"))
    return next(filter(None, problems), "")


def _element_problem(element: str, plus: bool) -> str:
    if not element:
        return "empty path element"
    if not element.strip("."):
        return f"invalid path element {quoted(element)}"
    if element.startswith(".") and not plus:
        return "leading dot in path element"
    if element.endswith("."):
        return "trailing dot in path element"
    for char in element:
        known = char.isascii() and (char.isalnum() or char in _PATH_MARKS)
        if not known or (char == "+" and not plus):
            return f"invalid char {quoted(char, mark=chr(39))}"
    stem = element.partition(".")[0]
    if stem.lower() in _RESERVED:
        return f"{quoted(stem)} disallowed as path element component on Windows"
    _, tilde, digits = stem.rpartition("~")
    if tilde and digits.isdigit():
        return "trailing tilde and digits in path element"
    return ""


def _is_not_utf8(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def quoted(text: str, mark: str = '"') -> str:
    """A text as Go's %q shows it."""
    return mark + "".join(_escaped(char, mark) for char in text) + mark


def escaped(text: str) -> str:
    """A text for people: nothing in it can move the cursor, colour the screen or begin a line."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char if char.isprintable() else _escaped(char, "") for char in text)


def escaped_lines(text: str) -> str:
    """The same for a text of several lines that were meant."""
    return "\n".join("\t".join(map(escaped, line.split("\t"))) for line in text.split("\n"))


def _escaped(char: str, mark: str) -> str:
    if char == mark or (char == "\\" and mark):
        return f"\\{char}"
    if char.isprintable():
        return char
    if char in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[char]
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        # A byte that is no UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def split_words(text: str, origin: str) -> list[str]:
    """Words as the go command splits them: quotes count at the start of a word only, nothing escapes."""
    words: list[str] = []
    rest = text.lstrip(" \t\n\r")
    while rest:
        if rest[0] in "'\"":
            quote = rest[0]
            word, end_mark, rest = rest[1:].partition(quote)
            if not end_mark:
                raise LoadError(f"go: {origin}: unterminated {quote} string")
        else:
            end = next((i for i, char in enumerate(rest) if char in " \t\n\r"), len(rest))
            word, rest = rest[:end], rest[end:]
        words.append(word)
        rest = rest.lstrip(" \t\n\r")
    return words
