"""Golden Go files: the compiler's messages stand in comments at the end of the line they belong to.

    x := 1 // want "moved to heap: x"

A line with several messages has several strings, in the order in which the compiler prints them. Errors
are marked `// error` instead. The complete text, with columns, order and lines that belong to no source
line, stands in a file beside it. Both are written by `update.py`, which asks the real compiler.

The first line may give flags: `// flags: -lang=go1.21`.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent / "golden"

_MARK = re.compile(r"[ \t]*// (?:want|error) (?P<strings>[\"`].*)$")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|`[^`]*`')
_FLAGS = re.compile(r"^// flags: (.*)$", re.MULTILINE)
_LOCATED = re.compile(r"^(?P<file>[^\s:][^:]*):(?P<line>\d+)(?::\d+)?: (?P<text>.*)$")


@dataclass(frozen=True)
class Golden:
    """One Go file with its expectations."""

    path: Path

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT).with_suffix(""))

    @property
    def source(self) -> str:
        return self.path.read_text(encoding="utf-8", errors="surrogateescape")

    @property
    def text_path(self) -> Path:
        return self.path.with_suffix(".txt")

    @property
    def expected(self) -> str:
        """The whole text, as the compiler prints it."""
        return self.text_path.read_text(encoding="utf-8", errors="surrogateescape")

    @property
    def is_error(self) -> bool:
        return self.path.parent.name == "errors"

    @property
    def is_explained(self) -> bool:
        """Explanations are many lines each: they stand in the text only."""
        return "-m=2" in self.flags

    @property
    def flags(self) -> list[str]:
        match = _FLAGS.search(self.source)
        return match.group(1).split() if match else []

    def marks(self) -> dict[int, list[str]]:
        """Expected messages by line, from the comments."""
        found = {}
        for number, line in enumerate(self.source.split("\n"), 1):
            match = _MARK.search(line)
            if match:
                found[number] = [_unquote(s) for s in _STRING.findall(match.group("strings"))]
        return found

    def marks_of(self, text: str) -> dict[int, list[str]]:
        """Messages by line in a compiler's text; lines of other places belong to none."""
        found: dict[int, list[str]] = {}
        if self.is_explained:
            return found
        for line in text.splitlines():
            match = _LOCATED.match(line)
            if match and match.group("file") == self.path.name and not self._has_line_directive():
                found.setdefault(int(match.group("line")), []).append(match.group("text"))
        return found

    def _has_line_directive(self) -> bool:
        return re.search(r"^//line |/\*line ", self.source, re.MULTILINE) is not None

    def with_marks(self, text: str) -> str:
        """The source with its comments rewritten for a compiler's text."""
        verb = "error" if self.is_error else "want"
        marks = self.marks_of(text)
        lines = []
        for number, line in enumerate(self.source.split("\n"), 1):
            bare = _MARK.sub("", line)
            if number in marks:
                bare += f" // {verb} " + " ".join(_quote(message) for message in marks[number])
            lines.append(bare)
        return "\n".join(lines)


def all_files() -> list[Golden]:
    """Every golden file, sorted by name."""
    return [Golden(path) for path in sorted(ROOT.rglob("*.go"))]


def _quote(message: str) -> str:
    if '"' not in message and "\\" not in message:
        return f'"{message}"'
    if "`" not in message:
        return f"`{message}`"
    return json.dumps(message, ensure_ascii=False)


def _unquote(string: str) -> str:
    return string[1:-1] if string.startswith("`") else str(json.loads(string))
