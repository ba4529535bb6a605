"""Messages as bytes, as worker processes send them and the store keeps them.

Texts are kept once, however many messages share them.
"""

from goescape.base.buffer import NONSENSE, In, Out
from goescape.base.bug import InternalError
from goescape.lines.model import LogFile, Message


class NonsenseError(Exception):
    """Bytes that are no messages."""


def encode(messages: list[Message], log: list[LogFile], n_functions: tuple[int, int]) -> bytes:
    """The counts of functions and the log come first: sources and texts by turns."""
    head = Out()
    for count in n_functions:
        head.uint(count)
    head.texts([text for file in log for text in (file.source, file.text)])
    numbers: dict[str, int] = {}
    body = Out()
    for message in messages:
        body.uint(numbers.setdefault(message.file, len(numbers)))
        body.uint(message.line)
        body.uint(message.column)
        body.sint(message.kind)
        body.uint(numbers.setdefault(message.text, len(numbers)))
        body.uints([numbers.setdefault(line, len(numbers)) for line in message.below])
    head.texts(list(numbers))
    head.uint(len(messages))
    return head.done() + body.done()


def decode(data: bytes) -> list[Message]:
    """The messages; raises NonsenseError."""
    try:
        return _messages(In(data))
    except NONSENSE as error:
        raise NonsenseError from error


def _messages(data: In) -> list[Message]:
    _counts(data)
    data.texts()  # the log
    texts = data.texts()
    found: list[Message] = []
    for _ in range(data.uint()):
        file, line, column = texts[data.uint()], data.count(), data.count()
        kind, text = data.signed_count(), texts[data.uint()]
        below = tuple([texts[number] for number in data.uints()])
        found.append(Message(file, line, column, text, kind, below))
    if data.at != len(data.data):
        raise InternalError("messages end too late")
    return found


def decode_log(data: bytes) -> list[LogFile]:
    """The log; raises NonsenseError."""
    try:
        start = In(data)
        _counts(start)
        texts = start.texts()
        return [LogFile(texts[i], texts[i + 1]) for i in range(0, len(texts), 2)]
    except NONSENSE as error:
        raise NonsenseError from error


def decode_counts(data: bytes) -> tuple[int, int]:
    """How many functions were analysed, and how many generic declarations were not; raises NonsenseError."""
    try:
        return _counts(In(data))
    except NONSENSE as error:
        raise NonsenseError from error


def _counts(data: In) -> tuple[int, int]:
    return data.count(), data.count()
