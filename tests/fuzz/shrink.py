"""Makes a failing program small: takes away what the failure does not need."""

import itertools
import time
from collections.abc import Callable, Iterator

_OPEN, _CLOSE = "([{", ")]}"


def shrink(source: str, fails: Callable[[str], bool], deadline: float) -> str:
    """Remove blocks, unwrap them, remove lines and parts of lines, as long as the program still fails."""
    text = "\n".join(line for line in source.split("\n") if line.strip())
    before = ""
    while text != before and time.monotonic() < deadline:
        before = text
        for candidates in (_blocks, _unwrapped, _lines, _groups, _items):
            text = _reduce(text, candidates, fails, deadline)
    return text


def _reduce(
    text: str,
    candidates: Callable[[str], Iterator[str]],
    fails: Callable[[str], bool],
    deadline: float,
) -> str:
    """Take candidates that still fail, one after the other, until none does."""
    is_smaller = True
    while is_smaller:
        is_smaller = False
        position = 0
        # Candidates come from the end to the start, so those that follow stay as they were.
        while True:
            found = list(candidates(text))
            if position >= len(found):
                break
            if time.monotonic() > deadline:
                return text
            if fails(found[position]):
                text = found[position]
                is_smaller = True
            else:
                position += 1
    return text


def _blocks(text: str) -> Iterator[str]:
    """Without one block: from a line that opens more braces than it closes to its end; large ones first."""
    lines = text.split("\n")
    for start, end in sorted(_spans(lines), key=lambda span: span[0] - span[1]):
        yield "\n".join(lines[:start] + lines[end + 1 :])


def _unwrapped(text: str) -> Iterator[str]:
    """A block's contents instead of the block."""
    lines = text.split("\n")
    for start, end in _spans(lines):
        yield "\n".join(lines[:start] + lines[start + 1 : end] + lines[end + 1 :])


def _lines(text: str) -> Iterator[str]:
    lines = text.split("\n")
    for at in range(len(lines) - 1, -1, -1):
        yield "\n".join(lines[:at] + lines[at + 1 :])


def _groups(text: str) -> Iterator[str]:
    """Empty parentheses, brackets and braces; or what stands in parentheses without them."""
    for start, end in sorted(_pairs(text), reverse=True):
        if end > start + 1:
            yield text[: start + 1] + text[end:]
        if text[start] == "(":
            yield text[:start] + text[start + 1 : end] + text[end + 1 :]
            yield text[:start] + text[end + 1 :]


def _items(text: str) -> Iterator[str]:
    """Without one element of a list in parentheses or braces, or with `nil` or `0` instead."""
    for start, end in sorted(_pairs(text), reverse=True):
        edges = [start, *_commas(text, start, end), end]
        for left, right in itertools.pairwise(edges):
            first = left == start
            yield (
                text[: left + 1 if first else left]
                + text[right + 1 if first and right != end else right :]
            )
            for plain in ("nil", "0"):
                if text[left + 1 : right].strip() not in (plain, "nil", "0", ""):
                    yield text[: left + 1] + plain + text[right:]


def _commas(text: str, start: int, end: int) -> list[int]:
    found, depth = [], 0
    for at in range(start + 1, end):
        if text[at] in _OPEN:
            depth += 1
        elif text[at] in _CLOSE:
            depth -= 1
        elif text[at] == "," and depth == 0:
            found.append(at)
    return found


def _pairs(text: str) -> list[tuple[int, int]]:
    found, opened = [], []
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSE and opened:
            found.append((opened.pop(), at))
    return found


def _spans(lines: list[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for at, line in enumerate(lines):
        change = line.count("{") - line.count("}")
        if change > 0:
            opened.append(at)
        elif change < 0 and opened:
            found.append((opened.pop(), at))
    return found
