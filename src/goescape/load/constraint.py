"""Build constraints: `//go:build` lines, the older `// +build` lines, and file names like `x_linux_amd64.go`."""

import re
from typing import Final

from goescape.load.environ import Context


class ConstraintError(Exception):
    """A `//go:build` line that is not a boolean expression of tags."""


_TOKEN = re.compile(r"\s*(&&|\|\||!|\(|\)|[\w.]+|$)")
_BUILD_LINE = re.compile(rb"^//go:build(?:[ \t]|$)")
_PLUS_BUILD = re.compile(r"^//\s*\+build(?:\s|$)")
_MAX_TERMS = 1000


def file_name_fits(context: Context, name: str) -> bool:
    """Whether the part of a file name after its first underscore suits the target."""
    stem = name.partition(".")[0]
    underscore = stem.find("_")
    if underscore < 0:
        return True
    words = stem[underscore:].split("_")
    if words[-1] == "test":
        words.pop()
    known = context.release.sources
    if len(words) >= 2 and words[-2] in known.systems and words[-1] in known.architectures:
        return context.satisfies(words[-1]) and context.satisfies(words[-2])
    if words and (words[-1] in known.systems or words[-1] in known.architectures):
        return context.satisfies(words[-1])
    return True


# What `written` begins with.
_EXPRESSION: Final = "//go:build"
_OLD_LINES: Final = "// +build"
_WRONG: Final = "wrong"


def written(content: bytes) -> tuple[str, ...]:
    """What decides about a file, whatever the target: nothing, an expression, older lines, or what is wrong with it."""
    if b"//go:build" not in content and b"+build" not in content:
        return ()
    try:
        expression, head = _build_line(content)
    except ConstraintError as error:
        return _WRONG, str(error)
    if expression is not None:
        return _EXPRESSION, expression
    lines = [line.strip() for line in head.split("\n")]
    found = [line for line in lines if _PLUS_BUILD.match(line)]
    return (_OLD_LINES, *found) if found else ()


def holds(context: Context, constraints: tuple[str, ...]) -> bool:
    """Whether what is `written` holds for a target."""
    if not constraints:
        return True
    kind, *texts = constraints
    if kind == _WRONG:
        raise ConstraintError(texts[0])
    if kind == _EXPRESSION:
        return evaluate(context, texts[0])
    return all(_plus_build_holds(context, text) for text in texts)


def _build_line(content: bytes) -> tuple[str | None, str]:
    """The expression of the `//go:build` line, and the leading comments that `+build` may stand in."""
    found: str | None = None
    head_end = 0
    offset = 0
    ended = False
    in_comment = False
    while offset < len(content):
        newline = content.find(b"\n", offset)
        next_offset = newline + 1 if newline >= 0 else len(content)
        line = content[offset:next_offset].strip()
        offset = next_offset
        if not line and not ended:
            head_end = offset
            continue
        if not line.startswith(b"//"):
            ended = True
        if not in_comment and _BUILD_LINE.match(line):
            if found is not None:
                raise ConstraintError("multiple //go:build comments")
            found = line[len("//go:build") :].decode("utf-8", "replace").strip()
        in_comment, has_code = _after_comments(line, in_comment)
        if has_code:
            break
    return found, content[:head_end].decode("utf-8", "replace")


def _after_comments(line: bytes, in_comment: bool) -> tuple[bool, bool]:
    """Skip the comments of a line: whether one stays open, and whether anything else follows."""
    while line:
        if in_comment:
            close = line.find(b"*/")
            if close < 0:
                return True, False
            in_comment = False
            line = line[close + 2 :].strip()
        elif line.startswith(b"//"):
            return False, False
        elif line.startswith(b"/*"):
            in_comment = True
            line = line[2:].strip()
        else:
            return False, True
    return in_comment, False


def _plus_build_holds(context: Context, line: str) -> bool:
    """`// +build a,!b c` means (a and not b) or c."""
    alternatives = line.partition("+build")[2].split()
    return any(
        all(
            not context.satisfies(term[1:]) if term.startswith("!") else context.satisfies(term)
            for term in alternative.split(",")
        )
        for alternative in alternatives
    )


def evaluate(context: Context, expression: str) -> bool:
    """The value of a `//go:build` expression."""
    value = context.evaluated.get(expression)
    if value is None:
        value = context.evaluated[expression] = _evaluated(context, expression)
    return value


def _evaluated(context: Context, expression: str) -> bool:
    tokens = _tokenize(expression)
    if len(tokens) > _MAX_TERMS:
        raise ConstraintError("parsing //go:build line: expression too large")
    parser = _Evaluator(context, tokens)
    value = parser.disjunction()
    if parser.token:
        raise ConstraintError(f"parsing //go:build line: unexpected token {parser.token}")
    return value


def _tokenize(text: str) -> list[str]:
    tokens = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            rest = text[at:].lstrip()
            raise ConstraintError(f"parsing //go:build line: invalid syntax at {rest[:1]}")
        if match.group(1):
            tokens.append(match.group(1))
        at = match.end()
        if not match.group(1):
            break
    return tokens


class _Evaluator:
    """Evaluates while parsing; both operands are always parsed."""

    def __init__(self, context: Context, tokens: list[str]) -> None:
        self._context = context
        self._tokens = tokens
        self._at = 0

    @property
    def token(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def disjunction(self) -> bool:
        value = self._conjunction()
        while self.token == "||":
            self._at += 1
            right = self._conjunction()
            value = value or right
        return value

    def _conjunction(self) -> bool:
        value = self._negation()
        while self.token == "&&":
            self._at += 1
            right = self._negation()
            value = value and right
        return value

    def _negation(self) -> bool:
        if self.token != "!":
            return self._atom()
        self._at += 1
        if self.token == "!":
            raise ConstraintError("parsing //go:build line: double negation not allowed")
        return not self._negation()

    def _atom(self) -> bool:
        token = self.token
        if not token:
            raise ConstraintError("parsing //go:build line: unexpected end of expression")
        if token == "(":
            self._at += 1
            value = self.disjunction()
            if self.token != ")":
                raise ConstraintError("parsing //go:build line: missing close paren")
            self._at += 1
            return value
        if token in ("&&", "||", ")"):
            raise ConstraintError(f"parsing //go:build line: unexpected token {token}")
        self._at += 1
        return self._context.satisfies(token)
