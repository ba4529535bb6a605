"""Messages as bytes, as worker processes send them and the store keeps them.

Strings, steps and explanations are kept once, however many messages share them.
"""

from goescape.api.model import (
    Cost,
    Explanation,
    Flow,
    Frame,
    LogFile,
    Message,
    PackageResult,
    Reason,
)
from goescape.base.bug import InternalError
from goescape.engine.codec.buffer import In, Out

# What a message has besides its line.
_PLAIN = 0
_DECIDED = 1
_EXPLAINED = 2
_COSTED = 4


# How reading bytes ends that nothing here has written.
_NONSENSE = (InternalError, IndexError, KeyError, ValueError, OverflowError, MemoryError, TypeError)


class NonsenseError(Exception):
    """Bytes that are no messages."""


def encode(result: PackageResult) -> bytes:
    """The counts of functions and the log come first: sources and texts by turns."""
    messages = result.messages
    head = Out()
    head.uint(result.n_analyzed)
    head.uint(result.n_generic)
    head.texts([text for file in result.own_log for text in (file.source, file.text)])
    writer = _Writer()
    for message in messages:
        writer.message(message)
    return head.done() + writer.done(len(messages))


class _Writer:
    def __init__(self) -> None:
        self._texts: dict[str, int] = {}
        # By identity: messages of one package share them.
        self._flows: dict[int, int] = {}
        self._explanations: dict[int, int] = {}
        self._flow_data = Out()
        self._explanation_data = Out()
        self._body = Out()

    def done(self, n_messages: int) -> bytes:
        head = Out()
        head.texts(list(self._texts))
        head.uint(len(self._flows))
        head.uint(len(self._explanations))
        head.uint(n_messages)
        parts = (head, self._flow_data, self._explanation_data, self._body)
        return b"".join([part.done() for part in parts])

    def message(self, message: Message) -> None:
        out = self._body
        self._place(out, message.file, message.line, message.column)
        out.sint(message.kind)
        self._text(out, message.text)
        shape = _DECIDED if message.function or message.reasons else _PLAIN
        if message.explanation is not None:
            shape |= _EXPLAINED
        if message.cost is not None:
            shape |= _COSTED
        out.byte(shape)
        if shape == _PLAIN:
            return
        self._text(out, message.subject)
        self._text(out, message.function)
        out.sint(message.param)
        self._text(out, message.callee)
        out.uint(len(message.inlined))
        for frame in message.inlined:
            self._frame(out, frame)
        out.uints([self._explanation(reason) for reason in message.reasons])
        if message.explanation is not None:
            out.uint(self._explanation(message.explanation))
        if message.cost is not None:
            self._cost(message.cost)

    def _cost(self, cost: Cost) -> None:
        out = self._body
        out.sint(cost.bytes)
        out.sint(cost.rounded)
        out.sint(cost.count)
        self._text(out, cost.allocates)
        self._text(out, cost.reason)
        out.uint(cost.loop_depth)

    def _text(self, out: Out, text: str) -> None:
        out.uint(self._texts.setdefault(text, len(self._texts)))

    def _place(self, out: Out, file: str, line: int, column: int) -> None:
        self._text(out, file)
        out.uint(line)
        out.uint(column)

    def _explanation(self, explanation: Explanation) -> int:
        """Its number; what it refers to comes before it."""
        number = self._explanations.get(id(explanation))
        if number is None:
            then = 0 if explanation.then is None else self._explanation(explanation.then) + 1
            flows = [self._flow(flow) for flow in explanation.flows]
            out = self._explanation_data
            out.uints(flows)
            out.byte(explanation.truncated)
            out.byte(explanation.cause)
            out.uint(then)
            number = len(self._explanations)
            self._explanations[id(explanation)] = number
        return number

    def _flow(self, flow: Flow) -> int:
        number = self._flows.get(id(flow))
        if number is None:
            number = len(self._flows)
            self._flows[id(flow)] = number
            out = self._flow_data
            self._text(out, flow.dst)
            self._text(out, flow.src)
            out.sint(flow.derefs)
            out.uint(len(flow.reasons))
            for reason in flow.reasons:
                self._reason(out, reason)
        return number

    def _reason(self, out: Out, reason: Reason) -> None:
        self._place(out, reason.file, reason.line, reason.column)
        self._text(out, reason.text)
        self._text(out, reason.why)
        out.byte(reason.cause)
        self._text(out, reason.callee_package)
        self._text(out, reason.callee)
        out.sint(reason.param)
        out.uint(len(reason.inlined))
        for frame in reason.inlined:
            self._frame(out, frame)

    def _frame(self, out: Out, frame: Frame) -> None:
        self._text(out, frame.function)
        self._place(out, frame.file, frame.line, frame.column)


def decode(data: bytes) -> list[Message]:
    """The messages; raises NonsenseError."""
    try:
        return _Reader(data).messages()
    except _NONSENSE as error:
        raise NonsenseError from error


def decode_log(data: bytes) -> list[LogFile]:
    """The log; raises NonsenseError."""
    try:
        start = In(data)
        _counts(start)
        texts = start.texts()
        return [LogFile(texts[i], texts[i + 1]) for i in range(0, len(texts), 2)]
    except _NONSENSE as error:
        raise NonsenseError from error


def decode_counts(data: bytes) -> tuple[int, int]:
    """How many functions were analysed, and how many generic declarations were not; raises NonsenseError."""
    try:
        return _counts(In(data))
    except _NONSENSE as error:
        raise NonsenseError from error


def _counts(data: In) -> tuple[int, int]:
    return data.uint(), data.uint()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = In(data)
        _counts(self._data)
        self._data.texts()  # the log
        self._texts = self._data.texts()
        self._flows: list[Flow] = []
        self._explanations: list[Explanation] = []

    def messages(self) -> list[Message]:
        n_flows, n_explanations = self._data.uint(), self._data.uint()
        n_messages = self._data.uint()
        for _ in range(n_flows):
            self._flows.append(self._flow())
        for _ in range(n_explanations):
            self._explanations.append(self._explanation())
        found = [self._message() for _ in range(n_messages)]
        if self._data.at != len(self._data.data):
            raise InternalError("messages end too late")
        return found

    def _text(self) -> str:
        return self._texts[self._data.uint()]

    def _place(self) -> tuple[str, int, int]:
        return self._text(), self._data.uint(), self._data.uint()

    def _flow(self) -> Flow:
        dst, src, derefs = self._text(), self._text(), self._data.sint()
        reasons = [self._reason() for _ in range(self._data.uint())]
        return Flow(dst, src, derefs, tuple(reasons))

    def _reason(self) -> Reason:
        file, line, column = self._place()
        text, why, cause = self._text(), self._text(), self._data.byte()
        package, callee, param = self._text(), self._text(), self._data.sint()
        frames = tuple([self._frame() for _ in range(self._data.uint())])
        return Reason(file, line, column, text, why, cause, package, callee, param, frames)

    def _frame(self) -> Frame:
        return Frame(self._text(), *self._place())

    def _explanation(self) -> Explanation:
        flows = tuple([self._flows[number] for number in self._data.uints()])
        truncated, cause, then = self._data.byte() == 1, self._data.byte(), self._data.uint()
        return Explanation(
            flows, truncated, cause, None if then == 0 else self._explanations[then - 1]
        )

    def _message(self) -> Message:
        file, line, column = self._place()
        kind, text, shape = self._data.sint(), self._text(), self._data.byte()
        if shape == _PLAIN:
            return Message(file, line, column, text, kind)
        subject, function, param = self._text(), self._text(), self._data.sint()
        callee = self._text()
        inlined = tuple([self._frame() for _ in range(self._data.uint())])
        reasons = tuple([self._explanations[number] for number in self._data.uints()])
        explanation: Explanation | None = None
        if shape & _EXPLAINED:
            explanation = self._explanations[self._data.uint()]
        cost = self._cost() if shape & _COSTED else None
        return Message(
            file,
            line,
            column,
            text,
            kind,
            explanation,
            subject,
            function,
            param,
            callee,
            inlined,
            reasons,
            cost,
        )

    def _cost(self) -> Cost:
        data = self._data
        return Cost(data.sint(), data.sint(), data.sint(), self._text(), self._text(), data.uint())
