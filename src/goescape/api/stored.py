"""Messages as bytes, as worker processes send them and the store keeps them.

Strings and steps of explanations are kept once, however many messages share them.
"""

from goescape.api.model import Flow, Message, Reason
from goescape.engine.codec.buffer import In, Out


def encode(messages: list[Message]) -> bytes:
    texts = _Texts()
    flows: dict[int, int] = {}
    steps = Out()
    body = Out()
    for message in messages:
        texts.put(body, message.file)
        body.uint(message.line)
        body.uint(message.column)
        body.sint(message.kind)
        texts.put(body, message.text)
        body.uint(len(message.flows) << 1 | message.truncated)
        for flow in message.flows:
            # By identity: messages of one package share their flows.
            idx = flows.get(id(flow))
            if idx is None:
                idx = len(flows)
                flows[id(flow)] = idx
                _put_flow(steps, texts, flow)
            body.uint(idx)
    out = Out()
    out.texts(texts.all)
    out.uint(len(flows))
    out.uint(len(messages))
    return out.done() + steps.done() + body.done()


class _Texts:
    def __init__(self) -> None:
        self.all: list[str] = []
        self._index: dict[str, int] = {}

    def put(self, out: Out, text: str) -> None:
        idx = self._index.get(text)
        if idx is None:
            idx = len(self.all)
            self._index[text] = idx
            self.all.append(text)
        out.uint(idx)


def _put_flow(out: Out, texts: _Texts, flow: Flow) -> None:
    texts.put(out, flow.dst)
    texts.put(out, flow.src)
    out.sint(flow.derefs)
    out.uint(len(flow.reasons))
    for reason in flow.reasons:
        texts.put(out, reason.file)
        out.uint(reason.line)
        out.uint(reason.column)
        texts.put(out, reason.text)
        texts.put(out, reason.why)


def decode(data: bytes) -> list[Message]:
    cursor = In(data)
    texts = cursor.texts()
    n_flows, n_messages = cursor.uint(), cursor.uint()
    flows = [_flow(cursor, texts) for _ in range(n_flows)]
    return [_message(cursor, texts, flows) for _ in range(n_messages)]


def _flow(cursor: In, texts: list[str]) -> Flow:
    dst, src, derefs = texts[cursor.uint()], texts[cursor.uint()], cursor.sint()
    reasons = []
    for _ in range(cursor.uint()):
        file, line, column = texts[cursor.uint()], cursor.uint(), cursor.uint()
        text, why = texts[cursor.uint()], texts[cursor.uint()]
        reasons.append(Reason(file, line, column, text, why))
    return Flow(dst, src, derefs, tuple(reasons))


def _message(cursor: In, texts: list[str], flows: list[Flow]) -> Message:
    file, line, column = texts[cursor.uint()], cursor.uint(), cursor.uint()
    kind, text = cursor.sint(), texts[cursor.uint()]
    shape = cursor.uint()
    if shape == 0:
        return Message(file, line, column, text, kind)
    shown = tuple([flows[cursor.uint()] for _ in range(shape >> 1)])
    return Message(file, line, column, text, kind, shown, bool(shape & 1))
