"""Verdicts on functions: what inlining each costs, or why it is not inlined.

Under `-m=2` the compiler says one of

    a.go:3:6: can inline F with cost 4 as: func(int) int { return x + 1 }
    a.go:5:6: cannot inline G: function too complex: cost 93 exceeds budget 80

of every function. Of the first the body is left out here: it is the cost model that is compared. Refusals of
single calls (`cannot inline F into G: repeated recursive cycle`) are no verdicts on a function.
"""

import re
from typing import Final

from goescape.ir import remark
from goescape.lines.model import Message
from goescape.session.model import PackageResult

_RECORD: Final = re.compile(
    r"(?P<position>[^\s:][^:]*(?::\d+){1,2}): "
    r"(?P<verdict>can inline .+? with cost \d+(?= as: )|cannot inline .+)"
)
_OF_A_CALL: Final = re.compile(r"cannot inline .+ into .+: repeated recursive cycle$")
_REASON: Final = re.compile(r"cannot inline .+?: (?P<reason>.+?)(?:: |$)")
_KINDS: Final = frozenset((remark.CAN_INLINE_AS, remark.CANNOT_INLINE))

INLINABLE: Final = "can inline, with its cost"


def record(line: str) -> str | None:
    """The verdict in a line of the compiler, with the position; None if there is none."""
    match = _RECORD.match(line)
    if match is None or _OF_A_CALL.match(match["verdict"]):
        return None
    return match[0]


def classify(line: str) -> str:
    """The class of a record: inlinable, or the reason without its figures."""
    match = _REASON.search(line)
    return INLINABLE if match is None else match["reason"]


def messages(package: PackageResult) -> list[Message]:
    """The verdicts among our messages."""
    return [message for message in package.messages if message.kind in _KINDS]
